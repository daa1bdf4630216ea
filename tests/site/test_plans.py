"""Lesson plans and tabletops for Word and to print, read back by other programs and compared with the built pages."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import docx
import lxml.html
import page as validation
import pypdf
import pytest
import zxingcpp
from docx.oxml.ns import qn
from docx.table import Table
from lxml.html import HtmlElement
from PIL import Image

from knowledge.graph import Knowledge
from knowledge.kit import packs, plans
from knowledge.kit.format import NOTICE, Subject, sessions
from knowledge.layout import page_url
from knowledge.pages.source import titles
from knowledge.record import LICENCE
from tests.helpers import office
from tests.helpers.printed import FOOT, letters, pdf_pages, pdf_tags, sentences, word_blocks, word_text
from tests.helpers.project import ROOT
from tests.helpers.reading import words

SESSIONS = sessions(Knowledge(()), titles(ROOT / "docs"))
EACH = pytest.mark.parametrize("session", SESSIONS, ids=lambda session: session.id)


def article(session: Subject, site: Path) -> HtmlElement:
    built = lxml.html.parse(site / page_url(session.page) / "index.html").getroot().find(".//article")
    for unprinted in built.xpath(".//*[contains(@class, 'print-header')] | .//caption"):
        unprinted.drop_tree()
    return built


def passages(session: Subject, site: Path) -> list[str]:
    """Return every paragraph, heading and cell of the built page in words."""
    found = article(session, site).xpath(".//p | .//li[not(p)] | .//h1 | .//h2 | .//h3 | .//th | .//td")
    return [sentence for element in found for sentence in sentences(words(element))]


def word(session: Subject, site: Path) -> bytes:
    return (site / plans.DOCX.path(session)).read_bytes()


def printed(session: Subject, site: Path) -> bytes:
    return (site / plans.PDF.path(session)).read_bytes()


def pack(session: Subject, site: Path) -> dict[str, bytes]:
    """Return the files of a pack, by their names without the folder and the number."""
    with zipfile.ZipFile(site / packs.PACK.path(session)) as opened:
        assert opened.testzip() is None
        return {re.sub(r"^[^/]*/\d-", "", name): opened.read(name) for name in opened.namelist()}


def text_of(content: bytes) -> str:
    return letters("\n".join(pdf_pages(content)))


# -- what the plan says --------------------------------------------------------------------------------


@EACH
def test_word_and_pdf_say_all_that_the_page_says(session: Subject, site: Path) -> None:
    asked = passages(session, site)
    assert len(asked) > 20
    for told in (letters(word_text(word(session, site))), text_of(printed(session, site))):
        assert [sentence for sentence in asked if letters(sentence) not in told] == []


@EACH
def test_both_say_where_they_are_from_and_on_what_terms(session: Subject, site: Path, address: str) -> None:
    anchor = article(session, site).find(".//h1").get("id")
    for told in (letters(word_text(word(session, site))), text_of(printed(session, site))):
        for part in (NOTICE, LICENCE, f"{address}id/{anchor}/"):
            assert letters(part) in told, part


@EACH
def test_links_lead_to_permanent_addresses_that_exist(session: Subject, site: Path, address: str) -> None:
    made = docx.Document(io.BytesIO(word(session, site)))
    in_word = {link.address for each in made.element.body.iter(qn("w:p")) for link in _links(each, made)}
    reader = pypdf.PdfReader(io.BytesIO(printed(session, site)))
    annotations = [note.get_object() for each in reader.pages for note in each.get("/Annots", [])]
    in_pdf = {str(note["/A"]["/URI"]) for note in annotations}
    assert in_word == in_pdf
    own = [urlsplit(link.removeprefix(address)).path for link in in_word if link.startswith(address)]
    assert own
    assert [path for path in own if not path.startswith("id/")] == []
    assert [path for path in own if not (site / path / "index.html").is_file()] == []


def _links(paragraph: object, made: object) -> list[docx.text.hyperlink.Hyperlink]:
    return docx.text.paragraph.Paragraph(paragraph, made._body).hyperlinks


@EACH
def test_each_source_is_listed_with_its_address_under_the_number_that_stands_after_the_link(
    session: Subject, site: Path
) -> None:
    paragraphs = docx.Document(io.BytesIO(word(session, site))).paragraphs
    start = next(number for number, each in enumerate(paragraphs) if each.text == "Sources and links")
    listed = [each.text for each in paragraphs[start + 1 :] if each.style.name == "List Number"]
    numbers = {int(found) for found in re.findall(r"\[(\d+)\]", word_text(word(session, site)))}
    assert numbers == set(range(1, len(listed) + 1))
    assert all(re.search(r"\nhttps?://\S+$", each) for each in listed)


# -- how it is built -----------------------------------------------------------------------------------


@EACH
def test_headings_and_tables_of_word_are_those_of_the_page(session: Subject, site: Path) -> None:
    built = article(session, site)
    wanted = [(f"Heading {each.tag[1]}", words(each)) for each in built.xpath(".//h1 | .//h2 | .//h3")]
    blocks = list(word_blocks(word(session, site)))
    shown = [(each.style.name, each.text) for each in blocks if not isinstance(each, Table)]
    assert [each for each in shown if each[0].startswith("Heading")][: len(wanted)] == wanted
    tables = [each for each in blocks if isinstance(each, Table)]
    assert [[cell.text for cell in table.rows[0].cells] for table in tables] == [
        [words(cell) for cell in row] for row in built.xpath(".//thead/tr")
    ]
    for table in tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


@EACH
def test_word_file_is_one_that_screen_readers_can_read(session: Subject, site: Path) -> None:
    made = docx.Document(io.BytesIO(word(session, site)))
    assert made.core_properties.title == words(article(session, site).find(".//h1"))
    assert made.core_properties.language == "en-GB"
    assert {each.get(qn("w:val")) for each in made.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    assert made.settings.element.find(qn("w:themeFontLang")).get(qn("w:val")) == "en-GB"
    drawn = list(made.element.body.iter(qn("wp:docPr")))
    assert drawn
    assert all(each.get("descr") for each in drawn)
    assert len({each.get("id") for each in drawn}) == len(drawn)


@EACH
def test_every_pdf_keeps_to_the_standard_for_accessible_ones(session: Subject, site: Path, tmp_path: Path) -> None:
    for name, content in pack(session, site).items():
        if name.endswith(".pdf"):
            (tmp_path / name).write_bytes(content)
            checked = validation.validate_pdf(str(tmp_path / name), profile="ua1")
            assert checked.is_compliant, (name, [failure.message for failure in checked.failures])


@EACH
def test_headings_and_tables_of_the_pdf_are_tagged_like_those_of_the_page(session: Subject, site: Path) -> None:
    built = article(session, site)
    tags = [tag for tag, _ in pdf_tags(printed(session, site))]
    headings = [each.tag.upper() for each in built.xpath(".//h1 | .//h2 | .//h3")]
    assert [tag for tag in tags if re.fullmatch(r"H\d", tag)][: len(headings)] == headings
    assert tags.count("Table") == len(built.xpath(".//table"))
    assert tags.count("TH") == len(built.xpath(".//th"))
    figures = [element for tag, element in pdf_tags(printed(session, site)) if tag == "Figure"]
    assert figures
    assert all(str(element.get("/Alt", "")).strip() for element in figures)


@EACH
def test_code_leads_to_the_permanent_address(session: Subject, site: Path, address: str) -> None:
    made = docx.Document(io.BytesIO(word(session, site)))
    images = [part.image.blob for part in made.part.package.image_parts]
    codes = [code.text for image in images for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(image)))]
    assert codes == [f"{address}id/{article(session, site).find('.//h1').get('id')}/"]


def test_libreoffice_shows_all_that_word_files_say(site: Path, tmp_path: Path) -> None:
    """It opens them as a trainer does who has no Word, in one go, since it is slow to start."""
    files = [site / plans.DOCX.path(session) for session in SESSIONS]
    for session, shown in zip(SESSIONS, office.printed(files, tmp_path), strict=True):
        told = letters(FOOT.sub("", "\n".join(each.extract_text() for each in shown.pages)))
        assert [each for each in passages(session, site) if letters(each) not in told] == [], session


# -- what is packed ------------------------------------------------------------------------------------


@EACH
def test_page_to_read_first_is_one_page_and_lists_what_is_in_the_pack(session: Subject, site: Path) -> None:
    with zipfile.ZipFile(site / packs.PACK.path(session)) as opened:
        names = [name.rpartition("/")[2] for name in opened.namelist()]
    [first, *others] = names
    [only] = pdf_pages(pack(session, site)[re.sub(r"^\d-", "", first)])
    assert re.findall(r"\d-[a-z-]+\.\w+", only) == others


@EACH
def test_plan_in_the_pack_is_the_one_that_is_offered_alone(session: Subject, site: Path) -> None:
    files = pack(session, site)
    assert files["plan.docx"] == word(session, site)
    assert files["plan.pdf"] == printed(session, site)


@EACH
def test_every_picture_that_is_mentioned_is_in_the_pack(session: Subject, site: Path) -> None:
    mentioned = {link.get("href") for link in article(session, site).iter("a") if "picture" in link.text_content()}
    files = pack(session, site)
    assert ("pictures.pdf" in files) == bool(mentioned)
    if mentioned:
        figures = [tag for tag, _ in pdf_tags(files["pictures.pdf"]) if tag == "Figure"]
        assert len(figures) == len(mentioned) + 1  # and the code


@EACH
def test_answers_are_on_no_sheet_that_is_handed_out(session: Subject, site: Path) -> None:
    answers = article(session, site).xpath(
        ".//h2[contains(@id, '-questions') or contains(@id, '-debrief')]/following-sibling::*[1]"
    )
    told = [sentence for element in answers for sentence in sentences(words(element)) if len(sentence) > 40]
    assert told
    files = pack(session, site)
    assert all(letters(sentence) in text_of(files["answers.pdf"]) for sentence in told)
    for name in files.keys() - {"answers.pdf", "plan.docx", "plan.pdf"}:
        assert [sentence for sentence in told if letters(sentence) in text_of(files[name])] == [], name
        assert letters(packs.FOR_THE_TRAINER) not in text_of(files[name]), name


@EACH
def test_tabletop_has_a_card_for_each_role_and_a_page_for_each_inject(session: Subject, site: Path) -> None:
    built = article(session, site)
    files = pack(session, site)
    roles = built.xpath(".//h2[contains(@id, '-roles')]/following-sibling::table[1]/tbody/tr")
    injects = [words(each) for each in built.xpath(".//h2[contains(@id, '-inject-')]")]
    assert ("role-cards.pdf" in files, "situation-and-injects.pdf" in files) == (bool(roles), bool(injects))
    if roles:
        cards = text_of(files["role-cards.pdf"])
        assert [row for row in roles if not all(letters(words(cell)) in cards for cell in row)] == []
        situation, *pages = pdf_pages(files["situation-and-injects.pdf"])
        assert letters(situation)
        assert all(letters(page).startswith(letters(inject)) for page, inject in zip(pages, injects, strict=True))
        made_up = words(built.xpath(".//p[@class='admonition-title']")[0])
        whole = pypdf.PdfReader(io.BytesIO(files["situation-and-injects.pdf"]))
        assert all(made_up in each.extract_text() for each in whole.pages)


def test_one_pack_holds_all_sessions(site: Path) -> None:
    with zipfile.ZipFile(site / packs.PACK_OF_ALL.path(packs.WHOLE)) as whole:
        held = {name: whole.read(name) for name in whole.namelist()}
    wanted: dict[str, bytes] = {}
    for session in SESSIONS:
        with zipfile.ZipFile(site / packs.PACK.path(session)) as opened:
            wanted |= {name: opened.read(name) for name in opened.namelist()}
    assert held == wanted
