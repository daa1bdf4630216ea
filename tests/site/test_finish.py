"""What is done to finished pages: policy, structured data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from knowledge import finish
from knowledge.graph import Knowledge
from knowledge.pages import place
from knowledge.render import heading

PAGE = '<!doctype html><html><head><meta charset="utf-8"><title>x</title></head><body>{}</body></html>'


def things(site: Path, url: str) -> dict[str, dict[str, Any]]:
    """Return what a page describes, by id."""
    page = lxml.html.parse(site / url / "index.html").getroot()
    (text,) = page.xpath("//script[@type='application/ld+json']/text()")
    return {thing["@id"]: thing for thing in json.loads(text)["@graph"]}


def test_every_record_is_described(site: Path, address: str, knowledge: Knowledge) -> None:
    """At its permanent address, and on its page where no other record shares it."""
    index = json.loads((site / "api/v1/index.json").read_text())["records"]
    for entry in index:
        (thing,) = things(site, entry["permalink"]).values()
        record = knowledge[entry["id"]]
        assert thing["@id"] == f"{address}{entry['permalink']}"
        assert thing["name"] == heading(record)
        assert thing["description"] == record.summary
        assert thing["identifier"] == record.id


@pytest.mark.parametrize("id_", ["rec-1", "duty-141", "role-mash", "discipline-child-abuse"])
def test_page_of_a_record_describes_it_as_its_permanent_address_does(
    id_: str, site: Path, knowledge: Knowledge
) -> None:
    assert things(site, place(knowledge[id_]).url.split("#")[0]) == things(site, f"id/{id_}/")


def test_shared_page_names_the_file_with_its_records(site: Path, address: str, knowledge: Knowledge) -> None:
    for id_ in (
        "term-ctlp",
        "finding-mdp-not-in-schedule-6",
        "expectation-train-and-refresh-spocs",
        "event-fieldwork-2018",
    ):
        url = place(knowledge[id_]).url.split("#")[0]
        (collection,) = things(site, url).values()
        name = collection["encoding"]["contentUrl"].removeprefix(address)
        assert id_ in {record["id"] for record in json.loads((site / name).read_text())["records"]}


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("recommendations/rec-1/", "LearningResource"),
        ("id/term-ctlp/", "DefinedTerm"),
        ("glossary/", "DefinedTermSet"),
        ("findings/referral/", "CollectionPage"),
        ("about/open-data/", "Dataset"),
    ],
)
def test_kinds_have_their_types(url: str, kind: str, site: Path) -> None:
    assert kind in [thing["@type"] for thing in things(site, url).values()]


def test_downloads_that_are_described_exist(site: Path, address: str) -> None:
    (dataset,) = things(site, "about/open-data/").values()
    files = [item["contentUrl"] for item in dataset["distribution"]]
    assert len(files) > 20
    for file in files:
        assert (site / file.removeprefix(address)).is_file()


def test_text_cannot_end_the_structured_data() -> None:
    done = finish.with_structured_data(PAGE.format(""), [{"name": "</script><script>harm()</script>"}])
    page = lxml.html.fromstring(done)
    (script,) = page.xpath("//script")
    assert json.loads(script.text)["@graph"][0]["name"] == "</script><script>harm()</script>"


def test_every_page_has_a_policy_that_allows_no_other_script(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        (policy,) = lxml.html.parse(path).getroot().xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'self'; ") or policy == "default-src 'none'"
        assert "unsafe" not in policy


def test_table_is_named_by_the_heading_above_it() -> None:
    heading = '<h2 id="x">A &amp; <code>b</code><a class="headerlink" href="#x">&para;</a></h2>'
    table = "<table><thead></thead></table>"
    done = finish.with_captions(f"{table}{heading}{table}<p></p>{table}")
    named = "<table><caption>A &amp; b</caption><thead></thead></table>"
    assert done == f"{table}{heading}{named}<p></p>{named}"
    assert finish.with_captions(done) == done


def test_finishing_twice_changes_nothing() -> None:
    once = finish.with_structured_data(finish.with_policy(PAGE.format("")), [{"name": "x"}])
    assert finish.with_structured_data(finish.with_policy(once), [{"name": "x"}]) == once
