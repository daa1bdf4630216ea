"""Rules across records: what is wrong between records that are each valid on their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from knowledge.fields import fold, is_before
from knowledge.kinds.development import Development
from knowledge.kinds.discipline import Discipline
from knowledge.kinds.duty import Duty
from knowledge.kinds.earlier import Earlier
from knowledge.kinds.event import Event
from knowledge.kinds.source import Source
from knowledge.kinds.synonyms import Synonyms
from knowledge.record import Entry, Record, Violation

REPORT = "2020-03"
"""When the report came out, after which a development happens."""


def violations(entries: Sequence[Entry]) -> Iterator[Violation]:
    """Yield what is wrong between records, and other entries, that are each valid on their own."""
    records = [entry for entry in entries if isinstance(entry, Record)]
    yield from _unique(records, "title")
    disciplines = [record for record in records if isinstance(record, Discipline)]
    yield from _unique(disciplines, "number")
    for discipline in disciplines:
        if discipline.number > len(disciplines):
            message = f"is {discipline.number}, but there are {len(disciplines)} disciplines; number them without a gap"
            yield Violation(discipline.id, "number", message)
    sources = {record.id: record for record in records if isinstance(record, Source)}
    for source in sources.values():
        if source.in_force_from and source.in_force_until and is_before(source.in_force_until, source.in_force_from):
            yield Violation(source.id, "in_force_until", "is earlier than in_force_from; exchange or mend the dates")
        if source.published and is_before(source.checked, source.published):
            yield Violation(source.id, "checked", "is earlier than published; mend the dates")
    for event in records:
        if isinstance(event, Event) and event.until and is_before(event.until, event.date):
            yield Violation(event.id, "until", "is earlier than date; exchange or mend the dates")
    for development in records:
        if isinstance(development, Development) and is_before(development.date, REPORT):
            message = f"is before the report of {REPORT}; make it an event, which may be of any time"
            yield Violation(development.id, "date", message)
    for duty in records:
        if isinstance(duty, Duty) and (guidance := sources.get(duty.guidance)):
            for name in ("in_force_from", "in_force_until", "replaced_by"):
                if getattr(guidance, name) is None:
                    message = f"'{guidance.id}' has no {name}, which a replaced duty shows; add it to data/sources.yml"
                    yield Violation(duty.id, "guidance", message)
    earlier = {record.id: record for record in records if isinstance(record, Earlier)}
    for record in earlier.values():
        if old := next((id_ for id_ in record.came_back if id_ in earlier), None):
            message = f"'{old}' is of 2008 or 2009 too; name what came later, or make it related"
            yield Violation(record.id, "came_back", message)
    yield from _words_in_one_group([entry for entry in entries if isinstance(entry, Synonyms)])


def _unique(records: Iterable[Record], name: str) -> Iterator[Violation]:
    """Yield the later records of a kind whose value another has; texts that look alike are the same."""
    first: dict[tuple[str, Any], str] = {}
    for record in records:
        value = getattr(record, name)
        owner = first.setdefault((record.kind, fold(value) if isinstance(value, str) else value), record.id)
        if owner != record.id:
            yield Violation(record.id, name, f"'{value}' is the {name} of {owner} too; give each its own")


def _words_in_one_group(groups: Sequence[Synonyms]) -> Iterator[Violation]:
    first: dict[str, str] = {}
    for group in groups:
        for word in group.words:
            owner = first.setdefault(fold(word), group.id)
            if owner != group.id:
                yield Violation(group.id, "words", f"'{word}' is in {owner} too; leave it in one, or join the groups")
