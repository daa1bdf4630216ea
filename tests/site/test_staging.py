"""A build that goes wrong, at whatever step, leaves the last good site as it is and says why in one line."""

from __future__ import annotations

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
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
        ("theme/main.html", "{% nonsense %}", ": Encountered unknown tag 'nonsense'; correct the template"),
        ("theme/main.html", "{{ page.no.such }}", ": 'None' has no attribute 'no'; correct the template"),
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


SPOILT = (
    ("docs/about/index.md", "# ", "NOISE\n\n# ", "docs/about/index.md:1: -: -: its text takes"),
    ("theme/partials/footer.html", "<footer", '<p style="color: red">x</p><footer', "the attribute style='color: red'"),
    ("theme/partials/pager.html", "{%- endif", "<script>go()</script>{%- endif", "has a script in the page"),
    ("theme/partials/nav.html", '<aside class="notice"', "<aside", "has no 'Independent and unofficial'"),
    ("theme/main.html", 'name="edition"', 'name="version"', "does not name the edition of"),
)
"""Faults of served pages: the file, what is replaced in it and by what, and how the build names the fault."""


def test_last_good_site_stays_where_a_page_must_not_be_served(yesterday: Path) -> None:
    """A page that is too heavy, that its policy would spoil, or that lacks a notice."""
    noise = " ".join(f"{number * number:x}" for number in range(20_000))
    for file, old, new, _ in SPOILT:
        text = (yesterday / file).read_text(encoding="utf-8")
        assert old in text
        (yesterday / file).write_text(text.replace(old, new.replace("NOISE", noise), 1), encoding="utf-8")
    done = build(yesterday)
    assert done.returncode != 0
    assert [problem for *_, problem in SPOILT if problem not in done.stderr] == []
    assert "The site is wrong (see above); the last good one is where it was." in done.stderr
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


KILL = "    __import__('os').kill(__import__('os').getpid(), 9)\n"


def planted(project: Path, file: str, before: str, text: str) -> None:
    """Write a text above the first line of a file of the package that begins as `before` does."""
    path = project / "knowledge/build" / file
    lines = path.read_text(encoding="utf-8")
    assert before in lines
    path.write_text(lines.replace(before, f"{text}{before}", 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "before", "is_new"),
    [
        ("publish.py", "    pages = site_check.read(folder)", False),  # the pages are there, nothing else is
        ("publish.py", "    found = list(site_check.problems(", False),  # all is there, and not checked
        ("swap.py", "    if not site.exists():", False),  # all is checked
        ("swap.py", "        shutil.rmtree(staged, ignore_errors=True)\n    else", True),  # the old one is to go
    ],
)
def test_killed_build_leaves_a_whole_site(file: str, before: str, is_new: bool, yesterday: Path) -> None:
    path = yesterday / "knowledge/build" / file
    whole = path.read_text(encoding="utf-8")
    planted(yesterday, file, before, f"    {KILL}" if before.startswith("     ") else KILL)
    assert build(yesterday).returncode == -9
    assert ((yesterday / "site/index.html").read_text() != YESTERDAY) is is_new
    assert list(yesterday.glob(".site.*")), "the fault was planted where nothing is staged"
    path.write_text(whole, encoding="utf-8")
    assert build(yesterday).returncode == 0
    assert not list(yesterday.glob(".site.*"))


def test_two_builds_at_once_do_not_disturb_each_other(yesterday: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(build, [yesterday, yesterday]))
    assert [each.returncode for each in done] == [0, 0], [each.stderr for each in done]
    folders = {re.search(r"directory: (.*)", each.stderr)[1] for each in done}  # type: ignore[index]
    assert len(folders) == 2
    assert (yesterday / "site/index.html").read_text() != YESTERDAY
    assert not list(yesterday.glob(".site.*"))


LIMITED = """
import resource, runpy, sys
resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0}))
sys.argv = ["mkdocs", "build", "--quiet"]
runpy.run_module("mkdocs", run_name="__main__")
"""


@pytest.mark.parametrize("limit", [20_000, 1_000_000])
def test_full_disk_is_told_in_one_line(limit: int, yesterday: Path) -> None:
    """A limit to the size of files stands for the disk: writing fails in the midst of a file, as on a full one."""
    done = subprocess.run(
        [sys.executable, "-c", LIMITED.format(limit)], cwd=yesterday, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "File too large; free some disk space, and run the command again" in done.stderr
    assert "Traceback" not in done.stderr
    assert [found.read_text() for found in (yesterday / "site").rglob("*")] == [YESTERDAY]
    assert not list(yesterday.glob(".site.*"))


def test_folder_that_cannot_be_written_is_told_in_one_line(yesterday: Path) -> None:
    done = build(yesterday, Path("/sys/site"))  # where not even root may write
    assert done.returncode == 1
    assert re.search(
        r"^/sys/\.site\.\d+\.new\S*: .*; give yourself permission to write there", done.stderr, re.MULTILINE
    )
    assert "Traceback" not in done.stderr


def test_missing_tool_is_told_in_one_line(yesterday: Path) -> None:
    planted(yesterday, "node.py", "MODULES = Path", 'NODE = Path("/nowhere/node")\n')
    done = build(yesterday)
    assert done.returncode == 1
    assert "node is missing in .venv; remove the folder .venv and call 'make build'" in done.stderr
    assert "Traceback" not in done.stderr
    assert [found.read_text() for found in (yesterday / "site").rglob("*")] == [YESTERDAY]
