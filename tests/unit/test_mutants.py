"""The planting of faults: what is seen, what survives, what cannot be planted; each fault of the list can be."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import planting
from tests.helpers.planting import ROOT, Fault, StaleError
from tests.mutants import FAULTS


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one module, one record and one test."""
    root = tmp_path / "project"
    for name, text in {
        "knowledge/__init__.py": "",
        "knowledge/words.py": 'VERB = "must"\nOTHER = "will"\n',
        "data/facts.yml": "- id: a-1\n  verb: must\n- id: a-2\n  verb: must\n",
        "test_words.py": 'from knowledge.words import VERB\ndef test_verb():\n    assert VERB == "must"\n',
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.setattr(planting, "ROOT", root)
    return root


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault_can_be_planted(fault: Fault) -> None:
    path, text = fault.planted(ROOT)
    assert text != path.read_text(encoding="utf-8")


def test_names_of_faults_are_unique() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 120


def test_fault_in_a_record_is_planted_there(project: Path) -> None:
    Fault("verb", "must", "may", "data/*.yml", record="a-2").plant(project)
    assert (project / "data/facts.yml").read_text() == "- id: a-1\n  verb: must\n- id: a-2\n  verb: may\n"


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        (Fault("gone", "shall", "may"), "gone: 'shall' does not stand in knowledge/**/*.py; write"),
        (Fault("twice", "l", "m"), "twice: 'l' stands 2 times in knowledge/words.py; write"),
        (Fault("no record", "must", "may", "data/*.yml", record="a-3"), "'must' does not stand in data/*.yml; write"),
        (Fault("not in it", "verb: will", "", "data/*.yml", record="a-1"), "does not stand in data/*.yml; write"),
    ],
)
def test_fault_that_cannot_be_planted_is_named(fault: Fault, problem: str, project: Path) -> None:
    with pytest.raises(StaleError) as error:
        fault.planted(project)
    assert problem in str(error.value)


def test_what_is_seen_and_what_survives(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    faults = [
        Fault("verb", '"must"', '"may"', seen_by="test_words.py"),
        Fault("other", '"will"', '"may"', seen_by="test_words.py"),
        Fault("crash", "OTHER =", "OTHER", seen_by="test_words.py"),
    ]
    assert planting.run(faults, ["verb"]) == 0
    assert capsys.readouterr().out == "seen      verb (test_verb)\n1 of 1 faults were seen\n"
    assert planting.run(faults, []) == 1
    said = capsys.readouterr().out
    assert "SURVIVED  other: no test sees '\"may\"' in the place of '\"will\"'" in said
    assert "BROKEN    crash: stops the build" in said
    assert said.endswith("1 of 3 faults were seen\n")
    (project / "test_words.py").write_text("def test_verb():\n    assert False\n")
    assert planting.run(faults, []) == 1
    assert "the tests fail without any fault; mend that first" in capsys.readouterr().out
    assert planting.run(faults, ["xyzzy"]) == 1
    assert capsys.readouterr().out == "no fault begins with xyzzy\n"
