"""The police part of the statutory guidance of 2015, paragraph by paragraph."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, ValidationInfo, computed_field, field_validator

from knowledge.fields import Part, Reference, Text, ValidationContext, validation_error
from knowledge.kinds.role import RoleRef
from knowledge.record import Citation, CitedRecord, SourceRef, id_field

DutyRef = Annotated[str, Reference("duty")]


class Statement(Part):
    """One thing that a paragraph or bullet of the guidance says, with its force and its addressees."""

    text: Text = Field(description="What it says, restated")
    strength: Literal["must", "will", "should", "expect", "may include", "states"] = Field(
        description="The verb that carries it in the guidance; `states` where it only describes"
    )
    applies_to: Annotated[list[RoleRef], Field(min_length=1)] = Field(
        description="Those whom it addresses or describes"
    )


class Duty(CitedRecord):
    """A paragraph of Annex A, or a bullet of one: the police part of the statutory guidance of 2015."""

    kind: ClassVar[str] = "duty"
    plural: ClassVar[str] = "duties"
    file: ClassVar[str] = "duties.yml"

    id: Annotated[str, id_field(r"^duty-[1-9]\d\d(-[1-9]\d*)?$", "duty-137", "duty-141-1")]
    guidance: SourceRef = Field(
        description="The guidance that it belongs to; says when it applied and what replaced it"
    )
    statements: Annotated[list[Statement], Field(min_length=1)] = Field(
        description="What it says, sentence by sentence"
    )
    roles: list[RoleRef] = Field(default=[], description="Roles named in it beside those it is on")
    status: Literal["replaced"] = Field(description="Whether the text still applies")

    @computed_field(description="The number of the paragraph, from the id")  # type: ignore[prop-decorator]
    @property
    def paragraph(self) -> int:
        return int(self.id.split("-")[1])

    @computed_field(description="Which bullet of the paragraph it is, from the id; null for the paragraph itself")  # type: ignore[prop-decorator]
    @property
    def bullet(self) -> int | None:
        parts = self.id.split("-")
        return int(parts[2]) if len(parts) == 3 else None

    @computed_field(description="Its statements in one text")  # type: ignore[prop-decorator]
    @property
    def summary(self) -> str:
        return " ".join(statement.text for statement in self.statements)

    @field_validator("sources")
    @classmethod
    def _cites_its_own_place(cls, sources: list[Citation], info: ValidationInfo) -> list[Citation]:
        if "id" in info.data and isinstance(info.context, ValidationContext):
            numbers = [int(part) for part in info.data["id"].split("-")[1:]]
            cited = [[n for n in (source.paragraph, source.bullet) if n is not None] for source in sources]
            if numbers not in cited:
                place = f"paragraph {numbers[0]}" + (f", bullet {numbers[1]}" if len(numbers) > 1 else "")
                raise validation_error("own_place", f"cites another place than its id names; cite {place}")
            paragraph = f"duty-{numbers[0]}"
            if info.context.lacks(paragraph):
                raise validation_error(
                    "own_place", f"its paragraph '{paragraph}' has no record; add one to data/{cls.file}"
                )
        return sources
