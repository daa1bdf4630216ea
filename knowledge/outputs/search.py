"""What the search in the browser knows: the records, the headings they cite, and the words that mean the same."""

from __future__ import annotations

from typing import Any

from knowledge.citation import find_headings, heading_paths
from knowledge.graph import Knowledge
from knowledge.kinds.phrases import Phrases
from knowledge.kinds.source import Source
from knowledge.kinds.synonyms import Synonyms
from knowledge.layout import page_url
from knowledge.record import Record


def data(knowledge: Knowledge) -> dict[str, Any]:
    """Return the data of the search.

    `kinds` are [kind, name of many, beginning of its ids, name of one]; `pages` the addresses of pages relative to
    the root; `sources` the year of each source; `headings` are [source, text, words]; `synonyms` groups of words;
    in `records`, `kind`, `page` and `headings` are numbers of these lists.
    """
    records = [record for record in knowledge.records.values() if record.retired is None]
    sources = knowledge.of(Source)
    urls = {record.id: page_url(knowledge.place(record.id).page) for record in records}
    pages = list(dict.fromkeys(urls.values()))
    kinds = knowledge.kinds
    phrases = {entry.record: entry.phrases for entry in knowledge.of(Phrases)}
    headings: dict[tuple[str, ...], int] = {}
    listed: list[list[Any]] = []
    for number, source in enumerate(sources):
        for path in heading_paths(source.headings):
            headings[_key(source.id, path)] = len(listed)
            listed.append([number, path[-1].text, path[-1].words])

    def cited(record: Record) -> list[int]:
        numbers = [
            headings[_key(citation.document, path)]
            for citation in record.sources
            for path in find_headings(
                knowledge.get(Source, citation.document).headings, citation.heading, citation.under
            )
        ]
        return list(dict.fromkeys(numbers))

    return {
        "kinds": [
            [kind.kind, kind.called()[1].capitalize(), kind.prefix, kind.called()[0].capitalize()] for kind in kinds
        ],
        "pages": pages,
        "sources": [source.published[:4] if source.published else "" for source in sources],
        "headings": listed,
        "synonyms": [group.words for group in knowledge.of(Synonyms)],
        "records": [
            {
                "id": record.id,
                "kind": kinds.index(type(record)),
                "page": pages.index(urls[record.id]),
                "title": record.display_title,
                "summary": record.summary,
                "text": " ".join([record.summary, *record.search_text]),
                "phrases": phrases.get(record.id, []),
                "names": record.search_names,
                "headings": cited(record),
            }
            for record in records
        ],
    }


def _key(source: str, path: list[Any]) -> tuple[str, ...]:
    return (source, *(above.text for above in path))
