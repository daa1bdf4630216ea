"""The states of the site that were published under a day."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from knowledge.fields import Text, check_date, check_past, no_markup
from knowledge.record import Entry, id_field


class Edition(Entry):
    """A state of the site that was published under a day; its files are attached to the release of that day."""

    kind: ClassVar[str] = "edition"
    plural: ClassVar[str] = "editions"
    file: ClassVar[str] = "editions.yml"
    is_optional: ClassVar[bool] = False
    prefix: ClassVar[str] = "edition-"

    id: Annotated[str, id_field(r"^edition-[0-9]{4}-[0-9]{2}-[0-9]{2}$", "edition-2026-11-22")]
    reason: Annotated[Text, AfterValidator(no_markup)] = Field(
        description="Summary of what is new in the edition and why; readers see it as the reason for each new entry"
    )

    @field_validator("id")
    @classmethod
    def _day_exists(cls, id_: str, info: ValidationInfo) -> str:
        check_past(check_date(id_.removeprefix(f"{cls.kind}-")), info)
        return id_

    @property
    def day(self) -> str:
        """The day of the edition, from its id."""
        return self.id.removeprefix(f"{self.kind}-")
