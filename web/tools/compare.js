/* What has changed between two assessments of the same force, in words and without a sum. */
import { answerTo } from "./state.js";

const STEPS = ["no", "partly", "evidenced", "embedded"];

/* The sorts of change, in the order in which a page shows them. */
export const SORTS = {
  back: "Less in place than before",
  further: "Further in place than before",
  other: "Answered differently",
  evidence: "Same answer, other evidence",
  answered: "Answered now and not before",
  unanswered: "Answered before and not now",
  gone: "Asked before and not now",
};

/* Return the changes from one document to another: for each `{ id, sort, was, is }`, where `was` and `is` are answers.
   `ids` are the questions that are asked now, in their order. */
export function changes(earlier, later, ids) {
  const asked = ids.map((id) => ({ id, was: answerTo(earlier, id), is: answerTo(later, id) }));
  const gone = Object.keys(earlier.answers)
    .filter((id) => !ids.includes(id) && earlier.answers[id].level)
    .map((id) => ({ id, sort: "gone", was: earlier.answers[id], is: answerTo(later, id) }));
  const found = asked.map((each) => ({ ...each, sort: sortOf(each) })).filter(({ sort }) => sort);
  return Object.keys(SORTS).flatMap((sort) => [...found, ...gone].filter((each) => each.sort === sort));
}

function sortOf({ was, is }) {
  if (was.level === is.level) return was.level && was.evidence !== is.evidence ? "evidence" : "";
  if (!was.level) return "answered";
  if (!is.level) return "unanswered";
  const [before, now] = [STEPS.indexOf(was.level), STEPS.indexOf(is.level)];
  if (before < 0 || now < 0) return "other";
  return now > before ? "further" : "back";
}
