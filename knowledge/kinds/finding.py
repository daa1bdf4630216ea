"""What the inspectors found, or were told."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, field_validator

from knowledge.fields import Label, Reference, Text
from knowledge.kinds.duty import DutyRef
from knowledge.kinds.recommendation import RecommendationRef
from knowledge.kinds.role import RoleRef
from knowledge.kinds.term import TermRef
from knowledge.record import SLUG, CitedRecord, cited_chapter, id_field
from knowledge.vocabulary import Area, Chapter

FindingRef = Annotated[str, Reference("finding")]


class Finding(CitedRecord):
    """One thing that the inspectors found, or were told."""

    kind: ClassVar[str] = "finding"
    plural: ClassVar[str] = "findings"
    file: ClassVar[str] = "findings.yml"

    id: Annotated[str, id_field(rf"^finding-{SLUG}$", "finding-fimu-without-tracker")]
    summary: Text = Field(description="What was found, with its words of quantity and praise or criticism")
    chapter: Chapter = Field(description="The chapter of the report that gives it")
    area: Area = Field(description="The part of Prevent work that it concerns")
    quantity: Literal["all", "most", "many", "some", "few", "two", "one", "none", "not stated"] = Field(
        description="How many forces or people it is about"
    )
    quantity_words: Label = Field(description="The report's own words of quantity; `not stated` where there are none")
    verdict: Literal["strength", "good practice", "mixed", "gap"] = Field(description="How the report judges it")
    said_by: Literal[
        "inspectors", "interviewees in forces", "partners", "interviewees in forces and partners", "not named"
    ] = Field(description="Who says so in the report")
    recommendations: list[RecommendationRef] = Field(default=[], description="Recommendations that follow from it")
    duties: list[DutyRef] = Field(default=[], description="Paragraphs and bullets of Annex A that it touches")
    terms: list[TermRef] = Field(default=[], description="Terms that help to read it")
    roles: list[RoleRef] = Field(default=[], description="Roles that it concerns")
    status: Literal["dated"] = Field(default="dated", description="A finding is of its time: 2018 to 2020")

    _chapter = field_validator("chapter")(cited_chapter)
