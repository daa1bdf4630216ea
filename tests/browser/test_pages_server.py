"""The server of the tests answers as GitHub Pages does, and the site works behind it."""

from __future__ import annotations

import gzip
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.helpers.pages_server import Host


def ask(address: str, **headers: str) -> tuple[int, str, dict[str, str], bytes]:
    """Return status, address, headers and content of what a server answers."""
    request = urllib.request.Request(address, headers=headers)
    try:
        answer = urllib.request.urlopen(request)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status, answer.url, dict(answer.headers), answer.read()


def test_answers_are_compressed(hosted: Host) -> None:
    status, _, headers, content = ask(hosted.address, **{"Accept-Encoding": "gzip"})
    assert (status, headers["Content-Encoding"]) == (200, "gzip")
    assert gzip.decompress(content) == (hosted.site / "index.html").read_bytes()
    assert "Content-Encoding" not in ask(hosted.address)[2]


def test_folder_without_a_slash_is_redirected(hosted: Host) -> None:
    assert ask(f"{hosted.address}glossary")[:2] == (200, f"{hosted.address}glossary/")


@pytest.mark.parametrize("path", ["nowhere/", "glossary/nowhere", "assets/../nowhere.js", "id/term-nowhere/"])
def test_what_is_missing_gets_the_page_of_the_site(path: str, hosted: Host) -> None:
    status, _, _, content = ask(hosted.address + path)
    assert (status, content) == (404, (hosted.site / "404.html").read_bytes())


def test_nothing_but_the_site_is_served(hosted: Host) -> None:
    assert ask(f"{hosted.address}../../../../../etc/passwd")[0] == 404
    assert ask(hosted.address.removesuffix(hosted.below))[3] == b"Not Found"


def test_page_of_what_is_missing_works_wherever_it_is_shown(hosted: Host, browser: Browser) -> None:
    page = browser.new_page()
    for path in ("nowhere", "recommendations/rec-99/deep/er/"):
        answer = page.goto(hosted.address + path)
        assert answer
        assert answer.status == 404
        expect(page.get_by_role("heading", level=1)).to_have_text("There is no such page")
        assert page.evaluate("getComputedStyle(document.body).margin") == "0px", "the style sheet is not loaded"
        page.get_by_role("button", name="light and dark colours").click()
        page.get_by_role("article").get_by_role("link", name="home page").click()
        expect(page).to_have_url(hosted.address)
    page.close()


def test_site_works_at_the_root_of_a_host_too(site: Path, browser: Browser, serve: Callable[..., str]) -> None:
    page = browser.new_page()
    address = serve(site, "/")
    page.goto(f"{address}glossary/")
    page.keyboard.press("/")
    page.locator(".search-kinds button").first.wait_for()
    page.keyboard.type("rec 3")
    page.locator(".search-results a").first.click()
    page.wait_for_url(f"{address}recommendations/rec-3/#rec-3")
    page.close()
