"""What each record said in the last edition, as a digest, so that a change of it cannot pass as an edit like any other.

`data/digests.csv` has a line for each record of that edition. It is written whole when an edition is published, and a
single line of it where somebody confirms that only the spelling was mended.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from knowledge.graph import Knowledge
from knowledge.kinds.edition import Edition
from knowledge.load import DIGESTS
from knowledge.markdown import day
from knowledge.problems import DATA, NOTHING, CommandError, Problem, suggest
from knowledge.record import Record

FIELDS = ("id", "edition", "sha256")
FORM = re.compile(r"[a-z0-9-]+,[0-9]{4}-[0-9]{2}-[0-9]{2},[0-9a-f]{64}")

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Line(NamedTuple):
    """What a record said in an edition: its id, the day of the edition, the digest."""

    id: str
    edition: str
    sha256: str


# ------------------------------------------------------------------------------------------------
# What a record says
# ------------------------------------------------------------------------------------------------


def digest(record: Record) -> str:
    """Return the digest of what a record says: the same as long as only spelling, case or order were mended."""
    names = set(type(record).model_fields) - set(record.unsaid)
    said = record.model_dump(include=names, exclude_defaults=True)
    text = json.dumps({"kind": record.kind} | _bare(said), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _bare(value: Any) -> Any:
    """Return a value without what may change in it freely: punctuation, case, the order of ids and citations."""
    if isinstance(value, str):
        return _bare_text(value)
    if isinstance(value, Mapping):
        return {name: _bare(item) for name, item in value.items()}
    if isinstance(value, list):
        has_order = not all(_is_id(item) or _is_citation(item) for item in value)
        bare = [_bare(item) for item in value]
        return bare if has_order else sorted(bare, key=lambda item: json.dumps(item, sort_keys=True))
    return value


def _bare_text(text: str) -> str:
    """Return the letters and digits of a text, and what changes a number: 1.5 is not 15, and 5% are not 5."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"(?<!\d)\.|\.(?!\d)|[^\w.%£]|_", "", folded)


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and bool(ID.fullmatch(value))


def _is_citation(value: Any) -> bool:
    return isinstance(value, Mapping) and {"document", "heading"} <= set(value)


# ------------------------------------------------------------------------------------------------
# The file
# ------------------------------------------------------------------------------------------------


def read(root: Path) -> list[Line]:
    """Return the digests under `root`, in order; none before the first edition is published."""
    return [Line(*row) for _, row in _rows(root) if FORM.fullmatch(",".join(row))]


def _rows(root: Path) -> list[tuple[int, list[str]]]:
    """Return the lines of the file below its heading, with their numbers."""
    path = root / DIGESTS
    if not path.exists():
        return []
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    return list(enumerate(csv.reader(io.StringIO(text)), 1))[1:]


def _write(root: Path, lines: Iterable[Line]) -> None:
    text = "".join(",".join(line) + "\n" for line in (FIELDS, *lines))
    (root / DIGESTS).write_text(text, encoding="utf-8", newline="\n")


def publish(root: Path, knowledge: Knowledge) -> str:
    """Write what the records say as that of the newest edition, and return its day.

    `knowledge` has been checked. Raises CommandError where that edition has its digests, since they would hide what
    changed after it.
    """
    newest = _newest_edition(knowledge)
    if newest is None:
        raise CommandError("data/editions.yml lists no edition; add one with its reason, then run the command again")
    if any(line.edition >= newest for line in read(root)):
        raise CommandError(
            f"the edition of {day(newest)} already has its digests; add the next one to data/editions.yml first"
        )
    _write(root, (Line(record.id, newest, digest(record)) for record in knowledge.records.values()))
    return newest


def confirm(root: Path, knowledge: Knowledge, ids: Iterable[str]) -> list[str]:
    """Take what these records say now for what they said in the last edition; return the ids whose line was changed.

    Raises CommandError where one of them was in no edition.
    """
    lines = {line.id: line for line in read(root)}
    wanted = list(ids)
    for id_ in wanted:
        if id_ not in lines or id_ not in knowledge.records:
            hint = suggest(id_, [known for known in lines if known in knowledge.records])
            raise CommandError(
                f"'{id_}' is not a record of the last edition{hint or ', so there is nothing to confirm'}"
            )
    new = {id_: lines[id_]._replace(sha256=digest(knowledge[id_])) for id_ in wanted}
    changed = [id_ for id_ in wanted if new[id_] != lines[id_]]
    if changed:
        _write(root, (lines | new).values())
    return changed


# ------------------------------------------------------------------------------------------------
# What is wrong
# ------------------------------------------------------------------------------------------------


def problems(root: Path, knowledge: Knowledge) -> Iterator[Problem]:
    """Yield the records that say something else than in the last edition and do not say why, and what no line is."""
    for number, row in _rows(root):
        if not FORM.fullmatch(",".join(row)):
            message = f"is not a digest; restore the file: git checkout {DIGESTS.as_posix()}"
            yield Problem(DIGESTS.as_posix(), number, row[0] if row else NOTHING, NOTHING, message)
    for line, record in changed(root, knowledge):
        if not any(change.day > line.edition for change in record.changes):
            name, number = _place(root, record)
            message = (
                f"does not say the same as in the edition of {day(line.edition)}; add changes: [{{day: …, reason: …}}] "
                f"with a later day or, if you only corrected its spelling, run 'make confirm ID={record.id}'"
            )
            yield Problem(name, number, record.id, NOTHING, message)


def unpublished(root: Path, knowledge: Knowledge) -> Iterator[Problem]:
    """Yield the newest edition where earlier ones have digests and it has none."""
    lines = read(root)
    newest = _newest_edition(knowledge)
    if newest and lines and max(line.edition for line in lines) < newest:
        message = f"the edition of {day(newest)} has no digests yet; run 'make edition'"
        yield Problem(DIGESTS.as_posix(), 1, f"edition-{newest}", NOTHING, message)


def changed(root: Path, knowledge: Knowledge) -> Iterator[tuple[Line, Record]]:
    """Yield the records that say something else than in the last edition, with what they said in it."""
    for line in read(root):
        record = knowledge.records.get(line.id)
        if record is not None and digest(record) != line.sha256:
            yield line, record


def to_read_again(root: Path, knowledge: Knowledge, pages: Path) -> Iterator[str]:
    """Yield the lines below the folder of pages that name a record which has changed since the last edition.

    What an author typed about it there may not be true any more, which no rule can tell.
    """
    editions = {record.id: line.edition for line, record in changed(root, knowledge)}
    if not editions:
        return
    names = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, editions))})(?![\w-])")
    for path in sorted((root / pages).rglob("*.md")):
        for number, text in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            for id_ in dict.fromkeys(names.findall(text)):
                if text.strip() != f'{{{{ record("{id_}") }}}}':
                    where = f"{path.relative_to(root).as_posix()}:{number}"
                    yield f"{where}: {id_}: has changed since the edition of {day(editions[id_])}; read this line again"


def _newest_edition(knowledge: Knowledge) -> str | None:
    return max((edition.day for edition in knowledge.of(Edition)), default=None)


def _place(root: Path, record: Record) -> tuple[str, int]:
    """Return the data file of a record, and its line there."""
    path = root / DATA / record.file
    files = sorted(path.glob("*.yml")) if path.is_dir() else [path]
    pattern = re.compile(rf"^- +id: *['\"]?{re.escape(record.id)}['\"]? *(?:#.*)?$", re.MULTILINE)
    for file in files:
        text = file.read_text(encoding="utf-8", errors="replace")
        if found := pattern.search(text):
            return file.relative_to(root).as_posix(), text.count("\n", 0, found.start()) + 1
    return (DATA / record.file).as_posix(), 1
