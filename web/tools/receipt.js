/* A CPD record to hand on or to keep: the summary for a line manager, which never holds a private note, and a copy with
   everything for the one who wrote it. */
import { dayInWords } from "../days.js";
import { nameOf } from "./learning.js";

export const CHECKS = { passed: "Passed", repeat: "To repeat" };

const OWN_MAKING = "I made this record myself, and no one has checked it. It is a receipt, never a certificate.";
const UNOFFICIAL =
  "The site I used is independent and unofficial. No police body or government department has endorsed it.";
const PRIVATE = "This copy includes my private notes. It is for me alone: do not hand it on.";

/* Return { title, notes, facts, entries }, each entry with { title, facts }; facts are pairs of a name and a text.
   `home` is the address of the site and `made` the day on which it is made. What was read before `from` or after `to`
   is left out. */
export function receipt(entries, { isPrivate, home, made, from = "", to = "" }) {
  const chosen = inOrder(entries).filter(({ date }) => (!from || date >= from) && (!to || (date && date <= to)));
  return {
    title: isPrivate ? "Private: my whole CPD record" : "CPD record: a summary for my line manager",
    notes: isPrivate ? [PRIVATE, OWN_MAKING, UNOFFICIAL] : [OWN_MAKING, UNOFFICIAL],
    facts: given([
      ["Name", isPrivate ? "" : "________________________________"],
      ["Period", period(chosen, from, to)],
      ["Entries", String(chosen.length)],
      ["Total time", total(chosen)],
      ["Printed or saved on", dayInWords(made)],
    ]),
    entries: chosen.map((entry) => ({ title: nameOf(entry), facts: factsOf(entry, { isPrivate, home }) })),
  };
}

function factsOf(entry, { isPrivate, home }) {
  return given([
    ["Date", entry.date && dayInWords(entry.date)],
    ["Permanent link", entry.record && `${home}id/${entry.record}/`],
    ["Why", entry.why],
    ["Time", entry.minutes === null ? "" : inMinutes(entry.minutes)],
    ["What happened", entry.happened],
    ["So what", entry.meaning],
    ["Now what", entry.next],
    ["Knowledge check", CHECKS[entry.check] ?? ""],
    ["Private note", isPrivate ? entry.privateNote : ""],
  ]);
}

/* The earliest first, and those without a day last; of a day, in the order in which they were written. */
const inOrder = (entries) => [...entries].reverse().sort((one, other) => sortKey(one).localeCompare(sortKey(other)));
const sortKey = ({ date }) => date || "9999-99-99";

const given = (facts) => facts.filter(([, text]) => text.trim());

function period(entries, from, to) {
  const days = entries.map(({ date }) => date).filter(Boolean);
  const [first, last] = [from || days[0], to || days.at(-1)];
  if (!first || !last) return "";
  return first === last ? dayInWords(first) : `${dayInWords(first)} to ${dayInWords(last)}`;
}

function total(entries) {
  const timed = entries.filter(({ minutes }) => minutes !== null);
  if (!timed.length) return "";
  const sum = inMinutes(timed.reduce((all, { minutes }) => all + minutes, 0));
  return timed.length === entries.length ? sum : `${sum}, given for ${timed.length} of ${entries.length} entries`;
}

const inMinutes = (count) => `${count} ${count === 1 ? "minute" : "minutes"}`;

/* Return a receipt as a page to save. It may load and run nothing. */
export function pageOf({ title, notes, facts, entries }) {
  const list = (pairs) =>
    `<dl>\n${pairs.map(([name, text]) => `<dt>${name}</dt><dd>${lines(text)}</dd>`).join("\n")}\n</dl>`;
  return [
    '<!doctype html>\n<html lang="en-GB">\n<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'">`,
    `<title>${escaped(title)}</title>`,
    `<h1>${escaped(title)}</h1>`,
    ...notes.map((note) => `<p>${escaped(note)}</p>`),
    list(facts),
    ...entries.map((entry) => `<h2>${escaped(entry.title)}</h2>\n${list(entry.facts)}`),
    "</html>\n",
  ].join("\n");
}

const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const lines = (text) => escaped(text).replaceAll("\n", "<br>");
