"""The records as tables: CSV for each kind, and one workbook with a sheet for each."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from knowledge.graph import Knowledge
from knowledge.kinds import KINDS
from knowledge.layout import API
from knowledge.outputs.api import published_records, row_of
from knowledge.outputs.file import File, Surroundings

WORKBOOK = f"{API}/prevent-duty.xlsx"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would run when a cell begins with it."""

NARROWEST, WIDEST = 8, 42
"""How wide a column of the workbook may be, in characters."""

DAY_OF_FILES = datetime(2020, 1, 1, tzinfo=UTC)
"""The day in the workbook's properties: always the same, so that two builds of one commit are the same."""


def files(knowledge: Knowledge, surroundings: Surroundings) -> Iterator[File]:
    """Yield the records of each kind as CSV, and the workbook of all."""
    records = {kind: published_records(knowledge, kind) for kind in KINDS if knowledge.every(kind)}
    for kind, listed in records.items():
        path = f"{API}/{kind.plural}.csv"
        yield File(path, as_csv(listed), row_of(kind, knowledge), column="For spreadsheets", media="text/csv")
    book = as_workbook({kind.plural: listed for kind, listed in records.items()}, surroundings.site.title)
    yield File(WORKBOOK, book, "Everything, with a sheet for each kind", media=WORKBOOK_TYPE)


def cell(value: Any) -> str:
    """Return a value of a record as the text of a cell; a list's items are divided by ` | `."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {cell(item)}" for key, item in value.items() if item not in (None, [], ""))
    if isinstance(value, list | tuple):
        return " | ".join(cell(item) for item in value)
    return str(value)


def guarded(text: str) -> str:
    """Return the text of a cell with an apostrophe before it where a spreadsheet would run it as a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def as_csv(records: Sequence[Mapping[str, Any]]) -> bytes:
    """Return the records as CSV in UTF-8 with a byte order mark, which spreadsheets need to see the encoding.

    A cell that a spreadsheet would run as a formula begins with an apostrophe instead.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    names = list(records[0])
    writer.writerow(names)
    for record in records:
        writer.writerow(guarded(cell(record[name])) for name in names)
    return file.getvalue().encode("utf-8-sig")


def as_workbook(sheets: Mapping[str, Sequence[Mapping[str, Any]]], title: str) -> bytes:
    """Return a workbook of this title in which every cell is text, with a sheet for each name and its records."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"title": title, "created": DAY_OF_FILES})
    bold = book.add_format({"bold": True})
    for name, records in sheets.items():
        sheet = book.add_worksheet(name)
        names = list(records[0])
        for column, field in enumerate(names):
            texts = [cell(record[field]) for record in records]
            sheet.write_string(0, column, field, bold)
            for row, text in enumerate(texts, 1):
                sheet.write_string(row, column, text)
            # The library's own measure of each cell takes as long as all else.
            sheet.set_column(column, column, min(WIDEST, max(NARROWEST, *map(len, (field, *texts)))))
        sheet.freeze_panes(1, 1)
    book.close()
    return file.getvalue()
