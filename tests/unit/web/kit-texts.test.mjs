import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyKit, filesOf, preset } from "../../../web/tools/kit-choice.js";
import { readme, runDocument, runTable } from "../../../web/tools/kit-texts.js";
import { rowsOn, tallyDocument } from "../../../web/tools/tally.js";
import { PARTS } from "./kit-parts.mjs";

const KIT = preset("lesson-l", PARTS, emptyKit(PARTS.levels));

test("the README names every file, its use, the edition, the licence and the notice", () => {
  const files = filesOf(KIT, PARTS);
  const text = readme(KIT, files, PARTS, "2026-02-03", true);
  for (const { path } of files) assert.ok(text.includes(path), path);
  for (const words of [
    "3 February 2026",
    "2 January 2026",
    "https://licence.example/",
    "Independent.",
    "Unofficial.",
    "https://x.example/id/lesson-l/",
    "Handout. Two pages.",
    "20 minutes in all",
    "You cannot make a referral",
  ]) {
    assert.ok(text.includes(words), words);
  }
  assert.ok(!text.includes("topic-t"), "it names what is not in the kit");
  assert.ok(text.split("\n").every((line) => !line || line.endsWith("\r")));
});

test("a README does not speak of a tally sheet that is not there", () => {
  const words = (hasTally) => readme(KIT, [], PARTS, "2026-02-03", hasTally).includes("before-and-after.docx");
  assert.deepEqual([words(true), words(false)], [true, false]);
});

test("a bank of one level is named by it", () => {
  const kit = { ...emptyKit(["recall"]), subjects: ["module-a"], formats: ["bank"] };
  assert.match(
    readme(kit, filesOf(kit, PARTS), PARTS, "2026-02-03", true),
    /a-recall-bank\.xml: Bank \(recall only\)\./,
  );
});

test("a kit without a running order does not speak of a run sheet", () => {
  const kit = { ...KIT, order: [] };
  assert.ok(!readme(kit, filesOf(kit, PARTS), PARTS, "2026-02-03", true).includes("run-sheet"));
});

test("the run sheet says the same as a table and as a document", () => {
  const [head, ...rows] = runTable(KIT, PARTS);
  assert.deepEqual(head, ["From", "To", "Minutes", "What happens", "Permanent address"]);
  assert.deepEqual(rows[0], ["09:30", "09:50", "20", "Lesson L", "https://x.example/id/lesson-l/"]);
  assert.deepEqual(rows[2], ["09:35", "09:50", "15", "– Run the exercise", ""]);
  const { lead, parts } = runDocument(KIT, PARTS);
  assert.match(lead, /20 minutes, from 09:30 to 09:50/);
  const cells = parts[0].blocks[0].table.rows.map((row) => row.map((runs) => runs.map(({ text }) => text).join("")));
  assert.deepEqual(
    cells,
    rows.map((row) => row.slice(0, 4)),
  );
});

const ROWS = [
  ["q-1", "module-a", "Do this", [1, "q-1", "First"], [2, "q-2", "Second"]],
  ["q-3", "module-b", "Do that", [3, "q-3", "Third"], null],
];
const QUESTIONS = {
  "q-1": ["before", "Choose one answer", "What is it?", ["A. This", "B. That"], "A"],
  "q-2": ["after", "Choose one answer", "Which?", ["A. Yes", "B. No"], "B"],
  "q-3": ["before", "Choose one answer", "When?", ["A. Now"], "A"],
};

test("the tally sheet is on the modules of the kit; on all where it has none", () => {
  assert.deepEqual(rowsOn({ rows: ROWS }, ["module-a"]), [ROWS[0]]);
  assert.deepEqual(rowsOn({ rows: ROWS }, ["lesson-l"]), ROWS);
});

test("the tally sheet asks each question before or after, and gives the answers at the end", () => {
  const { parts } = tallyDocument(ROWS, QUESTIONS, { address: "https://x.example/id/checks/", imprint: "From us." });
  const text = (part) => JSON.stringify(part.blocks);
  const by = Object.fromEntries(parts.map((part) => [part.heading, text(part)]));
  assert.match(by["Questions: before the session"], /1\. What is it\?.*A\. This.*3\. When\?/);
  assert.match(by["Questions: after the session"], /2\. Which\?/);
  assert.ok(!by["Questions: after the session"].includes("When?"));
  assert.match(by["Answers: before the session"], /1\. First: A.*3\. Third: A/);
  assert.match(by["Answers: after the session"], /2\. Second: B/);
  const { rows } = parts.find(({ heading }) => heading === "Tally").blocks[0].table;
  assert.deepEqual(
    rows.map((row) => row.map(([{ text: words }]) => words)),
    [
      ["1. First", "", "", "2. Second", "", ""],
      ["3. Third", "", "", "–", "", ""],
    ],
  );
});
