/* How far an assessment has come. */
import { answerTo } from "./state.js";

/* Return the ids that have no level yet. */
export const unanswered = (ids, document) => ids.filter((id) => !answerTo(document, id).level);

/* Return the id of the next question without an answer behind the one at `from`, or from the first on; undefined where
   all have one. */
export function nextUnanswered(ids, document, from) {
  const open = unanswered(ids, document);
  const at = ids.indexOf(from);
  return open.find((id) => ids.indexOf(id) > at) ?? open[0];
}

export const progress = (ids, document) => `${ids.length - unanswered(ids, document).length} of ${ids.length} answered`;
