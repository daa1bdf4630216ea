"""The page files and the navigation that the records need, and the macro calls in pages."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from knowledge import calls
from knowledge.graph import Knowledge
from knowledge.kept import Kept
from knowledge.layout import beside, page_url
from knowledge.load import load
from knowledge.pages import stubs
from tests.helpers.project import ROOT

AUTHOR = ("-c", "user.name=A", "-c", "user.email=a@example.org")


def contents(root: Path) -> dict[Path, bytes]:
    """Return every file of a project with what is in it."""
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def said(root: Path, knowledge: Knowledge) -> list[str]:
    """Return what is wrong with the pages and their calls, sorted."""
    kept = Kept(root)
    found = [*stubs.problems(root, knowledge, kept), *calls.problems(root, knowledge, kept)]
    return sorted(map(str, found))


@pytest.mark.parametrize(
    ("page", "url"),
    [("index.md", ""), ("timeline.md", "timeline/"), ("roles/index.md", "roles/"), ("roles/a.md", "roles/a/")],
)
def test_page_url(page: str, url: str) -> None:
    assert page_url(page) == url


def test_link_to_what_stands_beside_the_pages_does_not_know_how_deep_a_page_is() -> None:
    assert beside("id/rec-7/") == '<a href="site:id/rec-7/">id/rec-7/</a>'


@pytest.mark.parametrize(
    ("id_", "url"),
    [
        ("rec-7", "recommendations/rec-7/#rec-7"),
        ("duty-143", "duties/duty-143/#duty-143"),
        ("duty-143-1", "duties/duty-143/#duty-143-1"),
        ("term-ctlp", "glossary/#term-ctlp"),
        ("source-hmicfrs-2020", "sources/#source-hmicfrs-2020"),
    ],
)
def test_places(id_: str, url: str, knowledge: Knowledge) -> None:
    assert knowledge.place(id_).url == url


def test_real_pages_are_right(knowledge: Knowledge) -> None:
    assert said(ROOT, knowledge) == []


def test_stubs_write_what_is_missing(project: Path, knowledge: Knowledge) -> None:
    before = contents(project)
    (project / "docs/recommendations/rec-3.md").unlink()
    (project / "docs/findings/staff.md").unlink()
    config = project / "mkdocs.yml"
    config.write_text(config.read_text().replace("          - recommendations/rec-5.md\n", ""))
    assert said(project, knowledge) == [
        "docs/findings/staff.md:1: staff: -: the record has no page; run 'make stubs'",
        "docs/recommendations/rec-3.md:1: rec-3: -: the record has no page; run 'make stubs'",
        "mkdocs.yml:1: -: nav: does not list all pages of the records; run 'make stubs'",
    ]
    written = ["docs/findings/staff.md", "docs/recommendations/rec-3.md", "mkdocs.yml"]
    assert sorted(stubs.write(project, knowledge)) == written
    assert contents(project) == before
    assert stubs.write(project, knowledge) == []


def test_stubs_leave_prose_and_other_pages_as_they_are(project: Path, knowledge: Knowledge) -> None:
    page = project / "docs/recommendations/rec-3.md"
    page.write_text("---\ntitle: Mine\n---\n\nProse before it.\n\n{{ record('rec-3') }}\n\n{{ quote('rec-7') }}\n")
    (project / "docs/roles/how-to-read.md").write_text("# Prose in the folder of a kind { #roles-how }\n")
    config = project / "mkdocs.yml"
    config.write_text(
        config.read_text().replace("- roles/index.md\n", "- roles/index.md\n      - Mine: roles/how-to-read.md\n")
    )
    before = contents(project)
    assert said(project, knowledge) == []
    assert stubs.write(project, knowledge) == []
    assert contents(project) == before


def test_page_that_does_not_show_its_record_is_named_and_left(project: Path, knowledge: Knowledge) -> None:
    page = project / "docs/duties/duty-140.md"
    page.write_text("changed\n")
    assert said(project, knowledge) == [
        'docs/duties/duty-140.md:1: duty-140: -: does not call {{ record("duty-140") }}, so its records '
        "are not shown; add the call to the page"
    ]
    assert stubs.write(project, knowledge) == []
    assert page.read_text() == "changed\n"


def test_page_of_a_record_that_is_gone_is_named_and_left(project: Path, knowledge: Knowledge) -> None:
    page = project / "docs/roles/role-nobody.md"
    page.write_text('{{ record("role-nobody") }}\n')
    assert [line.partition("; ")[0] for line in said(project, knowledge)] == [
        "docs/roles/role-nobody.md:1: -: -: is not in any menu",
        "docs/roles/role-nobody.md:1: -: record: unknown record 'role-nobody'",
    ]
    assert stubs.write(project, knowledge) == []
    assert page.exists()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            '{{ record("rec-7") }}',
            'record: record("rec-7") is already on docs/recommendations/rec-7.md, and an anchor can appear '
            'only once; write quote("rec-7") or link("rec-7") here',
        ),
        (
            '{{ overview("role") }}',
            'overview: overview("role") is already on docs/roles/index.md, and an anchor can appear only once; '
            "link to it",
        ),
        (
            '{{ group_page("finding", "nothing") }}',
            'group_page: there are no records on group_page("finding", "nothing"); remove the call, and remove the '
            "page if nothing else is on it",
        ),
    ],
)
def test_what_stands_elsewhere_is_not_shown_twice(text: str, problem: str, project: Path, knowledge: Knowledge) -> None:
    page = project / "docs/about/index.md"
    line = page.read_text().count("\n") + 1
    page.write_text(f"{page.read_text()}{text}\n")
    assert said(project, knowledge) == [f"docs/about/index.md:{line}: -: {problem}"]


@pytest.mark.parametrize(
    ("accepted", "rejected"),
    [
        ('{{ quote("rec-7") }}', 'Read this: {{ quote("rec-7") }}'),
        ('{{ quote("rec-7") }}{# why #}', '{{ quote("rec-7") }}.'),
        ('{{- quote("rec-7") -}}', '- {{ quote("rec-7") }}'),
        ('{{ quote(\n"rec-7") }}', '{{ quote("rec-7") }} {{ quote("rec-1") }}'),
        ('{% if true %}{{ quote("rec-7") }}{% endif %}', '!!! note\n    {{ quote("rec-7") }}'),
        ('{{ picture("referral") | trim }}', '- item\n\n    {{ picture("referral") }}'),
    ],
)
def test_block_stands_alone(accepted: str, rejected: str, project: Path, knowledge: Knowledge) -> None:
    page = project / "docs/about/index.md"
    text = page.read_text()
    page.write_text(f"{text}{accepted}\n")
    assert said(project, knowledge) == []
    page.write_text(f"{text}{rejected}\n")
    line = page.read_text().count("\n")
    found = said(project, knowledge)
    assert {problem.split(": ")[0] for problem in found} == {f"docs/about/index.md:{line}"}
    assert all("write the call on a line of its own, without indentation" in problem for problem in found)


def test_navigation_without_an_overview_gets_a_section(project: Path, knowledge: Knowledge) -> None:
    config = project / "mkdocs.yml"
    config.write_text(re.sub(r" +- (?:Roles and organisations:\n|(?:.*: )?roles/.*\n)", "", config.read_text()))
    assert stubs.write(project, knowledge) == ["mkdocs.yml"]
    text = config.read_text()
    section = "  - Roles and organisations:\n      - roles/index.md\n      - roles/role-npcc-national-prevent-lead.md\n"
    assert section in text
    assert text.index("roles/index.md") < text.index("  - About this site:")
    assert stubs.write(project, knowledge) == []


@pytest.mark.parametrize(
    ("accepted", "rejected", "problem"),
    [
        ('{{ link("rec-7") }}', '{{ link("rec-77") }}', "link: unknown record 'rec-77'; did you mean 'rec-7'?"),
        ('{{ link(id_="rec-7") }}', '{{ link(id_="rec-77") }}', "link: unknown record 'rec-77'; did you mean 'rec-7'?"),
        ('{{ quote("rec-7") }}', '{{ quote("rec77") }}', "quote: unknown record 'rec77'; did you mean 'rec-7'?"),
        (
            '{{ picture("referral") }}',
            '{{ picture("referal") }}',
            "picture: unknown picture 'referal'; did you mean 'referral'?",
        ),
        ('{{ link("rec-7", "x") }}', '{{ links("rec-7") }}', "-: unknown name 'links'; did you mean 'link'?"),
        (
            '{{ permalink("rec-7") }}',
            "{{ permalink() }}",
            "permalink: missing a required argument: 'id_'; write permalink(id_, titled)",
        ),
        ("{{ edition_day() }}", "{{ editon_day() }}", "-: unknown name 'editon_day'; did you mean 'edition_day'?"),
        ("{{ notice_short }}", "{{ notice_shrt }}", "-: unknown name 'notice_shrt'; did you mean 'notice_short'?"),
        ("{{ 5 | round }}", "{{ 5 | rond }}", "-: unknown filter 'rond'; did you mean 'round'?"),
        (
            "{{ counts() }}",
            '{{ link("rec-7" }}',
            "-: a macro call is broken (unexpected '}', expected ')'); close it with }}, or correct it",
        ),
    ],
)
def test_calls_in_pages(accepted: str, rejected: str, problem: str, project: Path, knowledge: Knowledge) -> None:
    page = project / "docs/about/index.md"
    text = page.read_text()
    line = text.count("\n") + 1
    page.write_text(f"{text}{accepted}\n")
    assert said(project, knowledge) == []
    page.write_text(f"{text}{rejected}\n")
    assert said(project, knowledge) == [f"docs/about/index.md:{line}: -: {problem}"]


@pytest.mark.parametrize(
    "text",
    [
        "```\n# a comment in code\n```",
        "{{ page.title }} {{ config.site_name }} {{ now() }}",
        "{% for id_ in ['rec-1', 'rec-2'] %}{{ link(id_) }}{% endfor %}",
        "{% set id_ = 'rec-3' %}{{ link(id_) }} {{ link(*[id_]) }}",
        "{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}{{ twice('a') }}",
        "{% raw %}{{ nothing }}{% endraw %}",
        "{{ {'a': 1} | pretty }}",
        '```python title="a"\nx = 1\n\n# y\n```',
    ],
)
def test_what_the_engine_takes_is_no_problem(text: str, project: Path, knowledge: Knowledge) -> None:
    page = project / "docs/about/index.md"
    page.write_text(f"{page.read_text()}\n{text}\n")
    assert said(project, knowledge) == []


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"# T { #t }\n\xff", "is not UTF-8; save the file as UTF-8"),
        (b"---\ntitle: [\n---\n# T { #t }", None),
        (b"---\n# a note\ntitle: T\n---\n{{ title }}", None),
        (b"", None),
    ],
)
def test_no_page_gives_a_traceback(content: bytes, problem: str | None, project: Path, knowledge: Knowledge) -> None:
    (project / "docs/about/new.md").write_bytes(content)
    (project / "docs/.#index.md").symlink_to("nowhere")
    menu = "is not in any menu; add it under nav in mkdocs.yml"
    wanted = [f"docs/about/new.md:1: -: -: {text}" for text in (menu, problem) if text]
    assert said(project, knowledge) == sorted(wanted)


def test_moved_page_leads_to_one_that_is_there(project: Path) -> None:
    data = project / "data/moved.yml"
    data.write_text(
        f"{data.read_text()}- id: moved-one\n  was: timeline/\n  page: earlier.md\n"
        "- id: moved-two\n  was: gone/\n  page: nowhere.md\n"
    )
    lines = said(project, load(project))
    assert [line.partition(": ")[2] for line in lines] == [
        "moved-one: was: 'timeline/' is the address of docs/timeline.md; remove the entry, or the page",
        "moved-two: page: there is no page docs/nowhere.md; name one that exists",
    ]


def test_line_of_the_menu_without_a_page_is_named(project: Path, knowledge: Knowledge) -> None:
    config = project / "mkdocs.yml"
    text = config.read_text().replace("Reaction to the report: press.md\n", "Reaction to the report: pres.md\n")
    config.write_text(text)
    line = next(n for n, line in enumerate(text.splitlines(), 1) if line.endswith(": pres.md"))
    assert said(project, knowledge) == [
        "docs/press.md:1: -: -: is not in any menu; add it under nav in mkdocs.yml",
        f"mkdocs.yml:{line}: -: nav: names docs/pres.md, which does not exist; write the page, or remove the line",
    ]


def test_page_that_goes_without_a_word_is_named(project: Path, knowledge: Knowledge) -> None:
    for command in (["init", "--quiet"], ["add", "docs"], [*AUTHOR, "commit", "--quiet", "--message=First"]):
        subprocess.run(["git", *command], cwd=project, check=True)
    (project / "docs/press.md").rename(project / "docs/about/press.md")
    config = project / "mkdocs.yml"
    config.write_text(config.read_text().replace(": press.md\n", ": about/press.md\n"))
    assert said(project, knowledge) == [
        "data/moved.yml:1: -: -: was the page docs/press.md, and its address would no longer work; "
        "add {id: moved-press, was: press/, page: …}"
    ]
    data = project / "data/moved.yml"
    data.write_text(data.read_text() + "- {id: moved-press, was: press/, page: about/press.md}\n")
    assert said(project, load(project)) == []


def test_page_of_a_module_that_does_not_show_its_end_is_named(project: Path, knowledge: Knowledge) -> None:
    page = project / "docs/learn/channel.md"
    page.write_text(page.read_text().replace('{{ ending("module-channel") }}', ""))
    assert said(project, knowledge) == [
        'docs/learn/channel.md:1: channel: -: does not call {{ ending("module-channel") }}, so its end is '
        "not shown; write the call last"
    ]
    page.unlink()
    stubs.write(project, knowledge)
    assert page.read_text() == '{{ record("module-channel") }}\n\n{{ ending("module-channel") }}\n'
