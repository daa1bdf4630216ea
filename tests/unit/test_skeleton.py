"""A new record to begin with: it has the right shape, and cannot be published before it is written."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from pydantic import ValidationError

from knowledge import skeleton
from knowledge.kinds import ENTRIES, KINDS
from knowledge.kinds.finding import Finding
from knowledge.kinds.moved import Moved
from knowledge.load import load
from knowledge.problems import CommandError, DataError
from knowledge.record import Entry
from tests.helpers.project import ROOT, package

UNWRITTEN = re.compile(r"WRITE: .+|.*write-an-id|(edition-)?YYYY-MM-DD|https://", re.DOTALL)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The data of the project, to add to."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A project without any records yet."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data/ledger.csv").write_text("id,kind,published\n")
    return tmp_path


def unwritten(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the paths of the fields that hold what has to be written; a list of texts is one field."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from unwritten(item, (*path, name))
    elif isinstance(value, list) and all(isinstance(item, str) for item in value):
        if any(UNWRITTEN.fullmatch(item) for item in value):
            yield path
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from unwritten(item, (*path, number))
    elif (value == 0 and value is not False) or (isinstance(value, str) and UNWRITTEN.fullmatch(value)):
        yield path


def field(path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Return the path of the field that a problem is with: an item of a list of texts is no field."""
    return path[:-1] if isinstance(path[-1], int) else path


@pytest.mark.parametrize("kind", ENTRIES, ids=lambda kind: kind.kind)
def test_skeleton_has_the_right_shape_and_every_example_in_it_is_refused(kind: type[Entry]) -> None:
    text = skeleton.skeleton(kind, skeleton.fresh_id(kind, []))
    assert max(map(len, text.splitlines())) <= 120
    (record,) = yaml.load(text, Loader=yaml.CSafeLoader)
    required = {name for name, field in kind.model_fields.items() if field.is_required()}
    assert set(record) == {"id", *required}
    with pytest.raises(ValidationError) as caught:
        kind.model_validate(record)
    errors = caught.value.errors()
    assert {field(error["loc"]) for error in errors} == set(unwritten(record))
    assert not {error["type"] for error in errors} & {"missing", "extra_forbidden", "literal_error", "string_type"}


def test_check_names_each_field_that_is_not_written_in_one_line(root: Path) -> None:
    ids = {}
    for kind in ENTRIES:
        said = skeleton.add(root, kind.kind)
        ids[kind] = said[0].rpartition(" ")[2]
        name, line = said[0].removeprefix("wrote ").split(":")[:2]
        assert (root / name).read_text().splitlines()[int(line) - 1].startswith(f"- id: {ids[kind]}")
    with pytest.raises(DataError) as caught:
        load(root)
    counts = Counter(problem.id for problem in caught.value.problems)
    assert set(counts) == set(ids.values())
    for kind, id_ in ids.items():
        (record,) = yaml.load(skeleton.skeleton(kind, id_), Loader=yaml.CSafeLoader)
        lines = [problem.line for problem in caught.value.problems if problem.id == id_]
        assert len(lines) == len(set(lines)), "a field is named once"
        fields = {problem.field for problem in caught.value.problems if problem.id == id_}
        assert len(fields) == len(list(unwritten(record))), fields


def test_skeleton_shows_what_to_write_and_what_to_choose(root: Path) -> None:
    assert skeleton.add(root, "finding")[0].endswith(": finding-write-an-id")
    record = (root / "data/findings.yml").read_text().rpartition("\n\n")[2]
    assert "summary: 'WRITE: Summary of what inspectors found or were told, in the tone of the report'\n" in record
    told = "Assessment of the finding in the report; pages show `strength` as positive"
    assert f"  # {told}; or: good practice, mixed, neutral, gap\n  verdict: strength\n" in record
    assert "    - document: source-write-an-id  # Id of the source document\n" in record
    assert "related" not in record


def test_written_skeleton_is_a_record(root: Path) -> None:
    skeleton.add(root, "term")
    path = root / "data/glossary.yml"
    text = path.read_text()
    for old, new in (
        ("term-write-an-id  # Permanent id, never renamed or reused; such as term-ctlp", "term-new"),
        ("'WRITE: Title, which can change even though the id cannot'", "A new term"),
        ("'WRITE: Meaning of the term, in plain English'", "A thing."),
        ("source-write-an-id  # Id of the source document", "source-hmicfrs-2020"),
        ("'WRITE: Heading in the source document, word for word'", "Summary"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    path.write_text(text)
    assert load(root)["term-new"].title == "A new term"


def test_next_steps_are_those_of_the_kind(root: Path) -> None:
    said = "\n".join(skeleton.add(root, "term"))
    for words in ("acronym", "knowledge/kinds/term.py", "name or cite it", "make check", "make stubs"):
        assert words in said
    assert "make stubs" not in "\n".join(skeleton.add(root, "synonyms")), "it has no page and no line in the ledger"


@pytest.mark.parametrize(
    ("kind", "known", "id_"),
    [
        ("finding", [], "finding-write-an-id"),
        ("finding", ["finding-write-an-id", "finding-write-an-id-2"], "finding-write-an-id-3"),
        ("recommendation", ["rec-1", "rec-8", "rec-10", "rec-3-why"], "rec-11"),
        ("duty", ["duty-146", "duty-141-200"], "duty-147"),
        ("duty", [], "duty-100"),
        ("earlier", [], "earlier-2008-write-an-id"),
        ("edition", [], "edition-YYYY-MM-DD"),
    ],
)
def test_fresh_id(kind: str, known: list[str], id_: str) -> None:
    (model,) = [entry for entry in ENTRIES if entry.kind == kind]
    assert skeleton.fresh_id(model, known) == id_


def test_id_of_the_ledger_is_taken(root: Path) -> None:
    """A record that is gone keeps its id for ever."""
    with (root / "data/ledger.csv").open("a") as ledger:
        ledger.write("rec-12,recommendation,2026-11-22\n")
    assert "rec-12" in skeleton.taken(root)
    assert skeleton.add(root, "recommendation")[0].endswith(": rec-13")


def test_unknown_kind_is_one_line_with_a_hint(project: Path) -> None:
    done = package(project, "new", "findings")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "there is no kind 'findings'; did you mean 'finding'?\n"


def test_kind_like_no_other_names_them_all(root: Path) -> None:
    with pytest.raises(CommandError, match=r"there is no kind 'x'; there are: source, recommendation, .*, wording$"):
        skeleton.add(root, "x")


@pytest.mark.parametrize(
    "broken", ["- id: a\n  title: 'open\n", "title: no list\n", "[{id: a}]\n", "  - id: a\n", "- id: [\n"]
)
def test_file_that_cannot_be_added_to_is_left_as_it_is(bare: Path, broken: str) -> None:
    path = bare / "data/findings.yml"
    path.write_text(broken)
    with pytest.raises(CommandError, match=r"^data/findings\.yml cannot be added to .*'make check' says where$"):
        skeleton.add(bare, "finding")
    assert path.read_text() == broken
    assert {file.name for file in path.parent.iterdir()} == {"findings.yml", "ledger.csv"}


@pytest.mark.parametrize(
    "old", ["", "# Nothing yet.\n", "- id: finding-a", "- id: finding-a\n\n\n", "- id: a\r\n  b: c\r\n"]
)
def test_what_is_there_is_kept_and_lines_end_alike(bare: Path, old: str) -> None:
    path = bare / "data/findings.yml"
    path.write_bytes(old.encode())
    (first, *_) = skeleton.add(bare, "finding")
    new = path.read_bytes().decode()
    assert new.startswith(old.rstrip())
    assert new.count("\r\n") == (new.count("\n") if "\r" in old else 0)
    line = int(first.split(":")[1])
    assert new.splitlines()[line - 1].startswith("- id: finding-write-an-id")
    assert new.endswith("\n")


def test_kind_with_a_folder_gets_a_file_there(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Unit(Finding):
        kind: ClassVar[str] = "unit"
        file: ClassVar[str] = "units/"

    monkeypatch.setattr(skeleton, "ENTRIES", (*ENTRIES, Unit))
    assert skeleton.add(bare, "unit")[0] == "wrote data/units/finding-write-an-id.yml:1: finding-write-an-id"
    assert skeleton.add(bare, "unit")[0].endswith("finding-write-an-id-2")
    assert len(list((bare / "data/units").iterdir())) == 2


def test_nothing_that_is_left_unwritten_gets_into_the_ledger(root: Path) -> None:
    assert not [id_ for id_ in skeleton.taken(ROOT) if "write-an-id" in id_]
    skeleton.add(root, "source")
    with pytest.raises(DataError, match="source-write-an-id: id: is still the text from 'make new'"):
        load(root)


def test_every_kind_can_be_begun() -> None:
    assert {*KINDS, Moved} <= set(ENTRIES)
