"""Fingerprints of the sources, by which a reader's quotation is found in them without their text.

Every three words in a row of a source are hashed, and each hash is cut to a number so small that about one in `ODDS` of
any other three words has the same. The numbers of a paragraph are kept in order of size, not in that of the text.
web/tools/match.js reads them: what is said here of words and hashes is said there too, and a test compares the two.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge.citation import Heading, heading_paths
from knowledge.problems import DATA, NOTHING, CommandError, Problem

FILE = DATA / "fingerprints.json"
"""The fingerprints, as they are kept."""

VERSION = 1
"""The version of the algorithm; whatever changes a hash raises it."""

WORDS = 3
"""How many words in a row are hashed together."""

ODDS = 32
"""Of how many other sequences one has a number that a paragraph has, too."""

START, END = "^", "$"
"""Mark the beginning and the end of a sentence; each is hashed with the two words next to it."""

NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"

# ------------------------------------------------------------------------------------------------
# Words and hashes
# ------------------------------------------------------------------------------------------------


def words(text: str) -> list[str]:
    """Return the words of a text in the form in which they are compared: what does not matter is the same."""
    text = re.sub(rf"[{SUPERSCRIPTS}\u00ad\u200b-\u200d\ufeff]", "", text)
    text = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text)).lower()
    text = re.sub("['‘’‛`´ʼ]", "", text).replace("&", " and ")
    text = re.sub(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))", "", text)
    return [_word(word) for word in re.findall("[a-z0-9]+", text)]


def _word(word: str) -> str:
    if word in NUMBERS:
        return str(NUMBERS.index(word))
    return re.sub("(?<=[a-z]{2})iz(?=(?:e|ed|es|er|ers|ing|ation|ations)$)", "is", word)


def hashed(sequence: Sequence[str]) -> int:
    """Return the hash of words in a row: FNV-1a of their characters, with a space between words, in 32 bits."""
    value = 0x811C9DC5
    for code in " ".join(sequence).encode("ascii"):
        value = ((value ^ code) * 0x01000193) & 0xFFFFFFFF
    return value


def cut(value: int, unit: int, size: int) -> int:
    """Return the number below `size` that stands for a hash in a unit; units differ, so none tells of another."""
    value = (value ^ ((unit + 1) * 0x9E3779B1)) & 0xFFFFFFFF
    value ^= value >> 16
    value = (value * 0x85EBCA6B) & 0xFFFFFFFF
    value ^= value >> 13
    value = (value * 0xC2B2AE35) & 0xFFFFFFFF
    value ^= value >> 16
    return (value * size) >> 32


# ------------------------------------------------------------------------------------------------
# The parts of a source
# ------------------------------------------------------------------------------------------------


@dataclass
class Unit:
    """A paragraph, bullet or footnote: the number of its heading, its place below that, and its text.

    The place is `p2` for the second paragraph, `p2b1` for the first bullet after it, `n143b2` for the second bullet of
    the paragraph that the source numbers 143, `f6` for footnote 6, and `h` for the heading itself.
    """

    heading: int
    place: str
    text: str
    sequences: set[int] = field(default_factory=set)

    @property
    def stands_apart(self) -> bool:
        """Whether the text of the section does not run on into it, or from it."""
        return self.place[0] in "fh"


BULLET = re.compile(r"^\s*(?:[-•*]|\d{1,2}\.)\s+")
NUMBERED = re.compile(r"^(\d{3})\.?\s+")
FOOTNOTE = re.compile(rf"^([{SUPERSCRIPTS}]+)\s+")
MARKER = re.compile(rf"(?<=\S)([{SUPERSCRIPTS}]+)")
LONGEST_HEADING = 5
"""Over how many lines a heading may run."""

ABBREVIATION = re.compile(r"\b(?:i\.e|e\.g|etc|Mr|Dr|No|vs)\.$")


def units(text: str, headings: Sequence[Heading]) -> list[Unit]:
    """Return the parts of a source below its headings, in order; raise CommandError where a heading is not there."""
    lines = [re.sub(r"\[([^\]]*)\]\(#?\)", r"\1", line) for line in text.splitlines()]
    found: list[Unit] = []
    at, current, paragraph, numbered, bullet = 0, -1, 0, "", 0
    is_new = True
    while at < len(lines):
        if current + 1 < len(headings) and (taken := _heading_at(lines, at, headings[current + 1].text)):
            current, at, paragraph, numbered, bullet, is_new = current + 1, at + taken, 0, "", 0, True
            found.append(Unit(current, "h", headings[current].text))
            continue
        line = lines[at].strip()
        at += 1
        if not line:
            is_new = True
        elif current >= 0:
            if note := FOOTNOTE.match(line):
                found.append(Unit(current, f"f{_digits(note[1])}", line[note.end() :]))
                is_new = True
            elif mark := BULLET.match(line):
                bullet += 1
                base = numbered or f"p{max(paragraph, 1)}"
                found.append(Unit(current, f"{base}b{bullet}", line[mark.end() :]))
                is_new = False
            elif is_new:
                number = NUMBERED.match(line)
                paragraph, bullet = paragraph + (not number), 0
                numbered = f"n{number[1]}" if number else ""
                found.append(Unit(current, numbered or f"p{paragraph}", line[number.end() if number else 0 :]))
                is_new = False
            else:
                found[-1].text += f" {line}"
    if current + 1 < len(headings):
        raise CommandError(f"the heading '{headings[current + 1].text}' is not in the file below the one before it")
    return _with_footnotes_at_their_markers(found)


def _heading_at(lines: Sequence[str], at: int, heading: str) -> int:
    """Return over how many lines, from this one on, a heading runs; 0 where it does not stand there."""
    wanted, seen = words(heading), list[str]()
    for number, line in enumerate(lines[at : at + LONGEST_HEADING], 1):
        seen += words(line)
        if number == 1 and (not line.strip() or BULLET.match(line)):
            return 0
        if seen == wanted:
            return number
        if seen != wanted[: len(seen)]:
            return 0
    return 0


def _digits(superscript: str) -> int:
    return int("".join(str(SUPERSCRIPTS.index(character)) for character in superscript))


def _with_footnotes_at_their_markers(found: list[Unit]) -> list[Unit]:
    """Put each footnote below the heading where its marker is: it may be printed on a later page."""
    markers = {
        f"f{_digits(marker)}": unit.heading
        for unit in found
        if not unit.stands_apart
        for marker in MARKER.findall(unit.text)
    }
    for unit in found:
        unit.heading = markers.get(unit.place, unit.heading)
    return found


def sentences(text: str) -> Iterator[list[str]]:
    """Yield the words of each sentence of a paragraph."""
    return map(words, split(text))


def split(text: str) -> Iterator[str]:
    """Yield the sentences of a paragraph as they are written."""
    begin = 0
    for stop in re.finditer(rf"[.?!][\"'’”)]*[{SUPERSCRIPTS}]*\s+(?=[\"'‘“(]*[A-Z0-9])", text):
        if not ABBREVIATION.search(text[begin : stop.start() + 1]):
            yield text[begin : stop.end()].rstrip()
            begin = stop.end()
    yield text[begin:]


def fill(found: Sequence[Unit]) -> None:
    """Give each unit the hashes of its sequences, and of those that run on into the next one below its heading."""
    for apart in (False, True):
        running = [unit for unit in found if unit.stands_apart == apart]
        for number, unit in enumerate(running):
            own = words(unit.text)
            after: list[str] = []
            for following in [] if apart else running[number + 1 :]:
                if following.heading != unit.heading or len(after) >= WORDS - 1:
                    break
                after += words(following.text)
            text = [*own, *after[: WORDS - 1]]
            unit.sequences = {hashed(text[at : at + WORDS]) for at in range(min(len(own), len(text) - WORDS + 1))}
            for sentence in sentences(unit.text):
                if len(sentence) > 1:
                    unit.sequences |= {hashed([START, *sentence[:2]]), hashed([*sentence[-2:], END])}
                    if sentence[-1] == "and" and len(sentence) > 2:  # the last bullet but one ends with it
                        unit.sequences.add(hashed([*sentence[-3:-1], END]))


def packed(numbers: set[int]) -> str:
    """Return numbers as text: from the smallest up the distance of each from the last, 7 bits to a byte, in base64."""
    content = bytearray()
    last = -1
    for number in sorted(numbers):
        distance, last = number - last - 1, number
        while distance > 127:
            content.append(distance & 127 | 128)
            distance >>= 7
        content.append(distance)
    return base64.b64encode(content).decode()


# ------------------------------------------------------------------------------------------------
# The file
# ------------------------------------------------------------------------------------------------


def make(sources: Mapping[str, tuple[str, Sequence[Heading]]], folder: Path) -> dict[str, Any]:
    """Return the fingerprints of sources, each an id with the name of its file in the folder and its headings.

    Raises CommandError where a file cannot be read, or is not what its headings say.
    """
    made: dict[str, Any] = {"version": VERSION, "words": WORDS, "odds": ODDS, "inputs": [], "headings": [], "units": []}
    for id_, (name, headings) in sources.items():
        try:
            content = (folder / name).read_bytes()
            found = units(content.decode(), headings)
        except OSError as error:
            raise CommandError(f"{folder / name}: {error.strerror}; name the folder of the sources' texts") from None
        except UnicodeDecodeError:
            raise CommandError(f"{folder / name}: is not UTF-8; save it as UTF-8") from None
        except CommandError as error:
            raise CommandError(f"{folder / name}: {error}; correct the text, or data/sources.yml") from None
        fill(found)
        count = sum(len(words(unit.text)) for unit in found)
        digest = hashlib.sha256(content).hexdigest()
        made["inputs"].append({"document": id_, "file": name, "sha256": digest, "words": count})
        first = len(made["headings"])
        made["headings"] += [[id_, *(above.text for above in path)] for path in heading_paths(headings)]
        for unit in found:
            if unit.sequences:
                size = len(unit.sequences) * ODDS
                numbers = {cut(value, len(made["units"]), size) for value in unit.sequences}
                made["units"].append([first + unit.heading, unit.place, size, packed(numbers)])
    return made


def text_of(made: Mapping[str, Any]) -> str:
    """Return fingerprints as the text of their file: one line for each input, heading and unit."""
    parts = []
    for name, value in made.items():
        if isinstance(value, list):
            lines = ",\n".join(f"    {json.dumps(item)}" for item in value)
            parts.append(f"  {json.dumps(name)}: [\n{lines}\n  ]")
        else:
            parts.append(f"  {json.dumps(name)}: {json.dumps(value)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def read(root: Path) -> dict[str, Any] | None:
    """Return the fingerprints under `root`; None where there are none."""
    try:
        made: dict[str, Any] = json.loads((root / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return made


def problems(root: Path, headings: Mapping[str, Sequence[Heading]]) -> Iterator[Problem]:
    """Yield what is wrong with the fingerprints, where there are any; `headings` are those of each source by its id."""
    remedy = "run `python -m knowledge fingerprints FOLDER`"
    name = FILE.as_posix()
    try:
        made = read(root)
        if made is None:
            return
        wrong = next((key for key, value in FORM.items() if made[key] != value), "")
        listed = [tuple(heading) for heading in made["headings"]]
        documents = [entry["document"] for entry in made["inputs"]]
        is_whole = all(0 <= heading < len(listed) for heading, *_ in made["units"])
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        yield Problem(name, 1, NOTHING, NOTHING, f"cannot be read; {remedy}")
        return
    if wrong or not is_whole:
        yield Problem(name, 1, NOTHING, wrong or "units", f"is of another version; {remedy}")
        return
    known = [
        (id_, *(above.text for above in path)) for id_ in documents for path in heading_paths(headings.get(id_, ()))
    ]
    for heading in dict.fromkeys(listed):
        if heading not in known:
            where = "' under '".join(reversed(heading[1:]))
            yield Problem(name, 1, heading[0], "headings", f"'{where}' is no heading of it any more; {remedy}")


FORM = {"version": VERSION, "words": WORDS, "odds": ODDS}
"""What the script in the browser expects."""
