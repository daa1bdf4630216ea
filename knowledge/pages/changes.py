"""What changed from edition to edition, as a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from knowledge.graph import Knowledge
from knowledge.kinds import KINDS
from knowledge.layout import API, beside, permalink
from knowledge.markdown import bullets, day, join, number_of, plain
from knowledge.pages.page import Page
from knowledge.promise.history import FIRST, Change, Chapter, chapters

FEED = "feed.xml"
"""The feed in the built site."""

LONG = 1500
"""Up to how many changes at once are all listed."""

MOST_LISTED = 100
"""How many changes of a kind are listed where there are more at once; their number is given, and the data has all."""

SECTIONS = ("section of a page", "sections of pages")
"""What the page calls one and several of the published ids that belong to no record."""


def changes(page: Page) -> str:
    """Return what changed from edition to edition, the newest first."""
    feed_link = beside(FEED, "follow updates in a feed reader")
    data_link = beside(f"{API}/changes.json", "download them as data")
    newer, *editions = chapters(page.knowledge)
    return join(
        f"You can also {feed_link} or {data_link}.",
        # It has its place whether anything changed or not, since its address is permanent.
        "## Since the last release { #changes-since }",
        _changed(page, newer, is_first=not editions) or "Nothing has changed.",
        *(_edition(page, chapter, is_first=chapter is editions[-1]) for chapter in editions),
    )


def _edition(page: Page, chapter: Chapter, is_first: bool) -> str:
    title = f"## Updates on {day(chapter.day or '')} {{ #edition-{chapter.day} }}"
    return join(title, plain(chapter.reason), _changed(page, chapter, is_first))


def _changed(page: Page, chapter: Chapter, is_first: bool) -> str:
    parts = []
    for sort, name in (("added", "Added"), ("changed", "Changed"), ("retired", "Removed")):
        found = [change for change in chapter.changes if change.sort == sort]
        if found and is_first and sort == "added":
            parts.append(_counted(page, found))
        else:
            parts.append(_listed(page, name, found))
    return join(*parts)


def _counted(page: Page, found: list[Change]) -> str:
    """Return how much there was at first: all of it was new, so that a list would be the whole site once more."""
    kinds = Counter(_kind(page.knowledge, change) for change in found)
    lines = [
        f"[{number_of(count, *kind.called())}]({page.path_to(kind.overview_page())})"
        for kind in KINDS
        if (count := kinds[kind.called()])
    ]
    return join("First published:", bullets(lines))


def _listed(page: Page, name: str, found: list[Change]) -> str:
    """Return the changes of one sort, kind by kind, folded away."""
    most = MOST_LISTED if len(found) > LONG else LONG
    parts = []
    for kind, group in groupby(_by_kind(page.knowledge, found), key=lambda change: _kind(page.knowledge, change)):
        listed = list(group)
        title = f"{name}: {number_of(len(listed), *kind)}"
        more = [f"and {len(listed) - most} more, which the data lists"] if len(listed) > most else []
        lines = bullets([*(_line(page, change) for change in listed[:most]), *more])
        parts.append(join(f"<details markdown><summary>{title}</summary>", lines, "</details>"))
    return join(*parts)


def _line(page: Page, change: Change) -> str:
    if change.id in page.knowledge.records:
        named = page.permalink(change.id, titled=True)
    else:
        named = beside(permalink(change.id), change.id)
    return f"{named}: {plain(change.reason)}" if change.reason != FIRST else named


def _kind(knowledge: Knowledge, change: Change) -> tuple[str, str]:
    """Return what one and many of the kind are called that a change is of."""
    record = knowledge.records.get(change.id)
    return record.called() if record else SECTIONS


def _by_kind(knowledge: Knowledge, found: Iterable[Change]) -> list[Change]:
    order = [*(kind.called() for kind in KINDS), SECTIONS]
    return sorted(found, key=lambda change: order.index(_kind(knowledge, change)))
