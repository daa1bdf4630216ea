import assert from "node:assert/strict";
import { test } from "node:test";
import { flagOf, inOrder, newAction, reminders, withPriorities } from "../../../web/tools/actions.js";

const COMPLETE = {
  priority: "assess-board",
  action: "Hold the board",
  owner: "DCI",
  due: "2027-01-31",
  link: "CTLP, 4",
  evidence: "Minutes",
  done: false,
};

test("each priority without an action gets one, and no other is touched", () => {
  const plan = withPriorities([COMPLETE], ["assess-spocs", "assess-board", "assess-ctlp"]);
  assert.deepEqual(plan, [COMPLETE, newAction("assess-spocs"), newAction("assess-ctlp")]);
});

test("what is missing is said in words", () => {
  assert.equal(flagOf(COMPLETE, "2027-01-31"), "");
  assert.equal(flagOf({ ...COMPLETE, owner: " ", link: "" }, "2027-01-31"), "Missing: owner, link.");
  assert.equal(flagOf(newAction(), "2027-01-31"), "Missing: what will be done, owner, date, link, evidence.");
});

test("an action that is late is flagged until it is done", () => {
  assert.equal(flagOf(COMPLETE, "2027-02-01"), "The date has passed.");
  assert.equal(flagOf({ ...COMPLETE, done: true }, "2027-02-01"), "");
});

test("an action that is done without evidence is flagged", () => {
  const flag = flagOf({ ...COMPLETE, evidence: "", done: true }, "2027-01-01");
  assert.equal(flag, "Missing: evidence. It is marked as done without evidence.");
});

test("actions are sorted by date, owner or priority, and what has none comes last", () => {
  const made = (owner, due, priority) => ({ ...COMPLETE, owner, due, priority });
  const plan = [
    made("Éva", "", "b"),
    made("", "2027-03-01", ""),
    made("eve", "2027-01-01", "a"),
    made("Dan", "2027-03-01", "b"),
  ];
  const owners = (order) => inOrder(plan, order, ["b", "a"]).map(({ owner }) => owner);
  assert.deepEqual(owners("due"), ["eve", "", "Dan", "Éva"]);
  assert.deepEqual(owners("owner"), ["Dan", "Éva", "eve", ""]);
  assert.deepEqual(owners("priority"), ["Éva", "Dan", "eve", ""]);
});

test("a calendar has what is still to be done and has a date, in lines that can be read", () => {
  const plan = [
    { ...COMPLETE, due: "2027-05-01", action: "Second\r\nEND:VEVENT\u2028x" },
    { ...COMPLETE, owner: "", link: "a\rb" },
    { ...COMPLETE, done: true },
    { ...COMPLETE, due: "" },
    { ...newAction("assess-board"), due: "2027-06-01" },
  ];
  assert.deepEqual(
    reminders(plan, () => "Does a board meet?"),
    [
      {
        day: "2027-01-31",
        title: "Hold the board",
        text: "Priority: Does a board meet?\nLink: a b\nEvidence: Minutes",
      },
      {
        day: "2027-05-01",
        title: "Second END:VEVENT x",
        text: "Priority: Does a board meet?\nOwner: DCI\nLink: CTLP, 4\nEvidence: Minutes",
      },
      { day: "2027-06-01", title: "Does a board meet?", text: "Priority: Does a board meet?" },
    ],
  );
});
