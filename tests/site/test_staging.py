"""A build that goes wrong, at whatever step, leaves the last good site as it is and says why in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.project import build
from tests.helpers.small import small

YESTERDAY = "the site of yesterday"


@pytest.fixture
def yesterday(tmp_path: Path) -> Path:
    """The small project with a site that was built before."""
    project = small(tmp_path / "project")
    (project / "site").mkdir()
    (project / "site/index.html").write_text(YESTERDAY)
    return project


@pytest.mark.parametrize(
    ("file", "text", "problem"),
    [
        ("docs/about/index.md", "## No anchor", "the heading 'No anchor' has no anchor; write { #a-name } after it"),
        ("docs/about/index.md", "## Twice { #about-method }", "about-method: -: is also on the page /about/"),
        (
            "docs/about/index.md",
            '<p id="twice">a</p>\n\n<p id="twice">b</p>',
            "twice: -: appears 2 times on the page; an anchor can appear only once",
        ),
        (
            "docs/about/index.md",
            '<a href="../nowhere/">x</a>',
            "the link '../nowhere/' does not lead to a page; correct its address",
        ),
        (
            "docs/about/index.md",
            '<a href="../glossary/#term-nothing">x</a>',
            "the link '../glossary/#term-nothing' does not lead to a place on its page; correct the part after '#'",
        ),
        (
            "data/ledger.csv",
            "gone-section,section,2026-11-22",
            "no heading has it now; restore the anchor of the heading",
        ),
        ("docs/about/new.md", "# In no menu { #about-new }\n\nA page that mkdocs.yml does not list.", "about/new.md"),
        ("web/site.js", "let = ;", "web: scripts and styles could not be built: web/site.js:"),
    ],
)
def test_last_good_site_stays(file: str, text: str, problem: str, yesterday: Path) -> None:
    path = yesterday / file
    path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + f"{text}\n", encoding="utf-8")
    done = build(yesterday)
    assert done.returncode != 0
    assert problem in done.stderr
    assert "Traceback" not in done.stderr
    assert [found.read_text() for found in (yesterday / "site").rglob("*")] == [YESTERDAY]


def test_fault_of_a_page_is_told_with_its_line(yesterday: Path) -> None:
    page = yesterday / "docs/about/index.md"
    line = page.read_text(encoding="utf-8").count("\n") + 2
    page.write_text(page.read_text(encoding="utf-8") + "\n## No anchor\n", encoding="utf-8")
    assert f"docs/about/index.md:{line}: -: -: the heading 'No anchor' has no anchor" in build(yesterday).stderr


def test_good_site_takes_the_place_of_the_last_one(yesterday: Path) -> None:
    (yesterday / "site/left-over.html").write_text("of a page that is gone")
    done = build(yesterday)
    assert done.returncode == 0, done.stderr
    assert (yesterday / "site/index.html").read_text() != YESTERDAY
    assert not (yesterday / "site/left-over.html").exists()
    assert not list(yesterday.glob(".site.*"))
