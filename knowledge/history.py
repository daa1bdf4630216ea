"""What was added, changed and retired, edition by edition: the page, the data and the Atom feed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import urlsplit
from xml.etree import ElementTree

from knowledge.graph import Knowledge
from knowledge.kinds import KINDS, AnyRecord
from knowledge.markdown import bullets, day, join, plain
from knowledge.pages import API, built_link, overview_page, permalink

if TYPE_CHECKING:
    from knowledge.render import Renderer  # it shows the day of a record's last change, from here

ATOM = "http://www.w3.org/2005/Atom"
FEED = "feed.xml"
"""The feed in the built site."""

FIRST = "First published."
UNKNOWN = "unknown"
SECTIONS = "sections"
"""What the page calls the published ids that are no record's."""


class Change(NamedTuple):
    """What happened to a record or section on a day, and why."""

    day: str
    id: str
    sort: Literal["added", "changed", "retired"]
    reason: str


class Chapter(NamedTuple):
    """The changes of one edition; those after the last edition have none yet."""

    day: str | None
    reason: str
    changes: list[Change]


def changes(knowledge: Knowledge) -> list[Change]:
    """Return all changes, oldest first: from the ledger, from the records' own `changes`, from retirements."""
    return sorted(_changes(knowledge), key=lambda change: change.day)


def last_changed(knowledge: Knowledge, record: AnyRecord) -> str:
    """Return the day on which a record last changed in substance; `unknown` before it is in the ledger."""
    days = [change.day for change in _of_record(knowledge, record)]
    return max(days, default=UNKNOWN)


def chapters(knowledge: Knowledge) -> list[Chapter]:
    """Return the editions with their changes, newest first. A change belongs to the first edition not before it."""
    days = [edition.day for edition in knowledge.editions]
    reasons = {edition.day: edition.reason for edition in knowledge.editions}
    by_edition: dict[str | None, list[Change]] = {edition: [] for edition in [*days, None]}
    for change in changes(knowledge):
        by_edition[next((edition for edition in days if change.day <= edition), None)].append(change)
    found = [Chapter(edition, reasons.get(edition or "", ""), by_edition[edition]) for edition in [*days, None]]
    return [chapter for chapter in reversed(found) if chapter.changes or chapter.day]


def _changes(knowledge: Knowledge) -> Iterator[Change]:
    for record in knowledge.records.values():
        yield from _of_record(knowledge, record)
    for id_, published in knowledge.published.items():
        if id_ not in knowledge.records:
            yield Change(published, id_, "added", FIRST)


def _of_record(knowledge: Knowledge, record: AnyRecord) -> Iterator[Change]:
    published = knowledge.published.get(record.id)
    if published:
        first = [change.reason for change in record.changes if change.day == published]
        yield Change(published, record.id, "added", " ".join(first) or FIRST)
    for change in record.changes:
        if change.day != published:
            yield Change(change.day, record.id, "changed", change.reason)
    if record.retired:
        yield Change(record.retired.since, record.id, "retired", record.retired.reason)


# ------------------------------------------------------------------------------------------------
# The page
# ------------------------------------------------------------------------------------------------


def page(knowledge: Knowledge, renderer: Renderer) -> str:
    """Return, as Markdown, what changed from edition to edition, the newest first."""
    feed_link = built_link(FEED, "A feed")
    data_link = built_link(f"{API}/changes.json", "a file")
    *later, first = chapters(knowledge)
    return join(
        f"{feed_link} for feed readers and {data_link} for programs say the same, id by id.",
        *(_chapter(knowledge, renderer, chapter) for chapter in later),
        _chapter(knowledge, renderer, first, is_first=True),
    )


def _chapter(knowledge: Knowledge, renderer: Renderer, chapter: Chapter, is_first: bool = False) -> str:
    title = f"Edition of {day(chapter.day)}" if chapter.day else "After the last edition"
    anchor = f"edition-{chapter.day}" if chapter.day else "changes-since"
    parts = [f"## {title} {{ #{anchor} }}", plain(chapter.reason) if chapter.reason else ""]
    for sort, name in (("added", "Added"), ("changed", "Changed in substance"), ("retired", "Retired")):
        found = [change for change in chapter.changes if change.sort == sort]
        if is_first and sort == "added":
            parts.append(_counted(knowledge, renderer, found))
        else:
            parts.append(_listed(knowledge, renderer, name, found))
    return join(*parts)


def _counted(knowledge: Knowledge, renderer: Renderer, found: list[Change]) -> str:
    """Return how much there was at first: all of it was new, so that a list would be the whole site once more."""
    kinds = Counter(_kind(knowledge, change) for change in found)
    lines = [
        f"{kinds[kind.plural]} [{kind.plural}]({renderer.path_to(overview_page(kind))})"
        for kind in KINDS
        if kinds[kind.plural]
    ]
    return join("All of it was new:", bullets([*lines, f"{kinds[SECTIONS]} other {SECTIONS} of pages"]))


def _listed(knowledge: Knowledge, renderer: Renderer, name: str, found: list[Change]) -> str:
    """Return the changes of one sort, kind by kind, folded away where there are many of a kind."""
    parts = []
    for kind, group in groupby(_by_kind(knowledge, found), key=lambda change: _kind(knowledge, change)):
        listed = list(group)
        title = f"{name}: {len(listed)} {kind if len(listed) > 1 else kind.removesuffix('s')}"
        lines = bullets(_line(knowledge, renderer, change) for change in listed)
        parts.append(join(f"<details markdown><summary>{title}</summary>", lines, "</details>"))
    return join(*parts)


def _line(knowledge: Knowledge, renderer: Renderer, change: Change) -> str:
    if change.id in knowledge.records:
        named = renderer.permanent(change.id, titled=True)
    else:
        named = built_link(permalink(change.id), change.id)
    return f"{named}: {plain(change.reason)}" if change.reason != FIRST else named


def _kind(knowledge: Knowledge, change: Change) -> str:
    return knowledge[change.id].plural if change.id in knowledge.records else SECTIONS


def _by_kind(knowledge: Knowledge, found: Iterable[Change]) -> list[Change]:
    order = [*(kind.plural for kind in KINDS), SECTIONS]
    return sorted(found, key=lambda change: order.index(_kind(knowledge, change)))


# ------------------------------------------------------------------------------------------------
# The feed
# ------------------------------------------------------------------------------------------------


def feed(knowledge: Knowledge, address: str, title: str) -> bytes:
    """Return the Atom feed (RFC 4287): an entry for each edition and, after the first, for each change.

    `address` is the absolute address of the site's root, ending with a slash.
    """
    parts = chapters(knowledge)
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": "en-GB"})
    updated = max((change.day for change in changes(knowledge)), default="1970-01-01")
    _add(root, "title", f"{title}: what changed")
    _add(root, "id", _tag(address, "feed"))
    _add(root, "updated", _time(updated))
    _add(root, "link", rel="self", type="application/atom+xml", href=f"{address}{FEED}")
    _add(root, "link", rel="alternate", type="text/html", href=f"{address}changes/")
    _add(_add(root, "author"), "name", title)
    for number, chapter in enumerate(parts):
        if chapter.day:
            _edition(root, chapter, address)
        if not chapter.day or number < len(parts) - 1:
            for change in chapter.changes:
                _entry(root, knowledge, change, address)
    ElementTree.indent(root)
    return str.encode(ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n")


def _edition(root: ElementTree.Element, chapter: Chapter, address: str) -> None:
    assert chapter.day
    entry = _add(root, "entry")
    _add(entry, "title", f"Edition of {day(chapter.day)}")
    _add(entry, "id", _tag(address, f"edition-{chapter.day}"))
    _add(entry, "updated", _time(chapter.day))
    _add(entry, "link", rel="alternate", type="text/html", href=f"{address}changes/#edition-{chapter.day}")
    named = "".join(f"\n{change.sort}: {change.id}" for change in chapter.changes)
    _add(entry, "content", f"{chapter.reason}\n{named}", type="text")


def _entry(root: ElementTree.Element, knowledge: Knowledge, change: Change, address: str) -> None:
    entry = _add(root, "entry")
    _add(entry, "title", f"{change.id}: {change.sort}")
    _add(entry, "id", _tag(address, f"{change.id}-{change.sort}-{change.day}"))
    _add(entry, "updated", _time(change.day))
    _add(entry, "link", rel="alternate", type="text/html", href=f"{address}{permalink(change.id)}")
    title = f"{knowledge[change.id].title}. " if change.id in knowledge.records else ""
    _add(entry, "content", f"{title}{change.reason}", type="text")


def _add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name, attributes)
    element.text = text
    return element


def _tag(address: str, name: str) -> str:
    """Return an id that stays the same (RFC 4151): the host of the site, its first year, and a name."""
    return f"tag:{urlsplit(address).hostname},2026:{urlsplit(address).path.strip('/')}/{name}"


def _time(day_: str) -> str:
    """Return the beginning of a day, a month or a year as a time of RFC 3339."""
    return f"{day_}-01-01"[:10] + "T00:00:00Z" if len(day_) < 10 else f"{day_}T00:00:00Z"
