"""The pictures of a page, taken out of it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from knowledge.charts import flow, timeline, years
from knowledge.graph import Knowledge
from knowledge.kit.format import Material
from knowledge.kit.pictures import Picture, pictures, png
from knowledge.layout import Site

DRAWN = (
    flow(
        "A way & more", [("First box, whose text is long enough for two lines", "#a"), ("Second", "#b")], ("Yes", "No")
    ),
    flow("A way", [("First", "#a"), ("Second", "#b")], is_numbered=True),
    timeline("Since then", [("May 2021", "An event with a name that does not fit on one line", "#e")]),
    years("Counts", [("2019", 10), ("2020", None)], {"2019": 4}, {"2020": "A reason"}),
)


def shown(figure: str, folder: Path) -> Picture:
    (folder / "a").mkdir(parents=True)
    (folder / "a/index.html").write_text(f"<html><body><article>{figure}</article></body></html>", encoding="utf-8")
    (picture,) = pictures("a.md", Material(Knowledge([]), Site("", "", ""), folder))
    return picture


@pytest.mark.parametrize("figure", DRAWN)
def test_all_words_of_a_picture_are_in_its_alternative(figure: str, tmp_path: Path) -> None:
    picture = shown(figure, tmp_path)
    said = picture.alt.split()
    words = [word for text in figure.split("<text")[1:] for word in text.split(">", 1)[1].split("</text>")[0].split()]
    assert len(words) > 3
    assert {word.strip(".") for word in words} <= {word.strip(".") for word in said}
    assert picture.alt.startswith(f"{picture.title}. ")


def test_boxes_and_ends_are_sentences_of_their_own(tmp_path: Path) -> None:
    assert shown(DRAWN[0], tmp_path / "plain").alt == (
        "A way & more. First box, whose text is long enough for two lines. Second. Yes. No."
    )
    assert shown(DRAWN[1], tmp_path / "numbered").alt == "A way. 1. First. 2. Second."


@pytest.mark.parametrize("figure", DRAWN)
def test_a_picture_needs_nothing_from_the_page(figure: str, tmp_path: Path) -> None:
    svg = shown(figure, tmp_path).svg
    assert "currentColor" not in svg
    assert not any(part in svg for part in ("href", "class=", "style=", "viewbox"))


@pytest.mark.parametrize("figure", DRAWN)
def test_a_picture_is_drawn_in_black_on_white_at_the_width_asked_for(figure: str, tmp_path: Path) -> None:
    picture = shown(figure, tmp_path)
    with Image.open(io.BytesIO(png(picture.svg, 500))) as drawn:
        assert drawn.width == 500
        assert drawn.height == pytest.approx(500 * picture.height / picture.width, abs=1)
        colours = drawn.convert("RGB").getcolors(1 << 20)
        assert colours
        assert all(red == green == blue for _, (red, green, blue) in colours), "it is grey"
        assert (0, 0, 0) in [colour for _, colour in colours]
        assert max(colours)[1] == (255, 255, 255)


def test_each_picture_of_the_site_is_found(knowledge: Knowledge, site: Path) -> None:
    """A module with a picture in its source has one here."""
    material = Material(knowledge, Site("", "", ""), site)
    pages = [path for path in sorted(Path("docs/learn").glob("*.md")) if '{{ picture("' in path.read_text("utf-8")]
    assert pages
    for path in pages:
        assert pictures(path.relative_to("docs").as_posix(), material), path
