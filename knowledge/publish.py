"""What comes beside the pages, made from the model alone: the API, its schemas, permanent links."""

from __future__ import annotations

import html
import json
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from knowledge.markdown import join, plain, table
from knowledge.model import KINDS, AnyRecord, Duty, Knowledge, Source
from knowledge.pages import API, permalink, place
from knowledge.render import VIEWS, built_link, heading
from knowledge.tables import as_csv, as_workbook

Version = Literal["1.0"]
SCHEMA_VERSION: Version = "1.0"
"""The version of the form of the API's files; its first number changes with their folder."""


WORKBOOK = f"{API}/prevent-duty.xlsx"


class IndexCitation(BaseModel):
    """The place in a source on which a record rests."""

    model_config = ConfigDict(extra="forbid")

    document: str = Field(description="The id of the source")
    heading: str = Field(description="The heading in it, word for word")
    paragraph: int | None = Field(default=None, description="The number of the paragraph; left out where it has none")
    bullet: int | None = Field(default=None, description="Which bullet of it; left out where it is none")


class IndexRecord(BaseModel):
    """What every record has, whatever its kind."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(description="Permanent: never reused, never renamed")
    kind: Literal[tuple(kind.kind for kind in KINDS)] = Field(description="What sort of record it is")  # type: ignore[valid-type]
    title: str = Field(description="The heading under which it stands on its page")
    summary: str = Field(description="Its gist")
    url: str = Field(description="Where it stands now, with its anchor, relative to the site's root")
    permalink: str = Field(description="The address that stays, relative to the site's root")
    sources: list[IndexCitation] = Field(description="The places on which it rests")
    status: str = Field(description="Its standing; the words depend on the kind")
    related: list[str] = Field(description="The ids of the records that it names or that name it")


class Index(BaseModel):
    """All records in short."""

    model_config = ConfigDict(extra="forbid")

    schema_version: Version = Field(description="The version of this form")
    total: int = Field(description="How many records there are")
    records: list[IndexRecord] = Field(description="The records, kind by kind")


def publish(knowledge: Knowledge, site: Path) -> None:
    """Write all files of `files` into the folder of the built site."""
    for name, content in files(knowledge).items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def files(knowledge: Knowledge) -> dict[str, bytes]:
    """Return the files beside the pages: their paths, relative to the site's root, and what is in them."""
    redirects = {f"{permalink(record)}index.html": _redirect(record) for record in knowledge.records.values()}
    return {**open_data(knowledge), **{name: text.encode() for name, text in redirects.items()}}


@lru_cache(maxsize=1)  # the page that offers them and what is written after the pages are of one build
def open_data(knowledge: Knowledge) -> dict[str, bytes]:
    """Return the files of the open data: JSON with its schemas, CSV, and the workbook."""
    whole = {kind: _records(knowledge, kind) for kind in KINDS}
    return {
        f"{API}/index.json": _json(_index(knowledge)),
        f"{API}/index.schema.json": _json(_schema(Index, "index")),
        **{f"{API}/{kind.plural}.json": _json(content) for kind, content in whole.items()},
        **{f"{API}/{kind.plural}.schema.json": _json(_schema(_file_model(kind), kind.plural)) for kind in KINDS},
        **{f"{API}/{kind.plural}.csv": as_csv(content["records"]) for kind, content in whole.items()},
        WORKBOOK: as_workbook({kind.plural: content["records"] for kind, content in whole.items()}),
    }


def downloads(knowledge: Knowledge, page: str) -> str:
    """Return, as Markdown for this page, the table of the open data with the size of each file."""
    offered = open_data(knowledge)

    def link(name: str) -> str:
        size = f"{len(offered[name]) / 1000:.0f} kB"
        return f"{built_link(page, name, name.removeprefix(f'{API}/'))} ({size})"

    def schema(name: str) -> str:
        return built_link(page, f"{API}/{name}.schema.json", "Schema")

    rows = [("All records in short", link(f"{API}/index.json"), "", schema("index"))]
    for kind in KINDS:
        base = f"{API}/{kind.plural}"
        name = f"{VIEWS[kind].name}: {len(knowledge.every(kind))}"
        rows.append((name, link(f"{base}.json"), link(f"{base}.csv"), schema(kind.plural)))
    rows.append(("All of it, a sheet for each kind", link(WORKBOOK), "", ""))
    return table(("What", "File", "For spreadsheets", "Schema"), rows)


def fields() -> str:
    """Return, as Markdown, the fields of the records of each kind, from the model."""
    parts = []
    for kind in KINDS:
        rows = [
            (f"`{name}`", plain(field.description or ""), "yes" if field.is_required() else "no")
            for name, field in kind.model_fields.items()
        ]
        parts += [f"## {VIEWS[kind].name}", plain(str(kind.__doc__)), table(("Field", "What it is", "Required"), rows)]
    return join(*parts)


def _index(knowledge: Knowledge) -> dict[str, Any]:
    records = [
        IndexRecord(
            id=record.id,
            kind=record.kind,
            title=heading(record),
            summary=record.summary,
            url=place(record).url,
            permalink=permalink(record),
            sources=[
                IndexCitation(document=c.document, heading=c.heading, paragraph=c.paragraph, bullet=c.bullet)
                for c in record.sources
            ],
            status="retired" if record.retired else record.status,
            related=[other.id for other in knowledge.related(record.id)],
        )
        for record in knowledge.records.values()
    ]
    index = Index(schema_version=SCHEMA_VERSION, total=len(records), records=records)
    return index.model_dump(exclude_none=True)


def _records(knowledge: Knowledge, kind: type[AnyRecord]) -> dict[str, Any]:
    records = [
        {
            **record.model_dump(),
            **_in_force(knowledge, record),
            "related": [other.id for other in knowledge.related(record.id)],
            "url": place(record).url,
            "permalink": permalink(record),
        }
        for record in knowledge.every(kind)
    ]
    return {"schema_version": SCHEMA_VERSION, "kind": kind.kind, "total": len(records), "records": records}


def _in_force(knowledge: Knowledge, record: AnyRecord) -> dict[str, Any]:
    """Return when the guidance of a duty applied and what replaced it, which its source knows."""
    if not isinstance(record, Duty):
        return {}
    guidance = knowledge[record.guidance]
    return guidance.model_dump(include={"in_force_from", "in_force_until", "replaced_by"})


@cache
def _file_model(kind: type[AnyRecord]) -> type[BaseModel]:
    """Return the model of a kind's file: its records, with what is computed for publication."""
    computed: dict[str, Any] = {name: (str, IndexRecord.model_fields[name]) for name in ("url", "permalink")}
    computed["related"] = (list[str], IndexRecord.model_fields["related"])
    if kind is Duty:
        for name in ("in_force_from", "in_force_until", "replaced_by"):
            computed[name] = (str, Field(description=f"{Source.model_fields[name].description} (from its guidance)"))
    published = create_model(f"Published{kind.__name__}", __base__=kind, __doc__=kind.__doc__, **computed)
    fields: dict[str, Any] = {
        "schema_version": (Version, Index.model_fields["schema_version"]),
        "kind": (Literal[kind.kind], Field(description="What sort of record the file holds")),
        "total": (int, Index.model_fields["total"]),
        "records": (list[published], Field(description="The whole records, in order")),
    }
    return create_model(f"{kind.__name__}File", __config__=ConfigDict(extra="forbid"), **fields)


def _schema(model: type[BaseModel], name: str) -> dict[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{API}/{name}.json",
        **{key: value for key, value in model.model_json_schema(mode="serialization").items() if key != "title"},
    }


def _json(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _redirect(record: AnyRecord) -> str:
    """Return a page that takes the reader to where the record stands now, without any script."""
    target = html.escape(f"../../{place(record).url}")
    title = html.escape(heading(record))
    return (
        "<!doctype html>\n"
        '<html lang="en-GB">\n'
        '<meta charset="utf-8">\n'
        f"<title>{title}: permanent address</title>\n"
        '<meta name="robots" content="noindex">\n'
        f'<link rel="canonical" href="{target}">\n'
        f'<meta http-equiv="refresh" content="0; url={target}">\n'
        f'<p>This record stands at <a href="{target}">{title}</a>.</p>\n'
        "</html>\n"
    )
