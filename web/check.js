/* Questions that can be answered on the page. Without this script each answer opens. */
import { answerOf, isRight } from "./answers.js";
import { button, element, statusElement } from "./dom.js";

const boxes = Array.from(document.querySelectorAll(".check .options"));
const results = new Map();
const score = statusElement("p", { className: "check-score" });
document.querySelector(".check").after(score);

/* Put before the text of each option what a reader chooses it with. */
function offer(box, number) {
  const { sort } = box.dataset;
  const items = Array.from(box.querySelectorAll("li"));
  const fields = items.map((item, at) => {
    const name = `question-${number}`;
    const field = sort === "order" ? placeField(items.length, item.textContent) : choiceField(sort, name, at);
    item.replaceChildren(element("label", {}, field, " ", ...item.childNodes));
    return field;
  });
  const status = statusElement("p", { className: "check-status" });
  const check = button("Check my answer", () => show(box, fields, status), { className: "cite-button" });
  const asked = box.previousElementSibling;
  asked.id = `asked-${number}`;
  box.setAttribute("role", "group");
  box.setAttribute("aria-labelledby", asked.id); // who goes from field to field hears which question they belong to
  box.append(element("p", {}, check), status);
}

const choiceField = (sort, name, at) =>
  element("input", { type: sort === "several" ? "checkbox" : "radio", name, value: String(at + 1) });

function placeField(count, step) {
  const places = Array.from({ length: count }, (_, at) => element("option", { textContent: String(at + 1) }));
  const field = element("select", {}, element("option", { value: "", textContent: "–" }), ...places);
  field.setAttribute("aria-label", `Place in the order: ${step}`);
  return field;
}

/* Say whether the answer is right, open why, and count it the first time. */
function show(box, fields, status) {
  const answer = answerOf(box.dataset.sort, fields);
  if (!answer.length) {
    status.textContent = "Choose an answer first.";
    return;
  }
  const right = isRight(answer, box.dataset.right.split(" "));
  status.textContent = right ? "Right. See why below." : "Not quite. See why below, then try again if you like.";
  const rest = box.nextElementSibling;
  if (rest?.matches("details")) rest.open = true;
  if (!results.has(box)) results.set(box, right);
  const good = Array.from(results.values()).filter(Boolean).length;
  score.textContent = `You have answered ${results.size} of ${boxes.length} questions. ${good} right first time.`;
}

boxes.forEach(offer);
