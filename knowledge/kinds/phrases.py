"""What people type when they look for a record or a page. It is for the search alone and no page shows it."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, ValidationInfo, field_validator

from knowledge.fields import Label, ValidationContext, validation_error
from knowledge.record import SLUG, Entry, id_field

PAGE = "phrases-page-"
"""Begins the id of what leads to a heading of a page."""


class Phrases(Entry):
    """What people type when they look for a record or a page, in their own words. They are no facts, and never shown.

    `phrases-rec-1` leads to a record; `phrases-page-about-licence` to the heading of a page, by its anchor.
    """

    kind: ClassVar[str] = "phrases"
    plural: ClassVar[str] = "phrases"
    file: ClassVar[str] = "phrases.yml"
    prefix: ClassVar[str] = "phrases-"

    id: Annotated[str, id_field(rf"^phrases-{SLUG}$", "phrases-rec-1")]
    phrases: Annotated[list[Label], Field(min_length=1)] = Field(
        description="Words that people may type to find the entry or page"
    )

    @property
    def heading(self) -> str:
        """The anchor of the heading they lead to; empty where they lead to a record."""
        return self.id.removeprefix(PAGE) if self.id.startswith(PAGE) else ""

    @property
    def target(self) -> str:
        """The id of the record, or the anchor of the heading, that they lead to."""
        return self.heading or self.id.removeprefix(self.prefix)

    @field_validator("id")
    @classmethod
    def _leads_to_a_record(cls, value: str, info: ValidationInfo) -> str:
        if value.startswith(PAGE):  # its anchor is known once the pages are built
            return value
        record = value.removeprefix(cls.prefix)
        if isinstance(info.context, ValidationContext) and info.context.lacks(record):
            message = f"there is no record '{record}'; write the id of one after '{cls.prefix}', or remove the entry"
            raise validation_error("record", message)
        return value
