"""Rules across records: what is wrong between records that are each valid on their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from knowledge.record import Record, Violation


def violations(records: Sequence[Record]) -> Iterator[Violation]:
    """Yield what is wrong between these records."""
    find = {record.id: record for record in records}
    by_kind: dict[type[Record], list[Record]] = {}
    for record in records:
        by_kind.setdefault(type(record), []).append(record)
    for kind, own in by_kind.items():
        yield from unique(own, "title")
        yield from kind.violations(own, find)


def unique(records: Sequence[Record], name: str) -> Iterator[Violation]:
    """Yield where two records of a kind have the same value of a field."""
    first: dict[Any, str] = {}
    for record in records:
        value = getattr(record, name)
        owner = first.setdefault(value, record.id)
        if owner != record.id:
            yield Violation(record.id, name, f"'{value}' is the {name} of {owner} too; give each its own")
