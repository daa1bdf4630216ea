"""What stands on paper: text with its addresses, title, day and permanent address; no menus, nothing folded."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page
from pytest_playwright import CreateContextCallback

from tests.helpers.pages_server import Host

PAGES = (
    "about/authoring/",
    "recommendations/rec-3/",
    "recommendations/",
    "expectations/",
    "duties/duty-141/",
    "roles/role-force-prevent-lead/",
    "findings/staff/",
    "glossary/",
    "learn/channel/",
    "checks/channel/",
    "start/hundred-days/",
    "tools/assess/",
    "teach/kit/",
    "teach/before-after/",
)

TWO_SHEETS = ("start/leads/", "start/trainers/", "start/chief-officers/", "routes/brief-your-chief/")
"""What is handed round on two sides of A4."""

NOT_ON_PAPER = "header, nav, form, button:not(.term), summary:not(article summary), .skip-link, .notice, .headerlink"

SEEN = """
(selector) => Array.from(document.querySelectorAll(selector)).filter((at) => at.checkVisibility())
  .map((at) => at.outerHTML.slice(0, 90))
"""

ADDRESSES = """
() => Array.from(document.querySelectorAll("article a[href]:not(.headerlink, [class^='footnote-'])"), (link) => [
  link.textContent.trim(), link.getAttribute("href"), getComputedStyle(link, "::after").content])
"""

GREY = """
() => Array.from(document.querySelectorAll("body, body *")).filter((at) => at.checkVisibility() && !at.closest("svg"))
  .flatMap((at) => [getComputedStyle(at).color, getComputedStyle(at).backgroundColor])
  .filter((value) => { const [r, g, b] = value.match(/[\\d.]+/g).map(Number); return r !== g || g !== b; })
"""

WIDE = """
() => Array.from(document.querySelectorAll("article *"))
  .filter((at) => at.checkVisibility() && !at.closest("svg, caption"))
  .filter((at) => at.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((at) => at.outerHTML.slice(0, 90))
"""


@pytest.fixture
def paper(new_context: CreateContextCallback) -> Page:
    """A page as wide as the text of an A4 sheet, read in dark colours on the screen."""
    return new_context(viewport={"width": 665, "height": 1002}, color_scheme="dark").new_page()


def printed(page: Page, url: str) -> None:
    page.goto(url)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")


@pytest.mark.parametrize("name", PAGES)
def test_page_on_paper(name: str, hosted: Host, paper: Page) -> None:
    printed(paper, hosted.address + name)
    assert paper.evaluate(SEEN, NOT_ON_PAPER) == [], f"{name}: stands on paper: hide it in print"
    assert paper.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name}: is too wide"
    assert paper.evaluate(WIDE) == [], f"{name}: sticks out of the sheet"
    assert paper.evaluate(GREY) == [], f"{name}: is coloured on paper"
    assert paper.locator("h1").is_visible()
    head = paper.locator(".print-header").inner_text()
    assert re.search(r"edition of (\d{4}-\d\d-\d\d|unknown)", head)
    assert hosted.below + name in head
    assert paper.locator("article details[data-rest]:visible").count() == 0, f"{name}: lists more than is read on paper"
    for details in paper.locator("article details:visible").all():
        assert details.locator("li, p").first.is_visible(), f"{name}: is folded on paper"
    for text, href, after in paper.evaluate(ADDRESSES):
        shown = "" if after == "none" else after.removeprefix('" <').removesuffix('>"')
        wanted = href if href.startswith("http") and text != href else ""
        assert shown == wanted, f"{name}: “{text}” has no address on paper, or one that nobody there can use: {shown}"


@pytest.mark.parametrize("name", TWO_SHEETS)
def test_page_fits_two_sheets(name: str, hosted: Host, paper: Page) -> None:
    paper.goto(hosted.address + name)
    sheets = len(re.findall(rb"/Type\s*/Page\b", paper.pdf(prefer_css_page_size=True)))
    assert 1 <= sheets <= 2, f"{name}: takes {sheets} sheets; shorten it"


def test_record_on_paper_names_its_permanent_address(hosted: Host, address: str, paper: Page) -> None:
    """It shows how the address goes on; the head of the page says how each begins."""
    printed(paper, f"{hosted.address}recommendations/rec-3/")
    assert paper.locator(".record-foot").first.is_visible()
    assert paper.locator("a[data-permanent]").inner_text() == "id/rec-3/"
    assert f"Web addresses on this page start with {address}" in paper.locator(".print-header").inner_text()
    assert (hosted.site / "id/rec-3/index.html").is_file()


def test_addresses_of_other_sites_stand_on_paper_without_javascript(
    hosted: Host, new_context: CreateContextCallback
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{hosted.address}duties/duty-141/")
    page.emulate_media(media="print")
    link = page.locator("article a[href^='https://']").first
    href = link.get_attribute("href")
    assert href in link.evaluate("link => getComputedStyle(link, '::after').content")


@pytest.mark.parametrize(
    ("fault", "seen"),
    [
        ("<header>a</header>", SEEN),
        ("<article><p style='width: 2000px'>a</p></article>", WIDE),
        ("<p style='color: #a00'>a</p>", GREY),
    ],
)
def test_planted_fault_on_paper_is_seen(fault: str, seen: str, paper: Page) -> None:
    paper.set_content(f"<!doctype html><body style='color: #000; background: #fff'>{fault}")
    paper.emulate_media(media="print", color_scheme="light")
    assert paper.evaluate(seen, NOT_ON_PAPER) != []
