/* A citation of a record in each of its forms. Each form escapes what its readers would take for markup. The
   last is also what knowledge/outputs/embed.py writes into a file for each record. */

const LICENCE = "https://creativecommons.org/licenses/by/4.0/";

/* Return the forms, by name. A record has { id, title, summary, address } and each of these or "": `kind`, what it is
   in words, `basis`, the places in the official source that it is based on, and `dated`, when that was published;
   `site` is the site's name, `edition` the last one released, and `day` the day of access, as 2026-11-24. */
export function citationForms(
  { id, title, summary, address, kind = "", basis = "", dated = "" },
  { site, edition, day },
) {
  const marks = [kind && `${kind}.`, basis && `Source${dated && ` (${dated})`}: ${basis}.`].filter(Boolean).join(" ");
  const based = basis && ` Based on ${basis}.`;
  return {
    "Plain text": `${title} (${id}).${based} ${site}, edition of ${edition}. ${address} (accessed ${day}).`,
    Markdown:
      `[${inMarkdown(title)}](${linkInMarkdown(address)}) (${id}).${inMarkdown(based)} ` +
      `*${inMarkdown(site)}*, edition of ${edition}, accessed ${day}.`,
    HTML:
      `<a href="${inHtml(address)}">${inHtml(title)}</a> (${id}).${inHtml(based)} ` +
      `<cite>${inHtml(site)}</cite>, edition of ${edition}, accessed ${day}.`,
    RIS: [
      "TY  - ELEC",
      `TI  - ${title}`,
      `T2  - ${site}`,
      `ID  - ${id}`,
      `ET  - ${edition}`,
      ...(basis ? [`N1  - Based on ${basis}`] : []),
      `UR  - ${address}`,
      `Y2  - ${day.replaceAll("-", "/")}`,
      "ER  - ",
    ].join("\n"),
    BibTeX: [
      `@online{${id},`,
      `  title = {{${inBibtex(title)}}},`,
      `  organization = {{${inBibtex(site)}}},`,
      `  edition = {${edition}},`,
      ...(basis ? [`  note = {Based on ${inBibtex(basis)}},`] : []),
      `  url = {${linkInBibtex(address)}},`,
      `  urldate = {${day}}`,
      "}",
    ].join("\n"),
    "HTML to embed":
      `<blockquote cite="${inHtml(address)}"><p><strong>${inHtml(title)}</strong></p><p>${inHtml(summary)}</p>` +
      (marks && `<p>${inHtml(marks)}</p>`) +
      `<p><a href="${inHtml(address)}">${inHtml(site)}</a> (unofficial), edition of ${edition}. ` +
      `<a href="${LICENCE}">CC BY 4.0</a></p></blockquote>`,
  };
}

function replaced(text, signs, replacement) {
  return text.replace(signs, (sign) => replacement[sign]);
}

function inHtml(text) {
  return replaced(text, /[&<>"]/g, { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" });
}

/* Tags and entities are text in every dialect only as entities; the other signs take a backslash in all of them. */
function inMarkdown(text) {
  return replaced(text, /[&<]/g, { "&": "&amp;", "<": "&lt;" }).replace(/[\\`*_{}[\]]/g, "\\$&");
}

function linkInMarkdown(address) {
  return replaced(address, /[()<>\\ ]/g, { "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\\": "%5C", " ": "%20" });
}

/* A brace behind a backslash still counts for BibTeX, which looks for pairs; so braces have names here. */
const BIBTEX = {
  "&": "\\&",
  "%": "\\%",
  $: "\\$",
  "#": "\\#",
  _: "\\_",
  "{": "\\textbraceleft{}",
  "}": "\\textbraceright{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "\\": "\\textbackslash{}",
};

function inBibtex(text) {
  return replaced(text, /[&%$#_{}~^\\]/g, BIBTEX);
}

/* An address is read as it stands, but for the braces that end it. */
function linkInBibtex(address) {
  return replaced(address, /[{}\\]/g, { "{": "%7B", "}": "%7D", "\\": "%5C" });
}
