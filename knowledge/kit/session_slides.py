"""The slides of a lesson plan or tabletop: they follow the table of timings on its page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin

from knowledge.kit.blocks import Items, Notice, Paragraph, Quote, Runs, Table, is_to_fill_in, text
from knowledge.kit.chapters import Chapter, chapters, items, lines, links, sentences
from knowledge.kit.deck import Deck, Part, Slide, finished
from knowledge.kit.format import Material, Subject
from knowledge.kit.module_slides import drawn, ending
from knowledge.layout import page_url

MINUTES = re.compile(r"(\d+)–(\d+)")
TOLD = re.compile(r"^(?:Say|Explain) ")
"""What a row of the timings asks of the trainer, which the title of a slide leaves out."""
FOR_TRAINERS = "For the trainer."


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
    plan = _Plan(subject, material, first, named)
    return Deck(subject.title, material.imprint(subject), finished(plan.parts()))


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
        guide = [line for name in ("guide", "outcomes", "not") if name in self.named for line in self._told(name)]
        yield Slide(
            "title",
            self.first.title,
            body=(imprint.site, f"Edition of {imprint.edition_day}"),
            said=(*lines(b for b in self.first.blocks if isinstance(b, Paragraph)), *guide),
        )
        for block in self.first.blocks:
            if isinstance(block, Notice):
                yield Slide("text", block.title, body=tuple(lines(block.blocks)))
        if "outcomes" in self.named:
            chapter = self.named["outcomes"]
            yield from self._chapter(replace(chapter, title=chapter.title.partition(",")[0]), only=Items)

    def _told(self, name: str) -> Iterator[str]:
        chapter = self.named[name]
        yield chapter.title
        yield from lines(block for block in chapter.blocks if not isinstance(block, Table))

    def _row(self, row: Row) -> Iterator[Slide]:
        if "picture" in row.show:
            for page, title in _pictures(self.subject.page, self.material):
                yield drawn(title, page, self.material)
        if spoken := self.speech.get((row.start, row.end)):
            yield _talk(row, spoken)
            return
        found = [chapter for name, chapter in self.named.items() if _is_named(name, row.what)]
        if not found:
            yield Slide("statement", row.what)
        for chapter in found:
            yield from self._chapter(chapter)
        if "debrief" in row.what.lower() and "now" in self.named:
            yield from self._chapter(self.named["now"])

    def _chapter(self, chapter: Chapter, only: type | None = None) -> Iterator[Slide]:
        """Yield the slides of a chapter: what is for the trainer goes into the notes of the first."""
        blocks = list(chapter.blocks)
        told: list[str] = []
        for index, block in enumerate(blocks):
            if isinstance(block, Paragraph) and text(block.runs).startswith(FOR_TRAINERS):
                told = list(lines(blocks[index:]))
                blocks = blocks[:index]
                break
        lead = ""
        made: list[Slide] = []
        for block in blocks:
            if isinstance(block, Paragraph) and text(block.runs).endswith(":"):
                lead = text(block.runs)
                continue
            if only is None or isinstance(block, only):
                made += _slides(chapter.title, lead, block)
            lead = ""
        sources = chapter.sources if told or not any(slide.sources for slide in made) else ()
        for number, slide in enumerate(made):
            yield replace(slide, said=(*slide.said, *told), sources=slide.sources or sources) if not number else slide


def _slides(title: str, lead: str, block: object) -> Iterator[Slide]:
    """Yield what a block becomes."""
    match block:
        case Paragraph():
            yield Slide("text", title, body=(text(block.runs),))
        case Quote():
            yield Slide("text", title, body=tuple(lines(block.blocks)), said=("Read this aloud.",))
        case Items() if _are_answered(block):
            for number, item in enumerate(block.items, 1):
                yield from _answered(number, item)
        case Items():
            yield Slide("text", title, lead=lead, body=items(block), marker="1" if block.ordered else "•")
        case Table() if any(is_to_fill_in(row) for row in block.rows):
            rows = (block.header, *block.rows)
            yield Slide("table", title, rows=tuple(tuple(text(cell) for cell in row) for row in rows))
        case Table() if len(block.header) == 2:
            body = tuple(text(row[0]) for row in block.rows)
            yield Slide("text", title, body=body, marker="•", said=tuple(lines([block])))
        case Table():
            yield from _by_row(block)
        case _:
            pass


def _are_answered(block: Items) -> bool:
    """Say whether each item of a list is a question in bold, with its answer."""
    firsts = [item[0].runs[0] for item in block.items if isinstance(item[0], Paragraph)]
    return len(firsts) == len(block.items) and all(run.bold and run.text.endswith("?") for run in firsts)


def _answered(number: int, item: Sequence[object]) -> Iterator[Slide]:
    (paragraph, *_) = item
    assert isinstance(paragraph, Paragraph)
    question, *answer = paragraph.runs
    told = [sentence for sentence, _ in sentences(tuple(answer)) if not sentence.startswith("Source:")]
    yield Slide("statement", question.text, f"Question {number}", said=(text(tuple(answer)),))
    yield Slide("text", f"Question {number}: the answer", body=tuple(told), sources=links([paragraph]))


def _by_row(table: Table) -> Iterator[Slide]:
    """Yield a slide for each cell that is not in the first column."""
    name, *columns = [text(cell) for cell in table.header]
    for row in table.rows:
        for column, cell in zip(columns, row[1:], strict=True):
            title = f"{name} {text(row[0])}: {column[0].lower()}{column[1:]}"
            yield Slide("text", title, body=(text(cell),), sources=links([Paragraph(cell)]))


def _talk(row: Row, spoken: Sequence[Paragraph]) -> Slide:
    """Return a slide to talk to: of what is said, it shows what rests on a source, what is asked and what is asked for.

    All that is said is in the notes.
    """
    title = TOLD.sub("", row.what)
    shown = [
        sentence
        for paragraph in spoken
        for sentence, has_source in sentences(paragraph.runs)
        if has_source or sentence.endswith("?") or sentence.startswith("Please ")
    ]
    return Slide(
        "text" if shown else "statement",
        f"{title[0].upper()}{title[1:]}",
        body=tuple(shown),
        marker="•" if len(shown) > 1 else "",
        said=("What to say:", *lines(spoken)),
        sources=links(spoken),
    )


def _rows(found: Sequence[Chapter]) -> list[Row]:
    """Return the rows of the table of timings, whose first column is headed Minutes."""
    for chapter in found:
        for block in chapter.blocks:
            if isinstance(block, Table) and text(block.header[0]) == "Minutes":
                return [_row_of([text(cell) for cell in row]) for row in block.rows]
    return []


def _row_of(cells: Sequence[str]) -> Row:
    minutes, what, *show = cells
    start, end = MINUTES.fullmatch(minutes).groups()  # type: ignore[union-attr]
    return Row(int(start), int(end), what, " ".join(show).lower())


def _speech(chapter: Chapter) -> dict[tuple[int, int], list[Paragraph]]:
    """Return what to say, by the minutes that it begins with."""
    found: dict[tuple[int, int], list[Paragraph]] = {}
    key = (0, 0)
    for block in chapter.blocks:
        if not isinstance(block, Paragraph):
            continue
        runs: Runs = block.runs
        if runs[0].bold and (minutes := MINUTES.search(runs[0].text)):
            key = (int(minutes[1]), int(minutes[2]))
            runs = runs[1:]
        found.setdefault(key, []).append(Paragraph(runs))
    return found


def _is_named(name: str, what: str) -> bool:
    """Say whether a row names a chapter by the last part of its anchor."""
    return re.search(rf"\b{re.escape(name.replace('-', ' '))}\b", what.lower()) is not None


def _pictures(page: str, material: Material) -> Iterator[tuple[str, str]]:
    """Yield the pictures that a plan says to show, each as the file of its page and its title.

    A link leads to the first picture at or after the place that it names.
    """
    for link in material.article(page).iter("a"):
        if link.text_content().startswith("the picture"):
            address, anchor = urldefrag(urljoin(page_url(page), link.get("href")))
            shown = f"{address.rstrip('/')}.md"
            is_after = not anchor
            for element in material.article(shown).iter("h1", "h2", "h3", "svg"):
                is_after = is_after or element.get("id") == anchor
                if is_after and element.tag == "svg" and element.get("aria-label"):
                    yield shown, element.get("aria-label")
                    break
