"""Questions for the question bank of Moodle, as Moodle XML."""

from __future__ import annotations

import html

from lxml import etree
from lxml.builder import E

from knowledge.kinds.question import verdict
from knowledge.kit.bank import Bank, Item, banks, inputs
from knowledge.kit.feedback import as_html, on_answer, on_question, place, terms
from knowledge.kit.format import Format, Imprint

KINDS = {"several": "multichoice", "true or false": "truefalse", "order": "ordering"}
"""What Moodle calls a sort of question; where a sort is not named, `multichoice`."""

SUBSTITUTE = "Questions that ask for an order are matching questions in this file: match each step with its place."
"""What a file says of itself where the system it is for has no order questions."""


def make_moodle(bank: Bank) -> bytes:
    """Return the questions as Moodle XML."""
    return _quiz(bank, has_orders=True)


def make_older(bank: Bank) -> bytes:
    """Return the questions as Moodle XML with matching questions in place of order questions."""
    return _quiz(bank, has_orders=False)


def category(imprint: Imprint, section: str) -> str:
    """Return the path of the category of questions on a section; a slash in a name is doubled."""
    return "/".join(["$course$", "top", *(name.replace("/", "//") for name in (imprint.site, section))])


def share(item: Item, *, is_right: bool) -> str:
    """Return the percentage of the mark that an option is worth: right ones add up to 100, and all together to 0."""
    if item.sort != "several":
        return "100" if is_right else "0"
    alike = sum(answer.is_right == is_right for answer in item.answers)
    return f"{(100 if is_right else -100) / alike:.7g}"


def task(item: Item) -> str:
    """Return what to do, as a sentence."""
    return item.task if item.task.endswith("?") else f"{item.task}."


def _quiz(bank: Bank, *, has_orders: bool) -> bytes:
    imprint = bank.imprint
    quiz = E.quiz()
    note = [] if has_orders else [(SUBSTITUTE,)]
    for section, found in bank.sections():
        quiz.append(
            E.question(
                E.category(E.text(category(imprint, section))),
                _html("info", as_html([*terms(imprint), *note])),
                type="category",
            )
        )
        quiz.extend(_question(item, imprint, has_orders=has_orders) for item in found)
    return bytes(etree.tostring(quiz, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _question(item: Item, imprint: Imprint, *, has_orders: bool) -> etree._Element:
    kind = KINDS.get(item.sort, "multichoice")
    if kind == "ordering" and not has_orders:
        kind = "matching"
    parts = {"multichoice": _choices, "truefalse": _true_or_false, "ordering": _order, "matching": _matches}
    return E.question(
        E.name(E.text(item.title)),
        _html("questiontext", f"<p>{_escaped(item.text)}</p><p><em>{_escaped(task(item))}</em></p>"),
        _html("generalfeedback", as_html(on_question(item, imprint))),
        E.defaultgrade("1"),
        E.penalty(f"{1 / (len(item.answers) - 1):.7f}"),
        E.hidden("0"),
        E.idnumber(item.id),
        *parts[kind](item),
        E.tags(*(E.tag(E.text(tag)) for tag in item.tags(imprint.edition))),
        type=kind,
    )


def _choices(item: Item) -> list[etree._Element]:
    return [
        E.single("false" if item.sort == "several" else "true"),
        E.shuffleanswers("true"),
        E.answernumbering("ABCD"),
        E.showstandardinstruction("0"),
        *_verdicts(),
        *(
            E.answer(
                E.text(_escaped(answer.text)),
                _html("feedback", as_html([on_answer(answer)])),
                fraction=share(item, is_right=answer.is_right),
                format="html",
            )
            for answer in item.answers
        ),
    ]


def _true_or_false(item: Item) -> list[etree._Element]:
    return [
        E.answer(
            E.text(answer.text.lower()),
            _html("feedback", as_html([on_answer(answer)])),
            fraction=share(item, is_right=answer.is_right),
            format="moodle_auto_format",
        )
        for answer in item.answers
    ]


def _order(item: Item) -> list[etree._Element]:
    return [
        E.layouttype("VERTICAL"),
        E.selecttype("ALL"),
        E.selectcount(str(len(item.answers))),
        E.gradingtype("ABSOLUTE_POSITION"),
        E.showgrading("SHOW"),
        E.numberingstyle("none"),
        *_verdicts(),
        *(E.answer(E.text(_escaped(answer.text)), fraction=str(answer.step), format="html") for answer in item.steps),
    ]


def _matches(item: Item) -> list[etree._Element]:
    return [
        E.shuffleanswers("true"),
        *_verdicts(),
        *(
            E.subquestion(E.text(_escaped(answer.text)), E.answer(E.text(place(answer))), format="html")
            for answer in item.answers
        ),
    ]


def _verdicts() -> list[etree._Element]:
    return [
        _html("correctfeedback", f"{verdict(True)}."),
        _html("partiallycorrectfeedback", "Partly right."),
        _html("incorrectfeedback", f"{verdict(False)}."),
        E.shownumcorrect("1"),
    ]


def _html(name: str, content: str) -> etree._Element:
    return E(name, E.text(content), format="html")


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


MOODLE = Format(
    key="moodle",
    name="Moodle XML",
    about="Questions to import into the question bank of Moodle 4.4 or later.",
    suffix="-questions-moodle.xml",
    subjects=banks,
    inputs=inputs,
    make=make_moodle,
    use="system",
)

OLDER = Format(
    key="totara",
    name="Moodle XML for Totara and older Moodle",
    about="Questions for Totara, and for Moodle before 4.4. Order questions are matching questions instead.",
    suffix="-questions-totara.xml",
    subjects=banks,
    inputs=inputs,
    make=make_older,
    use="system",
)
