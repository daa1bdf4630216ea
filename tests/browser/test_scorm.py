"""Packages for learning systems in a real browser: what is recorded, resumed and shown, whatever the system does."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from playwright.async_api import Page as AsyncPage
from playwright.sync_api import Page, expect

from knowledge.graph import Knowledge
from knowledge.kinds.module import in_order
from knowledge.kinds.question import Question
from knowledge.kit import scorm
from knowledge.kit.format import course, modules
from tests.helpers.crawler import axe_script, faults_at_any_size, visit_each
from tests.helpers.learning_system import LearningSystem

RESULT = "package-result"

RECORDING = ".recording"


def questions_of(module: str, knowledge: Knowledge) -> list[Question]:
    return [question for question in knowledge.of(Question) if question.module == module and question.use == "module"]


def right(question: Question) -> list[str]:
    """Return the texts of the right answer, in the right order."""
    return [option.text for option in question.options if option.is_right or question.sort == "order"]


def wrong(question: Question) -> list[str]:
    """Return the texts of an answer that is not right."""
    if question.sort == "order":
        return right(question)[::-1]
    return [next(option.text for option in question.options if not option.is_right)]


@pytest.fixture(scope="session")
def module(knowledge: Knowledge) -> str:
    """The module that asks in the most ways."""
    sorts = {m.id: len({q.sort for q in questions_of(m.id, knowledge)}) for m in in_order(knowledge)}
    return max(sorts, key=sorts.__getitem__)


@pytest.fixture(scope="session")
def package(site: Path, module: str, knowledge: Knowledge) -> Path:
    subject = next(subject for subject in modules(knowledge, {}) if subject.id == module)
    return site / scorm.SCORM.path(subject)


@pytest.fixture
def learner(page: Page, package: Path) -> Iterator[LearningSystem]:
    system = LearningSystem(page, package)
    yield system
    assert system.strays == [], "a package asks no one for anything"
    assert system.faults == []


@pytest.fixture(scope="session")
def of_course(site: Path, knowledge: Knowledge) -> Path:
    return site / scorm.SCORM.path(course(knowledge, {})[0])


def unpacked(package: Path, folder: Path) -> str:
    """Unpack a package into a folder and return the address of its page."""
    with zipfile.ZipFile(package) as archive:
        archive.extractall(folder)
    return (folder / scorm.PAGE).as_uri()


@pytest.fixture(scope="session")
def on_disk(package: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the unpacked package."""
    return unpacked(package, tmp_path_factory.mktemp("package"))


# -- what is recorded ------------------------------------------------------------------------------


def test_right_answers_pass_and_wrong_ones_fail_until_the_check_is_passed(
    learner: LearningSystem, module: str, knowledge: Knowledge
) -> None:
    asked = questions_of(module, knowledge)
    frame = learner.open()
    learner.answer({question.id: wrong(question) for question in asked[1:]})
    core = learner.kept()["core"]
    assert (core["lesson_status"], core["score"]["raw"]) == ("incomplete", "")
    learner.answer({asked[0].id: wrong(asked[0])})
    core = learner.kept()["core"]
    assert (core["lesson_status"], core["score"]["raw"], core["score"]["max"]) == ("failed", "0", "100")

    learner.show(RESULT)
    expect(frame.locator(".result")).to_contain_text("not a pass yet: 0%")
    frame.get_by_role("button", name="Start the check again").click()
    learner.settle()
    learner.answer({question.id: right(question) for question in asked})
    assert learner.kept()["core"]["lesson_status"] == "passed"
    assert learner.kept()["core"]["score"]["raw"] == "100"

    learner.show(RESULT)
    frame.get_by_role("button", name="Start the check again").click()
    learner.settle()
    learner.answer({question.id: wrong(question) for question in asked})
    assert learner.kept()["core"]["lesson_status"] == "passed"
    assert learner.kept()["core"]["score"]["raw"] == "100"


@pytest.mark.parametrize("spare", [0, 1])
def test_pass_mark_is_held_to_the_question(
    learner: LearningSystem, module: str, knowledge: Knowledge, spare: int
) -> None:
    asked = questions_of(module, knowledge)
    needed = -(-len(asked) * scorm.PASS_MARK // 100)
    learner.open()
    count = needed - spare
    learner.answer({q.id: right(q) if number < count else wrong(q) for number, q in enumerate(asked)})
    core = learner.kept()["core"]
    assert core["lesson_status"] == ("failed" if spare else "passed")
    assert int(core["score"]["raw"]) == 100 * count // len(asked)


def test_pass_mark_of_the_learning_system_comes_first(
    learner: LearningSystem, module: str, knowledge: Knowledge
) -> None:
    asked = questions_of(module, knowledge)
    frame = learner.open(after='API.cmi.student_data.mastery_score = "100"')
    learner.answer({q.id: right(q) if number else wrong(q) for number, q in enumerate(asked)})
    assert learner.kept()["core"]["lesson_status"] == "failed"
    learner.show(RESULT)
    expect(frame.locator(".result")).to_contain_text("The pass mark is 100%")


def test_each_answer_is_listed_as_it_was_given(learner: LearningSystem, module: str, knowledge: Knowledge) -> None:
    asked = questions_of(module, knowledge)
    learner.open()
    learner.answer({q.id: wrong(q) if number % 2 else right(q) for number, q in enumerate(asked)})
    listed = list(learner.kept()["interactions"].values())
    assert [entry["id"] for entry in listed] == [question.id for question in asked]
    for number, (entry, question) in enumerate(zip(listed, asked, strict=True)):
        letters = dict(zip((option.text for option in question.as_shown()), "abcdef", strict=False))
        of_right = [letters[text] for text in right(question)]
        pattern = entry["correct_responses"]["0"]["pattern"]
        if question.sort == "true or false":
            assert pattern == right(question)[0][0].lower()
        elif question.sort == "order":
            assert pattern == ",".join(of_right)
        else:
            assert pattern == ",".join(sorted(of_right))
        assert entry["result"] == ("wrong" if number % 2 else "correct"), question.id
        assert (entry["student_response"] == pattern) == (number % 2 == 0)


def test_work_is_resumed(learner: LearningSystem, module: str, knowledge: Knowledge) -> None:
    asked = questions_of(module, knowledge)
    frame = learner.open()
    for _ in range(3):
        frame.get_by_role("link", name="Next").click()
        learner.settle()
    title = frame.get_by_role("heading", level=1).inner_text()
    learner.answer({asked[0].id: right(asked[0]), asked[1].id: wrong(asked[1])})
    learner.leave()
    core = learner.kept()["core"]
    assert core["exit"] == "suspend"
    assert re.fullmatch(r"\d{2,4}:\d\d:\d\d\.\d\d", core["session_time"])
    assert core["session_time"] > "00:00:00.00"

    learner.open()
    expect(frame.get_by_role("heading", level=1)).to_have_text(title)
    opened = frame.locator(".contents li", has_text="(opened)")
    expect(opened).to_have_count(4)
    learner.show(f"{module}-check")
    for question, word in ((asked[0], "Right."), (asked[1], "Not quite.")):
        box = frame.locator(f"#{question.id}")
        expect(box.get_by_role("status")).to_contain_text(word)
        expect(box.locator(".feedback")).to_be_visible()
    expect(frame.locator(f"#{asked[2].id} .feedback")).to_be_hidden()
    expect(frame.locator(".check-score:visible")).to_have_text(
        f"You have answered 2 of {len(asked)} questions. 1 right."
    )


def test_finishing_ends_the_session(learner: LearningSystem) -> None:
    frame = learner.open()
    learner.show(RESULT)
    frame.get_by_role("button", name="Save and finish").click()
    expect(frame.get_by_role("heading", name="Finished")).to_be_focused()
    expect(frame.locator("main")).to_contain_text("Your work is recorded.")
    assert learner.page.evaluate("API.isTerminated()")


def test_no_name_is_read_and_nothing_is_kept_in_the_browser(learner: LearningSystem) -> None:
    learner.open(before="window.read = []", after="API.on('LMSGetValue', (element) => read.push(element))")
    read = learner.page.evaluate("read")
    assert "cmi.suspend_data" in read
    assert not [element for element in read if "student_name" in element or "student_id" in element]
    assert learner.run("[document.cookie, sessionStorage.length, Object.keys(localStorage)]") == ["", 0, ["cmi"]]


def test_whole_course_fits_into_what_is_kept(page: Page, of_course: Path, knowledge: Knowledge) -> None:
    learner = LearningSystem(page, of_course)
    frame = learner.open()
    anchors = learner.run("Array.from(document.querySelectorAll('.screen[data-code] h1'), ({ id }) => id)")
    learner.run(
        "(all) => all.reduce((done, id) => done.then(() => new Promise((on) => { location.hash = id; "
        "addEventListener('hashchange', on, { once: true }) })), Promise.resolve())",
        anchors[1:],
    )
    asked = knowledge.of(Question)
    learner.answer({question.id: right(question) for question in asked})
    kept = learner.kept()
    assert kept["core"]["lesson_status"] == "passed"
    assert len(kept["suspend_data"]) <= 4096
    expect(frame.locator(RECORDING)).to_have_text("")
    assert len(kept["interactions"]) == len(asked)
    learner.open()
    assert learner.run("document.querySelectorAll('.feedback:not([hidden])').length") == len(asked)
    expect(frame.locator(".contents li", has_text="(opened)")).to_have_count(len(anchors))


# -- learning systems that do not do as they should ----------------------------------------------

FAILING = {
    "set": ("API.LMSSetValue = () => 'false'", "did not record your answers, the page you are on,"),
    "set throws": ("API.LMSSetValue = () => { throw new Error('x') }", "did not record your answers"),
    "commit": ("API.LMSCommit = () => 'false'", "did not record your answers, the page you are on,"),
    "start": ("API.LMSInitialize = () => 'false'; API.LMSGetValue = () => ''", "did not answer, so nothing"),
    "all throw": (
        "for (const name of Object.keys(API)) if (/^LMS/.test(name)) API[name] = () => { throw new Error('x') }",
        "did not answer, so nothing is recorded",
    ),
    "review": ("API.cmi.core.lesson_mode = 'review'", "for review, so nothing new is recorded"),
}


@pytest.mark.parametrize("fault", FAILING)
def test_learner_is_told_what_is_not_recorded_and_goes_on(
    learner: LearningSystem, module: str, knowledge: Knowledge, fault: str
) -> None:
    script, told = FAILING[fault]
    question = questions_of(module, knowledge)[0]
    frame = learner.open(after=script)
    expect(frame.get_by_role("status").filter(has_text="Your learning system")).to_contain_text(told)
    frame.get_by_role("link", name="Next").click()
    expect(frame.locator(".turn")).to_contain_text("Page 2 of")
    learner.answer({question.id: right(question)})
    learner.show(f"{module}-check")
    expect(frame.locator(f"#{question.id} .check-status")).to_have_text("Right. See why below.")


def test_message_goes_when_the_learning_system_recovers(learner: LearningSystem) -> None:
    frame = learner.open(after="window.real = API.LMSCommit; API.LMSCommit = () => 'false'")
    expect(frame.locator(RECORDING)).to_contain_text("did not record")
    learner.page.evaluate("() => { API.LMSCommit = real }")
    frame.get_by_role("link", name="Next").click()
    expect(frame.locator(RECORDING)).to_have_text("")


def test_slow_learning_system_does_not_hold_up_each_page(learner: LearningSystem) -> None:
    frame = learner.open(
        before="window.commits = 0",
        after="API.LMSCommit = () => { commits += 1; const end = Date.now() + 1500; while (Date.now() < end);"
        " return 'true' }",
    )
    expect(frame.get_by_role("heading", level=1)).to_be_visible()
    learner.page.wait_for_function("commits === 1")
    for number in (2, 3, 4):
        frame.get_by_role("link", name="Next").click()
        expect(frame.locator(".turn")).to_contain_text(f"Page {number} of")
    assert learner.page.evaluate("commits") == 1


def test_opens_from_a_disk_and_says_that_nothing_is_recorded(page: Page, on_disk: str) -> None:
    page.goto(on_disk)
    expect(page.locator(RECORDING)).to_have_text("This is not open in a learning system, so nothing is recorded.")
    page.get_by_role("link", name="Next").click()
    expect(page.locator(".turn")).to_contain_text("Page 2 of")
    page.goto(f"{on_disk}#{RESULT}")
    page.get_by_role("button", name="Save and finish").click()
    expect(page.locator("main")).to_contain_text("nothing is recorded")


# -- for everyone ----------------------------------------------------------------------------------


def test_works_by_keyboard_alone(learner: LearningSystem, module: str, knowledge: Knowledge) -> None:
    frame, keys = learner.open(), learner.page.keyboard
    question = next(question for question in questions_of(module, knowledge) if question.sort == "single")
    frame.locator("body").press("Tab")
    expect(frame.get_by_role("link", name="Skip to main content")).to_be_focused()
    keys.press("Tab")
    keys.press("Enter")
    link = frame.locator(f'.contents a[href="#{module}-check"]')
    for _ in range(100):
        keys.press("Tab")
        if link.evaluate("(link) => link === document.activeElement"):
            break
    keys.press("Enter")
    expect(frame.get_by_role("heading", level=1)).to_be_focused()
    expect(frame.get_by_role("heading", level=1)).to_be_in_viewport()
    box = frame.locator(f"#{question.id}")
    for _ in range(100):
        keys.press("Tab")
        if box.locator("input").first.evaluate("(field) => field === document.activeElement"):
            break
    keys.press("Space")
    keys.press("Tab")
    expect(box.get_by_role("button")).to_be_focused()
    keys.press("Enter")
    expect(box.get_by_role("status")).to_be_focused()
    expect(box.locator(".feedback")).to_be_visible()
    keys.press("Tab")
    expect(box.locator(".feedback a").first).to_be_focused()


async def _faults(page: AsyncPage, url: str) -> list[str]:
    await page.goto(url)
    await page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    await page.evaluate(
        "for (const [at, box] of document.querySelectorAll('.asked').entries()) if (at % 2) {"
        " for (const field of box.querySelectorAll('input, option:last-child')) field.click();"
        " box.querySelector('button').click() }"
    )
    return await faults_at_any_size(page, url.partition("#")[2])


OF_EACH_SORT = ("self::article", "svg", "table", "details", "section[@class='asked']", "div[@class='result']", "dl")


def test_each_sort_of_screen_keeps_the_rules_of_accessibility(on_disk: str, package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        tree = lxml.html.document_fromstring(archive.read(scorm.PAGE).decode())
    anchors = {tree.xpath(f"string(//article[descendant-or-self::node()/{part}]/h1/@id)") for part in OF_EACH_SORT}
    anchors.add(tree.xpath("string(//article[last()]/h1/@id)"))
    assert all(anchors)
    found = visit_each([f"{on_disk}#{anchor}" for anchor in sorted(anchors)], _faults, script=axe_script())
    assert not any(found.values()), found


def test_contents_of_the_course_are_unfolded_where_the_learner_is(page: Page, of_course: Path, tmp_path: Path) -> None:
    address = unpacked(of_course, tmp_path)
    with zipfile.ZipFile(of_course) as archive:
        anchors = re.findall(r'<h1 id="([^"]+)"', archive.read(scorm.PAGE).decode())
    page.goto(f"{address}#{anchors[len(anchors) // 2]}")
    page.locator(".contents > summary").click()
    expect(page.locator(".contents details[open] [aria-current]")).to_be_visible()
    expect(page.locator(".contents details[open]")).to_have_count(1)
