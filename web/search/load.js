/* What every engine loads of the data: a record's text when it is shown. */
import { element } from "../dom.js";

/* Return a promise of a script's having run. A script is read from a ZIP too, where nothing can be fetched. */
export function runScript(src) {
  return new Promise((resolve, reject) => {
    const script = element("script", { src, onload: resolve, onerror: reject });
    document.head.append(script);
    script.addEventListener("load", () => script.remove());
  });
}

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
