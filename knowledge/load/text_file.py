"""A file of the data as text: reads it, and finds what keeps it from being read."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from knowledge.problems import character_name

# Neither YAML nor a line of the ledger may hold these. U+0085, U+2028 and U+2029 are line breaks to YAML and to no
# editor, so that every line below one would be counted wrongly.
REFUSED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
CONFLICT = re.compile(r"^(<{7}|={7}|>{7})(?: |$)", re.MULTILINE)


class UnreadableError(Exception):
    """A file cannot be read; `line` and the text say where and why."""

    def __init__(self, message: str, line: int = 1, text: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.text = text
        """The text in front of the place."""


def read_text(path: Path) -> str:
    """Return the text of a file, with plain line breaks and without a byte order mark at its beginning.

    Raises UnreadableError when there is no such file, or when it is not UTF-8. A pipe, which would never end, is not
    opened.
    """
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise UnreadableError("cannot be read (is a folder)")
        if not stat.S_ISREG(mode):
            raise UnreadableError("cannot be read (is not a regular file)")
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"cannot be read ({os.strerror(error.errno or 0)})") from None
    if raw.count(b"\0") > len(raw) // 4:  # UTF-16 without a mark is valid UTF-8, and NUL at every other place
        raise UnreadableError("is not UTF-8, but UTF-16 or binary; save the file as UTF-8")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = _plain_breaks(raw[: error.start].decode("utf-8"))
        message = f"is not UTF-8 (byte 0x{raw[error.start]:02x}); save the file as UTF-8"
        raise UnreadableError(message, before.count("\n") + 1, before) from None
    return _plain_breaks(text).lstrip("\ufeff")


def _plain_breaks(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def refused_characters(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line, message) for each line that holds a character that no file of the data may hold."""
    if not REFUSED.search(text):
        return
    for line, content in enumerate(text.split("\n"), 1):
        if found := REFUSED.search(content):
            yield line, _refusal(found[0])


def _refusal(character: str) -> str:
    if character == "\t":
        return "contains a tab; replace it with spaces, because YAML is indented with spaces only"
    if character in "\x85\u2028\u2029":
        return f"contains {character_name(character)}, a line break that editors do not show; replace it with a space"
    if character == "\ufeff":
        return "contains a byte order mark (U+FEFF) that is not at the beginning of the file; remove it"
    sort = "control character" if character < "\xa0" else "character"
    return f"contains the {sort} U+{ord(character):04X}; remove it"


def conflicts(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line, message) for each line by which git marks a conflict."""
    for found in CONFLICT.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield line, f"is a merge conflict marker ('{found[1]}'); choose what to keep, and remove the markers"
