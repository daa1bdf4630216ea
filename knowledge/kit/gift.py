"""Questions as GIFT, a plain text that Moodle and many other learning systems import."""

from __future__ import annotations

import html
import re

from knowledge.kit.bank import Bank, Item, banks, inputs
from knowledge.kit.feedback import Paragraph, as_html, as_text, on_answer, on_question, place, terms
from knowledge.kit.format import Format, Imprint
from knowledge.kit.moodle import SUBSTITUTE, category, share, task

SPECIAL = re.compile(r"[\\~=#{}:]")
"""The characters that mean something in GIFT."""


def make_gift(bank: Bank) -> bytes:
    """Return the questions as GIFT in UTF-8. GIFT has no order questions: it matches each step with its place."""
    imprint = bank.imprint
    head: list[Paragraph] = [(bank.title,), *terms(imprint), (SUBSTITUTE,)]
    blocks = ["\n".join(f"// {as_text(paragraph)}" for paragraph in head)]
    for section, found in bank.sections():
        blocks.append(f"$CATEGORY: {category(imprint, section)}")
        blocks += [_question(item, imprint) for item in found]
    return "\n\n".join([*blocks, ""]).encode()


def escaped(text: str) -> str:
    """Return a text in which nothing means anything in GIFT."""
    return SPECIAL.sub(lambda found: f"\\{found[0]}", text).replace("\n", "\\n")


def _question(item: Item, imprint: Imprint) -> str:
    tags = " ".join(f"[tag:{tag}]" for tag in item.tags(imprint.edition))
    text = f"<p>{html.escape(item.text, quote=False)}</p><p><em>{html.escape(task(item), quote=False)}</em></p>"
    general = f"####{_rich(*on_question(item, imprint))}"
    return "\n".join(
        [
            f"// [id:{item.id}] {tags}",
            f"::{escaped(item.title)}::[html]{escaped(text)}{{",
            *_answers(item),
            general,
            "}",
        ]
    )


def _answers(item: Item) -> list[str]:
    if item.sort == "order":
        return [f"={_text(answer.text)} -> {place(answer)}" for answer in item.answers]
    if item.sort == "true or false":
        right, wrong = sorted(item.answers, key=lambda answer: not answer.is_right)
        return [f"{right.text.upper()}#{_rich(on_answer(wrong))}#{_rich(on_answer(right))}"]
    return [
        f"{_mark(item, is_right=answer.is_right)}{_text(answer.text)}#{_rich(on_answer(answer))}"
        for answer in item.answers
    ]


def _mark(item: Item, *, is_right: bool) -> str:
    if item.sort == "several":
        return f"~%{share(item, is_right=is_right)}%"
    return "=" if is_right else "~"


def _text(text: str) -> str:
    return escaped(html.escape(text, quote=False))


def _rich(*paragraphs: Paragraph) -> str:
    return escaped(as_html(paragraphs))


GIFT = Format(
    key="gift",
    name="GIFT",
    about="Questions as a plain text for many learning systems. Order questions are matching questions instead.",
    suffix="-questions-gift.txt",
    subjects=banks,
    inputs=inputs,
    make=make_gift,
    use="system",
)
