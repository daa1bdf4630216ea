"""Record to Markdown: pure functions of the records and of the page on which the text will stand."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from datetime import date

from knowledge.model import (
    KINDS,
    AnyRecord,
    Citation,
    Discipline,
    Duty,
    Knowledge,
    Recommendation,
    Role,
    Source,
    Statement,
    Term,
)
from knowledge.pages import API, overview_page, page_url, permalink, place

DEADLINES = {"immediate": "With immediate effect (March 2020)", "2020-06": "By June 2020"}

STRENGTHS = {
    "must": "must",
    "will": "will",
    "should": "should",
    "expect": "is expected to",
    "may include": "may include",
    "states": "describes",
}
"""How the pages show the verb that carries a statement of the guidance."""

LEVELS = {"national": "National", "regional": "Regional", "force": "Force", "local": "Local partnership"}

KIND_NAMES: dict[type[AnyRecord], tuple[str, str]] = {
    Source: ("Source", "Sources"),
    Recommendation: ("Recommendation", "Recommendations of March 2020"),
    Discipline: ("Discipline", "Disciplines of public protection"),
    Duty: ("Duty", "The duty: text of 2015, since replaced"),
    Role: ("Role", "Roles"),
    Term: ("Term", "Terms"),
}
"""What a record of each kind is called, and the heading above several."""

# Every character that some Markdown syntax of this site begins or ends with. As a character
# reference it is text to the Markdown parser and to the browser alike.
_MARKUP = {ord(character): f"&#{ord(character)};" for character in "&<>\\`*_{}[]()#|~^=!\"'"}
_LINE_START = re.compile(r"^(\d*)([-+:.])")


def plain(text: str) -> str:
    """Return Markdown that shows `text` as it is, whatever markup it may hold."""
    escaped = text.translate(_MARKUP)
    return _LINE_START.sub(lambda found: f"{found[1]}&#{ord(found[2])};", escaped)


def day(value: str) -> str:
    """Return a date of the data in words: `2020-03` as `March 2020`."""
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 1:
        return value
    month = date(parts[0], parts[1], 1).strftime("%B %Y")
    return f"{parts[2]} {month}" if len(parts) == 3 else month


def heading(record: AnyRecord) -> str:
    """Return the heading of a record, with its number where it has one."""
    match record:
        case Recommendation():
            return f"Recommendation {record.number}: {record.title}"
        case Discipline(status="proposed"):
            return f"Proposed {record.number}th discipline: {record.title}"
        case Discipline():
            return f"Discipline {record.number}: {record.title}"
        case Duty(bullet=None):
            return f"Paragraph {record.paragraph}: {record.title}"
        case Duty():
            return f"Paragraph {record.paragraph}, bullet {record.bullet}: {record.title}"
        case Term() if record.acronym:
            return f"{record.acronym}: {record.title}"
        case _:
            return record.title


class Renderer:
    """Renders records for one page, so that links are relative to it."""

    def __init__(self, knowledge: Knowledge, page: str) -> None:
        """Take the records and the page file, relative to `docs/`, on which the text will stand."""
        self.knowledge = knowledge
        self.page = page

    # -- what pages call ---------------------------------------------------------------------------

    def link(self, id_: str, text: str | None = None) -> str:
        """Return a link to the record with this id; raises KeyError when there is none."""
        record = self.knowledge[id_]
        where = place(record)
        page = posixpath.relpath(where.page, posixpath.dirname(self.page) or ".")
        return f"[{plain(text or heading(record))}]({page}#{where.anchor})"

    def record(self, id_: str) -> str:
        """Return the whole page of the record with this id; raises KeyError when there is none."""
        record = self.knowledge[id_]
        return _join(
            f"# {plain(heading(record))} {{ #{record.id} }}",
            self._body(record),
            self._answers(record),
            self._related(record),
            self._foot(record),
        )

    def overview(self, kind: str) -> str:
        """Return the overview of the records of a kind, named as in `Record.kind`."""
        overviews: dict[str, Callable[[], str]] = {
            "source": self._all_sources,
            "recommendation": self._all_recommendations,
            "discipline": self._all_disciplines,
            "duty": self._all_duties,
            "role": self._all_roles,
            "term": self._all_terms,
        }
        return overviews[kind]()

    def permanent(self, id_: str) -> str:
        """Return a link to the permanent address of the record; raises KeyError when there is none."""
        return self._built(permalink(self.knowledge[id_]))

    def downloads(self) -> str:
        """Return the table of the files of the open data."""
        rows = [
            (self._built(f"{API}/index.json"), "All records in short: kind, title, summary, address, sources, related")
        ]
        rows += [
            (self._built(f"{API}/{kind.plural}.json"), f"The {kind.plural}, whole: {len(self.knowledge.of(kind))}")
            for kind in KINDS
        ]
        return _table(("File", "What is in it"), rows)

    # -- pages of records --------------------------------------------------------------------------

    def _body(self, record: AnyRecord) -> str:
        match record:
            case Recommendation():
                return self._recommendation(record)
            case Discipline():
                return self._discipline(record)
            case Duty():
                return self._duty(record)
            case Role():
                return self._role(record)
            case Term():
                return self._term(record)
            case Source():
                return self._source(record)

    def _recommendation(self, record: Recommendation) -> str:
        difference = ""
        if record.difference:
            difference = _join(
                f"## Two wordings in the report {{ #{record.id}-wordings }}",
                _facts(
                    ("In the Summary", plain(record.difference.summary_says)),
                    (f"In the chapter {record.chapter}", plain(record.difference.body_says)),
                    ("This site’s view", plain(record.difference.meaning)),
                ),
            )
        return _join(
            _lead(record.summary),
            _facts(
                ("Joint owners" if len(record.owners) > 1 else "Owner", self._links(record.owners)),
                ("Deadline", DEADLINES[record.deadline]),
                ("Chapter of the report", record.chapter),
                (
                    "Outcome",
                    f"Not publicly known: no published closure was found (checked {day(record.status_checked)})",
                ),
            ),
            f"## What it should consist of {{ #{record.id}-contents }}",
            _bullets(plain(text) for text in record.contents),
            f"## Why: what inspectors found {{ #{record.id}-why }}",
            _bullets(plain(text) for text in record.reasons),
            difference,
        )

    def _discipline(self, record: Discipline) -> str:
        standing = {
            "core": f"Number {record.number} of the 13 core disciplines that the report lists (March 2020)",
            "proposed": "Proposed by the report in March 2020. Whether it was added is not publicly known",
        }[record.status]
        return _join(
            _facts(("Standing", standing)),
            f"## What the report says {{ #{record.id}-report }}",
            plain(record.report_says),
            f"## What it covers: this site’s explanation {{ #{record.id}-covers }}",
            plain(record.summary),
            f"## How vulnerability to radicalisation can meet it: this site’s explanation {{ #{record.id}-meets }}",
            plain(record.meets),
        )

    def _duty(self, record: Duty) -> str:
        bullets = [
            _join(f"### {plain(heading(duty))} {{ #{duty.id} }}", self._statements(duty.statements), self._foot(duty))
            for duty in self._bullets_of(record)
        ]
        return _join(
            self._replaced(record),
            self._statements(record.statements),
            f"## The bullets of paragraph {record.paragraph} {{ #{record.id}-bullets }}" if bullets else "",
            *bullets,
        )

    def _role(self, record: Role) -> str:
        owned = [r for r in self.knowledge.of(Recommendation) if record.id in r.owners]
        names = "; ".join(plain(name) for name in record.other_names)
        return _join(
            _lead(record.summary),
            _facts(
                ("Acts at", f"{LEVELS[record.level]} level"),
                ("Also called, in the sources", names),
                ("Asked by the report to act on", _inline(self.link(r.id) for r in owned)),
            ),
        )

    def _term(self, record: Term) -> str:
        names = "; ".join(plain(name) for name in record.other_names)
        return _join(plain(record.summary), f"Also known as: {names}." if names else "")

    def _source(self, record: Source) -> str:
        force = ""
        if record.in_force_from and record.in_force_until:
            force = f"{day(record.in_force_from)} to {day(record.in_force_until)}"
        citing = [link for kind in KINDS if (link := self._count(record, kind))]
        return _join(
            plain(record.summary),
            _facts(
                ("Publisher", plain(record.publisher)),
                ("Published", day(record.published) if record.published else "The date is not given"),
                ("Address", f"[{plain(record.address)}]({record.address})"),
                ("In force", force),
                ("Replaced by", self.link(record.replaced_by) if record.replaced_by else ""),
                ("What was read", f"{plain(record.seen)} ({day(record.checked)})"),
                ("Cited here by", ", ".join(citing)),
            ),
        )

    # -- overviews ---------------------------------------------------------------------------------

    def _all_recommendations(self) -> str:
        rows = [
            (str(r.number), self.link(r.id, r.title), self._links(r.owners), DEADLINES[r.deadline], r.chapter)
            for r in self.knowledge.of(Recommendation)
        ]
        return _table(("No.", "What it is about", "Owners", "Due", "Chapter"), rows)

    def _all_disciplines(self) -> str:
        standing = {"core": "Core (2020)", "proposed": "**Proposed (2020)**"}
        rows = [
            (str(d.number), self.link(d.id, d.title), standing[d.status], plain(d.summary))
            for d in self.knowledge.of(Discipline)
        ]
        return _table(("No.", "Discipline", "Standing", "What it covers (this site’s explanation)"), rows)

    def _all_duties(self) -> str:
        paragraphs = [duty for duty in self.knowledge.of(Duty) if duty.bullet is None]
        parts = [self._replaced(paragraphs[0])]
        above = ""
        for duty in paragraphs:
            section = duty.sources[0].heading
            if section != above:
                parts.append(f"## {plain(section)}")
                above = section
            entry = f"**{self.link(duty.id)}** ({self._strengths(duty)})"
            bullets = [f"{self.link(b.id, b.title)} ({self._strengths(b)})" for b in self._bullets_of(duty)]
            parts.append(f"{entry}\n\n{_numbered(bullets)}" if bullets else entry)
        return _join(*parts)

    def _all_roles(self) -> str:
        parts = []
        for level, name in LEVELS.items():
            rows = [(self.link(r.id), plain(r.summary)) for r in self.knowledge.of(Role) if r.level == level]
            if rows:
                parts += [f"## {name}", _table(("Role", "Who it is"), rows)]
        return _join(*parts)

    def _all_terms(self) -> str:
        return self._sections(sorted(self.knowledge.of(Term), key=lambda term: heading(term).casefold()))

    def _all_sources(self) -> str:
        return self._sections(self.knowledge.of(Source))

    def _sections(self, records: Iterable[Term] | Iterable[Source]) -> str:
        return _join(
            *(
                _join(
                    f"## {plain(heading(record))} {{ #{record.id} }}",
                    self._body(record),
                    f"This answers: {'; '.join(f'“{plain(text)}”' for text in record.answers)}."
                    if record.answers
                    else "",
                    self._foot(record, self.knowledge.related(record.id)),
                )
                for record in records
            )
        )

    # -- parts -------------------------------------------------------------------------------------

    def _links(self, ids: Iterable[str]) -> str:
        return _inline(self.link(id_) for id_ in ids)

    def _bullets_of(self, record: Duty) -> list[Duty]:
        return [d for d in self.knowledge.of(Duty) if d.paragraph == record.paragraph and d.bullet is not None]

    def _strengths(self, record: Duty) -> str:
        return ", ".join(dict.fromkeys(f"“{STRENGTHS[s.strength]}”" for s in record.statements))

    def _statements(self, statements: Iterable[Statement]) -> str:
        return _bullets(
            f"{plain(s.text)} **Strength:** “{STRENGTHS[s.strength]}”. **On:** {self._links(s.applies_to)}."
            for s in statements
        )

    def _replaced(self, record: Duty) -> str:
        guidance = self.knowledge.one(Source, record.guidance)
        # A rule of the model: the guidance of a replaced duty has all three.
        assert guidance.in_force_from
        assert guidance.in_force_until
        assert guidance.replaced_by
        now = self.knowledge.one(Source, guidance.replaced_by)
        until = day(guidance.in_force_until)
        return (
            f'!!! warning "Replaced on {until}: not current guidance"\n\n'
            f"    The text restated here was in force from {day(guidance.in_force_from)} to {until}. Follow what"
            f" replaced it: [{plain(now.title)}]({now.address}). What its police section says was not seen for this"
            f" site, so nothing here says what was kept or dropped. Sources:"
            f" {self.link(guidance.id, 'the text of 2015')} and {self.link(now.id, 'its replacement')}."
        )

    def _answers(self, record: AnyRecord) -> str:
        if not record.answers:
            return ""
        return _join(f"## This answers {{ #{record.id}-answers }}", _bullets(plain(text) for text in record.answers))

    def _related(self, record: AnyRecord) -> str:
        parts = [f"## Related {{ #{record.id}-related data-search-exclude }}"]
        related = [r for r in self.knowledge.related(record.id) if place(r).page != place(record).page]
        if isinstance(record, Duty):
            for bullet in self._bullets_of(record):
                related += [r for r in self.knowledge.related(bullet.id) if place(r).page != place(record).page]
        for kind in KINDS:
            links = dict.fromkeys(self.link(r.id) for r in related if isinstance(r, kind))
            if links:
                parts.append(f"**{KIND_NAMES[kind][1]}**\n\n{_bullets(links)}")
        return _join(*parts) if len(parts) > 1 else ""

    def _count(self, source: Source, kind: type[AnyRecord]) -> str:
        count = sum(isinstance(record, kind) for record in self.knowledge.citing(source.id))
        if not count:
            return ""
        page = posixpath.relpath(overview_page(kind), posixpath.dirname(self.page) or ".")
        return f"[{count} {kind.kind if count == 1 else kind.plural}]({page})"

    def _foot(self, record: AnyRecord, related: Iterable[AnyRecord] = ()) -> str:
        """Return what is related to a record, its sources and its permanent address."""
        cited = [] if isinstance(record, Source) else self._citations(record.sources)
        return _join(
            '<div class="record-foot" data-search-exclude markdown>',
            _facts(
                ("See also", _inline(self.link(other.id) for other in related)),
                ("Source" if len(cited) == 1 else "Sources", "<br>".join(cited)),
                ("Permanent address", self.permanent(record.id)),
            ),
            "</div>",
        )

    def _built(self, path: str) -> str:
        """Return a link to what is written beside the pages, which the engine does not know."""
        return f'<a href="{"../" * page_url(self.page).count("/")}{path}">{path}</a>'

    def _citations(self, citations: Iterable[Citation]) -> list[str]:
        """Return a text for each cited document, with the places in it."""
        places: dict[str, list[str]] = {}
        for citation in citations:
            places.setdefault(citation.document, []).append(_place(citation))
        return [f"{self.link(document)}: {'; '.join(cited)}" for document, cited in places.items()]


def _place(citation: Citation) -> str:
    parts = [f"“{plain(citation.heading)}”"]
    if citation.under:
        parts.append(f"under “{plain(citation.under)}”")
    for name in ("paragraph", "bullet", "footnote"):
        if number := getattr(citation, name):
            parts.append(f"{name} {number}")
    return ", ".join(parts)


# ------------------------------------------------------------------------------------------------
# Markdown
# ------------------------------------------------------------------------------------------------


def _join(*blocks: str) -> str:
    return "\n\n".join(block for block in blocks if block)


def _lead(text: str) -> str:
    return f"{plain(text)}\n{{ .lead }}"


def _inline(links: Iterable[str]) -> str:
    return "; ".join(links)


def _bullets(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _numbered(items: Iterable[str]) -> str:
    return "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))


def _facts(*facts: tuple[str, str]) -> str:
    """Return a description list of the facts that have a value."""
    return _join(*(f"{name}\n:   {value}" for name, value in facts if value))


def _table(names: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [names, ("---",) * len(names), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
