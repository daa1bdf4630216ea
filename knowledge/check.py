"""Everything that is checked in front of a build."""

from __future__ import annotations

from pathlib import Path

from knowledge import docs, ledger, pages, search
from knowledge.graph import Knowledge
from knowledge.load import load
from knowledge.pages import authoring
from knowledge.problems import DataError


def checked(root: Path) -> Knowledge:
    """Return the records under `root`; raise DataError when the data, the pages or the ledger are wrong."""
    knowledge = load(root)
    found = [*search.problems(), *pages.problems(root, knowledge), *authoring.problems(root)]
    found += docs.problems(root, knowledge)
    if not found:
        found += ledger.problems(root, knowledge, docs.sections(root, knowledge))
    if found:
        raise DataError(found)
    return knowledge
