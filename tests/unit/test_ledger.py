"""The promise that an id never dies: the ledger and its history."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.graph import Knowledge
from knowledge.layout import Site
from knowledge.load import load
from knowledge.load.ledger_file import RESTORE
from knowledge.outputs import redirects
from knowledge.outputs.file import Section, Surroundings
from knowledge.problems import DataError
from knowledge.promise import ledger
from tests.helpers.project import ROOT, build
from tests.unit.test_load import BASE, write


def said(root: Path, knowledge: Knowledge) -> list[str]:
    return [str(problem) for problem in ledger.problems(root, knowledge)]


@pytest.fixture
def lost(project: Path) -> Callable[[str], list[str]]:
    """What is said of the sections once the built pages offer all but one."""
    offered = {line.id for line in ledger.read(project) if line.kind == ledger.SECTION}
    knowledge = load(project)
    return lambda id_: [str(problem) for problem in ledger.lost_sections(project, knowledge, offered - {id_})]


Ledger = Callable[[str, str], list[str]]


@pytest.fixture
def of_ledger(tmp_path: Path, knowledge: Knowledge) -> Ledger:
    """What is said of the ledger with one text in it replaced; an empty one stands at its end."""

    def said_of(old: str, new: str) -> list[str]:
        text = (ROOT / ledger.LEDGER).read_text(encoding="utf-8")
        assert old in text
        path = tmp_path / ledger.LEDGER
        path.parent.mkdir()
        path.write_text(text.replace(old, new) if old else text + new, encoding="utf-8")
        return said(tmp_path, knowledge)

    return said_of


def git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def is_kept(earlier: str, later: str) -> bool:
    """Say whether every line of the earlier ledger stands, unchanged and in its place, in the later one."""
    lines = earlier.splitlines()
    return later.splitlines()[: len(lines)] == lines


def test_every_record_is_in_the_ledger_and_every_line_has_its_record(knowledge: Knowledge) -> None:
    assert said(ROOT, knowledge) == []
    assert len(ledger.read(ROOT)) > len(knowledge.records)


def test_no_line_was_ever_changed_or_removed() -> None:
    """Compare the ledger with every version in the history; the workflow that publishes fetches all of it."""
    name = ledger.LEDGER.as_posix()
    later = (ROOT / name).read_text(encoding="utf-8")
    commits = git("log", "--first-parent", "--format=%H", "--", name).split()  # a branch publishes nothing
    assert commits
    for commit in commits:
        earlier = git("show", f"{commit}:{name}")
        assert is_kept(earlier, later), f"lines of {name} in {commit[:10]} were changed or removed; restore them"
        later = earlier


@pytest.mark.parametrize("later", ["id\nb\n", "id\na2\nb\n", "id\n", "id\nb\na\n"])
def test_change_of_a_line_is_seen(later: str) -> None:
    assert is_kept("id\na\n", "id\na\nb\n")
    assert not is_kept("id\na\nb\n", later)


def test_lost_record_is_seen(of_ledger: Ledger) -> None:
    assert of_ledger("", "term-lost,term,2026-11-22\n") == [
        f"data/ledger.csv:{len(ledger.read(ROOT)) + 2}: term-lost: id: was published on 2026-11-22, "
        "but has no record now; restore it, and retire it if it is no longer needed"
    ]


def test_section_that_is_gone_is_seen(lost: Callable[[str], list[str]]) -> None:
    assert lost("") == []
    (found,) = lost("about-what-it-is-not")
    assert "about-what-it-is-not: id: was published on 2026-11-22, but no heading has it" in found
    assert "write {{ moved_anchor('about-what-it-is-not', 'Why') }} where its text was" in found


def test_section_of_a_record_may_go_and_leads_to_the_record(project: Path) -> None:
    path = project / ledger.LEDGER
    path.write_text(path.read_text() + "rec-3-gone,section,2026-11-22\n")
    changed = load(project)
    assert said(project, changed) == []
    sections = {line.id: Section(line.id, "", "") for line in ledger.read(project) if line.kind == ledger.SECTION}
    del sections["rec-3-gone"]
    assert list(ledger.lost_sections(project, changed, sections)) == []
    surroundings = Surroundings(Site("/", "Guide", ""), sections)
    made = {file.path: file.content for file in redirects.files(changed, surroundings)}
    assert b"../../recommendations/rec-3/#rec-3" in made["id/rec-3-gone/index.html"]


def test_id_of_another_kind_is_seen(of_ledger: Ledger) -> None:
    (found,) = of_ledger("term-ctlp,term,", "term-ctlp,role,")
    assert found.endswith("term-ctlp: kind: was published as a role and is now a term; give the term an id of its own")


def test_repeated_line_is_seen(of_ledger: Ledger) -> None:
    (found,) = of_ledger("", "term-ctlp,term,2026-11-23\n")
    assert "term-ctlp: id: is already on line " in found


FAULTS = {
    "missing": (None, "1: -: -: cannot be read (No such file or directory); RESTORE"),
    "empty": (b"", "1: -: -: begins with '' and not with its header 'id,kind,published'; RESTORE"),
    "no header": (
        b"rec-1,recommendation,2026-11-22\n",
        "1: -: -: begins with 'rec-1,recommendation,2026-11-22' and not with its header 'id,kind,published'; RESTORE",
    ),
    "Latin-1": (
        b"id,kind,published\nrec-\xe9,recommendation,2026-11-22\n",
        "2: -: -: is not UTF-8 (byte 0xe9); RESTORE",
    ),
    "UTF-16": (
        "id,kind,published\nrec-1,recommendation,2026-11-22\n".encode("utf-16"),
        "1: -: -: is not UTF-8, but UTF-16 or binary; RESTORE",
    ),
    "a character of control": (
        b"id,kind,published\nrec-\x001,recommendation,2026-11-22\n",
        "2: -: -: contains the control character U+0000; remove it",
    ),
}
LINES = {
    "path in an id": (
        "rec-3-/../../x,section,2026-11-22",
        "rec-3-/../../x: id: 'rec-3-/../../x' is not the id of a section; RESTORE",
    ),
    "id of another kind": (
        "rec-01,recommendation,2026-11-22",
        "rec-01: id: 'rec-01' is not the id of a recommendation; RESTORE",
    ),
    "columns exchanged": (
        "recommendation,rec-7,2026-11-22",
        "recommendation: kind: 'rec-7' is not a kind of record; RESTORE",
    ),
    "space behind a comma": (
        "rec-1, recommendation,2026-11-22",
        "rec-1: kind: ' recommendation' is not a kind of record; did you mean 'recommendation'?",
    ),
    "unknown kind": (
        "rec-1,recomendation,2026-11-22",
        "rec-1: kind: 'recomendation' is not a kind of record; did you mean 'recommendation'?",
    ),
    "day that is none": (
        "rec-1,recommendation,2026-13-45",
        "rec-1: published: '2026-13-45' is not a day, YYYY-MM-DD; RESTORE",
    ),
    "month": ("rec-1,recommendation,2026-11", "rec-1: published: '2026-11' is not a day, YYYY-MM-DD; RESTORE"),
    "day of a spreadsheet": (
        "rec-1,recommendation,22/11/2026",
        "rec-1: published: '22/11/2026' is not a day, YYYY-MM-DD; RESTORE",
    ),
    "digits of another script": (
        "rec-1,recommendation,２０２６-11-22",
        "rec-1: published: '２０２６-11-22' is not a day, YYYY-MM-DD; RESTORE",
    ),
    "no day": ("rec-1,recommendation,", "rec-1: published: '' is not a day, YYYY-MM-DD; RESTORE"),
    "semicolons": (
        "rec-1;recommendation;2026-11-22",
        "-: -: 'rec-1;recommendation;2026-11-22' is not 'id,kind,published', three fields with commas between them; "
        "RESTORE",
    ),
    "quotation mark": (
        '"rec-1,recommendation,2026-11-22',
        "\"rec-1: id: '\"rec-1' is not the id of a recommendation; RESTORE",
    ),
    "long field": (
        f"{'a' * 200_000},section,soon",
        f"{'a' * 80}…: published: 'soon' is not a day, YYYY-MM-DD; RESTORE",
    ),
    "empty line": ("", "-: -: is an empty line; remove it"),
    "conflict": (
        "<<<<<<< HEAD",
        "-: -: is a merge conflict marker ('<<<<<<<'); choose what to keep, and remove the markers",
    ),
}


def refused(root: Path) -> list[str]:
    """What the loader says of the ledger."""
    with pytest.raises(DataError) as caught:
        load(root)
    return [line.replace(RESTORE, "RESTORE") for line in str(caught.value).splitlines() if "ledger.csv" in line]


@pytest.mark.parametrize(("raw", "said"), FAULTS.values(), ids=FAULTS)
def test_ledger_that_cannot_be_read(raw: bytes | None, said: str, tmp_path: Path) -> None:
    path = write(tmp_path, BASE) / ledger.LEDGER
    path.unlink() if raw is None else path.write_bytes(raw)
    assert refused(tmp_path) == [f"data/ledger.csv:{said}"]


@pytest.mark.parametrize(("line", "said"), LINES.values(), ids=LINES)
def test_line_that_is_none(line: str, said: str, tmp_path: Path) -> None:
    good = "id,kind,published\nrec-3-why,section,2026-11-22\n"
    assert load(write(tmp_path, {**BASE, "ledger.csv": good})).published == {"rec-3-why": "2026-11-22"}
    write(tmp_path, {**BASE, "ledger.csv": f"{good}{line}\nrec-1,recommendation,2026-11-22\n"})
    assert refused(tmp_path) == [f"data/ledger.csv:3: {said}"]


def test_folder_and_link_in_a_circle_in_place_of_the_ledger(tmp_path: Path) -> None:
    path = write(tmp_path, BASE) / ledger.LEDGER
    path.unlink()
    path.mkdir()
    assert refused(tmp_path) == ["data/ledger.csv:1: -: -: cannot be read (is a folder); RESTORE"]
    path.rmdir()
    path.symlink_to(path)
    assert refused(tmp_path) == ["data/ledger.csv:1: -: -: cannot be read (Too many levels of symbolic links); RESTORE"]


def test_faults_of_a_whole_ledger_are_counted(tmp_path: Path) -> None:
    text = "id,kind,published\n" + "rec-1;recommendation;2026-11-22\n" * 2000
    found = refused(write(tmp_path, {**BASE, "ledger.csv": text}))
    assert len(found) == 6
    assert found[-1] == "data/ledger.csv:7: -: -: and 1995 more lines like these"


@pytest.mark.parametrize("text", ["\ufeffid,kind,published\r\nrec-1,recommendation,2026-11-22\r\n",
                                  "id,kind,published\rrec-1,recommendation,2026-11-22\r"])  # fmt: skip
def test_other_line_breaks_and_a_byte_order_mark_are_read(text: str, tmp_path: Path) -> None:
    assert load(write(tmp_path, {**BASE, "ledger.csv": text})).published == {"rec-1": "2026-11-22"}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A small project with two ids in its ledger, committed."""
    write(tmp_path, {**BASE, "ledger.csv": COMMITTED})
    for arguments in (["init"], ["add", "."], ["commit", "--message", "A state"]):
        named = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
        subprocess.run(["git", *named, *arguments], cwd=tmp_path, check=True, capture_output=True)
    return tmp_path


COMMITTED = "id,kind,published\nrec-1,recommendation,2026-11-22\nrec-2,recommendation,2026-11-22\n"
CHANGES = {
    "line removed": COMMITTED.replace("rec-1,recommendation,2026-11-22\n", ""),
    "day changed": COMMITTED.replace("rec-1,recommendation,2026-11-22", "rec-1,recommendation,2020-01-01"),
    "header alone": "id,kind,published\n",
    "sorted anew": "id,kind,published\nrec-2,recommendation,2026-11-22\nrec-1,recommendation,2026-11-22\n",
}


@pytest.mark.parametrize("text", CHANGES.values(), ids=CHANGES)
def test_change_of_a_committed_line_is_refused_and_nothing_is_dated_anew(text: str, repository: Path) -> None:
    assert list(ledger.changed(repository)) == []
    write(repository, {"ledger.csv": text})
    knowledge = load(repository)
    found = [str(problem).replace(RESTORE, "RESTORE") for problem in ledger.problems(repository, knowledge)]
    assert found == [
        "data/ledger.csv:2: rec-1: -: the line 'rec-1,recommendation,2026-11-22' of the last commit is no "
        "longer here; RESTORE"
    ]
    with pytest.raises(DataError, match=RESTORE):
        ledger.append(repository, {"a-section": "section"}, "2026-11-23")
    assert (repository / ledger.LEDGER).read_text() == text


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_lines_are_added_below_the_last(end: str, tmp_path: Path) -> None:
    roles = BASE["roles.yml"].replace("since: '2019'", "since: '2026'")
    lines = f"id,kind,published\nrec-1,recommendation,2026-11-22{end}"
    write(tmp_path, {**BASE, "roles.yml": roles, "ledger.csv": lines})
    knowledge = load(tmp_path)
    offered = {id_: record.kind for id_, record in knowledge.records.items()} | {"a-section": "section"}
    assert ledger.append(tmp_path, offered, "2026-11-23")
    lines = (tmp_path / ledger.LEDGER).read_text().splitlines()
    assert lines[:3] == ["id,kind,published", "rec-1,recommendation,2026-11-22", "source-report,source,2026-11-23"]
    assert lines[-1] == "a-section,section,2026-11-23"
    assert not ledger.append(tmp_path, offered, "2026-11-24")
    assert said(tmp_path, load(tmp_path)) == []


@pytest.mark.parametrize("raw", [None, b"", b"source-report,source,2026-11-22\n"])
def test_nothing_is_added_to_a_ledger_that_is_none(raw: bytes | None, tmp_path: Path) -> None:
    path = write(tmp_path, BASE) / ledger.LEDGER
    path.unlink() if raw is None else path.write_bytes(raw)
    with pytest.raises(DataError, match=RESTORE):
        ledger.append(tmp_path, {"a-section": "section"}, "2026-11-23")
    assert (path.read_bytes() if path.exists() else None) == raw


def test_deleted_line_stops_the_build(project: Path) -> None:
    path = project / ledger.LEDGER
    path.write_text(path.read_text().replace("rec-7,recommendation,2026-11-22\n", ""))
    done = build(project)
    assert done.returncode == 1
    assert "data/ledger.csv:1: rec-7: -: the record is not in the ledger; run 'make stubs'" in done.stderr
