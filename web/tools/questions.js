/* The questions as the page has them, and the fields in which they are answered. */
import { ANSWER, longest } from "./formats.js";
import { answerTo } from "./state.js";

/* Return the text of an element of the page without its mark for a link. */
export const textOf = (at) => at.textContent.replace("\u00b6", "").replace(/\s+/g, " ").trim();

/* Return the questions of this page, in order: of each its id, area, topic, basis, the basis in words, its text and its
   fieldset. */
export function readQuestions() {
  return Array.from(document.querySelectorAll(".ask"), (box) => ({
    id: box.id,
    area: box.dataset.area,
    topic: textOf(document.getElementById(`assess-topic-${box.dataset.area}`)),
    basis: box.dataset.basis,
    basisText: textOf(box.querySelector("summary .marks")),
    text: textOf(box.querySelector("legend")).replace(/^\d+\. /, ""),
    box,
  }));
}

/* Return the words of an answer, as the form has them: “Partly in place; seen by me”. */
export function inWords({ level, evidence }) {
  const words = [wordsOf("level", level) || "Not answered", wordsOf("evidence", evidence).toLowerCase()];
  return words.filter(Boolean).join("; ");
}

function wordsOf(field, value) {
  const input = value && document.querySelector(`.ask .${field} input[value="${value}"]`);
  return input ? textOf(input.parentElement) : "";
}

/* Write each answer of a reader into the state, and each document that is opened into the fields. */
export function bindQuestions(questions, state) {
  for (const { id, box } of questions) {
    for (const field of ["level", "evidence"]) {
      box.querySelector(`.${field}`).addEventListener("change", ({ target }) => {
        state.answer(id, { [field]: target.value });
      });
    }
    const note = box.querySelector("textarea");
    note.maxLength = longest(ANSWER.entries.note);
    note.addEventListener("input", ({ target }) => state.answer(id, { note: target.value }));
  }
  const show = () => {
    for (const { id, box } of questions) fill(box, answerTo(state.current(), id));
  };
  state.whenChanged(({ isAnother }) => isAnother && show());
  show();
  addEventListener("pageshow", show); // a browser may have filled in what was here before
}

function fill(box, answer) {
  for (const field of ["level", "evidence"]) {
    for (const input of box.querySelectorAll(`.${field} input`)) input.checked = input.value === answer[field];
  }
  box.querySelector("textarea").value = answer.note;
}
