"""Whole files of data: their encoding, what stands in their place or beside them, folders of files, and their size."""

from __future__ import annotations

import cProfile
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, ClassVar

import pytest

from knowledge.kinds import ENTRIES
from knowledge.load import load
from knowledge.problems import suggest
from knowledge.record import SLUG, Entry, id_field
from tests.unit.test_load import BASE, problems, write

UTF_16 = "is not UTF-8, but UTF-16 or binary; save the file as UTF-8"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_other_encoding_is_one_line(encoding: str, tmp_path: Path) -> None:
    many = BASE["glossary.yml"] + "".join(f"# a comment, number {number}\n" for number in range(50_000))
    found = problems(write(tmp_path, {**BASE, "glossary.yml": many.encode(encoding)}))
    assert found == [f"data/glossary.yml:1: -: -: {UTF_16}"]


def test_tabs_throughout_are_counted(tmp_path: Path) -> None:
    text = BASE["glossary.yml"].replace("  ", "\t") + "\t# more\n" * 20_000
    found = problems(write(tmp_path, {**BASE, "glossary.yml": text}))
    tab = "contains a tab; replace it with spaces, because YAML is indented with spaces only"
    assert found == [
        *(f"data/glossary.yml:{line}: term-profile: -: {tab}" for line in (2, 3, 4, 5, 6)),
        "data/glossary.yml:7: -: -: and 19999 more lines like these",
    ]


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
def test_line_break_that_no_editor_shows_moves_no_other_line(character: str, tmp_path: Path) -> None:
    text = BASE["roles.yml"].replace("Leads.", f"Leads.{character}", 1)
    (found,) = problems(write(tmp_path, {**BASE, "roles.yml": text}))
    assert found.startswith("data/roles.yml:3: role-national-lead: -: contains U+")
    assert found.endswith("a line break that editors do not show; replace it with a space")


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_breaks_are_counted(end: str, tmp_path: Path) -> None:
    text = BASE["roles.yml"].replace("\n", end)
    assert load(write(tmp_path, {**BASE, "roles.yml": text})).records["role-college"]
    (found,) = problems(write(tmp_path, {**BASE, "roles.yml": text.replace("title: College", "title: no")}))
    assert found.startswith("data/roles.yml:8: role-college: title: YAML reads no")


def test_letters_are_composed(tmp_path: Path) -> None:
    """What looks the same is the same: a citation finds its heading however its accent was typed."""
    sources = BASE["sources.yml"].replace("{text: Profiles,", "{text: Cafe\u0301,")
    cited = {name: text.replace("heading: Profiles", "heading: Caf\u00e9") for name, text in BASE.items()}
    records = load(write(tmp_path, {**cited, "sources.yml": sources})).records
    assert records["term-profile"].sources[0].heading == "Caf\u00e9"


def test_several_byte_order_marks_are_accepted(tmp_path: Path) -> None:
    assert load(write(tmp_path, {**BASE, "roles.yml": "\ufeff\ufeff" + BASE["roles.yml"]})).records["role-college"]


IDS = {
    "letter of another alphabet": "- id: rеc-1\n",
    "character that shows nothing": "- id: rec-1\u200b\n",
    "upper case": "- id: REC-1\n",
    "zero in front": "- id: rec-01\n",
    "list": "- id: [rec-1]\n",
    "mapping": "- id: {a: rec-1}\n",
    "null": "- id: null\n",
    "empty": "- id:\n",
    "missing": "- related: []\n",
    "that of another record": "- id: rec-2\n",
    "that of another kind": "- id: term-profile\n",
}


@pytest.mark.parametrize("first", IDS.values(), ids=IDS)
def test_wrong_id_is_one_problem(first: str, tmp_path: Path) -> None:
    """References to the id that was meant are right: to ask for another one there would spread the fault."""
    text = BASE["recommendations.yml"].replace("- id: rec-1\n", first)
    more = BASE["glossary.yml"].replace("  title: Profile\n", "  title: Profile\n  related: [rec-1]\n")
    (found,) = problems(write(tmp_path, {**BASE, "recommendations.yml": text, "glossary.yml": more}))
    assert found.startswith(
        ("data/recommendations.yml:1: ", "data/recommendations.yml:14: rec-2: id: is already used in")
    )
    assert ": id: " in found


def test_wrong_reference_is_found_beside_a_wrong_id(tmp_path: Path) -> None:
    text = BASE["recommendations.yml"].replace("- id: rec-1\n", "- id: REC-1\n").replace("[term-profile]", "[xyzzy]")
    found = problems(write(tmp_path, {**BASE, "recommendations.yml": text}))
    assert [line.split(": ", 3)[3] for line in found] == [
        "malformed: 'REC-1'; write 'rec-1', in lower case",
        "unknown record 'xyzzy'; use an id that exists, or add it",
    ]


def test_wrong_id_is_never_suggested(tmp_path: Path) -> None:
    text = BASE["recommendations.yml"].replace("- id: rec-1\n", "- id: rec-01\n").replace("[term-profile]", "[rec-001]")
    found = problems(write(tmp_path, {**BASE, "recommendations.yml": text}))
    assert (
        "data/recommendations.yml:24: rec-2: related: unknown record 'rec-001'; use an id that exists, or add it"
        in found
    )


def test_retirement_in_a_circle_is_named_at_each(tmp_path: Path) -> None:
    one, two = (
        f"- id: role-{name}\n  title: {name}\n  summary: It was.\n  level: national\n"
        f"  retired: {{since: '2019', reason: It ended., successor: role-{other}}}\n"
        "  sources:\n    - {document: source-report, heading: Training}\n"
        for name, other in (("one", "two"), ("two", "one"))
    )
    found = problems(write(tmp_path, {**BASE, "roles.yml": BASE["roles.yml"] + one + two}))
    own = [line for line in found if "leads back" in line]
    assert own == [
        f"data/roles.yml:{line}: role-{name}: retired.successor: leads back to the record itself through "
        f"'role-{other}'; name the record that replaces it, or remove the field"
        for line, name, other in ((24, "one", "two"), (31, "two", "one"))
    ]


# ------------------------------------------------------------------------------------------------
# What stands in the place of a file, or beside it
# ------------------------------------------------------------------------------------------------

PLACES: dict[str, tuple[Callable[[Path], object], str]] = {
    "link to nothing": (lambda path: path.symlink_to("nothing.yml"), "No such file or directory"),
    "link in a circle": (lambda path: path.symlink_to(path), "Too many levels of symbolic links"),
    "folder": (lambda path: path.mkdir(), "is a folder"),
    "pipe": (os.mkfifo, "is not a regular file"),
}


@pytest.fixture
def bounded() -> Iterator[None]:
    """End a test that waits for what will never come."""

    def end(*_: object) -> None:
        raise TimeoutError("waited for 20 seconds")

    before = signal.signal(signal.SIGALRM, end)
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize(("make", "reason"), PLACES.values(), ids=PLACES)
def test_what_is_no_file_is_named(make: Callable[[Path], object], reason: str, tmp_path: Path) -> None:
    path = write(tmp_path, BASE) / "data/glossary.yml"
    path.unlink()
    make(path)
    assert f"data/glossary.yml:1: -: -: cannot be read ({reason}); restore the file, one list of terms" in problems(
        tmp_path
    )


def test_optional_file_may_be_missing(tmp_path: Path) -> None:
    write(tmp_path, BASE)
    (tmp_path / "data/moved.yml").unlink()
    assert load(tmp_path).records
    (tmp_path / "data/moved.yml").symlink_to("nothing.yml")
    assert problems(tmp_path) == [
        "data/moved.yml:1: -: -: cannot be read (No such file or directory); restore the file, one list of moved pages"
    ]


def test_what_editors_leave_beside_the_data_is_ignored(tmp_path: Path) -> None:
    data = write(tmp_path, BASE) / "data"
    (data / ".#duties.yml").symlink_to("somebody@a-host.1234:5678")  # Emacs locks a file so
    for name in ("duties.yml~", "#duties.yml#", ".duties.yml.swp", ".hidden.yml", "notes.txt"):
        (data / name).write_text("- id: x\n")
    (data / "pictures").mkdir()
    assert load(tmp_path).records


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("duties.yaml", "; did you mean 'duties.yml'?"),
        ("Duties.yml", "; did you mean 'duties.yml'?"),
        ("new.YML", "; remove it, or add its kind to knowledge/kinds/"),
        ("new.json", "; remove it, or add its kind to knowledge/kinds/"),
        ("ledger-1.csv", "; remove it, or add its kind to knowledge/kinds/"),
        ("xyz/duties.yml", "; remove it, or add its kind to knowledge/kinds/"),
    ],
)
def test_file_of_no_kind_is_named(name: str, hint: str, tmp_path: Path) -> None:
    load(write(tmp_path, BASE))
    path = tmp_path / "data" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("- id: x\n")
    named = name.partition("/")[0]
    assert problems(tmp_path) == [f"data/{named}:1: -: -: does not belong to any kind of record{hint}"]


# ------------------------------------------------------------------------------------------------
# A kind whose records stand in a folder
# ------------------------------------------------------------------------------------------------


class Note(Entry):
    """A made-up kind."""

    kind: ClassVar[str] = "note"
    plural: ClassVar[str] = "notes"
    file: ClassVar[str] = "notes/"
    is_optional: ClassVar[bool] = False

    id: Annotated[str, id_field(rf"^note-{SLUG}$", "note-one")]


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with two notes, in two files of a folder; the folder."""
    monkeypatch.setattr("knowledge.load.ENTRIES", (*ENTRIES, Note))
    folder = write(tmp_path, BASE) / "data/notes"
    folder.mkdir()
    (folder / "first.yml").write_text("- id: note-one\n")
    (folder / "second.yml").write_text("- id: note-two\n")
    return folder


def test_files_of_a_folder_are_read(notes: Path, tmp_path: Path) -> None:
    load(tmp_path)
    (notes / "second.yml").write_text("- id: note-one\n")  # seen at once
    assert problems(tmp_path) == [
        "data/notes/second.yml:1: note-one: id: is already used in data/notes/first.yml:1; "
        "an id can be used only once, so choose another"
    ]
    (notes / "second.yml").write_text("- id: note-Two\n")
    assert problems(tmp_path) == [
        "data/notes/second.yml:1: note-Two: id: malformed: 'note-Two'; write 'note-two', in lower case"
    ]
    (notes / "second.yml").write_text("")
    assert problems(tmp_path) == [
        "data/notes/second.yml:1: -: -: is empty; write a list of notes, each beginning with '- id: …'"
    ]


def test_folder_without_files_is_named(notes: Path, tmp_path: Path) -> None:
    line = "data/notes:1: -: -: has no files whose names end in .yml; add at least one, with a list of notes"
    for path in notes.iterdir():
        path.unlink()
    (notes / ".#first.yml").symlink_to("nothing")
    assert problems(tmp_path) == [line]
    (notes / ".#first.yml").unlink()
    notes.rmdir()
    assert problems(tmp_path) == [line]


def test_kind_has_a_folder_or_a_file(notes: Path, tmp_path: Path) -> None:
    (tmp_path / "data/notes.yml").write_text("- id: note-three\n")
    (tmp_path / "data/roles").mkdir()
    (tmp_path / "data/roles/more.yml").write_text("- id: role-more\n")
    (notes / "third.yaml").write_text("- id: note-three\n")
    assert problems(tmp_path) == [
        "data/notes.yml:1: -: -: does not belong to any kind of record; did you mean 'notes/'?",
        "data/notes/third.yaml:1: -: -: does not belong to any kind of record; end its name in .yml, or remove it",
        "data/roles:1: -: -: does not belong to any kind of record; did you mean 'roles.yml'?",
    ]


# ------------------------------------------------------------------------------------------------
# Size
# ------------------------------------------------------------------------------------------------


def test_long_values_are_cut(tmp_path: Path) -> None:
    long = "x" * 100_000
    text = BASE["recommendations.yml"].replace("owners: [role-national-lead]", f"owners: [role-{long}]")
    text = text.replace("  deadline: immediate", f"  deadline: immediate\n  {long[:1000]}: 1")
    found = problems(write(tmp_path, {**BASE, "recommendations.yml": text}))
    assert len(found) == 2
    assert max(len(line) for line in found) < 600


def test_long_names_are_like_none() -> None:
    """To compare each of 20,000 words with those of every id took half a minute."""
    began = time.process_time()
    assert suggest("role-" + "-".join(["ab"] * 20_000), [f"role-{number}-ab" for number in range(1000)]) == ""
    assert time.process_time() - began < 1


def test_work_grows_with_the_number_of_records(tmp_path: Path) -> None:
    """Ten times the records take about ten times the calls, not a hundred: nothing is looked for record by record."""

    def calls(count: int) -> int:
        text = "".join(
            BASE["glossary.yml"].replace("Profile\n", f"Profile {number}\n").replace("profile", f"profile-{number}")
            for number in range(count)
        )
        write(tmp_path, {**BASE, "glossary.yml": BASE["glossary.yml"] + text})
        profile = cProfile.Profile()
        profile.runcall(load, tmp_path)
        return sum(entry.callcount for entry in profile.getstats())

    calls(10)
    assert calls(1000) < 15 * calls(100)
