import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { pack } from "../../../web/tools/kit-pack.js";
import { unzipSync } from "../../../web/tools/zip.js";

const encoder = new TextEncoder();
const FILES = { "a/a.pdf": encoder.encode("%PDF ".repeat(50)), "b/b.csv": encoder.encode("x,y\n".repeat(500)) };
const sums = Object.entries(FILES).map(
  ([path, bytes]) => `${createHash("sha256").update(bytes).digest("hex")}  ${path}\n`,
);
const SUMS = encoder.encode(sums.join(""));
const PARTS = Object.entries(FILES).map(([path, { length: size }]) => ({ path, size }));

/* Answer as a server with these files does; a function in place of a file does what it wants. */
const server = (files) => async (url) => {
  const found = { SHA256SUMS: SUMS, ...files }[String(url).replace("https://x.example/kit/", "")];
  if (typeof found === "function") return found();
  return { ok: Boolean(found), arrayBuffer: async () => found.slice().buffer };
};

const request = (changes = {}) => ({
  own: { "README.txt": "Read me: “first”", "sheet.docx": new Blob(["PK"]) },
  parts: PARTS,
  base: new URL("https://x.example/kit/"),
  day: "2026-01-02",
  progress() {},
  ask: server(FILES),
  ...changes,
});
const bytesOf = async (blob) => new Uint8Array(await blob.arrayBuffer());

test("a kit holds its own files and every part, byte for byte", async () => {
  const { blob } = await pack(request());
  const found = unzipSync(await bytesOf(blob));
  assert.deepEqual(Object.keys(found), ["README.txt", "sheet.docx", "a/a.pdf", "b/b.csv"]);
  assert.equal(new TextDecoder().decode(found["README.txt"]), "Read me: “first”");
  for (const [path, bytes] of Object.entries(FILES)) assert.deepEqual(found[path], bytes);
});

test("the same choice gives the same bytes", async () => {
  const [one, two] = [await pack(request()), await pack(request())];
  assert.deepEqual(await bytesOf(one.blob), await bytesOf(two.blob));
});

test("it says how far it is", async () => {
  const told = [];
  await pack(request({ progress: (done) => told.push(done) }));
  assert.deepEqual(told, [FILES["a/a.pdf"].length, FILES["a/a.pdf"].length + FILES["b/b.csv"].length]);
});

const fails = () => {
  throw new TypeError("Failed to fetch");
};
const breaksOff = () => ({ ok: true, arrayBuffer: fails });
const tooMuch = () => ({
  ok: true,
  arrayBuffer() {
    throw new RangeError("Array buffer allocation failed");
  },
});
const other = encoder.encode("z,y\n".repeat(500));
for (const [name, files, said] of [
  ["a part that is missing", { "b/b.csv": undefined }, /b\/b\.csv was not found, so no kit was saved/],
  ["no list of checksums", { SHA256SUMS: undefined }, /SHA256SUMS was not found, so no kit was saved/],
  ["a connection that is lost", { "b/b.csv": fails }, /connection failed at b\/b\.csv, so no kit was saved/],
  ["a part that breaks off", { "b/b.csv": breaksOff }, /connection failed at b\/b\.csv, so no kit was saved/],
  ["a part that is shorter", { "b/b.csv": encoder.encode("x") }, /b\/b\.csv is not the one/],
  ["a part with other bytes of the same length", { "b/b.csv": other }, /b\/b\.csv is not the one/],
  ["no memory", { "b/b.csv": tooMuch }, /too big for the memory of this browser, so no kit was saved/],
]) {
  test(`with ${name} no kit is made`, async () => {
    const { blob, fault } = await pack(request({ ask: server({ ...FILES, ...files }) }));
    assert.equal(blob, undefined);
    assert.match(fault, said);
    assert.ok(!fault.includes("\n"));
  });
}

test("a browser that makes no checksums compares sizes alone", async () => {
  const digest = async () => undefined;
  assert.ok((await pack(request({ digest, ask: server({ ...FILES, "b/b.csv": other }) }))).blob);
  assert.ok((await pack(request({ digest, ask: server({ ...FILES, "b/b.csv": encoder.encode("x") }) }))).fault);
});

test("what was stopped makes no kit", async () => {
  const controller = new AbortController();
  const progress = () => controller.abort();
  const ask = async (url, { signal }) => {
    signal.throwIfAborted();
    return server(FILES)(url);
  };
  assert.deepEqual(await pack(request({ signal: controller.signal, progress, ask })), { isStopped: true });
});
