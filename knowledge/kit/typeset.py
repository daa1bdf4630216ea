"""Typst, as the kit uses it: templates of this folder in, tagged PDF or PNG out, the same bytes on any machine."""

from __future__ import annotations

import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from knowledge.kit.format import Imprint

FOLDER = Path(__file__).parent
FONT = "Atkinson Hyperlegible"
"""The font of all that is set here: made to be easy to read, and free to embed (OFL)."""
POINTS_AN_INCH = 72


class TypesettingError(Exception):
    """A template does not fit what it was given; the message says where and why."""


def pdf(template: str, data: Any) -> bytes:
    """Return a template of this folder, filled with data, as PDF/UA-1.

    The data is what JSON can hold. The template reads it with `json(bytes(sys.inputs.data))`, so that a text is never
    taken for markup. Raises TypesettingError for whatever Typst refuses or warns of, such as a picture without words.
    """
    return _compiled(template, data, format="pdf", pdf_standards="ua-1")


def png(svg: str, width: int) -> bytes:
    """Return a picture as PNG on white, so many pixels wide."""
    return _compiled("picture.typ", {"svg": svg, "width": width}, format="png", ppi=POINTS_AN_INCH)


def first_page(content: bytes, width: int) -> bytes:
    """Return the first page of a PDF as PNG, so many pixels wide."""
    import typst  # a preview does without

    with TemporaryDirectory() as folder:
        Path(folder, "shown.pdf").write_bytes(content)
        page = Path(folder, "page.typ")
        page.write_text(f'#set page(width: {width}pt, height: auto, margin: 0pt)\n#image("shown.pdf", width: 100%)\n')
        options: Any = {"root": folder, "format": "png", "ppi": POINTS_AN_INCH, "ignore_system_fonts": True}
        made = typst.compile(page, **options)
    assert isinstance(made, bytes)
    return made


def page_count(template: str, data: Any) -> int:
    """Return how many pages a template would have."""
    return int(query(template, data, "pages")[0])


def query(template: str, data: Any, label: str) -> list[Any]:
    """Return the values that a template gives to the metadata with this label, in order."""
    import typst  # a preview does without

    values = typst.query(FOLDER / template, f"<{label}>", field="value", **_environment(data))
    return list(json.loads(values))


def qr_code(address: str) -> str:
    """Return the QR code of an address as SVG, with the white edge that belongs to it."""
    import segno  # a preview does without

    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=4, xmldecl=False)
    return drawn.getvalue().decode()


def frame(imprint: Imprint, kind: str, title: str) -> dict[str, Any]:
    """Return what the frame of every template shows: what a file of a kind with this title says of itself."""
    return {
        "font": FONT,
        "qr_code": qr_code(imprint.address),
        "qr_code_alt": f"QR code of {imprint.address}",
        "kind": kind,
        "title": title,
        "site": imprint.site,
        "address": imprint.address,
        "notice": imprint.notice,
        "edition": f"Edition: {imprint.edition_day}",
        "licence": imprint.licence,
    }


def _compiled(template: str, data: Any, **options: Any) -> bytes:
    import typst  # a preview does without

    try:
        made, warnings = typst.compile_with_warnings(FOLDER / template, timestamp=0, **options, **_environment(data))
    except typst.TypstError as error:
        raise TypesettingError(error.diagnostic) from None
    if warnings:
        raise TypesettingError("\n".join(warning.diagnostic for warning in warnings))
    if not isinstance(made, bytes):
        raise TypesettingError(f"{template} has several pages, of which a PNG shows one")
    return made


def _environment(data: Any) -> dict[str, Any]:
    """Return what Typst sees of this machine: our templates, our font and the data, and nothing else."""
    import fontpkg_atkinson_hyperlegible

    return {
        "root": FOLDER,
        "font_paths": [Path(fontpkg_atkinson_hyperlegible.__file__).parent / "files"],
        "ignore_system_fonts": True,
        "sys_inputs": {"data": json.dumps(data, ensure_ascii=False)},
    }
