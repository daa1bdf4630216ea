"""The project under test: where it is, how a copy of it is made, and how the engine and the package are run on it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import lxml.html

from knowledge import kept

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("data", "docs", "includes", "knowledge", "theme", "web", "macros.py", "mkdocs.yml", "package.json")
PARTS += ("LICENSE", "LICENSE-TEXT.md")
"""What a build reads; package.json says of which sort the scripts of web/ are."""

DAY = "1795305600"
"""The time of a build where the environment sets none: 22 November 2026."""

ADDRESS = "http://127.0.0.1:8000/guide/"
"""The address that a site built here takes for its own; one that was built elsewhere may have another."""


def build(root: Path, site: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a bare `mkdocs build` in a folder, with the package that is there, and return what it said."""
    target = ["--site-dir", str(site)] if site else []
    environment = {
        "SOURCE_DATE_EPOCH": DAY,
        "SITE_URL": ADDRESS,
        **os.environ,
        "PYTHONPATH": str(root),  # a copy is built with its own package
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *target],
        cwd=root,
        env=environment | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def package(root: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the package in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "knowledge", *arguments],
        cwd=root,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def stubs(root: Path, day: str) -> subprocess.CompletedProcess[str]:
    """Run `knowledge stubs` in a copy, as if on this day: the new lines of the ledger get it."""
    ledger = root / "data/ledger.csv"
    known = len(ledger.read_text(encoding="utf-8").splitlines())
    done = package(root, "stubs")
    lines = ledger.read_text(encoding="utf-8").splitlines()
    lines[known:] = [f"{line.rpartition(',')[0]},{day}" for line in lines[known:]]
    ledger.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return done


def copied(folder: Path) -> Path:
    """Copy the project into a new folder, and return it."""
    folder.mkdir()
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / part)
    if (ROOT / kept.FOLDER).is_dir():  # what is not changed in the copy is not looked at again
        shutil.copytree(ROOT / kept.FOLDER, folder / kept.FOLDER, ignore=shutil.ignore_patterns(".draft-*"))
    return folder


def unweighed(root: Path) -> Path:
    """Let the pages of a copy weigh far more than they may, for tests that fill them with made-up text; return it."""
    path = root / "knowledge/build/budgets.py"
    text, count = re.subn(r"^(PAGE = \d+_)", r"\g<1>000_", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert count == 1
    path.write_text(text, encoding="utf-8")
    return root


def with_history(root: Path) -> Path:
    """Give a copy the project's history, where there is one, so that it is of the same commit and tag; return it."""
    done = subprocess.run(
        ["git", "rev-parse", "--absolute-git-dir"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if (ROOT / ".git").exists() and done.returncode == 0:
        (root / ".git").write_text(f"gitdir: {done.stdout}")
    return root


@cache
def own_address(site: Path) -> str:
    """Return the address that a built site takes for its own: that of its home page."""
    return str(lxml.html.parse(site / "index.html").getroot().xpath("string(//link[@rel='canonical']/@href)"))
