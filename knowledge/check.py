"""Everything that is checked in front of a build."""

from __future__ import annotations

from pathlib import Path

from knowledge import ledger, pages
from knowledge.load import DataError, load
from knowledge.model import Knowledge


def checked(root: Path) -> Knowledge:
    """Return the records under `root`; raise DataError when the data, the pages or the ledger are wrong."""
    knowledge = load(root)
    if found := [*pages.problems(root, knowledge), *ledger.problems(root, knowledge)]:
        raise DataError(found)
    return knowledge
