"""The ledger: every id ever published, with its kind and the day; lines are only ever added.

An id is that of a record, or the anchor of a section of a page.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from knowledge.problems import NOTHING, Problem

if TYPE_CHECKING:
    from knowledge.graph import Knowledge
    from knowledge.kinds import AnyRecord

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


def missing(root: Path, knowledge: Knowledge, sections: Iterable[str]) -> list[tuple[str, str]]:
    """Return the records and sections, id and kind, that the ledger does not list."""
    known = {entry.id for entry in read(root)}
    wanted = {**dict.fromkeys(sections, SECTION), **{id_: r.kind for id_, r in knowledge.records.items()}}
    return sorted((item for item in wanted.items() if item[0] not in known), key=lambda item: item[1] == SECTION)


def append(root: Path, knowledge: Knowledge, sections: Iterable[str], day: str) -> bool:
    """Add a line, with this day, for each record and section that has none; return whether any was added."""
    new = missing(root, knowledge, sections)
    path = root / LEDGER
    if not new:
        return False
    if not path.exists():
        path.write_text(",".join(FIELDS) + "\n", encoding="utf-8")
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{id_},{kind},{day}\n" for id_, kind in new)
    return True


def holder(id_: str, knowledge: Knowledge) -> AnyRecord | None:
    """Return the record of whose page a section was a part, by its id: `rec-3` of `rec-3-why`."""
    while "-" in id_:
        id_ = id_.rpartition("-")[0]
        if id_ in knowledge.records:
            return knowledge.records[id_]
    return None


def problems(root: Path, knowledge: Knowledge, sections: Iterable[str]) -> Iterator[Problem]:
    """Yield where the ledger does not agree with the records and sections.

    A section that is not listed is no problem here, since an edit of a record may bring one; a test
    finds it. The section of a record may go, since its address then leads to the record.
    """
    name = LEDGER.as_posix()
    offered = set(sections)
    first: dict[str, int] = {}
    for line, entry in enumerate(read(root), 2):
        if entry.id in first:
            yield Problem(
                name, line, entry.id, "id", f"stands in line {first[entry.id]} already; remove the later line"
            )
            continue
        first[entry.id] = line
        record = knowledge.records.get(entry.id)
        now = record.kind if record else SECTION if entry.id in offered else None
        if now is None and entry.kind == SECTION:
            if holder(entry.id, knowledge) is None:
                message = (
                    f"was published on {entry.published} and no heading has it; give the heading its anchor back, "
                    f"or write {{{{ formerly('{entry.id}', 'Why') }}}} where its text went"
                )
                yield Problem(name, line, entry.id, "id", message)
        elif now is None:
            message = f"was published on {entry.published} and has no record; restore it, and retire it if it is over"
            yield Problem(name, line, entry.id, "id", message)
        elif now != entry.kind:
            message = f"was published as a {entry.kind} and is now a {now}; give the {now} an id of its own"
            yield Problem(name, line, entry.id, "kind", message)
    for id_ in knowledge.records:
        if id_ not in first:
            yield Problem(name, 1, id_, NOTHING, "the record is not in the ledger; run 'make stubs'")
