/* The box of the search: a field, kinds to choose from, and the results, in a dialog or on a page of its own. */

const FEW = 10;
const MANY = 30;

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

export class Box {
  /* `finder` is a promise of a Finder, `text` returns a promise of a record's text, `root` is the address of the site's root. */
  constructor({ finder, text, root, limit = FEW }) {
    Object.assign(this, { text, root, limit, finder: null, kind: "", shown: 0 });
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
        this.status.textContent = "";
        this.offerKinds();
        this.show();
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
    const [folder, rest = ""] = path.split(/(?=[?#])/);
    return `${this.root}${location.protocol === "file:" ? `${folder}index.html` : folder}${rest}`;
  }

  say(...parts) {
    this.status.replaceChildren(...parts);
  }

  /* Arrow keys go from the field to the results, through them, and back. */
  move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [this.input, ...this.links()];
    const at = stops.indexOf(document.activeElement);
    if (!step || at < 0) return;
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

  show() {
    if (!this.finder) return;
    const query = this.input.value.trim();
    this.shown += 1;
    if (!query) {
      this.list.replaceChildren();
      this.more.replaceChildren();
      this.say();
      return;
    }
    const { results, mended, terms } = this.finder.find(query, { limit: this.limit, kind: this.kind });
    const marks = new Set(terms.flatMap((term) => term.forms.map((form) => form.text)));
    for (const [, taken] of mended) marks.add(this.finder.stem(taken));
    this.list.replaceChildren(...results.map((record) => this.row(record, marks)));
    this.announce(query, results, mended);
  }

  announce(query, results, mended) {
    const chosen = this.kind ? `Nothing of this kind. Choose “All”, or try` : "Nothing was found. Try";
    if (results.length) {
      const taken = mended.map(([word, other]) => `“${word}” was taken as “${other}”.`).join(" ");
      this.say(`${results.length === 1 ? "1 result" : `The best ${results.length} results`}. ${taken}`);
    } else this.say(`${chosen} fewer or other words, an acronym, or a number such as “rec 2” or “paragraph 141”, or look in the `, this.link("a-z/", "A–Z"), ".");
    const wanted = new URLSearchParams(this.kind ? { q: query, kind: this.kind } : { q: query });
    this.more.replaceChildren(
      ...(this.limit === FEW && results.length ? [this.link(`search/?${wanted}`, "More results, on a page of their own")] : []),
      ...(this.limit === MANY ? [this.link(`search/?${wanted}`, "A link to this search")] : []),
    );
  }

  row(record, marks) {
    const { source, text } = this.finder.headings[record.headings[0]];
    const year = this.finder.sources[source];
    const title = element("a", { href: this.address(record.url) }, ...this.marked(record.title, marks));
    const sentence = element("p", { className: "search-sentence" });
    this.text(record.id).then(
      (texts) => sentence.replaceChildren(...this.marked(this.best(texts, marks), marks)),
      () => sentence.remove(),
    );
    const row = element("li", { className: record.kind },
      element("p", { className: "search-title" }, title),
      sentence,
      element("p", { className: "search-place" }, `“${text}”${year ? `, ${year}` : ""}`),
    );
    row.dataset.kind = this.finder.kinds.find(({ kind }) => kind === record.kind).one;
    return row;
  }

  /* Return the sentence of a record that has most of the query; its first one where none has any. */
  best({ summary, answers }, marks) {
    const sentences = summary.split(/(?<=[.;:])\s+/);
    const worth = (text) => {
      const found = new Set(this.finder.stems(text).filter((stem) => marks.has(stem)));
      return [...found].reduce((sum, stem) => sum + this.finder.rarity(stem), 0);
    };
    let best = sentences[0];
    for (const text of [...sentences, ...answers.map((answer) => `This answers: “${answer}”`)]) if (worth(text) > worth(best)) best = text;
    return best;
  }

  /* Return a text as nodes, with the words of the query marked. */
  marked(text, marks) {
    return text.split(/([\p{L}\p{N}’']+)/u).map((piece, at) => {
      const hit = at % 2 && this.finder.stems(piece).some((stem) => marks.has(stem));
      return hit ? element("mark", { textContent: piece }) : piece;
    });
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
  dialog.addEventListener("click", (event) => {
    const followed = event.target.closest("a") && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (event.target === dialog || followed) dialog.close();
  });
  /* A browser would first empty the field, and close the dialog only when asked again. */
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    dialog.close();
  });
  document.body.append(dialog);
  return {
    open() {
      if (!dialog.open) dialog.showModal();
      box.input.select();
      box.input.focus();
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
