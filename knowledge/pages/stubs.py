"""The page files in `docs/` that the records need, and their lines in the navigation.

A record's page is at least one line, the call that shows it; its author may put prose around that call. What is missing
is written. Nothing is ever overwritten or deleted: what should go is named, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from knowledge.graph import Knowledge
from knowledge.kept import Kept, digest
from knowledge.kinds import KINDS
from knowledge.kinds.moved import Moved
from knowledge.layout import page_url
from knowledge.pages import a_to_z
from knowledge.pages.source import Call, calls, text_of
from knowledge.problems import DATA, NOTHING, Problem
from knowledge.repository import GitError, git

DOCS = Path("docs")
NAVIGATION = Path("mkdocs.yml")
REMEDY = "run 'make stubs'"


def wanted(knowledge: Knowledge) -> dict[str, str]:
    """Return the page files that the records need, relative to `docs/`, each with the call that it has to make."""
    pages = {}
    for kind in KINDS:
        pages[kind.overview_page()] = f'overview("{kind.kind}")'
        for page, records in knowledge.pages_of(kind).items():
            pages.setdefault(page, kind.stub(page, records))
    return pages | {page: call for page, call in a_to_z.pages(knowledge).items() if page != a_to_z.OVERVIEW}


def endings(knowledge: Knowledge) -> dict[str, str]:
    """Return the page files on which prose follows a record's body, each with the call that shows the rest."""
    return {
        page: f'ending("{records[0].id}")'
        for kind in KINDS
        if kind.has_prose
        for page, records in knowledge.pages_of(kind).items()
    }


def write(root: Path, knowledge: Knowledge) -> list[str]:
    """Write the page files and the lines of the navigation that are missing; return the names of the changed files."""
    changed = []
    needed, ends = wanted(knowledge), endings(knowledge)
    titles = {kind.overview_page(): (kind.name, kind.plural) for kind in KINDS}
    for page, call in needed.items():
        path = root / DOCS / page
        if path.exists():
            continue
        heading = "# {} {{ #{} }}\n\n".format(*titles[page]) if page in titles else ""
        path.parent.mkdir(parents=True, exist_ok=True)
        rest = f"\n{{{{ {ends[page]} }}}}\n" if page in ends else ""
        path.write_text(f"{heading}{{{{ {call} }}}}\n{rest}", encoding="utf-8")
        changed.append((DOCS / page).as_posix())
    config = root / NAVIGATION
    old = config.read_text(encoding="utf-8")
    if (new := navigation(old, knowledge)) != old:
        config.write_text(new, encoding="utf-8")
        changed.append(NAVIGATION.as_posix())
    return changed


def navigation(text: str, knowledge: Knowledge) -> str:
    """Return the text of `mkdocs.yml` with each page of the records in it: below the overview of its kind, in order."""
    lines = text.splitlines(keepends=True)
    pages = {kind: list(knowledge.pages_of(kind)) for kind in KINDS}
    for kind, own in pages.items():
        overview = kind.overview_page()
        if overview not in _listed(lines):
            lines = _with_section(lines, kind.name, [overview, *(page for page in own if page != overview)])
    listed = _listed(lines)
    added: dict[int, list[str]] = {}  # by the number of the line below which they go
    for kind, own in pages.items():
        above = listed.get(kind.overview_page())
        _add_missing(own, above, lines, listed, added)
    _add_missing(a_to_z.pages(knowledge), listed.get(a_to_z.OVERVIEW), lines, listed, added)
    return "".join(line for number, own in enumerate(lines) for line in (own, *added.get(number, ())))


def _add_missing(
    pages: Iterable[str], above: int | None, lines: list[str], listed: Mapping[str, int], added: dict[int, list[str]]
) -> None:
    """Add lines for the pages that are not listed, below the one in front of each; the first goes below `above`."""
    for page in pages:
        if page in listed:
            above = listed[page]
        elif above is not None:
            indent = lines[above][: len(lines[above]) - len(lines[above].lstrip())]
            added.setdefault(above, []).append(f"{indent}- {page}\n")


ENTRY = re.compile(r"^ +- (?:[^#\n]*: )?([\w./-]+\.md) *(?:#.*)?$")
"""A line of the navigation that names a page file, with a title or without."""


def _listed(lines: list[str]) -> dict[str, int]:
    """Return the page files that lines of the navigation name, each with the number of its line, counted from 0."""
    return {found[1]: number for number, line in enumerate(lines) if (found := ENTRY.match(line))}


def _with_section(lines: list[str], title: str, pages: list[str]) -> list[str]:
    """Return the lines with a section at the end of the navigation, before its last entry, which is about the site."""
    start = next((number for number, line in enumerate(lines) if line.startswith("nav:")), None)
    if start is None:
        return lines
    entries = [start]
    for number in range(start + 1, len(lines)):
        if lines[number].strip() and not lines[number].startswith((" ", "#")):
            break
        if lines[number].startswith("  - "):
            entries.append(number)
    section = [f"  - {title}:\n", *(f"      - {page}\n" for page in pages)]
    return [*lines[: entries[-1]], *section, *lines[entries[-1] :]]


# ------------------------------------------------------------------------------------------------
# What is wrong with the pages
# ------------------------------------------------------------------------------------------------


def problems(root: Path, knowledge: Knowledge, kept: Kept) -> Iterator[Problem]:
    """Yield what is wrong with the page files of the records, with what they show, and with the navigation."""
    needed, ends = wanted(knowledge), endings(knowledge)
    for page, call in needed.items():
        path = root / DOCS / page
        name = (DOCS / page).as_posix()
        if not path.is_file():
            yield Problem(name, 1, Path(page).stem, NOTHING, f"the record has no page; {REMEDY}")
            continue
        inputs = (text_of(path), call, ends.get(page, ""))
        yield from kept.problems(f"call {name}", inputs, partial(_uncalled, path, name, call, ends.get(page)))
    at = {call: page for page, call in needed.items()}
    places = digest(repr(at))
    for path in sorted((root / DOCS).rglob("*.md")):
        if path.is_file():
            name = path.relative_to(root).as_posix()
            yield from kept.problems(f"places {name}", (text_of(path), places), partial(_misplaced, path, root, at))
    try:
        text = (root / NAVIGATION).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        yield Problem(NAVIGATION.as_posix(), 1, NOTHING, NOTHING, "cannot be read; restore it")
        return
    yield from _moved(root, knowledge)
    yield from _gone(root, knowledge)
    yield from _menu(root, text, needed)
    if navigation(text, knowledge) != text:
        yield Problem(NAVIGATION.as_posix(), 1, NOTHING, "nav", f"does not list all pages of the records; {REMEDY}")


def _uncalled(path: Path, name: str, call: str, end: str | None) -> Iterator[Problem]:
    """Yield the calls that the page of a record lacks."""
    found = {each.text for each in calls(path)}
    if call not in found:
        message = f"does not call {{{{ {call} }}}}, so its records are not shown; add the call to the page"
        yield Problem(name, 1, path.stem, NOTHING, message)
    if end and end not in found:
        message = f"does not call {{{{ {end} }}}}, so its end is not shown; write the call last"
        yield Problem(name, 1, path.stem, NOTHING, message)


def _menu(root: Path, text: str, needed: Container[str]) -> Iterator[Problem]:
    """Yield the pages that no line of the navigation names, and the lines that name no page."""
    named = _listed(text.splitlines())
    there = {path.relative_to(root / DOCS).as_posix() for path in (root / DOCS).rglob("*.md") if path.is_file()}
    for page, number in named.items():
        if page not in there and page not in needed:
            message = f"names docs/{page}, which does not exist; write the page, or remove the line"
            yield Problem(NAVIGATION.as_posix(), number + 1, NOTHING, "nav", message)
    for page in sorted(there - set(named)):
        if page not in needed:  # 'make stubs' adds the others
            yield Problem(f"{DOCS}/{page}", 1, NOTHING, NOTHING, "is not in any menu; add it under nav in mkdocs.yml")


def _gone(root: Path, knowledge: Knowledge) -> Iterator[Problem]:
    """Yield the pages of the last commit whose address would answer no more."""
    try:
        committed = git(root, "ls-tree", "-r", "--name-only", "HEAD", "--", DOCS.as_posix()).splitlines()
    except GitError:
        return  # without a history nothing is known to have been published
    moved = {entry.was for entry in knowledge.of(Moved)}
    for name in committed:
        page = name.removeprefix(f"{DOCS}/")
        twin = page.removesuffix("/index.md") + ".md" if page.endswith("/index.md") else page[:-3] + "/index.md"
        url = page_url(page) if page.endswith(".md") else ""
        if url and url not in moved and not any((root / DOCS / at).is_file() for at in (page, twin)):
            entry = f"{{id: moved-{url.strip('/').replace('/', '-')}, was: {url}, page: …}}"
            message = f"was the page {name}, and its address would no longer work; add {entry}"
            yield Problem((DATA / Moved.file).as_posix(), 1, NOTHING, NOTHING, message)


def _moved(root: Path, knowledge: Knowledge) -> Iterator[Problem]:
    """Yield the pages that are said to have moved and are still there, and those whose new page is not."""
    name = (DATA / Moved.file).as_posix()
    for moved in knowledge.of(Moved):
        for page in (f"{moved.was.rstrip('/')}.md", f"{moved.was}index.md"):
            if (root / DOCS / page).exists():
                message = f"'{moved.was}' is the address of {DOCS / page}; remove the entry, or the page"
                yield Problem(name, 1, moved.id, "was", message)
        if not (root / DOCS / moved.page).is_file():
            yield Problem(name, 1, moved.id, "page", f"there is no page {DOCS / moved.page}; name one that exists")


def _misplaced(path: Path, root: Path, at: dict[str, str]) -> Iterator[Problem]:
    """Yield the calls of a page that show what stands elsewhere, so that its anchors would stand twice."""
    page = path.relative_to(root / DOCS).as_posix()
    seen: set[str] = set()
    for call in calls(path):
        if call.macro not in ("record", "overview", "group_page") or call.argument is None:
            continue
        where = at.get(call.text)
        name = path.relative_to(root).as_posix()
        if where is None and call.macro == "group_page":
            message = (
                f"there are no records on {call.text}; remove the call, and remove the page if nothing else is on it"
            )
            yield Problem(name, call.line, NOTHING, call.macro, message)
        elif where not in (None, page):
            yield Problem(name, call.line, NOTHING, call.macro, _elsewhere(call, f"{DOCS}/{where}"))
        elif call.text in seen:
            yield Problem(name, call.line, NOTHING, call.macro, _elsewhere(call, "this page"))
        seen.add(call.text)


def _elsewhere(call: Call, where: str) -> str:
    instead = (
        f'write quote("{call.argument}") or link("{call.argument}") here' if call.macro == "record" else "link to it"
    )
    return f"{call.text} is already on {where}, and an anchor can appear only once; {instead}"
