"""What is wrong with the data, and how it is said: in one line, with its place and its remedy."""

from __future__ import annotations

from collections.abc import Sequence
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


class DataError(Exception):
    """The data cannot be used; `problems` says why, in the order of files and lines."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))
