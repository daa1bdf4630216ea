/* A table that a spreadsheet saved as a text with commas. */
import Papa from "papaparse";
import { FORMULA } from "./csv.js";

/* Return the table of a file's bytes; null where they hold none. */
export function tableOfCsv(bytes) {
  const text = decoded(bytes);
  const { data, errors } = Papa.parse(text, { delimiter: delimiterOf(text) });
  if (errors.some(({ type }) => type === "Quotes") || text.includes("\0\0")) return null;
  return data.map((row) => row.map((cell) => (FORMULA.test(cell.replace(/^'/, "")) ? cell.replace(/^'/, "") : cell)));
}

/* Excel may write what a Windows computer wrote before there was UTF-8. */
function decoded(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/* Where a comma is for decimals, spreadsheets write semicolons. The headings, which hold neither, tell. */
function delimiterOf(text) {
  const [head] = text.split(/[\r\n]/, 1);
  const count = (sign) => head.split(sign).length;
  return [",", ";", "\t"].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
