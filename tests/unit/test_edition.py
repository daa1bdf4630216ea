"""The day that the site names as its edition."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from knowledge.edition import UNKNOWN, edition


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of one commit, made late in the evening of the first day of 2021 by UTC."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    named = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2021-01-01T23:30:00+00:00")
    for command in (["init", "--quiet"], [*named, "commit", "--quiet", "--allow-empty", "--message=First"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    return tmp_path


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Pacific/Niue"])
def test_edition_is_the_day_of_the_commit_wherever_it_is_built(
    zone: str, clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    assert edition(clone) == "2021-01-01"


def test_tag_of_an_edition_comes_first(clone: Path) -> None:
    subprocess.run(["git", "tag", "edition-2022-03-04"], cwd=clone, check=True)
    assert edition(clone) == "2022-03-04"


def test_day_of_the_environment_comes_before_that_of_the_commit(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    assert edition(clone) == "2020-09-13"


def test_edition_is_unknown_without_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert edition(tmp_path) == UNKNOWN
