"""What the inspectors found, or were told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, ClassVar, Self

from pydantic import Field, field_validator

from knowledge.charts import bars
from knowledge.citation import cited_chapter
from knowledge.fields import Label, OneOf, Reference, Text
from knowledge.kinds.duty import DutyRef
from knowledge.kinds.recommendation import RecommendationRef
from knowledge.kinds.role import RoleRef
from knowledge.kinds.term import TermRef
from knowledge.markdown import bullets, inline, join, number_of, plain, table
from knowledge.record import SLUG, CitedRecord, Records, View, grouped, id_field
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
"""How the report judges what was found, as pages show it."""

SPEAKERS = {
    "inspectors": "the inspectors",
    "interviewees in forces": "interviewees in forces",
    "partners": "partners of the police",
    "interviewees in forces and partners": "interviewees in forces and partners of the police",
    "not named": "somebody whom the report does not name",
}
"""Who says what a finding tells, as pages show it."""


class Finding(CitedRecord):
    """One thing that the inspectors found, or were told."""

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
    summary: Text = Field(description="What was found, with its words of quantity and praise or criticism")
    chapter: Annotated[str, OneOf(CHAPTERS)] = Field(description="The chapter of the report that gives it")
    area: Annotated[str, OneOf(AREAS)] = Field(description="The part of Prevent work that it concerns")
    quantity: Annotated[str, OneOf(QUANTITIES)] = Field(description="How many forces or people it is about")
    quantity_words: Label = Field(description="The report's own words of quantity; `not stated` where there are none")
    verdict: Annotated[str, OneOf(VERDICTS)] = Field(description="How the report judges it")
    said_by: Annotated[str, OneOf(SPEAKERS)] = Field(description="Who says so in the report")
    recommendations: list[RecommendationRef] = Field(default=[], description="Recommendations that follow from it")
    duties: list[DutyRef] = Field(default=[], description="Paragraphs and bullets of Annex A that it touches")
    terms: list[TermRef] = Field(default=[], description="Terms that help to read it")
    roles: list[RoleRef] = Field(default=[], description="Roles that it concerns")
    status: Annotated[str, OneOf(["dated"])] = Field(
        default="dated", description="A finding is of its time: 2018 to 2020"
    )

    _chapter = field_validator("chapter")(cited_chapter)

    @property
    def badge(self) -> str:
        """The word says how the report judges it."""
        return f"Finding · {self.verdict}"

    @property
    def badge_classes(self) -> tuple[str, ...]:
        """The shape shows the verdict."""
        return (self.verdict.replace(" ", "-"),)

    @classmethod
    def pages(cls, records: Sequence[Self]) -> dict[str, list[Self]]:
        """Those of an area stand together, in the order of the report."""
        return grouped(f"{cls.folder}", records, lambda record: record.area, AREAS)

    def _quantity(self) -> str:
        return "not stated" if self.quantity_words == "not stated" else f"“{plain(self.quantity_words)}”"

    def body(self, view: View) -> str:
        """Return what was found, how it is judged, who says so and how many it is about."""
        return join(
            view.text(self.summary),
            f"Verdict: {self.verdict}. Said by: {SPEAKERS[self.said_by]}. How many: {self._quantity()}."
            f" Chapter of the report: {self.chapter}.\n{{ .marks }}",
        )

    def quoted(self, view: View) -> list[tuple[str, str]]:
        """Return how it is judged, who says so and how many it is about."""
        return [("Verdict", self.verdict), ("Said by", SPEAKERS[self.said_by]), ("How many", self._quantity())]

    @classmethod
    def group(cls, view: View, page: str) -> str:
        """Return the page of an area: its findings."""
        found = [record for record in view.knowledge.pages[page] if isinstance(record, cls)]
        area = found[0].area
        anchor = page.removeprefix(f"{cls.folder}/").removesuffix(".md")
        kept_up = [record for record in found if record.retired is None]
        return join(
            f"# {AREAS[area]}: what inspectors found {{ #findings-{anchor} }}",
            f"What the report of March 2020 tells of {AREAS[area]}, in its order, with who says it and of how many"
            f" forces. {number_of(kept_up, cls.kind, cls.plural)}.",
            f"What follows from it: [{AREAS[area]}: what is expected]({view.path_to(f'{REGISTER}/{area}.md')}).",
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
        parts = [f"By area, with all that the report says of each: {inline(pages)}."]
        for chapter in CHAPTERS:
            told = [f for f in found if f.chapter == chapter]
            number = f"{number_of(told, cls.kind, cls.plural)} in this chapter of the report."
            anchor = f"findings-{chapter.lower()}"
            parts += [
                f"## {chapter} {{ #findings-in-{chapter.lower()} }}",
                # A chapter had a page of its own once; the page of an area may have its name.
                number if chapter.lower() in AREAS else view.formerly(anchor, number),
                bullets(f"{view.link(f.id)} ({f.verdict})" for f in told),
            ]
        return join(*parts)

    @classmethod
    def pictures(cls, knowledge: Records) -> dict[str, Callable[[View], str]]:
        """Return the chart of the findings by chapter and verdict."""
        return {"findings": _by_chapter}


def _by_chapter(view: View) -> str:
    findings = view.knowledge.of(Finding)
    counts: dict[str, dict[str, int]] = {
        chapter: {name: sum(f.chapter == chapter and f.verdict == v for f in findings) for v, name in VERDICTS.items()}
        for chapter in CHAPTERS
    }
    counts = {chapter: verdicts for chapter, verdicts in counts.items() if any(verdicts.values())}
    rows = [(c, *(str(n) for n in verdicts.values()), str(sum(verdicts.values()))) for c, verdicts in counts.items()]
    return join(bars("Findings by chapter and verdict", counts), table(("Chapter", *VERDICTS.values(), "All"), rows))
