"""What the text of a page may weigh, as it is sent; tests/BUDGETS.md gives the reasons for this limit and others."""

from __future__ import annotations

import gzip

PAGE = 30_000
"""The text of a page, in bytes."""

NEAR = 0.9
"""From which part of its budget on a build names a page, so that it can be divided in time."""


def packed(content: bytes, level: int = 6) -> bytes:
    """Return the content of a file as a server sends it: compressed by gzip, as hard as servers usually do."""
    return gzip.compress(content, level, mtime=0)


def kilobytes(size: float) -> str:
    """Return a size in words for a message; a budget is held to the byte."""
    return f"{size / 1000:.3f} kB"
