"""What pages say of themselves to programs: structured data, and the policy that binds them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from knowledge.graph import Knowledge
from knowledge.pages.structured import graph


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
        assert thing["name"] == record.display_title
        assert thing["description"] == record.summary
        assert thing["identifier"] == record.id


@pytest.mark.parametrize("id_", ["rec-1", "duty-141", "role-mash", "discipline-child-abuse"])
def test_page_of_a_record_describes_it_as_its_permanent_address_does(
    id_: str, site: Path, knowledge: Knowledge
) -> None:
    assert things(site, knowledge.place(id_).url.split("#")[0]) == things(site, f"id/{id_}/")


def test_shared_page_names_the_file_with_its_records(site: Path, address: str, knowledge: Knowledge) -> None:
    for id_ in (
        "term-ctlp",
        "finding-mdp-not-in-schedule-6",
        "expectation-train-and-refresh-spocs",
        "event-fieldwork-2018",
    ):
        url = knowledge.place(id_).url.split("#")[0]
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


def own_ids(value: Any, address: str) -> Iterator[str]:
    """Yield the ids, at any depth of structured data, that are addresses of the site, relative to its root."""
    if isinstance(value, dict):
        if str(value.get("@id", "")).startswith(address):
            yield value["@id"].removeprefix(address)
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from own_ids(item, address)


def dead(site: Path, id_: str) -> bool:
    """Say whether an id is no page of the site, or no place on it and not the id of what a page describes."""
    url, _, anchor = id_.partition("#")
    file = site / url / "index.html"
    if not file.is_file():
        return True
    return bool(anchor) and not lxml.html.parse(file).getroot().xpath("//*[@id=$id]", id=anchor)


def test_ids_of_what_is_described_are_addresses_that_open(site: Path, address: str) -> None:
    named: set[str] = set()
    for path in site.rglob("*.html"):
        for text in lxml.html.parse(path).getroot().xpath("//script[@type='application/ld+json']/text()"):
            named.update(own_ids(json.loads(text), address))
    assert len(named) > 1000
    described = {id_.removeprefix(address) for id_ in things(site, "")}
    assert [id_ for id_ in sorted(named - described) if dead(site, id_)] == []


def test_id_that_does_not_open_is_seen(site: Path, address: str) -> None:
    planted = [{"@id": f"{address}api/v1/"}, {"isPartOf": {"@id": f"{address}about/open-data/#dataset"}}]
    good = [{"@id": f"{address}about/open-data/#about-open-data"}, {"@id": "https://x.example/"}]
    found = list(own_ids([*planted, *good], address))
    assert [id_ for id_ in found if dead(site, id_)] == ["api/v1/", "about/open-data/#dataset"]


def test_text_cannot_end_the_structured_data() -> None:
    text = graph([{"name": "</script><script>harm()</script>"}])
    assert "<" not in text
    assert json.loads(text)["@graph"][0]["name"] == "</script><script>harm()</script>"


def test_every_page_has_a_policy_that_allows_no_other_script(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        (policy,) = lxml.html.parse(path).getroot().xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'self'; ") or policy == "default-src 'none'"
        assert "unsafe" not in policy
