/* Copy a record's permanent address, a citation or a snippet. Without this script the address is a plain link. */
(function () {
  "use strict";

  const edition = document.querySelector('meta[name="edition"]');
  const today = new Date().toISOString().slice(0, 10);
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

  async function copy(text, status) {
    try {
      await navigator.clipboard.writeText(text);
      status.textContent = "Copied.";
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
      box.append(label, button(`Copy: ${name}`, () => copy(text, status)));
    }
    return box;
  }

  for (const foot of document.querySelectorAll(".record-foot[data-id]")) {
    const link = foot.querySelector("a[data-permanent]");
    const record = { id: foot.dataset.id, title: foot.dataset.title, summary: foot.dataset.summary, address: link.href };
    const status = element("span", { className: "cite-status" });
    status.setAttribute("role", "status");
    const cite = button("Cite or embed", () => {
      const open = cite.getAttribute("aria-expanded") === "true";
      cite.setAttribute("aria-expanded", String(!open));
      if (open) foot.querySelector(".citations").remove();
      else foot.append(citations(record, status));
    });
    cite.setAttribute("aria-expanded", "false");
    const copyLink = button("Copy link", () => copy(record.address, status));
    for (const made of [copyLink, cite]) made.setAttribute("aria-label", `${made.textContent}: ${record.title}`);
    foot.append(element("p", { className: "cite-buttons" }, copyLink, " ", cite, " ", status));
  }
})();
