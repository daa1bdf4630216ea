/* The box of the search: a field, kinds to choose from, and the results, in a dialog or on a page of its own. */
import { pagePath } from "../addresses.js";
import { afterPaint, button, element, statusElement } from "../dom.js";
import { stem, stems, words } from "./words.js";

const DIALOG_LIMIT = 10;
const PAGE_LIMIT = 30;
const ROWS_AT_ONCE = 5; // rows that are painted at once; the dialog shows no more without scrolling
const DEBOUNCE_MS = 250; // without a key for so long, texts are fetched and results announced

const stemsOfWord = new Map();

/* Say whether a result is found by a word; the words of titles come again and again. */
function isHighlighted(word, highlights) {
  if (!stemsOfWord.has(word)) stemsOfWord.set(word, stems(word));
  return stemsOfWord.get(word).some((found) => highlights.has(found));
}

/* Return a text in pieces, every second one of which is found by the query. */
function splitAtHighlights(text, highlights) {
  const pieces = [""];
  text.split(/([\p{L}\p{N}’']+)/u).forEach((piece, at) => {
    if (at % 2 && isHighlighted(piece, highlights)) pieces.push(piece, "");
    else pieces[pieces.length - 1] += piece;
  });
  return pieces;
}

function withMarks(pieces) {
  return pieces.map((piece, at) => (at % 2 ? element("mark", { textContent: piece }) : piece)).filter(Boolean);
}

/* Return an empty row of the list: its parts, and the record that it shows. */
function emptyRow() {
  const place = element("p", { className: "search-place" });
  const link = element("a");
  const sentence = element("p", { className: "search-sentence" });
  return { item: element("li", {}, place, link, sentence), place, link, sentence, record: null, title: "" };
}

export class Box {
  /* `finder` is a promise of a Finder, `text` returns a promise of a record's text, `root` is the address of the site's
     root. */
  constructor({ finder, text, root, limit = DIALOG_LIMIT }) {
    Object.assign(this, { text, root, limit, finder: null, kind: "", requestId: 0, rows: [] });
    this.makeParts();
    this.input.addEventListener("input", () => this.show());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.openList();
    });
    this.element.addEventListener("keydown", (event) => this.moveFocus(event));
    this.status.textContent = "Loading search…";
    finder.then(
      (found) => {
        this.finder = found;
        this.offerKinds();
        this.show({ whole: true });
      },
      () => this.setStatus("Search is not available. ", this.link("a-z/", "Use the A to Z instead.")),
    );
  }

  makeParts() {
    this.input = element("input", {
      type: "search",
      id: "search-query",
      name: "q",
      autocomplete: "off",
      spellcheck: false,
      enterKeyHint: "search",
      placeholder: "A word, acronym or question",
    });
    this.input.setAttribute("aria-describedby", "search-note");
    this.status = statusElement("p", { className: "search-status", id: "search-status" });
    this.kinds = element("div", { className: "search-kinds" });
    this.kinds.setAttribute("role", "group");
    this.kinds.setAttribute("aria-label", "Filter results by type");
    this.list = element("ol", { className: "search-results" });
    this.more = element("p", { className: "search-more" });
    const label = element("label", { htmlFor: "search-query", textContent: "Search" });
    const note = element("p", {
      className: "search-note",
      id: "search-note",
      textContent:
        "Your search stays in your browser. Do not enter names, case details or protectively marked information.",
    });
    this.form = element("form", { className: "search-form" }, label, this.input, note);
    this.form.setAttribute("role", "search");
    const parts = [this.form, this.kinds, this.status, this.list, this.more];
    this.element = element("div", { className: "search-box" }, ...parts);
  }

  links() {
    return Array.from(this.list.querySelectorAll("a"));
  }

  link(path, text) {
    return element("a", { href: this.address(path), textContent: text });
  }

  address(path) {
    return this.root + pagePath(path);
  }

  setStatus(...parts) {
    this.status.replaceChildren(...parts);
  }

  /* Arrow keys go from the field to the results, through them, and back. */
  moveFocus(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops = [this.input, ...this.links()];
    const at = stops.indexOf(document.activeElement);
    if (at < 0) return;
    event.preventDefault();
    stops[Math.max(0, Math.min(stops.length - 1, at + step))].focus();
  }

  /* Show all that was found, and go to it. */
  async openList() {
    this.limit = PAGE_LIMIT;
    await this.show({ whole: true });
    this.links()[0]?.focus();
  }

  offerKinds() {
    const kindButton = (kind, name) => {
      const made = button(name, () => this.choose(kind), { value: kind });
      made.setAttribute("aria-pressed", String(kind === this.kind));
      return made;
    };
    const buttons = this.finder.kinds.map(({ kind, plural }) => kindButton(kind, plural));
    this.kinds.replaceChildren(kindButton("", "All"), ...buttons);
  }

  choose(kind) {
    this.kind = this.finder && !this.finder.kinds.some((known) => known.kind === kind) ? "" : kind;
    for (const each of this.kinds.children) each.setAttribute("aria-pressed", String(each.value === this.kind));
    this.show();
  }

  /* Show what the query finds: at each key titles alone, `whole` at once, since nothing may move on a page that was
     just opened. */
  async show({ whole = false } = {}) {
    if (!this.finder) return;
    const query = this.input.value.trim();
    this.requestId += 1;
    const requestId = this.requestId;
    clearTimeout(this.timer);
    if (!query) {
      this.render([]);
      this.more.replaceChildren();
      this.setStatus();
      return;
    }
    this.list.ariaBusy = "true";
    const asked = { limit: this.limit, kind: this.kind };
    const { results, highlights, corrected, missing } = await this.finder.find(query, asked);
    if (whole) await this.textsOf(results);
    if (requestId !== this.requestId) return; // something else was typed since
    this.render(results, highlights, whole ? this.limit : ROWS_AT_ONCE);
    const complete = () => {
      this.announce(query, results, missing);
      this.showTexts(highlights, corrected);
    };
    if (whole) complete();
    else this.timer = setTimeout(complete, DEBOUNCE_MS);
  }

  /* Say how many results there are, once nobody is typing: a reader of the screen would otherwise hear it at each key.
   */
  announce(query, results, missing) {
    const isCut = results.length === this.limit;
    if (results.length === 1) this.setStatus("1 result");
    else if (results.length) this.setStatus(`${isCut ? "Top " : ""}${results.length} results`);
    else if (this.kind) this.setStatus("No results of this type. Choose “All”, or try different words.");
    else {
      const examples = "an acronym, or a reference such as “rec 2” or “paragraph 141”";
      const advice = `No results. Try fewer or different words, ${examples}. You can also use the `;
      this.setStatus(advice, this.link("a-z/", "A to Z"), ".");
    }
    if (results.length) {
      for (const word of missing) this.status.append(`. “${word}” is not on this site.`);
    }
    /* Behind the # no browser sends it to a server, and it is in an address only if the reader asks for a link. */
    const asked = new URLSearchParams(this.kind ? { q: query, kind: this.kind } : { q: query });
    const all = button("See all results", () => this.openList());
    const link = this.link(`search/#${asked}`, "Link to this search");
    const offered = [isCut && this.limit < PAGE_LIMIT && all, results.length && link].filter(Boolean);
    this.more.replaceChildren(...offered.flatMap((each) => [each, " "]));
  }

  /* Show the titles and places of these records, those behind `first` of them one paint later. Rows are kept and filled
     anew, which takes a slow machine less than new ones. */
  render(results, highlights, first) {
    while (this.rows.length < results.length) this.rows.push(emptyRow());
    for (const { item } of this.rows.slice(results.length)) item.remove();
    results.forEach((record, at) => {
      const row = this.rows[at];
      const { item, link, sentence, place } = row;
      if (row.record !== record) {
        item.className = record.kind;
        place.dataset.kind = this.finder.kinds.find(({ kind }) => kind === record.kind).one;
        place.textContent = record.place;
        link.href = this.address(record.url);
        sentence.replaceChildren();
      }
      const title = splitAtHighlights(record.title, highlights);
      if (row.record !== record || row.title !== title.join("|")) {
        link.replaceChildren(...withMarks(title));
        item.classList.toggle("later", at >= first);
      }
      Object.assign(row, { record, title: title.join("|") });
      if (!item.isConnected) this.list.append(item);
    });
    this.list.ariaBusy = "false";
    afterPaint(() => {
      for (const { item } of this.rows) item.classList.remove("later");
    });
  }

  /* Show what the records say and what a corrected word was taken for, once nobody is typing: their texts have to be
     fetched. */
  async showTexts(highlights, corrected) {
    const requestId = this.requestId;
    const rows = this.rows.filter(({ item }) => item.isConnected);
    const texts = await this.textsOf(rows.map(({ record }) => record));
    if (requestId !== this.requestId) return; // something else was typed since
    rows.forEach(({ sentence }, at) => {
      if (!texts[at]) return;
      const best = this.bestSentence(texts[at], highlights);
      sentence.replaceChildren(...withMarks(splitAtHighlights(best, highlights)));
    });
    const shown = rows.map(({ record }, at) => [record.title, record.place, texts[at]?.summary].join(" "));
    for (const [word, taken] of corrected) {
      const whole = words(shown.join(" ")).find((each) => stem(each) === taken); // the search knows stems alone
      const instead = whole ? `“${whole}”` : "similar words";
      this.status.append(`. Showing results for ${instead} instead of “${word}”.`);
    }
  }

  /* Return a promise of what each record says; null where that cannot be had. */
  textsOf(records) {
    return Promise.all(records.map(({ id }) => this.text(id).catch(() => null)));
  }

  /* Return the sentence of a record that has most of the query; its first one where none has any. */
  bestSentence({ summary }, highlights) {
    const sentences = summary.split(/(?<=[.;:])\s+/);
    const scoreOf = (text) => {
      const found = new Set(stems(text).filter((each) => highlights.has(each)));
      return [...found].reduce((sum, each) => sum + this.finder.rarity(each), 0);
    };
    return sentences.reduce((best, text) => (scoreOf(text) > scoreOf(best) ? text : best));
  }
}

/* Return a dialog with a box that is made when it is first opened. */
export function dialogOf(parts) {
  const dialog = element("dialog", { className: "search-dialog" });
  dialog.setAttribute("aria-label", "Search this site");
  const box = new Box(parts);
  /* The browser takes the focus out of a closed dialog with the next picture only: a key before that would be lost. */
  const close = () => {
    dialog.close();
    if (dialog.contains(document.activeElement)) document.activeElement.blur();
  };
  dialog.append(button("Close", close, { className: "search-close" }), box.element);
  /* In a search field the browser would empty the field first. */
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    close();
  });
  dialog.addEventListener("click", (event) => {
    const followed = event.target.closest("a") && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (event.target === dialog || followed) close();
  });
  document.body.append(dialog);
  box.input.value = self.typedEarly || "";
  return {
    open() {
      if (!dialog.open) dialog.showModal();
      box.input.focus();
      if (box.finder) box.input.select();
    },
  };
}

/* Make the box of the search's own page, with what its address asks. */
export function pageOf(place, parts) {
  const box = new Box({ ...parts, limit: PAGE_LIMIT });
  const read = () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    box.input.value = asked.get("q") || "";
    box.kind = asked.get("kind") || "";
  };
  read();
  addEventListener("hashchange", () => {
    read();
    box.show({ whole: true });
  });
  place.replaceChildren(box.element);
  box.input.focus();
  return box;
}
