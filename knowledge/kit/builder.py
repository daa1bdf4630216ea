"""What the builder of kits knows in the browser: its form on the page, and the list of the prebuilt parts."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence

from knowledge.kinds.question import LEVELS
from knowledge.kit.format import FOLDER, USES, Format, Material, Subject
from knowledge.kit.timings import minutes, modules_near, steps
from knowledge.layout import ROOT
from knowledge.outputs.file import script

PARTS = f"{FOLDER}/parts.js"
"""The list of the parts, as a script, so that a page that is opened from a disk can load it."""

SUMS = f"{FOLDER}/SHA256SUMS"
"""The checksums of the parts, in the form that sha256sum reads."""

Listed = Iterable[tuple[Subject, Format]]


def form(listed: Listed, groups: Mapping[str, str]) -> str:
    """Return, as HTML, the form in which a trainer chooses; `groups` names the groups of subjects."""
    files = list(listed)
    subjects = _subjects(files)
    parts = ['<div id="kit-form" class="tool-form" data-unprinted>']
    for group, name in groups.items():
        rows = [
            _box("subject", subject.id, html.escape(subject.title), f'<span data-minutes="{subject.id}"></span>')
            for subject in subjects
            if subject.group == group
        ]
        parts += _fieldset(name, rows)
    formats = list(dict.fromkeys(format_ for _, format_ in files))
    for use, name in USES.items():
        rows = [_box("format", f.key, html.escape(f.name), html.escape(f.about)) for f in formats if f.use == use]
        parts += _fieldset(name, rows)
    used = {subject.level for subject, _ in files}
    parts += _fieldset(
        "Level of the questions", [_box("level", key, key.capitalize()) for key in LEVELS if key in used]
    )
    scripts = (PARTS, "assets/kit.js")
    return "\n".join([*parts, "</div>", *(f'<script src="{ROOT}{path}" defer></script>' for path in scripts)])


def parts_script(files: Sequence[tuple[Subject, Format]], sizes: Mapping[str, int], material: Material) -> bytes:
    """Return the list of the parts as a script.

    `subjects` are [id, group, title, permanent address, minutes, steps, modules near it], `formats` [key, name, what
    it is for, use], `files` [number of the subject, number of the format, level, path below the folder, bytes].
    """
    subjects = _subjects(files)
    formats = list(dict.fromkeys(format_ for _, format_ in files))
    numbers = {subject.id: number for number, subject in enumerate(subjects)}
    imprint = material.imprint(subjects[0])
    data = {
        "site": imprint.site,
        "edition": imprint.edition,
        "editionDay": imprint.edition_day,
        "licence": imprint.licence,
        "notice": imprint.notice,
        "subjects": [
            [
                subject.id,
                subject.group,
                subject.title,
                material.imprint(subject).address,
                minutes(subject, material),
                steps(subject, material),
                modules_near(subject, material),
            ]
            for subject in subjects
        ],
        "formats": [[format_.key, format_.name, format_.about, format_.use] for format_ in formats],
        "files": [
            [
                numbers[subject.id],
                formats.index(format_),
                subject.level,
                (path := format_.path(subject)).removeprefix(f"{FOLDER}/"),
                sizes[path],
            ]
            for subject, format_ in files
        ],
    }
    return script("kitParts", data)


def _subjects(files: Listed) -> list[Subject]:
    """Return the subjects of the files, those that differ in the level of their questions as one."""
    return list({subject.id: subject._replace(level="") for subject, _ in files}.values())


def _fieldset(name: str, rows: Sequence[str]) -> list[str]:
    return [f"<fieldset><legend>{name}</legend>", *rows, "</fieldset>"] if rows else []


def _box(field: str, value: str, name: str, note: str = "") -> str:
    """Return a box to tick, with what is to be known of it."""
    id_ = f"kit-{field}-{value}-hint"
    told = f' <span class="tool-hint" id="{id_}">{note}</span>' if note else ""
    described = f' aria-describedby="{id_}"' if note else ""
    box = f'<input type="checkbox" name="{field}" value="{value}"{described}>'
    return f'<p class="kit-choice"><label>{box} {name}</label>{told}</p>'
