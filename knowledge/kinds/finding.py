"""What the inspectors found, or were told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar, Self

from pydantic import Field, field_validator

from knowledge.citation import cited_chapter
from knowledge.fields import Label, OneOf, Reference, Text
from knowledge.kinds.duty import DutyRef
from knowledge.kinds.recommendation import RecommendationRef
from knowledge.kinds.role import RoleRef
from knowledge.kinds.term import TermRef
from knowledge.markdown import bullets, join, plain
from knowledge.record import SLUG, CitedRecord, View, grouped, id_field
from knowledge.vocabulary import AREAS, CHAPTERS, REGISTER

FindingRef = Annotated[str, Reference("finding")]

QUANTITIES = ("all", "most", "many", "some", "few", "two", "one", "none", "not stated")
"""How many a finding is about."""

VERDICTS = {
    "strength": "Positive",
    "good practice": "Good practice",
    "mixed": "Mixed",
    "neutral": "Neutral",
    "gap": "Gap",
}
"""What the report makes of a finding, as pages show it."""

SPEAKERS = {
    "inspectors": "inspectors",
    "interviewees in forces": "interviewees in forces",
    "partners": "partner organisations",
    "interviewees in forces and partners": "police and partner interviewees",
    "not named": "not stated in the report",
}
"""Who reported a finding, as pages show it."""


MOST_LISTED = 250
"""How many findings of a chapter the overview lists."""


class Finding(CitedRecord):
    """A single point that inspectors found or were told, according to the 2020 report."""

    kind: ClassVar[str] = "finding"
    plural: ClassVar[str] = "findings"
    file: ClassVar[str] = "findings.yml"
    is_optional: ClassVar[bool] = False
    name: ClassVar[str] = "Findings"
    card: ClassVar[str] = "What inspectors found"
    prefix: ClassVar[str] = "finding-"
    folder: ClassVar[str | None] = "findings"
    is_in_a_to_z: ClassVar[bool] = False
    unsaid: ClassVar[tuple[str, ...]] = (*CitedRecord.unsaid, "terms")

    id: Annotated[str, id_field(rf"^finding-{SLUG}$", "finding-fimu-without-tracker")]
    summary: Text = Field(description="Summary of what inspectors found or were told, in the tone of the report")
    chapter: Annotated[str, OneOf(CHAPTERS)] = Field(description="Chapter of the report that the finding is in")
    area: Annotated[str, OneOf(AREAS)] = Field(description="Topic of the finding")
    quantity: Annotated[str, OneOf(QUANTITIES)] = Field(
        description="Extent: how many forces or people the finding concerned"
    )
    quantity_words: Label = Field(
        description="Words in the report that show how widespread the finding was, or `not stated`"
    )
    verdict: Annotated[str, OneOf(VERDICTS)] = Field(
        description="Assessment of the finding in the report; pages show `strength` as positive"
    )
    said_by: Annotated[str, OneOf(SPEAKERS)] = Field(description="Who reported the finding, according to the report")
    recommendations: list[RecommendationRef] = Field(default=[], description="Recommendations that the finding led to")
    duties: list[DutyRef] = Field(
        default=[], description="Paragraphs and bullets of the 2015 guidance that the finding relates to"
    )
    terms: list[TermRef] = Field(default=[], description="Glossary entries that explain terms used in the finding")
    roles: list[RoleRef] = Field(default=[], description="Roles that the finding concerns")
    status: Annotated[str, OneOf(["dated"])] = Field(
        default="dated", description="Status: dated, because a finding describes forces as they were in 2018 to 2020"
    )

    _chapter = field_validator("chapter")(cited_chapter)

    @property
    def badge(self) -> str:
        """The word says how the report judges it."""
        return f"Finding · {self.badge_words}"

    @property
    def badge_words(self) -> str:
        """What the report makes of it, in a word or two."""
        return VERDICTS[self.verdict].lower()

    @property
    def badge_classes(self) -> tuple[str, ...]:
        """The shape shows the verdict."""
        return (self.verdict.replace(" ", "-"),)

    @classmethod
    def pages(cls, records: Sequence[Self]) -> dict[str, list[Self]]:
        """Those of an area stand together, in the order of the report."""
        return grouped(f"{cls.folder}", records, lambda record: record.area, AREAS)

    def _quantity(self) -> str:
        return "" if self.quantity_words == "not stated" else f"“{plain(self.quantity_words)}”"

    def body(self, view: View) -> str:
        """Return what was found, how it is judged, who says so and how many it is about."""
        return join(
            view.text(self.summary),
            f"Assessment: {VERDICTS[self.verdict].lower()}. Reported by: {SPEAKERS[self.said_by]}."
            f"{f' Extent: {self._quantity()}.' if self._quantity() else ''}"
            f" Report chapter: {self.chapter}.\n{{ .marks }}",
        )

    def quoted(self, view: View) -> list[tuple[str, str]]:
        """Return how it is judged, who says so and how many it is about."""
        return [
            ("Assessment", VERDICTS[self.verdict]),
            ("Reported by", SPEAKERS[self.said_by]),
            ("Extent", self._quantity()),
        ]

    @classmethod
    def group(cls, view: View, page: str) -> str:
        """Return the page of an area: its findings."""
        found = [record for record in view.knowledge.pages[page] if isinstance(record, cls)]
        area = found[0].area
        anchor = page.removeprefix(f"{cls.folder}/").removesuffix(".md")
        kept_up = [record for record in found if record.retired is None]
        return join(
            f"# {AREAS[area]}: what inspectors found {{ #findings-{anchor} }}",
            f"This page lists {cls.counted(len(kept_up))} on this topic, in the order of the 2020 report. Each shows"
            " who reported it and how widespread it was.",
            f"See [what is expected on this topic]({view.path_to(f'{REGISTER}/{area}.md')}).",
            view.sections(kept_up),
        )

    @classmethod
    def overview(cls, view: View) -> str:
        """Return the areas with their numbers of findings, and the findings chapter by chapter."""
        found = view.knowledge.of(cls)
        pages = [
            f"[{AREAS[area]}]({view.path_to(f'{cls.folder}/{area}.md')}) ({count})"
            for area in AREAS
            if (count := sum(f.area == area for f in found))
        ]
        parts = ["## Findings by topic { #findings-by-topic }", bullets(pages)]
        for chapter in CHAPTERS:
            told = [f for f in found if f.chapter == chapter]
            number = f"{cls.counted(len(told)).capitalize()} in this chapter of the report."
            anchor = f"findings-{chapter.lower()}"
            parts += [
                f"## {chapter} {{ #findings-in-{chapter.lower()} }}",
                # A chapter had a page of its own once; the page of an area may have its name.
                number if chapter.lower() in AREAS else view.formerly(anchor, number),
                bullets(f"{view.link(f.id)} ({f.badge_words})" for f in told[:MOST_LISTED]),
                f"The pages by topic list {len(told) - MOST_LISTED} more." if len(told) > MOST_LISTED else "",
            ]
        return join(*parts)
