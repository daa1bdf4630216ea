"""The page that checks a quotation, in a real browser. No sentence of a source is kept here, so headings are quoted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_playwright import CreateContextCallback

from tests.helpers.budgets import QUOTATION, QUOTATION_DATA
from tests.helpers.crawler import LOST, PAINTED, REFUSED, STORED, axe_script, axe_violations, visit_each
from tests.helpers.pages_server import Host, packed

PATH = "tools/quotation/"
HEADING = "Inconsistent decision making leads to different referral rates"
CHANGED = "Vulnerability to radicalisation should shine among other vulnerabilities on the internal referral form"
"""A heading in which one word is another."""

ANNEX = "port police forces; and the Civil Nuclear Police Authority"
"""Names in a list of Annex A."""

INVENTED = "The zebra7 chaired a panel of okapis and took the minutes home every Tuesday"


@pytest.fixture
def tool(page: Page, hosted: Host) -> Page:
    page.goto(hosted.address + PATH)
    return page


def check(page: Page, text: str) -> None:
    page.get_by_label("Sentence or passage to check").fill(text)
    page.get_by_role("button", name="Check quotation").click()


def status(page: Page) -> str:
    return page.locator("#quotation .quotation-status").inner_text()


def test_quotation_is_found_with_its_section_and_an_entry(tool: Page) -> None:
    check(tool, f"“{HEADING.upper()}”")
    assert status(tool).startswith("Word for word. Your text has 8 words. We found 100% of its word sequences.")
    where = tool.locator("#quotation-places + ul")
    expect(where).to_contain_text(f"External referrals › {HEADING}")
    expect(where).to_contain_text("(the 2020 report, the heading)")
    link = tool.locator("#quotation-records + ul a").first
    href = link.evaluate("link => link.href")
    link.click()
    expect(tool).to_have_url(href)
    expect(tool.locator(f"[id='{href.partition('#')[2]}']")).to_be_in_viewport()


def test_changed_word_is_marked_for_the_eye_and_in_words(tool: Page) -> None:
    check(tool, CHANGED)
    assert status(tool).startswith("Nearly: check the wording.")
    expect(tool.locator(".quotation-text mark")).to_have_text(["shine"])
    line = tool.locator(".quotation-text mark").first.evaluate("mark => getComputedStyle(mark).textDecorationLine")
    assert line == "underline"
    expect(tool.locator(".quotation-key")).to_contain_text("Underlined: words that we did not find")


def test_what_no_longer_applies_is_said(tool: Page) -> None:
    check(tool, ANNEX)
    assert status(tool).startswith("Word for word.")
    expect(tool.locator("#quotation-remarks + ul")).to_contain_text("was replaced on 31 December 2023")


def test_what_is_invented_is_not_found_and_gets_the_nearest_sections(tool: Page) -> None:
    check(tool, f"{INVENTED} with the Channel panel and its attendance")
    assert status(tool).startswith("Not found: nothing like it")
    assert "%" not in status(tool)
    expect(tool.locator("#quotation-nearest + ul li").first).to_contain_text("the 2020 report")
    expect(tool.locator("#quotation-places")).to_have_count(0)


def test_error_is_one_line_that_says_what_to_do(tool: Page) -> None:
    check(tool, "  ")
    assert status(tool) == "Nothing to check: paste a sentence into the field first."
    field = tool.get_by_label("Sentence or passage to check")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    check(tool, "word " * 1001)
    assert status(tool) == "The text is longer than 5,000 characters: check it in shorter pieces."
    check(tool, "Channel panel")
    assert status(tool).startswith("Too short to tell: check a quotation of 6 words or more.")
    expect(field).to_have_attribute("aria-invalid", "false")


def test_markup_in_a_quotation_is_text(tool: Page) -> None:
    check(tool, f"<img src=x onerror=window.harm=1> {HEADING} <b>bold</b>")
    expect(tool.locator(".quotation-text")).to_contain_text("<img src=x onerror=window.harm=1>")
    assert tool.locator("#quotation img, #quotation b").count() == 0
    assert tool.evaluate("window.harm") is None


def test_it_is_used_by_keyboard_alone(tool: Page) -> None:
    field = tool.get_by_label("Sentence or passage to check")
    field.focus()
    tool.keyboard.type(HEADING)
    tool.keyboard.press("Tab")
    expect(tool.get_by_role("button", name="Check quotation")).to_be_focused()
    tool.keyboard.press("Enter")
    expect(tool.get_by_role("status").filter(has_text="Word for word")).to_be_visible()
    tool.keyboard.press("Tab")
    tool.keyboard.press("Space")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    assert status(tool) == ""
    expect(tool.locator("#quotation-results")).to_be_empty()


def test_warning_is_read_with_the_field(tool: Page) -> None:
    field = tool.get_by_label("Sentence or passage to check")
    warning = tool.locator(f"#{field.get_attribute('aria-describedby')}")
    for words in (
        "names",
        "case details",
        "intelligence",
        "CTLP content",
        "protectively marked text",
        "not kept or sent",
    ):
        expect(warning).to_contain_text(words)
    expect(field).to_have_attribute("spellcheck", "false")  # some browsers send what they check
    expect(field).to_have_attribute("autocomplete", "off")


def test_nothing_is_asked_stored_or_put_in_an_address(new_context: CreateContextCallback, hosted: Host) -> None:
    page = new_context().new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script(REFUSED)
    address = hosted.address + PATH
    page.goto(address)
    expect(page.get_by_label("Sentence or passage to check")).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    earlier = len(hosted.asked)
    for text in (HEADING, CHANGED, INVENTED, "", "zebra7"):
        check(page, text)
    page.add_init_script("window.print = () => {}")
    assert asked == []
    assert hosted.asked[earlier:] == []
    assert page.url == address
    assert page.evaluate(STORED) == []
    assert page.context.cookies() == []
    assert page.evaluate("window.refused") == []
    assert said == []
    page.goto(f"{hosted.address}about/")
    page.go_back()
    expect(page.get_by_label("Sentence or passage to check")).to_have_value("")


def test_result_is_printed_alone_with_the_day_and_the_edition(page: Page, hosted: Host) -> None:
    page.add_init_script("window.print = () => { window.asked = (window.asked ?? 0) + 1; }")
    page.goto(hosted.address + PATH)
    check(page, CHANGED)
    page.get_by_role("button", name="Print this result").click()
    assert page.evaluate("window.asked") == 1
    page.emulate_media(media="print")
    expect(page.locator(".quotation-status")).to_be_visible()
    expect(page.locator(".quotation-text")).to_be_visible()
    expect(page.locator(".quotation-day")).to_contain_text(
        re.compile(r"^Checked on \d{1,2} \w+ \d{4} with the edition of \d{4}-\d\d-\d\d")
    )
    expect(page.locator("#quotation-form")).to_be_hidden()
    expect(page.locator("#tools-quotation-sections")).to_be_hidden()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("#tools-quotation-sections")).to_be_visible()


def test_without_a_script_the_page_says_how_to_check_by_hand(new_context: CreateContextCallback, hosted: Host) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(hosted.address + PATH)
    expect(page.locator("#quotation")).to_contain_text("check the sentence by hand")
    expect(
        page.get_by_role("article").get_by_role("link", name="the report on the inspectorate’s website")
    ).to_be_visible()
    sections = page.locator("#tools-quotation-sections ~ ul")
    expect(sections).to_contain_text("Pre-screening hinders understanding of the threat")
    assert sections.get_by_role("link").count() > 60
    assert page.locator("textarea").count() == 0


def test_it_works_from_a_disk(page: Page, site: Path) -> None:
    page.goto((site / PATH / "index.html").as_uri())
    check(page, HEADING)
    assert status(page).startswith("Word for word.")
    page.locator("#quotation-records + ul a").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert page.url.startswith("file:")


def test_data_that_is_missing_is_said(page: Page, hosted: Host) -> None:
    page.route("**/data.js", lambda route: route.abort())
    page.goto(hosted.address + PATH)
    expect(page.locator("#quotation")).to_contain_text("The check could not be loaded. Load the page again")


STATES = {"found": HEADING, "changed": CHANGED, "not found": INVENTED, "nothing": ""}


def test_each_state_keeps_the_rules_of_accessibility_at_every_width(hosted: Host) -> None:
    async def look(page: object, url: str) -> list[str]:
        from playwright.async_api import Page as AsyncPage

        assert isinstance(page, AsyncPage)
        url, _, state = url.partition("#")
        found = []
        for width in (320, 1280):
            await page.set_viewport_size({"width": width, "height": 800})
            for scheme in ("light", "dark"):
                await page.emulate_media(color_scheme=scheme)
                await page.goto(url)
                await page.evaluate(PAINTED)
                await page.get_by_label("Sentence or passage to check").fill(STATES[state])
                await page.get_by_role("button", name="Check quotation").click()
                where = f"{state} ({width} px, {scheme})"
                found += await axe_violations(page, where)
                found += [f"{where}: {lost}" for lost in await page.evaluate(LOST)]
        return found

    seen = visit_each([f"{hosted.address}{PATH}#{state}" for state in STATES], look, script=axe_script())
    found = [fault for faults in seen.values() for fault in faults]
    assert found == [], "\n".join(found)


def test_page_is_within_its_budget_and_no_other_loads_its_data(page: Page, hosted: Host, site: Path) -> None:
    sizes: dict[str, int] = {}
    page.on("response", lambda answer: sizes.__setitem__(answer.url, len(packed(answer.body()))))
    page.goto(hosted.address + PATH)
    expect(page.get_by_label("Sentence or passage to check")).to_be_visible()
    (data,) = [size for url, size in sizes.items() if url.endswith("/data.js")]
    assert 20_000 < data <= QUOTATION_DATA
    assert sum(sizes.values()) <= QUOTATION
    naming = [path for path in site.rglob("index.html") if "assets/quotation.js" in path.read_text(encoding="utf-8")]
    assert [path.relative_to(site).as_posix() for path in naming] == [f"{PATH}index.html"]
