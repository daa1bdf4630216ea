"""The pages of the A to Z: one, or as many as its names need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from knowledge.graph import Knowledge
from knowledge.markdown import ALPHABET, letter_of
from knowledge.record import Record

OVERVIEW = "a-z/index.md"

MOST_ON_A_PAGE = 1500
"""How many names stand on one page, at most; all of a letter stand together."""


def names(knowledge: Knowledge) -> Iterator[tuple[str, Record]]:
    """Yield every title and other name of a record under which a reader may look it up, with the record."""
    for record in knowledge.records.values():
        if record.is_in_a_to_z:
            for name in sorted({record.title, *record.names}):
                yield name, record


@lru_cache(maxsize=1)
def letter_pages(knowledge: Knowledge) -> dict[str, str]:
    """Return the page file of each letter, relative to `docs/`."""
    counts = Counter(letter_of(name) for name, _ in names(knowledge))
    page, on_page = OVERVIEW, 0
    found = {}
    for letter in ALPHABET:
        if on_page and on_page + counts[letter] > MOST_ON_A_PAGE:
            page, on_page = f"a-z/{letter.lower()}.md", 0
        found[letter] = page
        on_page += counts[letter]
    return found


def pages(knowledge: Knowledge) -> dict[str, str]:
    """Return the page files, in order, each with the call that it has to make."""
    return dict.fromkeys(letter_pages(knowledge).values(), "a_to_z()")


def heading(own: Sequence[str]) -> str:
    """Return the heading of a further page, by its letters."""
    return f"# A to Z from {own[0]} to {own[-1]} {{ #a-z-from-{own[0].lower()} }}"
