"""Documents to print: PDF/UA-1, with all that a screen reader needs."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from knowledge.kit import code, typeset
from knowledge.kit.blocks import (
    Block,
    Document,
    Heading,
    Items,
    Notice,
    PageBreak,
    Paragraph,
    Quote,
    Runs,
    Table,
    numbered,
    width_of,
    widths,
)
from knowledge.kit.pictures import Picture

TEMPLATE = "paper.typ"


@lru_cache
def make(document: Document) -> bytes:
    """Return a document as PDF; made once in a build, for itself and for the packs that it is in."""
    return typeset.pdf(TEMPLATE, _Plain(document).document())


class _Plain:
    """A document as the template takes it."""

    def __init__(self, document: Document) -> None:
        self.of = document

    def document(self) -> dict[str, Any]:
        """Return all of it."""
        told = self.of.imprint
        return {
            "title": self.of.title,
            "font": typeset.FONT,
            "site": told.site,
            "foot": self.of.foot,
            "points": self.of.points,
            "room": self.of.room,
            "wide": self.of.is_wide,
            "blocks": self.blocks(self.of.complete),
            "about": [self.runs(runs) for runs in self.of.about],
            "code": {"svg": typeset.qr_code(told.address), "alt": code.alt(told.address), "width": code.WIDTH_MM},
        }

    def blocks(self, blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
        """Return blocks."""
        return [self.block(block) for block in blocks]

    def block(self, block: Block) -> dict[str, Any]:
        """Return a block, with its kind."""
        match block:
            case Heading(level, text):
                return {"kind": "heading", "level": level, "text": text}
            case Paragraph(runs):
                return {"kind": "paragraph", "runs": self.runs(runs)}
            case Items(ordered, items):
                return {"kind": "items", "ordered": ordered, "items": [self.blocks(item) for item in items]}
            case Table():
                return self.table(block)
            case Quote(blocks):
                return {"kind": "quote", "blocks": self.blocks(blocks)}
            case Notice(title, blocks):
                return {"kind": "notice", "title": title, "blocks": self.blocks(blocks)}
            case Picture(_, alt, svg):
                return {"kind": "picture", "alt": alt, "svg": svg, "width": width_of(block)}
            case PageBreak():
                return {"kind": "break"}

    def table(self, table: Table) -> dict[str, Any]:
        """Return a table; a cell without runs is to be written in."""
        return {
            "kind": "table",
            "title": table.title,
            "widths": list(widths(table)),
            "header": [self.runs(cell) for cell in table.header],
            "rows": [[self.runs(cell) for cell in row] for row in table.rows],
        }

    def runs(self, runs: Runs) -> list[dict[str, Any]]:
        """Return runs, each with the number of its link."""
        return [
            {
                "text": run.text,
                "bold": run.bold,
                "italic": run.italic,
                "address": run.link.address if run.link else "",
                "number": number,
            }
            for run, number in numbered(runs, self.of)
        ]
