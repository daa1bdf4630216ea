"""Copying the link of a record and citing it, in a real browser."""

from __future__ import annotations

import json
import re
from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_playwright import CreateContextCallback

from knowledge.graph import Knowledge
from tests.helpers.crawler import PAINTED
from tests.helpers.pages_server import Host

RECORD = "term-ctlp"
TODAY = "2031-12-31"
"""The day that the browser of these tests takes for today."""

PAGES = (
    "recommendations/rec-1/",
    "expectations/governance/",
    "findings/referral/",
    "duties/duty-141/",
    "disciplines/discipline-child-abuse/",
    "roles/role-prevent-spoc/",
    "glossary/",
    "timeline/",
    "earlier/",
    "developments/",
    "sources/",
)
SNIPPETS = """Object.fromEntries(Array.from(document.querySelectorAll(".record-foot"), (foot) =>
    [foot.dataset.id, Array.from(foot.querySelectorAll("textarea")).at(-1).value]))"""
"""The last form of each record of a page, by id."""


@pytest.fixture
def foot(new_context: CreateContextCallback, hosted: Host) -> tuple[Page, Locator, str]:
    """A page of many records, the foot of one of them, and its permanent address."""
    address = hosted.address
    page = new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.clock.set_fixed_time(f"{TODAY}T23:59:59Z")
    page.goto(f"{address}glossary/")
    return page, page.locator(f'.record-foot[data-id="{RECORD}"]'), f"{address}id/{RECORD}/"


def clipboard(page: Page) -> str:
    return page.evaluate("navigator.clipboard.readText()")


def test_link_is_copied_in_one_action_and_announced(foot: tuple[Page, Locator, str]) -> None:
    page, place, address = foot
    place.get_by_role("button", name=re.compile("^Copy link")).focus()
    page.keyboard.press("Enter")
    expect(place.get_by_role("status")).to_have_text("Link copied")
    assert clipboard(page) == address


def test_heading_copies_its_permanent_address_and_is_cited(new_context: CreateContextCallback, hosted: Host) -> None:
    page = new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    address = hosted.address
    page.goto(f"{address}recommendations/rec-3/")
    page.locator("#rec-3-why a.headerlink").focus()
    page.keyboard.press("Enter")
    holder = page.locator("#rec-3-why + .cite-heading")
    expect(holder.locator(".cite-status")).to_have_text("Link copied")
    expect(page.locator(".visually-hidden[role=status]")).to_have_text("Link copied")
    assert clipboard(page) == f"{address}id/rec-3-why/"
    holder.get_by_role("button", name=re.compile("^Cite")).click()
    expect(holder.locator("textarea").first).to_have_value(re.compile(r"Why inspectors recommended this \(rec-3-why\)"))
    page.locator("#rec-3-why a.headerlink").click()
    expect(page.locator(".cite-heading")).to_have_count(1)


def test_every_record_is_quoted_with_its_own_title_and_summary(
    page: Page, hosted: Host, knowledge: Knowledge, site: Path, address: str
) -> None:
    """On the page of each kind that holds most, the snippet of every record holds what the data holds.

    It is what the build wrote for systems that know oEmbed, too.
    """
    for url in PAGES:
        page.goto(hosted.address + url)
        page.evaluate(PAINTED)
        page.evaluate("document.querySelectorAll('[aria-label^=\"Cite this\"]').forEach((button) => button.click())")
        snippets = page.evaluate(SNIPPETS)
        here = [r for r in knowledge.records.values() if knowledge.place(r.id).url.split("#")[0] == url]
        assert len(snippets) == len(here) > 0
        for record in here:
            quote = lxml.html.fromstring(snippets[record.id])
            title, summary, *_ = (part.text_content() for part in quote.findall(".//p"))
            assert title == record.display_title
            assert summary == record.summary, record.id
            described = json.loads((site / "embed" / f"{record.id}.json").read_text())
            assert snippets[record.id].replace(hosted.address, address) == described["html"]


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_place_of_the_buttons_is_kept(width: int, new_context: CreateContextCallback, hosted: Host) -> None:
    address = hosted.address
    page = new_context(viewport={"width": width, "height": 800}).new_page()

    def height() -> int:
        page.goto(f"{address}sources/")
        page.evaluate(PAINTED)
        return int(page.evaluate("document.documentElement.scrollHeight"))

    there = height()
    assert page.locator(".cite-buttons").count() > 30
    page.route("**/site.js", lambda route: route.abort())
    assert height() == pytest.approx(there, abs=2), "what stands below a record moves when its buttons come"


@pytest.mark.parametrize("form", ["Plain text", "Markdown", "HTML", "RIS", "BibTeX"])
def test_citation_holds_all_that_it_must(form: str, foot: tuple[Page, Locator, str], knowledge: Knowledge) -> None:
    page, place, address = foot
    place.get_by_role("button", name=re.compile("^Cite this")).click()
    place.get_by_role("button", name=f"Copy {form}", exact=True).click()
    expect(place.get_by_role("status")).to_have_text("Copied")
    text = clipboard(page)
    stand = page.locator("meta[name=edition]").get_attribute("content")
    day = TODAY.replace("-", "/") if form == "RIS" else TODAY
    for part in (RECORD, knowledge[RECORD].display_title, address, stand, day):
        assert part
        assert part in text


def test_snippet_holds_title_summary_and_link_and_loads_nothing(
    foot: tuple[Page, Locator, str], knowledge: Knowledge
) -> None:
    page, place, address = foot
    place.get_by_role("button", name=re.compile("^Cite this")).click()
    place.get_by_role("button", name="Copy HTML to embed", exact=True).click()
    expect(place.get_by_role("status")).to_have_text("Copied")
    page.set_content(clipboard(page))
    quote = page.locator("blockquote")
    expect(quote).to_contain_text(knowledge[RECORD].display_title)
    expect(quote).to_contain_text(knowledge[RECORD].summary)
    assert quote.locator("a").first.get_attribute("href") == address
    assert page.locator("script, img, iframe, link").count() == 0


def test_box_of_citations_opens_and_closes(foot: tuple[Page, Locator, str]) -> None:
    _, place, _ = foot
    cite = place.get_by_role("button", name=re.compile("^Cite this"))
    for count in (6, 0):
        cite.click()
        expect(place.locator("textarea")).to_have_count(count)
        expect(cite).to_have_attribute("aria-expanded", "true" if count else "false")
