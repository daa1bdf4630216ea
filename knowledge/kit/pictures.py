"""The pictures of a page, each as a file of its own: in black, in the font of the kit, and with the same in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import lxml.etree
import lxml.html

from knowledge.kit import typeset
from knowledge.kit.format import Material

NAMESPACE = "http://www.w3.org/2000/svg"
NAMES = {"viewbox": "viewBox"}
"""Names that a reader of HTML writes in small letters, but SVG does not."""
PLACED = ("viewBox", "x", "y", "width", "height", "rx", "cx", "cy", "r", "d")
DRAWN = ("fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight", "text-anchor")
"""The attributes that a picture keeps; others, such as addresses on the page, mean nothing in a file."""


@dataclass(frozen=True)
class Picture:
    """A picture of a page."""

    title: str
    alt: str
    """Its title and all it says, box by box, for those who do not see it."""
    svg: str
    width: float
    height: float
    """Its size in the units of its drawing: what counts is the ratio."""


def pictures(page: str, material: Material) -> tuple[Picture, ...]:
    """Return the pictures of a built page, by its page file, in the order of the page."""
    return tuple(_picture(svg) for svg in material.article(page).iterfind(".//figure//svg"))


def png(svg: str, width_px: int) -> bytes:
    """Return a picture as PNG on white, so many pixels wide."""
    return typeset.png(svg, width_px)


def _picture(shown: lxml.html.HtmlElement) -> Picture:
    title = shown.get("aria-label")
    drawn = _element(shown)
    _, _, width, height = (float(number) for number in drawn.get("viewBox").split())
    drawn.set("width", f"{width:g}")
    drawn.set("height", f"{height:g}")
    drawn.set("font-family", typeset.FONT)
    return Picture(title, f"{title}. {_in_words(shown)}", lxml.etree.tostring(drawn, encoding="unicode"), width, height)


def _element(shown: lxml.html.HtmlElement) -> Any:
    """Return an element and all in it as SVG; a link becomes a group."""
    name = "g" if shown.tag == "a" else shown.tag
    made = lxml.etree.Element(f"{{{NAMESPACE}}}{name}", nsmap={None: NAMESPACE})
    for key, value in shown.items():
        key = NAMES.get(key, key)
        if key in PLACED + DRAWN:
            made.set(key, "black" if value == "currentColor" else value)
    if shown.get("class") == "on-mark":
        made.set("fill", "white")
    made.text = shown.text
    made.extend(_element(child) for child in shown)
    return made


def _in_words(shown: lxml.html.HtmlElement) -> str:
    """Return what the picture says: a sentence for each box or line, after its number if it has one."""
    said: list[list[str]] = [[]]
    for element in shown.iter("a", "rect", "text"):
        if element.tag != "text":
            said.append([])
        elif element.get("class") == "on-mark":
            said[-1].insert(0, f"{element.text}.")
        else:
            said[-1].append(element.text)
    return " ".join(f"{' '.join(lines)}." for lines in said if lines)
