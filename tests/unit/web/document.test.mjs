import assert from "node:assert/strict";
import { describe, test } from "node:test";
import * as v from "valibot";
import { readDocument, writeDocument } from "../../../web/tools/document.js";
import { ASSESSMENT, CPD } from "../../../web/tools/formats.js";

const ANSWER = { level: "partly", evidence: "seen", note: "Minutes of two meetings." };
const ACTION = {
  priority: "assess-board",
  action: "Hold the board each quarter",
  owner: "Superintendent, Prevent",
  due: "2027-01-31",
  link: "Force Prevent plan, line 4",
  evidence: "",
  done: false,
};
const assessment = (changed = {}) => ({
  format: "prevent-assessment",
  version: 1,
  edition: "2026-11-30",
  made: "2026-11-30",
  answers: { "assess-board": ANSWER },
  priorities: ["assess-board"],
  actions: [ACTION],
  ...changed,
});
const read = (value, format = ASSESSMENT) => readDocument(JSON.stringify(value), format);

test("a file that is read and written again has the same bytes", () => {
  const text = writeDocument(assessment());
  assert.equal(writeDocument(readDocument(text, ASSESSMENT).document), text);
});

test("text with markup stays text", () => {
  const hostile = "</script><img src=x onerror=alert(1)>";
  const { document } = read(assessment({ answers: { "assess-board": { ...ANSWER, note: hostile } } }));
  assert.equal(document.answers["assess-board"].note, hostile);
});

describe("a file that cannot be used is refused in one line", () => {
  for (const [called, text, said] of [
    ["empty", "", /cannot be read/],
    ["cut off", writeDocument(assessment()).slice(0, -20), /cannot be read/],
    ["no object", "null", /does not hold an assessment/],
    ["nested deep", "[".repeat(400_000), /cannot be read/],
    ["nested deep and closed", `${"[".repeat(400_000)}${"]".repeat(400_000)}`, /cannot be read|does not hold/],
    ["ten megabytes", `"${"x".repeat(10_000_000)}"`, /too big/],
    ["of another tool", JSON.stringify({ format: "prevent-cpd", version: 1 }), /holds a CPD record/],
    ["of another site", JSON.stringify({ format: "shopping", version: 1 }), /does not hold an assessment/],
    ["newer", JSON.stringify(assessment({ version: 2 })), /newer version/],
    ["without a version", JSON.stringify(assessment({ version: "1" })), /does not hold an assessment/],
    [
      "with an unknown level",
      JSON.stringify(assessment({ answers: { "assess-board": { ...ANSWER, level: "good" } } })),
      /“level”/,
    ],
    ["with an unknown key", JSON.stringify(assessment({ script: "x" })), /“script”/],
    ["with a key of every object", '{"format":"prevent-assessment","version":1,"__proto__":{"a":1}}', /cannot be used/],
    ["with six priorities", JSON.stringify(assessment({ priorities: Array(6).fill("assess-board") })), /more than 5/],
    [
      "with a day that is none",
      JSON.stringify(assessment({ actions: [{ ...ACTION, due: "2026-02-31" }] })),
      /“actions”, number 1, “due”/,
    ],
    [
      "with an endless note",
      JSON.stringify(assessment({ actions: [{ ...ACTION, action: "x".repeat(301) }] })),
      /300 characters/,
    ],
  ]) {
    test(called, () => {
      const { document, fault } = readDocument(text, ASSESSMENT);
      assert.equal(document, undefined);
      assert.match(fault, said);
      assert.doesNotMatch(fault, /\n|undefined|\[object/);
    });
  }
});

test("an older file becomes one of today, step by step", () => {
  const format = {
    name: "made-up",
    called: "a made-up thing",
    version: 3,
    schema: v.strictObject({ format: v.literal("made-up"), version: v.literal(3), names: v.array(v.string()) }),
    migrations: {
      1: ({ name, ...rest }) => ({ ...rest, label: name }),
      2: ({ label, ...rest }) => ({ ...rest, names: [label] }),
    },
  };
  const { document } = read({ format: "made-up", version: 1, name: "first" }, format);
  assert.deepEqual(document, { format: "made-up", version: 3, names: ["first"] });
  assert.ok(read({ format: "made-up", version: 0, name: "first" }, format).fault, "no step leads from there");
});

test("each format refuses the other's file and says which tool opens it", () => {
  assert.match(read(assessment(), CPD).fault, /an assessment and plan. Open it with that tool/);
});
