"""The permanent addresses: a page at `id/<id>/` for each record and section, which leads to where it stands now."""

from __future__ import annotations

import html
from collections.abc import Iterator

from knowledge.graph import Knowledge
from knowledge.kinds.moved import Moved
from knowledge.layout import page_url, permalink
from knowledge.outputs import embed
from knowledge.outputs.file import File, Surroundings
from knowledge.pages.structured import graph, thing
from knowledge.promise.ledger import holder

POLICY = "default-src 'none'"


def files(knowledge: Knowledge, surroundings: Surroundings) -> Iterator[File]:
    """Yield the page of each permanent address; that of a section which is gone leads to the record it was part of."""
    address = surroundings.site.address
    for record in knowledge.records.values():
        described = graph([thing(record, knowledge, address)])
        url, quoted = knowledge.place(record.id).url, embed.lookup(record.id, address)
        page = _lead(url, record.display_title, address, described, quoted=quoted)
        yield File(f"{permalink(record.id)}index.html", page.encode())
    for section in surroundings.sections.values():
        page = _lead(section.url, section.title, address)
        yield File(f"{permalink(section.anchor)}index.html", page.encode())
    for id_ in knowledge.published:
        gone = id_ not in surroundings.sections and id_ not in knowledge.records
        if gone and (whole := holder(id_, knowledge)):
            page = _lead(knowledge.place(whole.id).url, whole.display_title, address)
            yield File(f"{permalink(id_)}index.html", page.encode())
    for moved in knowledge.of(Moved):
        page = _lead(page_url(moved.page), moved.was, address, up="../" * moved.was.count("/"))
        yield File(f"{moved.was}index.html", page.encode())


def _lead(url: str, title: str, address: str, described: str = "", up: str = "../../", quoted: str = "") -> str:
    """Return a page that takes the reader to where something stands now, without any script.

    `quoted` is the address of its description for systems that show quotations of other sites.
    """
    target = html.escape(f"{up}{url}")
    title = html.escape(title)
    data = f'<script type="application/ld+json">{described}</script>\n' if described else ""
    if quoted:
        data += f'<link rel="alternate" type="application/json+oembed" href="{html.escape(quoted)}">\n'
    return (
        "<!doctype html>\n"
        '<html lang="en-GB">\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f"<title>{title}: permanent link</title>\n"
        '<meta name="robots" content="noindex">\n'
        f'<link rel="canonical" href="{html.escape(address + url.split("#")[0])}">\n'
        f'<meta http-equiv="refresh" content="0; url={target}">\n'
        f"{data}"
        f'<p>This page has moved to <a href="{target}">{title}</a>.</p>\n'
        "</html>\n"
    )
