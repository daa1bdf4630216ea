"""The day of the last update is that of the commit; where it cannot be known, a line says why."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from knowledge.build import edition as module
from knowledge.build.edition import ARCHIVED, UNKNOWN, EpochError, updated
from tests.helpers.project import ROOT


@pytest.fixture(autouse=True)
def _no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    module._say_unknown.cache_clear()


def git(folder: Path, *arguments: str, day: str = "2026-11-22T12:00:00Z") -> None:
    named = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    dated = {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day, "PATH": "/usr/bin:/bin"}
    subprocess.run(["git", *named, *arguments], cwd=folder, check=True, env=dated, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init")
    git(tmp_path, "commit", "--allow-empty", "--message", "A state")
    return tmp_path


def test_day_of_the_commit(repository: Path) -> None:
    assert updated(repository) == "2026-11-22"


def test_tag_changes_nothing(repository: Path) -> None:
    """It can be set before a build or after, and the commit is the same."""
    git(repository, "tag", "edition-2027-01-01")
    assert updated(repository) == "2026-11-22"


def test_variable_stands_for_the_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    assert updated(tmp_path) == "2020-09-13"


def test_archive_holds_the_day(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    for name in (".gitattributes", ARCHIVED):
        shutil.copy(ROOT / name, repository / name)
    git(repository, "add", ".")
    git(repository, "commit", "--message", "Another", day="2026-11-24T12:00:00Z")
    assert updated(repository) == "2026-11-24"
    unpacked = tmp_path_factory.mktemp("unpacked")
    git(repository, "archive", "--output", str(unpacked / "all.tar"), "HEAD")
    with tarfile.open(unpacked / "all.tar") as archive:
        archive.extractall(unpacked, filter="data")
    assert updated(unpacked) == "2026-11-24"


def test_repository_further_up_is_another_project(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    below = repository / "unpacked"
    below.mkdir()
    assert updated(below) == UNKNOWN
    assert updated(below) == UNKNOWN
    assert capsys.readouterr().err == (  # once
        "The day of the last update is unknown, since the folder is not the root of a git repository; "
        "build in a clone of the project, or set SOURCE_DATE_EPOCH.\n"
    )


def test_make_takes_the_day_of_its_own_repository(repository: Path) -> None:
    below = repository / "unpacked here"
    below.mkdir()
    for folder, time in ((repository, "1795348800"), (below, "")):
        shutil.copy(ROOT / "Makefile", folder)
        said = ["make", "--no-print-directory", "--eval", "day: ; @echo [$(SOURCE_DATE_EPOCH)]", "day"]
        done = subprocess.run(said, cwd=folder, capture_output=True, text=True, check=True)
        assert done.stdout == f"[{time}]\n"


def test_refusal_of_git_is_quoted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(tmp_path, "init")  # without a commit; a repository of another user is refused in the same way
    assert updated(tmp_path) == UNKNOWN
    assert "The day of the last update is unknown, since git says: " in capsys.readouterr().err


def test_missing_git_is_said(
    repository: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert updated(repository) == UNKNOWN
    assert "since git cannot be run (No such file or directory)" in capsys.readouterr().err


@pytest.mark.parametrize("value", ["abc", "9" * 30, "1e9"])
def test_variable_that_is_no_time(value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    with pytest.raises(EpochError, match=f"SOURCE_DATE_EPOCH is '{value}', which is not a time"):
        updated(tmp_path)
