"""The slides of a lesson plan or tabletop: they follow the table of timings on its page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from knowledge.kit.blocks import Block, Items, Notice, Paragraph, Quote, Table, is_to_fill_in, text
from knowledge.kit.chapters import Chapter, chapters, items, lines, links, sentences
from knowledge.kit.deck import Deck, Part, Slide, finished
from knowledge.kit.format import Material, Subject
from knowledge.kit.module_slides import drawn, ending
from knowledge.kit.plans import pictures_of

MINUTES = re.compile(r"(\d+)–(\d+)")
TOLD = re.compile(r"^(?:Say|Explain) ")
"""What a row of the timings asks of the trainer, which the title of a slide leaves out."""
FOR_TRAINERS = "For the trainer."
ONWARD = re.compile(r"(?:For|Read) more\b")
"""Begins what a plan says last: where to read on."""
REFERS_BACK = re.compile(r"(?:That|They|This)\b")
"""Begins a sentence that means nothing without the one before, and may limit what that says."""
AROUND = ("guide", "outcomes", "not")
"""Chapters that are for the trainer."""


class Row(NamedTuple):
    """A row of the table of timings."""

    start: int
    end: int
    what: str
    show: str


def session_deck(subject: Subject, material: Material) -> Deck:
    """Return the slides of a lesson plan or tabletop."""
    first, *others = chapters(subject.page, material)
    named = {chapter.anchor.removeprefix(f"{first.anchor}-"): chapter for chapter in others}
    parts = _Plan(subject, material, first, named).parts()
    return Deck(subject.title, material.imprint(subject), finished(parts))


class _Plan:
    """A plan as it is turned into slides."""

    def __init__(self, subject: Subject, material: Material, first: Chapter, named: Mapping[str, Chapter]) -> None:
        self.subject, self.material, self.first, self.named = subject, material, first, named
        self.rows = _rows([first, *named.values()])
        self.speech = _speech(named["say"]) if "say" in named else {}

    def parts(self) -> Iterator[Part]:
        """Yield the slides row by row, between the title and the imprint."""
        for row in self.rows:
            slides = list(self._row(row))
            if row is self.rows[0]:
                slides = [*self._opening(), *slides]
            if row is self.rows[-1]:
                slides.append(ending(self.subject, self.material))
            yield Part(row.what, row.start, row.end, tuple(slides))

    def _opening(self) -> Iterator[Slide]:
        imprint = self.material.imprint(self.subject)
        said = list(lines(block for block in self.first.blocks if isinstance(block, Paragraph)))
        for name in AROUND:
            if chapter := self.named.get(name):
                said += [chapter.title, *lines(block for block in chapter.blocks if not isinstance(block, Table))]
        shown = (imprint.site, f"Edition of {imprint.edition_day}")
        yield Slide("title", self.first.title, body=shown, said=tuple(said))
        for block in self.first.blocks:
            if isinstance(block, Notice):
                yield Slide("text", block.title, body=tuple(lines(block.blocks)))
        if chapter := self.named.get("outcomes"):
            listed = next(block for block in chapter.blocks if isinstance(block, Items))
            lead = next(sentence for sentence in self._aim() if sentence.endswith(":"))
            yield Slide("text", chapter.title.partition(",")[0], lead=lead, body=items(listed), marker="1")

    def _aim(self) -> list[str]:
        """Return the sentences that say what the lesson is for."""
        blocks = self.named["outcomes"].blocks if "outcomes" in self.named else ()
        return [
            sentence for block in blocks[:1] if isinstance(block, Paragraph) for sentence, _ in sentences(block.runs)
        ]

    def _row(self, row: Row) -> Iterator[Slide]:
        if "picture" in row.show:
            for picture in pictures_of(self.subject.page, self.material):
                yield from drawn(picture, self.material)
        if spoken := self.speech.get((row.start, row.end)):
            aim = [sentence for sentence in self._aim() if not sentence.endswith(":")] if "aim" in row.what else []
            yield _talk(row, aim, spoken)
            return
        found = [chapter for name, chapter in self.named.items() if _is_named(name, row.what)]
        if not found:
            yield Slide("statement", row.what)
        for chapter in found:
            yield from _chapter(chapter)
        if "debrief" in row.what.lower() and "now" in self.named:
            yield from _chapter(self.named["now"])


def _talk(row: Row, aim: Sequence[str], spoken: Sequence[Paragraph]) -> Slide:
    """Return a slide to talk to. All that is said is in its notes."""
    title = TOLD.sub("", row.what)
    shown = (*aim, *_worth_showing(spoken))
    return Slide(
        "text" if shown else "statement",
        f"{title[0].upper()}{title[1:]}",
        body=shown,
        marker="•" if len(shown) > 1 else "",
        said=("What to say:", *lines(spoken)),
        sources=links(spoken),
    )


def _worth_showing(spoken: Sequence[Paragraph]) -> tuple[str, ...]:
    """Return what rests on a source, what is asked and what is asked for, with the sentences that refer back to it."""
    shown: list[str] = []
    for paragraph in spoken:
        was_shown = False
        for sentence, has_link in sentences(paragraph.runs):
            if has_link or sentence.endswith("?") or sentence.startswith("Please "):
                shown.append(sentence)
                was_shown = True
            elif was_shown and REFERS_BACK.match(sentence):
                shown[-1] += f" {sentence}"
            else:
                was_shown = False
    return tuple(shown)


# -- chapters ----------------------------------------------------------------------------------------


def _chapter(chapter: Chapter) -> Iterator[Slide]:
    """Yield the slides of a chapter; what it says to the trainer goes into the notes of the first."""
    blocks = list(chapter.blocks)
    is_told = [isinstance(block, Paragraph) and text(block.runs).startswith(FOR_TRAINERS) for block in blocks]
    end = is_told.index(True) if any(is_told) else len(blocks)
    told = blocks[end:]
    for number, slide in enumerate(_slides(chapter.title, blocks[:end])):
        if number == 0:
            slide = replace(slide, said=(*slide.said, *lines(told)), sources=(*slide.sources, *links(told)))
        yield slide


def _slides(title: str, blocks: Sequence[Block]) -> Iterator[Slide]:
    """Yield what the blocks below a title become, each paragraph with what it leads to."""
    waiting: Paragraph | None = None
    is_first = True
    for block in blocks:
        if waiting and not isinstance(block, Items | Table):
            yield from _paragraph(title, waiting)
            waiting = None
        if isinstance(block, Paragraph):
            waiting = block
            continue
        if isinstance(block, Items):
            yield from _list(title, waiting, block, is_first)
        elif isinstance(block, Table):
            yield from _table(title, waiting, block)
        elif isinstance(block, Quote):
            yield Slide("text", title, body=tuple(lines(block.blocks)), said=("Read this aloud.",))
        waiting, is_first = None, False
    if waiting:
        yield from _paragraph(title, waiting)


def _paragraph(title: str, paragraph: Paragraph) -> Iterator[Slide]:
    words = text(paragraph.runs)
    if not ONWARD.match(words):
        yield Slide("text", title, body=(words,), sources=links([paragraph]))


def _list(title: str, above: Paragraph | None, listed: Items, is_first: bool) -> Iterator[Slide]:
    """Yield a list. What leads to it is above it, or is its title where the chapter has shown its own."""
    lead = [sentence for sentence, _ in sentences(above.runs)][-1] if above else ""
    if _are_answered(listed):
        for number, item in enumerate(listed.items, 1):
            yield from _answered(number, item)
    elif lead.endswith(":"):
        heading = title if is_first else lead[:-1]
        yield _points(heading, listed, lead if is_first else "")
    else:
        if above:
            yield from _paragraph(title, above)
        yield _points(title, listed)


def _points(title: str, listed: Items, lead: str = "") -> Slide:
    marker = "1" if listed.ordered else "•"
    return Slide("text", title, lead=lead, body=items(listed), marker=marker, sources=links([listed]))  # type: ignore[arg-type]


def _are_answered(block: Items) -> bool:
    """Say whether each item of a list is a question in bold, with its answer."""
    firsts = [item[0].runs[0] for item in block.items if isinstance(item[0], Paragraph)]
    return len(firsts) == len(block.items) and all(run.bold and run.text.endswith("?") for run in firsts)


def _answered(number: int, item: Sequence[Block]) -> Iterator[Slide]:
    """Yield a question, and its answer on the slide that follows."""
    paragraph = next(block for block in item if isinstance(block, Paragraph))
    question, *answer = paragraph.runs
    told = [sentence for sentence, _ in sentences(tuple(answer)) if not sentence.startswith("Source:")]
    yield Slide("statement", question.text, f"Question {number}", said=tuple(lines([Paragraph(tuple(answer))])))
    yield Slide("text", f"Question {number}: the answer", body=tuple(told), sources=links([paragraph]))


def _table(title: str, above: Paragraph | None, table: Table) -> Iterator[Slide]:
    """Yield a table to fill in as it is, the first column of one with two, or else a slide for each cell."""
    before = [above] if above else []
    if any(is_to_fill_in(row) for row in table.rows):
        for paragraph in before:
            yield from _paragraph(title, paragraph)
        yield Slide("table", title, rows=tuple(tuple(map(text, row)) for row in (table.header, *table.rows)))
        return
    if len(table.header) == 2:
        body = tuple(text(row[0]) for row in table.rows)
        yield Slide("text", title, body=body, marker="•", said=tuple(lines([*before, table])))
        return
    told = tuple(lines(before))
    if shown := _worth_showing(before):
        yield Slide("text", title, body=shown, said=told, sources=links(before))
        told = ()
    name, *columns = map(text, table.header)
    for row in table.rows:
        for column, cell in zip(columns, row[1:], strict=True):
            heading = f"{name} {text(row[0])}: {column[0].lower()}{column[1:]}"
            yield Slide("text", heading, body=(text(cell),), said=told, sources=links([Paragraph(cell)]))
            told = ()


# -- the table of timings ----------------------------------------------------------------------------


def _rows(found: Sequence[Chapter]) -> list[Row]:
    """Return the rows of the table of timings, whose first column is headed Minutes."""
    for chapter in found:
        for block in chapter.blocks:
            if isinstance(block, Table) and text(block.header[0]) == "Minutes":
                return [_row([text(cell) for cell in row]) for row in block.rows]
    return []


def _row(cells: Sequence[str]) -> Row:
    minutes, what, *show = cells
    start, end = map(int, MINUTES.findall(minutes)[0])
    return Row(start, end, what, " ".join(show).lower())


def _speech(chapter: Chapter) -> dict[tuple[int, int], list[Paragraph]]:
    """Return what to say, by the minutes that it begins with."""
    found: dict[tuple[int, int], list[Paragraph]] = {}
    spoken: list[Paragraph] = []
    for block in chapter.blocks:
        if isinstance(block, Paragraph):
            first, *others = block.runs
            if first.bold and (minutes := MINUTES.search(first.text)):
                spoken = found.setdefault((int(minutes[1]), int(minutes[2])), [])
                block = Paragraph(tuple(others))
            spoken.append(block)
    return found


def _is_named(name: str, what: str) -> bool:
    """Say whether a row names a chapter by the last part of its anchor."""
    return re.search(rf"\b{re.escape(name.replace('-', ' '))}\b", what.lower()) is not None
