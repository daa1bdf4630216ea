"""A site of the few made-up records in tests/small, built by the real engine from the real package, frame and pages."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.helpers.project import ADDRESS, DAY, build, copied

RECORDS = Path(__file__).resolve().parent.parent / "small"
PUBLISHED = "2026-11-22"
"""The day on which every id in the small project was published."""

LATER = {"finding-gap-4": "2027-04-02"}
"""What was published on another day."""

PROSE = "press.md"
"""The page of prose whose place the quotations of the small project take."""


def small(folder: Path, project: Path | None = None) -> Path:
    """Write the small project into a new folder, and return it; raise AssertionError where the package refuses it.

    `project` is the copy of the project whose records and prose are replaced; without it, a new one is made.
    """
    root = project or copied(folder)
    for path in (root / "data").iterdir():
        path.unlink() if path.is_file() else shutil.rmtree(path)
    for path in RECORDS.glob("*.yml"):
        shutil.copy(path, root / "data")
    (root / "data/ledger.csv").write_text("id,kind,published\n", encoding="utf-8")
    folders = {page.parent for page in (root / "docs").rglob("index.md")} - {root / "docs", root / "docs/about"}
    for page in sorted((root / "docs").rglob("*.md")):
        own = page.parent in folders and page.name != "index.md" and page.parent.name != "a-z"
        if own:
            page.unlink()
        else:
            page.write_text(reduced(page.read_text(encoding="utf-8")), encoding="utf-8")
    shutil.copy(RECORDS / PROSE, root / "docs")
    config = root / "mkdocs.yml"
    kept = [
        line
        for line in config.read_text(encoding="utf-8").splitlines(keepends=True)
        if not (found := re.search(r"- (?:[^:]*: )?([\w/-]+\.md)$", line.rstrip()))
        or (root / "docs" / found[1]).exists()
    ]
    config.write_text("".join(kept), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "knowledge", "stubs"], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    ledger = root / "data/ledger.csv"
    lines = ledger.read_text(encoding="utf-8").splitlines()
    dated = [re.sub(r"[\d-]+$", LATER.get(line.partition(",")[0], PUBLISHED), line) for line in lines]
    ledger.write_text("\n".join(dated) + "\n", encoding="utf-8")
    return root


def reduced(page: str) -> str:
    """Return a page without its prose: its front matter, its first heading, and the macro calls that name no record."""
    matter = re.match(r"---\n.*?\n---\n", page, flags=re.DOTALL)
    heading = re.search(r"^# .*$", page, flags=re.MULTILINE)
    calls = re.findall(r"^\{\{ \w+\([^)]*\) \}\}$", page, flags=re.MULTILINE)
    return "\n\n".join([matter[0] if matter else "", heading[0] if heading else "", *calls]).lstrip() + "\n"


def built(root: Path, **variables: str) -> Path:
    """Build the site of a small project, and return its folder; raise AssertionError where that fails."""
    done = build(root, **{"SITE_URL": ADDRESS, "SOURCE_DATE_EPOCH": DAY, **variables})
    assert done.returncode == 0, done.stderr
    return root / "site"
