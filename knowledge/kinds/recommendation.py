"""The eight recommendations of the report of March 2020."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, computed_field, field_validator

from knowledge.fields import Part, PastDate, Reference, Text
from knowledge.kinds.discipline import DisciplineRef
from knowledge.kinds.duty import DutyRef
from knowledge.kinds.role import RoleRef
from knowledge.record import CitedRecord, cited_chapter, id_field
from knowledge.vocabulary import Area

RecommendationRef = Annotated[str, Reference("recommendation")]


class Difference(Part):
    """Where the report words one recommendation in two ways."""

    summary_says: Text = Field(description="How the Summary has it")
    body_says: Text = Field(description="How the chapter has it")
    meaning: Text = Field(description="This site's view of whether the difference matters, and which it follows")


class Recommendation(CitedRecord):
    """One of the eight recommendations of the report of March 2020."""

    kind: ClassVar[str] = "recommendation"
    plural: ClassVar[str] = "recommendations"
    file: ClassVar[str] = "recommendations.yml"

    id: Annotated[str, id_field(r"^rec-[1-9]\d*$", "rec-3")]
    summary: Text = Field(description="What is asked, of whom and by when, in one sentence")
    owners: Annotated[list[RoleRef], Field(min_length=1)] = Field(
        description="Those asked to do it; all are joint owners"
    )
    deadline: Literal["immediate", "2020-06"] = Field(
        description="When it falls due: `immediate` (with immediate effect) or `2020-06` (by June 2020)"
    )
    chapter: Literal["Capability", "Consistency", "Communication"] = Field(description="The chapter that makes it")
    area: Area = Field(description="The part of Prevent work that it concerns")
    contents: Annotated[list[Text], Field(min_length=1)] = Field(description="Of what the result should consist")
    reasons: Annotated[list[Text], Field(min_length=1)] = Field(description="The findings that led to it")
    difference: Difference | None = Field(default=None, description="Where summary and body word it differently")
    disciplines: list[DisciplineRef] = Field(default=[], description="Disciplines of public protection that it touches")
    duties: list[DutyRef] = Field(default=[], description="Paragraphs and bullets of Annex A that it touches")
    roles: list[RoleRef] = Field(default=[], description="Roles beside the owners whom it concerns")
    status: Literal["unknown"] = Field(description="What is publicly known of its outcome")
    status_checked: PastDate = Field(description="The day on which its outcome was last looked for")

    _chapter = field_validator("chapter")(cited_chapter)

    @computed_field(description="Its number in the report, from the id")  # type: ignore[prop-decorator]
    @property
    def number(self) -> int:
        return int(self.id.removeprefix("rec-"))
