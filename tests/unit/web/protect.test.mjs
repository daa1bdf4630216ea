import assert from "node:assert/strict";
import { test } from "node:test";
import { faultOfPassphrase, isProtected, protect, unprotect } from "../../../web/tools/protect.js";

const TEXT = "What nobody else should read: “é”.\n";
const PASSPHRASE = "lantern meadow granite compass";

test("a protected file opens with its passphrase alone", async () => {
  const file = await protect(TEXT, PASSPHRASE);
  assert.ok(isProtected(file));
  assert.ok(!file.includes("nobody"));
  assert.equal(await unprotect(file, ` ${PASSPHRASE} `), TEXT);
  assert.equal(await unprotect(file, `${PASSPHRASE}s`), null);
});

test("two files of one text have nothing in common but the form", async () => {
  const [one, other] = await Promise.all([protect(TEXT, PASSPHRASE), protect(TEXT, PASSPHRASE)]);
  for (const part of ["salt", "iv", "data"]) assert.notEqual(JSON.parse(one)[part], JSON.parse(other)[part]);
});

test("a protected file that was changed does not open", async () => {
  const file = JSON.parse(await protect(TEXT, PASSPHRASE));
  const data = `${file.data[0] === "A" ? "B" : "A"}${file.data.slice(1)}`;
  assert.equal(await unprotect(JSON.stringify({ ...file, data }), PASSPHRASE), null);
  assert.equal(await unprotect(JSON.stringify({ ...file, salt: "%" }), PASSPHRASE), null);
});

test("a file that would keep the browser busy is no protected file", async () => {
  const file = JSON.parse(await protect(TEXT, PASSPHRASE));
  assert.ok(!isProtected(JSON.stringify({ ...file, rounds: 1e9 })));
  assert.ok(!isProtected("{}"));
  assert.ok(!isProtected("null"));
});

test("a short passphrase is refused", () => {
  assert.match(faultOfPassphrase("secret"), /at least 12/);
  assert.equal(faultOfPassphrase(PASSPHRASE), "");
});
