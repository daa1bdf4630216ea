/* The engine whose index is loaded in parts: right for more records than a reader would load whole. */
import { held, run, texts } from "./load.js";
import { stems } from "./words.js";

const PAUSE = 150; // milliseconds without a key: a search for the first letters of a word finds much, and the next would wait for it

class Finder {
  constructor(pagefind, kinds) {
    this.pagefind = pagefind;
    this.kinds = kinds.map(([kind, plural, , one]) => ({ kind, plural, one }));
  }

  rarity() {
    return 1;
  }

  /* Return what a query finds, as the other engine does; this one tells of no mended words, and finds nothing for what is asked
     anew within the pause. */
  async find(query, { limit = 10, kind = "" } = {}) {
    const answer = await this.pagefind.debouncedSearch(query, { filters: kind ? { kind } : {} }, PAUSE);
    const found = await Promise.all((answer?.results || []).slice(0, limit).map((result) => result.data()));
    return { results: found.map(({ meta }) => ({ ...meta, url: meta.place_on_site })), marks: new Set(stems(query)), mended: [] };
  }
}

/* Return the finder, by promise, and what gives a record's text. */
export function engine(root) {
  const address = `${root}pagefind/pagefind.js`;
  const finder = Promise.all([import(address), run(`${root}search/kinds.js`)]).then(([pagefind]) => new Finder(pagefind, held.kinds));
  return { finder, text: texts(root) };
}
