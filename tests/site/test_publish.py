"""The open data, against its schemas, against the records and against the built site."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import lxml.html
import pytest

from knowledge.graph import Knowledge
from knowledge.kinds import KINDS
from knowledge.layout import API
from knowledge.outputs.api import SCHEMA_VERSION

NAMES = ["index", *(kind.plural for kind in KINDS)]


def read(site: Path, name: str) -> Any:
    return json.loads((site / API / name).read_text(encoding="utf-8"))


def validator(site: Path, name: str) -> jsonschema.Draft202012Validator:
    schema = read(site, f"{name}.schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("name", NAMES)
def test_file_follows_its_schema(name: str, site: Path) -> None:
    content = read(site, f"{name}.json")
    validator(site, name).validate(content)
    assert content["schema_version"] == SCHEMA_VERSION
    assert content["total"] == len(content["records"]) > 0


def test_changes_follow_their_schema(site: Path) -> None:
    content = read(site, "changes.json")
    validator(site, "changes").validate(content)
    assert content["total"] == len(content["changes"]) > 1000
    assert not validator(site, "changes").is_valid({**content, "changes": [{"id": "rec-1"}]})


@pytest.mark.parametrize("name", NAMES)
def test_schema_refuses_what_is_not_in_the_model(name: str, site: Path) -> None:
    content = read(site, f"{name}.json")
    record = content["records"][0]
    checker = validator(site, name)
    del content["records"][1:]
    for spoilt in ({**record, "xyzzy": 1}, {**record, "title": 1}, {k: v for k, v in record.items() if k != "id"}):
        assert not checker.is_valid({**content, "records": [spoilt]})


def test_index_holds_every_record(site: Path, knowledge: Knowledge) -> None:
    records = read(site, "index.json")["records"]
    assert [record["id"] for record in records] == list(knowledge.records)
    for entry in records:
        record = knowledge[entry["id"]]
        assert (entry["kind"], entry["title"], entry["summary"]) == (record.kind, record.display_title, record.summary)
        assert entry["sources"]
        assert set(entry["related"]) <= set(knowledge.records)
        for citation in entry["sources"]:
            assert citation["document"] in knowledge.records


def test_whole_records_are_those_of_the_data(site: Path, knowledge: Knowledge) -> None:
    for kind in KINDS:
        published = read(site, f"{kind.plural}.json")["records"]
        assert len(published) == len(knowledge.every(kind))
        for entry, record in zip(published, knowledge.every(kind), strict=True):
            derived = {"related", "status"} if record.retired else {"related"}
            own = {key: value for key, value in record.model_dump(mode="json").items() if key not in derived}
            assert own.items() <= entry.items()


def test_duties_say_when_they_applied(site: Path) -> None:
    for duty in read(site, "duties.json")["records"]:
        assert (duty["in_force_from"], duty["in_force_until"]) == ("2015", "2023-12-31")
        assert duty["replaced_by"] == "source-prevent-duty-guidance-2023"


def test_urls_open_at_the_record(site: Path) -> None:
    for entry in read(site, "index.json")["records"]:
        path, anchor = entry["url"].split("#")
        page = lxml.html.parse(site / path / "index.html").getroot()
        place = page.get_element_by_id(anchor)
        shown = place.text_content().removesuffix("¶")
        assert shown == entry["title"]
