/* The plan: a form for each action, and files for spreadsheets and calendars. Without this script the table on the page
   is filled in by hand. */
import { today } from "../days.js";
import { button, element, statusElement } from "../dom.js";
import { calendarFile } from "../ics.js";
import { saveFile } from "../save-file.js";
import { flagOf, inOrder, newAction, ORDERS, reminders, withPriorities } from "./actions.js";
import { ACTION, longest, MOST_ACTIONS } from "./formats.js";
import { NOT_LOADED, office } from "./office-parts.js";
import { actionsOf, DAY_COLUMN, tableOf } from "./plan-table.js";

const BIGGEST = 2_000_000; // bytes of a file
const LINE = 60; // characters, so that paper shows all of a text
const UNREADABLE = "This file cannot be read as a spreadsheet. Save it as .xlsx or .csv, then open it again.";
const FULL = `A plan holds ${MOST_ACTIONS} actions. Remove some first.`;
const CARE = "Anyone who has the file can read it.";

const FIELDS = {
  action: { label: "Action", isLong: true },
  owner: { label: "Owner", hint: "A role or initials, such as “DCI, Prevent”. Never name a person of concern." },
  due: { label: "Date", type: "date" },
  link: { label: "Link to CTLP or partnership plan", hint: "Refer to the place. Do not copy from it." },
  evidence: { label: "Evidence of completion", isLong: true },
};

export function startPlan(questions, state) {
  const paper = document.getElementById("assess-plan");
  const texts = new Map(questions.map(({ id, text }) => [id, text]));
  const edits = voice();
  const files = voice();
  const list = element("div");
  const file = element("input", { type: "file", accept: ".xlsx,.csv", hidden: true });
  const order = element("select", {}, ...Object.entries(ORDERS).map(([value, text]) => new Option(text, value)));
  let shown; // the actions in the form
  let stem = 0; // for ids that no other form has

  const actions = () => state.current().actions;
  /* Put other actions into the plan, and say so with one of the voices; return whether there was room for them. */
  function put(next, said, { say } = edits) {
    const isRoom = next.length <= MOST_ACTIONS;
    if (isRoom) state.plan(next);
    say(isRoom ? said : FULL);
    return isRoom;
  }

  function add() {
    if (put([...actions(), newAction()], "An empty action was added.")) focusOn(actions().length - 1);
  }

  function addPriorities() {
    const { priorities } = state.current();
    const next = withPriorities(actions(), priorities);
    const count = next.length - actions().length;
    if (!priorities.length) edits.say("You have no priorities yet. Choose them in part 1, or add an action.");
    else if (!count) edits.say("Each of your priorities has an action.");
    else if (put(next, count === 1 ? "One priority was added." : `${count} priorities were added.`)) {
      focusOn(next.length - count);
    }
  }

  function sort() {
    const by = ORDERS[order.value].toLowerCase();
    put(inOrder(actions(), order.value, state.current().priorities), `The actions are sorted by ${by}.`);
  }

  function removeAction(at) {
    const before = actions();
    state.plan(before.filter((_, index) => index !== at));
    edits.offer(`Action ${at + 1} was removed.`, [
      "Put it back",
      () => {
        const now = actions();
        if (put([...now.slice(0, at), before[at], ...now.slice(at)], `Action ${at + 1} is back.`)) {
          focusOn(Math.min(at, now.length));
        }
      },
    ]);
  }

  const focusOn = (at) => list.children[at].querySelector("textarea").focus();

  /* Return the form of one action. */
  function formOf(action, at) {
    const name = `plan-${stem}-${at}`;
    const flag = element("p", { className: "flag", id: `${name}-flag` });
    const change = (part) => {
      const next = actions().map((each, index) => (index === at ? { ...each, ...part } : each));
      shown = next; // what the reader types is on the page already
      state.plan(next);
      flag.textContent = flagOf(next[at], today());
    };
    flag.textContent = flagOf(action, today());
    const done = element("input", { type: "checkbox", checked: action.done, autocomplete: "off" });
    done.addEventListener("change", () => change({ done: done.checked }));
    const remove = button("Remove", () => removeAction(at));
    remove.setAttribute("aria-label", `Remove action ${at + 1}`);
    return element(
      "fieldset",
      { className: "action" },
      element("legend", { textContent: `Action ${at + 1}` }),
      priorityField(action, change),
      ...Object.entries(FIELDS).map(([field, how]) => textField(field, how, action, change, name)),
      element("p", { className: "action-done" }, element("label", {}, done, " Done"), " ", remove),
      flag,
    );
  }

  function priorityField({ priority }, change) {
    const ids = Array.from(new Set([...state.current().priorities, priority])).filter(Boolean);
    const options = ids.map((id) => new Option(texts.get(id) ?? id, id));
    const field = element("select", { autocomplete: "off" }, new Option("None", ""), ...options);
    field.value = priority;
    field.addEventListener("change", () => change({ priority: field.value }));
    return element("p", {}, element("label", { textContent: "Priority" }, field));
  }

  function textField(name, { label, hint, type, isLong }, action, change, stemOf) {
    const most = longest(ACTION.entries[name]);
    const made = isLong ? element("textarea") : element("input", { type: type ?? "text" });
    Object.assign(made, { value: action[name], autocomplete: "off", spellcheck: false });
    if (most) made.maxLength = most;
    const grow = () => {
      if (isLong) made.rows = Math.max(2, Math.ceil(made.value.length / LINE));
    };
    made.addEventListener("input", () => {
      change({ [name]: made.value });
      grow();
    });
    grow();
    const describedBy = ["assess-warning", `${stemOf}-flag`];
    const part = element("p", {}, element("label", { textContent: label }, made));
    if (hint) {
      const id = `${stemOf}-${name}`;
      part.append(element("span", { className: "tool-hint", id, textContent: hint }));
      describedBy.unshift(id);
    }
    if (type !== "date") made.setAttribute("aria-describedby", describedBy.join(" "));
    return part;
  }

  function show() {
    if (shown === actions() && priorities === state.current().priorities) return;
    shown = actions();
    priorities = state.current().priorities;
    stem += 1;
    list.replaceChildren(...shown.map(formOf));
    paper.hidden = shown.length > 0;
  }
  let priorities;

  const withOffice = (action) => async () => {
    const parts = office();
    if (parts) await action(parts);
    else files.say(NOT_LOADED);
  };
  const table = () => tableOf(actions(), texts);
  const saveWorkbook = withOffice(async ({ workbookOf }) => {
    const workbook = await workbookOf(table(), DAY_COLUMN);
    saveFile(`action-plan-${today()}.xlsx`, workbook, workbook.type);
    files.say(`Saved as a spreadsheet. ${CARE}`);
  });
  const saveCsv = withOffice(({ csvOf }) => {
    saveFile(`action-plan-${today()}.csv`, csvOf(table()), "text/csv");
    files.say(`Saved as CSV. ${CARE}`);
  });
  const openFile = withOffice(async (parts) => {
    const [chosen] = file.files;
    file.value = "";
    if (!chosen) return;
    const found = chosen.size > BIGGEST ? null : await readTable(chosen, parts);
    if (!found) {
      files.say(UNREADABLE);
      return;
    }
    const { actions: read, fault } = actionsOf(found, texts);
    if (fault) files.say(fault);
    else take(read);
  });

  /* Put what a spreadsheet holds into the plan; ask first where there is a plan. */
  function take(read) {
    const opened = read.length === 1 ? "One action was opened." : `${read.length} actions were opened.`;
    if (!actions().length) put(read, opened, files);
    else {
      files.offer(
        `The spreadsheet holds ${read.length} actions. This page has a plan already.`,
        ["Replace the plan", () => put(read, opened, files)],
        ["Add to the plan", () => put([...actions(), ...read], opened, files)],
        ["Go back", () => files.say("The plan is as it was.")],
      );
    }
  }

  function saveReminders() {
    const entries = reminders(actions(), (id) => texts.get(id) ?? id);
    if (!entries.length) {
      files.say("Give an action that is not done a date first.");
      return;
    }
    saveFile(
      `action-plan-${today()}.ics`,
      calendarFile(entries, { name: "prevent-plan", made: new Date() }),
      "text/calendar",
    );
    const count = entries.length === 1 ? "one reminder" : `${entries.length} reminders`;
    files.say(`Saved ${count}. Think about who can see your calendar before you open the file.`);
  }

  file.addEventListener("change", openFile);
  document.getElementById("assess-actions").append(
    element(
      "p",
      { className: "tool-actions" },
      button("Add my priorities", addPriorities),
      button("Add an action", add),
    ),
    element(
      "p",
      { className: "tool-actions" },
      element("label", { textContent: "Sort by " }, order),
      button("Sort", sort),
    ),
    edits.status,
    edits.choices,
    list,
    element(
      "p",
      { className: "tool-actions" },
      button("Save as a spreadsheet", saveWorkbook),
      button("Save as CSV", saveCsv),
      button("Open a spreadsheet", () => file.click()),
      button("Save reminders for a calendar", saveReminders),
      file,
    ),
    files.status,
    files.choices,
  );
  paper.classList.add("on-paper");
  state.whenChanged(show);
  show();
}

/* A place where the page says what happened, and offers choices; the first of these has the focus. */
function voice() {
  const status = statusElement("p", { className: "tool-status" });
  const choices = element("div", { className: "tool-actions" });
  const say = (text, ...buttons) => {
    status.textContent = text;
    choices.replaceChildren(...buttons);
    buttons[0]?.focus();
  };
  const offer = (text, ...pairs) => say(text, ...pairs.map(([name, action]) => button(name, action)));
  return { status, choices, say, offer };
}

async function readTable(chosen, { tableOfWorkbook, tableOfCsv }) {
  const bytes = new Uint8Array(await chosen.arrayBuffer());
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return isZip ? tableOfWorkbook(chosen) : tableOfCsv(bytes);
}
