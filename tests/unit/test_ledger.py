"""The promise that an id never dies: the ledger and its history."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge import docs, ledger
from knowledge.graph import Knowledge
from knowledge.load import load
from knowledge.publish import files
from tests.helpers.project import ROOT


def said(root: Path, knowledge: Knowledge) -> list[str]:
    return [str(problem) for problem in ledger.problems(root, knowledge, docs.sections(root, knowledge))]


@pytest.fixture(scope="module")
def sections(knowledge: Knowledge) -> dict[str, docs.Section]:
    """The real sections."""
    return docs.sections(ROOT, knowledge)


Ledger = Callable[[str, str], list[str]]


@pytest.fixture
def of_ledger(tmp_path: Path, knowledge: Knowledge, sections: dict[str, docs.Section]) -> Ledger:
    """What is said of the ledger with one text in it replaced; an empty one stands at its end."""

    def said_of(old: str, new: str) -> list[str]:
        text = (ROOT / ledger.LEDGER).read_text(encoding="utf-8")
        assert old in text
        path = tmp_path / ledger.LEDGER
        path.parent.mkdir()
        path.write_text(text.replace(old, new) if old else text + new, encoding="utf-8")
        return [str(problem) for problem in ledger.problems(tmp_path, knowledge, sections)]

    return said_of


def git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def is_kept(earlier: str, later: str) -> bool:
    """Say whether every line of the earlier ledger stands, unchanged and in its place, in the later one."""
    lines = earlier.splitlines()
    return later.splitlines()[: len(lines)] == lines


def test_every_record_is_in_the_ledger_and_every_line_has_its_record(of_ledger: Ledger, knowledge: Knowledge) -> None:
    assert of_ledger("", "") == []
    assert len(ledger.read(ROOT)) > len(knowledge.records)


def test_no_line_was_ever_changed_or_removed() -> None:
    """Compare the ledger with every version in the history; the workflow that publishes fetches all of it."""
    if not (ROOT / ".git").exists():
        pytest.skip("an archive or a copy has no history; a clone is tested")
    name = ledger.LEDGER.as_posix()
    later = (ROOT / name).read_text(encoding="utf-8")
    commits = git("log", "--first-parent", "--format=%H", "--", name).split()  # a branch publishes nothing
    assert commits
    for commit in commits:
        earlier = git("show", f"{commit}:{name}")
        assert is_kept(earlier, later), f"lines of {name} in {commit[:10]} were changed or removed; restore them"
        later = earlier


@pytest.mark.parametrize("later", ["id\nb\n", "id\na2\nb\n", "id\n", "id\nb\na\n"])
def test_change_of_a_line_is_seen(later: str) -> None:
    assert is_kept("id\na\n", "id\na\nb\n")
    assert not is_kept("id\na\nb\n", later)


def test_lost_record_is_seen(of_ledger: Ledger) -> None:
    assert of_ledger("", "term-lost,term,2026-11-22\n") == [
        f"data/ledger.csv:{len(ledger.read(ROOT)) + 2}: term-lost: id: was published on 2026-11-22 and has no record; "
        "restore it, and retire it if it is over"
    ]


def test_section_that_is_gone_is_seen_until_its_old_anchor_is_kept(project: Path) -> None:
    path = project / "docs/about/index.md"
    path.write_text(path.read_text().replace("## What it is not { #about-what-it-is-not }", "## Not { #about-not }"))
    (found,) = said(project, load(project))
    assert "about-what-it-is-not: id: was published on 2026-11-22 and no heading has it" in found
    call = '{{ formerly("about-what-it-is-not", "Now under another name.") }}'
    path.write_text(f"{path.read_text()}\n{call}\n")
    assert said(project, load(project)) == []


def test_section_of_a_record_leads_to_the_record_when_it_is_gone(project: Path) -> None:
    path = project / ledger.LEDGER
    path.write_text(path.read_text() + "rec-3-gone,section,2026-11-22\n")
    changed = load(project)
    assert said(project, changed) == []
    made = files(changed, docs.sections(project, changed), "/", "Guide")
    assert b"../../recommendations/rec-3/#rec-3" in made["id/rec-3-gone/index.html"]


def test_id_of_another_kind_is_seen(of_ledger: Ledger) -> None:
    (found,) = of_ledger("term-ctlp,term,", "term-ctlp,role,")
    assert found.endswith("term-ctlp: kind: was published as a role and is now a term; give the term an id of its own")


def test_repeated_line_is_seen(of_ledger: Ledger) -> None:
    (found,) = of_ledger("", "term-ctlp,term,2026-11-23\n")
    assert "term-ctlp: id: stands in line " in found


def test_deleted_line_is_seen(of_ledger: Ledger) -> None:
    assert of_ledger("rec-7,recommendation,2026-11-22\n", "") == [
        "data/ledger.csv:1: rec-7: -: the record is not in the ledger; run 'make stubs'"
    ]


def test_every_section_is_in_the_ledger(knowledge: Knowledge, sections: dict[str, docs.Section]) -> None:
    assert ledger.missing(ROOT, knowledge, sections) == [], "run 'make stubs'"
