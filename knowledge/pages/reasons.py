"""Why one record is listed with another: the field that links the two, in words."""

from __future__ import annotations

from collections.abc import Iterable

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
    found = []
    for other in related:
        field, side = _field(record, other), 0
        if not field:
            field, side = _field(other, record), 1
        rank = closest.index(field) if field else len(closest)
        found.append((rank, other, REASONS[field][side] if field else other.called()[0]))
    return [(other, reason) for _, other, reason in sorted(found, key=lambda item: item[0])]


def _field(record: Record, other: Record) -> str:
    """Return the first field of `REASONS` in which a record names another; nothing where none does."""
    return next((field for field in record.named.get(other.id, ()) if field in REASONS), "")
