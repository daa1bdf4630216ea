"""Packages for learning systems: SCORM 1.2, one for each module and one for the course."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2
import lxml.etree
from lxml.builder import ElementMaker
from markupsafe import Markup

from knowledge.archive import zipped
from knowledge.graph import Knowledge
from knowledge.kinds.question import USES
from knowledge.kit.bank import Item, items
from knowledge.kit.format import Format, Imprint, Material, Subject, course, modules
from knowledge.kit.screens import Screen, anchors, screens

PASS_MARK = 80
"""The share of right answers with which a learner passes, in per cent. It is ours: no source sets one."""

SCRIPT, STYLE = "scorm.js", "scorm.css"
"""The script and the style of a package, as the build of web/ names them."""

PAGE, README = "index.html", "README.txt"

TITLE_LIMIT = 200
"""How many characters SCORM 1.2 allows in the title of an item."""

CHECK = "-check"
"""Ends the anchor of the section of a module that leads to its questions."""

BEFORE = USES["before"]

_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=jinja2.select_autoescape(["html"]),
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


@dataclass(frozen=True)
class Step:
    """A screen of a package, with the questions on it."""

    screen: Screen
    questions: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """A part of a package: the course in short, a module, or a check after the modules."""

    title: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Package:
    """All that a package is made from."""

    id: str
    title: str
    about: str
    imprint: Imprint
    chapters: tuple[Chapter, ...]
    script: bytes
    style: bytes


def subjects(knowledge: Knowledge, titles: Mapping[str, str]) -> list[Subject]:
    """Return the course and its modules."""
    return [*course(knowledge, titles), *modules(knowledge, titles)]


def inputs(subject: Subject, material: Material) -> Package:
    """Return the text of the pages, the questions, and the script and style that show them."""
    of_course = modules(material.knowledge, {}) if subject.group == "course" else []
    pages = [part.page for part in (subject, *of_course)]
    inside = anchors(pages, material)
    asked = items(subject, material)
    chapters = [_chapter(part, inside, asked, material) for part in (subject, *of_course)]
    if after := tuple(item for item in asked if item.use not in ("", BEFORE)):
        chapters.append(Chapter(after[0].use, (_check(after),)))
    return Package(
        id=subject.id,
        title=chapters[0].title,
        about=_about(subject, material),
        imprint=material.imprint(subject),
        chapters=tuple(chapters),
        script=material.asset(SCRIPT),
        style=material.asset(STYLE),
    )


def make(package: Package) -> bytes:
    """Return a package as a ZIP file."""
    files = {
        PAGE: _page(package),
        README: _text("scorm.txt", package),
        SCRIPT: package.script,
        STYLE: package.style,
    }
    return zipped({"imsmanifest.xml": _manifest(package, files), **files})


# -- what a package is made from -------------------------------------------------------------------


def _chapter(part: Subject, inside: frozenset[str], asked: Sequence[Item], material: Material) -> Chapter:
    """Return the screens of a page; the questions on a module are in its section for them."""
    found = screens(part.page, inside, material)
    own = tuple(item for item in asked if not item.use and item.module == part.title)
    steps = [
        Step(Screen(screen.id, screen.title, "", ""), own) if own and screen.id == part.id + CHECK else Step(screen)
        for screen in found
    ]
    if part.group == "course" and (before := tuple(item for item in asked if item.use == BEFORE)):
        steps.append(_check(before))
    return Chapter(found[0].title, tuple(steps))


def _check(asked: tuple[Item, ...]) -> Step:
    """Return a check that belongs to no module."""
    use = asked[0].use
    return Step(Screen(f"check-{use.split()[0].lower()}", use, "", ""), asked)


def _about(subject: Subject, material: Material) -> str:
    article = material.article(subject.page)
    return " ".join(article.xpath("string((.//p[not(@class) or @class='lead'])[1])").split())


# -- the page --------------------------------------------------------------------------------------


def _page(package: Package) -> bytes:
    return _text("scorm.html", package, codes=codes(package), Markup=Markup, right=_right, word=_word)


def _text(template: str, package: Package, **more: object) -> bytes:
    told = {"package": package, "imprint": package.imprint, "pass_mark": PASS_MARK, "before": BEFORE}
    return _TEMPLATES.get_template(template).render(**told, **more).encode()


def _right(item: Item) -> str:
    """Return the right answer: the numbers of the right options as shown, or the place of each step of an order."""
    if item.sort == "order":
        return " ".join(str(answer.step) for answer in item.answers)
    return " ".join(str(number) for number, answer in enumerate(item.answers, 1) if answer.is_right)


def _word(item: Item, number: int) -> str:
    """Return what is said of an option, by its number, before its feedback."""
    answer = item.answers[number]
    return f"Step {answer.step}" if answer.step else "Right" if answer.is_right else "Not right"


def codes(package: Package) -> dict[str, str]:
    """Return what stands for each screen and question in what a learning system keeps: three characters.

    Learning systems keep 4,096 characters of text, too few for ids. A question that is changed gets another code, so
    that no one is taken to have answered what they have not seen.
    """
    steps = [step for chapter in package.chapters for step in chapter.steps]
    keys = {step.screen.id: step.screen.id for step in steps}
    for item in (item for step in steps for item in step.questions):
        keys[item.id] = "\n".join([item.id, item.text, *(answer.text for answer in item.answers), _right(item)])
    found: dict[str, str] = {}
    for id_, key in sorted(keys.items()):
        while (code := _code(key)) in found.values():
            key += "'"
        found[id_] = code
    return found


def _code(key: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest())[:3].decode()


# -- the manifest ----------------------------------------------------------------------------------

_CP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
_ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
_MD = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMAS = f"{_CP} imscp_rootv1p1p2.xsd {_MD} imsmd_rootv1p2p1.xsd {_ADL} adlcp_rootv1p2.xsd"

_cp = ElementMaker(namespace=_CP, nsmap={None: _CP, "adlcp": _ADL, "imsmd": _MD, "xsi": _XSI})
_adl = ElementMaker(namespace=_ADL)
_md = ElementMaker(namespace=_MD)


def _manifest(package: Package, files: Iterable[str]) -> bytes:
    """Return the manifest: one organisation with one item, so that every system reports one status and one score."""
    item = _cp.item(
        _cp.title(package.title[:TITLE_LIMIT]),
        _adl.masteryscore(str(PASS_MARK)),
        identifier=f"item-{package.id}",
        identifierref=f"resource-{package.id}",
        isvisible="true",
    )
    resource = _cp.resource(
        *(_cp.file(href=name) for name in files),
        {f"{{{_ADL}}}scormtype": "sco"},
        identifier=f"resource-{package.id}",
        type="webcontent",
        href=PAGE,
    )
    tree = _cp.manifest(
        _cp.metadata(_cp.schema("ADL SCORM"), _cp.schemaversion("1.2"), _described(package)),
        _cp.organizations(
            _cp.organization(_cp.title(package.title[:TITLE_LIMIT]), item, identifier=f"organisation-{package.id}"),
            default=f"organisation-{package.id}",
        ),
        _cp.resources(resource),
        {f"{{{_XSI}}}schemaLocation": _SCHEMAS},
        identifier=f"package-{package.id}",
        version=package.imprint.edition,
    )
    return bytes(lxml.etree.tostring(tree, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _described(package: Package) -> lxml.etree._Element:
    """Return the description of a package, in the words that learning systems search."""
    imprint = package.imprint
    return _md.lom(
        _md.general(
            _md.title(_words(package.title)),
            _md.catalogentry(_md.catalog("URI"), _md.entry(_words(imprint.address))),
            _md.language("en-GB"),
            _md.description(_words(package.about)),
        ),
        _md.lifecycle(_md.version(_words(imprint.edition)), _md.status(_source("LOMv1.0"), _value("Final"))),
        _md.metametadata(_md.metadatascheme("ADL SCORM 1.2"), _md.language("en-GB")),
        _md.technical(_md.format("text/html"), _md.location(PAGE, type="URI")),
        _md.rights(
            _md.cost(_source("LOMv1.0"), _value("no")),
            _md.copyrightandotherrestrictions(_source("LOMv1.0"), _value("yes")),
            _md.description(_words(f"{imprint.site}. Licence: {imprint.licence}. {imprint.notice}")),
        ),
    )


def _words(text: str) -> lxml.etree._Element:
    return _md.langstring(text, {"{http://www.w3.org/XML/1998/namespace}lang": "en-GB"})


def _source(name: str) -> lxml.etree._Element:
    return _md.source(_md.langstring(name, {"{http://www.w3.org/XML/1998/namespace}lang": "x-none"}))


def _value(name: str) -> lxml.etree._Element:
    return _md.value(_md.langstring(name, {"{http://www.w3.org/XML/1998/namespace}lang": "x-none"}))


SCORM = Format(
    key="scorm",
    name="SCORM 1.2",
    about="The pages and their questions for a learning system such as Moodle, which records completion and score.",
    suffix="-scorm-1-2.zip",
    subjects=subjects,
    inputs=inputs,
    make=make,
    use="system",
)
