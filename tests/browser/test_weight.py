"""What a first visit by a real browser weighs, and that nothing moves while a page opens."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.async_api import Page
from playwright.sync_api import Page as SyncPage
from playwright.sync_api import Response
from pytest_playwright import CreateContextCallback

from tests.helpers.budgets import ASSETS, FIRST_VISIT, LIST, OFFICE, REQUESTS, SEARCH, TOOL_ASSETS, kilobytes
from tests.helpers.crawler import visit_each
from tests.helpers.pages_server import Host, packed, pages_server

KINDS = (
    "",
    "expectations/",
    "expectations/referral/",
    "recommendations/rec-1/",
    "findings/referral/",
    "duties/duty-141/",
    "roles/role-force-prevent-lead/",
    "glossary/",
    "a-z/",
    "changes/",
    "about/",
    "about/authoring/",
    "tools/assess/",
    "tools/cpd/",
    "teach/kit/",
    "teach/before-after/",
)
"""A page of each kind, the heaviest where they differ."""

WITH_OFFICE = "tools/assess/"
"""The page that reads and writes spreadsheets and documents."""

WITH_LIST = ("teach/kit/", "teach/before-after/")
"""The tools that load a list of files or questions."""

Visit = Callable[[Path, str], dict[str, int]]


def exceeded(url: str, sizes: dict[str, int], most: int = FIRST_VISIT) -> list[str]:
    """Return a line for each budget of a first visit that these responses, by address, exceed."""
    listed = ", ".join(f"{name or url} {kilobytes(size)}" for name, size in sizes.items())
    besides = sum(size for name, size in sizes.items() if name != url)
    assets = TOOL_ASSETS if url.startswith("tools/") or url in WITH_LIST else ASSETS
    extra = OFFICE if url == WITH_OFFICE else LIST if url in WITH_LIST else 0
    found = []
    if len(sizes) > REQUESTS:
        found.append(f"{len(sizes)} requests, {REQUESTS} are allowed")
    for what, size, budget in (
        ("on a first visit", sum(sizes.values()), most + extra),
        ("of styles, scripts and pictures", besides, most if most > FIRST_VISIT else assets + extra),
    ):
        if size > budget:
            found.append(f"{kilobytes(size)} (gzip) {what}, {kilobytes(budget)} are allowed")
    return [f"{url}: {line}; take out what the page does not need of: {listed}" for line in found]


@pytest.fixture
def visit(new_context: CreateContextCallback) -> Visit:
    """A function that opens a page with an empty cache and returns the sizes (gzip) of what was sent, by address."""

    def first(site: Path, url: str) -> dict[str, int]:
        context = new_context()
        page = context.new_page()
        answers: list[Response] = []
        page.on("response", lambda answer: answers.append(answer))
        with pages_server(site) as host:
            page.goto(host.address + url)
            if url == "search/":
                page.locator(".search-kinds button").first.wait_for()
            sizes = {answer.url.removeprefix(host.address): len(packed(answer.body())) for answer in answers}
            context.close()
        # A browser without a window fetches no icon; a reader's fetches the drawn one.
        sizes["assets/icon.svg"] = len(packed((site / "assets/icon.svg").read_bytes()))
        return sizes

    return first


@pytest.mark.parametrize("url", KINDS)
def test_first_visit_is_within_its_budget(url: str, site: Path, visit: Visit) -> None:
    sizes = visit(site, url)
    assert {url, "assets/site.css", "assets/site.js"} <= set(sizes)
    assert exceeded(url, sizes) == []


def test_first_visit_to_the_search_is_within_its_budget(site: Path, visit: Visit) -> None:
    sizes = visit(site, "search/")
    assert "search/data.js" in sizes
    assert exceeded("search/", sizes, SEARCH) == []


def test_search_asks_for_its_data_when_its_page_is_seen(page: SyncPage, hosted: Host) -> None:
    page.goto(f"{hosted.address}search/")
    page.locator(".search-kinds button").first.wait_for()
    start = "name => performance.getEntries().find((entry) => entry.name.endsWith(name)).startTime"
    assert page.evaluate(start, "first-contentful-paint") < page.evaluate(start, "search/data.js")


def test_what_is_too_heavy_is_named(site: Path, tmp_path: Path, visit: Visit) -> None:
    spoilt = tmp_path / "site"
    shutil.copytree(site, spoilt, ignore=shutil.ignore_patterns("id", "api", "records"))
    path = spoilt / "about/index.html"
    noise = "".join(map(chr, random.Random(1).choices(range(0x4E00, 0x9FFF), k=30_000)))
    links = "".join(f'<script src="../assets/site.js?{number}"></script>' for number in range(REQUESTS))
    path.write_text(path.read_text().replace("</body>", f"{links}<!--{noise}--></body>"))
    found = exceeded("about/", visit(spoilt, "about/"))
    assert [re.sub(r"[\d.]+", "n", line.split(", ")[0].removeprefix("about/: ")) for line in found] == [
        "n requests",
        "n kB (gzip) on a first visit",
        "n kB (gzip) of styles",
    ]


def test_first_visit_is_held_to_the_byte() -> None:
    page = FIRST_VISIT - ASSETS
    assert exceeded("x/", {"x/": page, "assets/site.css": ASSETS}) == []
    assert len(exceeded("x/", {"x/": page + 1, "assets/site.css": ASSETS})) == 1
    assert len(exceeded("x/", {"x/": 0, "assets/site.css": ASSETS + 1})) == 1
    assert exceeded("tools/x/", {"tools/x/": 0, "assets/site.css": TOOL_ASSETS}) == []
    assert len(exceeded("tools/x/", {"tools/x/": 0, "assets/site.css": TOOL_ASSETS + 1})) == 1
    for url in WITH_LIST:
        assert exceeded(url, {url: 0, "assets/x.js": TOOL_ASSETS + LIST}) == []
        assert len(exceeded(url, {url: 0, "assets/x.js": TOOL_ASSETS + LIST + 1})) == 1
    assert exceeded(WITH_OFFICE, {WITH_OFFICE: 0, "assets/office.js": TOOL_ASSETS + OFFICE}) == []
    assert len(exceeded(WITH_OFFICE, {WITH_OFFICE: 0, "assets/office.js": TOOL_ASSETS + OFFICE + 1})) == 1


MOVES = """
{
  const name = ({ node }) => node?.nodeName;
  const words = ({ value, sources }) => `${value.toFixed(3)} of the screen: ${sources.map(name).join(", ")}`;
  const moved = [];
  const note = (entries) => moved.push(...entries.map(words));
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ type: "layout-shift", buffered: true });
  const [frame, later] = [requestAnimationFrame.bind(window), setTimeout.bind(window)];
  const painted = () => new Promise((done) => frame(() => later(done)));
  window.moved = async () => {
    await painted();
    await painted();
    note(observer.takeRecords());
    return moved;
  };
}
"""
"""Gives a page a function that says, after the screen was painted, what has moved. It keeps the real frames and timers
of the browser for itself: the clock of the page is set by the test."""

TELEPHONE = {"viewport": {"width": 412, "height": 823}, "device_scale_factor": 1.75}

SETTLED = 2000
"""By how many milliseconds the test sets the clock of a loaded page forward, so that all its timers run."""


FIRST_PAINT = """new Promise((done) => new PerformanceObserver((_, observer) => {
  observer.disconnect();
  done();
}).observe({ type: "paint", buffered: true }))"""
"""Holds once the page was painted: before that, nothing on it can move."""


async def moves(page: Page, url: str) -> list[str]:
    """Return what moves while a page opens, unasked, and in the two seconds after that by its own clock."""
    await page.clock.install()
    await page.goto(url)
    await page.evaluate(FIRST_PAINT)
    if "q=" in url:
        await page.locator(".search-sentence:not(:empty)").first.wait_for()
    await page.clock.run_for(SETTLED)
    moved: list[str] = await page.evaluate("moved()")
    return moved


def test_nothing_moves_while_a_page_opens(hosted: Host) -> None:
    urls = [hosted.address + name for name in (*KINDS, "search/", "search/#q=channel", "404.html")]
    found = visit_each(urls, moves, script=MOVES, **TELEPHONE)
    assert {url: moved for url, moved in found.items() if moved} == {}, "keep the place of what comes later"


LATE = {
    "at once": "move()",
    "after the paint": "requestAnimationFrame(() => setTimeout(move))",
    "after a while": "setTimeout(move, 1900)",
    "two paints later": "requestAnimationFrame(() => requestAnimationFrame(move))",
}


@pytest.mark.parametrize("when", LATE)
def test_what_moves_is_seen(when: str, tmp_path: Path) -> None:
    move = "const move = () => { document.body.offsetTop; document.querySelector('h1').append('Late'); };"
    script = f"{move} {FIRST_PAINT}.then(() => {{ {LATE[when]} }})"
    (tmp_path / "page.html").write_text(f"<!doctype html><h1></h1><p>It moves down.<script>{script}</script>")
    url = (tmp_path / "page.html").as_uri()
    (moved,) = visit_each([url], moves, script=MOVES, **TELEPHONE)[url]
    assert moved.endswith(": P")
