"""What people type when they look for a record. It is for the search alone and no page shows it."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, ValidationInfo, field_validator

from knowledge.fields import Label, ValidationContext, validation_error
from knowledge.record import SLUG, Entry, id_field


class Phrases(Entry):
    """What people type when they look for a record, in their own words. They are not facts, and are never shown."""

    kind: ClassVar[str] = "phrases"
    plural: ClassVar[str] = "phrases"
    file: ClassVar[str] = "phrases.yml"
    prefix: ClassVar[str] = "phrases-"

    id: Annotated[str, id_field(rf"^phrases-{SLUG}$", "phrases-rec-1")]
    phrases: Annotated[list[Label], Field(min_length=1)] = Field(
        description="Words that someone looking for the record may type"
    )

    @property
    def record(self) -> str:
        """The id of the record they lead to."""
        return self.id.removeprefix(self.prefix)

    @field_validator("id")
    @classmethod
    def _leads_to_a_record(cls, value: str, info: ValidationInfo) -> str:
        record = value.removeprefix(cls.prefix)
        if isinstance(info.context, ValidationContext) and info.context.lacks(record):
            message = f"there is no record '{record}'; write the id of one after '{cls.prefix}', or remove the entry"
            raise validation_error("record", message)
        return value
