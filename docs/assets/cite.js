/* Copy a record's permanent address, a citation or a snippet. Without this script the address is a plain link. */

const edition = document.querySelector('meta[name="edition"]');
const today = new Date().toISOString().slice(0, 10);
const script = document.currentScript.src;
const site = document.querySelector('meta[name="site-name"]').content;

function escape(text) {
  return text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
}

/* A citation names title, id, edition, permanent address and day of access, in each of the forms. */
function forms(record) {
  const { id, title, summary, address } = record;
  const stand = edition.content;
  return {
    "Plain text": `${title} (${id}). ${site}, edition of ${stand}. ${address} (accessed ${today}).`,
    Markdown: `[${title}](${address}) (${id}). *${site}*, edition of ${stand}, accessed ${today}.`,
    HTML: `<a href="${escape(address)}">${escape(title)}</a> (${id}). <cite>${escape(site)}</cite>, edition of ${stand}, accessed ${today}.`,
    RIS: ["TY  - ELEC", `TI  - ${title}`, `T2  - ${site}`, `ID  - ${id}`, `ET  - ${stand}`, `UR  - ${address}`, `Y2  - ${today}`, "ER  - "].join("\n"),
    BibTeX: `@online{${id},\n  title = {{${title}}},\n  organization = {{${site}}},\n  edition = {${stand}},\n  url = {${address}},\n  urldate = {${today}}\n}`,
    "Snippet to paste into a page": `<blockquote cite="${escape(address)}"><p><strong>${escape(title)}</strong></p><p>${escape(summary)}</p><p><a href="${escape(address)}">${escape(site)}</a></p></blockquote>`,
  };
}

async function copy(text, status, said = "Link copied.") {
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = said;
  } catch {
    status.textContent = "The browser does not allow copying; select the text instead.";
  }
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function button(text, action) {
  const made = element("button", { type: "button", className: "cite-button", textContent: text });
  made.addEventListener("click", action);
  return made;
}

/* The box of citations is made when it is first opened. */
function citations(record, status) {
  const box = element("div", { className: "citations" });
  for (const [name, text] of Object.entries(forms(record))) {
    const label = element("label", { textContent: name });
    const field = element("textarea", { readOnly: true, rows: Math.min(8, text.split("\n").length + 1), value: text });
    label.append(field);
    box.append(label, button(`Copy: ${name}`, () => copy(text, status, "Copied.")));
  }
  return box;
}

function note() {
  const status = element("span", { className: "cite-status" });
  status.setAttribute("role", "status");
  return status;
}

/* A button that opens and closes the box of citations at the end of `holder`. */
function citeButton(text, record, holder, status) {
  const cite = button(text, () => {
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
  return heading.textContent.replace("\u00b6", "").trim();
}

/* The summary of the record below this heading: it describes the page of a record alone; where records share a page, it is the
   first paragraph that is no day; and where neither holds it, the record's foot does. */
function summaryOf(heading, foot) {
  if (foot.dataset.summary) return foot.dataset.summary;
  if (heading.matches("h1")) return document.querySelector('meta[name="description"]').content;
  let next = heading.nextElementSibling;
  while (next !== foot && !(next.matches("p") && next.firstChild.nodeName !== "STRONG")) next = next.nextElementSibling;
  return next === foot ? "" : next.textContent;
}

/* A region that speaks has to be on the page before it says something. */
const heard = note();
heard.classList.add("visually-hidden");
document.body.append(heard);

/* The link behind a heading copies the permanent address, says so, and offers the citation. */
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.headerlink");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const heading = link.parentElement;
  let holder = heading.nextElementSibling;
  if (!holder || !holder.matches(".cite-heading")) {
    const title = titleOf(heading);
    const record = { id: heading.id, title, summary: document.title, address: addressOf(link) };
    const status = element("span", { className: "cite-status" });
    holder = element("div", { className: "cite-heading" });
    holder.append(element("p", { className: "cite-buttons" }, citeButton(`Cite: ${title}`, record, holder, status), " ", status));
    heading.after(holder);
  }
  copy(addressOf(link), holder.querySelector(".cite-status")).then(() => {
    heard.textContent = holder.querySelector(".cite-status").textContent;
  });
});

/* Put below each record of the page the buttons that copy its link and cite it; their place is kept free. */
export function offerCitations() {
  for (const foot of document.querySelectorAll(".record-foot[data-id]")) {
    const { id } = foot.dataset;
    const heading = document.getElementById(id);
    const title = titleOf(heading);
    const record = { id, title, summary: summaryOf(heading, foot), address: addressOf(foot.querySelector("a[data-permanent]")) };
    const status = note();
    const copyLink = button("Copy link", () => copy(record.address, status));
    const cite = citeButton("Cite or embed", record, foot, status);
    for (const made of [copyLink, cite]) made.setAttribute("aria-label", `${made.textContent}: ${title}`);
    foot.append(element("p", { className: "cite-buttons" }, copyLink, " ", cite, " ", status));
  }
}
