"""One way through the site in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_playwright import CreateContextCallback

from tests.helpers.pages_server import Host, pages_server


def test_header_leads_to_the_term(page: Page, hosted: Host) -> None:
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda message: said.append(message.text))
    page.goto(hosted.address)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Leading Prevent in your force")
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Reference").click()
    page.get_by_role("article").get_by_role("link", name="CTLP: Counter-terrorism local profile", exact=True).click()
    expect(page.get_by_role("heading", name="CTLP: Counter-terrorism local profile")).to_be_in_viewport()
    assert said == []


@pytest.mark.parametrize("javascript", [True, False])
def test_menu_of_a_small_screen_opens_by_keyboard(
    javascript: bool, new_context: CreateContextCallback, hosted: Host
) -> None:
    page = new_context(java_script_enabled=javascript, viewport={"width": 320, "height": 640}).new_page()
    page.goto(hosted.address)
    glossary = page.get_by_role("navigation", name="Sections").get_by_role("link", name="Reference")
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


def test_colours_follow_the_system_until_the_reader_chooses(new_context: CreateContextCallback, hosted: Host) -> None:
    page = new_context(color_scheme="light").new_page()
    page.goto(hosted.address)
    stored = "localStorage.getItem('scheme')"
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(paper)
    assert dark != light
    assert page.evaluate(stored) is None
    page.get_by_role("button", name="light and dark mode").click()
    page.reload()
    assert (page.evaluate(stored), page.evaluate(paper)) == ("light", light)
    page.get_by_role("button", name="light and dark mode").click()
    assert (page.evaluate(stored), page.evaluate(paper)) == (None, dark)


@pytest.mark.parametrize(("stored", "shown"), [("dark", "dark"), ("light", "light"), ("of another site", None)])
def test_chosen_colours_are_there_before_any_file_is(
    stored: str, shown: str | None, hosted: Host, new_context: CreateContextCallback
) -> None:
    context = new_context()
    context.add_init_script(f"localStorage.setItem('scheme', '{stored}')")
    page = context.new_page()
    page.route("**/assets/*", lambda route: route.abort())
    page.goto(hosted.address)
    assert page.locator("html").get_attribute("data-scheme") == shown


def test_site_works_at_the_root_of_a_host_too(site: Path, page: Page) -> None:
    with pages_server(site, "/") as host:
        page.goto(f"{host.address}glossary/")
        page.keyboard.press("/")
        page.locator(".search-kinds button").first.wait_for()
        page.keyboard.type("rec 3")
        page.locator(".search-results a").first.click()
        page.wait_for_url(f"{host.address}recommendations/rec-3/#rec-3")
