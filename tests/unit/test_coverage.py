"""Nothing of the sources is left out in silence, and nothing in the knowledge base stands alone."""

from __future__ import annotations

from pathlib import Path

from knowledge.graph import Knowledge
from knowledge.load import load
from knowledge.promise.coverage import problems
from tests.helpers.project import ROOT
from tests.unit.test_load import BASE, write

ALONE = "no record names it; name it in a record that it concerns, or remove it"
EITHER = "no record names it; name it in a record that it concerns, or name a record in it, or remove it"


def found(root: Path) -> list[str]:
    """Return what the records under `root` leave out, without places."""
    return [f"{problem.id}: {problem.message}" for problem in problems(root, load(root))]


def test_the_real_records_leave_nothing_out(knowledge: Knowledge) -> None:
    assert list(problems(ROOT, knowledge)) == []


def test_term_that_nothing_names_is_seen(tmp_path: Path) -> None:
    term = "- id: term-extra\n  title: Extra\n  summary: More.\n  related: [term-profile]\n  sources:\n"
    term += "    - {document: source-report, heading: Profiles}\n"
    root = write(tmp_path, {**BASE, "glossary.yml": BASE["glossary.yml"] + term})
    assert [line for line in found(root) if "term-" in line] == [f"term-extra: {ALONE}"]


def test_uncited_heading_is_seen(tmp_path: Path) -> None:
    assert [line for line in found(write(tmp_path, BASE)) if "cites" in line] == [
        f"source-report: no record cites '{heading}'; cite it, or say why not in its not_cited"
        for heading in ("Capability", "Communication", "Recommendation 1")
    ]


def test_needless_exception_is_seen(tmp_path: Path) -> None:
    sources = BASE["sources.yml"].replace("{text: Training, level: 2}", "{text: Training, level: 2, not_cited: Empty}")
    root = write(tmp_path, {**BASE, "sources.yml": sources})
    assert "source-report: 'Training' is cited after all; remove its not_cited" in found(root)


def test_record_that_stands_alone_is_seen(tmp_path: Path) -> None:
    lone = "- id: role-hermit\n  title: Hermit\n  summary: Alone.\n  level: local\n  sources:\n"
    lone += "    - {document: source-report, heading: Training}\n"
    root = write(tmp_path, {**BASE, "roles.yml": BASE["roles.yml"] + lone})
    assert [line for line in found(root) if "no record names it" in line] == [
        f"discipline-abuse: {EITHER}",
        f"discipline-radicalisation: {EITHER}",
        f"role-hermit: {ALONE}",
    ]
