"""Reads a built site as its readers do: what stands at a record, in words.

It knows the pages and the published API, and nothing of the package that wrote them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import lxml.html
from lxml.html import HtmlElement


def words(element: HtmlElement) -> str:
    """Return the text of an element in one line, without the sign that offers a heading's permanent address."""
    texts = element.xpath(".//text()[not(ancestor::a[@class='headerlink'])]")
    return " ".join("".join(texts).split())


HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Notice(NamedTuple):
    """A notice: how it looks, its heading, what it says, where it leads."""

    look: str
    title: str
    text: str
    links: list[str]


@dataclass(frozen=True)
class Shown:
    """What a page shows of one record: its heading, and what stands between it and the next record."""

    heading: HtmlElement

    @property
    def title(self) -> str:
        """The words of the heading."""
        return words(self.heading)

    @property
    def badge(self) -> str:
        """The word above the heading."""
        return self.heading.get("data-kind", "")

    @property
    def classes(self) -> list[str]:
        """The classes of the heading, from which it has its shape."""
        return self.heading.get("class", "").split()

    @cached_property
    def parts(self) -> list[HtmlElement]:
        """The elements of the record, what is folded away and its foot included."""
        found = []
        for element in self.heading.itersiblings():
            is_next = element.tag in HEADINGS[: HEADINGS.index(self.heading.tag) + 1]
            if element.get("data-kind") or is_next:
                break
            found += element[1:] if "data-more" in element.attrib else [element]
            if "record-foot" in found[-1].get("class", ""):
                break
        return found

    @property
    def fold(self) -> HtmlElement | None:
        """What opens the rest of the record, where that is folded away."""
        return next((part.getparent() for part in self.parts if "data-more" in part.getparent().attrib), None)

    @property
    def marks(self) -> str:
        """The line in which its marks stand."""
        (line,) = [part for part in self.parts if part.tag == "p" and part.get("class") == "marks"]
        return words(line)

    def marked(self, name: str) -> list[str]:
        """Return the ids to which the mark with this name leads, in order."""
        (line,) = [part for part in self.parts if part.tag == "p" and part.get("class") == "marks"]
        links = line.xpath(".//a[preceding-sibling::strong[1][. = $name]]/@href", name=f"{name}:")
        return [link.partition("#")[2] for link in links]

    @property
    def related(self) -> list[str]:
        """What is listed as related, in sight: each title with the reason for the link."""
        return [words(item) for item in self._related[0]]

    @property
    def related_fold(self) -> HtmlElement | None:
        """What opens the others that are related."""
        return self._related[1] if len(self._related) > 1 else None

    @property
    def related_more(self) -> list[str]:
        """What is listed as related and folded away."""
        return [words(item) for fold in self._related[1:] for item in fold.iter("li")]

    @property
    def _related(self) -> list[HtmlElement]:
        """The list of what is related, and the fold behind it; nothing where it has no such list."""
        for part in self.parts:
            if words(part) in ("Related", "See also"):
                listed = part.getnext()
                rest = listed.getnext()
                return [listed, rest] if rest is not None and rest.tag == "details" else [listed]
        return [[]]

    @property
    def lines(self) -> list[str]:
        """The text of each part, and of each item of a list."""
        found = []
        for part in self.parts:
            found += [words(item) for item in part] if part.tag in ("ul", "ol") else [words(part)]
        return found

    @property
    def facts(self) -> dict[str, str]:
        """What stands behind each name of its description lists."""
        return {name: words(value) for name, value in self._facts().items()}

    def named(self, fact: str) -> list[str]:
        """Return the ids to which a fact leads, in order; none where it has no such fact."""
        value = self._facts().get(fact)
        links = [] if value is None else value.xpath(".//a/@href")
        return [link.partition("#")[2] for link in links]

    def below(self, title: str) -> list[str]:
        """Return the ids to which the list under one of its headings leads; none where it has no such heading."""
        for part in self.parts:
            if part.tag in ("h2", "h3", "p") and words(part) == title:
                return [link.partition("#")[2] for link in part.getnext().xpath(".//a/@href")]
        return []

    @property
    def foot(self) -> HtmlElement:
        """The part at its end, with what is related, sources and address."""
        return self.parts[-1]

    @property
    def notices(self) -> list[Notice]:
        """Its notices, in order."""
        found = []
        for part in self.parts:
            if "admonition" in part.get("class", "").split():
                title = part.find_class("admonition-title")[0]
                said = " ".join(words(element) for element in part if element is not title)
                found.append(Notice(part.get("class"), words(title), said, part.xpath(".//a/@href")))
        return found

    def _facts(self) -> dict[str, HtmlElement]:
        names = [name for part in self.parts for name in part.iter("dt")]
        return {words(name): name.getnext() for name in names}


class Site:
    """A built site."""

    def __init__(self, folder: Path) -> None:
        """Take the folder in which it was built."""
        self.folder = folder
        self._pages: dict[str, HtmlElement] = {}

    def page(self, url: str) -> HtmlElement:
        """Return the page at an address relative to the root."""
        if url not in self._pages:
            self._pages[url] = lxml.html.parse(self.folder / url / "index.html").getroot()
        return self._pages[url]

    def article(self, url: str) -> HtmlElement:
        """Return what a page holds between header and footer."""
        return self.page(url).xpath("//article")[0]

    def listed(self, url: str, *tags: str) -> dict[str, HtmlElement]:
        """Return, by the id of each record, the first of these elements on a page that leads to it first of all."""
        found: dict[str, HtmlElement] = {}
        for element in self.article(url).iter(*tags):
            for link in element.xpath("(.//a[contains(@href, '#')])[1]/@href"):
                found.setdefault(link.partition("#")[2], element)
        return found

    @cached_property
    def addresses(self) -> dict[str, str]:
        """Where each record stands, by its id, as the published index says."""
        index = json.loads((self.folder / "api/v1/index.json").read_text(encoding="utf-8"))
        return {record["id"]: record["url"] for record in index["records"]}

    def begin(self, url: str) -> Shown:
        """Return what a page shows under its first heading."""
        return Shown(self.article(url).xpath(".//h1")[0])

    def record(self, id_: str) -> Shown | None:
        """Return what is shown of a record; None where there is none with this id."""
        if id_ not in self.addresses:
            return None
        url, _, anchor = self.addresses[id_].partition("#")
        found = self.page(url).xpath("//*[@id=$anchor]", anchor=anchor)
        return Shown(found[0]) if found else None

    def kept(self, id_: str) -> Shown:
        """Return what is shown of a record; raise LookupError where there is none with this id."""
        record = self.record(id_)
        if record is None:
            raise LookupError(f"no page shows {id_}")
        return record
