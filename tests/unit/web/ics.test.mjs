import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { addDays, calendarFile } from "../../../web/ics.js";

const made = new Date("2026-11-30T12:34:56.789Z");
const file = (entry) =>
  calendarFile([{ day: "2026-12-31", title: "Read", text: "It.", ...entry }], { name: "x", made });

describe("a calendar file", () => {
  test("has a whole day for each entry", () => {
    assert.deepEqual(file({}).split("\r\n"), [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//x//EN",
      "CALSCALE:GREGORIAN",
      "BEGIN:VEVENT",
      "UID:1-2026-12-31@x",
      "DTSTAMP:20261130T123456Z",
      "DTSTART;VALUE=DATE:20261231",
      "DTEND;VALUE=DATE:20270101",
      "SUMMARY:Read",
      "DESCRIPTION:It.",
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ]);
  });

  test("escapes what divides values", () => {
    assert.ok(file({ title: "a; b, c \\ d" }).includes("SUMMARY:a\\; b\\, c \\\\ d\r\n"));
    assert.ok(file({ text: "one\ntwo" }).includes("DESCRIPTION:one\\ntwo\r\n"));
  });

  test("folds long lines between characters", () => {
    const text = "é’".repeat(80);
    const lines = file({ text }).split("\r\n");
    assert.ok(lines.every((line) => new TextEncoder().encode(line).length <= 75));
    assert.ok(lines.join("\r\n").replaceAll("\r\n ", "").includes(`DESCRIPTION:${text}`));
  });
});

test("days are added over months, years and leap days", () => {
  assert.equal(addDays("2026-12-31", 1), "2027-01-01");
  assert.equal(addDays("2028-02-28", 1), "2028-02-29");
  assert.equal(addDays("2026-11-30", 98), "2027-03-08");
});
