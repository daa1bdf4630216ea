"""The calendar of the first hundred days, made in a real browser and read by a program that knows nothing of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import urljoin

import pytest
from icalendar import Calendar, Event
from playwright.sync_api import Locator, Page, expect
from pytest_playwright import CreateContextCallback

from tests.helpers import built_site
from tests.helpers.crawler import PAINTED
from tests.helpers.pages_server import Host

NAME = "start/hundred-days/"
NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
DAYS = ("2026-11-30", "2027-02-28", "2028-02-29", "2026-10-24", "2027-03-27")
"""Days to begin on: an ordinary one, two at the end of February, the days before the clocks go back and forward."""


@dataclass
class Line:
    """A line of the page, and in which week to do what it says."""

    week: int
    title: str
    text: str
    links: list[str]


@pytest.fixture(scope="module")
def lines(site: Path, address: str) -> list[Line]:
    """What the page says, read from the built file."""
    found = []
    for heading in built_site.page(site / NAME / "index.html").xpath("//*[@id='hundred-days']/h2"):
        week = re.match(r"Weeks? (\d+)", heading.text_content())
        assert week
        for item in heading.getnext().xpath("./li"):
            title = item.find("strong").text_content().removesuffix(".")
            links = [urljoin(address + NAME, link) for link in item.xpath(".//a/@href")]
            found.append(Line(int(week[1]), title, " ".join(item.text_content().split()), links))
    assert found
    return found


@pytest.fixture
def reader(new_context: CreateContextCallback, hosted: Host) -> Iterator[Page]:
    """The page, open in London; whatever is asked for from then on is a fault."""
    page = new_context(timezone_id="Europe/London").new_page()
    page.clock.set_fixed_time(NOW)
    page.goto(hosted.address + NAME)
    page.evaluate(PAINTED)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    yield page
    assert [url for url in requests if not url.startswith("blob:")] == []


def made(page: Page, day: str) -> bytes:
    """Return the file that a reader gets for this first day."""
    page.get_by_label("First day in the role").fill(day)
    with page.expect_download() as caught:
        page.get_by_role("button", name="Download calendar").click()
    assert caught.value.suggested_filename == "first-hundred-days.ics"
    return Path(caught.value.path()).read_bytes()


def status(page: Page) -> Locator:
    return page.locator("#hundred-days-calendar").get_by_role("status")


def events(file: bytes) -> list[Event]:
    return [event for event in Calendar.from_ical(file).walk("VEVENT") if isinstance(event, Event)]


@pytest.mark.parametrize("day", DAYS)
def test_each_line_is_an_event_on_the_first_day_of_its_week(day: str, reader: Page, lines: list[Line]) -> None:
    found = events(made(reader, day))
    first = date.fromisoformat(day)
    wanted = [first + timedelta(weeks=line.week - 1) for line in lines]
    assert [event.decoded("DTSTART") for event in found] == wanted
    assert [event.decoded("DTEND") for event in found] == [each + timedelta(days=1) for each in wanted]
    assert [str(event["SUMMARY"]) for event in found] == [line.title for line in lines]
    assert [str(event["DESCRIPTION"]).split("\n") for event in found] == [[line.text, *line.links] for line in lines]
    expect(status(reader)).to_contain_text(f"The file has {len(lines)} entries.")


def test_events_are_told_apart_and_stay_the_same_when_the_file_is_made_again(reader: Page) -> None:
    """A calendar that takes the file a second time changes its events, and does not show each of them twice."""
    once = events(made(reader, DAYS[0]))
    names = [str(event["UID"]) for event in once]
    assert len({*names}) == len(names)
    assert {event.decoded("DTSTAMP") for event in once} == {NOW}
    reader.clock.set_fixed_time(NOW + timedelta(days=1))
    again = events(made(reader, DAYS[0]))
    assert [str(event["UID"]) for event in again] == names
    assert {event.decoded("DTSTAMP") for event in again} == {NOW + timedelta(days=1)}


def test_file_is_written_as_the_standard_says(reader: Page) -> None:
    """RFC 5545, 3.1 and 3.3.11; many a program reads more than that, but not every one."""
    file = made(reader, DAYS[0])
    *content, last = file.split(b"\r\n")
    assert last == b""
    assert [line for line in content if len(line) > 75 or re.search(rb"[\r\n]", line)] == []
    assert any(line.startswith(b" ") for line in content), "no line is long enough to be folded"
    for line in content:
        line.decode()  # no character is divided
    whole = file.replace(b"\r\n ", b"").decode()
    texts = re.findall(r"^(?:SUMMARY|DESCRIPTION):(.*)\r$", whole, flags=re.MULTILINE)
    assert any("\\," in text for text in texts), "no text has a sign to escape"
    assert [text for text in texts if re.search(r"(?<!\\)[,;]|\\(?![\\;,n])", text)] == []


@pytest.mark.parametrize(
    ("day", "said"), [("", "Choose the first day first."), ("0026-11-30", "Choose a day from 2000 to 2099.")]
)
def test_day_that_is_not_given_or_mistyped_makes_no_file(day: str, said: str, reader: Page) -> None:
    downloads: list[str] = []
    reader.on("download", lambda download: downloads.append(download.suggested_filename))
    reader.get_by_label("First day in the role").fill(day)
    reader.get_by_role("button", name="Download calendar").click()
    expect(status(reader)).to_have_text(said)
    assert downloads == []
