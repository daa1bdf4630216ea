"""What is wrong with the data, and how it is said: in one line, with its place and its remedy."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

DATA = Path("data")
"""The folder of the records, in the project's root."""

NOTHING = "-"
"""Stands for the id or the field where a problem has none."""


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

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def suggest(name: str, valid: Iterable[str]) -> str:
    """Return `; did you mean 'x'?` for the valid name most like `name`, or an empty string."""
    score, best = max(((_similarity(name, other), other) for other in sorted(set(valid))), default=(0.0, ""))
    return f"; did you mean '{best}'?" if score > 0.65 else ""


def _similarity(name: str, other: str) -> float:
    """Return how alike two names are, from 0 to 1; a name with words left out is still like the whole."""
    words, other_words = re.split(r"[\W_]+", name.lower()), re.split(r"[\W_]+", other.lower())
    found = [max(_ratio(word, candidate) for candidate in other_words) for word in words]
    return (2 * sum(found) / len(found) + _ratio(name.lower(), other.lower())) / 3


def _ratio(a: str, b: str) -> float:
    return difflib.SequenceMatcher(None, a, b).ratio()
