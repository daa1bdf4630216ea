"""What several tests share: the real records, a built site, a copy of the project to break."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from knowledge.graph import Knowledge
from knowledge.load import load
from tests.hosting import BELOW, Host, hosting
from tools.prepare import find_browser

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("data", "docs", "knowledge", "overrides", "search", "macros.py", "mkdocs.yml")
"""What a build reads."""

expect.set_options(timeout=20_000)  # two processes share the cores: a page may take a while to answer

STARTED = {"executable_path": find_browser(), "args": ["--no-sandbox", "--disable-gpu", "--in-process-gpu"]}
"""How a browser is started. The sandbox of Chromium refuses to run for root, as whom containers run the tests; without
a process for the screen, which nobody looks at, a page takes a quarter less of the processor."""

DAY = "1795305600"
"""The time of a build that `make test` does not set: 22 November 2026."""

ADDRESS = f"http://127.0.0.1:8000{BELOW}"
"""The address that the built site takes for its own."""


def build(root: Path, site: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    """Build the site of a folder, by the package in that folder, and return what was said."""
    target = ["--site-dir", str(site)] if site else []
    environment = {"SOURCE_DATE_EPOCH": DAY, **os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *target],
        cwd=root,
        env=environment | variables,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The real records."""
    return load(ROOT)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real records, built from a copy without the history, whose day is that of the environment."""
    root = copied(tmp_path_factory.mktemp("built") / "project")
    done = build(root, SITE_URL=ADDRESS)
    assert done.returncode == 0, done.stderr
    return root / "site"


def copied(folder: Path) -> Path:
    """Copy the project into a new folder, and return it."""
    folder.mkdir()
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / part)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, to break or to add to."""
    return copied(tmp_path / "a project")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser, without a window."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(**STARTED)
        yield started
        started.close()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder at the root of a host; its address."""
    with hosting(folder, "/") as host:
        yield host.address


@pytest.fixture
def serve() -> Iterator[Callable[..., str]]:
    """A function that serves a folder as GitHub Pages does and returns its address."""
    with ExitStack() as servers:
        yield lambda folder, below=BELOW: servers.enter_context(hosting(folder, below)).address


@pytest.fixture(scope="session")
def hosted(site: Path) -> Iterator[Host]:
    """The built site, served as GitHub Pages serves it."""
    with hosting(site) as host:
        yield host
