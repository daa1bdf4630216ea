"""The core disciplines of public protection, and the one that the report proposed to add."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from knowledge.fields import Number, Reference, Text
from knowledge.kinds.role import RoleRef
from knowledge.record import SLUG, CitedRecord, id_field

DisciplineRef = Annotated[str, Reference("discipline")]


class Discipline(CitedRecord):
    """A core discipline of public protection, or the one that the report proposed to add."""

    kind: ClassVar[str] = "discipline"
    plural: ClassVar[str] = "disciplines"
    file: ClassVar[str] = "disciplines.yml"

    id: Annotated[str, id_field(rf"^discipline-{SLUG}$", "discipline-child-abuse")]
    number: Number = Field(description="Its place in the report's list; 14 for the proposed one")
    status: Literal["core", "proposed"] = Field(description="Its standing in the report, in March 2020")
    report_says: Text = Field(description="What the report states about it: nothing but the report's facts")
    summary: Text = Field(description="This site's explanation: what the discipline covers")
    meets: Text = Field(
        description="This site's explanation: how vulnerability to radicalisation can meet it in a case"
    )
    roles: list[RoleRef] = Field(default=[], description="Roles that it concerns")
