"""A set of slides as plain data: what each slide shows, what the trainer says to it, and how long each part takes.

No slide shows more than LIMIT words. What is longer runs on over several slides, so that all of them keep their type
large, and nothing is left out. The titles of these slides are then numbered, and the numbers are not counted.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from knowledge.fingerprints import split
from knowledge.kit.format import Imprint, Link

LIMIT = 45
"""How many words a slide shows at most, its title among them."""
SHORT = 15
"""How many words a lead may have to stand on each slide that its list runs on over. Options stand all on one slide."""
ROOM, LINE, GAP, CHARACTERS = 310, 33, 10, 56
"""The height below a title, of a line and above a paragraph, in points, and how many characters a line holds."""

Layout = Literal["title", "part", "statement", "text", "table", "steps", "tiers", "picture", "end"]
Marker = Literal["", "•", "1", "A"]


@dataclass(frozen=True)
class Image:
    """A picture, and the same in words."""

    png: bytes
    alt: str


@dataclass(frozen=True)
class Slide:
    """A slide."""

    layout: Layout
    title: str
    mark: str = ""
    """What is above the title: the part it belongs to, or whose view it is."""
    lead: str = ""
    """A paragraph before the body, without a marker."""
    body: tuple[str, ...] = ()
    """Paragraphs, items of a list, or boxes of a picture."""
    marker: Marker = ""
    first: int = 1
    """The number of the first item of a numbered list."""
    rows: tuple[tuple[str, ...], ...] = ()
    """The rows of a table; the first is its header."""
    image: Image | None = None
    said: tuple[str, ...] = ()
    """What the notes say: paragraphs for the trainer."""
    sources: tuple[Link, ...] = ()
    """What the notes name as sources."""

    number: str = ""
    """What tells it from the others with its title, as in `(1 of 2)`."""

    @property
    def full_title(self) -> str:
        """Its title, with its number if it has one."""
        return f"{self.title} {self.number}".rstrip()

    @property
    def words(self) -> int:
        """How many words it shows; the title of a picture is not counted, since it is a caption."""
        title = "" if self.layout in ("steps", "tiers", "picture") else self.title
        return count([title, self.lead, *self.body, *(cell for row in self.rows for cell in row)])

    @property
    def fits(self) -> bool:
        """Whether its words are few enough, and there is room for their lines."""
        return self.words <= LIMIT and (self.layout != "text" or height([self.lead, *self.body]) <= ROOM)


@dataclass(frozen=True)
class Part:
    """Slides that belong together, with the minutes at which they begin and end."""

    name: str
    start: int
    end: int
    slides: tuple[Slide, ...]


@dataclass(frozen=True)
class Deck:
    """A set of slides."""

    title: str
    imprint: Imprint
    parts: tuple[Part, ...]

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return self.parts[-1].end


@dataclass(frozen=True)
class Section:
    """Slides that belong together, before it is settled how long they take: for `weight` parts of the time."""

    name: str
    slides: tuple[Slide, ...]
    weight: int


def count(texts: Iterable[str]) -> int:
    """Return how many words the texts have."""
    return sum(len(text.split()) for text in texts)


def timed(sections: Sequence[Section], minutes: int) -> tuple[Part, ...]:
    """Return the sections as parts, with whole minutes that add up to so many, each in proportion to its weight."""
    total = sum(section.weight for section in sections)
    parts = []
    passed = 0
    for section in sections:
        before = round(minutes * passed / total)
        passed += section.weight
        parts.append(Part(section.name, before, round(minutes * passed / total), section.slides))
    return tuple(parts)


def finished(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Return the parts with slides that are short enough, each with a title that no other slide has."""
    short = [replace(part, slides=tuple(one for slide in part.slides for one in fitted(slide))) for part in parts]
    many = Counter(slide.title for part in short for slide in part.slides)
    seen: Counter[str] = Counter()

    def named(slide: Slide) -> Slide:
        seen[slide.title] += 1
        total = many[slide.title]
        return replace(slide, number=f"({seen[slide.title]} of {total})") if total > 1 else slide

    return tuple(replace(part, slides=tuple(map(named, part.slides))) for part in short)


def fitted(slide: Slide) -> Iterator[Slide]:
    """Yield a slide as one, or as several with the same title and no more than LIMIT words each."""
    if slide.rows:
        yield from _fitted_table(slide)
        return
    if slide.fits or not (slide.body or slide.lead):
        yield slide
        return
    if slide.lead and (count([slide.lead]) > SHORT or slide.marker == "A"):
        yield from fitted(replace(slide, lead="", body=(slide.lead,), marker=""))
        yield from fitted(replace(slide, lead="", said=(), sources=()))
        return
    room = LIMIT - replace(slide, body=()).words
    number = slide.first
    for index, body in enumerate(_evenly(list(_pieces(slide.body, room)), room, ROOM - height([slide.lead]))):
        rest = {} if index == 0 else {"said": (), "sources": ()}
        yield replace(slide, body=tuple(body), first=number, **rest)  # type: ignore[arg-type]
        number += len(body)


def _fitted_table(slide: Slide) -> Iterator[Slide]:
    """Yield a table with its header on each slide."""
    header, *rows = slide.rows
    room = LIMIT - count([slide.title, *header])
    texts = [" ".join(row) for row in rows]
    start = 0
    for index, group in enumerate(_evenly(texts, room) if slide.words > LIMIT else [texts]):
        shown = rows[start : start + len(group)]
        start += len(group)
        rest = {} if index == 0 else {"said": (), "sources": ()}
        yield replace(slide, rows=(header, *shown), **rest)  # type: ignore[arg-type]


def height(texts: Iterable[str]) -> int:
    """Return how high the texts stand, each a paragraph of its own, in points."""
    return sum(LINE * math.ceil(len(text) / CHARACTERS) + GAP for text in texts if text)


def _pieces(texts: Iterable[str], room: int) -> Iterator[str]:
    """Yield the texts, one too long for a slide as several of whole sentences."""
    for text in texts:
        if count([text]) <= room:
            yield text
        else:
            yield from (" ".join(group) for group in _evenly(list(split(text)), room))


def _evenly(texts: Sequence[str], room: int, points: int = ROOM) -> list[list[str]]:
    """Return the texts in as few groups as have room, and those as even as can be."""
    groups = _grouped(texts, room, points)
    for smaller in range(math.ceil(count(texts) / len(groups)), room):
        if len(even := _grouped(texts, smaller, points)) == len(groups):
            return even
    return groups


def _grouped(texts: Sequence[str], room: int, points: int) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    for text in texts:
        if groups[-1] and (count([*groups[-1], text]) > room or height([*groups[-1], text]) > points):
            groups.append([])
        groups[-1].append(text)
    return groups
