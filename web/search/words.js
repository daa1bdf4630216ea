/* Text to stems: the one place that says when two words are the same to the search. */

/* Words that carry no meaning in a question; a query of nothing else is taken as it is. */
const STOP_WORDS = new Set(
  `a about after all also am an and any are as at be been before being but by can could did do does doing done for
  from get gets getting give go had has have having he her here him his how i if in into is isn it its just let
  like ll may me might my no not of off on one or our out own re s should shouldn so some such t tell than that
  the their them then there these they thing things this those to too us ve was we were what when where which
  while who whom whose why will with would wouldn you your`.split(/\s+/),
);

/* Return a text in lower case, without accents, apostrophes and the hyphens within words. */
export function fold(text) {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[\u2019']s\b/g, "")
    .replace(/[\u2019']/g, "")
    .replace(/([\p{L}\p{N}])[-\u2010\u2011](?=[\p{L}\p{N}])/gu, "$1 ")
    .replace(/&/g, " and ")
    .replace(/\bmay(?= (?:of )?(?:19|20)\d\d\b)/g, "maymonth"); // the month, which is no word without meaning
}

/* Return the words of a text, folded. */
export function words(text) {
  return fold(text).match(/[\p{L}\p{N}]+/gu) || [];
}

/* British against American spelling, where the ending alone tells. */
const SPELLINGS = [
  [/is(e|ed|es|ing|er|ers|ation|ations)$/, "iz$1"],
  [/our(?=s?$|ed|ing|ful|abl|hood)/, "or"],
  [/programme/, "program"],
  [/centre/, "center"],
  [/(def|lic)ence/, "$1ense"],
];

/* Endings that make another form of the same word; each leaves at least three letters. */
const ENDINGS = [
  [/(ss|us|is)$/, "$1."], // not a plural
  [/ies$/, "y"],
  [/(x|ch|sh|ss|zz)es$/, "$1"],
  [/s$/, ""],
  [/\.$/, ""],
  [/(ational|ations?|ators?|ative)$/, "at"],
  [/(izations?|izers?)$/, "iz"],
];

const known = new Map();

/* Return what a word has in common with its other forms. It need not be a word. */
export function stem(word) {
  if (!known.has(word)) known.set(word, stripped(word));
  return known.get(word);
}

function stripped(word) {
  if (word.length < 4 || /\d/.test(word)) return word;
  let cut = word;
  for (const [ending, other] of [...SPELLINGS, ...ENDINGS]) cut = cut.replace(ending, other);
  if (word.length > 8) cut = cut.replace(/ments?$/, "");
  cut = withoutEnding(cut, /(ness|ful|ly)$/, 4);
  cut = withoutEnding(cut, /(ing|ed)$/, 3);
  cut = withoutEnding(cut, /(ers?|ors?|ions?|ive|al)$/, 4);
  return cut.replace(/e$/, "").replace(/([^aeiou])y$/, "$1i");
}

/* Return a word without an ending, and without the letter that was doubled for it, if enough is left. */
function withoutEnding(word, ending, least) {
  const cut = word.replace(ending, "");
  return cut.length < least || cut === word ? word : cut.replace(/([bdgklmnprt])\1$/, "$1");
}

/* Return the stems of a text's words that carry meaning. */
export function stems(text) {
  return words(text)
    .filter((word) => !STOP_WORDS.has(word))
    .map(stem);
}

/* Return the words of a query that carry meaning; all of them where none does. */
export function queryWords(query) {
  const all = words(query);
  const kept = all.filter((word) => !STOP_WORDS.has(word));
  return kept.length ? kept : all;
}
