"""A copy of the project with two made-up kinds of record, each added in its four places and nowhere else."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from tests.helpers.project import ROOT, package

NEW = ROOT / "tests" / "new_kinds"
KINDS = {"lesson": "Lesson", "story": "Story"}
PLURALS = {"lesson": "lessons", "story": "stories"}
RECORDS = {"lesson": "lesson-first-concern", "story": "story-zebra-crossing"}
RETIRED = {"lesson": "lesson-retired", "story": "story-retired"}
PAGES = {"lesson": "lessons/", "story": "stories/story-zebra-crossing/"}
NAMES = {"lesson": "Lessons", "story": "Stories"}
SHAPES = {"lesson": "polygon(0 0,100% 0,50% 100%)", "story": "circle(40%)"}

PHRASES = """
- id: phrases-lesson-first-concern
  phrases: [Teach the way of a concern]
"""
"""What people type when they look for a lesson; a record may do without."""

PUBLISHED = "2026-11-23"
"""The day on which the records were published: after the first edition, which is not listed id by id."""

PROSE = """---
title: The crossing, with notes for trainers
---

Allow a quarter of an hour. Begin with this:
{{ quote("rec-1") }}

{{ record("story-zebra-crossing") }}

## Notes for trainers { #story-zebra-notes }

Some classes want the recommendation once more:

{{ quote("rec-1") }}

{{ quote("story-retired") }}

- and again, below a list:

{{ quote("rec-1") }}
"""
"""What an author makes of the page of a story: prose around it, and quotations."""

QUOTING = """

## An example { #method-example }

{{ quote("lesson-first-concern") }}

{{ quote("lesson-first-concern") }}

{{ quote("story-zebra-crossing") }}
"""


def done(process: subprocess.CompletedProcess[str]) -> str:
    """Return what a process printed; raise AssertionError, with what it said, where it failed."""
    assert process.returncode == 0, process.stderr
    return process.stdout


def files_of(root: Path) -> dict[str, bytes]:
    """Return the content of every file of a project that is not the package's bytecode."""
    paths = (path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def add_kinds(root: Path) -> None:
    """Add the kinds to a project: data, file, name in the list, look; then write what 'make stubs' writes."""
    before = files_of(root)
    listed = root / "knowledge/kinds/__init__.py"
    for kind, name in KINDS.items():
        shutil.copy(NEW / f"{PLURALS[kind]}.yml", root / "data")
        shutil.copy(NEW / f"{kind}.py", root / "knowledge/kinds")
        text = listed.read_text(encoding="utf-8")
        text = text.replace("\nKINDS: ", f"from knowledge.kinds.{kind} import {name}\n\nKINDS: ", 1)
        listed.write_text(text.replace("\n)\n", f"\n    {name},\n)\n", 1), encoding="utf-8")
        with (root / "web/styles/record.css").open("a", encoding="utf-8") as file:
            file.write(f".{kind} {{\n  --shape: {SHAPES[kind]};\n}}\n")
    changed = {name for name, content in files_of(root).items() if before.get(name) != content}
    assert len(changed) == 2 * len(KINDS) + 2, changed
    with (root / "data/phrases.yml").open("a", encoding="utf-8") as file:
        file.write(PHRASES)
    done(package(root, "stubs"))
    ledger = root / "data/ledger.csv"
    text = ledger.read_text(encoding="utf-8")
    text = re.sub(r"^((?:lesson|story)-.*),[\d-]+$", rf"\1,{PUBLISHED}", text, flags=re.MULTILINE)
    ledger.write_text(text, encoding="utf-8")


def add_prose(root: Path) -> None:
    """Write an author's prose around the record on the page of a story, and quotations on another page."""
    (root / "docs/stories/story-zebra-crossing.md").write_text(PROSE, encoding="utf-8")
    with (root / "docs/about/method.md").open("a", encoding="utf-8") as file:
        file.write(QUOTING)
