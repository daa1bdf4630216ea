/* A tool's file: JSON with the name and version of its format. What is opened may be broken, older, newer or hostile,
   so nothing of it is used before all of it has been checked. */
import { safeParse } from "valibot";
import { FORMATS } from "./formats.js";

/* In characters; a CPD record with every field of every entry full takes three quarters of it. */
export const LONGEST = 4_000_000;

export const TOO_BIG = "This file is too big. Choose a file that was saved on this page.";

/* Return the text of a file. Reading it and writing it again gives the same text. */
export function writeDocument(document) {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/* Return { document } of a format, or { fault }: one line that says what is wrong and what to do. */
export function readDocument(text, format, known = FORMATS) {
  if (text.length > LONGEST) return { fault: TOO_BIG };
  const value = parsed(text);
  if (value === undefined) return { fault: "This file cannot be read. Choose a file that was saved on this page." };
  const { format: name, version } = Object(value);
  const other = known.find((each) => each !== format && each.name === name);
  if (other) return { fault: `This file holds ${other.called}. Open it with that tool.` };
  if (name !== format.name || !Number.isInteger(version)) {
    return { fault: `This file does not hold ${format.called}. Choose a file that was saved on this page.` };
  }
  if (version > format.version) {
    return { fault: "This file was saved by a newer version of this page. Load the page again, then open the file." };
  }
  const { success, output, issues } = safeParse(format.schema, migrated(value, format));
  if (success) return { document: output };
  return { fault: `This file was changed and cannot be used: ${place(issues[0])} ${reason(issues[0])}.` };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/* Return what an older version would be today. */
function migrated(value, { version: latest, migrations }) {
  let current = value;
  while (current.version < latest && migrations[current.version]) {
    const { version } = current;
    current = { ...migrations[version](current), version: version + 1 };
  }
  return current;
}

/* Return where a fault is, in words that someone who opens the file in an editor can follow. */
function place({ path = [] }) {
  const keys = path.map(({ key }) => {
    return typeof key === "number" ? `number ${key + 1}` : `“${String(key).slice(0, 40)}”`;
  });
  return keys.join(", ") || "the file";
}

/* Return what is wrong there; the schema's own words where it has some. */
function reason({ kind, expected, received, message }) {
  if (kind === "validation") return message;
  if (expected === "never") return "is not known here";
  return received === "undefined" ? "is missing" : "has a value that is not allowed";
}
