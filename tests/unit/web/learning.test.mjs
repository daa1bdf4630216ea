import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { readDocument, writeDocument } from "../../../web/tools/document.js";
import { CPD, ENTRY, longest, MOST_ENTRIES } from "../../../web/tools/formats.js";
import {
  changes,
  emptyRecord,
  isBlank,
  minutesOf,
  missingFrom,
  nameOf,
  newEntry,
} from "../../../web/tools/learning.js";
import { chance } from "./random.mjs";

const TEXTS = Object.entries(ENTRY.entries).filter(([, schema]) => longest(schema));
const NAMES = TEXTS.map(([name]) => name);

const KNOWN = { titles: { "module-channel": "Module 7: Channel" }, prefixes: ["rec-", "module-", "term-"] };
const changed = (name, value) => changes(name, value, KNOWN);

describe("what was read", () => {
  for (const [typed, record, title] of [
    ["rec-7", "rec-7", ""],
    [" rec-7 ", "rec-7", ""],
    ["https://host.example/guide/id/rec-7/", "rec-7", ""],
    ["../glossary/#term-ctlp", "term-ctlp", ""],
    ["rec-7 and more", "", "rec-7 and more"],
    ["well-known-book", "", "well-known-book"],
    ["A book", "", "A book"],
    ["", "", ""],
  ]) {
    test(`“${typed}”`, () => assert.deepEqual(changed("what", typed), { record, title }));
  }

  test("a module has its title, and none chosen has none", () => {
    assert.deepEqual(changed("module", "module-channel"), { record: "module-channel", title: "Module 7: Channel" });
    assert.deepEqual(changed("module", ""), { record: "", title: "" });
  });
});

test("minutes are a whole number, or none", () => {
  assert.deepEqual(["", " 45 ", "0", "1440"].map(minutesOf), [null, 45, 0, 1440]);
  assert.deepEqual(["1441", "-1", "4.5", "an hour", "1e3"].map(minutesOf), Array(5).fill(undefined));
  assert.deepEqual(changed("minutes", "an hour"), { minutes: null });
});

test("an entry says what is still missing", () => {
  assert.deepEqual(missingFrom(newEntry("")), ["what you read", "the date"]);
  assert.deepEqual(missingFrom({ ...newEntry("2026-11-30"), title: " " }), ["what you read"]);
  assert.deepEqual(missingFrom({ ...newEntry("2026-11-30"), record: "rec-7" }), []);
  assert.equal(nameOf(newEntry("")), "Not named yet");
  assert.equal(nameOf({ ...newEntry(""), record: "rec-7" }), "rec-7");
});

test("an entry with a day alone is blank", () => {
  assert.equal(isBlank(newEntry("2026-11-30")), true);
  for (const name of [...NAMES, "check", "record"]) {
    assert.equal(isBlank({ ...newEntry("2026-11-30"), [name]: "x" }), false, name);
  }
  assert.equal(isBlank({ ...newEntry("2026-11-30"), minutes: 0 }), false);
});

test("whatever is typed, the file of the record can be opened again and has the same bytes", () => {
  const { below, oneOf, text } = chance(17);
  const fields = ["date", "module", "what", "minutes", ...NAMES.filter((name) => name !== "title")];
  const values = [
    () => text(),
    () => text().repeat(500),
    () => "2026-11-30",
    () => "module-channel",
    () => "12",
    () => "rec-7",
  ];
  for (let run = 0; run < 300; run += 1) {
    const record = emptyRecord();
    for (let at = below(4); at > 0; at -= 1) {
      const entry = newEntry("2026-11-30");
      for (let times = below(12); times > 0; times -= 1) {
        const name = oneOf(fields);
        const value = name === "module" ? oneOf(["", "module-channel"]) : oneOf(values)();
        Object.assign(entry, changed(name, value), changed("check", oneOf(["", "passed", "repeat"])));
      }
      record.entries.push(entry);
    }
    const written = writeDocument(record);
    const { document, fault } = readDocument(written, CPD);
    assert.equal(fault, undefined, written);
    assert.deepEqual(document, record);
    assert.equal(writeDocument(document), written);
  }
});

test("the fullest record can be opened again", () => {
  const entry = { ...newEntry("2026-11-30"), record: "rec-7", minutes: 1440, check: "repeat" };
  for (const [name, schema] of TEXTS) entry[name] = "“".repeat(longest(schema));
  const written = writeDocument({ ...emptyRecord(), entries: Array(MOST_ENTRIES).fill(entry) });
  assert.ok(readDocument(written, CPD).document);
  assert.match(readDocument(written.replace("[", `[${JSON.stringify(entry)},`), CPD).fault, /more than 300 entries/);
});

describe("a file of the record that was changed is refused", () => {
  const entry = { ...newEntry("2026-11-30"), record: "rec-7" };
  const file = (changedEntry) => JSON.stringify({ ...emptyRecord(), entries: [{ ...entry, ...changedEntry }] });
  for (const [name, value] of [
    ["date", "2026-02-30"],
    ["date", "yesterday"],
    ["record", "<b>"],
    ["minutes", -1],
    ["minutes", "45"],
    ["check", "certified"],
    ["happened", ["x"]],
    ["why", { toString: "x" }],
    ["privateNote", "x".repeat(2001)],
    ["score", 10],
  ]) {
    test(`${name}: ${JSON.stringify(value).slice(0, 20)}`, () => {
      assert.match(readDocument(file({ [name]: value }), CPD).fault, new RegExp(`“entries”, number 1, “${name}”`));
    });
  }
});
