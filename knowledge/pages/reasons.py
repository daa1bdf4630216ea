"""Why one record is listed with another: the field that links the two, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from knowledge.record import Record

REASONS = {
    "recommendations": ("recommendation on this", "relates to this recommendation"),
    "findings": ("finding behind this", "is based on this finding"),
    "owners": ("was asked to act", "recommendation for this role"),
    "applies_to": ("applies to this role", "applies to this role"),
    "came_back": ("same concern in 2020", "same concern in 2008 or 2009"),
    "replaced_by": ("replaced this", "was replaced by this"),
    "successor": ("replaced this", "was replaced by this"),
    "related": ("read alongside", "read alongside"),
    "touches": ("affected by this", "has changed this since 2020"),
    "duties": ("2015 guidance on this", "relates to this paragraph"),
    "disciplines": ("discipline concerned", "relates to this discipline"),
    "roles": ("role concerned", "concerns this role"),
    "records": ("is used here", "uses this entry"),
    "module": ("tested after this", "tests this"),
    "terms": ("term used here", "uses this term"),
}
"""For each field, the closest link first: how a record lists what it names there, and how that lists the record."""


def with_reasons(record: Record, related: Iterable[Record]) -> list[tuple[Record, str]]:
    """Return the related records, the closest first, each with the reason for the link."""
    closest = list(REASONS)
    found = [(other, *_link(record, other)) for other in related]
    found.sort(key=lambda item: closest.index(item[1]) if item[1] in closest else len(closest))
    return [(other, reason) for other, _, reason in found]


def _link(record: Record, other: Record) -> tuple[str, str]:
    """Return the field that links two records, and what the first says of the link."""
    for named, by, side in ((other.id, record, 0), (record.id, other, 1)):
        for field in _fields(by.model_dump(exclude={"id", "sources"}), named):
            if field in REASONS:
                return field, REASONS[field][side]
    return "", other.called()[0]


def _fields(value: Any, id_: str, field: str = "") -> Iterator[str]:
    """Yield the fields, however deep, that hold an id."""
    if value == id_:
        yield field
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _fields(inner, id_, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _fields(inner, id_, field)
