"""The plan and the briefing for a board in a real browser: what is exported is opened by independent readers."""

from __future__ import annotations

import csv
import datetime
import io
import json
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import icalendar
import openpyxl
import pytest
from playwright.async_api import Page as AsyncPage
from playwright.sync_api import Locator, Page, Route, expect
from pypdf import PdfReader
from pytest_playwright import CreateContextCallback

from knowledge.graph import Knowledge
from knowledge.kinds.assessment import EVIDENCE, LEVELS, Assessment
from knowledge.vocabulary import AREAS
from tests.helpers.crawler import REFUSED, STORED, axe_script, faults_at_any_size, visit_each
from tests.helpers.pages_server import Host

PAGE = "tools/assess/"
RUN = "document.title='run'"
HOSTILE = (
    f'<img src=x onerror="{RUN}"></textarea><script>{RUN}</script>',
    '=HYPERLINK("https://elsewhere.example","x")',
    "+1",
    "-1",
    "@SUM(A1)",
    "'=1",
    "]]></w:t></si>&amp;",
    'a "b", c; d',
    "__proto__",
)
HEADINGS = [
    "Priority",
    "Action",
    "Owner (role or initials)",
    "Date",
    "Link to CTLP or partnership plan",
    "Evidence of completion",
    "Done",
]
LABELS = {"link": "Link to CTLP or partnership plan", "evidence": "Evidence of completion"}
A4 = (595, 842)


class Watched:
    """The page of the plan, of which all that it asks for and complains of is noted."""

    def __init__(self, page: Page, address: str, folder: Path) -> None:
        self.page = page
        self.folder = folder
        self.address = address
        self.said: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("dialog", lambda dialog: dialog.accept())
        page.add_init_script(REFUSED + "window.print = () => { window.isPrinting = true; };")
        page.goto(address)
        page.on("request", lambda request: request.url.startswith("blob:") or self.requests.append(request.url))

    def check_silence(self) -> None:
        """Raise AssertionError unless nothing was asked for, stored, refused or run."""
        assert self.requests == []
        assert self.said == []
        assert self.page.evaluate("window.refused") == []
        assert self.page.evaluate(STORED) == []
        assert self.page.url.partition("#")[0] == self.address
        assert self.page.title() != "run"

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def saved(self, name: str) -> Path:
        """Return the file that a button offers to save."""
        with self.page.expect_download() as download:
            self.press(name)
        path = self.folder / download.value.suggested_filename
        download.value.save_as(path)
        return path

    def document(self) -> dict[str, Any]:
        """Return what the page holds, as it saves it."""
        found: dict[str, Any] = json.loads(self.saved("Save to a file").read_text(encoding="utf-8"))
        return found

    def field(self, at: int, name: str) -> Locator:
        """Return a field of the form of an action."""
        return self.page.locator(".action").nth(at).get_by_label(LABELS.get(name, name.capitalize()), exact=True)

    def fill(self, at: int, **texts: str) -> None:
        """Fill in the form of an action."""
        for name, text in texts.items():
            self.field(at, name).fill(text)

    def open(self, button: str, name: str, content: bytes) -> None:
        """Open a file, as a reader does."""
        with self.page.expect_file_chooser() as chooser:
            self.press(button)
        chooser.value.set_files({"name": name, "mimeType": "", "buffer": content})

    def printed(self) -> PdfReader:
        """Return what the browser prints as the board pack."""
        self.press("Print the board pack")
        assert self.page.evaluate("window.isPrinting")
        return PdfReader(io.BytesIO(self.page.pdf(prefer_css_page_size=True)))


@pytest.fixture
def watched(hosted: Host, page: Page, tmp_path: Path) -> Watched:
    return Watched(page, hosted.address + PAGE, tmp_path)


def assess(page: Page, level: Callable[[int], str], evidence: str) -> None:
    for at, box in enumerate(page.locator(".ask").all()):
        box.locator(f'.level input[value="{level(at)}"]').check()
        box.locator(f'.evidence input[value="{evidence}"]').check()


def text_of(reader: PdfReader) -> str:
    """Return the text of all sheets, on one line."""
    return " ".join(" ".join(sheet.extract_text().split()) for sheet in reader.pages)


def sheet_of(path: Path) -> Any:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Workbook contains no default style")  # a workbook need not have one
        return openpyxl.load_workbook(path).active


def rows_of(path: Path) -> list[list[Any]]:
    return [["" if cell is None else cell for cell in row] for row in sheet_of(path).iter_rows(values_only=True)]


def test_whole_journey_from_answers_to_files_that_others_open(watched: Watched, knowledge: Knowledge) -> None:
    page = watched.page
    asked = knowledge.of(Assessment)
    levels = list(LEVELS)
    assess(page, lambda at: levels[at % 6], "seen")
    watched.press("Suggest priorities")
    watched.press("Add my priorities")
    expect(page.locator(".action")).to_have_count(5)
    expect(watched.field(0, "action")).to_be_focused()
    expect(page.locator(".action .flag").first).to_have_text("Missing: what will be done, owner, date, link, evidence.")
    days = [datetime.date(2027, month, 15) for month in (5, 4, 3, 2, 1)]
    for at, day in enumerate(days):
        watched.fill(at, action=f"Do thing {at}", owner="DCI, Prevent", date=day.isoformat(), link="Line 4")
    watched.fill(0, evidence="Minutes")
    expect(page.locator(".action .flag").first).to_be_empty()
    expect(page.locator(".action .flag").last).to_have_text("Missing: evidence.")
    watched.field(4, "done").check()
    expect(page.locator(".action .flag").last).to_contain_text("It is marked as done without evidence.")
    page.get_by_label("Sort by").select_option("Date")
    watched.press("Sort")
    expect(watched.field(0, "action")).to_have_value("Do thing 4")

    before = watched.document()
    texts = {each.id: each.question for each in asked}
    workbook, text = watched.saved("Save as a spreadsheet"), watched.saved("Save as CSV")
    head, *rows = rows_of(workbook)
    assert head == HEADINGS
    assert [row[0] for row in rows] == [texts[action["priority"]] for action in before["actions"]]
    assert [row[3].date() for row in rows] == sorted(days)
    assert [row[6] for row in rows] == ["yes", "no", "no", "no", "no"]
    with text.open(encoding="utf-8-sig", newline="") as file:
        head, *lines = csv.reader(file)
    assert head == HEADINGS
    assert [line[1:4] for line in lines] == [[row[1], row[2], row[3].date().isoformat()] for row in rows]

    events = icalendar.Calendar.from_ical(watched.saved("Save reminders for a calendar").read_bytes()).events
    assert [event.start for event in events] == sorted(days)[1:], "what is done needs no reminder"
    assert str(events[0]["summary"]) == "Do thing 3"
    assert "Owner: DCI, Prevent" in str(events[0]["description"])

    for path in (workbook, text):
        watched.press("Remove action 1")
        watched.open("Open a spreadsheet", path.name, path.read_bytes())
        watched.press("Replace the plan")
        expect(page.locator(".action")).to_have_count(5)
        assert watched.document() == before

    word = docx.Document(str(watched.saved("Save as a Word document")))
    check_document(word)
    assert [row.cells[2].text for row in word.tables[1].rows][:2] == ["Owner", "DCI, Prevent"]
    printed = watched.printed()
    assert len(printed.pages) == 2
    said = text_of(printed)
    for words in (
        AREAS["channel"],
        "Partly in place:",
        "(seen by me)",
        "Do thing 0",
        "15 May 2027",
        "id/source-hmicfrs-2020/",
    ):
        assert words in said, f"the pack does not say {words}"
    watched.check_silence()


def check_document(word: Any) -> None:
    """Raise AssertionError unless a Word document has what makes it easy to read and to edit."""
    styles = [paragraph.style.name for paragraph in word.paragraphs if paragraph.style.name != "Normal"]
    assert styles[0] == "Title"
    assert styles.count("Heading 1") == 6
    assert word.core_properties.title == "Prevent: briefing for the board"
    assert word.styles.element.xpath("//w:docDefaults//w:lang/@w:val") == ["en-GB"]
    assert [len(table.columns) for table in word.tables] == [2, 4]
    for table in word.tables:
        assert table.rows[0]._tr.xpath(".//w:tblHeader"), "the head of a table is not repeated on the next sheet"
    size = word.sections[0]
    assert (round(size.page_width.pt), round(size.page_height.pt)) == A4
    links = [rel.target_ref for rel in word.part.rels.values() if rel.is_external]
    assert links
    assert all("/id/" in link or link.endswith("/developments/") for link in links)


def test_pack_without_an_assessment_leaves_room_to_write(watched: Watched) -> None:
    word = docx.Document(str(watched.saved("Save as a Word document")))
    check_document(word)
    standing, priorities = word.tables
    assert [row.cells[0].text for row in standing.rows][1:] == list(AREAS.values())
    assert {row.cells[1].text for row in standing.rows[1:]} == {""}
    assert len(priorities.rows) == 6
    printed = watched.printed()
    assert len(printed.pages) == 2
    assert "Which version of the Prevent duty guidance" in text_of(printed)
    watched.check_silence()


@pytest.mark.parametrize("evidence", EVIDENCE)
def test_fullest_pack_takes_two_sheets_and_stands_alone_on_them(watched: Watched, evidence: str) -> None:
    page = watched.page
    assess(page, lambda at: list(LEVELS)[at % 6], evidence)
    watched.press("Suggest priorities")
    watched.press("Add my priorities")
    for at in range(5):
        watched.fill(at, action="Wherever it will " * 17, owner="W" * 80, date="2027-09-28")
    printed = watched.printed()
    assert [(round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in printed.pages] == [A4, A4]
    said = text_of(printed)
    assert said.count("Prevent: briefing for the board") + said.count("Prevent: brieﬁng for the board") == 1
    assert "In an emergency, call 999." in said
    for words in ("Skip to", "Suggest priorities", "Why we ask", "Keep, save or erase"):
        assert words not in said, "the pack does not stand alone"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("[data-printed]").count() == 0
    expect(page.get_by_role("button", name="Suggest priorities")).to_be_visible()


def test_longer_pack_is_written_smaller(page: Page, hosted: Host, tmp_path: Path) -> None:
    def longer(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("?</legend>", f" {'and then some ' * 6}?</legend>"))

    page.route(f"**/{PAGE}", longer)
    watched = Watched(page, hosted.address + PAGE, tmp_path)
    assess(page, lambda at: list(LEVELS)[at % 6], "tested")
    watched.press("Suggest priorities")
    watched.press("Print the board pack")
    assert page.locator(".board[data-printed]").evaluate("at => at.style.fontSize") in ("8.5pt", "8pt")
    assert len(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages) == 2


def test_hostile_text_stays_text_in_every_file(watched: Watched) -> None:
    page = watched.page
    for at, text in enumerate(HOSTILE):
        watched.press("Add an action")
        watched.fill(at, action=text, owner=text[:80], date="2027-01-31", link=text, evidence=text)
    page.get_by_text("See the board pack").click()
    expect(page.locator(".board table")).to_have_count(2)
    assert page.locator(".board img, .board script").count() == 0
    before = watched.document()
    workbook, text_file = watched.saved("Save as a spreadsheet"), watched.saved("Save as CSV")
    cells = [cell for row in sheet_of(workbook).iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "d"}, "a cell is a formula"
    texts = [row[1] for row in rows_of(workbook)[1:]]
    assert texts[:-1] == list(HOSTILE)[:-1]
    with text_file.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))[1:]
    assert [line[1].removeprefix("'") if line[1].lstrip("'")[0] in "=+-@" else line[1] for line in lines] == list(
        HOSTILE
    )
    assert not [cell for line in lines for cell in line if cell[:1] in tuple("=+-@")]
    (event, *_) = icalendar.Calendar.from_ical(watched.saved("Save reminders for a calendar").read_bytes()).events
    assert str(event["summary"]) == HOSTILE[0]
    word = docx.Document(str(watched.saved("Save as a Word document")))
    assert [row.cells[1].text for row in word.tables[1].rows][1:] == list(HOSTILE[:5])
    for path in (workbook, text_file):
        watched.open("Open a spreadsheet", path.name, path.read_bytes())
        watched.press("Replace the plan")
        assert watched.document() == before
    watched.check_silence()


def test_full_plan_of_long_texts_goes_out_and_comes_back(watched: Watched) -> None:
    """It is bigger than what the libraries would hand to a worker, which the policy refuses."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADINGS)
    for at in range(100):
        long = f"{at} " + "é&" * 140
        sheet.append(["", long, "Lead", datetime.date(2027, 1, 31), f"Link {long}", f"Evidence {long}", "no"])
    content = io.BytesIO()
    book.save(content)
    watched.open("Open a spreadsheet", "plan.xlsx", content.getvalue())
    expect(watched.page.locator(".action")).to_have_count(100)
    rows = rows_of(watched.saved("Save as a spreadsheet"))
    assert len(rows) == 101
    assert rows[100][1] == "99 " + "é&" * 140
    watched.press("Add an action")
    expect(watched.page.get_by_text("A plan holds 100 actions. Remove some first.")).to_be_visible()
    expect(watched.page.locator(".action")).to_have_count(100)
    watched.check_silence()


def table(*rows: str) -> bytes:
    return "\r\n".join([";".join(HEADINGS), *rows]).encode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "This spreadsheet is empty."),
        (b"PK\x03\x04 no workbook", "This file cannot be read as a spreadsheet."),
        (b"x" * 2_000_001, "This file cannot be read as a spreadsheet."),
        (b"Priority;Action\r\n;x", "The column “Owner (role or initials)” is missing."),
        (table(";x;;soon;;;"), "Row 2, “Date”: soon is not a date such as 2027-01-31."),
        (table(";x;;;;;", f";x;{'y' * 81};;;;"), "Row 3, “Owner (role or initials)”: has more than 80 characters."),
        (table(f"{HOSTILE[0]};x;;;;;".replace(";d", "d")), "“Priority”: is not a question on this page."),
        (table(*[";x;;;;;"] * 101), "This spreadsheet has 101 actions. A plan holds 100."),
    ],
)
def test_spreadsheet_that_cannot_be_used_changes_nothing(watched: Watched, content: bytes, said: str) -> None:
    watched.press("Add an action")
    watched.fill(0, action="Stays")
    watched.open("Open a spreadsheet", "x.csv", content)
    status = watched.page.locator("#assess-actions [role=status]", has_text=said)
    expect(status).to_be_visible()
    assert "\n" not in status.inner_text()
    assert [action["action"] for action in watched.document()["actions"]] == ["Stays"]
    watched.check_silence()


def test_what_was_removed_can_be_put_back_and_a_spreadsheet_can_be_added(watched: Watched) -> None:
    page = watched.page
    for at, text in enumerate(("First", "Second")):
        watched.press("Add an action")
        watched.fill(at, action=text, owner="DCI")
    before = watched.document()
    watched.press("Remove action 1")
    expect(page.get_by_role("button", name="Put it back")).to_be_focused()
    page.keyboard.press("Enter")
    expect(watched.field(0, "action")).to_be_focused()
    assert watched.document() == before
    watched.open("Open a spreadsheet", "x.csv", table(";Third;;31/01/2027;;;yes"))
    watched.press("Go back")
    assert watched.document() == before
    watched.open("Open a spreadsheet", "x.csv", table(";Third;;31/01/2027;;;yes"))
    watched.press("Add to the plan")
    added = watched.document()["actions"][2]
    assert (added["action"], added["due"], added["done"]) == ("Third", "2027-01-31", True)
    watched.check_silence()


def test_plan_by_keyboard_alone(watched: Watched) -> None:
    page = watched.page
    page.get_by_role("button", name="Add an action").focus()
    page.keyboard.press("Enter")
    for text in ("Hold the board", "DCI", "Line 4", "Minutes"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
        while page.evaluate("document.activeElement.type") == "date":  # it has a place for each part of a day
            page.keyboard.type("01")
            page.keyboard.press("Tab")
    page.keyboard.press("Space")
    (action,) = watched.document()["actions"]
    assert (action["action"], action["owner"], action["link"], action["evidence"], action["done"]) == (
        *("Hold the board", "DCI", "Line 4", "Minutes"),
        True,
    )


def test_what_needs_the_libraries_says_so_where_they_did_not_load(page: Page, hosted: Host) -> None:
    page.route("**/office.js", lambda route: route.abort())
    page.goto(hosted.address + PAGE)
    for name in ("Save as a spreadsheet", "Save as a Word document"):
        page.get_by_role("button", name=name).click()
    expect(page.get_by_text("A part of this page did not load.")).to_have_count(2)


def test_plan_and_outline_are_there_without_a_script(hosted: Host, new_context: CreateContextCallback) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(hosted.address + PAGE)
    expect(page.locator("#assess-plan table")).to_be_visible()
    expect(page.locator("#assess-brief h3")).to_have_count(6)
    assert page.locator("#assess-brief-sources, #tools-assess-brief-sources ~ ul a").count() >= 3


async def at_every_step(page: AsyncPage, url: str) -> list[str]:
    """Return what axe-core has against the page, and what is lost of it on a small screen, at each step."""
    found: list[str] = []

    async def look(step: str) -> None:
        found.extend(await faults_at_any_size(page, step))

    await page.goto(url)
    for box in (await page.locator(".ask").all())[:8]:
        await box.locator('.level input[value="no"]').check()
    await page.get_by_role("button", name="Suggest priorities").click()
    await page.get_by_role("button", name="Add my priorities").click()
    await page.locator(".action textarea").first.fill("W" * 300)
    await page.locator(".action input[type=text]").first.fill("W" * 80)
    await page.get_by_text("See the board pack").click()
    await page.locator(".board").wait_for()
    await page.get_by_role("button", name="Remove action 2").click()
    file: Any = {"name": "x.csv", "mimeType": "text/csv", "buffer": table(f";{'W' * 300};;;;;")}
    await page.locator("#assess-actions input[type=file]").set_input_files(file)
    await page.get_by_role("button", name="Replace the plan").wait_for()
    await look("with a choice")
    file["buffer"] = b"W" * 300
    await page.locator("#assess-actions input[type=file]").set_input_files(file)
    await page.get_by_text("is missing. Correct it").wait_for()
    await look("with an error")
    return found


def test_plan_and_pack_keep_the_rules_of_accessibility_at_320_px_too(hosted: Host) -> None:
    (found,) = visit_each([hosted.address + PAGE], at_every_step, script=axe_script()).values()
    assert found == [], "\n".join(found)
