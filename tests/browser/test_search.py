"""The search: how often it finds the right place, and how its box behaves, in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from knowledge.build import assets, site_check
from knowledge.graph import Knowledge
from knowledge.kinds.phrases import Phrases
from knowledge.kinds.question import Question
from knowledge.outputs import search
from tests.helpers.budgets import FIRST_SEARCH
from tests.helpers.crawler import PAINTED
from tests.helpers.pages_server import Host, pages_server
from tests.helpers.search_report import (
    FLOORS,
    SETS,
    Judge,
    Query,
    ask,
    ask_all,
    ask_each,
    below_floors,
    bytes_of_first_search,
    open_box,
    queries,
    scores,
    write_small_page,
)

WORDS = ("policy", "ledger", "harbour", "lantern", "orchard", "meadow", "granite", "compass")


def record(number: int, **changed: Any) -> dict[str, Any]:
    """Return a made-up record about one word, in one of two sections."""
    word = WORDS[number]
    made = {
        "id": f"thing-{number}",
        "kind": number % 2,
        "page": 0,
        "title": f"The {word}",
        "summary": f"All that is known of the {word}. Nothing else stands here.",
        "text": f"All that is known of the {word}.",
        "phrases": [f"Where do we keep the {word}"],
        "names": [],
        "headings": [number % 2],
    }
    return {**made, **changed}


MADE_UP = {
    "kinds": [["thing", "Things", "thing-", "Thing"], ["other", "Others", "thing-", "Other"]],
    "pages": ["things/"],
    "sources": ["2001"],
    "headings": [[0, "First part", ["brass fittings"]], [0, "Second part", []]],
    "synonyms": [["harbour", "port", "landing place"]],
    "records": [
        record(0, names=["PLC", "Standing order"]),
        record(1),
        record(2),
        record(3, phrases=["Who carries the lamp at night"]),
        record(4),
        record(
            5,
            summary="A meadow <b>by</b> the river. It is mown in July.",
            text="All that is known. By the river. Mown in July.",
        ),
        record(6),
        record(7),
    ],
}


@pytest.fixture(scope="module")
def box(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The open search box of a site of eight made-up records."""
    site = tmp_path_factory.mktemp("search")
    assets.build(site, MADE_UP, [(kind, prefix) for kind, _, prefix, *_ in MADE_UP["kinds"]], "minisearch")
    write_small_page(site)
    with pages_server(site, "/") as host:
        page = browser.new_page()
        open_box(page, host.address)
        yield page
        page.close()


# -- Behaviour that does not depend on the data --------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("the granite", "thing-6"),
        ("GRANITE", "thing-6"),
        ("plc", "thing-0"),
        ("policies", "thing-0"),
        ("port", "thing-2"),
        ("landing place", "thing-2"),
        ("harbor", "thing-2"),
        ("lamp at night", "thing-3"),
        ("grnaite", "thing-6"),
        ("compas", "thing-7"),
        ("where is the orchard kept", "thing-4"),
        ("thing-5", "thing-5"),
    ],
    ids=lambda value: value.replace(" ", "-"),
)
def test_right_record_comes_first(typed: str, found: str, box: Page) -> None:
    assert ask(box, typed)[0] == found


def test_words_of_a_section_find_its_records(box: Page) -> None:
    assert set(ask(box, "brass fittings")) == {"thing-0", "thing-2", "thing-4", "thing-6"}


def test_row_shows_kind_title_place_and_the_sentence_with_its_match(box: Page) -> None:
    ask(box, "mown river")
    row = box.locator(".search-results li").first
    expect(row.locator(".search-place")).to_have_attribute("data-kind", "Other")
    expect(row.locator("a")).to_have_text("The meadow")
    expect(row.locator(".search-place")).to_have_text("“Second part”, 2001")
    expect(row.locator(".search-sentence")).to_have_text("A meadow <b>by</b> the river.")
    expect(row.locator("mark")).to_have_text(["river"])


def test_mended_word_is_told(box: Page) -> None:
    ask(box, "grnaite")
    expect(box.get_by_role("status")).to_contain_text("Showing results for “granite” instead of “grnaite”.")


def test_number_of_results_is_announced(box: Page) -> None:
    ask(box, "lamp")
    expect(box.get_by_role("status")).to_contain_text("1 result")


def test_number_is_announced_once_typing_rests(box: Page, page: Page) -> None:
    """The clock of the page stands still but for what the test says: 60 milliseconds from key to key."""
    page.clock.install()
    open_box(page, box.url)
    page.evaluate("""() => {
      self.said = [];
      const status = document.querySelector(".search-status");
      new MutationObserver(() => self.said.push(status.textContent)).observe(status, { childList: true });
    }""")
    page.clock.pause_at("2031-12-31")
    for key in "known":
        page.keyboard.press(key)
        page.clock.run_for(60)
    expect(page.locator(".search-results li")).to_have_count(8)
    assert page.evaluate("self.said") == []
    page.clock.run_for(1000)
    expect(page.get_by_role("status")).to_contain_text("8 results")
    assert page.evaluate("self.said") == ["8 results"]


def test_rows_below_the_fold_are_shown_a_moment_later(box: Page) -> None:
    ask(box, "")
    ask(box, "known")
    expect(box.locator(".search-results li")).to_have_count(8)
    expect(box.locator(".search-results .later")).to_have_count(0)


def test_nothing_found_says_what_to_try(box: Page) -> None:
    assert ask(box, "zyzzyva") == []
    expect(box.get_by_role("status")).to_contain_text("No results.")
    assert box.get_by_role("status").get_by_role("link", name="A to Z").get_attribute("href") == "/a-z/"


def test_only_one_kind_is_shown(box: Page) -> None:
    box.get_by_role("button", name="Others").click()
    assert set(ask(box, "known")) == {"thing-1", "thing-3", "thing-5", "thing-7"}
    box.get_by_role("button", name="All").click()
    assert len(ask(box, "known")) == 8


def test_sections_take_turns_in_the_list(box: Page) -> None:
    """Equally good records of two sections do not stand section by section."""
    numbers = [int(id_.removeprefix("thing-")) % 2 for id_ in ask(box, "known")]
    assert numbers[:4] in ([0, 1, 0, 1], [1, 0, 1, 0])


def test_keyboard_alone(box: Page) -> None:
    ask(box, "known")
    box.locator("#search-query").focus()
    for _ in range(2):
        box.keyboard.press("ArrowDown")
    expect(box.locator(".search-results a").nth(1)).to_be_focused()
    box.keyboard.press("ArrowUp")
    box.keyboard.press("ArrowUp")
    expect(box.locator("#search-query")).to_be_focused()
    box.keyboard.press("Escape")
    expect(box.locator("dialog")).to_be_hidden()
    expect(box.locator("#search-query")).not_to_be_focused()  # the browser takes the focus away at its next paint
    box.keyboard.press("/")
    expect(box.locator("#search-query")).to_be_focused()


def test_key_that_follows_escape_is_not_typed_into_the_field(box: Page) -> None:
    if box.locator("dialog").is_hidden():
        box.keyboard.press("/")
    box.locator("#search-query").focus()
    focused = box.evaluate("""() => {
      const escape = new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true });
      document.querySelector("#search-query").dispatchEvent(escape);
      return document.activeElement.localName;
    }""")
    assert focused == "body"
    box.keyboard.press("/")
    expect(box.locator("#search-query")).to_be_focused()


def test_text_with_markup_is_shown_as_text(box: Page) -> None:
    ask(box, "meadow")
    expect(box.locator(".search-sentence").first).to_contain_text("<b>by</b>")
    assert box.locator(".search-results b").count() == 0


# -- The real search ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def answered(site: Path, browser: Browser) -> dict[str, list[tuple[Query, int, int]]]:
    """Every query of each set with the rank of its first right result and the number of results."""
    judge = Judge(site)
    found = {}
    with pages_server(site, "/") as host:
        page = browser.new_page()
        open_box(page, host.address)
        for name in SETS:
            asked = queries(name)
            found[name] = list(zip(asked, *ask_all(page, asked, judge), strict=True))
        page.close()
    return found


@pytest.mark.parametrize("name", SETS)
def test_right_place_comes_first_as_often_as_it_did(
    name: str, answered: dict[str, list[tuple[Query, int, int]]]
) -> None:
    found = answered[name]
    reached = scores([rank for _, rank, _ in found], [count for *_, count in found])
    assert below_floors(name, reached, FLOORS[name]) == []


def test_every_query_finds_something(answered: dict[str, list[tuple[Query, int, int]]]) -> None:
    assert [query.text for found in answered.values() for query, _, count in found if count == 0] == []


def test_first_search_is_light_and_nobody_else_loads_it(page: Page, hosted: Host) -> None:
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    address = hosted.address
    page.goto(f"{address}recommendations/rec-3/")
    page.evaluate(PAINTED)
    assert f"{address}assets/site.js" in requested
    assert not [url for url in requested if "search" in url]
    fetched = bytes_of_first_search(page, address, "refresher training")
    assert "search/data.js" in fetched
    assert sum(name.startswith("search/records/") for name in fetched) == 10
    assert sum(fetched.values()) <= FIRST_SEARCH


def test_nothing_that_is_typed_while_the_search_loads_is_lost(page: Page, hosted: Host) -> None:
    page.goto(hosted.address)
    page.keyboard.type("/refresher training")
    expect(page.locator("#search-query")).to_have_value("refresher training")
    expect(page.locator(".search-results a").first).to_be_visible()


def test_search_has_an_address_that_no_server_sees(page: Page, hosted: Host) -> None:
    page.goto(f"{hosted.address}search/#q=paras+137+to+140&kind=duty")
    expect(page.locator(".search-results a").first).to_contain_text("paragraph 137")
    hrefs = page.locator(".search-results a").evaluate_all("links => links.map((a) => a.hash)")
    assert hrefs[:4] == ["#duty-137", "#duty-138", "#duty-139", "#duty-140"]
    assert all(href.startswith("#duty-") for href in hrefs)
    page.locator("#search-query").fill("rec 2")
    page.get_by_role("button", name="All").click()
    expect(page.locator(".search-results a").first).to_contain_text("Recommendation 2")
    assert page.url.endswith("#q=paras+137+to+140&kind=duty"), "what is typed goes into no address"


def test_link_to_a_search_has_its_words_behind_the_hash(page: Page, hosted: Host) -> None:
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    open_box(page, hosted.address)
    page.locator("#search-query").fill("refresher training")
    page.get_by_role("link", name="Link to this search").click()
    expect(page.locator("#search-page .search-results a").first).to_be_visible()
    assert page.url == f"{hosted.address}search/#q=refresher+training"
    expect(page.locator("#search-query")).to_have_value("refresher training")
    assert not [url for url in requested if "refresher" in url.split("#")[0]]


def test_enter_opens_the_whole_list(page: Page, hosted: Host) -> None:
    open_box(page, hosted.address)
    page.locator("#search-query").fill("training")
    expect(page.locator(".search-results li")).to_have_count(10)
    page.keyboard.press("Enter")
    expect(page.locator(".search-results li")).to_have_count(30)
    expect(page.locator(".search-results a").first).to_be_focused()
    assert page.url == hosted.address


def test_page_of_the_site_is_a_result(page: Page, hosted: Host) -> None:
    open_box(page, hosted.address)
    assert ask(page, "licence")[0] == "about-licence"
    row = page.locator(".search-results li").first
    expect(row.locator(".search-place")).to_have_attribute("data-kind", "Page")
    expect(row.locator(".search-place")).to_have_text("")
    expect(row.locator(".search-sentence")).not_to_have_text("")
    page.get_by_role("button", name="Pages").click()
    assert ask(page, "permanent addresses")[0] == "about-open-data-permanent-addresses"
    expect(row.locator(".search-place")).to_have_text("Open data")
    row.locator("a").click()
    assert page.url.endswith("about/open-data/#about-open-data-permanent-addresses")


def test_no_phrase_is_ever_shown(page: Page, hosted: Host, knowledge: Knowledge) -> None:
    """Every twentieth phrase is typed as it stands; what is shown is what the record or page says itself."""
    open_box(page, hosted.address)
    phrases = {phrase for entry in knowledge.of(Phrases) for phrase in entry.phrases}
    own = {record.display_title for record in knowledge.records.values()}
    for phrase in sorted(phrases - own)[::20]:
        ask(page, phrase)
        page.locator(".search-sentence:not(:empty)").first.wait_for()
        shown = page.locator(".search-results").inner_text().lower().splitlines()
        assert phrase.lower() not in shown, phrase


def test_questions_are_found_by_their_subjects(page: Page, hosted: Host, knowledge: Knowledge) -> None:
    """Among questions each comes first that is named; what it asks about comes before it among all results."""
    open_box(page, hosted.address)
    questions = [question for question in knowledge.of(Question) if question.retired is None]
    page.get_by_role("button", name=Question.called()[1].capitalize()).click()
    found = ask_each(page, [question.title for question in questions])
    missed = [q.id for q, ids in zip(questions, found, strict=True) if q.id not in ids[:3]]
    assert len(missed) <= len(questions) // 20, missed
    page.get_by_role("button", name="All").click()
    assert ask(page, "recommendation 7")[0] == "rec-7"


@pytest.mark.parametrize("typed", ["CTCP", "incel", "SCORM"])
def test_word_that_is_meant_is_not_silently_another(typed: str, page: Page, hosted: Host) -> None:
    """Beside words that are found it is left out, and alone it is taken for another one only with a note."""
    open_box(page, hosted.address)
    status = page.locator(".search-status")
    page.locator("#search-query").fill(f"{typed} training")
    expect(status).to_contain_text(f"“{typed.lower()}” is not on this site.")
    expect(status).not_to_contain_text("instead of")
    page.locator("#search-query").fill(typed)
    expect(status).to_contain_text("result")
    if page.locator(".search-results li").count():
        expect(status).to_contain_text(f"instead of “{typed.lower()}”")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("recommendation two", "rec-2"),
        ("the third recommendation", "rec-3"),
        ("duty 141 bullet 2", "duty-141-2"),
        ("term-ctlp", "term-ctlp"),
        ("recs 4 and 5", "rec-4"),
    ],
)
def test_references_lead_to_what_they_name(typed: str, first: str, site: Path, page: Page) -> None:
    with pages_server(site, "/") as host:
        open_box(page, host.address)
        assert ask(page, typed)[0] == first


def test_other_engine_is_one_setting(site: Path, knowledge: Knowledge, tmp_path: Path, page: Page) -> None:
    """The search alone is built anew, for the other engine, into a copy of the site."""
    other = shutil.copytree(site, tmp_path / "site", ignore=shutil.ignore_patterns("id", "api", "search.js"))
    data = search.data(knowledge, site_check.passages(site_check.read(site), knowledge))
    assets.build(other, data, [(kind, prefix) for kind, _, prefix, *_ in data["kinds"]], "pagefind")
    with pages_server(other) as host:
        open_box(page, host.address)
        page.locator("#search-query").fill("local profile")
        expect(page.locator(".search-results a").first).to_be_visible()
        assert "term-ctlp" in ask(page, "counter-terrorism local profile")
        assert "about-licence" in ask(page, "licence")
        page.locator("#search-query").fill("Prevent lead")
        page.get_by_role("button", name="Roles").click()
        expect(page.locator(".search-results li").first).to_have_class("role")
