"""What an article says, as a short list of blocks, from which Word and PDF files are made alike."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

import lxml.html

from knowledge.kit.format import Imprint, Link
from knowledge.kit.pictures import Picture

Resolve = Callable[[str], Link]
"""Turns the address of a link on the page into a link that works from anywhere."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}
BOLD, ITALIC, BREAK = ("b", "strong", "dt", "kbd"), ("em", "i", "cite"), "br"
PASSED_OVER = ("button", "form", "input", "script", "style", "svg", "template", "caption")
"""What means nothing on paper; the caption of a table repeats the heading above it."""
TERM = "term"
"""The class of a button that stands on a term in a text, and explains it."""
PASSED_OVER_CLASSES = frozenset(("headerlink", "print-header", "no-print"))
BLOCKS = frozenset(
    (
        *HEADINGS,
        "p",
        "ul",
        "ol",
        "dl",
        "dd",
        "dt",
        "table",
        "blockquote",
        "div",
        "section",
        "figure",
        "pre",
        "details",
        "hr",
    )
)
NARROW, TO_WRITE = 8, 22
"""The least weight of a column, and of one in which something is to be written."""
PICTURE_MM, PICTURE_HIGH_MM = 170, 165
"""The most that a picture may take of the width and the height of a page."""
SPACE = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True)
class Run:
    """Words set in one way. Where they are a link, it leads to a permanent address."""

    text: str
    bold: bool = False
    italic: bool = False
    link: Link | None = None


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; that of the whole is of level 1."""

    level: int
    text: str
    anchor: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    runs: Runs


@dataclass(frozen=True)
class Items:
    """A list, each item of which is a list of blocks."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True)
class Table:
    """A table with a row of headers, and with rows as long as that."""

    title: str
    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]


@dataclass(frozen=True)
class Quote:
    """What someone says, or what is read aloud."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Notice:
    """A box with a title."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class PageBreak:
    """The start of a new page."""


Block = Heading | Paragraph | Items | Table | Quote | Notice | Picture | PageBreak


@dataclass(frozen=True)
class Document:
    """A file to print or to edit: blocks, the first of which is its heading of level 1, and how they are set."""

    blocks: tuple[Block, ...]
    imprint: Imprint
    part_of: str = ""
    """The title of what it is a part of, if it is a sheet."""
    standing: str = ""
    """What has to be said on each page, such as that the whole is made up."""
    is_wide: bool = False
    """Whether the page lies on its long side."""
    points: float = 11
    """The size of its text."""
    room: float = 12
    """The height, in millimetres, of a row of a table in which something is to be written."""

    @property
    def title(self) -> str:
        """What its first heading says, and of what it is a part."""
        heading = next(block.text for block in self.blocks if isinstance(block, Heading))
        return f"{heading} ({self.part_of})" if self.part_of else heading

    @property
    def foot(self) -> str:
        """What is at the foot of each page, before the number of the page."""
        from_ = f"{self.imprint.site} (unofficial), edition of {self.imprint.edition_day}"
        return "".join(f"{part}. " for part in (self.standing, self.part_of, from_) if part).strip()

    @property
    def sources(self) -> tuple[Link, ...]:
        """Where its links lead, each once, in the order of the text: the first is number 1."""
        return tuple(dict.fromkeys(run.link for run in runs(self.blocks) if run.link))

    @property
    def complete(self) -> tuple[Block, ...]:
        """Its blocks, and after them where its links lead, with the addresses in full for readers on paper."""
        if not self.sources:
            return self.blocks
        listed = tuple((Paragraph((Run(f"{link.title}\n"), bare(link.address))),) for link in self.sources)
        return (*self.blocks, Heading(2, "Sources and links"), Items(True, listed))

    @property
    def about(self) -> tuple[Runs, ...]:
        """What it says of itself: where it is from, of which edition, on what terms, and its standing."""
        told = self.imprint
        return (
            (Run(f"From {told.site}, an unofficial guide. Edition of {told.edition_day}."),),
            (Run("Permanent address: "), bare(told.address)),
            (Run("You may copy, change and share our text under the licence CC BY 4.0: "), bare(told.licence)),
            (Run(told.notice),),
        )


def bare(address: str) -> Run:
    """Return an address that is shown in full, and so needs no number."""
    return Run(address, link=Link("", address))


def numbered(of: Runs, document: Document) -> Iterator[tuple[Run, int]]:
    """Yield each run with the number to show after it: that of its link, where the link ends with it, or else 0."""
    number = {link: n for n, link in enumerate(document.sources, 1)}
    for run, following in zip(of, (*of, Run(""))[1:], strict=True):
        ends = run.link is not None and run.link != following.link
        yield run, number.get(run.link, 0) if run.link and ends else 0


def widths(table: Table) -> tuple[float, ...]:
    """Return the parts of the width that the columns take, by how much is in them; together they are 1."""
    weights = [_weight(column) for column in zip(table.header, *table.rows, strict=True)]
    return tuple(round(weight / sum(weights), 3) for weight in weights)


def _weight(column: tuple[Runs, ...]) -> float:
    texts = [text(cell) for cell in column]
    longest_word = max(len(word) for word in " ".join(("-", *texts)).split())
    least = NARROW if all(texts) else TO_WRITE
    return max(longest_word * 1.2, math.sqrt(max(len(each) for each in texts) * 8), least)


def width_of(picture: Picture) -> float:
    """Return how wide a picture is set, in millimetres, so that it and what the file says of itself fit on a page."""
    return round(min(PICTURE_MM, PICTURE_HIGH_MM * picture.width / picture.height), 1)


def is_to_fill_in(row: Iterable[Runs]) -> bool:
    """Say whether a cell of the row is empty, so that something is to be written in it."""
    return not all(row)


def text(of: Runs) -> str:
    """Return the words of runs."""
    return "".join(run.text for run in of)


def runs(blocks: Iterable[Block]) -> Iterator[Run]:
    """Yield all runs of the blocks, in the order of the text."""
    for block in blocks:
        match block:
            case Paragraph():
                yield from block.runs
            case Items():
                for item in block.items:
                    yield from runs(item)
            case Table():
                for row in (block.header, *block.rows):
                    for cell in row:
                        yield from cell
            case Quote() | Notice():
                yield from runs(block.blocks)
            case _:
                pass


def blocks(article: lxml.html.HtmlElement, resolve: Resolve) -> tuple[Block, ...]:
    """Return the blocks of an article of a built page."""
    return tuple(_Walk(resolve).blocks(article))


class _Walk:
    """One walk through an article, which knows the last heading, as the title of a table that has none."""

    def __init__(self, resolve: Resolve) -> None:
        self.resolve = resolve
        self.heading = ""

    def blocks(self, parent: lxml.html.HtmlElement) -> Iterator[Block]:
        """Yield the blocks in an element; words and marks between its blocks are paragraphs of their own."""
        loose: list[Run] = _words(parent.text)
        for child in parent:
            if isinstance(child.tag, str) and child.tag in BLOCKS:
                yield from _paragraph(loose)
                loose = []
                if not _is_passed_over(child):
                    yield from self.block(child)
            else:
                loose += self.inline(child, Run(""))
            loose += _words(child.tail)
        yield from _paragraph(loose)

    def block(self, element: lxml.html.HtmlElement) -> Iterator[Block]:
        """Yield what an element stands for: most often one block."""
        classes = (element.get("class") or "").split()
        if level := HEADINGS.get(element.tag):
            self.heading = text(tuple(_tidy(self.within(element))))
            yield Heading(level, self.heading, element.get("id", ""))
        elif element.tag in ("ul", "ol"):
            items = tuple(tuple(self.blocks(item)) for item in element.iterchildren("li"))
            yield Items(element.tag == "ol", tuple(item for item in items if item))
        elif element.tag == "table":
            yield self.table(element)
        elif element.tag == "blockquote":
            yield Quote(tuple(self.blocks(element)))
        elif "admonition" in classes or element.tag == "details":
            first, *_ = element
            yield Notice(text(tuple(_tidy(self.within(first)))), tuple(self.rest(element)))
        elif element.tag in ("p", "dt", "pre"):
            yield from _paragraph(self.within(element, Run("", bold=element.tag == "dt")))
        else:
            yield from self.blocks(element)

    def rest(self, element: lxml.html.HtmlElement) -> Iterator[Block]:
        """Yield the blocks after the first child of an element, which is its title."""
        for child in element[1:]:
            if not _is_passed_over(child):
                yield from self.block(child)

    def table(self, element: lxml.html.HtmlElement) -> Table:
        """Return a table; what is missing at the end of a row is empty."""
        caption = element.find("caption")
        title = caption.text_content().strip() if caption is not None else self.heading
        rows = [tuple(tuple(_tidy(self.within(cell))) for cell in row.iter("th", "td")) for row in element.iter("tr")]
        header, *others = rows
        return Table(title, header, tuple((row + ((),) * len(header))[: len(header)] for row in others))

    def within(self, element: lxml.html.HtmlElement, like: Run | None = None) -> list[Run]:
        """Return the runs in an element."""
        like = like or Run("")
        found = _words(element.text, like)
        for child in element:
            found += [*self.inline(child, like), *_words(child.tail, like)]
        return found

    def inline(self, element: lxml.html.HtmlElement, like: Run) -> list[Run]:
        """Return the runs that an element stands for, within words that are set like this."""
        if not isinstance(element.tag, str) or _is_passed_over(element):
            return []
        if element.tag == BREAK:
            return [replace(like, text="\n")]
        if element.tag == "img":
            return _words(element.get("alt"), like)
        if element.tag in BOLD:
            like = replace(like, bold=True)
        elif element.tag in ITALIC:
            like = replace(like, italic=True)
        elif element.tag == "a" and element.get("href"):
            like = replace(like, link=self.resolve(element.get("href")))
        return self.within(element, like)


def _is_passed_over(element: lxml.html.HtmlElement) -> bool:
    classes = (element.get("class") or "").split()
    if TERM in classes:
        return False
    return element.tag in PASSED_OVER or not PASSED_OVER_CLASSES.isdisjoint(classes)


def _words(raw: str | None, like: Run | None = None) -> list[Run]:
    return [replace(like or Run(""), text=SPACE.sub(" ", raw))] if raw else []


def _paragraph(found: list[Run]) -> Iterator[Paragraph]:
    if tidy := tuple(_tidy(found)):
        yield Paragraph(tidy)


def _tidy(found: Iterable[Run]) -> Iterator[Run]:
    """Yield the runs, joined where they are alike, without space at the ends or twice in a row."""
    joined: list[Run] = []
    for run in found:
        before = joined[-1].text if joined else " "
        words = run.text.lstrip(" ") if before.endswith((" ", "\n")) else run.text
        if joined and replace(joined[-1], text="") == replace(run, text=""):
            joined[-1] = replace(run, text=joined[-1].text + words)
        elif words:
            joined.append(replace(run, text=words))
    while joined and not joined[-1].text.strip():
        joined.pop()
    if joined:
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip())
    yield from joined
