"""Files that were made before, kept by what they were made from, so that only what changed is made anew."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CODE = ("knowledge/kit", "knowledge/archive.py", "requirements-build.txt", "package-lock.json")
"""What a file depends on as well as its inputs: the code that makes it, and the versions of the packages."""


class Cache:
    """A folder of files by the fingerprint of their inputs."""

    def __init__(self, folder: Path) -> None:
        """Take the folder, which need not exist."""
        self.folder = folder
        self.made = 0
        self._used: set[Path] = set()

    def get(self, inputs: Any, make: Callable[[Any], bytes]) -> bytes:
        """Return what `make` makes of the inputs: from the folder, or else made now and kept."""
        digest = hashlib.sha256(self._code + f"{make.__module__}.{make.__qualname__}".encode() + repr(inputs).encode())
        path = self.folder / digest.hexdigest()
        self._used.add(path)
        if path.is_file():
            return path.read_bytes()
        content = make(inputs)
        self.made += 1
        self.folder.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(f".{os.getpid()}")
        beside.write_bytes(content)  # another build may read the folder now
        beside.replace(path)
        return content

    def forget_unused(self) -> None:
        """Remove the files that no one asked for."""
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            if path not in self._used:
                path.unlink(missing_ok=True)

    @cached_property
    def _code(self) -> bytes:
        digest = hashlib.sha256()
        for name in CODE:
            path = ROOT / name
            for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
                if file.is_file() and "__pycache__" not in file.parts:
                    digest.update(file.relative_to(ROOT).as_posix().encode() + file.read_bytes())
        return digest.digest()
