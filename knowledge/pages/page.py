"""A page under way: the Markdown of records, with links that are relative to the page."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from knowledge.citation import Citation
from knowledge.graph import UNKNOWN, Knowledge
from knowledge.kinds import ENTRIES, KINDS
from knowledge.layout import Site, beside, page_url, permalink
from knowledge.markdown import bullets, day, facts, inline, join, letter_of, letters, on_day, plain, sort_key
from knowledge.pages import a_to_z, structured
from knowledge.pages.reasons import with_reasons
from knowledge.promise import freshness
from knowledge.record import Record, View

IN_SIGHT = 5
"""How many related entries are in sight; the others open in place."""

IN_SIGHT_OF_A_BRIEF_ONE = 2
"""The same for an entry in a long list; the search finds the others."""


class Page:
    """One page file and what was shown on it so far, so that nothing is explained twice and no id stands twice."""

    def __init__(
        self, knowledge: Knowledge, file: str, site: Site, words: int = 0, titles: Mapping[str, str] | None = None
    ) -> None:
        """Take the records, the page file relative to `docs/`, what the site says of itself, and the file's words.

        `titles` are those of the pages whose authors wrote them, by page file.
        """
        self.knowledge = knowledge
        self.words = words
        self.titles = titles or {}
        self.file = file
        self.site = site
        self.meta: dict[str, str] = {}
        """What the frame is to know of the page: its description, the kind of its picture, its structured data."""
        self._explained: dict[str, Record] = {}
        self._to_explain: list[Record] = []

    # -- whole pages -----------------------------------------------------------------------------------

    def record(self, id_: str) -> str:
        """Return the whole text of the record with this id; raises KeyError when there is none."""
        record = self.knowledge[id_]
        self.meta["title"] = html.escape(record.display_title, quote=False)  # the frame takes titles as HTML
        self.meta["description"] = record.summary
        self.meta["picture"] = record.kind
        self.meta["structured"] = structured.graph([structured.thing(record, self.knowledge, self.site.address)])
        if record.retired:
            return join(self.heading(record), self._tombstone(record), self._removed_text(record), self.foot(record))
        start = join(self.heading(record), record.body(self), self._since(record))
        return join(start, self._explanations()) if record.has_prose else join(start, self.ending(id_))

    def ending(self, id_: str) -> str:
        """Return the end of the page of a record, after the prose that its author wrote: details, related, source."""
        record = self.knowledge[id_]
        return join(record.details(self), self._related(record), self.foot(record), self._explanations())

    def overview(self, kind: str) -> str:
        """Return the overview of the records of a kind, named as in `Record.kind`."""
        cls = next(cls for cls in KINDS if cls.kind == kind)
        self._show_kind(cls)
        return join(cls.overview(self), self._tombstones(), self._explanations())

    def group_page(self, kind: str, name: str) -> str:
        """Return the text of a page that a group of records of a kind shares, such as the findings of an area."""
        cls = next(cls for cls in KINDS if cls.kind == kind)
        self._show_kind(cls)
        text = cls.group(self, f"{cls.folder}/{name}.md" if cls.folder else f"{name}.md")
        # The navigation calls pages of several kinds by the same topic, so each needs its full title.
        title, first = (re.sub(r"^# | \{ #.*$", "", block) for block in text.split("\n\n")[:2])
        self.meta["title"] = title
        if "](" not in first:  # a row of links describes nothing
            self.meta["description"] = html.unescape(f"{title}. {first}")
        return join(text, self._tombstones(), self._explanations())

    def _show_kind(self, kind: type[Record]) -> None:
        self.meta["picture"] = kind.kind
        self.meta["structured"] = structured.graph(
            [structured.collection(kind, page_url(self.file), self.site.address)]
        )

    # -- parts of pages --------------------------------------------------------------------------------

    def quote(self, id_: str) -> str:
        """Return a record in short, to stand in prose: title, gist, how firmly, of whom, source, permanent address.

        It has no anchor, so it can stand any number of times on any page. Raises KeyError when there is no such record.
        """
        record = self.knowledge[id_]
        retired = f"Removed {on_day(record.retired.since)}: no longer updated" if record.retired else ""
        cited = [] if self._is_source(record) else self._citations(record.sources)
        return join(
            f'<div class="quotation {record.kind}" markdown>',
            f"**{self.link(id_)}**",
            plain(record.summary),
            facts(
                ("Status", retired),
                *record.quoted(self),
                ("Source" if len(cited) == 1 else "Sources", "<br>".join(cited)),
                ("Permanent link", self.permalink(id_)),
            ),
            "</div>",
        )

    def picture(self, name: str) -> str:
        """Return the picture with this name, and in words what it shows; raises KeyError when there is none."""
        return pictures(self.knowledge)[name](self)

    def counts(self) -> str:
        """Return how many records of each kind there are, each kind with its shape and a link to its overview."""
        kinds = sorted(self.knowledge.kinds, key=lambda kind: kind.is_counted_last)
        return bullets(
            f"[**{count}** {words}]({self.path_to(kind.overview_page())}){{ .{kind.kind} }}"
            for kind in kinds
            for count, words in [kind.counted(len(self.knowledge.of(kind))).split(" ", 1)]
        )

    def a_to_z(self) -> str:
        """Return the titles of pages, and all titles and other names of records, for the letters of this page."""
        places = a_to_z.letter_pages(self.knowledge)
        own = [letter for letter, page in places.items() if page == self.file]
        # Every letter has its heading, whether a name begins with it or not: its address is permanent.
        by_letter: dict[str, list[str]] = {letter: [] for letter in own}
        for name, entry in sorted(
            [*self._names(), *self._page_names()], key=lambda named: (sort_key(named[0]), named[1])
        ):
            if (letter := letter_of(name)) in by_letter:
                by_letter[letter].append(entry)
        title = "" if self.file == a_to_z.OVERVIEW else a_to_z.heading(own[0])
        return join(
            title,
            letters(f"[{letter}]({self._way_to(at)}#{_letter_anchor(letter)})" for letter, at in places.items()),
            *(
                join(f"## {letter} {{ #{_letter_anchor(letter)} }}", bullets(found) or "No entries.")
                for letter, found in by_letter.items()
            ),
        )

    def _way_to(self, page: str) -> str:
        return "" if page == self.file else self.path_to(page)

    def _names(self) -> Iterator[tuple[str, str]]:
        """Yield every title and other name of a record, with what the A to Z says of it."""
        for name, record in a_to_z.names(self.knowledge):
            yield name, f"{self.link(record.id, name)} {record.called()[0]}"

    def _page_names(self) -> Iterator[tuple[str, str]]:
        """Yield the titles of the other pages, with what the A to Z says of each."""
        for file, title in self.titles.items():
            if file != self.file:
                yield title, f"[{title}]({self.path_to(file)}) page"

    # -- links -----------------------------------------------------------------------------------------

    def link(self, id_: str, text: str | None = None) -> str:
        """Return a link to the record with this id; raises KeyError when there is none."""
        record = self.knowledge[id_]
        where = self.knowledge.place(id_)
        return f"[{plain(text or record.display_title)}]({self.path_to(where.page)}#{where.anchor})"

    def links(self, ids: Iterable[str]) -> str:
        """Return links to these records in one line."""
        return inline(self.link(id_) for id_ in ids)

    def path_to(self, page: str) -> str:
        """Return how a link on this page names another page file, which is relative to `docs/`."""
        return _relative(page, self.file)

    def permalink(self, id_: str, titled: bool = False) -> str:
        """Return a link to the permanent address of the record, which shows the address, or the title.

        Raises KeyError when there is no such record.
        """
        record = self.knowledge[id_]
        text = plain(record.display_title) if titled else None
        return beside(permalink(id_), text).replace("<a ", "<a data-permanent ", 1)

    def formerly(self, anchors: str, reason: str) -> str:
        """Return what stands where sections went that are gone: their anchors, divided by spaces, and why."""
        first, *others = anchors.split()
        marks = "".join(f'<span id="{anchor}"></span>' for anchor in others)
        return f'<p class="formerly" id="{first}">{marks}{plain(reason)}</p>'

    # -- what the views of kinds ask for ---------------------------------------------------------------

    def heading(self, record: Record, level: int = 1) -> str:
        """Return the heading of a record, with its anchor and, as word and as shape, its kind."""
        word = kind_in_words(record)
        classes = " ".join(f".{name}" for name in (record.kind, *record.badge_classes))
        return f'{"#" * level} {plain(record.display_title)} {{ #{record.id} {classes} data-kind="{word}" }}'

    def lead(self, text: str) -> str:
        """Return the first paragraph of a page."""
        return f"{self.text(text)}\n{{ .lead }}"

    def sections(self, records: Iterable[Record], level: int = 2) -> str:
        """Return records one below the other, each with its heading of this level, its body and its foot."""
        return join(
            *(
                join(
                    self.heading(record, level),
                    record.body(self),
                    self._since(record),
                    self.folded(record),
                )
                for record in records
            )
        )

    def folded(self, record: Record) -> str:
        """Return the rest of an entry that shares its page: details, related entries, source, permanent link."""
        details, related = record.details(self), self.beside(record)
        rest = join(details, self.foot(record, related))
        if record.is_brief or self._is_source(record):
            return rest
        more = record.more if details or related else "Source and permanent link"
        unprinted = "" if record.rest_is_printed else " data-unprinted"
        return join(f"<details data-more{unprinted} markdown><summary>{more}</summary>", rest, "</details>")

    def beside(self, record: Record) -> list[Record]:
        """Return what is related to a record and stands neither in its body nor in a note."""
        shown = record.shown()
        return [other for other in self.knowledge.related(record.id) if other.id not in shown and not other.is_note]

    def elsewhere(self, record: Record) -> list[Record]:
        """Return what is related to a record, is not shown in its body, and stands on another page."""
        page = self.knowledge.place(record.id).page
        return [other for other in self.beside(record) if self.knowledge.place(other.id).page != page]

    def foot(self, record: Record, related: Iterable[Record] = ()) -> str:
        """Return what is related to a record, its sources and its permanent address."""
        cited = [] if self._is_source(record) else self._citations(record.sources)
        changed = self.knowledge.last_changed(record)
        is_new = changed == self.knowledge.first_published(record.id)
        return join(
            self._see_also(record, list(related)),
            f'<div class="record-foot" data-id="{record.id}"{self._summary(record)}{self._dated(record)} markdown>',
            facts(
                ("Source" if len(cited) == 1 else "Sources", "<br>".join(cited)),
                ("Permanent link", self.permalink(record.id)),
                ("Last updated", day(changed) if changed != UNKNOWN and not is_new else ""),
                ("Last checked", self._overdue(record)),
            ),
            "</div>",
        )

    # -- parts of a record -----------------------------------------------------------------------------

    def _overdue(self, record: Record) -> str:
        """Return when a record was last checked, where that was long before the site was built; else nothing.

        The day of the commit is compared and not that of the build, so that a commit always gives the same pages.
        """
        is_known = self.site.updated[:1].isdigit()
        found = freshness.overdue(record, self.knowledge, self.site.updated) if is_known else None
        return f"{day(found.checked)}, more than {freshness.LIMIT} days ago" if found else ""

    def _is_source(self, record: Record) -> bool:
        """Say whether a record rests on itself, so that to cite it would say nothing."""
        return record.id in {citation.document for citation in record.sources}

    def _dated(self, record: Record) -> str:
        """Return when its sources were published as an attribute, for what quotes a record."""
        days = sources_dated(record, self.knowledge)
        return f' data-dated="{days}"' if days else ""

    def _summary(self, record: Record) -> str:
        """Return the summary as an attribute, for what quotes a record and finds no such text on the page."""
        as_one_text = record.retired is None and "summary" in type(record).model_fields
        return "" if as_one_text else f' data-summary="{plain(record.summary)}"'

    def _since(self, record: Record) -> str:
        """Return the note on what has happened since, for a record on which developments bear."""
        notes = [
            f"    - {plain(note)} See {self.link(other.id)}."
            for other in self.knowledge.naming(record.id)
            if other.retired is None and (note := other.note_on(record.id))
        ]
        if record.is_brief:
            return "\n".join(f"**Since 2020:** {note.strip(' -')}\n{{ .since }}\n" for note in notes)
        return '!!! info "What has changed since 2020"\n\n' + "\n".join(notes) if notes else ""

    def _related(self, record: Record) -> str:
        related = record.related_on_page(self)
        return join(f"## Related {{ #{record.id}-related }}", self._listed(record, related)) if related else ""

    def _see_also(self, record: Record, related: Sequence[Record]) -> str:
        """Return what is related to an entry that shares its page; of a brief one, a few or none."""
        if not record.is_brief:
            return join("**See also**", self._listed(record, related)) if related else ""
        if not 0 < len(related) <= IN_SIGHT_OF_A_BRIEF_ONE:
            return ""
        return f"See also: {inline(self.link(other.id) for other in related)}.\n{{ .marks }}"

    def _listed(self, record: Record, related: Sequence[Record]) -> str:
        """Return the closest related entries, each with the reason for the link; the others open in place."""
        ranked = with_reasons(record, related)
        first, rest = ranked[:IN_SIGHT], [other for other, _ in ranked[IN_SIGHT:]]
        return join(
            bullets(f"{self.link(other.id)} ({reason})" for other, reason in first),
            f"<details data-rest markdown><summary>{len(rest)} more</summary>" if rest else "",
            self._by_kind(rest),
            "</details>" if rest else "",
        )

    def _by_kind(self, records: Sequence[Record]) -> str:
        parts = []
        for kind in self.knowledge.kinds:
            links = dict.fromkeys(self.link(record.id) for record in records if isinstance(record, kind))
            if links:
                parts.append(f"**{kind.name}**\n\n{bullets(links)}")
        return join(*parts)

    def _citations(self, citations: Iterable[Citation]) -> list[str]:
        """Return a text for each cited document, with the places in it."""
        return [f"{self.link(document)}: {plain(places)}" for document, places in _cited(citations).items()]

    def _tombstones(self) -> str:
        """Return the retired records of a page that several records share."""
        retired = [record for record in self.knowledge.pages.get(self.file, []) if record.retired]
        return join(
            *(join(self.heading(r, 2), self._tombstone(r), self._removed_text(r), self.foot(r)) for r in retired)
        )

    def _removed_text(self, record: Record) -> str:
        """Return what a retired record said, folded away."""
        text = plain(record.summary)
        return join("<details markdown><summary>What this entry said</summary>", text, "</details>")

    def _tombstone(self, record: Record) -> str:
        """Return what stands in the place of a retired record: since when, why, and what took its place."""
        assert record.retired
        successor = record.retired.successor
        follows = f" Replaced by {self.link(successor)}." if successor else " Not replaced."
        title = f"Removed {on_day(record.retired.since)}"
        return f'!!! warning "{title}: no longer updated"\n\n    {plain(record.retired.reason)}{follows}'

    # -- acronyms that explain themselves --------------------------------------------------------------

    def text(self, text: str) -> str:
        """Return a text of the data as Markdown, in which the first mention of an acronym opens its explanation."""
        pieces = _acronym_pattern(self.knowledge).split(text)
        return "".join(self._explain(piece) if index % 2 else plain(piece) for index, piece in enumerate(pieces))

    def _explain(self, acronym: str) -> str:
        term = _acronyms(self.knowledge)[acronym]
        if term.id in self._explained:
            return plain(acronym)
        self._explained[term.id] = term
        self._to_explain.append(term)
        return f'<button type="button" class="term" popovertarget="explain-{term.id}">{plain(acronym)}</button>'

    def _explanations(self) -> str:
        """Return the explanations that the buttons so far open; the browser closes them on Escape."""
        if not self._to_explain:
            return ""
        parts = [
            f'<div class="explanation" id="explain-{term.id}" popover="auto" markdown>\n\n'
            f"**{plain(term.display_title)}**\n\n{plain(term.summary)}\n\n"
            f'<button type="button" popovertarget="explain-{term.id}" popovertargetaction="hide">Close</button> '
            f"{self.link(term.id, 'See glossary entry')}\n\n</div>"
            for term in self._to_explain
        ]
        self._to_explain = []
        return join('<div class="explanations" markdown>', *parts, "</div>")


def pictures(knowledge: Knowledge) -> dict[str, Callable[[View], str]]:
    """Return what draws each picture, by name."""
    return {name: draw for kind in ENTRIES for name, draw in kind.pictures(knowledge).items()}


@lru_cache(maxsize=1)
def _acronyms(knowledge: Knowledge) -> dict[str, Record]:
    return {name: r for r in knowledge.records.values() if r.retired is None and (name := r.explains())}


@lru_cache(maxsize=1)
def _acronym_pattern(knowledge: Knowledge) -> re.Pattern[str]:
    """Return what finds an acronym that stands alone, and splits a text into what is none and what is one, in turns."""
    names = "|".join(re.escape(name) for name in sorted(_acronyms(knowledge), key=len, reverse=True))
    return re.compile(rf"(?<![\w(])({names or '(?!)'})(?![\w(])(?=s?\b)")


@cache  # a build asks some twenty thousand times
def _relative(page: str, here: str) -> str:
    """Return how one page file names another; both are relative to `docs/`."""
    return posixpath.relpath(page, posixpath.dirname(here) or ".")


def _letter_anchor(letter: str) -> str:
    """Return the anchor of a letter of the A–Z."""
    return f"a-z-{letter.lower() if letter.isalpha() else 'digits'}"


def kind_in_words(record: Record) -> str:
    """Return what a record is, as its badge says: `Finding · positive`."""
    return f"{record.badge} · removed" if record.retired else record.badge


def sources_dated(record: Record, knowledge: Knowledge) -> str:
    """Return in words when the documents that a record rests on were published; nothing, if it is one itself."""
    cited = _cited(record.sources)
    days = dict.fromkeys(knowledge[document].dated for document in cited if record.id not in cited)
    return ", ".join(filter(None, days))


def basis(record: Record, knowledge: Knowledge) -> str:
    """Return in words where in the sources a record rests on; nothing, if it is a source itself."""
    cited = _cited(record.sources)
    if record.id in cited:
        return ""
    return "; ".join(f"{knowledge[document].display_title}: {places}" for document, places in cited.items())


def _cited(citations: Iterable[Citation]) -> dict[str, str]:
    """Return the places in each cited document, in words."""
    places: dict[str, list[str]] = {}
    for citation in citations:
        places.setdefault(citation.document, []).append(citation.place)
    return {document: "; ".join(cited) for document, cited in places.items()}
