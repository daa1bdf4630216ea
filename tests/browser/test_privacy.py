"""What the site asks for, stores and tells: nothing of anybody else, on any page, whatever a reader does."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_playwright import CreateContextCallback

from tests.helpers.crawler import REFUSED, STORED, crawl
from tests.helpers.pages_server import Host, pages_server

PAGE = '<!doctype html><html><head><meta charset="utf-8"><title>x</title></head><body>{}</body></html>'


@pytest.mark.parametrize(
    ("fault", "where"),
    [
        ('<img src="http://127.0.0.2:9/x.png">', "requests"),
        ('<link rel="stylesheet" href="//127.0.0.2:9/x.css">', "requests"),
        ("<script>localStorage.setItem('who', 'me')</script>", "stored"),
        ("<script>document.cookie = 'who=me'</script>", "stored"),
        ("<script>indexedDB.open('who')</script>", "stored"),
        ("<script>throw new Error('broken')</script>", "said"),
        ('<meta http-equiv="Content-Security-Policy" content="script-src \'none\'"><script>1</script>', "said"),
    ],
)
def test_planted_fault_is_seen(fault: str, where: str, tmp_path: Path) -> None:
    page = f'<!doctype html><html lang="en"><head><link rel="icon" href="data:,">{fault}</head><body></body></html>'
    (tmp_path / "index.html").write_text(page)
    with pages_server(tmp_path) as host:
        (seen,) = crawl([host.address]).values()
        found = {"requests": seen.asked_of_others(host.address), "stored": seen.stored, "said": seen.said}
    assert found[where], f"{fault} is not seen"
    assert not found["stored"] or where == "stored"


# ------------------------------------------------------------------------------------------------
# While a reader uses it
# ------------------------------------------------------------------------------------------------


class Watched:
    """A page of which every request, message and breach of policy is noted, over all pages that it shows."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.said: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.expose_function("noteRefusal", lambda text: self.said.append(text))
        page.add_init_script(REFUSED.replace("window.refused.push(", "window.noteRefusal("))


@pytest.fixture
def watched(new_context: CreateContextCallback) -> Watched:
    context = new_context(
        permissions=["clipboard-read", "clipboard-write"], color_scheme="light", viewport={"width": 1280, "height": 900}
    )
    return Watched(context.new_page())


def search(page: Page) -> None:
    page.keyboard.press("/")
    page.locator(".search-kinds button").first.wait_for()
    page.keyboard.type("zebra7 channel")
    page.locator(".search-results li").first.wait_for()
    page.locator(".search-kinds button").nth(2).click()
    page.keyboard.press("Escape")


def filter_register(page: Page) -> None:
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="What is expected").click()
    page.get_by_label("Topic").select_option("channel")
    page.get_by_role("button", name="Clear filters").click()


def switch_colours(page: Page) -> None:
    for _ in range(2):
        page.get_by_role("button", name="light and dark mode").click()


def copy(page: Page) -> None:
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Reference").click()
    page.get_by_role("article").get_by_role("link", name="CTLP: Counter-terrorism local profile", exact=True).click()
    foot = page.locator(".record-foot").first
    foot.get_by_role("button", name=re.compile("^Copy link")).click()
    foot.get_by_role("button", name=re.compile("^Cite this")).click()
    foot.get_by_role("button", name="Copy HTML", exact=True).click()
    page.locator("h2 > .headerlink").first.click()
    expect(foot.get_by_role("status")).to_have_text("Copied")


def print_page(page: Page) -> None:
    assert page.pdf(format="A4")


def move(page: Page) -> None:
    page.locator("article a[href*='#']:visible").first.click()
    page.go_back()
    page.go_forward()


def explain(page: Page) -> None:
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="The 2020 inspection").click()
    page.locator("table a").first.click()
    page.locator("button.term").first.click()
    page.keyboard.press("Escape")


DEEDS = (search, filter_register, switch_colours, copy, print_page, move, explain)


def test_nothing_is_asked_of_others_refused_or_stored_whatever_a_reader_does(watched: Watched, hosted: Host) -> None:
    page = watched.page
    page.goto(hosted.address)
    for deed in DEEDS:
        deed(page)
        name = deed.__name__
        strangers = [url for url in watched.requests if not url.startswith((hosted.address, "data:"))]
        assert strangers == [], f"{name}: asked another server"
        assert watched.said == [], f"{name}: broke the policy, or failed"
        assert page.evaluate(STORED) == [], f"{name}: stored something unasked"
        assert page.context.cookies() == [], f"{name}: set a cookie"
    typed = [url for url in watched.requests if "zebra7" in url]
    assert typed == [], "what a reader types went into an address"


def test_nothing_that_is_typed_reaches_a_server(watched: Watched, hosted: Host) -> None:
    """Words go from page to page behind the #, which a browser sends nowhere, when a page is read again too."""
    page = watched.page
    results = page.locator(".search-results li")
    earlier = len(hosted.asked)
    page.goto(hosted.address)
    page.keyboard.press("/")
    page.locator(".search-kinds button").first.wait_for()
    page.keyboard.type("zebra7 channel")
    results.first.wait_for()
    page.keyboard.press("Enter")
    page.locator(".search-results a:focus").wait_for()
    page.goto(f"{hosted.address}search/#q=zebra7+channel")
    results.first.wait_for()
    page.get_by_role("searchbox").press_sequentially(" okapi8")
    results.first.wait_for()
    page.reload()
    results.first.wait_for()
    results.first.get_by_role("link").first.click()
    page.wait_for_url(lambda url: "/search/" not in url)
    page.go_back()
    results.first.wait_for()
    page.goto(f"{hosted.address}glossary/zebra7-okapi8/")
    page.get_by_role("link", name=re.compile("^Search for")).click()
    page.wait_for_url(re.compile("/search/#q="))
    expect(page.get_by_role("searchbox")).to_have_value(re.compile("zebra7"))
    noted = hosted.asked[earlier:]
    asked = [*noted, *(url.partition("#")[0] for url in watched.requests)]
    typed = [url for url in asked if re.search("zebra7|okapi8", url) and "glossary/zebra7-okapi8" not in url]
    assert typed == []
    assert [url for url in asked if "?" in url] == []
    assert "glossary/zebra7-okapi8" in "".join(noted), "what is asked of the server is not noted"


def test_breach_of_policy_while_in_use_is_seen(watched: Watched, hosted: Host) -> None:
    watched.page.goto(hosted.address)
    for rule, breach in (
        ("img-src", "document.body.append(Object.assign(new Image(), { src: 'http://127.0.0.2:9/x.png' }))"),
        ("style-src", "document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">')"),
    ):
        with watched.page.expect_console_message(lambda message, rule=rule: rule in message.text):
            watched.page.evaluate(breach)
        assert any(rule in text for text in watched.said)


def test_only_a_chosen_scheme_is_stored_and_the_page_on_privacy_says_so(watched: Watched, hosted: Host) -> None:
    page = watched.page
    page.goto(f"{hosted.address}about/privacy/")
    page.get_by_role("button", name="light and dark mode").click()
    assert page.evaluate(STORED) == ["localStorage scheme"]
    assert page.evaluate("localStorage.getItem('scheme')") == "dark"
    expect(page.get_by_role("article")).to_contain_text("under the name “scheme”")


def test_page_on_privacy_says_what_the_tools_store_and_how_to_erase_it(watched: Watched, hosted: Host) -> None:
    page = watched.page
    page.goto(f"{hosted.address}tools/cpd/")
    page.get_by_label("Why you read it").fill("zebra")
    (keep, erase) = ("Keep on this device", "Erase everything")
    page.get_by_role("button", name=keep).click()
    page.locator(".tool-choices").get_by_role("button", name=keep).click()
    assert page.evaluate(STORED) == ["localStorage work"]
    page.goto(f"{hosted.address}about/privacy/")
    for words in ("under the name “work”", f"press “{keep}”", f"press “{erase}”"):
        expect(page.get_by_role("article")).to_contain_text(words)
    page.goto(f"{hosted.address}tools/cpd/")
    page.get_by_role("button", name=erase).click()
    page.locator(".tool-choices").get_by_role("button", name=erase).click()
    assert page.evaluate(STORED) == []


def test_link_to_elsewhere_says_so_and_does_not_say_where_the_reader_was(hosted: Host, page: Page) -> None:
    told: list[dict[str, str]] = []

    def answer(route: Route) -> None:
        told.append(route.request.all_headers())
        route.fulfill(body="elsewhere", content_type="text/html")

    page.route(re.compile(r"^https://"), answer)
    page.goto(f"{hosted.address}duties/duty-137/")
    link = page.locator("article a[href^='https://']").first
    name = "link => getComputedStyle(link, '::after').content"
    assert "another site" in link.evaluate(name)
    assert "another site" not in page.locator("article a:not([href^='http'])").first.evaluate(name)
    expect(page.get_by_role("link", name=re.compile(r"\(another site\)$")).first).to_be_visible()
    link.click()
    expect(page.locator("body")).to_have_text("elsewhere")
    assert len(told) == 1
    assert "referer" not in told[0]


def test_planted_script_and_picture_are_refused(site: Path, tmp_path: Path, page: Page) -> None:
    shutil.copytree(site / "assets", tmp_path / "assets")
    planted = "<script>window.harm = 1</script><img src='http://127.0.0.2/x.png'><p style='color:red'>"
    text = (site / "index.html").read_text()
    (tmp_path / "index.html").write_text(text.replace("</body>", f"{planted}</body>"))
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.add_init_script("localStorage.scheme = 'dark'")
    with pages_server(tmp_path) as host:
        page.goto(host.address)
        assert page.evaluate("[document.documentElement.dataset.scheme, window.harm]") == ["dark", None]
    refused = [text for text in said if "Content Security Policy" in text]
    assert len(refused) == 3
