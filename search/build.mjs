/* Writes the search into a built site: `node build.mjs MODULES SITE < data.json`, where MODULES holds the npm packages. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { pack } from "./pack.js";

const [modules, site] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const { buildSync } = createRequire(join(modules, "x.js"))("esbuild");
const { engine, data } = JSON.parse(readFileSync(0, "utf8"));

function write(name, text) {
  mkdirSync(dirname(join(site, name)), { recursive: true });
  writeFileSync(join(site, name), text);
}

/* A script may hold any JSON, once no text in it can end a line of it. */
const literal = (value) => JSON.stringify(value).replace(/[\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`);

buildSync({
  entryPoints: [join(here, "main.js")],
  outfile: join(site, "assets/search.js"),
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
  charset: "utf8",
  banner: engine === "minisearch" ? { js: "/* Holds MiniSearch by Luca Ongaro, under the MIT licence. */" } : {},
  logLevel: "error",
  alias: { ENGINE: join(here, `${engine}.js`) },
  nodePaths: [modules],
});
if (engine === "pagefind") {
  const { writePagefind } = await import("./pagefind-index.mjs");
  await writePagefind(data, modules, join(site, "pagefind"));
  write("search/kinds.js", `knowledge.kinds=${literal(data.kinds)}`);
} else {
  write("search/data.js", `knowledge.data=${literal(pack(data))}`);
}
for (const { id, summary, answers } of data.records) {
  write(`search/records/${id}.js`, `knowledge.texts[${literal(id)}]=${literal({ summary, answers })}`);
}
