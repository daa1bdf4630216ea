/* The schemas of the files that readers save, as JSON Schema, so that other programs can read and write them. They are
   made of what the page itself checks with; only the build uses this file. */
import { toJsonSchema } from "@valibot/to-json-schema";
import { BEFORE_AFTER, CPD, KIT } from "./formats.js";

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

const KIT_FIELDS = {
  subjects: "Ids of the parts that are chosen, such as module-channel",
  formats: "Keys of the formats that are chosen",
  levels: "Levels of the questions that are chosen",
  start: "When the session starts, such as 09:30; empty where it is not given",
  order: "Running order: what is taught, and for how many minutes",
};

const COUNT_FIELDS = {
  check: "Check that was taken: course, or the id of a module; empty where none is chosen",
  counts: "Counts by the id of a question; null where a count is not given",
};

/* Return each schema by the name of its file. The page alone checks that a day is in the calendar. */
export function publishedSchemas() {
  const cpd = schemaOf(CPD, "CPD record", {});
  describe(cpd.properties.entries.items.properties, CPD_FIELDS);
  return {
    [nameOf(CPD)]: cpd,
    [nameOf(KIT)]: schemaOf(KIT, "Choice of a trainer’s kit", KIT_FIELDS),
    [nameOf(BEFORE_AFTER)]: schemaOf(BEFORE_AFTER, "Counts before and after a session", COUNT_FIELDS),
  };
}

const nameOf = ({ name, version }) => `${name}-${version}`;

function schemaOf(format, title, fields) {
  const made = toJsonSchema(format.schema, { errorMode: "ignore", target: "draft-2020-12" });
  const { $schema, ...rest } = made;
  describe(rest.properties, fields);
  return { $schema, title, ...rest };
}

function describe(properties, fields) {
  for (const [name, description] of Object.entries(fields)) properties[name] = { description, ...properties[name] };
}
