"""What a built site holds: its pages, read by lxml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import lxml.html


@cache
def page(path: Path) -> lxml.html.HtmlElement:
    return lxml.html.parse(path).getroot()


@cache
def leads_on(path: Path, site: Path) -> bool:
    """Say whether a page only leads on to another."""
    return path.relative_to(site).parts[0] == "id" or b'http-equiv="refresh"' in path.read_bytes()


def pages(site: Path) -> list[Path]:
    """Return the pages that readers read: not those that only lead on, at permanent addresses and where pages were."""
    found = [path for path in sorted(site.rglob("*.html")) if not leads_on(path, site)]
    assert len(found) > 50
    return found
