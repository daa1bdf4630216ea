"""What Python-Markdown does on every page beyond its own: permanent links, names of tables and columns, tasks in words.

Registered in `mkdocs.yml` by its import path, so that any engine that runs Python-Markdown does the same. A link to
what is written beside the pages begins with `site:`, which stands for the root of the site; the template puts the way
there in its place, since only the engine knows how deep a page lies.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown.core import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from knowledge.layout import ROOT, permalink

UNNAMED = "unnamed-"
"""What the id of a heading begins with to which its author gave no anchor; a check of the built site refuses it."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

TASK = re.compile(r" *\[(?P<done>[ xX])\] +(?P<text>.*)", re.DOTALL)

BEFORE_INLINE, BEFORE_TOC, AFTER_TOC = 25, 6, 4
"""The order of our steps: Python-Markdown reads what stands within a line at 20, and lists the headings at 5."""


class SayTasks(Treeprocessor):
    """Says in words whether a task in a list is done: `- [ ] this` and `- [x] that`."""

    def run(self, root: Element) -> None:
        """Change the lists of a page."""
        for item in root.iter("li"):
            holder = item[0] if not (item.text or "").strip() and len(item) and item[0].tag == "p" else item
            if found := TASK.fullmatch(holder.text or ""):
                done = found["done"] != " "
                sign = Element("span", {"class": "task done" if done else "task"})
                sign.text = AtomicString("Done:" if done else "To do:")
                sign.tail = f" {found['text']}"
                holder.text = None
                holder.insert(0, sign)
                item.set("class", f"{item.get('class', '')} task-list-item".strip())


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


class NameTables(Treeprocessor):
    """Gives each table a caption, the words of the heading above it, and each cell the name of its column.

    Markdown has no caption; where the screen is narrow, each row is shown as a card and each cell says what it is.
    """

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
            elif element.tag == "table":
                if above and element.find("caption") is None:
                    caption = Element("caption")
                    caption.text = above
                    caption.tail, element.text = element.text, None
                    element.insert(0, caption)
                names = [self._words(cell) for cell in element.iterfind("thead/tr/th")]
                for row in element.iterfind("tbody/tr"):
                    for name, cell in zip(names, row, strict=False):
                        if name and (cell.text or len(cell)) and not cell.get("data-name"):
                            cell.set("data-name", name)

    def _words(self, element: Element) -> str:
        """Return the words of a heading or cell: no tags, and not the sign of a heading's link."""
        link = element.find("a[@class='headerlink']")
        words = "".join(element.itertext())
        if link is not None:
            words = words.removesuffix("".join(link.itertext()))
        # What was set aside is put back at the end: signs such as &amp; stay, tags go.
        kept = self.set_aside.rawHtmlBlocks
        whole = HTML_PLACEHOLDER_RE.sub(lambda at: "" if str(kept[int(at[1])]).startswith("<") else at[0], words)
        return whole.strip()


class MendAttributes(Treeprocessor):
    """Writes in today's HTML, with names for screen readers, what other extensions write in their own way."""

    def run(self, root: Element) -> None:
        """Change attributes on a page."""
        for element in root.iter():
            if side := element.attrib.pop("align", None):  # of a column or picture
                element.set("class", f"{element.get('class', '')} align-{side}".strip())
            kind = element.get("class", "").split()
            if "footnote-ref" in kind:
                element.set("aria-label", f"Footnote {element.text}")
            elif "footnote-backref" in kind:
                element.set("aria-label", element.attrib.pop("title"))
            elif "md-button" in kind:  # Material's name for what looks like our buttons
                element.set("class", "button first" if "md-button--primary" in kind else "button")
            elif "twemoji" in kind and element.get("title"):  # an icon that says something on its own
                element.set("role", "img")
                element.set("aria-label", element.get("title", ""))


class PagesExtension(Extension):
    """What this site does on every page beyond Markdown."""

    md: Markdown

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (the name that Python-Markdown calls)
        """Register the steps."""
        self.md = md
        md.registerExtension(self)
        md.treeprocessors.register(SayTasks(md), "say-tasks", BEFORE_INLINE)
        md.treeprocessors.register(NameHeadings(md), "name-headings", BEFORE_TOC)
        md.treeprocessors.register(LinkPermanently(md), "link-permanently", AFTER_TOC)
        md.treeprocessors.register(NameTables(md), "name-tables", AFTER_TOC - 1)
        md.treeprocessors.register(MendAttributes(md), "mend-attributes", AFTER_TOC - 2)

    def reset(self) -> None:
        """Ask for HTML before each page: the engine asks for XHTML, whose slashes a validator of HTML dislikes."""
        self.md.set_output_format("html")


def makeExtension(**options: object) -> PagesExtension:  # noqa: N802  (the name that Python-Markdown calls)
    """Return the extension, as Python-Markdown asks a module for it."""
    return PagesExtension(**options)  # type: ignore[no-untyped-call]  # Python-Markdown's own is untyped
