"""Fields laid over a tagged PDF, so that it can be filled in on a screen as well as on paper."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

FONT_SIZE = 9
PRINTED = 4
"""The flag of a field that is printed with its page."""
MULTILINE = 1 << 12
"""The flag of a field that takes several lines of text."""


class Field(NamedTuple):
    """A field: its name in the file, what a screen reader calls it, and its place.

    `kind` is "box" or "text"; pages are counted from 1; `x` and `y` are those of its upper left corner, in points from
    that of the page.
    """

    name: str
    label: str
    kind: str
    page: int
    x: float
    y: float
    width: float
    height: float


def fillable(pdf: bytes, fields: Sequence[Field]) -> bytes:
    """Return a tagged PDF with fields, each in the next empty cell of its tables.

    Raises ValueError if there are not as many empty cells as fields.
    """
    import pikepdf  # a preview does without

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        cells = list(_empty_cells(opened.Root.StructTreeRoot))
        if len(cells) != len(fields):
            raise ValueError(f"{len(fields)} fields do not fit into {len(cells)} empty cells")
        form = _form(opened)
        for field, cell in zip(fields, cells, strict=True):
            form.Fields.append(_add(opened, field, cell))
        written = io.BytesIO()
        opened.save(written, deterministic_id=True)
        return written.getvalue()


def _empty_cells(element: Object) -> Iterator[Object]:
    """Yield the cells in which nothing is, in the order in which they are read."""
    from pikepdf import Array, Dictionary

    held = element.get("/K", Array())
    kids = list(held) if isinstance(held, Array) else [held]
    if element.get("/S") == "/TD" and not kids:
        yield element
    for kid in kids:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from _empty_cells(kid)


def _form(opened: Pdf) -> Any:
    """Return the form of the file, which has no field yet."""
    from pikepdf import Array, Dictionary, Name

    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    opened.Root.AcroForm = opened.make_indirect(
        Dictionary(
            Fields=Array(),
            DA=f"/Helv {FONT_SIZE} Tf 0 g",
            DR=Dictionary(Font=Dictionary(Helv=opened.make_indirect(font))),
        )
    )
    return opened.Root.AcroForm


def _add(opened: Pdf, field: Field, cell: Object) -> Object:
    """Put a field on its page and into its cell, and return it."""
    from pikepdf import Array, Dictionary, Name, NumberTree

    root = opened.Root.StructTreeRoot
    page = opened.pages[field.page - 1].obj
    top = float(page.MediaBox[3])
    widget = opened.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            T=field.name,
            TU=field.label,
            Rect=[field.x, top - field.y - field.height, field.x + field.width, top - field.y],
            F=PRINTED,
            P=page,
            StructParent=root.ParentTreeNextKey,
            **_looks(opened, field),
        )
    )
    page.Annots = Array([*page.get("/Annots", []), widget])
    page.Tabs = Name.S
    tag = Dictionary(Type=Name.StructElem, S=Name.Form, P=cell, Pg=page)
    tag.K = Dictionary(Type=Name.OBJR, Obj=widget, Pg=page)
    cell.K = Array([opened.make_indirect(tag)])
    NumberTree(root.ParentTree)[int(root.ParentTreeNextKey)] = cell.K[0]
    root.ParentTreeNextKey = int(root.ParentTreeNextKey) + 1
    return widget


def _looks(opened: Pdf, field: Field) -> dict[str, Any]:
    """Return what makes a widget a box to tick, or a field to write in; both are empty."""
    from pikepdf import Dictionary, Name

    def drawn(content: str) -> Object:
        stream = opened.make_stream(content.encode())
        stream.Type, stream.Subtype = Name.XObject, Name.Form
        stream.BBox = [0, 0, field.width, field.height]
        stream.Resources = Dictionary()
        return stream

    if field.kind == "text":
        looks = {"FT": Name.Tx, "Ff": MULTILINE, "DA": f"/Helv {FONT_SIZE} Tf 0 g", "V": ""}
        return {**looks, "AP": Dictionary(N=drawn("/Tx BMC EMC"))}
    edge, far, high = 3, field.width - 3, field.height - 3
    cross = f"1.5 w {edge} {edge} m {far:.2f} {high:.2f} l {edge} {high:.2f} m {far:.2f} {edge} l S"
    states = Dictionary(Yes=drawn(cross), Off=drawn(""))
    return {"FT": Name.Btn, "V": Name.Off, "AS": Name.Off, "AP": Dictionary(N=states)}
