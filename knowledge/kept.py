"""What a check found before, so that the next one looks only at what has changed.

It is kept in the folder `.cache/check/`, which is not part of the repository. You can delete it at any time. Each
thing is kept with a digest of what it was made from and of the code of this package. So what is found here is what
would be found anew.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TypeVar

import yaml

from knowledge.problems import Problem

T = TypeVar("T")
Made = tuple[T, list[Problem]]

FOLDER = Path(".cache/check")
SIZE = 16
"""The bytes of a digest."""


class Kept:
    """What was found under one root."""

    def __init__(self, root: Path) -> None:
        self._folder = root / FOLDER
        self._good: set[bytes] | None = None
        self._seen: set[bytes] = set()

    def value(self, name: str, inputs: Iterable[str], make: Callable[[], Made[T]]) -> Made[T]:
        """Return what `make` returns, a value and its problems, or the value that had none for the same inputs."""
        wanted = _key((name, *inputs))
        path = self._folder / name.replace("/", "-")
        with suppress(OSError):
            before = path.read_bytes()
            key, sum_, content = before[:SIZE], before[SIZE : 2 * SIZE], before[2 * SIZE :]
            if key == wanted and sum_ == _sum(content):
                return pickle.loads(content), []
        made, problems = make()
        if not problems:
            content = pickle.dumps(made, protocol=pickle.HIGHEST_PROTOCOL)
            self._write(path, wanted + _sum(content) + content)
        return made, problems

    def problems(self, name: str, inputs: Iterable[str], find: Callable[[], Iterable[Problem]]) -> list[Problem]:
        """Return the problems found; none, without looking, where these inputs had none before."""
        wanted = _key((name, *inputs))
        if wanted in self._good_before:
            self._seen.add(wanted)
            return []
        found = list(find())
        if not found:
            self._seen.add(wanted)
        return found

    def write(self) -> None:
        """Keep what had no problems for the next check; forget what was not asked for in this one."""
        if self._seen != self._good_before:
            self._write(self._folder / "good", b"".join(sorted(self._seen)))

    @property
    def _good_before(self) -> set[bytes]:
        if self._good is None:
            digests = b""
            with suppress(OSError):
                digests = (self._folder / "good").read_bytes()
            self._good = {digests[at : at + SIZE] for at in range(0, len(digests), SIZE)}
        return self._good

    def _write(self, path: Path, content: bytes) -> None:
        """Write a file whole or not at all; a check that may not write here, or finds no room, does without."""
        draft = path.with_name(f".draft-{path.name}-{os.getpid()}")
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                draft.write_bytes(content)
                draft.replace(path)
            finally:
                draft.unlink(missing_ok=True)


def digest(text: str) -> str:
    """Return the digest of a text: a short text that no other text has."""
    return _sum(text.encode("utf-8", "surrogatepass")).hex()


def _sum(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=SIZE).digest()


def _key(inputs: Iterable[str]) -> bytes:
    return _sum(_code() + "\0".join(map(digest, inputs)).encode())


@cache
def _code() -> bytes:
    """Return the digest of our code, Python and the packages, since they decide what a check finds."""
    package = Path(__file__).parent
    installed = sorted(path.name for path in Path(yaml.__file__).parents[1].glob("*.dist-info"))  # with their versions
    code = hashlib.blake2b("\n".join([sys.version, *installed]).encode(), digest_size=SIZE)
    for path in sorted(package.rglob("*.py")):
        code.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    return code.digest()
