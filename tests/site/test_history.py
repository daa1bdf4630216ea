"""What was added, changed, moved and retired since: on the pages, in the data and in the feed, by a feed reader."""

from __future__ import annotations

import json
from pathlib import Path

import feedparser
import lxml.html
import pytest

from knowledge.load import load
from knowledge.promise import history
from tests.helpers.project import build, copied, own_address, package

CHANGED = """
  changes:
    - {day: 2027-02-01, reason: The deadline was read wrongly before.}
"""

TOMBSTONE = """
- id: term-old-profile
  title: Old name of the profile
  summary: What the profile was called once.
  retired: {since: 2027-01-03, reason: The name is not used any more., successor: term-ctlp}
  sources:
    - {document: source-hmicfrs-2020, heading: The counter-terrorism local profile}
"""


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project some time after its first edition, and its site.

    A term was retired before the next edition and a recommendation changed after it; an expectation moved to another
    area.
    """
    root = copied(tmp_path_factory.mktemp("later") / "project")
    recommendations = root / "data/recommendations.yml"
    text = recommendations.read_text()
    recommendations.write_text(text.replace("- id: rec-4\n", f"- id: rec-4{CHANGED}", 1))
    glossary = root / "data/glossary.yml"
    glossary.write_text(glossary.read_text() + TOMBSTONE)
    expectations = root / "data/expectations.yml"
    text = expectations.read_text()
    start = text.index("- id: expectation-feedback-on-referrals")
    expectations.write_text(text[:start] + text[start:].replace("area: referral", "area: partnership", 1))
    editions = root / "data/editions.yml"
    editions.write_text(editions.read_text() + "- id: edition-2027-01-05\n  reason: A name is over.\n")
    ledger = root / "data/ledger.csv"  # a term that is published today could not have ended before
    ledger.write_text(ledger.read_text() + "term-old-profile,term,2026-12-01\n")
    assert package(root, "stubs").returncode == 0
    done = build(root)
    assert done.returncode == 0, done.stderr
    return root


def test_changes_stand_in_the_edition_that_first_shows_them(later: Path) -> None:
    found = history.chapters(load(later))
    assert [chapter.day for chapter in found] == [None, "2027-01-05", "2026-11-22"]
    assert found[0].changes == [
        history.Change("2027-02-01", "rec-4", "changed", "The deadline was read wrongly before.")
    ]
    assert ("term-old-profile", "retired", "The name is not used any more.") in [c[1:] for c in found[1].changes]
    assert len(found[2].changes) > 1000


def test_page_data_and_feed_name_the_changes(later: Path) -> None:
    site = later / "site"
    article = lxml.html.parse(site / "changes/index.html").getroot().xpath("//article")[0]
    for text in ("Edition of 5 January 2027", "After the last edition", "The deadline was read wrongly before."):
        assert text in article.text_content()
    knowledge = load(later)
    later_ids = {change.id for chapter in history.chapters(knowledge)[:-1] for change in chapter.changes}
    assert {"rec-4", "term-old-profile"} <= later_ids
    links = article.xpath(".//a/@href")
    assert {f"../id/{id_}/" for id_ in later_ids} <= set(links)
    first = article.get_element_by_id("edition-2026-11-22").xpath("./following-sibling::ul/li")
    assert "8 recommendations" in [at.text_content() for at in first]
    assert sum(int(at.text_content().split()[0]) for at in first) == len(history.chapters(knowledge)[-1].changes)

    changes = json.loads((site / "api/v1/changes.json").read_text())["changes"]
    assert {change["id"] for change in changes} == set(knowledge.published)
    assert changes[0] == {
        "day": "2027-02-01",
        "id": "rec-4",
        "sort": "changed",
        "reason": "The deadline was read wrongly before.",
        "edition": None,
    }
    (four,) = [r for r in json.loads((site / "api/v1/index.json").read_text())["records"] if r["id"] == "rec-4"]
    assert (four["first_published"], four["last_changed"]) == ("2026-11-22", "2027-02-01")
    foot = lxml.html.parse(site / "recommendations/rec-4/index.html").getroot().find_class("record-foot")[0]
    assert "1 February 2027" in foot.text_content()

    feed = feedparser.parse((site / "feed.xml").read_bytes())
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.updated == "2027-02-01T00:00:00Z"
    titles = [entry.title for entry in feed.entries]
    assert titles[0] == "rec-4: changed"
    assert {"Edition of 5 January 2027", "term-old-profile: retired", "Edition of 22 November 2026"} <= set(titles)
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    assert all(entry.link.startswith(own_address(site)) and entry.updated for entry in feed.entries)
    assert all(id_ in feed.entries[-1].content[0].value for id_ in ("rec-1", "duty-141-1", "about-what-it-is"))


def test_retired_record_keeps_its_address_and_shows_its_successor(later: Path) -> None:
    lead = lxml.html.parse(later / "site" / "id/term-old-profile/index.html").getroot()
    assert lead.xpath("//a/@href") == ["../../glossary/#term-old-profile"]
    glossary = lxml.html.parse(later / "site" / "glossary/index.html").getroot()
    notice = glossary.get_element_by_id("term-old-profile").getnext()
    assert "Retired on 3 January 2027" in notice.text_content()
    assert "The name is not used any more." in notice.text_content()
    assert notice.xpath(".//a/@href") == ["#term-ctlp"]
    records = json.loads((later / "site" / "api/v1/index.json").read_text())["records"]
    assert [r["status"] for r in records if r["id"] == "term-old-profile"] == ["retired"]


def test_moved_record_is_still_reached(later: Path) -> None:
    """An expectation that moves to another area moves to another page; its permanent address follows."""
    lead = lxml.html.parse(later / "site" / "id/expectation-feedback-on-referrals/index.html").getroot()
    assert lead.xpath("//a/@href") == ["../../expectations/partnership/#expectation-feedback-on-referrals"]
