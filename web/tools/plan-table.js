/* The plan as a table, for a spreadsheet, and back. A table is a list of rows of cells. Each cell is text, except that
   a spreadsheet may make a number, a date or a yes of it. */
import { safeParse } from "valibot";
import { ACTION, MOST_ACTIONS } from "./formats.js";

export const HEADINGS = {
  priority: "Priority",
  action: "Action",
  owner: "Owner (role or initials)",
  due: "Date",
  link: "Link to CTLP or partnership plan",
  evidence: "Evidence of completion",
  done: "Done",
};
const FIELDS = Object.keys(HEADINGS);
export const DAY_COLUMN = FIELDS.indexOf("due");
const AGAIN = "Correct it in the spreadsheet, then open it again.";

/* Return the table of a plan. `questions` has the question of each priority by its id. */
export function tableOf(actions, questions) {
  const cell = {
    priority: (id) => questions.get(id) ?? id,
    done: (isDone) => (isDone ? "yes" : "no"),
  };
  const row = (action) => FIELDS.map((field) => (cell[field] ? cell[field](action[field]) : action[field]));
  return [Object.values(HEADINGS), ...actions.map(row)];
}

/* Return { actions } of a table, or { fault }: one line that says what is wrong and what to do. */
export function actionsOf(table, questions) {
  const [head, ...rest] = table.filter((row) => row.some(isFilled));
  if (!head) return { fault: "This spreadsheet is empty. Choose one that was saved on this page." };
  const columns = columnsOf(head);
  if (columns.fault) return columns;
  if (rest.length > MOST_ACTIONS) {
    return {
      fault: `This spreadsheet has ${rest.length} actions. A plan holds ${MOST_ACTIONS}. Remove some rows first.`,
    };
  }
  const ids = new Map(Array.from(questions, ([id, question]) => [question, id]));
  const actions = [];
  for (const row of table.slice(table.indexOf(head) + 1)) {
    if (!row.some(isFilled)) continue;
    const read = actionOf(row, columns, ids);
    if (read.fault) return { fault: `Row ${table.indexOf(row) + 1}, “${read.heading}”: ${read.fault}. ${AGAIN}` };
    actions.push(read.action);
  }
  return { actions };
}

/* Return the column of each field, or { fault }. */
function columnsOf(head) {
  const names = head.map((cell) => textOf(cell).trim().toLowerCase());
  const columns = {};
  for (const [field, heading] of Object.entries(HEADINGS)) {
    columns[field] = names.indexOf(heading.toLowerCase());
    if (columns[field] < 0) return { fault: `The column “${heading}” is missing. ${AGAIN}` };
    if (names.lastIndexOf(heading.toLowerCase()) > columns[field]) {
      return { fault: `The column “${heading}” is there twice. ${AGAIN}` };
    }
  }
  const other = head.find((cell, at) => isFilled(cell) && !Object.values(columns).includes(at));
  if (other !== undefined)
    return { fault: `The column “${shortened(other)}” is not known here. Remove it, then try again.` };
  return columns;
}

const READ = { due: dayOf, done: isDoneOf };

/* Return { action } of a row, or the { fault } and { heading } of its first wrong cell. */
function actionOf(row, columns, ids) {
  const wrong = (field, fault) => ({ fault, heading: HEADINGS[field] });
  const stray = row.findIndex((cell, at) => isFilled(cell) && !Object.values(columns).includes(at));
  if (stray >= 0) return { fault: "is in a column without a heading", heading: shortened(row[stray]) };
  const action = {};
  for (const field of FIELDS) {
    const cell = row[columns[field]];
    action[field] = (READ[field] ?? textOf)(cell);
    if (action[field] === null) return wrong(field, `${shortened(cell)} is not ${NEEDED[field]}`);
  }
  action.priority = ids.get(action.priority) ?? action.priority;
  const { success, issues } = safeParse(ACTION, action);
  if (success) return { action };
  const field = issues[0].path[0].key;
  if (field === "priority") return wrong(field, "is not a question on this page. Leave the cell empty, or copy one");
  return wrong(field, issues[0].message);
}

const NEEDED = { due: "a date such as 2027-01-31", done: "yes or no" };

const isFilled = (cell) => textOf(cell) !== "";

function textOf(cell) {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return cell === null || cell === undefined ? "" : String(cell);
}

/* Return a day as 2027-01-31; null where a cell holds none. British spreadsheets write 31/01/2027. */
function dayOf(cell) {
  const text = textOf(cell).trim();
  const british = text.match(/^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/);
  const day = british ? [british[3], british[2], british[1]].map((part) => part.padStart(2, "0")).join("-") : text;
  return safeParse(ACTION.entries.due, day).success ? day : null;
}

/* Return whether a cell says that an action is done; null where it does not say. */
function isDoneOf(cell) {
  const text = textOf(cell).trim().toLowerCase();
  if (["yes", "y", "true", "done", "x", "✓"].includes(text)) return true;
  return ["", "no", "n", "false"].includes(text) ? false : null;
}

function shortened(cell) {
  const line = textOf(cell).replace(/\s+/g, " ");
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}
