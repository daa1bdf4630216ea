/* The data of the search as little text: each stem is a number, frequent ones the shortest, written in printable signs. */
import { stems } from "./words.js";

const FIRST = 35; // "#": above the quotation mark, the space and "!", which divide
const SIGNS = 91; // up to "~", without the backslash
const ONE = 45; // numbers below this take one sign
const TWO = 40; // so many first signs open a number of two

const COMMON = 60; // what stands in the text of more records than this tells little

function sign(value) {
  const code = FIRST + value;
  return String.fromCharCode(code < 92 ? code : code + 1);
}

function value(code) {
  return (code < 92 ? code : code - 1) - FIRST;
}

function coded(number) {
  if (number < ONE) return sign(number);
  const rest = number - ONE;
  if (rest < TWO * SIGNS) return sign(ONE + Math.floor(rest / SIGNS)) + sign(rest % SIGNS);
  const more = rest - TWO * SIGNS;
  const high = Math.floor(more / SIGNS / SIGNS);
  return sign(ONE + TWO + high) + sign(Math.floor(more / SIGNS) % SIGNS) + sign(more % SIGNS);
}

function decoded(text) {
  const numbers = [];
  for (let at = 0; at < text.length; at += 1) {
    const first = value(text.charCodeAt(at));
    if (first < ONE) numbers.push(first);
    else if (first < ONE + TWO) numbers.push(ONE + (first - ONE) * SIGNS + value(text.charCodeAt((at += 1))));
    else {
      const high = (first - ONE - TWO) * SIGNS + value(text.charCodeAt((at += 1)));
      numbers.push(ONE + TWO * SIGNS + high * SIGNS + value(text.charCodeAt((at += 1))));
    }
  }
  return numbers;
}

/* Return what the browser loads, from the data that knowledge/search.py gives. */
export function pack(data) {
  const headings = data.headings.map(([source, text, found]) => [source, text, found.map(stems)]);
  const synonyms = data.synonyms.map((group) => group.map(stems));
  const records = data.records.map((record) => {
    const title = stems(record.title);
    const answers = record.answers.map(stems);
    const names = record.names.map(stems);
    const body = stems(record.text);
    const cited = record.headings.flatMap((heading) => [...stems(headings[heading][1]), ...headings[heading][2].flat()]);
    const said = new Set([...title, ...answers.flat(), ...names.flat(), ...cited]);
    return { ...record, answers, names, body: [...new Set(body)].filter((text) => !said.has(text)) };
  });
  const inBodies = new Map();
  for (const text of records.flatMap((record) => record.body)) inBodies.set(text, (inBodies.get(text) || 0) + 1);
  for (const record of records) record.body = record.body.filter((text) => inBodies.get(text) <= COMMON);

  const counts = new Map();
  const count = (list) => list.forEach((text) => counts.set(text, (counts.get(text) || 0) + 1));
  for (const [, , found] of headings) found.forEach(count);
  for (const group of synonyms) group.forEach(count);
  for (const record of records) [...record.answers, ...record.names, record.body].forEach(count);
  const byCount = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || (a < b ? -1 : 1));
  const number = new Map(byCount.map((text, at) => [text, at]));
  const list = (texts) => texts.map((text) => coded(number.get(text))).join("");
  const lists = (many) => many.map(list).join(" ");

  return {
    kinds: data.kinds,
    pages: data.pages,
    sources: data.sources,
    stems: byCount.join(" "),
    headings: headings.map(([source, text, found]) => [source, text, lists(found)]),
    synonyms: synonyms.map(lists).join("!"),
    ids: records.map((record) => record.id.slice(data.kinds[record.kind][2].length)).join(" "),
    titles: records.map((record) => record.title),
    places: records.map((record) => [record.kind, record.page, ...record.headings]),
    answers: records.map((record) => lists(record.answers)).join("!"),
    names: records.map((record) => lists(record.names)).join("!"),
    bodies: records.map((record) => list(record.body.sort((a, b) => number.get(a) - number.get(b)))).join("!"),
  };
}

/* Return where in a source a record stands: the heading, and the year of the source. */
function where({ headings, sources }, number) {
  const [source, text] = headings[number];
  return sources[source] ? `“${text}”, ${sources[source]}` : `“${text}”`;
}

/* Return a promise of the records, headings and groups of synonyms, from what `pack` made. `rest` returns a promise of leave to
   go on, and is asked now and then. */
export async function unpack(packed, rest = async () => {}) {
  const byNumber = packed.stems.split(" ");
  const list = (text) => decoded(text).map((at) => byNumber[at]);
  const lists = (text) => (text ? text.split(" ").map(list) : []);
  const [answers, names, bodies] = [packed.answers, packed.names, packed.bodies].map((text) => text.split("!"));
  const records = [];
  for (const [at, end] of packed.ids.split(" ").entries()) {
    await rest();
    const [kind, page, ...headings] = packed.places[at];
    const id = packed.kinds[kind][2] + end;
    records.push({
      id,
      kind: packed.kinds[kind][0],
      url: `${packed.pages[page]}#${id}`,
      place: where(packed, headings[0]),
      title: packed.titles[at],
      titleStems: stems(packed.titles[at]),
      answers: lists(answers[at]),
      names: lists(names[at]),
      body: list(bodies[at]),
      headings,
    });
  }
  return {
    records,
    kinds: packed.kinds.map(([kind, plural, , one]) => ({ kind, plural, one })),
    headings: packed.headings.map(([, text, found]) => [stems(text), ...lists(found)]),
    synonyms: packed.synonyms.split("!").map(lists),
  };
}
