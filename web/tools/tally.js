/* The sheet on which a trainer counts answers before and after a session, with the questions to ask. */

const USES = { before: "Before the session", after: "After the session" };
const STEPS = [
  "Give everyone the first set of questions before you start, and the second set at the end.",
  "Read the right answers out after each set. Ask for a show of hands, or collect the sheets without names.",
  "For each question, write down how many people answered and how many chose the right answer.",
  "Do not write who answered what. With fewer than five people, someone could be recognised, so keep no record.",
];
const HEAD = ["Before: question", "Answered", "Right", "After: question", "Answered", "Right"];

/* Return the rows on these modules; all where the check has none on them. */
export function rowsOn({ rows }, modules) {
  const found = rows.filter(([, module]) => modules.includes(module));
  return found.length ? found : rows;
}

/* Return the sheet as office.js takes a document. `questions` has the text of each question by its id. */
export function tallyDocument(rows, questions, { address, imprint }) {
  const sets = Object.entries(USES).map(([use, heading], at) => ({ heading, use, asked: askedIn(rows, 3 + at) }));
  return {
    title: "Before and after: tally sheet",
    lead: "Use this sheet to see what a group knew before and after a session. It holds counts only, and no names.",
    parts: [
      { heading: "What to do", blocks: [{ isOrdered: true, items: STEPS.map((text) => [{ text }]) }] },
      { heading: "Tally", blocks: [{ table: tableOf(rows) }] },
      ...sets.map(({ heading, asked }) => ({
        heading: `Questions: ${heading.toLowerCase()}`,
        blocks: asked.flatMap((question) => blocksOf(question, questions)),
      })),
      ...sets.map(({ heading, asked }) => ({
        heading: `Answers: ${heading.toLowerCase()}`,
        blocks: [{ items: asked.map(([number, id, title]) => [{ text: `${number}. ${title}: ${questions[id][4]}` }]) }],
      })),
      {
        heading: "About this document",
        blocks: [{ text: [{ text: `${imprint} The questions are at ` }, { text: address, address }] }],
      },
    ],
  };
}

const askedIn = (rows, at) => rows.map((row) => row[at]).filter(Boolean);

function tableOf(rows) {
  const named = (asked) => [{ text: asked ? `${asked[0]}. ${asked[2]}` : "–" }];
  const empty = [{ text: "" }];
  return {
    head: HEAD,
    rows: rows.map(([, , , before, after]) => [named(before), empty, empty, named(after), empty, empty]),
    widths: [26, 13, 11, 26, 13, 11],
  };
}

function blocksOf([number, id], questions) {
  const [, task, text, options] = questions[id];
  return [
    { text: [{ text: `${number}. ${text} `, strong: true }, { text: `(${task}.)` }] },
    { items: options.map((option) => [{ text: option }]) },
  ];
}
