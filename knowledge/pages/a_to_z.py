"""The pages of the A to Z: one, or one for each letter."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from knowledge.graph import Knowledge
from knowledge.markdown import ALPHABET
from knowledge.record import Record

OVERVIEW = "a-z/index.md"

MOST_ON_A_PAGE = 1500
"""How many names stand on one page, at most; of more, each letter has a page, so that addresses stay."""


def names(knowledge: Knowledge) -> Iterator[tuple[str, Record]]:
    """Yield every title and other name of a record under which a reader may look it up, with the record."""
    for record in knowledge.records.values():
        if record.is_in_a_to_z:
            for name in sorted({record.title, *record.names}):
                yield name, record


@lru_cache(maxsize=1)
def letter_pages(knowledge: Knowledge) -> dict[str, str]:
    """Return the page file of each letter, relative to `docs/`; what begins with none stands on the overview."""
    is_divided = sum(1 for _ in names(knowledge)) > MOST_ON_A_PAGE
    own = {letter: f"a-z/{letter.lower()}.md" for letter in ALPHABET[1:]} if is_divided else {}
    return {letter: own.get(letter, OVERVIEW) for letter in ALPHABET}


def pages(knowledge: Knowledge) -> dict[str, str]:
    """Return the page files, in order, each with the call that it has to make."""
    return dict.fromkeys(letter_pages(knowledge).values(), "a_to_z()")


def heading(letter: str) -> str:
    """Return the heading of the page of a letter."""
    return f"# A to Z: {letter} {{ #a-z-page-{letter.lower()} }}"
