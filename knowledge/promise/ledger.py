"""The ledger: every id ever published, with its kind and the day; lines are only ever added.

An id is that of a record, or the anchor of a section of a page.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from knowledge.problems import NOTHING, Problem

if TYPE_CHECKING:
    from knowledge.graph import Knowledge
    from knowledge.record import Record

LEDGER = Path("data/ledger.csv")
FIELDS = ("id", "kind", "published")
SECTION = "section"
"""The kind of what is no record."""


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


def append(root: Path, offered: Mapping[str, str], day: str) -> bool:
    """Add a line, with this day, for each id without one; `offered` maps ids to kinds. Return whether any was added."""
    known = {entry.id for entry in read(root)}
    new = [(id_, kind) for id_, kind in offered.items() if id_ not in known]
    if not new:
        return False
    path = root / LEDGER
    if not path.exists():
        path.write_text(",".join(FIELDS) + "\n", encoding="utf-8")
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{id_},{kind},{day}\n" for id_, kind in new)
    return True


def holder(id_: str, knowledge: Knowledge) -> Record | None:
    """Return the record of whose page a section was a part, by its id: `rec-3` of `rec-3-why`."""
    while "-" in id_:
        id_ = id_.rpartition("-")[0]
        if id_ in knowledge.records:
            return knowledge.records[id_]
    return None


def problems(root: Path, knowledge: Knowledge) -> Iterator[Problem]:
    """Yield where the ledger does not agree with the records. Sections are known only once the pages are built."""
    name = LEDGER.as_posix()
    first: dict[str, int] = {}
    for line, entry in enumerate(read(root), 2):
        if entry.id in first:
            message = f"stands in line {first[entry.id]} already; remove the later line"
            yield Problem(name, line, entry.id, "id", message)
            continue
        first[entry.id] = line
        record = knowledge.records.get(entry.id)
        if record is None and entry.kind != SECTION:
            message = f"was published on {entry.published} and has no record; restore it, and retire it if it is over"
            yield Problem(name, line, entry.id, "id", message)
        elif record is not None and record.kind != entry.kind:
            message = (
                f"was published as a {entry.kind} and is now a {record.kind}; give the {record.kind} an id of its own"
            )
            yield Problem(name, line, entry.id, "kind", message)
    for id_ in knowledge.records:
        if id_ not in first:
            yield Problem(name, 1, id_, NOTHING, "the record is not in the ledger; run 'make stubs'")


def lost_sections(root: Path, knowledge: Knowledge, offered: Iterable[str]) -> Iterator[Problem]:
    """Yield the published sections that no built page offers; that of a record may go, it leads to the record."""
    there = set(offered)
    for line, entry in enumerate(read(root), 2):
        if entry.kind == SECTION and entry.id not in there and holder(entry.id, knowledge) is None:
            message = (
                f"was published on {entry.published} and no heading has it; give the heading its anchor back, "
                f"or write {{{{ moved_anchor('{entry.id}', 'Why') }}}} where its text went"
            )
            yield Problem(LEDGER.as_posix(), line, entry.id, "id", message)
