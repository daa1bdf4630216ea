"""The questions of the knowledge checks, as every format of a question bank takes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.graph import Knowledge
from knowledge.kinds.module import Module
from knowledge.kinds.question import LEVELS, SORTS, USES, Question
from knowledge.kit.format import Link, Material, Subject, course, modules


@dataclass(frozen=True)
class Answer:
    """An option of a question, or a step of an order, with its feedback and the entries that the feedback names."""

    text: str
    is_right: bool
    step: int
    """Where it comes in an order, counted from 1; 0 in any other question."""
    feedback: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Item:
    """A question. Its answers stand in the order in which they are shown: those of an order are shuffled."""

    id: str
    title: str
    module: str
    """The title of its module."""
    use: str
    """Empty on its module's check, or else the check it belongs to, as in `Before the course`."""
    outcome: str
    sort: str
    """One of kinds.question.SORTS."""
    task: str
    level: str
    text: str
    answers: tuple[Answer, ...]
    address: str


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
        use=USES[question.use],
        outcome=module.outcomes[question.outcome - 1],
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
        address=material.address(question.id),
    )
