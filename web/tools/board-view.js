/* The briefing: a preview on the page, two sheets, and a Word document. Without this script its outline is there. */
import { siteHome } from "../addresses.js";
import { dayInWords, today } from "../days.js";
import { button, element, statusElement } from "../dom.js";
import { printAlone } from "../entry.js";
import { saveFile } from "../save-file.js";
import { boardPack } from "./board.js";
import { NOT_LOADED, office } from "./office-parts.js";
import { textOf } from "./questions.js";

const SIZES = [9, 8.5, 8];
const TWO_SHEETS = (2 * 272 - 10) * (96 / 25.4); // pixels: A4 without its margins, less what no row fills

const contentOf = (name) => document.querySelector(`meta[name="${name}"]`).content;

export function startBoard(questions, state) {
  const home = siteHome();
  const known = { ...readPage(home), questions: questions.map((question) => withSources(question, home)) };
  const status = statusElement("p", { className: "tool-status" });
  const preview = element("details", {}, element("summary", { textContent: "See the board pack" }));
  const pack = () => boardPack({ ...known, document: state.current(), today: dayInWords(today()) });

  function show() {
    preview.querySelector(".board")?.remove();
    if (preview.open) preview.append(sectionOf(pack(), 3));
  }

  function printPack() {
    const section = sectionOf(pack(), 1);
    document.querySelector("article").append(section);
    section.dataset.printed = "";
    fit(section);
    addEventListener("afterprint", () => section.remove(), { once: true });
    printAlone([section]);
  }

  async function savePack() {
    const parts = office();
    if (!parts) {
      status.textContent = NOT_LOADED;
      return;
    }
    const word = await parts.wordDocument(pack(), known.site);
    saveFile(`board-pack-${today()}.docx`, word, word.type);
    status.textContent = "Saved as a Word document. Anyone who has the file can read it.";
  }

  preview.addEventListener("toggle", show);
  state.whenChanged(show);
  document
    .getElementById("assess-board")
    .append(
      element(
        "p",
        { className: "tool-actions" },
        button("Print the board pack", printPack),
        button("Save as a Word document", savePack),
      ),
      status,
      preview,
    );
}

/* Make what is written small enough for two sheets, as far as it can still be read. */
function fit(section) {
  for (const size of SIZES) {
    section.style.fontSize = `${size}pt`;
    if (section.offsetHeight <= TWO_SHEETS) return;
  }
}

/* Return the id that a link leads to; a record with a page of its own is named by its folder. */
const idOf = (link) => link.hash.slice(1) || link.pathname.match(/([^/]+)[/](?:index[.]html)?$/)[1];

const citedBy = (link, home) => ({ text: textOf(link), address: `${home}id/${idOf(link)}/` });

/* Return what the page says for every briefing. */
function readPage(home) {
  const items = (heading, tag) => {
    let next = document.getElementById(heading).nextElementSibling;
    while (!next.matches(tag)) next = next.nextElementSibling;
    return Array.from(next.children);
  };
  const choices = (field) =>
    Array.from(document.querySelector(`.ask .${field}`).querySelectorAll("input"), (input) => [
      input.value,
      textOf(input.parentElement),
    ]);
  const laws = items("tools-assess-brief-law", "ul").map((item) => {
    const link = item.querySelector("a");
    return { id: idOf(link), day: textOf(item.querySelector("strong")), ...citedBy(link, home) };
  });
  return {
    levels: choices("level"),
    evidence: choices("evidence"),
    laws,
    allLaws: `${home}developments/`,
    asks: items("tools-assess-brief-ask", "ol").map(textOf),
    sources: items("tools-assess-brief-sources", "ul").map((item) => citedBy(item.querySelector("a"), home)),
    home,
    site: contentOf("site-name"),
    edition: dayInWords(contentOf("edition")),
  };
}

/* A question with the expectations behind it, and with what has changed since. */
function withSources({ id, topic, text, box }, home) {
  const sources = Array.from(box.querySelectorAll("details p > strong > a"), (link) => citedBy(link, home));
  const changes = Array.from(box.querySelectorAll("details li > a"), idOf);
  return { id, topic, text, sources, changes };
}

/* Return a briefing as a section of the page, its title on a level of headings. */
function sectionOf({ title, lead, parts }, level) {
  return element(
    "section",
    { className: "board" },
    element(`h${level}`, { textContent: title }),
    element("p", { textContent: lead }),
    ...parts.flatMap(({ heading, blocks }) => [
      element(`h${level + 1}`, { textContent: heading }),
      ...blocks.map(blockOf),
    ]),
  );
}

function blockOf({ text, items, isOrdered, table }) {
  if (table) return tableOf(table);
  if (text) return element("p", {}, ...text.map(runOf));
  return element(isOrdered ? "ol" : "ul", {}, ...items.map((runs) => element("li", {}, ...runs.map(runOf))));
}

function tableOf({ head, rows, widths }) {
  const columns = widths.map((width) => element("col", { width: `${width}%` }));
  const top = head.map((textContent) => element("th", { scope: "col", textContent }));
  const cell = (runs, at) => {
    const made = element("td", {}, ...runs.map(runOf));
    made.dataset.name = head[at]; // where the text is narrow, a cell says what it is
    return made;
  };
  return element(
    "table",
    {},
    element("colgroup", {}, ...columns),
    element("thead", {}, element("tr", {}, ...top)),
    element("tbody", {}, ...rows.map((row) => element("tr", {}, ...row.map(cell)))),
  );
}

function runOf({ text, strong, address }) {
  if (address) return element("a", { href: address, textContent: text });
  return strong ? element("strong", { textContent: text }) : text;
}
