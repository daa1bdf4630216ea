"""All records together: how they refer to each other in both directions, and where each stands in the site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, TypeVar

from knowledge.layout import Place
from knowledge.problems import suggest
from knowledge.record import Entry, Record

E = TypeVar("E", bound=Entry)
R = TypeVar("R", bound=Record)

UNKNOWN = "unknown"
"""Stands for a day that is not known."""


class Knowledge:
    """All records and other entries. What is derived from them all is computed once."""

    def __init__(self, entries: Iterable[Entry], published: Mapping[str, str] | None = None) -> None:
        """Take valid entries, whose references all resolve, in the order of their files.

        `published` maps ids to the day on which they were first published, YYYY-MM-DD.
        """
        self.published: Mapping[str, str] = published or {}
        self._every: dict[type[Entry], list[Any]] = {}
        for entry in entries:
            self._every.setdefault(type(entry), []).append(entry)
        self._by_id = {kind: {entry.id: entry for entry in every} for kind, every in self._every.items()}
        self._kept_up = {
            kind: [entry for entry in every if getattr(entry, "retired", None) is None]
            for kind, every in self._every.items()
        }
        records = [entry for every in self._every.values() for entry in every if isinstance(entry, Record)]
        self.records: Mapping[str, Record] = {record.id: record for record in records}
        self._pages: dict[type[Record], Any] = {}
        self._order = {id_: number for number, id_ in enumerate(self.records)}
        self._naming: dict[str, set[str]] = {id_: set() for id_ in self.records}
        self._citing: dict[str, list[Record]] = {id_: [] for id_ in self.records}
        named = {record.id: set(record.named.keys() & self.records.keys()) - {record.id} for record in records}
        for id_, others in named.items():
            for other in others:
                self._naming[other].add(id_)
        self._related = {id_: named[id_] | self._naming[id_] for id_ in self.records}
        for record in records:
            for document in dict.fromkeys(citation.document for citation in record.sources):
                if document != record.id:
                    self._citing[document].append(record)

    def __getitem__(self, id_: str) -> Record:
        """Return the record with this id; raise KeyError, with the nearest id, when there is none."""
        if id_ not in self.records:
            raise KeyError(f"unknown record '{id_}'{suggest(id_, self.records)}")
        return self.records[id_]

    def get(self, kind: type[E], id_: str) -> E:
        """Return the entry with this id, which the loader has found to be of this kind; raise KeyError without one."""
        found: E | None = self._by_id.get(kind, {}).get(id_)
        if found is None:
            raise KeyError(f"'{id_}' is no {kind.kind}")
        return found

    def of(self, kind: type[E]) -> list[E]:
        """Return the entries of one kind that are kept up, in the order of its file."""
        return list(self._kept_up.get(kind, []))

    def every(self, kind: type[E]) -> list[E]:
        """Return the entries of one kind, the retired ones too, in the order of its file."""
        return list(self._every.get(kind, []))

    @cached_property
    def kinds(self) -> list[type[Record]]:
        """The kinds of which there are records, in order."""
        return [kind for kind in self._every if issubclass(kind, Record)]

    # -- relations -----------------------------------------------------------------------------------

    def related(self, id_: str) -> list[Record]:
        """Return the records that this one names or that name it, in the order of the files."""
        return self._in_order(self._related[id_])

    def is_related(self, id_: str) -> bool:
        """Say whether this record names another, or another names it."""
        return bool(self._related[id_])

    def naming(self, id_: str) -> list[Record]:
        """Return the records that name this one, in the order of the files."""
        return self._in_order(self._naming[id_])

    def citing(self, source: str) -> list[Record]:
        """Return the records that rest on this source, in the order of the files."""
        return self._citing[source]

    def _in_order(self, ids: set[str]) -> list[Record]:
        return [self.records[id_] for id_ in sorted(ids, key=self._order.__getitem__)]

    # -- places --------------------------------------------------------------------------------------

    @cached_property
    def pages(self) -> dict[str, list[Record]]:
        """The page files of records, relative to `docs/`, and the records on each."""
        return {page: records for kind in self.kinds for page, records in self.pages_of(kind).items()}

    def pages_of(self, kind: type[R]) -> dict[str, list[R]]:
        """Return the page files on which the records of a kind stand, the retired ones too, and those on each."""
        if kind not in self._pages:
            self._pages[kind] = kind.pages(self.every(kind))
        pages: dict[str, list[R]] = self._pages[kind]
        return pages

    @cached_property
    def _places(self) -> dict[str, Place]:
        return {record.id: Place(page, record.id) for page, records in self.pages.items() for record in records}

    def place(self, id_: str) -> Place:
        """Return where the record with this id stands; raise KeyError, with the nearest id, when there is none."""
        return self._places[self[id_].id]

    # -- history -------------------------------------------------------------------------------------

    def first_published(self, id_: str) -> str:
        """Return the day on which an id was first published; `unknown` before it is in the ledger."""
        return self.published.get(id_, UNKNOWN)

    def last_changed(self, record: Record) -> str:
        """Return the day on which a record last changed in substance; `unknown` before it is in the ledger."""
        days = [change.day for change in record.changes]
        days += [self.published[record.id]] if record.id in self.published else []
        days += [record.retired.since] if record.retired else []
        return max(days, default=UNKNOWN)
