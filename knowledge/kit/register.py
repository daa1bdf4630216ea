"""What is expected on a topic, as handouts and checklists take it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.graph import Knowledge
from knowledge.kinds.development import Development
from knowledge.kinds.expectation import STATED_BY, Expectation
from knowledge.kinds.recommendation import DEADLINES, Recommendation
from knowledge.kit.format import Material, Subject
from knowledge.markdown import day
from knowledge.record import Record


@dataclass(frozen=True)
class Point:
    """A recommendation or expectation."""

    id: str
    title: str
    address: str
    text: str
    """Its summary."""
    marks: tuple[str, ...]
    """How firmly it is stated, of whom it is asked, and which of the changes since 2020 bear on it."""
    evidence: tuple[str, ...]
    """What could be looked for, in our view; of a recommendation, nothing."""


@dataclass(frozen=True)
class Note:
    """What has changed since 2020, in short, and where to read more."""

    text: str
    title: str
    address: str


def recommended(subject: Subject, material: Material, changes: Sequence[Development]) -> tuple[Point, ...]:
    """Return the recommendations on a topic, which refer to the changes by their number in this list."""
    records = recommendations(subject, material.knowledge)
    return tuple(_recommendation(record, material, changes) for record in records)


def expected(subject: Subject, material: Material, changes: Sequence[Development]) -> tuple[Point, ...]:
    """Return the expectations on a topic, the firmest first; they refer to the changes by their number in this list."""
    return tuple(_expectation(record, material, changes) for record in expectations(subject, material.knowledge))


def recommendations(subject: Subject, knowledge: Knowledge) -> list[Recommendation]:
    """Return the records of the recommendations on a topic."""
    return [record for record in knowledge.of(Recommendation) if record.area == _area(subject)]


def expectations(subject: Subject, knowledge: Knowledge) -> list[Expectation]:
    """Return the records of the expectations on a topic, the firmest first."""
    firmest = list(STATED_BY)
    on_it = [record for record in knowledge.of(Expectation) if record.area == _area(subject)]
    return sorted(on_it, key=lambda record: firmest.index(record.stated_by))


def changes_of(records: Iterable[Record], knowledge: Knowledge) -> list[Development]:
    """Return what has changed since 2020 for any of these records, in the order of the file."""
    touched = {record.id for record in records}
    return [change for change in knowledge.of(Development) if touched & set(change.touches)]


def notes(changes: Iterable[Development], material: Material) -> tuple[Note, ...]:
    """Return what has changed in short, each with where to read more."""
    return tuple(Note(change.note, *material.link(change.id)) for change in changes)


def _area(subject: Subject) -> str:
    return subject.id.removeprefix("topic-")


def _recommendation(record: Recommendation, material: Material, changes: Sequence[Development]) -> Point:
    return Point(
        record.id,
        record.display_title,
        material.address(record.id),
        record.summary,
        (
            "Numbered recommendation.",
            f"{record.owner_label}: {_titles(record.owners, material)}.",
            f"Deadline: {DEADLINES[record.deadline]}.",
            f"Outcome: {record.known_outcome} (checked {day(record.status_checked)}).",
            *_since(record.id, changes),
        ),
        (),
    )


def _expectation(record: Expectation, material: Material, changes: Sequence[Development]) -> Point:
    ours = " (our view)" if record.applies_to_is_ours else ""
    return Point(
        record.id,
        record.title,
        material.address(record.id),
        record.summary,
        (
            f"{STATED_BY[record.stated_by]}: “{record.wording}”.",
            f"Applies to: {_titles(record.applies_to, material)}{ours}.",
            *(["For force Prevent leads: yes (our view)."] if record.faces_force_lead else []),
            *([f"Extent: {record.quantity}."] if record.quantity != "not stated" else []),
            *_since(record.id, changes),
        ),
        tuple(record.evidence),
    )


def _since(id_: str, changes: Sequence[Development]) -> list[str]:
    """Return a reference to the changes that bear on a record."""
    numbers = [str(number) for number, change in enumerate(changes, 1) if id_ in change.touches]
    return [f"Since 2020: see {'change' if len(numbers) == 1 else 'changes'} {', '.join(numbers)}."] if numbers else []


def _titles(ids: Iterable[str], material: Material) -> str:
    return "; ".join(material.knowledge[id_].display_title for id_ in ids)
