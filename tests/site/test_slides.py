"""The slides of the kit, read with python-pptx and printed by LibreOffice, and compared with data and pages."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.util import Inches

from knowledge.fingerprints import split
from knowledge.graph import Knowledge
from knowledge.kinds.module import Module, in_order
from knowledge.kinds.process import Process
from knowledge.kinds.question import Question
from knowledge.kit import slides
from knowledge.kit.deck import Deck, Part, Slide
from knowledge.kit.format import FOLDER, LICENCE, NOTICE, Material, Subject
from knowledge.layout import Site, page_url
from knowledge.pages.source import titles
from tests.helpers.office import printed, squeezed, texts, words
from tests.helpers.project import ROOT

MOST_WORDS = 45
"""How many words a slide shows at most, without the number of a slide that runs on."""
NUMBER = re.compile(r" \(\d+ of \d+\)$")
MINUTES = re.compile(r"^Minutes (\d+)–(\d+) of (\d+): (.+)$")
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WITH_TEXT = ("Text", "Table", "Drawing", "Picture", "End")
"""The layouts with a title above something else."""
FOOT, BODY_FOOT, BODY_TOP = 50, 70, 379
"""Heights from the foot of a slide, in points: where the footer ends, and where the text ends and begins."""


def subjects(knowledge: Knowledge) -> list[Subject]:
    return list(slides.SLIDES.subjects(knowledge, titles(ROOT / "docs")))


@pytest.fixture(scope="module")
def decks(site: Path, knowledge: Knowledge) -> dict[str, Any]:
    """The slides of the built site as python-pptx reads them, by the id of their subject."""
    return {s.id: Presentation(str(site / slides.SLIDES.path(s))) for s in subjects(knowledge)}


@pytest.fixture(scope="module")
def material(site: Path, knowledge: Knowledge) -> Material:
    return Material(knowledge, Site("https://guide.example/", "A guide (unofficial)", "2026-01-02"), site)


def shown(slide: Any) -> list[str]:
    """Return what a slide shows, but for its footer: its title first, then each shape."""
    found = []
    for shape in slide.shapes:
        if shape.is_placeholder and shape.placeholder_format.idx in (11, 12):
            continue
        if shape.has_text_frame:
            found.append(shape.text_frame.text)
        elif shape.has_table:
            found += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
    return found


def notes(slide: Any) -> str:
    return str(slide.notes_slide.notes_text_frame.text)


def everything(deck: Any) -> str:
    """Return all that a set of slides says, without spaces."""
    return squeezed(" ".join(text for slide in deck.slides for text in (*shown(slide), notes(slide))))


def test_every_module_and_session_has_slides(site: Path, knowledge: Knowledge, decks: dict[str, Any]) -> None:
    assert {path.parent.name for path in (site / FOLDER).glob("*/*-slides.pptx")} == set(decks)
    assert {module.id for module in in_order(knowledge)} < set(decks)


def test_slides_are_easy_to_read_and_to_find(decks: dict[str, Any]) -> None:
    for id_, deck in decks.items():
        assert (deck.slide_width / deck.slide_height) == pytest.approx(16 / 9, rel=0.001)
        named = [slide.shapes.title.text_frame.text for slide in deck.slides]
        assert all(named), id_
        assert len(named) == len(set(named)), id_
        for slide in deck.slides:
            assert slide.shapes[0] == slide.shapes.title, "the title is not read first"
            count = sum(len(NUMBER.sub("", text).split()) for text in shown(slide) if text != mark(slide))
            is_drawing = any(shape.name.startswith("Box ") for shape in slide.shapes)
            count -= len(NUMBER.sub("", named[0]).split()) if is_drawing else 0
            limit = MOST_WORDS + 25 if is_drawing else MOST_WORDS  # a picture has its caption as its title
            assert count <= limit, (id_, slide.shapes.title.text_frame.text, count)


def mark(slide: Any) -> str | None:
    """Return what stands above the title."""
    return next((p.text_frame.text for p in slide.placeholders if p.placeholder_format.idx == 13), None)


def test_each_text_says_its_language_and_each_picture_says_what_it_shows(decks: dict[str, Any]) -> None:
    for id_, deck in decks.items():
        for slide in deck.slides:
            for part in (slide._element, slide.notes_slide._element):
                runs = list(part.iter(f"{A}r", f"{A}fld"))
                assert all(run.find(f"{A}rPr").get("lang") == "en-GB" for run in runs), id_
            ids = [shape.shape_id for shape in slide.shapes]
            assert len(ids) == len(set(ids)), id_
            for shape in slide.shapes:
                if not shape.has_text_frame:
                    assert shape._element.xpath(".//p:cNvPr")[0].get("descr"), (id_, shape.name)


def test_notes_share_out_the_time(knowledge: Knowledge, decks: dict[str, Any]) -> None:
    """Each part begins where the last one ended, and the whole takes as long as the module or plan says."""
    for id_, deck in decks.items():
        told = [MINUTES.match(notes(slide).splitlines()[0]) for slide in deck.slides]
        assert all(told), id_
        parts = list(dict.fromkeys((int(t[1]), int(t[2]), t[4]) for t in told if t))
        assert [start for start, *_ in parts] == [0, *(end for _, end, _ in parts[:-1])], id_
        assert {int(t[3]) for t in told if t} == {parts[-1][1]}, id_
        if id_ in knowledge.records:
            assert parts[-1][1] == knowledge.get(Module, id_).minutes


def test_the_last_slide_says_where_the_slides_come_from(site: Path, address: str, decks: dict[str, Any]) -> None:
    for id_, deck in decks.items():
        last = " ".join(shown(deck.slides[-1]))
        assert NOTICE in last
        assert "CC BY 4.0" in last
        assert re.search(r"edition of \d+ \w+ \d{4}", last)
        (permanent,) = re.findall(rf"{re.escape(address)}id/[a-z0-9-]+/", last)
        assert (site / permanent.removeprefix(address) / "index.html").is_file(), id_
        assert deck.core_properties.identifier == permanent
        assert deck.core_properties.language == "en-GB"


def test_slides_of_a_module_hold_its_facts(knowledge: Knowledge, address: str, decks: dict[str, Any]) -> None:
    for module in in_order(knowledge):
        said = everything(decks[module.id])
        facts = [
            *module.outcomes,
            *module.situation,
            module.question,
            *module.good,
            *module.poor,
            *module.ask.team,
            *module.ask.region,
            *module.ask.partners,
            *module.ask.chief,
            *module.case.situation,
            *module.reflection.what,
            *module.reflection.so_what,
            *module.reflection.now_what,
            module.actions.week,
            module.actions.month,
            module.actions.quarter,
            *(citation.heading for citation in module.sources),
        ]
        for decision in module.case.decisions:
            facts.append(decision.question)
            for choice in decision.choices:
                facts += [choice.text, choice.feedback, *(f"{address}id/{id_}/" for id_ in choice.records)]
        for fact in facts:
            for sentence in split(fact):
                assert squeezed(sentence) in said, (module.id, sentence)


def test_a_quiz_asks_as_the_data_does_and_gives_the_right_answers(knowledge: Knowledge, decks: dict[str, Any]) -> None:
    for module in in_order(knowledge):
        deck = decks[module.id]
        said = everything(deck)
        asked = [q for q in knowledge.of(Question) if q.module == module.id and q.use == "module"]
        found = [question for question in asked if squeezed(question.summary) in said]
        assert 3 <= len(found) <= 5, module.id
        answers = [slide for slide in deck.slides if re.match(r"Question \d+: the answer", shown(slide)[0])]
        assert len({NUMBER.sub("", shown(slide)[0]) for slide in answers}) == len(found)
        told = squeezed(" ".join(text for slide in answers for text in shown(slide)))
        for question in found:
            for option in question.options:
                assert squeezed(option.text) in said
                assert squeezed(option.feedback) in said
                if option.is_right or question.sort == "order":
                    assert squeezed(option.text) in told, question.id


def test_pictures_of_a_module_are_in_its_slides(site: Path, knowledge: Knowledge, decks: dict[str, Any]) -> None:
    """Box by box: the same words in the notes are not enough."""
    for module in in_order(knowledge):
        page = (site / page_url(knowledge.place(module.id).page) / "index.html").read_text(encoding="utf-8")
        seen = squeezed(" ".join(text for slide in decks[module.id].slides for text in shown(slide)))
        for process in knowledge.of(Process):
            if f'aria-label="{process.title}"' in page:
                for text in (*(step.text for step in process.steps), *process.ends):
                    assert squeezed(text) in seen, (module.id, text)


def test_slides_of_a_session_hold_its_plan(site: Path, knowledge: Knowledge, decks: dict[str, Any]) -> None:
    """Every sentence of a plan is on a slide or in the notes, but for the timings, the log and where to read on."""
    for subject in subjects(knowledge):
        if subject.group != "session":
            continue
        said = everything(decks[subject.id])
        for sentence in plan_of(site / page_url(subject.page) / "index.html"):
            assert squeezed(sentence) in said, (subject.id, sentence)


def plan_of(path: Path) -> Iterator[str]:
    """Yield the sentences of a plan, read with a parser of its own."""
    article = etree.parse(str(path), etree.HTMLParser(encoding="utf-8")).find(".//article")
    for passed_over in article.xpath(".//a[@class='headerlink'] | .//p[@class='print-header'] | .//caption"):
        passed_over.getparent().remove(passed_over)
    heading = ""
    for element in article.iter("h1", "h2", "p", "li", "td"):
        text = " ".join("".join(element.itertext()).split())
        if element.tag in ("h1", "h2"):
            heading = element.get("id")
            continue
        is_left_out = re.search("-(timings|log)$", heading) or re.match("(Read|For) more|Ask three", text)
        is_row = element.tag == "td" and MINUTES_CELL.match(element.getparent()[0].text or "")
        if element.tag == "li" and element.find("p") is not None:
            continue
        if not is_left_out and not is_row:
            yield from (sentence for sentence in split(re.sub(r"^Minutes \S+ ", "", text)) if sentence)


MINUTES_CELL = re.compile(r"\d+–\d+$")


# -- as LibreOffice shows them -----------------------------------------------------------------------


def extremes(material: Material) -> Deck:
    """Return a set of slides of those that are fullest, whatever they are about."""
    decks = [slides.inputs(subject, material) for subject in subjects(material.knowledge)]
    every = [slide for deck in decks for part in deck.parts for slide in part.slides]
    measures = (
        lambda slide: sum(map(len, slide.body)),
        lambda slide: len(slide.body),
        lambda slide: len(slide.full_title),
        lambda slide: max(map(len, slide.body), default=0),
    )
    picked: dict[str, Slide] = {}
    for layout in {slide.layout for slide in every}:
        of_layout = [slide for slide in every if slide.layout == layout]
        for measure in measures:
            for slide in sorted(of_layout, key=measure, reverse=True)[:8]:
                picked[slide.full_title] = slide
    return Deck("Extremes", decks[0].imprint, (Part("All", 0, 1, tuple(picked.values())),))


@pytest.fixture(scope="module")
def office(site: Path, knowledge: Knowledge, material: Material, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The fullest slides, those of a module, a lesson plan and a tabletop, and one edited: each with its PDF."""
    folder = tmp_path_factory.mktemp("office")
    found = subjects(knowledge)
    names = [next(s for s in found if s.id.startswith(kind)) for kind in ("module-", "lesson-", "tabletop-")]
    files = [folder / f"{subject.id}.pptx" for subject in names]
    for subject, file in zip(names, files, strict=True):
        file.write_bytes((site / slides.SLIDES.path(subject)).read_bytes())
    full, edited = folder / "full.pptx", folder / "edited.pptx"
    full.write_bytes(slides.make(extremes(material)))
    deck = Presentation(str(files[1]))
    deck.slides[1].shapes.title.text_frame.text = "What our force wants"
    deck.save(str(edited))
    return dict(zip((full, *files, edited), printed([full, *files, edited], folder), strict=True))


def test_libreoffice_shows_every_word(office: Any) -> None:
    for file, pdf in office.items():
        deck = Presentation(str(file))
        assert len(pdf.pages) == len(deck.slides), file.name
        for slide, page in zip(deck.slides, texts(pdf.pages), strict=True):
            for text in shown(slide):
                for line in text.splitlines():
                    assert squeezed(line) in page, (file.name, line)


def test_no_text_runs_out_of_its_place_or_is_small(office: Any) -> None:
    for file, pdf in office.items():
        for slide, page in zip(Presentation(str(file)).slides, pdf.pages, strict=True):
            title = squeezed(slide.shapes.title.text_frame.text)
            largest = words(page)[0].size  # the title comes first
            for word in words(page):
                where = (file.name, title, word)
                assert word.size >= 17.9, where
                assert word.y < FOOT or word.y > BODY_FOOT, where
                if slide.slide_layout.name in WITH_TEXT and word.size == largest and squeezed(word.text) in title:
                    assert word.y > BODY_TOP, where


def test_a_trainer_can_edit_them(office: Any) -> None:
    file, pdf = next((file, pdf) for file, pdf in office.items() if file.name == "edited.pptx")
    assert "Whatourforcewants" in list(texts(pdf.pages))[1]
    assert Presentation(str(file)).slides[1].shapes.title.text_frame.text == "What our force wants"


def test_slides_are_made_of_places_for_text(decks: dict[str, Any]) -> None:
    """A trainer finds text in the outline, and one change to a layout changes every slide."""
    for id_, deck in decks.items():
        for slide in deck.slides:
            for shape in slide.shapes:
                assert shape.is_placeholder or shape.name.startswith("Box "), (id_, shape.name)
                assert shape.left >= 0
                assert shape.left + shape.width <= deck.slide_width + Inches(0.01)


def test_the_same_slides_have_the_same_bytes(knowledge: Knowledge, material: Material) -> None:
    subject = subjects(knowledge)[-1]
    one, two = (slides.make(slides.inputs(subject, material)) for _ in range(2))
    assert one == two
    assert Presentation(io.BytesIO(one)).core_properties.created.isoformat().startswith("2026-01-02")
    assert LICENCE.startswith("https://creativecommons.org/")
