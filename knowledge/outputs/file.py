"""A file that is published beside the pages, and what the list of downloads says of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from knowledge.layout import Site


class Section(NamedTuple):
    """A heading of a built page that is no record's own: its anchor, its address from the root, and its title."""

    anchor: str
    url: str
    title: str


class Passage(NamedTuple):
    """What stands below a heading of a built page that is no record's own, for the search.

    `page` is the address of the page from the root, `under` the title of the page, empty where the heading is that
    title; `first` is the first sentence and `text` all of it.
    """

    anchor: str
    page: str
    title: str
    under: str
    first: str
    text: str


@dataclass(frozen=True)
class Surroundings:
    """What a format may know as well as the records: the site, the sections of its built pages by anchor, the
    fingerprints of the sources, where there are any, and below which anchor a picture stands, by its title."""

    site: Site
    sections: Mapping[str, Section]
    fingerprints: Mapping[str, Any] | None = None
    pictures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class File:
    """A file by its path from the site's root.

    The page of downloads lists what has a `row`, in the column `column`; the data set in JSON-LD names what has a
    `media` type, so a schema, which describes a file, has none.
    """

    path: str
    content: bytes
    row: str = ""
    column: str = "File"
    media: str = ""
    name: str = ""
    """What the link shows in place of the path and the size."""


def script(name: str, value: Any) -> bytes:
    """Return data as a script that puts it under a name, so that a page that is opened from a disk can load it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"self.{name}={text}\n".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()
