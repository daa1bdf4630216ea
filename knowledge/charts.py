"""Pictures as inline SVG, drawn in the colour of the text around them, so that both colour schemes and print show them.

No chart library: a picture here takes the colour of the text and holds no style attribute, which a strict content
policy would refuse, and boxes, bars and a line need little code. Each is narrow enough for 320 pixels and stands
beside its content in words.
"""

from __future__ import annotations

import html
import math
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import lxml.etree

NAMESPACE = "http://www.w3.org/2000/svg"
WIDTH = 340
LINE = 18
GAP = 22
CHARACTERS = 40


def flow(title: str, boxes: Sequence[tuple[str, str]], ends: Sequence[str] = (), is_numbered: bool = False) -> str:
    """Return boxes one below the other, joined by arrows; the ends stand side by side under the last.

    Each box is its text and the place on the page it leads to. It has its number as a mark if they are numbered.
    """
    parts = []
    y = 2
    for number, (text, address) in enumerate(boxes, 1):
        lines = textwrap.wrap(text, CHARACTERS)
        height = LINE * len(lines) + 12
        box = _box(2, y, WIDTH - 4, height, lines)
        mark = _mark(WIDTH - 16, y, str(number)) if is_numbered else ""
        parts.append(_link(address, box + mark))
        y += height
        if number < len(boxes) or ends:
            parts.append(_arrow(WIDTH / 2, y))
            y += GAP
    if ends:
        width = WIDTH / len(ends)
        wrapped = [textwrap.wrap(end, int(CHARACTERS / len(ends))) for end in ends]
        height = LINE * max(len(lines) for lines in wrapped) + 12
        parts += [_box(index * width + 2, y, width - 4, height, lines) for index, lines in enumerate(wrapped)]
        y += height
    return _figure(title, "".join(parts), y + 2)


def timeline(title: str, events: Iterable[tuple[str, str, str]]) -> str:
    """Return a line down the years with a dot for each event: its date in words, its title, and where it leads."""
    parts = []
    y = 16
    for date, name, address in events:
        lines = textwrap.wrap(name, CHARACTERS - 2)
        parts.append(f'<circle cx="8" cy="{y - 5:g}" r="4" fill="currentColor"/>')
        texts = [_words(24, y + LINE * index, line) for index, line in enumerate(lines, 1)]
        parts.append(_link(address, _words(24, y, date, bold=True) + "".join(texts)))
        y += LINE * (len(lines) + 1) + 10
    line = f'<path d="M8 4V{y - 16:g}" stroke="currentColor"/>'
    return _figure(title, line + "".join(parts), y)


def years(
    title: str, rows: Sequence[tuple[str, int | None]], parts: Mapping[str, int], breaks: Mapping[str, str]
) -> str:
    """Return a bar for each year, given as its name and its count; a year without a count gets an empty, dashed one.

    `parts` says how much of a bar to fill, by the name of the year. `breaks` says, by the name of a year, why it cannot
    be compared with the year before: the words stand above its bar, between two broken lines.
    """
    most = max(count for _, count in rows if count is not None)
    drawn = []
    y = 16.0
    for name, count in rows:
        if reason := breaks.get(name):
            lines = textwrap.wrap(reason, CHARACTERS)
            drawn.append(_broken_line(y - 6))
            drawn += [_words(0, y + LINE * number, line, bold=True) for number, line in enumerate(lines, 1)]
            y += LINE * len(lines) + 16
            drawn.append(_broken_line(y - 6))
            y += LINE
        if count is None:
            drawn += [_words(0, y, name), _rectangle(0, y + 6, WIDTH / 2, 16, "none", is_dashed=True)]
        else:
            drawn += [_words(0, y, f"{name}: {count:,}"), _rectangle(0, y + 6, count * WIDTH / most, 16, "none")]
            if part := parts.get(name):
                drawn.append(_rectangle(0, y + 6, part * WIDTH / most, 16, "currentColor"))
        y += 48
    return _figure(title, "".join(drawn), y - 14)


def title(svg: str) -> str:
    """Return the title of a picture, as the page has it."""
    return str(_parsed(svg).get("aria-label"))


def size(svg: str) -> tuple[int, int]:
    """Return the width and height of a picture, as the page has it, in pixels."""
    _, _, width, height = _parsed(svg).get("viewBox").split()
    return math.ceil(float(width)), math.ceil(float(height))


def alone(svg: str, description: str) -> str:
    """Return a picture of a page as a file of its own: black on white, with its title, and without links."""
    picture = _parsed(svg)
    width, height = size(svg)
    for link in picture.iter(f"{{{NAMESPACE}}}a"):
        link.tag = f"{{{NAMESPACE}}}g"
        link.attrib.clear()
    for mark in picture.iterfind(".//*[@class='on-mark']"):
        del mark.attrib["class"]
        mark.set("fill", "white")
    for name, value in (("width", str(width)), ("height", str(height)), ("role", "img"), ("font-family", "sans-serif")):
        picture.set(name, value)
    paper = lxml.etree.Element(f"{{{NAMESPACE}}}rect", width="100%", height="100%", fill="white")
    words = [lxml.etree.Element(f"{{{NAMESPACE}}}{name}") for name in ("title", "desc")]
    words[0].text, words[1].text = picture.get("aria-label"), description
    picture[:0] = [*words, paper]
    return str(lxml.etree.tostring(picture, encoding="unicode"))


def _parsed(svg: str) -> Any:
    return lxml.etree.fromstring(svg.replace("<svg ", f'<svg xmlns="{NAMESPACE}" ', 1))


def _figure(title: str, content: str, height: float) -> str:
    name = html.escape(title)
    return (
        f'<figure class="picture"><svg viewBox="0 0 {WIDTH} {height:g}" role="group" aria-label="{name}">'
        f"{content}</svg>"
        f"<figcaption>{name}. The text below gives the same information.</figcaption></figure>"
    )


def _link(address: str, content: str) -> str:
    """Return a part of a picture that leads to a place on the page."""
    return f'<a href="{html.escape(address)}">{content}</a>'


def _box(x: float, y: float, width: float, height: float, lines: Iterable[str]) -> str:
    texts = (_words(x + 8, y + 20 + LINE * index, line) for index, line in enumerate(lines))
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="4" fill="none" stroke="currentColor"/>'
        + "".join(texts)
    )


def _rectangle(x: float, y: float, width: float, height: float, fill: str, is_dashed: bool = False) -> str:
    dashes = ' stroke-dasharray="5 4"' if is_dashed else ""
    return (
        f'<rect x="{x:.1f}" y="{y:g}" width="{width:.1f}" height="{height:g}" fill="{fill}" stroke="currentColor"'
        f"{dashes}/>"
    )


def _broken_line(y: float) -> str:
    return f'<path d="M0 {y:g}H{WIDTH}" stroke="currentColor" stroke-width="2" stroke-dasharray="10 6"/>'


def _words(x: float, y: float, text: str, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}" font-size="14"{weight} fill="currentColor">{html.escape(text)}</text>'


def _mark(x: float, y: float, text: str) -> str:
    return (
        f'<circle cx="{x:g}" cy="{y + 14:g}" r="10" fill="currentColor"/>'
        f'<text x="{x:g}" y="{y + 19:g}" font-size="13" text-anchor="middle" class="on-mark">{html.escape(text)}</text>'
    )


def _arrow(x: float, y: float) -> str:
    end = y + GAP
    return (
        f'<path d="M{x:g} {y:g}V{end - 6:g}" stroke="currentColor"/>'
        f'<path d="M{x - 4:g} {end - 7:g}L{x:g} {end - 1:g}L{x + 4:g} {end - 7:g}Z" fill="currentColor"/>'
    )
