/* The page that checks a quotation. What is pasted stays in the field: it is not kept, sent or put in an address.
   Without this script the page says how to check by hand. */
import { pagePath } from "../addresses.js";
import { dayInWords, today } from "../days.js";
import { button, element, statusElement } from "../dom.js";
import { printAlone } from "../entry.js";
import { check, opened } from "./match.js";
import { reportOf } from "./report.js";

const LONGEST = 5000;
const IN_SIGHT = 5;

const place = document.getElementById("quotation");
const data = self.quotationData;
const root = new URL("..", document.currentScript.src).href;

if (data) start();
else place.replaceChildren("The check could not be loaded. Load the page again, or check by hand, as described below.");

function start() {
  const index = opened(data);
  const field = element("textarea", { id: "quotation-text", rows: 5, spellcheck: false });
  field.setAttribute("autocomplete", "off");
  field.setAttribute("aria-describedby", "quotation-warning");
  const label = element("label", { htmlFor: field.id }, "Sentence or passage to check");
  const warning = element(
    "p",
    { id: "quotation-warning" },
    "Paste only text that is published. Do not enter names, case details, intelligence, CTLP content or protectively " +
      "marked text. What you paste stays on this page. It is not kept or sent, and it is gone when you leave.",
  );
  const submit = element("button", { type: "submit", textContent: "Check quotation", className: "cite-button" });
  const clear = button("Clear", reset, { className: "cite-button" });
  const form = element("form", { id: "quotation-form" }, warning, label, field, element("p", {}, submit, " ", clear));
  const status = statusElement("p", { className: "quotation-status" });
  const results = element("div", { id: "quotation-results" });
  place.replaceChildren(form, status, results);

  form.noValidate = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const fault = faultOf(field.value);
    field.setAttribute("aria-invalid", String(Boolean(fault)));
    results.replaceChildren();
    if (fault) {
      status.textContent = fault;
      field.focus();
      return;
    }
    const report = reportOf(check(field.value, index), field.value, data);
    status.textContent = `${report.outcome} ${report.summary}`;
    results.replaceChildren(...shown(report));
  });

  function reset() {
    field.value = "";
    field.removeAttribute("aria-invalid");
    status.textContent = "";
    results.replaceChildren();
    field.focus();
  }
}

function faultOf(text) {
  if (!text.trim()) return "Nothing to check: paste a sentence into the field first.";
  if (text.length <= LONGEST) return "";
  return `The text is longer than ${LONGEST.toLocaleString("en-GB")} characters: check it in shorter pieces.`;
}

/* Return the parts of the page that show a report. */
function shown(report) {
  const { places, alike, records, remarks } = report;
  return [
    ...(report.parts.length ? [heading("Your text", "text"), quoted(report)] : []),
    ...(remarks.length ? [heading("What to know", "remarks"), list(remarks.map((remark) => [remark]))] : []),
    ...(places.length ? [heading("Where it is", "places"), list(places.map(whereIs))] : []),
    ...(records.length ? [heading("Entries about this place", "records"), ...entries(records)] : []),
    ...(alike.length ? [heading("Similar passages", "alike"), list(alike.map(whereIs))] : []),
    ...(report.nearest.length
      ? [heading("Nearest sections by subject", "nearest"), list(report.nearest.map(whereIs))]
      : []),
    ...checkedOn(),
  ];
}

const heading = (text, name) => element("h2", { textContent: text, id: `quotation-${name}` });
const list = (items) => element("ul", {}, ...items.map((item) => element("li", {}, ...item)));

/* Return the reader's text, in which what is not found is marked, for the eye and in words. */
function quoted({ parts, isMarked }) {
  const block = element("blockquote", { className: "quotation-text" });
  parts.forEach((part, number) => {
    if (number) block.append(" … ");
    let open = null;
    part.forEach(({ text, found, gap }, at) => {
      const space = at ? " " : "";
      if (gap && isMarked) block.append(space, element("mark", {}, "[?]"));
      if (found || !isMarked) open = null;
      else if (open) open.append(` ${text}`);
      else {
        open = element("mark", {}, text);
        block.append(space, open);
        return;
      }
      if (!open) block.append(space, text);
    });
  });
  if (!isMarked) return block;
  const missing = parts.some((part) => part.some(({ gap }) => gap)) ? " [?]: words may be missing here." : "";
  const told = `Underlined: words that we did not find, or did not find in this order.${missing}`;
  return element("div", {}, block, element("p", { className: "quotation-key" }, told));
}

/* Return where a place is, with what part of the words it has where that is not all. */
function whereIs({ document: name, path, where, share }) {
  const part = share && share < 1 ? `: about ${Math.round(share * 100)}% of your words` : "";
  return [element("strong", {}, path), ` (${name}${where ? `, ${where}` : ""})${part}`];
}

function entries(records) {
  const items = records.map(({ title, address, kind }) => [
    element("a", { href: root + pagePath(address) }, title),
    ` (${kind})`,
  ]);
  const rest = items.slice(IN_SIGHT);
  const more = element(
    "summary",
    {},
    `${rest.length} more about the same ${rest.length === 1 ? "section" : "sections"}`,
  );
  const folded = element("details", {}, more, list(rest));
  folded.dataset.rest = "";
  return [list(items.slice(0, IN_SIGHT)), ...(rest.length ? [folded] : [])];
}

/* Return the day and the edition, and the button that prints them with the result and nothing else. */
function checkedOn() {
  const text = [
    `Checked on ${dayInWords(today())} with the edition of ${data.edition} of this unofficial site.`,
    "The check says where words are in the copies that we read.",
    "It does not say that they are true, or that they still apply.",
  ].join(" ");
  const print = button("Print this result", () => printAlone([place]), { className: "cite-button" });
  const line = element("p", { className: "cite-buttons" }, print);
  return [element("p", { className: "quotation-day" }, text), line];
}
