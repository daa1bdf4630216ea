/* The schemas of the files that readers save, as JSON Schema, so that other programs can read and write them. They are
   made of what the page itself checks with; only the build uses this file. */
import { toJsonSchema } from "@valibot/to-json-schema";
import { CPD } from "./formats.js";

const CPD_FIELDS = {
  date: "Day on which it was read, such as 2026-11-30; empty where it is not given",
  record: "Id of the entry or module of this site that was read; empty for anything else",
  title: "Title of what was read",
  why: "Why it was read",
  minutes: "How many minutes it took; null where it is not given",
  happened: "Reflection: what happened",
  meaning: "Reflection: so what",
  next: "Reflection: now what",
  check: "Knowledge check: passed, to repeat, or empty where none was taken",
  privateNote: "Note that no summary shows",
};

/* Return each schema by the name of its file. The page alone checks that a day is in the calendar. */
export function publishedSchemas() {
  const schema = toJsonSchema(CPD.schema, { errorMode: "ignore", target: "draft-2020-12" });
  const fields = schema.properties.entries.items.properties;
  for (const name of Object.keys(fields)) fields[name] = { description: CPD_FIELDS[name], ...fields[name] };
  const { $schema, ...rest } = schema;
  return { [`${CPD.name}-${CPD.version}`]: { $schema, title: "CPD record", ...rest } };
}
