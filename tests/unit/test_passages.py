"""What the search knows of the pages themselves, from built pages of a few lines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from knowledge.build import site_check
from knowledge.graph import Knowledge
from knowledge.kinds.phrases import Phrases
from knowledge.outputs import search
from tests.helpers.project import ROOT

OWN = """<article>
<p class="print-header">Our site</p>
<h1 id="about-tea">Tea<a class="headerlink" href="#x">¶</a></h1>
<p class="letters"><a href="#a">A</a></p>
<h2 id="about-tea-milk">With milk</h2>
<p>Pour it first. Some say last.</p><ul><li>Or <b>not</b>.</li></ul>
<h2 id="tea-a">A</h2><p>A letter.</p>
<h2 id="tea-empty">Nothing here</h2>
<h2 id="tea-form">Answers</h2><p>It stands on three pages.</p>
<h2 id="tea-links">Entries</h2>
<ul><li><strong><a href="../x/#rec-1">Recommendation 1</a></strong> (new)</li></ul>
<h2 id="term-ctlp">CTLP</h2><p>A record’s own text.</p>
<h2 id="rec-3-why">Why</h2><p>A section of a record.</p>
</article>"""
RECORDS = '<article><h1 id="rec-1">Recommendation 1</h1><p>Its text.</p><h2 id="rec-1-related">Related</h2></article>'


@pytest.fixture
def pages(tmp_path: Path) -> list[site_check.BuiltPage]:
    other = '<article><h1 id="rec-2">Two</h1><h2 id="other-form">Answers</h2><p>So does this.</p></article>'
    for folder, text in {"tea": OWN, "rec-1": RECORDS, "rec-2": other, "rec-3": other}.items():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "index.html").write_text(f"<!doctype html><title>x</title>{text}", encoding="utf-8")
    return site_check.read(tmp_path)


def test_passages_are_what_pages_say_outside_the_records(
    pages: list[site_check.BuiltPage], knowledge: Knowledge
) -> None:
    assert site_check.passages(pages, knowledge) == [
        ("about-tea", "tea/", "Tea", "", "Pour it first.", ""),
        (
            "about-tea-milk",
            "tea/",
            "With milk",
            "Tea",
            "Pour it first.",
            "Pour it first. Some say last. Or not.",
        ),
    ]


def test_page_is_found_by_itself_and_by_its_phrases(pages: list[site_check.BuiltPage], knowledge: Knowledge) -> None:
    data = search.data(knowledge, site_check.passages(pages, knowledge))
    *_, page, section = data["records"]
    assert data["kinds"][page["kind"]] == list(search.PAGE)
    assert (page["id"], page["summary"], data["pages"][page["page"]]) == ("about-tea", "Pour it first.", "tea/")
    assert data["headings"][section["headings"][0]] == [search.ON_THE_SITE, "Tea", []]
    assert search.data(knowledge)["kinds"] == data["kinds"][:-1], "without pages there is no such kind"
    worth = {kind: worth for kind, *_, worth in data["kinds"]}
    assert {kind for kind, value in worth.items() if value < 1} == {"question", "page"}, "they come after entries"


def test_phrases_lead_to_a_record_or_to_a_heading() -> None:
    made = [Phrases(id=id_, phrases=["x"]) for id_ in ("phrases-rec-1", "phrases-page-about-licence")]
    assert [(entry.target, entry.heading) for entry in made] == [
        ("rec-1", ""),
        ("about-licence", "about-licence"),
    ]


def test_phrases_of_a_heading_that_is_gone_are_named(
    pages: list[site_check.BuiltPage], knowledge: Knowledge, tmp_path: Path
) -> None:
    (tmp_path / "data").symlink_to(ROOT / "data")
    found = [str(problem) for problem in site_check.problems(tmp_path, knowledge, pages, tmp_path)]
    [named] = [line for line in found if "phrases-page-about-licence" in line]
    message = "no page has the heading 'about-licence'; name one that exists, or remove the entry"
    assert re.fullmatch(rf"data/phrases\.yml:\d+: phrases-page-about-licence: id: {re.escape(message)}", named)
