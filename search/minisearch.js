/* The engine that is loaded whole: right for some thousands of records. */
import { Finder } from "./find.js";
import { unpack } from "./pack.js";

/* Return a promise of a script's having run. Scripts are read from a ZIP too, where nothing can be fetched. */
function run(src) {
  return new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src, onload: resolve, onerror: reject });
    document.head.append(script);
    script.addEventListener("load", () => script.remove());
  });
}

/* Return the finder and what gives a record's text, both by promise. */
export function engine(root) {
  const texts = new Map();
  const held = (self.knowledge = { data: null, texts: {} });
  const finder = run(`${root}search/data.js`).then(async () => {
    const made = new Finder(unpack(held.data));
    await made.ready;
    return made;
  });
  const text = (id) => {
    if (!texts.has(id)) texts.set(id, run(`${root}search/records/${id}.js`).then(() => held.texts[id]));
    return texts.get(id);
  };
  return { finder, text };
}
