"""The search, without a browser: the measure of its answers, and its setting."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.build import assets
from tests.helpers.project import package
from tests.helpers.search_report import (
    FLOORS,
    HELD_OUT,
    LEARNT,
    QUERIES,
    SETS,
    Scores,
    below_floors,
    queries,
    scores,
)

NAMES_NONE = 'does not name an engine; write { "engine": "minisearch" }'


def test_score_below_a_floor_is_seen() -> None:
    assert scores([1, 0, 2, 4], [5, 0, 3, 9]) == Scores(4, 0.25, 0.5, 0.4375, 0.25)
    floors = {"first": 0.9, "first three": 1.0, "mean reciprocal rank": 0.92}
    assert [line.split(" is ")[0] for line in below_floors("own", scores([2, 3], [1, 1]), floors)] == [
        "search, own: first",
        "search, own: mean reciprocal rank",
    ]


def test_every_set_has_floors_and_the_one_that_is_held_out_says_so() -> None:
    assert set(FLOORS) == set(SETS)
    assert HELD_OUT not in LEARNT
    first = (QUERIES / f"{HELD_OUT}.jsonl").read_text(encoding="utf-8").splitlines()[0]
    assert "Nothing is ever learnt from these queries" in first
    assert len(queries(HELD_OUT)) == 271


def test_queries_that_are_held_out_stand_in_no_other_set() -> None:
    learnt = {query.text.lower() for name in LEARNT for query in queries(name)}
    assert [query.text for query in queries(HELD_OUT) if query.text.lower() in learnt] == []


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ('{ "engine": "lunr" }', "'lunr' is not one of minisearch, pagefind; name one of these"),
        ('{ "engine": }', NAMES_NONE),
        ('{ "engines": "pagefind" }', NAMES_NONE),
        ('"pagefind"', NAMES_NONE),
        ("", NAMES_NONE),
        ("\udcff", NAMES_NONE),
        (None, NAMES_NONE),
    ],
)
def test_wrong_engine_is_named(
    setting: str | None, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "web/search").mkdir(parents=True)
    if setting is not None:
        (tmp_path / "web/search/setting.json").write_bytes(setting.encode(errors="surrogateescape"))
    monkeypatch.setattr(assets, "WEB", tmp_path / "web")
    monkeypatch.setattr(assets, "SETTING", tmp_path / "web/search/setting.json")
    assert [str(problem) for problem in assets.problems()] == [f"web/search/setting.json:1: -: engine: {message}"]


def test_wrong_engine_stops_the_check(project: Path) -> None:
    (project / "web/search/setting.json").write_text("{}")
    done = package(project, "check")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("web/search/setting.json:1: -: engine: ")
