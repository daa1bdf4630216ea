/* A table as a text with commas. A spreadsheet takes some cells for formulas: those begin with an apostrophe here,
   which csv-open.js takes off again. */

export const FORMULA = /^'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/; // after OWASP, CSV Injection

/* Return the text of a table, all of whose cells are texts. The mark at its beginning tells Excel how it is written. */
export function csvOf(table) {
  const lines = table.map((row) => row.map((cell) => quoted(FORMULA.test(cell) ? `'${cell}` : cell)).join(","));
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

const quoted = (cell) => `"${cell.replaceAll('"', '""')}"`;
