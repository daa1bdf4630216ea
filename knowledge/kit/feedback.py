"""What a learning system says after an answer: paragraphs of texts and links, for each format to write in its way."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator

from knowledge.kit.bank import Answer, Item
from knowledge.kit.format import Imprint, Link

Paragraph = tuple[str | Link, ...]
"""Texts and links in a row."""


def on_answer(answer: Answer) -> Paragraph:
    """Return why an answer is right or wrong, or comes where it does, with links to the entries that say so."""
    return (f"{answer.feedback} (", *_joined(answer.links), ")")


def on_question(item: Item, imprint: Imprint) -> list[Paragraph]:
    """Return what holds whatever was answered: the right order, what is tested, the sources and the permanent link."""
    steps: list[Paragraph] = [(f"{place(answer)}: {answer.text}. ", *on_answer(answer)) for answer in item.steps]
    sources: list[Paragraph] = [
        ("Source: ", source.document, f", {'; '.join(source.places)}.") for source in item.sources
    ]
    return [
        *steps,
        (f"What it tests: {item.outcome}.",),
        *sources,
        ("This question on the site: ", Link(item.title, item.address), f". Edition of {imprint.edition_day}."),
    ]


def place(answer: Answer) -> str:
    """Return the place of a step in its order, in words."""
    return f"Step {answer.step}"


def terms(imprint: Imprint) -> list[Paragraph]:
    """Return what a bank says of itself: where it is from, and on what terms it may be used."""
    return [
        ("From ", Link(imprint.site, imprint.address), f", edition of {imprint.edition_day}."),
        ("Licence: ", Link("Creative Commons Attribution 4.0", imprint.licence), "."),
        (imprint.notice,),
    ]


def as_html(paragraphs: Iterable[Paragraph]) -> str:
    """Return paragraphs as HTML."""
    return "".join(f"<p>{''.join(map(_as_html, paragraph))}</p>" for paragraph in paragraphs)


def as_text(paragraph: Paragraph) -> str:
    """Return a paragraph as plain text, each link with its address."""
    return "".join(part if isinstance(part, str) else f"{part.title}: {part.address}" for part in paragraph)


def _as_html(part: str | Link) -> str:
    if isinstance(part, str):
        return html.escape(part, quote=False)
    return f'<a href="{html.escape(part.address)}">{html.escape(part.title, quote=False)}</a>'


def _joined(links: Iterable[Link]) -> Iterator[str | Link]:
    for number, link in enumerate(links):
        if number:
            yield "; "
        yield link
