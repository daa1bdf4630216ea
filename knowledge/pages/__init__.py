"""Where each record stands in the site, and the page files in `docs/` that this takes.

A page file of a record is one line, a macro call. `write_stubs` writes the missing ones and lists
them in the navigation; `problems` says when that was forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from knowledge.graph import Knowledge
from knowledge.kinds import AnyRecord
from knowledge.kinds.discipline import Discipline
from knowledge.kinds.duty import Duty
from knowledge.kinds.expectation import Expectation
from knowledge.kinds.finding import Finding
from knowledge.kinds.recommendation import Recommendation
from knowledge.kinds.role import Role
from knowledge.kinds.term import Term
from knowledge.problems import NOTHING, Problem
from knowledge.vocabulary import AREAS

DOCS = Path("docs")
NAVIGATION = Path("mkdocs.yml")

FOLDERS: dict[type[AnyRecord], str] = {
    Expectation: "expectations",
    Recommendation: "recommendations",
    Finding: "findings",
    Duty: "duties",
    Discipline: "disciplines",
    Role: "roles",
    Term: "glossary",
}
"""The kinds whose records have several pages, and the folder of these. The records of the others share one page."""

LETTERS = ("a-b", "ca-cn", "co-cz", "d-g", "h-l", "m-o", "pa-po", "pr-pz", "q-s", "t-z")
"""The pages of the glossary, by the first letters of the terms."""

GROUPS: dict[type[AnyRecord], tuple[str, ...]] = {Expectation: AREAS, Finding: AREAS, Term: LETTERS}
"""The kinds of which a page holds a group of records, and the names of these groups in order."""

INDEX = ("a-c", "d-h", "i-o", "p-r", "s-z")
"""The pages of the A–Z, by the first letters of the names."""

PICTURES = ("referral", "governance", "findings", "duties", "timeline")
"""The names of the pictures that `picture` draws."""

REMEDY = "run 'make stubs'"

API = "api/v1"
"""The folder of the open data in the built site."""


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


def overview_page(kind: type[AnyRecord]) -> str:
    """Return the page file that shows all records of a kind."""
    return f"{FOLDERS[kind]}/index.md" if kind in FOLDERS else Path(kind.file).with_suffix(".md").name


def place(record: AnyRecord) -> Place:
    """Return where a record stands. A bullet of a duty stands on the page of its paragraph."""
    kind = type(record)
    if kind not in FOLDERS:
        return Place(overview_page(kind), record.id)
    match record:
        case Duty():
            page = f"duty-{record.paragraph}"
        case Expectation() | Finding():
            page = record.area
        case Term():
            page = _letters(record)
        case _:
            page = record.id
    return Place(f"{FOLDERS[kind]}/{page}.md", record.id)


def _letters(term: Term) -> str:
    """Return the name of the page that holds a term; a number stands before all letters."""
    name = "".join(sign for sign in (term.acronym or term.title).lower() if sign.isalnum())
    last = {letters: letters.rpartition("-")[2] for letters in LETTERS}
    return next(letters for letters in LETTERS if name[: len(last[letters])] <= last[letters])


def index_page(letter: str) -> str:
    """Return the page file of the A–Z that holds the names of a letter; `0–9` stands before all letters."""
    letters = next(letters for letters in INDEX if letter.lower() <= letters[-1])
    return f"a-z/{letters}.md"


def built_link(path: str, text: str | None = None) -> str:
    """Return a link to what is written beside the pages, which the engine does not know; the same on every page."""
    return f'<a href="site:{path}">{text or path}</a>'


def permalink(id_: str) -> str:
    """Return the address that stays the same wherever a record or section moves, relative to the site's root."""
    return f"id/{id_}/"


# ------------------------------------------------------------------------------------------------
# Page files and navigation, derived from the records
# ------------------------------------------------------------------------------------------------


def stubs(knowledge: Knowledge) -> dict[str, str]:
    """Return the page files that the records need, relative to `docs/`, with their texts."""
    pages = {}
    for kind, folder in FOLDERS.items():
        for name in GROUPS.get(kind, ()):
            page = f"{folder}/{name}.md"
            if any(place(record).page == page for record in knowledge.every(kind)):
                pages[page] = f'{{{{ group("{kind.kind}", "{name}") }}}}\n'
        for record in knowledge.every(kind) if kind not in GROUPS else ():
            page = place(record).page
            pages.setdefault(page, f'{{{{ record("{record.id}") }}}}\n')
    return pages


def navigation(text: str, knowledge: Knowledge) -> str:
    """Return the text of `mkdocs.yml` with the records' pages listed below the overview of each kind."""
    wanted = stubs(knowledge)
    lines = []
    for line in text.splitlines(keepends=True):
        entry = re.fullmatch(r"( *- )([\w-]+)/([\w-]+\.md)\n", line)
        if entry is None or entry[2] not in FOLDERS.values():
            lines.append(line)
        elif entry[3] == "index.md":
            lines.append(line)
            lines += [f"{entry[1]}{page}\n" for page in wanted if page.startswith(f"{entry[2]}/")]
    return "".join(lines)


def write_stubs(root: Path, knowledge: Knowledge) -> list[str]:
    """Write what is missing and remove what has no record; return the names of the changed files."""
    changed = []
    wanted = stubs(knowledge)
    for page, text in wanted.items():
        path = root / DOCS / page
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            changed.append((DOCS / page).as_posix())
    for page in _present(root) - set(wanted):
        (root / DOCS / page).unlink()
        changed.append((DOCS / page).as_posix())
    config = root / NAVIGATION
    old = config.read_text(encoding="utf-8")
    if (new := navigation(old, knowledge)) != old:
        config.write_text(new, encoding="utf-8")
        changed.append(NAVIGATION.as_posix())
    return changed


def _present(root: Path) -> set[str]:
    """Return the page files in the folders of the records, their overviews left out."""
    found = [path for folder in FOLDERS.values() for path in (root / DOCS / folder).glob("*.md")]
    return {path.relative_to(root / DOCS).as_posix() for path in found if path.name != "index.md"}


# ------------------------------------------------------------------------------------------------
# What is wrong with the pages
# ------------------------------------------------------------------------------------------------


def problems(root: Path, knowledge: Knowledge) -> list[Problem]:
    """Return what is wrong with the page files of the records and with the navigation."""
    return sorted(_stale(root, knowledge))


def _stale(root: Path, knowledge: Knowledge) -> Iterator[Problem]:
    wanted = stubs(knowledge)
    for page, text in wanted.items():
        path = root / DOCS / page
        name = (DOCS / page).as_posix()
        if not path.exists():
            yield Problem(name, 1, PurePosixPath(page).stem, NOTHING, f"the record has no page; {REMEDY}")
        elif path.read_text(encoding="utf-8") != text:
            yield Problem(
                name, 1, PurePosixPath(page).stem, NOTHING, f"is not the page that the record needs; {REMEDY}"
            )
    for page in sorted(_present(root) - set(wanted)):
        yield Problem((DOCS / page).as_posix(), 1, NOTHING, NOTHING, f"is the page of no record; {REMEDY}")
    try:
        text = (root / NAVIGATION).read_text(encoding="utf-8")
    except OSError as error:
        yield Problem(NAVIGATION.as_posix(), 1, NOTHING, NOTHING, f"cannot be read ({error.strerror}); restore it")
        return
    for folder in FOLDERS.values():
        if not re.search(rf"^ *- {folder}/index\.md$", text, flags=re.MULTILINE):
            message = f"does not list {folder}/index.md, below which the records' pages stand; add it"
            yield Problem(NAVIGATION.as_posix(), 1, NOTHING, "nav", message)
    if navigation(text, knowledge) != text:
        yield Problem(NAVIGATION.as_posix(), 1, NOTHING, "nav", f"does not list the pages of the records; {REMEDY}")
