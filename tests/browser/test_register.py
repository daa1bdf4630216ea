"""The list of expectations and its filter, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_playwright import CreateContextCallback

from knowledge.graph import Knowledge
from knowledge.kinds.expectation import Expectation
from knowledge.kinds.recommendation import Recommendation
from knowledge.kinds.role import Role
from knowledge.vocabulary import AREAS
from tests.helpers.pages_server import Host


@pytest.fixture
def register(page: Page, hosted: Host) -> tuple[Page, str]:
    address = f"{hosted.address}expectations/"
    page.goto(address)
    return page, address


def shown(page: Page) -> set[str]:
    """Return the ids of the entries that a reader sees."""
    links = page.locator(".entry:visible strong a").evaluate_all("links => links.map(link => link.hash.slice(1))")
    return set(links)


def all_of(knowledge: Knowledge) -> list[Expectation | Recommendation]:
    return [*knowledge.of(Expectation), *knowledge.of(Recommendation)]


def everything(knowledge: Knowledge) -> set[str]:
    return {record.id for record in all_of(knowledge)}


def for_lead(knowledge: Knowledge) -> set[str]:
    """Return what a force Prevent lead can act on."""
    return {e.id for e in knowledge.of(Expectation) if e.faces_force_lead} | {"rec-7"}


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
    expect(said).to_have_text(f"Numbered recommendation. Applies to: {owners}. For force Prevent leads.")
    assert page.locator(".entry:not([data-applies~=lead]) .marks", has_text="For force").count() == 0


def test_filter_of_the_force_lead(register: tuple[Page, str], knowledge: Knowledge) -> None:
    page, _ = register
    assert shown(page) == everything(knowledge)
    page.get_by_label("Applies to").select_option("lead")
    wanted = for_lead(knowledge)
    assert shown(page) == wanted
    expect(page.locator("#register-status")).to_have_text(
        f"Showing {len(wanted)} of {len(everything(knowledge))} entries."
    )


def test_filters_combine_and_stand_in_the_address(register: tuple[Page, str], knowledge: Knowledge) -> None:
    page, address = register
    page.get_by_label("Topic").select_option("channel")
    page.get_by_label("Stated by").select_option("inspectors")
    wanted = {e.id for e in knowledge.of(Expectation) if e.area == "channel" and e.stated_by == "inspectors"}
    assert wanted
    assert shown(page) == wanted
    expect(page).to_have_url(f"{address}?stated=inspectors&area=channel")
    assert page.locator("#register h2:visible").count() == 1
    page.goto(page.url)
    assert shown(page) == wanted
    page.get_by_role("button", name="Clear filters").click()
    expect(page).to_have_url(address)
    assert shown(page) == everything(knowledge)


LAW = ("act", "guidance", "contest", "policy")


def test_filter_by_who_states_it(register: tuple[Page, str], knowledge: Knowledge) -> None:
    """A recommendation is numbered or in the text; what others ask, which the report passes on, is one choice."""
    page, _ = register
    expected = knowledge.of(Expectation)
    numbered = {r.id for r in knowledge.of(Recommendation)}
    for choice, wanted in (
        ("A recommendation", numbered | {e.id for e in expected if e.stated_by == "recommendation"}),
        ("Inspectors", {e.id for e in expected if e.stated_by == "inspectors"}),
        ("Law, guidance or policy", {e.id for e in expected if e.stated_by in LAW}),
        ("Inferred by us", {e.id for e in expected if e.stated_by == "inferred"}),
    ):
        page.get_by_label("Stated by").select_option(label=choice)
        assert wanted
        assert shown(page) == wanted, choice


def test_filter_by_role(register: tuple[Page, str], knowledge: Knowledge) -> None:
    page, _ = register
    owners = {r.id: r.owners for r in knowledge.of(Recommendation)}
    roles = owners | {e.id: e.applies_to for e in knowledge.of(Expectation)}
    force = {id_ for id_, on in roles.items() if "role-police-force" in on}
    page.get_by_label("Applies to").select_option(label="Police forces")
    assert shown(page) == force
    for choice, level in (
        ("A named role in a force", "force"),
        ("Regional units", "regional"),
        ("National bodies", "national"),
        ("Partners", "local"),
    ):
        page.get_by_label("Applies to").select_option(label=choice)
        wanted = {
            id_
            for id_, on in roles.items()
            if any(knowledge.get(Role, role).level == level and role != "role-police-force" for role in on)
        }
        assert wanted
        assert shown(page) == wanted, choice


@pytest.mark.parametrize("query", ["lead=yes", "area=training&lead=yes", "lead=yes&area=training"])
def test_address_of_before_still_chooses_what_it_chose(
    query: str, register: tuple[Page, str], knowledge: Knowledge
) -> None:
    """Trainers linked to the expectations that face a force Prevent lead before the fields had their names of today."""
    page, address = register
    page.goto(f"{address}?{query}")
    areas = {e.id: e.area for kind in (Expectation, Recommendation) for e in knowledge.of(kind)}
    wanted = {id_ for id_ in for_lead(knowledge) if "area" not in query or areas[id_] == "training"}
    assert shown(page) == wanted
    expect(page.locator("#register-status")).to_have_text(f"Showing {len(wanted)} of {len(areas)} entries.")
    expect(page.get_by_label("Applies to")).to_have_value("lead")


def test_unknown_value_in_the_address_is_no_filter_and_is_named(
    register: tuple[Page, str], knowledge: Knowledge
) -> None:
    page, address = register
    page.goto(f"{address}?area=nowhere&lead=maybe")
    assert shown(page) == everything(knowledge)
    count = len(everything(knowledge))
    expect(page.locator("#register-status")).to_have_text(
        f"Showing {count} of {count} entries. "
        "This page has no filters “area=nowhere” and “lead=maybe”, so we ignored them."
    )
    page.goto(f"{address}?area=channel&role=chief")
    assert shown(page) == {e.id for e in all_of(knowledge) if e.area == "channel"}
    expect(page.locator("#register-status")).to_contain_text("This page has no filter “role=chief”, so we ignored it.")


def test_empty_result_says_what_to_do(register: tuple[Page, str]) -> None:
    page, address = register
    page.goto(f"{address}?applies=partners&stated=law&area=ctlp")
    assert shown(page) == set()
    status = page.locator("#register-status")
    expect(status).to_contain_text("Showing 0 of ")
    expect(status).to_contain_text(
        "No entry matches all of these filters. Choose “All” in one of the lists, or clear the filters."
    )
    page.get_by_role("button", name="Clear filters").click()
    expect(status).not_to_contain_text("No entry")


def test_list_of_headings_follows_the_filter(register: tuple[Page, str], knowledge: Knowledge) -> None:
    page, _ = register
    links = page.locator(".toc a[href^='#area-']")
    everywhere = links.evaluate_all("links => links.map(link => link.hash)")
    assert len(everywhere) == 12
    page.get_by_label("Stated by").select_option("law")
    asked = {e.area for e in knowledge.of(Expectation) if e.stated_by in LAW}
    wanted = [f"#area-{area}" for area in AREAS if area in asked]
    assert 0 < len(wanted) < 12
    seen = "links => links.filter(link => !link.parentElement.hidden).map(link => link.hash)"
    assert links.evaluate_all(seen) == wanted
    page.get_by_role("button", name="Clear filters").click()
    expect(page.locator("#register h2:visible")).to_have_count(12)
    assert links.evaluate_all(seen) == everywhere


def test_choice_is_printed_with_the_list(register: tuple[Page, str], knowledge: Knowledge) -> None:
    page, address = register
    page.goto(f"{address}?applies=lead&area=channel")
    wanted = {e.id for e in all_of(knowledge) if e.area == "channel" and e.id in for_lead(knowledge)}
    page.emulate_media(media="print")
    line = page.locator("#register-shown")
    expect(line).to_be_visible()
    expect(line).to_have_text(
        "Filtered by Applies to: Force Prevent leads (our view); Topic: Channel. "
        f"{len(wanted)} of {len(everything(knowledge))} entries."
    )
    expect(page.locator("#register-status")).to_be_hidden()
    assert shown(page) == wanted
    page.goto(address)
    expect(line).to_be_empty()


def test_filter_works_with_a_keyboard(register: tuple[Page, str]) -> None:
    page, address = register
    page.get_by_label("Stated by").focus()
    page.keyboard.press("ArrowDown")
    expect(page).to_have_url(f"{address}?stated=recommendation")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "area"


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
