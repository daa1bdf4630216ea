"""Records as cells of a spreadsheet."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest

from knowledge.outputs.tables import as_csv, as_workbook, cell

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (3, "3"),
        (["a", "b"], "a | b"),
        ([{"document": "d", "heading": "h", "paragraph": None}], "document: d, heading: h"),
        ("a, “b”", "a, “b”"),
    ],
)
def test_cell(value: object, text: str) -> None:
    assert cell(value) == text


@pytest.mark.parametrize("text", DANGEROUS)
def test_formula_does_not_run(text: str) -> None:
    rows = list(csv.reader(io.StringIO(as_csv([{"id": text}]).decode("utf-8-sig"), newline="")))
    assert rows[1] == [f"'{text}"]
    sheet = openpyxl.load_workbook(io.BytesIO(as_workbook({"one": [{"id": text.strip()}]}, "A title")))["one"]
    assert sheet["A2"].data_type == "s"
