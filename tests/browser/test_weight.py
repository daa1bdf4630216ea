"""What a page weighs: its text, a first visit by a real browser, and that nothing is sent which no page uses.

The budgets are those of docs/about/weight.md.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Page
from playwright.sync_api import Page as SyncPage
from playwright.sync_api import Response
from pytest_playwright import CreateContextCallback

from knowledge import assets
from tests.helpers.crawler import each
from tests.helpers.pages_server import Host, packed
from tests.site.test_site import pages

REQUESTS = 8
FIRST_VISIT = 75
ASSETS = 15
"""kB that the styles, scripts and pictures of a first visit may have together."""

PAGE = 14
"""The kB (gzip) that a page's text may have. With its headers it then fits into what a server sends before it has to
hear from the reader again: ten segments of 1,460 bytes (RFC 6928)."""

SEARCH = 115
"""kB of a first visit to the page of the search, which fetches all that it finds in."""

KINDS = (
    "",
    "expectations/",
    "expectations/referral/",
    "recommendations/rec-1/",
    "findings/referral/",
    "duties/duty-141/",
    "roles/role-force-prevent-lead/",
    "glossary/",
    "glossary/co-cz/",
    "a-z/i-o/",
    "changes/",
    "about/",
    "about/authoring/",
)
"""A page of each kind, the heaviest where they differ."""

Visit = Callable[[Path, str], dict[str, int]]


def kilobytes(size: float) -> float:
    return round(size / 1000, 1)


def heavy(site: Path) -> Iterator[str]:
    """Return a line for each page whose text weighs more than it may."""
    for path in pages(site):
        url = path.relative_to(site).as_posix().removesuffix("index.html")
        size = kilobytes(len(packed(path.read_bytes())))
        if size > PAGE:
            yield f"{url}: its text has {size} kB (gzip), {PAGE} are allowed; show less on the page, or divide it"


def exceeded(url: str, sizes: dict[str, int], most: int = FIRST_VISIT) -> list[str]:
    """Return a line for each budget of a first visit that these responses, by address, exceed."""
    listed = ", ".join(f"{name or url} {kilobytes(size)}" for name, size in sizes.items())
    besides = sum(size for name, size in sizes.items() if name != url)
    measured = (
        ("requests", len(sizes), REQUESTS),
        ("kB (gzip) on a first visit", kilobytes(sum(sizes.values())), most),
        ("kB (gzip) of styles, scripts and pictures", kilobytes(besides), most if most > FIRST_VISIT else ASSETS),
    )
    return [
        f"{url}: {found} {what}, {budget} are allowed; take out what the page does not need of: {listed}"
        for what, found, budget in measured
        if found > budget
    ]


@pytest.fixture
def visit(new_context: CreateContextCallback, serve: Callable[[Path], str]) -> Visit:
    """A function that opens a page with an empty cache and returns the sizes (gzip) of what was sent, by address."""

    def first(site: Path, url: str) -> dict[str, int]:
        address = serve(site)
        context = new_context()
        page = context.new_page()
        answers: list[Response] = []
        page.on("response", lambda answer: answers.append(answer))
        page.goto(address + url)
        if url == "search/":
            page.locator(".search-kinds button").first.wait_for()
        sizes = {answer.url.removeprefix(address): len(packed(answer.body())) for answer in answers}
        context.close()
        # A browser without a window fetches no icon; a reader's fetches the drawn one.
        sizes["assets/icon.svg"] = len(packed((site / "assets/icon.svg").read_bytes()))
        return sizes

    return first


def test_text_of_every_page_is_within_its_budget(site: Path) -> None:
    assert list(heavy(site)) == []


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
    noise = "".join(chr(0x4E00 + (7919 * number * number) % 20000) for number in range(20000))
    links = "".join(f'<script src="../assets/site.js?{number}"></script>' for number in range(REQUESTS))
    path.write_text(path.read_text().replace("</body>", f"{links}<!--{noise}--></body>"))
    (line,) = heavy(spoilt)
    assert line.startswith("about/: its text has ")
    assert f"{PAGE} are allowed; show less" in line
    assert [found.split(" ", 2)[2].split(",")[0] for found in exceeded("about/", visit(spoilt, "about/"))] == [
        "requests",
        "kB (gzip) of styles",
    ]


MOVES = """
window.moved = [];
new PerformanceObserver((list) => moved.push(...list.getEntries().map(({ value, sources }) =>
  `${value.toFixed(3)} of the screen: ${sources.map(({ node }) => node?.nodeName).join(", ")}`))
).observe({ type: "layout-shift", buffered: true });
"""

TELEPHONE = {"viewport": {"width": 412, "height": 823}, "device_scale_factor": 1.75}


async def moves(page: Page, url: str) -> list[str]:
    """Return what moves while a page opens, unasked."""
    await page.goto(url)
    if "q=" in url:
        await page.locator(".search-sentence:not(:empty)").first.wait_for()
    await page.wait_for_timeout(300)
    moved: list[str] = await page.evaluate("moved")
    return moved


def test_nothing_moves_while_a_page_opens(hosted: Host) -> None:
    urls = [hosted.address + name for name in (*KINDS, "search/", "search/?q=channel", "404.html")]
    found = each(urls, moves, script=MOVES, **TELEPHONE)
    assert {url: moved for url, moved in found.items() if moved} == {}, "keep the place of what comes later"


def test_what_moves_is_seen(tmp_path: Path) -> None:
    late = "setTimeout(() => document.querySelector('h1').append('Late'), 100)"
    (tmp_path / "page.html").write_text(f"<!doctype html><h1></h1><p>It moves down.<script>{late}</script>")
    url = (tmp_path / "page.html").as_uri()
    (moved,) = each([url], moves, script=MOVES, **TELEPHONE)[url]
    assert moved.endswith(": P")


def test_nothing_is_sent_that_no_page_uses(site: Path) -> None:
    there = {path for path in (site / assets.FOLDER).rglob("*") if path.is_file()}
    assert there == assets.used(site)
    assert len(there) < 30


def test_unused_files_go_and_what_is_used_becomes_small(tmp_path: Path) -> None:
    folder = tmp_path / "assets"
    (folder / "theme").mkdir(parents=True)
    (tmp_path / "index.html").write_text('<link href="assets/a.css"><script src="assets/b.js"></script>')
    (folder / "a.css").write_text("p   { color : red }\n")
    (folder / "b.js").write_text('/* why */ import { how } from "./d.js"; fetch("assets/c.js", how);\n')
    (folder / "c.js").write_text("window.c  =  1;\n")
    (folder / "d.js").write_text('export const how = { cache: "reload" };\n')
    (folder / "theme" / "bundle.js").write_text("all of it")
    assets.lighten(tmp_path)
    assert sorted(path.name for path in folder.rglob("*")) == ["a.css", "b.js", "c.js"]
    assert [(folder / name).read_text() for name in ("a.css", "b.js", "c.js")] == [
        "p{color:red}\n",
        '(()=>{var o={cache:"reload"};fetch("assets/c.js",o);})();\n',
        "(()=>{window.c=1;})();\n",
    ]


def test_wrong_script_is_named(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text('<script src="assets/b.js"></script>')
    (tmp_path / "assets" / "b.js").write_text("let = ;")
    with pytest.raises(assets.AssetError, match=r"b\.js:1:"):
        assets.lighten(tmp_path)
