/* What a learner has reached. */
import { isRight } from "../answers.js";

/* Return how many of the questions are answered, and how many of them rightly. A question is { code, right }. */
export function count(questions, answers) {
  const given = questions.filter(({ code }) => answers.has(code));
  const right = given.filter((question) => isRight(answers.get(question.code), question.right));
  return { all: questions.length, answered: given.length, right: right.length };
}

/* Return the score in per cent; null until every question is answered. It is rounded down, so that no one passes by
   rounding. */
export function scoreOf({ all, answered, right }) {
  return all && answered === all ? Math.floor((100 * right) / all) : null;
}

/* Return the better of two scores, either of which may be null. */
export const better = (one, two) => (one === null || two === null ? (one ?? two) : Math.max(one, two));

/* Return the status that a learning system records. What was passed or completed before stays so. Where there is no
   question, whoever has opened every page has completed the package. */
export function statusOf({ before, best, passMark, hasQuestions, hasSeenAll }) {
  if (before === "passed") return before;
  if (!hasQuestions) return before === "completed" || hasSeenAll ? "completed" : "incomplete";
  if (best === null) return "incomplete";
  return best >= passMark ? "passed" : "failed";
}

/* Return what is recorded of an answer: of choices their letters, of an order the letters in the order given, and of
   true or false whether true was chosen. */
export function response(sort, answer) {
  const letter = (number) => "abcdef"[number - 1];
  if (sort === "true or false") return answer[0] === "1" ? "t" : "f";
  if (sort !== "order") return answer.map(letter).join(",");
  return answer
    .map((place, at) => [place, letter(at + 1)])
    .sort(([one], [two]) => one - two)
    .map(([, step]) => step)
    .join(",");
}

/* Return the type of interaction that fits a sort of question. */
export const typeOf = (sort) => ({ "true or false": "true-false", order: "sequencing" })[sort] ?? "choice";
