/* The engine that is loaded whole: right for some thousands of records. */
import { Finder, WEIGHTS } from "./find.js";
import { held, run, texts } from "./load.js";
import { unpack } from "./pack.js";

const AT_ONCE = 8; // milliseconds in which records are made ready before the page may do what waits
let since = performance.now();

/* Let the page do what waits, if it has waited long enough. */
async function rest() {
  if (performance.now() - since < AT_ONCE) return;
  await (self.scheduler?.yield ? self.scheduler.yield() : new Promise((resolve) => setTimeout(resolve)));
  since = performance.now();
}

/* Return the finder, by promise, and what gives a record's text. */
export function engine(root) {
  const finder = run(`${root}search/data.js`).then(async () => {
    const made = new Finder(await unpack(held.data, rest), WEIGHTS, rest);
    await made.ready;
    return made;
  });
  return { finder, text: texts(root) };
}
