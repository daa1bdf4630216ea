"""What other sites can show of this one: a quotation of each record and each picture, without a script or a frame.

`embed/<id>.json` describes a record as oEmbed does (https://oembed.com/, version 1.0), so that a system which knows
oEmbed shows the quotation where someone pastes the record's permanent link. A picture is a file of its own beside it,
and its quotation stands alone in a text file, to be copied.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlencode

from knowledge import charts
from knowledge.graph import Knowledge
from knowledge.layout import Site, beside, permalink
from knowledge.markdown import bullets, on_day, plain
from knowledge.outputs.file import File, Surroundings
from knowledge.pages.page import Page, basis, kind_in_words, pictures, sources_dated
from knowledge.record import LICENCE, Record

FOLDER = "embed"
WIDTH = 600
"""How wide a quotation may be shown, in pixels."""

SVG = re.compile(r"<svg.*?</svg>", re.DOTALL)


class Drawn(NamedTuple):
    """A picture that a page shows: its name, its title, and its SVG."""

    name: str
    title: str
    svg: str

    @property
    def path(self) -> str:
        """Where its files stand below the root, without their suffix."""
        return f"{FOLDER}/picture-{self.name}"


def drawn(knowledge: Knowledge, site: Site) -> Iterator[Drawn]:
    """Yield the pictures that the records draw; a picture that is a list or a table is left out."""
    for name, draw in pictures(knowledge).items():
        if found := SVG.search(draw(Page(knowledge, "index.md", site))):
            yield Drawn(name, charts.title(found[0]), found[0])


def path(id_: str) -> str:
    """Return the path of the description of a record, from the root."""
    return f"{FOLDER}/{id_}.json"


def lookup(id_: str, address: str) -> str:
    """Return where a system that knows oEmbed asks for the description of a record; `address` is the site's root.

    Many systems expect the address of what they show in the question. A site of files alone takes no notice of it.
    """
    return f"{address}{path(id_)}?{urlencode({'url': f'{address}{permalink(id_)}'})}"


def quotation(record: Record, knowledge: Knowledge, site: Site) -> str:
    """Return a record as a quotation in HTML: its title, its summary, what it is and where in the sources it rests.

    web/citation.js gives readers the same to copy.
    """
    based_on = basis(record, knowledge)
    days = sources_dated(record, knowledge)
    source = f" Source{f' ({days})' if days else ''}: {based_on}." if based_on else ""
    said = (f"<strong>{_in_html(record.display_title)}</strong>", _in_html(_summary(record)))
    marks = _in_html(f"{kind_in_words(record)}.{source}")
    content = "".join(f"<p>{words}</p>" for words in (*said, marks))
    return _quotation(f"{site.address}{permalink(record.id)}", content, site)


def _summary(record: Record) -> str:
    """Return the gist of a record, or why it was removed."""
    gone = record.retired
    return f"This entry was removed {on_day(gone.since)}. {gone.reason}" if gone else record.summary


def files(knowledge: Knowledge, surroundings: Surroundings) -> Iterator[File]:
    """Yield a description of each record and of each picture, and the pictures."""
    site = surroundings.site
    for record in knowledge.records.values():
        quoted = quotation(record, knowledge, site)
        yield File(path(record.id), _described(record.display_title, quoted, len(quoted) // 3, site))
    for picture in drawn(knowledge, site):
        yield from _picture(picture, surroundings)


def table(knowledge: Knowledge, site: Site) -> str:
    """Return, as Markdown, links to each picture and to the HTML that shows it."""
    return bullets(
        f"{plain(picture.title)}: {beside(f'{picture.path}.svg', 'picture')}, "
        f"{beside(f'{picture.path}.txt', 'HTML to copy')}"
        for picture in drawn(knowledge, site)
    )


def _picture(picture: Drawn, surroundings: Surroundings) -> Iterator[File]:
    site = surroundings.site
    anchor = surroundings.pictures.get(picture.title)
    address = f"{site.address}{permalink(anchor) if anchor else ''}"
    width, height = charts.size(picture.svg)
    told = f"{site.title} (unofficial), edition of {site.edition}. {address} {LICENCE}"
    yield File(f"{picture.path}.svg", charts.alone(picture.svg, told).encode())
    image = (
        f'<p><img src="{_in_html(f"{site.address}{picture.path}.svg")}" width="{width}" '
        f'alt="{_in_html(picture.title)}. The page that the link leads to says the same in words."></p>'
    )
    quoted = _quotation(address, image, site)
    yield File(f"{picture.path}.txt", quoted.encode())
    yield File(f"{picture.path}.json", _described(picture.title, quoted, height + 90, site))


def _quotation(address: str, content: str, site: Site) -> str:
    return (
        f'<blockquote cite="{_in_html(address)}">{content}'
        f'<p><a href="{_in_html(address)}">{_in_html(site.title)}</a> (unofficial), edition of {site.edition}. '
        f'<a href="{LICENCE}">CC BY 4.0</a></p></blockquote>'
    )


def _described(title: str, quoted: str, height: int, site: Site) -> bytes:
    """Return a quotation as oEmbed describes it; the height is roughly what it needs, in pixels."""
    described = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": site.title,
        "provider_url": site.address,
        "html": quoted,
        "width": WIDTH,
        "height": height,
    }
    return json.dumps(described, ensure_ascii=False).encode()


def _in_html(text: str) -> str:
    """Return a text as HTML holds it, between tags or in double quotes."""
    return html.escape(text, quote=False).replace('"', "&quot;")
