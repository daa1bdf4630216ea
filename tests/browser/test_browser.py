"""One way through the site in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.helpers.pages_server import Host


def test_header_leads_to_the_term(site: Path, browser: Browser, serve: Callable[[Path], str]) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda message: said.append(message.text))
    page.goto(serve(site))
    expect(page.get_by_role("heading", level=1)).to_contain_text("What is expected of those who lead Prevent")
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Glossary").click()
    page.get_by_role("article").get_by_role("link", name="CTLP: Counter-terrorism local profile").click()
    expect(page.get_by_role("heading", name="CTLP: Counter-terrorism local profile")).to_be_in_viewport()
    assert said == []
    page.close()


@pytest.mark.parametrize("javascript", [True, False])
def test_menu_of_a_small_screen_opens_by_keyboard(
    javascript: bool, site: Path, browser: Browser, serve: Callable[[Path], str]
) -> None:
    context = browser.new_context(java_script_enabled=javascript, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(serve(site))
    glossary = page.get_by_role("navigation", name="Sections").get_by_role("link", name="Glossary")
    expect(glossary).to_be_hidden()
    menu = page.locator(".menu > summary")
    menu.focus()
    page.keyboard.press("Enter")
    expect(glossary).to_be_visible()
    sections, main = page.locator(".sections").bounding_box(), page.locator("main").bounding_box()
    assert sections
    assert main
    assert sections["y"] + sections["height"] <= main["y"], "the open menu covers the page"
    page.keyboard.press("Tab")
    if javascript:
        page.keyboard.press("Escape")
        expect(glossary).to_be_hidden()
        expect(menu).to_be_focused()
    context.close()


def test_colours_follow_the_system_until_the_reader_chooses(
    site: Path, browser: Browser, serve: Callable[[Path], str]
) -> None:
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(serve(site))
    stored = "localStorage.getItem('scheme')"
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(paper)
    assert dark != light
    assert page.evaluate(stored) is None
    page.get_by_role("button", name="light and dark colours").click()
    page.reload()
    assert (page.evaluate(stored), page.evaluate(paper)) == ("light", light)
    page.get_by_role("button", name="light and dark colours").click()
    assert (page.evaluate(stored), page.evaluate(paper)) == (None, dark)
    context.close()


@pytest.mark.parametrize(("stored", "shown"), [("dark", "dark"), ("light", "light"), ("of another site", None)])
def test_chosen_colours_are_there_before_any_file_is(
    stored: str, shown: str | None, hosted: Host, browser: Browser
) -> None:
    context = browser.new_context()
    context.add_init_script(f"localStorage.setItem('scheme', '{stored}')")
    page = context.new_page()
    page.route("**/assets/*", lambda route: route.abort())
    page.goto(hosted.address)
    assert page.locator("html").get_attribute("data-scheme") == shown
    context.close()


def test_permanent_address_leads_to_the_record(site: Path, browser: Browser, serve: Callable[[Path], str]) -> None:
    address = serve(site)
    for javascript in (True, False):
        context = browser.new_context(java_script_enabled=javascript)
        page = context.new_page()
        page.goto(f"{address}id/duty-143-1/")
        page.wait_for_url("**/duties/duty-143/#duty-143-1")
        expect(page.locator("#duty-143-1")).to_be_in_viewport()
        context.close()
