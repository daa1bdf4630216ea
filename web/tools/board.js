/* What a briefing for a board says, in two pages: made from an assessment and a plan, or without them. It is a list of
   parts, each with a heading and blocks; a page and a document are made of it elsewhere. A block has a `text`, `items`
   or a `table`; words are a list of runs, each { text } with `strong` or an `address` where it is one. */
import { dayInWords } from "../days.js";
import { inOrder } from "./actions.js";
import { MOST_PRIORITIES } from "./formats.js";

const LAWS = 6;
const LONGEST = { action: 110, owner: 30 }; // in characters; the plan has all of them
const BLANK = [];

const NOTICE = [
  "This is the force’s own view, made with an independent and unofficial site. It is not an inspection, statutory " +
    "guidance, legal advice, Authorised Professional Practice or force policy.",
  "The site is based on a redacted report that was published in March 2020. The fieldwork ran from October 2018 to " +
    "February 2019.",
  "The site cannot receive referrals: follow your force’s procedure. In an emergency, call 999.",
  "This briefing may itself be sensitive. Mark it and handle it as your force’s policy requires.",
];

/* Return { title, lead, parts } of a briefing.

   document   the assessment and plan
   questions  of each its id, topic, text, sources ({ text, address }) and the ids of what has changed since
   levels     how far something is in place, in order: pairs of a value and its words; `evidence` alike
   laws       what has changed in law and guidance, the newest first: { id, day, text, address }
   asks       questions of the site for a board that has no priorities yet
   sources    { text, address } of the main sources
   home       the address of the site, and `site` its name; `allLaws` the address of all changes
   today      the day, in words; `edition` that of the site */
export function boardPack(from) {
  const { document, questions, site, home, edition, today } = from;
  const priorities = document.priorities
    .map((id) => questions.find((question) => question.id === id))
    .filter((question) => question);
  return {
    title: "Prevent: briefing for the board",
    lead: `Made on ${today} from the edition of ${edition} of ${site}. Web addresses below start with ${home}`,
    parts: [
      { heading: "Where the force is now", blocks: standing(from) },
      { heading: "Priorities", blocks: [prioritiesTable(document, priorities, questions)] },
      { heading: "What changed in law and guidance", blocks: changes(from, priorities) },
      { heading: "Five questions the board should ask", blocks: [asked(from, priorities)] },
      { heading: "Sources", blocks: [named(from, priorities)] },
      { heading: "What this is not", blocks: [{ text: [plain(NOTICE.join(" "))] }] },
    ],
  };
}

/* Return what is in place and what is not, topic by topic, in words. */
function standing({ document, questions, levels, evidence }) {
  const isBlank = questions.every(({ id }) => !levelOf(document, id));
  const topics = Array.from(new Set(questions.map(({ topic }) => topic)));
  const strength = new Map(evidence);
  const rows = topics.map((topic) => {
    const own = questions.filter((question) => question.topic === topic);
    return [[plain(topic)], isBlank ? BLANK : inWords(own, document, levels, strength)];
  });
  const head = ["Topic", "In words, with the strength of the evidence in brackets"];
  return [{ table: { head, rows, widths: [17, 83] } }];
}

function inWords(questions, document, levels, strength) {
  const runs = [];
  for (const [level, words] of levels) {
    const found = questions.filter(({ id }) => levelOf(document, id) === level);
    if (found.length) runs.push({ text: `${runs.length ? " " : ""}${words}: `, strong: true });
    if (found.length) runs.push(plain(found.map(({ id, text }) => withEvidence(id, text)).join(" ")));
  }
  const open = questions.filter(({ id }) => !levelOf(document, id)).length;
  if (!runs.length) return [plain("Not answered.")];
  if (open) runs.push(plain(open > 1 ? " The other questions were not answered." : " One question was not answered."));
  return runs;

  function withEvidence(id, text) {
    const words = strength.get(document.answers[id].evidence);
    return words ? `${text} (${words.toLowerCase()})` : text;
  }
}

const levelOf = (document, id) => (Object.hasOwn(document.answers, id) ? document.answers[id].level : "");

/* Return each priority with what is to be done first, by whom and when; of a plan without priorities its first actions,
   and without a plan rows to fill in. */
function prioritiesTable({ actions, priorities }, chosen, questions) {
  const open = inOrder(actions, "due", priorities).filter(({ done }) => !done);
  const textOf = new Map(questions.map(({ id, text }) => [id, text]));
  let rows = chosen.map(({ id, text }) => {
    const own = open.filter(({ priority }) => priority === id);
    const isDone = !own.length && actions.some(({ priority }) => priority === id);
    if (isDone) return [[plain(text)], [plain("All actions are done.")], BLANK, BLANK];
    return [[plain(text)], ...step(own)];
  });
  if (!rows.length)
    rows = open.slice(0, MOST_PRIORITIES).map((each) => [[plain(textOf.get(each.priority) ?? "")], ...step([each])]);
  while (!chosen.length && rows.length < MOST_PRIORITIES) rows.push([BLANK, BLANK, BLANK, BLANK]);
  return { table: { head: ["Priority", "First action", "Owner", "Date"], rows, widths: [34, 36, 17, 13] } };
}

function step([first, ...rest]) {
  if (!first) return ["No action yet", "No owner yet", "No date yet"].map((text) => [plain(text)]);
  const more = rest.length ? ` (and ${rest.length} more in the plan)` : "";
  return [
    [plain(`${shortened(first.action, LONGEST.action) || "Not described yet"}${more}`)],
    [plain(shortened(first.owner, LONGEST.owner) || "No owner yet")],
    [plain(first.due ? dayInWords(first.due, "medium") : "No date yet")],
  ];
}

/* Return the changes that bear on most of the priorities, or else on most of the questions. */
function changes({ questions, laws, home, allLaws }, chosen) {
  const basis = chosen.length ? chosen : questions;
  const weight = new Map(laws.map(({ id }) => [id, basis.filter((question) => question.changes.includes(id)).length]));
  const first = Array.from(laws)
    .sort((a, b) => weight.get(b.id) - weight.get(a.id))
    .slice(0, LAWS);
  const items = laws
    .filter((law) => first.includes(law))
    .map(({ day, text, address }) => [plain(`${day}: `), ...cited({ text, address }, home)]);
  return [{ items }, { text: cited({ text: "All changes since 2020", address: allLaws }, home) }];
}

function asked({ asks }, chosen) {
  const all = [...chosen.map(({ text }) => text), ...asks].slice(0, MOST_PRIORITIES);
  return { items: all.map((text) => [plain(text)]), isOrdered: true };
}

/* Return the main sources, and the first of what stands behind each priority. */
function named({ sources, home }, chosen) {
  const behind = chosen.flatMap(({ sources }) => sources.slice(0, 1));
  const all = new Map([...sources, ...behind].map((source) => [source.address, source]));
  return { items: Array.from(all.values(), (source) => cited(source, home)) };
}

/* Return a title that is a link, and its address as it stands on paper. */
function cited({ text, address }, home) {
  const shown = address.startsWith(home) ? address.slice(home.length) : address;
  return [{ text: oneLine(text), address }, plain(` <${shown}>`)];
}

const plain = (text) => ({ text: oneLine(text) });

/* No control character and no half of a character may reach a document; spaces at the ends part the runs. */
const oneLine = (text) => text.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]+/gu, " ");

function shortened(text, longest) {
  const line = oneLine(text).trim();
  return line.length > longest ? `${line.slice(0, longest).replace(/\s+\S*$|[\uD800-\uDBFF]$/, "")}…` : line;
}
