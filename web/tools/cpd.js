/* The CPD record on its page. Without this script the page is a blank entry to print and fill in by hand. */
import { siteHome } from "../addresses.js";
import { dayInWords, today } from "../days.js";
import { button, element, statusElement } from "../dom.js";
import { printAlone } from "../entry.js";
import { saveFile } from "../save-file.js";
import { custody } from "./custody.js";
import { CPD, ENTRY, longest, MOST_ENTRIES } from "./formats.js";
import { changes, emptyRecord, isBlank, minutesOf, missingFrom, nameOf, newEntry } from "./learning.js";
import { pageOf, receipt } from "./receipt.js";

const part = (name) => document.getElementById(`cpd-${name}`);
const form = part("form");
const output = part("output");
const fields = {
  date: part("date"),
  module: part("module"),
  what: part("what"),
  why: part("why"),
  minutes: part("minutes"),
  happened: part("happened"),
  meaning: part("meaning"),
  next: part("next"),
  privateNote: part("private"),
};
const checks = Array.from(form.querySelectorAll("input[type=radio]"));
const [, ...modules] = fields.module.options; // the first one is none
const titles = Object.fromEntries(modules.map(({ value, text }) => [value, text]));

let record = emptyRecord();
let editing = null; // the entry in the form, once something is typed
let removed = null; // the entry that was removed last, and where it was
let changed = () => {};

const formStatus = statusElement("p", { className: "tool-status" });
const listStatus = statusElement("p", { className: "tool-status" });
const list = element("ol", { className: "cpd-entries" });
const undo = button("Put it back", putBack, { hidden: true });
const finish = button("Finish this entry", finishEntry);
const [from, to] = [dayField("First day (optional)"), dayField("Last day (optional)")];

function dayField(label) {
  const input = element("input", { type: "date", autocomplete: "off" });
  return { input, part: element("label", {}, `${label} `, input) };
}

/* Take over what a field says; the first sign makes a new entry. */
function take({ target }) {
  if (!editing && record.entries.length >= MOST_ENTRIES) {
    formStatus.textContent = `The record is full: ${MOST_ENTRIES} entries. Save it to a file, then start a new one.`;
    return;
  }
  const [name] = Object.entries(fields).find(([, field]) => field === target) ?? ["check"];
  if (!editing) {
    editing = newEntry(changes("date", fields.date.value).date);
    record.entries.unshift(editing);
  }
  Object.assign(editing, changes(name, target.value, { titles, prefixes: ID_PREFIXES }));
  if (name === "module") fields.what.value = "";
  if (name === "what") fields.module.value = "";
  if (name === "minutes") checkMinutes();
  drop();
  showEntries();
  changed();
}

function checkMinutes() {
  const isWrong = minutesOf(fields.minutes.value) === undefined;
  fields.minutes.setAttribute("aria-invalid", String(isWrong));
  formStatus.textContent = isWrong ? "Give the minutes as a whole number up to 1,440, or leave them out." : "";
}

/* Show an entry in the form; null empties it. */
function fill(entry) {
  editing = entry;
  const { date, title, why, minutes, happened, meaning, next, check, privateNote, record: id } = entry ?? newEntry("");
  const isModule = id in titles;
  const values = { why, happened, meaning, next, privateNote };
  Object.assign(values, { date: entry ? date : today(), module: isModule ? id : "", minutes: minutes ?? "" });
  values.what = isModule ? "" : title || id;
  for (const [name, field] of Object.entries(fields)) field.value = values[name];
  for (const choice of checks) choice.checked = choice.value === check;
  fields.minutes.removeAttribute("aria-invalid");
  formStatus.textContent = "";
}

function finishEntry() {
  if (!editing || missingFrom(editing).length) {
    const missing = missingFrom(editing ?? newEntry(fields.date.value));
    formStatus.textContent = `Before you finish, give ${missing.join(" and ")}.`;
    (missing[0] === "the date" ? fields.date : fields.module).focus();
    return;
  }
  const name = nameOf(editing);
  fill(null);
  formStatus.textContent = `Finished: ${name}. The form is empty for the next entry.`;
}

function remove(entry) {
  removed = { entry, at: record.entries.indexOf(entry) };
  record.entries.splice(removed.at, 1);
  if (editing === entry) fill(null);
  showEntries();
  listStatus.textContent = `Removed: ${nameOf(entry)}.`;
  undo.hidden = false;
  undo.focus();
  changed();
}

function putBack() {
  record.entries.splice(removed.at, 0, removed.entry);
  listStatus.textContent = `Put back: ${nameOf(removed.entry)}.`;
  removed = null;
  undo.hidden = true;
  showEntries();
  list.querySelector("button").focus();
  changed();
}

/* What was removed cannot be put back once something else was done. */
function drop() {
  removed = null;
  undo.hidden = true;
  listStatus.textContent = "";
}

function showEntries() {
  form.toggleAttribute("data-used", record.entries.length > 0);
  list.replaceChildren(...record.entries.map(item));
  output.replaceChildren(); // it would show what was true before
}

function item(entry) {
  const name = nameOf(entry);
  const missing = missingFrom(entry);
  const note = missing.length ? ` Still to give: ${missing.join(" and ")}.` : "";
  return element(
    "li",
    {},
    element("strong", { textContent: name }),
    ` ${entry.date && dayInWords(entry.date)}${note} `,
    element(
      "span",
      { className: "tool-actions" },
      button("Edit", () => edit(entry), { ariaLabel: `Edit: ${name}` }),
      button("Remove", () => remove(entry), { ariaLabel: `Remove: ${name}` }),
    ),
  );
}

function edit(entry) {
  drop();
  fill(entry);
  formStatus.textContent = `The form shows: ${nameOf(entry)}.`;
  fields.date.focus();
}

/* Show a receipt as it will be printed or saved. */
function showReceipt(isPrivate) {
  const entries = record.entries.filter((entry) => !isBlank(entry));
  const days = { made: today(), from: from.input.value, to: to.input.value };
  const made = receipt(entries, { isPrivate, home: siteHome(), ...days });
  const name = `prevent-cpd-${isPrivate ? "private" : "summary"}-${today()}.html`;
  const heading = element("h2", { textContent: made.title, tabIndex: -1 });
  output.replaceChildren(
    heading,
    element(
      "p",
      { className: "tool-actions" },
      button("Print", () => printAlone([output])),
      button("Save as a page", () => saveFile(name, pageOf(made), "text/html")),
      button("Close", () => {
        output.replaceChildren();
        summary.focus();
      }),
    ),
    ...made.notes.map((textContent) => element("p", { className: isPrivate ? "tool-warning" : "", textContent })),
    facts(made.facts),
    ...made.entries.flatMap((entry) => [element("h3", { textContent: entry.title }), facts(entry.facts)]),
  );
  heading.focus();
}

const facts = (pairs) =>
  element(
    "dl",
    {},
    ...pairs.flatMap(([name, text]) => [
      element("dt", { textContent: name }),
      element("dd", { className: "cpd-text", textContent: text }),
    ]),
  );

const summary = button("Show the summary for your line manager", () => showReceipt(false));

for (const [name, schema] of Object.entries(ENTRY.entries)) {
  if (longest(schema)) (fields[name] ?? fields.what).maxLength = longest(schema);
}
form.append(element("p", { className: "tool-actions" }, finish), formStatus);
form.addEventListener("input", take);
part("list").append(list, element("p", { className: "tool-actions" }, undo), listStatus);
part("summary").append(
  element("p", { className: "tool-days" }, from.part, to.part),
  element(
    "p",
    { className: "tool-actions" },
    summary,
    button("Show everything, for yourself only", () => showReceipt(true)),
  ),
);
fill(null);
changed = custody({
  place: part("custody"),
  format: CPD,
  current: () => record,
  open: (found) => {
    record = found;
    fill(null);
    drop();
    showEntries();
  },
  empty: emptyRecord,
});
