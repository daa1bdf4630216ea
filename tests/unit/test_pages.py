"""The page files and the navigation that are derived from the records, and the calls of macros in pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from knowledge import docs
from knowledge.graph import Knowledge
from knowledge.kinds.discipline import Discipline
from knowledge.kinds.duty import Duty
from knowledge.kinds.recommendation import Recommendation
from knowledge.kinds.role import Role
from knowledge.load import load
from knowledge.pages import page_url, place, problems, write_stubs
from tests.helpers.project import ROOT


@pytest.mark.parametrize(
    ("page", "url"),
    [("index.md", ""), ("timeline.md", "timeline/"), ("roles/index.md", "roles/"), ("roles/a.md", "roles/a/")],
)
def test_page_url(page: str, url: str) -> None:
    assert page_url(page) == url


def test_places(knowledge: Knowledge) -> None:
    places = {id_: place(knowledge[id_]).url for id_ in ("rec-7", "duty-143", "duty-143-1", "term-ctlp")}
    assert places == {
        "rec-7": "recommendations/rec-7/#rec-7",
        "duty-143": "duties/duty-143/#duty-143",
        "duty-143-1": "duties/duty-143/#duty-143-1",
        "term-ctlp": "glossary/co-cz/#term-ctlp",
    }


def test_real_pages_are_right(knowledge: Knowledge) -> None:
    assert problems(ROOT, knowledge) == []
    for kind, folder in ((Recommendation, "recommendations"), (Discipline, "disciplines"), (Role, "roles")):
        ids = {record.id for record in knowledge.of(kind)}
        assert {path.stem for path in (ROOT / "docs" / folder).glob("*.md")} == ids | {"index"}
    paragraphs = {duty.id for duty in knowledge.of(Duty) if duty.bullet is None}
    assert {path.stem for path in (ROOT / "docs/duties").glob("*.md")} == paragraphs | {"index"}


def test_stubs_mend_what_is_missing_and_what_is_too_much(project: Path) -> None:
    knowledge = load(project)
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    (project / "docs/recommendations/rec-3.md").unlink()
    (project / "docs/roles/role-nobody.md").write_text("nobody\n")
    (project / "docs/duties/duty-140.md").write_text("changed\n")
    config = project / "mkdocs.yml"
    config.write_text(config.read_text().replace("      - recommendations/rec-5.md\n", ""))
    assert [str(problem) for problem in problems(project, knowledge)] == [
        "docs/duties/duty-140.md:1: duty-140: -: is not the page that the record needs; run 'make stubs'",
        "docs/recommendations/rec-3.md:1: rec-3: -: the record has no page; run 'make stubs'",
        "docs/roles/role-nobody.md:1: -: -: is the page of no record; run 'make stubs'",
        "mkdocs.yml:1: -: nav: does not list the pages of the records; run 'make stubs'",
    ]
    assert sorted(write_stubs(project, knowledge)) == [
        "docs/duties/duty-140.md",
        "docs/recommendations/rec-3.md",
        "docs/roles/role-nobody.md",
        "mkdocs.yml",
    ]
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before
    assert write_stubs(project, knowledge) == []


def test_navigation_without_an_overview(project: Path, knowledge: Knowledge) -> None:
    config = project / "mkdocs.yml"
    config.write_text(re.sub(r" +- roles/.*\n", "", config.read_text()))
    assert [str(problem) for problem in problems(project, knowledge)] == [
        "mkdocs.yml:1: -: nav: does not list roles/index.md, below which the records' pages stand; add it"
    ]


@pytest.mark.parametrize(
    ("accepted", "rejected", "problem"),
    [
        ('{{ link("rec-7") }}', '{{ link("rec-77") }}', "link: unknown record 'rec-77'; did you mean 'rec-7'?"),
        (
            '{{ picture("referral") }}',
            '{{ overview("roles") }}',
            "overview: unknown kind 'roles'; did you mean 'role'?",
        ),
        ('{{ link("rec-7", "x") }}', '{{ links("rec-7") }}', "-: unknown macro 'links'; did you mean 'link'?"),
        ('{{ permanent("rec-7") }}', "{{ permanent() }}", "permanent: unknown record 'None'; use one that exists"),
        ("{{ letters() }}", '{{ index("a-d") }}', "index: unknown page of the A–Z 'a-d'; use one that exists"),
        (
            "{{ downloads() }}",
            '{{ link("rec-7" }}',
            "-: a macro call is broken (unexpected '}', expected ')'); mend it",
        ),
    ],
)
def test_calls_in_pages(accepted: str, rejected: str, problem: str, project: Path, knowledge: Knowledge) -> None:
    page = project / "docs/about/index.md"
    text = page.read_text()
    line = text.count("\n") + 1
    page.write_text(f"{text}{accepted}\n")
    assert docs.problems(project, knowledge) == []
    page.write_text(f"{text}{rejected}\n")
    assert [str(found) for found in docs.problems(project, knowledge)] == [f"docs/about/index.md:{line}: -: {problem}"]


@pytest.mark.parametrize(
    ("accepted", "rejected", "problem"),
    [
        (
            "## New { #about-new }",
            "## New",
            "-: -: the heading 'New' has no anchor; write { #a-name } behind it",
        ),
        (
            "## New { #about-new }",
            "## New { #rec-7 }",
            "rec-7: -: stands in docs/recommendations/rec-7.md already; give the heading 'New' another anchor",
        ),
    ],
)
def test_anchors_of_pages(accepted: str, rejected: str, problem: str, project: Path, knowledge: Knowledge) -> None:
    page = project / "docs/about/index.md"
    text = page.read_text()
    line = text.count("\n") + 1
    page.write_text(f"{text}{accepted}\n")
    assert docs.problems(project, knowledge) == []
    assert docs.sections(project, knowledge)["about-new"].title == "New"
    page.write_text(f"{text}{rejected}\n")
    assert [str(found) for found in docs.problems(project, knowledge)] == [f"docs/about/index.md:{line}: {problem}"]
