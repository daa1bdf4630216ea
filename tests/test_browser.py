"""One way through the site in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, expect


def test_search_leads_to_the_term(site: Path, browser: Browser, serve: Callable[[Path], str]) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)

    page.goto(serve(site))
    expect(page.get_by_role("heading", level=1)).to_contain_text("What is expected of those who lead Prevent")
    page.keyboard.press("/")
    page.keyboard.type("CTLP")
    result = page.locator(".md-search-result__link", has_text="CTLP: Counter-terrorism local profile").first
    result.click()

    term = page.locator("#term-ctlp")
    expect(term).to_be_in_viewport()
    expect(term).to_contain_text("Counter-terrorism local profile")
    assert page.url.split("?")[0].split("#")[0].endswith("/glossary/")
    assert page.url.endswith("#term-ctlp")
    assert said == []
    page.close()


def test_permanent_address_leads_to_the_record(site: Path, browser: Browser, serve: Callable[[Path], str]) -> None:
    address = serve(site)
    for javascript in (True, False):
        context = browser.new_context(java_script_enabled=javascript)
        page = context.new_page()
        page.goto(f"{address}id/duty-143-1/")
        page.wait_for_url("**/duties/duty-143/#duty-143-1")
        expect(page.locator("#duty-143-1")).to_be_in_viewport()
        context.close()
