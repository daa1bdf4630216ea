"""The police part of the statutory guidance of 2015, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field, ValidationInfo, computed_field, field_validator

from knowledge.citation import Citation, SourceRef
from knowledge.fields import OneOf, Part, Reference, Text, ValidationContext, validation_error
from knowledge.kinds.role import RoleRef
from knowledge.kinds.source import Source
from knowledge.markdown import bullets, day, join, numbered, plain, table
from knowledge.record import CitedRecord, Record, Records, View, Violation, id_field

MOST_IN_A_CELL = 30
"""How many links a cell of the table of all paragraphs shows."""

IN_FORCE = ("in_force_from", "in_force_until", "replaced_by")
"""What the guidance of a duty says of when it applied."""

DutyRef = Annotated[str, Reference("duty")]


VERBS = {
    "must": "must",
    "required": "are required to",
    "will": "will",
    "should": "should",
    "expect": "is expected to",
    "may include": "may include",
    "states": "statement of fact",
}
"""How pages show the verb that carries a statement of the guidance."""


class Statement(Part):
    """A single statement in the guidance, with its verb and the roles and organisations that it applies to."""

    text: Text = Field(description="Text of the statement, in our own words")
    strength: Annotated[str, OneOf(VERBS)] = Field(
        description="Verb that the guidance uses, or `states` if the sentence only describes something"
    )
    applies_to: Annotated[list[RoleRef], Field(min_length=1)] = Field(
        description="Roles and organisations that the statement addresses or describes"
    )


class Duty(CitedRecord):
    """A paragraph or bullet in the police section of the 2015 guidance, which Annex A of the report reprints."""

    kind: ClassVar[str] = "duty"
    plural: ClassVar[str] = "duties"
    file: ClassVar[str] = "duties.yml"
    is_optional: ClassVar[bool] = False
    name: ClassVar[str] = "2015 guidance (no longer in force)"
    card: ClassVar[str] = "2015 Prevent duty guidance (no longer in force)"
    prefix: ClassVar[str] = "duty-"
    folder: ClassVar[str | None] = "duties"
    has_own_pages: ClassVar[bool] = True
    words: ClassVar[tuple[str, str]] = ("paragraph of the 2015 guidance", "paragraphs of the 2015 guidance")
    asks: ClassVar[Mapping[str, str]] = {"the-duty": "2015 guidance (no longer in force)"}
    published_fields: ClassVar[dict[str, tuple[Any, Any]]] = {
        name: (
            str,
            Field(description=f"{Source.model_fields[name].description} (taken from the entry for the guidance)"),
        )
        for name in IN_FORCE
    }

    id: Annotated[str, id_field(r"^duty-[1-9]\d\d(-[1-9]\d*)?$", "duty-137", "duty-141-1")]
    guidance: SourceRef = Field(
        description="Guidance that the text comes from; its entry gives the dates it was in force"
    )
    statements: Annotated[list[Statement], Field(min_length=1)] = Field(
        description="Each statement in the paragraph or bullet, listed separately"
    )
    roles: list[RoleRef] = Field(default=[], description="Other roles that the paragraph or bullet names")
    status: Annotated[str, OneOf(["replaced"])] = Field(description="Status of the text: replaced")

    @computed_field(description="Paragraph number, taken from the id")  # type: ignore[prop-decorator]
    @property
    def paragraph(self) -> int:
        """The number of its paragraph."""
        return int(self.id.split("-")[1])

    @computed_field(description="Position of the bullet, taken from the id; null for the paragraph itself")  # type: ignore[prop-decorator]
    @property
    def bullet(self) -> int | None:
        """Which bullet it is; None for a paragraph."""
        parts = self.id.split("-")
        return int(parts[2]) if len(parts) == 3 else None

    @computed_field(description="All the statements, joined into one text")  # type: ignore[prop-decorator]
    @property
    def summary(self) -> str:
        """All that it says."""
        return " ".join(statement.text for statement in self.statements)

    @field_validator("sources")
    @classmethod
    def _cites_its_own_place(cls, sources: list[Citation], info: ValidationInfo) -> list[Citation]:
        if "id" in info.data and isinstance(info.context, ValidationContext):
            numbers = [int(part) for part in info.data["id"].split("-")[1:]]
            cited = [[n for n in (source.paragraph, source.bullet) if n is not None] for source in sources]
            if numbers not in cited:
                place = f"paragraph {numbers[0]}" + (f", bullet {numbers[1]}" if len(numbers) > 1 else "")
                raise validation_error("own_place", f"cites a different place from the one in its id; cite {place}")
            paragraph = f"duty-{numbers[0]}"
            if info.context.lacks(paragraph):
                raise validation_error(
                    "own_place", f"its paragraph '{paragraph}' has no record; add one to data/{cls.file}"
                )
        return sources

    @classmethod
    def violations(cls, records: Sequence[Self], find: Mapping[str, Record]) -> Iterator[Violation]:
        """Yield a duty whose guidance does not say when it applied and what replaced it."""
        for duty in records:
            guidance = find.get(duty.guidance)
            for name in IN_FORCE if guidance else ():
                if getattr(guidance, name) is None:
                    message = f"'{duty.guidance}' has no {name}, which a duty shows; add it to data/sources.yml"
                    yield Violation(duty.id, "guidance", message)

    @property
    def display_title(self) -> str:
        """Its number in the guidance, and its title."""
        bullet = f", bullet {self.bullet}" if self.bullet else ""
        return f"2015 guidance, paragraph {self.paragraph}{bullet}: {self.title}"

    @property
    def badge(self) -> str:
        """No one should take the text of 2015 for what applies."""
        return "2015 guidance (no longer in force)"

    def asked_of(self, role: str) -> tuple[str, ...]:
        """It was asked of those whom its statements address."""
        return tuple(self.asks) if any(role in statement.applies_to for statement in self.statements) else ()

    @classmethod
    def pages(cls, records: Sequence[Self]) -> dict[str, list[Self]]:
        """A bullet stands on the page of its paragraph."""
        found: dict[str, list[Self]] = {}
        for record in records:
            found.setdefault(f"{cls.folder}/duty-{record.paragraph}.md", []).append(record)
        return found

    def body(self, view: View) -> str:
        """Return what was said, how strongly and of whom, under the notice that it was replaced."""
        parts = [
            join(
                view.heading(duty, 3),
                duty._no_longer_in_force(view),
                _statements(duty.statements, view),
                view.folded(duty),
            )
            for duty in self._bullets(view)
        ]
        return join(
            self._replaced(view),
            _statements(self.statements, view),
            f"## What paragraph {self.paragraph} lists {{ #{self.id}-bullets }}" if parts else "",
            *parts,
        )

    def shown(self) -> set[str]:
        """Its guidance stands in the notice, and those whom its statements address stand with them."""
        return {self.guidance, *(role for statement in self.statements for role in statement.applies_to)}

    def related_on_page(self, view: View) -> list[Record]:
        """What is related to its bullets too, since they stand on its page."""
        found = {other.id: other for duty in (self, *self._bullets(view)) for other in view.elsewhere(duty)}
        return list(found.values())

    def _bullets(self, view: View) -> list[Duty]:
        if self.bullet is not None:
            return []
        return [d for d in view.knowledge.of(Duty) if d.paragraph == self.paragraph and d.bullet is not None]

    def _verbs(self) -> str:
        return ", ".join(dict.fromkeys(_verb(s) for s in self.statements))

    def _in_force(self, knowledge: Records) -> tuple[str, str, Source]:
        """Return in words from when until when the guidance applied, and what replaced it; a rule asks for all."""
        guidance = knowledge.get(Source, self.guidance)
        assert guidance.in_force_from
        assert guidance.in_force_until
        assert guidance.replaced_by
        replacement = knowledge.get(Source, guidance.replaced_by)
        return day(guidance.in_force_from), day(guidance.in_force_until), replacement

    def _replaced(self, view: View) -> str:
        since, until, now = self._in_force(view.knowledge)
        return (
            f'!!! warning "Not in force since {until}. Do not rely on this text."\n\n'
            f"    The text restated here was in force from {since} to {until}. Use the current guidance:"
            f" [{plain(now.title)}]({now.address}). We have not read its police section, so we cannot say what was kept"
            f" or dropped from the 2015 text. See {view.link(self.guidance, 'our source for the 2015 text')} and"
            f" {view.link(now.id, 'what we have read of the current guidance')}."
        )

    def _no_longer_in_force(self, view: View) -> str:
        """Return in one line that it was replaced, when and by what, for a reader who comes straight to a bullet."""
        _, until, now = self._in_force(view.knowledge)
        return (
            f"**Not in force since {until}.** Use the current guidance: [{plain(now.title)}]({now.address}).\n"
            "{ .replaced }"
        )

    def quoted(self, view: View) -> list[tuple[str, str]]:
        """Return how firmly it was said, of whom, and that it no longer applies."""
        _, until, now = self._in_force(view.knowledge)
        roles = dict.fromkeys(role for statement in self.statements for role in statement.applies_to)
        return [
            ("Wording", self._verbs()),
            ("Applied to", view.links(roles)),
            ("Not in force", f"Since {until}. Replaced by {view.link(now.id)}"),
        ]

    @classmethod
    def overview(cls, view: View) -> str:
        """Return all paragraphs with their bullets, under the headings of the guidance."""
        paragraphs = [duty for duty in view.knowledge.of(cls) if duty.bullet is None]
        parts = [paragraphs[0]._replaced(view)]
        above = ""
        for duty in paragraphs:
            section = duty.sources[0].heading
            if section != above:
                parts.append(f"## {plain(section)} {{ #duties-from-{duty.paragraph} }}")
                above = section
            entry = f"**{view.link(duty.id)}** ({duty._verbs()})"
            points = [f"{view.link(b.id, b.title)} ({b._verbs()})" for b in duty._bullets(view)]
            parts.append(f"{entry}\n\n{numbered(points)}" if points else entry)
        return join(*parts)

    @classmethod
    def pictures(cls, knowledge: Records) -> dict[str, Callable[[View], str]]:
        """Return the table of what touches each paragraph."""
        return {"duties": _matrix}

    def published_values(self, knowledge: Records) -> dict[str, Any]:
        """Return when the guidance applied and what replaced it, which its source knows."""
        return knowledge[self.guidance].model_dump(include=set(IN_FORCE))


def _verb(statement: Statement) -> str:
    """Return the verb of a statement, in quotes where it is the text's own word."""
    verb = VERBS[statement.strength]
    return verb if statement.strength == "states" else f"“{verb}”"


def _statements(statements: Iterable[Statement], view: View) -> str:
    return bullets(
        f"{view.text(s.text)} **Wording:** {_verb(s)}. **Applied to:** {view.links(s.applies_to)}." for s in statements
    )


def _folded(links: list[str]) -> str:
    """Return how many these are, which opens to show the first; the page of the duty lists all."""
    if not links:
        return "None"
    more = ["more on the page of the paragraph"] if len(links) > MOST_IN_A_CELL else []
    return f"<details><summary>{len(links)}</summary>{'<br>'.join(links[:MOST_IN_A_CELL] + more)}</details>"


def _matrix(view: View) -> str:
    """Return a table of the duties, with a column for each kind of record that names duties."""
    kinds = [kind for kind in view.knowledge.kinds if "duties" in kind.model_fields]
    rows = []
    for duty in view.knowledge.of(Duty):
        related = view.knowledge.related(duty.id)
        cells = (_folded([view.link(r.id) for r in related if isinstance(r, kind)]) for kind in kinds)
        rows.append((view.link(duty.id), *cells))
    return table(("Paragraph or bullet of the 2015 guidance", *(kind.called()[1].capitalize() for kind in kinds)), rows)
