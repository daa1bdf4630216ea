/* The box of the search: a field, kinds to choose from, and the results, in a dialog or on a page of its own. */

import { stem, stems, words } from "./words.js";

const FEW = 10;
const MANY = 30;
const IN_SIGHT = 5; // rows that are painted at once; the dialog shows no more without scrolling
const CALM = 250; // milliseconds without a key after which texts are fetched and results announced

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/* Call what need not hold up the next picture on the screen. */
const afterPaint = (action) => requestAnimationFrame(() => setTimeout(action));

const stemsOf = new Map();

/* Say whether a word is one of those that a result is found by; the words of titles come again and again. */
function isMark(word, marks) {
  if (!stemsOf.has(word)) stemsOf.set(word, stems(word));
  return stemsOf.get(word).some((found) => marks.has(found));
}

/* Return a text in pieces, every second one of which is found by the query. */
function pieces(text, marks) {
  const cut = [""];
  text.split(/([\p{L}\p{N}’']+)/u).forEach((piece, at) => {
    if (at % 2 && isMark(piece, marks)) cut.push(piece, "");
    else cut[cut.length - 1] += piece;
  });
  return cut;
}

const marked = (cut) => cut.map((piece, at) => (at % 2 ? element("mark", { textContent: piece }) : piece)).filter(Boolean);

/* Return an empty row of the list: its parts, and the record that it holds. */
function row() {
  const [place, link, sentence] = [
    element("p", { className: "search-place" }), element("a"), element("p", { className: "search-sentence" }),
  ];
  return { item: element("li", {}, place, link, sentence), place, link, sentence, held: null, title: "" };
}

export class Box {
  /* `finder` is a promise of a Finder, `text` returns a promise of a record's text, `root` is the address of the site's root. */
  constructor({ finder, text, root, limit = FEW }) {
    Object.assign(this, { text, root, limit, finder: null, kind: "", shown: 0, rows: [] });
    this.input = element("input", {
      type: "search", id: "search-query", name: "q", autocomplete: "off", spellcheck: false, enterKeyHint: "search",
      placeholder: "A question, a term, a paragraph …",
    });
    this.input.setAttribute("aria-describedby", "search-note");
    this.status = element("p", { className: "search-status", id: "search-status" });
    this.status.setAttribute("role", "status");
    this.kinds = element("div", { className: "search-kinds" });
    this.kinds.setAttribute("role", "group");
    this.kinds.setAttribute("aria-label", "Show only one kind");
    this.list = element("ol", { className: "search-results" });
    this.more = element("p", { className: "search-more" });
    const label = element("label", { htmlFor: "search-query", textContent: "Search" });
    const note = element("p", { className: "search-note", id: "search-note" },
      "What you type stays in your browser. Do not enter names, cases or protectively marked text.");
    this.form = element("form", { className: "search-form" }, label, this.input, note);
    this.form.setAttribute("role", "search");
    this.element = element("div", { className: "search-box" }, this.form, this.kinds, this.status, this.list, this.more);

    this.input.addEventListener("input", () => this.show());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.links()[0]?.click();
    });
    this.element.addEventListener("keydown", (event) => this.move(event));
    this.status.textContent = "Loading the search …";
    finder.then(
      (found) => {
        this.finder = found;
        this.offerKinds();
        this.show({ whole: true });
      },
      () => this.say("The search could not be loaded. ", this.link("a-z/", "Use the A–Z instead.")),
    );
  }

  links() {
    return Array.from(this.list.querySelectorAll("a"));
  }

  link(path, text) {
    return element("a", { href: this.address(path), textContent: text });
  }

  /* Without a server, a folder's page has to be named. */
  address(path) {
    if (location.protocol !== "file:") return this.root + path;
    const [folder, rest = ""] = path.split(/(?=[?#])/);
    return `${this.root}${folder}index.html${rest}`;
  }

  say(...parts) {
    this.status.replaceChildren(...parts);
  }

  /* Arrow keys go from the field to the results, through them, and back. */
  move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops = [this.input, ...this.links()];
    const at = stops.indexOf(document.activeElement);
    if (at < 0) return;
    event.preventDefault();
    stops[Math.max(0, Math.min(stops.length - 1, at + step))].focus();
  }

  offerKinds() {
    const button = (kind, name) => {
      const made = element("button", { type: "button", textContent: name });
      made.value = kind;
      made.setAttribute("aria-pressed", String(kind === this.kind));
      made.addEventListener("click", () => this.choose(kind));
      return made;
    };
    this.kinds.replaceChildren(button("", "All"), ...this.finder.kinds.map(({ kind, plural }) => button(kind, plural)));
  }

  choose(kind) {
    this.kind = this.finder && !this.finder.kinds.some((known) => known.kind === kind) ? "" : kind;
    for (const button of this.kinds.children) button.setAttribute("aria-pressed", String(button.value === this.kind));
    this.show();
  }

  /* Show what the query finds: at each key titles alone, `whole` at once, since nothing may move on a page that was just opened. */
  async show({ whole = false } = {}) {
    if (!this.finder) return;
    const query = this.input.value.trim();
    const turn = (this.shown += 1);
    clearTimeout(this.calm);
    if (!query) {
      this.fill([]);
      this.more.replaceChildren();
      this.say();
      return;
    }
    this.list.ariaBusy = "true";
    const { results, marks, mended } = await this.finder.find(query, { limit: this.limit, kind: this.kind });
    if (whole) await this.textsOf(results);
    if (turn !== this.shown) return; // something else was typed since
    this.fill(results, marks, whole ? this.limit : IN_SIGHT);
    const rest = () => {
      this.announce(query, results);
      this.tell(marks, mended);
    };
    if (whole) rest();
    else this.calm = setTimeout(rest, CALM);
  }

  /* Say how many results there are, once nobody is typing: a reader of the screen would otherwise hear it at each key. */
  announce(query, results) {
    const chosen = this.kind ? `Nothing of this kind. Choose “All”, or try` : "Nothing was found. Try";
    if (results.length) this.say(results.length === 1 ? "1 result." : `The best ${results.length} results.`);
    else this.say(`${chosen} fewer or other words, an acronym, or a number such as “rec 2” or “paragraph 141”, or look in the `, this.link("a-z/", "A–Z"), ".");
    const wanted = new URLSearchParams(this.kind ? { q: query, kind: this.kind } : { q: query });
    this.more.replaceChildren(
      ...(this.limit === FEW && results.length ? [this.link(`search/?${wanted}`, "More results, on a page of their own")] : []),
      ...(this.limit === MANY ? [this.link(`search/?${wanted}`, "A link to this search")] : []),
    );
  }

  /* Show the titles and places of these records, those behind `first` of them one paint later. Rows are kept and filled anew, which
     takes a slow machine less than new ones. */
  fill(results, marks, first) {
    while (this.rows.length < results.length) this.rows.push(row());
    this.rows.slice(results.length).forEach(({ item }) => item.remove());
    results.forEach((record, at) => {
      const shown = this.rows[at];
      const { item, link, sentence, place } = shown;
      if (shown.held !== record) {
        item.className = record.kind;
        place.dataset.kind = this.finder.kinds.find(({ kind }) => kind === record.kind).one;
        place.textContent = record.place;
        link.href = this.address(record.url);
        sentence.replaceChildren();
      }
      const title = pieces(record.title, marks);
      if (shown.held !== record || shown.title !== title.join("|")) {
        link.replaceChildren(...marked(title));
        item.classList.toggle("later", at >= first);
      }
      Object.assign(shown, { held: record, title: title.join("|") });
      if (!item.isConnected) this.list.append(item);
    });
    this.list.ariaBusy = "false";
    afterPaint(() => this.rows.forEach(({ item }) => item.classList.remove("later")));
  }

  /* Show what the records say and what a mended word was taken for, once nobody is typing: their texts have to be fetched. */
  async tell(marks, mended) {
    const turn = this.shown;
    const rows = this.rows.filter(({ item }) => item.isConnected);
    const texts = await this.textsOf(rows.map(({ held }) => held));
    if (turn !== this.shown) return; // something else was typed since
    rows.forEach(({ sentence }, at) => {
      if (texts[at]) sentence.replaceChildren(...marked(pieces(this.best(texts[at], marks), marks)));
    });
    for (const [word, taken] of mended) {
      const said = rows.map(({ held }, at) => [held.title, held.place, texts[at]?.summary, ...(texts[at]?.answers || [])].join(" "));
      const whole = words(said.join(" ")).find((one) => stem(one) === taken); // the search knows stems alone
      if (whole) this.status.append(` “${word}” was taken as “${whole}”.`);
    }
  }

  /* Return a promise of what each record says; null where that cannot be had. */
  textsOf(records) {
    return Promise.all(records.map(({ id }) => this.text(id).catch(() => null)));
  }

  /* Return the sentence of a record that has most of the query; its first one where none has any. */
  best({ summary, answers }, marks) {
    const sentences = summary.split(/(?<=[.;:])\s+/);
    const worth = (text) => {
      const found = new Set(stems(text).filter((found) => marks.has(found)));
      return [...found].reduce((sum, one) => sum + this.finder.rarity(one), 0);
    };
    let best = sentences[0];
    for (const text of [...sentences, ...answers.map((answer) => `This answers: “${answer}”`)]) if (worth(text) > worth(best)) best = text;
    return best;
  }
}

/* Return a dialog with a box that is made when it is first opened. */
export function dialogOf(parts) {
  const dialog = element("dialog", { className: "search-dialog" });
  dialog.setAttribute("aria-label", "Search this site");
  const close = element("button", { type: "button", className: "search-close", textContent: "Close" });
  close.addEventListener("click", () => dialog.close());
  const box = new Box(parts);
  dialog.append(close, box.element);
  /* In a search field the browser would empty the field first. */
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener("click", (event) => {
    const followed = event.target.closest("a") && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (event.target === dialog || followed) dialog.close();
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
  const box = new Box({ ...parts, limit: MANY });
  const asked = new URLSearchParams(location.search);
  box.input.value = asked.get("q") || "";
  box.kind = asked.get("kind") || "";
  place.replaceChildren(box.element);
  box.input.focus();
  return box;
}
