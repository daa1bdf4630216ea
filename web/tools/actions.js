/* The actions of a plan: how they begin, what they lack, their order and what a calendar says of them. */

/* Return an action of which nothing is known yet but the priority it serves, if any. */
export function newAction(priority = "") {
  return { priority, action: "", owner: "", due: "", link: "", evidence: "", done: false };
}

/* Return the actions with one more for each priority that has none. */
export function withPriorities(actions, priorities) {
  const served = new Set(actions.map(({ priority }) => priority));
  return [...actions, ...priorities.filter((id) => !served.has(id)).map(newAction)];
}

const PARTS = { action: "what will be done", owner: "owner", due: "date", link: "link", evidence: "evidence" };

/* Return in words what an action lacks and whether it is late on the day `today`; empty where all is well. */
export function flagOf(action, today) {
  const missing = Object.keys(PARTS).filter((name) => !action[name].trim());
  const isLate = !action.done && action.due && action.due < today;
  return [
    missing.length ? `Missing: ${missing.map((name) => PARTS[name]).join(", ")}.` : "",
    isLate ? "The date has passed." : "",
    action.done && missing.includes("evidence") ? "It is marked as done without evidence." : "",
  ]
    .filter(Boolean)
    .join(" ");
}

export const ORDERS = { priority: "Priority", due: "Date", owner: "Owner" };

/* Return the actions by one of ORDERS; what has none comes last, and what is alike keeps its order. */
export function inOrder(actions, order, priorities) {
  const place = (id) => (priorities.includes(id) ? priorities.indexOf(id) : priorities.length);
  if (order === "priority") return Array.from(actions).sort((a, b) => place(a.priority) - place(b.priority));
  return Array.from(actions).sort((a, b) => {
    if (!a[order] || !b[order]) return Boolean(b[order]) - Boolean(a[order]);
    return a[order].localeCompare(b[order], "en-GB", { sensitivity: "base", numeric: true });
  });
}

/* Return the entries of a calendar for what is still to be done and has a date, the earliest first. */
export function reminders(actions, questionOf) {
  return inOrder(actions, "due", [])
    .filter(({ due, done }) => due && !done)
    .map(({ priority, action, owner, due, link, evidence }) => {
      const parts = { Priority: questionOf(priority), Owner: owner, Link: link, Evidence: evidence };
      const lines = Object.entries(parts).filter(([, text]) => text.trim());
      return {
        day: due,
        title: oneLine(action) || oneLine(questionOf(priority)) || "Action without a description",
        text: lines.map(([name, text]) => `${name}: ${oneLine(text)}`).join("\n"),
      };
    });
}

/* A calendar holds no signs but those that can be read. */
const oneLine = (text) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
