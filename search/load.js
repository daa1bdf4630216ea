/* What every engine loads of the data: a record's text when it is shown. */

/* Return a promise of a script's having run. A script is read from a ZIP too, where nothing can be fetched. */
export function run(src) {
  return new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src, onload: resolve, onerror: reject });
    document.head.append(script);
    script.addEventListener("load", () => script.remove());
  });
}

/* What the scripts of the data write to. */
export const held = (self.knowledge = { data: null, kinds: null, texts: {} });

/* Return what gives, by promise, a record's summary and the questions that it answers. */
export function texts(root) {
  const asked = new Map();
  return (id) => {
    if (!asked.has(id)) asked.set(id, run(`${root}search/records/${id}.js`).then(() => held.texts[id]));
    return asked.get(id);
  };
}
