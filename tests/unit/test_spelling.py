"""The spelling of every text, by a British dictionary and the project's own words in tests/helpers/words.txt."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest

from knowledge.build.node import MODULES, NODE
from knowledge.kinds import ENTRIES
from tests.helpers.project import ROOT

SPELL = MODULES / "cspell" / "bin.mjs"
WORDS = "tests/helpers/words.txt"


@cache
def ids() -> str:
    """Return a pattern for the ids of records and editions, which are no words: by how those of each kind begin."""
    return rf"/\b(?:{'|'.join(kind.prefix for kind in ENTRIES)})[\w-]+/g"


def unknown(root: Path, *files: str) -> list[str]:
    """Return the words of a folder's files, or of all that its cspell.json names, that are in no dictionary."""
    # Its own settings would add the dictionaries of every programming language, American ones among them.
    options = ["--no-default-configuration", "--no-progress", "--no-summary", "--no-color", "--no-show-suggestions"]
    command = [str(NODE), str(SPELL), "lint", *options, *files]
    with tempfile.TemporaryDirectory() as folder:
        setting = Path(folder) / "cspell.json"
        setting.write_text(json.dumps({"import": [str(root / "cspell.json")], "ignoreRegExpList": [ids()]}))
        command += ["--config", str(setting), "--root", str(root)]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    assert done.returncode == (1 if lines else 0), done.stderr
    return [line.replace("Unknown word", f"is in no dictionary; mend it, or add it to {WORDS}") for line in lines]


def test_every_text_is_spelt_as_british_english_is() -> None:
    assert unknown(ROOT) == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the project's setting and dictionaries."""
    (tmp_path / WORDS).parent.mkdir(parents=True)
    shutil.copy(ROOT / "cspell.json", tmp_path)
    shutil.copy(ROOT / WORDS, tmp_path / WORDS)
    (tmp_path / ".venv" / "npm").mkdir(parents=True)
    (tmp_path / ".venv" / "npm" / "node_modules").symlink_to(MODULES)
    return tmp_path


def test_misspelling_is_named_with_its_line(folder: Path) -> None:
    (folder / "docs" / "about").mkdir(parents=True)
    (folder / "data").mkdir()
    (folder / "docs" / "about" / "a.md").write_text(
        "# A title { #about-a }\n\nThey recieve the colour and the color.\n"
    )
    (folder / "data" / "terms.yml").write_text("- id: term-zzyzx\n  title: An organisation’s behavior in FIMUs\n")
    (folder / "README.md").write_text("Call `makke tset` and read https://example.org/zzyzx.\n")
    found = unknown(folder)
    assert sorted((line.split(":")[0], line.split(":")[1], line.split("(")[1].rstrip(")")) for line in found) == [
        ("data/terms.yml", "2", "behavior"),
        ("docs/about/a.md", "3", "color"),
        ("docs/about/a.md", "3", "recieve"),
    ]
    assert all("mend it, or add it to tests/helpers/words.txt" in line for line in found)


def test_own_words_are_all_used() -> None:
    """A word that no text uses any more would let a misspelling through."""
    texts = [
        path.read_text(encoding="utf-8")
        for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("data/**/*.yml")]
    ]
    whole = " ".join(texts).casefold()
    words = [line for line in (ROOT / WORDS).read_text().splitlines() if line and not line.startswith("#")]
    assert [word for word in words if word.casefold() not in whole] == []
