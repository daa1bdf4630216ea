"""Rules across records: what is wrong between records that are each valid on their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from knowledge.fields import fold
from knowledge.record import Entry, Record, Violation


def violations(entries: Sequence[Entry]) -> Iterator[Violation]:
    """Yield what is wrong between these records and other entries."""
    find = {entry.id: entry for entry in entries if isinstance(entry, Record)}
    by_kind: dict[type[Entry], list[Entry]] = {}
    for entry in entries:
        by_kind.setdefault(type(entry), []).append(entry)
    for kind, own in by_kind.items():
        if "title" in kind.model_fields:
            yield from unique(own, "title")
        yield from kind.violations(own, find)


def unique(records: Sequence[Entry], name: str) -> Iterator[Violation]:
    """Yield where two records of a kind have the same value of a field; texts that look alike are the same."""
    first: dict[Any, str] = {}
    for record in records:
        value = getattr(record, name)
        owner = first.setdefault(fold(value) if isinstance(value, str) else value, record.id)
        if owner != record.id:
            yield Violation(record.id, name, f"'{value}' is the {name} of {owner} as well; give each its own")
