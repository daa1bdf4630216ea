"""What a built site holds: its pages, read by lxml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import lxml.html


@cache
def page(path: Path) -> lxml.html.HtmlElement:
    return lxml.html.parse(path).getroot()


def pages(site: Path) -> list[Path]:
    """Return the pages that readers read: not the permanent addresses, which only lead on."""
    found = [path for path in sorted(site.rglob("*.html")) if path.relative_to(site).parts[0] != "id"]
    assert len(found) > 50
    return found
