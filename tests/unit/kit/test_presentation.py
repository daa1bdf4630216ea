"""What no deck of the site has, or has only by chance: a tall picture, and texts that look like markup."""

from __future__ import annotations

import io

from PIL import Image as Drawing
from pptx import Presentation

from knowledge.kit.deck import Deck, Image, Part, Slide
from knowledge.kit.format import Imprint, Link
from knowledge.kit.presentation import pptx

IMPRINT = Imprint("A guide (unofficial)", "https://guide.example/id/page/", "2026-01-02")
HOSTILE = '<b>&amp; "quoted" ’ ]]> {{ x }} _x000D_'


def made(*slides: Slide) -> list[object]:
    deck = Deck(HOSTILE, IMPRINT, (Part(HOSTILE, 0, 5, slides),))
    return list(Presentation(io.BytesIO(pptx(deck))).slides)


def test_a_picture_is_whole_and_keeps_its_shape() -> None:
    file = io.BytesIO()
    Drawing.new("1", (200, 900)).save(file, "png")
    (slide,) = made(Slide("picture", "Tall", image=Image(file.getvalue(), "A tall box")))
    (picture,) = (shape for shape in slide.shapes if not shape.has_text_frame)  # type: ignore[attr-defined]
    assert picture.crop_top == picture.crop_bottom == picture.crop_left == picture.crop_right == 0
    assert abs(picture.width / picture.height - 200 / 900) < 0.001
    assert picture._element.xpath(".//p:cNvPr")[0].get("descr") == "A tall box"


def test_texts_are_never_markup() -> None:
    source = Link(HOSTILE, "https://guide.example/id/a/")
    (slide,) = made(Slide("text", HOSTILE, HOSTILE, HOSTILE, (HOSTILE,), "•", said=(HOSTILE,), sources=(source,)))
    texts = [shape.text_frame.text for shape in slide.shapes]  # type: ignore[attr-defined]
    assert texts[:3] == [HOSTILE, HOSTILE, f"{HOSTILE}\n{HOSTILE}"]
    notes = slide.notes_slide.notes_text_frame.text.splitlines()  # type: ignore[attr-defined]
    assert notes == [
        f"Minutes 0–5 of 5: {HOSTILE}",
        HOSTILE,
        "Sources",
        f"• {HOSTILE}: https://guide.example/id/a/",
    ]
