"""The list of files of the kit: every subject has its files, each at a path of its own."""

from __future__ import annotations

import re
from pathlib import Path

from knowledge import kit
from knowledge.graph import Knowledge
from knowledge.kinds.expectation import Expectation
from knowledge.kinds.module import Module
from knowledge.kit.format import FOLDER, Material
from knowledge.layout import Site, page_url
from knowledge.load import load
from knowledge.pages.source import titles
from tests.helpers.project import ROOT

TITLES = titles(ROOT / "docs")


def test_paths_are_their_own_and_plain(knowledge: Knowledge) -> None:
    paths = [format_.path(subject) for subject, format_ in kit.listing(knowledge, TITLES)]
    assert paths
    assert len(paths) == len(set(paths))
    assert all(re.fullmatch(r"kit/[a-z0-9-]+/[a-z0-9-]+\.[a-z]+", path) for path in paths), paths


def test_no_two_formats_share_a_key_or_a_name() -> None:
    for names in ([f.key for f in kit.FORMATS], [f.name for f in kit.FORMATS]):
        assert len(names) == len(set(names))


def test_every_module_topic_and_session_has_files(knowledge: Knowledge) -> None:
    subjects = {subject.id for subject, _ in kit.listing(knowledge, TITLES)}
    sessions = {path.stem for path in (ROOT / "docs/teach").glob("*.md") if re.match("lesson|tabletop", path.stem)}
    assert {module.id for module in knowledge.of(Module)} <= subjects
    assert {f"topic-{expected.area}" for expected in knowledge.of(Expectation)} <= subjects
    assert sessions
    assert sessions <= subjects


def test_subjects_lead_to_places_that_exist(knowledge: Knowledge, site: Path) -> None:
    for subject, _ in kit.listing(knowledge, TITLES):
        assert (site / page_url(subject.page) / "index.html").is_file(), subject
        anchor = Material(knowledge, Site("", "", ""), site).anchor(subject.page)
        assert (site / "id" / anchor / "index.html").is_file(), subject


def test_inputs_are_the_same_each_time(knowledge: Knowledge, site: Path) -> None:
    """Files are known again by them, and sets would stand in another order in another run."""
    told = Site("https://guide.example/", "A guide", "2026-01-02")
    one, two = Material(knowledge, told, site), Material(load(ROOT), told, site)
    for subject, format_ in kit.listing(knowledge, TITLES):
        assert repr(format_.inputs(subject, one)) == repr(format_.inputs(subject, two)), (subject, format_.key)


def test_built_kit_is_complete(knowledge: Knowledge, site: Path) -> None:
    listed = {format_.path(subject) for subject, format_ in kit.listing(knowledge, TITLES)}
    built = {path.relative_to(site).as_posix() for path in (site / FOLDER).rglob("*") if path.is_file()}
    assert listed <= built
    assert all((site / path).stat().st_size for path in listed)


def test_sizes_are_on_the_page(site: Path) -> None:
    text = (site / page_url(kit.PAGE) / "index.html").read_text(encoding="utf-8")
    assert "data-size" not in text
    assert re.search(r"\(\d+ kB\)", text)
