"""An entry that shares its page: what is folded opens at its address and on paper, and it can be printed alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_playwright import CreateContextCallback

from tests.helpers.crawler import PAINTED
from tests.helpers.pages_server import Host

ENTRIES = (
    ("expectations/referral/", "expectation-no-pre-screening"),
    ("findings/staff/", "finding-one-force-safeguards-staff"),
    ("duties/duty-143/", "duty-143-4"),
    ("timeline/", "event-ct4-2018"),
    ("developments/", "development-guidance-replaced"),
)
"""A page of entries, and one of them, for kinds of which the rest is folded."""

OPENED = """
() => Array.from(document.querySelectorAll("details[data-more][open]"), (rest) => {
  let at = rest;
  while (at && !at.matches("[data-kind]")) at = at.previousElementSibling;
  return at.id;
})
"""
"""The ids of the entries whose rest is open."""

SEEN = """
() => Array.from(document.querySelectorAll("article > *:not(.print-header)"))
  .filter((at) => at.checkVisibility() && at.getBoundingClientRect().height)
  .map((at) => at.textContent.replace(/\\s+/g, " ").trim())
"""
"""What is to be seen of the article, part by part."""


@pytest.mark.parametrize(("url", "id_"), ENTRIES)
def test_rest_of_an_entry_is_open_at_its_address_and_no_other(url: str, id_: str, page: Page, hosted: Host) -> None:
    page.goto(hosted.address + url)
    page.evaluate(PAINTED)
    assert page.evaluate(OPENED) == []
    page.goto(f"{hosted.address}id/{id_}/")
    page.wait_for_url(f"{hosted.address}{url}#{id_}")
    page.wait_for_function("document.querySelector('details[data-more][open]')")
    assert page.evaluate(OPENED) == [id_]


def test_rest_of_an_entry_opens_when_a_link_leads_to_it(page: Page, hosted: Host) -> None:
    url, id_ = ENTRIES[0]
    page.goto(hosted.address + url)
    page.evaluate(f"location.hash = '{id_}'")
    page.wait_for_function("document.querySelector('details[data-more][open]')")
    assert page.evaluate(OPENED) == [id_]
    expect(page.locator(f"#{id_}")).to_be_in_viewport()


@pytest.mark.parametrize("anchor", ["expectations-referral", "expectations-referral-forces", "nowhere", "%E0%A4%A"])
def test_heading_above_several_entries_opens_none(anchor: str, page: Page, hosted: Host) -> None:
    """The link that leads past the menu names the first heading of the page."""
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{hosted.address}expectations/referral/#{anchor}")
    page.evaluate(PAINTED)
    assert page.evaluate(OPENED) == []
    assert said == []


@pytest.mark.parametrize(("url", "id_"), ENTRIES)
def test_everything_that_an_entry_says_is_on_paper(url: str, id_: str, page: Page, hosted: Host) -> None:
    page.goto(hosted.address + url)
    page.emulate_media(media="print")
    for rest in page.locator("details[data-more]").all():
        assert rest.get_attribute("open") is None
        expect(rest.locator("a[data-permanent]")).to_be_visible()
    expect(page.locator(f'.record-foot[data-id="{id_}"] a[data-permanent]')).to_have_text(f"id/{id_}/")


def test_everything_that_an_entry_says_is_on_paper_without_javascript(
    new_context: CreateContextCallback, hosted: Host
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{hosted.address}expectations/referral/")
    page.emulate_media(media="print")
    for rest in page.locator("details[data-more]").all():
        expect(rest.locator("a[data-permanent]")).to_be_visible()


@pytest.mark.parametrize(("url", "id_"), ENTRIES)
def test_entry_is_printed_alone(url: str, id_: str, page: Page, hosted: Host) -> None:
    """The whole entry with all that is folded, and nothing else but the head of the page; then all is as before."""
    page.add_init_script("window.print = () => { window.asked = (window.asked ?? 0) + 1; }")
    page.goto(f"{hosted.address}{url}#{id_}")
    page.evaluate(PAINTED)
    before = page.evaluate(SEEN)
    title = page.locator(f"#{id_}").evaluate("at => at.firstChild.data.trim()")
    page.get_by_role("button", name=f"Print this entry: {title}", exact=True).click()
    assert page.evaluate("window.asked") == 1
    page.emulate_media(media="print")
    printed = page.evaluate(SEEN)
    assert printed[0].startswith(title)
    assert page.locator("article > [data-kind]:visible").count() == 1
    assert page.locator("article .record-foot:visible").count() == 1
    expect(page.locator(f'.record-foot[data-id="{id_}"] a[data-permanent]')).to_be_visible()
    expect(page.locator(".print-header")).to_be_visible()
    expect(page.locator(".colophon p")).to_be_visible()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(SEEN) == before
    page.emulate_media(media="print")
    assert page.locator("article > [data-kind]:visible").count() > 1


def test_record_on_a_page_of_its_own_needs_no_button_to_print(page: Page, hosted: Host) -> None:
    page.goto(f"{hosted.address}recommendations/rec-3/")
    expect(page.get_by_role("button", name=re.compile("^Copy link"))).to_have_count(1)
    expect(page.get_by_role("button", name=re.compile("^Print this entry"))).to_have_count(0)


@pytest.mark.parametrize(("url", "id_"), [*ENTRIES, ("recommendations/rec-3/", "rec-3"), ("glossary/", "term-ctlp")])
def test_report_of_an_error_carries_the_id_and_nothing_else(url: str, id_: str, page: Page, hosted: Host) -> None:
    """Where the site names a repository, its form is opened with the id filled in; else the page that says how."""
    form = f"/issues/new?template=error.yml&title={id_}&entry={id_}"
    link = page.locator(f'.record-foot[data-id="{id_}"]').get_by_text("Report an error", exact=True)
    page.goto(f"{hosted.address}{url}?typed=secret#{id_}")
    repository = page.locator("meta[name=repository]").get_attribute("content") or ""
    expect(link).to_have_attribute("href", f"{repository}{form}" if repository else f"{hosted.below}about/report/")
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () =>"
        " { document.querySelector('meta[name=repository]').content = 'https://code.example/prevent'; })"
    )
    page.reload()
    expect(link).to_have_attribute("href", f"https://code.example/prevent{form}")
