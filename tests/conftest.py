"""What several tests share: the real records, a built site, a copy of the project to break."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from knowledge.load import load
from knowledge.model import Knowledge
from tools.prepare import find_browser

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("data", "docs", "knowledge", "overrides", "search", "macros.py", "mkdocs.yml")
"""What a build reads."""


def build(root: Path, site: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a bare `mkdocs build` in a folder, by the engine's own script, and return what it said."""
    script = Path(sys.executable).with_name("mkdocs")
    target = ["--site-dir", str(site)] if site else []
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, str(script), "build", *target], cwd=root, env=environment, capture_output=True, text=True
    )


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The real records."""
    return load(ROOT)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the real records."""
    folder = tmp_path_factory.mktemp("built") / "site"
    done = build(ROOT, folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, to break or to add to."""
    folder = tmp_path / "a project"
    folder.mkdir()
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / part)
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser, without a window."""
    with sync_playwright() as playwright:
        # The sandbox of Chromium refuses to run for root, as whom containers run the tests.
        started = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: the requests are no news."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on the loopback interface; the address of its root."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def serve() -> Iterator[Callable[[Path], str]]:
    """A function that serves a folder on the loopback interface and returns its address."""
    with ExitStack() as servers:
        yield lambda folder: servers.enter_context(served(folder))
