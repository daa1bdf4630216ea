"""The slides of a module: from its page, in the order in which a session runs."""

from __future__ import annotations

import string
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.fingerprints import split
from knowledge.kinds.module import Actions, Decision, Module, Reflection
from knowledge.kinds.process import Process
from knowledge.kinds.source import Source
from knowledge.kit.bank import Answer, Item
from knowledge.kit.bank import items as questions
from knowledge.kit.blocks import Items, Notice, Paragraph, text
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
    point,
)
from knowledge.kit.deck import LIMIT, Deck, Image, Section, Slide, count, finished, timed
from knowledge.kit.format import Link, Material, Subject
from knowledge.kit.pictures import Picture, pictures, png
from knowledge.markdown import on_day
from knowledge.record import Record

WEIGHTS = {"opening": 4, "points": 10, "good": 4, "case": 8, "ask": 4, "quiz": 5, "close": 4}
"""How the time is shared out among the parts of a session."""
CASE = "Case (made up)"
SITUATION = "The situation"
LONGEST_TITLE = 90
"""How many characters a title above a list has at most: two lines."""
PIXELS = 1600
FEWEST = 3
"""How many questions a quiz has at least."""


def module_deck(subject: Subject, material: Material) -> Deck:
    """Return the slides of a module."""
    module = material.knowledge.get(Module, subject.id)
    found = {chapter.anchor.removeprefix(f"{module.id}-"): chapter for chapter in chapters(subject.page, material)}
    prose = [chapter for chapter in found.values() if not chapter.anchor.startswith(module.id)]
    sections = [
        Section("Opening", tuple(_opening(module, found, material, subject)), WEIGHTS["opening"]),
        Section("Key points", tuple(s for chapter in prose for s in _points(chapter, subject, material)), 10),
        Section("Good and poor", tuple(_lists(found["good-and-poor"])), WEIGHTS["good"]),
        Section("Case", tuple(_case(module, found["case"], material)), WEIGHTS["case"]),
        Section("Questions to ask", tuple(_lists(found["ask"])), WEIGHTS["ask"]),
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
    shown = _first(chapter)
    yield replace(shown, said=tuple(lines(chapter.blocks)), sources=chapter.sources)
    for content in chapter.content:
        if isinstance(content, Drawing):
            for picture in pictures(subject.page, material):
                if picture.title == content.title:
                    yield from drawn(picture, material)
        elif isinstance(content, Quotation):
            yield _quoted(content, material)
        elif isinstance(content, Notice):
            yield Slide("text", content.title, body=tuple(lines(content.blocks)))


def _first(chapter: Chapter) -> Slide:
    """Return the sentences with which a chapter begins, or the points of the list that follows its first paragraph."""
    content = [block for block in chapter.content if not isinstance(block, Quotation | Notice)]
    start = next((n for n, block in enumerate(content) if isinstance(block, Paragraph)), len(content))
    paragraphs = _leading(content[start:])
    told = [sentence for paragraph in paragraphs for sentence in split("".join(lines([paragraph])))]
    following = next(iter(content[start + len(paragraphs) :]), None)
    if len(paragraphs) == 1 and isinstance(following, Items):
        body = tuple(point(list(split("".join(lines(item[:1]))))) for item in following.items)
        shown = Slide("text", chapter.title, lead=told[-1], body=body, marker="•")
        return shown if shown.fits else replace(shown, lead="")
    return Slide("text", chapter.title, body=opening(told, LIMIT - count([chapter.title])))


def _leading(content: Sequence[Content]) -> list[Paragraph]:
    """Return the paragraphs before anything else."""
    paragraphs: list[Paragraph] = []
    for block in content:
        if not isinstance(block, Paragraph):
            break
        paragraphs.append(block)
    return paragraphs


def _quoted(quotation: Quotation, material: Material) -> Slide:
    record = material.knowledge[quotation.record]
    room = LIMIT - count([record.display_title])
    _, *others = quotation.blocks
    summary = [sentence for block in others[:1] if isinstance(block, Paragraph) for sentence in split(text(block.runs))]
    return Slide(
        "text",
        record.display_title,
        mark=f"{record.badge}{_published(record, material)}",
        body=opening(summary, room),
        said=tuple(lines(quotation.blocks)),
        sources=links(quotation.blocks),
    )


def _published(record: Record, material: Material) -> str:
    """Return when the source of a record was published, so that it is not taken for the state of today."""
    for citation in record.sources:
        published = material.knowledge.get(Source, citation.document).published
        if published:
            return f". Source published {on_day(published)}"
    return ""


def drawn(picture: Picture, material: Material) -> Iterator[Slide]:
    """Yield a picture of a page as slides: as boxes that can be edited, or else as an image."""
    process = next((process for process in material.knowledge.of(Process) if process.title == picture.title), None)
    if process is None:
        yield Slide("picture", picture.title, image=Image(png(picture.svg, PIXELS), picture.alt))
        return
    boxes = tuple(f"{step.name}: {step.text}" if step.name else step.text for step in process.steps)
    if process.form == "steps":
        yield Slide("steps", picture.title, body=boxes, marker="1")
    else:
        yield Slide("tiers", picture.title, body=boxes)
    if process.ends:
        yield Slide("tiers", picture.title, body=tuple(process.ends))


# -- the activities ----------------------------------------------------------------------------------


def _lists(chapter: Chapter) -> Iterator[Slide]:
    """Yield a slide for each list of a chapter, with the name above it as its title."""
    for name, content in named(chapter.blocks):
        for listed in content:
            if isinstance(listed, Items):
                yield Slide("text", name, chapter.title, body=items(listed), marker="•")


def _in_one(chapter: Chapter, names: int) -> Slide:
    """Return what a chapter says below its first names, such as what to do this week, as one slide."""
    body = []
    for name, content in named(chapter.blocks)[:names]:
        told = " ".join(line.removeprefix("• ") for line in lines(content))
        body.append(f"{name}{':' if name[-1].isalnum() else ''} {told}")
    return Slide("text", chapter.title, body=tuple(body))


def _case(module: Module, chapter: Chapter, material: Material) -> Iterator[Slide]:
    first = next(block for block in chapter.blocks if isinstance(block, Paragraph))
    yield Slide("part", chapter.title, body=(text(first.runs),))
    yield Slide("text", SITUATION, CASE, body=tuple(module.case.situation))
    for number, decision in enumerate(module.case.decisions, 1):
        yield from _decision(number, decision, material)


def _decision(number: int, decision: Decision, material: Material) -> Iterator[Slide]:
    letters = string.ascii_uppercase
    feedback = tuple(f"{letters[n]}. {choice.feedback}" for n, choice in enumerate(decision.choices))
    sources = tuple(material.link(id_) for choice in decision.choices for id_ in choice.records)
    mark = f"{CASE}: decision {number}"
    shown = Slide(
        "text",
        decision.question,
        mark,
        body=tuple(choice.text for choice in decision.choices),
        marker="A",
        said=feedback,
        sources=sources,
    )
    if shown.fits and len(shown.title) <= LONGEST_TITLE:
        yield shown
    else:
        yield Slide("statement", decision.question, mark)
        yield replace(shown, title=f"Decision {number}")


# -- the quiz ----------------------------------------------------------------------------------------


def _quiz(chapter: Chapter, module: Module, asked: Sequence[Item]) -> Iterator[Slide]:
    """Yield questions, each with its answer on the slide that follows."""
    yield Slide("part", chapter.title, body=("The answer to each question is on the slide after it.",))
    for number, item in enumerate(_chosen(module.outcomes, asked), 1):
        yield from _question(number, item)


def _chosen(outcomes: Sequence[str], asked: Sequence[Item]) -> list[Item]:
    """Return the question that suits slides best on each outcome, and more on any where these are fewer than FEWEST.

    A question whose options do not stand on one slide is chosen only where nothing else is left.
    """
    best = [min((item for item in asked if item.outcome == outcome), key=_suits) for outcome in outcomes]
    chosen = [item for item in best if _options(item).fits]
    others = sorted((item for item in asked if item not in chosen), key=_suits)
    chosen += others[: max(0, FEWEST - len(chosen))]
    return sorted(chosen, key=lambda item: outcomes.index(item.outcome))


def _options(item: Item) -> Slide:
    return Slide("text", "Question 1", body=tuple(answer.text for answer in item.answers), marker="A")


def _suits(item: Item) -> tuple[bool, bool, bool, int]:
    """Return what sorts questions by how well they suit a slide: short ones first, but two options come last."""
    words = _options(item).words + count([item.text])
    return not _options(item).fits, words > LIMIT, len(item.answers) < 3, words


def _question(number: int, item: Item) -> Iterator[Slide]:
    options = tuple(answer.text for answer in item.answers)
    yield Slide("text", f"Question {number}", item.task, lead=item.text, body=options, marker="A")
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
        body: tuple[str, ...] = (_lettered(item, right[0]), right[0].feedback)
        yield Slide("text", title, body=body, said=feedback, sources=all_sources)
    else:
        body = tuple(_lettered(item, answer) for answer in right)
        yield Slide("text", title, body=body, said=feedback, sources=all_sources)


def _lettered(item: Item, answer: Answer) -> str:
    return f"{string.ascii_uppercase[item.answers.index(answer)]}. {answer.text}"


# -- the end -----------------------------------------------------------------------------------------


def _close(module: Module, found: dict[str, Chapter], material: Material, subject: Subject) -> Iterator[Slide]:
    yield _in_one(found["reflection"], len(Reflection.model_fields))
    yield _in_one(found["actions"], len(Actions.model_fields))
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
            "Licence: CC BY 4.0",
            imprint.address,
        ),
    )
