import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { boardPack } from "../../../web/tools/board.js";
import { wordDocument } from "../../../web/tools/board-word.js";
import { unzipSync } from "../../../web/tools/zip.js";

const HOME = "https://example.org/";
const source = (id) => ({ text: `About ${id}`, address: `${HOME}id/${id}/` });
const question = (id, topic, changes = []) => ({
  id,
  topic,
  text: `Is ${id} so?`,
  sources: [source(`expectation-${id}`), source("expectation-shared"), source("expectation-third")],
  changes,
});
const QUESTIONS = [
  question("assess-a", "Governance", ["development-3"]),
  question("assess-b", "Governance"),
  question("assess-c", "Training", ["development-9", "development-3"]),
];
const LAWS = Array.from({ length: 10 }, (_, at) => ({
  id: `development-${at}`,
  day: `${10 - at} May 2024`,
  ...source(`development-${at}`),
}));
const answer = (level, evidence = "") => ({ level, evidence, note: "A private note." });
const action = (priority, changed) => ({
  priority,
  action: "Do it",
  owner: "DCI",
  due: "2027-01-31",
  link: "x",
  evidence: "y",
  done: false,
  ...changed,
});
const pack = (changed = {}) =>
  boardPack({
    document: { answers: {}, priorities: [], actions: [], ...changed },
    questions: QUESTIONS,
    levels: [
      ["no", "Not in place"],
      ["partly", "Partly in place"],
    ],
    evidence: [["seen", "Seen by me"]],
    laws: LAWS,
    asks: ["One?", "Two?", "Three?", "Four?", "Five?"],
    sources: [source("source-report")],
    home: HOME,
    allLaws: `${HOME}developments/`,
    site: "A site",
    today: "30 November 2026",
    edition: "30 November 2026",
  });
const part = ({ parts }, beginning) => parts.find(({ heading }) => heading.startsWith(beginning)).blocks;
const words = (runs) => runs.map(({ text }) => text).join("");
const rowsOf = ([{ table }]) => table.rows.map((row) => row.map(words));
const itemsOf = ([{ items }]) => items.map(words);

describe("where the force stands", () => {
  test("is said topic by topic in words, with the evidence and without notes", () => {
    const answers = { "assess-a": answer("partly", "seen"), "assess-c": answer("no") };
    assert.deepEqual(rowsOf(part(pack({ answers }), "Where")), [
      ["Governance", "Partly in place: Is assess-a so? (seen by me) One question was not answered."],
      ["Training", "Not in place: Is assess-c so?"],
    ]);
    assert.doesNotMatch(JSON.stringify(pack({ answers })), /private/);
  });

  test("is left to fill in where nothing was assessed", () => {
    assert.deepEqual(rowsOf(part(pack(), "Where")), [
      ["Governance", ""],
      ["Training", ""],
    ]);
    const answers = { "assess-c": answer("", "seen"), "assess-a": answer("no") };
    assert.equal(rowsOf(part(pack({ answers }), "Where"))[1][1], "Not answered.");
  });
});

describe("priorities", () => {
  const rows = (priorities, actions) => rowsOf(part(pack({ priorities, actions }), "Priorities"));

  test("come with the first action that is still to be done, its owner and its date", () => {
    const actions = [
      action("assess-a", { due: "2027-05-01" }),
      action("assess-a", { action: "Begin", owner: " " }),
      action("assess-a", { done: true, due: "2026-01-01" }),
      action("assess-c", { done: true }),
    ];
    assert.deepEqual(rows(["assess-c", "assess-a", "assess-b", "assess-gone"], actions), [
      ["Is assess-c so?", "All actions are done.", "", ""],
      ["Is assess-a so?", "Begin (and 1 more in the plan)", "No owner yet", "31 Jan 2027"],
      ["Is assess-b so?", "No action yet", "No owner yet", "No date yet"],
    ]);
  });

  test("are the first actions of a plan that has none, and rows to fill in without a plan", () => {
    const found = rows(
      [],
      [action("assess-a"), action("", { due: "", action: "x".repeat(300), owner: "y".repeat(80) })],
    );
    assert.deepEqual(found[0], ["Is assess-a so?", "Do it", "DCI", "31 Jan 2027"]);
    assert.deepEqual(found[1], ["", `${"x".repeat(110)}…`, `${"y".repeat(30)}…`, "No date yet"]);
    assert.deepEqual(found.slice(2), Array(3).fill(["", "", "", ""]));
  });
});

test("of many changes those are named that bear on the priorities, the newest first", () => {
  const named = (changed) =>
    itemsOf(part(pack(changed), "What changed")).map((text) => text.match(/development-\d/)[0]);
  assert.deepEqual(named({ priorities: ["assess-c"] }).slice(-3), ["development-3", "development-4", "development-9"]);
  assert.ok(named({}).includes("development-3"));
  assert.equal(named({}).length, 6);
  assert.equal(itemsOf(part(pack(), "What changed"))[0], "10 May 2024: About development-0 <id/development-0/>");
});

test("the board asks about the priorities first, and always five questions", () => {
  const asked = (priorities) => itemsOf(part(pack({ priorities }), "Five questions"));
  assert.deepEqual(asked(["assess-b"]), ["Is assess-b so?", "One?", "Two?", "Three?", "Four?"]);
  assert.equal(asked([]).length, 5);
});

test("sources are named once, each with its permanent address", () => {
  const found = itemsOf(part(pack({ priorities: ["assess-a", "assess-b"] }), "Sources"));
  assert.deepEqual(
    found.map((text) => text.match(/<id\/(.*)\/>/)[1]),
    ["source-report", "expectation-assess-a", "expectation-assess-b"],
  );
});

test("nothing in it is a score, a total or a word of inspection grades", () => {
  const said = JSON.stringify(pack({ answers: { "assess-a": answer("no") }, priorities: ["assess-a"] }));
  assert.doesNotMatch(said, /outstanding|requires improvement|inadequate|\d ?%|\d (?:of|out of) \d/i);
});

test("a document holds each text as it is, without what XML cannot hold", async () => {
  const hostile = "</w:t><script>&amp;\0\uFFFE\uD800 x";
  const blob = await wordDocument(pack({ actions: [action("", { action: hostile, owner: hostile })] }), "A site");
  const files = unzipSync(new Uint8Array(await blob.arrayBuffer()));
  const text = new TextDecoder().decode(files["word/document.xml"]);
  assert.equal(text.match(/&lt;\/w:t&gt;&lt;script&gt;&amp;amp; {2}x/g).length, 2);
  assert.doesNotMatch(text, /[\0\uFFFE\uFFFD]/);
});
