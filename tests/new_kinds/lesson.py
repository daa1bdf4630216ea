"""Lessons of a course."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from knowledge.fields import AnyRef, Number, OneOf, Text
from knowledge.kinds.role import RoleRef
from knowledge.markdown import facts, join
from knowledge.record import SLUG, CitedRecord, View, id_field

STATES = {"draft": "Draft, not tried yet", "tried": "Tried with a class"}
"""How far a lesson has come, as pages show it."""


class Lesson(CitedRecord):
    """A lesson of a course, with what it rests on."""

    kind: ClassVar[str] = "lesson"
    plural: ClassVar[str] = "lessons"
    file: ClassVar[str] = "lessons.yml"
    name: ClassVar[str] = "Lessons"
    card: ClassVar[str] = "What is taught"
    prefix: ClassVar[str] = "lesson-"

    id: Annotated[str, id_field(rf"^lesson-{SLUG}$", "lesson-first-concern")]
    summary: Text = Field(description="What those who attend can do afterwards")
    minutes: Number = Field(description="How long it lasts")
    teaches: Annotated[list[AnyRef], Field(min_length=1)] = Field(description="The records on which it is built")
    roles: list[RoleRef] = Field(default=[], description="Those for whom it is made")
    status: Annotated[str, OneOf(STATES)] = Field(description="How far it has come")

    def shown(self) -> set[str]:
        """What it teaches, and for whom, stand in its body."""
        return {*self.teaches, *self.roles}

    def body(self, view: View) -> str:
        """Return what can be done afterwards, for whom it is and what it teaches."""
        return join(
            view.text(self.summary),
            facts(
                ("For", view.links(self.roles)),
                ("Lasts", f"{self.minutes} minutes"),
                ("Teaches", view.links(self.teaches)),
                ("State", STATES[self.status]),
            ),
        )

    def quoted(self, view: View) -> list[tuple[str, str]]:
        """Return for whom it is."""
        return [("For", view.links(self.roles))]
