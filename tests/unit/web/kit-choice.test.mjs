import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { readDocument, writeDocument } from "../../../web/tools/document.js";
import { KIT } from "../../../web/tools/formats.js";
import { emptyKit, filesOf, moved, preset, presets, size, sizeOf, withSubject } from "../../../web/tools/kit-choice.js";
import { duration, endOf, minutesOf, runSheet } from "../../../web/tools/run-sheet.js";
import { PARTS } from "./kit-parts.mjs";

const chosen = (part) => ({ ...emptyKit(PARTS.levels), ...part });
const paths = (kit) => filesOf(chosen(kit), PARTS).map(({ path }) => path.split("/")[1]);

describe("files", () => {
  test("are those of what is ticked in the formats that are ticked", () => {
    assert.deepEqual(paths({ subjects: ["module-a", "topic-t"], formats: ["pdf"] }), ["a.pdf", "t.pdf"]);
    assert.deepEqual(paths({ subjects: ["module-a"], formats: [] }), []);
    assert.deepEqual(paths({ subjects: [], formats: ["pdf", "bank"] }), []);
  });

  test("hold whole banks where all levels are ticked", () => {
    assert.deepEqual(paths({ subjects: ["module-a", "module-b"], formats: ["bank"] }), ["a-bank.xml", "b-bank.xml"]);
  });

  test("hold a bank for each level where not all are, and what is not divided by level as it is", () => {
    const kit = { subjects: ["course", "module-a", "module-b"], formats: ["bank"] };
    assert.deepEqual(paths({ ...kit, levels: ["recall"] }), [
      "course-bank.xml",
      "a-recall-bank.xml",
      "b-recall-bank.xml",
    ]);
    assert.deepEqual(paths({ ...kit, levels: ["application"] }), ["course-bank.xml", "a-application-bank.xml"]);
    assert.deepEqual(paths({ ...kit, levels: [] }), ["course-bank.xml"]);
    assert.deepEqual(paths({ subjects: ["module-a"], formats: ["pdf"], levels: [] }), ["a.pdf"]);
  });

  test("have a size together", () => {
    assert.equal(sizeOf(filesOf(chosen({ subjects: ["module-a"], formats: ["pdf", "bank"] }), PARTS)), 1030);
  });
});

test("what takes time is taught in the order in which it was ticked, and no longer once it is not", () => {
  let kit = chosen({});
  for (const id of ["lesson-l", "topic-t", "module-a"]) kit = withSubject(kit, id, true, PARTS);
  assert.deepEqual(kit.subjects, ["lesson-l", "topic-t", "module-a"]);
  assert.deepEqual(kit.order, [
    { id: "lesson-l", minutes: 20 },
    { id: "module-a", minutes: 35 },
  ]);
  kit = withSubject(kit, "lesson-l", false, PARTS);
  assert.deepEqual(kit.order, [{ id: "module-a", minutes: 35 }]);
});

test("a line moves up and down", () => {
  assert.deepEqual(moved(["a", "b", "c"], 2, -1), ["a", "c", "b"]);
  assert.deepEqual(moved(["a", "b", "c"], 0, 1), ["b", "a", "c"]);
});

describe("ready-made sessions", () => {
  test("are named by their length, and by the checks around a module", () => {
    assert.deepEqual(presets(PARTS), [
      ["module-a", "60 minutes: Module 1: A, with a check before and after"],
      ["module-b", "60 minutes: Module 2: B"],
      ["lesson-l", "20 minutes: Lesson L"],
    ]);
  });

  test("of a module fill whole hours with a check before and after it", () => {
    const kit = preset("module-a", PARTS, chosen({ start: "13:00" }));
    assert.deepEqual(
      kit.order.map(({ id, minutes }) => [id, minutes]),
      [
        ["check-before", 12],
        ["module-a", 35],
        ["check-after", 13],
      ],
    );
    assert.equal(minutesOf(kit), 60);
    assert.equal(endOf(kit), "14:00");
    assert.deepEqual(preset("module-b", PARTS, chosen({})).order, [{ id: "module-b", minutes: 60 }]);
  });

  test("of a lesson plan bring the files of the modules it draws on, but not their time", () => {
    const kit = preset("lesson-l", PARTS, chosen({ subjects: ["topic-t"], levels: [] }));
    assert.deepEqual(kit.subjects, ["lesson-l", "module-a"]);
    assert.deepEqual(kit.order, [{ id: "lesson-l", minutes: 20 }]);
    assert.deepEqual(kit.formats, ["pdf"]);
    assert.deepEqual(kit.levels, PARTS.levels);
  });
});

describe("run sheet", () => {
  const rows = (kit) => runSheet(chosen(kit), PARTS).map(({ from, to, what, isStep }) => [from, to, what, isStep]);

  test("gives the times of each part, and of the steps of a lesson plan", () => {
    const order = [
      { id: "lesson-l", minutes: 20 },
      { id: "break", minutes: 10 },
      { id: "module-a", minutes: 35 },
    ];
    assert.deepEqual(rows({ start: "09:50", order }), [
      ["09:50", "10:10", "Lesson L", false],
      ["09:50", "09:55", "Say the aim", true],
      ["09:55", "10:10", "Run the exercise", true],
      ["10:10", "10:20", "Break", false],
      ["10:20", "10:55", "Module 1: A", false],
    ]);
  });

  test("leaves out the steps of a plan whose length was changed", () => {
    assert.deepEqual(rows({ start: "10:00", order: [{ id: "lesson-l", minutes: 30 }] }), [
      ["10:00", "10:30", "Lesson L", false],
    ]);
  });

  test("counts from nought where no start is given, and past midnight", () => {
    assert.deepEqual(rows({ start: "", order: [{ id: "break", minutes: 10 }] })[0].slice(0, 2), ["00:00", "00:10"]);
    assert.deepEqual(rows({ start: "23:55", order: [{ id: "break", minutes: 10 }] })[0].slice(0, 2), [
      "23:55",
      "00:05",
    ]);
  });

  test("names what is no longer part of the kit by its id", () => {
    assert.equal(rows({ order: [{ id: "module-gone", minutes: 5 }] })[0][2], "module-gone");
  });
});

test("lengths and sizes are in words", () => {
  assert.deepEqual([0, 1, 20, 60, 61, 125].map(duration), [
    "0 minutes",
    "1 minute",
    "20 minutes",
    "1 hour",
    "1 hour 1 minute",
    "2 hours 5 minutes",
  ]);
  assert.deepEqual([0, 1, 1499, 999_999, 1_000_000, 1_250_000].map(size), [
    "0 kB",
    "1 kB",
    "1 kB",
    "1000 kB",
    "1.0 MB",
    "1.3 MB",
  ]);
});

describe("the file of a choice", () => {
  const kit = preset("module-a", PARTS, chosen({}));

  test("can be opened again and has the same bytes", () => {
    const written = writeDocument(kit);
    assert.deepEqual(readDocument(written, KIT).document, kit);
  });

  for (const [name, value] of [
    ["subjects", ["<b>"]],
    ["subjects", Array(101).fill("module-a")],
    ["formats", "pdf"],
    ["levels", [1]],
    ["start", "24:00"],
    ["start", "nine"],
    ["order", [{ id: "break", minutes: -1 }]],
    ["order", [{ id: "break", minutes: 1441 }]],
    ["order", [{ id: "break", minutes: 5, note: "Jo" }]],
    ["names", []],
  ]) {
    test(`is refused with ${name}: ${JSON.stringify(value).slice(0, 40)}`, () => {
      assert.match(readDocument(JSON.stringify({ ...kit, [name]: value }), KIT).fault, new RegExp(`“${name}”`));
    });
  }
});
