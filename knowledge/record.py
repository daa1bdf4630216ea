"""What every record has, and the places in the sources on which records rest. No kind of record is named here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import Field, ValidationInfo, field_validator

from knowledge.fields import (
    AnyRef,
    Date,
    Day,
    Label,
    Number,
    Part,
    Reference,
    Text,
    ValidationContext,
    validation_error,
)
from knowledge.problems import suggest

SourceRef = Annotated[str, Reference("source")]

# ------------------------------------------------------------------------------------------------
# Headings of a source, and citations of them
# ------------------------------------------------------------------------------------------------


class Paragraph(Part):
    """A numbered paragraph of a source."""

    number: Number = Field(description="Its number in the source")
    bullets: Annotated[int, Field(ge=0)] = Field(default=0, description="How many bullets it has")


class Heading(Part):
    """A heading of a source, as it stands there."""

    text: Label = Field(description="The heading, word for word")
    level: Annotated[int, Field(ge=1, le=6)] = Field(description="1 for a chapter, 2 for a section of it …")
    paragraphs: list[Paragraph] = Field(default=[], description="The numbered paragraphs under it")
    not_cited: Text | None = Field(default=None, description="Why no record cites it, where none does")
    words: list[Label] = Field(default=[], description="Words of that section under which a reader may look for it")


def heading_paths(headings: Sequence[Heading]) -> Iterator[list[Heading]]:
    """Yield for each heading the path to it, from its chapter down, itself included."""
    path: list[Heading] = []
    for heading in headings:
        path = [*(above for above in path if above.level < heading.level), heading]
        yield path


def find_headings(headings: Sequence[Heading], text: str, under: str | None) -> list[list[Heading]]:
    """Return the paths of the headings with this text; with `under`, of those below a heading of that text."""
    return [
        path
        for path in heading_paths(headings)
        if path[-1].text == text and (under is None or under in [above.text for above in path[:-1]])
    ]


class Citation(Part):
    """The place in a source on which a record rests."""

    document: SourceRef = Field(description="The source")
    heading: Label = Field(description="The heading in that source, word for word")
    under: Label | None = Field(
        default=None, validate_default=True, description="A heading above it, where the same heading stands twice"
    )
    paragraph: Number | None = Field(default=None, description="The number of the paragraph, where it has one")
    bullet: Number | None = Field(default=None, description="Which bullet of that paragraph, counted from 1")
    footnote: Number | None = Field(default=None, description="The footnote whose marker stands under the heading")

    @field_validator("heading")
    @classmethod
    def _heading_exists(cls, text: str, info: ValidationInfo) -> str:
        headings = cls._headings(info)
        if headings and not find_headings(headings, text, None):
            hint = suggest(text, [heading.text for heading in headings])
            hint = hint or "; copy the heading from data/sources.yml"
            raise validation_error("heading", f"'{text}' is not a heading of {info.data['document']}{hint}")
        return text

    @field_validator("under")
    @classmethod
    def _one_heading(cls, under: str | None, info: ValidationInfo) -> str | None:
        headings = cls._headings(info)
        text = info.data.get("heading")
        if not headings or text is None:
            return under
        found = find_headings(headings, text, under)
        if not found:
            raise validation_error(
                "under", f"'{text}' does not stand under '{under}'; name a heading above it, or remove the field"
            )
        if len(found) > 1:
            raise validation_error(
                "under", f"'{text}' stands {len(found)} times in {info.data['document']}; name the heading above it"
            )
        return under

    @field_validator("paragraph")
    @classmethod
    def _paragraph_exists(cls, number: int | None, info: ValidationInfo) -> int | None:
        heading = cls._heading(info)
        if number is not None and heading is not None and number not in [p.number for p in heading.paragraphs]:
            valid = ", ".join(str(p.number) for p in heading.paragraphs) or "none"
            raise validation_error(
                "paragraph", f"no paragraph {number} under '{heading.text}'; its numbered paragraphs: {valid}"
            )
        return number

    @field_validator("bullet")
    @classmethod
    def _bullet_exists(cls, number: int | None, info: ValidationInfo) -> int | None:
        heading = cls._heading(info)
        if number is None or heading is None:
            return number
        if info.data.get("paragraph") is None:
            raise validation_error("bullet", "a bullet is counted within a paragraph; add the field 'paragraph'")
        bullets = next(p.bullets for p in heading.paragraphs if p.number == info.data["paragraph"])
        if number > bullets:
            raise validation_error(
                "bullet", f"paragraph {info.data['paragraph']} has {bullets} bullets, so no bullet {number}"
            )
        return number

    @staticmethod
    def _headings(info: ValidationInfo) -> Sequence[Heading]:
        if not isinstance(info.context, ValidationContext):
            return []
        return info.context.headings.get(info.data.get("document", ""), [])

    @classmethod
    def _heading(cls, info: ValidationInfo) -> Heading | None:
        if {"heading", "under"} - set(info.data) or ("paragraph" not in info.data and info.field_name == "bullet"):
            return None
        found = find_headings(cls._headings(info), info.data["heading"], info.data["under"])
        return found[0][-1] if found else None


# ------------------------------------------------------------------------------------------------
# The kinds of record
# ------------------------------------------------------------------------------------------------

SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"


def id_field(pattern: str, *examples: str) -> Any:
    """Return the field of the id of a kind: its pattern, and what it looks like."""
    return Field(pattern=pattern, examples=list(examples), description="Permanent: never reused, never renamed")


class Retirement(Part):
    """Why a record is no longer kept up; the record stays, and its address answers."""

    since: Date = Field(description="Since when")
    reason: Text = Field(description="Why")
    successor: AnyRef | None = Field(default=None, description="The record that takes its place, if there is one")


class Change(Part):
    """A change of a record in substance: of what it says, not of how it is spelt."""

    day: Day = Field(description="The day of the change")
    reason: Text = Field(description="What changed, and why")


class Entry(Part):
    """What every item of a data file has. `kind`, `plural` and `file` say what it is called and where it stands."""

    kind: ClassVar[str]
    plural: ClassVar[str]
    file: ClassVar[str]

    id: str


class Record(Entry):
    """What every record has."""

    title: Label = Field(description="What it is called; may change, unlike the id")
    related: list[AnyRef] = Field(default=[], description="Other records worth reading beside it")
    answers: list[Label] = Field(default=[], description="Questions of readers that it answers, in their words")
    changes: list[Change] = Field(
        default=[], description="What changed in it in substance since it was first published"
    )
    retired: Retirement | None = Field(default=None, description="Set when the record is no longer kept up")


class CitedRecord(Record):
    """A record that rests on one or more places in the sources."""

    sources: Annotated[list[Citation], Field(min_length=1)] = Field(description="The places on which it rests")


def cited_chapter(chapter: str, info: ValidationInfo) -> str:
    """Refuse a chapter of which the record cites no heading."""
    if isinstance(info.context, ValidationContext) and "sources" in info.data:
        chapters = [
            path[0].text
            for citation in info.data["sources"]
            for path in find_headings(
                info.context.headings.get(citation.document, []), citation.heading, citation.under
            )
        ]
        if chapters and chapter not in chapters:
            cited = "' or '".join(dict.fromkeys(chapters))
            raise validation_error(
                "chapter", f"'{chapter}' is not the chapter of a heading it cites; that is '{cited}'"
            )
    return chapter


@dataclass(frozen=True)
class Violation:
    """A rule that a record breaks together with another: which record, which field, what to do."""

    id: str
    field: str
    message: str
