"""The open data as JSON: an index of all records, a file for each kind, what changed, and a schema beside each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic_core import to_json

from knowledge.graph import Knowledge
from knowledge.kinds import KINDS
from knowledge.layout import API, permalink
from knowledge.outputs.file import File, Surroundings
from knowledge.promise.history import chapters
from knowledge.record import Record

Version = Literal["1.3"]
SCHEMA_VERSION: Version = "1.3"
"""The version of the form of the API's files; its first number changes with their folder."""

JSON = "application/json"


class IndexCitation(BaseModel):
    """The passage in a source that an entry is based on."""

    model_config = ConfigDict(extra="forbid")

    document: str = Field(description="Id of the source")
    heading: str = Field(description="Heading in the source, word for word")
    paragraph: int | None = Field(default=None, description="Paragraph number, left out if there is none")
    bullet: int | None = Field(
        default=None, description="Position of the bullet in the paragraph, left out if the passage is not a bullet"
    )


class IndexRecord(BaseModel):
    """The fields that every entry has, whatever its kind."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(description="Permanent id, never renamed or reused")
    kind: Literal[tuple(kind.kind for kind in KINDS)] = Field(description="Kind of entry")  # type: ignore[valid-type]
    title: str = Field(description="Heading of the entry on its page")
    summary: str = Field(description="Summary of what the entry says")
    url: str = Field(description="Current address of the entry with its anchor, relative to the root of the site")
    permalink: str = Field(description="Permanent address of the entry, relative to the root of the site")
    sources: list[IndexCitation] = Field(description="Passages in the sources that the entry is based on")
    status: str = Field(description="Status of the entry, with values that depend on its kind")
    related: list[str] = Field(description="Ids of the entries that this one links to or that link to this one")
    first_published: str = Field(description="Date the entry was first published on this site")
    last_changed: str = Field(description="Date the meaning of the entry last changed")


class Index(BaseModel):
    """A short version of every entry."""

    model_config = ConfigDict(extra="forbid")

    schema_version: Version = Field(description="Version of the data format")
    total: int = Field(description="Number of entries")
    records: list[IndexRecord] = Field(description="All entries, grouped by kind")


class IndexChange(BaseModel):
    """Something that happened to an entry or a section of a page."""

    model_config = ConfigDict(extra="forbid")

    day: str = Field(description="Date of the change")
    id: str = Field(description="Id of the entry or section")
    sort: Literal["added", "changed", "retired"] = Field(description="Type of change")
    reason: str = Field(description="Reason for the change")
    edition: str | None = Field(
        description="First edition that includes the change, or null if the change came after the latest edition"
    )


class Changes(BaseModel):
    """Everything that was added, changed or removed."""

    model_config = ConfigDict(extra="forbid")

    schema_version: Version = Field(description="Version of the data format")
    total: int = Field(description="Number of changes")
    changes: list[IndexChange] = Field(description="Changes, newest edition first")


def files(knowledge: Knowledge, _surroundings: Surroundings) -> Iterator[File]:
    """Yield the JSON files and their schemas."""
    yield from _with_schema("index", "Index: a short version of every entry", _index(knowledge), Index)
    yield from _with_schema("changes", "Changes: everything added, changed or removed", _changes(knowledge), Changes)
    for kind in KINDS:
        records = published_records(knowledge, kind)
        content = {"schema_version": SCHEMA_VERSION, "kind": kind.kind, "total": len(records), "records": records}
        yield from _with_schema(kind.plural, row_of(kind, knowledge), content, _file_model(kind))


def row_of(kind: type[Record], knowledge: Knowledge) -> str:
    """Return what the list of downloads calls the records of a kind."""
    return f"{kind.name}: {len(knowledge.every(kind))}"


@lru_cache(maxsize=2 * len(KINDS))  # JSON, CSV and workbook tell the same
def published_records(knowledge: Knowledge, kind: type[Record]) -> list[dict[str, Any]]:
    """Return the records of a kind, the retired ones too, with what is computed for publication."""
    return [
        {
            **record.model_dump(),
            **record.published_values(knowledge),
            "related": [other.id for other in knowledge.related(record.id)],
            "url": knowledge.place(record.id).url,
            "permalink": permalink(record.id),
            "first_published": knowledge.first_published(record.id),
            "last_changed": knowledge.last_changed(record),
        }
        for record in knowledge.every(kind)
    ]


def _index(knowledge: Knowledge) -> dict[str, Any]:
    records = [
        IndexRecord(
            id=record.id,
            kind=record.kind,
            title=record.display_title,
            summary=record.summary,
            url=knowledge.place(record.id).url,
            permalink=permalink(record.id),
            sources=[
                IndexCitation(document=c.document, heading=c.heading, paragraph=c.paragraph, bullet=c.bullet)
                for c in record.sources
            ],
            status="retired" if record.retired else record.status,
            related=[other.id for other in knowledge.related(record.id)],
            first_published=knowledge.first_published(record.id),
            last_changed=knowledge.last_changed(record),
        )
        for record in knowledge.records.values()
    ]
    index = Index(schema_version=SCHEMA_VERSION, total=len(records), records=records)
    return index.model_dump(exclude_none=True)


def _changes(knowledge: Knowledge) -> dict[str, Any]:
    listed = [
        IndexChange(day=change.day, id=change.id, sort=change.sort, reason=change.reason, edition=chapter.day)
        for chapter in chapters(knowledge)
        for change in chapter.changes
    ]
    return Changes(schema_version=SCHEMA_VERSION, total=len(listed), changes=listed).model_dump()


@cache
def _file_model(kind: type[Record]) -> type[BaseModel]:
    """Return the model of a kind's file: its records, with what is computed for publication."""
    names = ("url", "permalink", "first_published", "last_changed")
    computed: dict[str, Any] = {name: (str, IndexRecord.model_fields[name]) for name in names}
    computed["related"] = (list[str], IndexRecord.model_fields["related"])
    computed |= kind.published_fields
    published = create_model(f"Published{kind.__name__}", __base__=kind, __doc__=kind.__doc__, **computed)
    fields: dict[str, Any] = {
        "schema_version": (Version, Index.model_fields["schema_version"]),
        "kind": (Literal[kind.kind], Field(description="Kind of entry in the file")),
        "total": (int, Index.model_fields["total"]),
        "records": (list[published], Field(description="Full text and data of each entry, in order")),
    }
    return create_model(f"{kind.__name__}File", __config__=ConfigDict(extra="forbid"), **fields)


def _with_schema(name: str, row: str, content: dict[str, Any], model: type[BaseModel]) -> Iterator[File]:
    yield File(f"{API}/{name}.json", _json(content), row, media=JSON)
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{API}/{name}.json",
        **{key: value for key, value in model.model_json_schema(mode="serialization").items() if key != "title"},
    }
    yield File(f"{API}/{name}.schema.json", _json(schema), row, column="Schema", name="Schema")


def _json(value: dict[str, Any]) -> bytes:
    return to_json(value, indent=1) + b"\n"
