/* A table as an Excel workbook, and back. The universal builds of both libraries start no worker, which the policy of
   the site would refuse. */
import { readSheet } from "read-excel-file/universal";
import writeWorkbook from "write-excel-file/universal";

const BIGGEST = 2_000_000; // bytes; a full plan takes a tenth of it
const WIDTHS = [40, 50, 20, 12, 30, 40, 8];
const FIRST_DAY = "1901-01-01"; // Excel knows hardly an earlier one

/* Return the workbook of a table of texts, as a Blob. Each cell stays text, so that nothing is taken for a formula, but
   those of the column of days. */
export function workbookOf(table, dayColumn) {
  const [head, ...rows] = table;
  const cells = rows.map((row) =>
    row.map((text, at) => (at === dayColumn && text >= FIRST_DAY ? day(text) : textCell(text))),
  );
  const top = head.map((text) => ({ ...textCell(text), fontWeight: "bold" }));
  const columns = WIDTHS.map((width) => ({ width }));
  return writeWorkbook([top, ...cells], { sheet: "Action plan", columns, stickyRowsCount: 1 }).toBlob();
}

/* Return the table of a workbook, a Blob; null where it holds none. */
export async function tableOfWorkbook(file) {
  if (file.size > BIGGEST) return null;
  try {
    return await readSheet(file, { trim: false });
  } catch {
    return null;
  }
}

const day = (text) => ({
  type: Date,
  value: new Date(`${text}T00:00:00Z`),
  format: "yyyy-mm-dd",
  alignVertical: "top",
});

function textCell(text) {
  if (!text) return null;
  return { type: String, value: escaped(text), format: "@", wrap: true, alignVertical: "top" };
}

/* What XML cannot hold is written as _x000D_, which ECMA-376 calls an escaped string; what looks so already, too. The
   library looks texts up in an object, so a name that every object has would be lost (write-excel-file 4.1.1). */
function escaped(text) {
  if (text in {}) return code(text.charCodeAt(0)) + text.slice(1);
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replace(UNSOUND, (signs) => Array.from({ length: signs.length }, (_, at) => code(signs.charCodeAt(at))).join(""));
}

const UNSOUND = /[\p{Cs}\p{Noncharacter_Code_Point}\uFFFD]|(?![\n\t])\p{Cc}/gu;
const code = (number) => `_x${number.toString(16).toUpperCase().padStart(4, "0")}_`;
