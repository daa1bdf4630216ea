"""The register of expectations and its filter, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_playwright import CreateContextCallback

from knowledge.graph import Knowledge
from knowledge.kinds.expectation import Expectation
from knowledge.kinds.recommendation import Recommendation
from tests.helpers.pages_server import Host

LEAD = "role-force-prevent-lead"


@pytest.fixture
def register(page: Page, hosted: Host) -> tuple[Page, str]:
    address = f"{hosted.address}expectations/"
    page.goto(address)
    return page, address


def shown(page: Page) -> set[str]:
    """Return the ids of the entries that a reader sees."""
    links = page.locator(".entry:visible strong a").evaluate_all("links => links.map(link => link.hash.slice(1))")
    return set(links)


def everything(knowledge: Knowledge) -> set[str]:
    return {record.id for kind in (Expectation, Recommendation) for record in knowledge.of(kind)}


def test_whole_register_is_there_without_javascript(
    new_context: CreateContextCallback, hosted: Host, knowledge: Knowledge
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{hosted.address}expectations/")
    assert shown(page) == everything(knowledge)
    expect(page.locator("#register-filter")).to_be_hidden()


def test_entry_says_in_words_what_a_filter_asks(register: tuple[Page, str]) -> None:
    page, _ = register
    said = page.locator(".entry", has_text="Recommendation 7:").locator(".marks")
    owners = "NPCC national Prevent lead; Force Prevent lead"
    expect(said).to_have_text(f"Inspectors’ recommendation. On: {owners}. Faces the force’s Prevent lead.")
    assert page.locator(".entry[data-lead=no] .marks", has_text="Faces").count() == 0


def test_filter_of_the_force_lead(register: tuple[Page, str], knowledge: Knowledge) -> None:
    page, _ = register
    assert shown(page) == everything(knowledge)
    page.get_by_label("Faces the force’s Prevent lead").select_option("yes")
    facing = {e.id for e in knowledge.of(Expectation) if e.faces_force_lead}
    assert shown(page) == facing | {"rec-7"}
    expect(page.locator("#register-status")).to_have_text(
        f"{len(facing) + 1} of {len(everything(knowledge))} are shown."
    )


def test_filters_combine_and_stand_in_the_address(register: tuple[Page, str], knowledge: Knowledge) -> None:
    page, address = register
    page.get_by_label("Area").select_option("channel")
    page.get_by_label("Strength").select_option("expectation")
    wanted = {e.id for e in knowledge.of(Expectation) if e.area == "channel" and e.strength == "expectation"}
    assert shown(page) == wanted
    expect(page).to_have_url(f"{address}?area=channel&strength=expectation")
    assert page.locator("#register h2:visible").count() == 1
    page.goto(page.url)
    assert shown(page) == wanted
    page.get_by_role("button", name="Show all").click()
    expect(page).to_have_url(address)
    assert shown(page) == everything(knowledge)


def test_filter_by_role(register: tuple[Page, str], knowledge: Knowledge) -> None:
    page, address = register
    page.goto(f"{address}?roles={LEAD}")
    on_lead = {e.id for e in knowledge.of(Expectation) if LEAD in e.applies_to}
    assert shown(page) == on_lead | {"rec-7"}


def test_unknown_value_in_the_address_is_no_filter(register: tuple[Page, str], knowledge: Knowledge) -> None:
    page, address = register
    page.goto(f"{address}?area=nowhere&lead=maybe")
    assert shown(page) == everything(knowledge)


def test_filter_works_with_a_keyboard(register: tuple[Page, str]) -> None:
    page, address = register
    page.get_by_label("Strength").focus()
    page.keyboard.press("ArrowDown")
    expect(page).to_have_url(f"{address}?strength=recommendation")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "roles"


def test_acronym_explains_itself(page: Page, hosted: Host) -> None:
    page.goto(f"{hosted.address}recommendations/rec-3/")
    button = page.get_by_role("button", name="FIMU", exact=True).first
    button.focus()
    page.keyboard.press("Enter")
    explanation = page.locator("#explain-term-fimu")
    expect(explanation).to_be_visible()
    expect(explanation).to_contain_text("Fixed intelligence management unit")
    page.keyboard.press("Escape")
    expect(explanation).to_be_hidden()
