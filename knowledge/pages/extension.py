"""What Python-Markdown does on every page beyond its own: permanent links, captions, and ids that say "no anchor".

Registered in `mkdocs.yml` by its import path, so that any engine that runs Python-Markdown does the same. A link to
what is written beside the pages begins with `site:`, which stands for the root of the site; the template puts the way
there in its place, since only the engine knows how deep a page lies.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown.core import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from knowledge.layout import ROOT, permalink

UNNAMED = "unnamed-"
"""What the id of a heading begins with to which its author gave no anchor; a check of the built site refuses it."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

BEFORE_TOC, AFTER_TOC = 6, 4
"""The order of our steps: the table of contents is made at 5."""


class NameHeadings(Treeprocessor):
    """Gives each heading without an anchor an id that says so; the engine would make one up from its words."""

    def run(self, root: Element) -> None:
        """Change the headings of a page."""
        nameless = (heading for heading in root.iter() if heading.tag in HEADINGS and not heading.get("id"))
        for number, heading in enumerate(nameless, 1):
            heading.set("id", f"{UNNAMED}{number}")


class LinkPermanently(Treeprocessor):
    """Leads the sign behind each heading to the permanent address of its anchor."""

    def run(self, root: Element) -> None:
        """Change the links of a page."""
        for heading in root.iter():
            id_ = heading.get("id", UNNAMED)
            if heading.tag in HEADINGS and not id_.startswith(UNNAMED):
                for link in heading.iterfind("a[@class='headerlink']"):
                    link.set("href", f"{ROOT}{permalink(id_)}")


class CaptionTables(Treeprocessor):
    """Names each table by the words of the heading above it, since Markdown has no caption."""

    def __init__(self, md: Markdown) -> None:
        """Take the parser, which sets some text aside until the end."""
        super().__init__(md)
        self.set_aside = md.htmlStash

    def run(self, root: Element) -> None:
        """Change the tables of a page."""
        above = ""
        for element in list(root.iter()):  # a caption is put in on the way
            if element.tag in HEADINGS:
                above = self._words(element)
            elif element.tag == "table" and above and element.find("caption") is None:
                caption = Element("caption")
                caption.text = above
                caption.tail, element.text = element.text, None
                element.insert(0, caption)

    def _words(self, heading: Element) -> str:
        """Return the words of a heading: no tags, and not the sign of its link."""
        link = heading.find("a[@class='headerlink']")
        words = "".join(heading.itertext())
        if link is not None:
            words = words.removesuffix("".join(link.itertext()))
        # What was set aside is put back at the end: signs such as &amp; stay, tags go.
        kept = self.set_aside.rawHtmlBlocks
        whole = HTML_PLACEHOLDER_RE.sub(lambda at: "" if str(kept[int(at[1])]).startswith("<") else at[0], words)
        return whole.strip()


class PagesExtension(Extension):
    """What this site does on every page beyond Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (the name that Python-Markdown calls)
        """Register the steps."""
        md.treeprocessors.register(NameHeadings(md), "name-headings", BEFORE_TOC)
        md.treeprocessors.register(LinkPermanently(md), "link-permanently", AFTER_TOC)
        md.treeprocessors.register(CaptionTables(md), "caption-tables", AFTER_TOC - 1)


def makeExtension(**options: object) -> PagesExtension:  # noqa: N802  (the name that Python-Markdown calls)
    """Return the extension, as Python-Markdown asks a module for it."""
    return PagesExtension(**options)  # type: ignore[no-untyped-call]  # Python-Markdown's own is untyped
