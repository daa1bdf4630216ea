/* The counts before and after a session. Without this script the page has a blank sheet to fill in by hand. */
import { pagePath } from "../addresses.js";
import { dayInWords, today } from "../days.js";
import { button, element, statusElement } from "../dom.js";
import { printAlone } from "../entry.js";
import { saveFile } from "../save-file.js";
import { chartOf } from "./chart.js";
import {
  changeInWords,
  countIn,
  countOf,
  emptyCounts,
  faultOf,
  LIMITS,
  nameOf,
  resultOf,
  SMALL,
  shareInWords,
  tableOf,
  withCount,
} from "./counts.js";
import { csvOf } from "./csv.js";
import { custody } from "./custody.js";
import { BEFORE_AFTER, COUNTS } from "./formats.js";

const HEAD = ["Question", "Before: answered", "Before: right", "After: answered", "After: right"];
const SHOWN = ["Question", "Before: right", "After: right", "Change"];

const root = new URL("..", document.currentScript.src).href;
const place = (name) => document.getElementById(`before-after-${name}`);
if (self.checkData) start(self.checkData);
else place("check").textContent = "The list of checks did not load. Load the page again, or print the sheet below.";

function start({ site, edition, checks }) {
  const blank = Array.from(place("form").childNodes);
  let counts = emptyCounts("");
  let changed = () => {};

  const choice = element("select", { id: "before-after-choice", autocomplete: "off" }, new Option("–", ""));
  choice.append(...checks.map(({ id, title }) => new Option(title, id)));
  const questions = element("p");
  const everyone = Object.fromEntries(["before", "after"].map((when) => [when, peopleField(when)]));
  const fillStatus = statusElement("p", { className: "tool-status" });
  const status = statusElement("p", { className: "visually-hidden" }); // says what stands beside the fields
  const fileStatus = statusElement("p", { className: "tool-status" });
  const result = element("div", { className: "tally-result" });
  const fill = element(
    "div",
    { hidden: true },
    element("p", { className: "tool-days" }, ...Object.values(everyone).map(({ part }) => part)),
    element("p", { className: "tool-actions" }, button("Use for every question", fillAll)),
    fillStatus,
  );

  const check = () => checks.find(({ id }) => id === counts.check);

  function put(next) {
    counts = next;
    changed();
    showResult();
  }

  /* Show the fields of the check that is chosen; the blank sheet where none is. */
  function show() {
    const chosen = check();
    choice.value = chosen ? counts.check : "";
    fill.hidden = !chosen;
    status.textContent = "";
    fillStatus.textContent = "";
    questions.replaceChildren(...(chosen ? aboutQuestions(chosen) : []));
    place("form").replaceChildren(...(chosen ? [sheet(chosen), status] : blank));
    showResult();
  }

  const aboutQuestions = ({ pages }) => [
    "Questions to print: ",
    ...pages.flatMap(([textContent, path], at) => [
      at ? ", " : "",
      element("a", { href: root + pagePath(path), textContent }),
    ]),
    ".",
  ];

  function sheet({ rows }) {
    const head = element("tr", {}, ...HEAD.map((name) => element("th", { scope: "col", textContent: name })));
    return element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows.map(line)));
  }

  function line([id, , , before, after]) {
    const name = nameOf({ before, after });
    const fault = element("span", { className: "tally-fault", id: `fault-${id}` });
    const fields = COUNTS.map((which, at) => countField(id, which, `${HEAD[at + 1]}, ${name}`));
    const cells = fields.map((field, at) => {
      const cell = element("td", {}, field);
      cell.dataset.name = HEAD[at + 1];
      return cell;
    });
    const first = element("th", { scope: "row" }, element("strong", { textContent: name }));
    first.append(
      ...titlesOf(before, after).map((title) => element("span", { className: "tally-title", textContent: title })),
      fault,
    );
    return element("tr", {}, first, ...cells);
  }

  function countField(id, which, label) {
    const field = numberField(label, countOf(counts, id)[which]);
    field.dataset.row = id;
    field.dataset.count = which;
    field.setAttribute("aria-describedby", `fault-${id}`);
    field.addEventListener("input", () => {
      const fault = take(field, (value) => put(withCount(counts, id, which, value)));
      tell(id, fault);
    });
    return field;
  }

  /* Say what is wrong with the counts of a question, beside its fields. */
  function tell(id, fault = "") {
    const said = fault || faultOf(countOf(counts, id));
    for (const field of fieldsOf(id)) field.setAttribute("aria-invalid", String(Boolean(said)));
    document.getElementById(`fault-${id}`).textContent = said;
    if (status.textContent !== said) status.textContent = said;
  }

  const fieldsOf = (id) =>
    Array.from(place("form").querySelectorAll("input")).filter(({ dataset }) => dataset.row === id);

  function fillAll() {
    const people = Object.entries(everyone).map(([when, { input }]) => [`${when}Answered`, countIn(input.value).value]);
    const given = people.filter(([, value]) => value !== null);
    if (!given.length) {
      fillStatus.textContent = "Give a number of people first.";
      everyone.before.input.focus();
      return;
    }
    let next = counts;
    for (const [id] of check().rows) for (const [name, value] of given) next = withCount(next, id, name, value);
    put(next);
    for (const field of place("form").querySelectorAll("input")) {
      field.value = countOf(counts, field.dataset.row)[field.dataset.count] ?? "";
    }
    for (const [id] of check().rows) tell(id);
    fillStatus.textContent = "Filled in for every question. Change any that differ.";
  }

  function showResult() {
    const chosen = check();
    const found = chosen && resultOf(counts, chosen);
    if (!found?.rows.length) {
      result.replaceChildren();
      return;
    }
    const { rows, total, isSmall } = found;
    const named = rows.map((row) => ({ ...row, name: nameOf(row) }));
    const label = "Share of right answers before and after, by question. The table below gives the same figures.";
    result.replaceChildren(
      element("h2", { textContent: `Result: ${chosen.title}` }),
      ...(isSmall ? [element("p", { className: "warning", textContent: SMALL })] : []),
      chartOf(named, label),
      figures(named, total),
      element("p", { textContent: `${LIMITS} ${source()}` }),
    );
  }

  const source = () =>
    `Counted on ${dayInWords(today())}. Questions from “${site}”, edition of ${dayInWords(edition)}.`;

  function figures(rows, total) {
    const row = (name, counted) => {
      const shares = ["before", "after"].map((when) => shareInWords(counted, when));
      const texts = [...shares, changeInWords(counted.change)];
      const cells = texts.map((textContent, at) => {
        const cell = element("td", { textContent });
        cell.dataset.name = SHOWN[at + 1];
        return cell;
      });
      return element("tr", {}, element("th", { scope: "row", textContent: name }), ...cells);
    };
    const head = element("tr", {}, ...SHOWN.map((name) => element("th", { scope: "col", textContent: name })));
    const all = total.questions ? [row("All questions with both counts", total)] : [];
    return element(
      "table",
      {},
      element("thead", {}, head),
      element("tbody", {}, ...rows.map((each) => row(each.name, each)), ...all),
    );
  }

  function saveCsv() {
    const chosen = check();
    const found = chosen && resultOf(counts, chosen);
    if (!found?.rows.length) {
      fileStatus.textContent = "There is nothing to save yet. Choose a check and enter counts first.";
      return;
    }
    saveFile(`before-and-after-${today()}.csv`, csvOf(tableOf(found, [LIMITS, source()])), "text/csv");
    fileStatus.textContent = "Saved as CSV. Anyone who has the file can read it.";
  }

  function printResult() {
    if (result.hasChildNodes()) printAlone([place("result")]);
    else fileStatus.textContent = "There is no result to print yet. Enter counts first.";
  }

  choice.addEventListener("change", () => {
    put({ ...counts, check: choice.value });
    show();
  });
  place("check").append(
    element("p", {}, element("label", { htmlFor: choice.id, textContent: "Check" }), choice),
    questions,
    fill,
  );
  place("result").append(
    result,
    element(
      "p",
      { className: "tool-actions" },
      button("Save the result as CSV", saveCsv),
      button("Print the result", printResult),
      button("Print the sheet above", () => printAlone([place("form")])),
    ),
    fileStatus,
  );
  show();
  changed = custody({
    place: place("custody"),
    format: BEFORE_AFTER,
    current: () => counts,
    open: (found) => {
      counts = found;
      show();
    },
    empty: () => emptyCounts(""),
  });
}

function numberField(label, value) {
  const field = element("input", {
    type: "text",
    inputMode: "numeric",
    size: 4,
    value: value ?? "",
    autocomplete: "off",
  });
  field.setAttribute("aria-label", label);
  return field;
}

/* Return the titles of the questions of a row, each with when it is asked where they differ. */
function titlesOf(before, after) {
  if (before && after && before[1] === after[1]) return [before[2]];
  return [before && `Before: ${before[2]}`, after && `After: ${after[2]}`].filter(Boolean);
}

/* Return a field for how many people there were. */
function peopleField(when) {
  const input = element("input", { type: "text", inputMode: "numeric", size: 4, autocomplete: "off" });
  input.addEventListener("input", () => take(input, () => {}));
  return { input, part: element("label", {}, `People ${when} the session `, input) };
}

/* Take what is typed into a field: digits alone stay in it. Return what is wrong, in words. */
function take(field, done) {
  const { value, fault } = countIn(field.value);
  if (fault) field.value = value ?? "";
  done(value);
  return fault;
}
