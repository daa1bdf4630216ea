"""Knowledge checks in a real browser: what a reader learns from each answer, on the screen and on paper."""

from __future__ import annotations

import re
import string
from collections import defaultdict

import pytest
from playwright.async_api import Page as AsyncPage
from playwright.sync_api import Locator, Page, expect
from pytest_playwright import CreateContextCallback

from knowledge.graph import Knowledge
from knowledge.kinds.question import SORTS, Question
from tests.helpers.crawler import OF_COLOURS, PAINTED, STORED, axe_script, axe_violations, lost, visit_each
from tests.helpers.pages_server import Host

TEXTS = """
(box) => Array.from(box.querySelectorAll("li"), (item) => {
  const copy = item.cloneNode(true);
  copy.querySelector("select")?.remove();
  return copy.textContent.trim();
})
"""
"""The options of a question, in the order in which they are shown."""

ANSWER = """
(answers) => {
  for (const [id, texts] of Object.entries(answers)) {
    const box = document.querySelector(`#${id} ~ .options`);
    for (const label of box.querySelectorAll("label")) {
      const [field, ...words] = label.childNodes;
      const place = texts.indexOf(words.map((word) => word.textContent).join("").trim());
      if (field.matches("select")) field.value = String(place + 1);
      else if (place >= 0) field.click();
    }
    box.querySelector("button").click();
  }
}
"""
"""Answers the questions with these ids by the options with these texts, and checks each answer."""


def on_pages(knowledge: Knowledge) -> dict[str, list[Question]]:
    """Return the questions of each page, by its address below that of the site."""
    found: dict[str, list[Question]] = defaultdict(list)
    for question in knowledge.of(Question):
        if question.retired is None:
            found[page_of(question, knowledge)].append(question)
    return found


def page_of(question: Question, knowledge: Knowledge) -> str:
    return knowledge.place(question.id).url.partition("#")[0]


def example(sort: str, knowledge: Knowledge) -> Question:
    return next(question for question in knowledge.of(Question) if question.sort == sort and question.retired is None)


def right(question: Question) -> list[str]:
    """Return what to choose; of an order, the steps in turn."""
    return [option.text for option in question.options if option.is_right or question.sort == "order"]


def wrong(question: Question) -> list[str]:
    """Return what not to choose: of several everything, of an order the reverse, else one option."""
    texts = [option.text for option in question.options]
    if question.sort == "order":
        return texts[::-1]
    return texts if question.sort == "several" else [text for text in texts if text not in right(question)][:1]


def asked(question: Question, page: Page) -> Locator:
    """Return the options of a question, which are called by its words."""
    asks = SORTS[question.sort]
    name = f"{question.summary} {asks}{'' if asks.endswith('?') else '.'}"
    return page.get_by_role("group", name=name, exact=True)


def answer(question: Question, texts: list[str], page: Page) -> None:
    """Answer a question as with a mouse."""
    box = asked(question, page)
    for place, text in enumerate(texts, 1):
        if question.sort == "order":
            box.get_by_label(f"Place in the order: {text}", exact=True).select_option(str(place))
        else:
            box.get_by_label(text, exact=True).check()
    box.get_by_role("button", name="Check my answer").click()


def expect_feedback(question: Question, page: Page, knowledge: Knowledge, host: Host) -> None:
    """Expect that below the question each option, as it is shown, has its letter, word, reason and links."""
    options = {option.text: option for option in question.options}
    shown = page.locator(f"#{question.id} ~ .options").first.evaluate(TEXTS)
    assert sorted(shown) == sorted(options)
    lines = page.locator(f"#{question.id} ~ details").first.locator("> ul > li")
    expect(lines).to_have_count(len(shown))
    for line, letter, text in zip(lines.all(), string.ascii_uppercase, shown, strict=False):
        option = options[text]
        word = "Right" if option.is_right else "Not right"
        if question.sort == "order":
            word = f"Step {question.options.index(option) + 1}"
        expect(line).to_be_visible()
        expect(line).to_contain_text(f"{letter}. {word}. {option.feedback}")
        links = line.get_by_role("link").evaluate_all("links => links.map((link) => link.href)")
        assert {host.address + knowledge.place(id_).url for id_ in option.records} <= {*links}


@pytest.mark.parametrize("is_right", [True, False], ids=["right", "wrong"])
@pytest.mark.parametrize("sort", SORTS)
def test_answer_is_judged_where_a_screen_reader_hears_it_and_each_option_explained(
    sort: str, is_right: bool, page: Page, hosted: Host, knowledge: Knowledge
) -> None:
    question = example(sort, knowledge)
    count = len(on_pages(knowledge)[page_of(question, knowledge)])
    page.clock.install()
    page.goto(hosted.address + page_of(question, knowledge))
    status = asked(question, page).get_by_role("status")
    score = page.locator(".check-score[role=status]")
    # What is announced is what changes in an element that was there before.
    elements = [place.element_handle() for place in (status, score)]
    assert [element.text_content() for element in elements] == ["", ""]
    answer(question, right(question) if is_right else wrong(question), page)
    page.clock.run_for(60_000)  # the result does not go away by itself
    expect(status).to_have_text(re.compile("^Right" if is_right else "^Not quite"))
    expect(score).to_have_text(f"You have answered 1 of {count} questions. {int(is_right)} right first time.")
    assert all(element.text_content() for element in elements)
    expect_feedback(question, page, knowledge, hosted)


def test_without_a_choice_nothing_is_judged_and_a_second_try_is_not_counted_as_the_first(
    page: Page, hosted: Host, knowledge: Knowledge
) -> None:
    question = example("several", knowledge)
    page.goto(hosted.address + page_of(question, knowledge))
    status, score = asked(question, page).get_by_role("status"), page.locator(".check-score")
    rest = page.locator(f"#{question.id} ~ details").first
    answer(question, [], page)
    expect(status).to_have_text("Choose an answer first.")
    expect(score).to_have_text("")
    expect(rest).not_to_have_attribute("open", "")
    answer(question, wrong(question), page)
    for text in set(wrong(question)) - set(right(question)):
        asked(question, page).get_by_label(text, exact=True).uncheck()
    answer(question, [], page)
    expect(status).to_have_text(re.compile("^Right"))
    expect(score).to_have_text(re.compile("0 right first time"))


@pytest.mark.parametrize("sort", SORTS)
def test_question_is_answered_by_keyboard_alone(sort: str, page: Page, hosted: Host, knowledge: Knowledge) -> None:
    question = example(sort, knowledge)
    page.goto(hosted.address + page_of(question, knowledge))
    box = asked(question, page)
    shown = box.evaluate(TEXTS)
    page.locator(f"#{question.id} a").focus()
    page.keyboard.press("Tab")
    for text in shown:
        if sort == "order":
            page.keyboard.press(str(right(question).index(text) + 1))
        elif text in right(question):
            page.keyboard.press("Space")
        if sort in ("order", "several"):
            page.keyboard.press("Tab")
        elif text not in right(question):
            page.keyboard.press("ArrowDown")
        else:
            page.keyboard.press("Tab")
            break
    expect(box.get_by_role("button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(box.get_by_role("status")).to_have_text(re.compile("^Right"))


def test_every_question_takes_its_right_answer_and_nothing_is_asked_or_stored(
    page: Page, hosted: Host, knowledge: Knowledge
) -> None:
    for name, questions in on_pages(knowledge).items():
        page.goto(hosted.address + name)
        page.evaluate(PAINTED)
        requests: list[str] = []
        page.on("request", lambda request, requests=requests: requests.append(request.url))
        page.evaluate(ANSWER, {question.id: right(question) for question in questions})
        count = len(questions)
        expect(page.locator(".check-score")).to_have_text(
            f"You have answered {count} of {count} questions. {count} right first time."
        )
        assert page.evaluate(STORED) == [], name
        assert page.context.cookies() == [], name
        assert requests == [], name
        assert page.url == hosted.address + name, "an answer stands in the address"


def test_answer_opens_without_javascript(
    new_context: CreateContextCallback, hosted: Host, knowledge: Knowledge
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    for sort in SORTS:
        question = example(sort, knowledge)
        page.goto(hosted.address + page_of(question, knowledge))
        rest = page.locator(f"#{question.id} ~ details").first
        expect(rest.locator("li").first).to_be_hidden()
        rest.get_by_text("Show the answer").click()
        expect_feedback(question, page, knowledge, hosted)


@pytest.mark.parametrize("javascript", [True, False])
def test_on_paper_the_answers_come_last_and_what_is_chosen_is_marked_by_pen(
    javascript: bool, new_context: CreateContextCallback, hosted: Host, knowledge: Knowledge
) -> None:
    page = new_context(java_script_enabled=javascript).new_page()
    name = page_of(example("order", knowledge), knowledge)
    questions = on_pages(knowledge)[name]
    page.goto(hosted.address + name)
    page.emulate_media(media="print")
    expect(page.locator(".check details:visible, .options :is(button, [role=status]):visible")).to_have_count(0)
    answers = page.locator(".check ~ details li")
    expect(answers).to_have_count(len(questions))
    for question, line in zip(questions, answers.all(), strict=True):
        box = page.locator(f"#{question.id} ~ .options").first
        expect(box.locator("ol")).to_have_css("list-style-type", "upper-alpha")
        letters = dict(zip(box.evaluate(TEXTS), string.ascii_uppercase, strict=False))
        found = [letters[text] for text in right(question)]
        expect(line).to_have_text(
            f"{question.title}: {', '.join(found if question.sort == 'order' else sorted(found))}"
        )
        expect(line).to_be_visible()
        fields = box.locator("input, select")
        expect(fields).to_have_count(len(question.options) if javascript else 0)
        for field in fields.all():
            least = 20 if question.sort == "order" else 12  # a tick takes less room than a figure
            size = field.bounding_box()
            assert size
            assert size["width"] >= least
            assert size["height"] >= 12
        for field in box.locator("select").all():  # a box with nothing in it
            expect(field).to_have_css("color", "rgba(0, 0, 0, 0)")
            expect(field).to_have_css("appearance", "none")


def test_check_keeps_the_rules_and_its_words_before_and_after_it_is_answered(
    hosted: Host, knowledge: Knowledge
) -> None:
    """By axe-core in both schemes, and at 320 px, with larger text and with spaced text."""
    pages = {page_of(example(sort, knowledge), knowledge) for sort in SORTS}
    answers = {
        hosted.address + name: {question.id: wrong(question) for question in questions}
        for name, questions in on_pages(knowledge).items()
        if name in pages
    }

    async def look(page: AsyncPage, url: str) -> list[str]:
        await page.goto(url)
        await page.evaluate(PAINTED)
        found = []
        for when, given in (("before", {}), ("after", answers[url])):
            await page.evaluate(ANSWER, given)
            await page.emulate_media(color_scheme="light")
            found += await axe_violations(page, f"{url} {when}")
            found += await lost(page, f"{url} {when}")
            await page.emulate_media(color_scheme="dark")
            found += await axe_violations(page, f"{url} {when}, dark", OF_COLOURS)
        return found

    found = visit_each(answers, look, script=axe_script())
    faulty = [fault for of_page in found.values() for fault in of_page]
    assert faulty == [], "\n".join(faulty)
