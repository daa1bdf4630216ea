"""The pictures beside a link to a page where it is shared: one for each kind of record, and the site's own."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from knowledge.graph import Knowledge
from knowledge.kinds import KINDS
from knowledge.pages import overview_page, page_url, place

FOLDER = "assets/social"
SITE = "site"
SIZE = (1200, 630)
"""What those who show shared links ask for, in pixels."""

MAST, PAPER, ACCENT, QUIET = "#14283f", "#fcfbf8", "#f0a35e", "#a6b2bf"
"""The colours of web/styles/base.css."""

MARK = (((3, 5, 9, 11), ACCENT), ((13, 6, 29, 10), PAPER), ((3, 14.5, 29, 17.9), PAPER), ((3, 22, 20, 25.4), PAPER))
"""The mark in the header, in parts of a square of 32: left, top, right and bottom, and the colour."""

WORDS = {
    "source": "Source",
    "recommendation": "Recommendation",
    "discipline": "Discipline",
    "duty": "The duty of 2015, since replaced",
    "expectation": "What is expected",
    "finding": "What inspectors found",
    "role": "Who does what",
    "term": "What words mean",
    "event": "What happened when",
    "earlier": "Earlier work: 2008 and 2009",
    "development": "Since 2020",
    SITE: "What was asked, of whom, and where it says so",
}
"""What a picture says, by the kind of record."""


def path(kind: str) -> str:
    """Return where the picture of a kind, or of the site, stands below the root of the site."""
    return f"{FOLDER}/{kind}.png"


def files(title: str) -> dict[str, bytes]:
    """Return every picture by its path; `title` is the name of the site."""
    return {path(kind): _picture(title, words) for kind, words in WORDS.items()}


def kinds(knowledge: Knowledge) -> dict[str, str]:
    """Return the kind of record that each page shows, by the page's address relative to the root."""
    found = {page_url(overview_page(kind)): kind.kind for kind in KINDS}
    return found | {page_url(place(record).page): record.kind for record in knowledge.records.values()}


@cache  # a preview builds again and again
def _picture(title: str, words: str) -> bytes:
    picture = Image.new("RGB", SIZE, MAST)
    draw = ImageDraw.Draw(picture)
    for (left, top, right, bottom), colour in MARK:
        draw.rectangle((80 + left * 4, 60 + top * 4, 80 + right * 4 - 1, 60 + bottom * 4 - 1), fill=colour)
    draw.text((240, 124), title, font=ImageFont.load_default(size=44), fill=PAPER, anchor="lm")
    draw.rectangle((92, 232, 1108, 237), fill=ACCENT)
    draw.multiline_text((92, 280), _lines(draw, words), font=ImageFont.load_default(size=76), fill=PAPER, spacing=20)
    told = "Independent and unofficial · rests on a report of March 2020"
    draw.text((92, 560), told, font=ImageFont.load_default(size=32), fill=QUIET, anchor="lm")
    packed = BytesIO()
    picture.quantize(32, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(packed, "PNG")
    return packed.getvalue()


def _lines(draw: ImageDraw.ImageDraw, words: str) -> str:
    """Return the words in as many lines as they need."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if draw.textlength(longer, font=ImageFont.load_default(size=76)) > 1016:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)
