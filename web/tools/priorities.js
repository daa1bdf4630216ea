/* Which gaps an assessment should end with. The page says this rule in words. */
import { EVIDENCE, MOST_PRIORITIES } from "./formats.js";
import { answerTo } from "./state.js";

const MOST_OF_A_TOPIC = 2;

const GAPS = [["no"], ["partly", "unknown"]]; // what is not in place before what may be
const BASES = ["law", "recommendation", "inspectors", "inferred"]; // on whose word, the firmest first

/* Return the ids of at most five questions, the most pressing first. Each question has an `id`, an `area` and a
   `basis`. */
export function proposed(questions, document) {
  const gaps = questions
    .map((question, order) => ({ ...question, rank: [...ranks(question, document), order] }))
    .filter(({ rank }) => rank[0] >= 0)
    .sort((one, other) => compareRanks(one.rank, other.rank));
  const chosen = [];
  for (const gap of gaps) {
    const ofTopic = chosen.filter(({ area }) => area === gap.area).length;
    if (chosen.length < MOST_PRIORITIES && ofTopic < MOST_OF_A_TOPIC) chosen.push(gap);
  }
  return chosen.map(({ id }) => id);
}

function ranks({ id, basis }, document) {
  const { level, evidence } = answerTo(document, id);
  return [GAPS.findIndex((levels) => levels.includes(level)), BASES.indexOf(basis), EVIDENCE.indexOf(evidence)];
}

function compareRanks(one, other) {
  const at = one.findIndex((rank, index) => rank !== other[index]);
  return at < 0 ? 0 : one[at] - other[at];
}

/* Return the list with one more at its end, unless it is full or has it. */
export function withAdded(list, id) {
  return list.length >= MOST_PRIORITIES || list.includes(id) ? list : [...list, id];
}

export const withoutOne = (list, id) => list.filter((each) => each !== id);

/* Return the list with one moved up (-1) or down (1) by a place; as it is where that place is none. */
export function withMoved(list, id, by) {
  const from = list.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= list.length) return list;
  const moved = list.filter((each) => each !== id);
  moved.splice(to, 0, id);
  return moved;
}
