"""What the tools do with what a reader types: nothing until asked; then it is in one place, and lost nowhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Dialog, FilePayload, Locator, expect
from pytest_playwright import CreateContextCallback

from tests.helpers.crawler import STORED
from tests.helpers.pages_server import Host

KEPT = "JSON.parse(localStorage.getItem('work') ?? 'null')?.documents['prevent-cpd'] ?? null"
SECRET = "four words that do not belong together"
ENTRY = {
    "date": "2026-11-30",
    "record": "rec-7",
    "title": "",
    "why": "From a file",
    "minutes": 45,
    "happened": "",
    "meaning": "",
    "next": "",
    "check": "",
    "privateNote": "",
}


class Tool:
    """The CPD record in a tab of a browser, as a reader uses it. Every fault of its scripts is noted."""

    def __init__(self, context: BrowserContext, host: Host, script: str = "") -> None:
        self.page = context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("dialog", self._answer)
        if script:
            self.page.add_init_script(script)
        self.page.goto(f"{host.address}tools/cpd/")
        self.why = self.page.get_by_label("Why you read it")
        self.custody = self.page.locator("#cpd-custody")
        self.state = self.custody.locator("p").first
        self.status = self.custody.get_by_role("status")
        self.choices = self.custody.locator(".tool-choices")

    def _answer(self, dialog: Dialog) -> None:
        self.asked.append(dialog.type)
        dialog.accept()

    def press(self, name: str, within: Locator | None = None) -> None:
        (within or self.custody).get_by_role("button", name=name, exact=True).click()

    def type(self, text: str) -> None:
        """Type as a reader does, since a browser asks on leaving only a page that was used."""
        self.why.click()
        self.why.fill(text)

    def choose(self, name: str) -> None:
        self.press(name, self.choices)

    def keep(self) -> None:
        self.press("Keep on this device")
        self.choose("Keep on this device")

    def save(self) -> bytes:
        """Save to a file, and return what is in it."""
        with self.page.expect_download() as found:
            self.press("Save to a file")
        return Path(found.value.path()).read_bytes()

    def open(self, content: str | bytes | Path) -> None:
        """Open a file, or one with this content; what is large gets to the browser sooner as a file."""
        if isinstance(content, str):
            content = content.encode()
        if isinstance(content, bytes):
            file: FilePayload | Path = FilePayload(name="x.json", mimeType="application/json", buffer=content)
        else:
            file = content
        self.custody.locator("input[type=file]").set_input_files(file)

    def erase(self) -> None:
        self.press("Erase everything")
        self.choose("Erase everything")

    def stored(self) -> list[str]:
        found: list[str] = self.page.evaluate(STORED)
        return found

    def kept(self) -> str | None:
        found: str | None = self.page.evaluate(KEPT)
        return found

    def asks_on_leaving(self) -> bool:
        """Leave the page, and say whether the browser asked first."""
        self.asked.clear()
        self.page.goto("about:blank")
        return self.asked == ["beforeunload"]


def record(*entries: dict[str, Any], **changed: Any) -> str:
    """Return the file of a record."""
    return json.dumps({"format": "prevent-cpd", "version": 1, "entries": entries or [ENTRY], **changed})


@pytest.fixture
def context(new_context: CreateContextCallback) -> BrowserContext:
    """One reader's browser."""
    return new_context()


@pytest.fixture
def tool(context: BrowserContext, hosted: Host) -> Iterator[Tool]:
    """The page as it opens for the first time; no test may leave a fault of a script behind."""
    made = Tool(context, hosted)
    yield made
    assert made.said == []


# ------------------------------------------------------------------------------------------------
# Nothing is stored until asked
# ------------------------------------------------------------------------------------------------


def test_nothing_is_stored_until_the_reader_asks(tool: Tool) -> None:
    tool.type("zebra")
    expect(tool.state).to_have_text("Nothing is kept. What you type is gone when you close this page.")
    tool.page.get_by_label("Private note").fill("zebra")
    tool.page.get_by_label("Passed").check()
    tool.page.get_by_role("button", name=re.compile("^Show the summary")).click()
    tool.custody.get_by_label(re.compile("^Passphrase")).fill(SECRET)
    tool.save()
    tool.press("Keep on this device")
    expect(tool.choices).to_contain_text("Do not keep it on a device that others use.")
    assert tool.stored() == [], "only the question was asked"
    tool.choose("Do not keep")
    tool.open(record())
    expect(tool.why).to_be_empty()
    tool.page.get_by_role("button", name="Edit: rec-7").click()
    tool.type("zebra again")
    assert tool.stored() == []
    assert "zebra" not in tool.page.url


def test_what_is_kept_stands_in_one_place_with_the_time_and_follows_each_change(tool: Tool) -> None:
    tool.type("zebra")
    tool.keep()
    expect(tool.state).to_contain_text(re.compile(r"^Kept on this device since \d+ \w+ 20\d\d at \d\d:\d\d\.$"))
    assert tool.stored() == ["localStorage work"]
    since = tool.page.evaluate("JSON.parse(localStorage.work).since")
    tool.type("zebra and okapi")
    assert "zebra and okapi" in (tool.kept() or "")
    assert tool.stored() == ["localStorage work"]
    assert not tool.asks_on_leaving()
    tool.page.go_back()
    tool.page.get_by_role("button", name=re.compile("^Edit: ")).click()
    expect(tool.why).to_have_value("zebra and okapi")
    expect(tool.state).to_contain_text("Kept on this device since")
    assert tool.page.evaluate("JSON.parse(localStorage.work).since") == since


def test_passphrase_is_kept_nowhere(tool: Tool) -> None:
    tool.type("zebra")
    tool.custody.get_by_label(re.compile("^Passphrase")).fill(SECRET)
    tool.keep()
    tool.save()
    expect(tool.custody.get_by_label(re.compile("^Passphrase"))).to_be_empty()
    assert SECRET not in tool.page.evaluate("JSON.stringify({ ...localStorage, ...sessionStorage })")


def test_erasing_leaves_nothing_on_the_device_or_on_the_page(tool: Tool) -> None:
    tool.type("zebra one")
    tool.page.get_by_label("Or the id or title").fill("zebra two")
    tool.page.get_by_label("Private note").fill("zebra three")
    tool.keep()
    tool.page.get_by_role("button", name="Finish this entry").click()
    tool.page.get_by_label("Or the id or title").fill("zebra four")
    tool.page.get_by_role("button", name="Remove: zebra four").click()
    tool.page.get_by_role("button", name=re.compile("^Show everything")).click()
    tool.press("Erase everything")
    tool.choose("Go back")
    assert tool.stored() == ["localStorage work"]
    tool.erase()
    expect(tool.status).to_have_text("Everything was erased.")
    expect(tool.state).to_contain_text("Nothing is kept.")
    assert tool.stored() == []
    values = "Array.from(document.querySelectorAll('input, textarea, select'), ({ value }) => value).join()"
    assert "zebra" not in tool.page.content() + tool.page.evaluate(values)
    expect(tool.page.get_by_role("button", name="Put it back")).to_be_hidden()
    tool.type("okapi")
    assert tool.stored() == [], "what is typed afterwards was kept unasked"
    tool.erase()
    assert not tool.asks_on_leaving()
    tool.page.go_back()
    expect(tool.page.locator(".cpd-entries li")).to_have_count(0)


# ------------------------------------------------------------------------------------------------
# Closing the page
# ------------------------------------------------------------------------------------------------


def test_leaving_a_page_that_was_only_read_asks_nothing(tool: Tool) -> None:
    tool.why.click()
    assert not tool.asks_on_leaving()


def test_leaving_with_unsaved_work_asks_first(tool: Tool) -> None:
    tool.type("zebra")
    assert tool.asks_on_leaving()


@pytest.mark.parametrize("how", ["save", "keep", "erase"])
def test_leaving_after_saving_asks_nothing_and_after_another_change_asks_again(how: str, tool: Tool) -> None:
    tool.type("zebra")
    getattr(tool, how)()
    if how != "keep":  # which keeps the next change too
        tool.type("okapi")
        getattr(tool, how)()
    assert not tool.asks_on_leaving()
    tool.page.go_back()
    if how == "save":
        tool.type("zebra")
        tool.save()
        tool.type("zebra and more")
        assert tool.asks_on_leaving()


def test_file_that_was_opened_is_in_a_file_until_it_is_changed(tool: Tool) -> None:
    tool.why.click()
    tool.open(record())
    expect(tool.status).to_have_text("The file is open.")
    tool.page.get_by_role("button", name="Edit: rec-7").click()
    assert not tool.asks_on_leaving()
    tool.page.go_back()
    tool.why.click()
    tool.open(record())
    tool.page.get_by_role("button", name="Remove: rec-7").click()
    assert tool.asks_on_leaving()


# ------------------------------------------------------------------------------------------------
# Two tabs
# ------------------------------------------------------------------------------------------------

DEAF = "addEventListener('storage', (event) => event.stopImmediatePropagation(), true)"
"""Lets a tab hear nothing of others, as one that sleeps or to which the reader goes back."""


def entry(tool: Tool) -> str:
    """Return what the page holds, whatever the device keeps."""
    return tool.save().decode()


def test_two_tabs_offer_a_choice_and_neither_version_is_lost(tool: Tool, context: BrowserContext, hosted: Host) -> None:
    other = Tool(context, hosted)
    other.type("okapi")
    tool.type("zebra")
    tool.keep()
    expect(other.choices).to_contain_text("Another tab has kept a different version.")
    expect(other.why).to_be_focused()  # the choice takes no field away under the hands of a reader
    other.why.press_sequentially("s")
    assert "zebra" in (tool.kept() or "")
    assert "okapi" not in (tool.kept() or "")
    expect(other.why).to_have_value("okapis")
    other.choose("Keep what is here")
    expect(other.status).to_have_text("What is here was kept.")
    assert "okapis" in (tool.kept() or "")
    expect(tool.choices).to_contain_text("Another tab has kept a different version.")
    expect(tool.why).to_have_value("zebra")
    tool.choose("Show that version")
    expect(tool.status).to_have_text("This is the version of the other tab.")
    assert json.loads(entry(tool)) == json.loads(tool.kept() or "")
    assert other.said == []


def test_tab_whose_version_is_kept_nowhere_asks_before_it_closes(
    tool: Tool, context: BrowserContext, hosted: Host
) -> None:
    tool.type("zebra")
    tool.keep()
    other = Tool(context, hosted)
    other.page.get_by_role("button", name=re.compile("^Edit: ")).click()
    other.type("okapi")
    expect(tool.choices).to_contain_text("Another tab has kept a different version.")
    assert tool.asks_on_leaving()
    assert not other.asks_on_leaving()


def test_empty_tab_shows_what_another_one_keeps(tool: Tool, context: BrowserContext, hosted: Host) -> None:
    other = Tool(context, hosted)
    tool.type("zebra")
    tool.keep()
    expect(other.state).to_contain_text("Kept on this device since")
    expect(other.page.locator(".cpd-entries li")).to_have_count(1)
    assert not other.asks_on_leaving()


def test_what_another_tab_erased_stays_on_the_page_and_is_not_kept_again(
    tool: Tool, context: BrowserContext, hosted: Host
) -> None:
    tool.type("zebra")
    tool.keep()
    other = Tool(context, hosted)
    tool.erase()
    expect(other.status).to_contain_text("Another tab erased what this device kept.")
    other.page.get_by_role("button", name=re.compile("^Edit: ")).click()
    other.type("zebra again")
    assert other.stored() == []
    assert "zebra again" in entry(other)
    other.type("zebra and again")
    assert other.asks_on_leaving()


@pytest.mark.parametrize("deed", ["changes", "erases"])
def test_tab_that_heard_nothing_replaces_and_restores_nothing(
    deed: str, tool: Tool, context: BrowserContext, hosted: Host
) -> None:
    tool.type("zebra")
    tool.keep()
    deaf = Tool(context, hosted, DEAF)
    if deed == "changes":
        tool.type("zebra and lion")
    else:
        tool.erase()
    deaf.page.get_by_role("button", name=re.compile("^Edit: ")).click()
    deaf.type("okapi")
    if deed == "changes":
        assert "zebra and lion" in (deaf.kept() or "")
        expect(deaf.choices).to_contain_text("Another tab has kept a different version.")
    else:
        assert deaf.stored() == []
        expect(deaf.status).to_contain_text("Another tab erased what this device kept.")
    assert "okapi" in entry(deaf)


def test_conflict_stays_open_when_the_reader_turns_to_something_else(
    tool: Tool, context: BrowserContext, hosted: Host
) -> None:
    other = Tool(context, hosted)
    other.type("okapi")
    tool.type("zebra")
    tool.keep()
    other.press("Erase everything")
    other.choose("Go back")
    expect(other.choices).to_contain_text("Another tab has kept a different version.")
    assert "zebra" in (tool.kept() or "")
    assert "okapi" in entry(other)


# ------------------------------------------------------------------------------------------------
# A storage that is forbidden, full or unreadable
# ------------------------------------------------------------------------------------------------

FORBIDDEN = "Object.defineProperty(self, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
FULL = """
for (let size = 8_000_000; size >= 1; size = Math.floor(size / 2)) {
  try { localStorage.setItem(`filler${size}`, "x".repeat(size)) } catch {}
}
"""
"""Leaves no room for a record: the browser's own quota is used up."""


def test_storage_that_is_forbidden_is_said_and_loses_nothing(context: BrowserContext, hosted: Host) -> None:
    tool = Tool(context, hosted, FORBIDDEN)
    tool.type("zebra")
    tool.keep()
    expect(tool.status).to_have_text("This browser does not allow it or has no room left. Save to a file instead.")
    expect(tool.state).to_contain_text("Nothing is kept.")
    expect(tool.why).to_have_value("zebra")
    assert b"zebra" in tool.save()
    tool.type("okapi")
    assert tool.asks_on_leaving()
    assert tool.said == []


def test_storage_that_is_full_is_said_and_loses_nothing(tool: Tool) -> None:
    tool.type("zebra")
    tool.page.evaluate(FULL)
    tool.keep()
    expect(tool.status).to_have_text("This browser does not allow it or has no room left. Save to a file instead.")
    expect(tool.state).to_contain_text("Nothing is kept.")
    assert b"zebra" in tool.save()


def test_storage_that_fills_up_later_is_said_and_keeps_what_it_had(tool: Tool) -> None:
    tool.type("zebra")
    tool.keep()
    tool.page.evaluate(FULL)
    tool.type("okapi " * 100)
    expect(tool.status).to_contain_text("has no room left")
    expect(tool.state).to_contain_text("What you see here is not what is kept.")
    assert "zebra" in (tool.kept() or "")
    assert tool.asks_on_leaving()


NEWER = json.dumps({"since": "2026-11-30T10:00:00.000Z", "documents": {"prevent-cpd": record(version=2)}})


@pytest.mark.parametrize(("kept", "lost"), [("{broken", "{broken"), (NEWER, record(version=2))])
def test_kept_work_that_cannot_be_read_is_neither_used_nor_replaced(
    kept: str, lost: str, context: BrowserContext, hosted: Host
) -> None:
    tool = Tool(context, hosted, f"if (!self.before) localStorage.setItem('work', {json.dumps(kept)})")
    expect(tool.state).to_have_text(
        "This device keeps something that this page cannot read. What you type here is not kept."
    )
    tool.type("zebra")
    tool.open(record())
    tool.choose("Open the file")
    tool.page.get_by_role("button", name="Edit: rec-7").click()
    tool.type("okapi")
    assert tool.page.evaluate("localStorage.getItem('work')") == kept
    with tool.page.expect_download() as found:
        tool.choose("Save it to a file")
    assert Path(found.value.path()).read_text() == lost
    assert tool.page.evaluate("localStorage.getItem('work')") == kept
    assert "okapi" in entry(tool)
    tool.erase()
    assert tool.stored() == []
    assert tool.said == []


# ------------------------------------------------------------------------------------------------
# Files that are broken, older, newer or hostile
# ------------------------------------------------------------------------------------------------

HARM = "</script><script>self.harm=1</script><img src=/harm.png onerror=self.harm=1><svg onload=self.harm=1>\"'`${1}"
TEXTS = ("title", "why", "happened", "meaning", "next", "privateNote")
HOSTILE: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "cannot be read"),
    "cut off": (record()[:-9], "cannot be read"),
    "binary": (bytes(range(256)) * 40, "cannot be read"),
    "a page": ("<!doctype html><script>self.harm=1</script>", "cannot be read"),
    "a script": (f"self.harm=1;{record()}", "cannot be read"),
    "two records": (record() + record(), "cannot be read"),
    "null": ("null", "does not hold a CPD record"),
    "a number": ("1e999", "does not hold a CPD record"),
    "a text": (json.dumps(record()), "does not hold a CPD record"),
    "a list": (f"[{record()}]", "does not hold a CPD record"),
    "of another site": (record(format="shopping"), "does not hold a CPD record"),
    "of another tool": (record(format="prevent-assessment"), "Open it with that tool."),
    "a format that is a list": (record(format=["prevent-cpd"]), "does not hold a CPD record"),
    "without a version": (record(version=None), "does not hold a CPD record"),
    "a version in words": (record(version="1"), "does not hold a CPD record"),
    "half a version": (record(version=1.5), "does not hold a CPD record"),
    "older": (record(version=0), "cannot be used"),
    "much older": (record(version=-(10**9)), "cannot be used"),
    "newer": (record(version=2), "newer version"),
    "much newer": (record(version=10**15), "newer version"),
    "ten megabytes of text": (record({**ENTRY, "why": "x" * 10_000_000}), "too big"),
    "forty megabytes": (b"x" * 40_000_000, "too big"),
    "ten thousand entries": (record(*[ENTRY] * 10_000), "more than 300 entries"),
    "deep lists": ("[" * 1_000_000 + "]" * 1_000_000, "read|hold"),
    "deep objects": ('{"a":' * 500_000 + "1" + "}" * 500_000, "read|hold"),
    "deep in an entry": (record().replace('"rec-7"', "[" * 50_000 + "]" * 50_000), "“record”"),
    "entries of no sort": (record(entries={"length": 1}), "“entries”"),
    "an entry of no sort": (record(entries=[None]), "“entries”, number 1"),
    "a key too many": (record({**ENTRY, HARM: 1}), "is not known here"),
    "a key too many above": (record(**{HARM: 1}), "is not known here"),
    "a key too few": (record({"date": "2026-11-30"}), "is missing"),
    "a prototype": (record().replace('"date"', '"__proto__": {"why": "x"}, "date"'), "“__proto__”"),
    "a prototype above": (record().replace('"format"', '"__proto__": {"harm": 1}, "format"'), "“__proto__”"),
    "a constructor": (record({**ENTRY, "constructor": {"prototype": {"harm": 1}}}), "“constructor”"),
    "script as an id": (record({**ENTRY, "record": HARM}), "“record”"),
    "an address as an id": (record({**ENTRY, "record": "javascript:alert(1)"}), "“record”"),
    "script as a date": (record({**ENTRY, "date": HARM}), "“date”"),
    "no day": (record({**ENTRY, "date": "2026-02-30"}), "“date” is not a day in the calendar"),
    "script as minutes": (record({**ENTRY, "minutes": HARM}), "“minutes”"),
    "too many minutes": (record({**ENTRY, "minutes": 10**9}), "“minutes”"),
    "script as a check": (record({**ENTRY, "check": HARM}), "“check”"),
    "a list as a text": (record({**ENTRY, "why": [HARM]}), "“why”"),
    "a text that is too long": (record({**ENTRY, "why": HARM * 20}), "more than 1000 characters"),
}
"""Files that no tool wrote, each with a part of what the page says of it."""


def test_file_that_cannot_be_used_is_refused_in_a_line_and_loses_and_runs_nothing(tool: Tool, tmp_path: Path) -> None:
    assert len(HOSTILE) > 40
    tool.type("zebra")
    before = entry(tool)
    tool.keep()
    for name, (content, said) in HOSTILE.items():
        path = tmp_path / f"{name}.json"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        tool.open(path)
        expect(tool.status, name).to_have_text(re.compile(said))
        assert not re.search(r"undefined|\[object|\n", tool.status.inner_text()), name
        assert len(tool.status.inner_text()) < 200, name
        tool.open("{}")
        expect(tool.status).to_have_text(re.compile("does not hold"))
        assert tool.kept() == before, name
    assert entry(tool) == before
    expect(tool.why).to_have_value("zebra")
    assert tool.page.evaluate("[self.harm, {}.harm, {}.why]") == [None, None, None]
    assert tool.page.locator("article :is(img, svg[onload])").count() == 0


def test_script_in_every_field_stays_text_wherever_it_is_shown(tool: Tool, hosted: Host) -> None:
    asked = len(hosted.asked)
    tool.open(record({**ENTRY, "record": "", **dict.fromkeys(TEXTS, HARM)}))
    expect(tool.status).to_have_text("The file is open.")
    tool.page.get_by_role("button", name="Edit: ").first.click()
    expect(tool.why).to_have_value(HARM)
    tool.keep()
    tool.page.get_by_role("button", name=re.compile("^Show everything")).click()
    expect(tool.page.locator("#cpd-output h3")).to_have_text(HARM)
    expect(tool.page.locator("#cpd-output").get_by_text(HARM, exact=True)).to_have_count(len(TEXTS))
    tool.page.reload()
    expect(tool.page.locator(".cpd-entries strong")).to_have_text(HARM)
    tool.page.get_by_role("button", name="Remove: ").click()
    assert tool.page.evaluate("self.harm") is None
    assert tool.page.locator("article :is(img, svg[onload])").count() == 0
    assert [path for path in hosted.asked[asked:] if "harm" in path] == []


def test_opening_a_file_asks_before_it_replaces_what_is_in_no_file(tool: Tool) -> None:
    tool.type("zebra")
    tool.open(record())
    expect(tool.choices).to_contain_text("This replaces what you have typed and not saved.")
    tool.choose("Go back")
    expect(tool.why).to_have_value("zebra")
    tool.keep()
    tool.open(record())
    expect(tool.choices).to_contain_text("This replaces what you see here and what this device keeps.")
    assert "zebra" in (tool.kept() or "")
    tool.choose("Open the file")
    expect(tool.status).to_have_text("The file is open.")
    assert json.loads(tool.kept() or "")["entries"] == [ENTRY]


# ------------------------------------------------------------------------------------------------
# To another machine and back, with a passphrase or without
# ------------------------------------------------------------------------------------------------

FULL_ENTRY = {**ENTRY, **{name: f"{HARM}\n“Ŵ” \u2028 🙂 \\ {name}" for name in TEXTS}, "record": "", "check": "repeat"}


@pytest.mark.parametrize("passphrase", ["", SECRET])
def test_record_goes_to_another_machine_and_has_the_same_bytes_there(
    passphrase: str, tool: Tool, new_context: CreateContextCallback, hosted: Host
) -> None:
    tool.open(record(FULL_ENTRY, ENTRY))
    expect(tool.page.locator(".cpd-entries li")).to_have_count(2)
    saved = tool.save()
    assert json.loads(saved)["entries"] == [FULL_ENTRY, ENTRY]
    carried = saved
    if passphrase:
        tool.custody.get_by_label(re.compile("^Passphrase")).fill(passphrase)
        carried = tool.save()
        assert b"rec-7" not in carried
    tool.erase()
    assert tool.stored() == []
    expect(tool.page.locator(".cpd-entries li")).to_have_count(0)

    elsewhere = Tool(new_context(), hosted)
    elsewhere.open(carried)
    if passphrase:
        field = elsewhere.choices.get_by_label("Passphrase of this file")
        expect(field).to_be_focused()
        field.fill(f"{passphrase}!")
        field.press("Enter")
        expect(elsewhere.status).to_contain_text("The passphrase is not the right one, or the file was changed.")
        assert elsewhere.page.locator(".cpd-entries li").count() == 0
        field.fill(passphrase)
        elsewhere.choose("Open")
    expect(elsewhere.page.locator(".cpd-entries li")).to_have_count(2)
    assert elsewhere.save() == saved
    elsewhere.keep()
    assert elsewhere.kept() == saved.decode()
    elsewhere.page.reload()
    assert elsewhere.save() == saved
    assert elsewhere.said == []


def test_protected_file_that_was_changed_opens_with_no_passphrase(tool: Tool) -> None:
    tool.type("zebra")
    tool.custody.get_by_label(re.compile("^Passphrase")).fill(SECRET)
    sealed = json.loads(tool.save())
    assert set(sealed) == {"format", "version", "rounds", "salt", "iv", "data"}
    sealed["data"] = ("B" if sealed["data"][0] == "A" else "A") + sealed["data"][1:]
    tool.open(json.dumps(sealed))
    tool.choices.get_by_label("Passphrase of this file").fill(SECRET)
    tool.choose("Open")
    expect(tool.status).to_contain_text("or the file was changed")
    tool.choose("Go back")
    expect(tool.why).to_have_value("zebra")


def test_passphrase_that_is_too_short_saves_nothing(tool: Tool) -> None:
    tool.type("zebra")
    downloads: list[object] = []
    tool.page.on("download", lambda download: downloads.append(download))
    tool.custody.get_by_label(re.compile("^Passphrase")).fill("short")
    tool.press("Save to a file")
    expect(tool.status).to_contain_text("Use a passphrase of at least 12 characters")
    assert tool.asks_on_leaving()
    assert downloads == []
