"""The list of pages for search engines, each with the day on which what it says last changed.

It takes the place of the engine's own list, in which every page has the day of the build.
"""

from __future__ import annotations

import gzip
import io
from collections import defaultdict
from collections.abc import Iterator
from xml.etree import ElementTree

from knowledge.graph import Knowledge
from knowledge.layout import page_url
from knowledge.outputs.file import File, Surroundings

SITEMAP = "sitemap.xml"
SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"


def files(knowledge: Knowledge, surroundings: Surroundings) -> Iterator[File]:
    """Yield the list, and the same packed, under the name that engines give it."""
    root = ElementTree.Element("urlset", xmlns=SITEMAPS)
    for url, day in days(knowledge, surroundings).items():
        entry = ElementTree.SubElement(root, "url")
        ElementTree.SubElement(entry, "loc").text = f"{surroundings.site.address}{url}"
        if day[:1].isdigit():  # before the first edition there is none
            ElementTree.SubElement(entry, "lastmod").text = day
    ElementTree.indent(root)
    content = str.encode(ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n")
    yield File(SITEMAP, content)
    yield File(f"{SITEMAP}.gz", _packed(content))


def days(knowledge: Knowledge, surroundings: Surroundings) -> dict[str, str]:
    """Return the day of each page by its address from the root, in order of addresses.

    It is that of the newest record on the page; a page without records has the day of the edition.
    """
    changed: dict[str, list[str]] = defaultdict(list)
    for section in surroundings.sections.values():
        changed[section.url.partition("#")[0]] = []
    for record in knowledge.records.values():
        changed[page_url(knowledge.place(record.id).page)].append(knowledge.last_changed(record))
    known = {url: [day for day in found if day[:1].isdigit()] for url, found in changed.items()}
    return {url: max(known[url], default=surroundings.site.edition) for url in sorted(known)}


def _packed(content: bytes) -> bytes:
    target = io.BytesIO()
    with gzip.GzipFile("", "wb", fileobj=target, mtime=0) as file:  # without a name and a time: always the same
        file.write(content)
    return target.getvalue()
