/* The engine that is loaded whole: right for some thousands of records. */
import { Finder } from "./find.js";
import { held, run, texts } from "./load.js";
import { unpack } from "./pack.js";

/* Return the finder, by promise, and what gives a record's text. */
export function engine(root) {
  const finder = run(`${root}search/data.js`).then(async () => {
    const made = new Finder(unpack(held.data));
    await made.ready;
    return made;
  });
  return { finder, text: texts(root) };
}
