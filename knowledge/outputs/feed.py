"""The Atom feed of what changed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree import ElementTree

from knowledge.graph import Knowledge
from knowledge.layout import Site, permalink
from knowledge.markdown import day
from knowledge.outputs.file import File, Surroundings
from knowledge.pages.changes import FEED
from knowledge.promise.history import Change, Chapter, chapters

ATOM = "http://www.w3.org/2005/Atom"


def files(knowledge: Knowledge, surroundings: Surroundings) -> Iterator[File]:
    """Yield the feed."""
    yield File(FEED, feed(knowledge, surroundings.site))


def feed(knowledge: Knowledge, site: Site) -> bytes:
    """Return the feed: an entry for each edition and, after the first, for each change."""
    parts = chapters(knowledge)
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": "en-GB"})
    updated = max((change.day for chapter in parts for change in chapter.changes), default="1970-01-01")
    _add(root, "title", f"{site.title}: what changed")
    _add(root, "id", _tag(site.address, "feed"))
    _add(root, "updated", _time(updated))
    _add(root, "link", rel="self", type="application/atom+xml", href=f"{site.address}{FEED}")
    _add(root, "link", rel="alternate", type="text/html", href=f"{site.address}changes/")
    _add(_add(root, "author"), "name", site.title)
    for number, chapter in enumerate(parts):
        if chapter.day:
            _edition(root, chapter, site.address)
        if number < len(parts) - 1:
            for change in chapter.changes:
                _entry(root, knowledge, change, site.address)
    ElementTree.indent(root)
    return str.encode(ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n")


def _edition(root: ElementTree.Element, chapter: Chapter, address: str) -> None:
    assert chapter.day
    entry = _add(root, "entry")
    _add(entry, "title", f"Edition of {day(chapter.day)}")
    _add(entry, "id", _tag(address, f"edition-{chapter.day}"))
    _add(entry, "updated", _time(chapter.day))
    _add(entry, "link", rel="alternate", type="text/html", href=f"{address}changes/#edition-{chapter.day}")
    named = "".join(f"\n{change.sort}: {change.id}" for change in chapter.changes)
    _add(entry, "content", f"{chapter.reason}\n{named}", type="text")


def _entry(root: ElementTree.Element, knowledge: Knowledge, change: Change, address: str) -> None:
    entry = _add(root, "entry")
    _add(entry, "title", f"{change.id}: {change.sort}")
    _add(entry, "id", _tag(address, f"{change.id}-{change.sort}-{change.day}"))
    _add(entry, "updated", _time(change.day))
    _add(entry, "link", rel="alternate", type="text/html", href=f"{address}{permalink(change.id)}")
    title = f"{knowledge[change.id].title}. " if change.id in knowledge.records else ""
    _add(entry, "content", f"{title}{change.reason}", type="text")


def _add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name, attributes)
    element.text = text
    return element


def _tag(address: str, name: str) -> str:
    """Return an id that stays the same (RFC 4151): the host of the site, its first year, and a name."""
    return f"tag:{urlsplit(address).hostname},2026:{urlsplit(address).path.strip('/')}/{name}"


def _time(day_: str) -> str:
    """Return the beginning of a day, a month or a year as a time of RFC 3339."""
    return f"{day_}-01-01"[:10] + "T00:00:00Z" if len(day_) < 10 else f"{day_}T00:00:00Z"
