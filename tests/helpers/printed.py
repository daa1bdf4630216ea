"""Reads Word and PDF files of the kit as others do, with libraries that had no part in making them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
import pypdf
from docx.table import Table
from docx.text.paragraph import Paragraph

NUMBER = re.compile(r"\s*\[\d+\]")
FOOT = re.compile(r"[^\n]*\(unofficial\), edition of[^\n]*\n?[^\n]*Page \d+ of \d+")


def letters(text: str) -> str:
    """Return the letters and digits of a text alone, so that it is found however its lines are broken.

    The numbers in brackets that stand after links on paper are left out.
    """
    return "".join(re.findall(r"\w", NUMBER.sub("", text)))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [sentence for sentence in re.split(r"(?<=[.?!:”])\s+", text) if letters(sentence)]


def word_blocks(content: bytes) -> Iterator[Paragraph | Table]:
    """Yield the paragraphs and tables of a Word file, in the order in which they are read."""
    yield from docx.Document(io.BytesIO(content)).iter_inner_content()


def word_text(content: bytes) -> str:
    """Return what a Word file says, in the order in which it is read."""
    texts: list[str] = []
    for block in word_blocks(content):
        if isinstance(block, Table):
            texts += [cell.text for row in block.rows for cell in row.cells]
        else:
            texts.append(block.text)
    return "\n".join(texts)


def pdf_pages(content: bytes) -> list[str]:
    """Return what each page of a PDF says, without its foot."""
    return [FOOT.sub("", page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def pdf_tags(content: bytes) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the tags of a PDF in the order in which a screen reader meets them, each with its attributes."""
    root = pypdf.PdfReader(io.BytesIO(content)).trailer["/Root"]["/StructTreeRoot"]
    yield from _tags(root)


def _tags(element: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    element = element.get_object()
    if not isinstance(element, dict):
        return
    if "/S" in element:
        yield str(element["/S"]).removeprefix("/"), element
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        yield from _tags(kid)
