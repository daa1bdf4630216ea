"""What the page for results before and after a session knows of the checks, compared with their pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from knowledge.graph import Knowledge
from knowledge.kinds.question import Question
from knowledge.outputs import checks


def read(site: Path, path: str, name: str) -> Any:
    return json.loads((site / path).read_text(encoding="utf-8").removeprefix(f"self.{name}="))


@pytest.fixture
def listed(site: Path) -> list[dict[str, Any]]:
    """The checks that the page offers."""
    found: list[dict[str, Any]] = read(site, checks.DATA, "checkData")["checks"]
    return found


def asked(site: Path, page: str) -> list[str]:
    """Return the ids of the questions on the page of a check, in its order."""
    tree = lxml.html.parse(site / page / "index.html")
    return [str(id_) for id_ in tree.xpath("//article//*[starts-with(@id, 'question-')][@data-kind]/@id")]


def test_every_check_is_offered(listed: list[dict[str, Any]], site: Path) -> None:
    pages = {path for check in listed for _, path in check["pages"]}
    built = {f"checks/{path.parent.name}/" for path in (site / "checks").glob("*/index.html")}
    assert pages == built


def test_numbers_and_titles_are_those_of_the_pages(listed: list[dict[str, Any]], site: Path) -> None:
    for check in listed:
        for at, page in enumerate(path for _, path in check["pages"]):
            on_page = asked(site, page)
            shown = sorted((row[3 + at] for row in check["rows"] if row[3 + at]), key=lambda question: question[0])
            assert [question[0] for question in shown] == list(range(1, len(on_page) + 1))
            assert [question[1] for question in shown] == on_page


def test_titles_are_those_of_the_records(listed: list[dict[str, Any]], knowledge: Knowledge) -> None:
    for check in listed:
        for _, module, outcome, before, after in check["rows"]:
            for _, id_, title in filter(None, (before, after)):
                question = knowledge.get(Question, id_)
                assert (title, module) == (question.title, question.module)
                assert outcome in knowledge[module].outcomes  # type: ignore[attr-defined]


def test_questions_before_and_after_are_on_one_outcome(listed: list[dict[str, Any]], knowledge: Knowledge) -> None:
    (course,) = (check for check in listed if check["id"] == "course")
    for *_, before, after in course["rows"]:
        one, two = knowledge.get(Question, before[1]), knowledge.get(Question, after[1])
        assert (one.use, two.use) == ("before", "after")
        assert (one.module, one.outcome) == (two.module, two.outcome)


def test_addresses_lead_to_the_checks(listed: list[dict[str, Any]], site: Path, address: str) -> None:
    for check in listed:
        assert check["address"].startswith(address)
        assert (site / check["address"].removeprefix(address) / "index.html").is_file()


def test_questions_to_print_have_their_options_and_answers(site: Path, knowledge: Knowledge) -> None:
    found = read(site, checks.QUESTIONS, "checkQuestions")
    around = {q.id: q for q in knowledge.of(Question) if q.use != "module" and q.retired is None}
    assert set(found) == set(around)
    for id_, (use, _, text, options, letters) in found.items():
        question = around[id_]
        assert (use, text) == (question.use, question.summary)
        assert {option[3:] for option in options} == {option.text for option in question.options}
        chosen = [option[3:] for letter in letters.split(", ") for option in options if option.startswith(f"{letter}.")]
        wanted = [option.text for option in question.options if question.sort == "order" or option.is_right]
        assert sorted(chosen) == sorted(wanted) if question.sort != "order" else chosen == wanted
