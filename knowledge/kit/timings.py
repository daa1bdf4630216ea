"""How long the parts of a course take, and what happens when in a lesson plan or tabletop."""

from __future__ import annotations

import re
from typing import NamedTuple

import lxml.html

from knowledge.kinds.module import Module
from knowledge.kit.format import Material, Subject

SPAN = re.compile(r"(\d+)\D+(\d+)")
"""From which minute to which, as in `2–6`."""

MODULE_LINK = re.compile(rf"(?:^|/){Module.folder}/([a-z0-9-]+)/")


class Step(NamedTuple):
    """A row of the timings of a session: from which minute to which, and what to do."""

    start: int
    end: int
    what: str


def minutes(subject: Subject, material: Material) -> int:
    """Return how many minutes it takes to teach a subject; 0 where the site gives no time."""
    if subject.group == "module":
        return material.knowledge.get(Module, subject.id).minutes
    return max((step.end for step in steps(subject, material)), default=0)


def steps(subject: Subject, material: Material) -> tuple[Step, ...]:
    """Return the timings of a lesson plan or tabletop, from the table on its page; none for any other subject."""
    if subject.group != "session":
        return ()
    for table in material.article(subject.page).iter("table"):
        head, *rows = [[_text(cell) for cell in row.iter("th", "td")] for row in table.iter("tr")]
        if head[0] == "Minutes":
            return tuple(
                Step(int(found[1]), int(found[2]), row[1]) for row in rows if (found := SPAN.fullmatch(row[0]))
            )
    return ()


def modules_near(subject: Subject, material: Material) -> tuple[str, ...]:
    """Return the ids of the modules to which the page of a lesson plan or tabletop leads, in the order of the page."""
    if subject.group != "session":
        return ()
    slugs = [
        found[1]
        for link in material.article(subject.page).iter("a")
        if (found := MODULE_LINK.search(link.get("href", "")))
    ]
    ids = dict.fromkeys(f"{Module.prefix}{slug}" for slug in slugs)
    return tuple(id_ for id_ in ids if id_ in material.knowledge.records)


def _text(cell: lxml.html.HtmlElement) -> str:
    return " ".join(cell.text_content().split())
