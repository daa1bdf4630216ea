"""How the tests start a browser."""

from __future__ import annotations

from typing import Any

from tools.prepare import find_browser


def launch_options() -> dict[str, Any]:
    """Return with which options Playwright starts the browser of this system.

    The sandbox of Chromium refuses to run for root, as whom containers run the tests; without a process for the screen,
    which nobody looks at, a page takes a quarter less of the processor.
    """
    return {"executable_path": find_browser(), "args": ["--no-sandbox", "--disable-gpu", "--in-process-gpu"]}
