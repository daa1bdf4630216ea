"""Dated milestones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field

from knowledge.charts import timeline
from knowledge.fields import Date, OneOf, Text, is_before
from knowledge.kinds.role import RoleRef
from knowledge.markdown import day, join
from knowledge.record import SLUG, CitedRecord, Record, Records, View, Violation, id_field


class Event(CitedRecord):
    """A dated event in the history of police work on Prevent."""

    kind: ClassVar[str] = "event"
    plural: ClassVar[str] = "events"
    file: ClassVar[str] = "timeline.yml"
    is_optional: ClassVar[bool] = False
    name: ClassVar[str] = "Timeline"
    words: ClassVar[tuple[str, str]] = ("date in the timeline", "dates in the timeline")
    card: ClassVar[str] = "What happened when"
    prefix: ClassVar[str] = "event-"

    id: Annotated[str, id_field(rf"^event-{SLUG}$", "event-report-published-2020")]
    date: Date = Field(
        description="Date of the event, as precisely as we know it, or its first day if it lasted longer"
    )
    until: Date | None = Field(default=None, description="Last day of the event, if it lasted more than a day")
    summary: Text = Field(description="Summary of what happened")
    roles: list[RoleRef] = Field(default=[], description="Roles and organisations involved in the event")
    status: Annotated[str, OneOf(["dated"])] = Field(default="dated", description="Status: a dated event")

    @classmethod
    def violations(cls, records: Sequence[Self], find: Mapping[str, Record]) -> Iterator[Violation]:
        """Yield an event that ended before it began."""
        for event in records:
            if event.until and is_before(event.until, event.date):
                yield Violation(event.id, "until", "is earlier than date; swap or correct the dates")

    def _when(self) -> str:
        return f"{day(self.date)} to {day(self.until)}" if self.until else day(self.date)

    def body(self, view: View) -> str:
        """Return when it was, and what happened."""
        return join(f"**{self._when()}**", view.text(self.summary))

    def quoted(self, view: View) -> list[tuple[str, str]]:
        """Return when it was."""
        return [("When", self._when())]

    @classmethod
    def in_order(cls, records: Sequence[Self]) -> list[Self]:
        """The oldest first."""
        return sorted(records, key=lambda event: event.date)

    @classmethod
    def pictures(cls, knowledge: Records) -> dict[str, Callable[[View], str]]:
        """Return the line down the years."""
        return {
            "timeline": lambda view: timeline(
                "Timeline of Prevent events in our sources",
                ((e._when(), e.title, f"#{e.id}") for e in cls.kept_up_on(view, cls.overview_page())),
            )
        }

    def thing(self, knowledge: Records, address: str) -> dict[str, Any]:
        """Return it as an event with its dates."""
        return {"@type": "Event", "startDate": self.date, "endDate": self.until}
