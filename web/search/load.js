/* What every engine loads of the data: a record's text when it is shown. */
import { runScript } from "../dom.js";

/* What the scripts of the data write to. */
export const loaded = { data: null, kinds: null, texts: {} };
self.knowledge = loaded;

/* Return what gives, by promise, a record's summary. */
export function textLoader(root) {
  const promises = new Map();
  const load = (id) => runScript(`${root}search/records/${id}.js`).then(() => loaded.texts[id]);
  return (id) => {
    if (!promises.has(id)) promises.set(id, load(id));
    return promises.get(id);
  };
}
