/* The engine whose index is loaded in parts: right for more records than a reader would load whole. */
import { runScript } from "../dom.js";
import { loaded, textLoader } from "./load.js";
import { stems } from "./words.js";

/* Without a key for so long: a search for the first letters of a word finds much, and the next would wait for it. */
const DEBOUNCE_MS = 150;

class Finder {
  constructor(pagefind, kinds) {
    this.pagefind = pagefind;
    this.kinds = kinds.map(([kind, plural, , one]) => ({ kind, plural, one }));
  }

  rarity() {
    return 1;
  }

  /* Return what a query finds, as the other engine does; this one corrects no words, and finds nothing for what is
     asked anew before its time is up. */
  async find(query, { limit = 10, kind = "" } = {}) {
    const answer = await this.pagefind.debouncedSearch(query, { filters: kind ? { kind } : {} }, DEBOUNCE_MS);
    const found = await Promise.all((answer?.results || []).slice(0, limit).map((result) => result.data()));
    return {
      results: found.map(({ meta }) => ({ ...meta, url: meta.place_on_site })),
      highlights: new Set(stems(query)),
      corrected: [],
      missing: [],
    };
  }
}

/* Return the finder, by promise, and what gives a record's text. */
export function engine(root) {
  const address = `${root}pagefind/pagefind.js`;
  const finder = Promise.all([import(address), runScript(`${root}search/kinds.js`)]).then(
    ([pagefind]) => new Finder(pagefind, loaded.kinds),
  );
  return { finder, text: textLoader(root) };
}
