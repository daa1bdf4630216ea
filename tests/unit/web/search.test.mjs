import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { editDistance } from "../../../web/search/distance.js";
import { Finder } from "../../../web/search/find.js";
import { decode, encode } from "../../../web/search/numbers.js";
import { pack, unpack } from "../../../web/search/pack.js";
import { referencesIn } from "../../../web/search/references.js";
import { sieve, sieveOf } from "../../../web/search/sieve.js";
import { fold, queryWords, stem, stems, words } from "../../../web/search/words.js";

describe("words that are the same to the search", () => {
  for (const forms of [
    ["policy", "policies"],
    ["family", "families"],
    ["referral", "referrals"],
    ["train", "training", "trained", "trains"],
    ["organise", "organize", "organiser", "organising"],
    ["organisation", "organizations"],
    ["behaviour", "behavior", "behaviours"],
    ["programme", "program", "programs"],
    ["centre", "center", "centres"],
    ["offence", "offences"],
    ["defence", "defense"],
    ["safeguard", "safeguarding", "safeguards"],
    ["assess", "assessed", "assessment", "assessments"],
    ["plan", "planned", "planning"],
  ]) {
    test(forms.join(", "), () => assert.deepEqual(new Set(forms.map(stem)).size, 1, forms.map(stem).join(", ")));
  }
});

describe("words that are not", () => {
  for (const [one, other] of [
    ["police", "policy"],
    ["general", "generation"],
    ["referral", "reference"],
    ["contest", "context"],
  ]) {
    test(`${one}, ${other}`, () => assert.notEqual(stem(one), stem(other)));
  }
});

test("short words and numbers stay as they are", () => {
  assert.deepEqual(["bus", "137", "2nds", "is"].map(stem), ["bus", "137", "2nds", "is"]);
});

test("accents, apostrophes, case and hyphens do not count", () => {
  assert.equal(fold("Café’s CO-ORDINATOR & Élan's"), "cafe co ordinator  and  elan");
  assert.deepEqual(words("What’s the force-lead’s role?"), ["what", "the", "force", "lead", "role"]);
});

test("words without meaning are left out, unless a query has no others", () => {
  assert.deepEqual(stems("what is the training for"), ["train"]);
  assert.deepEqual(queryWords("what is the training for"), ["training"]);
  assert.deepEqual(queryWords("what is it"), ["what", "is", "it"]);
});

test("the month of May counts where a year follows it", () => {
  assert.equal(stems("what happened in May 2018").length, stems("what happened in June 2018").length);
  assert.deepEqual(stems("may we"), []);
});

describe("edit distance", () => {
  for (const [one, other, distance] of [
    ["", "", 0],
    ["same", "same", 0],
    ["", "abc", 3],
    ["abc", "", 3],
    ["granite", "grnaite", 1],
    ["granite", "granit", 1],
    ["granite", "granitte", 1],
    ["granite", "grenite", 1],
    ["kitten", "sitting", 3],
    ["ca", "abc", 3],
  ]) {
    test(`${one} – ${other}`, () => {
      assert.equal(editDistance(one, other), distance);
      assert.equal(editDistance(other, one), distance);
    });
  }
});

describe("numbers as text", () => {
  const edges = [0, 1, 44, 45, 46, 3684, 3685, 3686, 53370];

  test("come back as they were, in their order", () => {
    const numbers = [...edges, ...Array.from({ length: 500 }, (_, at) => (at * 107) % 53371)];
    assert.deepEqual(decode(numbers.map(encode).join("")), numbers);
  });

  test("take one sign, two, or three", () => {
    assert.deepEqual(
      edges.map((number) => encode(number).length),
      [1, 1, 1, 2, 2, 2, 3, 3, 3],
    );
  });

  test("hold no sign that divides, ends a text or needs an escape", () => {
    for (let number = 0; number < 53371; number += 1) assert.doesNotMatch(encode(number), /[^#-~]|\\/);
  });

  test("that are too large are refused", () => assert.throws(() => encode(53371), RangeError));
});

const DATA = {
  kinds: [
    ["gadget", "Gadgets", "gadget-", "Gadget"],
    ["duty", "Duties", "duty-", "Duty (replaced)", 0.5],
  ],
  pages: ["gadgets/", "duties/"],
  sources: ["2001", ""],
  headings: [
    [0, "First part", ["brass fittings"]],
    [1, "Second part", []],
  ],
  synonyms: [
    ["harbour", "landing place"],
    ["car", "vehicle"],
  ],
  records: [
    {
      id: "gadget-harbour",
      kind: 0,
      page: 0,
      title: "The harbour",
      text: "A harbour by the sea, with boats.",
      phrases: ["Where are the boats", "Who keeps it"],
      names: ["HBR"],
      headings: [0, 1],
    },
    {
      id: "duty-141-2",
      kind: 1,
      page: 1,
      title: "The lantern",
      text: "Lanterns light the sea.",
      phrases: [],
      names: [],
      headings: [1],
    },
  ],
};

test("what fits a kind of less worth comes after what fits another as well", async () => {
  const alike = { page: 0, title: "The harbour", text: "", phrases: [], names: [], headings: [0] };
  const records = ["duty-1", "gadget-a"].map((id) => ({ ...alike, id, kind: id.startsWith("duty") ? 1 : 0 }));
  for (const [worth, first] of [
    [0.5, "gadget-a"],
    [1, "duty-1"],
    [2, "duty-1"],
  ]) {
    const kinds = [DATA.kinds[0], [...DATA.kinds[1].slice(0, 4), worth]];
    const finder = new Finder(await unpack(pack({ ...DATA, kinds, records })));
    await finder.ready;
    const { results } = finder.find("harbour");
    assert.equal(results[0].id, first, `worth ${worth}`);
    assert.equal(results.length, 2);
  }
});

describe("packed data", () => {
  test("holds nothing that JSON changes", () => {
    const packed = pack(DATA);
    assert.deepEqual(JSON.parse(JSON.stringify(packed)), packed);
  });

  test("comes back whole", async () => {
    const { records, kinds, headings, synonyms } = await unpack(pack(DATA));
    assert.deepEqual(kinds, [
      { kind: "gadget", plural: "Gadgets", prefix: "gadget-", one: "Gadget" },
      { kind: "duty", plural: "Duties", prefix: "duty-", one: "Duty (replaced)" },
    ]);
    assert.deepEqual(headings, [[stems("First part"), stems("brass fittings")], [stems("Second part")]]);
    assert.deepEqual(synonyms, [
      [stems("harbour"), stems("landing place")],
      [stems("car"), stems("vehicle")],
    ]);
    assert.deepEqual(records[0], {
      id: "gadget-harbour",
      kind: "gadget",
      worth: 1,
      url: "gadgets/#gadget-harbour",
      place: "“First part”, 2001",
      title: "The harbour",
      titleStems: stems("The harbour"),
      phrases: [stems("Where are the boats"), stems("Who keeps it")],
      names: [stems("HBR")],
      body: stems("sea"), // what its other texts say already is left out
      headings: [0, 1],
    });
    assert.equal(records[1].id, "duty-141-2");
    assert.equal(records[1].worth, 0.5);
    assert.equal(records[1].place, "“Second part”");
    assert.deepEqual(records[1].phrases, []);
    assert.deepEqual(records[1].body.toSorted(), stems("light sea").toSorted());
  });

  test("knows where a page of the site stands, and names it once", async () => {
    const own = {
      ...DATA,
      kinds: [...DATA.kinds, ["page", "Pages", "", "Page"]],
      headings: [...DATA.headings, [-1, "Privacy", []]],
      records: ["Privacy", "What is stored"].map((title, at) => ({
        ...DATA.records[1],
        id: `privacy-${at}`,
        kind: 2,
        title,
        headings: [2],
      })),
    };
    const { records } = await unpack(pack(own));
    assert.deepEqual(
      records.map(({ id, kind, url, place }) => [id, kind, url, place]),
      [
        ["privacy-0", "page", "duties/#privacy-0", ""],
        ["privacy-1", "page", "duties/#privacy-1", "Privacy"],
      ],
    );
  });

  test("leaves out of texts what many of them say, if it is found elsewhere", async () => {
    const texts = { "lamp oil": ["Who has a lamp"], "brass oil": [] };
    const many = Object.entries(texts).flatMap(([text, phrases]) =>
      Array.from({ length: 9 }, (_, at) => ({
        ...DATA.records[1],
        id: `duty-${text.slice(0, 2)}${at}`,
        text,
        phrases,
      })),
    );
    const { records } = await unpack(pack({ ...DATA, records: [...many, { ...DATA.records[1], text: "lamp" }] }));
    assert.deepEqual(records[0].body, stems("oil"), "its phrase has the lamp, and only texts have the oil");
    assert.deepEqual(records.at(-1).body, stems("lamp"));
    assert.deepEqual(records[9].body, stems("oil"));
  });

  test("tells real words that no record has", async () => {
    const { isRealWord } = await unpack(pack(DATA, ["incel", "horses"]));
    assert.deepEqual([isRealWord("incel"), isRealWord(stem("horse")), isRealWord("hose")], [true, true, false]);
  });

  test("lets the page do what waits, record by record", async () => {
    let asked = 0;
    await unpack(pack(DATA), async () => {
      asked += 1;
    });
    assert.equal(asked, DATA.records.length);
  });
});

describe("set of words", () => {
  const all = Array.from({ length: 2000 }, (_, at) => `word${at}`);
  const others = Array.from({ length: 2000 }, (_, at) => `other${at}`);

  test("knows all of its words, and takes few others for one", () => {
    const has = sieve(sieveOf(all));
    assert.deepEqual(
      all.filter((word) => !has(word)),
      [],
    );
    const taken = others.filter(has).length;
    assert.ok(taken < 100, `${taken} of 2000`);
  });

  test("takes a byte a word", () => assert.ok(sieveOf(all).length < 2 * all.length));
  test("may be empty", () => assert.equal(sieve(sieveOf([]))("word"), false));
});

describe("references", () => {
  const kinds = [
    { kind: "recommendation", plural: "Recommendations", prefix: "rec-" },
    { kind: "duty", plural: "Duties", prefix: "duty-" },
    { kind: "module", plural: "Modules", prefix: "module-" },
    { kind: "term", plural: "Terms", prefix: "term-" },
  ];
  const ids = ["term-ctlp", "duty-141-1", "duty-141-2", "module-1", "module-2"];
  for (let at = 1; at <= 8; at += 1) ids.push(`rec-${at}`);
  for (let at = 137; at <= 146; at += 1) ids.push(`duty-${at}`);
  const named = referencesIn(kinds, ids);

  for (const [query, expected] of [
    ["rec 2", "rec-2"],
    ["rec2", "rec-2"],
    ["recommendation two", "rec-2"],
    ["recomendation no. 2", "rec-2"],
    ["the third recommendation", "rec-3"],
    ["2nd rec", "rec-2"],
    ["recs 4 and 5", "rec-4 rec-5"],
    ["recommendations 1 to 3", "rec-1 rec-2 rec-3"],
    ["rec 7 to 20", "rec-7 rec-8"],
    ["rec 9", ""],
    ["record 3", ""],
    ["module 2", "module-2"],
    ["modules 1 and 2", "module-1 module-2"],
    ["the second module", "module-2"],
    ["141", "duty-141"],
    ["para 141", "duty-141"],
    ["paras 137 to 140", "duty-137 duty-138 duty-139 duty-140"],
    ["paragraphs 130 to 138", "duty-137 duty-138"],
    ["duty 141 bullet 2", "duty-141-2 duty-141"],
    ["141.2", "duty-141-2 duty-141"],
    ["between 100 and 200 officers", ""],
    ["in 2015", ""],
    ["Term CTLP", "term-ctlp"],
    ["term-ctlp", "term-ctlp"],
    ["3 training days", ""],
    ["", ""],
  ]) {
    test(`“${query}”: ${expected || "none"}`, () => assert.equal(named(query).join(" "), expected));
  }
});
