"""The real records, against what stands in the sources: owners, deadlines, order, paragraphs, bullets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from knowledge.graph import Knowledge
from knowledge.kinds.development import Development
from knowledge.kinds.discipline import Discipline
from knowledge.kinds.duty import Duty
from knowledge.kinds.earlier import Earlier
from knowledge.kinds.expectation import Expectation
from knowledge.kinds.recommendation import Recommendation
from knowledge.kinds.source import Source
from knowledge.kinds.term import Term
from knowledge.load import load
from tests.helpers.project import ROOT

REPORT = "source-hmicfrs-2020"
PREVENT, COLLEGE, OSCT = "role-npcc-national-prevent-lead", "role-college-of-policing", "role-osct"

# The report's recommendations: owners, all joint; deadline; chapter.
RECOMMENDATIONS = {
    "rec-1": ({PREVENT, COLLEGE}, "2020-06", "Capability"),
    "rec-2": ({COLLEGE, "role-npcc-national-public-protection-lead"}, "2020-06", "Capability"),
    "rec-3": ({PREVENT}, "immediate", "Capability"),
    "rec-4": ({PREVENT}, "immediate", "Consistency"),
    "rec-5": ({PREVENT}, "2020-06", "Consistency"),
    "rec-6": ({PREVENT, OSCT}, "2020-06", "Consistency"),
    "rec-7": ({PREVENT, "role-force-prevent-lead"}, "immediate", "Consistency"),
    "rec-8": ({PREVENT, OSCT}, "2020-06", "Communication"),
}

# Footnote 6 of the report, in its order.
CORE_DISCIPLINES = [
    "Adults at risk",
    "Child abuse",
    "Child sexual exploitation",
    "Domestic abuse",
    "Female genital mutilation",
    "Forced marriage",
    "Honour-based violence",
    "Human trafficking",
    "Managing violent offenders",
    "Missing persons",
    "Prostitution",
    "Serious sexual offences",
    "Stalking and harassment",
]

# Annex A: the verbs of each paragraph, sentence by sentence, and of each of its bullets.
STRENGTHS = {
    137: (["states", "states", "states"], 0, None),
    138: (["states", "must"], 0, None),
    139: (["states"], 5, "states"),
    140: (["expect"], 0, None),
    141: (["should", "expect", "should", "may include"], 5, "may include"),
    142: (["states", "will"], 3, "will"),
    143: (["should"], 5, "should"),
    144: (["states", "states", "expect"], 4, "expect"),
    145: (["must", "required", "states"], 0, None),
    146: (["states", "states"], 0, None),
}


@pytest.mark.parametrize("id_", RECOMMENDATIONS)
def test_recommendation(id_: str, knowledge: Knowledge) -> None:
    record = knowledge.get(Recommendation, id_)
    assert (set(record.owners), record.deadline, record.chapter) == RECOMMENDATIONS[id_]


def test_eight_recommendations(knowledge: Knowledge) -> None:
    assert [record.id for record in knowledge.of(Recommendation)] == list(RECOMMENDATIONS)


def test_two_wordings(knowledge: Knowledge) -> None:
    assert [record.number for record in knowledge.of(Recommendation) if record.difference] == [2, 8]


def test_disciplines(knowledge: Knowledge) -> None:
    disciplines = knowledge.of(Discipline)
    assert [d.number for d in disciplines] == list(range(1, 15))
    assert [d.title for d in disciplines if d.status == "core"] == CORE_DISCIPLINES
    assert [d.title for d in disciplines if d.status == "proposed"] == ["Vulnerability to radicalisation"]


@pytest.mark.parametrize("paragraph", STRENGTHS)
def test_duty(paragraph: int, knowledge: Knowledge) -> None:
    sentences, bullets, verb = STRENGTHS[paragraph]
    duties = [duty for duty in knowledge.of(Duty) if duty.paragraph == paragraph]
    assert [duty.bullet for duty in duties] == [None, *range(1, bullets + 1)]
    assert [statement.strength for statement in duties[0].statements] == sentences
    assert [[s.strength for s in duty.statements] for duty in duties[1:]] == [[verb]] * bullets


def test_every_listed_paragraph_of_annex_a_has_its_duties(knowledge: Knowledge) -> None:
    headings = knowledge.get(Source, REPORT).headings
    listed = {p.number: p.bullets for heading in headings for p in heading.paragraphs if p.number < 150}
    assert listed == {number: bullets for number, (_, bullets, _) in STRENGTHS.items()}
    assert {duty.paragraph for duty in knowledge.of(Duty)} == set(listed)


def test_duties_are_of_2015_and_replaced(knowledge: Knowledge) -> None:
    for duty in knowledge.of(Duty):
        guidance = knowledge.get(Source, duty.guidance)
        assert (guidance.in_force_from, guidance.in_force_until) == ("2015", "2023-12-31")
        assert guidance.replaced_by == "source-prevent-duty-guidance-2023"


def test_five_documents_were_read_whole(knowledge: Knowledge) -> None:
    seeds = [source.seed for source in knowledge.of(Source) if source.seed]
    assert sorted(seed[:3] for seed in seeds) == ["000", "001", "002", "003", "004"]
    assert len(knowledge.get(Source, REPORT).headings) == 81


def test_relations_go_both_ways(knowledge: Knowledge) -> None:
    for record in knowledge.records.values():
        for other in knowledge.related(record.id):
            assert record in knowledge.related(other.id)
    assert knowledge["rec-7"] in knowledge.related("role-force-prevent-lead")
    assert knowledge["duty-142-2"] in knowledge.related("rec-7")


def test_the_annotated_record_of_the_guide_is_valid(data: Path) -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text()
    annotated = re.search(r"```yaml\n(- id: rec-3 .*?)```", guide, flags=re.DOTALL)
    assert annotated
    path = data / "data/recommendations.yml"
    text, count = re.subn(r"- id: rec-3\n.*?\n(?=\n- id)", lambda _: annotated[1], path.read_text(), flags=re.DOTALL)
    assert count == 1
    path.write_text(text)
    record = load(data).get(Recommendation, "rec-3")
    optional = {"disciplines", "difference", "changes", "retired", "outcome"}
    assert set(Recommendation.model_fields) - record.model_fields_set == optional


def test_unknown_record_names_the_nearest(knowledge: Knowledge) -> None:
    with pytest.raises(KeyError, match=r"unknown record 'rec-77'; did you mean 'rec-7'\?"):
        knowledge["rec-77"]


def test_earlier_work_is_complete(knowledge: Knowledge) -> None:
    ids = {record.id for record in knowledge.of(Earlier)}
    assert ids == {
        *(f"earlier-2008-{paragraph}-{bullet}" for paragraph in (174, 175) for bullet in range(1, 8)),
        *(f"earlier-2009-rec-{number}" for number in (5, 6)),
        *(f"earlier-2009-release-{number}" for number in range(1, 7)),
        *(
            f"earlier-2009-{slug}"
            for slug in (
                "day-to-day-business",
                "public-confidence",
                "relationships",
                "shared-responsibility",
                "understand-risk",
            )
        ),
    }
    assert {r.id: r.due for r in knowledge.of(Earlier) if r.due} == {
        "earlier-2009-release-3": "2009-09",
        "earlier-2009-release-4": "2010-03",
    }


def test_two_recommendations_of_2009_are_not_those_of_2020(knowledge: Knowledge) -> None:
    for number in (5, 6):
        assert knowledge.get(Earlier, f"earlier-2009-rec-{number}").applies_to == ["role-acpo", "role-osct"]


def test_developments_are_later_than_the_report_and_have_been_checked(knowledge: Knowledge) -> None:
    for record in knowledge.of(Development):
        assert record.date is None or record.date > "2020-03"
        for citation in record.sources:
            source = knowledge.get(Source, citation.document)
            assert source.checked >= (record.date or "")[: len(source.checked)]
            assert source.address.startswith("http")


def test_outcome_that_is_claimed_rests_on_a_source_that_was_seen_after_it(knowledge: Knowledge) -> None:
    """That it may be claimed at all is confirmed by hand; that none is claimed without a report, the model sees to."""
    for record in knowledge.of(Recommendation):
        assert (record.outcome is None) == (record.status == "unknown")
        if record.outcome:
            source = knowledge.get(Source, record.outcome.source)
            assert source.checked >= record.outcome.day
            assert source.address.startswith("http")


def test_what_is_not_known_of_the_eight_is_said_of_all(knowledge: Knowledge) -> None:
    outcome = knowledge.get(Development, "development-recommendations-outcome")
    assert set(outcome.touches) == set(RECOMMENDATIONS)


def test_only_the_seventh_recommendation_faces_the_force_lead(knowledge: Knowledge) -> None:
    lead = "role-force-prevent-lead"
    assert [r.id for r in knowledge.of(Recommendation) if lead in r.owners] == ["rec-7"]
    for record in knowledge.of(Expectation):
        assert record.faces_force_lead or lead not in record.applies_to, record.id


def test_register_holds_the_eight_only_as_recommendations(knowledge: Knowledge) -> None:
    advice = {e.id for e in knowledge.of(Expectation) if e.stated_by == "recommendation"}
    assert len(advice) == 2
    assert len(knowledge.of(Expectation)) >= 40


def test_unspelt_acronyms_are_spelt_out_here(knowledge: Knowledge) -> None:
    spelt = {term.acronym: term for term in knowledge.of(Term) if term.acronym}
    for acronym in ("NOMS", "LAA", "NI35", "CDRP", "CSP", "LDE", "CT/DE", "HMICS", "ICT"):
        assert not spelt[acronym].spelt_out
    assert spelt["OSCT"].name_since == "changed"
