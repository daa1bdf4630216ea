"""Measures and recommendations of 2008 and 2009."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from knowledge.fields import AnyRef, Date, Text
from knowledge.kinds.role import RoleRef
from knowledge.record import SLUG, CitedRecord, id_field


class Earlier(CitedRecord):
    """A measure or recommendation of 2008 or 2009, from before the report of 2020."""

    kind: ClassVar[str] = "earlier"
    plural: ClassVar[str] = "earlier"
    file: ClassVar[str] = "earlier.yml"

    id: Annotated[str, id_field(rf"^earlier-(2008|2009)-{SLUG}$", "earlier-2008-174-1")]
    work: Literal["2008 exercise", "2009 report", "2009 release"] = Field(description="The work in which it stands")
    summary: Text = Field(description="What it proposes, suggests or recommends, of whom and by when")
    applies_to: list[RoleRef] = Field(default=[], description="Those whom it names")
    due: Date | None = Field(default=None, description="By when, where it says so")
    came_back: list[AnyRef] = Field(
        default=[], description="This site's reading: records of 2020 that take up the same concern"
    )
    reading: Text | None = Field(default=None, description="This site's reading: in what way it came back, or did not")
    status: Literal["historical"] = Field(default="historical", description="It is of 2008 or 2009")
