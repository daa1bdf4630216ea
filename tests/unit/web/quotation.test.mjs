import assert from "node:assert/strict";
import { test } from "node:test";
import { accident, check, hashed, nearest, notesOn, partsOf, recordsOf, words } from "../../../web/tools/match.js";
import { ordinal, placeIn, reportOf, unitIn } from "../../../web/tools/report.js";

/* Paragraphs of a made-up report: [heading, place, text]. */
const TEXTS = [
  [0, "p1", "Every harbour needs a pilot who knows the sands, and the chapter agrees with that view."],
  [1, "p1", "Every harbour needs a pilot who knows the rocks, and inspectors were pleased to see one in most ports."],
  [1, "p2", "The pilots were told to write each tide into the blue book at once."],
  [2, "n141", "The pilot must board the vessel outside the bar whenever the flag is flown."],
  [2, "n141b1", "showing two lanterns at the masthead during the night"],
  [3, "p1", "An article in the gazette called the pilots heroes of the whole northern coast."],
];

const DATA = {
  edition: "2026-11-22",
  sources: [
    ["The harbour report", "1999", "https://example.org/report", "source-harbours"],
    ["Pilots praised", "", "https://example.org/press", "source-gazette"],
  ],
  headings: [
    [0, ["Summary"], "", "harbour pilot sands view"],
    [0, ["Pilots", "Training"], "", "pilot training rocks inspectors tide"],
    [0, ["Annex"], "2015", "vessel flag lantern"],
    [1, ["Pilots praised"], "", "gazette heroes coast"],
  ],
  records: [
    ["Write down the tides", "findings/#tides", "finding", [[1, 0, 0, 0]]],
    ["Have a pilot who knows the rocks", "findings/#rocks", "finding", [[1, 0, 0, 0]]],
    ["A note", "findings/#note", "finding", [[1, 0, 0, 4]]],
    ["Paragraph 141", "duties/#d-141", "duty", [[2, 141, 0, 0]]],
    ["Lanterns", "duties/#d-141-1", "duty", [[2, 141, 1, 0]]],
    ["Paragraph 142", "duties/#d-142", "duty", [[2, 142, 0, 0]]],
  ],
  wordings: [
    [
      "The Summary says sands, the chapter rocks.",
      ["knows the sands", "rocks"],
      [
        [0, 0, 0, 0],
        [1, 0, 0, 0],
      ],
    ],
    ["Always.", [], [[3, 0, 0, 0]]],
  ],
};

const INDEX = {
  size: 3,
  odds: 64,
  units: TEXTS.map(([heading, place, text], number) => {
    const list = ["^", ...words(text), "$"];
    const hashes = new Set(list.slice(2).map((_, at) => hashed(list.slice(at, at + 3))));
    return { number, heading, place, has: (hash) => hashes.has(hash) };
  }),
};

const said = (text) => reportOf(check(text, INDEX), text, DATA);

test("a quotation is divided where words were left out or put in", () => {
  const plain = (text) => partsOf(text).map((part) => part.map((each) => each.text).join(" "));
  for (const text of ["one … two", "one...two", "one .. two", "one . . . two", "one [...] two", "one (…) two"]) {
    assert.deepEqual(plain(text), ["one", "two"], text);
  }
  assert.deepEqual(plain("one [the harbour] two"), ["one", "two"]);
  assert.deepEqual(plain("[O]ne two"), ["One two"]);
  assert.deepEqual(plain("one [sic] two"), ["one two"]);
  assert.deepEqual(plain("141. One two"), ["One two"]);
  assert.deepEqual(plain("End. Then, at 12.30, on"), ["End. Then, at 12.30, on"]);
  assert.deepEqual(plain(" … "), []);
});

test("chance is small where much is found, and certain where nothing need be", () => {
  assert.equal(accident(10, 0, 1 / 64), 1);
  assert.ok(Math.abs(accident(1, 1, 1 / 64) - 1 / 64) < 1e-12);
  assert.ok(accident(4, 4, 1 / 64) < 1e-7);
  assert.ok(accident(20, 3, 1 / 64) > accident(20, 4, 1 / 64));
});

test("places are named in words", () => {
  assert.deepEqual([1, 2, 3, 4, 11, 12, 13, 21, 22, 101].map(ordinal), [
    ..."1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 101st".split(" "),
  ]);
  assert.equal(unitIn("h"), "the heading");
  assert.equal(unitIn("f10"), "footnote 10");
  assert.equal(unitIn("p2"), "2nd paragraph");
  assert.equal(unitIn("n143b2"), "paragraph 143, 2nd bullet");
  assert.deepEqual(placeIn({ heading: 1, units: [{ place: "p1" }, { place: "p2" }] }, DATA), {
    document: "the 1999 report",
    path: "Pilots › Training",
    where: "1st paragraph to 2nd paragraph",
  });
  assert.equal(placeIn({ heading: 3 }, DATA).document, "“Pilots praised”");
});

test("a sentence of the Summary is found, with the passage of the body that differs", () => {
  const report = said("Every harbour needs a pilot who knows the sands, and the chapter");
  assert.match(report.outcome, /^Word for word/);
  assert.equal(report.places[0].path, "Summary");
  assert.equal(report.alike[0].path, "Pilots › Training");
  assert.ok(report.remarks.some((remark) => /^The Summary has your words\. The body has a similar/.test(remark)));
  assert.ok(report.remarks.includes("The Summary says sands, the chapter rocks."));
  assert.ok(report.remarks.some((remark) => /ends inside a sentence/.test(remark)));
  assert.ok(!report.remarks.some((remark) => /begins inside/.test(remark)));
});

test("what is in the annex no longer applies, and its own records come first", () => {
  const report = said("showing two lanterns at the masthead during the night");
  assert.match(report.remarks[0], /^This is from Annex A/);
  assert.deepEqual(
    report.records.map(({ title }) => title),
    ["Lanterns", "Paragraph 141"],
  );
});

test("what is only in the press is not in the report", () => {
  const report = said("called the pilots heroes of the whole northern coast");
  assert.ok(report.remarks.includes("This is not in the 2020 report itself."));
  assert.ok(report.remarks.includes("Always."));
});

test("a changed word is marked, and the share is never said to be whole", () => {
  const report = said("The pilots were told to paint each tide into the blue book at once.");
  assert.match(report.outcome, /^Nearly: check the wording/);
  assert.equal(report.isMarked, true);
  assert.deepEqual(
    report.parts[0].filter(({ found }) => !found).map(({ text }) => text),
    ["paint"],
  );
  assert.match(report.summary, /We found \d\d% of its word sequences/);
  assert.doesNotMatch(report.summary, /100%/);
});

test("what is not found gets the nearest sections, and no place", () => {
  const report = said("The inspectors measured how often each vessel flew a flag and carried a lantern");
  assert.match(report.outcome, /^Not found/);
  assert.deepEqual(report.places, []);
  assert.equal(report.nearest[0].path, "Annex");
  assert.doesNotMatch(report.summary, /%/);
});

test("too few words are too short to tell", () => {
  const report = said("Every harbour needs a pilot");
  assert.match(report.outcome, /^Too short to tell/);
  assert.equal(report.summary, "Your text has 5 words.");
});

test("records are ranked by place, then by the words they share with the quotation", () => {
  const place = { heading: 1, units: [{ place: "p1" }] };
  const titles = recordsOf([place], "a pilot who knows the rocks", DATA).map(([title]) => title);
  assert.deepEqual(titles, ["Have a pilot who knows the rocks", "Write down the tides"]);
  assert.deepEqual(
    recordsOf([{ heading: 1, units: [{ place: "f4" }] }], "", DATA).map(([title]) => title)[0],
    "A note",
  );
});

test("a note is shown only for a quotation that it concerns", () => {
  const places = [{ heading: 1, units: [{ place: "p2" }] }];
  assert.deepEqual(notesOn(places, "The pilots were told to write", DATA), []);
  assert.equal(notesOn(places, "who knows the Rocks", DATA).length, 1);
});

test("one shared word makes no section near", () => {
  assert.deepEqual(nearest("a lantern and nothing more", DATA), []);
});
