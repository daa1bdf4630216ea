"""The questions of the self-assessment: what is refused, on whose word each is asked, and the form that asks them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from knowledge.graph import Knowledge
from knowledge.kinds.assessment import BASES, EVIDENCE, LEVELS, MOST, WARNING, Assessment, form
from knowledge.kinds.expectation import Expectation
from knowledge.layout import Site
from knowledge.load import load
from knowledge.pages.page import Page
from knowledge.problems import DataError
from knowledge.vocabulary import AREAS


@pytest.fixture(scope="module")
def questions(knowledge: Knowledge) -> list[Assessment]:
    return knowledge.of(Assessment)


@pytest.fixture(scope="module")
def shown(knowledge: Knowledge) -> str:
    return form(Page(knowledge, "tools/assess.md", Site("https://example.org/", "A site", "2026-11-22")))


def changed(asked: Assessment, **fields: Any) -> Assessment:
    return asked.model_copy(update=fields)


def refused(questions: list[Assessment], knowledge: Knowledge) -> list[str]:
    return [f"{v.id} {v.field}: {v.message}" for v in Assessment.violations(questions, knowledge.records)]


def test_the_real_questions_break_no_rule(questions: list[Assessment], knowledge: Knowledge) -> None:
    assert 24 <= len(questions) <= MOST
    assert refused(questions, knowledge) == []
    assert {question.area for question in questions} == set(AREAS)


def test_more_questions_than_half_an_hour_holds_are_refused(questions: list[Assessment], knowledge: Knowledge) -> None:
    extra = [changed(questions[0], id=f"assess-extra-{number}") for number in range(MOST + 1 - len(questions))]
    assert refused([*questions, *extra], knowledge) == [
        f"assess-extra-{len(extra) - 1} id: is one of 29 questions; ask 28 at most, which takes half an hour"
    ]
    assert refused([*questions, *extra[:-1]], knowledge) == []


def test_topic_without_a_question_is_refused(questions: list[Assessment], knowledge: Knowledge) -> None:
    left = [question for question in questions if question.area != "staff"]
    assert refused(left, knowledge) == [f"{left[0].id} area: leaves the topic 'staff' without a question; write one"]
    assert refused([], knowledge) == []


def test_question_on_a_topic_of_none_of_its_expectations_is_refused(
    questions: list[Assessment], knowledge: Knowledge
) -> None:
    wrong = changed(questions[0], id="assess-wrong", area="channel")
    others = [*questions[:-1], wrong, questions[-1]][-MOST:]
    assert [line for line in refused(others, knowledge) if "assess-wrong" in line] == [
        "assess-wrong area: is 'channel', but no expectation it names is on that topic"
    ]


def test_what_is_no_question_is_refused(questions: list[Assessment], knowledge: Knowledge) -> None:
    stated = changed(questions[0], question="The force shows how it has due regard.")
    assert refused([stated, *questions[1:]], knowledge) == [
        f"{stated.id} question: is not a question; end it with a question mark"
    ]


def test_unknown_and_retired_expectations_are_refused(data: Path) -> None:
    path = data / "data/assessment.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[expectation-integrated-planning]", "[expectation-integrated]"), encoding="utf-8")
    with pytest.raises(DataError, match=r"unknown expectation 'expectation-integrated'"):
        load(data)
    path.write_text(text, encoding="utf-8")
    expected = data / "data/expectations.yml"
    before = "- id: expectation-integrated-planning\n"
    retired = f"{before}  retired: {{since: 2026-11-23, reason: It was wrong.}}\n"
    expected.write_text(expected.read_text(encoding="utf-8").replace(before, retired), encoding="utf-8")
    with pytest.raises(DataError, match=r"data/assessment.yml:.*'expectation-integrated-planning' is retired"):
        load(data)


def test_firmest_word_counts(questions: list[Assessment], knowledge: Knowledge) -> None:
    bases = {question.id: question.basis(knowledge) for question in questions}
    assert set(bases.values()) == set(BASES)
    assert bases["assess-prevent-duty"] == "law"
    assert bases["assess-channel-attendance"] == "recommendation"  # recommendation 7 asks each force Prevent lead
    assert bases["assess-safeguarding-links"] == "inspectors"  # recommendation 5 asks others
    assert bases["assess-pdd"] == "inspectors"  # guidance of 2015 is no longer law
    assert bases["assess-ctlp-actions"] == "inferred"


def test_nothing_is_asked_about_a_person_or_a_number_of_referrals(questions: list[Assessment]) -> None:
    for question in questions:
        assert not re.search(r"\b(?:signs?|suspect|individual|how many|number)\b", question.question), question.id
        assert len(question.question.split()) <= 25, question.id


def test_form_asks_each_question_once_with_all_that_answers_it(shown: str, questions: list[Assessment]) -> None:
    assert re.findall(r'<fieldset class="ask" id="([\w-]+)"', shown) == [
        question.id for area in AREAS for question in questions if question.area == area
    ]
    for question in questions:
        for values, name in ((LEVELS, question.id), (EVIDENCE, f"{question.id}-evidence")):
            assert re.findall(rf'name="{name}" value="([\w-]+)"', shown) == list(values)
    fields = re.findall(r"<textarea[^>]*>", shown)
    assert len(fields) == len(questions)
    assert all(f'aria-describedby="{WARNING}"' in field for field in fields)


def test_form_gives_what_stands_behind_each_question(
    shown: str, questions: list[Assessment], knowledge: Knowledge
) -> None:
    parts = dict(re.findall(r'<fieldset class="ask" id="([\w-]+)"(.*?)</fieldset>', shown, re.DOTALL))
    for question in questions:
        for id_ in question.records:
            expected = knowledge.get(Expectation, id_)
            assert f"#{id_})" in parts[question.id]
            assert ("(Inferred by us)" in parts[question.id]) >= (expected.stated_by == "inferred")
    assert "Evidence you could look for (our suggestion)" in parts["assess-channel-authority"]
    assert "Since 2020" in parts["assess-channel-authority"]


def test_form_gives_no_score_and_no_word_of_an_inspection_grade(shown: str) -> None:
    own = re.sub(r"<details.*?</details>", "", shown, flags=re.DOTALL)
    grades = r"\b(?:outstanding|good|requires improvement|inadequate|adequate|score|total|grade|points)\b"
    assert re.findall(grades, own, re.IGNORECASE) == []


def test_form_keeps_markup_in_a_question_as_text(knowledge: Knowledge, questions: list[Assessment]) -> None:
    hostile = changed(questions[0], question="Is this <script>alert(1)</script> *run*?")
    entries = [hostile if each is questions[0] else each for each in questions]
    page = Page(Knowledge([*knowledge.records.values(), *entries]), "tools/assess.md", Site("", "", ""))
    assert "<script>" not in form(page)
    assert "*run*" not in form(page)
