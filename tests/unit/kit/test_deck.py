"""How slides are filled: few words on each, nothing lost, titles that differ, and minutes that add up."""

from __future__ import annotations

import pytest

from knowledge.kit.blocks import Paragraph, Run
from knowledge.kit.chapters import lines, opening, point, sentences
from knowledge.kit.deck import LIMIT, ROOM, Part, Section, Slide, count, finished, fitted, height, timed
from knowledge.kit.format import Link

SENTENCE = "Some words stand here, and there are just eleven of them."
LONG = " ".join([SENTENCE] * 8)


def slide(**values: object) -> Slide:
    return Slide("text", "A title", **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "whole",
    [
        slide(body=(LONG,)),
        slide(body=(SENTENCE,) * 9, marker="•"),
        slide(lead=SENTENCE, body=(SENTENCE,) * 6, marker="•"),
        slide(lead=f"{SENTENCE} {SENTENCE}", body=(SENTENCE,) * 4, marker="A"),
        slide(body=("One word",) * 12, marker="1"),
    ],
)
def test_nothing_is_lost_and_each_slide_has_room(whole: Slide) -> None:
    parts = list(fitted(whole))
    assert len(parts) > 1
    assert all(part.words <= LIMIT and height([part.lead, *part.body]) <= ROOM for part in parts)
    said = " ".join(text for part in parts for text in part.body)
    assert said.endswith(" ".join(whole.body))
    assert whole.lead in (parts[0].lead, " ".join(parts[0].body))


def test_what_is_short_stays_on_one_slide() -> None:
    whole = slide(lead=SENTENCE, body=(SENTENCE,), marker="•")
    assert list(fitted(whole)) == [whole]


def test_slides_that_run_on_are_even_and_keep_their_numbers() -> None:
    first, second = fitted(slide(body=(SENTENCE,) * 4, marker="1"))
    assert len(first.body) == len(second.body) == 2
    assert (first.first, second.first) == (1, 3)


def test_options_stay_together() -> None:
    question, options = fitted(slide(lead=SENTENCE, body=(SENTENCE,) * 3, marker="A"))
    assert question.body == (SENTENCE,)
    assert len(options.body) == 3


def test_notes_stand_on_the_first_slide_alone() -> None:
    source = Link("A source", "https://guide.example/id/a/")
    first, *others = fitted(slide(body=(LONG,), said=("Say this.",), sources=(source,)))
    assert (first.said, first.sources) == (("Say this.",), (source,))
    assert all(not other.said and not other.sources for other in others)


def test_a_table_keeps_its_header_on_each_slide() -> None:
    header = ("What", "Who")
    parts = list(fitted(Slide("table", "A title", rows=(header, *[(SENTENCE, "")] * 6))))
    assert len(parts) > 1
    assert all(part.rows[0] == header and part.words <= LIMIT for part in parts)
    assert sum(len(part.rows) - 1 for part in parts) == 6


def test_titles_that_are_the_same_are_numbered() -> None:
    parts = (Part("One", 0, 5, (slide(body=(LONG,)), Slide("statement", "Alone"))), Part("Two", 5, 9, (slide(),)))
    titles = [one.full_title for part in finished(parts) for one in part.slides]
    assert len(titles) == len(set(titles))
    assert "Alone" in titles
    assert titles[0] == f"A title (1 of {len(titles) - 1})"


@pytest.mark.parametrize("minutes", [1, 7, 30, 35, 60])
def test_minutes_add_up(minutes: int) -> None:
    parts = timed([Section(str(weight), (), weight) for weight in (4, 10, 4, 8, 4, 5, 4)], minutes)
    assert [part.start for part in parts] == [0, *(part.end for part in parts[:-1])]
    assert parts[-1].end == minutes
    assert all(part.start <= part.end for part in parts)


def test_an_opening_is_whole_sentences_and_ends_with_no_name() -> None:
    told = [SENTENCE, "Then more.", "And then a sentence that is longer than the others were."]
    assert opening(told, LIMIT) == (" ".join(told),)
    assert opening(told, count([SENTENCE]) + 3) == (SENTENCE,)
    assert opening([LONG], 3) == (LONG,)
    assert opening([], LIMIT) == ()
    assert point(["Age.", SENTENCE, SENTENCE]) == f"Age. {SENTENCE}"
    assert point([SENTENCE, SENTENCE]) == SENTENCE


def test_sentences_know_their_links_and_leave_out_stage_directions() -> None:
    link = Link("A finding", "https://guide.example/id/finding/")
    runs = (Run("First one. Then "), Run("a fact", link=link), Run(". "), Run("Wait: ", italic=True), Run("what now?"))
    assert sentences(runs) == [("First one.", False), ("Then a fact.", True), ("What now?", False)]


def test_lines_put_a_name_before_what_it_names() -> None:
    name, text = Paragraph((Run("Source", bold=True),)), Paragraph((Run("The report"),))
    assert list(lines([name, text, name])) == ["Source: The report", "Source"]
