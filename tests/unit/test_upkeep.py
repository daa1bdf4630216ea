"""The monthly page says what there is to do, and one part that fails does not hide the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.helpers.project import ROOT, package
from tools import upkeep
from tools.upkeep import NOTHING, Part

FINE = (
    "Not checked for 180 days on 2026-11-30: no entries\nDocuments we have not read: 13\n",
    "Links out of the site: 90\nDead: none\nCould not be checked: none\n",
    "No known vulnerabilities found\n",
    "found 0 vulnerabilities\n",
)
DUE = (
    "Not checked for 180 days on 2026-11-30: 1 entry\n- rec-3: checked 2026-01-01, 333 days ago\n",
    "Links out of the site: 90\nDead: 1\n- https://a.uk/: gone: rec-3\n",
    "Found 1 known vulnerability in 1 package\n",
    "# npm audit report\n\n1 high severity vulnerability\n",
)


def page(said: Sequence[str]) -> str:
    answers = dict(zip((tuple(part.command) for part in upkeep.PARTS), said, strict=True))
    return upkeep.page(upkeep.PARTS, lambda command: answers[tuple(command)])


def test_nothing_to_do() -> None:
    assert NOTHING in page(FINE).splitlines()
    assert "To do:" not in page(FINE)


@pytest.mark.parametrize("number", range(len(FINE)))
def test_each_part_is_due_by_itself(number: int) -> None:
    said = [DUE[each] if each == number else fine for each, fine in enumerate(FINE)]
    text = page(said)
    assert f"To do:\n\n- {upkeep.PARTS[number].title}\n\n##" in text
    assert NOTHING not in text.splitlines()
    assert all(each.strip() in text for each in said)


def test_part_that_fails_is_due() -> None:
    title = "- Known vulnerabilities of Python packages"
    assert title in page([*FINE[:2], FINE[2] + "Dependency not found and could not be audited: x (1)\n", FINE[3]])
    assert "- Links out of the site" in page([FINE[0], "could not be started: no", *FINE[2:]])


def test_answers_of_our_own_commands_are_known() -> None:
    """What a part takes for nothing to do is what the command says."""
    assert FINE[0].splitlines()[0].partition(" on ")[0] in package(ROOT, "stale", "--day", "2000-01-01").stdout
    assert re.search(upkeep.PARTS[0].fine, package(ROOT, "stale", "--day", "2000-01-01").stdout, re.M)
    assert not re.search(upkeep.PARTS[0].fine, package(ROOT, "stale", "--day", "2999-01-01").stdout, re.M)


def test_output_is_no_markup_and_is_cut() -> None:
    text = upkeep.quoted(Part("Links", [], ""), "~~~~~~\n## @someone" + "x" * upkeep.LONGEST)
    assert text.count("~~~~~~") == 2
    assert text.endswith("(cut here: run the command to see the rest)\n~~~~~~\n")
    assert len(upkeep.PARTS) * (upkeep.LONGEST + 500) < 65_536


def test_command_that_cannot_be_started() -> None:
    assert upkeep.output(["/no/such/program"]).startswith("could not be started: ")
    assert upkeep.output(["sh", "-c", "echo a; echo b >&2; exit 1"]) == "a\nb\n"


def test_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(upkeep, "PARTS", (Part("One", ["echo", "fine"], "^fine$"),))
    assert upkeep.main([str(tmp_path / "upkeep.md")]) == 0
    assert NOTHING in (tmp_path / "upkeep.md").read_text().splitlines()
    assert upkeep.main([str(tmp_path / "none/upkeep.md")]) == 1
    assert capsys.readouterr().err.endswith("cannot be written (No such file or directory); name a file that can\n")
    assert upkeep.main([]) == 2


def test_programs_are_there() -> None:
    """Of the network they need nothing to say what they are."""
    for part in upkeep.PARTS:
        program = [*part.command[:3], "--help"] if "-m" in part.command else [*part.command[:2], "--version"]
        assert "could not be started" not in (said := upkeep.output(program))
        assert "No module named" not in said
