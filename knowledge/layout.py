"""Addresses in the site: where a page file stands, where a record stands on it, and the address that never changes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple

API = "api/v1"
"""The folder of the open data in the built site."""

PERMANENT = "id"
"""The folder of the permanent addresses in the built site: pages that only lead on."""

ROOT = "site:"
"""Begins the address of what is written beside the pages. The frame puts the way to the site's root in its place, so
that no page has to know how deep it stands."""


class Site(NamedTuple):
    """What the site says of itself: the absolute address of its root, its title, and the day of its edition.

    `has_kit` says whether the trainer's kit is made with it; a preview does without. `updated` is the day of the
    commit, YYYY-MM-DD, or no day where it is not known. The pages of a preview name no policy, since the engine adds a
    script of its own to them.
    """

    address: str
    title: str
    edition: str
    has_kit: bool = False
    updated: str = ""
    is_preview: bool = False


@dataclass(frozen=True)
class Place:
    """The page file of a record, relative to `docs/`, and the anchor on it."""

    page: str
    anchor: str

    @property
    def url(self) -> str:
        """The address in the built site, relative to its root, with the fragment."""
        return f"{page_url(self.page)}#{self.anchor}"


def page_url(page: str) -> str:
    """Return the address of a page file: `a/b.md` stands at `a/b/`, `a/index.md` at `a/`."""
    path = PurePosixPath(page)
    folder = path.parent if path.name == "index.md" else path.with_suffix("")
    return "" if folder == PurePosixPath(".") else f"{folder}/"


def permalink(id_: str) -> str:
    """Return the address that stays the same wherever a record or section moves, relative to the site's root."""
    return f"{PERMANENT}/{id_}/"


def beside(path: str, text: str | None = None) -> str:
    """Return a link to what is written beside the pages, by its path from the root; it shows the path, or a text."""
    return f'<a href="{ROOT}{path}">{text or path}</a>'
