"""Every id of the ledger in a real browser: with and without scripts, under a sub-path, and from a ZIP."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Browser, expect

from knowledge import docs, ledger, offline
from knowledge.graph import Knowledge
from tests.helpers.project import ROOT
from tests.helpers.search_report import ask, open_box


def test_every_section_is_in_the_ledger(knowledge: Knowledge) -> None:
    assert ledger.missing(ROOT, knowledge, docs.sections(ROOT, knowledge)) == [], "run 'make stubs'"


def test_every_anchor_that_pages_offer_has_a_permanent_address(site: Path) -> None:
    listed = {entry.id for entry in ledger.read(ROOT)}
    offered = set()
    for path in sorted(site.rglob("*.html")):
        if path.relative_to(site).parts[0] != "id":
            page = lxml.html.parse(path).getroot()
            for link in page.xpath("//a[@class='headerlink']"):
                id_ = link.getparent().get("id")
                up = "../" * (len(path.relative_to(site).parts) - 1)
                assert link.get("href") == f"{up}id/{id_}/", (path, id_)
                offered.add(id_)
    assert offered <= listed
    assert len(offered) > 1000


def test_every_permanent_address_names_a_place_that_exists(site: Path) -> None:
    places: dict[Path, set[str]] = {}
    for entry in ledger.read(ROOT):
        page = lxml.html.parse(site / "id" / entry.id / "index.html").getroot()
        (target,) = page.xpath("//a/@href")
        path, anchor = target.removeprefix("../../").split("#")
        file = site / path / "index.html"
        if file not in places:
            places[file] = set(lxml.html.parse(file).getroot().xpath("//@id"))
        assert anchor in places[file], entry.id
        assert page.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={target}"]
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert page.xpath("//link[@rel='canonical']/@href")[0].endswith(path)


def leads(site: Path) -> dict[str, str]:
    """Return the ids of the ledger with the places, relative to the root, that they lead to."""
    pages = {e.id: lxml.html.parse(site / "id" / e.id / "index.html").getroot() for e in ledger.read(ROOT)}
    return {id_: page.xpath("//a/@href")[0].removeprefix("../../") for id_, page in pages.items()}


def one_of_each(targets: dict[str, str], part: Callable[[str], str]) -> dict[str, str]:
    """Return, of the ids that share a part of their place, only the first."""
    first = {part(target): id_ for id_, target in reversed(targets.items())}
    return {id_: targets[id_] for id_ in first.values()}


@pytest.mark.parametrize(
    ("below", "javascript", "every_page"),
    [("/guide/", False, True), ("/guide/", True, False), ("/", True, False), ("/", False, False)],
)
def test_permanent_address_arrives(
    below: str, javascript: bool, every_page: bool, site: Path, browser: Browser, serve: Callable[..., str]
) -> None:
    """Open an address for each page, and in the other cases for each folder; above, all are seen to name a place."""
    address = serve(site, below)
    part = (lambda target: target.split("#")[0]) if every_page else (lambda target: target.split("/")[0])
    targets = one_of_each(leads(site), part)
    assert len(targets) > (100 if every_page else 10)
    context = browser.new_context(java_script_enabled=javascript)
    page = context.new_page()
    page.route("**/*.{css,js,svg,json}", lambda route: route.abort())
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Security" in message.text else None)
    for id_, target in targets.items():
        page.goto(f"{address}id/{id_}/", wait_until="commit")
        page.wait_for_url(address + target, wait_until="commit")
    assert refused == []
    context.close()


@pytest.mark.parametrize("javascript", [True, False])
def test_site_reads_from_a_zip(javascript: bool, site: Path, tmp_path: Path, browser: Browser) -> None:
    whole, _ = offline.write(site, tmp_path, "day")
    with zipfile.ZipFile(whole) as archive:
        archive.extractall(tmp_path)
    home = (tmp_path / "prevent-duty-day/index.html").as_uri()
    context = browser.new_context(java_script_enabled=javascript)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.goto(home)
    page.get_by_role("link", name="The register of expectations").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("The register of expectations")
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px", "the style sheet is not loaded"
    page.goto(home.replace("index.html", "id/duty-143-1/index.html"))
    page.wait_for_url("**/duties/duty-143/index.html#duty-143-1")
    expect(page.locator("#duty-143-1")).to_be_in_viewport()
    assert said == []
    context.close()


def test_search_works_from_a_zip(site: Path, tmp_path: Path, browser: Browser) -> None:
    whole, _ = offline.write(site, tmp_path, "day")
    with zipfile.ZipFile(whole) as archive:
        archive.extractall(tmp_path)
    page = browser.new_page()
    open_box(page, (tmp_path / "prevent-duty-day/index.html").as_uri())
    assert ask(page, "CTLP")[0] == "term-ctlp"
    expect(page.locator(".search-sentence").first).not_to_be_empty()
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/*/index.html#term-ctlp")
    page.close()


def test_zips_hold_the_site_and_its_data_and_are_the_same_every_time(site: Path, tmp_path: Path) -> None:
    one, two = (offline.write(site, tmp_path / name, "day") for name in ("one", "two"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
    with zipfile.ZipFile(one[1]) as data:
        name = "prevent-duty-day-data/index.json"
        assert data.read(name) == (site / "api/v1/index.json").read_bytes()
