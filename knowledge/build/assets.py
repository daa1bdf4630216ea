"""What pages fetch beside their text: scripts, styles and the data of the search, as small as they can be."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from knowledge.build import node
from knowledge.build.site_check import html_files
from knowledge.problems import NOTHING, Problem

WEB = Path(__file__).resolve().parents[2] / "web"
"""All that runs in a browser, and what builds it."""

SETTING = WEB / "search" / "setting.json"
"""Names the engine of the search."""

ENGINES = ("minisearch", "pagefind")
"""What the setting may name: the index of the one is loaded whole, that of the other in parts."""

WHOLE, IN_PARTS = ENGINES
MANY = 2_500
"""From how many records on a first search loads less from an index in parts; tests/SEARCH.md says why."""

TEXT = "The text of this site"
LICENCES = {"The code of this site": WEB.parent / "LICENSE", TEXT: WEB.parent / "LICENSE-TEXT.md"}
"""Our own licences, by what they are for; those of the packages in our scripts follow them in licences.txt."""

FOLDER = "assets"
REFERENCE = re.compile(rf"{FOLDER}/[\w./-]+")
NAMING = (".css", ".js")
"""The types of file that may themselves name others."""


class AssetError(Exception):
    """Scripts, styles or the search could not be written; the message says why in one line."""


def write(site: Path, search_data: Mapping[str, Any], kinds: Sequence[tuple[str, str]]) -> None:
    """Write scripts, styles and the search into a built site.

    `search_data` is what knowledge.search.data returns; `kinds` are the kinds of record, each with the beginning of its
    ids, such as ("recommendation", "rec-"). Raises AssetError where a script or style is wrong.
    """
    build(site, search_data, kinds, _engine())


def problems() -> Iterator[Problem]:
    """Yield what is wrong with the setting that names the engine of the search."""
    try:
        _engine()
    except AssetError as error:
        yield Problem(SETTING.relative_to(WEB.parent).as_posix(), 1, NOTHING, "engine", str(error))


def notes(count: int) -> Iterator[str]:
    """Yield a line if the search should change its engine, now that there are so many records."""
    if count >= MANY and _engine() == WHOLE:
        yield (
            f"{SETTING.relative_to(WEB.parent).as_posix()}: {count:,} records make the first search slow; "
            f'write {{ "engine": "{IN_PARTS}" }} once you have read "How far it goes" in tests/SEARCH.md'
        )


def build(site: Path, search_data: Mapping[str, Any], kinds: Sequence[tuple[str, str]], engine: str) -> None:
    """Write scripts, styles and the search, with one of the ENGINES, into a folder; raise AssetError like `write`."""
    request = {
        "site": str(site.resolve()),
        "modules": str(node.MODULES),
        "engine": engine,
        "data": search_data,
        "kinds": kinds,
        "own": [(title, str(path)) for title, path in LICENCES.items()],
    }
    try:
        node.run(WEB / "build.mjs", json.dumps(request))
    except node.NodeError as error:
        raise AssetError(f"web: scripts and styles could not be built: {error}") from None


def prune(site: Path) -> None:
    """Remove every file of `assets/` that no page uses, such as those of the theme."""
    wanted = used(site)
    for path in sorted((site / FOLDER).rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in wanted:
            path.unlink()


def used(site: Path) -> set[Path]:
    """Return the files of `assets/` that a page names, or a style or script that a page uses."""
    found: set[Path] = set()
    texts = [path.read_text(encoding="utf-8") for path in html_files(site)]
    while texts:
        named = {site / name for text in texts for name in REFERENCE.findall(text)}
        new = {path for path in named - found if path.is_file()}
        found |= new
        texts = [path.read_text(encoding="utf-8") for path in new if path.suffix in NAMING]
    return found


def _engine() -> str:
    """Return the engine that the setting names; raise AssetError where it names none."""
    try:
        engine = json.loads(SETTING.read_text(encoding="utf-8"))["engine"]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        raise AssetError(f'does not name an engine; write {{ "engine": "{ENGINES[0]}" }}') from None
    if engine not in ENGINES:
        raise AssetError(f"'{engine}' is not one of {', '.join(ENGINES)}; name one of these")
    return str(engine)
