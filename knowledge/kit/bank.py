"""The questions of the knowledge checks, as every format of a question bank takes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from knowledge.graph import Knowledge
from knowledge.kinds.module import Module
from knowledge.kinds.question import LEVELS, SORTS, USES, Question
from knowledge.kit.format import Imprint, Link, Material, Subject, course, modules


@dataclass(frozen=True)
class Answer:
    """An option of a question, or a step of an order, with its feedback and the entries that the feedback names."""

    text: str
    is_right: bool
    step: int
    """Where it comes in an order, counted from 1; 0 in any other question."""
    feedback: str
    links: tuple[Link, ...]


class Source(NamedTuple):
    """A document that a question is based on, and the places in it."""

    document: Link
    places: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """A question. Its answers are in the order in which they are shown: those of an order are shuffled."""

    id: str
    title: str
    module: str
    """The title of its module."""
    module_number: int
    use: str
    """Empty on its module's check, or else the check it belongs to, as in `Before the course`."""
    outcome: str
    outcome_number: int
    sort: str
    """One of kinds.question.SORTS."""
    task: str
    level: str
    text: str
    answers: tuple[Answer, ...]
    sources: tuple[Source, ...]
    address: str

    @property
    def section(self) -> str:
        """What it stands under in a bank: its module, or the check before or after the course."""
        return self.use or self.module

    @property
    def steps(self) -> list[Answer]:
        """The answers in their right order; none unless it asks for an order."""
        return sorted((answer for answer in self.answers if answer.step), key=lambda answer: answer.step)

    def tags(self, edition: str) -> list[str]:
        """Return the words by which a question can be found in a learning system, each short enough for Moodle."""
        outcome = f"Outcome {self.module_number}.{self.outcome_number}"
        words = [f"Module {self.module_number}", outcome, self.level.capitalize(), self.use, f"Edition {edition}"]
        return [word for word in words if word]


@dataclass(frozen=True)
class Bank:
    """What every file of questions is made from."""

    id: str
    title: str
    imprint: Imprint
    items: tuple[Item, ...]

    def sections(self) -> Iterator[tuple[str, list[Item]]]:
        """Yield the questions under what they stand under."""
        for section, found in groupby(self.items, key=lambda item: item.section):
            yield section, list(found)


def inputs(subject: Subject, material: Material) -> Bank:
    """Return what a file of questions on a subject is made from."""
    imprint = material.imprint(subject)
    id_, title = subject.id, f"{imprint.site}: {subject.title}"
    if subject.level:
        id_, title = f"{id_}-{subject.level}", f"{title} ({subject.level})"
    return Bank(id_, title, imprint, items(subject, material))


def banks(knowledge: Knowledge, titles: Mapping[str, str]) -> list[Subject]:
    """Return what has a bank of questions: the course, each module, and each level of a module."""
    whole = [*course(knowledge, titles), *modules(knowledge, titles)]
    parts = [module._replace(level=level) for module in modules(knowledge, titles) for level in LEVELS]
    asked = knowledge.of(Question)
    return [subject for subject in (*whole, *parts) if any(_belongs(question, subject) for question in asked)]


def items(subject: Subject, material: Material) -> tuple[Item, ...]:
    """Return the questions on a module, or on the course: module by module, each in the order of its file."""
    asked = material.knowledge.of(Question)
    of_subject = [q for q in asked if _belongs(q, subject)]
    number = {module.id: module.number for module in material.knowledge.of(Module)}
    return tuple(
        _item(q, material) for q in sorted(of_subject, key=lambda q: (list(USES).index(q.use), number[q.module]))
    )


def _belongs(question: Question, subject: Subject) -> bool:
    if subject.group == "course":
        return True
    of_module = question.module == subject.id and question.use == "module"
    return of_module and subject.level in ("", question.level)


def _item(question: Question, material: Material) -> Item:
    module = material.knowledge.get(Module, question.module)
    is_order = question.sort == "order"
    return Item(
        id=question.id,
        title=question.title,
        module=module.display_title,
        module_number=module.number,
        use=USES[question.use],
        outcome=module.outcomes[question.outcome - 1],
        outcome_number=question.outcome,
        sort=question.sort,
        task=SORTS[question.sort],
        level=question.level,
        text=question.summary,
        answers=tuple(
            Answer(
                text=option.text,
                is_right=option.is_right,
                step=question.options.index(option) + 1 if is_order else 0,
                feedback=option.feedback,
                links=tuple(material.link(id_) for id_ in option.records),
            )
            for option in question.as_shown()
        ),
        sources=_sources(question, material),
        address=material.address(question.id),
    )


def _sources(question: Question, material: Material) -> tuple[Source, ...]:
    places: dict[str, list[str]] = {}
    for citation in question.sources:
        places.setdefault(citation.document, []).append(citation.place)
    return tuple(Source(material.link(document), tuple(cited)) for document, cited in places.items())
