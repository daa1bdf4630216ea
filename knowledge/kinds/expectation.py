"""What the report expects, or implies by a weakness that it names."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from knowledge.fields import Label, Text
from knowledge.kinds.duty import DutyRef
from knowledge.kinds.finding import FindingRef
from knowledge.kinds.recommendation import RecommendationRef
from knowledge.kinds.role import RoleRef
from knowledge.kinds.term import TermRef
from knowledge.record import SLUG, CitedRecord, id_field
from knowledge.vocabulary import Area


class Expectation(CitedRecord):
    """What the report says that forces, leads or partners should do, or implies by a weakness it names."""

    kind: ClassVar[str] = "expectation"
    plural: ClassVar[str] = "expectations"
    file: ClassVar[str] = "expectations.yml"

    id: Annotated[str, id_field(rf"^expectation-{SLUG}$", "expectation-feedback-on-referrals")]
    summary: Text = Field(description="What is expected, of whom, as strongly as the report puts it")
    area: Area = Field(description="The part of Prevent work that it concerns")
    strength: Literal["recommendation", "expectation", "implied"] = Field(
        description="`recommendation`: the inspectors recommend it; `expectation`: they say that it should be, or that "
        "they believe it; `implied`: they name a weakness and leave the remedy to the reader"
    )
    wording: Label = Field(description="The words of the report that carry the strength, at most a few")
    quantity: Label = Field(
        description="The words of quantity around it in the report; `not stated` where there are none"
    )
    applies_to: Annotated[list[RoleRef], Field(min_length=1)] = Field(description="Those on whom it is")
    faces_force_lead: bool = Field(
        description="This site's view: whether the force's Prevent lead is the one to act on it"
    )
    good: list[Text] = Field(default=[], description="What good looks like, according to the report")
    poor: list[Text] = Field(default=[], description="What poor looks like, according to the report")
    evidence: Annotated[list[Text], Field(min_length=1)] = Field(
        description="This site's suggestion, not the report's: evidence to look for in one's own force"
    )
    findings: list[FindingRef] = Field(default=[], description="Findings behind it")
    recommendations: list[RecommendationRef] = Field(default=[], description="Recommendations that it touches")
    duties: list[DutyRef] = Field(default=[], description="Paragraphs and bullets of Annex A that it touches")
    terms: list[TermRef] = Field(default=[], description="Terms that help to read it")
    roles: list[RoleRef] = Field(default=[], description="Roles that it concerns beside those on whom it is")
    status: Literal["active"] = Field(default="active", description="Whether the record is kept up")
