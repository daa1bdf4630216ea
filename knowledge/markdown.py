"""Markdown from plain texts: what the renderer builds pages of."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterable
from datetime import date

# Every character that some Markdown syntax of this site begins or ends with. As a character
# reference it is text to the Markdown parser and to the browser alike.
_MARKUP = {ord(character): f"&#{ord(character)};" for character in "&<>\\`*_{}[]()#|~^=!\"'"}
_LINE_START = re.compile(r"^(\d*)([-+:.])")
_FORMS = re.compile(r":(?=[-+\w]+:)|\+(?=\+)|^\?(?=\?\?)|^/(?=//)")
"""What begins an icon or sign, keys, a fold, or a caption; a colon elsewhere is left, since most texts have one."""


def plain(text: str) -> str:
    """Return Markdown that shows `text` as it is, whatever markup it may hold."""
    escaped = _FORMS.sub(lambda found: f"&#{ord(found[0])};", text.translate(_MARKUP))
    return _LINE_START.sub(lambda found: f"{found[1]}&#{ord(found[2])};", escaped)


def day(value: str) -> str:
    """Return a date of the data in words: `2020-03` as `March 2020`; what is no date, as it is."""
    if not value[:1].isdigit():
        return value
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 1:
        return value
    month = date(parts[0], parts[1], 1).strftime("%B %Y")
    return f"{parts[2]} {month}" if len(parts) == 3 else month


def on_day(value: str) -> str:
    """Return a date of the data in words, with its preposition: `on 9 March 2020`, `in March 2020`."""
    return f"{'on' if value.count('-') == 2 else 'in'} {day(value)}"


def join(*blocks: str) -> str:
    """Return the blocks that are not empty, with an empty line between."""
    return "\n\n".join(block for block in blocks if block)


def inline(links: Iterable[str]) -> str:
    """Return the links in one line."""
    return "; ".join(links)


def bullets(items: Iterable[str]) -> str:
    """Return a list."""
    return "\n".join(f"- {item}" for item in items)


def number_of(count: int, one: str, many: str) -> str:
    """Return how many these are: `1 finding`, `27 findings`."""
    return f"{count} {one if count == 1 else many}"


def numbered(items: Iterable[str]) -> str:
    """Return a numbered list."""
    return "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))


def facts(*pairs: tuple[str, str]) -> str:
    """Return a description list of the pairs of name and value that have a value."""
    return join(*(f"{name}\n:   {value}" for name, value in pairs if value))


def table(names: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a table with these names above its columns; each cell knows its column, for narrow screens."""
    named = (
        tuple(f'{cell} {{ data-name="{name}" }}' if cell else "" for name, cell in zip(names, row, strict=True))
        for row in rows
    )
    lines = [names, ("---",) * len(names), *named]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


ALPHABET = ("0–9", *string.ascii_uppercase)
"""The headings of a list by letters."""


def letters(links: Iterable[str]) -> str:
    """Return links to the letters of a list in one paragraph, each large enough for a finger."""
    return f"{' '.join(links)}\n{{ .letters }}"


def sort_key(name: str) -> tuple[str, str]:
    """Return what sorts a name among others: its letters without accents and its digits, so that no mark counts."""
    plain_letters = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[^a-z0-9 ]", "", plain_letters).strip(), name


def letter_of(name: str) -> str:
    """Return the heading under which a name stands; what begins with no Latin letter stands with the digits."""
    first = sort_key(name)[0][:1].upper()
    return first if first in ALPHABET else ALPHABET[0]
