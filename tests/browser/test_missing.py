"""What a wrong address leads to."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from pytest_playwright import CreateContextCallback

from tests.helpers.pages_server import Host


def test_page_of_what_is_missing_works_wherever_it_is_shown(hosted: Host, page: Page) -> None:
    for path in ("nowhere", "recommendations/rec-99/deep/er/"):
        answer = page.goto(hosted.address + path)
        assert answer
        assert answer.status == 404
        expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
        assert page.evaluate("getComputedStyle(document.body).margin") == "0px", "the style sheet is not loaded"
        page.get_by_role("button", name="light and dark mode").click()
        page.get_by_role("article").get_by_role("link", name="home page").click()
        expect(page).to_have_url(hosted.address)


def test_missing_page_offers_to_search_for_what_was_asked(hosted: Host, page: Page) -> None:
    published = hosted.address
    for asked, words in (
        ("id/term-clpt/", "clpt"),
        ("id/rec-99/", "rec 99"),
        ("training/of/channel%20panels/index.html", "training of channel panels"),
        ("a/b/c/%3Cscript%3E", "a b c script"),
    ):
        page.goto(published + asked)
        link = page.get_by_role("link", name=f"Search for “{words}”", exact=True)
        expect(link).to_have_attribute("href", re.compile(rf"^{hosted.below}search/#q="))
        assert (
            page.evaluate("getComputedStyle(document.querySelector('.masthead')).backgroundColor") != "rgba(0, 0, 0, 0)"
        )
    page.goto(f"{published}id/term-ctlp-old/")
    page.get_by_role("link", name="Search for “ctlp old”").click()
    page.wait_for_url(f"{published}search/#q=ctlp%20old")


def test_missing_page_leads_on_without_javascript(hosted: Host, new_context: CreateContextCallback) -> None:
    view = new_context(java_script_enabled=False).new_page()
    published = hosted.address
    view.goto(f"{published}somewhere/else/")
    links = view.locator("article li a").evaluate_all("links => links.map((link) => link.href)")
    assert links == [f"{published}search/", f"{published}a-z/", published]
    for link in links:
        view.goto(link)
        assert view.locator("h1").inner_text() != "Page not found"
