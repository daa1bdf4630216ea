"""Structured data: what pages describe in JSON-LD, by the vocabulary of schema.org."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from knowledge.graph import Knowledge
from knowledge.layout import API, permalink
from knowledge.record import LICENCE, Record


def graph(things: Sequence[dict[str, Any]]) -> str:
    """Return these things as one JSON text; no text of a record can end the script that holds it."""
    text = json.dumps({"@context": "https://schema.org", "@graph": list(things)}, ensure_ascii=False)
    return text.replace("<", "\\u003c")


def thing(record: Record, knowledge: Knowledge, address: str) -> dict[str, Any]:
    """Return a record as schema.org describes it, at its permanent address; `address` is that of the site's root."""
    found = {
        "@type": "",  # first, whatever the kind says
        "@id": f"{address}{permalink(record.id)}",
        "identifier": record.id,
        "name": record.display_title,
        "description": record.summary,
        "url": f"{address}{knowledge.place(record.id).url}",
        **record.thing(knowledge, address),
    }
    return {name: value for name, value in found.items() if value not in (None, [], "")}


def collection(kind: type[Record], url: str, address: str) -> dict[str, Any]:
    """Return a page that records of a kind share, at `url` below the site's root; it names the file of their data."""
    return {
        "@type": kind.set_type,
        "@id": f"{address}{url}",
        "url": f"{address}{url}",
        "name": kind.name,
        "isPartOf": {"@id": f"{address}#site"},
        "encoding": download(f"{address}{API}/{kind.plural}.json", "application/json"),
        "license": LICENCE,
        "inLanguage": "en-GB",
    }


def download(address: str, media: str) -> dict[str, str]:
    """Return a file that can be downloaded, with its media type."""
    return {"@type": "DataDownload", "contentUrl": address, "encodingFormat": media}
