"""The lines of the ledger, each checked for itself: an id, what kind it is of, and the day it was first published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from knowledge.fields import check_date
from knowledge.load.text_file import UnreadableError, conflicts, read_text, refused_characters
from knowledge.problems import DATA, NOTHING, DataError, Problem, first_few, shown, suggest
from knowledge.record import SLUG

LEDGER = DATA / "ledger.csv"
FIELDS = ("id", "kind", "published")
SECTION = "section"
"""The kind of what is no record: the anchor of a section of a page."""

ANY_ID = re.compile(SLUG)
RESTORE = f"restore it: git checkout {LEDGER.as_posix()}"


class Line(NamedTuple):
    """A line of the ledger."""

    id: str
    kind: str
    published: str


def read(root: Path, patterns: Mapping[str, re.Pattern[str]] | None = None) -> list[Line]:
    """Return the lines of the ledger under `root`, in order, those below its header.

    `patterns` maps each kind to the form of its ids; without it, kinds and forms are taken as they stand. Raises
    DataError when the ledger is missing, has no header, or holds a line that is none.
    """
    try:
        text = read_text(root / LEDGER)
    except UnreadableError as error:
        raise DataError([_problem(error.line, f"{str(error).partition('; ')[0]}; {RESTORE}")]) from None
    for faults in (conflicts(text), refused_characters(text)):
        if found := [_problem(line, message) for line, message in faults]:
            raise DataError(first_few(found))
    header, *rows = text.removesuffix("\n").split("\n")
    if header != ",".join(FIELDS):
        message = f"begins with '{shown(header)}' and not with its header '{','.join(FIELDS)}'; {RESTORE}"
        raise DataError([_problem(1, message)])
    problems = [problem for line, row in enumerate(rows, 2) for problem in _row_problems(line, row, patterns or {})]
    if problems:
        raise DataError(first_few(problems))
    return [Line(*row.split(",")) for row in rows]


def _problem(line: int, message: str, id_: str = NOTHING, field: str = NOTHING) -> Problem:
    return Problem(LEDGER.as_posix(), line, shown(id_), field, message)


@cache
def _is_day(text: str) -> bool:
    try:
        return len(check_date(text)) == len("YYYY-MM-DD")
    except PydanticCustomError:
        return False


def _row_problems(line: int, row: str, patterns: Mapping[str, re.Pattern[str]]) -> Iterator[Problem]:
    if not row.strip():
        yield _problem(line, "is an empty line; remove it")
        return
    fields = row.split(",")
    if len(fields) != len(FIELDS):
        message = f"'{shown(row)}' is not '{','.join(FIELDS)}', three fields with commas between them; {RESTORE}"
        yield _problem(line, message)
        return
    id_, kind, day = fields
    form = ANY_ID if kind == SECTION else patterns.get(kind, ANY_ID)
    if patterns and kind not in patterns and kind != SECTION:
        hint = suggest(kind, (SECTION, *patterns)) or f"; {RESTORE}"
        yield _problem(line, f"'{shown(kind)}' is not a kind of record{hint}", id_, "kind")
    elif not form.fullmatch(id_):
        yield _problem(line, f"'{shown(id_)}' is not the id of a {shown(kind)}; {RESTORE}", id_, "id")
    if not _is_day(day):
        yield _problem(line, f"'{shown(day)}' is not a day, YYYY-MM-DD; {RESTORE}", id_, "published")
