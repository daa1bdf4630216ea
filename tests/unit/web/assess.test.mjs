import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { changes } from "../../../web/tools/compare.js";
import { readDocument, writeDocument } from "../../../web/tools/document.js";
import { ASSESSMENT, EVIDENCE, LEVELS, MOST_PRIORITIES } from "../../../web/tools/formats.js";
import { proposed, withAdded, withMoved, withoutOne } from "../../../web/tools/priorities.js";
import { nextUnanswered, progress } from "../../../web/tools/progress.js";
import { answerTo, createState, emptyAssessment } from "../../../web/tools/state.js";

const BASES = ["law", "recommendation", "inspectors", "inferred"];
const QUESTIONS = Array.from({ length: 28 }, (_, at) => ({
  id: `assess-question-${at + 1}`,
  area: `topic-${at % 12}`,
  basis: BASES[at % 4],
}));
const IDS = QUESTIONS.map(({ id }) => id);

const answer = (level, evidence = "", note = "") => ({ level, evidence, note });
const document = (answers = {}) => ({ ...emptyAssessment("2026-11-22", "2026-11-30"), answers });
const question = (id, basis = "inferred", area = id) => ({ id, basis, area });

/* Numbers that look random and are the same in each run. */
function numbers(seed) {
  let last = seed;
  return (most) => {
    last = (last * 48271) % 2147483647;
    return last % most;
  };
}

function anyDocument(seed) {
  const next = numbers(seed);
  const answers = {};
  for (const id of IDS) answers[id] = answer(LEVELS[next(LEVELS.length)], EVIDENCE[next(EVIDENCE.length)]);
  return document(answers);
}

describe("the rule proposes", () => {
  test("what is not in place before what is partly in place or not known", () => {
    const asked = [question("a", "law"), question("b", "law"), question("c"), question("d", "recommendation")];
    const found = { a: answer("partly"), b: answer("unknown"), c: answer("no"), d: answer("partly") };
    assert.deepEqual(proposed(asked, document(found)), ["c", "a", "b", "d"]);
  });

  test("what is firmest first among the same answers", () => {
    const asked = [...BASES].reverse().map((basis) => question(basis, basis));
    const found = Object.fromEntries(BASES.map((basis) => [basis, answer("no", "tested")]));
    assert.deepEqual(proposed(asked, document(found)), BASES);
  });

  test("the weakest evidence first among the same answers on the same word", () => {
    const asked = [...EVIDENCE].reverse().map((evidence) => question(`e-${evidence}`));
    const found = Object.fromEntries(EVIDENCE.map((evidence) => [`e-${evidence}`, answer("no", evidence)]));
    assert.deepEqual(
      proposed(asked, document(found)),
      EVIDENCE.map((evidence) => `e-${evidence}`),
    );
  });

  test("at most two of a topic, so that the third makes room for another", () => {
    const asked = [..."abcd"].map((id) => question(id, "law", "channel"));
    asked.push(question("e", "inferred", "people"));
    const found = Object.fromEntries([..."abcde"].map((id) => [id, answer("no")]));
    assert.deepEqual(proposed(asked, document(found)), ["a", "b", "e"]);
  });

  test("nothing where there is no gap", () => {
    const found = { a: answer("evidenced"), b: answer("embedded"), c: answer("not-applicable"), d: answer("", "none") };
    assert.deepEqual(
      proposed(
        [..."abcde"].map((id) => question(id)),
        document(found),
      ),
      [],
    );
  });

  test("whatever the answers, at most five gaps, two of a topic, none twice, and none that a better one had to give way to", () => {
    for (let seed = 1; seed <= 500; seed += 1) {
      const made = anyDocument(seed);
      const found = proposed(QUESTIONS, made);
      assert.ok(found.length <= MOST_PRIORITIES);
      assert.equal(new Set(found).size, found.length);
      const topics = found.map((id) => QUESTIONS.find((each) => each.id === id).area);
      for (const topic of topics) assert.ok(topics.filter((each) => each === topic).length <= 2);
      for (const id of found) assert.ok(["no", "partly", "unknown"].includes(answerTo(made, id).level));
      const left = QUESTIONS.filter(({ id, area }) => {
        const isFull = topics.filter((each) => each === area).length === 2;
        return !found.includes(id) && !isFull && answerTo(made, id).level === "no";
      });
      if (left.length) assert.ok(found.every((id) => answerTo(made, id).level === "no"));
    }
  });
});

describe("the reader overrides it", () => {
  test("by adding at the end, once, and up to five", () => {
    assert.deepEqual(withAdded(["a"], "b"), ["a", "b"]);
    assert.deepEqual(withAdded(["a"], "a"), ["a"]);
    assert.deepEqual(withAdded([..."abcde"], "f"), [..."abcde"]);
  });
  test("by removing", () => assert.deepEqual(withoutOne(["a", "b"], "a"), ["b"]));
  for (const [id, by, expected] of [
    ["a", 1, "bac"],
    ["c", -1, "acb"],
    ["a", -1, "abc"],
    ["c", 1, "abc"],
    ["z", 1, "abc"],
  ]) {
    test(`by moving ${id} by ${by}`, () => assert.deepEqual(withMoved([..."abc"], id, by), [...expected]));
  }
});

describe("what has changed", () => {
  const sorts = (was, is) => changes(document({ a: was }), document({ a: is }), ["a"]).map(({ sort }) => sort);
  for (const [was, is, expected] of [
    [answer("no"), answer("partly"), ["further"]],
    [answer("embedded", "seen"), answer("evidenced", "seen"), ["back"]],
    [answer("unknown"), answer("no"), ["other"]],
    [answer("no"), answer("not-applicable"), ["other"]],
    [answer("partly", "told"), answer("partly", "seen"), ["evidence"]],
    [answer("partly", "told", "a"), answer("partly", "told", "b"), []],
    [answer("", "", "a note"), answer("partly"), ["answered"]],
    [answer("partly"), answer("", "", "a note"), ["unanswered"]],
  ]) {
    test(`from ${JSON.stringify(was)} to ${JSON.stringify(is)}`, () => assert.deepEqual(sorts(was, is), expected));
  }

  test("what was asked then and is not now is named", () => {
    const earlier = document({ "assess-old": answer("no") });
    assert.deepEqual(changes(earlier, document(), ["a"]), [
      { id: "assess-old", sort: "gone", was: answer("no"), is: answer("") },
    ]);
  });

  test("what went back comes first, and each question at most once", () => {
    const earlier = document({ a: answer("no"), b: answer("embedded"), c: answer("partly") });
    const later = document({ a: answer("partly"), b: answer("no"), d: answer("no") });
    const found = changes(earlier, later, ["a", "b", "c", "d"]).map(({ id, sort }) => `${id} ${sort}`);
    assert.deepEqual(found, ["b back", "a further", "d answered", "c unanswered"]);
  });

  test("from a document to itself nothing has, and back again as many as there", () => {
    for (let seed = 1; seed <= 100; seed += 1) {
      const [one, other] = [anyDocument(seed), anyDocument(seed + 1000)];
      assert.deepEqual(changes(one, one, IDS), []);
      assert.equal(changes(one, other, IDS).length, changes(other, one, IDS).length);
    }
  });
});

describe("the state", () => {
  const started = (answers) => {
    const calls = [];
    const state = createState(document(answers));
    state.whenChanged((what) => calls.push(what));
    return { state, calls };
  };

  test("keeps each part of an answer, and forgets an answer that is empty", () => {
    const { state, calls } = started();
    state.answer("a", { note: "x" });
    state.answer("a", { level: "no" });
    assert.deepEqual(state.current().answers, { a: answer("no", "", "x") });
    state.answer("a", { level: "" });
    state.answer("a", { note: "" });
    assert.deepEqual(state.current().answers, {});
    assert.deepEqual(calls, Array(4).fill({ isOpened: false, isAnother: false }));
  });

  test("changes no document that it gave away", () => {
    const { state } = started({ a: answer("no") });
    const before = state.current();
    const text = JSON.stringify(before);
    state.answer("a", { level: "partly" });
    state.prioritise(["a"]);
    state.plan([{}]);
    assert.equal(JSON.stringify(before), text);
  });

  test("says what is opened, and begins again from an earlier one with a day and an edition of its own", () => {
    const { state, calls } = started();
    const earlier = { ...document({ a: answer("no") }), made: "2026-06-01", edition: "2026-05-01", priorities: ["a"] };
    state.open(earlier);
    assert.deepEqual(calls.at(-1), { isOpened: true, isAnother: true });
    state.open(document());
    state.startFrom(earlier);
    assert.deepEqual(calls.at(-1), { isOpened: false, isAnother: true });
    assert.deepEqual(state.current(), document({ a: answer("no") }));
  });

  test("is a document of its format at every step, and the same bytes after a round trip", () => {
    const { state } = started();
    const next = numbers(7);
    for (let step = 0; step < 300; step += 1) {
      const field = ["level", "evidence", "note"][next(3)];
      const values = { level: LEVELS, evidence: EVIDENCE, note: ["", "“a”\n<b>", "\u2028"] }[field];
      state.answer(IDS[next(28)], { [field]: values[next(values.length)] });
      if (step % 10 === 0) state.prioritise(proposed(QUESTIONS, state.current()));
      const text = writeDocument(state.current());
      const { document: read, fault } = readDocument(text, ASSESSMENT);
      assert.equal(fault, undefined);
      assert.equal(writeDocument(read), text);
    }
  });

  test("has no answer to what only looks like a question", () => {
    assert.deepEqual(answerTo(document(), "constructor"), answer(""));
    assert.deepEqual(answerTo(document(), "__proto__"), answer(""));
  });
});

describe("how far it has come", () => {
  const made = document({ a: answer("no"), b: answer("", "seen", "a note"), d: answer("unknown") });
  test("counts levels alone", () => assert.equal(progress([..."abcd"], made), "2 of 4 answered"));
  for (const [from, expected] of [
    [undefined, "b"],
    ["a", "b"],
    ["b", "c"],
    ["c", "b"],
    ["d", "b"],
  ]) {
    test(`behind ${from} comes ${expected}`, () => assert.equal(nextUnanswered([..."abcd"], made, from), expected));
  }
  test("nothing is next where all is answered", () => assert.equal(nextUnanswered(["a", "d"], made, "a"), undefined));
});
