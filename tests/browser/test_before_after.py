"""The counts before and after a session as a trainer uses them, with figures worked out by hand."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from playwright.async_api import Page as AsyncPage
from playwright.sync_api import Page, expect
from pytest_playwright import CreateContextCallback

from tests.helpers.crawler import PAINTED, REFUSED, STORED, axe_script, faults_of_stage, visit_each
from tests.helpers.pages_server import Host

URL = "teach/before-after/"
RESULT = ".tally-result"
SMALL = "Fewer than five people answered a question."


@pytest.fixture
def tool(new_context: CreateContextCallback, hosted: Host) -> Page:
    """The page as it opens for the first time, with a check chosen."""
    page = new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True).new_page()
    page.add_init_script(f"window.print = () => {{ window.asked = (window.asked ?? 0) + 1; }};{REFUSED}")
    page.goto(hosted.address + URL)
    page.get_by_label("Check", exact=True).select_option("course")
    return page


def count(page: Page, question: int, *counts: int | str) -> None:
    """Enter counts of a question: before answered and right, after answered and right."""
    row = page.locator("#before-after-form tbody tr").nth(question - 1)
    for field, value in zip(row.locator("input").all(), counts, strict=True):
        field.fill(str(value))


def figures(page: Page) -> list[list[str]]:
    """Return the table of the result."""
    rows = page.locator(f"{RESULT} tbody tr").all()
    return [[row.locator("th").inner_text(), *row.locator("td").all_inner_texts()] for row in rows]


def saved(page: Page, name: str) -> tuple[str, bytes]:
    with page.expect_download() as found:
        page.get_by_role("button", name=name).click()
    return found.value.suggested_filename, Path(found.value.path()).read_bytes()


def test_figures_are_those_worked_out_by_hand(tool: Page) -> None:
    count(tool, 1, 10, 4, 8, 7)  # 40 per cent, 87.5 per cent
    count(tool, 2, 30, 9, 16, 4)  # 30 per cent, 25 per cent
    count(tool, 3, 12, 12, "", "")
    assert figures(tool) == [
        ["Question 1", "4 of 10 (40%)", "7 of 8 (88%)", "+48 points"],
        ["Question 2", "9 of 30 (30%)", "4 of 16 (25%)", "−5 points"],
        ["Question 3", "12 of 12 (100%)", "–", "–"],
        ["All questions with both counts", "13 of 40 (33%)", "11 of 24 (46%)", "+13 points"],
    ]
    assert SMALL not in tool.locator(RESULT).inner_text()


def test_chart_says_the_same_as_the_table(tool: Page) -> None:
    count(tool, 1, 10, 4, 8, 7)
    count(tool, 2, 10, 0, 10, 10)
    chart = tool.get_by_role("img", name=re.compile("^Share of right answers before and after"))
    texts = chart.locator("text").all_text_contents()
    assert texts == ["Question 1", "before 40%", "after 88%", "Question 2", "before 0%", "after 100%"]
    widths = [box.evaluate("bar => bar.getBoundingClientRect().width") for box in chart.locator("rect").all()]
    whole = chart.evaluate("chart => chart.getBoundingClientRect().width")
    assert [round(width / widths[3] * 100) for width in widths] == [40, 88, 0, 100]
    assert all(box.evaluate("bar => getComputedStyle(bar).fill") == "none" for box in chart.locator("rect").all()[::2])
    ends = chart.locator("text").evaluate_all("all => all.map((text) => text.getBoundingClientRect().right)")
    assert max(ends) <= whole + chart.evaluate("chart => chart.getBoundingClientRect().left")


def test_few_people_bring_a_warning(tool: Page) -> None:
    count(tool, 1, 10, 4, 4, 3)
    expect(tool.locator(RESULT)).to_contain_text(SMALL)
    count(tool, 1, 10, 4, 5, 3)
    expect(tool.locator(RESULT)).not_to_contain_text(SMALL)


@pytest.mark.parametrize("typed", ["Jo Smith", "PC 1234 Smith", "=1+1", "<b>"])
def test_nothing_but_digits_stays_in_a_field(typed: str, tool: Page) -> None:
    field = tool.locator("#before-after-form input").first
    field.fill(typed)
    expect(tool.locator("#before-after-form").get_by_role("status")).to_have_text(
        "Give a whole number. Do not type names."
    )
    assert field.input_value() in ("", "1234", "11")
    assert b"Smith" not in saved(tool, "Save to a file")[1]


def test_counts_that_do_not_fit_are_named_beside_their_fields_and_left_out(tool: Page) -> None:
    count(tool, 1, 10, 11, 8, 7)
    row = tool.locator("#before-after-form tbody tr").first
    expect(row).to_contain_text("More people were right before the session than answered.")
    expect(row.locator("input").first).to_have_attribute("aria-invalid", "true")
    expect(tool.locator(RESULT)).to_be_empty()
    count(tool, 1, 10, 9, 8, 7)
    expect(row).not_to_contain_text("More people")
    expect(row.locator("input").first).to_have_attribute("aria-invalid", "false")


def test_number_of_people_is_entered_once_for_every_question(tool: Page) -> None:
    tool.get_by_label("People before the session").fill("12")
    tool.get_by_label("People after the session").fill("11")
    tool.get_by_role("button", name="Use for every question").click()
    rows = tool.locator("#before-after-form tbody tr").all()
    for row in rows:
        assert [field.input_value() for field in row.locator("input").all()] == ["12", "", "11", ""]


def test_csv_holds_the_same_figures_and_says_where_they_are_from(tool: Page) -> None:
    count(tool, 1, 10, 4, 3, 3)
    name, content = saved(tool, "Save the result as CSV")
    assert re.fullmatch(r"before-and-after-\d{4}-\d\d-\d\d\.csv", name)
    head, first, total, *notes = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert head[3:] == [
        *("Before: answered", "Before: right", "Before: right (%)"),
        *("After: answered", "After: right", "After: right (%)", "Change (percentage points)"),
    ]
    assert first[3:] == total[3:] == ["10", "4", "40", "3", "3", "100", "60"]
    said = " ".join(cell for row in notes for cell in row)
    for words in (SMALL, "does not show why answers changed", "edition of"):
        assert words in said
    shown = tool.locator("#before-after-form tbody tr").first.inner_text()
    assert first[0].split(". ", 1)[1] in shown


def test_result_and_sheet_are_printed_alone(tool: Page) -> None:
    count(tool, 1, 10, 4, 8, 7)
    tool.get_by_role("button", name="Print the result").click()
    tool.emulate_media(media="print")
    expect(tool.locator(RESULT)).to_be_visible()
    expect(tool.locator("#before-after-form")).to_be_hidden()
    tool.evaluate("dispatchEvent(new Event('afterprint'))")
    tool.emulate_media(media="screen")
    tool.get_by_role("button", name="Print the sheet above").click()
    tool.emulate_media(media="print")
    expect(tool.locator("#before-after-form table")).to_be_visible()
    expect(tool.locator(RESULT)).to_be_hidden()
    assert tool.evaluate("window.asked") == 2


def test_journey_asks_nobody_and_stores_nothing(new_context: CreateContextCallback, hosted: Host) -> None:
    page = new_context(accept_downloads=True).new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script(REFUSED)
    page.goto(hosted.address + URL)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.get_by_label("Check", exact=True).select_option(index=2)
    count(page, 1, 10, 4, 8, 7)
    saved(page, "Save the result as CSV")
    saved(page, "Save to a file")
    assert [url for url in requests if not url.startswith("blob:")] == []
    assert said == []
    assert page.evaluate("window.refused") == []
    assert page.evaluate(STORED) == []


def test_every_check_has_its_questions_in_the_sheet(tool: Page, hosted: Host) -> None:
    text = (hosted.site / URL / "data.js").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text.removeprefix("self.checkData="))
    choice = tool.get_by_label("Check", exact=True)
    assert choice.locator("option").all_inner_texts() == ["–", *(check["title"] for check in data["checks"])]
    for check in data["checks"]:
        choice.select_option(check["id"])
        rows = tool.locator("#before-after-form tbody tr").all_inner_texts()
        assert len(rows) == len(check["rows"])
        for row, (*_, before, after) in zip(rows, check["rows"], strict=True):
            assert all(question[2] in row for question in (before, after) if question)
        for name, path in check["pages"]:
            link = tool.locator("#before-after-check").get_by_role("link", name=name)
            assert link.evaluate("link => link.href") == hosted.address + path


def test_counts_of_one_check_are_not_lost_by_looking_at_another(tool: Page) -> None:
    count(tool, 1, 10, 4, 8, 7)
    choice = tool.get_by_label("Check", exact=True)
    choice.select_option(index=3)
    expect(tool.locator(RESULT)).to_be_empty()
    choice.select_option("course")
    assert figures(tool)[0][1] == "4 of 10 (40%)"


def test_saved_counts_follow_the_published_schema_and_open_again(tool: Page, hosted: Host) -> None:
    count(tool, 1, 10, 4, 8, 7)
    before = figures(tool)
    name, content = saved(tool, "Save to a file")
    assert re.fullmatch(r"prevent-before-after-\d{4}-\d\d-\d\d\.json", name)
    path = hosted.site / "tools/schema/prevent-before-after-1.json"
    jsonschema.Draft202012Validator(json.loads(path.read_text())).validate(json.loads(content))
    href = tool.get_by_role("link", name="JSON Schema").get_attribute("href") or ""
    assert (hosted.site / URL / href).resolve() == path
    tool.on("dialog", lambda dialog: dialog.accept())
    tool.reload()
    file = {"name": "x.json", "mimeType": "application/json", "buffer": content}
    tool.locator("#before-after-custody input[type=file]").set_input_files(file)
    expect(tool.locator(f"{RESULT} tbody tr").first).to_be_visible()
    assert figures(tool) == before


def test_counts_are_entered_by_keyboard_alone(tool: Page) -> None:
    tool.locator("#before-after-form input").first.focus()
    for value in ("10", "4", "8", "7"):
        tool.keyboard.type(value)
        tool.keyboard.press("Tab")
    assert figures(tool)[0] == ["Question 1", "4 of 10 (40%)", "7 of 8 (88%)", "+48 points"]
    expect(tool.locator("#before-after-form tbody tr").nth(1).locator("input").first).to_be_focused()


def test_without_script_the_page_is_a_blank_sheet_for_paper(new_context: CreateContextCallback, hosted: Host) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(hosted.address + URL)
    page.emulate_media(media="print")
    expect(page.locator("#before-after-form table")).to_be_visible()
    expect(page.locator("#before-after-warning")).to_be_visible()
    expect(page.get_by_text("Nothing is kept until you ask")).to_be_hidden()
    heights = page.locator("#before-after-form tbody tr").evaluate_all("all => all.map((row) => row.offsetHeight)")
    assert min(heights) >= 30, "there is no room to write"


def test_counts_work_from_a_folder_without_a_server(hosted: Host, page: Page) -> None:
    page.goto((hosted.site / URL / "index.html").as_uri())
    page.get_by_label("Check", exact=True).select_option("course")
    count(page, 1, 10, 4, 8, 7)
    assert figures(page)[0][1] == "4 of 10 (40%)"
    href = page.locator("#before-after-check a").first.get_attribute("href") or ""
    assert href.endswith("/index.html")


STAGES = ("empty", "a check", "an error", "a result")


async def at_a_stage(page: AsyncPage, url: str) -> list[str]:
    """Bring the page to a stage of its use, and return what is wrong with it."""
    url, _, stage = url.partition("#")
    await page.goto(f"{url}?{stage.replace(' ', '-')}")
    await page.evaluate(PAINTED)
    if stage != "empty":
        await page.get_by_label("Check", exact=True).select_option("course")
    if stage in ("an error", "a result"):
        values = ("10", "11", "8", "7") if stage == "an error" else ("4", "2", "8", "7")
        for at, value in enumerate(values):
            await page.locator("#before-after-form input").nth(at).fill(value)
    return await faults_of_stage(page, stage)


def test_page_keeps_the_rules_at_every_stage_and_loses_nothing_when_enlarged(hosted: Host) -> None:
    urls = [f"{hosted.address}{URL}#{stage}" for stage in STAGES]
    found = visit_each(urls, at_a_stage, script=axe_script())
    faulty = [fault for of_stage in found.values() for fault in of_stage]
    assert faulty == [], "\n".join(faulty)
