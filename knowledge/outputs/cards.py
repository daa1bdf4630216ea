"""The pictures beside a link to a page where it is shared: one for each kind of record, and the site's own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from knowledge.graph import Knowledge
from knowledge.kinds import KINDS
from knowledge.outputs.file import File, Surroundings

FOLDER = "assets/social"
SITE = "site"
SIZE = (1200, 630)
"""What those who show shared links ask for, in pixels."""

MAST, PAPER, ACCENT, QUIET = "#14283f", "#fcfbf8", "#f0a35e", "#a6b2bf"
"""The colours of web/styles/base.css."""

MARK = (((3, 5, 9, 11), ACCENT), ((13, 6, 29, 10), PAPER), ((3, 14.5, 29, 17.9), PAPER), ((3, 22, 20, 25.4), PAPER))
"""The mark in the header, in parts of a square of 32: left, top, right and bottom, and the colour."""

SITE_CARD = "What was asked, who was asked, and the source"
"""What the picture of a page says that shows no kind of record."""


def path(kind: str) -> str:
    """Return where the picture of a kind, or of the site, stands below the root of the site."""
    return f"{FOLDER}/{kind}.png"


def files(_knowledge: Knowledge, surroundings: Surroundings) -> Iterator[File]:
    """Yield a picture for each kind of record, and the site's own."""
    cards = {kind.kind: kind.card for kind in KINDS} | {SITE: SITE_CARD}
    for name, words in cards.items():
        yield File(path(name), _picture(surroundings.site.title, words))


@cache  # a preview builds again and again
def _picture(title: str, words: str) -> bytes:
    picture = Image.new("RGB", SIZE, MAST)
    draw = ImageDraw.Draw(picture)
    for (left, top, right, bottom), colour in MARK:
        draw.rectangle((80 + left * 4, 60 + top * 4, 80 + right * 4 - 1, 60 + bottom * 4 - 1), fill=colour)
    draw.text((240, 124), title, font=ImageFont.load_default(size=44), fill=PAPER, anchor="lm")
    draw.rectangle((92, 232, 1108, 237), fill=ACCENT)
    draw.multiline_text((92, 280), _lines(draw, words), font=ImageFont.load_default(size=76), fill=PAPER, spacing=20)
    told = "Independent and unofficial · based on a March 2020 report"
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
