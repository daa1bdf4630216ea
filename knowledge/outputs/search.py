"""What the search in the browser knows: records, the headings they cite, pages, and words that mean the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from knowledge.citation import heading_paths
from knowledge.graph import Knowledge
from knowledge.kinds.phrases import Phrases
from knowledge.kinds.source import Source
from knowledge.kinds.synonyms import Synonyms
from knowledge.layout import page_url
from knowledge.outputs.file import Passage
from knowledge.record import Record

PAGE = ("page", "Pages", "", "Page", 0.7)
"""The kind of what is on the site's own pages and is no record, as `data` gives kinds."""

SEARCHED = 250
"""How many signs of a passage the search knows; what is further down tells little of it and takes its room."""

ON_THE_SITE = -1
"""Stands in the place of a source where a heading is that of a page of the site."""


def data(knowledge: Knowledge, passages: Iterable[Passage] = ()) -> dict[str, Any]:
    """Return the data of the search, of the records and of what else the pages say.

    `kinds` are [kind, name of many, beginning of its ids, name of one, worth]; `pages` the addresses of pages relative
    to the root; `sources` the year of each source; `headings` are [source, text, words], or [ON_THE_SITE, title of a
    page, []]; `synonyms` groups of words; in `records`, `kind`, `page` and `headings` are numbers of these lists.
    """
    passages = list(passages)
    records = [record for record in knowledge.records.values() if record.retired is None]
    sources = knowledge.of(Source)
    urls = {record.id: page_url(knowledge.place(record.id).page) for record in records}
    pages = list(dict.fromkeys([*urls.values(), *(passage.page for passage in passages)]))
    kinds = knowledge.kinds
    phrases = {entry.target: entry.phrases for entry in knowledge.of(Phrases)}
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
            for path in knowledge.get(Source, citation.document).index.find(citation.heading, citation.under)
        ]
        return list(dict.fromkeys(numbers))

    named = [
        [kind.kind, kind.called()[1].capitalize(), kind.prefix, kind.called()[0].capitalize(), kind.worth]
        for kind in kinds
    ]
    of_pages = [[ON_THE_SITE, passage.title, []] for passage in passages if not passage.under]
    title_of = {passage.page: passage.under or passage.title for passage in passages}
    first = len(listed)
    place_of = {title: first + number for number, (_, title, _) in enumerate(of_pages)}
    return {
        "kinds": [*named, *([list(PAGE)] if passages else [])],
        "pages": pages,
        "sources": [source.published[:4] if source.published else "" for source in sources],
        "headings": listed + of_pages,
        "synonyms": [group.words for group in knowledge.of(Synonyms)],
        "records": [
            {
                "id": record.id,
                "kind": kinds.index(type(record)),
                "page": pages.index(urls[record.id]),
                "title": record.display_title,
                "summary": record.summary,
                "text": " ".join(record.search_text),
                "phrases": phrases.get(record.id, []),
                "names": record.search_names,
                "headings": cited(record),
            }
            for record in records
        ]
        + [
            {
                "id": passage.anchor,
                "kind": len(named),
                "page": pages.index(passage.page),
                "title": passage.title,
                "summary": passage.first,
                "text": "" if passage.under else passage.text[:SEARCHED],  # below the first heading, its first words
                "phrases": [*([] if passage.under else [passage.first]), *phrases.get(passage.anchor, [])],
                "names": [],
                "headings": [place_of[title_of[passage.page]]],
            }
            for passage in passages
        ],
    }


def _key(source: str, path: list[Any]) -> tuple[str, ...]:
    return (source, *(above.text for above in path))
