"""Typst, as the kit uses it: templates of this folder in, tagged PDF or PNG out, the same bytes on any machine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

FOLDER = Path(__file__).parent
FONT = "Atkinson Hyperlegible"
"""The font of all that is set here: made to be easy to read, and free to embed (OFL)."""


class TypesettingError(Exception):
    """A template does not fit what it was given; the message says where and why."""


def pdf(template: str, data: Any) -> bytes:
    """Return a template of this folder, filled with data, as PDF/UA-1.

    The data is what JSON can hold. The template reads it with `json(bytes(sys.inputs.data))`, so that a text is never
    taken for markup. Raises TypesettingError for whatever Typst refuses or warns of, such as a picture without words.
    """
    return _compile(FOLDER / template, {"data": json.dumps(data, ensure_ascii=False)}, "pdf")


def png(svg: str, width: int) -> bytes:
    """Return a picture as PNG on white, so many pixels wide."""
    template = b"""
        #set page(width: int(sys.inputs.width) * 1pt, height: auto, margin: 0pt)
        #image(bytes(sys.inputs.svg), format: "svg", width: 100%)
    """
    return _compile(template, {"svg": svg, "width": str(width)}, "png", ppi=72)


def _compile(
    template: Path | bytes, inputs: dict[str, str], kind: Literal["pdf", "png"], ppi: float | None = None
) -> bytes:
    import fontpkg_atkinson_hyperlegible  # a preview does without these two
    import typst

    fonts = Path(fontpkg_atkinson_hyperlegible.__file__).parent / "files"
    try:
        made, warnings = typst.compile_with_warnings(
            template,
            root=FOLDER,
            font_paths=[fonts],
            ignore_system_fonts=True,
            format=kind,
            ppi=ppi,
            sys_inputs=inputs,
            pdf_standards=["ua-1"] if kind == "pdf" else [],
            timestamp=0,
        )
    except typst.TypstError as error:
        raise TypesettingError(error.diagnostic) from None
    if warnings:
        raise TypesettingError("\n".join(warning.diagnostic for warning in warnings))
    if not isinstance(made, bytes):
        raise TypesettingError(f"Typst made {len(made or ())} files where one was wanted")
    return made
