"""Packs of all that a session needs on paper: the plan, the sheets to hand out, and what to read first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile
from typing import NamedTuple

from knowledge.archive import zipped
from knowledge.kit import paper, plans, word
from knowledge.kit.blocks import Block, Document, Heading, Notice, PageBreak, Paragraph, Run, Table, text
from knowledge.kit.format import Format, Material, Subject, sessions

Blocks = tuple[Block, ...]
MAKERS: Mapping[str, Callable[[Document], bytes]] = {"docx": word.make, "pdf": paper.make}
"""How a document becomes a file, by the suffix of the file."""

FOR_THE_TRAINER = "For the trainer."
"""Begins a paragraph of an exercise which, with all that follows, is not for those who do the exercise."""

WHOLE = Subject("sessions", "session", "All lesson plans and tabletops", "teach/index.md")


@dataclass(frozen=True)
class Part:
    """A file of a pack: its name without suffix, what it is made from, and what to do with it."""

    name: str
    document: Document
    title: str
    copies: str
    is_for_word: bool = False


# -- the sheets --------------------------------------------------------------------------------------


class Sheet(NamedTuple):
    """A sheet to print by itself, of the sections of a page whose anchors end with one of these words.

    `sections` are tried from the start of the word, so that `inject` finds `inject-1` and `inject-2`.
    """

    name: str
    title: str
    sections: tuple[str, ...]
    copies: str
    arrange: Callable[[Sequence[Blocks]], Iterable[Block]]
    is_wide: bool = False
    points: float = 11
    room: float = 12


def _as_they_are(sections: Sequence[Blocks]) -> Iterator[Block]:
    for section in sections:
        yield from section


def _a_page_each(sections: Sequence[Blocks]) -> Iterator[Block]:
    for number, section in enumerate(sections):
        yield from (PageBreak(), *section) if number else section


def _without_answers(sections: Sequence[Blocks]) -> Iterator[Block]:
    for block in _as_they_are(sections):
        if isinstance(block, Paragraph) and text(block.runs).startswith(FOR_THE_TRAINER):
            return
        yield block


def _cards(sections: Sequence[Blocks]) -> Iterator[Block]:
    """Yield a box to cut out for each row of a table: its first cell is the title."""
    for block in _as_they_are(sections):
        if not isinstance(block, Table):
            yield block
            continue
        for name, *cells in block.rows:
            yield Notice(text(name), tuple(_labelled(block.header[1:], cells)))


def _labelled(header: Sequence[tuple[Run, ...]], cells: Iterable[tuple[Run, ...]]) -> Iterator[Block]:
    for label, cell in zip(header, cells, strict=True):
        yield Paragraph((Run(f"{text(label)}: "), *cell))


SHEETS = (
    Sheet(
        "role-cards",
        "Role cards",
        ("roles",),
        "One. Cut along the lines, and give each person a card.",
        _cards,
        points=13,
    ),
    Sheet(
        "situation-and-injects",
        "The situation and the injects",
        ("situation", "inject"),
        "One for each group. Hand out each page when its time comes.",
        _a_page_each,
        points=15,
    ),
    Sheet(
        "decision-log",
        "Decision log",
        ("log",),
        "One for whoever keeps the log, and one spare.",
        _as_they_are,
        is_wide=True,
        room=13,
    ),
    Sheet("exercise", "Exercise", ("exercise",), "One for each pair or group.", _without_answers, points=13, room=20),
    Sheet(
        "answers",
        "Answers",
        ("questions", "debrief", "now"),
        "One for you. Keep it until people have answered.",
        _as_they_are,
    ),
)
"""The sheets of a session, in the order of its use. A sheet whose sections a page does not have is left out."""

PICTURES = Sheet("pictures", "Pictures to show", (), "One for each pair, or show it on a screen.", _as_they_are)


def _sections(page: Blocks) -> dict[str, Blocks]:
    """Return the sections of a page by the ends of their anchors; what is above the first has an empty name."""
    found: dict[str, list[Block]] = {"": []}
    anchor = next(block.anchor for block in page if isinstance(block, Heading))
    name = ""
    for block in page:
        if isinstance(block, Heading) and block.level == 2:
            name = block.anchor.removeprefix(f"{anchor}-")
        found.setdefault(name, []).append(block)
    return {name: tuple(blocks) for name, blocks in found.items()}


def _is_of(name: str, words: Iterable[str]) -> bool:
    return any(name == word or name.startswith(f"{word}-") for word in words)


def _sheets(subject: Subject, material: Material) -> Iterator[Part]:
    """Yield the sheets of a session that its page has sections for, and one of the pictures that it asks to show."""
    sections = _sections(plans.blocks_of(subject.page, material))

    def part(sheet: Sheet, blocks: Iterable[Block]) -> Part:
        document = Document(
            tuple(_with_first_as_title(blocks)),
            material.imprint(subject),
            part_of=subject.title,
            standing=". ".join(block.title for block in sections[""] if isinstance(block, Notice)),
            is_wide=sheet.is_wide,
            points=sheet.points,
            room=sheet.room,
        )
        return Part(sheet.name, document, sheet.title, sheet.copies)

    for sheet in SHEETS:
        wanted = [section for name, section in sections.items() if _is_of(name, sheet.sections)]
        if wanted:
            title = (Heading(2, sheet.title),) if len(wanted) > 1 else ()
            yield part(sheet, (*title, *sheet.arrange(wanted)))
    if shown := plans.pictures_of(subject.page, material):
        yield part(PICTURES, plans.with_titles(shown))


def _with_first_as_title(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks from their first heading on, which becomes that of the whole."""
    found = dropwhile(lambda block: not isinstance(block, Heading), blocks)
    for number, block in enumerate(found):
        yield replace(block, level=1) if isinstance(block, Heading) and not number else block


# -- the pack ----------------------------------------------------------------------------------------


def parts(subject: Subject, material: Material) -> tuple[Part, ...]:
    """Return the files of a session: first what to read first, then the plan, then the sheets."""
    whole = Part("plan", plans.plan(subject, material), "The plan", "One for you.", is_for_word=True)
    others = (whole, *_sheets(subject, material))
    return (_read_first(subject, material, others), *others)


def _read_first(subject: Subject, material: Material, others: Sequence[Part]) -> Part:
    """Return the page that says what is in the pack, how much to print, what to keep to, and how to run a session."""
    sections = _sections(plans.blocks_of(subject.page, material))
    lead = next(block for block in sections[""] if isinstance(block, Paragraph))
    limits: list[Block] = [block for block in sections[""] if isinstance(block, Notice)] or [
        block for block in sections.get("not", ()) if not isinstance(block, Paragraph)
    ]
    listed = tuple(
        tuple((Run(words),) for words in ("\n".join(_names(number, part)), part.title, part.copies))
        for number, part in enumerate(others, 1)
    )
    header = tuple((Run(words),) for words in ("File", "What it is", "Copies"))
    blocks = (
        Heading(1, "Read me first"),
        lead,
        Heading(2, "What to print"),
        Table("What to print", header, listed),
        *limits,
        *_sections(plans.blocks_of(WHOLE.page, material))["run"],
    )
    document = Document(blocks, material.imprint(subject), part_of=subject.title, points=10)
    return Part("read-me-first", document, "Read me first", "")


def _names(number: int, part: Part) -> Iterator[str]:
    """Yield the names of the files of a part in its pack."""
    for kind in MAKERS if part.is_for_word else ("pdf",):
        yield f"{number}-{part.name}.{kind}"


Inputs = tuple[tuple[str, tuple[Part, ...]], ...]
"""Sessions, each with the name of its folder in the ZIP."""


def inputs(subject: Subject, material: Material) -> Inputs:
    """Return the session of a pack."""
    return ((subject.id, parts(subject, material)),)


def inputs_of_all(_subject: Subject, material: Material) -> Inputs:
    """Return all sessions."""
    pages = [f"teach/{folder.name}.md" for folder in sorted((material.folder / "teach").iterdir()) if folder.is_dir()]
    titles = {page: plans.title_of(page, material) for page in pages}
    return tuple((each.id, parts(each, material)) for each in sessions(material.knowledge, titles))


def make(given: Inputs) -> bytes:
    """Return the ZIP of one or more sessions."""
    return zipped(
        {
            f"{folder}/{name}": MAKERS[name.rpartition(".")[2]](part.document)
            for folder, session in given
            for number, part in enumerate(session)
            for name in _names(number, part)
        }
    )


PACK = Format(
    key="pack",
    name="Pack to print",
    about="A ZIP of the plan, each sheet to hand out, and a page to read first.",
    suffix="-pack.zip",
    subjects=sessions,
    inputs=inputs,
    make=make,
)

PACK_OF_ALL = Format(
    key="pack-of-all",
    name="All packs to print",
    about="A ZIP of the packs of all lesson plans and tabletops.",
    suffix="-packs.zip",
    subjects=lambda _knowledge, _titles: [WHOLE],
    inputs=inputs_of_all,
    make=make,
)
