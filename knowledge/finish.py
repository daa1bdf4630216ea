"""What a page says about itself to machines: its picture and structured data, which the template puts into its head."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import PurePosixPath
from typing import Any

from knowledge import social
from knowledge.graph import Knowledge
from knowledge.kinds import KINDS, AnyRecord
from knowledge.kinds.duty import Duty
from knowledge.kinds.event import Event
from knowledge.kinds.source import Source
from knowledge.kinds.term import Term
from knowledge.pages import API, overview_page, page_url, permalink, place
from knowledge.render import VIEWS, heading

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""The licence of the text."""


def metadata(knowledge: Knowledge, page: str, address: str, title: str, edition: str) -> dict[str, str]:
    """Return what the template asks of a page's metadata, for a page file relative to `docs/`.

    `picture` is the kind of record whose picture stands beside a shared link, `structured` a text in JSON-LD; each is
    left out where the page has none of its own. `address` is that of the site's root, `title` the name of the site.
    """
    url = page_url(page)
    found = {}
    if kind := _kinds(knowledge).get(url):
        found["picture"] = kind
    if graph := _graphs(knowledge, address, title, edition).get(url):
        found["structured"] = structured(graph)
    return found


def structured(graph: Sequence[Mapping[str, Any]]) -> str:
    """Return these things, by the vocabulary of schema.org, as a text that can stand in a script."""
    text = json.dumps({"@context": "https://schema.org", "@graph": list(graph)}, ensure_ascii=False)
    return text.replace("<", "\\u003c")  # no text of a record can end the script


def stated(home: str) -> tuple[str, str]:
    """Return what the home page states: the absolute address of the site's root, or "/", and the name of the site."""
    head = _Head()
    head.feed(home)
    return head.address, head.name


class _Head(HTMLParser):
    """Reads the canonical address and the name of the site in a page's head."""

    address = "/"
    name = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "link" and found.get("rel") == "canonical":
            self.address = found.get("href") or self.address
        elif tag == "meta" and found.get("name") == "site-name":
            self.name = found.get("content") or ""


@lru_cache(maxsize=1)  # every page of a build asks
def _kinds(knowledge: Knowledge) -> dict[str, str]:
    return social.kinds(knowledge)


@lru_cache(maxsize=1)
def _graphs(knowledge: Knowledge, address: str, title: str, edition: str) -> dict[str, list[dict[str, Any]]]:
    return graphs(knowledge, address, title, edition)


# ------------------------------------------------------------------------------------------------
# Structured data
# ------------------------------------------------------------------------------------------------


def graphs(knowledge: Knowledge, address: str, title: str, edition: str) -> dict[str, list[dict[str, Any]]]:
    """Return what each page describes, by the page's address relative to the root; the template describes the site.

    A record is described at its permanent address, and on its page where it has one to itself. A page that records
    share would repeat all its text, so it describes itself and names the file in which they stand.
    """
    found: dict[str, list[dict[str, Any]]] = {"about/open-data/": [_dataset(address, title, edition)]}
    for record in knowledge.records.values():
        url = page_url(place(record).page)
        if PurePosixPath(url).name == record.id:
            found[url] = [thing(record, address, knowledge)]
        elif not isinstance(record, Duty):  # a bullet stands on the page of its paragraph
            found[url] = [_collection(type(record), url, address)]
    for kind in KINDS:
        url = page_url(overview_page(kind))
        found[url] = [_collection(kind, url, address)]
    return found


def _collection(kind: type[AnyRecord], url: str, address: str) -> dict[str, Any]:
    return {
        "@type": "DefinedTermSet" if kind is Term and url == page_url(overview_page(Term)) else "CollectionPage",
        "@id": f"{address}{url}",
        "url": f"{address}{url}",
        "name": VIEWS[kind].name,
        "isPartOf": {"@id": f"{address}#site"},
        "encoding": _download(f"{address}{API}/{kind.plural}.json", "application/json"),
        "license": LICENCE,
        "inLanguage": "en-GB",
    }


def thing(record: AnyRecord, address: str, knowledge: Knowledge) -> dict[str, Any]:
    """Return how a record is described, as it is at its permanent address."""
    thing: dict[str, Any] = {
        "@type": "LearningResource",
        "@id": f"{address}{permalink(record.id)}",
        "identifier": record.id,
        "name": heading(record),
        "description": record.summary,
        "url": f"{address}{place(record).url}",
    }
    match record:
        case Term():
            others = [*([record.acronym] if record.acronym else []), *record.other_names]
            thing |= {"@type": "DefinedTerm", "termCode": record.acronym, "alternateName": others}
            thing["inDefinedTermSet"] = f"{address}{page_url(overview_page(Term))}"
        case Source():
            thing |= {"@type": "CreativeWork", "publisher": {"@type": "Organization", "name": record.publisher}}
            thing |= {"datePublished": record.published, "sameAs": record.address}
        case Event():
            thing |= {"@type": "Event", "startDate": record.date, "endDate": record.until}
        case _:
            thing |= {
                "learningResourceType": VIEWS[type(record)].name,
                "isPartOf": {"@id": f"{address}#site"},
                "isBasedOn": [
                    {"@id": f"{address}{permalink(id_)}"} for id_ in dict.fromkeys(c.document for c in record.sources)
                ],
                "license": LICENCE,
                "isAccessibleForFree": True,
                "inLanguage": "en-GB",
                "teaches": record.answers,
                "datePublished": knowledge.published.get(record.id),
            }
    return {name: value for name, value in thing.items() if value not in (None, [], "")}


def _download(address: str, media: str) -> dict[str, str]:
    return {"@type": "DataDownload", "contentUrl": address, "encodingFormat": media}


def _dataset(address: str, title: str, edition: str) -> dict[str, Any]:
    def download(name: str, media: str) -> dict[str, str]:
        return _download(f"{address}{API}/{name}", media)

    files = [download("index.json", "application/json")]
    for kind in KINDS:
        files += [download(f"{kind.plural}.json", "application/json"), download(f"{kind.plural}.csv", "text/csv")]
    return {
        "@type": "Dataset",
        "@id": f"{address}{API}/",
        "name": f"{title}: open data",
        "description": "Every record of the site, kind by kind, with the place in the source on which it rests.",
        "url": f"{address}about/open-data/",
        "license": LICENCE,
        "version": edition,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": title, "url": address},
        "distribution": files,
    }
