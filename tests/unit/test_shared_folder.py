"""What is made once in a run is made once, whoever asks first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.helpers.shared_folder import made_once


class Factory:
    """Stands for pytest's factory of a process of the run."""

    def __init__(self, base: Path) -> None:
        self.base = base

    def getbasetemp(self) -> Path:
        """Return the folder of the process, which stands in that of the run."""
        return self.base


def test_folder_is_made_by_the_first_who_asks_and_shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_XDIST_WORKER", "gw0")
    made: list[Path] = []

    def make(folder: Path) -> None:
        made.append(folder)
        (folder / "page").write_text("whole")

    def ask(number: int) -> str:
        return (made_once(Factory(tmp_path / f"gw{number}"), "built", make) / "page").read_text()

    with ThreadPoolExecutor(4) as asking:
        assert list(asking.map(ask, range(4))) == ["whole"] * 4
    assert len(made) == 1


def test_what_fails_fails_for_all_and_is_tried_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    tried: list[Path] = []

    def make(folder: Path) -> None:
        tried.append(folder)
        raise AssertionError("the build says why")

    for _ in range(2):
        with pytest.raises(AssertionError, match="the build says why"):
            made_once(Factory(tmp_path), "built", make)
    assert len(tried) == 1
