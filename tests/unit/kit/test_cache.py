"""Files of the kit are made anew only when what they are made from has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.kit import cache
from knowledge.kit.cache import Cache


def shout(given: tuple[str, int]) -> bytes:
    return given[0].upper().encode() * given[1]


def whisper(given: tuple[str, int]) -> bytes:
    return given[0].lower().encode() * given[1]


def test_the_same_inputs_are_made_once(tmp_path: Path) -> None:
    first = Cache(tmp_path / "kit")
    assert first.get(("a", 2), shout) == b"AA"
    again = Cache(tmp_path / "kit")
    assert again.get(("a", 2), shout) == b"AA"
    assert (first.made, again.made) == (1, 0)


@pytest.mark.parametrize(("given", "make"), [(("b", 2), shout), (("a", 3), shout), (("a", 2), whisper)])
def test_other_inputs_or_another_maker_are_made_anew(tmp_path: Path, given: tuple[str, int], make: object) -> None:
    Cache(tmp_path).get(("a", 2), shout)
    again = Cache(tmp_path)
    again.get(given, make)  # type: ignore[arg-type]
    assert again.made == 1


def test_changed_code_makes_all_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = tmp_path / "knowledge/kit/a.py"
    code.parent.mkdir(parents=True)
    code.write_text("one")
    monkeypatch.setattr(cache, "ROOT", tmp_path)
    monkeypatch.setattr(cache, "CODE", ("knowledge/kit",))
    Cache(tmp_path / "kept").get(("a", 2), shout)
    code.write_text("two")
    again = Cache(tmp_path / "kept")
    again.get(("a", 2), shout)
    assert again.made == 1


def test_a_maker_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def fail(_given: object) -> bytes:
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011  (any error that a maker raises)
        Cache(tmp_path / "kit").get("a", fail)
    assert not list(tmp_path.rglob("*.*"))


def test_what_nobody_asks_for_is_forgotten(tmp_path: Path) -> None:
    Cache(tmp_path).get(("a", 2), shout)
    again = Cache(tmp_path)
    again.get(("b", 2), shout)
    again.forget_unused()
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"BB"]
