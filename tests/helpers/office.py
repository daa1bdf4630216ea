"""LibreOffice, as tests use it: it opens a file that we made and prints it as PDF."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pypdf import PageObject, PdfReader


class Word(NamedTuple):
    """A piece of text on a page: where its line stands, in points from the foot of the page, and how large it is."""

    text: str
    y: float
    size: float


def printed(files: Sequence[Path], folder: Path) -> list[PdfReader]:
    """Return the files as PDF; raise AssertionError where LibreOffice does not open one."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    made = [folder / f"{file.stem}.pdf" for file in files]
    assert all(path.is_file() for path in made), done.stdout + done.stderr
    return [PdfReader(path) for path in made]


def words(page: PageObject) -> list[Word]:
    """Return the pieces of text of a page."""
    found: list[Word] = []

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], _font: object, size: float) -> None:
        if text.strip():
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            found.append(Word(text, y, abs(size * tm[3] * cm[3])))

    page.extract_text(visitor_text=visit)
    return found


def squeezed(text: str) -> str:
    """Return a text without its spaces, which a PDF does not keep."""
    return "".join(text.split())


def texts(pages: Sequence[PageObject]) -> Iterator[str]:
    """Yield what each page says, without spaces."""
    for page in pages:
        yield squeezed(page.extract_text())
