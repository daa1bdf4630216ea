/* Counts of answers before and after a session: what they come to, and what must be said of them. */
import { BEFORE_AFTER, COUNTS, MOST_PEOPLE } from "./formats.js";

/* Of fewer people, each may be recognised. */
export const FEWEST = 5;

export const emptyCounts = (check) => ({
  format: BEFORE_AFTER.name,
  version: BEFORE_AFTER.version,
  check,
  counts: {},
});

export const NO_COUNT = Object.fromEntries(COUNTS.map((name) => [name, null]));
export const countOf = ({ counts }, id) => (Object.hasOwn(counts, id) ? counts[id] : NO_COUNT);

/* Return the counts with one of them changed. */
export function withCount(document, id, name, value) {
  const counts = { ...document.counts, [id]: { ...countOf(document, id), [name]: value } };
  if (Object.values(counts[id]).every((each) => each === null)) delete counts[id];
  return { ...document, counts };
}

/* Return { value, fault } of what is typed into a field. Only digits are taken, so that no name can be kept. */
export function countIn(text) {
  const digits = text.replace(/\D/g, "");
  if (digits !== text.trim()) return { value: numberIn(digits), fault: "Give a whole number. Do not type names." };
  if (Number(digits) > MOST_PEOPLE) return { value: null, fault: `Give a number up to ${MOST_PEOPLE}.` };
  return { value: numberIn(digits) };
}

const numberIn = (digits) => (digits && Number(digits) <= MOST_PEOPLE ? Number(digits) : null);

/* Return what is wrong with the counts of a question, in words; empty where nothing is. */
export function faultOf(count) {
  for (const when of ["before", "after"]) {
    const [answered, right] = [count[`${when}Answered`], count[`${when}Right`]];
    if (right !== null && answered === null) return `Give how many people answered ${when} the session.`;
    if (right > answered) return `More people were right ${when} the session than answered.`;
  }
  return "";
}

/* Return what the counts come to: `rows` of those questions that have counts, the `total` of those that have them
   before and after, and whether few people answered. Each has { shares, change }: how many were right before and
   after, in per cent, null where it is not known, and the difference of the two as they are shown, in percentage
   points. */
export function resultOf(document, { rows }) {
  const used = rows
    .map(([id, , outcome, before, after]) => ({ id, outcome, before, after, count: countOf(document, id) }))
    .filter(({ count }) => !faultOf(count));
  const found = used
    .map((row) => ({ ...row, ...partsOf(row.count) }))
    .filter(({ shares }) => Object.values(shares).some((each) => each !== null));
  const whole = found.filter(({ change }) => change !== null);
  const sum = (name) => whole.reduce((all, { count }) => all + count[name], 0);
  const total = Object.fromEntries(COUNTS.map((name) => [name, sum(name)]));
  const answered = found.flatMap(({ count }) => [count.beforeAnswered, count.afterAnswered]);
  return {
    rows: found,
    total: { questions: whole.length, count: total, ...partsOf(total) },
    isSmall: answered.some((people) => people > 0 && people < FEWEST),
  };
}

function partsOf({ beforeAnswered, beforeRight, afterAnswered, afterRight }) {
  const [before, after] = [part(beforeRight, beforeAnswered), part(afterRight, afterAnswered)];
  return { shares: { before, after }, change: before === null || after === null ? null : after - before };
}

const part = (right, answered) => (right === null || !answered ? null : Math.round((right / answered) * 100));

/* Return the name of a row, as on the sheets: the numbers of its questions. */
export function nameOf({ before, after }) {
  if (before && after && before[0] === after[0]) return `Question ${before[0]}`;
  return [before && `Before: question ${before[0]}`, after && `After: question ${after[0]}`].filter(Boolean).join(". ");
}

/* Return how many were right before or after, in words. */
export function shareInWords({ count, shares }, when) {
  return shares[when] === null ? "–" : `${count[`${when}Right`]} of ${count[`${when}Answered`]} (${shares[when]}%)`;
}

/* Return a difference in percentage points, in words. */
export function changeInWords(change) {
  if (change === null) return "–";
  if (!change) return "no change";
  return `${change > 0 ? "+" : "−"}${Math.abs(change)} points`;
}

const HEADINGS = [
  "Before: question",
  "After: question",
  "Outcome",
  "Before: answered",
  "Before: right",
  "Before: right (%)",
  "After: answered",
  "After: right",
  "After: right (%)",
  "Change (percentage points)",
];

/* Return a result as a table of texts, with what must be known of it below. */
export function tableOf({ rows, total, isSmall }, notes) {
  const numbers = ({ count, shares, change }) => [
    ...["before", "after"].flatMap((when) => [count[`${when}Answered`], count[`${when}Right`], shares[when]]),
    change,
  ];
  const cells = (row) => numbers(row).map((each) => String(each ?? ""));
  const title = (asked) => (asked ? `${asked[0]}. ${asked[2]}` : "");
  return [
    HEADINGS,
    ...rows.map((row) => [title(row.before), title(row.after), row.outcome, ...cells(row)]),
    ...(total.questions ? [["All questions with both counts", "", "", ...cells(total)]] : []),
    ...[...(isSmall ? [SMALL] : []), ...notes].map((note) => [note]),
  ];
}

export const SMALL =
  "Fewer than five people answered a question. Someone could be recognised, so do not keep this result or pass it on.";
export const LIMITS =
  "This does not show why answers changed, or what anyone will do at work. In a small group, one person changes a lot.";
