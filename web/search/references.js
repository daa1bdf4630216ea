/* Finds the ids that a query names: by an id itself, or by a kind and a number, such as "rec 2" or "paras 137 to 140".
   What kinds there are, how their ids begin and which numbers they have comes from the data. */
import { fold } from "./words.js";

const CARDINALS = ["one", "two", "three", "four", "five", "six", "seven", "eight"];
const ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];
const LONGEST_RANGE = 13;
const BARE = 100; // a number from here on names a record without the name of its kind; a smaller one counts anything

const TO = "\\s*(?:to|and|until|,|\u2013|-)\\s*";

/* Return the kinds whose ids are a number behind their prefix, each with its numbers. */
function numberedKinds(kinds, ids) {
  return kinds
    .map(({ kind, plural, prefix }) => {
      const found = ids.filter((id) => id.startsWith(prefix)).map((id) => id.slice(prefix.length));
      const numbers = found.filter((rest) => /^\d+$/.test(rest)).map(Number);
      return { prefix, name: nameOf(kind, plural, prefix), numbers: numbers.sort((a, b) => a - b) };
    })
    .filter(({ numbers }) => numbers.length);
}

/* Return a pattern for what a kind is called: "rec", "recs" or "recommendation" with any slip behind its first letters,
   where the prefix abbreviates the name; else the names of one and many. */
function nameOf(kind, plural, prefix) {
  const short = prefix.replace(/-$/, "");
  const one = kind.toLowerCase();
  if (one !== short && one.startsWith(short)) return `${short}(?:s|${one.slice(short.length, short.length + 2)}\\w*)?`;
  return `(?:${short}|${one}|${plural.toLowerCase()})`;
}

function numberOf(word) {
  return CARDINALS.indexOf(word) + 1 || ORDINALS.indexOf(word) + 1 || Number.parseInt(word, 10);
}

/* Return a function that gives the ids that a query names, in the order in which it does, of these kinds and ids. */
export function referencesIn(kinds, ids) {
  const known = new Set(ids);
  const numbered = numberedKinds(kinds, ids);
  return (query) => {
    const text = fold(query);
    const named = [query.trim().toLowerCase().replace(/\s+/g, "-")];
    for (const { prefix, name, numbers } of numbered) {
      const add = (from, to = from) => {
        const ends = [numberOf(from), numberOf(to)];
        if (!ends.some((end) => numbers.includes(end))) return; // "100 to 200" counts something else
        const within = numbers.filter((number) => number >= ends[0] && number <= ends[1]);
        named.push(...within.slice(0, LONGEST_RANGE).map((number) => prefix + number));
      };
      if (numbers[0] < BARE) {
        for (const [, from, to] of text.matchAll(withName(name))) add(from, to);
        for (const [, ordinal] of text.matchAll(withOrdinal(name))) add(ordinal);
      } else {
        for (const [, from, to, part] of text.matchAll(bareNumber(String(numbers[0]).length))) {
          if (part) named.push(`${prefix}${from}-${part}`);
          add(from, to);
        }
      }
    }
    return [...new Set(named)].filter((id) => known.has(id));
  };
}

/* "rec 2", "recommendation no. two", "recs 4 and 5". */
function withName(name) {
  const count = `(\\d+|${CARDINALS.join("|")})`;
  return new RegExp(`\\b${name}\\.?\\s*(?:no\\.?|number|nr)?\\s*#?${count}\\b(?:${TO}${count}\\b)?`, "g");
}

/* "the third recommendation", "2nd rec". */
function withOrdinal(name) {
  return new RegExp(`\\b(\\d+(?:st|nd|rd|th)|${ORDINALS.join("|")})\\s+${name}\\b`, "g");
}

/* "141", "paras 137 to 140", "141 bullet 2", "141.2"; `digits` is how many a number has. */
function bareNumber(digits) {
  const number = `(\\d{${digits}})`;
  return new RegExp(`\\b${number}\\b(?:${TO}${number}\\b)?(?:\\s*[,./-]?\\s*(?:bullet|point|no)?\\s*([1-9])\\b)?`, "g");
}
