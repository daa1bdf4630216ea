import assert from "node:assert/strict";
import { test } from "node:test";
import { remove, save } from "../../../web/store.js";
import { fakeStorage } from "./page.mjs";

function withStorage(storage) {
  Object.defineProperty(globalThis, "localStorage", { get: storage, configurable: true });
}

test("a text is kept under its name until it is removed", () => {
  const storage = fakeStorage();
  withStorage(() => storage);
  assert.equal(save("scheme", "dark"), true);
  assert.deepEqual([...storage.kept], [["scheme", "dark"]]);
  assert.equal(remove("scheme"), true);
  assert.equal(storage.kept.size, 0);
});

test("a browser without room keeps nothing, and nothing breaks", () => {
  withStorage(() => fakeStorage({ refuses: true }));
  assert.equal(save("scheme", "dark"), false);
  assert.equal(remove("scheme"), false);
});

test("a browser that forbids even to ask keeps nothing, and nothing breaks", () => {
  withStorage(() => {
    throw new DOMException("Access is denied.", "SecurityError");
  });
  assert.equal(save("scheme", "dark"), false);
  assert.equal(remove("scheme"), false);
});
