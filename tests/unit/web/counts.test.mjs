import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  changeInWords,
  countIn,
  emptyCounts,
  faultOf,
  nameOf,
  resultOf,
  SMALL,
  shareInWords,
  tableOf,
  withCount,
} from "../../../web/tools/counts.js";
import { csvOf } from "../../../web/tools/csv.js";
import { readDocument, writeDocument } from "../../../web/tools/document.js";
import { BEFORE_AFTER, COUNTS } from "../../../web/tools/formats.js";

const row = (id, number, title = id) => [id, "module-a", `Outcome of ${id}`, [number, id, title], [number, id, title]];
const CHECK = { id: "module-a", rows: [row("q-1", 1), row("q-2", 2), row("q-3", 3)] };

/* Return counts with [before answered, before right, after answered, after right] by id. */
function counted(counts) {
  let made = emptyCounts("module-a");
  for (const [id, values] of Object.entries(counts)) {
    for (const [at, value] of values.entries()) made = withCount(made, id, COUNTS[at], value);
  }
  return made;
}

const result = (counts) => resultOf(counted(counts), CHECK);

describe("what it comes to, worked out by hand", () => {
  test("4 of 10 before and 7 of 8 after", () => {
    const { rows, total, isSmall } = result({ "q-1": [10, 4, 8, 7] });
    assert.deepEqual(rows[0].shares, { before: 40, after: 88 }); // 87.5
    assert.equal(rows[0].change, 48);
    assert.deepEqual([total.questions, total.shares, total.change], [1, { before: 40, after: 88 }, 48]);
    assert.equal(isSmall, false);
  });

  test("the total counts answers, not questions", () => {
    // before 4 + 9 of 10 + 30: 32.5 per cent; after 8 + 12 of 8 + 16: 83.3 per cent
    const { total } = result({ "q-1": [10, 4, 8, 8], "q-2": [30, 9, 16, 12] });
    assert.deepEqual(total.count, { beforeAnswered: 40, beforeRight: 13, afterAnswered: 24, afterRight: 20 });
    assert.deepEqual([total.shares, total.change], [{ before: 33, after: 83 }, 50]);
  });

  test("a question with one count is shown, but is not in the total", () => {
    const { rows, total } = result({ "q-1": [10, 5, null, null], "q-2": [10, 0, 10, 10] });
    assert.deepEqual(
      rows.map(({ id, change }) => [id, change]),
      [
        ["q-1", null],
        ["q-2", 100],
      ],
    );
    assert.deepEqual(total.shares, { before: 0, after: 100 });
  });

  test("nobody, or a fault, gives no share", () => {
    assert.deepEqual(result({}).rows, []);
    assert.deepEqual(result({ "q-1": [0, 0, 0, 0] }).rows, []);
    assert.deepEqual(result({ "q-1": [5, 6, 5, 5] }).rows, []);
    assert.deepEqual(result({ "q-1": [10, null, 10, null] }).rows, []);
  });

  test("a fall is a fall", () => {
    const [{ change }] = result({ "q-1": [10, 9, 10, 6] }).rows;
    assert.equal(changeInWords(change), "−30 points");
  });
});

for (const [people, isSmall] of [
  [4, true],
  [5, false],
  [1, true],
]) {
  test(`${people} people are ${isSmall ? "too few" : "enough"}`, () => {
    assert.equal(result({ "q-1": [people, 1, 20, 1] }).isSmall, isSmall);
    assert.equal(result({ "q-1": [20, 1, people, 1] }).isSmall, isSmall);
  });
}

describe("a field takes digits alone", () => {
  for (const [typed, value, isFault] of [
    ["", null, false],
    ["0", 0, false],
    [" 12 ", 12, false],
    ["9999", 9999, false],
    ["10000", null, true],
    ["Jo Smith", null, true],
    ["12 Jo", 12, true],
    ["-3", 3, true],
    ["1.5", 15, true],
    ["٣", null, true],
  ]) {
    test(`“${typed}”`, () => {
      const found = countIn(typed);
      assert.equal(found.value, value);
      assert.equal(Boolean(found.fault), isFault);
    });
  }
});

test("what does not fit together is said", () => {
  const count = (...values) => Object.fromEntries(COUNTS.map((name, at) => [name, values[at]]));
  assert.equal(faultOf(count(10, 4, 8, 7)), "");
  assert.equal(faultOf(count(null, null, null, null)), "");
  assert.equal(faultOf(count(10, 11, 8, 7)), "More people were right before the session than answered.");
  assert.equal(faultOf(count(10, 4, 8, 9)), "More people were right after the session than answered.");
  assert.equal(faultOf(count(null, 4, 8, 7)), "Give how many people answered before the session.");
});

test("words", () => {
  const counts = { count: { beforeAnswered: 10, beforeRight: 4 }, shares: { before: 40, after: null } };
  assert.equal(shareInWords(counts, "before"), "4 of 10 (40%)");
  assert.equal(shareInWords(counts, "after"), "–");
  assert.deepEqual([0, 5, null].map(changeInWords), ["no change", "+5 points", "–"]);
  assert.equal(nameOf({ before: [1, "a", "A"], after: [1, "b", "B"] }), "Question 1");
  assert.equal(nameOf({ before: [1, "a", "A"], after: [2, "b", "B"] }), "Before: question 1. After: question 2");
  assert.equal(nameOf({ before: null, after: [2, "b", "B"] }), "After: question 2");
});

test("the table has every figure, and warns of few people", () => {
  const table = tableOf(result({ "q-1": [4, 2, 8, 6] }), ["A note"]);
  assert.deepEqual(table[1], ["1. q-1", "1. q-1", "Outcome of q-1", "4", "2", "50", "8", "6", "75", "25"]);
  assert.deepEqual(table[2].slice(3), ["4", "2", "50", "8", "6", "75", "25"]);
  assert.deepEqual(table.slice(3), [[SMALL], ["A note"]]);
});

test("a title that looks like a formula is no formula in the CSV", () => {
  const check = { id: "x", rows: [["q-1", "m", "=1+1", [1, "q-1", "a"], [1, "q-1", "a"]]] };
  assert.ok(csvOf(tableOf(resultOf(counted({ "q-1": [9, 1, 9, 2] }), check), [])).includes(`"'=1+1"`));
});

test("counts can be saved, opened and emptied again", () => {
  const made = counted({ "q-1": [10, 4, 8, 7] });
  assert.deepEqual(readDocument(writeDocument(made), BEFORE_AFTER).document, made);
  let emptied = made;
  for (const name of COUNTS) emptied = withCount(emptied, "q-1", name, null);
  assert.deepEqual(emptied, emptyCounts("module-a"));
});

for (const changed of [
  { check: "<b>" },
  { counts: { "q-1": { beforeAnswered: "Jo" } } },
  { counts: { "Jo Smith": {} } },
  { counts: { "q-1": { beforeAnswered: 1, beforeRight: 1, afterAnswered: 1, afterRight: 1, name: "Jo" } } },
  { counts: { "q-1": { beforeAnswered: 10_000, beforeRight: 1, afterAnswered: 1, afterRight: 1 } } },
  { names: ["Jo"] },
]) {
  test(`a file with ${JSON.stringify(changed)} is refused`, () => {
    assert.ok(readDocument(JSON.stringify({ ...emptyCounts("x"), ...changed }), BEFORE_AFTER).fault);
  });
}
