"""The ledger: every id ever published, with its kind and the day; lines are only ever added.

An id is that of a record, or the anchor of a section of a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.load.ledger_file import LEDGER, RESTORE, SECTION, Line, read
from knowledge.problems import NOTHING, DataError, Problem
from knowledge.repository import GitError, git

if TYPE_CHECKING:
    from knowledge.graph import Knowledge
    from knowledge.record import Record

__all__ = ["LEDGER", "SECTION", "Line", "append", "changed", "holder", "lost_sections", "problems", "read"]


def append(root: Path, offered: Mapping[str, str], day: str) -> bool:
    """Add a line, with this day, for each id without one; `offered` maps ids to kinds. Return whether any was added.

    Raises DataError when the ledger cannot be read or lacks a line of the last commit: what was published before must
    be restored, since it would be dated anew.
    """
    known = {line.id for line in read(root)}
    new = [(id_, kind) for id_, kind in offered.items() if id_ not in known]
    if not new:
        return False
    if found := list(changed(root)):
        raise DataError(found)
    path = root / LEDGER
    is_open = not path.read_bytes().endswith((b"\n", b"\r"))  # the last line would be joined to the first new one
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write("\n" if is_open else "")
        file.writelines(f"{id_},{kind},{day}\n" for id_, kind in new)
    return True


def changed(root: Path) -> Iterator[Problem]:
    """Yield the first line of the last commit's ledger that does not stand in its place any more.

    Outside a repository there is nothing to compare with.
    """
    committed = _committed(root)
    present = [",".join(line) for line in read(root)]
    for number, row in enumerate(committed):
        if present[number : number + 1] != [row]:
            message = f"the line '{row}' of the last commit is no longer here; {RESTORE}"
            yield Problem(LEDGER.as_posix(), number + 2, row.partition(",")[0], NOTHING, message)
            return


def _committed(root: Path) -> list[str]:
    """Return the lines of the last commit's ledger, or none where there is no such commit or file."""
    try:
        return git(root, "show", f"HEAD:./{LEDGER.as_posix()}").splitlines()[1:]
    except GitError:
        return []


def holder(id_: str, knowledge: Knowledge) -> Record | None:
    """Return the record of whose page a section was a part, by its id: `rec-3` of `rec-3-why`."""
    while "-" in id_:
        id_ = id_.rpartition("-")[0]
        if id_ in knowledge.records:
            return knowledge.records[id_]
    return None


def problems(root: Path, knowledge: Knowledge) -> Iterator[Problem]:
    """Yield where the ledger does not agree with the records or with the last commit.

    Sections are known only once the pages are built. Raises DataError when the ledger cannot be read.
    """
    name = LEDGER.as_posix()
    first: dict[str, int] = {}
    for number, line in enumerate(read(root), 2):
        if line.id in first:
            message = f"is already on line {first[line.id]}; remove the later line"
            yield Problem(name, number, line.id, "id", message)
            continue
        first[line.id] = number
        record = knowledge.records.get(line.id)
        if record is None and line.kind != SECTION:
            message = (
                f"was published on {line.published}, but has no record now; restore it, "
                "and retire it if it is no longer needed"
            )
            yield Problem(name, number, line.id, "id", message)
        elif record is not None and record.kind != line.kind:
            message = (
                f"was published as a {line.kind} and is now a {record.kind}; give the {record.kind} an id of its own"
            )
            yield Problem(name, number, line.id, "kind", message)
    lost = list(changed(root))
    yield from lost
    for id_ in knowledge.records if not lost else ():  # a restored line may list it
        if id_ not in first:
            yield Problem(name, 1, id_, NOTHING, "the record is not in the ledger; run 'make stubs'")


def lost_sections(root: Path, knowledge: Knowledge, offered: Iterable[str]) -> Iterator[Problem]:
    """Yield the published sections that no built page offers; that of a record may go, it leads to the record."""
    there = set(offered)
    for number, line in enumerate(read(root), 2):
        if line.kind == SECTION and line.id not in there and holder(line.id, knowledge) is None:
            message = (
                f"was published on {line.published}, but no heading has it now; restore the anchor of the heading, "
                f"or write {{{{ moved_anchor('{line.id}', 'Why') }}}} where its text was"
            )
            yield Problem(LEDGER.as_posix(), number, line.id, "id", message)
