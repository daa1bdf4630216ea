"""The look of the slides: the theme, the master and the layouts, in the colours of the site's styles."""

from __future__ import annotations

from typing import NamedTuple
from xml.sax.saxutils import quoteattr

LANGUAGE = "en-GB"
NUMBER = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
"""The id of the field that shows the number of a slide."""
SIZE = (13.333, 7.5)
"""Width and height of a slide in inches: 16:9."""
EMU = 914400
NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)

COLOURS = {
    "dk1": "1A222C",
    "lt1": "FCFBF8",
    "dk2": "14283F",
    "lt2": "F2F0EA",
    "accent1": "A2431A",
    "accent2": "174A84",
    "accent3": "515B67",
    "accent4": "77808B",
    "accent5": "D5D1C7",
    "accent6": "14283F",
    "hlink": "174A84",
    "folHlink": "515B67",
}
"""The light colours of web/styles/base.css: ink, paper, masthead, panel, accent, link, quiet, edge and line."""
SERIF, SANS = "Georgia", "Arial"
"""Fonts that Windows and macOS both have."""


class Place(NamedTuple):
    """A rectangle in inches."""

    left: float
    top: float
    width: float
    height: float


class Box(NamedTuple):
    """A placeholder of a layout: its type and number, its place, and how its text is set."""

    type: str
    idx: int
    name: str
    place: Place
    prompt: str
    points: int = 0
    """The size of its text; 0 for that of the master."""
    colour: str = ""
    anchor: str = "t"
    is_bold: bool = False


class Layout(NamedTuple):
    """A layout: its placeholders in reading order, its rules, and its background."""

    boxes: tuple[Box, ...]
    background: str = ""
    bars: tuple[tuple[Place, str], ...] = ()
    """Rectangles of colour that mean nothing."""


LEFT, WIDTH = 0.7, 11.93
TITLE = Place(LEFT, 0.85, WIDTH, 1.2)
BODY = Place(LEFT, 2.2, WIDTH, 4.3)
FOOT = 6.8


def _footer(colour: str) -> tuple[Box, Box]:
    return (
        Box("ftr", 11, "Footer", Place(LEFT, FOOT, 10.4, 0.45), "", 18, colour, "ctr"),
        Box("sldNum", 12, "Slide number", Place(11.4, FOOT, 1.23, 0.45), "‹#›", 18, colour, "ctr"),
    )


def _mark(colour: str = "accent1", top: float = 0.4) -> Box:
    place = Place(LEFT, top, WIDTH, 0.45)
    return Box("body", 13, "Part", place, "Part, or whose view it is", 18, colour, "b", is_bold=True)


def _title(place: Place = TITLE, points: int = 0, colour: str = "", anchor: str = "t") -> Box:
    return Box("title", 0, "Title", place, "Title", points, colour, anchor)


def _text(place: Place = BODY, points: int = 0, colour: str = "") -> Box:
    return Box("body", 1, "Text", place, "Text", points, colour)


EDGE = (Place(0, 0, 0.22, SIZE[1]), "tx2")

LAYOUTS = {
    "Title": Layout(
        (
            _title(Place(LEFT, 1.6, WIDTH, 2.4), 48, "bg1", "b"),
            _text(Place(LEFT, 4.4, WIDTH, 1.6), 24, "bg1"),
            *_footer("bg1"),
        ),
        "tx2",
        ((Place(LEFT + 0.1, 4.15, 1.6, 0.06), "bg1"),),
    ),
    "Text": Layout((_title(), _mark(), _text(), *_footer("accent3")), bars=(EDGE,)),
    "Statement": Layout(
        (_title(Place(1.3, 1.2, 10.9, 5.2), 40, "tx2", "ctr"), _mark(), *_footer("accent3")),
        "bg2",
        ((Place(0.8, 1.9, 0.14, 3.8), "accent1"), EDGE),
    ),
    "Part": Layout(
        (
            _title(Place(LEFT, 1.6, WIDTH, 2.4), 44, "bg1", "b"),
            _text(Place(LEFT, 4.4, WIDTH, 1.8), 24, "bg1"),
            *_footer("bg1"),
        ),
        "tx2",
        ((Place(LEFT + 0.1, 4.15, 1.6, 0.06), "bg1"),),
    ),
    "Table": Layout(
        (_title(), _mark(), Box("tbl", 14, "Table", BODY, "Table"), *_footer("accent3")),
        bars=(EDGE,),
    ),
    "Drawing": Layout((_title(), _mark(), *_footer("accent3")), bars=(EDGE,)),
    "Picture": Layout(
        (_title(), _mark(), Box("pic", 14, "Picture", BODY, "Picture"), *_footer("accent3")),
        bars=(EDGE,),
    ),
    "End": Layout(
        (
            _title(),
            _text(Place(LEFT, 2.2, 7.9, 4.3), 24),
            Box("pic", 14, "QR code", Place(9.0, 2.2, 3.6, 3.6), "QR code"),
            *_footer("accent3"),
        ),
        bars=(EDGE,),
    ),
}
"""The layouts by name."""


def shapes(layout: Layout) -> str:
    """Return the shapes of a layout as XML."""
    bars = "".join(_bar(number, place, colour) for number, (place, colour) in enumerate(layout.bars, 50))
    boxes = "".join(_box(number, box) for number, box in enumerate(layout.boxes, 2))
    return f"<p:spTree {NAMES}>{bars}{boxes}</p:spTree>"


def _frame(place: Place) -> str:
    left, top, width, height = (round(length * EMU) for length in place)
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def _bar(number: int, place: Place, colour: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Rule {number}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{_frame(place)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>'
        f'<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="{LANGUAGE}"/></a:p></p:txBody></p:sp>'
    )


def _box(number: int, box: Box) -> str:
    size = f' sz="{box.points * 100}"' if box.points else ""
    bold = ' b="1"' if box.is_bold else ""
    fill = f'<a:solidFill><a:schemeClr val="{box.colour}"/></a:solidFill>' if box.colour else ""
    align = ' algn="r"' if box.type == "sldNum" else ""
    # A paragraph without a marker is the rule: what is an item says so itself.
    level = f'<a:lvl1pPr marL="0" indent="0"{align}><a:buNone/><a:defRPr{size}{bold}>{fill}</a:defRPr></a:lvl1pPr>'
    index = "" if box.type == "title" else f' idx="{box.idx}"'
    small = ' sz="quarter"' if box.type in ("ftr", "sldNum") or box.idx == 13 else ""
    said = f'<a:r><a:rPr lang="{LANGUAGE}"/><a:t>{box.prompt}</a:t></a:r>' if box.prompt else ""
    if box.type == "sldNum":
        said = f'<a:fld id="{NUMBER}" type="slidenum"><a:rPr lang="{LANGUAGE}"/><a:t>{box.prompt}</a:t></a:fld>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(box.name)}/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{box.type}"{small}{index}/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{_frame(box.place)}</p:spPr>"
        f'<p:txBody><a:bodyPr anchor="{box.anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle>{level}</a:lstStyle>'
        f'<a:p>{said}<a:endParaRPr lang="{LANGUAGE}"/></a:p></p:txBody></p:sp>'
    )


MASTER_SHAPES = shapes(Layout((_title(), _text(), *_footer("accent3"))))


def _level(number: int) -> str:
    return (
        f'<a:lvl{number}pPr marL="{457200 * number}" indent="-457200" algn="l">'
        '<a:lnSpc><a:spcPct val="105000"/></a:lnSpc>'
        '<a:spcBef><a:spcPts val="1000"/></a:spcBef><a:buFont typeface="Arial"/><a:buChar char="•"/>'
        f'<a:defRPr lang="{LANGUAGE}" sz="2600"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        f'<a:latin typeface="+mn-lt"/></a:defRPr></a:lvl{number}pPr>'
    )


MASTER_STYLES = (
    f'<p:txStyles {NAMES}><p:titleStyle><a:lvl1pPr algn="l"><a:lnSpc><a:spcPct val="95000"/></a:lnSpc><a:buNone/>'
    f'<a:defRPr lang="{LANGUAGE}" sz="2800" b="1"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'
    '<a:latin typeface="+mj-lt"/></a:defRPr></a:lvl1pPr></p:titleStyle>'
    f"<p:bodyStyle>{''.join(map(_level, range(1, 4)))}</p:bodyStyle>"
    f'<p:otherStyle><a:lvl1pPr algn="l"><a:defRPr lang="{LANGUAGE}" sz="1800"><a:solidFill>'
    '<a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/></a:defRPr></a:lvl1pPr></p:otherStyle>'
    "</p:txStyles>"
)


def _colour(name: str, value: str) -> str:
    return f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>'


def _font(name: str, face: str) -> str:
    return f'<a:{name}><a:latin typeface="{face}"/><a:ea typeface=""/><a:cs typeface=""/></a:{name}>'


_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="9525">{_FILL}</a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"

THEME = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<a:theme {NAMES} name="Prevent"><a:themeElements>'
    f'<a:clrScheme name="Prevent">{"".join(_colour(*pair) for pair in COLOURS.items())}</a:clrScheme>'
    f'<a:fontScheme name="Prevent">{_font("majorFont", SERIF)}{_font("minorFont", SANS)}</a:fontScheme>'
    f'<a:fmtScheme name="Plain"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>'
    f"<a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>"
    f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
)
