"""What the page for results before and after a session knows in the browser: the checks and their questions."""

from __future__ import annotations

import string
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from knowledge.graph import Knowledge
from knowledge.kinds.module import Module, in_order
from knowledge.kinds.question import SORTS, USES, Question
from knowledge.layout import page_url, permalink
from knowledge.outputs.file import File, Surroundings, script

DATA = "teach/before-after/data.js"
"""The path of the list of the checks below the site's root."""

QUESTIONS = "teach/before-after/questions.js"
"""The path of the questions of the checks before and after the course, to print."""


def files(knowledge: Knowledge, surroundings: Surroundings) -> Iterator[File]:
    """Yield the list of the checks, and the questions of those before and after the course."""
    told = {
        "site": surroundings.site.title,
        "edition": surroundings.site.edition,
        "checks": checks(knowledge, surroundings.site.address),
    }
    yield File(DATA, script("checkData", told))
    yield File(QUESTIONS, script("checkQuestions", questions(knowledge)))


def checks(knowledge: Knowledge, home: str) -> list[dict[str, Any]]:
    """Return each check that can be taken before and after a session, that of the whole course first.

    `pages` are the [name, address from the root] of its questions. `rows` are [id, id of the module, what is tested,
    question before, question after]; a question is [number on its page, id, title], null where there is none. On the
    check of a module the two are the same.
    """
    asked = [question for question in knowledge.of(Question) if question.retired is None]
    used = [m for m in in_order(knowledge) if any(q.module == m.id and q.use == "module" for q in asked)]
    around = _around(knowledge, asked)
    course = [
        {
            "id": "course",
            "title": "Before and after the course",
            "address": f"{home}{permalink('checks')}",
            "pages": [[name, page_url(f"{Question.folder}/{use}.md")] for use, name in USES.items() if name],
            "rows": around,
        }
    ]
    return (course if around else []) + [
        {
            "id": module.id,
            "title": module.display_title,
            "address": f"{home}{permalink(f'checks-{module.slug}')}",
            "pages": [[module.display_title, page_url(f"{Question.folder}/{module.slug}.md")]],
            "rows": _own(module, asked),
        }
        for module in used
    ]


def questions(knowledge: Knowledge) -> dict[str, list[Any]]:
    """Return the questions before and after the course: [use, what to do, text, options, the right letters] by id."""
    return {
        question.id: [
            question.use,
            SORTS[question.sort],
            question.summary,
            [f"{letter}. {o.text}" for letter, o in zip(string.ascii_uppercase, question.as_shown(), strict=False)],
            question.answer(),
        ]
        for question in knowledge.of(Question)
        if question.retired is None and question.use != "module"
    }


def _own(module: Module, asked: Sequence[Question]) -> list[list[Any]]:
    """Return the rows of a module's check, each with one question for both."""
    own = [each for each in asked if each.module == module.id and each.use == "module"]
    return [
        [q.id, module.id, module.outcomes[q.outcome - 1], [number, q.id, q.title], [number, q.id, q.title]]
        for number, q in enumerate(own, 1)
    ]


def _around(knowledge: Knowledge, asked: Sequence[Question]) -> list[list[Any]]:
    """Return the rows of the checks before and after the course: two questions on the same outcome in one row.

    They stand in the order of the page, as on paper.
    """
    numbers = {
        question.id: number
        for use in ("before", "after")
        for number, question in enumerate(_on_page(knowledge, use), 1)
    }
    rows = []
    for module in in_order(knowledge):
        for number, outcome in enumerate(module.outcomes, 1):
            of_outcome = [q for q in asked if (q.module, q.outcome) == (module.id, number) and q.use != "module"]
            before = [q for q in of_outcome if q.use == "before"]
            after = [q for q in of_outcome if q.use == "after"]
            for first, second in zip_longest(before, after):
                pair = [[numbers[q.id], q.id, q.title] if q else None for q in (first, second)]
                rows.append([(first or second).id, module.id, outcome, *pair])
    return sorted(rows, key=lambda row: (row[3] or row[4])[0])


def _on_page(knowledge: Knowledge, use: str) -> list[Question]:
    """Return the questions of the page of a check in the order of the page."""
    page = knowledge.pages.get(f"{Question.folder}/{use}.md", ())
    return [record for record in page if isinstance(record, Question) and record.retired is None]
