/* Makes the files of a kit. It is a script of its own, which the page loads once a trainer asks for the kit. */
import { pack } from "./kit-pack.js";
import { imprintOf, README, RUN_SHEET, readme, runDocument, runTable, TALLY } from "./kit-texts.js";
import { rowsOn, tallyDocument } from "./tally.js";

/* Return what `pack` returns of the chosen files, with a README, a sheet for the answers and, where something is taught,
   a run sheet. `office` makes documents, `course` is the check around the course with its `questions`. */
globalThis.knowledgeKit = async ({ kit, files, parts, today, office, course, questions, ...request }) => {
  const modules = parts.subjects.filter(({ id }) => kit.subjects.includes(id)).flatMap(({ id, near }) => [id, ...near]);
  const told = { address: course.address, imprint: imprintOf(parts) };
  const tally = tallyDocument(rowsOn(course, modules), questions, told);
  const own = {
    [README]: readme(kit, files, parts, today),
    [TALLY]: await office.wordDocument(tally, parts.site),
  };
  if (kit.order.length) {
    own[`${RUN_SHEET}.csv`] = office.csvOf(runTable(kit, parts));
    own[`${RUN_SHEET}.docx`] = await office.wordDocument(runDocument(kit, parts), parts.site);
  }
  return pack({ own, parts: files, day: parts.edition, ...request });
};
