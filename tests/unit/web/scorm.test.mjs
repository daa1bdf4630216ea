import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { emptyMemory, pack, unpack } from "../../../web/scorm/memory.js";
import { faultOf } from "../../../web/scorm/questions.js";
import { better, count, response, scoreOf, statusOf, typeOf } from "../../../web/scorm/result.js";
import { findApi, openSession, timespan } from "../../../web/scorm/system.js";

/* -- what is kept of a learner ------------------------------------------------------------------ */

const SIGNS = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
const code = fc.array(fc.constantFrom(...SIGNS), { minLength: 3, maxLength: 3 }).map((signs) => signs.join(""));
const choices = fc
  .uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 6 })
  .map((numbers) => numbers.sort().map(String));
const order = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 6 }).map((all) => all.map(String));
const given = fc.oneof(
  choices.map((answer) => ({ answer, isOrder: false })),
  order.map((answer) => ({ answer, isOrder: true })),
);
const answered = fc.uniqueArray(fc.tuple(code, given), { maxLength: 60, selector: ([name]) => name });

test("what is packed comes back", () => {
  fc.assert(
    fc.property(answered, fc.uniqueArray(code), fc.option(fc.integer({ min: 0, max: 100 })), (all, seen, best) => {
      const orders = new Set(all.filter(([, { isOrder }]) => isOrder).map(([name]) => name));
      const memory = { seen: new Set(seen), answers: new Map(all.map(([name, { answer }]) => [name, answer])), best };
      const again = unpack(pack(memory, (name) => orders.has(name)));
      assert.deepEqual(again.seen, memory.seen);
      assert.deepEqual(Object.fromEntries(again.answers), Object.fromEntries(memory.answers));
      assert.equal(again.best, best);
    }),
  );
});

test("a text of another program is no memory", () => {
  for (const text of ["", "null", "{}", "1", "2.80...", "1.80.ab..", "1.1000...", "viewed=1,2,3|lastviewedslide#3"]) {
    assert.deepEqual(unpack(text), emptyMemory());
  }
});

const codes = (count, first) => Array.from({ length: count }, (_, at) => first + SIGNS[at >> 6] + SIGNS[at & 63]);

test("twice the course has room, even if every question asked for an order of six", () => {
  const memory = {
    seen: new Set(codes(420, "s")),
    answers: new Map(codes(400, "q").map((name) => [name, ["6", "5", "4", "3", "2", "1"]])),
    best: 100,
  };
  const text = pack(memory, () => true);
  assert.ok(text.length <= 4096, `${text.length}`);
  assert.equal(unpack(text).seen.size, 420);
});

test("where there is no room for all, the answers stay", () => {
  const memory = {
    seen: new Set(codes(1000, "s")),
    answers: new Map(codes(600, "q").map((name) => [name, ["1"]])),
    best: null,
  };
  const text = pack(memory, () => false);
  assert.ok(text.length <= 4096, `${text.length}`);
  assert.equal(unpack(text).answers.size, 600);
});

/* -- what a learner has reached ------------------------------------------------------------------ */

const QUESTIONS = ["a", "b", "c"].map((name) => ({ code: name, right: ["1"] }));

test("a score is there once every question is answered, and is never rounded up", () => {
  const answers = new Map([["a", ["1"]]]);
  assert.deepEqual(count(QUESTIONS, answers), { all: 3, answered: 1, right: 1 });
  assert.equal(scoreOf(count(QUESTIONS, answers)), null);
  answers.set("b", ["1"]).set("c", ["2"]);
  assert.equal(scoreOf(count(QUESTIONS, answers)), 66);
  assert.equal(scoreOf({ all: 0, answered: 0, right: 0 }), null);
  assert.equal(scoreOf({ all: 200, answered: 200, right: 159 }), 79);
});

test("the better result stays", () => {
  assert.equal(better(null, null), null);
  assert.equal(better(0, null), 0);
  assert.equal(better(90, 70), 90);
});

test("the status follows the best score, and a pass stays a pass", () => {
  const at = (more) =>
    statusOf({ before: "", best: null, passMark: 80, hasQuestions: true, hasSeenAll: false, ...more });
  assert.equal(at({}), "incomplete");
  assert.equal(at({ hasSeenAll: true }), "incomplete");
  assert.equal(at({ best: 80 }), "passed");
  assert.equal(at({ best: 79 }), "failed");
  assert.equal(at({ best: 79, before: "passed" }), "passed");
  assert.equal(at({ before: "failed" }), "incomplete");
  assert.equal(at({ hasQuestions: false }), "incomplete");
  assert.equal(at({ hasQuestions: false, hasSeenAll: true }), "completed");
  assert.equal(at({ hasQuestions: false, before: "completed" }), "completed");
});

test("an answer is listed in the form of its type", () => {
  assert.equal(response("single", ["2"]), "b");
  assert.equal(response("several", ["1", "3"]), "a,c");
  assert.equal(response("true or false", ["1"]), "t");
  assert.equal(response("true or false", ["2"]), "f");
  assert.equal(response("order", ["2", "3", "1"]), "c,a,b");
  assert.deepEqual(["order", "true or false", "situation"].map(typeOf), ["sequencing", "true-false", "choice"]);
});

test("an order is checked once each step has a place of its own", () => {
  assert.match(faultOf("order", []), /Choose/);
  assert.match(faultOf("order", ["1", "", "2"]), /place of its own/);
  assert.match(faultOf("order", ["1", "1", "2"]), /place of its own/);
  assert.equal(faultOf("order", ["3", "1", "2"]), "");
  assert.equal(faultOf("several", ["1"]), "");
});

/* -- the learning system ------------------------------------------------------------------------- */

/* A learning system that keeps what it is given; `faults` replaces calls. `at` is the time, which a test sets. */
function learningSystem(faults = {}, kept = {}) {
  const values = new Map(Object.entries({ "cmi.core.lesson_status": "not attempted", ...kept }));
  const calls = [];
  const api = {
    LMSInitialize: () => "true",
    LMSFinish: () => "true",
    LMSCommit: () => "true",
    LMSGetValue: (name) => values.get(name) ?? "",
    LMSSetValue: (name, value) => {
      values.set(name, value);
      return "true";
    },
    LMSGetLastError: () => "0",
    ...faults,
  };
  for (const [name, call] of Object.entries(api)) {
    api[name] = (...given) => {
      calls.push([name, ...given]);
      return call(...given);
    };
  }
  const clock = { at: 0 };
  return { api, values, calls, clock, open: () => openSession(api, () => clock.at) };
}
const sets = ({ calls }) => calls.filter(([name]) => name === "LMSSetValue").map(([, name]) => name);
const WORK = { "cmi.suspend_data": "x", "cmi.core.lesson_location": "page" };

test("a time is written as SCORM 1.2 asks", () => {
  assert.equal(timespan(0), "00:00:00.00");
  assert.equal(timespan(3_723_456), "01:02:03.46");
  assert.equal(timespan(400 * 3_600_000), "400:00:00.00");
  assert.equal(timespan(59_999), "00:01:00.00");
});

test("the learning system is found above, in the opener, and past a window of another site", () => {
  const api = { LMSInitialize: () => "true" };
  const top = { API: api };
  top.parent = top;
  const foreign = {
    get API() {
      throw new Error("SecurityError");
    },
    parent: top,
  };
  assert.equal(findApi({ parent: foreign }), api);
  const popup = { opener: { API: api } };
  popup.parent = popup;
  popup.top = popup;
  assert.equal(findApi(popup), api);
  const alone = {};
  alone.parent = alone;
  alone.top = alone;
  assert.equal(findApi(alone), null);
  const endless = {};
  Object.defineProperty(endless, "parent", { get: () => ({ ...endless, parent: {} }) });
  assert.equal(findApi(endless), null);
});

test("what is kept is read, and only what has changed is sent again", () => {
  const lms = learningSystem({}, { "cmi.suspend_data": "1....", "cmi.student_data.mastery_score": "70" });
  const session = lms.open();
  assert.deepEqual([session.state, session.data, session.passMark, session.score], ["open", "1....", 70, null]);
  session.save(WORK);
  session.save({ ...WORK, "cmi.core.lesson_location": "other" });
  assert.deepEqual(sets(lms).slice(-1), ["cmi.core.lesson_location"]);
  assert.deepEqual(session.missing(), []);
  assert.equal(session.close(WORK), true);
  assert.equal(lms.values.get("cmi.core.exit"), "suspend");
  const before = lms.calls.length;
  session.save(WORK);
  assert.equal(session.close(WORK), false);
  assert.equal(lms.calls.length, before);
});

test("no name is ever read", () => {
  const lms = learningSystem();
  lms.open().save(WORK);
  assert.ok(lms.calls.every(([, name]) => !/student_(name|id)/.test(name ?? "")));
});

test("a call that fails or throws is named, and made again with the next save", () => {
  for (const fail of [
    () => "false",
    () => {
      throw new Error("broken");
    },
  ]) {
    let broken = true;
    const lms = learningSystem();
    const { LMSSetValue } = lms.api;
    lms.api.LMSSetValue = (name, value) => (broken && name === "cmi.suspend_data" ? fail() : LMSSetValue(name, value));
    const session = lms.open();
    session.save(WORK);
    assert.deepEqual(session.missing(), ["your answers"]);
    broken = false;
    session.save(WORK);
    assert.deepEqual(session.missing(), []);
    assert.equal(lms.values.get("cmi.suspend_data"), "x");
  }
});

test("where nothing is committed, nothing counts as recorded", () => {
  const lms = learningSystem({ LMSCommit: () => "false" });
  const session = lms.open();
  session.save(WORK);
  assert.deepEqual(session.missing(), ["your answers", "the page you are on", "the time you spent"]);
  assert.equal(session.close(WORK), false);
  assert.equal(sets(lms).filter((name) => name === "cmi.suspend_data").length, 2);
});

test("a learning system whose records cannot be read is not written to", () => {
  const thrown = () => {
    throw new Error("broken");
  };
  for (const faults of [
    { LMSInitialize: () => "false" },
    { LMSInitialize: thrown, LMSGetValue: thrown },
    { LMSGetValue: thrown },
    { LMSGetValue: () => "", LMSGetLastError: () => "301" },
  ]) {
    const lms = learningSystem(faults, { "cmi.core.lesson_status": "" });
    const session = lms.open();
    assert.equal(session.state, "refused");
    session.save(WORK);
    session.close(WORK);
    assert.deepEqual(sets(lms), []);
  }
});

test("answers that cannot be read are not overwritten", () => {
  const lms = learningSystem({}, { "cmi.core.lesson_status": "incomplete" });
  const { LMSGetValue } = lms.api;
  lms.api.LMSGetValue = (name) => {
    if (name === "cmi.suspend_data") throw new Error("broken");
    return LMSGetValue(name);
  };
  lms.open().save(WORK);
  assert.deepEqual(sets(lms), []);
});

test("a session that is open already goes on", () => {
  const lms = learningSystem({ LMSInitialize: () => "false" }, { "cmi.core.lesson_status": "incomplete" });
  assert.equal(lms.open().state, "open");
});

test("a part that a system does not offer holds up no other", () => {
  const lms = learningSystem({ LMSGetLastError: () => "401" });
  assert.equal(lms.open().state, "open");
});

test("without a learning system, or in its review, nothing is sent", () => {
  const alone = openSession(null, () => 0);
  alone.save(WORK);
  assert.deepEqual([alone.state, alone.close(WORK), alone.missing()], ["absent", false, []]);
  const lms = learningSystem({}, { "cmi.core.lesson_mode": "review" });
  const session = lms.open();
  session.save(WORK);
  session.close(WORK);
  assert.deepEqual([session.state, sets(lms), lms.calls.at(-1)[0]], ["review", [], "LMSFinish"]);
});

const ANSWER = { id: "question-1", type: "choice", given: "a", right: "b", isRight: false };

test("each answer is listed after those that are there", () => {
  const lms = learningSystem({}, { "cmi.interactions._count": "4" });
  const session = lms.open();
  session.list(ANSWER);
  session.list({ ...ANSWER, id: "question-2", given: "b", isRight: true });
  session.save(WORK);
  assert.equal(lms.values.get("cmi.interactions.4.id"), "question-1");
  assert.equal(lms.values.get("cmi.interactions.4.result"), "wrong");
  assert.equal(lms.values.get("cmi.interactions.5.id"), "question-2");
  assert.equal(lms.values.get("cmi.interactions.5.result"), "correct");
});

test("a system that lists no answers is asked once, and is only a fault where it says so", () => {
  for (const [error, missing] of [
    ["401", []],
    ["101", ["the details of each answer"]],
  ]) {
    const lms = learningSystem({ LMSGetLastError: () => error });
    const { LMSSetValue } = lms.api;
    lms.api.LMSSetValue = (name, value) => {
      const isSet = LMSSetValue(name, value);
      return name.startsWith("cmi.interactions") ? "false" : isSet;
    };
    const session = openSession(
      { ...lms.api, LMSGetValue: (name) => (name === "cmi.suspend_data" ? "1...." : "incomplete") },
      () => 0,
    );
    session.list(ANSWER);
    session.list(ANSWER);
    session.save(WORK);
    assert.equal(sets(lms).filter((name) => name.startsWith("cmi.interactions")).length, 1);
    assert.deepEqual(session.missing(), missing);
  }
});

test("a system that takes seconds is then left alone for a minute", () => {
  const lms = learningSystem();
  const session = lms.open();
  session.save(WORK);
  assert.equal(session.rest(), 0);
  const { LMSCommit } = lms.api;
  lms.api.LMSCommit = () => {
    lms.clock.at += 3000;
    return LMSCommit();
  };
  session.save(WORK);
  assert.equal(session.rest(), 60_000);
  lms.clock.at += 59_000;
  assert.equal(session.rest(), 1000);
});
