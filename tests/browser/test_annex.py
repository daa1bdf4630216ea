"""Every record of Annex A, opened at its own address: what is in sight says that the text is no longer in force."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from pytest_playwright import CreateContextCallback

from knowledge.graph import Knowledge
from knowledge.kinds.duty import Duty
from tests.helpers.crawler import PAINTED
from tests.helpers.labels import NOT_IN_FORCE
from tests.helpers.pages_server import Host

CURRENT = "https://www.gov.uk/government/publications/prevent-duty-guidance/"
"""How the address of the current guidance begins."""

IN_SIGHT = """
(id) => {
  const inSight = (at) => {
    if (!at?.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    const box = at.getBoundingClientRect();
    return box.width > 0 && box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
  };
  const heading = document.getElementById(id);
  const said = [];
  for (let at = heading.nextElementSibling; at && !at.matches("[data-kind]"); at = at.nextElementSibling) {
    if (at.matches(".admonition, .replaced")) said.push(at);
  }
  const words = said.flatMap((at) => [at.querySelector(".admonition-title"), at.querySelector("strong")])
    .filter((at) => at && inSight(at)).map((at) => at.textContent.trim());
  const links = said.flatMap((at) => Array.from(at.querySelectorAll("a"))).filter(inSight).map((at) => at.href);
  return { heading: inSight(heading), kind: heading.dataset.kind, words, links };
}
"""
"""What a reader sees of the notice at a record without scrolling: its words, and where its links lead."""


def without_notice(page: Page, address: str, id_: str) -> list[str]:
    """Open a record at its permanent address, and return what is missing in sight."""
    page.goto(f"{address}id/{id_}/")
    page.wait_for_url(lambda url: url.endswith(f"#{id_}"))
    page.evaluate(PAINTED)
    seen = page.evaluate(IN_SIGHT, id_)
    wanted = {
        "its heading": seen["heading"],
        "the word above it": seen["kind"] == NOT_IN_FORCE,
        "that it is not in force": any(
            words.startswith("Not in force since 31 December 2023.") for words in seen["words"]
        ),
        "the link to the current guidance": any(link.startswith(CURRENT) for link in seen["links"]),
    }
    return [f"{id_}: {name}" for name, there in wanted.items() if not there]


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_each_record_says_in_sight_that_it_is_not_in_force_and_leads_to_what_is(
    width: int, height: int, new_context: CreateContextCallback, hosted: Host, knowledge: Knowledge
) -> None:
    page = new_context(viewport={"width": width, "height": height}).new_page()
    duties = [duty.id for duty in knowledge.every(Duty)]
    assert len(duties) == 32
    missing = [line for id_ in duties for line in without_notice(page, hosted.address, id_)]
    assert missing == []


def test_notice_that_is_out_of_sight_is_missed(page: Page, hosted: Host) -> None:
    """The text that no longer applies must not stand alone on the screen."""
    page.set_viewport_size({"width": 1280, "height": 800})
    style = "addEventListener('DOMContentLoaded', () => { %s })"
    page.add_init_script(style % "for (const at of document.querySelectorAll('.replaced')) at.hidden = true;")
    assert without_notice(page, hosted.address, "duty-143-4") == [
        "duty-143-4: that it is not in force",
        "duty-143-4: the link to the current guidance",
    ]
