"""Sets of slides as PPTX, which PowerPoint and LibreOffice open and edit.

python-pptx writes the files. It is kept up slowly, but so is the format, and no other library for Python or Node makes
slides from the placeholders of a layout, with notes. We give it our own master and layouts, so that a change to one of
these changes every slide.
"""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.util import Inches, Pt

from knowledge.archive import repacked
from knowledge.kit import code
from knowledge.kit.deck import Deck, Part, Slide
from knowledge.kit.format import Link
from knowledge.kit.stage import LANGUAGE, LAYOUTS, MASTER_SHAPES, MASTER_STYLES, SIZE, THEME, Place, shapes

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
MARK, BODY, PICTURE = 13, 1, 14
"""The numbers of the placeholders for what is above the title, for the text and for a picture or table."""
AREA = Place(0.7, 2.2, 11.93, 4.3)
"""Where a picture of boxes is drawn, in inches."""
GAP = 0.15
STEP = 3.4
"""The height of a step."""
NUMBERED = {"•": None, "1": "arabicPeriod", "A": "alphaUcPeriod"}
SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
"""How PowerPoint names its list of sections."""
P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"


def pptx(deck: Deck) -> bytes:
    """Return a set of slides as the content of a PPTX file."""
    made = Presentation()
    _set_stage(made)
    _set_properties(made, deck)
    sections = []
    for part in deck.parts:
        slides = [_Slide(made, deck, part, slide) for slide in part.slides]
        sections.append((part.name, [slide.id for slide in slides]))
    _list_sections(made, deck, sections)
    file = io.BytesIO()
    made.save(file)
    return repacked(file.getvalue())


# -- the file ----------------------------------------------------------------------------------------


def _set_stage(made: Any) -> None:
    """Replace the master, layouts and colours of the library by ours."""
    made.slide_width, made.slide_height = (Inches(length) for length in SIZE)
    package = made.part.package
    for relation in [r for r in package._rels.values() if r.reltype.endswith("/thumbnail")]:
        package._rels.pop(relation.rId)
    for relation in [r for r in made.part.rels.values() if r.reltype.endswith("/printerSettings")]:
        made.part.rels.pop(relation.rId)
    master = made.slide_master
    master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob = THEME.encode()
    _replace_shapes(master, MASTER_SHAPES)
    styles = master._element.find(f"{{{P}}}txStyles")
    styles.getparent().replace(styles, parse_xml(MASTER_STYLES))
    layouts = list(made.slide_layouts)
    for (name, layout), drawn in zip(LAYOUTS.items(), layouts, strict=False):
        drawn.name = name
        drawn._element.attrib.pop("type", None)
        _replace_shapes(drawn, shapes(layout))
        if layout.background:
            _set_background(drawn, layout.background)
    for unused in layouts[len(LAYOUTS) :]:
        made.slide_layouts.remove(unused)


def _replace_shapes(on: Any, content: str) -> None:
    tree = on._element.cSld.spTree
    for shape in list(tree)[2:]:
        tree.remove(shape)
    tree.extend(parse_xml(content))


def _set_background(on: Any, colour: str) -> None:
    xml = (
        f'<p:bg xmlns:p="{P}" xmlns:a="{A}"><p:bgPr><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
        "<a:effectLst/></p:bgPr></p:bg>"
    )
    on._element.cSld.insert(0, parse_xml(xml))


def _set_properties(made: Any, deck: Deck) -> None:
    imprint = deck.imprint
    told = made.core_properties
    told.title = deck.title
    told.author = told.last_modified_by = imprint.site
    told.subject = imprint.notice
    told.comments = f"Edition of {imprint.edition_day}. {imprint.address}"
    told.keywords = ""
    told.language = LANGUAGE
    told.identifier = imprint.address
    told.created = told.modified = datetime.fromisoformat(imprint.edition)
    told.revision = 1


def _list_sections(made: Any, deck: Deck, sections: Iterable[tuple[str, list[int]]]) -> None:
    """Name the parts in the list of slides, where PowerPoint lets a trainer move or hide a part as a whole."""
    presentation = made.part._element
    for old in presentation.findall(f"{{{P}}}extLst"):
        presentation.remove(old)
    extension = etree.SubElement(etree.SubElement(presentation, f"{{{P}}}extLst"), f"{{{P}}}ext", uri=SECTIONS)
    listed = etree.SubElement(extension, f"{{{P14}}}sectionLst", nsmap={"p14": P14})
    for number, (name, slides) in enumerate(sections):
        id_ = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{deck.imprint.address}#{number}")).upper()
        section = etree.SubElement(listed, f"{{{P14}}}section", name=name, id=f"{{{id_}}}")
        inside = etree.SubElement(section, f"{{{P14}}}sldIdLst")
        for slide in slides:
            etree.SubElement(inside, f"{{{P14}}}sldId", id=str(slide))


# -- one slide ---------------------------------------------------------------------------------------


class _Slide:
    """A slide as it is filled."""

    def __init__(self, made: Any, deck: Deck, part: Part, slide: Slide) -> None:
        self.deck, self.part, self.slide = deck, part, slide
        layout = next(layout for layout in made.slide_layouts if layout.name == LAYOUT_OF[slide.layout])
        self.shown = made.slides.add_slide(layout)
        self.id = self.shown.slide_id
        self.places = {place.placeholder_format.idx: place for place in self.shown.placeholders}
        self.shown.shapes.title.text_frame.text = slide.full_title
        self._fill()
        self._remove_empty()
        self._add_footer(layout)
        self._write_notes()
        _speak_english(self.shown)

    def _fill(self) -> None:
        slide = self.slide
        if slide.mark and MARK in self.places:
            self.places[MARK].text_frame.text = slide.mark
        if slide.rows:
            self._fill_table()
        elif slide.layout in ("steps", "tiers"):
            self._draw()
        elif slide.layout == "end":
            address = self.deck.imprint.address
            self._fill_text()
            self._place_picture(code.png(address), code.alt(address))
        elif slide.image:
            self._place_picture(slide.image.png, slide.image.alt)
        elif slide.body or slide.lead:
            self._fill_text()

    def _fill_text(self) -> None:
        frame = self.places[BODY].text_frame
        texts = [(self.slide.lead, "")] if self.slide.lead else []
        texts += [(text, self.slide.marker) for text in self.slide.body]
        for number, (text, marker) in enumerate(texts):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.add_run().text = text
            if marker:
                _mark(paragraph, marker, self.slide.first)

    def _fill_table(self) -> None:
        header, *rows = self.slide.rows
        frame = self.places[PICTURE].insert_table(len(rows) + 1, len(header))
        frame._element.nvGraphicFramePr.cNvPr.set("descr", self.slide.full_title)
        table = frame.table
        table._tbl.tblPr.find(f"{{{A}}}tableStyleId").text = "{5940675A-B579-460E-94D1-54222C63F5DA}"
        table.horz_banding = False
        widest = len(header) + 1  # the first column says what the row is about
        for number, column in enumerate(table.columns):
            column.width = int(Inches(AREA.width) * (2 if number == 0 else 1) / widest)
        for row, cells in zip(table.rows, (header, *rows), strict=True):
            row.height = int(Inches(min(0.8, AREA.height / (len(rows) + 1))))
            for cell, text in zip(row.cells, cells, strict=True):
                paragraph = cell.text_frame.paragraphs[0]
                run = paragraph.add_run()
                run.text = text
                run.font.size = Pt(22)
                run.font.bold = cells is header

    def _draw(self) -> None:
        """Draw a box for each step from left to right, or for each tier from top to bottom."""
        boxes = self.slide.body
        across = self.slide.layout == "steps"
        length = (AREA.width if across else AREA.height) + GAP
        each = length / len(boxes) - GAP
        for number, text in enumerate(boxes):
            offset = number * (each + GAP)
            if across:
                place = Place(AREA.left + offset, AREA.top, each, STEP)
            else:
                place = Place(AREA.left, AREA.top + offset, AREA.width, each)
            self._draw_box(text, place, MSO_SHAPE.PENTAGON if across else MSO_SHAPE.RECTANGLE, number)

    def _draw_box(self, text: str, place: Place, shape: Any, number: int) -> None:
        left, top, width, height = (Inches(length) for length in place)
        box = self.shown.shapes.add_shape(shape, left, top, width, height)
        box.name = f"Box {self.slide.first + number}"
        if shape == MSO_SHAPE.PENTAGON:
            box.adjustments[0] = 0.08
        style = box._element.find(f"{{{P}}}style")
        box._element.remove(style)
        properties = box._element.spPr
        properties.append(parse_xml(f'<a:solidFill xmlns:a="{A}"><a:schemeClr val="bg2"/></a:solidFill>'))
        properties.append(
            parse_xml(f'<a:ln xmlns:a="{A}" w="19050"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill></a:ln>')
        )
        frame = box.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = Inches(0.2)
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        paragraph = frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.LEFT
        name, colon, rest = text.partition(": ")
        if self.slide.marker:
            _run(paragraph, f"{self.slide.first + number}. ", bold=True)
        if colon:
            _run(paragraph, name + colon, bold=True)
        _run(paragraph, rest or name)

    def _place_picture(self, content: bytes, alt: str) -> None:
        """Put a picture where its place is, whole and as large as fits there, in the middle."""
        place = self.places[PICTURE]
        left, top, width, height = place.left, place.top, place.width, place.height
        picture = place.insert_picture(io.BytesIO(content))
        picture._element.nvPicPr.cNvPr.set("descr", alt)
        picture.crop_left = picture.crop_right = picture.crop_top = picture.crop_bottom = 0
        across, down = picture.image.size
        scale = min(width / across, height / down)
        picture.width, picture.height = int(across * scale), int(down * scale)
        picture.left, picture.top = left + (width - picture.width) // 2, top + (height - picture.height) // 2

    def _remove_empty(self) -> None:
        for place in list(self.shown.placeholders):
            if place.has_text_frame and not place.text_frame.text:
                place._element.getparent().remove(place._element)

    def _add_footer(self, layout: Any) -> None:
        for place in layout.placeholders:
            if place.element.ph.get("type") in ("ftr", "sldNum"):
                shape = parse_xml(etree.tostring(place._element))
                shape.nvSpPr.cNvPr.set("id", str(self.shown.shapes._next_shape_id))
                self.shown.shapes._spTree.append(shape)
                if place.element.ph.get("type") == "ftr":
                    text = f"{self.deck.imprint.site}, edition of {self.deck.imprint.edition_day}"
                    self.shown.shapes[-1].text_frame.text = text

    def _write_notes(self) -> None:
        part = self.part
        told = [f"Minutes {part.start}–{part.end} of {self.deck.minutes}: {part.name}"]
        if self.slide.layout == "title":
            told += ["Timings"]
            told += [f"• {p.start}–{p.end} minutes: {p.name}" for p in self.deck.parts]
        told += self.slide.said
        if self.slide.sources:
            told += ["Sources", *(_source(link) for link in self.slide.sources)]
        notes = self.shown.notes_slide
        notes.notes_text_frame.text = "\n".join(told)
        _speak_english(notes)


LAYOUT_OF = {
    "title": "Title",
    "part": "Part",
    "statement": "Statement",
    "text": "Text",
    "table": "Table",
    "steps": "Drawing",
    "tiers": "Drawing",
    "picture": "Picture",
    "end": "End",
}
"""The layout of the file for each layout of a slide."""


def _run(paragraph: Any, text: str, bold: bool = False) -> None:
    run = paragraph.add_run()
    run.text = text
    run.font.size = Pt(24)
    run.font.bold = bold
    run._r.get_or_add_rPr().insert(0, parse_xml(f'<a:solidFill xmlns:a="{A}"><a:schemeClr val="tx1"/></a:solidFill>'))


def _mark(paragraph: Any, marker: str, first: int) -> None:
    """Make a paragraph an item of a list."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "457200")
    properties.set("indent", "-457200")
    kind = NUMBERED[marker]
    xml = (
        f'<a:buAutoNum xmlns:a="{A}" type="{kind}" startAt="{first}"/>'
        if kind
        else f'<a:buChar xmlns:a="{A}" char="•"/>'
    )
    properties.append(
        parse_xml(
            f'<a:buFont xmlns:a="{A}" typeface="+mj-lt"/>' if kind else f'<a:buFont xmlns:a="{A}" typeface="Arial"/>'
        )
    )
    properties.append(parse_xml(xml))


def _source(link: Link) -> str:
    return f"• {link.title}: {link.address}"


def _speak_english(shown: Any) -> None:
    """Say of each run of words that it is English, as spoken in Britain."""
    for name in ("rPr", "endParaRPr"):
        for properties in shown._element.iter(f"{{{A}}}{name}"):
            properties.set("lang", LANGUAGE)
    for run in shown._element.iter(f"{{{A}}}r", f"{{{A}}}fld"):
        if run.find(f"{{{A}}}rPr") is None:
            run.insert(0, parse_xml(f'<a:rPr xmlns:a="{A}" lang="{LANGUAGE}"/>'))
