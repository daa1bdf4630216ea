"""Offices, bodies and posts that the sources name."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from knowledge.fields import Label, Reference, Text
from knowledge.record import SLUG, CitedRecord, id_field

RoleRef = Annotated[str, Reference("role")]


class Role(CitedRecord):
    """An office, body or post that the sources name."""

    kind: ClassVar[str] = "role"
    plural: ClassVar[str] = "roles"
    file: ClassVar[str] = "roles.yml"

    id: Annotated[str, id_field(rf"^role-{SLUG}$", "role-force-prevent-lead")]
    summary: Text = Field(description="Who it is and what the sources say it does")
    level: Literal["national", "regional", "force", "local"] = Field(description="Where it acts")
    other_names: list[Label] = Field(default=[], description="Other names that the sources or readers give it")
    status: Literal["active"] = Field(default="active", description="Whether the record is kept up")
