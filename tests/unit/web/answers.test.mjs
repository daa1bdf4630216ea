import assert from "node:assert/strict";
import { test } from "node:test";

import { answerOf, isRight } from "../../../web/answers.js";

const options = (...checked) => checked.map((each, at) => ({ checked: each, value: String(at + 1) }));
const places = (...values) => values.map((value) => ({ value }));

test("the chosen options are the answer", () => {
  assert.deepEqual(answerOf("single", options(false, true, false)), ["2"]);
  assert.deepEqual(answerOf("several", options(true, false, true)), ["1", "3"]);
  assert.deepEqual(answerOf("single", options(false, false)), []);
});

test("of an order, the place of each is the answer", () => {
  assert.deepEqual(answerOf("order", places("2", "1", "3")), ["2", "1", "3"]);
  assert.deepEqual(answerOf("order", places("2", "", "")), ["2", "", ""]);
  assert.deepEqual(answerOf("order", places("", "")), []);
});

test("an answer is right as a whole", () => {
  assert.equal(isRight(["1", "3"], ["1", "3"]), true);
  assert.equal(isRight(["1"], ["1", "3"]), false);
  assert.equal(isRight(["1", "2", "3"], ["1", "3"]), false);
  assert.equal(isRight(["2", "1", "3"], ["1", "2", "3"]), false);
});
