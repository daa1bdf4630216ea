"""The edition of the site: the day of the tag or commit that it is built from, never the day of the build."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

UNKNOWN = "unknown"


def edition(root: Path) -> str:
    """Return the day of the tag `edition-YYYY-MM-DD` on the commit, or else the day of the commit, YYYY-MM-DD.

    It is `unknown` where there is neither a commit nor SOURCE_DATE_EPOCH.
    """
    if tag := _git(root, "describe", "--tags", "--exact-match", "--match", "edition-????-??-??"):
        return tag.removeprefix("edition-")
    epoch = os.environ.get("SOURCE_DATE_EPOCH") or _git(root, "log", "-1", "--format=%ct")
    return datetime.fromtimestamp(int(epoch), UTC).date().isoformat() if epoch else UNKNOWN


def _git(root: Path, *arguments: str) -> str:
    """Return what git says about the project, or nothing where it is not the root of a repository."""
    if not (root / ".git").exists():
        return ""
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
