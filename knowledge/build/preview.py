"""What a preview keeps from one build to the next: what is made of Markdown, and the many files that seldom change."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from knowledge.kept import digest
from knowledge.layout import PERMANENT
from knowledge.outputs import embed
from knowledge.outputs.file import File
from knowledge.pages.stubs import DOCS

SHARED = ("mkdocs.yml", "includes")
"""What the Markdown of every page may use as well as its own text."""

SELDOM = (PERMANENT, embed.FOLDER)
"""Folders of the built site with a file for every record and section, which only a change of titles or addresses
changes. To write them takes as long as half of all else."""

_written: dict[str, int] = {}
_before: dict[str, tuple[str, dict[str, Any]]] = {}


def surroundings(root: Path) -> str:
    """Return the digest of what all pages depend on: which pages there are, shared text, the engine's settings."""
    shared = [path for name in SHARED for path in (root / name, *(root / name).rglob("*")) if path.is_file()]
    pages = sorted(path.relative_to(root).as_posix() for path in (root / DOCS).rglob("*"))
    return digest("\0".join([*pages, *(path.read_text(encoding="utf-8") for path in sorted(shared))]))


def convert(page: Any, file: str, inputs: str, make: Callable[[], bool]) -> None:
    """Give the page of a file what its conversion gave it before from the same inputs; otherwise `make` converts it.

    `make` says whether all was well. Where it was not, the next build converts the page again, and says so again.
    """
    made_of, results = _before.get(file, ("", {}))
    key = digest(inputs)
    if made_of == key:
        vars(page).update(results)
        return
    old = dict(vars(page))
    _before.pop(file, None)
    if make():
        _before[file] = key, {name: value for name, value in vars(page).items() if value is not old.get(name)}


def set_aside(site: Path) -> None:
    """Move the folders of files that seldom change out of a built site, which the engine is about to empty."""
    for name in SELDOM:
        if (site / name).is_dir():
            shutil.rmtree(_aside(site, name), ignore_errors=True)
            (site / name).rename(_aside(site, name))


def put_back(site: Path) -> None:
    """Move them back into the site."""
    for name in SELDOM:
        if _aside(site, name).is_dir() and not (site / name).exists():
            _aside(site, name).rename(site / name)


def is_there(site: Path, file: File) -> bool:
    """Say whether a file of those folders is in the site, unchanged since it was last written.

    The caller writes it if it is not.
    """
    known = _written.get(file.path)
    _written[file.path] = hash(file.content)
    return file.path.partition("/")[0] in SELDOM and known == hash(file.content) and (site / file.path).is_file()


def _aside(site: Path, name: str) -> Path:
    return site.with_name(f".{site.name}.{name}")
