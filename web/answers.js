/* What a reader answered, and whether it is right. */

/* Return what is chosen, as numbers counted from 1: of an order the place given to each option, "" where none is;
   an empty list where nothing is chosen yet. */
export function answerOf(sort, fields) {
  if (sort !== "order") return fields.filter(({ checked }) => checked).map(({ value }) => value);
  const places = fields.map(({ value }) => value);
  return places.some(Boolean) ? places : [];
}

/* Say whether an answer is the right one. */
export function isRight(answer, right) {
  return answer.length === right.length && answer.every((value, at) => value === right[at]);
}
