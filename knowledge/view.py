"""What the view of a kind may ask of the page on which its text will stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from knowledge.graph import Knowledge
from knowledge.record import Record


class View(Protocol):
    """A page under way. Links are relative to it, and it explains each acronym once."""

    knowledge: Knowledge

    def link(self, id_: str, text: str | None = None) -> str:
        """Return a link to the record with this id; raises KeyError when there is none."""

    def links(self, ids: Iterable[str]) -> str:
        """Return links to these records in one line."""

    def path_to(self, page: str) -> str:
        """Return how a link on this page names another page file, which is relative to `docs/`."""

    def text(self, text: str) -> str:
        """Return a text of the data as Markdown, in which the first mention of an acronym opens its explanation."""

    def lead(self, text: str) -> str:
        """Return the first paragraph of a page."""

    def heading(self, record: Record, level: int = 1) -> str:
        """Return the heading of a record, with its anchor and its badge."""

    def foot(self, record: Record, related: Iterable[Record] = ()) -> str:
        """Return what is related to a record, its sources and its permanent address."""

    def elsewhere(self, record: Record) -> list[Record]:
        """Return what is related to a record and stands neither in its body nor on the same page."""

    def beside(self, record: Record) -> list[Record]:
        """Return what is related to a record and does not stand in its body."""

    def sections(self, records: Iterable[Record], level: int = 2) -> str:
        """Return records one below the other, each with its heading of this level, its body and its foot."""

    def formerly(self, anchors: str, reason: str) -> str:
        """Return what stands where sections went that are gone: their anchors, divided by spaces, and why."""
