"""All records together, and how they refer to each other in both directions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from knowledge.kinds import AnyRecord
from knowledge.kinds.edition import Edition
from knowledge.kinds.synonyms import Synonyms
from knowledge.problems import suggest
from knowledge.record import Record

R = TypeVar("R", bound=Record)


class Knowledge:
    """All records, and how they refer to each other in both directions."""

    def __init__(
        self,
        records: Iterable[AnyRecord],
        editions: Iterable[Edition] = (),
        published: Mapping[str, str] | None = None,
        synonyms: Iterable[Synonyms] = (),
    ) -> None:
        """Take valid records, whose references all resolve, in the order of their files.

        `published` maps ids to the day on which they were first published, YYYY-MM-DD.
        """
        self.editions = sorted(editions, key=lambda edition: edition.day)
        self.published: Mapping[str, str] = published or {}
        self.synonyms = list(synonyms)
        self.records: Mapping[str, AnyRecord] = {record.id: record for record in records}
        self._every: dict[type[Any], list[Any]] = {}
        for record in self.records.values():
            self._every.setdefault(type(record), []).append(record)
        self._order = {id_: number for number, id_ in enumerate(self.records)}
        self._naming: dict[str, set[str]] = {id_: set() for id_ in self.records}
        self._citing: dict[str, list[AnyRecord]] = {id_: [] for id_ in self.records}
        named = {record.id: self._references(record) for record in self.records.values()}
        for id_, others in named.items():
            for other in others:
                self._naming[other].add(id_)
        self._related = {id_: named[id_] | self._naming[id_] for id_ in self.records}
        for record in self.records.values():
            for document in dict.fromkeys(citation.document for citation in record.sources):
                if document != record.id:
                    self._citing[document].append(record)

    def _references(self, record: AnyRecord) -> set[str]:
        """Return the ids in the record's fields, its citations left out: those are no relation."""
        fields = record.model_dump(exclude={"id", "sources"})
        return {text for text in _strings(fields) if text in self.records} - {record.id}

    def __getitem__(self, id_: str) -> AnyRecord:
        """Return the record with this id; raise KeyError, with the suggest id, when there is none."""
        if id_ not in self.records:
            raise KeyError(f"unknown record '{id_}'{suggest(id_, self.records)}")
        return self.records[id_]

    def one(self, kind: type[R], id_: str) -> R:
        """Return the record with this id, which the loader has found to be of this kind."""
        record = self[id_]
        if not isinstance(record, kind):
            raise TypeError(f"'{id_}' is a {record.kind}, not a {kind.kind}")
        return record

    def of(self, kind: type[R]) -> list[R]:
        """Return the records of one kind that are kept up, in the order of its file."""
        return [record for record in self._every.get(kind, []) if record.retired is None]

    def every(self, kind: type[R]) -> list[R]:
        """Return the records of one kind, the retired ones too, in the order of its file."""
        return list(self._every.get(kind, []))

    def related(self, id_: str) -> list[AnyRecord]:
        """Return the records that this one names or that name it, in the order of the files."""
        return self._in_order(self._related[id_])

    def naming(self, id_: str) -> list[AnyRecord]:
        """Return the records that name this one, in the order of the files."""
        return self._in_order(self._naming[id_])

    def _in_order(self, ids: set[str]) -> list[AnyRecord]:
        return [self.records[id_] for id_ in sorted(ids, key=self._order.__getitem__)]

    def citing(self, source: str) -> list[AnyRecord]:
        """Return the records that rest on this source, in the order of the files."""
        return self._citing[source]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
