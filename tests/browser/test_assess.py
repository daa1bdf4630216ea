"""The self-assessment in a real browser: by keyboard, on paper, without a script, and compared with an earlier one."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page as AsyncPage
from playwright.sync_api import Locator, Page, expect
from pytest_playwright import CreateContextCallback

from knowledge.graph import Knowledge
from knowledge.kinds.assessment import BASES, EVIDENCE, LEVELS, Assessment
from tests.helpers.crawler import REFUSED, STORED, axe_script, faults_at_any_size, visit_each
from tests.helpers.pages_server import Host

PAGE = "tools/assess/"
HOSTILE = "<img src=x onerror=\"document.title='run'\"></textarea><script>document.title='run'</script>"
SECRET = "lantern meadow granite compass"


class Watched:
    """The page of the assessment, of which all that it asks for and complains of is noted."""

    def __init__(self, page: Page, form: str) -> None:
        self.page = page
        self.said: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("dialog", lambda dialog: dialog.accept())
        page.add_init_script(REFUSED)
        page.goto(form)
        page.on("request", lambda request: self.requests.append(request.url))

    def check_silence(self, form: str) -> None:
        """Raise AssertionError unless nothing was asked for, stored, refused or put into the address."""
        assert self.requests == []
        assert self.said == []
        assert self.page.evaluate("window.refused") == []
        assert self.page.evaluate(STORED) == []
        assert self.page.context.cookies() == []
        assert self.page.url.partition("#")[0] == form
        assert self.page.title() != "run"


@pytest.fixture
def form(hosted: Host) -> str:
    return hosted.address + PAGE


@pytest.fixture
def watched(page: Page, form: str) -> Watched:
    return Watched(page, form)


@pytest.fixture
def questions(knowledge: Knowledge) -> list[Assessment]:
    return knowledge.of(Assessment)


def by_rule(questions: list[Assessment], given: dict[str, tuple[str, str]], knowledge: Knowledge) -> list[str]:
    """Return the priorities that the words on the page ask for, written down here a second time."""
    strengths = ["", *EVIDENCE]
    gaps = [
        (["no"].count(level) == 0, list(BASES).index(asked.basis(knowledge)), strengths.index(evidence), order, asked)
        for order, asked in enumerate(questions)
        for level, evidence in [given.get(asked.id, ("", ""))]
        if level in ("no", "partly", "unknown")
    ]
    chosen: list[Assessment] = []
    for *_, asked in sorted(gaps, key=lambda gap: gap[:4]):
        if len(chosen) < 5 and [each.area for each in chosen].count(asked.area) < 2:
            chosen.append(asked)
    return [asked.id for asked in chosen]


def press_to(page: Page, key: str, wanted: Locator, most: int = 60) -> None:
    """Press a key until an element has the focus."""
    for _ in range(most):
        if wanted.evaluate("at => at === document.activeElement"):
            return
        page.keyboard.press(key)
    pytest.fail(f"{key} does not lead to {wanted}")


def choose(page: Page, values: dict[str, str], value: str) -> None:
    """Choose a value of a group of which the first button has the focus."""
    page.keyboard.press("Space")
    for _ in range(list(values).index(value)):
        page.keyboard.press("ArrowDown")


def priorities(page: Page) -> list[str]:
    ids: list[str] = page.locator(".priorities li").evaluate_all("items => items.map(({ dataset }) => dataset.id)")
    return ids


def answer(page: Page, id_: str, level: str, evidence: str = "") -> None:
    page.locator(f'#{id_} .level input[value="{level}"]').check()
    if evidence:
        page.locator(f'#{id_} .evidence input[value="{evidence}"]').check()


def saved(page: Page) -> str:
    """Return the text of the file in which a reader saves the assessment."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Save to a file").click()
    return Path(download.value.path()).read_text(encoding="utf-8")


def compare_with(page: Page, text: str) -> None:
    file: Any = {"name": "earlier.json", "mimeType": "application/json", "buffer": text.encode()}
    page.locator("#assess-changes input[type=file]").set_input_files(file)


def test_whole_assessment_by_keyboard_alone(
    watched: Watched, form: str, questions: list[Assessment], knowledge: Knowledge
) -> None:
    page = watched.page
    given = {
        asked.id: (list(LEVELS)[number * 5 % len(LEVELS) if number > 3 else 0], list(EVIDENCE)[number % len(EVIDENCE)])
        for number, asked in enumerate(questions)  # the first topic has more gaps than may be chosen
    }
    press_to(page, "Tab", page.get_by_role("button", name="Next unanswered question"))
    page.keyboard.press("Enter")
    for number, asked in enumerate(questions, 1):
        box = page.locator(f"#{asked.id}")
        expect(box.locator(".level input").first).to_be_focused()
        choose(page, LEVELS, given[asked.id][0])
        page.keyboard.press("Tab")
        choose(page, EVIDENCE, given[asked.id][1])
        page.keyboard.press("Tab")
        page.keyboard.type(f"Note {number}")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(box.locator("details a").first).to_be_visible()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        if number < len(questions):
            press_to(page, "Tab", page.locator(f"#{questions[number].id} .level input").first)  # over the next heading
    expect(page.locator("#assess-progress")).to_have_text("28 of 28 answered")
    press_to(page, "Tab", page.get_by_role("button", name="Suggest priorities"))
    page.keyboard.press("Enter")
    assert priorities(page) == by_rule(questions, given, knowledge)
    assert len(priorities(page)) == 5
    watched.check_silence(form)
    first, second, *rest = priorities(page)
    press_to(page, "Tab", page.locator(f'[data-id="{first}"]').get_by_role("button", name="Move down"))
    page.keyboard.press("Enter")
    assert priorities(page) == [second, first, *rest]
    expect(page.locator(f'[data-id="{first}"] [data-action="down"]')).to_be_focused()
    press_to(page, "Tab", page.locator(f'[data-id="{rest[0]}"]').get_by_role("button", name="Remove"))
    page.keyboard.press("Enter")
    assert priorities(page) == [second, first, *rest[1:]]
    expect(page.locator("#assess-chosen [role=status]")).to_have_text("Removed from your priorities.")
    document = json.loads(saved(page))
    assert {id_: (each["level"], each["evidence"]) for id_, each in document["answers"].items()} == given
    assert [each["note"] for each in document["answers"].values()] == [f"Note {n}" for n in range(1, 29)]
    assert document["priorities"] == [second, first, *rest[1:]]


def test_reader_stops_anywhere_and_is_led_to_what_is_left(watched: Watched, questions: list[Assessment]) -> None:
    page = watched.page
    said = page.locator("#assess-progress")
    expect(said).to_have_text("0 of 28 answered")
    expect(said).to_have_attribute("role", "status")
    for asked in questions[:3] + questions[4:]:
        answer(page, asked.id, "evidenced")
    page.locator(f"#{questions[3].id} textarea").fill("Ask the regional unit")
    expect(said).to_have_text("27 of 28 answered")
    page.get_by_role("button", name="Next unanswered question").click()
    expect(page.locator(f"#{questions[3].id} .level input").first).to_be_focused()
    answer(page, questions[3].id, "not-applicable")
    page.get_by_role("button", name="Next unanswered question").click()
    expect(page.locator("#tools-assess-priorities")).to_be_focused()
    page.get_by_role("button", name="Suggest priorities").click()
    expect(page.locator("#assess-chosen [role=status]")).to_contain_text("Answer more questions, or add your own.")


def test_focus_is_never_behind_the_bar(watched: Watched, questions: list[Assessment]) -> None:
    page = watched.page
    hidden = """() => {
      const at = document.activeElement.getBoundingClientRect();
      return at.top < document.getElementById("assess-bar").getBoundingClientRect().bottom;
    }"""
    page.locator(f"#{questions[12].id} textarea").focus()
    for _ in range(25):
        page.keyboard.press("Shift+Tab")
        assert not page.evaluate(hidden), page.evaluate("document.activeElement.outerHTML")


def test_reader_chooses_other_priorities_and_no_more_than_five(watched: Watched, questions: list[Assessment]) -> None:
    page = watched.page
    status = page.locator("#assess-chosen [role=status]")
    for asked in questions[:6]:
        page.get_by_label("Add a priority").select_option(asked.id)
        page.get_by_role("button", name="Add", exact=True).click()
    assert priorities(page) == [asked.id for asked in questions[:5]]
    expect(status).to_have_text("You have 5 priorities. Remove one before you add another.")
    page.get_by_role("button", name=f"Remove: {questions[4].question}").click()
    page.get_by_label("Add a priority").select_option(questions[0].id)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(status).to_have_text("This is one of your priorities. Choose another question.")
    assert priorities(page) == [asked.id for asked in questions[:4]]


def test_what_moved_since_an_earlier_assessment(watched: Watched, form: str, questions: list[Assessment]) -> None:
    page = watched.page
    one, two, three, *_ = (asked.id for asked in questions)
    answer(page, one, "no", "none")
    answer(page, two, "embedded", "tested")
    page.locator(f"#{three} textarea").fill(HOSTILE)
    earlier = saved(page)
    answer(page, one, "partly", "seen")
    answer(page, two, "evidenced")
    answer(page, three, "unknown")
    compare_with(page, earlier)
    place = page.locator("#assess-changes")
    expect(place.get_by_role("status")).to_contain_text("3 answers have changed.")
    assert place.locator("h4").all_inner_texts() == [
        "Less in place than before",
        "Further in place than before",
        "Answered now and not before",
    ]
    expect(place.locator("li").nth(1)).to_contain_text(
        "Then: Not in place; none seen. Now: Partly in place; seen by me."
    )
    answer(page, two, "embedded")
    expect(place.locator("li")).to_have_count(2)
    watched.requests = [url for url in watched.requests if not url.startswith("blob:")]  # the file that was saved
    watched.check_silence(form)


def test_next_assessment_starts_from_the_answers_of_the_last(
    watched: Watched, new_context: CreateContextCallback, form: str, questions: list[Assessment]
) -> None:
    answer(watched.page, questions[0].id, "partly", "told")
    watched.page.locator(f"#{questions[0].id} textarea").fill(HOSTILE)
    document = json.loads(saved(watched.page)) | {"made": "2026-06-01", "priorities": [questions[0].id]}
    again = Watched(new_context().new_page(), form)
    page = again.page
    compare_with(page, json.dumps(document))
    page.get_by_role("button", name="Start from its answers").click()
    expect(page.locator(f'#{questions[0].id} .level input[value="partly"]')).to_be_checked()
    expect(page.locator(f"#{questions[0].id} textarea")).to_have_value(HOSTILE)
    expect(
        page.locator("#assess-changes p", has_text="Compared with the assessment of 1 June 2026.").last
    ).to_be_visible()
    new = json.loads(saved(page))
    assert new["answers"] == document["answers"]
    assert new["made"] > document["made"]
    assert new["priorities"] == []
    assert page.title() != "run"
    assert again.said == []


def test_earlier_file_with_a_passphrase_is_opened_or_left(watched: Watched, questions: list[Assessment]) -> None:
    page = watched.page
    answer(page, questions[0].id, "no")
    page.get_by_label(re.compile("^Passphrase for the file")).fill(SECRET)
    earlier = saved(page)
    answer(page, questions[0].id, "partly")
    changes = page.locator("#assess-changes")
    field = changes.get_by_label("Passphrase of the earlier file")
    compare_with(page, earlier)
    expect(field).to_be_focused()
    changes.get_by_role("button", name="Go back").click()
    expect(changes.get_by_role("status")).to_have_text("The file was not opened.")
    expect(changes.get_by_role("button", name="Compare with an earlier assessment")).to_be_focused()
    compare_with(page, earlier)
    field.fill(f"{SECRET}!")
    field.press("Enter")
    expect(changes.get_by_role("status")).to_contain_text("The passphrase is not the right one")
    field.fill(SECRET)
    field.press("Enter")
    expect(changes.get_by_role("status")).to_contain_text("One answer has changed.")
    expect(field).to_have_count(0)
    assert watched.said == []


def test_tool_works_when_it_is_read_from_a_disk(new_context: CreateContextCallback, hosted: Host) -> None:
    """Without a server: answers are kept where the browser allows it, protected, and saved."""
    again = Watched(new_context().new_page(), (hosted.site / PAGE / "index.html").as_uri())
    answer(again.page, again.page.locator(".ask").first.get_attribute("id") or "", "no")
    again.page.get_by_label(re.compile("^Passphrase for the file")).fill(SECRET)
    assert json.loads(saved(again.page))["format"] == "prevent-protected"
    assert [url for url in again.requests if not url.startswith(("file:", "blob:"))] == []
    assert again.said == []


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": "prevent-cpd", "version": 1}', "[" * 100_000])
def test_earlier_file_that_cannot_be_used_changes_nothing(
    text: str, watched: Watched, questions: list[Assessment]
) -> None:
    page = watched.page
    answer(page, questions[0].id, "partly")
    before = saved(page)
    compare_with(page, text)
    expect(page.locator("#assess-changes [role=status]")).to_contain_text("This file")
    assert saved(page) == before
    assert watched.said == []


def test_what_is_erased_is_gone_from_the_whole_page(watched: Watched, questions: list[Assessment]) -> None:
    page = watched.page
    answer(page, questions[0].id, "no")
    page.get_by_role("button", name="Suggest priorities").click()
    compare_with(page, saved(page))
    expect(page.locator("#assess-changes [role=status]")).to_contain_text("Nothing has changed.")
    page.get_by_role("button", name="Erase everything").click()
    page.locator("#tools-custody").get_by_role("button", name="Erase everything").last.click()
    expect(page.locator("#assess-progress")).to_have_text("0 of 28 answered")
    assert page.locator(".ask input:checked").count() == 0
    assert priorities(page) == []
    assert page.locator("#assess-changes p:not(:empty):has-text('Compared')").count() == 0


def test_nothing_typed_comes_back_when_the_page_is_read_again(watched: Watched, questions: list[Assessment]) -> None:
    page = watched.page
    answer(page, questions[0].id, "no")
    page.locator(f"#{questions[0].id} textarea").fill("Something")
    page.reload()
    expect(page.locator("#assess-progress")).to_have_text("0 of 28 answered")
    expect(page.locator(f"#{questions[0].id} textarea")).to_have_value("")
    assert page.locator(".ask input:checked").count() == 0


def test_no_key_sends_what_was_typed(watched: Watched, form: str, questions: list[Assessment]) -> None:
    page = watched.page
    assert page.locator("article form").count() == 0
    page.locator(f"#{questions[0].id} .level input").first.check()
    page.keyboard.press("Enter")
    page.locator(f"#{questions[0].id} textarea").press("Enter")
    watched.check_silence(form)


def test_every_field_has_a_name_and_the_warning(watched: Watched) -> None:
    page = watched.page
    fields = page.locator(".ask textarea")
    expect(fields).to_have_count(28)
    for field in fields.all():
        expect(field).to_have_accessible_name("Note")
        expect(field).to_have_accessible_description(
            "Do not type names, cases, intelligence, CTLP content or protectively marked text. Your answers stay in"
            " this browser unless you export them. A completed assessment may itself be sensitive."
        )
        assert field.get_attribute("spellcheck") == "false"


def test_form_is_whole_without_a_script(
    new_context: CreateContextCallback, form: str, questions: list[Assessment]
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(form)
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        for asked in questions:
            box = page.locator(f"#{asked.id}")
            expect(box.locator("legend")).to_contain_text(asked.question)
            assert box.locator("input:visible").count() == len(LEVELS) + len(EVIDENCE)
        assert page.locator("article button:visible").count() == 0
        expect(page.locator("#assess-paper tbody tr")).to_have_count(5)
        expect(page.locator("#assess-paper")).to_be_visible()
        expect(page.locator("#assess-plan tbody tr").first).to_be_visible()
        expect(page.locator("#tools-assess-brief-law + ul a").first).to_be_visible()
    page.emulate_media(media="screen")
    page.locator(f"#{questions[0].id} summary").click()
    expect(page.locator(f"#{questions[0].id} details a").first).to_be_visible()


def test_paper_has_answers_what_was_opened_and_lines_to_fill_in(watched: Watched, questions: list[Assessment]) -> None:
    page = watched.page
    opened, closed = (page.locator(f"#{asked.id}") for asked in questions[:2])
    expect(page.locator("#assess-paper")).to_be_hidden()
    opened.locator("summary").click()
    answer(page, questions[0].id, "no")
    page.emulate_media(media="print")
    expect(page.locator("#assess-paper")).to_be_visible()
    expect(opened.locator("details li").first).to_be_visible()
    expect(closed.locator("details")).to_be_hidden()
    expect(opened.locator('input[value="no"]')).to_be_checked()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Suggest priorities").click()
    page.emulate_media(media="print")
    expect(page.locator("#assess-paper")).to_be_hidden()
    expect(page.locator(".priorities li")).to_have_count(1)
    expect(page.locator(".priorities li").first).to_be_visible()
    assert page.locator("article button:visible").count() == 0


async def at_every_step(page: AsyncPage, url: str) -> list[str]:
    """Return what axe-core has against the page, and what is lost of it on a small screen, at each step."""
    found: list[str] = []

    async def look(step: str) -> None:
        found.extend(await faults_at_any_size(page, step))

    await page.goto(url)
    await look("empty")
    for box in (await page.locator(".ask").all())[:8]:
        await box.locator('.level input[value="no"]').check()
        await box.locator("textarea").fill("W" * 200)
    await page.get_by_role("button", name="Suggest priorities").click()
    await page.get_by_role("button", name="Open all reasons").click()
    await look("answered")
    file: Any = {"name": "x.json", "mimeType": "application/json", "buffer": b"{"}
    await page.locator("#assess-changes input[type=file]").set_input_files(file)
    await page.locator("#assess-changes [role=status]:not(:empty)").wait_for()
    await look("with an error")
    async with page.expect_download() as download:
        await page.get_by_role("button", name="Save to a file").click()
    path = await (await download.value).path()
    await page.locator(".ask").first.locator('.level input[value="partly"]').check()
    file = {"name": "x.json", "mimeType": "application/json", "buffer": path.read_bytes()}
    await page.locator("#assess-changes input[type=file]").set_input_files(file)
    await page.locator("#assess-changes h4").first.wait_for()
    await look("compared")
    return found


def test_every_step_keeps_the_rules_of_accessibility_at_320_px_too(form: str) -> None:
    (found,) = visit_each([form], at_every_step, script=axe_script()).values()
    assert found == [], "\n".join(found)
