/* The data of the search as little text: each stem is a number, frequent ones the shortest. */
import { decode, encode } from "./numbers.js";
import { sieve, sieveOf } from "./sieve.js";
import { stem, stems } from "./words.js";

const COMMON = 6; // what stands in the text of more records than this tells little, and is left out of the text

/* Return what the browser loads, from the data that knowledge/outputs/search.py gives and from words that are no slip
   in another though no record has them. */
export function pack(data, realWords = []) {
  const headings = data.headings.map(([source, text, found]) => [source, text, found.map(stems)]);
  const synonyms = data.synonyms.map((group) => group.map(stems));
  const saidAnywhere = new Set(headings.flatMap(([, text, found]) => [...stems(text), ...found.flat()]));
  const records = data.records.map((record) => {
    const title = stems(record.title);
    const phrases = record.phrases.map(stems);
    const names = record.names.map(stems);
    const body = stems(record.text);
    const cited = record.headings.flatMap((heading) => [
      ...stems(headings[heading][1]),
      ...headings[heading][2].flat(),
    ]);
    const own = [...title, ...phrases.flat(), ...names.flat()];
    for (const text of own) saidAnywhere.add(text);
    const said = new Set([...own, ...cited]);
    return { ...record, phrases, names, body: [...new Set(body)].filter((text) => !said.has(text)) };
  });
  const inBodies = new Map();
  for (const text of records.flatMap((record) => record.body)) inBodies.set(text, (inBodies.get(text) || 0) + 1);
  const isKept = (text) => inBodies.get(text) <= COMMON || !saidAnywhere.has(text); // each word is still found
  for (const record of records) record.body = record.body.filter(isKept);

  const counts = new Map();
  const count = (list) => {
    for (const text of list) counts.set(text, (counts.get(text) || 0) + 1);
  };
  for (const [, , found] of headings) found.forEach(count);
  for (const group of synonyms) group.forEach(count);
  for (const record of records) [...record.phrases, ...record.names, record.body].forEach(count);
  const byCount = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || (a < b ? -1 : 1));
  const number = new Map(byCount.map((text, at) => [text, at]));
  const others = new Set(realWords.map(stem).filter((text) => !number.has(text)));
  const list = (texts) => texts.map((text) => encode(number.get(text))).join("");
  const lists = (many) => many.map(list).join(" ");

  return {
    kinds: data.kinds,
    pages: data.pages,
    sources: data.sources,
    stems: byCount.join(" "),
    realWords: sieveOf([...others].sort()),
    headings: headings.map(([source, text, found]) => [source, text, lists(found)]),
    synonyms: synonyms.map(lists).join("!"),
    /* Side by side, with spaces alike, since an id often repeats words of its title. */
    titles: records
      .map(({ id, kind, title }) => `${id.slice(data.kinds[kind][2].length).replaceAll("-", " ")}\n${title}`)
      .join("\n"),
    places: [records.map(({ kind }) => kind), records.map(({ page }) => page), records.map(({ headings }) => headings)],
    phrases: records.map((record) => lists(record.phrases)).join("!"),
    names: records.map((record) => lists(record.names)).join("!"),
    bodies: records.map((record) => list(record.body.sort((a, b) => number.get(a) - number.get(b)))).join("!"),
  };
}

/* Return where in a source a record stands, the heading and the year of the source; or on which page of the site. */
export function where({ headings, sources }, number, title) {
  const [source, text] = headings[number];
  if (source < 0) return text === title ? "" : text;
  return sources[source] ? `“${text}”, ${sources[source]}` : `“${text}”`;
}

/* Return a promise of the records, headings, groups of synonyms and what knows real words, from what `pack` made.
   `yieldToMain` is called now and then, and promises leave to go on. */
export async function unpack(packed, yieldToMain = async () => {}) {
  const byNumber = packed.stems.split(" ");
  const list = (text) => decode(text).map((at) => byNumber[at]);
  const lists = (text) => (text ? text.split(" ").map(list) : []);
  const [phrases, names, bodies] = [packed.phrases, packed.names, packed.bodies].map((text) => text.split("!"));
  const records = [];
  const titles = packed.titles.split("\n");
  const [kinds, pages, places] = packed.places;
  for (const [at, kind] of kinds.entries()) {
    await yieldToMain();
    const id = packed.kinds[kind][2] + titles[2 * at].replaceAll(" ", "-");
    const title = titles[2 * at + 1];
    const headings = places[at];
    records.push({
      id,
      kind: packed.kinds[kind][0],
      worth: packed.kinds[kind][4] ?? 1,
      url: `${packed.pages[pages[at]]}#${id}`,
      place: where(packed, headings[0], title),
      title,
      titleStems: stems(title),
      phrases: lists(phrases[at]),
      names: lists(names[at]),
      body: list(bodies[at]),
      headings,
    });
  }
  return {
    records,
    kinds: packed.kinds.map(([kind, plural, prefix, one]) => ({ kind, plural, prefix, one })),
    headings: packed.headings.map(([, text, found]) => [stems(text), ...lists(found)]),
    synonyms: packed.synonyms.split("!").map(lists),
    isRealWord: sieve(packed.realWords),
  };
}
