/* Finds a reader's quotation in the fingerprints of the sources. knowledge/fingerprints.py makes them: what is said
   there of words and hashes is said here too, and a test compares the two. */

const NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");
const [START, END] = ["^", "$"];

/* With fewer words nothing can be said: many sentences have them. */
export const FEWEST = 6;

/* How likely at most a place may be found by accident. */
const ACCIDENT = 0.002;
const UNLIKELY = 0.1;

/* What part of its words must be found in one place for a quotation to be nearly right, and to be found at all. */
const NEARLY = 0.6;
const SOMEWHAT = 0.3;
const ALIKE = 0.35;

/* ------------------------------------------------------------------------------------------------
   Words and hashes
   ------------------------------------------------------------------------------------------------ */

/* Return the words of a text in the form in which they are compared. */
export function words(text) {
  const plain = text
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹\u00ad\u200b-\u200d\ufeff]/g, "")
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/['‘’‛`´ʼ]/g, "")
    .replace(/&/g, " and ")
    .replace(/(\d),(?=\d{3}(?!\d))/g, "$1");
  return (plain.match(/[a-z0-9]+/g) || []).map(compared);
}

function compared(word) {
  const number = NUMBERS.indexOf(word);
  return number < 0 ? word.replace(/([a-z]{2})iz(?=(?:e|ed|es|er|ers|ing|ation|ations)$)/, "$1is") : String(number);
}

/* Return the hash of words in a row, 32 bits. */
export function hashed(sequence) {
  let value = 0x811c9dc5;
  for (const sign of sequence.join(" ")) value = Math.imul(value ^ sign.charCodeAt(0), 0x01000193);
  return value >>> 0;
}

/* Return the number below `size` that stands for a hash in a unit. */
export function cut(hash, unit, size) {
  let value = hash ^ Math.imul(unit + 1, 0x9e3779b1);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  value = (value ^ (value >>> 16)) >>> 0;
  return Math.floor((value * size) / 2 ** 32);
}

/* Return the numbers of a unit, which are packed as their distances, 7 bits to a byte. */
export function unpacked(text) {
  const numbers = new Set();
  let [last, distance, shift] = [-1, 0, 0];
  for (const sign of atob(text)) {
    const byte = sign.charCodeAt(0);
    distance += (byte & 127) * 2 ** shift;
    shift += 7;
    if (byte < 128) {
      last += distance + 1;
      numbers.add(last);
      [distance, shift] = [0, 0];
    }
  }
  return numbers;
}

/* Return the fingerprints ready to be searched. */
export function opened({ units, odds, words: size }) {
  const made = units.map(([heading, place, range, text], number) => {
    const numbers = unpacked(text);
    return { number, heading, place, has: (hash) => numbers.has(cut(hash, number, range)) };
  });
  return { units: made, odds, size };
}

/* ------------------------------------------------------------------------------------------------
   The quotation
   ------------------------------------------------------------------------------------------------ */

/* Return the parts of a quotation between what was left out or put in, each a list of {text, words}: a word as it is
   typed, and as it is compared. */
export function partsOf(text) {
  const bare = text
    .replace(/^\s*["“”'‘’]*\s*\d{3}\.?\s+(?=\p{L})/u, "") // the number of a paragraph
    .replace(/\[sic\]/gi, " ")
    .replace(/\[(\p{L})\](?=\p{L})/gu, "$1")
    .replace(/\[[^\]]{0,200}\]|\(\s*(?:…|\.{2,})\s*\)|…|\.{2,}|(?:\.\s){2,}\.?/g, "\u0000");
  return bare
    .split("\u0000")
    .map((part) => (part.match(/\S+/g) || []).map((typed) => ({ text: typed, words: words(typed) })))
    .filter((part) => part.some((each) => each.words.length));
}

/* Return the parts with their words in one list each, and the hashes of the sequences in them. */
function sequencesOf(parts, size) {
  return parts.map((part) => {
    const list = part.flatMap((each) => each.words);
    const hashes = [];
    for (let at = 0; at + size <= list.length; at += 1) hashes.push(hashed(list.slice(at, at + size)));
    return { list, hashes };
  });
}

/* ------------------------------------------------------------------------------------------------
   Places
   ------------------------------------------------------------------------------------------------ */

/* Return how likely it is that, of `count` sequences, `least` or more are found where each is by one in `odds`. */
export function accident(count, least, odds) {
  const p = Math.min(1, odds);
  let [sum, term] = [0, (1 - p) ** count];
  for (let at = 0; at <= count; at += 1) {
    if (at >= least) sum += term;
    term *= ((count - at) / (at + 1)) * (p / (1 - p || 1e-9));
  }
  return Math.min(1, sum);
}

/* Return what is known of a set of found sequences: how many they are, and which words they cover and join. */
function covered(sequences, found, size) {
  let [count, total, sum] = [0, 0, 0];
  const parts = sequences.map(({ list }, part) => {
    const marks = list.map(() => ({ found: false, joined: false }));
    found[part].forEach((is, at) => {
      if (!is) return;
      count += 1;
      for (let word = at; word < at + size; word += 1) {
        marks[word].found = true;
        if (word > at) marks[word].joined = true;
      }
    });
    total += list.length;
    sum += marks.filter((mark) => mark.found).length;
    return marks;
  });
  return { count, share: total ? sum / total : 0, parts };
}

const empty = (sequences) => sequences.map(({ hashes }) => hashes.map(() => false));
const added = (one, other) => one.map((part, at) => part.map((is, place) => is || other[at][place]));
const countOf = (found) => found.reduce((sum, part) => sum + part.filter(Boolean).length, 0);
const newIn = (found, other) => countOf(added(found, other)) - countOf(found);

/* Return the places in which sequences are found, the best first: neighbours below one heading count as one place where
   the quotation runs on from the one to the other. */
function placesOf(sequences, { units, odds, size }) {
  const total = sequences.reduce((sum, { hashes }) => sum + hashes.length, 0);
  const found = units.map(({ has }) => sequences.map(({ hashes }) => hashes.map(has)));
  const apart = ({ place }) => "fh".includes(place[0]);
  const places = [];
  units.forEach((unit, first) => {
    let here = found[first];
    if (!countOf(here)) return;
    const members = [unit];
    const reaches = !apart(unit) && countOf(here) > 1;
    for (let next = first + 1; reaches && next < units.length; next += 1) {
      if (units[next].heading !== unit.heading) break;
      if (!apart(units[next])) {
        const later = after(here, found[next]);
        if (!runsOn(later, sequences, units[next])) break;
        here = added(here, later);
        members.push(units[next]);
      }
    }
    const { count, share } = covered(sequences, here, size);
    const chance = units.length * accident(total, count, members.length / odds);
    places.push({ heading: unit.heading, units: members, found: here, count, share, chance });
  });
  return places.sort((a, b) => b.count - a.count || a.units.length - b.units.length);
}

/* Return those of the found sequences that come after the last ones in a row that are found already: one alone may be
   found by accident. */
function after(here, found) {
  const inRow = here.map((each) => each.map((is, at) => is && (each[at - 1] || each[at + 1] || false)));
  const known = inRow.some((each) => each.includes(true)) ? inRow : here;
  const part = known.findLastIndex((each) => each.includes(true));
  const last = known[part].lastIndexOf(true);
  return found.map((each, number) => each.map((is, at) => is && (number > part || (number === part && at > last))));
}

/* Return whether a quotation runs on into a unit with these sequences: one alone may be found by accident, unless the
   unit begins with it. */
function runsOn(later, sequences, { has }) {
  if (countOf(later) !== 1) return countOf(later) > 1;
  const part = later.findIndex((each) => each.includes(true));
  const at = later[part].indexOf(true);
  return has(hashed([START, ...sequences[part].list.slice(at, at + 2)]));
}

/* Leave out the places that lie within a better one. */
function distinct(places) {
  const taken = new Set();
  return places.filter(({ units }) => {
    const isNew = !units.some(({ number }) => taken.has(number));
    if (isNew) for (const { number } of units) taken.add(number);
    return isNew;
  });
}

/* Return whether the quotation begins and ends where a sentence of one of the places does; null where that end is not
   found. */
function edgesOf(sequences, places, units) {
  const around = places.flatMap(({ units: own }) => {
    const last = own[own.length - 1].number;
    return [...own, ...units.slice(last + 1, last + 2)];
  });
  const fits = (sequence) => around.some(({ has }) => has(hashed(sequence)));
  const [place] = places;
  const begin = sequences[0];
  const end = sequences[sequences.length - 1];
  const first = place.found[0];
  const final = place.found[sequences.length - 1];
  return {
    begins: first[0] ? fits([START, ...begin.list.slice(0, 2)]) : null,
    ends: final[final.length - 1] ? fits([...end.list.slice(-2), END]) : null,
  };
}

/* ------------------------------------------------------------------------------------------------
   The answer
   ------------------------------------------------------------------------------------------------ */

/* Return what can be said of a quotation:

   outcome   "short", "exact", "nearly", "parts" or "none"
   words     how many it has
   share     what part of its sequences is found in the places
   places    where it is found, the best first
   alike     other places that say something similar in part
   parts     the parts of the quotation: lists of {text, found, gap}, where a gap is in front of a word
   edges     whether it begins and ends where a sentence of the best place does
   chance    how likely it is to be found as it is by accident */
export function check(text, index) {
  const parts = partsOf(text);
  const sequences = sequencesOf(parts, index.size);
  const count = sequences.reduce((sum, { list }) => sum + list.length, 0);
  const total = sequences.reduce((sum, { hashes }) => sum + hashes.length, 0);
  const base = { words: count, share: 0, places: [], alike: [], parts: [], edges: {}, chance: 1 };
  if (count < FEWEST || total < FEWEST - index.size + 1) return { outcome: "short", ...base };

  const all = distinct(placesOf(sequences, index).filter(({ chance }) => chance < UNLIKELY));
  const sure = all.filter(({ chance }) => chance < ACCIDENT);
  const best = sure[0];
  let [outcome, places, found] = ["none", [], empty(sequences)];
  if (best && (best.count === total || best.share >= NEARLY)) {
    outcome = best.count === total ? "exact" : "nearly";
    places = sure.filter((place) => place.count === best.count);
    found = best.found;
  } else if (best) {
    for (const place of sure) {
      if (newIn(found, place.found) >= index.size) {
        places.push(place);
        found = added(found, place.found);
      }
    }
    const { share } = covered(sequences, found, index.size);
    outcome = share >= SOMEWHAT ? "parts" : "none";
  }
  const marks = covered(sequences, found, index.size);
  places.sort((a, b) => b.count - a.count || a.units[0].number - b.units[0].number);
  const edges = outcome === "exact" || outcome === "nearly" ? edgesOf(sequences, places, index.units) : {};
  const used = new Set(outcome === "none" ? [] : places.map(({ heading }) => heading));
  const least = outcome === "none" ? 0 : ALIKE;
  const others = (outcome === "none" ? all : sure).filter(({ heading, share }) => {
    if (used.has(heading) || share < least) return false;
    return used.add(heading);
  });
  return {
    ...base,
    outcome,
    share: marks.count / total,
    places: outcome === "none" ? [] : places,
    alike: others.slice(0, 4),
    parts: typed(parts, sequences, found, edges, index.size),
    edges,
    chance: places.length ? places[0].chance : 1,
  };
}

/* Leave out of what is found each sequence that stands alone between others that are not: the same three words may
   occur elsewhere in the paragraph. One at an end stays where a sentence begins or ends with it. */
function inRuns(found, { begins, ends }) {
  const isFirst = (part, at) => begins && !part && !at;
  const isLast = (part, at) => ends && part === found.length - 1 && at === found[part].length - 1;
  return found.map((own, part) =>
    own.map(
      (is, at) => is && (own.length === 1 || own[at - 1] || own[at + 1] || isFirst(part, at) || isLast(part, at)),
    ),
  );
}

/* Return the parts as they are typed, each word with whether it is found, and whether there is a gap in front of it. A
   sequence that is not found shows in one of these. */
function typed(parts, sequences, found, edges, size) {
  const marks = covered(sequences, inRuns(found, edges), size).parts;
  sequences.forEach(({ hashes }, part) => {
    hashes.forEach((_, at) => {
      const own = marks[part].slice(at, at + size);
      const shows = own.some((mark, place) => !mark.found || (place && !mark.joined));
      if (!found[part][at] && !shows) own[1].joined = false;
    });
  });
  return parts.map((part, number) => {
    let at = 0;
    return part.map(({ text, words: list }) => {
      const own = marks[number].slice(at, at + list.length);
      const before = at ? marks[number][at - 1] : null;
      const isFound = own.every((mark) => mark.found);
      const gap = own.some((mark, place) => isFound && !mark.joined && (place ? own[place - 1] : before)?.found);
      at += list.length;
      return { text, found: isFound, gap };
    });
  });
}

/* ------------------------------------------------------------------------------------------------
   What the site says of a place
   ------------------------------------------------------------------------------------------------ */

/* Return the numbers in the name of a place. */
export function numbersOf(place) {
  const [, sort, number, bullet] = place.match(/^([pnfh])(\d*)(?:b(\d+))?$/);
  return { sort, number: Number(number || 0), bullet: Number(bullet || 0) };
}

const begins = (word) => word.slice(0, 5);
const telling = (text) =>
  new Set(
    words(text)
      .filter((word) => word.length > 3)
      .map(begins),
  );

/* Return the records that restate one of the places, the closest first. */
export function recordsOf(places, text, { records }) {
  const said = telling(text);
  const ranked = records.map((record, order) => {
    const near = places.reduce((sum, place) => sum + Math.max(0, ...record[3].map((at) => nearness(place, at))), 0);
    const shared = Array.from(telling(record[0])).filter((word) => said.has(word)).length;
    return { record, order, near, rank: near * 3 + shared };
  });
  return ranked
    .filter(({ near }) => near)
    .sort((a, b) => b.rank - a.rank || a.order - b.order)
    .map(({ record }) => record);
}

/* Return how closely what is cited fits a place, 0 for not at all. */
function nearness({ heading, units }, [cited, paragraph, bullet, footnote]) {
  if (heading !== cited) return 0;
  return Math.max(
    ...units.map(({ place }) => {
      const { sort, number, bullet: item } = numbersOf(place);
      if (footnote) return sort === "f" && number === footnote ? 3 : 0;
      if (!paragraph || sort !== "n") return 1;
      if (paragraph !== number) return 0;
      if (!bullet) return 2;
      return bullet === item ? 3 : 0;
    }),
  );
}

/* Return the notes on places that word the same thing differently. */
export function notesOn(places, text, { wordings }) {
  const said = ` ${words(text).join(" ")} `;
  return wordings
    .filter(([, named, cited]) => {
      const concerns = cited.some((place) => places.some((found) => nearness(found, place)));
      return concerns && (!named.length || named.some((name) => said.includes(` ${words(name).join(" ")} `)));
    })
    .map(([note]) => note);
}

/* Return the sections whose subject is nearest to a text, at most `most`, by the words that tell them apart. */
export function nearest(text, { headings }, most = 3) {
  const about = headings.map(([, , , list]) => new Set(list.split(" ").map(begins)));
  const said = Array.from(telling(text));
  const weight = (word) => Math.log(headings.length / (1 + about.filter((list) => list.has(word)).length));
  return about
    .map((list, heading) => {
      const shared = said.filter((word) => list.has(word));
      const score = shared.reduce((sum, word) => sum + weight(word), 0) / Math.sqrt(10 + list.size);
      return { heading, score: shared.length > 1 ? score : 0 };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ heading }) => heading);
}
