"""Record to Markdown: pure functions of the records and of the page on which the text will stand."""

from __future__ import annotations

import posixpath
import re
import string
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from knowledge import history, pictures
from knowledge.graph import Knowledge
from knowledge.kinds import KINDS, AnyRecord
from knowledge.kinds.development import Development
from knowledge.kinds.discipline import Discipline
from knowledge.kinds.duty import Duty, Statement
from knowledge.kinds.earlier import Earlier
from knowledge.kinds.event import Event
from knowledge.kinds.expectation import Expectation
from knowledge.kinds.finding import Finding
from knowledge.kinds.recommendation import Recommendation
from knowledge.kinds.role import Role
from knowledge.kinds.source import Source
from knowledge.kinds.term import Term
from knowledge.markdown import bullets, day, facts, inline, join, numbered, plain, table
from knowledge.pages import FOLDERS, LETTERS, built_link, index_page, overview_page, permalink, place
from knowledge.record import Citation
from knowledge.vocabulary import AREAS, CHAPTERS

DEADLINES = {"immediate": "With immediate effect (March 2020)", "2020-06": "By June 2020"}

VERBS = {
    "must": "must",
    "will": "will",
    "should": "should",
    "expect": "is expected to",
    "may include": "may include",
    "states": "describes",
}
"""How the pages show the verb that carries a statement of the guidance."""

STRENGTHS = {
    "recommendation": "Inspectors’ recommendation",
    "expectation": "Inspectors’ expectation",
    "implied": "Implied by a finding",
}
"""How strongly the report puts an expectation."""

LEVELS = {"national": "National", "regional": "Regional", "force": "Force", "local": "Local partnership"}

AREA_NAMES = {
    "governance": "Governance",
    "people": "People",
    "training": "Training",
    "partnership": "Partnership",
    "safeguarding": "Safeguarding",
    "referral": "Referrals",
    "staff": "Staff of the force",
    "prosecute-disrupt-deter": "Prosecute, disrupt and deter",
    "channel": "Channel",
    "performance-and-learning": "Performance and learning",
    "ctlp": "Counter-terrorism local profile",
    "communication": "Communication",
}

VERDICTS = {"strength": "Strength", "good practice": "Good practice", "mixed": "Mixed", "gap": "Gap"}

SPEAKERS = {
    "inspectors": "the inspectors",
    "interviewees in forces": "interviewees in forces",
    "partners": "partners of the police",
    "interviewees in forces and partners": "interviewees in forces and partners of the police",
    "not named": "somebody whom the report does not name",
}
"""Who says what a finding tells."""

FEW = 8
"""Up to how many related records stand open at the foot of a record that shares its page."""

ANSWERS = 2
"""How many of the questions that a record answers stand under it where it shares its page; the search knows all."""

FORCE_LEAD = "role-force-prevent-lead"


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


def sort_key(name: str) -> tuple[str, str]:
    """Return what sorts a name among others: its letters and digits first, so that quotation marks do not count."""
    return re.sub(r"[^a-z0-9 ]", "", name.casefold()).strip(), name


def mark(record: AnyRecord) -> str:
    """Return what the heading of a record carries so that its kind shows: the word, and the class of its shape."""
    classes = [record.kind]
    match record:
        case Expectation(strength="implied"):
            word = "Expectation · implied by a finding"
        case Finding():
            word = f"Finding · {record.verdict}"
            classes.append(record.verdict.replace(" ", "-"))
        case Duty():
            word = "Duty (replaced)"
        case Discipline(status="proposed"):
            word = "Discipline (proposed)"
        case Earlier():
            word = "Earlier work"
        case Development():
            word = "Since 2020"
        case _:
            word = record.kind.capitalize()
    if record.retired:
        word += " · retired"
    return f'{" ".join(f".{name}" for name in classes)} data-kind="{word}"'


@cache  # a build asks some twenty thousand times
def _relative(page: str, here: str) -> str:
    """Return how one page file names another; both are relative to `docs/`."""
    return posixpath.relpath(page, posixpath.dirname(here) or ".")


def _number_of(records: Sequence[AnyRecord], kind: type[AnyRecord]) -> str:
    """Return how many records of a kind these are: `1 finding`, `27 findings`."""
    return f"{len(records)} {kind.kind if len(records) == 1 else kind.plural}"


ALPHABET = ("0–9", *string.ascii_uppercase)
"""The headings of the A–Z."""


def _anchor(letter: str) -> str:
    """Return the anchor of a letter of the A–Z."""
    return f"a-z-{letter.lower() if letter.isalpha() else 'digits'}"


def _range(letters: str) -> str:
    """Return the letters of a page of the glossary as a reader reads them: `A to B`, `Pa to Po`."""
    return " to ".join(part.capitalize() for part in letters.split("-"))


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.]) (?=[A-Z“])", text, maxsplit=1)[0]


class Renderer:
    """Renders records for one page, so that links are relative to it."""

    def __init__(self, knowledge: Knowledge, page: str) -> None:
        """Take the records and the page file, relative to `docs/`, on which the text will stand."""
        self.knowledge = knowledge
        self.page = page
        self.explained: dict[str, Term] = {}

    # -- what pages call ---------------------------------------------------------------------------

    def link(self, id_: str, text: str | None = None) -> str:
        """Return a link to the record with this id; raises KeyError when there is none."""
        record = self.knowledge[id_]
        where = place(record)
        return f"[{plain(text or heading(record))}]({self.path_to(where.page)}#{where.anchor})"

    def path_to(self, page: str) -> str:
        """Return how a link on this page names another page file, which is relative to `docs/`."""
        return _relative(page, self.page)

    def record(self, id_: str) -> str:
        """Return the whole page of the record with this id; raises KeyError when there is none."""
        record = self.knowledge[id_]
        if record.retired:
            return join(self._title(record), self._tombstone(record), self._foot(record))
        return join(
            self._title(record),
            self._body(record),
            self._since(record),
            self._answers(record),
            self._related(record),
            self._foot(record),
            self._explanations(),
        )

    def group(self, kind: str, name: str) -> str:
        """Return the page of a group of records: an area's expectations or findings, the terms of some letters."""
        page = {Expectation.kind: self._area, Finding.kind: self._found, Term.kind: self._letters}[kind]
        return join(page(name), self._tombstones(self.page), self._explanations())

    def overview(self, kind: str) -> str:
        """Return the overview of the records of a kind, named as in `Record.kind`."""
        view = next(view for cls, view in VIEWS.items() if cls.kind == kind)
        return join(view.overview(self), self._tombstones(self.page), self._explanations())

    def picture(self, name: str) -> str:
        """Return the picture with this name, and in words what it shows."""
        draw: dict[str, Callable[[], str]] = {
            "referral": lambda: pictures.referral(self.link),
            "governance": lambda: pictures.governance(self.link),
            "findings": self._findings_by_chapter,
            "duties": self._duty_matrix,
            "timeline": lambda: pictures.timeline((self._when(event), event.title) for event in self._events()),
        }
        return draw[name]()

    def kinds(self) -> str:
        """Return how many records of each kind there are, each kind with its shape and a link to its overview."""
        return bullets(
            f"[**{len(self.knowledge.of(kind))}** {view.name}]({self.path_to(overview_page(kind))}){{ .{kind.kind} }}"
            for kind, view in sorted(VIEWS.items(), key=lambda item: item[0] is Source)
        )

    def letters(self) -> str:
        """Return a link to each letter of the A–Z."""
        return " ".join(f"[{letter}]({self.path_to(index_page(letter))}#{_anchor(letter)})" for letter in ALPHABET)

    def index(self, letters: str) -> str:
        """Return all titles and other names of a page of the A–Z in the order of the alphabet, letter by letter."""
        page = f"a-z/{letters}.md"
        # Every letter has its heading, whether a name begins with it or not: its address is permanent.
        by_letter: dict[str, list[str]] = {letter: [] for letter in ALPHABET if index_page(letter) == page}
        for name, record in self._names():
            first = sort_key(name)[0][:1].upper()
            listed = by_letter.get(first if first.isalpha() else ALPHABET[0])
            if listed is not None:
                listed.append(f"{self.link(record.id, name)} {record.kind}")
        return join(
            self.letters(),
            *(
                join(f"## {letter} {{ #{_anchor(letter)} }}", bullets(found) or "Nothing begins with this letter.")
                for letter, found in by_letter.items()
            ),
        )

    def _names(self) -> list[tuple[str, AnyRecord]]:
        """Return every title and other name with its record, in the order of the alphabet."""
        found = []
        for record in self.knowledge.records.values():
            names = {record.title}
            match record:
                case Term():
                    names |= {heading(record), *record.other_names}
                case Role():
                    names |= {*record.other_names}
                case Recommendation() | Duty() | Discipline():
                    names |= {heading(record)}
            found += [(name, record) for name in names]
        return sorted(found, key=lambda item: (sort_key(item[0]), item[1].id))

    def permanent(self, id_: str, titled: bool = False) -> str:
        """Return a link to the permanent address of the record, which shows the address, or the title.

        Raises KeyError when there is no such record.
        """
        record = self.knowledge[id_]
        text = plain(heading(record)) if titled else None
        return built_link(permalink(id_), text).replace("<a ", "<a data-permanent ", 1)

    def formerly(self, anchor: str, reason: str) -> str:
        """Return what stands where the text of a section went that is gone: its old anchor, and why."""
        return f'<p class="formerly" id="{anchor}">{plain(reason)}</p>'

    # -- recommendations ---------------------------------------------------------------------------

    def _recommendation(self, record: Recommendation) -> str:
        difference = ""
        if record.difference:
            difference = join(
                f"## Two wordings in the report {{ #{record.id}-wordings }}",
                facts(
                    ("In the Summary", plain(record.difference.summary_says)),
                    (f"In the chapter {record.chapter}", plain(record.difference.body_says)),
                    ("This site’s view", plain(record.difference.meaning)),
                ),
            )
        checked = day(record.status_checked)
        return join(
            self._lead(record.summary),
            facts(
                ("Joint owners" if len(record.owners) > 1 else "Owner", self._links(record.owners)),
                ("Deadline", DEADLINES[record.deadline]),
                ("Chapter of the report", record.chapter),
                ("Area", self._area_link(record.area)),
                ("Outcome", f"Not publicly known: no published closure was found (checked {checked})"),
            ),
            f"## What it should consist of {{ #{record.id}-contents }}",
            bullets(self._text(text) for text in record.contents),
            f"## Why: what inspectors found {{ #{record.id}-why }}",
            bullets(self._text(text) for text in record.reasons),
            difference,
        )

    def _all_recommendations(self) -> str:
        rows = [
            (str(r.number), self.link(r.id, r.title), self._links(r.owners), DEADLINES[r.deadline], r.chapter)
            for r in self.knowledge.of(Recommendation)
        ]
        return table(("No.", "What it is about", "Owners", "Due", "Chapter"), rows)

    # -- expectations ------------------------------------------------------------------------------

    def _expectation(self, record: Expectation) -> str:
        return join(
            self._text(record.summary),
            facts(
                ("Strength", f"{STRENGTHS[record.strength]}: “{plain(record.wording)}”"),
                ("On", self._links(record.applies_to)),
                ("How many", plain(record.quantity) if record.quantity != "not stated" else ""),
                ("Faces the force’s Prevent lead", "Yes (this site’s view)" if record.faces_force_lead else ""),
                ("Findings behind it", self._links(record.findings)),
            ),
            self._points("What good looks like, in the report", record.good),
            self._points("What poor looks like, in the report", record.poor),
            self._points("Evidence to look for: this site’s suggestion, not the report’s", record.evidence),
        )

    def _points(self, name: str, texts: Sequence[str]) -> str:
        return join(f"**{name}**", bullets(self._text(text) for text in texts)) if texts else ""

    def _area(self, area: str) -> str:
        recommended = [r for r in self.knowledge.of(Recommendation) if r.area == area]
        found = [f for f in self.knowledge.of(Finding) if f.area == area]
        expected = self._expected(area)
        return join(
            f"# {AREA_NAMES[area]}: what is expected {{ #expectations-{area} }}",
            f"The report of March 2020 on {AREA_NAMES[area]}: what is expected of forces and others, the strongest"
            f" first, with what good and poor look like. {_number_of(expected, Expectation)}.",
            f"Numbered recommendations in this area: {inline(self.link(r.id) for r in recommended)}."
            if recommended
            else "",
            self._sections(expected),
            f"## All findings in this area {{ #{area}-findings }}" if found else "",
            bullets(f"{self.link(f.id)} ({f.verdict})" for f in found),
        )

    def _expected(self, area: str) -> list[Expectation]:
        """Return the expectations of an area, the strongest first."""
        strengths = list(STRENGTHS)
        expected = [e for e in self.knowledge.of(Expectation) if e.area == area]
        return sorted(expected, key=lambda e: strengths.index(e.strength))

    def _all_expectations(self) -> str:
        """Return the register: every expectation and recommendation, area by area, each with what a filter asks."""
        parts = []
        for area in AREAS:
            entries = self._expected(area)
            recommended = [r for r in self.knowledge.of(Recommendation) if r.area == area]
            lines = [self._entry(r, "recommendation", r.owners, FORCE_LEAD in r.owners) for r in recommended]
            lines += [self._entry(e, e.strength, e.applies_to, e.faces_force_lead) for e in entries]
            if lines:
                parts += [f"## {AREA_NAMES[area]} {{ #area-{area} }}", bullets(lines)]
        return join(self._filter(), '<div id="register" markdown>', *parts, "</div>")

    def _filter(self) -> str:
        """Return the form of the register's filter, which its script shows; the options are what the records have."""
        owners = [role for r in self.knowledge.of(Recommendation) for role in r.owners]
        roles = {*owners, *(role for e in self.knowledge.of(Expectation) for role in e.applies_to)}
        choices = {
            "lead": ("Faces the force’s Prevent lead", {"yes": "Yes", "no": "No"}),
            "area": ("Area", AREA_NAMES),
            "strength": ("Strength", STRENGTHS),
            "roles": ("On", {r.id: r.title for r in self.knowledge.of(Role) if r.id in roles}),
        }
        fields = [
            f'<label>{name} <select name="{field}"><option value="">Any</option>'
            + "".join(f'<option value="{value}">{plain(text)}</option>' for value, text in options.items())
            + "</select></label>"
            for field, (name, options) in choices.items()
        ]
        return (
            f'<form id="register-filter" hidden>{"".join(fields)}'
            '<button type="reset">Show all</button></form>\n\n'
            '<p id="register-status" role="status"></p>'
        )

    def _entry(
        self, record: Recommendation | Expectation, strength: str, roles: Sequence[str], faces_force_lead: bool
    ) -> str:
        """Return a line of the register: the title, which leads to the record, and in words what a filter asks."""
        on = "; ".join(plain(self.knowledge.one(Role, role).title) for role in roles)
        facing = " Faces the force’s Prevent lead." if faces_force_lead else ""
        return (
            f'**{self.link(record.id)}** <span class="marks">{STRENGTHS[strength]}. On: {on}.{facing}</span>\n'
            f'  {{ .entry .{record.kind} data-area="{record.area}" data-strength="{strength}" '
            f'data-lead="{"yes" if faces_force_lead else "no"}" data-roles="{" ".join(roles)}" }}'
        )

    def _area_link(self, area: str) -> str:
        return f"[{AREA_NAMES[area]}]({self.path_to(overview_page(Expectation))}#area-{area})"

    # -- findings ----------------------------------------------------------------------------------

    def _finding(self, record: Finding) -> str:
        words = record.quantity_words
        quantity = "not stated" if words == "not stated" else f"“{plain(words)}”"
        return join(
            self._text(record.summary),
            f"Verdict: {record.verdict}. Said by: {SPEAKERS[record.said_by]}. How many: {quantity}."
            f" Chapter of the report: {record.chapter}.\n{{ .marks }}",
        )

    def _found(self, area: str) -> str:
        found = [f for f in self.knowledge.of(Finding) if f.area == area]
        return join(
            f"# {AREA_NAMES[area]}: what inspectors found {{ #findings-{area} }}",
            f"What the report of March 2020 tells of {AREA_NAMES[area]}, in its order, with who says it and of how many"
            f" forces. {_number_of(found, Finding)}.",
            f"What follows from it: [{AREA_NAMES[area]}: what is expected]"
            f"({self.path_to(f'{FOLDERS[Expectation]}/{area}.md')}).",
            self._sections(found),
        )

    def _all_findings(self) -> str:
        found = self.knowledge.of(Finding)
        areas = [(area, sum(f.area == area for f in found)) for area in AREAS]
        pages = [f"[{AREA_NAMES[area]}]({area}.md) ({count})" for area, count in areas if count]
        parts = [f"By area, with all that the report says of each: {inline(pages)}."]
        for chapter in CHAPTERS:
            told = [f for f in found if f.chapter == chapter]
            number = f"{_number_of(told, Finding)} in this chapter of the report."
            anchor = f"findings-{chapter.lower()}"
            parts += [
                f"## {chapter} {{ #findings-in-{chapter.lower()} }}",
                # A chapter had a page of its own once; the page of an area may have its name.
                number if chapter.lower() in AREAS else self.formerly(anchor, number),
                bullets(f"{self.link(f.id)} ({f.verdict})" for f in told),
            ]
        return join(*parts)

    def _findings_by_chapter(self) -> str:
        findings = self.knowledge.of(Finding)
        counts: dict[str, dict[str, int]] = {
            chapter: {
                name: sum(f.chapter == chapter and f.verdict == v for f in findings) for v, name in VERDICTS.items()
            }
            for chapter in CHAPTERS
        }
        counts = {chapter: verdicts for chapter, verdicts in counts.items() if any(verdicts.values())}
        rows = [
            (c, *(str(n) for n in verdicts.values()), str(sum(verdicts.values()))) for c, verdicts in counts.items()
        ]
        return join(pictures.bars(counts), table(("Chapter", *VERDICTS.values(), "All"), rows))

    # -- duties ------------------------------------------------------------------------------------

    def _duty(self, record: Duty) -> str:
        parts = [
            join(
                self._title(duty, 3),
                self._statements(duty.statements),
                self._foot(duty, self._elsewhere(duty)),
            )
            for duty in self._bullets_of(record)
        ]
        return join(
            self._replaced(record),
            self._statements(record.statements),
            f"## The bullets of paragraph {record.paragraph} {{ #{record.id}-bullets }}" if parts else "",
            *parts,
        )

    def _all_duties(self) -> str:
        paragraphs = [duty for duty in self.knowledge.of(Duty) if duty.bullet is None]
        parts = [self._replaced(paragraphs[0])]
        above = ""
        for duty in paragraphs:
            section = duty.sources[0].heading
            if section != above:
                parts.append(f"## {plain(section)} {{ #duties-from-{duty.paragraph} }}")
                above = section
            entry = f"**{self.link(duty.id)}** ({self._verbs(duty)})"
            points = [f"{self.link(b.id, b.title)} ({self._verbs(b)})" for b in self._bullets_of(duty)]
            parts.append(f"{entry}\n\n{numbered(points)}" if points else entry)
        return join(*parts)

    def _bullets_of(self, record: Duty) -> list[Duty]:
        if record.bullet is not None:
            return []
        return [d for d in self.knowledge.of(Duty) if d.paragraph == record.paragraph and d.bullet is not None]

    def _verbs(self, record: Duty) -> str:
        return ", ".join(dict.fromkeys(f"“{VERBS[s.strength]}”" for s in record.statements))

    def _statements(self, statements: Iterable[Statement]) -> str:
        return bullets(
            f"{self._text(s.text)} **Strength:** “{VERBS[s.strength]}”. **On:** {self._links(s.applies_to)}."
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

    def _duty_matrix(self) -> str:
        rows = []
        for duty in self.knowledge.of(Duty):
            related = self.knowledge.related(duty.id)
            kinds: tuple[type[Recommendation], type[Expectation], type[Finding]] = (
                Recommendation,
                Expectation,
                Finding,
            )
            cells = ("<br>".join(self.link(r.id) for r in related if isinstance(r, kind)) for kind in kinds)
            rows.append((self.link(duty.id), *(cell or "none" for cell in cells)))
        return table(("Paragraph or bullet", "Recommendations", "Expectations", "Findings"), rows)

    # -- disciplines -------------------------------------------------------------------------------

    def _discipline(self, record: Discipline) -> str:
        standing = {
            "core": f"Number {record.number} of the 13 core disciplines that the report lists (March 2020)",
            "proposed": "Proposed by the report in March 2020. Whether it was added is not publicly known",
        }[record.status]
        return join(
            facts(("Standing", standing)),
            f"## What the report says {{ #{record.id}-report }}",
            plain(record.report_says),
            f"## What it covers: this site’s explanation {{ #{record.id}-covers }}",
            plain(record.summary),
            f"## How vulnerability to radicalisation can meet it: this site’s explanation {{ #{record.id}-meets }}",
            plain(record.meets),
        )

    def _all_disciplines(self) -> str:
        standing = {"core": "Core (2020)", "proposed": "**Proposed (2020)**"}
        rows = [
            (str(d.number), self.link(d.id, d.title), standing[d.status], plain(d.summary))
            for d in self.knowledge.of(Discipline)
        ]
        return table(("No.", "Discipline", "Standing", "What it covers (this site’s explanation)"), rows)

    # -- roles -------------------------------------------------------------------------------------

    def _role(self, record: Role) -> str:
        """Return what applies to a role: what is asked of it, and what else names it stands below."""
        owned = [r for r in self.knowledge.of(Recommendation) if record.id in r.owners]
        expected = [e for e in self.knowledge.of(Expectation) if record.id in e.applies_to]
        facing = [e for e in self.knowledge.of(Expectation) if record.id == FORCE_LEAD and e.faces_force_lead]
        duties = [d for d in self.knowledge.of(Duty) if any(record.id in s.applies_to for s in d.statements)]
        return join(
            self._lead(record.summary),
            facts(
                ("Acts at", f"{LEVELS[record.level]} level"),
                ("Also called", "; ".join(plain(name) for name in record.other_names)),
            ),
            self._applies(record, "Recommendations it was asked to carry out", owned),
            self._applies(record, "Expectations on it, in the report", expected),
            self._applies(record, "Expectations on forces that face this post (this site’s view)", facing),
            self._applies(record, "The duty: text of 2015, replaced on 31 December 2023", duties),
        )

    def _applies(self, record: Role, name: str, records: Sequence[AnyRecord]) -> str:
        anchor = (
            f"{record.id}-{re.sub('[^a-z]+', '-', name.lower().split(',')[0].split(':')[0].split('(')[0]).strip('-')}"
        )
        return join(f"## {name} {{ #{anchor} }}", bullets(self.link(r.id) for r in records)) if records else ""

    def _all_roles(self) -> str:
        parts = []
        for level, name in LEVELS.items():
            rows = [(self.link(r.id), self._text(r.summary)) for r in self.knowledge.of(Role) if r.level == level]
            if rows:
                parts += [f"## {name} {{ #roles-{level} }}", table(("Role", "Who it is"), rows)]
        return join(*parts)

    # -- kinds whose records share one page --------------------------------------------------------

    def _term(self, record: Term) -> str:
        names = "; ".join(plain(name) for name in record.other_names)
        return join(
            plain(record.summary),
            f"Also known as: {names}." if names else "",
            "The sources use the short form without spelling it out." if not record.spelt_out else "",
            "The name has changed since 2020." if record.name_since == "changed" else "",
        )

    def _source(self, record: Source) -> str:
        force = ""
        if record.in_force_from and record.in_force_until:
            force = f"{day(record.in_force_from)} to {day(record.in_force_until)}"
        return join(
            plain(record.summary),
            facts(
                ("Publisher", plain(record.publisher)),
                ("Published", day(record.published) if record.published else "The date is not given"),
                ("Address", f"[{plain(record.address)}]({record.address})"),
                ("In force", force),
                ("Replaced by", self.link(record.replaced_by) if record.replaced_by else ""),
                ("What was read", f"{plain(record.seen)} ({day(record.checked)})"),
                ("Cited here by", ", ".join(count for kind in KINDS if (count := self._count(record, kind)))),
            ),
        )

    def _event(self, record: Event) -> str:
        return join(f"**{self._when(record)}**", self._text(record.summary))

    def _when(self, record: Event) -> str:
        return f"{day(record.date)} to {day(record.until)}" if record.until else day(record.date)

    def _events(self) -> list[Event]:
        return sorted(self.knowledge.of(Event), key=lambda event: event.date)

    def _earlier(self, record: Earlier) -> str:
        return join(
            self._text(record.summary),
            facts(
                ("Stands in", f"The {record.work}"),
                ("On", self._links(record.applies_to)),
                ("By", day(record.due) if record.due else ""),
                ("In 2020: this site’s reading", plain(record.reading or "")),
                ("Taken up again by", self._links(record.came_back)),
            ),
        )

    def _development(self, record: Development) -> str:
        sources = [self.knowledge.one(Source, citation.document) for citation in record.sources]
        opened = dict.fromkeys(f"[{plain(s.title)}]({s.address}), checked {day(s.checked)}" for s in sources)
        return join(
            f"**{day(record.date)}**",
            self._text(record.summary),
            facts(("To open", "<br>".join(opened)), ("Bears on", self._links(record.touches))),
        )

    def _terms(self, letters: str) -> list[Term]:
        """Return the terms of a page of the glossary, in the order of the alphabet."""
        page = f"{FOLDERS[Term]}/{letters}.md"
        return sorted(
            (term for term in self.knowledge.of(Term) if place(term).page == page), key=lambda t: heading(t).casefold()
        )

    def _letters(self, letters: str) -> str:
        terms = self._terms(letters)
        return join(
            f"# Glossary: {_range(letters)} {{ #glossary-{letters} }}",
            f"Acronyms and terms of art, {_range(letters)}, as the sources use them. {_number_of(terms, Term)}.",
            self._sections(terms),
        )

    def _all_terms(self) -> str:
        """Return each term with the beginning of its meaning. Terms stood here once, and links may still lead here."""
        pages = [letters for letters in LETTERS if self._terms(letters)]
        return join(
            f"With sources, and what concerns each term: {inline(f'[{_range(page)}]({page}.md)' for page in pages)}.",
            bullets(
                f"**{self.link(term.id)}**{{ #{term.id} }} {plain(_first_sentence(term.summary))}"
                for page in pages
                for term in self._terms(page)
            ),
        )

    def _all_sources(self) -> str:
        return self._sections(self.knowledge.of(Source))

    def _all_events(self) -> str:
        return self._sections(self._events())

    def _all_earlier(self) -> str:
        return self._sections(self.knowledge.of(Earlier))

    def _all_developments(self) -> str:
        developments = sorted(self.knowledge.of(Development), key=lambda d: d.date, reverse=True)
        return self._sections(developments)

    def _sections(self, records: Iterable[AnyRecord]) -> str:
        """Return records one below the other, each with its heading, its body and its foot."""
        return join(
            *(
                join(
                    self._title(record, 2),
                    self._body(record),
                    self._since(record),
                    f"This answers: {'; '.join(f'“{plain(text)}”' for text in record.answers[:ANSWERS])}.\n{{ .marks }}"
                    if record.answers
                    else "",
                    self._foot(record, self._elsewhere(record)),
                )
                for record in records
            )
        )

    def _tombstones(self, page: str) -> str:
        """Return the retired records of a page that several records share."""
        retired = [r for r in self.knowledge.records.values() if r.retired and place(r).page == page]
        return join(*(join(self._title(r, 2), self._tombstone(r), self._foot(r)) for r in retired))

    def _tombstone(self, record: AnyRecord) -> str:
        """Return what stands in the place of a retired record: since when, why, and what took its place."""
        assert record.retired
        successor = record.retired.successor
        follows = f" Its place was taken by {self.link(successor)}." if successor else " Nothing has taken its place."
        title = f"Retired on {day(record.retired.since)}"
        return f'!!! warning "{title}: no longer kept up"\n\n    {plain(record.retired.reason)}{follows}'

    # -- parts -------------------------------------------------------------------------------------

    def _body(self, record: AnyRecord) -> str:
        return VIEWS[type(record)].body(self, record)

    def _title(self, record: AnyRecord, level: int = 1) -> str:
        return f"{'#' * level} {plain(heading(record))} {{ #{record.id} {mark(record)} }}"

    def _lead(self, text: str) -> str:
        return f"{self._text(text)}\n{{ .lead }}"

    def _links(self, ids: Iterable[str]) -> str:
        return inline(self.link(id_) for id_ in ids)

    def _since(self, record: AnyRecord) -> str:
        """Return the note on what has happened since, for a record that developments touch."""
        touching = [d for d in self.knowledge.of(Development) if record.id in d.touches]
        if not touching:
            return ""
        notes = "\n".join(f"    - {plain(d.note)} {self.link(d.id, 'Source and day')}." for d in touching)
        return f'!!! info "Since then"\n\n{notes}'

    def _answers(self, record: AnyRecord) -> str:
        if not record.answers:
            return ""
        return join(f"## This answers {{ #{record.id}-answers }}", bullets(plain(text) for text in record.answers))

    def _elsewhere(self, record: AnyRecord) -> list[AnyRecord]:
        """Return what is related to a record and not already shown in its body or as a development."""
        shown = set()
        match record:
            case Expectation():
                shown = {*record.findings, *record.applies_to}
            case Earlier():
                shown = {*record.came_back, *record.applies_to}
            case Development():
                shown = {*record.touches}
        related = self.knowledge.related(record.id)
        return [other for other in related if other.id not in shown and not isinstance(other, Development)]

    def _related(self, record: AnyRecord) -> str:
        """Return the related records by kind; on a role's page without those that apply to it, shown above."""
        related = [r for r in self._elsewhere(record) if place(r).page != place(record).page]
        if isinstance(record, Duty):
            for bullet in self._bullets_of(record):
                related += [r for r in self._elsewhere(bullet) if place(r).page != place(record).page]
        if isinstance(record, Role):
            related = [r for r in related if not _applies_to(r, record.id)]
        if not related:
            return ""
        return join(f"## Related {{ #{record.id}-related }}", self._by_kind(related))

    def _count(self, source: Source, kind: type[AnyRecord]) -> str:
        citing = [record for record in self.knowledge.citing(source.id) if isinstance(record, kind)]
        return f"[{_number_of(citing, kind)}]({self.path_to(overview_page(kind))})" if citing else ""

    def _foot(self, record: AnyRecord, related: Iterable[AnyRecord] = ()) -> str:
        """Return what is related to a record, its sources and its permanent address."""
        cited = [] if isinstance(record, Source) else self._citations(record.sources)
        beside = list(related)
        few = len(beside) <= FEW
        # What quotes a record finds its summary on the page; of these, the page does not hold it as one text.
        summary = f' data-summary="{plain(record.summary)}"' if record.retired or isinstance(record, Duty) else ""
        return join(
            f'<div class="record-foot" data-id="{record.id}"{summary} markdown>',
            facts(
                ("See also", inline(self.link(other.id) for other in beside) if few else ""),
                ("Source" if len(cited) == 1 else "Sources", "<br>".join(cited)),
                ("Permanent address", self.permanent(record.id)),
                ("Last changed in substance", self._last_changed(record)),
            ),
            "" if few else self._folded(beside),
            "</div>",
        )

    def _last_changed(self, record: AnyRecord) -> str:
        changed = history.last_changed(self.knowledge, record)
        return day(changed) if changed != history.UNKNOWN else ""

    def _folded(self, records: Sequence[AnyRecord]) -> str:
        """Return many related records kind by kind, folded away until a reader wants them."""
        return join(
            f"<details markdown><summary>See also: {len(records)} records</summary>",
            self._by_kind(records),
            "</details>",
        )

    def _by_kind(self, records: Sequence[AnyRecord]) -> str:
        parts = []
        for kind in KINDS:
            links = dict.fromkeys(self.link(r.id) for r in records if isinstance(r, kind))
            if links:
                parts.append(f"**{VIEWS[kind].name}**\n\n{bullets(links)}")
        return join(*parts)

    def _citations(self, citations: Iterable[Citation]) -> list[str]:
        """Return a text for each cited document, with the places in it."""
        places: dict[str, list[str]] = {}
        for citation in citations:
            places.setdefault(citation.document, []).append(_place(citation))
        return [f"{self.link(document)}: {'; '.join(cited)}" for document, cited in places.items()]

    # -- terms that explain themselves -------------------------------------------------------------

    @cached_property
    def _acronyms(self) -> dict[str, Term]:
        return {term.acronym: term for term in self.knowledge.of(Term) if term.acronym}

    def _text(self, text: str) -> str:
        """Return a text in which the first mention of each acronym on the page opens its explanation."""
        pattern = "|".join(re.escape(name) for name in sorted(self._acronyms, key=len, reverse=True))
        pieces = re.split(rf"(?<![\w(])({pattern})(?![\w(])(?=s?\b)", text) if pattern else [text]
        return "".join(self._explain(piece) if index % 2 else plain(piece) for index, piece in enumerate(pieces))

    def _explain(self, acronym: str) -> str:
        term = self._acronyms[acronym]
        if term.id in self.explained:
            return plain(acronym)
        self.explained[term.id] = term
        return f'<button type="button" class="term" popovertarget="explain-{term.id}">{plain(acronym)}</button>'

    def _explanations(self) -> str:
        """Return the explanations that the buttons of the page open; the browser closes them on Escape."""
        if not self.explained:
            return ""
        parts = [
            f'<div class="explanation" id="explain-{term.id}" popover="auto" markdown>\n\n'
            f"**{plain(heading(term))}**\n\n{plain(term.summary)}\n\n{self.link(term.id, 'In the glossary')}\n\n</div>"
            for term in self.explained.values()
        ]
        return join('<div class="explanations" markdown>', *parts, "</div>")


def _place(citation: Citation) -> str:
    parts = [f"“{plain(citation.heading)}”"]
    if citation.under:
        parts.append(f"under “{plain(citation.under)}”")
    for name in ("paragraph", "bullet", "footnote"):
        if number := getattr(citation, name):
            parts.append(f"{name} {number}")
    return ", ".join(parts)


def _applies_to(record: AnyRecord, role: str) -> bool:
    match record:
        case Recommendation():
            return role in record.owners
        case Expectation():
            return role in record.applies_to or (role == FORCE_LEAD and record.faces_force_lead)
        case Duty():
            return any(role in statement.applies_to for statement in record.statements)
    return False


@dataclass(frozen=True)
class View:
    """How the records of a kind are shown: the words above several, one record's body, the overview."""

    name: str
    body: Callable[[Renderer, Any], str]
    overview: Callable[[Renderer], str]


VIEWS: dict[type[AnyRecord], View] = {
    Source: View("Sources", Renderer._source, Renderer._all_sources),
    Recommendation: View("Recommendations of March 2020", Renderer._recommendation, Renderer._all_recommendations),
    Expectation: View("Expectations", Renderer._expectation, Renderer._all_expectations),
    Finding: View("Findings", Renderer._finding, Renderer._all_findings),
    Duty: View("The duty: text of 2015, since replaced", Renderer._duty, Renderer._all_duties),
    Discipline: View("Disciplines of public protection", Renderer._discipline, Renderer._all_disciplines),
    Role: View("Roles", Renderer._role, Renderer._all_roles),
    Term: View("Terms", Renderer._term, Renderer._all_terms),
    Event: View("Events", Renderer._event, Renderer._all_events),
    Earlier: View("Earlier work, 2008 and 2009", Renderer._earlier, Renderer._all_earlier),
    Development: View("Since 2020", Renderer._development, Renderer._all_developments),
}
"""A view for each kind of record."""
