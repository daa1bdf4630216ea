"""YAML to model: reads `data/`, and finds every problem in it, each with its place and remedy."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from knowledge.citation import Heading, HeadingIndex, heading_faults
from knowledge.fields import ValidationContext, is_before
from knowledge.fingerprints import FILE as FINGERPRINTS
from knowledge.graph import Knowledge
from knowledge.kept import Kept, digest
from knowledge.kinds import ENTRIES, KINDS
from knowledge.load import ledger_file
from knowledge.load.messages import explain
from knowledge.load.yaml_file import Item, YamlFile, field_name, is_empty, read_yaml
from knowledge.problems import DATA, NOTHING, DataError, Problem, most_like
from knowledge.record import Entry, Record, unsaid_by
from knowledge.rules import violations

Place = tuple[YamlFile, Item]
Fingerprint = tuple[tuple[str, int, int], ...]

YAML_SUFFIXES = (".yml", ".yaml")
DIGESTS = DATA / "digests.csv"
"""What each record said in the last edition; written and read by knowledge.promise.digests."""

DATA_SUFFIXES = (*YAML_SUFFIXES, ".json", ".csv")
"""What is looked at in the folder of the data; anything else there, such as an editor's copy, is nobody's record."""


def load(root: Path) -> Knowledge:
    """Return the records under `root`/data.

    Raises DataError with every problem found when anything is wrong, so that what is returned is
    complete and valid. A file that has not changed since it was last found valid is not read as YAML again.
    """
    return _load(root.resolve(), _fingerprint(root / DATA), latest_day())


def latest_day() -> str:
    """Return the last day that a date of something done may name, YYYY-MM-DD: a year from now, or from the commit.

    What is prepared for a later day must pass, and a slip in the year must not. Time only makes more days good, so that
    a state that is valid once stays valid.
    """
    now = datetime.now(UTC)
    with suppress(ValueError, OverflowError, OSError):  # a value that is no time is refused by the edition
        now = max(now, datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), UTC))
    return (now + timedelta(days=366)).date().isoformat()


def _fingerprint(folder: Path) -> Fingerprint:
    """Return what changes when a data file does, so that a preview never shows an old state."""
    found = []
    for path in _visible(folder):
        below = _visible(path) if path.is_dir() else []
        for file in (path, *below):
            name = file.relative_to(folder).as_posix()
            try:
                stat = file.stat()
                found.append((name, stat.st_mtime_ns, stat.st_size))
            except OSError:  # a link to nothing, or in a circle
                found.append((name, 0, 0))
    return tuple(found)


def _visible(folder: Path) -> list[Path]:
    """Return what stands in a folder, in order, without hidden files such as the lock `.#duties.yml` of an editor."""
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError:
        return []


def _unsaid() -> Iterator[Problem]:
    """Yield what a kind of record does not say of itself, without which nothing can be made of it."""
    for kind in KINDS:
        for name in unsaid_by(kind):
            message = f"{kind.__name__} has no '{name}'; add it there, as knowledge/kinds/event.py does"
            yield Problem(f"{kind.__module__.replace('.', '/')}.py", 1, NOTHING, name, message)


@lru_cache(maxsize=1)
def _load(root: Path, _fingerprint: Fingerprint, latest: str) -> Knowledge:
    if found := list(_unsaid()):
        raise DataError(found)
    kept = Kept(root)
    files = [file for kind in ENTRIES for file in _files(root, kind, kept)]
    problems = [problem for file in files for problem in file.problems]
    problems += unknown_files(root)
    repeated = dict(_repeated_ids(files))
    problems += repeated.values()
    published, found = _published(root)
    problems += found
    headings, found = _headings(files, kept)
    problems += found
    retired, found = _retired(files)
    problems += found
    context = ValidationContext(
        kinds={id_: file.kind.kind for file in files if file.kind in KINDS for id_ in _good_ids(file)},
        unread={file.kind.kind: id_pattern(file.kind) for file in files if _lacks_ids(file, repeated)},
        retired=retired,
        headings=headings,
        latest=max([latest, *published.values()]),  # a clock that is behind changes nothing
    )
    known = digest(repr(context))
    entries: list[Entry] = []
    places: dict[str, Place] = {}
    for file in files:
        inputs = (file.kind.plural, file.digest, known)
        valid, found = kept.value(f"entries {file.name}", inputs, partial(_entries, file, context))
        problems += found
        entries += [entry for _, entry in valid]
        places |= {entry.id: (file, file.items[number]) for number, entry in valid}
    problems += _between(entries, places, published)
    if problems:
        raise DataError(problems)
    return Knowledge(entries, published)


# ------------------------------------------------------------------------------------------------
# Files
# ------------------------------------------------------------------------------------------------


def _files(root: Path, kind: type[Entry], kept: Kept) -> list[YamlFile]:
    """Return the file of a kind, or each file of its folder, as far as they can be read; none of a kind without any."""
    if kind.is_optional and not os.path.lexists(root / DATA / kind.file.rstrip("/")):
        return []
    if not kind.file.endswith("/"):
        return [read_yaml(root, DATA / kind.file, kind, kept)]
    folder = DATA / kind.file
    names = [folder / path.name for path in _visible(root / folder) if path.suffix == ".yml"]
    if names:
        return [read_yaml(root, name, kind, kept) for name in names]
    none = YamlFile(folder.as_posix(), kind)
    message = f"has no files whose names end in .yml; add at least one, with a list of {kind.plural}"
    none.problems.append(none.problem(1, message))
    return [none]


def unknown_files(root: Path) -> Iterator[Problem]:
    """Yield a problem for each file of data, and each folder of such files, that no kind of record has."""
    names = [kind.file for kind in ENTRIES] + [ledger_file.LEDGER.name, DIGESTS.name, FINGERPRINTS.name]
    for path in _visible(root / DATA):
        name = f"{path.name}/" if path.is_dir() else path.name
        if name.endswith("/"):
            if f"{path.name}/" in names:
                for below in _visible(path):
                    if below.suffix.lower() in DATA_SUFFIXES and (below.suffix != ".yml" or below.is_dir()):
                        yield _unknown(f"{name}{below.name}", "; end its name in .yml, or remove it")
            elif path.name not in names and any(file.suffix.lower() in DATA_SUFFIXES for file in path.rglob("*")):
                yield _unknown(name, _meant(path, names))
        elif path.suffix.lower() in DATA_SUFFIXES and name not in names:
            yield _unknown(name, _meant(path, names))


def _meant(path: Path, names: Sequence[str]) -> str:
    """Return which file or folder may be meant: what it is called counts, not how its name ends."""
    stems = {Path(name).stem: name for name in names}
    best = most_like(path.stem, stems)
    return f"; did you mean '{stems[best]}'?" if best else "; remove it, or add its kind to knowledge/kinds/"


def _unknown(name: str, hint: str) -> Problem:
    return Problem((DATA / name).as_posix(), 1, NOTHING, NOTHING, f"does not belong to any kind of record{hint}")


def _published(root: Path) -> tuple[dict[str, str], list[Problem]]:
    """Return the day on which each id of the ledger was first published, and what is wrong with the ledger."""
    try:
        lines = ledger_file.read(root, {kind.kind: id_pattern(kind) for kind in KINDS})
    except DataError as error:
        return {}, error.problems
    return {line.id: line.published for line in lines}, []


# ------------------------------------------------------------------------------------------------
# What the check of one record needs to know of all the others
# ------------------------------------------------------------------------------------------------


@lru_cache
def id_pattern(kind: type[Entry]) -> re.Pattern[str]:
    """Return the form of the ids of a kind."""
    patterns = (getattr(extra, "pattern", None) for extra in kind.model_fields["id"].metadata)
    return re.compile(next(pattern for pattern in patterns if pattern), re.ASCII)


def _good_ids(file: YamlFile) -> list[str]:
    """Return the ids in a file that are ids of its kind; another is nobody's name, and never suggested."""
    return [id_ for id_ in file.ids() if id_pattern(file.kind).fullmatch(id_)]


def _lacks_ids(file: YamlFile, repeated: Mapping[str, Problem]) -> bool:
    """Say whether a record of the file may have another id than the one that is read, or one that cannot be read."""
    ids = _good_ids(file)
    return len(ids) < max(1, len(file.items)) or not file.items or any(id_ in repeated for id_ in ids)


def _repeated_ids(files: Sequence[YamlFile]) -> Iterator[tuple[str, Problem]]:
    first: dict[str, Place] = {}
    for file in files:
        for item in file.items:
            if not id_pattern(file.kind).fullmatch(item.id):
                continue
            other, earlier = first.setdefault(item.id, (file, item))
            if earlier is not item:
                where = f"{other.name}:{earlier.line(('id',))}"
                message = f"is already used in {where}; an id can be used only once, so choose another"
                yield item.id, file.problem(item.line(("id",)), message, item.id, "id")


def _headings(files: Sequence[YamlFile], kept: Kept) -> tuple[dict[str, HeadingIndex], list[Problem]]:
    """Return the headings of each record that has some, for citations to be checked, and what is wrong between them.

    Where one of them is wrong, that record's are left out: no citation of it is checked.
    """
    found: dict[str, HeadingIndex] = {}
    problems: list[Problem] = []
    for file in files:
        if "headings" in file.kind.model_fields:
            headings, wrong = kept.value(f"headings {file.name}", (file.digest,), partial(_headings_of, file))
            found |= headings
            problems += wrong
    return found, problems


def _headings_of(file: YamlFile) -> tuple[dict[str, HeadingIndex], list[Problem]]:
    """Return the headings of each record of a file that has some, and what is wrong between them."""
    found = {}
    problems = []
    for item in file.items:
        raw = item.value.get("headings", []) if isinstance(item.value, dict) else []
        try:
            headings = [Heading.model_validate(heading) for heading in raw]
        except (ValidationError, TypeError):
            continue  # reported where the source itself is checked
        faults = list(heading_faults(headings))
        for below, message in faults:
            path = ("headings", *below)
            problems.append(file.problem(item.line(path), message, item.id, field_name(path)))
        if headings and not faults:
            found[item.id] = HeadingIndex(headings)
    return found, problems


def _retired(files: Sequence[YamlFile]) -> tuple[dict[str, str | None], list[Problem]]:
    """Return the retired records, as far as they can be read, with the record that takes their place in the end.

    Also return what is wrong with those successors.
    """
    named: dict[str, str | None] = {}
    places: dict[str, Place] = {}
    kinds: dict[str, str] = {}
    for file in files:
        for item in file.items:
            kinds[item.id] = file.kind.kind
            value = item.value.get("retired") if isinstance(item.value, dict) else None
            if isinstance(value, dict):
                successor = value.get("successor")
                named[item.id] = successor if isinstance(successor, str) else None
                places[item.id] = file, item
    last: dict[str, str | None] = {}
    problems: list[Problem] = []
    for id_, (file, item) in places.items():
        successor = named[id_]
        seen = [id_]
        while successor in named and successor not in seen:
            seen.append(successor)
            successor = named[successor]
        is_circle = successor in seen
        last[id_] = None if is_circle else successor
        message = ""
        if successor == id_:
            way = f" through '{seen[1]}'" if len(seen) > 1 else ""
            message = f"leads back to the record itself{way}; name the record that replaces it, or remove the field"
        elif successor and not is_circle and kinds.get(successor, kinds[id_]) != kinds[id_]:
            message = f"'{successor}' is a {kinds[successor]}, but the successor of a {kinds[id_]} is a {kinds[id_]}"
        if message:
            path = ("retired", "successor")
            problems.append(file.problem(item.line(path), message, id_, field_name(path)))
    return last, problems


# ------------------------------------------------------------------------------------------------
# Records
# ------------------------------------------------------------------------------------------------


def _entries(file: YamlFile, context: ValidationContext) -> tuple[list[tuple[int, Entry]], list[Problem]]:
    """Return the valid entries of a file, each with its number there, and what is wrong with the others."""
    valid = []
    problems = []
    for number, item in enumerate(file.items):
        entry, found = _entry(file, item, context)
        problems += found
        if entry is not None:
            if isinstance(entry, Record):
                entry.named  # noqa: B018  (is kept with the record)
            valid.append((number, entry))
    return valid, problems


def _entry(file: YamlFile, item: Item, context: ValidationContext) -> tuple[Entry | None, list[Problem]]:
    """Return the record or other entry, or None with its problems."""
    try:
        return file.kind.model_validate(item.value, context=context), []
    except ValidationError as error:
        problems = []
        for details in error.errors(include_url=False):
            path = tuple(details["loc"])
            if not (details["type"].endswith("_type") and is_empty(item.find(path))):
                message = explain(details, path, item, file.kind)
                problems.append(file.problem(item.line(path), message, item.id, field_name(path)))
        return None, problems


def _between(entries: Sequence[Entry], places: Mapping[str, Place], published: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what is wrong between entries that are each valid on their own, and with the days of records."""
    for violation in violations(entries):
        file, item = places[violation.id]
        yield file.problem(item.line((violation.field,)), violation.message, violation.id, violation.field)
    for entry in entries:
        if isinstance(entry, Record) and entry.id in published:
            file, item = places[entry.id]
            for path, day in _days(entry):
                if is_before(day, first := published[entry.id]):
                    message = f"is before {first}, the day the record was first published; correct the day"
                    yield file.problem(item.line(path), message, entry.id, field_name(path))


def _days(record: Record) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Yield (path, day) for what can only be done to a record that is published."""
    for index, change in enumerate(record.changes):
        yield ("changes", index, "day"), change.day
    if record.retired:
        yield ("retired", "since"), record.retired.since
