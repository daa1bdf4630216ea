"""What several tests share: the real records, a built site, a copy of the project to break."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from knowledge.graph import Knowledge
from knowledge.load import load
from tests.helpers.chromium import STARTED
from tests.helpers.pages_server import BELOW, Host, hosting
from tests.helpers.project import ADDRESS, ROOT, build, copied

expect.set_options(timeout=20_000)  # two processes share the cores: a page may take a while to answer


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
