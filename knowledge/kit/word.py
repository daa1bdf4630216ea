"""Documents for Word, with real headings, lists and tables, for trainers to change and screen readers to read."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any

from knowledge.archive import repacked
from knowledge.kit import code, pictures
from knowledge.kit.blocks import (
    Block,
    Document,
    Heading,
    Items,
    Notice,
    PageBreak,
    Paragraph,
    Quote,
    Runs,
    Table,
    is_to_fill_in,
    numbered,
    width_of,
    widths,
)
from knowledge.kit.pictures import Picture

if TYPE_CHECKING:  # a preview does without the package
    from docx.document import Document as Made
    from docx.text.paragraph import Paragraph as MadeParagraph

LANGUAGE = "en-GB"
FONT = "Arial"
"""A font that every computer in a force has, for the text has to be changed there."""
INK, LINE, PAPER = "14283F", "8A96A3", "F1F3F5"
WIDTH_MM, WIDE_MM = 170, 257
"""The width of the text on a page that stands, and on one that lies."""
PICTURE_PX = 1600


@lru_cache
def make(document: Document) -> bytes:
    """Return a document as DOCX; made once in a build, for itself and for the packs that it is in."""
    return repacked(_Writer(document).content())


class _Writer:
    """One document as it is written."""

    def __init__(self, document: Document) -> None:
        import docx

        self.document = document
        self.made: Made = docx.Document()
        self.ids = count(1)
        _set_up(self.made, document)

    def content(self) -> bytes:
        """Return the finished file."""
        self.blocks(self.document.complete)
        self.about()
        content = io.BytesIO()
        self.made.save(content)
        return content.getvalue()

    def blocks(self, blocks: Iterable[Block], style: str | None = None, depth: int = 0) -> None:
        """Write blocks one after the other; paragraphs are in the style."""
        for block in blocks:
            match block:
                case Heading():
                    self.made.add_heading(block.text, min(block.level, 3))
                case Paragraph():
                    self.runs(self.made.add_paragraph(style=style), block.runs)
                case Items():
                    self.items(block, depth)
                case Table():
                    self.table(block)
                case Quote():
                    self.blocks(block.blocks, "Quote", depth)
                case Notice():
                    self.made.add_paragraph(style="Notice").add_run(block.title).bold = True
                    self.blocks(block.blocks, "Notice", depth)
                case Picture():
                    self.picture(block)
                case PageBreak():
                    self.made.add_page_break()  # type: ignore[no-untyped-call]

    def items(self, items: Items, depth: int) -> None:
        """Write a list; each numbered list begins with 1."""
        deeper = f" {depth + 1}" if depth else ""
        style = f"List {'Number' if items.ordered else 'Bullet'}{deeper}"
        numbering = _new_numbering(self.made, style) if items.ordered else None
        for first, *others in items.items:
            if isinstance(first, Paragraph):
                paragraph = self.made.add_paragraph(style=style)
                if numbering is not None:
                    _number(paragraph, numbering)
                self.runs(paragraph, first.runs)
            else:
                self.blocks([first], None, depth + 1)
            self.blocks(others, f"List Continue{deeper}", depth + 1)

    def table(self, table: Table) -> None:
        """Write a table, whose row of headers is repeated on each page and known to screen readers."""
        from docx.shared import Mm

        made = self.made.add_table(1 + len(table.rows), len(table.header), "Table Grid")
        _describe_table(made, table.title)
        made.autofit = False
        whole = WIDE_MM if self.document.is_wide else WIDTH_MM
        for column, part in zip(made.columns, widths(table), strict=True):
            column.width = Mm(whole * part)
        for row, cells in zip(made.rows, (table.header, *table.rows), strict=True):
            is_header = cells is table.header
            _mark_row(row, is_header)
            if is_to_fill_in(cells):
                row.height = Mm(self.document.room)
            for cell, runs, column in zip(row.cells, cells, made.columns, strict=True):
                cell.width = column.width
                paragraph = cell.paragraphs[0]
                paragraph.style = "Table Header" if is_header else "Table Text"
                self.runs(paragraph, runs)
        self.made.add_paragraph(style="Table Text")

    def picture(self, picture: Picture) -> None:
        """Write a picture with its words for those who do not see it."""
        from docx.shared import Mm

        image = pictures.png(picture.svg, PICTURE_PX)
        self.image(image, Mm(width_of(picture)), picture.alt)

    def image(self, image: bytes, width: int, alt: str) -> None:
        """Write an image in a paragraph of its own."""
        shape = self.made.add_paragraph().add_run().add_picture(io.BytesIO(image), width)
        drawn = shape._inline.docPr
        drawn.set("id", str(next(self.ids)))
        drawn.set("descr", alt)

    def runs(self, paragraph: MadeParagraph, runs: Runs) -> None:
        """Write the words of a paragraph. After each link stands its number, for those who read it on paper."""
        for run, number in numbered(runs, self.document):
            made = _hyperlink(paragraph, run.link.address) if run.link else paragraph.add_run()
            made.text = run.text
            made.bold, made.italic = run.bold or None, run.italic or None
            if number:
                paragraph.add_run(f" [{number}]")

    def about(self) -> None:
        """Write what the file says of itself, with a code that leads a telephone to its permanent address."""
        from docx.shared import Mm

        self.made.add_heading("About this file", 2)
        for runs in self.document.about:
            self.runs(self.made.add_paragraph(), runs)
        address = self.document.imprint.address
        self.image(code.png(address), Mm(code.WIDTH_MM), code.alt(address))


def _set_up(made: Made, document: Document) -> None:
    """Set the page, the styles, the language and what the file says of itself in its properties."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    if document.is_wide:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    _set_styles(made, document)
    _set_language(made)
    _set_properties(made, document)
    _write_footer(made, document)


def _set_properties(made: Made, document: Document) -> None:
    told, moment = document.imprint, datetime.fromisoformat(f"{document.imprint.edition}T00:00:00+00:00")
    properties = made.core_properties
    properties.title = document.title
    properties.author = properties.last_modified_by = told.site
    properties.subject = told.address
    properties.comments = f"{told.notice} {told.licence}"
    properties.version = told.edition
    properties.language = LANGUAGE
    properties.created = properties.modified = moment
    properties.revision = 1


def _write_footer(made: Made, document: Document) -> None:
    footer = made.sections[0].footer.paragraphs[0]
    footer.add_run(f"{document.foot} Page ")
    _field(footer, "PAGE")
    footer.add_run(" of ")
    _field(footer, "NUMPAGES")


def _set_styles(made: Made, document: Document) -> None:
    """Set all styles in one font and in ink; those that Word does not bring are made."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Mm, Pt, RGBColor

    styles = made.styles
    for name in ("Notice", "Table Text", "Table Header"):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER).font.underline = True
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3", "Quote", "Notice", "Table Text", "Table Header"):
        _set_font(styles[name])
    for name, size, before in (("Heading 1", 20, 0), ("Heading 2", 15, 16), ("Heading 3", 12, 12)):
        styles[name].font.size, styles[name].font.color.rgb = Pt(size), RGBColor.from_string(INK)
        styles[name].paragraph_format.space_before = Pt(before)
        styles[name].paragraph_format.space_after = Pt(4)
    styles["Normal"].font.size = Pt(document.points)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    styles["Table Text"].paragraph_format.space_after = Pt(2)
    styles["Table Header"].paragraph_format.space_after = Pt(2)
    styles["Table Header"].font.bold = True
    styles["Quote"].font.italic = False
    styles["Quote"].font.color.rgb = RGBColor(0, 0, 0)
    for name, sides in (("Quote", ("left",)), ("Notice", ("top", "left", "bottom", "right"))):
        styles[name].paragraph_format.left_indent = styles[name].paragraph_format.right_indent = Mm(4)
        _border(styles[name], sides)


# -- what python-docx has no words for -----------------------------------------------------------------


def _element(name: str, **values: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(f"w:{name}")
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _set_font(style: Any) -> None:
    """Set the font of a style; the theme's font would go before it."""
    from docx.oxml.ns import qn

    style.font.name = FONT
    properties = style.element.get_or_add_rPr()
    for key in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        properties.rFonts.attrib.pop(qn(f"w:{key}"), None)


def _set_language(made: Made) -> None:
    """Set the language in which words are read out and checked, in place of American English."""
    from docx.oxml.ns import qn

    for element in (*made.styles.element.iter(qn("w:lang")), *made.settings.element.iter(qn("w:themeFontLang"))):
        element.set(qn("w:val"), LANGUAGE)


def _border(style: Any, sides: Sequence[str]) -> None:
    borders = _element("pBdr")
    for side in sides:
        borders.append(_element(side, val="single", sz="12", space="6", color=LINE))
    style.element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


def _field(paragraph: MadeParagraph, instruction: str) -> None:
    field = _element("fldSimple", instr=instruction)
    run = _element("r")
    shown = _element("t")
    shown.text = "1"
    run.append(shown)
    field.append(run)
    paragraph._p.append(field)


def _hyperlink(paragraph: MadeParagraph, address: str) -> Any:
    """Return an empty run in a link that leads to an address."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn
    from docx.text.run import Run as MadeRun

    link = _element("hyperlink", history="1")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = _element("r")
    link.append(run)
    paragraph._p.append(link)
    made = MadeRun(run, paragraph)
    made.style = "Hyperlink"
    return made


def _new_numbering(made: Made, style: str) -> int:
    """Return the id of a numbering of its own for a list in the style, which begins with 1."""
    from docx.oxml.ns import qn

    numbering: Any = made.part.numbering_part.element
    used = made.styles[style].element.pPr.numPr.numId.val
    abstract = numbering.num_having_numId(used).abstractNumId.val
    new = numbering.add_num(abstract)
    new.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(new.get(qn("w:numId")))


def _number(paragraph: MadeParagraph, numbering: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = numbering


def _describe_table(table: Any, title: str) -> None:
    properties = table._tbl.tblPr
    properties.append(_element("tblCaption", val=title))


def _mark_row(row: Any, is_header: bool) -> None:
    """Keep a row on one page; repeat that of the headers on each."""
    properties = row._tr.get_or_add_trPr()
    properties.append(_element("cantSplit"))
    if is_header:
        properties.append(_element("tblHeader"))
