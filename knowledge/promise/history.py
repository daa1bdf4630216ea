"""What was added, changed and retired, edition by edition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from knowledge.graph import UNKNOWN, Knowledge
from knowledge.kinds.edition import Edition

FIRST = "First published."
"""The reason of what was added without another."""


class Change(NamedTuple):
    """What happened to a record or section on a day, and why."""

    day: str
    id: str
    sort: Literal["added", "changed", "retired"]
    reason: str


class Chapter(NamedTuple):
    """The changes of one edition; those after the last edition have none yet."""

    day: str | None
    reason: str
    changes: list[Change]


def changes(knowledge: Knowledge) -> list[Change]:
    """Return all changes, oldest first: from the ledger, from the records' own `changes`, from retirements."""
    return sorted(_changes(knowledge), key=lambda change: change.day)


def latest(knowledge: Knowledge) -> str:
    """Return the day of the last edition, YYYY-MM-DD; `unknown` before the first."""
    return max((edition.day for edition in knowledge.of(Edition)), default=UNKNOWN)


def chapters(knowledge: Knowledge) -> list[Chapter]:
    """Return what changed after the last edition, then the editions with their changes, newest first.

    A change belongs to the first edition that is not before it.
    """
    editions = sorted(knowledge.of(Edition), key=lambda edition: edition.day)
    by_edition: dict[str | None, list[Change]] = {None: []} | {edition.day: [] for edition in editions}
    for change in changes(knowledge):
        by_edition[next((e.day for e in editions if change.day <= e.day), None)].append(change)
    found = [Chapter(edition.day, edition.reason, by_edition[edition.day]) for edition in reversed(editions)]
    return [Chapter(None, "", by_edition[None]), *found]


def _changes(knowledge: Knowledge) -> Iterator[Change]:
    for record in knowledge.records.values():
        published = knowledge.published.get(record.id)
        if published:
            first = [change.reason for change in record.changes if change.day == published]
            yield Change(published, record.id, "added", " ".join(first) or FIRST)
        for change in record.changes:
            if change.day != published:
                yield Change(change.day, record.id, "changed", change.reason)
        if record.retired:
            yield Change(record.retired.since, record.id, "retired", record.retired.reason)
    for id_, published in knowledge.published.items():
        if id_ not in knowledge.records:
            yield Change(published, id_, "added", FIRST)
