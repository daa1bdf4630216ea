/* What each part of the search brings: `node search_parts.mjs MODULES [learn] < {data, places, queries}`.
   With `learn` it seeks better weights instead. By cross-validation, and with the queries that are held out, it says
   what they are worth on queries not learnt from. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { pack, unpack } from "../../web/search/pack.js";

const [modules, wanted] = process.argv.slice(2);
const { data, places, queries: asked } = JSON.parse(readFileSync(0, "utf8"));
const HELD_OUT = "held_out"; // the set from which nothing is learnt
const queries = asked.filter(({ set }) => set !== HELD_OUT);
const heldOut = asked.filter(({ set }) => set === HELD_OUT);
const { Finder, WEIGHTS } = await bundled(join(dirname(fileURLToPath(import.meta.url)), "../../web/search/find.js"));

/* Return a module whose npm packages stand elsewhere. */
async function bundled(path) {
  const folder = mkdtempSync(join(tmpdir(), "search-"));
  const outfile = join(folder, "find.mjs");
  const { buildSync } = createRequire(join(modules, "x.js"))("esbuild");
  buildSync({ entryPoints: [path], outfile, bundle: true, format: "esm", nodePaths: [modules], logLevel: "error" });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function isRight(id, { gold }) {
  return gold.some(
    ({ doc, heading, heading_alts: others = [], ids = [] }) =>
      ids.includes(id) ||
      (places[id] || []).some(([file, text]) => file === doc && [heading, ...others].includes(text)),
  );
}

/* Return the shares of queries with a right result first, and in the first three, and the mean reciprocal rank. */
function scores(finder, asked) {
  const found = { first: 0, three: 0, mrr: 0 };
  for (const query of asked) {
    const rank = 1 + finder.find(query.q).results.findIndex(({ id }) => isRight(id, query));
    found.first += rank === 1;
    found.three += rank > 0 && rank <= 3;
    found.mrr += rank && 1 / rank;
  }
  for (const name in found) found[name] /= asked.length;
  return found;
}

const WORDS = join(dirname(fileURLToPath(import.meta.url)), "../../web/search/real-words.txt");
const REAL_WORDS = readFileSync(WORDS, "utf8").replace(/^#.*$/gm, "").match(/\S+/g);

async function finderOf(changed, weights = WEIGHTS, realWords = REAL_WORDS) {
  const text = JSON.stringify(pack(changed, realWords));
  const finder = new Finder(await unpack(JSON.parse(text)), weights);
  await finder.ready;
  return [finder, gzipSync(text, { level: 9 }).length];
}

const records = (change) => ({ ...data, records: data.records.map((record) => ({ ...record, ...change(record) })) });

const PARTS = [
  ["nothing", data, {}],
  ["no phrases of readers", records(() => ({ phrases: [] })), {}],
  ["no words of the sections", { ...data, headings: data.headings.map(([source, text]) => [source, text, []]) }, {}],
  ["no text of the records", records(() => ({ text: "" })), {}],
  ["no other names", records(() => ({ names: [] })), {}],
  ["no synonyms", { ...data, synonyms: [["x", "y"]] }, {}],
  ["no pages of the site", { ...data, records: data.records.filter(({ kind }) => data.kinds[kind][0] !== "page") }, {}],
  ["no mending of slips", data, { fuzzy: 0 }],
  ["no words that are no slips", data, {}, []],
  ["not in how few sections a word stands", data, { spread: 0 }],
  ["not how much of the query is found", data, { coverage: 0 }],
  ["not how well one phrase fits", data, { saying: 0 }],
  ["not how well a second phrase fits", data, { second: 0 }],
  ["not what stands side by side", data, { phrase: 0 }],
  ["not the other records of a heading", data, { section: 0 }],
  ["no putting back of the same heading", data, { repeat: 1 }],
];

async function leaveOut() {
  console.log(`| Left out | Learnt from: first | In three | MRR | Held out: first | In three | MRR | Data (gzip) |
| --- | --- | --- | --- | --- | --- | --- | --- |`);
  for (const [name, changed, weights, realWords] of PARTS) {
    const [finder, size] = await finderOf(changed, { ...WEIGHTS, ...weights }, realWords);
    const found = [scores(finder, queries), scores(finder, heldOut)];
    const shown = found.flatMap(({ first, three, mrr }) => [first, three, mrr]).map((share) => share.toFixed(3));
    console.log(`| ${name} | ${shown.join(" | ")} | ${(size / 1000).toFixed(1)} kB |`);
  }
}

/* Return better weights for some queries, each weight changed in turn as long as that helps. */
function learnt(finder, asked, rounds) {
  const worth = (weights) => {
    finder.weigh(weights);
    const { first, three, mrr } = scores(finder, asked);
    return first + three + mrr;
  };
  let best = { ...WEIGHTS };
  let most = worth(best);
  for (let round = 0; round < rounds; round += 1) {
    for (const name of Object.keys(best)) {
      for (const factor of [0.5, 0.8, 1.25, 2]) {
        const tried = {
          ...best,
          [name]: name === "repeat" ? Math.min(1, best[name] * Math.sqrt(factor)) : best[name] * factor,
        };
        const reached = worth(tried);
        if (reached > most + 0.001) [best, most] = [tried, reached];
      }
    }
  }
  return best;
}

async function learn(folds = 4) {
  const [finder] = await finderOf(data);
  for (let fold = 0; fold < folds; fold += 1) {
    finder.weigh(
      learnt(
        finder,
        queries.filter((_, at) => at % folds !== fold),
        2,
      ),
    );
    console.log(
      `not learnt from, part ${fold + 1}:`,
      scores(
        finder,
        queries.filter((_, at) => at % folds === fold),
      ),
    );
  }
  const best = learnt(finder, queries, 3);
  console.log("learnt from all:", best);
  finder.weigh(best);
  console.log("held out:", scores(finder, heldOut));
}

await (wanted === "learn" ? learn() : leaveOut());
