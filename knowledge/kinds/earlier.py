"""Measures and recommendations from 2008 and 2009."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, ClassVar, Self

from pydantic import Field

from knowledge.fields import AnyRef, Date, OneOf, Text
from knowledge.kinds.role import RoleRef
from knowledge.markdown import day, facts, join, plain
from knowledge.record import SLUG, CitedRecord, Record, View, Violation, id_field

WORKS = ("2008 exercise", "2009 report", "2009 release")
"""The earlier works of the inspectorate on Prevent."""


class Earlier(CitedRecord):
    """A measure, finding or recommendation about Prevent from 2008 or 2009."""

    kind: ClassVar[str] = "earlier"
    plural: ClassVar[str] = "earlier"
    file: ClassVar[str] = "earlier.yml"
    is_optional: ClassVar[bool] = False
    name: ClassVar[str] = "Earlier inspections: 2008 and 2009"
    card: ClassVar[str] = "Earlier inspections: 2008 and 2009"
    words: ClassVar[tuple[str, str]] = (
        "earlier recommendation or finding",
        "earlier recommendations and findings",
    )
    most_on_a_page: ClassVar[int] = 50
    prefix: ClassVar[str] = "earlier-"

    id: Annotated[str, id_field(rf"^earlier-(2008|2009)-{SLUG}$", "earlier-2008-174-1")]
    work: Annotated[str, OneOf(WORKS)] = Field(description="Publication that the entry comes from")
    summary: Text = Field(description="Summary of what was proposed or recommended, who was asked to do it and by when")
    applies_to: list[RoleRef] = Field(
        default=[], description="Roles and organisations that the recommendation or finding applied to"
    )
    due: Date | None = Field(default=None, description="Deadline, if there is one")
    came_back: list[AnyRef] = Field(
        default=[], description="Entries about the 2020 report that raise the same concern, in our reading"
    )
    reading: Text | None = Field(
        default=None, description="Our reading of whether, and how, the concern came up again in 2020"
    )
    status: Annotated[str, OneOf(["historical"])] = Field(
        default="historical", description="Status: historical, from 2008 or 2009"
    )

    @classmethod
    def violations(cls, records: Sequence[Self], find: Mapping[str, Record]) -> Iterator[Violation]:
        """Yield a demand that came back in one of its own time."""
        own = {record.id for record in records}
        for record in records:
            if old := next((id_ for id_ in record.came_back if id_ in own), None):
                message = f"'{old}' is also from 2008 or 2009; name a later entry, or put it in related"
                yield Violation(record.id, "came_back", message)

    @property
    def badge(self) -> str:
        """The word says that it is from before the report."""
        return f"Earlier inspection · {self.work[:4]}"

    def shown(self) -> set[str]:
        """What took it up again and those whom it names stand in its body."""
        return {*self.came_back, *self.applies_to}

    def body(self, view: View) -> str:
        """Return what was proposed, of whom and by when, and whether it came back in 2020."""
        return join(
            view.text(self.summary),
            facts(
                ("From", self.work),
                ("Applies to", view.links(self.applies_to)),
                ("Deadline", day(self.due) if self.due else ""),
                ("What happened by 2020 (our reading)", plain(self.reading or "")),
                ("Came up again in", view.links(self.came_back)),
            ),
        )

    def quoted(self, view: View) -> list[tuple[str, str]]:
        """Return in which work it stands, and whom it names."""
        return [("From", self.work), ("Applies to", view.links(self.applies_to))]
