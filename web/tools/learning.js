/* The entries of a CPD record: what someone read, when and why, and what they made of it. */

import { safeParse } from "valibot";
import { CPD, ENTRY, longest } from "./formats.js";

export const emptyRecord = () => ({ format: CPD.name, version: CPD.version, entries: [] });

/* Return an entry in which only the day is given. */
export const newEntry = (date) => ({
  date,
  record: "",
  title: "",
  why: "",
  minutes: null,
  happened: "",
  meaning: "",
  next: "",
  check: "",
  privateNote: "",
});

/* Whether an entry holds nothing but a day. */
export function isBlank(entry) {
  return Object.entries(newEntry(entry.date)).every(([name, value]) => entry[name] === value);
}

/* Return what changes in an entry when a reader fills in the field with this name; `titles` are those of the modules by
   id, `prefixes` the beginnings of ids. What a field does not allow becomes what the schema takes. */
export function changes(name, value, { titles = {}, prefixes = [] } = {}) {
  switch (name) {
    case "date":
      return { date: /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : "" };
    case "module":
      return { record: value, title: titles[value] ?? "" };
    case "what":
      return named(value, prefixes);
    case "minutes":
      return { minutes: minutesOf(value) ?? null };
    case "check":
      return { check: value };
    default:
      return { [name]: value.slice(0, longest(ENTRY.entries[name])) };
  }
}

/* Return a number of minutes; null where none is given, and undefined where the text is no such number. */
export function minutesOf(text) {
  const given = text.trim();
  if (!given) return null;
  return /^\d+$/.test(given) && safeParse(ENTRY.entries.minutes, Number(given)).success ? Number(given) : undefined;
}

/* An id, or an address that ends with one, names an entry of this site; anything else is a title. */
function named(text, prefixes) {
  const id = text
    .trim()
    .match(/^(?:\S*[/#])?([a-z]+(?:-[a-z0-9]+)+)\/?$/)?.[1]
    .slice(0, 120);
  const isKnown = id && prefixes.some((prefix) => id.startsWith(prefix));
  return isKnown ? { record: id, title: "" } : { record: "", title: text.slice(0, longest(ENTRY.entries.title)) };
}

/* Return what an entry is about, in words. */
export const nameOf = ({ record, title }) => title.trim() || record || "Not named yet";

/* Return what is still to be said in an entry, in words. */
export function missingFrom({ date, record, title }) {
  return [!(record || title.trim()) && "what you read", !date && "the date"].filter(Boolean);
}
