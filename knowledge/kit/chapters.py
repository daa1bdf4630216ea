"""A built page as chapters, from which slides are made: what is below each heading of level 2."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import lxml.html

from knowledge.fingerprints import split
from knowledge.kit.blocks import Block, Heading, Items, Notice, Paragraph, Quote, Runs, Table, blocks, runs, text
from knowledge.kit.deck import count
from knowledge.kit.format import Link, Material
from knowledge.kit.plans import resolve

STOPS = (".", ":", "?", "!")
LINK, PAUSE = "\ue000", "\ue001"
"""Stand for where a link begins, and for a stage direction, in a text that is cut into sentences."""
NAME = 4
"""A sentence of fewer words is taken for a name."""


@dataclass(frozen=True)
class Quotation:
    """A record as pages quote it: its id, and the blocks of the quotation."""

    record: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Drawing:
    """A picture, by its title."""

    title: str


Content = Block | Quotation | Drawing


@dataclass(frozen=True)
class Chapter:
    """What is below a heading. The first chapter of a page is what is below its title."""

    anchor: str
    title: str
    content: tuple[Content, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All its blocks, those of quotations too."""
        found: list[Block] = []
        for content in self.content:
            if isinstance(content, Quotation):
                found += content.blocks
            elif not isinstance(content, Drawing):
                found.append(content)
        return tuple(found)

    @property
    def sources(self) -> tuple[Link, ...]:
        """Where its links lead."""
        return links(self.blocks)


def chapters(page: str, material: Material) -> list[Chapter]:
    """Return the chapters of a built page, by its page file."""

    def blocks_in(element: lxml.html.HtmlElement) -> tuple[Block, ...]:
        around = lxml.html.Element("div")
        around.append(copy.deepcopy(element))
        around[0].tail = None
        for permanent in around.xpath(".//dd[a[@data-permanent]]"):  # the notes name the address among the sources
            permanent.getprevious().drop_tree()
            permanent.drop_tree()
        return blocks(around, lambda address: resolve(address, page, material))

    found: list[tuple[str, str, list[Content]]] = []
    for child in material.article(page):
        if child.tag in ("h1", "h2"):
            (heading,) = (block for block in blocks_in(child) if isinstance(block, Heading))
            found.append((heading.anchor, heading.text, []))
        elif not found:
            continue  # the header of the printed page
        elif "quotation" in (child.get("class") or "").split():
            content = blocks_in(child)
            (record, *_) = (link.address for link in links(content))
            found[-1][2].append(Quotation(record.rstrip("/").rpartition("/")[2], content))
        elif child.tag == "figure" and (svg := child.find(".//svg")) is not None:
            found[-1][2].append(Drawing(svg.get("aria-label")))
        else:
            found[-1][2].extend(blocks_in(child))
    return [Chapter(anchor, title, tuple(content)) for anchor, title, content in found]


def links(found: Iterable[Block]) -> tuple[Link, ...]:
    """Return where the links of blocks lead, each once."""
    return tuple(dict.fromkeys(run.link for run in runs(found) if run.link))


def lines(found: Iterable[Block]) -> Iterator[str]:
    """Yield blocks as lines of plain text, for notes."""
    waiting = ""
    for block in found:
        match block:
            case Heading():
                yield block.text
            case Paragraph() if _is_name(block):
                if waiting:
                    yield waiting
                waiting = text(block.runs)
                continue
            case Paragraph():
                yield f"{waiting}: {text(block.runs)}" if waiting else text(block.runs)
            case Items():
                if waiting:
                    yield waiting
                for number, item in enumerate(block.items, 1):
                    yield f"{f'{number}.' if block.ordered else '•'} {' '.join(lines(item))}"
            case Table():
                header = [text(cell) for cell in block.header]
                for row in block.rows:
                    cells = [text(cell) for cell in row]
                    told = [f"{name}: {cell}" for name, cell in zip(header, cells, strict=True) if cell]
                    yield f"• {'; '.join(told)}"
            case Quote():
                yield from lines(block.blocks)
            case Notice():
                yield block.title
                yield from lines(block.blocks)
            case _:
                pass
        waiting = ""
    if waiting:
        yield waiting


def _is_name(block: Paragraph) -> bool:
    """Say whether a paragraph is the name of what follows: bold, and no more."""
    return all(run.bold for run in block.runs)


def named(found: Iterable[Block]) -> list[tuple[str, tuple[Block, ...]]]:
    """Return blocks by the name above them, which is a bold paragraph; those above the first name are left out."""
    groups: list[tuple[str, list[Block]]] = []
    for block in found:
        if isinstance(block, Paragraph) and _is_name(block):
            groups.append((text(block.runs), []))
        elif groups:
            groups[-1][1].append(block)
    return [(name, tuple(content)) for name, content in groups]


def items(block: Items) -> tuple[str, ...]:
    """Return the items of a list as texts."""
    return tuple(" ".join(lines(item)) for item in block.items)


def sentences(of: Runs) -> list[tuple[str, bool]]:
    """Return the sentences of a paragraph, each with whether it holds a link.

    Sentences in italics, which tell the trainer what to do, are left out.
    """
    spoken = ""
    for run in of:
        if run.italic and run.text.rstrip().endswith(STOPS):
            spoken += PAUSE
        else:
            spoken += f"{LINK}{run.text}" if run.link else run.text
    found = []
    for sentence in (sentence for stretch in spoken.split(PAUSE) for sentence in split(" ".join(stretch.split()))):
        words = sentence.replace(LINK, "").strip()
        if words:
            found.append((words[0].upper() + words[1:], LINK in sentence))
    return found


def opening(texts: Sequence[str], room: int) -> tuple[str, ...]:
    """Return as many of the sentences as there is room for, but one at least, as one paragraph.

    It does not end with a name such as `Age.`, which begins a paragraph.
    """
    kept = next((texts[:number] for number in range(len(texts), 1, -1) if count(texts[:number]) <= room), texts[:1])
    while len(kept) > 1 and count(kept[-1:]) < NAME:
        kept = kept[:-1]
    return (" ".join(kept),) if kept else ()


def point(texts: Sequence[str]) -> str:
    """Return the first sentence, with the one after it if the first is no more than a name."""
    return " ".join(texts[:2] if count(texts[:1]) < NAME else texts[:1])
