/* Runs what a built site sends to browsers: `node built_scripts.mjs SITE WEB MODULES < {queries, missing}` prints the ids
   that each query finds, the best first, and what the page for missing addresses offers for each address. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runInNewContext } from "node:vm";

const [site, web, modules] = process.argv.slice(2);
const { queries, missing } = JSON.parse(readFileSync(0, "utf8"));
const HOME = "/guide/";

async function finder() {
  const folder = mkdtempSync(join(tmpdir(), "scripts-"));
  const { buildSync } = createRequire(join(modules, "x.js"))("esbuild");
  const load = async (name) => {
    const outfile = join(folder, name.replace(".js", ".mjs"));
    buildSync({ entryPoints: [join(web, "search", name)], outfile, bundle: true, format: "esm", nodePaths: [modules] });
    return import(pathToFileURL(outfile).href);
  };
  try {
    const [{ Finder }, { unpack }] = [await load("find.js"), await load("pack.js")];
    const knowledge = {};
    runInNewContext(readFileSync(join(site, "search/data.js"), "utf8"), { knowledge });
    const made = new Finder(await unpack(knowledge.data));
    await made.ready;
    return made;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function offered(path) {
  const link = {
    href: `https://host${HOME}search/`,
    getAttribute: () => `${HOME}search/`,
    setAttribute() {},
    textContent: "",
  };
  const document = { querySelector: () => link };
  runInNewContext(readFileSync(join(site, "assets/missing.js"), "utf8"), {
    document,
    location: { pathname: HOME + path },
    URL,
    decodeURIComponent,
    encodeURIComponent,
  });
  return link.textContent;
}

const made = await finder();
const found = Object.fromEntries(queries.map((query) => [query, made.find(query).results.map(({ id }) => id)]));
console.log(JSON.stringify({ found, offered: Object.fromEntries(missing.map((path) => [path, offered(path)])) }));
