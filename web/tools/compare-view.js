/* What has changed since an earlier assessment, which the reader opens from a file. */
import { dayInWords } from "../days.js";
import { button, element, statusElement } from "../dom.js";
import { changes, SORTS } from "./compare.js";
import { readDocument } from "./document.js";
import { ASSESSMENT } from "./formats.js";
import { askPassphrase, readFile } from "./open-file.js";
import { isProtected } from "./protect.js";
import { inWords } from "./questions.js";

export function startCompare(questions, state) {
  const ids = questions.map(({ id }) => id);
  const place = document.getElementById("assess-changes");
  const status = statusElement("p", { className: "tool-status" });
  const asking = element("div");
  const found = element("div");
  const file = element("input", { type: "file", accept: ".json", hidden: true });
  let earlier = null;

  const isEmpty = () => !Object.keys(state.current().answers).length;

  /* What was erased is gone here too. */
  function forget() {
    earlier = null;
    asking.replaceChildren();
    say("");
  }

  const say = (text) => {
    status.textContent = text;
  };

  async function openFile() {
    const [chosen] = file.files;
    file.value = "";
    if (!chosen) return;
    asking.replaceChildren();
    const { text, fault } = await readFile(chosen);
    if (fault) say(fault);
    else if (isProtected(text)) ask(text);
    else compareWith(text);
  }

  function ask(text) {
    const leave = (action) => {
      asking.replaceChildren();
      action();
      if (document.activeElement === document.body) open.focus();
    };
    const { part, input } = askPassphrase(text, {
      label: "Passphrase of the earlier file",
      done: (opened) => leave(() => compareWith(opened)),
      goBack: () => leave(() => say("The file was not opened.")),
      say,
    });
    asking.replaceChildren(part);
    input.focus();
  }

  function compareWith(text) {
    const { document: read, fault } = readDocument(text, ASSESSMENT);
    if (fault) {
      say(fault);
      return;
    }
    earlier = read;
    show();
    say(`Compared with the assessment of ${dayInWords(earlier.made)}. ${summary()}`);
    if (isEmpty()) offerStart();
  }

  function offerStart() {
    const start = button("Start from its answers", () => {
      asking.replaceChildren();
      state.startFrom(earlier);
      say("The earlier answers are on the page. Change what has moved.");
      open.focus();
    });
    asking.replaceChildren(element("p", { className: "tool-actions" }, start));
  }

  const summary = () => {
    const count = changes(earlier, state.current(), ids).length;
    if (!count) return "Nothing has changed.";
    return count === 1 ? "One answer has changed." : `${count} answers have changed.`;
  };

  function show() {
    if (!earlier) {
      found.replaceChildren();
      return;
    }
    const all = changes(earlier, state.current(), ids);
    const parts = Object.entries(SORTS).flatMap(([sort, name]) => {
      const own = all.filter((each) => each.sort === sort);
      return own.length ? [element("h4", { textContent: name }), element("ul", {}, ...own.map(itemOf))] : [];
    });
    const edition =
      earlier.edition === state.current().edition ? "" : ` It used the edition of ${dayInWords(earlier.edition)}.`;
    const from = `Compared with the assessment of ${dayInWords(earlier.made)}.${edition}`;
    found.replaceChildren(element("p", { textContent: from }), ...parts);
  }

  function itemOf({ id, was, is }) {
    const asked = questions.find((question) => question.id === id);
    const title = asked ? element("a", { href: `#${id}`, textContent: asked.text }) : `A question of that time (${id})`;
    return element("li", {}, title, ` Then: ${inWords(was)}. Now: ${inWords(is)}.`);
  }

  const open = button("Compare with an earlier assessment", () => file.click());
  file.addEventListener("change", openFile);
  place.append(element("p", { className: "tool-actions" }, open, file), asking, status, found);
  state.whenChanged(({ isOpened }) => {
    if (isOpened && isEmpty()) forget();
    show();
  });
}
