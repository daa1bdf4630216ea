"""ZIP files that are the same, byte for byte, whenever they are made of the same files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

MOMENT = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a ZIP."""

UNIX = 3
"""The system that every file says it was packed on, whichever it was."""


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of the files, each under its path in the ZIP, in the order given."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for path, file in files.items():
            inside = zipfile.ZipInfo(path, MOMENT)
            inside.create_system = UNIX
            inside.external_attr = 0o644 << 16
            archive.writestr(inside, file, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def repacked(archive: bytes) -> bytes:
    """Return a ZIP, such as a DOCX, PPTX or XLSX that a library wrote, with the same files but without their times."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return zipped({name: opened.read(name) for name in opened.namelist()})
