"""Lesson plans and tabletops on paper: the page as it was built, as a document to change and as one to print."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin

import lxml.html

from knowledge.kit import paper, word
from knowledge.kit.blocks import Block, Document, Heading, PageBreak, blocks
from knowledge.kit.format import Format, Link, Material, Subject, sessions
from knowledge.kit.pictures import Picture, pictures
from knowledge.layout import page_url

ROOT = "https://site.invalid/"
"""Stands for the site's root where addresses of a page are put together."""


def plan(subject: Subject, material: Material) -> Document:
    """Return the page of a lesson plan or tabletop, and after it the pictures that it asks to show."""
    shown = pictures_of(subject.page, material)
    return Document((*blocks_of(subject.page, material), *with_titles(shown)), material.imprint(subject))


def title_of(page: str, material: Material) -> str:
    """Return the title of a built page."""
    return _words(material.article(page).find(".//h1"))


def blocks_of(page: str, material: Material) -> tuple[Block, ...]:
    """Return what a built page says; its links lead to permanent addresses."""
    return blocks(material.article(page), lambda address: resolve(address, page, material))


def pictures_of(page: str, material: Material) -> tuple[Picture, ...]:
    """Return the pictures to show: where a link says "picture", the first below the place that it leads to."""
    found: list[Picture] = []
    for link in material.article(page).iter("a"):
        if "picture" in link.text_content() and link.get("href"):
            path, anchor = urldefrag(urljoin(page_url(page), link.get("href")))
            found += _first_below(_page_file(path), anchor, material)
    return tuple(dict.fromkeys(found))


def with_titles(shown: tuple[Picture, ...]) -> Iterator[Block]:
    """Yield pictures, each below its title on a page of its own."""
    for picture in shown:
        yield from (PageBreak(), Heading(2, picture.title), picture)


def resolve(address: str, page: str, material: Material) -> Link:
    """Return where an address on a page leads, for good: to a record, to a section, or out of the site."""
    there = urljoin(ROOT + page_url(page), address)
    if not there.startswith(ROOT):
        return Link(address, address)
    path, anchor = urldefrag(there.removeprefix(ROOT))
    if anchor in material.knowledge.records:
        return material.link(anchor)
    if path and not path.endswith("/"):
        return Link(path, f"{material.site.address}{path}")
    article = material.article(_page_file(path))
    first = article.find(".//h1")
    if anchor not in material.knowledge.published or anchor == first.get("id"):
        return Link(_words(first), material.address(first.get("id")))
    return Link(f"{_words(first)}: {_words(article.get_element_by_id(anchor))}", material.address(anchor))


def _first_below(page: str, anchor: str, material: Material) -> Iterator[Picture]:
    """Yield the first picture of a page below an anchor, or of the page where there is none."""
    is_below, number = not anchor, 0
    for element in material.article(page).iter():
        is_below = is_below or element.get("id") == anchor
        if element.tag == "svg" and next(element.iterancestors("figure"), None) is not None:
            if is_below:
                yield pictures(page, material)[number]
                return
            number += 1


def _page_file(path: str) -> str:
    """Return the page file of an address from the site's root."""
    return f"{path.rstrip('/')}.md" if path else "index.md"


def _words(heading: lxml.html.HtmlElement) -> str:
    """Return what a heading says, without the sign that copies its link."""
    return "".join(heading.xpath(".//text()[not(ancestor::a[@class='headerlink'])]")).strip()


DOCX = Format(
    key="plan-docx",
    name="Plan for Word",
    about="The whole plan as a Word document, which you can change.",
    suffix="-plan.docx",
    subjects=sessions,
    inputs=plan,
    make=word.make,
)
PDF = Format(
    key="plan-pdf",
    name="Plan to print",
    about="The whole plan as a PDF to print, which screen readers can read.",
    suffix="-plan.pdf",
    subjects=sessions,
    inputs=plan,
    make=paper.make,
)
