"""The article of a built page as a learning system shows it: cut into screens, with links that work from anywhere."""

from __future__ import annotations

import copy
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin

import lxml.html

from knowledge.kit.format import Material
from knowledge.layout import page_url

OF_THE_SITE = (
    ".//*[contains(@class, 'print-header') or @class = 'headerlink' or @class = 'explanations']",
    ".//script",
    ".//form",
)
"""What only the site has a use for, in XPath."""

KEPT = frozenset({"data-kind", "data-more", "data-name"})
"""What styles read; other data of an element is for the scripts of the site."""

EXPLAINED = "explain-"
"""Begins the id of the explanation that an acronym opens."""


@dataclass(frozen=True)
class Screen:
    """A heading, by its anchor, with what is below it as HTML."""

    id: str
    title: str
    kind: str
    """The kind of record that the heading names; empty where it names none."""
    body: str


def screens(page: str, inside: Container[str], material: Material) -> tuple[Screen, ...]:
    """Return the screens of a page file: one for its title and one for each section.

    A link to an anchor that is `inside` stays in the package. Any other link opens a window of its own, at a permanent
    address where there is one.
    """
    article = copy.deepcopy(material.article(page))
    for path in OF_THE_SITE:
        for element in article.xpath(path):
            element.drop_tree()
    _name_acronyms(article)
    for link in article.iter("a"):
        _lead(link, page, inside, material)
    for element in article.iter():
        for name in [name for name in element.attrib if name.startswith("data-") and name not in KEPT]:
            del element.attrib[name]
    return tuple(_screens(article))


def anchors(pages: Iterable[str], material: Material) -> frozenset[str]:
    """Return every anchor of the articles of page files."""
    return frozenset(str(id_) for page in pages for id_ in material.article(page).xpath(".//@id"))


def _name_acronyms(article: lxml.html.HtmlElement) -> None:
    """An acronym that opens its explanation on the site leads to its entry."""
    for button in article.xpath(".//button[@popovertarget]"):
        link = lxml.html.Element("a", href=f"#{button.get('popovertarget').removeprefix(EXPLAINED)}")
        link.text = button.text_content()
        link.tail = button.tail
        button.getparent().replace(button, link)


def _lead(link: lxml.html.HtmlElement, page: str, inside: Container[str], material: Material) -> None:
    """Let a link lead to where it led on the site."""
    home = material.site.address
    address, anchor = urldefrag(urljoin(f"{home}{page_url(page)}", link.get("href", "")))
    if address.startswith(home):
        path = address.removeprefix(home)
        anchor = anchor or _title_of(path, material)
        if anchor in inside:
            link.set("href", f"#{anchor}")
            return
        is_permanent = (material.folder / "id" / anchor / "index.html").is_file()
        address = material.address(anchor) if anchor and is_permanent else f"{address}{'#' * bool(anchor)}{anchor}"
        if "data-permanent" in link.attrib:
            address = f"{home}{path}"
            link.text = address
    link.set("href", address)
    link.set("target", "_blank")
    link.set("rel", "noopener")


def _title_of(path: str, material: Material) -> str:
    """Return the anchor of the title of the page at an address below the root; empty where no page is there."""
    file = material.folder / path / "index.html"
    if path.startswith("id/") or not file.is_file():
        return ""
    page = f"{path}index.md"
    return next((str(id_) for id_ in material.article(page).xpath(".//h1/@id")), "")


def _screens(article: lxml.html.HtmlElement) -> Iterator[Screen]:
    """Yield each heading with what follows it, up to the next one."""
    parts: dict[lxml.html.HtmlElement, list[str]] = {}
    for element in article:
        if element.tag in ("h1", "h2"):
            parts[element] = []
            continue
        for below in element.iter("h3", "h4", "h5", "h6"):
            below.tag = f"h{int(below.tag[1]) - 1}"  # the title of a screen is its only heading of the first level
        list(parts.values())[-1].append(lxml.html.tostring(element, encoding="unicode"))
    for heading, texts in parts.items():
        title = " ".join(heading.text_content().split())
        yield Screen(heading.get("id"), title, heading.get("data-kind", ""), "".join(texts))
