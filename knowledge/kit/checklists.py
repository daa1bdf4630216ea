"""Checklists of evidence, a form on each topic: to print and write on, or to fill in on a screen."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from knowledge.kinds.development import Development
from knowledge.kit import register, typeset
from knowledge.kit.fields import Field, fillable
from knowledge.kit.format import Format, Imprint, Material, Subject, topics
from knowledge.kit.register import Note, Point

TEMPLATE = "checklist.typ"

LEAD = (
    "Tick what you have seen, and say where, when and by which post. The choice of evidence is our suggestion. "
    "The expectations are drawn from the 2020 report, so ask what is true in your force today."
)

WARNING = (
    "Do not write names, cases, intelligence, CTLP content or protectively marked text. "
    "You cannot make a referral here. A completed checklist may itself be sensitive."
)

COLUMNS = {
    "seen": "Seen",
    "evidence": "Evidence to look for (our suggestion)",
    "where": "Where seen",
    "date": "Date",
    "post": "By which post",
}
"""The columns of each table; a screen reader calls a field by the name of its column."""


@dataclass(frozen=True)
class Checklist:
    """What a checklist asks."""

    imprint: Imprint
    title: str
    changes: tuple[Note, ...]
    points: tuple[Point, ...]


def inputs(subject: Subject, material: Material) -> Checklist:
    """Return the expectations on a topic with their evidence, and what has changed since 2020."""
    knowledge = material.knowledge
    changes = register.changes_of(register.expectations(subject, knowledge), knowledge)
    return Checklist(
        material.imprint(subject),
        f"{subject.title}: evidence to look for",
        register.notes(changes, material),
        register.expected(subject, material, changes),
    )


def make(checklist: Checklist) -> bytes:
    """Return the checklist as a PDF with a field for all that is to be filled in."""
    data = _filled(checklist)
    fields = [Field(**found) for found in typeset.query(TEMPLATE, data, "field")]
    return fillable(typeset.pdf(TEMPLATE, data), fields)


def _filled(checklist: Checklist) -> dict[str, Any]:
    """Return what the template shows."""
    return {
        **typeset.frame(checklist.imprint, "Checklist", checklist.title),
        **asdict(checklist),
        "lead": LEAD,
        "warning": WARNING,
        "columns": COLUMNS,
        "changes_title": Development.name,
    }


CHECKLIST = Format(
    key="checklist",
    name="Evidence checklist (PDF form)",
    about="A form with the evidence to look for on a topic, to print or to fill in on a screen.",
    suffix="-checklist.pdf",
    subjects=topics,
    inputs=inputs,
    make=make,
)
