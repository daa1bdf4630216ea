/* The files that the tools write and open. Each format has a name, a version, a schema and what turns an older version
   into the next. */
import * as v from "valibot";

/* The most that a text of this schema may hold, in characters. */
export const longest = ({ pipe = [] }) => pipe.find(({ type }) => type === "max_length")?.requirement;

const text = (most) => v.pipe(v.string(), v.maxLength(most, `has more than ${most} characters`));
function isDay(value) {
  const date = new Date(`${value}T00:00:00Z`);
  return !value || (!Number.isNaN(date.valueOf()) && date.toISOString().startsWith(value));
}
const optionalDay = v.pipe(
  v.string(),
  v.regex(/^(\d{4}-\d{2}-\d{2})?$/, "is not a date such as 2026-11-30"),
  v.check(isDay, "is not a day in the calendar"),
);
const day = v.pipe(optionalDay, v.minLength(1, "has no date"));
const id = v.pipe(v.string(), v.regex(/^[a-z]+(-[a-z0-9]+)+$/, "is not the id of an entry"), v.maxLength(120));

export const LEVELS = ["", "no", "partly", "evidenced", "embedded", "unknown", "not-applicable"];
export const EVIDENCE = ["", "none", "told", "seen", "tested"]; // the weakest first
export const MOST_PRIORITIES = 5;
export const MOST_ACTIONS = 100;
export const MOST_ENTRIES = 300;

export const ANSWER = v.strictObject({
  level: v.picklist(LEVELS),
  evidence: v.picklist(EVIDENCE),
  note: text(500),
});

export const ACTION = v.strictObject({
  priority: v.union([v.literal(""), id]),
  action: text(300),
  owner: text(80),
  due: optionalDay,
  link: text(300),
  evidence: text(300),
  done: v.boolean(),
});

/* A reader may stop anywhere: what is still missing is empty, and the page says so. */
export const ENTRY = v.strictObject({
  date: optionalDay,
  record: v.union([v.literal(""), id]),
  title: text(200),
  why: text(1000),
  minutes: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1440))),
  happened: text(2000),
  meaning: text(2000),
  next: text(2000),
  check: v.picklist(["", "passed", "repeat"]),
  privateNote: text(2000),
});

/* A part of the trainer's kit, or a break or check in the running order. */
const part = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "is not a part of the kit"), v.maxLength(120));
const upTo = (most) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));
export const MOST_MINUTES = 1440;
export const MOST_PARTS = 100;
const parts = v.pipe(v.array(part), v.maxLength(MOST_PARTS, `has more than ${MOST_PARTS} parts`));
export const LINE = v.strictObject({ id: part, minutes: upTo(MOST_MINUTES) });

/* How many people answered a question and how many of them were right; null where it is not given. */
export const MOST_PEOPLE = 9999;
export const COUNTS = ["beforeAnswered", "beforeRight", "afterAnswered", "afterRight"];
const count = v.nullable(upTo(MOST_PEOPLE));
const COUNT = v.strictObject(Object.fromEntries(COUNTS.map((name) => [name, count])));

/* An assessment and the plan that follows from it. */
export const ASSESSMENT = {
  name: "prevent-assessment",
  called: "an assessment and plan",
  version: 1,
  schema: v.strictObject({
    format: v.literal("prevent-assessment"),
    version: v.literal(1),
    edition: text(40),
    made: day,
    answers: v.record(id, ANSWER),
    priorities: v.pipe(v.array(id), v.maxLength(MOST_PRIORITIES, `has more than ${MOST_PRIORITIES} priorities`)),
    actions: v.pipe(v.array(ACTION), v.maxLength(MOST_ACTIONS, `has more than ${MOST_ACTIONS} actions`)),
  }),
  migrations: {},
};

/* What someone learned, when and why. */
export const CPD = {
  name: "prevent-cpd",
  called: "a CPD record",
  version: 1,
  schema: v.strictObject({
    format: v.literal("prevent-cpd"),
    version: v.literal(1),
    entries: v.pipe(v.array(ENTRY), v.maxLength(MOST_ENTRIES, `has more than ${MOST_ENTRIES} entries`)),
  }),
  migrations: {},
};

/* What a trainer chose of the kit, and in which order it is taught. */
export const KIT = {
  name: "prevent-kit",
  called: "the choice of a trainer’s kit",
  version: 1,
  schema: v.strictObject({
    format: v.literal("prevent-kit"),
    version: v.literal(1),
    subjects: parts,
    formats: parts,
    levels: parts,
    start: v.pipe(v.string(), v.regex(/^(([01]\d|2[0-3]):[0-5]\d)?$/, "is not a time such as 09:30")),
    order: v.pipe(v.array(LINE), v.maxLength(MOST_PARTS, `has more than ${MOST_PARTS} lines`)),
  }),
  migrations: {},
};

/* How many people answered each question of a check before and after a session, and how many were right. */
export const BEFORE_AFTER = {
  name: "prevent-before-after",
  called: "the counts of a before and after check",
  version: 1,
  schema: v.strictObject({
    format: v.literal("prevent-before-after"),
    version: v.literal(1),
    check: v.union([v.literal(""), part]),
    counts: v.record(part, COUNT),
  }),
  migrations: {},
};

export const FORMATS = [ASSESSMENT, CPD, KIT, BEFORE_AFTER];
