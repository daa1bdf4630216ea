"""The pictures: drawn from the records, with their content in words, without fixed colours or styles."""

from __future__ import annotations

import lxml.html
import pytest

from knowledge.charts import years
from knowledge.graph import Knowledge
from knowledge.kinds.duty import Duty
from knowledge.kinds.finding import Finding
from knowledge.kinds.process import Process
from tests.unit.test_render import page_of, shown


@pytest.mark.parametrize("name", ["referral", "governance", "timeline", "referral-years"])
def test_picture_has_a_name_and_takes_the_colour_of_the_text(name: str, knowledge: Knowledge) -> None:
    drawn = lxml.html.fromstring(f"<div>{page_of(knowledge, f'{name}.md').picture(name)}</div>").find(".//svg")
    assert drawn.get("aria-label")
    assert drawn.get("role") == "group"  # its parts are links
    for element in drawn.iter():
        assert "style" not in element.attrib
        for paint in ("fill", "stroke"):
            assert element.get(paint, "none") in ("none", "currentColor", "url(#dots)", "url(#stripes)")


def test_referral_in_words_names_every_trouble_with_its_finding(knowledge: Knowledge) -> None:
    text = page_of(knowledge, "referral.md").picture("referral")
    steps = knowledge.get(Process, "process-referral").steps
    findings = [id_ for step in steps for note in step.notes for id_ in note.records]
    assert len(findings) > 10
    for id_ in findings:
        assert isinstance(knowledge[id_], Finding)
        assert f"#{id_})" in text


def test_years_are_as_long_as_their_counts_and_say_where_they_cannot_be_compared() -> None:
    drawn = lxml.html.fromstring(
        years("Years", [("One", 10), ("Two", 5), ("Three", None)], {"Two": 2}, {"Three": "Another method"})
    )
    bars_drawn = [(float(r.get("width")), r.get("fill"), r.get("stroke-dasharray")) for r in drawn.iter("rect")]
    assert bars_drawn == [
        (340.0, "none", None),
        (170.0, "none", None),
        (68.0, "currentColor", None),
        (170.0, "none", "5 4"),
    ]
    words = [text.text_content() for text in drawn.iter("text")]
    assert words == ["One: 10", "Two: 5", "Another method", "Three"]
    assert [path.get("stroke-dasharray") for path in drawn.iter("path")] == ["10 6", "10 6"]


def test_referrals_of_a_year_that_was_not_read_show_no_figure(knowledge: Knowledge) -> None:
    rows = shown(page_of(knowledge, "developments.md").picture("referral-years")).findall(".//tbody/tr")
    found = {row[0].text_content(): [cell.text_content() for cell in row[1:5]] for row in rows}
    assert found["2024"] == ["6,922", "1,921 (28%)", "893 (13%)", "512 (7%)"]
    assert found["2023"] == ["6,817", "1,943 (29%)", "16%", "9%"]
    assert found["2025"] == ["Not read"] * 4


def test_matrix_has_a_row_for_every_duty(knowledge: Knowledge) -> None:
    rows = shown(page_of(knowledge, "matrix.md").picture("duties")).findall(".//tbody/tr")
    assert len(rows) == len(knowledge.of(Duty)) == 32
