/* Finds records: the reader's words in the words of the field, ranked by MiniSearch and by the evidence around each
   record. */
import MiniSearch from "minisearch";
import { editDistance } from "./distance.js";
import { referencesIn } from "./references.js";
import { queryWords, stem, words } from "./words.js";

/* How much each sort of evidence weighs: factors without a unit. Learnt by
   `python -m tests.helpers.search_report learn`; tests/SEARCH.md says what each part brings. */
export const WEIGHTS = {
  // The fields.
  title: 0.21,
  names: 0.35,
  phrases: 2.5,
  body: 2.25,
  place: 2,
  // A word that is not the reader's own.
  synonym: 0.45,
  fuzzy: 0.56,
  prefix: 0.14,
  spread: 0.5, // how few sections a word stands in, against how few records
  length: 0.25, // how much less a word counts in a long field
  // What is around the words.
  coverage: 0.4, // how much of the query is found
  saying: 0.84, // how well one phrase that leads to the record fits
  second: 0.21, // how well the second-best phrase fits, against the best
  phrase: 1.8, // words that stand side by side
  typed: 0.15, // words that stand in the title as they are typed, not in another form
  exact: 1.2, // the whole query is a title, name or phrase
  section: 0.1, // other good records of the same heading
  repeat: 0.75, // each further record of a heading that is shown already
};

const CANDIDATES = 80;
const ANY = { isMeant: true };
const ACRONYM = /(?<!\p{L})\p{Lu}{2,5}(?!\p{L})/gu; // longer words in capitals are words that someone shouts

export class Finder {
  /* Take what `unpack` promises. Records can be found after `ready`; `yieldToMain` is called now and then, and promises
     leave to go on. */
  constructor(known, weights = WEIGHTS, yieldToMain = async () => {}) {
    Object.assign(this, known);
    this.memo = new Map();
    this.weigh(weights);
    this.numbers = new Map(this.records.map((record, number) => [record.id, number]));
    this.index = new MiniSearch({
      idField: "number",
      fields: ["title", "names", "phrases", "body", "place"],
      tokenize: (text) => text.split(" "),
      processTerm: (term) => term || null,
      searchOptions: { processTerm: (term) => term },
    });
    this.places = this.headings.map((heading) => heading.flat().join(" "));
    this.meaning = synonymsByForm(this.synonyms);
    this.prepared = new Map();
    this.paired = new Map();
    this.counts = new Map();
    this.sections = new Map();
    this.references = referencesIn(this.kinds, [...this.numbers.keys()]);
    this.ready = this.addAll(yieldToMain);
  }

  /* Index the records. */
  async addAll(yieldToMain) {
    for (const [number, record] of this.records.entries()) {
      await yieldToMain();
      const doc = {
        number,
        title: record.titleStems.join(" "),
        names: record.names.flat().join(" "),
        phrases: record.phrases.flat().join(" "),
        body: record.body.join(" "),
        place: record.headings.map((heading) => this.places[heading]).join(" "),
      };
      const all = new Set(`${doc.title} ${doc.names} ${doc.phrases} ${doc.body} ${doc.place}`.split(" "));
      for (const text of all) this.counts.set(text, (this.counts.get(text) || 0) + 1);
      for (const text of `${doc.title} ${doc.names} ${doc.phrases} ${doc.body}`.split(" ")) {
        for (const heading of record.headings) this.sectionsOf(text).add(heading);
      }
      this.index.add(doc);
    }
    for (const [heading, text] of this.places.entries()) {
      for (const each of text.split(" ")) this.sectionsOf(each).add(heading);
    }
    this.stemNumbers = new Map([...this.counts.keys()].map((text, number) => [text, number]));
  }

  /* Return the numbers of the sections that a stem stands in. */
  sectionsOf(text) {
    if (!this.sections.has(text)) this.sections.set(text, new Set());
    return this.sections.get(text);
  }

  /* Take other weights. */
  weigh(weights) {
    this.weights = weights;
    this.memo.clear();
  }

  /* Return how much a stem tells: the fewer records have it, and the fewer sections they rest on, the more. */
  rarity(text, count = this.counts.get(text) || 0) {
    return Math.log(1 + this.records.length / (1 + count)) * this.focus(text);
  }

  /* Return how much more a stem tells than the number of its records says: of two words that as many records have, one
     belongs to a subject, and the other stands everywhere. */
  focus(text) {
    const share = (all, some) => Math.log(1 + all / (1 + some)) / Math.log(1 + all);
    if (!this.counts.has(text)) return 1;
    const inSections = share(this.headings.length, this.sections.get(text).size);
    return (inSections / share(this.records.length, this.counts.get(text))) ** this.weights.spread;
  }

  /* Return what a query finds, the best first: { results, highlights, corrected, missing }. `highlights` are the stems
     that a result is found by, `corrected` pairs of a word and the stem that it was taken for, and `missing` the words
     that stand nowhere and were left out. */
  find(query, { limit = 10, kind = "" } = {}) {
    const terms = this.terms(query);
    const { scores, covered, corrected, missing } = this.matched(terms);
    const total = terms.reduce((sum, term) => sum + term.rarity, 0) || 1;
    const found = scores.map((score, number) => {
      if (!score || (kind && this.records[number].kind !== kind)) return 0;
      return score * this.records[number].worth * (covered[number] / total) ** this.weights.coverage;
    });
    const ranked = highest(found, CANDIDATES);
    this.weighEvidence(ranked, terms, total);
    this.weighSections(ranked);
    const named = this.references(query)
      .map((id) => this.numbers.get(id))
      .filter((number) => !kind || this.records[number].kind === kind);
    const rest = ranked.filter((entry) => !named.includes(entry.number)).sort((a, b) => b.score - a.score);
    const results = this.diversify([...named.map((number) => ({ number, score: Infinity })), ...rest], limit);
    const highlights = new Set(terms.flatMap((term) => term.forms.map((form) => form.text)));
    return { results, highlights, ...(named.length ? { corrected: [], missing: [] } : { corrected, missing }) };
  }

  /* Return the stems of a query, each with what may stand for it and how much that counts. */
  terms(query) {
    const typed = queryWords(query);
    const own = typed.map(stem);
    const acronyms = new Set((query.match(ACRONYM) || []).map((word) => word.toLowerCase()));
    const terms = own.map((text, at) => ({
      word: typed[at],
      forms: [{ text, weight: 1 }],
      isMeant: acronyms.has(typed[at]) || this.isRealWord(text),
    }));
    for (let size = 1; size <= 4; size += 1) {
      for (let at = 0; at + size <= own.length; at += 1) {
        for (const other of this.meaning.get(own.slice(at, at + size).join(" ")) || []) {
          const weight = this.weights.synonym / Math.sqrt(other.length);
          for (const term of terms.slice(at, at + size)) {
            for (const text of other) {
              if (!term.forms.some((form) => form.text === text)) term.forms.push({ text, weight });
            }
          }
        }
      }
    }
    return terms;
  }

  /* Return, by the number of each record, the sum of its scores and how much of the query it has, and the words that
     were corrected or left out. A word that is meant as it stands is corrected only where nothing else is found. */
  matched(terms, mayCorrect = (term) => !term.isMeant) {
    const scores = new Float64Array(this.records.length);
    const covered = new Float64Array(this.records.length);
    const best = new Float64Array(this.records.length);
    const corrected = [];
    const missing = [];
    terms.forEach((term, position) => {
      const own = term.forms[0].text;
      const known = this.counts.has(own);
      const last = position === terms.length - 1 && own.length > 2; // it may not be typed to its end
      if (!known && !(last && this.hits(own, true).length)) {
        const taken = mayCorrect(term) ? this.correct(own) : [];
        if (term.isMeant && !taken.length && term.forms.length === 1) missing.push(term.word);
        for (const { text, weight } of taken) term.forms.push({ text, weight: weight * this.weights.fuzzy });
        if (taken.length) corrected.push([term.word, taken[0].text]);
      }
      best.fill(0);
      for (const form of term.forms) {
        for (const { id, score } of this.hits(form.text, last && form.text === own)) {
          best[id] = Math.max(best[id], score * form.weight);
        }
      }
      const top = best.reduce((most, score) => Math.max(most, score));
      term.rarity = known || !top ? this.rarity(own) : this.rarity(own, best.filter(Boolean).length);
      if (!known && !top) term.rarity /= 2; // a word that stands nowhere tells little
      best.forEach((score, number) => {
        if (!score) return;
        scores[number] += score;
        covered[number] += term.rarity * (0.5 + (0.5 * score) / top);
      });
    });
    if (missing.length && !scores.some(Boolean) && !mayCorrect(ANY)) return this.matched(terms, () => true);
    return { scores, covered, corrected, missing };
  }

  /* Return what is found for a key. While a query is typed, its earlier words are asked for again and again. */
  memoise(key, find) {
    if (this.memo.size > 500) this.memo.clear();
    if (!this.memo.has(key)) this.memo.set(key, find());
    return this.memo.get(key);
  }

  /* Return what the engine finds for a stem. */
  hits(text, prefix) {
    const { title, names, phrases, body, place, length, prefix: begun } = this.weights;
    return this.memoise(`${prefix ? "^" : ""}${text}`, () => {
      const found = this.index.search(text, {
        boost: { title, names, phrases, body, place },
        weights: { prefix: begun },
        bm25: { k: 1.2, b: length, d: 0.5 },
        prefix,
      });
      const focus = this.focus(text);
      return found.map(({ id, score }) => ({ id, score: score * focus }));
    });
  }

  /* Return the known stems that are few slips away from an unknown one, the likeliest first. */
  correct(text) {
    return text.length < 4 || /\d/.test(text) ? [] : this.memoise(`~${text}`, () => this.nearestStems(text));
  }

  nearestStems(text) {
    const hits = this.index.search(text, { fuzzy: text.length > 6 ? 3 : 2, maxFuzzy: 3 });
    const found = [...new Set(hits.flatMap((hit) => hit.terms))].map((other) => [other, editDistance(text, other)]);
    const least = Math.min(...found.map(([, count]) => count));
    if (least > (text.length > 7 ? 3 : text.length > 4 ? 2 : 1)) return [];
    return found
      .filter(([, count]) => count <= least + 1)
      .map(([other, count]) => ({ text: other, weight: 0.6 ** (count - least) }))
      .sort((a, b) => b.weight - a.weight || this.counts.get(b.text) - this.counts.get(a.text))
      .slice(0, 4);
  }

  /* Raise the records of which one question, title or name is like the query, or that have its words side by side. */
  weighEvidence(ranked, terms, total) {
    const own = terms.map((term) => term.forms[0].text);
    const pairs = own.slice(1).map((text, at) => `${own[at]} ${text}`);
    const whole = own.join(" ");
    const values = new Float64Array(this.stemNumbers.size);
    for (const { forms, rarity } of terms) {
      for (const { text, weight } of forms) {
        const number = this.stemNumbers.get(text);
        if (number !== undefined) values[number] = Math.max(values[number], weight * rarity);
      }
    }
    for (const entry of ranked) {
      const { sayings, labels, titleWords } = this.prepare(entry.number);
      let [best, second] = [0, 0];
      for (const { numbers, weight } of sayings) {
        let sum = 0;
        for (const number of numbers) sum += values[number];
        const like = sum / Math.sqrt(total * weight + 1);
        if (like > best) [best, second] = [like, best];
        else second = Math.max(second, like);
      }
      entry.score *= 1 + this.weights.saying * (best + this.weights.second * second);
      if (pairs.length) {
        const said = this.pairs(entry.number);
        entry.score *= 1 + (this.weights.phrase * pairs.filter((pair) => said.has(pair)).length) / pairs.length;
      }
      const asTyped = terms.filter(({ word }) => titleWords.has(word)).length;
      entry.score *= 1 + (this.weights.typed * asTyped) / terms.length;
      if (labels.has(whole)) entry.score *= 1 + this.weights.exact;
    }
  }

  /* Return what is compared of a record, made when it is first a candidate. */
  prepare(number) {
    if (!this.prepared.has(number)) {
      const { title, titleStems, names, phrases } = this.records[number];
      const sayings = [titleStems, ...names, ...phrases];
      this.prepared.set(number, {
        titleWords: new Set(words(title)),
        labels: new Set([titleStems, ...names, ...phrases].map((list) => list.join(" "))),
        sayings: sayings.map((list) => {
          const said = [...new Set(list)];
          return {
            numbers: said.map((text) => this.stemNumbers.get(text)),
            weight: said.reduce((sum, text) => sum + this.rarity(text), 0),
          };
        }),
      });
    }
    return this.prepared.get(number);
  }

  /* Return what stands side by side in a record's title, names, phrases and places; a query of one word does not ask
     for it. */
  pairs(number) {
    if (!this.paired.has(number)) {
      const { titleStems, names, phrases, headings } = this.records[number];
      const lists = [titleStems, ...names, ...phrases, ...headings.flatMap((heading) => this.headings[heading])];
      this.paired.set(number, new Set(lists.flatMap((list) => list.slice(1).map((text, at) => `${list[at]} ${text}`))));
    }
    return this.paired.get(number);
  }

  /* Raise the records of a heading that other good records rest on too. */
  weighSections(ranked) {
    const sums = new Map();
    const seen = new Map();
    for (const { number, score } of [...ranked].sort((a, b) => b.score - a.score)) {
      for (const heading of this.records[number].headings) {
        const count = (seen.get(heading) || 0) + 1;
        seen.set(heading, count);
        if (count <= 4) sums.set(heading, (sums.get(heading) || 0) + score);
      }
    }
    for (const entry of ranked) {
      const best = Math.max(0, ...this.records[entry.number].headings.map((heading) => sums.get(heading)));
      entry.score += this.weights.section * best;
    }
  }

  /* Return the first `limit`, with each further record of a heading that is shown already put back a little. */
  diversify(ranked, limit) {
    const rest = [...ranked];
    const seen = new Map();
    const results = [];
    const worth = ({ number, score }) => {
      const times = Math.min(9, ...this.records[number].headings.map((heading) => seen.get(heading) || 0));
      return score * this.weights.repeat ** times;
    };
    while (rest.length && results.length < limit) {
      const worths = rest.slice(0, 40).map(worth);
      const [{ number }] = rest.splice(worths.indexOf(Math.max(...worths)), 1);
      for (const heading of this.records[number].headings) seen.set(heading, (seen.get(heading) || 0) + 1);
      results.push(this.records[number]);
    }
    return results;
  }
}

/* Return the `count` highest scores with their numbers, the best first; 0 is none. */
function highest(scores, count) {
  const least = Float64Array.from(scores).sort()[Math.max(0, scores.length - count)];
  const found = [];
  scores.forEach((score, number) => {
    if (score && score >= least) found.push({ number, score });
  });
  return found.sort((a, b) => b.score - a.score).slice(0, count);
}

/* Return, for each form that a group of synonyms has, the other forms of its groups. */
function synonymsByForm(groups) {
  const others = new Map();
  for (const group of groups) {
    for (const form of group) {
      const key = form.join(" ");
      const rest = group.filter((other) => other.join(" ") !== key);
      others.set(key, [...(others.get(key) || []), ...rest]);
    }
  }
  return others;
}
