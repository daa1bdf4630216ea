/* Writes the index of Pagefind, a record at a time. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/* Write the index of the records of `data` into a folder; `modules` holds the npm packages. */
export async function writePagefind(data, modules, folder) {
  const { close, createIndex } = await import(pathToFileURL(join(modules, "pagefind/lib/index.js")).href);
  const { index } = await createIndex({ forceLanguage: "en" });
  for (const { id, kind, page, title, text, answers, names, headings } of data.records) {
    const [source, heading] = data.headings[headings[0]];
    const url = `${data.pages[page]}#${id}`;
    const name = data.kinds[kind][0];
    const { errors } = await index.addCustomRecord({
      url: `/${url}`,
      content: [title, ...names, ...answers, text].join(". "),
      language: "en",
      meta: { id, kind: name, title, place: `“${heading}”, ${data.sources[source]}`, place_on_site: url },
      filters: { kind: [name] },
    });
    if (errors.length) throw new Error(`${id}: ${errors.join("; ")}`);
  }
  const { errors } = await index.writeFiles({ outputPath: folder });
  if (errors.length) throw new Error(errors.join("; "));
  await close();
}
