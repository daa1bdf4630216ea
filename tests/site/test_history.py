"""What was added, changed, moved and retired since: on the pages, in the data and in the feed, by a feed reader."""

from __future__ import annotations

import json
from pathlib import Path

import feedparser
import lxml.html
import pytest

from knowledge.graph import Knowledge
from knowledge.kinds.assessment import Assessment
from knowledge.kinds.expectation import Expectation
from knowledge.kinds.recommendation import Recommendation
from knowledge.kinds.term import Term
from knowledge.markdown import day
from knowledge.promise import history
from tests.helpers.maintainer import Maintainer
from tests.helpers.project import copied, own_address

PUBLISHED, RETIRED, MOVED, EDITION, CHANGED = 10, 30, 35, 40, 70
"""On which day what happened, counted from the last day in the data of today."""

REASON = "The deadline was read wrongly before."


@pytest.fixture(scope="module")
def maintainer(tmp_path_factory: pytest.TempPathFactory) -> Maintainer:
    """The project some time after its last edition, and its site.

    A term was retired before the next edition and a recommendation changed after it; an expectation moved to another
    area.
    """
    maintainer = Maintainer(copied(tmp_path_factory.mktemp("later") / "project"))
    maintainer.add_change("rec-4", Recommendation, maintainer.day(CHANGED), REASON)
    maintainer.edit(f"data/{Term.file}", lambda text: text + tombstone(maintainer.day(RETIRED)))
    maintainer.set("expectation-feedback-on-referrals", Expectation, area="partnership")
    maintainer.set("assess-referral-feedback", Assessment, area="partnership")  # it is asked where its answer is
    maintainer.add_change("expectation-feedback-on-referrals", Expectation, maintainer.day(MOVED), "It moved.")
    edition = f"- id: edition-{maintainer.day(EDITION)}\n  reason: A name is over.\n"
    maintainer.edit("data/editions.yml", lambda text: text + edition)
    # A term that is published today could not have ended before.
    published = f"term-old-profile,term,{maintainer.day(PUBLISHED)}\n"
    maintainer.edit("data/ledger.csv", lambda text: text + published)
    maintainer.do("stubs")
    maintainer.do("edition")
    maintainer.build()
    return maintainer


def tombstone(since: str) -> str:
    """Return a term that is over."""
    return f"""
- id: term-old-profile
  title: Old name of the profile
  summary: What the profile was called once.
  retired: {{since: {since}, reason: The name is not used any more., successor: term-ctlp}}
  sources:
    - {{document: source-hmicfrs-2020, heading: The counter-terrorism local profile}}
"""


@pytest.fixture(scope="module")
def later(maintainer: Maintainer) -> Path:
    """The folder of that project."""
    return maintainer.root


def test_changes_stand_in_the_edition_that_first_shows_them(maintainer: Maintainer, knowledge: Knowledge) -> None:
    found = history.chapters(maintainer.knowledge())
    before = [chapter.day for chapter in history.chapters(knowledge)]
    assert [chapter.day for chapter in found] == [None, maintainer.day(EDITION), *before[1:]]
    assert found[0].changes == [history.Change(maintainer.day(CHANGED), "rec-4", "changed", REASON)]
    assert ("term-old-profile", "retired", "The name is not used any more.") in [c[1:] for c in found[1].changes]
    assert len(found[-1].changes) > 1000


def test_page_data_and_feed_name_the_changes(maintainer: Maintainer) -> None:
    site = maintainer.root / "site"
    edition, changed = maintainer.day(EDITION), maintainer.day(CHANGED)
    knowledge = maintainer.knowledge()
    *newer, first = history.chapters(knowledge)
    article = lxml.html.parse(site / "changes/index.html").getroot().xpath("//article")[0]
    for text in (f"Updates on {day(edition)}", "Since the last release", REASON):
        assert text in article.text_content()
    later_ids = {change.id for chapter in newer for change in chapter.changes}
    assert {"rec-4", "term-old-profile"} <= later_ids
    links = article.xpath(".//a/@href")
    assert {f"../id/{id_}/" for id_ in later_ids} <= set(links)
    listed = article.get_element_by_id(f"edition-{first.day}").xpath("./following-sibling::ul/li")
    assert "8 recommendations" in [at.text_content() for at in listed]
    counted = [change for change in first.changes if change.id in knowledge.records]
    assert sum(int(at.text_content().split()[0]) for at in listed) == len(counted) > 700

    changes = json.loads((site / "api/v1/changes.json").read_text())["changes"]
    assert {change["id"] for change in changes} == set(knowledge.published)
    assert changes[0] == {"day": changed, "id": "rec-4", "sort": "changed", "reason": REASON, "edition": None}
    (four,) = [r for r in json.loads((site / "api/v1/index.json").read_text())["records"] if r["id"] == "rec-4"]
    assert (four["first_published"], four["last_changed"]) == (knowledge.published["rec-4"], changed)
    foot = lxml.html.parse(site / "recommendations/rec-4/index.html").getroot().find_class("record-foot")[0]
    assert day(changed) in foot.text_content()

    feed = feedparser.parse((site / "feed.xml").read_bytes())
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.updated == f"{changed}T00:00:00Z"
    titles = [entry.title for entry in feed.entries]
    assert titles[0] == "rec-4: changed"
    editions = {f"Edition of {day(edition)}", f"Edition of {day(str(first.day))}"}
    assert {"term-old-profile: retired", *editions} <= set(titles)
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    assert all(entry.link.startswith(own_address(site)) and entry.updated for entry in feed.entries)
    assert all(id_ in feed.entries[-1].content[0].value for id_ in ("rec-1", "duty-141-1", "about-what-it-is"))


def test_retired_record_keeps_its_address_and_shows_its_successor(maintainer: Maintainer) -> None:
    later = maintainer.root
    lead = lxml.html.parse(later / "site" / "id/term-old-profile/index.html").getroot()
    assert lead.xpath("//a/@href") == ["../../glossary/#term-old-profile"]
    glossary = lxml.html.parse(later / "site" / "glossary/index.html").getroot()
    notice = glossary.get_element_by_id("term-old-profile").getnext()
    assert f"Removed on {day(maintainer.day(RETIRED))}" in notice.text_content()
    assert "The name is not used any more." in notice.text_content()
    assert notice.xpath(".//a/@href") == ["./#term-ctlp"]
    records = json.loads((later / "site" / "api/v1/index.json").read_text())["records"]
    assert [r["status"] for r in records if r["id"] == "term-old-profile"] == ["retired"]


def test_moved_record_is_still_reached(later: Path) -> None:
    """An expectation that moves to another area moves to another page; its permanent address follows."""
    lead = lxml.html.parse(later / "site" / "id/expectation-feedback-on-referrals/index.html").getroot()
    assert lead.xpath("//a/@href") == ["../../expectations/partnership/#expectation-feedback-on-referrals"]
