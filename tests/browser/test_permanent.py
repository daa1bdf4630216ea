"""Every id of the ledger in a real browser: with and without scripts, under a sub-path, and from a ZIP."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Page, expect
from pytest_playwright import CreateContextCallback

from knowledge.build import offline
from knowledge.load import load
from tests.helpers.pages_server import pages_server
from tests.helpers.project import ROOT
from tests.helpers.search_report import ask, open_box


def leads(site: Path) -> dict[str, str]:
    """Return the ids of the ledger with the places, relative to the root, that they lead to."""
    pages = {id_: lxml.html.parse(site / "id" / id_ / "index.html").getroot() for id_ in load(ROOT).published}
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
    below: str,
    javascript: bool,
    every_page: bool,
    site: Path,
    new_context: CreateContextCallback,
) -> None:
    """Open an address for each page, and in the other cases for each folder; above, all are seen to name a place."""
    part = (lambda target: target.split("#")[0]) if every_page else (lambda target: target.split("/")[0])
    targets = one_of_each(leads(site), part)
    assert len(targets) > (100 if every_page else 10)
    page = new_context(java_script_enabled=javascript).new_page()
    page.route("**/*.{css,js,svg,json}", lambda route: route.abort())
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Security" in message.text else None)
    with pages_server(site, below) as host:
        for id_, target in targets.items():
            page.goto(f"{host.address}id/{id_}/", wait_until="commit")
            page.wait_for_url(host.address + target, wait_until="commit")
    assert refused == []


@pytest.mark.parametrize("javascript", [True, False])
def test_site_reads_from_a_zip(
    javascript: bool, site: Path, tmp_path: Path, new_context: CreateContextCallback
) -> None:
    whole, _ = offline.write(site, tmp_path, "day")
    with zipfile.ZipFile(whole) as archive:
        archive.extractall(tmp_path)
    home = (tmp_path / "prevent-duty-day/index.html").as_uri()
    page = new_context(java_script_enabled=javascript).new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.goto(home)
    page.get_by_role("link", name="the eight recommendations").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("recommendations")
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px", "the style sheet is not loaded"
    page.goto(home.replace("index.html", "id/duty-143-1/index.html"))
    page.wait_for_url("**/duties/duty-143/index.html#duty-143-1")
    expect(page.locator("#duty-143-1")).to_be_in_viewport()
    assert said == []


@pytest.fixture(params=["from a disk", "on an intranet"])
def copy(request: pytest.FixtureRequest, site: Path, tmp_path: Path) -> Iterator[str]:
    """The address of the offline copy, unpacked on a disk or served below a path."""
    whole, _ = offline.write(site, tmp_path, "day")
    with zipfile.ZipFile(whole) as archive:
        archive.extractall(tmp_path)
    if request.param == "from a disk":
        yield f"{(tmp_path / 'prevent-duty-day').as_uri()}/"
    else:
        with pages_server(tmp_path / "prevent-duty-day", "/shared/copy/") as host:
            yield host.address


def test_search_works_from_a_zip(copy: str, page: Page) -> None:
    open_box(page, f"{copy}index.html")
    assert ask(page, "CTLP")[0] == "term-ctlp"
    expect(page.locator(".search-sentence").first).not_to_be_empty()
    page.keyboard.press("Enter")  # opens the whole list, and goes to its first result
    expect(page.locator(".search-results a").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/glossary/(index\.html)?#term-ctlp$"))


def test_copy_says_how_it_is_used(copy: str, page: Page) -> None:
    page.goto(f"{copy}{offline.GUIDE}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Use this site offline")
