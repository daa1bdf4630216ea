"""Headings of a source, and citations: the places in the sources on which records rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from knowledge.fields import (
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


class Paragraph(Part):
    """A numbered paragraph of a source."""

    number: Number = Field(description="Paragraph number in the source")
    bullets: Annotated[int, Field(ge=0)] = Field(default=0, description="Number of bullets in the paragraph")


class Heading(Part):
    """A heading in a source, word for word."""

    text: Label = Field(description="Text of the heading, word for word")
    level: Annotated[int, Field(ge=1, le=6)] = Field(
        description="Level of the heading: 1 for a chapter, 2 for a section of a chapter, and so on"
    )
    paragraphs: list[Paragraph] = Field(default=[], description="Numbered paragraphs under the heading")
    not_cited: Text | None = Field(default=None, description="Reason why no entry cites the heading, if none does")
    words: list[Label] = Field(
        default=[], description="Words from the section under the heading that readers may search for"
    )


def heading_paths(headings: Sequence[Heading]) -> Iterator[list[Heading]]:
    """Yield for each heading the path to it, from its chapter down, itself included."""
    path: list[Heading] = []
    for heading in headings:
        path = [*(above for above in path if above.level < heading.level), heading]
        yield path


class HeadingIndex:
    """The headings of one source, to be found by their text."""

    def __init__(self, headings: Sequence[Heading] = ()) -> None:
        self.headings = headings
        self._paths: dict[str, list[list[Heading]]] = {}
        for path in heading_paths(headings):
            self._paths.setdefault(path[-1].text, []).append(path)

    def __repr__(self) -> str:
        """Return all that is in it, so that the same headings are seen to be the same."""
        return f"HeadingIndex({self.headings!r})"

    def find(self, text: str, under: str | None = None) -> list[list[Heading]]:
        """Return the paths of the headings with this text; with `under`, of those below a heading of that text."""
        paths = self._paths.get(text, [])
        return [path for path in paths if under is None or under in [above.text for above in path[:-1]]]


def heading_faults(headings: Sequence[Heading]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield (path from the list of headings, message) for what is wrong between headings each valid on its own."""
    level = 0
    first: dict[tuple[str, ...], int] = {}
    for index, path in enumerate(heading_paths(headings)):
        heading = path[-1]
        if heading.level > level + 1:
            yield (index, "level"), f"is {heading.level} below a heading of level {level}; write {level + 1} at most"
        level = heading.level
        place = tuple(above.text for above in path)
        if first.setdefault(place, index) != index:
            above = f" under '{path[-2].text}'" if len(path) > 1 else ""
            yield (index, "text"), f"'{heading.text}' appears{above} already, as heading {first[place] + 1}; remove one"
        numbers: set[int] = set()
        for item, paragraph in enumerate(heading.paragraphs):
            if paragraph.number in numbers:
                message = f"paragraph {paragraph.number} is under '{heading.text}' already; remove one"
                yield (index, "paragraphs", item, "number"), message
            numbers.add(paragraph.number)


class Citation(Part):
    """The place in a source that an entry is based on."""

    document: SourceRef = Field(description="Id of the source document")
    heading: Label = Field(description="Heading in the source document, word for word")
    under: Label | None = Field(
        default=None,
        validate_default=True,
        description="Heading above the cited one, if the same heading occurs twice in the document",
    )
    paragraph: Number | None = Field(default=None, description="Paragraph number, if there is one")
    bullet: Number | None = Field(default=None, description="Position of the bullet in the paragraph, counted from 1")
    footnote: Number | None = Field(
        default=None,
        description="Number of the footnote, if the passage is a footnote whose marker is under the heading",
    )

    @property
    def place(self) -> str:
        """The place in its document, in words."""
        parts = [f"“{self.heading}”"]
        if self.under:
            parts.append(f"under “{self.under}”")
        numbers = {"paragraph": self.paragraph, "bullet": self.bullet, "footnote": self.footnote}
        return ", ".join([*parts, *(f"{name} {number}" for name, number in numbers.items() if number)])

    @field_validator("heading")
    @classmethod
    def _heading_exists(cls, text: str, info: ValidationInfo) -> str:
        index = cls._index(info)
        if index and not index.find(text):
            hint = suggest(text, [heading.text for heading in index.headings])
            hint = hint or "; copy the heading from data/sources.yml"
            raise validation_error("heading", f"'{text}' is not a heading of {info.data['document']}{hint}")
        return text

    @field_validator("under")
    @classmethod
    def _one_heading(cls, under: str | None, info: ValidationInfo) -> str | None:
        index = cls._index(info)
        text = info.data.get("heading")
        if not index or text is None:
            return under
        found = index.find(text, under)
        if not found:
            raise validation_error(
                "under", f"'{text}' is not under '{under}'; name a heading above it, or remove the field"
            )
        if len(found) > 1:
            raise validation_error(
                "under", f"'{text}' appears {len(found)} times in {info.data['document']}; name the heading above it"
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
    def _index(info: ValidationInfo) -> HeadingIndex | None:
        """Return the headings of the source that is cited, unless that cannot be asked."""
        if not isinstance(info.context, ValidationContext):
            return None
        return info.context.headings.get(info.data.get("document", ""))

    @classmethod
    def _heading(cls, info: ValidationInfo) -> Heading | None:
        if {"heading", "under"} - set(info.data) or ("paragraph" not in info.data and info.field_name == "bullet"):
            return None
        index = cls._index(info)
        found = index.find(info.data["heading"], info.data["under"]) if index else []
        return found[0][-1] if found else None


def cited_chapter(chapter: str, info: ValidationInfo) -> str:
    """Refuse a chapter of which the record cites no heading."""
    if isinstance(info.context, ValidationContext) and "sources" in info.data:
        chapters = [
            path[0].text
            for citation in info.data["sources"]
            for path in info.context.headings.get(citation.document, HeadingIndex()).find(
                citation.heading, citation.under
            )
        ]
        if chapters and chapter not in chapters:
            cited = "' or '".join(dict.fromkeys(chapters))
            raise validation_error(
                "chapter", f"'{chapter}' is not the chapter of a heading it cites; that is '{cited}'"
            )
    return chapter
