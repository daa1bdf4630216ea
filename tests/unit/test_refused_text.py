"""What no text of the data may hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from knowledge.load import DataError, load

HARM = "window.harmed=1"


REFUSED_TEXT = {
    "\u202e": "contains the invisible character U+202E; remove it",
    "\u202a": "contains the invisible character U+202A; remove it",
    "\u2066": "contains the invisible character U+2066; remove it",
    "\u2069": "contains the invisible character U+2069; remove it",
    "\u200f": "contains the invisible character U+200F; remove it",
    "\u061c": "contains the invisible character U+061C; remove it",
    "\u200b": "contains the invisible character U+200B; remove it",
    "\ufeff": "contains the invisible character U+FEFF; remove it",
    "\u2028": "contains a line break (U+2028); fold the text with '>-' into one line",
    "\x07": "contains the control character U+0007; remove it",
    "\x1b": "contains the control character U+001B; remove it",
    "\ue000": "contains the private-use character U+E000; remove it",
    "{{ config }}": "contains '{{', which a page would run as a macro; remove it",
    "{% raw %}": "contains '{%', which a page would run as a macro; remove it",
    "{# x #}": "contains '{#', which a page would run as a macro; remove it",
}
"""What no text may hold, and what the check says of it."""


def test_what_cannot_be_shown_safely_is_refused_with_place_and_remedy(data: Path) -> None:
    file = data / "data/roles.yml"
    items = yaml.safe_load(file.read_text(encoding="utf-8"))
    expected = []
    for item, (payload, message) in zip(items, REFUSED_TEXT.items(), strict=False):
        item["summary"] += f" {payload} x"
        expected.append(f"{item['id']}: summary: {message}")
    for item, payload in zip(items[20:], ("<script>", "a > b"), strict=False):
        item["title"] = f"{item['title']} {payload}"
        sign = next(sign for sign in "<>" if sign in payload)
        expected.append(f"{item['id']}: title: contains '{sign}'; a name or title cannot contain markup, so remove it")
    file.write_text(yaml.safe_dump(items, allow_unicode=False, sort_keys=False), encoding="utf-8")
    sources = data / "data/sources.yml"
    documents = yaml.safe_load(sources.read_text(encoding="utf-8"))
    for document, address in zip(
        documents,
        (f"javascript:{HARM}", f"data:text/html,<script>{HARM}</script>", 'https://a.example/"onclick="x'),
        strict=False,
    ):
        document["address"] = address
        wrong = "contains '\"'; write '%22' instead" if '"' in address and address.startswith("https:") else ""
        wrong = wrong or f"'{address}' is not a web address; write https://host/path in full"
        expected.append(f"{document['id']}: address: {wrong}")
    sources.write_text(yaml.safe_dump(documents, sort_keys=False), encoding="utf-8")

    with pytest.raises(DataError) as refused:
        load(data)
    for message in expected:
        assert re.search(rf"^data/\w+\.yml:\d+: {re.escape(message)}$", str(refused.value), re.MULTILINE), message
