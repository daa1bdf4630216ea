/* Writes what readers' browsers load into a built site: `node web/build.mjs < request.json`. The request holds

   site     the folder of the built site
   modules  the folder of the npm packages
   engine   the engine of the search, one of search/<engine>.js
   data     the data of the search, as knowledge/outputs/search.py describes it
   kinds    the kinds of record, each [kind, beginning of its ids]
   own      the licences of this site, each [title, path]

   Where that fails it prints one line that says why, and ends with 1. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const WEB = dirname(fileURLToPath(import.meta.url));

/* What stands in assets/, and the file here that it is made of. */
const ENTRIES = {
  site: "site.js",
  register: "register.js",
  calendar: "calendar.js",
  check: "check.js",
  missing: "missing.js",
  copy: "copy.js",
  search: "search/main.js",
  assess: "tools/assess.js",
  office: "tools/office.js",
  cpd: "tools/cpd.js",
  quotation: "tools/quotation.js",
  kit: "tools/kit.js",
  "kit-files": "tools/kit-files.js",
  "before-after": "tools/before-after.js",
  "site.css": "styles/site.css",
  "tools.css": "styles/tools.css",
};

/* What stands in kit/: the files of the trainer's kit are made from it, and no page loads it. */
const FOR_THE_KIT = {
  scorm: "scorm/main.js",
  "scorm.css": "styles/scorm.css",
};

try {
  await build(JSON.parse(readFileSync(0, "utf8")));
} catch (error) {
  console.error(reason(error));
  process.exitCode = 1;
}

async function build({ site, modules, engine, data, kinds, own }) {
  const setting = { site, modules, engine, kinds };
  const inputs = bundle("assets", ENTRIES, setting); // first, since it says best what is wrong in a script
  inputs.push(...bundle("kit", FOR_THE_KIT, setting));
  write(site, "licences.txt", licences(inputs, modules, own));
  if (engine === "pagefind") {
    const { writePagefind } = await import("./search/pagefind-index.mjs");
    await writePagefind(data, modules, join(site, "pagefind"));
    write(site, "search/kinds.js", `knowledge.kinds=${literal(data.kinds)}`);
  } else {
    const { pack } = await import("./search/pack.js");
    const realWords = readFileSync(join(WEB, "search/real-words.txt"), "utf8").replace(/^#.*$/gm, "").match(/\S+/g);
    write(site, "search/data.js", `knowledge.data=${literal(pack(data, realWords))}`);
  }
  for (const [name, schema] of Object.entries(await schemas(modules))) {
    write(site, `tools/schema/${name}.json`, `${JSON.stringify(schema, null, 2)}\n`);
  }
  for (const { id, summary } of data.records) {
    write(site, `search/records/${id}.js`, `knowledge.texts[${literal(id)}]=${literal({ summary })}`);
  }
}

/* Write scripts and styles into a folder, each with what it imports, and as small as they can be. Return the files that
   they are made of. */
function bundle(folder, entries, { site, modules, engine, kinds }) {
  const { buildSync } = createRequire(join(modules, "x.js"))("esbuild");
  const { metafile } = buildSync({
    absWorkingDir: dirname(WEB),
    metafile: true,
    entryPoints: Object.entries(entries).map(([out, path]) => ({ in: join(WEB, path), out: out.replace(".css", "") })),
    outdir: join(site, folder),
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2020",
    charset: "utf8",
    logLevel: "silent",
    alias: {
      ENGINE: join(WEB, `search/${engine}.js`),
      fflate: join(WEB, "tools/zip.js"),
      FFLATE: join(modules, "fflate/esm/browser.js"),
    },
    define: { ID_PREFIXES: JSON.stringify(kinds.map(([, prefix]) => prefix)) },
    nodePaths: [modules],
  });
  return Object.keys(metafile.inputs);
}

/* Return the licences of this site and of the packages that its scripts contain: most ask for a copy of theirs. */
function licences(inputs, modules, own) {
  const inside = inputs.flatMap((path) => path.match(/.*node_modules[/]((?:@[^/]+[/])?[^/]+)/)?.[1] ?? []);
  const packages = [...new Set(inside)].sort().map((name) => {
    const folder = join(modules, name);
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    if (!file) throw new Error(`${name}: the package has no copy of its licence; scripts cannot contain it`);
    return [`${name} ${JSON.parse(readFileSync(join(folder, "package.json"))).version}`, join(folder, file)];
  });
  const parts = [...own, ...packages].map(([title, path]) => [title, "=".repeat(title.length), readText(path)]);
  return `${parts.map((part) => part.join("\n")).join("\n\n\n")}\n`;
}

function readText(path) {
  return readFileSync(path, "utf8").replace(/\r\n/g, "\n").trim();
}

/* Return the published schemas of the files that readers save, by name. */
async function schemas(modules) {
  const { buildSync } = createRequire(join(modules, "x.js"))("esbuild");
  const { outputFiles } = buildSync({
    entryPoints: [join(WEB, "tools/schema.js")],
    bundle: true,
    format: "esm",
    write: false,
    logLevel: "silent",
    nodePaths: [modules],
  });
  const made = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
  return made.publishedSchemas();
}

function write(site, name, text) {
  mkdirSync(dirname(join(site, name)), { recursive: true });
  writeFileSync(join(site, name), text);
}

/* A script may hold any JSON, once no text in it can end a line of it. */
function literal(value) {
  return JSON.stringify(value).replace(/[\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`);
}

/* esbuild says of each fault where it is; of others the first line tells most. */
function reason(error) {
  const [fault] = error.errors ?? [];
  if (fault?.location) return `${fault.location.file}:${fault.location.line}: ${fault.text}`;
  return String(error.message).split("\n")[0];
}
