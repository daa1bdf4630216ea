"""Pictures of what a trainer gets: the first page of an example of each format that is a PDF."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from knowledge.kit import typeset
from knowledge.kit.format import FOLDER, Format, Subject
from knowledge.layout import ROOT
from knowledge.markdown import plain

WIDTH, HEIGHT = 360, 509
"""The pixels of a picture: those of a page of A4."""


def examples(files: Iterable[tuple[Subject, Format]]) -> Mapping[str, tuple[Subject, Format]]:
    """Return the file that is shown of each format that is a PDF, by the path of its picture: the first of each."""
    found: dict[str, tuple[Subject, Format]] = {}
    for subject, format_ in files:
        if format_.suffix.endswith(".pdf"):
            found.setdefault(f"{FOLDER}/{format_.key}.png", (subject, format_))
    return found


def figures(files: Iterable[tuple[Subject, Format]]) -> str:
    """Return the pictures as Markdown."""
    shown = (
        f'<figure><img src="{ROOT}{path}" width="{WIDTH}" height="{HEIGHT}" loading="lazy"'
        f' alt="First page of an example"><figcaption>{plain(f"{format_.name}: {subject.title}")}</figcaption></figure>'
        for path, (subject, format_) in examples(files).items()
    )
    return "\n".join(['<div class="kit-previews">', *shown, "</div>"])


def picture(content: bytes) -> bytes:
    """Return the picture of a PDF."""
    return typeset.first_page(content, WIDTH)
