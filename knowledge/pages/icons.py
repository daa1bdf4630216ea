"""Material's icons as part of a page, and signs such as :smile: as the characters that they are.

The extension would fetch a picture of each sign from another host, which the policy refuses; readers' own fonts have
them all.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown.core import Markdown

try:
    from material.extensions import emoji
except ImportError:  # where Zensical has taken Material's place
    from zensical.extensions import emoji

SETS = (":material-", ":fontawesome-", ":octicons-", ":simple-")
"""What the names of icons begin with."""


def index(_options: Any, _md: Markdown) -> dict[str, Any]:
    """Return what may stand between colons, as the extension asks for it: signs, and icons by their path."""
    return _index()


def names() -> frozenset[str]:
    """Return every name that may stand between colons, with its colons."""
    found = _index()
    return frozenset([*found["emoji"], *found["aliases"]])


def shown(
    _index_name: str, name: str, _alias: str, code: str | None, character: str, _title: str, _category: str,
    _options: Any, md: Markdown,
) -> Element | str:  # fmt: skip
    """Return what stands in the place of a name, as the extension asks for it: a character, or an icon for the eye."""
    if code:
        return character
    icon = Element("span", {"class": "twemoji"})
    icon.text = md.htmlStash.store(_svg(_index()["emoji"][name]["path"]))
    return icon


@cache  # thousands of files are listed
def _index() -> dict[str, Any]:
    found = emoji.twemoji({}, None)
    usable = {name: sign for name, sign in found["emoji"].items() if "path" not in sign or name.startswith(SETS)}
    return {**found, "emoji": usable}


@cache
def _svg(path: str) -> str:
    """Return an icon that screen readers pass over: the words beside it say the same."""
    return Path(path).read_text(encoding="utf-8").strip().replace("<svg ", '<svg aria-hidden="true" ', 1)
