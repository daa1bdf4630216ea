/* Copy a record's permanent address, a citation or a snippet. Without this script the address is a plain link. */
import { citationForms } from "./citation.js";
import { button, element, statusElement } from "./dom.js";
import { printEntry } from "./entry.js";

const script = document.currentScript.src;
const contentOf = (name) => document.querySelector(`meta[name="${name}"]`).content;
const site = {
  site: contentOf("site-name"),
  edition: contentOf("edition"),
  day: new Date().toISOString().slice(0, 10),
};

async function copy(text, status, said = "Link copied") {
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = said;
  } catch {
    status.textContent = "Your browser blocked copying. Select the text and copy it.";
  }
}

const citeButton = (text, action) => button(text, action, { className: "cite-button" });

/* The box of citations is made when it is first opened. */
function citations(record, status) {
  const box = element("div", { className: "citations" });
  for (const [name, text] of Object.entries(citationForms(record, site))) {
    const label = element("label", { textContent: name });
    const field = element("textarea", { readOnly: true, rows: Math.min(8, text.split("\n").length + 1), value: text });
    label.append(field);
    box.append(
      label,
      citeButton(`Copy ${name}`, () => copy(text, status, "Copied")),
    );
  }
  return box;
}

/* A button that opens and closes the box of citations at the end of `holder`. */
function citationsButton(text, record, holder, status) {
  const cite = citeButton(text, () => {
    const open = cite.getAttribute("aria-expanded") === "true";
    cite.setAttribute("aria-expanded", String(!open));
    if (open) holder.querySelector(".citations").remove();
    else holder.append(citations(record, status));
  });
  cite.setAttribute("aria-expanded", "false");
  return cite;
}

/* Read from a ZIP, a page knows the address of the site from its canonical link alone. */
function addressOf(link) {
  if (location.protocol !== "file:") return link.href;
  const canonical = document.querySelector('link[rel="canonical"]');
  const id = link.pathname.match(/[/]id[/]([^/]+)[/]/);
  return canonical && id ? new URL(`${root(canonical.href)}id/${id[1]}/`).href : link.href;
}

/* The root of the site on the web: its canonical address without what this page has below the root of the ZIP. */
function root(canonical) {
  const here = location.pathname.replace(/index[.]html$/, "");
  const below = here.slice(new URL("..", script).pathname.length);
  return canonical.slice(0, canonical.length - below.length);
}

function titleOf(heading) {
  return heading.textContent
    .replace("\u00b6", "")
    .replace(/[ \n\r\t]+/g, " ")
    .trim();
}

/* The summary of the record below this heading: it describes the page of a record alone; where records share a page, it
   is the first paragraph that is no day; and where neither holds it, the record's foot does. */
function summaryOf(heading, foot) {
  if (foot.dataset.summary) return foot.dataset.summary;
  if (heading.matches("h1")) return contentOf("description");
  let next = heading.nextElementSibling;
  while (next && next !== foot && !(next.matches("p") && next.firstChild.nodeName !== "STRONG")) {
    next = next.nextElementSibling;
  }
  return !next || next === foot ? "" : next.textContent;
}

/* The places in official sources that the record's foot names. */
function basisOf(foot) {
  const name = Array.from(foot.querySelectorAll("dt")).find((each) => /^Sources?$/.test(each.textContent.trim()));
  return name
    ? Array.from(name.nextElementSibling.childNodes, (node) => (node.nodeName === "BR" ? "; " : node.textContent))
        .join("")
        .replace(/\s+/g, " ")
        .trim()
    : "";
}

/* Where an error in an entry is reported; the address carries the id and nothing else. */
function reportAddress(id) {
  const repository = contentOf("repository");
  if (repository) return `${repository}/issues/new?template=error.yml&title=${id}&entry=${id}`;
  const page = new URL("../about/report/", script);
  return location.protocol === "file:" ? `${page.href}index.html` : page.pathname;
}

/* A region that speaks has to be on the page before it says something. */
const announcer = statusElement("span", { className: "visually-hidden" });
document.body.append(announcer);

/* The link behind a heading copies the permanent address, says so, and offers the citation. */
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.headerlink");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const heading = link.parentElement;
  let holder = heading.nextElementSibling;
  if (!holder?.matches(".cite-heading")) {
    const title = titleOf(heading);
    const record = { id: heading.id, title, summary: document.title, address: addressOf(link) };
    const status = element("span", { className: "cite-status" });
    holder = element("div", { className: "cite-heading" });
    const cite = citationsButton(`Cite: ${title}`, record, holder, status);
    holder.append(element("p", { className: "cite-buttons" }, cite, " ", status));
    heading.after(holder);
  }
  copy(addressOf(link), holder.querySelector(".cite-status")).then(() => {
    announcer.textContent = holder.querySelector(".cite-status").textContent;
  });
});

/* Put below each record of the page the buttons that copy its link and cite it; their place is kept free. */
export function offerCitations() {
  for (const foot of document.querySelectorAll(".record-foot[data-id]")) {
    const { id } = foot.dataset;
    const heading = document.getElementById(id);
    const title = titleOf(heading);
    const address = addressOf(foot.querySelector("a[data-permanent]"));
    const { kind } = heading.dataset;
    const { dated } = foot.dataset;
    const record = { id, title, summary: summaryOf(heading, foot), address, kind, basis: basisOf(foot), dated };
    const status = statusElement("span", { className: "cite-status" });
    const copyLink = citeButton("Copy link", () => copy(address, status));
    const cite = citationsButton("Cite this", record, foot, status);
    const print = citeButton("Print this entry", () => printEntry(heading));
    const report = element("a", { href: reportAddress(id), textContent: "Report an error", className: "cite-button" });
    const made = heading.matches("h1") ? [copyLink, cite, report] : [copyLink, cite, print, report];
    for (const each of made) each.setAttribute("aria-label", `${each.textContent}: ${title}`);
    foot.append(element("p", { className: "cite-buttons" }, ...made.flatMap((each) => [each, " "]), status));
  }
}
