"""The trainer's kit: files to take into the classroom, the learning system and the printer, and one list of formats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from knowledge.graph import Knowledge
from knowledge.kit import packs, plans, sheets, slides
from knowledge.kit.cache import Cache
from knowledge.kit.format import Format, Material, Subject
from knowledge.layout import beside, page_url
from knowledge.markdown import bullets, join, plain

CACHE = Path(".cache/kit")
"""Where files are kept for the next build, below the root of the project."""

FORMATS: tuple[Format, ...] = (sheets.CSV, slides.SLIDES, plans.DOCX, plans.PDF, packs.PACK, packs.PACK_OF_ALL)
"""The formats in the order in which they are listed."""

GROUPS = {
    "course": "The whole course",
    "module": "Modules",
    "topic": "Topics",
    "session": "Lesson plans and tabletops",
}
"""The groups of subjects, as the list of files calls them."""

PAGE = "teach/kit.md"
"""The page file of the list of files."""

SIZE = re.compile(r'<span data-size="(?P<path>[^"]+)"></span>')
"""Stands in a built page where the size of a file belongs, which only the finished file has."""


def listing(knowledge: Knowledge, titles: Mapping[str, str]) -> Iterator[tuple[Subject, Format]]:
    """Yield every file of the kit, subject by subject."""
    found = [(subject, format_) for format_ in FORMATS for subject in format_.subjects(knowledge, titles)]
    order = {subject.id: number for number, (subject, _) in enumerate(found)}
    groups = list(GROUPS)
    yield from sorted(found, key=lambda pair: (groups.index(pair[0].group), order[pair[0].id]))


def table(knowledge: Knowledge, titles: Mapping[str, str]) -> str:
    """Return, as Markdown, links to all files, by group and subject; their sizes are put in by `write`."""
    by_subject: dict[Subject, list[Format]] = {}
    for subject, format_ in listing(knowledge, titles):
        by_subject.setdefault(subject, []).append(format_)
    parts = []
    for group, name in GROUPS.items():
        for subject, formats in by_subject.items():
            if subject.group != group:
                continue
            if name:
                parts.append(f"## {name} {{ #kit-{group} }}")
                name = ""
            links = (_link(format_.path(subject), format_.name) for format_ in formats)
            parts += [f"**{plain(subject.title)}**", bullets(links)]
    return join(*parts)


def write(root: Path, material: Material, titles: Mapping[str, str]) -> int:
    """Write every file of the kit below the folder of the built site; return how many were made anew."""
    cache = Cache(root / CACHE)
    sizes: dict[str, int] = {}
    for subject, format_ in listing(material.knowledge, titles):
        content = cache.get(format_.inputs(subject, material), format_.make)
        path = format_.path(subject)
        target = material.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        sizes[path] = len(content)
    cache.forget_unused()
    _show_sizes(material.folder / page_url(PAGE) / "index.html", sizes)
    return cache.made


def _link(path: str, name: str) -> str:
    return f'{beside(path, name)} (<span data-size="{path}"></span>)'


def _show_sizes(path: Path, sizes: Mapping[str, int]) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(SIZE.sub(lambda found: _in_words(sizes[found["path"]]), text), encoding="utf-8")


def _in_words(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1000))} kB"
