import assert from "node:assert/strict";
import { test } from "node:test";
import { dayInWords, today } from "../../../web/days.js";

test("today is the day on the reader's calendar", () => {
  assert.equal(today(new Date(2026, 10, 3, 0, 30)), "2026-11-03");
  assert.equal(today(new Date(2026, 0, 31, 23, 59)), "2026-01-31");
});

test("a day is written as British readers write it, and what is no day stays", () => {
  assert.equal(dayInWords("2026-11-30"), "30 November 2026");
  assert.equal(dayInWords("2026-11-30", "medium"), "30 Nov 2026");
  assert.equal(dayInWords("unknown"), "unknown");
});
