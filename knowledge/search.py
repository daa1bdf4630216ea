"""What the search in the browser knows: the records, the headings they cite, and the words that mean the same."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from knowledge.graph import Knowledge
from knowledge.outputs import search
from knowledge.problems import NOTHING, Problem

SOURCES = Path(__file__).resolve().parent.parent / "search"
"""The scripts of the search."""

NODE = Path(sys.executable).with_name("node")
MODULES = Path(sys.prefix) / "npm" / "node_modules"
"""Node.js and the packages from npm, both in the virtual environment, where tools/prepare.py puts them."""


ENGINES = ("minisearch", "pagefind")
"""What search/setting.json may name: the one is loaded whole, the index of the other in parts."""


class SearchError(Exception):
    """The search could not be written; the message says why and what to do."""


def write(knowledge: Knowledge, site: Path) -> None:
    """Write the scripts and the data of the search into the built site; raise SearchError where that fails."""
    build(search.data(knowledge), site, _engine())


def problems() -> Iterator[Problem]:
    """Yield what is wrong with search/setting.json, which names the engine."""
    try:
        engine = _engine()
    except (OSError, ValueError, LookupError, TypeError):
        message = f'names no engine; write {{ "engine": "{ENGINES[0]}" }}'
    else:
        if engine in ENGINES:
            return
        message = f"'{engine}' is none of {', '.join(ENGINES)}; name one of them"
    yield Problem("search/setting.json", 1, NOTHING, "engine", message)


def _engine() -> str:
    return str(json.loads((SOURCES / "setting.json").read_text(encoding="utf-8"))["engine"])


def build(data: dict[str, Any], site: Path, engine: str) -> None:
    """Write the search of this data into a folder, for one of the ENGINES; raise SearchError where that fails."""
    for needed in (NODE, MODULES):
        if not needed.exists():
            raise SearchError(f"search: {needed.name} is not installed in {sys.prefix}; call 'make build' once")
    command = [str(NODE), str(SOURCES / "build.mjs"), str(MODULES), str(site)]
    done = subprocess.run(command, input=json.dumps({"engine": engine, "data": data}), capture_output=True, text=True)
    if done.returncode:
        raise SearchError(f"search: could not be built; mend what search/build.mjs says:\n{done.stderr.strip()}")
