"""What git knows of the project."""

from __future__ import annotations

import subprocess
from pathlib import Path


class GitError(Exception):
    """Git knows nothing of the project; the text says why, in one line."""


def git(root: Path, *arguments: str) -> str:
    """Return what git says of the project under `root`.

    Raises GitError where `root` is not the root of a repository (one further up is another project's), where there is
    no git, and where git refuses.
    """
    if not (root / ".git").exists():
        raise GitError("the folder is not the root of a git repository")
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=root, capture_output=True, encoding="utf-8", errors="replace", check=False
        )
    except OSError as error:
        raise GitError(f"git cannot be run ({error.strerror})") from None
    if done.returncode != 0:
        said = done.stderr.strip().splitlines()
        raise GitError(f"git says: {said[0].removeprefix('fatal: ')}" if said else "git has no answer")
    return done.stdout
