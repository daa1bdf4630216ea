"""What authors may write, as readers meet it: under the policy, by keyboard, without scripts, on paper, when narrow."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import lxml.html
import pytest
from playwright.async_api import Page as AsyncPage
from playwright.sync_api import Page, expect
from pytest_playwright import CreateContextCallback

from tests.helpers.crawler import LOST, PAINTED, REFUSED, axe_script, axe_violations, visit_each
from tests.helpers.pages_server import Host, pages_server
from tests.helpers.project import ROOT

AUTHORING = "about/authoring/"

STYLES = 1500
"""How many bytes (gzip) the styles of what authors write may add."""

BESIDE = """
() => Array.from(document.querySelectorAll("article *:not(svg *, caption, input)"))
  .filter((at) => at.checkVisibility() && at.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((at) => at.outerHTML.slice(0, 90))
"""
"""Says which elements stick out of the page on the right."""


def test_second_tab_and_folds_keep_the_rules_narrow_and_wide_in_both_schemes(hosted: Host) -> None:
    async def found(page: AsyncPage, url: str) -> list[str]:
        said: list[str] = []
        await page.goto(url)
        await page.evaluate(PAINTED)
        await page.locator("div.highlight > button").first.wait_for()
        await page.get_by_text("For learners", exact=True).click()
        await page.evaluate("document.querySelectorAll('details').forEach((at) => { at.open = true; })")
        for width in (320, 1280):
            await page.set_viewport_size({"width": width, "height": 800})
            for scheme in ("light", "dark"):
                await page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                said += await axe_violations(page, f"{url} ({width} px, {scheme})")
        said += await page.evaluate("window.refused")
        return said

    (faulty,) = visit_each([hosted.address + AUTHORING], found, script=f"{axe_script()};{REFUSED}").values()
    assert faulty == [], "\n".join(faulty)


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_sticks_out_of_the_page(width: int, hosted: Host, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(hosted.address + AUTHORING)
    page.locator("div.highlight > button").first.wait_for()
    page.evaluate("document.querySelectorAll('details').forEach((at) => { at.open = true; })")
    assert page.evaluate(BESIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_tabs_are_chosen_by_keyboard_without_scripts(hosted: Host, new_context: CreateContextCallback) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(hosted.address + AUTHORING)
    first, second = (
        page.get_by_text("Allow 20 minutes.", exact=True),
        page.get_by_text("Read the case first.", exact=True),
    )
    expect(first).to_be_visible()
    expect(second).to_be_hidden()
    tab = page.get_by_role("radio", name="For trainers")
    tab.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="For learners")).to_be_checked()
    expect(second).to_be_visible()
    expect(first).to_be_hidden()


def test_focus_and_choice_of_a_tab_are_seen(hosted: Host, page: Page) -> None:
    page.goto(hosted.address + AUTHORING)
    page.get_by_role("radio", name="For trainers").focus()
    page.keyboard.press("ArrowRight")
    styles = "label => [getComputedStyle(label).outlineStyle, getComputedStyle(label).borderBottomStyle]"
    assert page.get_by_text("For learners", exact=True).evaluate(styles) == ["solid", "solid"]
    assert page.get_by_text("For trainers", exact=True).evaluate(styles) == ["none", "none"]


def test_paper_shows_every_tab_with_its_name_and_what_is_folded(hosted: Host, page: Page) -> None:
    page.goto(hosted.address + AUTHORING)
    page.emulate_media(media="print")
    for words in ("For trainers", "Allow 20 minutes.", "For learners", "Read the case first.", "The Channel panel."):
        expect(page.get_by_text(words, exact=True).last).to_be_visible()
    expect(page.get_by_role("radio")).to_have_count(0)
    expect(page.locator("div.highlight > button").first).to_be_hidden()
    meaning = page.locator("abbr").first.evaluate("at => getComputedStyle(at, '::after').content")
    assert "continuing professional development" in meaning


def test_tasks_are_said_in_words(hosted: Host, page: Page) -> None:
    page.goto(hosted.address + AUTHORING)
    tasks = page.locator(".task-list-item").all_inner_texts()
    assert tasks == ["Done: Read the report", "To do: Ask who attends the panel"]
    expect(page.get_by_role("checkbox")).to_have_count(0)


def test_button_copies_the_code_without_the_numbers_of_its_lines(
    hosted: Host, new_context: CreateContextCallback
) -> None:
    page = new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto(hosted.address + AUTHORING)
    button = page.get_by_role("button", name="Copy: data/glossary.yml")
    button.focus()
    page.keyboard.press("Enter")
    block = page.locator("div.highlight", has=page.locator(".filename"))
    expect(block.get_by_role("status")).to_have_text("Copied")
    wanted = "- id: term-example\n  title: Example\n  summary: What it means.  # one sentence\n"
    assert page.evaluate("navigator.clipboard.readText()") == wanted


def test_script_for_copying_is_sent_where_a_page_has_code_and_nowhere_else(site: Path) -> None:
    with_script = set()
    with_code = set()
    for path in site.rglob("*.html"):
        page = lxml.html.parse(path).getroot()
        if page.xpath("//script[contains(@src, 'assets/copy.js')]"):
            with_script.add(path)
        if page.xpath("//*[contains(@class, 'highlight')]"):
            with_code.add(path)
    assert with_script == with_code
    assert site / AUTHORING / "index.html" in with_code


def test_nothing_is_lost_with_the_readers_own_spacing(hosted: Host, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(hosted.address + AUTHORING)
    assert page.evaluate(LOST) == []


def test_planted_script_style_and_picture_are_refused(site: Path, tmp_path: Path, page: Page) -> None:
    text = (site / AUTHORING / "index.html").read_text(encoding="utf-8")
    planted = (
        "<script>window.harm = 1</script><p style='color: red'>x</p><b onclick='window.harm = 1'>x</b>"
        "<img alt='' src='http://127.0.0.2/x.png'>"
    )
    (tmp_path / "index.html").write_text(text.replace("</h1>", f"</h1>{planted}", 1), encoding="utf-8")
    page.add_init_script(REFUSED)
    with pages_server(tmp_path, "/") as host:
        page.goto(host.address)
        page.locator("b", has_text=re.compile("^x$")).click()
        refused = page.evaluate("window.refused.map((said) => said.split(' ')[0])")
        assert page.evaluate("window.harm ?? null") is None
    assert set(refused) == {"script-src-elem", "style-src-attr", "script-src-attr", "img-src"}


def test_styles_stay_small() -> None:
    style = (ROOT / "web/styles/authoring.css").read_text(encoding="utf-8")
    bare = re.sub(r"\s*([{};:,>])\s*", r"\1", re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)))
    assert len(gzip.compress(bare.encode(), 9)) <= STYLES
