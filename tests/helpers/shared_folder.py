"""A folder that is made once in a run, by the first process of pytest-xdist that needs it, and shared by all."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return the folder with this name of the run; `make` fills it, and what it raises is raised in each process.

    The others wait until it is filled: the system gives them the lock, even when the process that held it has died.
    """
    base = factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, failed = base / name, base / f"{name}.failed"
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if failed.exists():
            raise AssertionError(failed.read_text(encoding="utf-8"))
        if not folder.exists():
            unfinished = base / f"{name}.unfinished"
            unfinished.mkdir()
            try:
                make(unfinished)
            except BaseException as error:
                failed.write_text(str(error), encoding="utf-8")
                raise
            unfinished.rename(folder)
    return folder
