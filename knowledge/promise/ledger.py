"""The ledger: every id ever published, with its kind and the day; lines are only ever added.

An id is that of a record, or the anchor of a section of a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.load.ledger_file import LEDGER, RESTORE, SECTION, Line, read
from knowledge.problems import NOTHING, DataError, Problem
from knowledge.repository import GitError, git

if TYPE_CHECKING:
    from knowledge.graph import Knowledge
    from knowledge.kinds import AnyRecord

__all__ = ["LEDGER", "SECTION", "Line", "append", "changed", "holder", "missing", "problems", "read"]


def missing(root: Path, knowledge: Knowledge, sections: Iterable[str]) -> list[tuple[str, str]]:
    """Return the records and sections, id and kind, that the ledger does not list."""
    known = {line.id for line in read(root)}
    wanted = {**dict.fromkeys(sections, SECTION), **{id_: r.kind for id_, r in knowledge.records.items()}}
    return sorted((item for item in wanted.items() if item[0] not in known), key=lambda item: item[1] == SECTION)


def append(root: Path, knowledge: Knowledge, sections: Iterable[str], day: str) -> bool:
    """Add a line, with this day, for each record and section that has none; return whether any was added.

    Raises DataError when the ledger cannot be read or lacks a line of the last commit: what was published before must
    be restored, since it would be dated anew.
    """
    new = missing(root, knowledge, sections)
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
            message = f"the line '{row}' of the last commit does not stand here; {RESTORE}"
            yield Problem(LEDGER.as_posix(), number + 2, row.partition(",")[0], NOTHING, message)
            return


def _committed(root: Path) -> list[str]:
    """Return the lines of the last commit's ledger, or none where there is no such commit or file."""
    try:
        return git(root, "show", f"HEAD:./{LEDGER.as_posix()}").splitlines()[1:]
    except GitError:
        return []


def holder(id_: str, knowledge: Knowledge) -> AnyRecord | None:
    """Return the record of whose page a section was a part, by its id: `rec-3` of `rec-3-why`."""
    while "-" in id_:
        id_ = id_.rpartition("-")[0]
        if id_ in knowledge.records:
            return knowledge.records[id_]
    return None


def problems(root: Path, knowledge: Knowledge, sections: Iterable[str]) -> Iterator[Problem]:
    """Yield where the ledger does not agree with the records and sections, or with the last commit.

    A section that is not listed is no problem here, since an edit of a record may bring one; a test
    finds it. The section of a record may go, since its address then leads to the record.
    Raises DataError when the ledger cannot be read.
    """
    name = LEDGER.as_posix()
    offered = set(sections)
    first: dict[str, int] = {}
    for number, line in enumerate(read(root), 2):
        if line.id in first:
            message = f"stands in line {first[line.id]} already; remove the later line"
            yield Problem(name, number, line.id, "id", message)
            continue
        first[line.id] = number
        record = knowledge.records.get(line.id)
        now = record.kind if record else SECTION if line.id in offered else None
        if now is None and line.kind == SECTION:
            if holder(line.id, knowledge) is None:
                message = (
                    f"was published on {line.published} and no heading has it; give the heading its anchor back, "
                    f"or write {{{{ formerly('{line.id}', 'Why') }}}} where its text went"
                )
                yield Problem(name, number, line.id, "id", message)
        elif now is None:
            message = f"was published on {line.published} and has no record; restore it, and retire it if it is over"
            yield Problem(name, number, line.id, "id", message)
        elif now != line.kind:
            message = f"was published as a {line.kind} and is now a {now}; give the {now} an id of its own"
            yield Problem(name, number, line.id, "kind", message)
    lost = list(changed(root))
    yield from lost
    for id_ in knowledge.records if not lost else ():  # a restored line may list it
        if id_ not in first:
            yield Problem(name, 1, id_, NOTHING, "the record is not in the ledger; run 'make stubs'")
