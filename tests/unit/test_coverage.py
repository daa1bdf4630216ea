"""Nothing of the sources is left out in silence, and nothing in the knowledge base stands alone."""

from __future__ import annotations

from pathlib import Path

from knowledge.coverage import heading_gaps, lonely, unused
from knowledge.graph import Knowledge
from knowledge.load import load
from tests.unit.test_load import BASE, write


def test_every_heading_is_cited_or_excepted(knowledge: Knowledge) -> None:
    assert heading_gaps(knowledge) == []


def test_no_record_stands_alone(knowledge: Knowledge) -> None:
    assert lonely(knowledge) == []


def test_no_term_role_or_source_is_unused(knowledge: Knowledge) -> None:
    assert unused(knowledge) == []


def test_unused_term_is_seen(tmp_path: Path) -> None:
    term = "- id: term-extra\n  title: Extra\n  summary: More.\n  related: [term-profile]\n  sources:\n"
    term += "    - {document: source-report, heading: Profiles}\n"
    assert unused(load(write(tmp_path, {**BASE, "glossary.yml": BASE["glossary.yml"] + term}))) == ["term-extra"]


def test_uncited_heading_is_seen(tmp_path: Path) -> None:
    assert heading_gaps(load(write(tmp_path, BASE))) == [
        f"source-report: no record cites '{heading}'; cite it, or say why in its not_cited"
        for heading in ("Capability", "Communication", "Recommendation 1")
    ]


def test_needless_exception_is_seen(tmp_path: Path) -> None:
    sources = BASE["sources.yml"].replace("{text: Training, level: 2}", "{text: Training, level: 2, not_cited: Empty}")
    assert "source-report: 'Training' is cited after all; remove its not_cited" in heading_gaps(
        load(write(tmp_path, {**BASE, "sources.yml": sources}))
    )


def test_lonely_record_is_seen(tmp_path: Path) -> None:
    lone = "- id: role-hermit\n  title: Hermit\n  summary: Alone.\n  level: local\n  sources:\n"
    lone += "    - {document: source-report, heading: Training}\n"
    assert lonely(load(write(tmp_path, {**BASE, "roles.yml": BASE["roles.yml"] + lone}))) == [
        "discipline-abuse",
        "discipline-radicalisation",
        "role-hermit",
    ]
