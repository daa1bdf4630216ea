/* The priorities with which an assessment ends: proposed by the rule on the page, and changed by the reader. */
import { button, element, statusElement } from "../dom.js";
import { MOST_PRIORITIES } from "./formats.js";
import { proposed, withAdded, withMoved, withoutOne } from "./priorities.js";
import { inWords } from "./questions.js";
import { answerTo } from "./state.js";

const NO_GAP =
  "No answer says “not in place”, “partly in place” or “not known”. Answer more questions, or add your own.";

export function startPriorities(questions, state) {
  const status = statusElement("p", { className: "tool-status" });
  const list = element("ol", { className: "priorities" });
  const choice = choiceOf(questions);
  const paper = document.getElementById("assess-paper");
  const say = (text) => {
    status.textContent = text;
  };

  function suggest() {
    const found = proposed(questions, state.current());
    if (!found.length) {
      say(NO_GAP);
      return;
    }
    state.prioritise(found);
    say(found.length === 1 ? "The rule suggests one priority." : `The rule suggests ${found.length} priorities.`);
  }

  function add() {
    const { priorities } = state.current();
    if (priorities.length >= MOST_PRIORITIES)
      say(`You have ${MOST_PRIORITIES} priorities. Remove one before you add another.`);
    else if (priorities.includes(choice.value)) say("This is one of your priorities. Choose another question.");
    else {
      state.prioritise(withAdded(priorities, choice.value));
      say(`Added as priority ${priorities.length + 1}.`);
    }
  }

  function move(id, by) {
    state.prioritise(withMoved(state.current().priorities, id, by));
    say(`Moved. It is now priority ${state.current().priorities.indexOf(id) + 1}.`);
    focusOn(id, by < 0 ? "up" : "down");
  }

  function remove(id) {
    const { priorities } = state.current();
    const neighbour = priorities[priorities.indexOf(id) + 1] ?? priorities[priorities.indexOf(id) - 1];
    state.prioritise(withoutOne(priorities, id));
    say("Removed from your priorities.");
    if (neighbour) focusOn(neighbour, "remove");
    else suggestButton.focus();
  }

  /* Put the focus back on a button of the list, which was made again; on the last one where that one went. */
  function focusOn(id, action) {
    const item = Array.from(list.children).find(({ dataset }) => dataset.id === id);
    (item.querySelector(`[data-action="${action}"]`) ?? item.querySelector("[data-action]")).focus();
  }

  function itemOf(id, at, { length }) {
    const asked = questions.find((question) => question.id === id);
    const title = asked?.text ?? `A question that this edition does not ask (${id})`;
    const link = asked ? element("a", { href: `#${id}`, textContent: title }) : title;
    const made = (text, action, act) => {
      const control = button(text, act);
      control.dataset.action = action;
      control.setAttribute("aria-label", `${text}: ${title}`);
      return control;
    };
    const controls = [
      ...(at > 0 ? [made("Move up", "up", () => move(id, -1))] : []),
      ...(at < length - 1 ? [made("Move down", "down", () => move(id, 1))] : []),
      made("Remove", "remove", () => remove(id)),
    ];
    const marks = element("span", { className: "marks", textContent: reasonOf(asked, answerTo(state.current(), id)) });
    const item = element("li", {}, link, " ", marks, element("span", { className: "tool-actions" }, ...controls));
    item.dataset.id = id;
    return item;
  }

  function show() {
    const { priorities } = state.current();
    list.replaceChildren(...priorities.map(itemOf));
    paper.hidden = priorities.length > 0;
  }

  const suggestButton = button("Suggest priorities", suggest);
  document
    .getElementById("assess-chosen")
    .append(
      element("p", { className: "tool-actions" }, suggestButton),
      list,
      element("p", { className: "tool-actions" }, element("label", {}, "Add a priority ", choice), button("Add", add)),
      status,
    );
  paper.classList.add("on-paper");
  state.whenChanged(show);
  show();
}

const reasonOf = (asked, answer) => [asked?.topic, inWords(answer), asked?.basisText].filter(Boolean).join(". ");

/* A list of all questions by topic. */
function choiceOf(questions) {
  const choice = element("select");
  for (const topic of new Set(questions.map((question) => question.topic))) {
    const options = questions
      .filter((question) => question.topic === topic)
      .map(({ id, text }) => element("option", { value: id, textContent: text }));
    choice.append(element("optgroup", { label: topic }, ...options));
  }
  return choice;
}
