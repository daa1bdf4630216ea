/* The engine that is loaded whole: right for some thousands of records. */
/*! Holds MiniSearch by Luca Ongaro, under the MIT licence. */

import { runScript } from "../dom.js";
import { Finder, WEIGHTS } from "./find.js";
import { loaded, textLoader } from "./load.js";
import { unpack } from "./pack.js";

const YIELD_AFTER_MS = 8; // records are made ready for so long before the page may do what waits
let since = performance.now();

/* Let the page do what waits, if it has waited long enough. */
async function yieldToMain() {
  if (performance.now() - since < YIELD_AFTER_MS) return;
  await (self.scheduler?.yield ? self.scheduler.yield() : new Promise((resolve) => setTimeout(resolve)));
  since = performance.now();
}

/* Return the finder, by promise, and what gives a record's text. */
export function engine(root) {
  const finder = runScript(`${root}search/data.js`).then(async () => {
    const made = new Finder(await unpack(loaded.data, yieldToMain), WEIGHTS, yieldToMain);
    await made.ready;
    return made;
  });
  return { finder, text: textLoader(root) };
}
