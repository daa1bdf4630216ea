"""What the report expects, or implies by a weakness that it names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar, Self

from pydantic import Field

from knowledge.fields import Label, OneOf, Text
from knowledge.kinds.duty import DutyRef
from knowledge.kinds.finding import Finding, FindingRef
from knowledge.kinds.recommendation import Recommendation, RecommendationRef
from knowledge.kinds.role import Role, RoleRef
from knowledge.kinds.term import TermRef
from knowledge.markdown import bullets, facts, inline, join, number_of, plain
from knowledge.record import SLUG, CitedRecord, View, grouped, id_field
from knowledge.vocabulary import AREAS, FORCE_LEAD, REGISTER

STATED_BY = {
    "recommendation": "Recommended in the text (not numbered)",
    "inspectors": "Stated by inspectors",
    "act": "The 2015 Act",
    "guidance": "2015 guidance (no longer in force)",
    "contest": "CONTEST 2018 (since replaced)",
    "policy": "National Prevent policy, June 2018",
    "inferred": "Inferred by us",
}
"""Who states an expectation, the firmest first, as pages show it."""


class Expectation(CitedRecord):
    """What the report says that forces, leads or partners should do, or implies by a weakness it names."""

    kind: ClassVar[str] = "expectation"
    plural: ClassVar[str] = "expectations"
    file: ClassVar[str] = "expectations.yml"
    is_optional: ClassVar[bool] = False
    name: ClassVar[str] = "Expectations"
    card: ClassVar[str] = "What is expected"
    prefix: ClassVar[str] = "expectation-"
    folder: ClassVar[str | None] = REGISTER
    asks: ClassVar[tuple[str, ...]] = (
        "Expectations on it, in the report",
        "Expectations on forces that face this post (this site’s view)",
    )
    unsaid: ClassVar[tuple[str, ...]] = (*CitedRecord.unsaid, "terms")

    id: Annotated[str, id_field(rf"^expectation-{SLUG}$", "expectation-feedback-on-referrals")]
    summary: Text = Field(description="What is expected, of whom, as strongly as the report puts it")
    area: Annotated[str, OneOf(AREAS)] = Field(description="The part of Prevent work that it concerns")
    stated_by: Annotated[str, OneOf(STATED_BY)] = Field(
        description="Who states it. `recommendation`: inspectors recommend it in the text; `inspectors`: they say it "
        "should happen, or that they believe so; `act`, `guidance`, `contest`, `policy`: the report passes on what "
        "that document requires; `inferred`: inspectors found a weakness and we drew the conclusion"
    )
    wording: Label = Field(description="The words in the report that show how firmly it is put, a few at most")
    quantity: Label = Field(
        description="The words in the report that say how widespread it was; `not stated` if there are none"
    )
    applies_to: Annotated[list[RoleRef], Field(min_length=1)] = Field(description="Who it applies to")
    applies_to_is_ours: bool = Field(
        default=False, description="True if the report does not say who it applies to, so that we chose"
    )
    faces_force_lead: bool = Field(
        description="Our view: true if a force Prevent lead can act on it, or make sure that it happens in the force"
    )
    good: list[Text] = Field(default=[], description="Good examples in the report")
    poor: list[Text] = Field(default=[], description="Problems in the report")
    evidence: Annotated[list[Text], Field(min_length=1)] = Field(
        description="Our suggestion, not the report's: evidence to look for in your own force"
    )
    findings: list[FindingRef] = Field(default=[], description="The findings it is based on")
    recommendations: list[RecommendationRef] = Field(default=[], description="Recommendations it relates to")
    duties: list[DutyRef] = Field(default=[], description="Paragraphs and bullets of the 2015 guidance it relates to")
    terms: list[TermRef] = Field(default=[], description="Glossary entries that help the reader")
    roles: list[RoleRef] = Field(default=[], description="Other roles it concerns")
    status: Annotated[str, OneOf(["active"])] = Field(default="active", description="Whether the record is kept up")

    @property
    def badge(self) -> str:
        """The word says where the demand is this site's conclusion."""
        return "Expectation · inferred by us" if self.stated_by == "inferred" else super().badge

    @property
    def search_text(self) -> list[str]:
        """What good and poor look like."""
        return [*self.good, *self.poor]

    def shown(self) -> set[str]:
        """Its findings and those on whom it is stand in its body."""
        return {*self.findings, *self.applies_to}

    def asked_of(self, role: str) -> tuple[str, ...]:
        """It is asked of those on whom it is; forces' part of it faces their Prevent lead, in this site's view."""
        on_it, facing = self.asks
        return (
            *([on_it] if role in self.applies_to else []),
            *([facing] if role == FORCE_LEAD and self.faces_force_lead else []),
        )

    @classmethod
    def pages(cls, records: Sequence[Self]) -> dict[str, list[Self]]:
        """Those of an area stand together, the strongest first."""
        firmest = list(STATED_BY)
        ordered = sorted(records, key=lambda record: firmest.index(record.stated_by))
        return grouped(REGISTER, ordered, lambda record: record.area, AREAS)

    def body(self, view: View) -> str:
        """Return what is expected, how strongly and of whom, with what good and poor look like."""
        return join(
            view.text(self.summary),
            facts(
                ("Strength", self._strength()),
                ("On", view.links(self.applies_to)),
                ("How many", plain(self.quantity) if self.quantity != "not stated" else ""),
                ("Faces the force’s Prevent lead", "Yes (this site’s view)" if self.faces_force_lead else ""),
                ("Findings behind it", view.links(self.findings)),
            ),
            _points("What good looks like, in the report", self.good, view),
            _points("What poor looks like, in the report", self.poor, view),
            _points("Evidence to look for: this site’s suggestion, not the report’s", self.evidence, view),
        )

    def _strength(self) -> str:
        return f"{STATED_BY[self.stated_by]}: “{plain(self.wording)}”"

    def quoted(self, view: View) -> list[tuple[str, str]]:
        """Return how firmly it is put, and on whom it is."""
        return [("How firmly", self._strength()), ("On", view.links(self.applies_to))]

    @classmethod
    def group(cls, view: View, page: str) -> str:
        """Return the page of an area: its expectations, and below them its findings."""
        expected = [record for record in view.knowledge.pages[page] if isinstance(record, cls)]
        area = expected[0].area
        anchor = page.removeprefix(f"{REGISTER}/").removesuffix(".md")
        kept_up = [record for record in expected if record.retired is None]
        recommended = [r for r in view.knowledge.of(Recommendation) if r.area == area]
        found = [f for f in view.knowledge.of(Finding) if f.area == area]
        return join(
            f"# {AREAS[area]}: what is expected {{ #expectations-{anchor} }}",
            f"The report of March 2020 on {AREAS[area]}: what is expected of forces and others, the strongest"
            f" first, with what good and poor look like. {number_of(kept_up, cls.kind, cls.plural)}.",
            f"Numbered recommendations in this area: {inline(view.link(r.id) for r in recommended)}."
            if recommended
            else "",
            view.sections(kept_up),
            f"## All findings in this area {{ #{anchor}-findings }}" if found else "",
            bullets(f"{view.link(f.id)} ({f.verdict})" for f in found),
        )

    @classmethod
    def overview(cls, view: View) -> str:
        """Return the register: every expectation and recommendation, area by area, each with what a filter asks."""
        expected = [e for page in view.knowledge.pages.values() for e in page if isinstance(e, cls) and not e.retired]
        recommended = view.knowledge.of(Recommendation)
        parts = []
        for area, name in AREAS.items():
            lines = [_entry(r, "recommendation", r.owners, view) for r in recommended if r.area == area]
            lines += [_entry(e, e.stated_by, e.applies_to, view) for e in expected if e.area == area]
            if lines:
                parts += [f"## {name} {{ #area-{area} }}", bullets(lines)]
        return join(_filter(expected, view), '<div id="register" markdown>', *parts, "</div>")


def _points(name: str, texts: Sequence[str], view: View) -> str:
    return join(f"**{name}**", bullets(view.text(text) for text in texts)) if texts else ""


def _filter(expected: Sequence[Expectation], view: View) -> str:
    """Return the form of the register's filter, which its script shows; the options are what the records have."""
    roles = {role for r in view.knowledge.of(Recommendation) for role in r.owners}
    roles |= {role for e in expected for role in e.applies_to}
    choices = {
        "lead": ("Faces the force’s Prevent lead", {"yes": "Yes", "no": "No"}),
        "area": ("Area", AREAS),
        "strength": ("Strength", STATED_BY),
        "roles": ("On", {r.id: r.title for r in view.knowledge.of(Role) if r.id in roles}),
    }
    fields = [
        f'<label>{name} <select name="{field}"><option value="">Any</option>'
        + "".join(f'<option value="{value}">{plain(text)}</option>' for value, text in options.items())
        + "</select></label>"
        for field, (name, options) in choices.items()
    ]
    return (
        f'<form id="register-filter" hidden>{"".join(fields)}'
        '<button type="reset">Show all</button></form>\n\n'
        '<p id="register-status" role="status"></p>'
    )


def _entry(record: Recommendation | Expectation, strength: str, roles: Sequence[str], view: View) -> str:
    """Return a line of the register: the title, which leads to the record, and in words what a filter asks."""
    on = "; ".join(plain(view.knowledge[role].title) for role in roles)
    facing = " Faces the force’s Prevent lead." if record.faces_force_lead else ""
    return (
        f'**{view.link(record.id)}** <span class="marks">{STATED_BY[strength]}. On: {on}.{facing}</span>\n'
        f'  {{ .entry .{record.kind} data-area="{record.area}" data-strength="{strength}" '
        f'data-lead="{"yes" if record.faces_force_lead else "no"}" data-roles="{" ".join(roles)}" }}'
    )
