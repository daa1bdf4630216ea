"""The QTI packages, played and scored by a QTI player that is not ours, and compared with what they were made from.

The player reads QTI 3.0. What it says holds for QTI 2.1 too, since a converter that is not ours either makes the same
questions of both. No registry has the schemas of QTI, so no test says that a file is valid against them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from string import ascii_uppercase
from typing import Any

import pytest
from lxml import etree
from playwright.sync_api import Browser, Page, Route
from qti_convert import convert_manifest_to_qti3, convert_qti3_to_qti21, upgrade_qti2_to_qti3

from knowledge.build.node import MODULES
from knowledge.kit.bank import Bank, Item
from knowledge.kit.format import Link
from knowledge.kit.qti import QTI_2, QTI_3
from tests.helpers.project import ROOT

PLAYER = MODULES / "@citolab/qti-components/cdn/index.js"
START = "http://player.test/"
PAGE = """<!doctype html><html lang="en"><title>Player</title><link rel="icon" href="data:,">
<qti-item><item-container></item-container></qti-item><script type="module" src="player.js"></script></html>"""
PLAY = (ROOT / "tests/helpers/play_qti.js").read_text(encoding="utf-8")
MANIFEST = "imsmanifest.xml"


def unpacked(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def older(bank: Bank) -> dict[str, bytes]:
    """The files of the package of QTI 2.1."""
    return unpacked(QTI_2.make(bank))


@pytest.fixture(scope="module")
def newer(bank: Bank) -> dict[str, bytes]:
    """The files of the package of QTI 3.0."""
    return unpacked(QTI_3.make(bank))


class Player:
    """A page with the player, and the files it may ask for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.files: dict[str, bytes] = {}
        self.strange: list[str] = []
        """What was asked for beside the files."""
        page.route("**/*", self._answer)
        page.goto(START)

    def _answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(START)
        if path == "":
            route.fulfill(body=PAGE, content_type="text/html; charset=utf-8")
        elif path == "player.js":
            route.fulfill(body=PLAYER.read_bytes(), content_type="text/javascript")
        elif path in self.files:
            route.fulfill(body=self.files[path], content_type="application/xml")
        else:
            self.strange.append(route.request.url)
            route.abort()

    def play(self, item: Item, responses: list[Any]) -> dict[str, Any]:
        """Return what a question shows, and what each response brings."""
        given = {"url": f"items/{item.id}.xml", "id": item.id, "responses": responses}
        played: dict[str, Any] = self.page.evaluate(PLAY, given)
        return played


@pytest.fixture
def player(browser: Browser) -> Iterator[Player]:
    page = browser.new_page()
    yield Player(page)
    page.close()


def responses(item: Item) -> dict[Any, float]:
    """Return responses to a question with the score of each: by choices, or by letters in their order."""
    letters = list(zip(ascii_uppercase, item.answers, strict=False))
    if item.sort == "order":
        right = tuple(letter for letter, answer in sorted(letters, key=lambda pair: pair[1].step))
        return {right: 1, right[::-1]: 0, (*right[1:], right[0]): 0}
    if item.sort != "several":
        return {letter: float(answer.is_right) for letter, answer in letters}
    right = tuple(letter for letter, answer in letters if answer.is_right)
    wrong = tuple(letter for letter, answer in letters if not answer.is_right)
    half = 1 / len(right)
    return {right: 1, right[:1]: half, wrong: 0, (*right, *wrong): 0, (*right, wrong[0]): max(0, 1 - 1 / len(wrong))}


def test_player_shows_and_scores_every_question(bank: Bank, newer: dict[str, bytes], player: Player) -> None:
    player.files = newer
    for item in bank.items:
        wanted = responses(item)
        played = player.play(item, [list(r) if isinstance(r, tuple) else r for r in wanted])
        kind = "order" if item.sort == "order" else "choice"
        assert played["interaction"] == f"qti-{kind}-interaction"
        assert played["title"] == item.title
        assert played["prompt"].startswith(f"{item.text} {item.task}")
        assert [text for _, text in sorted(played["choices"])] == [answer.text for answer in item.answers]
        assert not played["scripts"]
        assert_played(item, bank, wanted, played["played"])
    assert not player.strange


def assert_played(item: Item, bank: Bank, wanted: dict[Any, float], played: list[dict[str, Any]]) -> None:
    """Check the score and the feedback that each response brought."""
    for (response, score), brought in zip(wanted.items(), played, strict=True):
        assert brought["score"] == pytest.approx(score, abs=0.001), f"{item.id}: {response}"
        assert_said(item, bank, set(response), brought["shown"])


def assert_said(item: Item, bank: Bank, chosen: set[str], shown: list[dict[str, Any]]) -> None:
    """Check the feedback on each answer that was chosen, and that on the question."""
    *on_answers, general = shown
    if item.sort == "order":
        assert not on_answers
        assert all(f"Step {s.step}: {s.text}. {s.feedback} (" in general["text"] for s in item.steps)
        assert all([*link] in general["links"] for step in item.steps for link in step.links)
    else:
        assert {said["id"] for said in on_answers} == chosen
    for said in on_answers:
        answer = item.answers[ascii_uppercase.index(said["id"])]
        verdict = "right" if answer.is_right else "not right"
        assert said["text"].startswith(f"{answer.text}: {verdict}.\n{answer.feedback} (")
        assert said["links"] == [[*link] for link in answer.links]
    assert general["links"][-1] == [item.title, item.address]
    assert item.outcome in general["text"]
    assert bank.imprint.edition_day in general["text"]
    for source in item.sources:
        assert [*source.document] in general["links"]
        assert all(place in general["text"] for place in source.places)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b">1</qti-base-value>", b">0.5</qti-base-value>"),
        (b"<qti-value>A</qti-value>", b"<qti-value>B</qti-value>"),
        (b'identifier="FEEDBACK"><qti-variable', b'identifier="OTHER"><qti-variable'),
    ],
    ids=["score", "right answer", "feedback"],
)
@pytest.mark.parametrize("bank", ["course"], indirect=True)
def test_planted_fault_is_seen(old: bytes, new: bytes, bank: Bank, newer: dict[str, bytes], player: Player) -> None:
    item = next(i for i in bank.items if i.sort == "single" and i.answers[0].is_right)
    path = f"items/{item.id}.xml"
    assert old in newer[path]
    player.files = {path: newer[path].replace(old, new)}
    wanted = responses(item)
    played = player.play(item, list(wanted))["played"]
    with pytest.raises(AssertionError):
        assert_played(item, bank, wanted, played)


# -- packages ----------------------------------------------------------------------------------------


def comparable(text: bytes | str) -> bytes:
    """Return XML in its canonical form, without where its schema is."""
    tree = etree.fromstring(text.encode() if isinstance(text, str) else text)
    tree.attrib.pop("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation", None)
    etree.cleanup_namespaces(tree)
    return bytes(etree.tostring(tree, method="c14n2", strip_text=True))


def test_converter_makes_of_each_version_what_we_write_of_the_other(
    older: dict[str, bytes], newer: dict[str, bytes]
) -> None:
    assert list(older) == list(newer)
    for path in older.keys() - {MANIFEST}:
        up, down = upgrade_qti2_to_qti3(older[path].decode()), convert_qti3_to_qti21(newer[path].decode())
        assert not down.warnings, path
        assert comparable(up) == comparable(newer[path]), path
        assert comparable(down.xml) == comparable(older[path]), path
    assert comparable(convert_manifest_to_qti3(older[MANIFEST].decode())) == comparable(newer[MANIFEST])


@pytest.mark.parametrize("version", ["older", "newer"])
def test_package_is_complete(version: str, bank: Bank, request: pytest.FixtureRequest) -> None:
    files: dict[str, bytes] = request.getfixturevalue(version)
    manifest = etree.fromstring(files[MANIFEST])
    hrefs = manifest.xpath("//*[local-name()='file']/@href")
    assert sorted([MANIFEST, *hrefs]) == sorted(files)
    resources = {resource.get("identifier"): resource for resource in manifest.xpath("//*[local-name()='resource']")}
    ids = [item.id for item in bank.items]
    assert list(resources) == [bank.id, *ids]
    assert resources[bank.id].xpath("*[local-name()='dependency']/@identifierref") == ids
    test = etree.fromstring(files["test.xml"])
    refs = test.xpath("//*[local-name()='assessmentItemRef' or local-name()='qti-assessment-item-ref']")
    assert [(ref.get("identifier"), ref.get("href")) for ref in refs] == [(id_, f"items/{id_}.xml") for id_ in ids]
    assert all(etree.fromstring(files[ref.get("href")]).get("identifier") == ref.get("identifier") for ref in refs)


@pytest.mark.parametrize("version", ["older", "newer"])
def test_package_says_where_it_is_from(version: str, bank: Bank, request: pytest.FixtureRequest) -> None:
    manifest = etree.fromstring(request.getfixturevalue(version)[MANIFEST])
    described = manifest.xpath("//*[local-name()='lom']")
    assert len(described) == len(bank.items) + 2
    imprint = bank.imprint
    for lom in described:
        text = " ".join(lom.itertext())
        for part in (imprint.site, imprint.address, imprint.edition, imprint.licence, imprint.notice):
            assert part in text
    for item, lom in zip(bank.items, described[2:], strict=True):
        words = list(lom.itertext())
        assert {item.address, item.title, *item.tags(imprint.edition)} <= set(words)
    assert Link(bank.title, bank.imprint.address) == Link(
        described[0].xpath("string(.//*[local-name()='title']/*)"),
        described[0].xpath("string(.//*[local-name()='entry'])"),
    )
