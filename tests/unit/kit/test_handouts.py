"""What a handout leaves out when there is too much, and texts that look like markup."""

from __future__ import annotations

import io
import time
from dataclasses import replace

import pymupdf
import pytest

from knowledge.kit import handouts, typeset
from knowledge.kit.checklists import Checklist
from knowledge.kit.checklists import make as make_checklist
from knowledge.kit.format import Imprint
from knowledge.kit.handouts import Cited, Group, Handout, Section
from knowledge.kit.pictures import Picture
from knowledge.kit.register import Note, Point

HOSTILE = "#panic(1) *b* _i_ $1/2$ \\ \"q\" <label> @ref `code` // gone /* gone */ = no heading [b] {c} ~ -- ... 'x'"
SENTENCE = "Inspectors believed that this should be done by each force, and said why at some length in their report. "
IMPRINT = Imprint("A guide", "https://guide.example/id/topic/", "2026-01-02")


def points(count: int, text: str = SENTENCE * 3) -> tuple[Point, ...]:
    return tuple(
        Point(f"p-{n}", f"Point number {n}", f"https://guide.example/id/p-{n}/", text, ("Firm.",), ("Evidence",))
        for n in range(1, count + 1)
    )


def handout(*sections: Section) -> Handout:
    return Handout(IMPRINT, "A topic", "What it is about", sections)


def read(pdf: bytes) -> tuple[int, str]:
    """Return the number of pages and the text above the footer of each, without white space."""
    with pymupdf.open(stream=pdf) as document:
        texts = [page.get_text(clip=(0, 0, page.rect.width, page.rect.height - 94)) for page in document]
        return len(document), "".join("".join(texts).split())


def close(text: str) -> str:
    return "".join(text.split())


def test_what_fits_is_all_there_in_large_type() -> None:
    pages, text = read(handouts.make(handout(Section("Points", points=points(3)))))
    assert pages == 1
    assert "left out" not in text
    assert close(SENTENCE * 3) in text


def test_summaries_of_the_least_firm_go_first_and_are_counted() -> None:
    count = 36
    pages, text = read(handouts.make(handout(Section("A", points=points(4)), Section("B", points=points(count)[4:]))))
    assert pages == 2
    shown = text.count(close(SENTENCE * 3))
    assert 0 < shown < count
    assert all(f"Pointnumber{n}Inspectors" in text for n in range(1, shown + 1)), "those that are left are the first"
    assert all(f"Pointnumber{n}" in text for n in range(1, count + 1))
    assert close(f"The summaries of {count - shown} entries") in text
    assert text.count(IMPRINT.address) == 2, "where the rest is, and where it is from"


def test_then_entries_go_and_are_counted() -> None:
    count = 150
    pages, text = read(handouts.make(handout(Section("A", points=points(count)))))
    shown = text.count("Pointnumber")
    assert pages == 2
    assert 0 < shown < count
    assert f"Pointnumber{shown}Firm" in text
    assert close(f"{count - shown} more entries, and the summaries of those above") in text


def test_sections_go_by_rank_before_any_entry() -> None:
    low, high = (
        Section(name, groups=(Group("", (SENTENCE,) * 40),), rank=rank) for name, rank in (("Low", 1), ("Top", 2))
    )
    _, text = read(handouts.make(handout(low, high, Section("A", points=points(8)))))
    assert close("“Top”") in text
    assert close("“Low”") not in text
    assert text.count(close(SENTENCE * 3)) >= 8


def test_type_gets_smaller_before_anything_goes() -> None:
    sizes = [each.size for each in handouts._shorter(handout(Section("A", points=points(2), rank=1)))]
    assert sizes[: len(handouts.SIZES)] == list(handouts.SIZES)
    assert min(sizes) == sizes[-1] >= 9.5


def test_what_never_fits_is_refused() -> None:
    with pytest.raises(handouts.TooLongError, match="'A topic' does not fit on 2 pages"):
        handouts.make(handout(Section("A", groups=(Group("", (SENTENCE,) * 200),))))


def test_a_picture_without_words_is_refused() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    picture = Picture("A", "", svg, 9, 9)
    with pytest.raises(typeset.TypesettingError, match="alt"):
        handouts.make(handout(Section("A", picture=picture)))


def test_texts_are_never_taken_for_markup() -> None:
    point = Point("p-1", HOSTILE, "https://guide.example/id/p-1/", HOSTILE, (HOSTILE,), (HOSTILE, HOSTILE))
    note = Note(HOSTILE, HOSTILE, "https://guide.example/id/c/")
    sheet = Handout(
        IMPRINT._replace(site=HOSTILE),
        HOSTILE,
        HOSTILE,
        (
            Section(HOSTILE, points=(point,), groups=(Group(HOSTILE, (HOSTILE,)),), changes=(note,)),
            Section(HOSTILE, lead=HOSTILE, cited=(Cited(HOSTILE, "https://guide.example/", HOSTILE),)),
        ),
    )
    _, text = read(handouts.make(sheet))
    assert text.count(close(HOSTILE)) == 15
    _, text = read(make_checklist(Checklist(IMPRINT, HOSTILE, (note,), (point, replace(point, id="p-2")))))
    assert text.count(close(HOSTILE)) == 1 + 2 + 2 * (2 + 2)


def test_a_file_is_the_same_each_time_whatever_the_clock_and_the_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet, form = handout(Section("A", points=points(2))), Checklist(IMPRINT, "A topic", (), points(2))
    made = handouts.make(sheet), make_checklist(form)
    time.sleep(1.1)  # an identifier made of the time changes each second
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("TYPST_FONT_PATHS", "/usr/share/fonts")
    assert (handouts.make(sheet), make_checklist(form)) == made


def test_a_checklist_can_be_filled_in() -> None:
    with pymupdf.open(stream=make_checklist(Checklist(IMPRINT, "A topic", (), points(1)))) as document:
        for field in document[0].widgets():
            field.field_value = True if field.field_type == pymupdf.PDF_WIDGET_TYPE_CHECKBOX else "Sgt é"
            field.update()
        filled = document.tobytes()
    with pymupdf.open(stream=io.BytesIO(filled)) as document:
        values = [field.field_value for field in document[0].widgets()]
        assert values == ["Yes", *["Sgt é"] * 3]
        assert document[0].get_text().count("Sgt é") == 3
