"""The slides of a module: from its page, in the order in which a session runs."""

from __future__ import annotations

import string
from collections.abc import Iterator, Sequence

from knowledge.fingerprints import split
from knowledge.kinds.module import Decision, Module
from knowledge.kinds.process import Process
from knowledge.kit.bank import Answer, Item
from knowledge.kit.bank import items as questions
from knowledge.kit.blocks import Items, Paragraph, text
from knowledge.kit.chapters import (
    Chapter,
    Content,
    Drawing,
    Quotation,
    chapters,
    items,
    lines,
    links,
    named,
    opening,
)
from knowledge.kit.deck import LIMIT, NUMBERING, Deck, Image, Section, Slide, count, finished, timed
from knowledge.kit.format import Link, Material, Subject
from knowledge.kit.pictures import pictures, png
from knowledge.record import Record

WEIGHTS = {"opening": 4, "points": 10, "good": 4, "case": 8, "ask": 4, "quiz": 5, "close": 4}
"""How the time is shared out among the parts of a session."""
OURS = "Our view"
CASE = "Case (made up)"
PIXELS = 1600


def module_deck(subject: Subject, material: Material) -> Deck:
    """Return the slides of a module."""
    module = material.knowledge.get(Module, subject.id)
    found = {chapter.anchor.removeprefix(f"{module.id}-"): chapter for chapter in chapters(subject.page, material)}
    prose = [chapter for chapter in found.values() if not chapter.anchor.startswith(module.id)]
    sections = [
        Section("Opening", tuple(_opening(module, found, material, subject)), WEIGHTS["opening"]),
        Section("Key points", tuple(s for chapter in prose for s in _points(chapter, subject, material)), 10),
        Section("Good and poor", tuple(_lists(found["good-and-poor"], OURS)), WEIGHTS["good"]),
        Section("Case", tuple(_case(module, found["case"], material)), WEIGHTS["case"]),
        Section("Questions to ask", tuple(_lists(found["ask"], OURS)), WEIGHTS["ask"]),
        Section("Quiz", tuple(_quiz(found["check"], module, questions(subject, material))), WEIGHTS["quiz"]),
        Section("Next steps", tuple(_close(module, found, material, subject)), WEIGHTS["close"]),
    ]
    return Deck(subject.title, material.imprint(subject), finished(timed(sections, module.minutes)))


def _opening(module: Module, found: dict[str, Chapter], material: Material, subject: Subject) -> Iterator[Slide]:
    told = (
        module.summary,
        f"Who it is for: {module.audience}.",
        f"Before you start: {module.before}",
    )
    imprint = material.imprint(subject)
    yield Slide("title", subject.title, body=(imprint.site, f"Edition of {imprint.edition_day}"), said=told)
    outcomes = found["outcomes"]
    (listed,) = (block for block in outcomes.blocks if isinstance(block, Items))
    yield Slide("text", outcomes.title, body=items(listed), marker="•")
    situation = found["situation"]
    yield Slide("text", situation.title, body=tuple(module.situation), mark=f"Module {module.number}")
    yield Slide("statement", module.question, said=("Give people two minutes to talk in pairs, then take answers.",))


# -- the prose ---------------------------------------------------------------------------------------


def _points(chapter: Chapter, subject: Subject, material: Material) -> Iterator[Slide]:
    """Yield what a chapter says first, then its pictures and the entries it quotes; the notes hold all its text."""
    room = LIMIT - count([chapter.title])
    said = tuple(lines(chapter.blocks))
    first, *others = _first(chapter.content)
    listed = next((block for block in others[:1] if isinstance(block, Items)), None)
    if listed and first.endswith(":"):
        body = tuple(next(split(item)) for item in items(listed))
        yield Slide("text", chapter.title, lead=first, body=body, marker="•", said=said, sources=chapter.sources)
    else:
        yield Slide("text", chapter.title, body=opening(split(first), room), said=said, sources=chapter.sources)
    for content in chapter.content:
        if isinstance(content, Drawing):
            yield drawn(content.title, subject.page, material)
        elif isinstance(content, Quotation):
            yield _quoted(content, material)


def _first(content: Sequence[Content]) -> list[object]:
    """Return the text of the first paragraph, and what follows it."""
    for index, block in enumerate(content):
        if isinstance(block, Paragraph):
            return [text(block.runs), *content[index + 1 :]]
    return ["", *content]


def _quoted(quotation: Quotation, material: Material) -> Slide:
    record: Record = material.knowledge[quotation.record]
    title = record.display_title
    room = LIMIT - count([title])
    summary = getattr(record, "summary")  # noqa: B009
    return Slide(
        "text",
        title,
        mark=record.badge,
        body=opening(split(summary), room),
        said=tuple(lines(quotation.blocks)),
        sources=links(quotation.blocks),
    )


def drawn(title: str, page: str, material: Material) -> Slide:
    """Return the picture with this title on a page: boxes that can be edited, or else an image."""
    for process in material.knowledge.of(Process):
        if process.title == title:
            boxes = [f"{step.name}: {step.text}" if step.name else step.text for step in process.steps]
            ends = (" / ".join(process.ends),) if process.ends else ()
            if process.form == "steps":
                return Slide("steps", title, body=(*boxes, *ends), marker="1")
            return Slide("tiers", title, body=tuple(boxes))
    (picture,) = (picture for picture in pictures(page, material) if picture.title == title)
    return Slide("picture", title, image=Image(png(picture.svg, PIXELS), picture.alt))


# -- the activities ----------------------------------------------------------------------------------


def _lists(chapter: Chapter, mark: str) -> Iterator[Slide]:
    """Yield a slide for each list of a chapter, under the name that stands above it."""
    title = chapter.title.removesuffix(" (our view)")
    for name, content in named(chapter.blocks):
        for listed in content:
            if isinstance(listed, Items):
                yield Slide("text", f"{title}: {name[0].lower()}{name[1:]}", mark, body=items(listed), marker="•")


def _case(module: Module, chapter: Chapter, material: Material) -> Iterator[Slide]:
    first = next(block for block in chapter.blocks if isinstance(block, Paragraph))
    yield Slide("part", chapter.title, body=(text(first.runs),))
    yield Slide("text", f"{module.case.title}: the situation", CASE, body=tuple(module.case.situation))
    for number, decision in enumerate(module.case.decisions, 1):
        yield from _decision(number, decision, material)


def _decision(number: int, decision: Decision, material: Material) -> Iterator[Slide]:
    letters = string.ascii_uppercase
    feedback = tuple(f"{letters[n]}. {choice.feedback}" for n, choice in enumerate(decision.choices))
    sources = tuple(material.link(id_) for choice in decision.choices for id_ in choice.records)
    mark = f"{CASE}: decision {number}"
    choices = tuple(choice.text for choice in decision.choices)
    yield Slide("statement", decision.question, mark)
    yield Slide(
        "text", f"Decision {number}: what could you do?", mark, body=choices, marker="A", said=feedback, sources=sources
    )


# -- the quiz ----------------------------------------------------------------------------------------


def _quiz(chapter: Chapter, module: Module, asked: Sequence[Item]) -> Iterator[Slide]:
    """Yield a question on each outcome, and its answer on the slide that follows."""
    yield Slide("part", chapter.title, body=("A question on each outcome. The answer is on the next slide.",))
    chosen = [min((i for i in asked if i.outcome == outcome), key=_suits) for outcome in module.outcomes]
    for number, item in enumerate(chosen, 1):
        yield from _question(number, item)


def _suits(item: Item) -> tuple[bool, bool, int]:
    """Return what sorts questions by how well they suit a slide: short ones first, but two options come last."""
    words = count([f"Question 1: {item.title}", item.text, *(answer.text for answer in item.answers)])
    return words > LIMIT, len(item.answers) < 3, words


def _question(number: int, item: Item) -> Iterator[Slide]:
    options = tuple(answer.text for answer in item.answers)
    yield Slide("text", f"Question {number}: {item.title}", item.task, lead=item.text, body=options, marker="A")
    feedback = tuple(
        f"{letter}. {'Right. ' if answer.is_right else ''}{f'Step {answer.step}. ' if answer.step else ''}"
        f"{answer.feedback}"
        for letter, answer in zip(string.ascii_uppercase, item.answers, strict=False)
    )
    sources = tuple(link for answer in item.answers for link in answer.links)
    right = [a for a in item.answers if a.is_right]
    title = f"Question {number}: the answer"
    all_sources = (*dict.fromkeys(sources), Link(item.title, item.address))
    if item.sort == "order":
        steps = tuple(answer.text for answer in sorted(item.answers, key=lambda answer: answer.step))
        yield Slide("text", title, body=steps, marker="1", said=feedback, sources=all_sources)
    elif len(right) == 1:
        body = (_lettered(item, right[0]), right[0].feedback)
        yield Slide("text", title, body=body, said=feedback, sources=all_sources)
    else:
        body = tuple(_lettered(item, answer) for answer in right)
        yield Slide("text", title, body=body, said=feedback, sources=all_sources)


def _lettered(item: Item, answer: Answer) -> str:
    return f"{string.ascii_uppercase[item.answers.index(answer)]}. {answer.text}"


# -- the end -----------------------------------------------------------------------------------------


def _close(module: Module, found: dict[str, Chapter], material: Material, subject: Subject) -> Iterator[Slide]:
    thoughts = found["reflection"]
    for name, content in named(thoughts.blocks):
        for listed in content:
            if isinstance(listed, Items):
                yield Slide("text", f"{thoughts.title}: {name[0].lower()}{name[1:]}", body=items(listed), marker="•")
    actions = found["actions"]
    for name, content in named(actions.blocks):
        if len(content) >= 1 and name.startswith("This "):
            yield Slide("text", f"{actions.title}: {name[0].lower()}{name[1:]}", body=tuple(lines(content)))
    yield from _sources(module, material)
    yield ending(subject, material)


def _sources(module: Module, material: Material) -> Iterator[Slide]:
    places: dict[str, list[str]] = {}
    for citation in module.sources:
        places.setdefault(citation.document, []).append(citation.heading)
    for document, headings in places.items():
        title = material.knowledge[document].display_title
        yield Slide(
            "text",
            "Sources",
            lead=title,
            body=tuple(f"“{heading}”" for heading in headings),
            marker="•",
            sources=(material.link(document), *(material.link(id_) for id_ in module.records)),
        )


def ending(subject: Subject, material: Material) -> Slide:
    """Return the last slide: what the slides say of themselves."""
    imprint = material.imprint(subject)
    return Slide(
        "end",
        "About these slides",
        body=(
            f"{imprint.site}, edition of {imprint.edition_day}",
            imprint.notice,
            f"Licence: CC BY 4.0",
            imprint.address,
        ),
    )
