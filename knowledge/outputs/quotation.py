"""What the quotation check knows in the browser: the fingerprints of the sources, and the records that restate them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from knowledge.citation import Citation, heading_paths
from knowledge.fingerprints import words
from knowledge.graph import Knowledge
from knowledge.kinds.duty import Duty
from knowledge.kinds.earlier import Earlier
from knowledge.kinds.source import Source
from knowledge.kinds.wording import Wording
from knowledge.outputs import file
from knowledge.outputs.file import File, Surroundings
from knowledge.pages.sections import RESTATING

PATH = "tools/quotation/data.js"
"""The path of the data below the site's root."""

Key = tuple[str, ...]


def files(knowledge: Knowledge, surroundings: Surroundings) -> Iterator[File]:
    """Yield the data of the check."""
    yield File(PATH, script(knowledge, surroundings.fingerprints, surroundings.site.edition))


def script(knowledge: Knowledge, fingerprints: Mapping[str, Any] | None, edition: str) -> bytes:
    """Return the data as a script, so that a page that is opened from a disk can load it."""
    return file.script("quotationData", data(knowledge, fingerprints, edition))


def data(knowledge: Knowledge, fingerprints: Mapping[str, Any] | None, edition: str) -> dict[str, Any] | None:
    """Return the data of the check; None where there are no fingerprints.

    `sources` are [title, year, address on the web, id]; `headings` [source, path, what it prints, words]; what it
    prints is "2015" for guidance that no longer applies, "earlier" for earlier reports, "" else. `units` are those of
    the fingerprints. `records` are [title, address from the root, name of one, places], where a place is [heading,
    paragraph, bullet, footnote], 0 for none. `wordings` are [note, words, places].
    """
    if fingerprints is None:
        return None
    sources = [knowledge.get(Source, entry["document"]) for entry in fingerprints["inputs"]]
    numbers: dict[Key, int] = {tuple(heading): at for at, heading in enumerate(fingerprints["headings"])}

    def places(citations: list[Citation]) -> list[list[int]]:
        found = []
        for citation in citations:
            for path in knowledge.get(Source, citation.document).index.find(citation.heading, citation.under):
                key = (citation.document, *(above.text for above in path))
                if key in numbers:
                    parts = (citation.paragraph, citation.bullet, citation.footnote)
                    found.append([numbers[key], *(part or 0 for part in parts)])
        return found

    records = []
    prints: dict[int, str] = {}
    for kind in RESTATING:
        for record in knowledge.of(kind):
            if cited := places(record.sources):
                place = knowledge.place(record.id)
                records.append([record.display_title, place.url, record.called()[0], cited])
                if kind is Duty or kind is Earlier:
                    for heading, *_ in cited:
                        prints.setdefault(heading, "2015" if kind is Duty else "earlier")
    ids = [source.id for source in sources]
    about = {
        (source.id, *(above.text for above in path)): sorted(
            {word for text in (path[-1].text, *path[-1].words) for word in words(text)}
        )
        for source in sources
        for path in heading_paths(source.headings)
    }
    return {
        "version": fingerprints["version"],
        "words": fingerprints["words"],
        "odds": fingerprints["odds"],
        "edition": edition,
        "sources": [[source.title, (source.published or "")[:4], source.address, source.id] for source in sources],
        "headings": [
            [ids.index(heading[0]), heading[1:], prints.get(at, ""), " ".join(about[tuple(heading)])]
            for at, heading in enumerate(fingerprints["headings"])
        ],
        "units": fingerprints["units"],
        "records": records,
        "wordings": [[wording.note, wording.named, places(wording.sources)] for wording in knowledge.of(Wording)],
    }
