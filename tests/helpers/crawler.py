"""Opens pages of the site in several real browsers at once, watches what each does, and lets axe-core look at it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from playwright.async_api import BrowserContext, Page, async_playwright

from knowledge.build.node import MODULES
from tests.helpers.chromium import launch_options

T = TypeVar("T")
Task = Callable[[Page, str], Awaitable[T]]

WORKERS = 2
"""How many browsers work side by side."""

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""The rules of axe-core that the site keeps: WCAG 2.0, 2.1 and 2.2 at A and AA, and best practices."""

OF_COLOURS = ("color-contrast", "link-in-text-block")
"""The rules whose result depends on colours."""

EXCEPTIONS: dict[str, str] = {}
"""The rules of axe-core that the site does not keep, each with the reason. There is none."""

REFUSED = """
window.refused = [];
document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile, lineNumber }) =>
  window.refused.push(`${violatedDirective} refused ${blockedURI} at ${sourceFile}:${lineNumber}`));
"""

STORED = """
async () => [
  ...Object.keys(localStorage).map((key) => `localStorage ${key}`),
  ...Object.keys(sessionStorage).map((key) => `sessionStorage ${key}`),
  ...(document.cookie ? [`cookie ${document.cookie}`] : []),
  ...(await indexedDB.databases()).map(({ name }) => `indexedDB ${name}`),
  ...(await caches.keys()).map((key) => `cache ${key}`),
  ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => `service worker ${scope}`),
]
"""

LOST = """
() => {
  const name = (at) => [at.localName, ...at.classList].join(".") + (at.id && `#${at.id}`);
  const wide = document.documentElement.clientWidth;
  const found = [];
  const words = (at) => at.textContent.trim().slice(0, 30);
  const say = (rule, at, remedy) => found.push(`${rule}: ${name(at)} “${words(at)}”: ${remedy}`);
  const scrolls = (at) => /auto|scroll/.test(getComputedStyle(at).overflowX);
  const scrolled = (at) => at && at !== document.body && (scrolls(at) || scrolled(at.parentElement));
  if (document.documentElement.scrollWidth > wide) say("scrolls sideways", document.body, "let it wrap");
  for (const at of document.body.querySelectorAll("*")) {
    if (at.closest("svg") || !at.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const style = getComputedStyle(at);
    if (style.position === "absolute" && style.clipPath !== "none") continue;
    if (at.parentElement.closest("thead") && getComputedStyle(at.closest("thead")).position === "absolute") continue;
    const box = at.getBoundingClientRect();
    if (box.width && box.right > wide + 1 && !scrolled(at.parentElement)) say("sticks out", at, "let it wrap");
    const clips = /hidden|clip/.test(style.overflowX + style.overflowY) && style.clipPath === "none" && words(at);
    const more = at.scrollWidth > at.clientWidth + 1 || at.scrollHeight > at.clientHeight + 1;
    if (clips && more) say("cut off", at, "let it grow");
  }
  return found;
}
"""

PAINTED = "new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
"""Holds once the page was painted and has done what it leaves until then."""

SPACE_OUT = """
(on) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = on ? [sheet] : [];
}
"""


@dataclass
class Visit:
    """What a page did while it was open, what axe-core has against it, and what is lost of it when it is enlarged."""

    requests: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    stored: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def asked_of_others(self, address: str) -> list[str]:
        """Return what the page asked of anybody but the site at this address."""
        return [url for url in self.requests if not url.startswith((address, "data:"))]


def visit_each(urls: Iterable[str], task: Task[T], script: str = "", **options: Any) -> dict[str, T]:
    """Do a task for each address, in several browsers at once; `options` are those of their contexts.

    A browser goes from address to address in one page, since a new one costs as much as many an address. The script
    runs in front of those of each page.
    """
    waiting = list(reversed(list(urls)))
    done: dict[str, T] = {}
    failed: list[BaseException] = []

    async def work(context: BrowserContext) -> None:
        await context.add_init_script(script)
        page = await context.new_page()
        while waiting:
            url = waiting.pop()
            done[url] = await task(page, url)

    async def run() -> None:
        async with async_playwright() as playwright:
            browsers = [await playwright.chromium.launch(**launch_options()) for _ in range(min(WORKERS, len(waiting)))]
            contexts = [await browser.new_context(**options) for browser in browsers]
            await asyncio.gather(*(work(context) for context in contexts))
            for browser in browsers:
                await browser.close()

    def guarded() -> None:
        try:
            asyncio.run(run())
        except BaseException as error:
            failed.append(error)

    # The browser of the other tests has its own loop in this thread.
    thread = threading.Thread(target=guarded)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]
    return done


@contextmanager
def listening(page: Page, handlers: dict[Any, Callable[[Any], None]]) -> Iterator[None]:
    """Listen to events of a page, each with its handler, for as long as this lasts."""
    for event, handler in handlers.items():
        page.on(event, handler)
    try:
        yield
    finally:
        for event, handler in handlers.items():
            page.remove_listener(event, handler)


def crawl(urls: Iterable[str], **options: Any) -> dict[str, Visit]:
    """Open each page, let axe-core look at it, and return all that was seen; `options` are as those of `visit_each`."""
    return visit_each(urls, _visit, script=REFUSED + axe_script(), **options)


async def _visit(page: Page, url: str) -> Visit:
    seen = Visit()
    handlers = {
        "request": lambda request: seen.requests.append(request.url),
        "console": lambda message: seen.said.append(message.text),
        "pageerror": lambda error: seen.said.append(str(error)),
    }
    with listening(page, handlers):
        await page.goto(url)
        await page.evaluate(PAINTED)
        seen.faults = await axe_violations(page, url)
        seen.stored = await page.evaluate(STORED)
        seen.stored += [f"cookie {cookie.get('name')}" for cookie in await page.context.cookies()]
        seen.said += await page.evaluate("window.refused")
        seen.lost = await lost(page, url)
    return seen


async def lost(page: Page, where: str) -> list[str]:
    """Return what an open page loses at 400 % zoom (a screen of 320 by 256 px), spaced out, and with text at 200 %."""
    found = []

    async def look(how: str) -> None:
        found.extend(f"{where} {how}: {fault}" for fault in await page.evaluate(LOST))

    before = page.viewport_size
    await page.set_viewport_size({"width": 320, "height": 256})
    await look("at 400 % zoom")
    await page.evaluate(SPACE_OUT, True)
    await look("with spaced text")
    await page.evaluate(SPACE_OUT, False)
    await page.evaluate("document.documentElement.style.fontSize = '212.5%'")
    for width in (768, 1280):
        await page.set_viewport_size({"width": width, "height": 900})
        await look(f"with text at 200 %, {width} px")
    await page.evaluate("document.documentElement.style.fontSize = ''")
    if before:
        await page.set_viewport_size(before)
    return found


@cache
def axe_script() -> str:
    """Return the script of axe-core, to run in front of those of a page: put into an open one it takes longer."""
    return (Path(MODULES) / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


async def axe_violations(page: Page, where: str, rules: tuple[str, ...] = RULES) -> list[str]:
    """Return what axe-core, which runs in the page, has against it by these rules: page, rule, element and remedy."""
    options = {
        "runOnly": list(rules),
        "rules": {rule: {"enabled": False} for rule in EXCEPTIONS},
        "resultTypes": ["violations"],
        "preload": False,  # no rule of these reads the style sheets, or plays anything
    }
    violations = await page.evaluate("async (options) => (await axe.run(document, options)).violations", options)
    return [
        f"{where}: {violation['id']}: {' '.join(map(str, node['target']))}: {_remedy(node)} ({violation['helpUrl']})"
        for violation in violations
        for node in violation["nodes"]
    ]


async def faults_at_any_size(page: Page, where: str) -> list[str]:
    """Return what axe-core has against the page in both schemes, and what is lost of it, on small and wide screens."""
    found = []
    for width in (320, 1280):
        await page.set_viewport_size({"width": width, "height": 800})
        await page.emulate_media(color_scheme="light")
        found += await axe_violations(page, f"{where} ({width} px, light)")
        await page.emulate_media(color_scheme="dark")
        found += await axe_violations(page, f"{where} ({width} px, dark)", OF_COLOURS)
        found += [f"{where} ({width} px): {fault}" for fault in await page.evaluate(LOST)]
    return found


def _remedy(node: dict[str, Any]) -> str:
    return " ".join(line.strip() for line in node["failureSummary"].splitlines())


async def faults_of_stage(page: Page, stage: str) -> list[str]:
    """Return what is wrong with an open page as it is now: in light, dark and forced colours, and when enlarged."""
    found = await axe_violations(page, f"{stage}, light")
    await page.emulate_media(color_scheme="dark")
    found += await axe_violations(page, f"{stage}, dark", OF_COLOURS)
    await page.emulate_media(color_scheme="light", forced_colors="active")
    found += await axe_violations(page, f"{stage}, forced colours")
    await page.emulate_media(forced_colors="none")
    return found + await lost(page, stage)
