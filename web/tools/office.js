/* Reads and writes the files of other programs, for the tools that need it. The libraries take most of what these tools
   weigh, so that they are a script of their own, which the questions need not wait for. */
import { wordDocument } from "./board-word.js";
import { csvOf } from "./csv.js";
import { tableOfCsv } from "./csv-open.js";
import { tableOfWorkbook, workbookOf } from "./workbook.js";

globalThis.knowledgeOffice = { csvOf, tableOfCsv, tableOfWorkbook, wordDocument, workbookOf };
