"""The documents on which records rest."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from knowledge.fields import Address, Date, Label, PastDate, Text
from knowledge.record import SLUG, Citation, Heading, Record, SourceRef, id_field


class Source(Record):
    """A document on which records rest."""

    kind: ClassVar[str] = "source"
    plural: ClassVar[str] = "sources"
    file: ClassVar[str] = "sources.yml"

    id: Annotated[str, id_field(rf"^source-{SLUG}$", "source-hmicfrs-2020")]
    summary: Text = Field(description="What it is and what it is used for here")
    publisher: Label = Field(description="Who published it")
    published: Date | None = Field(description="When it was published, as far as known; null when it is not")
    address: Address = Field(description="Where a reader can open it")
    checked: PastDate = Field(description="The day on which what is stated of it was last checked")
    seen: Text = Field(description="What of it was read: the whole, a part, a reprint")
    in_force_from: Date | None = Field(default=None, description="For guidance: since when it applied")
    in_force_until: Date | None = Field(default=None, description="For guidance: the last day on which it applied")
    replaced_by: SourceRef | None = Field(default=None, description="The source that replaced it")
    seed: Annotated[str, Field(pattern=r"^[0-9a-z_]+\.txt$", examples=["000_3723ac76922ad81c.txt"])] | None = Field(
        default=None, description="The file name of the stored text from which its records were made"
    )
    headings: Annotated[list[Heading], Field(min_length=1)] = Field(description="Its headings, in order")
    status: Literal["active"] = Field(default="active", description="Whether the record is kept up")

    @property
    def sources(self) -> list[Citation]:
        """A source rests on itself: on its own first heading."""
        return [Citation(document=self.id, heading=self.headings[0].text)]
