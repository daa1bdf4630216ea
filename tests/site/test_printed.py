"""Handouts and checklists as built: read by people, by screen readers and by phones.

PyMuPDF, pikepdf, zxing and two checkers of PDF/UA read the files. Typst, which wrote them, does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import outloud
import page as pdf_ua
import pikepdf
import pymupdf
import pytest
import zxingcpp
from PIL import Image, ImageChops

from knowledge.build.site_check import site_of
from knowledge.graph import Knowledge
from knowledge.kinds.development import Development
from knowledge.kinds.expectation import STATED_BY, Expectation
from knowledge.kinds.module import Module
from knowledge.kinds.recommendation import Recommendation
from knowledge.kit.checklists import CHECKLIST
from knowledge.kit.format import Format, Imprint, Material, Subject
from knowledge.kit.handouts import HANDOUT
from knowledge.layout import page_url
from knowledge.load import load
from knowledge.pages.source import titles
from tests.helpers.project import ROOT

KNOWLEDGE = load(ROOT)
TITLES = titles(ROOT / "docs")
FILES = [(format_, subject) for format_ in (HANDOUT, CHECKLIST) for subject in format_.subjects(KNOWLEDGE, TITLES)]
HANDOUTS, CHECKLISTS = ([pair[1] for pair in FILES if pair[0] is format_] for format_ in (HANDOUT, CHECKLIST))
FOOTER = 94
"""How high the footer of a page is, with the margin below it, in points."""
LINES_OF_FOOTER = 4
"""How many lines of text a footer has at least."""
SMALLEST = 9.5
"""The smallest type of a text, in points."""
ROUNDING = 4
"""By how much the three parts of a grey may differ of 255, as the reader reckons."""

each_file = pytest.mark.parametrize(
    ("format_", "subject"), FILES, ids=lambda value: getattr(value, "key", None) or value.id
)
each_checklist = pytest.mark.parametrize("subject", CHECKLISTS, ids=lambda subject: subject.id)
each_topic = each_checklist
each_module = pytest.mark.parametrize(
    "subject", [subject for subject in HANDOUTS if subject.group == "module"], ids=lambda subject: subject.id
)


def close(text: str) -> str:
    """Return a text without white space, since lines break anywhere."""
    return "".join(text.split())


def above_footer(page: pymupdf.Page) -> pymupdf.Rect:
    return pymupdf.Rect(0, 0, page.rect.width, page.rect.height - FOOTER)


def footer(page: pymupdf.Page) -> pymupdf.Rect:
    return pymupdf.Rect(0, page.rect.height - FOOTER, page.rect.width, page.rect.height)


def imprint_of(subject: Subject, site: Path) -> Imprint:
    return Material(KNOWLEDGE, site_of(site), site).imprint(subject)


def text_of(path: Path) -> str:
    """Return what a file says above the footers of its pages, without white space."""
    with pymupdf.open(path) as document:
        return close("".join(page.get_text(clip=above_footer(page)) for page in document))


def footers_of(path: Path) -> list[str]:
    """Return what the footers of its pages say, without white space."""
    with pymupdf.open(path) as document:
        return [close(page.get_text(clip=footer(page))) for page in document]


def tags(element: Any) -> Iterator[Any]:
    """Yield an element of the structure and all below it, in the order in which they are read."""
    yield element
    held = element.get("/K", [])
    for kid in held if isinstance(held, pikepdf.Array) else [held]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from tags(kid)


def marks_of_texts(page: pikepdf.Page) -> Iterator[str]:
    """Yield for each piece of text on a page what it is marked as: a tag, or an artefact that is not read out."""
    marks = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) in ("BMC", "BDC"):
            marks.append(str(operands[0]))
        elif str(operator) == "EMC":
            marks.pop()
        elif str(operator) in ("Tj", "TJ"):
            yield marks[-1]


# -- for whom it is ----------------------------------------------------------------------------------


@each_file
def test_it_keeps_to_pdf_ua(format_: Format, subject: Subject, site: Path) -> None:
    report = pdf_ua.validate_pdf(str(site / format_.path(subject)), profile="ua1")
    assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]


@each_file
def test_a_screen_reader_is_told_what_is_what(format_: Format, subject: Subject, site: Path) -> None:
    with pikepdf.open(site / format_.path(subject)) as document:
        assert str(document.Root.Lang) == "en-GB"
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            name = str(metadata["dc:title"])
        found = list(tags(document.Root.StructTreeRoot.K[0]))
        levels = [int(str(tag.S)[2:]) for tag in found if re.fullmatch(r"/H\d", str(tag.S))]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), "no level is passed over"
        assert all(str(tag.get("/Alt", "")) for tag in found if tag.S == "/Figure")
        for row in (tag for tag in found if tag.S == "/THead"):
            assert all(cell.A[0].Scope == "/Column" for cell in tags(row) if cell.S == "/TH")
        for body in (tag for tag in found if tag.S == "/TBody"):
            assert all(cell.A[0].Headers for cell in tags(body) if cell.S == "/TD")
    assert close(name).lower().startswith(text_of(site / format_.path(subject))[: len(close(subject.title))].lower())


@each_file
def test_the_footer_is_no_text_that_is_read_out(format_: Format, subject: Subject, site: Path) -> None:
    """Else a screen reader would read it in the middle of a sentence; what it says is at the end as well."""
    with pikepdf.open(site / format_.path(subject)) as document:
        for page in document.pages:
            marks = list(marks_of_texts(page))
            assert marks.count("/Artifact") >= LINES_OF_FOOTER
            assert len(marks) > marks.count("/Artifact"), "the rest is read out"


def test_nothing_is_printed_that_is_not_read_out(site: Path) -> None:
    """The longest of each, since the checker takes its time.

    It takes all tables on a page for one, and the heads of tables at the top of several pages for the head of the page.
    """
    for chosen in (HANDOUT, CHECKLIST):
        path = max((site / f.path(s) for f, s in FILES if f is chosen), key=lambda path: path.stat().st_size)
        report = outloud.check(str(path))
        assert [finding for finding in report.findings if finding.rule not in ("TBL-014", "PAG-001")] == [], path


# -- on paper ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("subject", HANDOUTS, ids=lambda subject: subject.id)
def test_a_handout_is_a_sheet(subject: Subject, site: Path) -> None:
    with pymupdf.open(site / HANDOUT.path(subject)) as document:
        assert len(document) <= 2


@each_file
def test_it_prints_on_a4_in_grey_and_in_legible_type(format_: Format, subject: Subject, site: Path) -> None:
    with pymupdf.open(site / format_.path(subject)) as document:
        for page in document:
            assert (round(page.rect.width), round(page.rect.height)) == (595, 842)
            spans = [
                span
                for block in page.get_text("dict", clip=above_footer(page))["blocks"]
                for line in block.get("lines", [])
                for span in line["spans"]
            ]
            assert all(span["size"] >= SMALLEST - 0.01 for span in spans if re.search("[A-Za-z]", span["text"]))
            assert all(span["font"].startswith("AtkinsonHyperlegible") for span in spans)
            drawn = page.get_pixmap(dpi=40)
            red, green, blue = Image.frombytes("RGB", (drawn.width, drawn.height), drawn.samples).split()
            for other in (green, blue):
                assert ImageChops.difference(red, other).getextrema()[1] <= ROUNDING


@each_file
def test_each_page_says_where_it_is_from(format_: Format, subject: Subject, site: Path) -> None:
    path = site / format_.path(subject)
    imprint = imprint_of(subject, site)
    said = [imprint.site, imprint.address, imprint.licence, imprint.notice, imprint.edition_day, "CC BY 4.0"]
    for text in (*footers_of(path), text_of(path)):
        assert all(close(part) in text for part in said), text


@each_file
def test_the_code_of_each_page_leads_to_the_page(format_: Format, subject: Subject, site: Path, address: str) -> None:
    with pymupdf.open(site / format_.path(subject)) as document:
        for page in document:
            drawn = page.get_pixmap(dpi=150, colorspace=pymupdf.csGRAY, clip=footer(page))
            read = zxingcpp.read_barcodes(Image.frombytes("L", (drawn.width, drawn.height), drawn.samples))
            assert [code.text for code in read] == [imprint_of(subject, site).address]
    assert (site / imprint_of(subject, site).address.removeprefix(address) / "index.html").is_file()


@each_file
def test_its_links_lead_to_places_that_exist(format_: Format, subject: Subject, site: Path, address: str) -> None:
    with pymupdf.open(site / format_.path(subject)) as document:
        found = {link["uri"] for page in document for link in page.get_links()}
    ours = {uri.removeprefix(address) for uri in found if uri.startswith(address)}
    assert len(ours) >= 2
    assert found - {address + path for path in ours} == {"https://creativecommons.org/licenses/by/4.0/"}
    assert all((site / path / "index.html").is_file() for path in ours), ours


# -- what it says ------------------------------------------------------------------------------------


@each_module
def test_all_of_a_module_is_on_its_handout_or_named_as_left_out(
    subject: Subject, site: Path, knowledge: Knowledge
) -> None:
    module = knowledge.get(Module, subject.id)
    text = text_of(site / HANDOUT.path(subject))
    ask, actions = module.ask, module.actions
    said = [module.display_title, module.summary, *module.outcomes, *module.good, *module.poor]
    said += [*ask.team, *ask.region, *ask.partners, *ask.chief, actions.week, actions.month, actions.quarter]
    said += [knowledge[citation.document].display_title for citation in module.sources]
    said += [f"“{citation.heading}”" for citation in module.sources]
    said += [change.note for id_ in module.records if isinstance(change := knowledge[id_], Development)]
    assert [part for part in said if close(part) not in text] == []
    assert text.count("(ourview)") >= 2
    for heading, parts in (
        ("Evidence to look at (our view)", module.evidence),
        ("Based on", [knowledge[id_].display_title for id_ in module.records]),
    ):
        assert close(f"“{heading}”") in text or all(close(part) in text for part in parts), heading


@each_module
def test_the_picture_of_a_module_is_on_its_handout_or_named_as_left_out(subject: Subject, site: Path) -> None:
    built = (site / page_url(subject.page) / "index.html").read_text(encoding="utf-8")
    named = re.findall(r'<figure class="picture"><svg[^>]*aria-label="([^"]*)"', built)
    path = site / HANDOUT.path(subject)
    with pikepdf.open(path) as document:
        told = [str(tag.Alt) for tag in tags(document.Root.StructTreeRoot.K[0]) if tag.S == "/Figure"]
    for name in named:
        assert any(alt.startswith(name) for alt in told) or close(f"“{name}”") in text_of(path)


@each_topic
def test_each_expectation_of_a_topic_is_on_its_handout_or_counted(
    subject: Subject, site: Path, knowledge: Knowledge
) -> None:
    area = subject.id.removeprefix("topic-")
    text = text_of(site / HANDOUT.path(subject))
    expected = [record for record in knowledge.of(Expectation) if record.area == area]
    recommended = [record for record in knowledge.of(Recommendation) if record.area == area]
    shown = [record for record in expected if close(record.title) in text]
    places = sorted((text.index(close(record.title)), list(STATED_BY).index(record.stated_by)) for record in shown)
    firmness = [place[1] for place in places]
    assert firmness == sorted(firmness), "the firmest come first"
    for record in recommended:
        owners = "; ".join(knowledge[role].display_title for role in record.owners)
        assert close(record.display_title) in text
        assert close(f"{owners}. Deadline") in text
    for record in shown:
        roles = "; ".join(knowledge[role].display_title for role in record.applies_to)
        ours = " (our view)" if record.applies_to_is_ours else ""
        assert close(f"{STATED_BY[record.stated_by]}: “{record.wording}”. Applies to: {roles}{ours}.") in text
    without = [record for record in (*expected, *recommended) if close(record.summary) not in text]
    entries = re.search(r"(\d+)more(?:entry|entries)", text)
    summaries = re.search(r"[Tt]hesummariesof(\d+)(?:entry|entries)", text)
    assert (int(entries[1]) if entries else 0) == len(expected) - len(shown)
    assert entries or (int(summaries[1]) if summaries else 0) == len(without)


@each_topic
def test_what_has_changed_since_2020_is_said_beside_what_it_changes(
    subject: Subject, site: Path, knowledge: Knowledge
) -> None:
    area = subject.id.removeprefix("topic-")
    on_it = {r.id: r for kind in (Recommendation, Expectation) for r in knowledge.of(kind) if r.area == area}
    text = text_of(site / HANDOUT.path(subject))
    changes = [change for change in knowledge.of(Development) if set(change.touches) & on_it.keys()]
    changes.sort(key=lambda change: text.index(close(change.note)))
    numbers = {change.id: str(number) for number, change in enumerate(changes, 1)}
    assert all(f"{numbers[change.id]}.{close(change.note)}See{close(change.title)}" in text for change in changes)
    for id_, record in on_it.items():
        bearing = ", ".join(numbers[change.id] for change in changes if id_ in change.touches)
        after = text[text.index(close(record.display_title)) :] if close(record.display_title) in text else ""
        if after and bearing:
            said = re.search(r"Since2020:seechanges?([\d,]+)\.", after)
            assert said
            assert said[1] == close(bearing), id_


@each_checklist
def test_each_piece_of_evidence_has_its_fields(subject: Subject, site: Path, knowledge: Knowledge) -> None:
    path = site / CHECKLIST.path(subject)
    text = text_of(path)
    expected = [record for record in knowledge.of(Expectation) if record.area == subject.id.removeprefix("topic-")]
    with pymupdf.open(path) as document:
        fields = {f.field_name: (f.field_label, f.field_type_string) for page in document for f in page.widgets()}
    wanted = {}
    for record in expected:
        assert close(record.title) in text
        for number, evidence in enumerate(record.evidence, 1):
            assert close(evidence) in text
            for column, name in (
                ("seen", "Seen"),
                ("where", "Where seen"),
                ("date", "Date"),
                ("post", "By which post"),
            ):
                kind = "CheckBox" if column == "seen" else "Text"
                wanted[f"{record.id}-{number}-{column}"] = (f"{name}: {evidence}", kind)
    assert fields == wanted
    for words in ("names, cases, intelligence, CTLP content or protectively marked text", "may itself be sensitive"):
        assert close(words) in text


@each_checklist
def test_a_field_is_in_its_cell_both_for_the_eye_and_for_the_ear(subject: Subject, site: Path) -> None:
    path = site / CHECKLIST.path(subject)
    with pymupdf.open(path) as document:
        places = {field.field_name: (page.number, field.rect) for page in document for field in page.widgets()}
        words = {page.number: [pymupdf.Rect(word[:4]) for word in page.get_text("words")] for page in document}
    with pikepdf.open(path) as document:
        rows = [tag for tag in tags(document.Root.StructTreeRoot.K[0]) if tag.S == "/TR" and tag.K[0].S == "/TD"]
        assert rows
        for row in rows:
            in_row = [str(tag.K.Obj.T) for tag in tags(row) if tag.S == "/Form"]
            assert [name.rpartition("-")[2] for name in in_row] == ["seen", "where", "date", "post"]
            assert len({name.rpartition("-")[0] for name in in_row}) == 1
            assert all(tag.K.Obj.F == 4 for tag in tags(row) if tag.S == "/Form"), "printed"
            found = [places[name] for name in in_row]
            assert len({number for number, _ in found}) == 1
            assert all(before.x1 <= after.x0 for (_, before), (_, after) in pairwise(found))
            assert max(place.y0 for _, place in found) - min(place.y0 for _, place in found) < 1
    for number, place in places.values():
        assert not any(place.intersects(word) for word in words[number]), "a field hides no word"
