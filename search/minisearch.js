/* The engine that is loaded whole: right for some thousands of records. */
import { Finder, WEIGHTS } from "./find.js";
import { held, run, texts } from "./load.js";
import { unpack } from "./pack.js";

const REHEARSED = 25; // the title of each so many records is asked for

/* Let the page do what waits. */
const rest = () => (self.scheduler?.yield ? self.scheduler.yield() : new Promise((resolve) => setTimeout(resolve)));

/* Ask the finder, in moments in which nothing else is to be done, for the titles of some records: the browser has then made its
   code fast, and what it compares, before a reader asks. */
function rehearse(finder, titles) {
  if (!titles.length || !self.requestIdleCallback) return;
  requestIdleCallback(() => {
    finder.find(titles[0]);
    rehearse(finder, titles.slice(1));
  });
}

/* Return the finder, by promise, and what gives a record's text. */
export function engine(root) {
  const finder = run(`${root}search/data.js`).then(async () => {
    const made = new Finder(await unpack(held.data, rest), WEIGHTS, rest);
    await made.ready;
    rehearse(made, held.data.titles.filter((_, number) => number % REHEARSED === 0));
    return made;
  });
  return { finder, text: texts(root) };
}
