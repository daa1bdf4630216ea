"""The builder of kits as a trainer uses it, and what is in the ZIP, byte for byte."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import jsonschema
import lxml.html
import pytest
from playwright.async_api import Page as AsyncPage
from playwright.sync_api import Locator, Page, Route, expect
from pytest_playwright import CreateContextCallback

from tests.helpers.crawler import PAINTED, REFUSED, STORED, axe_script, faults_of_stage, visit_each
from tests.helpers.pages_server import Host

URL = "teach/kit/"
OWN = {"README.txt", "before-and-after.docx", "run-sheet.csv", "run-sheet.docx"}
"""The files that the page makes."""

ORDER = "#kit-order"
MAKE = "Make the kit (one ZIP file)"


class Builder:
    """The page in a tab of a browser; every request and every fault of its scripts is noted."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.said: list[str] = []
        self.requests: list[str] = []
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("console", lambda message: self.said.append(message.text))
        page.on("request", lambda request: self.requests.append(request.url))
        page.add_init_script(REFUSED)
        page.goto(url)
        self.order = page.locator(ORDER)
        self.status = page.locator("#kit-make").get_by_role("status")
        self.total = page.locator(".kit-total")

    def boxes(self, name: str) -> list[Locator]:
        return self.page.locator(f"#kit-form input[name={name}]").all()

    def tick(self, name: str, *values: str) -> None:
        for value in values:
            self.page.locator(f"#kit-form input[name={name}][value='{value}']").check()

    def tick_all(self, *names: str) -> None:
        for name in names:
            for box in self.boxes(name):
                box.check()

    def make(self) -> zipfile.ZipFile:
        """Make the kit, and return it."""
        with self.page.expect_download() as found:
            self.page.get_by_role("button", name=MAKE).click()
        expect(self.status).to_contain_text("Saved as one ZIP file")
        assert re.fullmatch(r"prevent-kit-\d{4}-\d\d-\d\d\.zip", found.value.suggested_filename)
        kit = zipfile.ZipFile(io.BytesIO(Path(found.value.path()).read_bytes()))
        assert kit.testzip() is None
        return kit

    def lines(self) -> list[str]:
        """Return what stands in the running order."""
        return self.order.locator("li strong").all_inner_texts()


@pytest.fixture
def builder(new_context: CreateContextCallback, hosted: Host) -> Builder:
    page = new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True).new_page()
    return Builder(page, hosted.address + URL)


@pytest.fixture
def parts(site: Path) -> dict[str, Any]:
    """The list of the parts, as the build writes it."""
    text = (site / "kit/parts.js").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text.removeprefix("self.kitParts="))
    return found


def paths(parts: dict[str, Any], subject: str = "", level: str = "") -> set[str]:
    """Return the paths of the parts, all or those on one subject, of one level or whole."""
    ids = [each[0] for each in parts["subjects"]]
    return {
        path
        for number, _, of_level, path, _ in parts["files"]
        if of_level == level and (not subject or ids[number] == subject)
    }


def first(parts: dict[str, Any], group: str = "module", at: int = 0) -> tuple[str, str, int]:
    """Return the id, title and minutes of a subject of a group."""
    id_, _, title, _, minutes, *_ = [each for each in parts["subjects"] if each[1] == group][at]
    return id_, title, minutes


def texts_of(document: bytes) -> str:
    """Return the text of a Word document, with that of its tables."""
    read = docx.Document(io.BytesIO(document))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in read.paragraphs), *cells])


# ------------------------------------------------------------------------------------------------
# What is in a kit
# ------------------------------------------------------------------------------------------------


def test_kit_of_everything_holds_every_part_byte_for_byte(builder: Builder, parts: dict[str, Any], site: Path) -> None:
    builder.tick_all("subject", "format", "level")
    kit = builder.make()
    wanted = paths(parts)
    assert set(kit.namelist()) == wanted | OWN
    assert len(kit.namelist()) == len(wanted | OWN), "a file is there twice"
    for path in wanted:
        assert kit.read(path) == (site / "kit" / path).read_bytes(), path
    assert builder.said == []
    assert builder.page.evaluate("window.refused") == []
    assert builder.page.evaluate(STORED) == []


def test_total_says_what_is_in_the_kit(builder: Builder, parts: dict[str, Any]) -> None:
    expect(builder.total).to_have_text("0 files, 0 kB.")
    id_, _, minutes = first(parts)
    builder.tick_all("format")
    builder.tick("subject", id_)
    own = paths(parts, id_)
    size = sum(bytes_ for *_, path, bytes_ in parts["files"] if path in own)
    words = f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{round(size / 1000)} kB"
    files = f"{len(own)} file{'' if len(own) == 1 else 's'}"
    hours, rest = divmod(minutes + 9 * 60 + 30, 60)
    expect(builder.total).to_have_text(
        f"{minutes} minutes of teaching, from 09:30 to {hours:02}:{rest:02}. {files}, {words}."
    )


def test_levels_give_a_bank_for_each_level(builder: Builder, parts: dict[str, Any]) -> None:
    id_, *_ = first(parts)
    levels = [box.get_attribute("value") or "" for box in builder.boxes("level")]
    assert levels
    builder.tick_all("format")
    builder.tick("subject", id_)
    builder.page.get_by_label(levels[0].capitalize(), exact=True).uncheck()
    names = set(builder.make().namelist()) - OWN
    wanted = {path for level in levels[1:] for path in paths(parts, id_, level)}
    assert names & set.union(*(paths(parts, id_, level) for level in levels)) == wanted
    divided = {(subject, format_) for subject, format_, level, *_ in parts["files"] if level}
    whole = {path for subject, format_, level, path, _ in parts["files"] if not level and (subject, format_) in divided}
    assert not names & whole


def test_readme_names_each_file_and_the_terms(builder: Builder, parts: dict[str, Any], site: Path) -> None:
    id_, title, _ = first(parts)
    builder.tick_all("format")
    builder.tick("subject", id_)
    kit = builder.make()
    text = kit.read("README.txt").decode()
    for name in set(kit.namelist()) - {"README.txt"}:
        assert name in text, name
    home = lxml.html.parse(site / "index.html")
    edition = home.xpath("string(//meta[@name='edition']/@content)")
    assert parts["edition"] == edition
    for words in (title, parts["editionDay"], parts["licence"], "independent and unofficial", f"id/{id_}/"):
        assert words in text
    number = [each[0] for each in parts["subjects"]].index(id_)
    for of_subject, format_, level, *_ in parts["files"]:
        if of_subject == number and not level:
            assert parts["formats"][format_][2] in text


# ------------------------------------------------------------------------------------------------
# The 60-minute session, as a trainer builds it
# ------------------------------------------------------------------------------------------------


def test_sixty_minute_session_on_channel_takes_five_steps(builder: Builder, parts: dict[str, Any]) -> None:
    page = builder.page
    ready = page.get_by_label("Ready-made session")
    (name,) = [text for text in ready.locator("option").all_inner_texts() if re.match("60 minutes: .*: Channel", text)]
    ready.select_option(label=name)
    page.get_by_role("button", name="Use this session").click()
    expect(page.locator("#kit-ready-place").get_by_role("status")).to_contain_text("Chosen. 1 hour of teaching")
    page.get_by_label("Start time").fill("13:15")
    page.get_by_label("Start time").blur()
    builder.tick_all("format")
    kit = builder.make()
    _, *rows = csv.reader(io.StringIO(kit.read("run-sheet.csv").decode("utf-8-sig")))
    assert (rows[0][0], rows[-1][1]) == ("13:15", "14:15")
    assert sum(int(row[2]) for row in rows) == 60
    (module,) = [each for each in parts["subjects"] if each[0] == "module-channel"]
    assert [row[3:] for row in rows if row[4]] == [module[2:4]]
    assert paths(parts, "module-channel") < set(kit.namelist())
    sheet = texts_of(kit.read("run-sheet.docx"))
    for row in rows:
        assert all(words in sheet for words in row[:4])
    assert parts["editionDay"] in sheet
    tally = texts_of(kit.read("before-and-after.docx"))
    assert "Before: question" in tally
    assert "holds counts only, and no names" in tally


def test_every_ready_made_session_is_as_long_as_it_says(builder: Builder, parts: dict[str, Any]) -> None:
    ready = builder.page.get_by_label("Ready-made session")
    options = ready.locator("option").all()[1:]
    assert len(options) == len([each for each in parts["subjects"] if each[4]])
    for option in options:
        ready.select_option(option.get_attribute("value"))
        builder.page.get_by_role("button", name="Use this session").click()
        minutes = [int(field.input_value()) for field in builder.order.locator("li input").all()]
        assert option.inner_text().startswith(f"{sum(minutes)} minutes: ")


def test_steps_of_a_lesson_plan_are_in_the_run_sheet(builder: Builder, parts: dict[str, Any]) -> None:
    sessions = [each for each in parts["subjects"] if each[5]]
    for id_, _, title, _, minutes, steps, near in sessions:
        builder.page.get_by_label("Ready-made session").select_option(id_)
        builder.page.get_by_role("button", name="Use this session").click()
        assert builder.lines() == [title]
        ticked = [box.get_attribute("value") for box in builder.boxes("subject") if box.is_checked()]
        assert set(ticked) == {id_, *near}
        _, whole, *rows = csv.reader(io.StringIO(builder.make().read("run-sheet.csv").decode("utf-8-sig")))
        assert whole[2:4] == [str(minutes), title]
        assert [row[3] for row in rows] == [f"– {what}" for _, _, what in steps]
        assert sum(int(row[2]) for row in rows) == minutes


# ------------------------------------------------------------------------------------------------
# The running order
# ------------------------------------------------------------------------------------------------


def test_order_is_changed_by_keyboard_and_the_focus_stays(builder: Builder, parts: dict[str, Any]) -> None:
    one, two = first(parts, at=0), first(parts, at=1)
    page = builder.page
    for id_, *_ in (one, two):
        page.locator(f"#kit-form input[value='{id_}']").focus()
        page.keyboard.press("Space")
    assert builder.lines() == [one[1], two[1]]
    page.get_by_role("button", name=f"Move up: {two[1]}").focus()
    page.keyboard.press("Enter")
    assert builder.lines() == [two[1], one[1]]
    expect(builder.order.get_by_role("status")).to_have_text("Moved to place 1 of 2.")
    expect(page.get_by_role("button", name=f"Move down: {two[1]}")).to_be_focused()
    page.get_by_label(f"Minutes for {one[1]}").fill("25")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=f"Move up: {one[1]}")).to_be_focused()
    page.get_by_role("button", name=f"Remove from the running order: {two[1]}").focus()
    page.keyboard.press("Enter")
    assert builder.lines() == [one[1]]
    expect(page.locator(f"#kit-form input[value='{two[0]}']")).to_be_checked()
    expect(builder.total).to_contain_text("25 minutes of teaching, from 09:30 to 09:55")
    page.get_by_role("button", name="Add: break").focus()
    page.keyboard.press("Enter")
    assert builder.lines() == [one[1], "Break"]
    page.get_by_role("button", name="Add: check before the session").focus()
    page.keyboard.press("Enter")
    assert builder.lines() == ["Check before the session", one[1], "Break"]


def test_minutes_that_are_no_number_are_refused(builder: Builder, parts: dict[str, Any]) -> None:
    id_, title, minutes = first(parts)
    builder.tick("subject", id_)
    field = builder.page.get_by_label(f"Minutes for {title}")
    field.fill("Jo Smith")
    field.blur()
    expect(builder.order.get_by_role("status")).to_have_text("Give the minutes as a whole number, such as 40.")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(builder.total).to_contain_text(f"{minutes} minutes of teaching")


# ------------------------------------------------------------------------------------------------
# What goes wrong
# ------------------------------------------------------------------------------------------------


def refused(builder: Builder, said: str) -> None:
    """Ask for the kit, and see that none is saved."""
    saved: list[Any] = []
    builder.page.on("download", lambda download: saved.append(download))
    builder.page.get_by_role("button", name=MAKE).click()
    expect(builder.status).to_contain_text(said)
    expect(builder.page.get_by_role("button", name=MAKE)).to_be_enabled()
    assert saved == []


def chosen(builder: Builder, parts: dict[str, Any]) -> str:
    """Choose all on a module, and return one of its paths."""
    id_, *_ = first(parts)
    builder.tick_all("format")
    builder.tick("subject", id_)
    return sorted(paths(parts, id_))[-1]


def test_nothing_chosen_makes_no_kit(builder: Builder) -> None:
    refused(builder, "Nothing is chosen.")


def test_part_that_is_missing_makes_no_kit(builder: Builder, parts: dict[str, Any]) -> None:
    path = chosen(builder, parts)
    builder.page.route(f"**/kit/{path}", lambda route: route.fulfill(status=404, body="No"))
    refused(builder, f"The file {path} was not found, so no kit was saved.")


def test_connection_that_is_lost_half_way_makes_no_kit_until_it_is_back(
    builder: Builder, parts: dict[str, Any]
) -> None:
    path = chosen(builder, parts)
    builder.page.route(f"**/kit/{path}", lambda route: route.abort())
    refused(builder, f"The connection failed at {path}, so no kit was saved.")
    builder.page.unroute(f"**/kit/{path}")
    assert path in builder.make().namelist()


def test_part_of_another_edition_makes_no_kit(builder: Builder, parts: dict[str, Any], site: Path) -> None:
    path = chosen(builder, parts)
    content = bytearray((site / "kit" / path).read_bytes())
    content[-2] ^= 1
    builder.page.route(f"**/kit/{path}", lambda route: route.fulfill(body=bytes(content)))
    refused(builder, f"The file {path} is not the one that this page expects")


def test_offline_the_page_says_so(builder: Builder, parts: dict[str, Any]) -> None:
    chosen(builder, parts)
    builder.page.context.set_offline(True)
    refused(builder, "A part of this page did not load, so no kit was saved.")
    builder.page.context.set_offline(False)
    builder.make()


def test_making_can_be_stopped(builder: Builder, parts: dict[str, Any]) -> None:
    path = chosen(builder, parts)
    waiting: list[Route] = []
    builder.page.route(f"**/kit/{path}", lambda route: waiting.append(route))
    builder.page.get_by_role("button", name=MAKE).click()
    stop = builder.page.get_by_role("button", name="Stop")
    expect(stop).to_be_focused()
    builder.page.wait_for_function("() => document.querySelector('#kit-make progress').checkVisibility()")
    builder.page.keyboard.press("Enter")
    expect(builder.status).to_have_text("Stopped. No kit was saved.")
    expect(builder.page.get_by_role("button", name=MAKE)).to_be_focused()


def test_page_from_a_disk_chooses_but_points_to_the_list(
    new_context: CreateContextCallback, hosted: Host, parts: dict[str, Any]
) -> None:
    builder = Builder(new_context().new_page(), (hosted.site / URL / "index.html").as_uri())
    chosen(builder, parts)
    refused(builder, "This page was opened from a disk, where it cannot collect files.")
    assert builder.said == []


def test_list_of_parts_that_does_not_load_is_said(new_context: CreateContextCallback, hosted: Host) -> None:
    page = new_context().new_page()
    page.route("**/kit/parts.js", lambda route: route.abort())
    page.goto(hosted.address + URL)
    expect(page.locator("#kit-make")).to_contain_text("Or download the files one by one below.")


# ------------------------------------------------------------------------------------------------
# What is kept, and sent
# ------------------------------------------------------------------------------------------------


def test_choice_is_kept_only_if_the_trainer_asks(builder: Builder, parts: dict[str, Any]) -> None:
    id_, *_ = first(parts)
    page = builder.page
    builder.tick("subject", id_)
    page.get_by_label("Start time").fill("11:05")
    page.get_by_label("Start time").blur()
    assert page.evaluate(STORED) == []
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator(f"#kit-form input[value='{id_}']")).not_to_be_checked()
    builder.tick("subject", id_)
    page.get_by_role("button", name="Keep on this device").click()
    page.locator(".tool-choices").get_by_role("button", name="Keep on this device").click()
    page.reload()
    expect(page.locator(f"#kit-form input[value='{id_}']")).to_be_checked()
    assert page.evaluate(STORED) == ["localStorage work"]
    page.get_by_role("button", name="Erase everything").click()
    page.locator(".tool-choices").get_by_role("button", name="Erase everything").click()
    assert page.evaluate(STORED) == []
    expect(page.locator(f"#kit-form input[value='{id_}']")).not_to_be_checked()


def test_saved_choice_follows_the_published_schema_and_opens_again(
    builder: Builder, parts: dict[str, Any], hosted: Host
) -> None:
    path = chosen(builder, parts)
    with builder.page.expect_download() as found:
        builder.page.get_by_role("button", name="Save to a file").click()
    content = Path(found.value.path()).read_bytes()
    schema = json.loads((hosted.site / "tools/schema/prevent-kit-1.json").read_text())
    jsonschema.Draft202012Validator(schema).validate(json.loads(content))
    assert all("description" in field for name, field in schema["properties"].items() if name not in SELF_EVIDENT)
    builder.page.on("dialog", lambda dialog: dialog.accept())
    builder.page.reload()
    file = {"name": "x.json", "mimeType": "application/json", "buffer": content}
    builder.page.locator("#kit-custody input[type=file]").set_input_files(file)
    assert path in builder.make().namelist()


SELF_EVIDENT = ("format", "version")


def test_only_files_are_asked_for_and_nothing_that_is_typed(
    builder: Builder, parts: dict[str, Any], hosted: Host
) -> None:
    chosen(builder, parts)
    builder.page.get_by_label("Start time").fill("03:33")
    builder.page.get_by_label("Start time").blur()
    builder.requests.clear()
    builder.make()
    asked = {url.removeprefix(hosted.address) for url in builder.requests if not url.startswith("blob:")}
    scripts = {
        "assets/office.js",
        "assets/kit-files.js",
        "teach/before-after/data.js",
        "teach/before-after/questions.js",
    }
    wanted = {f"kit/{path}" for path in paths(parts, first(parts)[0])} | {"kit/SHA256SUMS"}
    assert asked == wanted | scripts


# ------------------------------------------------------------------------------------------------
# For every reader
# ------------------------------------------------------------------------------------------------


def test_without_script_every_file_can_be_downloaded(
    new_context: CreateContextCallback, hosted: Host, parts: dict[str, Any]
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(hosted.address + URL)
    expect(page.get_by_text("This part needs JavaScript")).to_be_visible()
    expect(page.locator(".kit-builder")).to_be_hidden()
    hrefs = [link.get_attribute("href") or "" for link in page.locator("article li a[href*='/kit/']").all()]
    assert {href.split("/kit/", 1)[1] for href in hrefs} == paths(parts)
    page.locator("article summary").first.click()
    with page.expect_download() as found:
        page.locator("article li a[href*='/kit/']:visible").first.click()
    assert Path(found.value.path()).stat().st_size


STAGES = ("empty", "chosen", "an error", "kept")


async def at_a_stage(page: AsyncPage, url: str) -> list[str]:
    """Bring the page to a stage of its use, and return what is wrong with it."""
    url, _, stage = url.partition("#")
    await page.goto(f"{url}?{stage.replace(' ', '-')}")
    await page.evaluate(PAINTED)
    if stage != "empty":
        await page.get_by_label("Ready-made session").select_option(index=1)
        await page.get_by_role("button", name="Use this session").click()
    if stage == "an error":
        await page.locator(f"{ORDER} li input").first.fill("an hour")
        await page.locator(f"{ORDER} li input").first.blur()
    if stage == "kept":
        await page.get_by_role("button", name="Keep on this device").click()
    return await faults_of_stage(page, stage)


def test_page_keeps_the_rules_at_every_stage_and_loses_nothing_when_enlarged(hosted: Host) -> None:
    urls = [f"{hosted.address}{URL}#{stage}" for stage in STAGES]
    found = visit_each(urls, at_a_stage, script=axe_script())
    faulty = [fault for of_stage in found.values() for fault in of_stage]
    assert faulty == [], "\n".join(faulty)
