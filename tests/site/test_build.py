"""What a maintainer does to the data, through the engine: bad data, a new record, markup, from any folder."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import lxml.html
import pytest

from knowledge.build import offline
from tests.helpers.project import ROOT, build, package

NINTH = """
- id: rec-9
  title: A made-up ninth
  summary: Somebody should do something that nobody has ever asked for.
  owners: [role-force-prevent-lead, role-osct]
  deadline: immediate
  chapter: Communication
  area: communication
  contents: [Something zyzzyvaesque.]
  reasons: [There is none.]
  related: [term-ctlp]
  status: unknown
  status_checked: 2026-11-22
  sources:
    - {document: source-hmicfrs-2020, heading: Communicating Prevent}
"""


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        (
            "data/recommendations.yml",
            "owners: [role-npcc-national-prevent-lead]\n  deadline: immediate\n  chapter: Capability",
            "owners: [role-npcc-led]\n  deadline: immediate\n  chapter: Capability",
            "rec-3: owners: unknown role 'role-npcc-led'; did you mean 'role-npcc-national-prevent-lead'?",
        ),
        (
            "data/glossary.yml",
            "- id: term-ctlp\n  title: Counter-terrorism local profile",
            "- id: term-ctlp\n\ttitle: Counter-terrorism local profile",
            "term-ctlp: -: contains a tab; replace it with spaces, because YAML is indented with spaces only",
        ),
        (
            "data/ledger.csv",
            "rec-7,recommendation,2026-11-22\n",
            "",
            "rec-7: -: the record is not in the ledger; run 'make stubs'",
        ),
        (
            "docs/recommendations/index.md",
            'link("rec-7"',
            'link("rec-77"',
            "-: link: unknown record 'rec-77'; did you mean 'rec-7'?",
        ),
    ],
)
def test_bad_data_stops_every_build_and_writes_nothing(
    file: str, old: str, new: str, problem: str, project: Path
) -> None:
    site = project / "site"
    (site / "api").mkdir(parents=True)
    (site / "index.html").write_text("the site of yesterday")
    path = project / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))

    for done in (build(project), package(project, "check"), package(project, "publish", "site")):
        assert done.returncode == 1
        lines = [line for line in done.stderr.splitlines() if problem in line]
        assert len(lines) == 1
        assert lines[0].startswith(f"{file}:")
        assert "Traceback" not in done.stderr
        assert sorted(item.relative_to(site).as_posix() for item in site.rglob("*")) == ["api", "index.html"]
        assert (site / "index.html").read_text() == "the site of yesterday"


def test_one_edit_adds_a_recommendation_everywhere(project: Path) -> None:
    data = project / "data/recommendations.yml"
    data.write_text(data.read_text() + NINTH)

    forgotten = package(project, "check")
    assert forgotten.returncode == 1
    assert "docs/recommendations/rec-9.md:1: rec-9: -: the record has no page; run 'make stubs'" in forgotten.stderr
    assert package(project, "stubs").stdout.splitlines() == [
        "wrote docs/recommendations/rec-9.md",
        "wrote mkdocs.yml",
        "wrote data/ledger.csv",
    ]

    done = build(project)
    assert done.returncode == 0, done.stderr
    site = project / "site"
    page = lxml.html.parse(site / "recommendations/rec-9/index.html").getroot()
    assert page.findtext(".//title", "").startswith("Recommendation 9: A made-up ninth")
    overview = lxml.html.parse(site / "recommendations/index.html").getroot()
    assert "A made-up ninth" in overview.xpath("//article//table")[0].text_content()
    lead = lxml.html.parse(site / "roles/role-force-prevent-lead/index.html").getroot()
    assert "A made-up ninth" in lead.xpath("//article")[0].text_content()
    assert "A made-up ninth" in (site / "search/data.js").read_text()
    assert "zyzzyvaesqu" in (site / "search/data.js").read_text()
    index = json.loads((site / "api/v1/index.json").read_text())["records"]
    assert next(r["url"] for r in index if r["id"] == "rec-9") == "recommendations/rec-9/#rec-9"
    assert "rec-9" in next(r["related"] for r in index if r["id"] == "term-ctlp")
    assert (site / "id/rec-9/index.html").is_file()


def test_copy_is_built_by_its_own_package(project: Path) -> None:
    """Not by the one that is installed, which is that of the folder the tests are in."""
    (project / "knowledge/__init__.py").write_text("raise SystemExit('the package of the copy')\n")
    assert build(project).stderr == "the package of the copy\n"
    assert package(project, "check").stderr == "the package of the copy\n"


def test_package_is_found_from_everywhere(tmp_path: Path) -> None:
    """As a bare `mkdocs build` must find it, which does not look into the folder that it is called in."""
    command = [sys.executable, "-P", "-c", "import knowledge; print(knowledge.__file__)"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout == f"{ROOT / 'knowledge/__init__.py'}\n"


ELSEWHERE = {
    "KIT": "true",
    "LANG": "de_DE.UTF-8",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "12345",
    "TZ": "Pacific/Kiritimati",
}
"""What is otherwise on another machine, as far as variables say it."""


def first_difference(one: Path, other: Path) -> str:
    """Return the first file of two folders that is not the same, and where; empty where all are."""
    names = sorted(
        {path.relative_to(folder) for folder in (one, other) for path in folder.rglob("*") if path.is_file()}
    )
    for name in names:
        if not ((one / name).is_file() and (other / name).is_file()):
            return f"{name}: only in one of the two"
        a, b = (one / name).read_bytes(), (other / name).read_bytes()
        if a != b:
            at = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
            return f"{name}: at byte {at}, {a[max(0, at - 40) : at + 40]!r} and {b[max(0, at - 40) : at + 40]!r}"
    return ""


def test_two_builds_are_the_same(project: Path, site: Path, address: str, tmp_path: Path) -> None:
    """Another folder, time zone, locale and hash seed, without history: the same site, downloads and ZIPs."""
    done = build(project, SITE_URL=address, **ELSEWHERE)
    assert done.returncode == 0, done.stderr
    assert len(list((project / "site").rglob("*.*"))) > 100
    assert first_difference(site, project / "site") == ""
    for folder, name in ((site, "one"), (project / "site", "other")):
        offline.write(folder, tmp_path / name, "2026-11-22")
    assert first_difference(tmp_path / "one", tmp_path / "other") == ""


def test_first_difference_is_named(tmp_path: Path) -> None:
    for name, text in (("one", "the same"), ("other", "the sane")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(text)
    assert first_difference(tmp_path / "one", tmp_path / "other") == "a.txt: at byte 6, b'the same' and b'the sane'"
