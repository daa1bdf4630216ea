"""A base of any size that passes every check: copies of the real data, each with ids, titles and words of its own.

The records of a copy link to each other as the real ones do, and to their like in the copy before. What would not grow
stays as it is: the paragraphs of the 2015 guidance, to which all copies link, and what describes the site and not its
records, such as the assessment, the pictures and the editions.
"""

from __future__ import annotations

import random
import re
import string
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from knowledge.kinds import KINDS
from knowledge.kinds.duty import Duty
from knowledge.kinds.finding import Finding
from knowledge.kinds.phrases import Phrases
from knowledge.kinds.recommendation import Recommendation
from knowledge.kinds.term import Term
from knowledge.load import DIGESTS
from knowledge.problems import DATA
from knowledge.record import Entry

LOADER = yaml.CSafeLoader
LEARN = Path("docs/learn")

EXCHANGED, MADE_UP = 0.3, 0.02
"""The share of the words of a copy that are words of other texts, and the share that no other copy has."""

BEFORE_NUMBERS = {"call", "dial", "extension", "mobile", "number", "phone", "reference", "ring", "telephone"}
"""Words that would make a telephone number or a reference of a number behind them, which the check refuses."""

VERBATIM = ("heading", "under", "words", "wording", "quantity_words", "not_cited")
"""Fields that are compared with another text, or that are no prose."""


def multiply(root: Path, times: int) -> int:
    """Add copies to the data under `root` until it is `times` as large; return how many records there are."""
    files = {kind: {path: _read(path) for path in _files(root, kind)} for kind in (*KINDS, Phrases)}
    entries = {kind: [entry for own in paths.values() for entry in own] for kind, paths in files.items()}
    real = {entry["id"]: kind for kind in KINDS for entry in entries[kind]}
    acronyms = [entry["acronym"] for entry in entries[Term] if "acronym" in entry]
    texts = _strings([entry for kind in KINDS for entry in entries[kind]])
    words = {word for text in texts for word in re.findall(r"(?<=[a-z] )[a-z]{4,9}\b", text)}
    pool = sorted(words - BEFORE_NUMBERS)
    prose = {path: path.read_text(encoding="utf-8") for path in (root / LEARN).glob("*.md")}
    named_by_duties = sorted(id_ for id_ in _strings(entries[Duty]) if real.get(id_) is Term)
    count = len(real)
    for number in range(2, times + 1):
        copy = Copy(number, real, acronyms, pool)
        for kind, paths in files.items():
            for path, own in paths.items():
                copied = [copy.entry(kind, entry) for entry in own if copy.has(kind, entry)]
                if kind is Finding:  # a term must be named, and the guidance, which names some, is not copied
                    copied[0]["related"] += [copy.ids[id_] for id_ in named_by_duties]
                _append(path.with_stem(f"{path.stem}-x{number}") if kind.file.endswith("/") else path, copied)
                count += len(copied) if kind in KINDS else 0
        for path, text in prose.items():
            if f"module-{path.stem}" in real:
                path.with_stem(f"{path.stem}-x{number}").write_text(copy.prose(text), encoding="utf-8")
    (root / DIGESTS).unlink(missing_ok=True)
    return count


class Copy:
    """One copy of the real records: how ids, names, numbers and words of it differ from theirs."""

    def __init__(self, number: int, real: Mapping[str, type[Entry]], acronyms: list[str], pool: list[str]) -> None:
        """Take the number of the copy, from 2; the real ids with their kinds; and the words to exchange."""
        self.number = number
        self.real = real
        self.pool = pool
        self.chance = random.Random(number)
        self.acronyms = re.compile(rf"\b({'|'.join(map(re.escape, sorted(acronyms, key=len, reverse=True)))})\b")
        self.ids = {id_: self._id(kind, id_) for id_, kind in real.items()}

    def has(self, kind: type[Entry], entry: Mapping[str, Any]) -> bool:
        """Say whether the copy has this entry: all but the guidance of 2015, and the phrases of pages and of that."""
        if kind is Phrases:
            id_ = entry["id"].removeprefix(Phrases.prefix)
            return id_ in self.real and self.real[id_] is not Duty
        return kind is not Duty

    def entry(self, kind: type[Entry], entry: Mapping[str, Any]) -> dict[str, Any]:
        """Return the entry as the copy has it, linked to its like in the copy before."""
        if kind is Phrases:
            id_ = Phrases.prefix + self.ids[entry["id"].removeprefix(Phrases.prefix)]
            return {"id": id_, "phrases": [self._text(text) for text in entry["phrases"]]}
        copied: dict[str, Any] = {name: self._value(name, value) for name, value in entry.items() if name != "seed"}
        copied["title"] = f"{entry['title']} {_letters(self.number)}"
        if "headings" in entry:
            copied["headings"] = entry["headings"]
        if "acronym" in entry:
            copied["acronym"] = self._acronym(entry["acronym"])
        if kind.file in ("disciplines.yml", "modules/"):
            copied["number"] = entry["number"] + (self.number - 1) * sum(one is kind for one in self.real.values())
        before = entry["id"] if self.number == 2 else Copy._id_of(self.number - 1, kind, entry["id"])
        if "retired" not in entry:
            copied["related"] = [*copied.get("related", []), before]
        copied.pop("use", None)  # there is one check before the course, and one after it
        return copied

    def prose(self, text: str) -> str:
        """Return the prose of a module with the anchors and ids of the copy."""
        text = re.sub(r"\{ #([\w-]+) \}", rf"{{ #\1-x{self.number} }}", text)
        return re.sub(r'"([\w-]+)"', lambda found: f'"{self.ids.get(found[1], found[1])}"', text)

    def _id(self, kind: type[Entry], id_: str) -> str:
        return Copy._id_of(self.number, kind, id_)

    @staticmethod
    def _id_of(number: int, kind: type[Entry], id_: str) -> str:
        if kind is Recommendation:
            return f"rec-{int(id_.removeprefix('rec-')) + 8 * (number - 1)}"
        if kind is Duty:
            return id_
        if found := re.fullmatch(r"(question-.*)-(\d+)", id_):
            return f"{found[1]}-x{number}-{found[2]}"
        return f"{id_}-x{number}"

    def _value(self, name: str, value: Any) -> Any:
        if isinstance(value, dict):
            return {inner: self._value(inner, item) for inner, item in value.items()}
        if name in VERBATIM:
            return value
        if isinstance(value, list):
            return [self._value(name, item) for item in value]
        if isinstance(value, str):
            return self.ids[value] if value in self.ids else self._text(value)
        return value

    def _acronym(self, acronym: str) -> str:
        return f"{acronym}X{self.number}"

    def _text(self, text: str) -> str:
        """Return a text with other words in it; what is short may be one of a fixed list of values."""
        text = self.acronyms.sub(lambda found: self._acronym(found[0]), text)
        return re.sub(r"(?<=[a-z,] )[a-z]{4,}\b", self._word, text) if len(text) > 60 else text

    def _word(self, found: re.Match[str]) -> str:
        chance = self.chance.random()
        if chance < MADE_UP:
            return "".join(self.chance.choices(string.ascii_lowercase, k=7))
        return self.chance.choice(self.pool) if chance < MADE_UP + EXCHANGED else found[0]


def _letters(number: int) -> str:
    """Return a number as letters: behind a word such as “referral”, digits would look like the number of a case."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = string.ascii_uppercase[rest] + letters
    return letters


def _strings(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {text for item in value.values() for text in _strings(item)}
    if isinstance(value, list):
        return {text for item in value for text in _strings(item)}
    return {value} if isinstance(value, str) else set()


def _files(root: Path, kind: type[Entry]) -> list[Path]:
    path = root / DATA / kind.file
    return sorted(path.glob("*.yml")) if path.is_dir() else [path] if path.is_file() else []


def _read(path: Path) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
    return entries


def _append(path: Path, entries: list[dict[str, Any]]) -> None:
    if not entries:
        return
    with path.open("a", encoding="utf-8") as file:
        yaml.dump(entries, file, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=120)
