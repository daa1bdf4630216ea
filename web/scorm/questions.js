/* The questions of a package. The first answer to each counts. */
import { answerOf, isRight } from "../answers.js";

/* Return the questions on the page, each { code, id, sort, right, isScored, screen, show, clear }. `answered` is called
   with a question and its answer when a learner checks one. */
export function questions(answered) {
  return Array.from(document.querySelectorAll(".asked"), (box) => question(box, answered));
}

function question(box, answered) {
  const { code, sort } = box.dataset;
  const right = box.dataset.right.split(" ");
  const fields = Array.from(box.querySelectorAll("input, select"));
  const form = box.querySelector("fieldset");
  const check = box.querySelector("button");
  const status = box.querySelector(".check-status");
  const feedback = box.querySelector(".feedback");

  /* Show an answer and why it is right or wrong. */
  function show(answer) {
    fields.forEach((field, at) => {
      if (sort === "order") field.value = answer[at] ?? "";
      else field.checked = answer.includes(field.value);
    });
    form.disabled = true;
    check.hidden = true;
    feedback.hidden = false;
    status.textContent = isRight(answer, right) ? "Right. See why below." : "Not quite. See why below.";
  }

  function clear() {
    for (const field of fields) {
      if (sort === "order") field.value = "";
      else field.checked = false;
    }
    form.disabled = false;
    check.hidden = false;
    feedback.hidden = true;
    status.textContent = "";
  }

  const made = {
    code,
    id: box.id,
    sort,
    right,
    isScored: "scored" in box.dataset,
    screen: box.closest(".screen"),
    show,
    clear,
  };
  check.addEventListener("click", () => {
    const answer = answerOf(sort, fields);
    const fault = faultOf(sort, answer);
    if (fault) {
      status.textContent = fault;
      return;
    }
    show(answer);
    status.tabIndex = -1;
    status.focus(); // the button that had the focus is gone
    answered(made, answer);
  });
  return made;
}

/* Return why an answer cannot be checked yet; empty where it can. */
export function faultOf(sort, answer) {
  if (!answer.length) return "Choose an answer first.";
  if (sort === "order" && new Set(answer.filter(Boolean)).size < answer.length)
    return "Give each step a place of its own.";
  return "";
}
