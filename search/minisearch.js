/* The engine that is loaded whole: right for some thousands of records. */
import { Finder, WEIGHTS } from "./find.js";
import { held, run, texts } from "./load.js";
import { unpack } from "./pack.js";

/* Let the page do what waits. */
const rest = () => (self.scheduler?.yield ? self.scheduler.yield() : new Promise((resolve) => setTimeout(resolve)));

/* Return the finder, by promise, and what gives a record's text. */
export function engine(root) {
  const finder = run(`${root}search/data.js`).then(async () => {
    const made = new Finder(await unpack(held.data, rest), WEIGHTS, rest);
    await made.ready;
    return made;
  });
  return { finder, text: texts(root) };
}
