/* The checks of the site and their questions, which other scripts hold. A page that needs them later loads them then.
 */
import { runScript } from "../dom.js";

const FOLDER = "teach/before-after/";

/* Return the checks, and the questions of those before and after the course by id. Throw where they do not load. `root`
   is the address of the site. */
export async function loadChecks(root) {
  if (!self.checkData) await runScript(new URL(`${FOLDER}data.js`, root).href);
  if (!self.checkQuestions) await runScript(new URL(`${FOLDER}questions.js`, root).href);
  return { checks: self.checkData.checks, questions: self.checkQuestions };
}
