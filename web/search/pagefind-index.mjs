/* Writes the index of Pagefind, a record at a time. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { where } from "./pack.js";

/* Write the index of the records of `data` into a folder; `modules` holds the npm packages. */
export async function writePagefind(data, modules, folder) {
  const library = join(modules, "pagefind/lib/index.js");
  if (!existsSync(library)) throw new Error("Pagefind could not be installed; remove .venv/npm and call 'make build'");
  const { close, createIndex } = await import(pathToFileURL(library).href);
  const { index } = await createIndex({ forceLanguage: "en" });
  for (const { id, kind, page, title, text, phrases, names, headings } of data.records) {
    const url = `${data.pages[page]}#${id}`;
    const name = data.kinds[kind][0];
    const { errors } = await index.addCustomRecord({
      url: `/${url}`,
      content: [title, ...names, ...phrases, text].join(". "),
      language: "en",
      meta: { id, kind: name, title, place: where(data, headings[0], title), place_on_site: url },
      filters: { kind: [name] },
    });
    if (errors.length) throw new Error(`${id}: ${errors.join("; ")}`);
  }
  /* Its own writeFiles may say that it is done before the last part of a file is written (Pagefind's issue 1271). */
  const { errors, files } = await index.getFiles();
  if (errors.length) throw new Error(errors.join("; "));
  for (const { path, content } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  await close();
}
