"""What has changed since March 2020."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from knowledge.fields import AnyRef, PastDate, Text
from knowledge.record import SLUG, CitedRecord, id_field


class Development(CitedRecord):
    """Something that has changed since March 2020, with its source and the day it was checked."""

    kind: ClassVar[str] = "development"
    plural: ClassVar[str] = "developments"
    file: ClassVar[str] = "developments.yml"

    id: Annotated[str, id_field(rf"^development-{SLUG}$", "development-guidance-replaced")]
    date: PastDate = Field(description="When it happened or was stated, as far as known")
    summary: Text = Field(description="What is known, and no more")
    note: Text = Field(description="The short note that the records it touches show")
    touches: Annotated[list[AnyRef], Field(min_length=1)] = Field(description="The records on which it bears")
    status: Literal["checked"] = Field(default="checked", description="It was checked on the day that its source gives")
