"""What a preview keeps from one build to the next: the pages whose Markdown says what it said before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from knowledge.kept import digest
from knowledge.pages.stubs import DOCS

SHARED = ("mkdocs.yml", "includes")
"""What the Markdown of any page may depend on beside itself."""

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
