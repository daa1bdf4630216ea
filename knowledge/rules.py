"""Rules across records: what is wrong between records that are each valid on their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from knowledge.kinds import AnyRecord
from knowledge.kinds.discipline import Discipline
from knowledge.kinds.duty import Duty
from knowledge.kinds.event import Event
from knowledge.kinds.source import Source
from knowledge.record import Violation


def violations(records: Sequence[AnyRecord]) -> Iterator[Violation]:
    """Yield what is wrong between records that are each valid on their own."""
    yield from _unique(records, "title")
    disciplines = [record for record in records if isinstance(record, Discipline)]
    yield from _unique(disciplines, "number")
    for discipline in disciplines:
        if discipline.number > len(disciplines):
            message = f"is {discipline.number}, but there are {len(disciplines)} disciplines; number them without a gap"
            yield Violation(discipline.id, "number", message)
    sources = {record.id: record for record in records if isinstance(record, Source)}
    for source in sources.values():
        if source.in_force_from and source.in_force_until and source.in_force_from > source.in_force_until:
            yield Violation(source.id, "in_force_until", "is earlier than in_force_from; exchange or mend the dates")
    for event in records:
        if isinstance(event, Event) and event.until and event.until < event.date:
            yield Violation(event.id, "until", "is earlier than date; exchange or mend the dates")
    for duty in records:
        if isinstance(duty, Duty) and (guidance := sources.get(duty.guidance)):
            for name in ("in_force_from", "in_force_until", "replaced_by"):
                if getattr(guidance, name) is None:
                    message = f"'{guidance.id}' has no {name}, which a replaced duty shows; add it to data/sources.yml"
                    yield Violation(duty.id, "guidance", message)


def _unique(records: Iterable[AnyRecord], name: str) -> Iterator[Violation]:
    first: dict[tuple[str, Any], str] = {}
    for record in records:
        value = getattr(record, name)
        owner = first.setdefault((record.kind, value), record.id)
        if owner != record.id:
            yield Violation(record.id, name, f"'{value}' is the {name} of {owner} too; give each its own")
