"""The CPD record as a reader uses it: by keyboard, on paper, without script, and what is handed on."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import lxml.html
import pytest
from playwright.async_api import Page as AsyncPage
from playwright.sync_api import Page, expect
from pytest_playwright import CreateContextCallback

from tests.helpers.crawler import PAINTED, REFUSED, STORED, axe_script, faults_of_stage, visit_each
from tests.helpers.pages_server import Host

URL = "tools/cpd/"
PRIVATE = "zebra that nobody else may read"


@pytest.fixture
def cpd(new_context: CreateContextCallback, hosted: Host) -> Page:
    """The page as it opens for the first time."""
    page = new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True).new_page()
    page.add_init_script("window.print = () => { window.asked = (window.asked ?? 0) + 1; }")
    page.goto(hosted.address + URL)
    return page


def fill_in(page: Page) -> None:
    """Write two entries, one on a module and one on something else."""
    page.get_by_label("Date").fill("2026-11-02")
    page.get_by_label("Module", exact=True).select_option(label="Module 7: Channel")
    page.get_by_label("Why you read it").fill("I was new to the panel")
    page.get_by_label("Minutes").fill("45")
    page.get_by_label("What happened?").fill("I read it\nand took the check")
    page.get_by_label("So what?").fill("We send whoever is free")
    page.get_by_label("Now what?").fill("Ask who can decide")
    page.get_by_label("Passed").check()
    page.get_by_label("Private note").fill(PRIVATE)
    page.get_by_role("button", name="Finish this entry").click()
    page.get_by_label("Date").fill("2026-11-30")
    page.get_by_label("Or the id or title").fill("rec-7")
    page.get_by_label("To repeat").check()
    page.get_by_role("button", name="Finish this entry").click()


def saved(page: Page, button: str) -> tuple[str, bytes]:
    """Press a button that saves a file; return the file's name and what is in it."""
    with page.expect_download() as found:
        page.get_by_role("button", name=button, exact=True).click()
    return found.value.suggested_filename, Path(found.value.path()).read_bytes()


def test_every_module_can_be_chosen(cpd: Page, hosted: Host) -> None:
    course = lxml.html.parse(hosted.site / "learn/index.html").xpath("//article//ol/li//a[1]/text()")
    options = cpd.get_by_label("Module", exact=True).locator("option").all_inner_texts()
    assert len(course) == 12
    assert options == ["–", *(f"Module {number}: {title}" for number, title in enumerate(course, 1))]


def test_journey_from_entry_to_summary_asks_nobody_and_stores_nothing(cpd: Page, address: str) -> None:
    requests: list[str] = []
    said: list[str] = []
    cpd.on("request", lambda request: requests.append(request.url))
    cpd.on("console", lambda message: said.append(message.text))
    cpd.on("pageerror", lambda error: said.append(str(error)))
    cpd.evaluate(REFUSED)
    fill_in(cpd)
    expect(cpd.locator(".cpd-entries li strong")).to_have_text(["rec-7", "Module 7: Channel"])
    cpd.get_by_role("button", name="Show the summary for your line manager").click()
    heading = cpd.get_by_role("heading", name="CPD record: a summary for my line manager")
    expect(heading).to_be_focused()
    cpd.get_by_role("button", name="Print", exact=True).click()
    name, page = saved(cpd, "Save as a page")
    assert re.fullmatch(r"prevent-cpd-summary-\d{4}-\d\d-\d\d\.html", name)
    text = " ".join(lxml.html.document_fromstring(page).text_content().split())
    for words in (
        "I made this record myself, and no one has checked it. It is a receipt, never a certificate.",
        "Period2 November 2026 to 30 November 2026",
        "Total time45 minutes, given for 1 of 2 entries",
        f"{address}id/rec-7/",
        "I read itand took the check",
        "Knowledge checkPassed",
    ):
        assert words in text
    assert PRIVATE not in page.decode()
    saved(cpd, "Save to a file")
    assert [url for url in requests if not url.startswith("blob:")] == []
    assert said == []
    assert cpd.evaluate("window.refused") == []
    assert cpd.evaluate(STORED) == []
    assert cpd.evaluate("window.asked") == 1


def on_paper(page: Page) -> str:
    """Return what a printer would show of the article."""
    page.emulate_media(media="print")
    text = page.locator("article").inner_text()
    page.emulate_media(media="screen")
    return text


def test_summary_is_printed_alone_without_private_notes(cpd: Page) -> None:
    fill_in(cpd)
    cpd.get_by_role("button", name=re.compile("^Edit: Module 7")).click()
    expect(cpd.get_by_label("Private note")).to_have_value(PRIVATE)
    cpd.emulate_media(media="print")
    expect(cpd.get_by_label("Private note")).to_be_hidden()
    cpd.emulate_media(media="screen")
    cpd.get_by_role("button", name="Show the summary for your line manager").click()
    cpd.get_by_role("button", name="Print", exact=True).click()
    printed = on_paper(cpd)
    assert "a receipt, never a certificate" in printed
    assert "We send whoever is free" in printed
    assert "Write an entry" not in printed
    assert PRIVATE not in printed
    cpd.emulate_media(media="print")
    assert cpd.locator("article :is(input, textarea):visible").count() == 0


def test_copy_for_oneself_has_all_and_says_that_it_is_private(cpd: Page) -> None:
    fill_in(cpd)
    cpd.get_by_role("button", name="Show everything, for yourself only").click()
    cpd.get_by_role("button", name="Print", exact=True).click()
    printed = on_paper(cpd)
    assert "Private: my whole CPD record" in printed
    assert "do not hand it on" in printed
    assert PRIVATE in printed
    name, page = saved(cpd, "Save as a page")
    assert "private" in name
    assert PRIVATE in page.decode()
    cpd.get_by_role("button", name="Edit: rec-7").click()
    cpd.get_by_label("Why you read it").fill("Asked by the board")
    assert cpd.locator("#cpd-output").inner_text() == "", "it shows what is no longer true"


def test_summary_can_be_of_a_period(cpd: Page) -> None:
    fill_in(cpd)
    cpd.get_by_label("First day").fill("2026-11-03")
    cpd.get_by_role("button", name="Show the summary for your line manager").click()
    expect(cpd.locator("#cpd-output h3")).to_have_text(["rec-7"])
    expect(cpd.locator("#cpd-output")).to_contain_text("3 November 2026 to 30 November 2026")


def test_entry_is_edited_removed_and_put_back(cpd: Page) -> None:
    fill_in(cpd)
    before = saved(cpd, "Save to a file")[1]
    cpd.get_by_role("button", name="Remove: rec-7").click()
    undo = cpd.get_by_role("button", name="Put it back")
    expect(undo).to_be_focused()
    expect(cpd.locator("#cpd-list").get_by_role("status")).to_have_text("Removed: rec-7.")
    expect(cpd.locator(".cpd-entries li")).to_have_count(1)
    cpd.keyboard.press("Enter")
    assert saved(cpd, "Save to a file")[1] == before
    cpd.get_by_role("button", name="Edit: Module 7: Channel").click()
    expect(cpd.get_by_label("Date")).to_have_value("2026-11-02")
    expect(cpd.get_by_label("Module", exact=True)).to_have_value("module-channel")
    expect(cpd.get_by_label("Passed")).to_be_checked()
    cpd.get_by_label("Or the id or title").fill("A book")
    expect(cpd.get_by_label("Module", exact=True)).to_have_value("")
    expect(cpd.locator(".cpd-entries strong").nth(1)).to_have_text("A book")
    cpd.get_by_label("Module", exact=True).select_option("module-duty")
    cpd.get_by_label("Module", exact=True).select_option("")
    expect(cpd.locator(".cpd-entries strong").nth(1)).to_have_text("Not named yet")


def test_what_is_missing_or_wrong_is_said_where_it_is(cpd: Page) -> None:
    status = cpd.locator("#cpd-form").get_by_role("status")
    cpd.get_by_role("button", name="Finish this entry").click()
    expect(status).to_have_text("Before you finish, give what you read.")
    expect(cpd.get_by_label("Module", exact=True)).to_be_focused()
    cpd.get_by_label("Minutes").fill("an hour")
    expect(status).to_have_text("Give the minutes as a whole number up to 1,440, or leave them out.")
    expect(cpd.get_by_label("Minutes")).to_have_attribute("aria-invalid", "true")
    cpd.get_by_label("Minutes").fill("60")
    expect(cpd.get_by_label("Minutes")).to_have_attribute("aria-invalid", "false")
    cpd.get_by_label("Date").fill("")
    expect(cpd.locator(".cpd-entries li")).to_contain_text("Still to give: what you read and the date.")


def test_record_is_written_by_keyboard_alone(cpd: Page) -> None:
    cpd.get_by_label("Module", exact=True).focus()
    cpd.keyboard.press("M")
    cpd.keyboard.press("Tab")
    cpd.keyboard.press("Tab")
    cpd.keyboard.type("New in post")
    cpd.keyboard.press("Tab")
    cpd.keyboard.type("45")
    for _ in range(3):
        cpd.keyboard.press("Tab")
    cpd.keyboard.press("Tab")
    cpd.keyboard.press("ArrowRight")
    expect(cpd.get_by_label("Passed")).to_be_checked()
    cpd.keyboard.press("Tab")
    cpd.keyboard.type("A note")
    cpd.keyboard.press("Tab")
    cpd.keyboard.press("Enter")
    expect(cpd.locator("#cpd-form").get_by_role("status")).to_contain_text("Finished: Module 1")
    for _ in range(2):  # past the permanent link of the heading
        cpd.keyboard.press("Tab")
    expect(cpd.get_by_role("button", name=re.compile("^Edit: Module 1"))).to_be_focused()
    keep = cpd.get_by_role("button", name="Keep on this device")
    keep.focus()
    cpd.keyboard.press("Enter")
    expect(cpd.locator(".tool-choices").get_by_role("button", name="Keep on this device")).to_be_focused()
    cpd.keyboard.press("Enter")
    expect(cpd.locator("#cpd-custody").get_by_role("status")).to_contain_text("Kept on this device.")
    expect(cpd.get_by_role("button", name="Save to a file")).to_be_focused()


def test_hint_on_what_not_to_type_stands_with_every_field_for_words(cpd: Page) -> None:
    fields = cpd.locator("#cpd-form :is(textarea, input[type=text]:not([inputmode]))").all()
    assert len(fields) == 6
    for field in fields:
        hint = cpd.locator(f"#{field.get_attribute('aria-describedby')}")
        expect(hint).to_contain_text(re.compile("no names, cases, intelligence, CTLP content", re.IGNORECASE))
        expect(hint).to_be_visible()


# ------------------------------------------------------------------------------------------------
# The published schema
# ------------------------------------------------------------------------------------------------


def published(hosted: Host) -> jsonschema.Draft202012Validator:
    schema = json.loads((hosted.site / "tools/schema/prevent-cpd-1.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_saved_file_follows_the_published_schema(cpd: Page, hosted: Host) -> None:
    fill_in(cpd)
    name, content = saved(cpd, "Save to a file")
    assert re.fullmatch(r"prevent-cpd-\d{4}-\d\d-\d\d\.json", name)
    file = json.loads(content)
    assert [entry["record"] for entry in file["entries"]] == ["rec-7", "module-channel"]
    assert list(published(hosted).iter_errors(file)) == []
    href = cpd.get_by_role("link", name="JSON Schema").get_attribute("href") or ""
    assert (hosted.site / URL / href).resolve() == hosted.site / "tools/schema/prevent-cpd-1.json"


@pytest.mark.parametrize(
    "changed",
    [
        {"record": "<b>"},
        {"date": "yesterday"},
        {"minutes": "45"},
        {"minutes": 1441},
        {"check": "certified"},
        {"why": "x" * 1001},
        {"privateNote": None},
        {"score": 10},
    ],
    ids=str,
)
def test_broken_file_does_not_follow_the_published_schema(changed: dict[str, Any], hosted: Host) -> None:
    entry = {"date": "", "record": "", "title": "", "why": "", "minutes": None, "happened": "", "meaning": ""}
    entry |= {"next": "", "check": "", "privateNote": ""}
    file = {"format": "prevent-cpd", "version": 1, "entries": [entry]}
    assert published(hosted).is_valid(file)
    assert not published(hosted).is_valid({**file, "entries": [{**entry, **changed}]})
    assert not published(hosted).is_valid({**file, "version": 2})


def test_every_field_of_the_schema_is_described(hosted: Host) -> None:
    fields = published(hosted).schema["properties"]["entries"]["items"]["properties"]
    assert [name for name, field in fields.items() if not field.get("description")] == []


# ------------------------------------------------------------------------------------------------
# Everywhere the site works
# ------------------------------------------------------------------------------------------------


def test_without_script_the_page_is_a_blank_entry_for_paper(new_context: CreateContextCallback, hosted: Host) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(hosted.address + URL)
    page.emulate_media(media="print")
    for label in ("Date", "Module", "Why you read it", "Minutes", "So what?", "Passed", "Private note"):
        expect(page.get_by_label(label, exact=label == "Module").first).to_be_visible()
    expect(page.locator("#cpd-warning")).to_be_visible()
    expect(page.get_by_text("Nothing is kept until you ask")).to_be_hidden()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) <= 2


STAGES = ("empty", "an error", "a choice", "a receipt")


async def at_a_stage(page: AsyncPage, url: str) -> list[str]:
    """Bring the page to a stage of its use, and return what is wrong with it."""
    url, _, stage = url.partition("#")
    await page.goto(f"{url}?{stage.replace(' ', '-')}")
    await page.evaluate(PAINTED)
    if stage == "an error":
        await page.get_by_label("Minutes").fill("an hour")
    if stage in ("a choice", "a receipt"):
        await page.get_by_label("Or the id or title").fill("rec-7")
        await page.get_by_label("Why you read it").fill("Anantidisestablishmentarianismofaword" * 3)
    if stage == "a choice":
        await page.get_by_role("button", name="Remove: rec-7").click()
        await page.get_by_role("button", name="Erase everything").click()
    if stage == "a receipt":
        await page.get_by_role("button", name="Show everything, for yourself only").click()
    return await faults_of_stage(page, stage)


def test_page_keeps_the_rules_at_every_stage_and_loses_nothing_when_enlarged(hosted: Host) -> None:
    urls = [f"{hosted.address}{URL}#{stage}" for stage in STAGES]
    found = visit_each(urls, at_a_stage, script=axe_script())
    faulty = [fault for of_stage in found.values() for fault in of_stage]
    assert faulty == [], "\n".join(faulty)


def test_record_works_from_a_folder_without_a_server(hosted: Host, page: Page) -> None:
    """As in the offline copy: the address is that of a file."""
    page.goto((hosted.site / URL / "index.html").as_uri())
    page.get_by_label("Or the id or title").fill("rec-7")
    _, content = saved(page, "Save to a file")
    assert json.loads(content)["entries"][0]["record"] == "rec-7"
    page.get_by_role("button", name="Show the summary for your line manager").click()
    assert "file:" not in page.locator("#cpd-output").inner_text(), "the summary tells where the reader keeps the site"
