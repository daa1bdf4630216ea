"""What comes after the pages: the open data and its schemas, the permanent addresses, the feed, finished pages."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from knowledge import finish, history, search, social
from knowledge.build import assets
from knowledge.graph import Knowledge
from knowledge.kinds import KINDS, AnyRecord
from knowledge.kinds.duty import Duty
from knowledge.kinds.source import Source
from knowledge.ledger import holder
from knowledge.markdown import join, plain, table
from knowledge.pages import API, built_link, permalink, place
from knowledge.render import VIEWS, heading
from knowledge.tables import as_csv, as_workbook

if TYPE_CHECKING:
    from knowledge.docs import Section  # it lets pages call what shows the downloads, from here

Version = Literal["1.1"]
SCHEMA_VERSION: Version = "1.1"
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
    first_published: str = Field(description="The day on which it was first published here")
    last_changed: str = Field(description="The day on which it last changed in substance")


class IndexChange(BaseModel):
    """What happened to a record or a section of a page on a day."""

    model_config = ConfigDict(extra="forbid")

    day: str = Field(description="The day")
    id: str = Field(description="The id")
    sort: Literal["added", "changed", "retired"] = Field(description="What happened to it")
    reason: str = Field(description="Why")
    edition: str | None = Field(description="The edition in which it was first to be seen; null after the last one")


class Changes(BaseModel):
    """Everything that was added, changed or retired."""

    model_config = ConfigDict(extra="forbid")

    schema_version: Version = Field(description="The version of this form")
    total: int = Field(description="How many changes there are")
    changes: list[IndexChange] = Field(description="The changes, those of the newest edition first")


class Index(BaseModel):
    """All records in short."""

    model_config = ConfigDict(extra="forbid")

    schema_version: Version = Field(description="The version of this form")
    total: int = Field(description="How many records there are")
    records: list[IndexRecord] = Field(description="The records, kind by kind")


def publish(
    knowledge: Knowledge, sections: Mapping[str, Section], site: Path, edition: str, bound: bool = True
) -> None:
    """Write what stands beside the pages into the built site, and finish its pages.

    `sections` are the headings that the pages offer beside the records; without `bound` the pages
    get no Content-Security-Policy, which the script of a preview would break. Raises AssetError where a script or
    style is wrong.
    """
    home = (site / "index.html").read_text(encoding="utf-8")
    address, title = finish.address_of(home), finish.title_of(home)
    for name, content in files(knowledge, sections, address, title).items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    kinds = social.kinds(knowledge)
    graphs = finish.graphs(knowledge, address, title, edition)
    offered = {*knowledge.records, *sections}
    for path in sorted(site.rglob("*.html")):
        url = path.relative_to(site).as_posix().removesuffix("index.html")
        page = path.read_text(encoding="utf-8")
        done = finish.with_permanent_links(page, url, offered)
        done = finish.with_captions(done)
        done = finish.with_structured_data(done, graphs.get(url, []))
        if not url.startswith("id/"):  # these only lead on
            done = finish.with_description(done)
            done = finish.with_picture(done, address + social.path(kinds.get(url, social.SITE)))
        done = finish.with_policy(done) if bound else done
        if done != page:
            path.write_text(done, encoding="utf-8")
    known = search.data(knowledge)
    assets.write(site, known, [(kind, prefix) for kind, _, prefix, _ in known["kinds"]])


def files(knowledge: Knowledge, sections: Mapping[str, Section], address: str, title: str) -> dict[str, bytes]:
    """Return the files beside the pages: their paths, relative to the site's root, and what is in them."""
    leads = {f"{permalink(id_)}index.html": page.encode() for id_, page in _leads(knowledge, sections, address).items()}
    robots = f"User-agent: *\nAllow: /\nSitemap: {address}sitemap.xml\n".encode()
    feed = history.feed(knowledge, address, title)
    return {**open_data(knowledge), **leads, **social.files(title), history.FEED: feed, "robots.txt": robots}


@lru_cache(maxsize=1)  # the page that offers them and what is written after the pages are of one build
def open_data(knowledge: Knowledge) -> dict[str, bytes]:
    """Return the files of the open data: JSON with its schemas, CSV, and the workbook."""
    whole = {kind: _records(knowledge, kind) for kind in KINDS}
    return {
        f"{API}/index.json": _json(_index(knowledge)),
        f"{API}/index.schema.json": _json(_schema(Index, "index")),
        f"{API}/changes.json": _json(_changes(knowledge)),
        f"{API}/changes.schema.json": _json(_schema(Changes, "changes")),
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
    rows.append(("What changed", link(f"{API}/changes.json"), "", schema("changes")))
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
        parts += [
            f"## {VIEWS[kind].name} {{ #fields-{kind.plural} }}",
            plain(str(kind.__doc__)),
            table(("Field", "What it is", "Required"), rows),
        ]
    return join(*parts)


def _index(knowledge: Knowledge) -> dict[str, Any]:
    records = [
        IndexRecord(
            id=record.id,
            kind=record.kind,
            title=heading(record),
            summary=record.summary,
            url=place(record).url,
            permalink=permalink(record.id),
            sources=[
                IndexCitation(document=c.document, heading=c.heading, paragraph=c.paragraph, bullet=c.bullet)
                for c in record.sources
            ],
            status="retired" if record.retired else record.status,
            related=[other.id for other in knowledge.related(record.id)],
            first_published=knowledge.published.get(record.id, history.UNKNOWN),
            last_changed=history.last_changed(knowledge, record),
        )
        for record in knowledge.records.values()
    ]
    index = Index(schema_version=SCHEMA_VERSION, total=len(records), records=records)
    return index.model_dump(exclude_none=True)


def _changes(knowledge: Knowledge) -> dict[str, Any]:
    listed = [
        IndexChange(day=change.day, id=change.id, sort=change.sort, reason=change.reason, edition=chapter.day)
        for chapter in history.chapters(knowledge)
        for change in chapter.changes
    ]
    return Changes(schema_version=SCHEMA_VERSION, total=len(listed), changes=listed).model_dump()


def _records(knowledge: Knowledge, kind: type[AnyRecord]) -> dict[str, Any]:
    records = [
        {
            **record.model_dump(),
            **_in_force(knowledge, record),
            "related": [other.id for other in knowledge.related(record.id)],
            "url": place(record).url,
            "permalink": permalink(record.id),
            "first_published": knowledge.published.get(record.id, history.UNKNOWN),
            "last_changed": history.last_changed(knowledge, record),
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
    names = ("url", "permalink", "first_published", "last_changed")
    computed: dict[str, Any] = {name: (str, IndexRecord.model_fields[name]) for name in names}
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


def _leads(knowledge: Knowledge, sections: Mapping[str, Section], address: str) -> dict[str, str]:
    """Return the page at each permanent address; that of a section which is gone leads to the record it was part of."""
    leads = {id_: _lead(place(record).url, heading(record), address) for id_, record in knowledge.records.items()}
    for id_, section in sections.items():
        leads[id_] = _lead(section.place.url, section.title, address)
    for id_ in knowledge.published:
        if id_ not in leads and (record := holder(id_, knowledge)):
            leads[id_] = leads[record.id]
    return leads


def _lead(url: str, title: str, address: str) -> str:
    """Return a page that takes the reader to where a record or section stands now, without any script."""
    target = html.escape(f"../../{url}")
    title = html.escape(title)
    return (
        "<!doctype html>\n"
        '<html lang="en-GB">\n'
        '<meta charset="utf-8">\n'
        f"<meta {finish.POLICY} content=\"default-src 'none'\">\n"
        f"<title>{title}: permanent address</title>\n"
        '<meta name="robots" content="noindex">\n'
        f'<link rel="canonical" href="{html.escape(address + url.split("#")[0])}">\n'
        f'<meta http-equiv="refresh" content="0; url={target}">\n'
        f'<p>This stands at <a href="{target}">{title}</a>.</p>\n'
        "</html>\n"
    )
