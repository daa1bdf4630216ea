"""What pages say of themselves to search engines: in words of schema.org, true to the records, of things that exist."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from rdflib import SDO

from knowledge.graph import Knowledge
from knowledge.pages import place
from knowledge.render import heading
from tests.helpers.built_site import page


def described(root: lxml.html.HtmlElement) -> list[dict[str, Any]]:
    """Return the things that a page describes; a page that lists nothing may describe nothing."""
    found = []
    for text in root.xpath("//script[@type='application/ld+json']/text()"):
        data = json.loads(text)
        assert data["@context"] == "https://schema.org"
        found += data["@graph"]
    return found


def things(site: Path, url: str) -> dict[str, dict[str, Any]]:
    """Return what a page of the site describes, by the address of each thing."""
    return {thing["@id"]: thing for thing in described(page(site / url / "index.html"))}


def faults(value: Any) -> Iterator[str]:
    """Yield what a thing, and all that it holds, says in words that schema.org does not know."""
    if isinstance(value, list):
        for item in value:
            yield from faults(item)
    elif isinstance(value, dict):
        if value.keys() != {"@id"} and value.get("@type") not in SDO:
            yield f"'{value.get('@type')}' is no type of schema.org"
        yield from (f"'{name}' is no property of schema.org" for name in value if name[0] != "@" and name not in SDO)
        for item in value.values():
            yield from faults(item)


def faults_of_page(root: lxml.html.HtmlElement) -> list[str]:
    """Return what is wrong with what a page describes."""
    nameless = [f"{thing} has no address" for thing in described(root) if not thing.get("@id", "").startswith("http")]
    return [*nameless, *faults(described(root))]


def test_every_page_speaks_the_language_of_schema_org(site: Path) -> None:
    found = {path: faults_of_page(page(path)) for path in sorted(site.rglob("*.html"))}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(
    ("thing", "fault"),
    [
        ({"@id": "https://a.example/", "@type": "Thing", "name": "a"}, []),
        ({"@id": "https://a.example/", "@type": "Thing", "teachez": "a"}, ["'teachez' is no property of schema.org"]),
        ({"@id": "https://a.example/", "@type": "Think"}, ["'Think' is no type of schema.org"]),
        ({"@id": "https://a.example/", "name": "a"}, ["'None' is no type of schema.org"]),
        ({"@id": "/a", "@type": "Thing"}, ["{'@id': '/a', '@type': 'Thing'} has no address"]),
        (
            {"@id": "https://a.example/", "@type": "Thing", "publisher": [{"@type": "Thing", "nam": "a"}]},
            ["'nam' is no property of schema.org"],
        ),
    ],
)
def test_what_schema_org_does_not_know_is_seen(thing: dict[str, Any], fault: list[str]) -> None:
    data = json.dumps({"@context": "https://schema.org", "@graph": [thing]})
    root = lxml.html.fromstring(f'<html><head><script type="application/ld+json">{data}</script></head></html>')
    assert faults_of_page(root) == fault


def test_every_record_is_described(site: Path, address: str, knowledge: Knowledge) -> None:
    """At its permanent address, and on its page where no other record shares it."""
    index = json.loads((site / "api/v1/index.json").read_text())["records"]
    for entry in index:
        (thing,) = things(site, entry["permalink"]).values()
        record = knowledge[entry["id"]]
        assert thing["@id"] == f"{address}{entry['permalink']}"
        assert thing["url"] == f"{address}{entry['url']}"
        assert (thing["identifier"], thing["name"]) == (record.id, heading(record))
        assert thing["description"] == record.summary


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
