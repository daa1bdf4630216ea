"""What a check keeps for the next one: it never hides a fault, and never stands in the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge import calls
from knowledge import kept as module
from knowledge.kept import FOLDER, Kept
from knowledge.load import load, yaml_file
from knowledge.problems import Problem
from tests.helpers.project import package

FAULT = Problem("data/x.yml", 1, "-", "-", "is wrong; put it right")


def made(root: Path, *inputs: str, problems: tuple[Problem, ...] = ()) -> tuple[int, list[Problem], int]:
    """Ask for a value, and return it, its problems, and how often it was made."""
    calls: list[int] = []

    def make() -> tuple[int, list[Problem]]:
        calls.append(1)
        return 7, list(problems)

    value, found = Kept(root).value("seven", inputs, make)
    return value, found, len(calls)


def found(root: Path, *inputs: str, problems: tuple[Problem, ...] = ()) -> tuple[list[Problem], int]:
    """Ask for problems, and return them, and how often they were looked for."""
    calls: list[int] = []

    def find() -> Iterator[Problem]:
        calls.append(1)
        yield from problems

    kept = Kept(root)
    said = kept.problems("x", inputs, find)
    kept.write()
    return said, len(calls)


def test_value_is_made_once_for_the_same_inputs(tmp_path: Path) -> None:
    assert made(tmp_path, "a", "b") == (7, [], 1)
    assert made(tmp_path, "a", "b") == (7, [], 0)
    assert made(tmp_path, "ab", "") == (7, [], 1), "where one input ends matters"


def test_value_with_problems_is_not_kept(tmp_path: Path) -> None:
    for _ in range(2):
        assert made(tmp_path, "a", problems=(FAULT,)) == (7, [FAULT], 1)


def test_only_what_had_no_problems_is_passed_over(tmp_path: Path) -> None:
    assert found(tmp_path, "a") == ([], 1)
    assert found(tmp_path, "a", problems=(FAULT,)) == ([], 0)
    assert found(tmp_path, "b", problems=(FAULT,)) == ([FAULT], 1)
    assert found(tmp_path, "b", problems=(FAULT,)) == ([FAULT], 1)
    assert found(tmp_path, "a") == ([], 1), "what the last check did not ask for is forgotten"


def test_other_code_looks_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path, "a")
    found(tmp_path, "a")
    monkeypatch.setattr(module, "_code", lambda: b"other")
    assert made(tmp_path, "a") == (7, [], 1)
    assert found(tmp_path, "a") == ([], 1)


@pytest.mark.parametrize("change", [lambda old: old[:-1], lambda _: b"", lambda old: old[:-1] + b"\xff"])
def test_spoilt_file_is_made_anew(tmp_path: Path, change: object) -> None:
    made(tmp_path, "a")
    path = tmp_path / FOLDER / "seven"
    path.write_bytes(change(path.read_bytes()))  # type: ignore[operator]
    assert made(tmp_path, "a") == (7, [], 1)


def test_folder_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("a file where the folder would be")
    for _ in range(2):
        assert made(tmp_path, "a") == (7, [], 1)
        assert found(tmp_path, "a") == ([], 1)


def test_no_draft_is_left(tmp_path: Path) -> None:
    made(tmp_path, "a")
    found(tmp_path, "a")
    assert sorted(path.name for path in (tmp_path / FOLDER).iterdir()) == ["good", "seven"]


def test_check_reads_only_changed_files_as_yaml(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert package(project, "check").returncode == 0
    read: list[str] = []
    compose = yaml_file._Composer.compose

    def noted(composer: yaml_file._Composer) -> object:
        read.append(composer.file.name)
        return compose(composer)

    monkeypatch.setattr(yaml_file._Composer, "compose", noted)
    path = project / "data/timeline.yml"
    path.write_text(path.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
    assert load(project).records
    assert read == ["data/timeline.yml"]


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("data/timeline.yml", "\n- id: event-", "\n- id: event_", "event_"),
        ("data/timeline.yml", "roles: [role-", "roles: [role-x", "unknown role"),
        ("docs/press.md", "\n", "\n{{ link('rec-99') }}\n", "unknown record"),
        ("docs/press.md", "\n", "\n<script>x()</script>\n", "blocks scripts"),
        ("docs/press.md", "\n", "\nOFFICIAL\n", "protective marking"),
    ],
)
def test_fault_after_a_good_check_is_found(project: Path, name: str, old: str, new: str, said: str) -> None:
    assert package(project, "check").returncode == 0
    path = project / name
    good = path.read_text(encoding="utf-8")
    assert old in good
    for _ in range(2):
        path.write_text(good.replace(old, new, 1), encoding="utf-8")
        done = package(project, "check")
        assert done.returncode == 1
        assert said in done.stderr
        path.write_text(good, encoding="utf-8")
        assert package(project, "check").returncode == 0


def test_fault_in_a_file_that_others_name_is_found(project: Path) -> None:
    assert package(project, "check").returncode == 0
    path = project / "data/roles.yml"
    text = path.read_text(encoding="utf-8")
    gone = text.index("\n- id: role-npcc-national-prevent-lead")
    path.write_text(text[: gone + 1] + text[text.index("\n- id: ", gone + 1) + 1 :], encoding="utf-8")
    done = package(project, "check")
    assert done.returncode == 1
    assert "data/recommendations.yml" in done.stderr
    assert "unknown role 'role-npcc-national-prevent-lead'" in done.stderr


def test_page_that_cannot_be_read_is_not_taken_for_an_empty_one(project: Path) -> None:
    path = project / "docs/press.md"
    path.write_text("", encoding="utf-8")
    knowledge = load(project)
    for text, count in ((b"", 0), (b"\xff", 1)):
        path.write_bytes(text)
        kept = Kept(project)
        found = [problem for problem in calls.problems(project, knowledge, kept) if problem.file == "docs/press.md"]
        kept.write()
        assert len(found) == count
