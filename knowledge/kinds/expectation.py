"""What the 2020 report says should be done, or what follows from a weakness it found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar, Self

from pydantic import Field

from knowledge.fields import Label, OneOf, Reference, Text
from knowledge.kinds.duty import DutyRef
from knowledge.kinds.finding import Finding, FindingRef
from knowledge.kinds.recommendation import Recommendation, RecommendationRef
from knowledge.kinds.role import Role, RoleRef
from knowledge.kinds.term import TermRef
from knowledge.markdown import bullets, facts, inline, join, plain
from knowledge.record import SLUG, CitedRecord, Records, View, grouped, id_field
from knowledge.vocabulary import AREAS, FORCE_LEAD, REGISTER

ExpectationRef = Annotated[str, Reference("expectation")]

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
    """Something that forces, leads or partners should do, which the 2020 report states or we inferred from it."""

    kind: ClassVar[str] = "expectation"
    plural: ClassVar[str] = "expectations"
    file: ClassVar[str] = "expectations.yml"
    is_optional: ClassVar[bool] = False
    name: ClassVar[str] = "Expectations"
    card: ClassVar[str] = "What is expected"
    most_on_a_page: ClassVar[int] = 40
    prefix: ClassVar[str] = "expectation-"
    is_in_a_to_z: ClassVar[bool] = False
    folder: ClassVar[str | None] = REGISTER
    asks: ClassVar[Mapping[str, str]] = {
        "expectations-on-it": "Expectations that name this role",
        "expectations-on-forces-that-face-this-post": "What you can act on, by topic (our view)",
    }
    more: ClassVar[str] = "Examples, evidence and source"
    unsaid: ClassVar[tuple[str, ...]] = (*CitedRecord.unsaid, "terms")

    id: Annotated[str, id_field(rf"^expectation-{SLUG}$", "expectation-feedback-on-referrals")]
    summary: Text = Field(
        description="Summary of why this is expected and what inspectors said, in the tone of the report"
    )
    area: Annotated[str, OneOf(AREAS)] = Field(description="Topic of the expectation")
    stated_by: Annotated[str, OneOf(STATED_BY)] = Field(
        description="Who or what states the expectation. `recommendation`: inspectors recommend it in the text. "
        "`inspectors`: they say or think that it should happen. `act`, `guidance`, `contest`, `policy`: "
        "the report says that this document requires it. `inferred`: inspectors found a weakness and we drew the "
        "conclusion about what should be done"
    )
    wording: Label = Field(description="A few words from the report that show how firmly the expectation is stated")
    quantity: Label = Field(
        description="Words in the report that show how widespread the problem or practice was, or `not stated`"
    )
    applies_to: Annotated[list[RoleRef], Field(min_length=1)] = Field(
        description="Roles and organisations that the expectation applies to"
    )
    applies_to_is_ours: bool = Field(
        default=False, description="True if the report does not say who the expectation applies to, so we decided"
    )
    faces_force_lead: bool = Field(
        description="True if, in our view, a force Prevent lead can act on the expectation or make sure the force does"
    )
    good: list[Text] = Field(default=[], description="Good examples from the report")
    poor: list[Text] = Field(default=[], description="Problems described in the report")
    evidence: Annotated[list[Text], Field(min_length=1)] = Field(
        description="Evidence that you could look for in a force (our suggestion, not the report’s)"
    )
    findings: list[FindingRef] = Field(default=[], description="Findings that the expectation is based on")
    recommendations: list[RecommendationRef] = Field(
        default=[], description="Recommendations that the expectation relates to"
    )
    duties: list[DutyRef] = Field(
        default=[], description="Paragraphs and bullets of the 2015 guidance that the expectation relates to"
    )
    terms: list[TermRef] = Field(default=[], description="Glossary entries that explain terms used in the expectation")
    roles: list[RoleRef] = Field(default=[], description="Other roles that the expectation concerns")
    status: Annotated[str, OneOf(["active"])] = Field(default="active", description="Status of the entry: active")

    @property
    def badge(self) -> str:
        """The word says where the demand is this site's conclusion."""
        return "Expectation · inferred by us" if self.stated_by == "inferred" else super().badge

    @property
    def search_text(self) -> list[str]:
        """What good and poor look like."""
        return [self.summary, *self.good, *self.poor]

    def shown(self) -> set[str]:
        """Its findings and those on whom it is stand in its body."""
        return {*self.findings, *self.applies_to}

    @property
    def topic(self) -> str:
        """Its topic."""
        return AREAS[self.area]

    def asked_of(self, role: str) -> tuple[str, ...]:
        """It is asked of those it applies to; what a force Prevent lead can act on is our view."""
        named, can_act = self.asks
        return (
            *([named] if role in self.applies_to else []),
            *([can_act] if role == FORCE_LEAD and self.faces_force_lead and role not in self.applies_to else []),
        )

    @classmethod
    def pages(cls, records: Sequence[Self]) -> dict[str, list[Self]]:
        """Those on a topic share a page, the firmest first."""
        firmest = list(STATED_BY)
        ordered = sorted(records, key=lambda record: firmest.index(record.stated_by))
        return grouped(REGISTER, ordered, lambda record: record.area, AREAS)

    def body(self, view: View) -> str:
        """Return what is expected, who states it and who it applies to."""
        ours = " (our view)" if self.applies_to_is_ours else ""
        extent = f" **Extent:** {plain(self.quantity)}." if self.quantity != "not stated" else ""
        return join(
            view.text(self.summary),
            f"**Applies to:** {view.links(self.applies_to)}{ours}."
            f" **How firmly it is stated:** {self._stated()}.{extent}\n{{ .marks }}",
        )

    def details(self, view: View) -> str:
        """Return good and poor examples, evidence to look for and the findings it is based on."""
        return join(
            _points("Good examples in the report", self.good, view),
            _points("Problems in the report", self.poor, view),
            _points("Evidence you could look for (our suggestion)", self.evidence, view),
            facts(
                ("For force Prevent leads", "Yes (our view)" if self.faces_force_lead else ""),
                ("Based on these findings", view.links(self.findings)),
            ),
        )

    def _stated(self) -> str:
        return f"{STATED_BY[self.stated_by]}: “{plain(self.wording)}”"

    def quoted(self, view: View) -> list[tuple[str, str]]:
        """Return who states it, and who it applies to."""
        return [("How firmly it is stated", self._stated()), ("Applies to", view.links(self.applies_to))]

    @classmethod
    def group(cls, view: View, page: str) -> str:
        """Return the page of a topic: what forces should do first, then what is for others, then the findings."""
        expected = [record for record in view.knowledge.pages[page] if isinstance(record, cls)]
        area = expected[0].area
        anchor = page.removeprefix(f"{REGISTER}/").removesuffix(".md")
        current = [record for record in expected if record.retired is None]
        for_forces = [record for record in current if _is_for_forces(record, view.knowledge)]
        for_others = [record for record in current if record not in for_forces]
        recommended = [r for r in view.knowledge.of(Recommendation) if r.area == area]
        found = [f for f in view.knowledge.of(Finding) if f.area == area]
        return join(
            f"# {AREAS[area]}: what is expected {{ #expectations-{anchor} }}",
            f"This page lists {cls.counted(len(current))} on this topic, drawn from the 2020 report. Open an entry for"
            " examples, problems and evidence you could look for.",
            f"Recommendations on this topic: {inline(view.link(r.id) for r in recommended)}." if recommended else "",
            f"## For forces {{ #expectations-{anchor}-forces }}" if for_forces else "",
            view.sections(for_forces, 3),
            f"## For regions, national bodies and partners {{ #expectations-{anchor}-others }}" if for_others else "",
            view.sections(for_others, 3),
            f"## Findings on this topic {{ #{anchor}-findings }}" if found else "",
            bullets(f"{view.link(f.id)} ({f.badge_words})" for f in found),
        )

    @classmethod
    def overview(cls, view: View) -> str:
        """Return every expectation and recommendation, topic by topic, each with what the filter asks."""
        expected = [e for page in view.knowledge.pages.values() for e in page if isinstance(e, cls) and not e.retired]
        expected.sort(key=lambda e: not _is_for_forces(e, view.knowledge))  # the firmest stay first in each half
        recommended = view.knowledge.of(Recommendation)
        parts = []
        for area, name in AREAS.items():
            lines = [_entry(r, "recommendation", r.owners, view) for r in recommended if r.area == area]
            lines += [_entry(e, e.stated_by, e.applies_to, view) for e in expected if e.area == area]
            if lines:
                parts += [f"## {name} {{ #area-{area} }}", bullets(lines)]
        return join(_filter(), '<div id="register" markdown>', *parts, "</div>")


APPLIES_TO = {
    "lead": "Force Prevent leads (our view)",
    "force": "Police forces",
    "role": "A named role in a force",
    "region": "Regional units",
    "national": "National bodies",
    "partners": "Partners",
}
"""Who an expectation can apply to, as the filter offers it."""

GROUPS = {
    "recommendation": ("A recommendation", ("recommendation",)),
    "inspectors": ("Inspectors", ("inspectors",)),
    "law": ("Law, guidance or policy", ("act", "guidance", "contest", "policy")),
    "inferred": ("Inferred by us", ("inferred",)),
}
"""Who can state an expectation, as the filter offers it."""

_BY_LEVEL = {"force": "role", "regional": "region", "national": "national", "local": "partners"}


def _is_for_forces(record: Expectation, records: Records) -> bool:
    """Say whether a force, or a role in one, is among those it applies to."""
    return any(records.get(Role, role).level == "force" for role in record.applies_to)


def _applies(roles: Sequence[str], for_lead: bool, records: Records) -> list[str]:
    """Return the keys of `APPLIES_TO` that fit."""
    found = {"force" if role == "role-police-force" else _BY_LEVEL[records.get(Role, role).level] for role in roles}
    return [key for key in APPLIES_TO if key in found or (key == "lead" and for_lead)]


def _points(name: str, texts: Sequence[str], view: View) -> str:
    return join(f"**{name}**", bullets(view.text(text) for text in texts)) if texts else ""


def _filter() -> str:
    """Return the form of the filter, which its script shows."""
    choices = {
        "applies": ("Applies to", APPLIES_TO),
        "stated": ("Stated by", {key: name for key, (name, _) in GROUPS.items()}),
        "area": ("Topic", AREAS),
    }
    fields = [
        f'<label>{name} <select name="{field}"><option value="">All</option>'
        + "".join(f'<option value="{value}">{plain(text)}</option>' for value, text in options.items())
        + "</select></label>"
        for field, (name, options) in choices.items()
    ]
    return (
        f'<form id="register-filter" hidden>{"".join(fields)}'
        '<button type="reset">Clear filters</button></form>\n\n'
        '<p id="register-status" role="status"></p>\n\n'
        '<p id="register-shown"></p>'
    )


def _entry(record: Recommendation | Expectation, stated_by: str, roles: Sequence[str], view: View) -> str:
    """Return a line of the list: the title, which leads to the entry, and in words what the filter asks."""
    to = "; ".join(plain(view.knowledge[role].title) for role in roles)
    ours = " (our view)" if isinstance(record, Expectation) and record.applies_to_is_ours else ""
    stated = STATED_BY[stated_by] if isinstance(record, Expectation) else "Numbered recommendation"
    group = next(key for key, (_, values) in GROUPS.items() if stated_by in values)
    applies = _applies(roles, record.faces_force_lead, view.knowledge)
    lead = " For force Prevent leads." if record.faces_force_lead else ""
    return (
        f'**{view.link(record.id)}** <span class="marks">{stated}. Applies to: {to}{ours}.{lead}</span>\n'
        f'  {{ .entry .{record.kind} data-area="{record.area}" data-stated="{group}" '
        f'data-applies="{" ".join(applies)}" }}'
    )
