"""What is wrong with the data, and how it is said: in one line, with its place and its remedy."""

from __future__ import annotations

import difflib
import errno
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

DATA = Path("data")
"""The folder of the records, in the project's root."""

NOTHING = "-"
"""Stands for the id or the field where a problem has none."""

SHOWN = 80
"""How many characters of a value a message shows; a longer one is cut, so that a message stays one line."""

FEW = 5
"""How many problems of one sort are listed for a file before the rest are only counted."""

SIMILAR = 0.65
"""How alike, from 0 to 1, a name must be to be suggested."""

LONGEST = 200
"""The longest name for which a similar one is looked for; no id, heading or field is longer."""


class Problem(NamedTuple):
    """One thing that is wrong with the data; problems sort by file and line."""

    file: str
    line: int
    id: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.id}: {self.field}: {self.message}"


class CommandError(Exception):
    """A command cannot do what it was asked to; the message says in one line why, and what to do instead."""


class DataError(Exception):
    """The data cannot be used; `problems` says why, in the order of files and lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def shown(value: str) -> str:
    """Return the value as a message shows it: a long one is cut."""
    return value if len(value) <= SHOWN else f"{value[:SHOWN]}…"


def first_few(problems: Sequence[Problem]) -> list[Problem]:
    """Return the first problems of one sort in a file; where there are more, the last one returned counts them."""
    if len(problems) <= FEW:
        return list(problems)
    rest = problems[FEW]._replace(id=NOTHING, field=NOTHING, message=f"and {len(problems) - FEW} more lines like these")
    return [*problems[:FEW], rest]


def character_name(character: str) -> str:
    """Return a character by its number and name, for a message: it may be invisible, or look like another."""
    name = unicodedata.name(character, "").lower()
    return f"U+{ord(character):04X}" + (f" ({name})" if name else "")


def suggest(name: str, valid: Iterable[str]) -> str:
    """Return `; did you mean 'x'?` for the valid name most like `name`, or an empty string.

    A character that the eye takes for another, such as a letter of another alphabet, is named.
    """
    best = most_like(name, valid)
    if best is None:
        return ""
    mistaken = next((c for c in name if not c.isascii() and c not in best and (c.isalpha() or not c.isprintable())), "")
    named = f" (what you wrote contains {character_name(mistaken)})" if mistaken else ""
    return f"; did you mean '{best}'?{named}"


def most_like(name: str, valid: Iterable[str]) -> str | None:
    """Return the valid name most like `name`, or None where none is much like it."""
    if len(name) > LONGEST:
        return None
    score, best = max(((_similarity(name, other), other) for other in sorted(set(valid))), default=(0.0, ""))
    return best if score > SIMILAR else None


def _similarity(name: str, other: str) -> float:
    """Return how alike two names are, from 0 to 1; a name with words left out is still like the whole."""
    found = [max(_ratio(word, candidate) for candidate in _words(other)) for word in _words(name)]
    return (2 * sum(found) / len(found) + _ratio(name.lower(), other.lower())) / 3


@lru_cache(maxsize=10_000)
def _words(name: str) -> list[str]:
    return re.split(r"[\W_]+", name.lower())


@lru_cache(maxsize=100_000)  # the same few words stand in all ids of a kind
def _ratio(a: str, b: str) -> float:
    return difflib.SequenceMatcher(None, a, b).ratio()


REMEDIES = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "free some disk space"),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), "give yourself permission to write there"),
}
"""What to do about what the system refuses."""


def refused(error: OSError) -> str:
    """Return in one line what the system refused, and what to do."""
    name = error.filename2 or error.filename or "the file"
    remedy = REMEDIES.get(error.errno or 0, "put that right")
    return f"{name}: {error.strerror or error}; {remedy}, and run the command again"
