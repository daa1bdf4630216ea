"""The open data for spreadsheets, read back by other programs and compared with the records."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import lxml.html
import openpyxl
import pytest

from knowledge.graph import Knowledge
from knowledge.kinds import KINDS
from knowledge.layout import API, Site
from knowledge.outputs import open_data
from knowledge.outputs.tables import WORKBOOK, cell


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_csv_and_workbook_hold_what_the_json_holds(kind: type, site: Path) -> None:
    records = json.loads((site / API / f"{kind.plural}.json").read_text())["records"]
    raw = (site / API / f"{kind.plural}.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    wanted = [list(records[0]), *([cell(value) for value in record.values()] for record in records)]
    assert rows == wanted
    sheet = openpyxl.load_workbook(site / WORKBOOK)[kind.plural]
    assert [[value or "" for value in row] for row in sheet.iter_rows(values_only=True)] == wanted


def test_page_offers_every_file_of_the_open_data(site: Path, knowledge: Knowledge) -> None:
    page = lxml.html.parse(site / "about/open-data/index.html").getroot()
    offered = {link.removeprefix("../../") for link in page.xpath("//article//a/@href")}
    assert {file.path for file in open_data(knowledge, Site("", "", ""))} <= offered


def test_every_field_is_described(site: Path) -> None:
    page = lxml.html.parse(site / "about/fields/index.html").getroot()
    for kind, table in zip(KINDS, page.xpath("//article//table"), strict=True):
        rows = {row[0].text_content(): row[1].text_content() for row in table.xpath(".//tbody/tr")}
        assert set(rows) == set(kind.model_fields)
        assert all(rows.values()), kind
