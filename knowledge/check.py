"""Everything that is checked in front of a build. It reads data and pages, and renders nothing."""

from __future__ import annotations

from pathlib import Path

from knowledge import calls, safety
from knowledge.build import assets
from knowledge.graph import Knowledge
from knowledge.load import load
from knowledge.pages import stubs
from knowledge.problems import DataError
from knowledge.promise import coverage, ledger


def checked(root: Path) -> Knowledge:
    """Return the records under `root`; raise DataError when the data, the pages or the ledger are wrong."""
    knowledge = load(root)
    found = [
        *assets.problems(),
        *safety.problems(root),
        *stubs.problems(root, knowledge),
        *calls.problems(root, knowledge),
        *coverage.problems(knowledge),
        *ledger.problems(root, knowledge),
    ]
    if found:
        raise DataError(found)
    return knowledge
