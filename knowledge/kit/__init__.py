"""The trainer's kit: files to take into the classroom, the learning system and the printer, and one list of formats."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from knowledge.graph import Knowledge
from knowledge.kit import (
    builder,
    checklists,
    gift,
    handouts,
    moodle,
    packs,
    plans,
    previews,
    qti,
    scorm,
    sheets,
    slides,
)
from knowledge.kit.cache import Cache
from knowledge.kit.format import FOLDER, USES, Format, KitError, Material, Subject
from knowledge.kit.timings import minutes
from knowledge.layout import beside, page_url
from knowledge.markdown import bullets, join, number_of, plain

CACHE = Path(".cache/kit")
"""Where files are kept for the next build, below the root of the project."""

FORMATS: tuple[Format, ...] = (
    moodle.MOODLE,
    moodle.OLDER,
    gift.GIFT,
    qti.QTI_2,
    qti.QTI_3,
    scorm.SCORM,
    sheets.WORKBOOK,
    sheets.CSV,
    handouts.HANDOUT,
    checklists.CHECKLIST,
    slides.SLIDES,
    plans.DOCX,
    plans.PDF,
    packs.PACK,
    packs.PACK_OF_ALL,
)
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

NOT_MADE = "*The files are not part of this preview. The command `make build` makes them.*"

FIGURE = re.compile(r'<span data-(?P<what>size|files|minutes)="(?P<of>[^"]+)"></span>')
"""Stands in a built page where a figure belongs, which only the finished files or pages have: the size of a file by its
path, how many files there are on a subject and their size, or the minutes that a subject takes."""


def listing(knowledge: Knowledge, titles: Mapping[str, str]) -> Iterator[tuple[Subject, Format]]:
    """Yield every file of the kit, subject by subject."""
    found = [(subject, format_) for format_ in FORMATS for subject in format_.subjects(knowledge, titles)]
    order = {subject.id: number for number, (subject, _) in enumerate(found)}
    groups = list(GROUPS)
    yield from sorted(found, key=lambda pair: (groups.index(pair[0].group), order[pair[0].id]))


def table(knowledge: Knowledge, titles: Mapping[str, str], is_made: bool) -> str:
    """Return, as Markdown, links to the files by group and subject; `write` puts in their sizes.

    Files of one level of questions are left out: the builder of kits offers them. Where the kit is not made, as in a
    preview, the files are named and not linked.
    """
    by_subject: dict[Subject, list[Format]] = {}
    for subject, format_ in listing(knowledge, titles):
        if not subject.level:
            by_subject.setdefault(subject, []).append(format_)
    parts = [] if is_made else [NOT_MADE]
    for group, name in GROUPS.items():
        of_group = {subject: formats for subject, formats in by_subject.items() if subject.group == group}
        if of_group:
            parts.append(f"## {name} {{ #kit-{group} }}")
        for subject, formats in of_group.items():
            title = plain(subject.title)
            count = f' (<span data-files="{subject.id}"></span>)' if is_made else ""
            links = (_link(f.path(subject), f.name, title) if is_made else plain(f.name) for f in formats)
            summary = f"<summary>{title}{count}</summary>"
            parts += [f'<details class="files" markdown>{summary}', bullets(links), "</details>"]
    return join(*parts)


def uses(knowledge: Knowledge, titles: Mapping[str, str]) -> str:
    """Return, as Markdown, what each format is for, by where it is used."""
    formats = list(dict.fromkeys(format_ for _, format_ in listing(knowledge, titles)))
    return join(
        *(
            join(f"**{name}**", bullets(f"**{plain(f.name)}:** {plain(f.about)}" for f in formats if f.use == use))
            for use, name in USES.items()
            if any(f.use == use for f in formats)
        )
    )


def previews_of(knowledge: Knowledge, titles: Mapping[str, str], is_made: bool) -> str:
    """Return, as Markdown, pictures of some of the files."""
    return previews.figures(listing(knowledge, titles)) if is_made else NOT_MADE


def builder_form(knowledge: Knowledge, titles: Mapping[str, str], is_made: bool) -> str:
    """Return, as HTML, the form of the builder of kits and its scripts; `write` puts in the minutes."""
    return builder.form(listing(knowledge, titles), GROUPS) if is_made else NOT_MADE


def write(root: Path, material: Material, titles: Mapping[str, str]) -> int:
    """Write every file of the kit below the folder of the built site; return how many were made anew.

    Raises KitError where a file cannot be made, such as without the packages that make it.
    """
    cache = Cache(root / CACHE)
    files = list(listing(material.knowledge, titles))
    sizes: dict[str, int] = {}
    sums: list[str] = []
    for subject, format_ in files:
        path = format_.path(subject)
        try:
            content = cache.get(format_.inputs(subject, material), format_.make)
        except ModuleNotFoundError as error:  # a preview does without them
            raise KitError(f"{path}: the package '{error.name}' is not installed; run 'make build'") from None
        _write(material.folder / path, content)
        sizes[path] = len(content)
        sums.append(f"{hashlib.sha256(content).hexdigest()}  {path.removeprefix(f'{FOLDER}/')}\n")
    for path, (subject, format_) in previews.examples(files).items():
        content = (material.folder / format_.path(subject)).read_bytes()
        _write(material.folder / path, cache.get(content, previews.picture))
    cache.forget_unused()
    _write(material.folder / builder.PARTS, builder.parts_script(files, sizes, material))
    _write(material.folder / builder.SUMS, "".join(sums).encode())
    _show_figures(material.folder / page_url(PAGE) / "index.html", _figures(files, sizes, material))
    return cache.made


def _link(path: str, name: str, title: str) -> str:
    of = f'<span class="visually-hidden"> ({title})</span>'
    link = beside(path, plain(name) + of).replace("<a ", "<a download ", 1)  # a browser would show XML or text
    return f'{link} (<span data-size="{path}"></span>)'


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _figures(
    files: Sequence[tuple[Subject, Format]], sizes: Mapping[str, int], material: Material
) -> dict[tuple[str, str], str]:
    """Return the text of each figure of the page, by what it is and of what."""
    of_subject: dict[str, list[int]] = {}
    found = {("size", path): in_words(size) for path, size in sizes.items()}
    for subject, format_ in files:
        if not subject.level:
            of_subject.setdefault(subject.id, []).append(sizes[format_.path(subject)])
            time = minutes(subject, material)
            found["minutes", subject.id] = f"{time} minutes" if time else ""
    for id_, own in of_subject.items():
        found["files", id_] = f"{number_of(len(own), 'file', 'files')}, {in_words(sum(own))}"
    return found


def _show_figures(path: Path, figures: Mapping[tuple[str, str], str]) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(FIGURE.sub(lambda found: figures[found["what"], found["of"]], text), encoding="utf-8")


def in_words(size: int) -> str:
    """Return the size of a file in words."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1000))} kB"
