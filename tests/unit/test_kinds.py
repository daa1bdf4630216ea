"""What every kind of record has to say of itself, and how: the rest of the package makes addresses and names of it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import ClassVar

import pytest

from knowledge import kinds
from knowledge.graph import Knowledge
from knowledge.kinds import ENTRIES, KINDS
from knowledge.record import Record, unsaid_by
from tests.helpers.project import ROOT

WORDS = ("kind", "plural", "file", "name", "card", "prefix")
"""What a kind must say, since `Record` gives no default for it."""

LONGEST_SHEET = 31
"""How many characters the name of a sheet in a workbook may have."""

each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)


def test_every_file_of_a_kind_is_in_the_list() -> None:
    files = {path.stem for path in Path(kinds.__file__).parent.glob("*.py")} - {"__init__"}
    assert files == {kind.__module__.rpartition(".")[2] for kind in ENTRIES}


@each_kind
def test_kind_says_its_own_words(kind: type[Record]) -> None:
    assert [word for word in WORDS if not vars(kind).get(word)] == []
    assert [
        name for name in ("status", "summary", "sources") if not (name in kind.model_fields or hasattr(kind, name))
    ] == []
    assert "body" in vars(kind)


@each_kind
def test_its_words_fit_addresses_classes_and_sheets(kind: type[Record]) -> None:
    for word in (kind.kind, kind.plural):
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", word), f"'{word}' stands in addresses: write it in small letters"
    assert len(kind.plural) <= LONGEST_SHEET
    assert kind.file.endswith((".yml", "/"))
    assert not kind.name[0].islower()
    assert not kind.card[0].islower()


@pytest.mark.parametrize("word", [word for word in WORDS if word != "card"])
def test_no_two_kinds_share_a_word(word: str) -> None:
    counts = Counter(getattr(kind, word) for kind in KINDS)
    assert [value for value, count in counts.items() if count > 1] == []


@each_kind
def test_its_ids_begin_with_its_prefix_and_no_other(kind: type[Record], knowledge: Knowledge) -> None:
    info = kind.model_fields["id"]
    [pattern] = [found.pattern for found in info.metadata if getattr(found, "pattern", None)]
    assert kind.prefix.endswith("-")
    assert pattern.startswith(f"^{kind.prefix}"), f"{kind.prefix} does not begin {pattern}"
    assert info.examples
    assert all(re.fullmatch(pattern, example) for example in info.examples)
    assert all(record.id.startswith(kind.prefix) for record in knowledge.every(kind))
    others = [other.prefix for other in KINDS if other is not kind]
    assert not any(kind.prefix.startswith(other) for other in others)


@each_kind
def test_it_has_a_look_of_its_own(kind: type[Record]) -> None:
    styles = (ROOT / "web/styles/record.css").read_text(encoding="utf-8")
    found = re.search(rf"^\.{kind.kind} \{{\n +--shape:", styles, flags=re.MULTILINE)
    assert found, f"write '.{kind.kind} {{ --shape: …; }}' into web/styles/record.css"


NAMES = "|".join(sorted({word for kind in KINDS for word in (kind.kind, kind.plural, kind.prefix.rstrip("-"))}))
BY_HAND = re.compile(rf"(?:\b(?:{NAMES})\b\W{{1,6}}){{2}}(?:{NAMES})\b")
"""Three kinds in a row, with nothing but signs between them."""


@pytest.mark.parametrize(
    "text", [r"/\b(?:term|role|rec)-[\w-]+/g", '["rec-", "role-", "term-"]', ".duty,\n.role,\n.source {"]
)
def test_list_of_kinds_is_seen(text: str) -> None:
    assert BY_HAND.search(text)


def test_no_list_of_kinds_stands_beside_the_one() -> None:
    """One by hand would be forgotten when a kind is added; whatever needs one makes it from knowledge/kinds/."""
    found = []
    for place in ("knowledge", "theme", "web", "tools", "macros.py", "cspell.json", "tests/helpers"):
        whole = ROOT / place
        for path in [whole] if whole.is_file() else sorted(whole.rglob("*.*")):
            if path.suffix in (".py", ".js", ".mjs", ".css", ".html", ".json"):
                hits = BY_HAND.finditer(path.read_text(encoding="utf-8"))
                found += [f"{path.relative_to(ROOT)}: {hit[0]}" for hit in hits]
    assert found == []


def test_kind_that_does_not_say_enough_of_itself_is_told_what_is_missing() -> None:
    class Sketch(Record):
        """A kind under way."""

        kind: ClassVar[str] = "sketch"
        plural: ClassVar[str] = "sketches"
        file: ClassVar[str] = "sketches.yml"
        prefix: ClassVar[str] = "sketch-"
        name: ClassVar[str] = "Sketches"

        summary: str

    assert unsaid_by(Sketch) == ["card", "status", "sources", "body"]
    assert [unsaid_by(kind) for kind in KINDS] == [[] for _ in KINDS]
