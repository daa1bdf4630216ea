"""Questions as a table for people: CSV, one row an option."""

from __future__ import annotations

import csv
import io
from typing import Any

from knowledge.kit.bank import Item, banks, items
from knowledge.kit.format import Format, Imprint, Material, Subject

COLUMNS = ("Question", "Title", "Module", "Level", "Task", "Text", "Option", "Right", "Feedback", "Sources", "Address")


def inputs(subject: Subject, material: Material) -> tuple[Imprint, tuple[Item, ...]]:
    """Return what the file says of itself, and the questions."""
    return material.imprint(subject), items(subject, material)


def make_csv(given: tuple[Imprint, tuple[Item, ...]]) -> bytes:
    """Return the questions as CSV in UTF-8, with the sign by which Excel knows it."""
    _, asked = given
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    writer.writerows(_rows(asked))
    return file.getvalue().encode("utf-8-sig")


def _rows(asked: tuple[Item, ...]) -> list[tuple[Any, ...]]:
    return [
        (
            item.id,
            item.title,
            item.module,
            item.level,
            item.task,
            item.text,
            answer.text,
            answer.step or ("yes" if answer.is_right else "no"),
            answer.feedback,
            "; ".join(link.title for link in answer.links),
            item.address,
        )
        for item in asked
        for answer in item.answers
    ]


CSV = Format(
    key="csv",
    name="CSV",
    about="Questions as a table, one row for each option, for any spreadsheet.",
    suffix="-questions.csv",
    subjects=banks,
    inputs=inputs,
    make=make_csv,
    use="table",
)
