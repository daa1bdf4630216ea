"""The eight recommendations of the 2020 report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field, ValidationInfo, computed_field, field_validator

from knowledge.citation import SourceRef, cited_chapter
from knowledge.fields import Label, OneOf, Part, PastDate, Reference, Text, validation_error
from knowledge.kinds.discipline import DisciplineRef
from knowledge.kinds.duty import DutyRef
from knowledge.kinds.role import RoleRef
from knowledge.markdown import bullets, day, facts, join, plain, table
from knowledge.record import CitedRecord, Records, View, id_field
from knowledge.vocabulary import AREAS, FORCE_LEAD, REGISTER

RecommendationRef = Annotated[str, Reference("recommendation")]


DEADLINES = {"immediate": "With immediate effect (March 2020)", "2020-06": "By June 2020"}
"""When a recommendation fell due, as pages show it."""

CHAPTERS_OF_RECOMMENDATIONS = ("Capability", "Consistency", "Communication")

OUTCOMES = {
    "unknown": "Not known. We found no published evidence that it was completed",
    "reported done": "Reported as done",
    "reported done in part": "Reported as done in part",
    "superseded": "Superseded",
}
"""What is publicly known of the outcome of a recommendation, as pages show it."""


class Outcome(Part):
    """What has been published about the outcome of a recommendation."""

    says: Text = Field(description="Summary of the outcome that was reported")
    by: Label = Field(description="Person or body that reported the outcome")
    day: PastDate = Field(description="Date the outcome was reported, as precisely as we know it")
    source: SourceRef = Field(description="Source that reports the outcome")


class Difference(Part):
    """The two ways in which the report words one recommendation."""

    summary_says: Text = Field(description="Wording of the recommendation in the report’s Summary")
    body_says: Text = Field(description="Wording of the recommendation in the chapter")
    meaning: Text = Field(description="Our view of whether the difference matters, and which wording we follow")


class Recommendation(CitedRecord):
    """One of the eight recommendations of the 2020 report."""

    kind: ClassVar[str] = "recommendation"
    plural: ClassVar[str] = "recommendations"
    file: ClassVar[str] = "recommendations.yml"
    is_optional: ClassVar[bool] = False
    name: ClassVar[str] = "Recommendations (March 2020)"
    card: ClassVar[str] = "Recommendation"
    prefix: ClassVar[str] = "rec-"
    folder: ClassVar[str | None] = "recommendations"
    has_own_pages: ClassVar[bool] = True
    asks: ClassVar[Mapping[str, str]] = {"recommendations-it-was-asked-to-carry-out": "Recommendations for this role"}
    unsaid: ClassVar[tuple[str, ...]] = (*CitedRecord.unsaid, "status_checked")

    id: Annotated[str, id_field(r"^rec-[1-9]\d*$", "rec-3")]
    summary: Text = Field(description="Summary of what inspectors recommended, who should do it and by when")
    owners: Annotated[list[RoleRef], Field(min_length=1)] = Field(
        description="Owners: the roles asked to carry out the recommendation, jointly if there are several"
    )
    deadline: Annotated[str, OneOf(DEADLINES)] = Field(
        description="Deadline: `immediate` (with immediate effect) or `2020-06` (by June 2020)"
    )
    chapter: Annotated[str, OneOf(CHAPTERS_OF_RECOMMENDATIONS)] = Field(
        description="Chapter of the report that the recommendation is in"
    )
    area: Annotated[str, OneOf(AREAS)] = Field(description="Topic of the recommendation")
    contents: Annotated[list[Text], Field(min_length=1)] = Field(description="Details of what was asked for")
    reasons: Annotated[list[Text], Field(min_length=1)] = Field(
        description="Inspectors’ reasons for the recommendation"
    )
    difference: Difference | None = Field(
        default=None, description="Difference between the wording in the Summary and in the chapter, if there is one"
    )
    disciplines: list[DisciplineRef] = Field(
        default=[], description="Public protection disciplines that the recommendation concerns"
    )
    duties: list[DutyRef] = Field(
        default=[], description="Paragraphs and bullets of the 2015 guidance that the recommendation relates to"
    )
    roles: list[RoleRef] = Field(default=[], description="Other roles that the recommendation concerns")
    status: Annotated[str, OneOf(OUTCOMES)] = Field(
        description="Outcome of the recommendation, as far as is publicly known"
    )
    outcome: Outcome | None = Field(
        default=None,
        validate_default=True,
        description="Details of the reported outcome, left out if `status` is `unknown`",
    )
    status_checked: PastDate = Field(description="Date we last looked for an outcome")

    _chapter = field_validator("chapter")(cited_chapter)

    @computed_field(description="Number of the recommendation in the report")  # type: ignore[prop-decorator]
    @property
    def number(self) -> int:
        """Its number in the report."""
        return int(self.id.removeprefix("rec-"))

    @field_validator("outcome")
    @classmethod
    def _outcome_is_told(cls, outcome: Outcome | None, info: ValidationInfo) -> Outcome | None:
        status = info.data.get("status")
        if status == "unknown" and outcome:
            raise validation_error("outcome", "gives an outcome, but status is unknown; change one of the two")
        if status not in (None, "unknown") and not outcome:
            raise validation_error("outcome", f"is missing; status is '{status}': say who reports it, where and when")
        return outcome

    @property
    def display_title(self) -> str:
        """Its number and its title."""
        return f"Recommendation {self.number}: {self.title}"

    @property
    def search_text(self) -> list[str]:
        """What was asked for, and why."""
        return [self.summary, *self.contents, *self.reasons]

    def shown(self) -> set[str]:
        """Its owners stand in its body."""
        return set(self.owners)

    def asked_of(self, role: str) -> tuple[str, ...]:
        """It is asked of its owners."""
        return tuple(self.asks) if role in self.owners else ()

    @property
    def faces_force_lead(self) -> bool:
        """Whether the force's Prevent lead is an owner."""
        return FORCE_LEAD in self.owners

    def body(self, view: View) -> str:
        """Return what is asked, of whom and by when, and why."""
        difference = ""
        if self.difference:
            difference = join(
                f"## The report words this recommendation in two ways {{ #{self.id}-wordings }}",
                facts(
                    ("In the Summary", plain(self.difference.summary_says)),
                    (f"In the {self.chapter} chapter", plain(self.difference.body_says)),
                    ("Our view", plain(self.difference.meaning)),
                ),
            )
        return join(
            view.lead(self.summary),
            facts(
                (self.owner_label, view.links(self.owners)),
                ("Deadline", DEADLINES[self.deadline]),
                ("Report chapter", self.chapter),
                ("Topic", area_link(self.area, view)),
                ("Outcome", self._outcome(view)),
            ),
            f"## What was asked for {{ #{self.id}-contents }}",
            bullets(view.text(text) for text in self.contents),
            f"## Why inspectors recommended this {{ #{self.id}-why }}",
            bullets(view.text(text) for text in self.reasons),
            difference,
        )

    def last_checked(self, knowledge: Records) -> str:
        """Return when we last looked for an outcome."""
        return self.status_checked

    @property
    def owner_label(self) -> str:
        """What its owners are called."""
        return "Joint owners" if len(self.owners) > 1 else "Owner"

    @property
    def known_outcome(self) -> str:
        """What is publicly known of its outcome: in a few words, and what was reported by whom."""
        words = OUTCOMES[self.status]
        return words if not (told := self.outcome) else f"{words}. {told.by}, {day(told.day)}: {told.says}"

    def _outcome(self, view: View) -> str:
        source = f" {view.link(self.outcome.source)}" if self.outcome else ""
        return f"{plain(self.known_outcome)}{source} (checked {day(self.status_checked)})"

    @classmethod
    def overview(cls, view: View) -> str:
        """Return a table of all recommendations."""
        rows = [
            (str(r.number), view.link(r.id, r.title), view.links(r.owners), DEADLINES[r.deadline], r.chapter)
            for r in view.knowledge.of(cls)
        ]
        return table(("No.", "Recommendation", "Owners", "Deadline", "Chapter"), rows)

    def quoted(self, view: View) -> list[tuple[str, str]]:
        """Return that it is a recommendation, of whom it is asked, and by when."""
        return [
            ("How firmly it is stated", "Numbered recommendation"),
            (self.owner_label, view.links(self.owners)),
            ("Deadline", DEADLINES[self.deadline]),
        ]


def area_link(area: str, view: View) -> str:
    """Return a link to a topic in the list of expectations."""
    return f"[{AREAS[area]}]({view.path_to(f'{REGISTER}/index.md')}#area-{area})"
