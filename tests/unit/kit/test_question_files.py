"""The question banks, read back by programs that are not ours and compared with what they were made from."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import xml.etree.ElementTree as ET
from typing import Any

import lxml.html
import openpyxl
import pytest
from moodle_xml_parser.parser import parse_string

from knowledge import kit
from knowledge.build import node
from knowledge.kit.bank import Answer, Bank, Item, inputs
from knowledge.kit.format import Link
from knowledge.outputs.tables import FORMULA_STARTS
from tests.helpers.project import ROOT

FORMATS = {format_.key: format_ for format_ in kit.FORMATS}

MARKS = (100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111)
"""Percentages of a mark that Moodle accepts for an option, which may also be below 0, from its documentation."""

PENALTIES = (1, 0.5, 0.3333333, 0.25, 0.2, 0.1, 0)
"""Penalties that Moodle offers."""

LONGEST_TAG = 50


def shown(markup: str) -> tuple[str, list[Link]]:
    """Return the text of a piece of HTML, a line for each paragraph, and its links, as a browser would have them."""
    tree = lxml.html.fragment_fromstring(markup, create_parent="div")
    assert not tree.xpath(".//*[not(self::p or self::a or self::em)]"), f"unexpected elements in {markup}"
    paragraphs = tree.findall("p")
    text = "\n".join(p.text_content() for p in paragraphs) if paragraphs else tree.text_content()
    return text, [Link(a.text_content(), a.get("href")) for a in tree.iter("a")]


def is_feedback_on(answer: Answer, markup: str) -> bool:
    text, links = shown(markup)
    return text.startswith(f"{answer.feedback} (") and tuple(links) == answer.links


def assert_general(item: Item, bank: Bank, markup: str) -> None:
    """Check what is said whatever was answered."""
    text, links = shown(markup)
    assert item.outcome in text
    assert bank.imprint.edition_day in text
    assert links[-1] == Link(item.title, item.address)
    assert all(source.document in links and place in text for source in item.sources for place in source.places)
    at = -1
    for step in item.steps:
        assert (at := text.find(f"Step {step.step}: {step.text}. {step.feedback}", at + 1)) >= 0
        assert all(link in links for link in step.links)


def assert_terms(bank: Bank, text: str) -> None:
    """Check that a file says where it is from and on what terms."""
    imprint = bank.imprint
    for part in (imprint.site, imprint.address, imprint.licence, imprint.notice, imprint.edition_day):
        assert part in text, f"'{part}' is missing"


# -- Moodle ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "order"), [("moodle", "ordering"), ("totara", "matching")])
def test_moodle_reads_what_was_written(key: str, order: str, bank: Bank) -> None:
    """Read as Moodle documents its format, since no kept-up reader knows all sorts of question."""
    quiz = ET.fromstring(FORMATS[key].make(bank))
    kinds = {"several": "multichoice", "true or false": "truefalse", "order": order}
    questions = [q for q in quiz.iter("question") if q.get("type") != "category"]
    assert len(questions) == len(bank.items)
    for item, question in zip(bank.items, questions, strict=True):
        assert question.get("type") == kinds.get(item.sort, "multichoice")
        assert question.findtext("name/text") == item.title
        assert question.findtext("idnumber") == item.id
        text, _ = shown(question.findtext("questiontext/text") or "")
        assert text.startswith(f"{item.text}\n{item.task}")
        assert_general(item, bank, question.findtext("generalfeedback/text") or "")
        assert float(question.findtext("penalty") or "") in PENALTIES
        tags = [tag.text or "" for tag in question.findall("tags/tag/text")]
        assert item.level.capitalize() in tags
        assert f"Edition {bank.imprint.edition}" in tags
        assert f"Outcome {item.module_number}.{item.outcome_number}" in tags
        assert all(0 < len(tag) <= LONGEST_TAG for tag in tags)
        read = _read_matches(question) if question.get("type") == "matching" else _read_answers(question)
        if item.sort == "order":
            assert read == {answer.text: answer.step for answer in item.answers}
        elif item.sort == "true or false":
            assert read == {answer.text.lower(): 100 * answer.is_right for answer in item.answers}
        else:
            assert list(read) == [answer.text for answer in item.answers]
            assert_marks(item, list(read.values()))
            assert question.findtext("single") == ("false" if item.sort == "several" else "true")
        if item.sort != "order":
            said = [markup.text or "" for markup in question.findall("answer/feedback/text")]
            assert all(map(is_feedback_on, item.answers, said))
            assert len(said) == len(item.answers)


def _read_answers(question: ET.Element) -> dict[str, float]:
    is_html = question.get("type") != "truefalse"
    texts = [answer.findtext("text") or "" for answer in question.findall("answer")]
    worth = [float(answer.get("fraction") or "") for answer in question.findall("answer")]
    return dict(zip([shown(text)[0] if is_html else text for text in texts], worth, strict=True))


def _read_matches(question: ET.Element) -> dict[str, float]:
    pairs = question.findall("subquestion")
    return {shown(p.findtext("text") or "")[0]: int((p.findtext("answer/text") or "").split()[-1]) for p in pairs}


def assert_marks(item: Item, marks: list[float]) -> None:
    """Check what the options are worth: the right ones the whole mark, all of them nothing."""
    assert all(mark == 0 or abs(mark) in MARKS for mark in marks)
    right = [mark for mark, answer in zip(marks, item.answers, strict=True) if answer.is_right]
    wrong = [mark for mark, answer in zip(marks, item.answers, strict=True) if not answer.is_right]
    assert min(right) > 0
    assert sum(right) == pytest.approx(100, abs=0.001)
    assert sum(wrong) == pytest.approx(-100 if item.sort == "several" else 0, abs=0.001)


@pytest.mark.parametrize("bank", ["course"], indirect=True)
def test_moodle_reader_finds_the_same_choices(bank: Bank) -> None:
    """A second opinion, from a reader that knows some sorts of question; it decodes HTML, so no hard texts."""
    read = parse_string(FORMATS["moodle"].make(bank).decode())["multichoice"]
    asked = [item for item in bank.items if item.sort not in ("true or false", "order")]
    assert [question.name for question in read] == [item.title for item in asked]
    for item, question in zip(asked, read, strict=True):
        assert question.single == (item.sort != "several")
        assert [shown(option.answer)[0] for option in question.options] == [answer.text for answer in item.answers]
        assert all(is_feedback_on(a, o.feedback) for a, o in zip(item.answers, question.options, strict=True))
        assert [option.score_fraction > 0 for option in question.options] == [a.is_right for a in item.answers]


@pytest.mark.parametrize("key", ["moodle", "totara"])
def test_moodle_categories_say_where_questions_are_from(key: str, bank: Bank) -> None:
    quiz = ET.fromstring(FORMATS[key].make(bank))
    categories = [question for question in quiz.iter("question") if question.get("type") == "category"]
    assert len(categories) == len(list(bank.sections()))
    for category, (section, _) in zip(categories, bank.sections(), strict=True):
        path = (category.findtext("category/text") or "").replace("//", "\0").split("/")
        assert [name.replace("\0", "/") for name in path] == ["$course$", "top", bank.imprint.site, section]
        text, links = shown(category.findtext("info/text") or "")
        assert_terms(bank, f"{text} {links}")
        assert ("matching questions" in text) == (key == "totara"), "the file says what stands in for order questions"


# -- GIFT --------------------------------------------------------------------------------------------


def test_gift_reads_what_was_written(bank: Bank) -> None:
    read = _parsed(FORMATS["gift"].make(bank).decode())
    categories = [question["title"] for question in read if question["type"] == "Category"]
    assert len(categories) == len(list(bank.sections()))
    questions = [question for question in read if question["type"] != "Category"]
    assert len(questions) == len(bank.items)
    for item, question in zip(bank.items, questions, strict=True):
        assert question["title"] == item.title
        assert question["id"] == item.id
        assert question["tags"] == item.tags(bank.imprint.edition)
        assert question["stem"]["format"] == "html"
        assert shown(question["stem"]["text"])[0].startswith(f"{item.text}\n{item.task}")
        assert_general(item, bank, question["globalFeedback"]["text"])
        {"order": _matches, "true or false": _true_or_false}.get(item.sort, _choices)(item, question)


def _parsed(gift: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        [node.NODE, "--import", ROOT / "tests/helpers/npm_packages.mjs", ROOT / "tests/helpers/read_gift.mjs"],
        input=gift,
        env={**os.environ, "MODULES": str(node.MODULES)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    read: list[dict[str, Any]] = json.loads(done.stdout)
    return read


def _matches(item: Item, question: dict[str, Any]) -> None:
    assert question["type"] == "Matching"
    pairs = {shown(pair["subquestion"]["text"])[0]: pair["subanswer"] for pair in question["matchPairs"]}
    assert pairs == {answer.text: f"Step {answer.step}" for answer in item.answers}


def _true_or_false(item: Item, question: dict[str, Any]) -> None:
    assert question["type"] == "TF"
    right, wrong = sorted(item.answers, key=lambda answer: not answer.is_right)
    assert question["isTrue"] == (right.text == "True")
    first, second = question["trueFeedback"]["text"], question["falseFeedback"]["text"]  # what the grammar calls them
    assert is_feedback_on(wrong, first), "Moodle shows the first feedback after a wrong answer, whichever that is"
    assert is_feedback_on(right, second)


def _choices(item: Item, question: dict[str, Any]) -> None:
    assert question["type"] == "MC"
    choices = question["choices"]
    assert [shown(choice["text"]["text"])[0] for choice in choices] == [answer.text for answer in item.answers]
    assert all(is_feedback_on(a, c["feedback"]["text"]) for a, c in zip(item.answers, choices, strict=True))
    if item.sort == "several":
        assert_marks(item, [choice["weight"] for choice in choices])
    else:
        assert [choice["isCorrect"] for choice in choices] == [answer.is_right for answer in item.answers]


def test_gift_says_where_it_is_from(bank: Bank) -> None:
    head = FORMATS["gift"].make(bank).decode().partition("\n\n")[0]
    assert all(line.startswith("// ") for line in head.splitlines())
    assert_terms(bank, head)
    assert "matching questions" in head


# -- tables ------------------------------------------------------------------------------------------


def test_tables_hold_every_option(bank: Bank) -> None:
    rows = list(csv.DictReader(io.StringIO(FORMATS["csv"].make(bank).decode("utf-8-sig"), newline="")))
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].make(bank)))
    names, *values = book["Questions"].iter_rows(values_only=True)
    for read, is_guarded in ((rows, True), ([dict(zip(names, row, strict=True)) for row in values], False)):
        wanted = [(item, answer) for item in bank.items for answer in item.answers]
        for (item, answer), row in zip(wanted, read, strict=True):
            right = str(answer.step) if item.sort == "order" else "yes" if answer.is_right else "no"
            for name, text in {
                "Question": item.id,
                "Title": item.title,
                "Text": item.text,
                "Tests": item.outcome,
                "Option": answer.text,
                "Right, or step": right,
                "Feedback": answer.feedback,
                "Level": item.level,
                "Address": item.address,
            }.items():
                assert row[name] == (f"'{text}" if is_guarded and text.startswith(FORMULA_STARTS) else text)
            assert all(link.title in row["Entries"] and link.address in row["Entries"] for link in answer.links)
            assert all(source.document.title in row["Sources"] for source in item.sources)
            assert all(place in row["Sources"] for source in item.sources for place in source.places)
    about = " ".join(str(cell) for row in book["About this file"].iter_rows(values_only=True) for cell in row)
    for told in (about, " ".join(rows[0].values())):
        imprint = bank.imprint
        for part in (imprint.site, imprint.address, imprint.edition, imprint.licence, imprint.notice):
            assert part in told


def test_no_cell_is_run(bank: Bank) -> None:
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].make(bank)))
    assert all(cell.data_type == "s" for sheet in book for row in sheet.iter_rows() for cell in row)
    rows = csv.reader(io.StringIO(FORMATS["csv"].make(bank).decode("utf-8-sig"), newline=""))
    assert not [text for row in rows for text in row if text.startswith(FORMULA_STARTS)]


@pytest.mark.parametrize("key", [key for key, format_ in FORMATS.items() if format_.inputs is inputs])
def test_banks_are_the_same_each_time(key: str, bank: Bank) -> None:
    assert FORMATS[key].make(bank) == FORMATS[key].make(bank)
