"""A base many times as large is valid, its records stand on as many pages as they need, and it can be measured."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.graph import Knowledge
from knowledge.kinds.development import Development
from knowledge.kinds.source import Source
from knowledge.load import load
from knowledge.record import in_parts
from tests.helpers.budgets import PAGE
from tests.helpers.pages_server import packed
from tests.helpers.project import ROOT, build, copied, package, stubs
from tests.helpers.small import PUBLISHED, small
from tests.scale import stock
from tests.scale.multiplied import multiply

TIMES = 10


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project, many times as large, with its site."""
    root = small(tmp_path_factory.mktemp("large") / "project")
    count = multiply(root, TIMES)
    done = stubs(root, PUBLISHED)
    assert done.returncode == 0, done.stderr
    assert package(root, "check").stdout == f"{count} records are valid\n"
    done = build(root, root / "site")
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture(scope="module")
def records(large: Path) -> Knowledge:
    return load(large)


def test_base_has_as_many_records_as_asked(records: Knowledge, large: Path) -> None:
    known = len(load(small(large.parent / "once")).of(Source))
    assert len(records.of(Source)) == TIMES * known


def test_records_that_share_a_page_go_on_on_further_pages(records: Knowledge, large: Path) -> None:
    kind = Development
    pages = records.pages_of(kind)
    assert len(pages) > 1
    first, *others = pages
    assert first == kind.overview_page()
    for number, page in enumerate(others, 2):
        html = (large / "site" / page.removesuffix(".md") / "index.html").read_text(encoding="utf-8")
        assert f"{kind.name}, page {number}" in html
        assert all(f'id="{record.id}"' in html for record in pages[page])
        assert f'href="../{first.removesuffix(".md")}/"' in html, "leads back to the first page"
    html = (large / "site" / first.removesuffix(".md") / "index.html").read_text(encoding="utf-8")
    assert all(f'href="../{page.removesuffix(".md")}/"' in html for page in others)


def test_every_letter_is_on_one_page(large: Path) -> None:
    found = [
        page for page in (large / "site/a-z").rglob("index.html") if 'id="a-z-c"' in page.read_text(encoding="utf-8")
    ]
    assert len(found) == 1


def test_no_page_is_over_its_budget(large: Path) -> None:
    sizes = {path: len(packed(path.read_bytes())) for path in (large / "site").rglob("*.html")}
    assert {path: size for path, size in sizes.items() if size > PAGE} == {}


def test_long_letters_go_on_on_further_pages(tmp_path: Path) -> None:
    project = copied(tmp_path / "project")
    for name, most in (("kinds/term.py", 125), ("pages/a_to_z.py", 1500)):
        path = project / "knowledge" / name
        text = path.read_text(encoding="utf-8")
        assert f"MOST_ON_A_PAGE = {most}\n" in text
        path.write_text(text.replace(f"MOST_ON_A_PAGE = {most}\n", "MOST_ON_A_PAGE = 3\n"), encoding="utf-8")
    root = small(tmp_path / "small", project)
    multiply(root, 5)
    package_of_copy = {"PYTHONPATH": str(root)}  # with its own limits
    done = package(root, "stubs", **package_of_copy)
    assert done.returncode == 0, done.stderr
    done = build(root, root / "site")
    assert done.returncode == 0, done.stderr
    assert len(list((root / "docs/glossary").glob("*-2.md"))) > 1
    assert len(list((root / "docs/a-z").glob("*.md"))) > 3
    entries = "".join(path.read_text(encoding="utf-8") for path in (root / "site/glossary").rglob("index.html"))
    terms = re.findall(r"^- id: (term-\S+)", (root / "data/glossary.yml").read_text(encoding="utf-8"), re.MULTILINE)
    assert [entries.count(f' id="{term}"') for term in terms] == [1] * len(terms)


def test_pages_in_parts_hold_each_record_once_in_order(records: Knowledge) -> None:
    listed = records.of(Source)[:7]
    assert in_parts("a.md", listed[:3], 3) == {"a.md": listed[:3]}
    assert in_parts("a.md", listed, 3) == {"a.md": listed[:3], "a-2.md": listed[3:6], "a-3.md": listed[6:]}
    assert in_parts("a/index.md", listed, 6) == {"a/index.md": listed[:6], "a-2.md": listed[6:]}
    assert in_parts("a.md", [], 3) == {"a.md": []}


def test_stock_site_has_the_same_pages_and_both_can_be_measured(tmp_path: Path) -> None:
    root = small(tmp_path / "ours")
    stock.write(root, tmp_path / "stock")
    pages = {path.relative_to(root / "docs") for path in (root / "docs").rglob("*.md")}
    assert {path.relative_to(tmp_path / "stock/docs") for path in (tmp_path / "stock/docs").rglob("*.md")} == pages
    for folder in (root, tmp_path / "stock"):
        done = subprocess.run(
            [sys.executable, "-m", "tests.scale.timed", "mkdocs", "build", "-q", "--site-dir", str(tmp_path / "site")],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": f"{root}{os.pathsep}{ROOT}", "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        report = json.loads(done.stderr.splitlines()[-1])
        assert report["parts"]["Markdown"] > 0
        assert (tmp_path / "site/index.html").is_file()
