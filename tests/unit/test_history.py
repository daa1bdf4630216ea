"""What changed since, from the ledger, the editions and the records."""

from __future__ import annotations

from pathlib import Path

from knowledge.graph import Knowledge
from knowledge.promise import history
from tests.helpers.project import package


def test_every_id_of_the_ledger_is_named_once_as_added(knowledge: Knowledge) -> None:
    added = [change.id for change in history.changes(knowledge) if change.sort == "added"]
    assert sorted(added) == sorted(knowledge.published)


def test_wrong_edition_is_named(project: Path) -> None:
    path = project / "data/editions.yml"
    path.write_text(path.read_text() + "- id: edition-2027-02-31\n  reason: There is no such day.\n")
    done = package(project, "check")
    assert done.returncode == 1
    assert "edition-2027-02-31: id: '2027-02-31' is not a date" in done.stderr
