"""Handouts of two pages at most, as PDF that a screen reader can read: one for each module and each topic."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import lxml.html

from knowledge.graph import Knowledge
from knowledge.kinds.development import Development
from knowledge.kinds.expectation import Expectation
from knowledge.kinds.module import Module
from knowledge.kinds.recommendation import Recommendation
from knowledge.kinds.source import Source
from knowledge.kit import register, typeset
from knowledge.kit.format import Format, Imprint, KitError, Material, Subject, modules, topics
from knowledge.kit.pictures import Picture, pictures
from knowledge.kit.register import Note, Point
from knowledge.markdown import number_of

PAGES = 2
"""How many pages a handout may have: both sides of a sheet."""

TEMPLATE = "handout.typ"

SIZES = (10.5, 10.0, 9.5)
"""The sizes of type in points, the one to try first at the head. No handout is set in smaller type than the last."""

TOPIC_LEAD = (
    "What was recommended or expected in the 2020 inspection report, and what we inferred from it. "
    "What is stated most firmly comes first."
)


class TooLongError(KitError):
    """A handout is longer than a sheet, however much is left out."""


@dataclass(frozen=True)
class Group:
    """A list, with its name if it has one."""

    name: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Cited:
    """A record to refer to, and the places in it, in words."""

    title: str
    address: str
    places: str


@dataclass(frozen=True)
class Section:
    """A part of a handout. One of a rank above 0 may be left out; the highest rank goes first."""

    title: str
    lead: str = ""
    picture: Picture | None = None
    groups: tuple[Group, ...] = ()
    changes: tuple[Note, ...] = ()
    points: tuple[Point, ...] = ()
    cited: tuple[Cited, ...] = ()
    rank: int = 0


@dataclass(frozen=True)
class Handout:
    """What a handout says."""

    imprint: Imprint
    title: str
    lead: str
    sections: tuple[Section, ...]
    size: float = SIZES[0]
    left_out: tuple[str, ...] = ()
    """What did not fit, in words."""


# -- what it may say ---------------------------------------------------------------------------------


def subjects(knowledge: Knowledge, titles: Mapping[str, str]) -> list[Subject]:
    """Return what there is a handout of: every module and every topic."""
    return [*modules(knowledge, titles), *topics(knowledge, titles)]


def inputs(subject: Subject, material: Material) -> Handout:
    """Return all that a handout may say."""
    return of_topic(subject, material) if subject.group == "topic" else of_module(subject, material)


def of_module(subject: Subject, material: Material) -> Handout:
    """Return all that the handout of a module may say; its headings and labels are those of its page."""
    module = material.knowledge.get(Module, subject.id)
    article = material.article(subject.page)

    def section(part: str, *texts: str, rank: int = 0) -> Section:
        heading = article.get_element_by_id(f"{module.id}-{part}")
        return Section(_text(heading), groups=_groups(heading, texts), rank=rank)

    ask, actions = module.ask, module.actions
    based_on = [material.knowledge[id_] for id_ in module.records]
    changes = [record for record in based_on if isinstance(record, Development)]
    places: dict[str, list[str]] = {}
    for citation in module.sources:
        places.setdefault(citation.document, []).append(citation.heading)
    return Handout(
        material.imprint(subject),
        module.display_title,
        module.summary,
        (
            section("outcomes", *module.outcomes),
            *(Section(picture.title, picture=picture, rank=1) for picture in pictures(subject.page, material)),
            section("good-and-poor", *module.good, *module.poor),
            section("ask", *ask.team, *ask.region, *ask.partners, *ask.chief),
            section("evidence", *module.evidence, rank=2),
            section("actions", actions.week, actions.month, actions.quarter),
            *_since(changes, material),
            Section(Source.name, cited=_cited(places, material, places)),
            Section("Based on", cited=_cited(module.records, material), rank=3),
        ),
    )


def of_topic(subject: Subject, material: Material) -> Handout:
    """Return all that the handout of a topic may say: what is expected, and what has changed since 2020."""
    knowledge = material.knowledge
    records = [*register.recommendations(subject, knowledge), *register.expectations(subject, knowledge)]
    changes = register.changes_of(records, knowledge)
    recommended = register.recommended(subject, material, changes)
    return Handout(
        material.imprint(subject),
        _text(material.article(subject.page).find(".//h1")),
        TOPIC_LEAD,
        (
            *_since(changes, material),
            *([Section(Recommendation.name, points=recommended)] if recommended else []),
            Section(Expectation.name, points=register.expected(subject, material, changes)),
            Section(Source.name, cited=_cited([c.document for r in records for c in r.sources], material)),
        ),
    )


def _since(changes: Sequence[Development], material: Material) -> Iterator[Section]:
    if changes:
        yield Section(Development.name, changes=register.notes(changes, material))


def _cited(ids: Iterable[str], material: Material, places: Mapping[str, list[str]] | None = None) -> tuple[Cited, ...]:
    """Return records to refer to, each once, with the places in them."""
    links = ((material.link(id_), (places or {}).get(id_, [])) for id_ in dict.fromkeys(ids))
    return tuple(Cited(link.title, link.address, "; ".join(f"“{place}”" for place in at)) for link, at in links)


def _groups(heading: lxml.html.HtmlElement, texts: Iterable[str]) -> tuple[Group, ...]:
    """Return the lists below a heading of a page that hold these texts, each with the label above it."""
    groups: list[Group] = []
    wanted, label = set(texts), ""
    for element in heading.itersiblings():
        if element.tag in ("h1", "h2"):
            break
        if element.tag == "p":
            label = _text(element)
        for part in element.iter("li", "dt", "dd"):
            if part.tag == "dt":
                label = _text(part)
            elif (text := _text(part)) in wanted:
                if groups and groups[-1].name == label:
                    groups[-1] = replace(groups[-1], items=(*groups[-1].items, text))
                else:
                    groups.append(Group(label, (text,)))
    return tuple(groups)


def _text(element: lxml.html.HtmlElement) -> str:
    """Return the words of an element, without the sign that links to it."""
    return " ".join("".join(element.xpath(".//text()[not(ancestor::a[@class='headerlink'])]")).split())


# -- what fits ---------------------------------------------------------------------------------------


def make(handout: Handout) -> bytes:
    """Return the handout as PDF, with as much as fits on its pages; raises TooLongError when nothing does."""
    shorter = list(_shorter(handout))
    fits = bisect_left(shorter, True, key=lambda each: typeset.page_count(TEMPLATE, _filled(each)) <= PAGES)
    if fits == len(shorter):
        raise TooLongError(f"'{handout.title}' does not fit on {PAGES} pages, however much is left out")
    return typeset.pdf(TEMPLATE, _filled(shorter[fits]))


def _shorter(handout: Handout) -> Iterator[Handout]:
    """Yield the handout, and then with less and less on it, each time saying what is left out.

    Smaller type comes first. Then sections go, that of the highest rank first; then the summaries of the least firm
    points, then those points.
    """
    for size in SIZES:
        handout = replace(handout, size=size)
        yield handout
    sections = handout.sections
    gone: tuple[str, ...] = ()
    for section in sorted((each for each in sections if each.rank), key=lambda each: -each.rank):
        sections = tuple(kept for kept in sections if kept is not section)
        gone = (*gone, f"“{section.title}”")
        yield replace(handout, sections=sections, left_out=gone)
    count = sum(len(section.points) for section in sections)
    for full in reversed(range(count)):
        said = f"The summaries of {number_of(count - full, 'entry', 'entries')}"
        yield replace(handout, sections=_cut(sections, count, full), left_out=(*gone, said))
    for shown in reversed(range(1, count)):
        said = f"{number_of(count - shown, 'more entry', 'more entries')}, and the summaries of those above"
        yield replace(handout, sections=_cut(sections, shown, 0), left_out=(*gone, said))


def _cut(sections: Iterable[Section], shown: int, full: int) -> tuple[Section, ...]:
    """Return sections with the first so many points, of which the first so many have a summary."""
    made = []
    before = 0
    for section in sections:
        numbered = enumerate(section.points, before)
        kept = tuple(point if n < full else replace(point, text="") for n, point in numbered if n < shown)
        before += len(section.points)
        if kept or not section.points:
            made.append(replace(section, points=kept))
    return tuple(made)


def _filled(handout: Handout) -> dict[str, Any]:
    """Return what the template shows."""
    return {**typeset.frame(handout.imprint, "Handout", handout.title), **asdict(handout)}


HANDOUT = Format(
    key="handout",
    name="Handout (PDF)",
    about="A sheet to print or send, with the essentials of a module or topic on two pages at most.",
    suffix="-handout.pdf",
    subjects=subjects,
    inputs=inputs,
    make=make,
)
