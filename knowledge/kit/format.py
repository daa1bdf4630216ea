"""What a trainer can download of a part of the site: its subject, its format, and what it is made from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import lxml.html

from knowledge.graph import Knowledge
from knowledge.kinds.expectation import Expectation
from knowledge.kinds.module import in_order
from knowledge.layout import Site, page_url, permalink
from knowledge.markdown import day
from knowledge.record import LICENCE
from knowledge.vocabulary import AREAS, REGISTER

FOLDER = "kit"
"""The folder of the trainer's kit below the site's root."""

NOTICE = (
    "This material is independent and unofficial. It is not statutory guidance, legal advice, Authorised Professional "
    "Practice or force policy."
)
"""What every file says of its standing."""


USES = {
    "class": "To print or show",
    "system": "For a learning system",
    "table": "For a spreadsheet",
}
"""Where a trainer uses a format, as the builder of kits groups them."""


class KitError(Exception):
    """A file of the kit could not be made; the message says why in one line."""


class Subject(NamedTuple):
    """A part of the site of which files are made.

    `id` names it in file names; `group` is "course", "module", "topic" or "session" (a lesson plan or tabletop);
    `page` is its page file, relative to docs/, whose first heading has its permanent address. `level` is empty, or the
    one level of whose questions the part is made, which the list of files leaves out and the builder of kits uses.
    """

    id: str
    group: str
    title: str
    page: str
    level: str = ""


class Link(NamedTuple):
    """A link that leads back to the site: what it shows, and its permanent address in full."""

    title: str
    address: str


class Imprint(NamedTuple):
    """What every file says of itself: where it is from, of which edition, and on what terms it may be used."""

    site: str
    address: str
    edition: str
    licence: str = LICENCE
    notice: str = NOTICE

    @property
    def edition_day(self) -> str:
        """The day of the edition in words."""
        return day(self.edition)


@dataclass(frozen=True)
class Material:
    """What files are made from: the records, the site, and the folder in which its pages were just built."""

    knowledge: Knowledge
    site: Site
    folder: Path

    def imprint(self, subject: Subject) -> Imprint:
        """Return what the files on a subject say of themselves."""
        return Imprint(self.site.title, self.address(self.anchor(subject.page)), self.site.edition)

    def anchor(self, page: str) -> str:
        """Return the id of the permanent address of a built page, which is the anchor of its first heading."""
        return str(self.article(page).find(".//h1").get("id"))

    def address(self, id_: str) -> str:
        """Return the permanent address of a record or section, in full."""
        return f"{self.site.address}{permalink(id_)}"

    def link(self, id_: str) -> Link:
        """Return a link to a record."""
        return Link(self.knowledge[id_].display_title, self.address(id_))

    def article(self, page: str) -> lxml.html.HtmlElement:
        """Return the article of a built page, by its page file; whoever changes it copies it first."""
        return _article(self.folder / page_url(page) / "index.html")

    def asset(self, name: str) -> bytes:
        """Return a script or style that the build of web/ wrote for the kit."""
        return (self.folder / FOLDER / name).read_bytes()


class Format(NamedTuple):
    """A format of file, made of some of the subjects.

    `make` turns what `inputs` returns into the content of the file, and knows nothing else, so that a file is made anew
    only when its inputs or the code have changed. Inputs are plain data whose repr is the same for the same data:
    texts, numbers, bytes, lists, tuples, dictionaries and dataclasses of these, but no sets.
    """

    key: str
    """Names it to scripts, as in `moodle`."""
    name: str
    """What the list of files calls it, as in `Moodle XML`."""
    about: str
    """What a trainer does with it, in one sentence."""
    suffix: str
    """What follows the id of the subject in the name of the file, as in `-questions-moodle.xml`."""
    subjects: Callable[[Knowledge, Mapping[str, str]], Iterable[Subject]]
    """The subjects it is made of, from the records and the titles of pages by page file."""
    inputs: Callable[[Subject, Material], Any]
    make: Callable[[Any], bytes]
    use: str = "class"
    """One of USES."""

    def path(self, subject: Subject) -> str:
        """Return the path of its file on a subject, from the site's root."""
        level = f"-{subject.level}" if subject.level else ""
        return f"{FOLDER}/{subject.id}/{subject.id}{level}{self.suffix}"


# -- subjects ----------------------------------------------------------------------------------------


def course(_knowledge: Knowledge, _titles: Mapping[str, str]) -> list[Subject]:
    """Return the course as a whole."""
    return [Subject("course", "course", "The whole course", "learn/index.md")]


def modules(knowledge: Knowledge, _titles: Mapping[str, str]) -> list[Subject]:
    """Return the modules, in the order of the course."""
    return [
        Subject(module.id, "module", module.display_title, knowledge.place(module.id).page)
        for module in in_order(knowledge)
    ]


def topics(knowledge: Knowledge, _titles: Mapping[str, str]) -> list[Subject]:
    """Return the topics on which something is expected."""
    used = {expected.area for expected in knowledge.of(Expectation)}
    return [
        Subject(f"topic-{area}", "topic", name, f"{REGISTER}/{area}.md") for area, name in AREAS.items() if area in used
    ]


SESSION = re.compile(r"teach/((?:lesson|tabletop)-[a-z0-9-]+)\.md")


def sessions(_knowledge: Knowledge, titles: Mapping[str, str]) -> list[Subject]:
    """Return the lesson plans and tabletops."""
    return [
        Subject(found[1], "session", title, page)
        for page, title in titles.items()
        if (found := SESSION.fullmatch(page))
    ]


@cache
def _article(path: Path) -> lxml.html.HtmlElement:
    tree = lxml.html.document_fromstring(path.read_bytes(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    return tree.find(".//article")
