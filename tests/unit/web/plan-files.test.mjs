import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { csvOf } from "../../../web/tools/csv.js";
import { tableOfCsv } from "../../../web/tools/csv-open.js";
import { MOST_ACTIONS } from "../../../web/tools/formats.js";
import { actionsOf, DAY_COLUMN, HEADINGS, tableOf } from "../../../web/tools/plan-table.js";
import { tableOfWorkbook, workbookOf } from "../../../web/tools/workbook.js";

const QUESTIONS = new Map([
  ["assess-board", "Does a board that meets regularly oversee the force’s Prevent work?"],
  ["assess-spocs", "=Can officers ask?"],
]);
const ACTION = {
  priority: "assess-board",
  action: "Hold the board each quarter",
  owner: "Superintendent, Prevent",
  due: "2027-01-31",
  link: "Force Prevent plan, line 4",
  evidence: "Minutes",
  done: false,
};

const bytesOf = (text) => new TextEncoder().encode(text);
const throughCsv = async (table) => tableOfCsv(bytesOf(csvOf(table)));
const throughWorkbook = async (table) => tableOfWorkbook(await workbookOf(table, DAY_COLUMN));
const WAYS = { CSV: throughCsv, XLSX: throughWorkbook };

const HOSTILE = [
  "=1+1",
  "'=1+1",
  "''@x",
  "+44 1",
  "-1",
  "@SUM(A1)",
  "\t=x",
  "\r\nx",
  " =x",
  "＝x",
  "'quoted'",
  '"',
  '","',
  "a\rb\r\nc\nd",
  "</t></is><script>alert(1)</script>",
  "]]>&amp;&#0;",
  "_x000D_",
  "_x005F_x000D_",
  "_",
  "\0\u0001\u001F\u007F\u0085\u009F",
  "\uFFFD\uFFFE\uFFFF\uFDD0\u{10FFFF}\u{1FFFE}",
  "\uFEFF",
  "  spaces  ",
  "2027-01-31",
  "2027-02-31",
  "TRUE",
  "1e5",
  "007",
  "𝕏 e\u0301 שלום",
  "__proto__",
  "constructor",
];
const words = (most) =>
  fc
    .oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(...HOSTILE),
      fc.array(fc.constantFrom(...HOSTILE)).map((all) => all.join("")),
    )
    .map((text) => text.slice(0, most).toWellFormed());
const days = fc
  .date({ min: new Date("1850-01-01"), max: new Date("2999-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const anyAction = fc.record(
  {
    priority: fc.constantFrom("", "assess-board", "assess-spocs", "assess-of-another-edition"),
    action: words(300),
    owner: words(80),
    due: fc.oneof(fc.constant(""), days),
    link: words(300),
    evidence: words(300),
    done: fc.boolean(),
  },
  { noNullPrototype: true },
);

describe("whatever a reader types comes back as it was", () => {
  for (const [name, through] of Object.entries(WAYS)) {
    test(`through ${name}`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyAction, { maxLength: 6 }), async (actions) => {
          assert.deepEqual(actionsOf(await through(tableOf(actions, QUESTIONS)), QUESTIONS), { actions });
        }),
        { seed: 20261130, numRuns: 400 },
      );
    });

    test(`each hostile text in every field through ${name}`, async () => {
      const actions = HOSTILE.map((text) => ({ ...ACTION, action: text, owner: text, link: text, evidence: text }));
      assert.deepEqual(actionsOf(await through(tableOf(actions, QUESTIONS)), QUESTIONS), { actions });
    });

    test(`a full plan of the longest texts through ${name}`, async () => {
      const long = "&𝕏".repeat(100);
      const full = { ...ACTION, action: long, link: long, evidence: long, owner: "é".repeat(80) };
      const actions = Array.from({ length: MOST_ACTIONS }, (_, at) => ({ ...full, action: `${at}${long.slice(3)}` }));
      assert.deepEqual(actionsOf(await through(tableOf(actions, QUESTIONS)), QUESTIONS), { actions });
    });
  }
});

test("no cell of the text with commas can be taken for a formula", () => {
  fc.assert(
    fc.property(fc.array(anyAction, { minLength: 1, maxLength: 3 }), (actions) => {
      const table = tableOf(actions, QUESTIONS);
      const cells = csvOf(table)
        .slice(2, -3)
        .split(/"(?:,|\r\n)"/);
      for (const cell of cells) assert.doesNotMatch(cell, /^\s*[=+\-@]|^[\t\r\n]/);
    }),
    { seed: 20261130, numRuns: 200 },
  );
});

describe("a table that a spreadsheet changed", () => {
  const head = Object.values(HEADINGS);
  const row = ["", "Do it", "DCI", "2027-01-31", "", "", ""];
  const changed = (at, cell) => row.map((old, index) => (index === at ? cell : old));
  const read = (...rows) => actionsOf(rows, QUESTIONS);

  test("may have its columns in another order, and empty rows", () => {
    const { actions } = read([null], head.toReversed(), [null, null], row.toReversed(), []);
    assert.deepEqual(actions, [{ ...ACTION, priority: "", action: "Do it", owner: "DCI", link: "", evidence: "" }]);
  });

  test("may write days as British spreadsheets do, or as days", () => {
    for (const cell of ["31/01/2027", "31.1.2027", " 2027-01-31 ", new Date("2027-01-31T00:00:00Z")]) {
      assert.equal(read(head, changed(3, cell)).actions[0].due, "2027-01-31");
    }
  });

  test("may say in several ways that an action is done", () => {
    for (const cell of ["yes", "Y", "TRUE", true, "x", "Done"])
      assert.equal(read(head, changed(6, cell)).actions[0].done, true);
    for (const cell of ["no", "", null, false, "N"]) assert.equal(read(head, changed(6, cell)).actions[0].done, false);
  });

  test("may have made a number of a text", () => {
    assert.equal(read(head, changed(2, 7)).actions[0].owner, "7");
  });

  for (const [called, table, said] of [
    ["without anything", [], /empty/],
    ["without a column", [head.slice(1), row.slice(1)], /The column “Priority” is missing/],
    ["with an unknown column", [[...head, "Cost"], row], /The column “Cost” is not known/],
    ["with a column twice", [[...head, "Done"], row], /The column “Done” is there twice/],
    ["with a cell beside the columns", [head, [...row, "note"]], /Row 2, “note”: is in a column without a heading/],
    ["with a day that is none", [head, row, changed(3, "31/06/2027")], /Row 3, “Date”: 31\/06\/2027 is not a date/],
    ["with a word for a day", [head, changed(3, "soon\nor\nlater")], /Row 2, “Date”: soon or later is not a date/],
    ["with an unknown state", [head, changed(6, "nearly")], /“Done”: nearly is not yes or no/],
    ["with an unknown question", [head, changed(0, "Who is it?")], /“Priority”: is not a question on this page/],
    [
      "with a text that is too long",
      [head, changed(2, "x".repeat(81))],
      /“Owner \(role or initials\)”: has more than 80 characters/,
    ],
    ["with too many rows", [head, ...Array(MOST_ACTIONS + 1).fill(row)], /has 101 actions. A plan holds 100/],
  ]) {
    test(`${called} is refused in one line`, () => {
      const { fault, actions } = actionsOf(table, QUESTIONS);
      assert.equal(actions, undefined);
      assert.match(fault, said);
      assert.doesNotMatch(fault, /\n|undefined|\[object/);
    });
  }
});

describe("files that other programs wrote", () => {
  const head = Object.values(HEADINGS).join(";");

  test("may have semicolons and the letters of old Windows", () => {
    const bytes = Uint8Array.from(`${head}\r\n;Caf\u00e9, \u00a31;DCI;31/01/2027;;;yes\r\n`, (sign) =>
      sign.charCodeAt(0),
    );
    const { actions } = actionsOf(tableOfCsv(bytes), QUESTIONS);
    assert.deepEqual([actions[0].action, actions[0].due, actions[0].done], ["Café, £1", "2027-01-31", true]);
  });

  test("a text with commas that was cut off in a cell is refused", () => {
    assert.equal(tableOfCsv(bytesOf('"Priority","Act')), null);
  });

  for (const [called, content] of [
    ["no workbook", "Priority,Action"],
    ["a ZIP of nothing", "PK\x05\x06".padEnd(22, "\0")],
    ["too big", "PK".padEnd(3_000_000, "\0")],
  ]) {
    test(`${called} is refused`, async () => {
      assert.equal(await tableOfWorkbook(new Blob([content])), null);
    });
  }
});
