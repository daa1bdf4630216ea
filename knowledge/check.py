"""Everything that is checked in front of a build. It reads data and pages, and renders nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from knowledge import calls, fingerprints, safety
from knowledge.build import assets
from knowledge.graph import Knowledge
from knowledge.kept import Kept
from knowledge.kinds.source import Source
from knowledge.load import load
from knowledge.pages import authoring, stubs
from knowledge.problems import DataError
from knowledge.promise import coverage, digests, ledger

READ = ("data", "docs", "includes", "theme", "web", "mkdocs.yml")
"""What a check reads, below the root."""


def checked_again(root: Path) -> Knowledge:
    """Return what `checked` does; while no file that it reads has changed, return the same records as the last time.

    An engine asks before and after a build, and some for each page.
    """
    paths = [path for name in READ for path in ((root / name).rglob("*") if (root / name).is_dir() else [root / name])]
    stamps = [(path, path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(paths) if path.is_file()]
    return _unchanged(root, tuple(stamps))


@lru_cache(maxsize=1)
def _unchanged(root: Path, _stamps: tuple[object, ...]) -> Knowledge:
    return checked(root)


def checked(root: Path, *, before_edition: bool = False) -> Knowledge:
    """Return the records under `root`; raise DataError when the data, the pages or the ledger are wrong.

    `before_edition` says that the newest edition is about to be published, so that it need not have its digests yet.
    """
    kept = Kept(root)
    with _no_collection():
        knowledge = load(root)
        found = [
            *assets.problems(),
            *safety.problems(root, kept),
            *stubs.problems(root, knowledge, kept),
            *authoring.problems(root, kept),
            *calls.problems(root, knowledge, kept),
            *coverage.problems(root, knowledge),
            *fingerprints.problems(root, {source.id: source.headings for source in knowledge.of(Source)}),
            *ledger.problems(root, knowledge),
            *digests.problems(root, knowledge),
            *(() if before_edition else digests.unpublished(root, knowledge)),
        ]
    if found:
        raise DataError(found)
    kept.write()
    return knowledge


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep Python from looking for garbage: a check leaves little, and among many records the search takes half of it.

    What is there at the end is not looked at again either.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
