"""The pages in `docs/`: what they may call, the sections that they offer, and what is wrong with them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import jinja2
from jinja2 import nodes

from knowledge import history, publish
from knowledge.graph import Knowledge
from knowledge.kinds import KINDS
from knowledge.pages import DOCS, INDEX, PICTURES, Place, place
from knowledge.problems import NOTHING, Problem, suggest
from knowledge.render import Renderer

HEADING = re.compile(r"^#{1,6} +(?P<title>.*?)(?: *\{:? *#(?P<anchor>[\w-]+)[^}]*\})?$", re.MULTILINE)
FORMERLY = re.compile(r'<p class="formerly" id="(?P<anchor>[\w-]+)">(?P<title>[^<]*)')

ARGUMENTS = {
    "link": "record",
    "record": "record",
    "permanent": "record",
    "overview": "kind",
    "group": "kind",
    "picture": "picture",
    "index": "page of the A–Z",
}
"""What the first argument of a macro names, where it names anything that can be checked."""


def macros(knowledge: Knowledge, page: str, edition: str) -> dict[str, Callable[..., str]]:
    """Return what a page may call, by name; `page` is its file relative to `docs/`."""
    renderer = Renderer(knowledge, page)
    return {
        "link": renderer.link,
        "record": renderer.record,
        "overview": renderer.overview,
        "group": renderer.group,
        "kinds": renderer.kinds,
        "picture": renderer.picture,
        "permanent": renderer.permanent,
        "formerly": renderer.formerly,
        "letters": renderer.letters,
        "index": renderer.index,
        "downloads": lambda: publish.downloads(knowledge),
        "fields": publish.fields,
        "edition_day": lambda: edition,
        "changes": lambda: history.page(knowledge, renderer),
    }


class Section(NamedTuple):
    """A heading of a page, or a record: its anchor, where it stands, and its title."""

    anchor: str
    place: Place
    title: str


def sections(root: Path, knowledge: Knowledge) -> dict[str, Section]:
    """Return every section that the pages offer and that is no record, by its anchor."""
    return {section.anchor: section for section, _ in _headings(root, knowledge) if section.anchor}


def _headings(root: Path, knowledge: Knowledge) -> list[tuple[Section, Path]]:
    """Return each heading that is not a record's own, with an empty anchor where it has none, and its file."""
    stamps = tuple((path, path.stat().st_mtime_ns) for path in _pages(root))
    return _rendered_headings(root, knowledge, stamps)


@lru_cache(maxsize=1)  # a check asks for them twice, and so does what follows a build
def _rendered_headings(
    root: Path, knowledge: Knowledge, _stamps: tuple[tuple[Path, int], ...]
) -> list[tuple[Section, Path]]:
    return list(_render_headings(root, knowledge))


def problems(root: Path, knowledge: Knowledge) -> list[Problem]:
    """Return what is wrong with the macro calls and with the headings of the pages."""
    return sorted(_calls(root, knowledge)) or sorted(_anchors(root, knowledge))


def _pages(root: Path) -> list[Path]:
    return sorted((root / DOCS).rglob("*.md"))


def _render_headings(root: Path, knowledge: Knowledge) -> Iterator[tuple[Section, Path]]:
    for path in _pages(root):
        page = path.relative_to(root / DOCS).as_posix()
        text = path.read_text(encoding="utf-8")
        shown = jinja2.Environment().from_string(text).render(macros(knowledge, page, ""))
        for pattern in (HEADING, FORMERLY):
            for found in pattern.finditer(shown):
                anchor = found["anchor"] or ""
                if anchor not in knowledge.records or place(knowledge[anchor]).page != page:
                    yield Section(anchor, Place(page, anchor), _shown(found["title"])), path


def _anchors(root: Path, knowledge: Knowledge) -> Iterator[Problem]:
    first: dict[str, str] = {id_: (DOCS / place(record).page).as_posix() for id_, record in knowledge.records.items()}
    for section, path in _headings(root, knowledge):
        name = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8")
        line = text.count("\n", 0, max(0, text.find(f"# {section.title}"))) + 1
        if not section.anchor:
            message = f"the heading '{section.title}' has no anchor; write {{ #a-name }} behind it"
            yield Problem(name, line, NOTHING, NOTHING, message)
        elif section.anchor in first:
            message = f"stands in {first[section.anchor]} already; give the heading '{section.title}' another anchor"
            yield Problem(name, line, section.anchor, NOTHING, message)
        first.setdefault(section.anchor, name)


def _shown(title: str) -> str:
    """Return the text of a heading without its markup."""
    return html.unescape(re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", title))


def _calls(root: Path, knowledge: Knowledge) -> Iterator[Problem]:
    names = list(macros(knowledge, "index.md", ""))
    valid = {
        "record": list(knowledge.records),
        "kind": [kind.kind for kind in KINDS],
        "picture": list(PICTURES),
        "page of the A–Z": list(INDEX),
    }
    for path in _pages(root):
        name = path.relative_to(root).as_posix()
        try:
            tree = jinja2.Environment().parse(path.read_text(encoding="utf-8"))
        except jinja2.TemplateSyntaxError as error:
            yield Problem(name, error.lineno, NOTHING, NOTHING, f"a macro call is broken ({error.message}); mend it")
            continue
        for call in tree.find_all(nodes.Call):
            macro = call.node.name if isinstance(call.node, nodes.Name) else ""
            if macro not in names:
                hint = suggest(macro, names) or f"; there are: {', '.join(names)}"
                yield Problem(name, call.lineno, NOTHING, NOTHING, f"unknown macro '{macro}'{hint}")
                continue
            what = ARGUMENTS.get(macro)
            if what is None:
                continue
            argument = call.args[0].value if call.args and isinstance(call.args[0], nodes.Const) else None
            if argument not in valid[what]:
                hint = suggest(str(argument), valid[what]) or "; use one that exists"
                yield Problem(name, call.lineno, NOTHING, macro, f"unknown {what} '{argument}'{hint}")
