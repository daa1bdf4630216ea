"""The questions with which a lead assesses a force, and the form that asks them, on the screen and on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, ClassVar, Self

from pydantic import Field

from knowledge.fields import Label, OneOf, Text
from knowledge.kinds.expectation import STATED_BY, Expectation, ExpectationRef
from knowledge.kinds.recommendation import Recommendation
from knowledge.markdown import bullets, join, plain
from knowledge.record import SLUG, Entry, Record, Records, View, Violation, id_field
from knowledge.vocabulary import AREAS, FORCE_LEAD

MOST = 28
"""How many questions a lead can answer in half an hour."""

LEVELS = {
    "no": "Not in place",
    "partly": "Partly in place",
    "evidenced": "In place, with evidence",
    "embedded": "Embedded and reviewed",
    "unknown": "Not known",
    "not-applicable": "Does not apply",
}
"""How far something is in place, as answers keep it and as the form shows it. They are described and not numbered."""

EVIDENCE = {
    "none": "None seen",
    "told": "Described to me",
    "seen": "Seen by me",
    "tested": "Tested or sampled",
}
"""How strong the evidence for an answer is, as answers keep it and as the form shows it."""

BASES = {
    "law": "the law",
    "recommendation": "a recommendation to force Prevent leads",
    "inspectors": "inspectors, or policy and guidance at that time",
    "inferred": "inferred by us",
}
"""On whose word a question is asked, the firmest first."""

WARNING = "assess-warning"
"""The id of the paragraph that says what must not be typed, to which every field refers."""


class Assessment(Entry):
    """A question about a force's arrangements, drawn from expectations."""

    kind: ClassVar[str] = "assessment"
    plural: ClassVar[str] = "assessments"
    file: ClassVar[str] = "assessment.yml"
    prefix: ClassVar[str] = "assess-"

    id: Annotated[str, id_field(rf"^assess-{SLUG}$", "assess-channel-authority")]
    area: Annotated[str, OneOf(AREAS)] = Field(description="Topic of the question")
    question: Label = Field(description="The question, about the force and never about a person")
    why: Text | None = Field(default=None, description="Reason for asking, where the expectations do not give it")
    records: Annotated[list[ExpectationRef], Field(min_length=1, max_length=4)] = Field(
        description="Expectations that the question is drawn from"
    )

    @classmethod
    def violations(cls, records: Sequence[Self], find: Mapping[str, Record]) -> Iterator[Violation]:
        """Yield what makes an assessment too long, leaves out a topic, or asks no question."""
        for extra in records[MOST:]:
            message = f"is one of {len(records)} questions; ask {MOST} at most, which takes half an hour"
            yield Violation(extra.id, "id", message)
        for asked in records:
            if not asked.question.endswith("?"):
                yield Violation(asked.id, "question", "is not a question; end it with a question mark")
            areas = {found.area for id_ in asked.records if isinstance(found := find.get(id_), Expectation)}
            if areas and asked.area not in areas:
                yield Violation(asked.id, "area", f"is '{asked.area}', but no expectation it names is on that topic")
        for area in AREAS:
            if records and all(asked.area != area for asked in records):
                yield Violation(records[0].id, "area", f"leaves the topic '{area}' without a question; write one")

    def basis(self, knowledge: Records) -> str:
        """Return on whose word the question is asked, as the firmest of its expectations has it."""
        expected = [knowledge.get(Expectation, id_) for id_ in self.records]
        if any(record.stated_by == "act" for record in expected):
            return "law"
        asked_of = {
            owner for e in expected for id_ in e.recommendations for owner in knowledge.get(Recommendation, id_).owners
        }
        if FORCE_LEAD in asked_of:
            return "recommendation"
        return "inferred" if all(record.stated_by == "inferred" for record in expected) else "inspectors"


def form(view: View) -> str:
    """Return the whole assessment: topic by topic, each question with what answers it and what stands behind it."""
    questions = view.knowledge.of(Assessment)
    parts = []
    for area, name in AREAS.items():
        asked = [(number, each) for number, each in enumerate(questions, 1) if each.area == area]
        if asked:
            parts += [
                f"### {name} {{ #assess-topic-{area} }}",
                *(_question(number, each, view) for number, each in asked),
            ]
    return join('<div class="assessment" markdown>', *parts, "</div>")


def _question(number: int, asked: Assessment, view: View) -> str:
    basis = asked.basis(view.knowledge)
    return join(
        f'<fieldset class="ask" id="{asked.id}" data-area="{asked.area}" data-basis="{basis}" markdown>',
        f"<legend>{number}. {plain(asked.question)}</legend>",
        _choices("level", asked.id, "How far is it in place?", LEVELS),
        _choices("evidence", f"{asked.id}-evidence", "Strength of evidence", EVIDENCE),
        f'<div class="note"><label>Note <textarea rows="2" spellcheck="false" autocomplete="off"'
        f' aria-describedby="{WARNING}"></textarea></label></div>',
        "<details markdown><summary>Why we ask, and what to look for"
        f' <span class="marks">Basis: {BASES[basis]}</span></summary>',
        f"**Why we ask:** {plain(asked.why)}" if asked.why else "",
        *(_reasons(view.knowledge.get(Expectation, id_), view) for id_ in asked.records),
        "</details>",
        "</fieldset>",
    )


def _choices(field: str, name: str, label: str, values: Mapping[str, str]) -> str:
    buttons = "".join(
        f'<label><input type="radio" name="{name}" value="{value}"> {text}</label> ' for value, text in values.items()
    )
    return f'<div class="{field}" role="radiogroup" aria-label="{label}"><span>{label}</span> {buttons.strip()}</div>'


def _reasons(expected: Expectation, view: View) -> str:
    """Return what stands behind a question: an expectation, who states it, good and poor examples, evidence."""
    since = [
        f"{plain(note)} See {view.link(other.id)}."
        for other in view.knowledge.naming(expected.id)
        if other.retired is None and (note := other.note_on(expected.id))
    ]
    return join(
        f"**{view.link(expected.id)}** ({STATED_BY[expected.stated_by]}). {plain(expected.summary)}",
        _points("Good examples in the report", expected.good),
        _points("Problems in the report", expected.poor),
        _points("Evidence you could look for (our suggestion)", expected.evidence),
        f"*Since 2020:*\n\n{bullets(since)}" if since else "",
    )


def _points(name: str, texts: Sequence[str]) -> str:
    return f"*{name}:*\n\n{bullets(plain(text) for text in texts)}" if texts else ""
