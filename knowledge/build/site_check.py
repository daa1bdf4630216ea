"""What only built pages can show: their sections, anchors and links."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.html
from lxml.etree import XPath

from knowledge.graph import Knowledge
from knowledge.kept import digest
from knowledge.kinds.phrases import Phrases
from knowledge.layout import PERMANENT, Site, page_url, permalink
from knowledge.outputs.file import Passage, Section
from knowledge.pages.extension import HEADINGS, UNNAMED
from knowledge.pages.stubs import DOCS
from knowledge.problems import DATA, NOTHING, Problem
from knowledge.promise import ledger

IS_HEADING = " or ".join(f"self::{tag}" for tag in HEADINGS)
"""The condition of an element that is a heading, in XPath."""

TEXT = ("p", "li", "dt", "dd")
"""The elements of which the search reads the text; a table repeats what records say."""

IDS = XPath("//@id")
LINKS = XPath("//a/@href")
TITLES = XPath("//article//h1")
SECTIONS = XPath(f"//article//*[@id][{IS_HEADING}]")
SIGN = XPath(".//a[@class='headerlink']")
PICTURES = XPath("//article//figure/svg")
ABOVE = XPath(f"preceding::*[@id][{IS_HEADING}]")
FORMERLY = XPath("//article//p[@class='formerly']/descendant-or-self::*[@id]")
ARTICLE = XPath("//article")

SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z“])")


@dataclass
class BuiltPage:
    """A page as the engine built it: its address below the root, its anchors, titles, sections and links, in order."""

    url: str
    anchors: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    pictures: dict[str, str] = field(default_factory=dict)
    """The anchor of the heading above each picture, by the title of the picture."""

    def problem(self, root: Path, text: str, message: str, id_: str = NOTHING) -> Problem:
        """Return what is wrong at a text of the page, with the line of its page file that holds the text."""
        folder = root / DOCS / self.url
        path = folder / "index.md" if folder.is_dir() else folder.with_suffix(".md")
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        line = next((number for number, line in enumerate(lines, 1) if text in line), 1)
        return Problem(path.relative_to(root).as_posix(), line, id_, NOTHING, message)


def read(site: Path) -> list[BuiltPage]:
    """Return the pages of a built site; those at permanent addresses, which only lead on, are left out."""
    pages = []
    for path in html_files(site):
        if path.name == "index.html":
            url = path.relative_to(site).as_posix().removesuffix("index.html")
            text = path.read_text(encoding="utf-8")
            key = digest(text)
            if url not in _before or _before[url][0] != key:
                _before[url] = key, _page(url, text)
            pages.append(_before[url][1])
    return pages


_before: dict[str, tuple[str, BuiltPage]] = {}
"""The pages of the last build, by their addresses, each with the digest of its text: a preview builds many times."""


def html_files(site: Path) -> list[Path]:
    """Return the HTML files of a built site, in order; those at permanent addresses are left out."""
    parts = (part for part in site.iterdir() if part.name != PERMANENT)
    found = (path for part in parts for path in (part.rglob("*.html") if part.is_dir() else [part]))
    return sorted(path for path in found if path.suffix == ".html")


def site_of(site: Path) -> Site:
    """Return what a built site says of itself on its home page."""
    home = lxml.html.document_fromstring((site / "index.html").read_bytes())
    address = next(iter(home.xpath('//link[@rel="canonical"]/@href')), "/")
    title = next(iter(home.xpath('//meta[@name="site-name"]/@content')), "")
    edition = next(iter(home.xpath('//meta[@name="edition"]/@content')), "")
    return Site(str(address), str(title), str(edition))


def sections(pages: Iterable[BuiltPage], knowledge: Knowledge) -> dict[str, Section]:
    """Return the sections of the pages that are no records, by anchor."""
    return {s.anchor: s for page in pages for s in page.sections if s.anchor not in knowledge.records}


def pictures(pages: Iterable[BuiltPage]) -> dict[str, str]:
    """Return below which anchor a picture stands, by its title; of several pages, on that with the shortest address."""
    longest_first = sorted(pages, key=lambda page: (-len(page.url), page.url))
    return {title: anchor for page in longest_first for title, anchor in page.pictures.items()}


SEVERAL = 3
"""On how many pages a heading stands that tells of their form."""


def passages(pages: Iterable[BuiltPage], knowledge: Knowledge) -> list[Passage]:
    """Return what the pages say outside the records, heading by heading; a record's own page is left out.

    A heading that several pages share, such as “Answers”, tells of their form and not of their subject.
    """
    pages = list(pages)
    shared = Counter(passage.title for page in pages for passage in page.passages if passage.under)
    found = []
    for page in pages:
        if page.passages and page.passages[0].anchor not in knowledge.records:
            found += [
                passage
                for passage in page.passages
                # Above entries alone a heading says nothing, and one of several pages nothing of its own.
                if (not passage.under or (passage.text and shared[passage.title] < SEVERAL))
                and re.search(r"[^\W\d].*[^\W\d]", passage.title)  # neither a letter of the alphabet nor "0–9"
                and passage.anchor not in knowledge.records
                and ledger.holder(passage.anchor, knowledge) is None
            ]
    return found


def problems(root: Path, knowledge: Knowledge, pages: list[BuiltPage], site: Path) -> Iterator[Problem]:
    """Yield headings without an anchor, anchors that stand twice, links that lead nowhere, sections that are lost.

    `site` is the folder of the built pages, in which everything beside them stands already.
    """
    offered = sections(pages, knowledge)
    yield from _anchors(root, pages, knowledge)
    yield from ledger.lost_sections(root, knowledge, offered)
    yield from _links(root, pages, knowledge, offered, site)
    yield from _phrases(root, pages, knowledge)


def _page(url: str, text: str) -> BuiltPage:
    tree = lxml.html.document_fromstring(text.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    page = BuiltPage(url, [str(id_) for id_ in IDS(tree)], links=[str(link) for link in LINKS(tree)])
    page.titles = [title.text_content() for title in TITLES(tree)]
    for heading in SECTIONS(tree):
        sign = "".join(link.text_content() for link in SIGN(heading))
        page.sections.append(_section(heading, url, heading.text_content().removesuffix(sign)))
    for picture in PICTURES(tree):
        *_, heading = ABOVE(picture)
        page.pictures[picture.get("aria-label")] = heading.get("id")
    page.passages = list(_passages(tree, page))
    for moved in FORMERLY(tree):
        page.sections.append(_section(moved, url, moved.text_content()))
    return page


def _passages(tree: lxml.html.HtmlElement, page: BuiltPage) -> Iterator[Passage]:
    """Yield each heading of a page with the text up to the next one."""
    texts: dict[str, list[str]] = {section.anchor: [] for section in page.sections}
    here: list[str] = []
    for article in ARTICLE(tree):
        for element in _prose(article):
            if element.get("id") in texts:
                here = texts[element.get("id")]
            else:
                here.append(" ".join(element.text_content().split()))
    title = page.sections[0].title if page.sections else ""
    for number, (anchor, _, heading) in enumerate(page.sections):
        text = " ".join(filter(None, texts[anchor]))
        first = text or ("" if number else " ".join(text for part in texts.values() for text in part))
        yield Passage(anchor, page.url, heading, title if number else "", SENTENCE.split(first)[0], text)


def _prose(within: lxml.html.HtmlElement, silent: bool = False) -> Iterator[lxml.html.HtmlElement]:
    """Yield the headings with an anchor, in order, and the elements that say something of their own."""
    for element in within.iterchildren("*"):
        is_silent = silent or _is_silent(element)
        if (element.tag in HEADINGS and element.get("id")) or (
            element.tag in TEXT and not is_silent and _is_prose(element)
        ):
            yield element
        yield from _prose(element, is_silent)


def _is_silent(element: lxml.html.HtmlElement) -> bool:
    """Say whether nothing in an element is prose."""
    kind = element.get("class", "")
    is_frame = "print-header" in kind or "letters" in kind or kind == "files"
    return is_frame or element.tag == "fieldset" or element.get("popover") is not None


def _is_prose(element: lxml.html.HtmlElement) -> bool:
    """Say whether a text says something of its own: it holds no other, and does not begin with a link to an entry."""
    if any(True for _ in element.iterdescendants(*TEXT)):
        return False
    begins_with_link = not (element.text or "").strip() and len(element) > 0
    return not (begins_with_link and any("#" in link.get("href", "") for link in element[0].iter("a")))


def _section(element: lxml.html.HtmlElement, url: str, title: str) -> Section:
    return Section(element.get("id"), f"{url}#{element.get('id')}", " ".join(title.split()))


def _anchors(root: Path, pages: Iterable[BuiltPage], knowledge: Knowledge) -> Iterator[Problem]:
    first: dict[str, str] = {id_: page_url(knowledge.place(id_).page) for id_ in knowledge.records}
    for page in pages:
        if len(page.titles) != 1:
            message = f"has {len(page.titles)} titles; write one heading with a single '#' (a record adds its own)"
            yield page.problem(root, "# ", message)
        for section in page.sections:
            if section.anchor.startswith(UNNAMED):
                message = f"the heading '{section.title}' has no anchor; write {{ #a-name }} after it"
                yield page.problem(root, f"# {section.title}", message)
            elif first.setdefault(section.anchor, page.url) != page.url:
                message = f"is also on the page /{first[section.anchor]}; give one of the two a different anchor"
                yield page.problem(root, f"#{section.anchor}", message, section.anchor)
        for anchor, count in Counter(page.anchors).items():
            if count > 1:
                message = f"appears {count} times on the page; an anchor can appear only once"
                yield page.problem(root, anchor, message, anchor)


def _phrases(root: Path, pages: Iterable[BuiltPage], knowledge: Knowledge) -> Iterator[Problem]:
    """Yield the phrases that lead to a heading which no page has."""
    anchors = {passage.anchor for passage in passages(pages, knowledge)}
    for entry in knowledge.of(Phrases):
        if entry.heading and entry.heading not in anchors:
            path = root / DATA / Phrases.file
            lines = path.read_text(encoding="utf-8").splitlines()
            line = next((number for number, line in enumerate(lines, 1) if line.endswith(f"id: {entry.id}")), 1)
            message = f"no page has the heading '{entry.heading}'; name one that exists, or remove the entry"
            yield Problem(path.relative_to(root).as_posix(), line, entry.id, "id", message)


_split = lru_cache(maxsize=50_000)(urlsplit)  # most links stand on many pages


def _links(
    root: Path, pages: Iterable[BuiltPage], knowledge: Knowledge, offered: Iterable[str], site: Path
) -> Iterator[Problem]:
    """Yield the links within the site that lead nowhere: raw HTML is not checked by the engine.

    What stands behind `#` and contains `=` is no place but a choice that a script reads, such as `#q=channel`.
    """
    anchors = {page.url: set(page.anchors) for page in pages}
    leads = {permalink(id_) for id_ in (*offered, *knowledge.records, *knowledge.published)}
    for page in pages:
        for link in dict.fromkeys(page.links):
            parts = _split(link)
            if parts.scheme or parts.netloc or not (parts.path or parts.fragment):
                continue
            target = posixpath.normpath(posixpath.join("/", page.url, unquote(parts.path))).lstrip("/")
            url = f"{target}/" if target and parts.path.endswith(("/", ".")) else target
            url = page.url if not parts.path else url
            if url in leads:
                continue
            if url not in anchors and not (site / target).is_file():
                yield page.problem(root, link, f"the link '{link}' does not lead to a page; correct its address")
            elif parts.fragment and "=" not in parts.fragment and url in anchors and parts.fragment not in anchors[url]:
                message = f"the link '{link}' does not lead to a place on its page; correct the part after '#'"
                yield page.problem(root, link, message)
