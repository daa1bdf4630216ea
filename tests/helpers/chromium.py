"""How the tests start a browser."""

from __future__ import annotations

from tools.prepare import find_browser

STARTED = {"executable_path": find_browser(), "args": ["--no-sandbox", "--disable-gpu", "--in-process-gpu"]}
"""How a browser is started. The sandbox of Chromium refuses to run for root, as whom containers run the tests; without
a process for the screen, which nobody looks at, a page takes a quarter less of the processor."""
