"""What a page may weigh, in bytes as they are sent (gzip); tests/BUDGETS.md gives the reasons."""

from __future__ import annotations

from knowledge.build.budgets import PAGE, kilobytes

__all__ = ["PAGE", "kilobytes"]

REQUESTS = 8
"""The requests of a first visit."""

FIRST_VISIT = 75_000
"""A first visit to a page for reading."""

ASSETS = 15_000
"""The styles, scripts and pictures of a first visit together."""

TOOL_ASSETS = 30_000
"""The same for the page of a tool, which checks and protects the files that a reader opens and saves."""

LIST = 12_000
"""What a page for trainers may weigh on top of that, for the list of the kit’s files or of the checks."""

OFFICE = 115_000
"""What the page that reads and writes spreadsheets and documents may weigh on top of that."""

SEARCH = 125_000
"""A first visit to the page of the search, which fetches all that it finds in."""

FIRST_SEARCH = 110_000
"""What the box on any other page fetches when it is first used."""

QUOTATION = 90_000
"""A first visit to the check of a quotation, which loads all that it compares with."""

QUOTATION_DATA = 60_000
"""What it compares a quotation with."""
