"""Dated milestones."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from knowledge.fields import Date, Text
from knowledge.kinds.role import RoleRef
from knowledge.record import SLUG, CitedRecord, id_field


class Event(CitedRecord):
    """A dated milestone."""

    kind: ClassVar[str] = "event"
    plural: ClassVar[str] = "events"
    file: ClassVar[str] = "timeline.yml"

    id: Annotated[str, id_field(rf"^event-{SLUG}$", "event-report-published-2020")]
    date: Date = Field(description="When it was, as far as known; the beginning where it lasted")
    until: Date | None = Field(default=None, description="When it ended, where it lasted")
    summary: Text = Field(description="What happened")
    roles: list[RoleRef] = Field(default=[], description="Roles that had a part in it")
    status: Literal["dated"] = Field(default="dated", description="An event is of its time")
