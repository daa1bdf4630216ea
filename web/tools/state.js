/* What a reader has answered, chosen and planned on this page: one document in memory, and who wants to know when it
   changes. It is kept nowhere; custody.js does that when the reader asks. */

import { ASSESSMENT } from "./formats.js";

const NO_ANSWER = { level: "", evidence: "", note: "" };

/* Return a new document of an edition, made on a day; both are texts such as 2026-11-30. */
export function emptyAssessment(edition, made) {
  const { name: format, version } = ASSESSMENT;
  return { format, version, edition, made, answers: {}, priorities: [], actions: [] };
}

/* Return the answer to a question; one that is empty where there is none. */
export function answerTo(document, id) {
  return Object.hasOwn(document.answers, id) ? document.answers[id] : NO_ANSWER;
}

/* Return what holds a document. Each change puts a new document in the place of the last one, and calls everyone who
   asked with `{ isOpened, isAnother }`: whether it was opened, so that nothing of it is unsaved, and whether it brings
   answers that the fields do not show yet. */
export function createState(document) {
  let now = document;
  const listeners = [];

  function put(next, { isOpened = false, isAnother = false } = {}) {
    now = next;
    for (const listener of listeners) listener({ isOpened, isAnother });
  }

  return {
    current: () => now,
    open: (next) => put(next, { isOpened: true, isAnother: true }),
    whenChanged: (listener) => listeners.push(listener),

    /* Change a part of the answer to a question: its level, its evidence or its note. */
    answer(id, part) {
      const answer = { ...answerTo(now, id), ...part };
      const answers = { ...now.answers, [id]: answer };
      if (Object.values(answer).every((value) => value === "")) delete answers[id];
      put({ ...now, answers });
    },
    prioritise: (priorities) => put({ ...now, priorities }),
    plan: (actions) => put({ ...now, actions }),

    /* Begin a new assessment with the answers and the plan of an earlier one. */
    startFrom: ({ answers, actions }) => put({ ...now, answers, actions, priorities: [] }, { isAnother: true }),
  };
}
