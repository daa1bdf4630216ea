"""The ledger: every id ever published, with its kind and the day; lines are only ever added."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from knowledge.load import NOTHING, Problem
from knowledge.model import Knowledge

LEDGER = Path("data/ledger.csv")
FIELDS = ("id", "kind", "published")


class Entry(NamedTuple):
    """A line of the ledger."""

    id: str
    kind: str
    published: str


def read(root: Path) -> list[Entry]:
    """Return the lines of the ledger under `root`, in order; none where there is no ledger yet."""
    path = root / LEDGER
    if not path.exists():
        return []
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    return [Entry(*(row + [""] * len(FIELDS))[: len(FIELDS)]) for row in rows[1:]]


def append(root: Path, knowledge: Knowledge, day: str) -> bool:
    """Add a line, with this day, for each record that has none; return whether any was added."""
    known = {entry.id for entry in read(root)}
    new = [record for record in knowledge.records.values() if record.id not in known]
    path = root / LEDGER
    if not new:
        return False
    if not path.exists():
        path.write_text(",".join(FIELDS) + "\n", encoding="utf-8")
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{record.id},{record.kind},{day}\n" for record in new)
    return True


def problems(root: Path, knowledge: Knowledge) -> Iterator[Problem]:
    """Yield where the ledger and the records do not agree."""
    name = LEDGER.as_posix()
    first: dict[str, int] = {}
    for line, entry in enumerate(read(root), 2):
        if entry.id in first:
            yield Problem(
                name, line, entry.id, "id", f"stands in line {first[entry.id]} already; remove the later line"
            )
            continue
        first[entry.id] = line
        record = knowledge.records.get(entry.id)
        if record is None:
            message = f"was published on {entry.published} and has no record; restore it, and retire it if it is over"
            yield Problem(name, line, entry.id, "id", message)
        elif record.kind != entry.kind:
            message = (
                f"was published as a {entry.kind} and is now a {record.kind}; give the {record.kind} an id of its own"
            )
            yield Problem(name, line, entry.id, "kind", message)
    for id_ in knowledge.records:
        if id_ not in first:
            yield Problem(name, 1, id_, NOTHING, "the record is not in the ledger; run 'make stubs'")
