"""Accessibility in real browsers: axe-core, keyboard, zoom, readers' own settings, structure, messages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page as AsyncPage
from playwright.sync_api import Page, expect
from pytest_playwright import CreateContextCallback

from tests.helpers.crawler import LOST, OF_COLOURS, PAINTED, axe_script, axe_violations, visit_each
from tests.helpers.pages_server import Host

TEMPLATES = (
    "",
    "404.html",
    "a-z/",
    "about/",
    "about/accessibility/",
    "about/authoring/",
    "about/fields/",
    "about/open-data/",
    "changes/",
    "developments/",
    "disciplines/",
    "disciplines/discipline-child-abuse/",
    "duties/duty-141/",
    "duties/",
    "expectations/",
    "expectations/ctlp/",
    "findings/staff/",
    "glossary/",
    "matrix/",
    "recommendations/",
    "recommendations/rec-3/",
    "referral/",
    "roles/role-force-prevent-lead/",
    "search/#q=channel",
    "timeline/",
    "tools/",
    "tools/assess/",
    "tools/cpd/",
    "teach/kit/",
    "teach/before-after/",
)
"""A page of each kind of page."""

FORMS = ("tools/assess/", "tools/cpd/", "teach/kit/", "teach/before-after/")
"""Pages whose fields are for paper where no script runs; their own tests say what is there without one."""

KEYBOARD = ("", "expectations/?area=channel", "recommendations/rec-3/", "about/accessibility/", "tools/cpd/")
"""Pages through which the tests go by keyboard."""

WIDTHS = (320, 768, 1280)

UNFOLD = """
() => {
  for (const folded of document.querySelectorAll("details")) folded.open = true;
  if (document.querySelector(".record-foot[data-id]")) document.querySelector(".cite-button:nth-of-type(2)").click();
  document.querySelector("h2 > .headerlink")?.click();
}
"""

# ------------------------------------------------------------------------------------------------
# axe-core
# ------------------------------------------------------------------------------------------------


async def at_every_size(page: AsyncPage, url: str, *, unfold: bool = True) -> list[str]:
    """Return what axe-core has against a page, or against what is open on it, at each width and in both schemes.

    The schemes differ in colours alone, so that the second is held to the rules of colours.
    """
    if unfold:
        await page.goto(url)
        await page.evaluate(PAINTED)
        await page.evaluate(UNFOLD)
    found = []
    for width in WIDTHS:
        await page.set_viewport_size({"width": width, "height": 800})
        await page.emulate_media(color_scheme="light")
        found += await axe_violations(page, f"{url} ({width} px, light)")
        await page.emulate_media(color_scheme="dark")
        found += await axe_violations(page, f"{url} ({width} px, dark)", OF_COLOURS)
    return found


def test_every_kind_of_page_keeps_the_rules_unfolded_at_every_width_in_both_schemes(hosted: Host) -> None:
    found = visit_each([hosted.address + name for name in TEMPLATES], at_every_size, script=axe_script())
    faulty = [fault for of_page in found.values() for fault in of_page]
    assert faulty == [], "\n".join(faulty)


async def with_something_over_it(page: AsyncPage, url: str) -> list[str]:
    """Return what axe-core has against what a fragment of the address asks to open over the page."""
    url, _, what = url.partition("#")
    await page.goto(url)
    if what == "explanation":
        await page.locator("button.term").first.click()
        await page.locator(".explanation:popover-open").wait_for()
    else:
        await page.keyboard.press("/")
        await page.locator(".search-kinds button").first.wait_for()
        await page.keyboard.type("prevnt lead" if what == "results" else "zzzz")
        await page.locator(".search-results li" if what == "results" else ".search-status a").first.wait_for()
    if what == "results":
        await page.locator(".search-kinds button").nth(1).click()
    return await at_every_size(page, f"{url} with {what}", unfold=False)


def test_search_and_explanations_keep_the_rules_while_open(hosted: Host) -> None:
    open_over = ("recommendations/rec-3/#explanation", "#results", "#nothing found")
    found = visit_each([hosted.address + name for name in open_over], with_something_over_it, script=axe_script())
    faulty = [fault for of_page in found.values() for fault in of_page]
    assert faulty == [], "\n".join(faulty)


def test_colour_that_is_too_pale_in_one_scheme_alone_is_seen(tmp_path: Path) -> None:
    page = FAULTY.format('<p id="pale">Too pale to read</p>').replace("#bbb", "light-dark(#000, #ddd)")
    (tmp_path / "page.html").write_text(page.replace("body {", ":root { color-scheme: light dark } body {"))
    url = (tmp_path / "page.html").as_uri()
    found = visit_each([url], at_every_size, script=axe_script())[url]
    assert [fault.split(": ")[:3] for fault in found] == [
        [f"{url} ({width} px, dark)", "color-contrast", "#pale"] for width in WIDTHS
    ]


FAULTS = {
    "image-alt": '<img src="data:,">',
    "color-contrast": '<p id="pale">Too pale to read</p>',
    "heading-order": "<h5>A heading that leaves out levels</h5>",
    "label": '<input type="text">',
    "button-name": "<button></button>",
    "target-size": '<a class="tiny" href="#a">a</a><a class="tiny" href="#b">b</a>',
    "link-in-text-block": '<p>See <a id="plain" href="#c">that page</a> for what the report says of it.</p>',
    "region": "</main><p>Outside every landmark</p><main hidden>",
    "aria-required-attr": '<div role="slider" tabindex="0" aria-label="Amount"></div>',
}
"""A planted fault for each sort of rule, by the rule that must see it."""

FAULTY = """<!doctype html><html lang="en"><head><title>Planted</title><style>
body {{ color: #000; background: #fff }} #pale {{ color: #bbb }} #plain {{ color: #222; text-decoration: none }}
.tiny {{ display: inline-block; width: 9px; height: 9px; font-size: 8px }}
</style></head><body><main><h1>Planted</h1>{}</main></body></html>"""


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What is seen of each planted fault."""
    folder = tmp_path_factory.mktemp("planted")
    for rule, fault in FAULTS.items():
        (folder / f"{rule}.html").write_text(FAULTY.format(fault))

    async def look(page: AsyncPage, url: str) -> list[str]:
        await page.goto(url)
        return await axe_violations(page, Path(url).stem)

    found = visit_each([(folder / f"{rule}.html").as_uri() for rule in FAULTS], look, script=axe_script())
    return {Path(url).stem: of_page for url, of_page in found.items()}


@pytest.mark.parametrize("rule", FAULTS)
def test_planted_fault_is_seen_and_the_message_says_where_and_what_to_do(
    rule: str, planted: dict[str, list[str]]
) -> None:
    (message, *_) = [fault for fault in planted[rule] if fault.startswith(f"{rule}: {rule}: ")]
    where, _, element, remedy = message.split(": ", 3)
    assert where == rule
    assert element
    assert remedy.startswith("Fix ")


# ------------------------------------------------------------------------------------------------
# Keyboard
# ------------------------------------------------------------------------------------------------

STOP = """
() => {
  const at = document.activeElement;
  if (!at || at === document.body || at === document.documentElement) return null;
  const box = at.getBoundingClientRect();
  const style = getComputedStyle(at);
  const spots = Array.from(at.getClientRects(), (rect) => document.elementFromPoint(
    Math.min(Math.max(rect.left + rect.width / 2, 1), innerWidth - 1),
    Math.min(Math.max(rect.top + rect.height / 2, 1), innerHeight - 1)));
  const before = window.lastStop;
  const within = before === at && at.type === "date";  // from its day to its month
  window.lastStop = at;
  window.stops = (window.stops || new Set()).add(at);
  return {
    what: `${at.localName} “${(at.innerText || at.name || "").trim().slice(0, 40)}”`,
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    covered: !spots.some((spot) => spot && (at.contains(spot) || spot.contains(at))),
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0,
    forward: !before || within || Boolean(before.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING),
    again: before === at && !within,
  };
}
"""

MISSED = """
() => {
  const groups = new Set(Array.from(window.stops, ({ type, name }) => type === "radio" && name));  // arrows lead on
  const all = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']");
  return Array.from(all)
    .filter((stop) => stop.checkVisibility({ visibilityProperty: true }) && !stop.disabled && stop.tabIndex >= 0)
    .filter((stop) => !window.stops.has(stop) && !(stop.type === "radio" && groups.has(stop.name)))
    .map((stop) => `${stop.localName} “${(stop.innerText || stop.name || "").trim().slice(0, 40)}”`);
}
"""


def keyboard_faults(page: Page, where: str, most: int = 900) -> list[str]:
    """Go through a page by Tab and return what is wrong: page, rule, element and remedy."""
    found = []
    stops = 0
    while True:
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            break
        stops += 1
        if stop["again"] or stops > most:
            return [*found, f"{where}: trap: {stop['what']}: let Tab leave it"]
        rules = {
            "focus not visible": (stop["outlined"], "give it an outline of 2 px or more"),
            "focus covered": (not stop["covered"], "move what lies over it"),
            "focus out of sight": (stop["inside"], "let it scroll into view"),
            "order": (stop["forward"], "put it where it is read, and take away tabindex"),
        }
        found += [f"{where}: {rule}: {stop['what']}: {remedy}" for rule, (kept, remedy) in rules.items() if not kept]
    missed = page.evaluate(MISSED) if stops else []
    return found + [f"{where}: not reached: {what}: make it a link, a button or a field" for what in missed]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", KEYBOARD)
def test_keyboard_reaches_all_in_order_and_shows_where_it_is(
    name: str, width: int, hosted: Host, new_context: CreateContextCallback
) -> None:
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    page.goto(hosted.address + name)
    page.evaluate(PAINTED)
    found = keyboard_faults(page, name or "home")
    assert found == [], "\n".join(found)


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        ("focus not visible", '<button style="outline: none">a</button>'),
        ("focus covered", '<button>a</button><div style="position: fixed; inset: 0; background: #fff"></div>'),
        ("order", '<button>a</button><button tabindex="1">b</button>'),
        ("trap", '<button onkeydown="event.preventDefault()">a</button>'),
        ("not reached", '<button>a</button><button onfocus="this.blur()" id="shy">b</button><button>c</button>'),
    ],
)
def test_planted_fault_of_the_keyboard_is_seen(rule: str, fault: str, page: Page) -> None:
    page.set_content(f"<style>:focus-visible {{ outline: 3px solid }}</style>{fault}")
    assert f"planted: {rule}: button" in "\n".join(keyboard_faults(page, "planted", most=20))


@pytest.mark.parametrize("javascript", [True, False])
def test_skip_link_comes_first_and_leads_past_the_menus(
    javascript: bool, hosted: Host, new_context: CreateContextCallback
) -> None:
    page = new_context(java_script_enabled=javascript).new_page()
    page.goto(f"{hosted.address}recommendations/rec-3/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator("article :focus").count() == 1


def test_escape_closes_each_thing_that_opens_and_gives_the_focus_back(
    hosted: Host, new_context: CreateContextCallback
) -> None:
    page = new_context(viewport={"width": 320, "height": 800}).new_page()
    page.goto(f"{hosted.address}recommendations/rec-3/")
    for opener in (".menu > summary", ".section > summary", ".toc > summary", "button.term", "a.search-open"):
        place = page.locator(opener).first
        place.focus()
        page.keyboard.press("Enter")
        opened = page.locator("details[open] > nav, .explanation:popover-open, .search-dialog[open]")
        expect(opened).to_have_count(1)
        if opener != "a.search-open":
            page.keyboard.press("Tab")
        else:
            page.locator(".search-kinds button").first.wait_for()
            page.keyboard.type("channel")
        page.keyboard.press("Escape")
        expect(opened).to_have_count(0)
        expect(place, opener).to_be_focused()


def test_dialog_of_the_search_keeps_the_focus_and_is_used_by_keyboard_alone(hosted: Host, page: Page) -> None:
    page.goto(hosted.address)
    page.keyboard.press("/")
    page.locator(".search-kinds button").first.wait_for()
    page.keyboard.type("ctlp")
    page.locator(".search-results li").first.wait_for()
    for _ in range(40):
        page.keyboard.press("Tab")
        beyond = "!document.activeElement.closest('.search-dialog') && document.activeElement !== document.body"
        assert not page.evaluate(beyond), "the focus is behind the dialog: open it with showModal()"
    page.get_by_role("searchbox").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/#term-ctlp")


# ------------------------------------------------------------------------------------------------
# Sizes
# ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        ("scrolls sideways", '<p style="width: 2000px">a</p>'),
        ("sticks out", '<p style="width: 2000px">a</p>'),
        ("cut off", '<p style="height: 10px; overflow: hidden">a<br>b<br>c</p>'),
    ],
)
def test_planted_loss_is_seen(rule: str, fault: str, page: Page) -> None:
    page.set_content(fault)
    assert any(found.startswith(f"{rule}: ") for found in page.evaluate(LOST))


SMALL = """
(least) => Array.from(document.querySelectorAll("button, summary, select, input, nav a, .button, .colophon a"))
  .filter((target) => target.checkVisibility({ visibilityProperty: true }) && !target.matches("button.term"))
  .map((target) => [target, target.getBoundingClientRect()])
  .filter(([, box]) => box.width < least || box.height < least)
  .map(([at, box]) => `${at.localName} “${at.innerText}”: ${box.width} by ${box.height} px: make it ${least} or more`)
"""


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(
    "name", ["", "expectations/", "recommendations/rec-3/", "search/#q=channel", "tools/cpd/", "teach/kit/"]
)
def test_controls_are_large_enough_to_touch(
    name: str, width: int, hosted: Host, new_context: CreateContextCallback
) -> None:
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    page.goto(hosted.address + name)
    page.evaluate(PAINTED)
    page.evaluate(UNFOLD)
    if "search" in name:
        page.locator(".search-results li").first.wait_for()
    assert page.evaluate(SMALL, 24) == []
    assert page.evaluate(SMALL, 100) != [], "the check itself sees nothing"


# ------------------------------------------------------------------------------------------------
# Readers' own settings
# ------------------------------------------------------------------------------------------------

MOVING = """
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    @keyframes turn { to { rotate: 1turn } }
    h1 { animation: turn 9s }
    html { scroll-behavior: smooth }`);
  document.adoptedStyleSheets = [sheet];
  return [document.getAnimations().length, getComputedStyle(document.documentElement).scrollBehavior];
}
"""


@pytest.mark.parametrize(("wish", "moving"), [("no-preference", [1, "smooth"]), ("reduce", [0, "auto"])])
def test_nothing_moves_for_readers_who_want_no_motion(
    wish: Any, moving: list[Any], hosted: Host, new_context: CreateContextCallback
) -> None:
    page = new_context(reduced_motion=wish).new_page()
    page.goto(hosted.address)
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.evaluate(MOVING) == moving


def colour(page: Page, selector: str, name: str, pseudo: str = "") -> str:
    """Return a computed colour of an element."""
    script = "([selector, name, pseudo]) => getComputedStyle(document.querySelector(selector), pseudo || null)[name]"
    return str(page.evaluate(script, [selector, name, pseudo]))


def test_forced_colours_keep_shapes_current_page_choice_and_focus(
    hosted: Host, new_context: CreateContextCallback
) -> None:
    page = new_context(forced_colors="active", viewport={"width": 1280, "height": 800}).new_page()
    page.goto(f"{hosted.address}recommendations/rec-3/")
    paper = colour(page, "body", "backgroundColor")
    assert colour(page, "h1[data-kind]", "backgroundColor", "::after") != paper
    current, other = ".pages [aria-current]", ".pages li:last-child a"
    assert colour(page, current, "borderLeftColor") != colour(page, other, "borderLeftColor")
    assert colour(page, ".sections [aria-current]", "borderBottomColor") != paper
    page.keyboard.press("Tab")
    assert colour(page, ":focus", "outlineStyle") == "solid"
    page.keyboard.press("/")
    page.locator(".search-kinds button").first.wait_for()
    widths = page.locator(".search-kinds button").evaluate_all(
        "all => all.map(at => getComputedStyle(at).borderTopWidth)"
    )
    assert widths[0] != widths[1], "the chosen kind looks like the others"
    assert page.locator(".search-dialog").evaluate("at => getComputedStyle(at).borderTopStyle") == "solid"
    page.goto(f"{hosted.address}expectations/")
    for kind in ("recommendation", "expectation"):
        assert colour(page, f".entry.{kind}", "backgroundColor", "::after") != paper


# ------------------------------------------------------------------------------------------------
# Structure
# ------------------------------------------------------------------------------------------------


# ------------------------------------------------------------------------------------------------
# Status messages
# ------------------------------------------------------------------------------------------------

HEARD = """
() => {
  window.heard = [];
  const there = new Set(document.querySelectorAll("[role=status], [aria-live=polite]"));
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const region = (target.closest ? target : target.parentElement)?.closest("[role=status]");
      if (region && there.has(region) && region.textContent) window.heard.push(region.textContent);
    }
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
}
"""


@pytest.fixture
def reader(new_context: CreateContextCallback) -> Page:
    return new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()


def test_filter_search_and_copying_say_what_happened(hosted: Host, reader: Page) -> None:
    """A region that speaks must stand on the page before it is filled, or readers of the screen hear nothing."""
    reader.goto(f"{hosted.address}expectations/")
    reader.evaluate(HEARD)
    reader.get_by_label("Topic").select_option("channel")
    expect(reader.locator("#register-status")).to_contain_text("Showing")
    assert re.fullmatch(r"Showing \d+ of \d+ entries[.]", reader.evaluate("window.heard")[-1])

    reader.goto(f"{hosted.address}recommendations/rec-3/")
    reader.keyboard.press("/")
    reader.locator(".search-kinds button").first.wait_for()
    reader.evaluate(HEARD)
    reader.keyboard.type("channel")
    expect(reader.locator(".search-status")).to_contain_text("results")
    assert "results" in reader.evaluate("window.heard")[-1]
    reader.keyboard.press("Escape")

    reader.evaluate(HEARD)
    reader.get_by_role("button", name="Copy link").first.click()
    expect(reader.locator(".record-foot [role=status]")).to_have_text("Link copied")
    assert reader.evaluate("window.heard")[-1] == "Link copied"


# ------------------------------------------------------------------------------------------------
# Without JavaScript
# ------------------------------------------------------------------------------------------------


@pytest.fixture
def plain(new_context: CreateContextCallback) -> Page:
    return new_context(java_script_enabled=False).new_page()


def test_search_leads_to_the_a_to_z_without_javascript(hosted: Host, plain: Page) -> None:
    plain.goto(hosted.address)
    plain.get_by_role("link", name="Search").first.click()
    plain.locator("#search-page").get_by_role("link", name="A to Z").click()
    plain.locator("article").get_by_role("link", name="C", exact=True).click()
    plain.locator("article a[href$='#term-ctlp']").first.click()
    plain.wait_for_url("**/glossary/#term-ctlp")
    expect(plain.locator("#term-ctlp")).to_be_in_viewport()


def test_explanation_opens_without_javascript(hosted: Host, plain: Page) -> None:
    plain.goto(f"{hosted.address}recommendations/rec-3/")
    plain.locator("button.term").first.click()
    expect(plain.locator(".explanation:popover-open")).to_be_visible()


def test_all_that_is_read_is_the_same_without_javascript(hosted: Host) -> None:
    """What scripts add are controls and messages; the text of a page is whole without them."""
    words = """() => {
      const copy = document.querySelector("article").cloneNode(true);
      const scripted = ".cite-buttons, [role=status], #search-page, .search-missing, .highlight > button";
      for (const added of copy.querySelectorAll(scripted)) added.remove();
      return copy.textContent.replace(/\\s+/g, " ").trim();
    }"""
    controls = "button:not([popovertarget]), input:not(.tabbed-set > input), select"
    dead = f"""() => Array.from(document.querySelectorAll("{controls}"))
      .filter((at) => at.checkVisibility({{ visibilityProperty: true }})).map((at) => at.outerHTML)"""

    async def read(page: AsyncPage, url: str) -> list[Any]:
        await page.goto(url)
        return [await page.evaluate(words), await page.evaluate(dead)]

    urls = [hosted.address + name for name in TEMPLATES if name not in FORMS]
    with_scripts = visit_each(urls, read)
    without = visit_each(urls, read, java_script_enabled=False)
    for url in urls:
        assert without[url][0] == with_scripts[url][0], url
        assert without[url][1] == [], f"{url}: a control that does nothing without JavaScript: hide it"
