/* Makes the files of a kit. It is a script of its own, which the page loads once a trainer asks for the kit. */
import { pack } from "./kit-pack.js";
import { imprintOf, README, RUN_SHEET, readme, runDocument, runTable, TALLY } from "./kit-texts.js";
import { rowsOn, tallyDocument } from "./tally.js";

/* Return what `pack` returns of the chosen files, with a README, a sheet for the answers and, where something is
   taught, a run sheet. `office` makes documents; `course` is the check around the course, if there is one, with its
   `questions`. */
globalThis.knowledgeKit = async ({ kit, files, parts, today, office, course, questions, ...request }) => {
  const own = { [README]: readme(kit, files, parts, today, Boolean(course)) };
  if (course) own[TALLY] = await office.wordDocument(tallyOf({ kit, parts, course, questions }), parts.site);
  if (kit.order.length) {
    own[`${RUN_SHEET}.csv`] = office.csvOf(runTable(kit, parts));
    own[`${RUN_SHEET}.docx`] = await office.wordDocument(runDocument(kit, parts), parts.site);
  }
  return pack({ own, parts: files, day: parts.edition, ...request });
};

function tallyOf({ kit, parts, course, questions }) {
  const modules = parts.subjects.filter(({ id }) => kit.subjects.includes(id)).flatMap(({ id, near }) => [id, ...near]);
  return tallyDocument(rowsOn(course, modules), questions, { address: course.address, imprint: imprintOf(parts) });
}
