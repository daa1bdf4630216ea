import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { eraseWork, keep, keptWork, whenChangedElsewhere } from "../../../web/tools/kept.js";
import { fakeStorage } from "./page.mjs";

const NOW = "2026-11-30T14:00:00.000Z";
const LATER = "2026-12-01T09:00:00.000Z";
let storage;

beforeEach(() => {
  storage = fakeStorage();
  Object.defineProperty(globalThis, "localStorage", { get: () => storage, configurable: true });
});

test("the files of the tools stand in one place, with the time of the first", () => {
  assert.equal(keptWork(), null);
  keep("one", "first", NOW);
  keep("other", "second", LATER);
  keep("one", "third", LATER);
  assert.deepEqual(keptWork(), { since: NOW, documents: { one: "third", other: "second" } });
  assert.equal(storage.kept.size, 1);
});

test("one action erases them all", () => {
  keep("one", "first", NOW);
  assert.equal(eraseWork(), true);
  assert.equal(storage.kept.size, 0);
});

test("what cannot be read is neither used nor replaced", () => {
  for (const text of [
    "{",
    "null",
    '{"since":1,"documents":{}}',
    '{"since":"x"}',
    '{"since":"x","documents":{"a":1}}',
  ]) {
    storage.setItem("work", text);
    assert.match(keptWork().fault, /cannot be read/, text);
    assert.equal(keptWork().text, text);
    assert.equal(keep("one", "first", NOW), false);
    assert.equal(storage.getItem("work"), text);
  }
});

test("a browser that keeps nothing says so", () => {
  storage = fakeStorage({ refuses: true });
  assert.equal(keptWork(), null);
  assert.equal(keep("one", "first", NOW), false);
  assert.equal(eraseWork(), false);
});

test("what another tab keeps or erases is told", () => {
  const listeners = [];
  globalThis.addEventListener = (_, action) => listeners.push(action);
  let told = 0;
  whenChangedElsewhere(() => {
    told += 1;
  });
  for (const [key, count] of [
    ["work", 1],
    ["scheme", 1],
    [null, 2],
  ]) {
    for (const listener of listeners) listener({ key });
    assert.equal(told, count, `after a change of ${key}`);
  }
});
