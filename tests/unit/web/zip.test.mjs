import assert from "node:assert/strict";
import { test } from "node:test";
import { unzip, zip, zipSync } from "../../../web/tools/zip.js";

const bytes = (length) => new Uint8Array(length);
const called = (action, ...rest) =>
  new Promise((resolve) => action(...rest, (fault, found) => resolve({ fault, found })));

test("what was packed is unpacked", async () => {
  const files = { "a.xml": bytes(500_000), "b.png": bytes(3) };
  const { found: packed } = await called(zip, files);
  assert.deepEqual((await called(unzip, packed)).found, files);
});

test("a small file that unpacks into a huge one is refused before it is unpacked", async () => {
  const part = bytes(15_000_000);
  const { fault } = await called(unzip, zipSync({ "a.xml": part, "b.xml": part }));
  assert.match(fault.message, /too big/);
});

test("a file that hides how big it is takes no more than it says", async () => {
  const packed = zipSync({ "a.xml": bytes(15_000_000) });
  const view = new DataView(packed.buffer, packed.byteOffset);
  for (let at = 0; at < packed.length - 4; at += 1) {
    if (view.getUint32(at, true) === 15_000_000) view.setUint32(at, 10, true);
  }
  const { fault, found } = await called(unzip, packed);
  assert.ok(fault || found["a.xml"].length === 10);
});

test("what is no ZIP is refused", async () => {
  assert.ok((await called(unzip, bytes(100))).fault);
});
