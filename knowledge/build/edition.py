"""The day the site was last updated: that of the commit it is built from, never the day of the build."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from knowledge.repository import GitError, git

UNKNOWN = "unknown"

ARCHIVED = ".commit-time"
"""Holds the time of the commit in an archive that git made of the repository."""


class EpochError(SystemExit):
    """Ends the command with one line: SOURCE_DATE_EPOCH is set, and is no time. The engine would fail on it later."""


def updated(root: Path) -> str:
    """Return the day of the commit, YYYY-MM-DD; a tag on it changes nothing, since it can come later than a build.

    SOURCE_DATE_EPOCH is taken as the time of the commit if it is set; an archive of the repository holds that time. The
    day is `unknown` if there is none of these; then a line on stderr says why. Raises EpochError when SOURCE_DATE_EPOCH
    is no time.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        epoch = epoch or _archived(root) or git(root, "log", "-1", "--format=%ct").strip()
    except GitError as error:
        _say_unknown(str(error))
        return UNKNOWN
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        raise EpochError(f"SOURCE_DATE_EPOCH is '{epoch}', which is not a time; set it to seconds since 1970") from None


def _archived(root: Path) -> str:
    """Return the time of the commit in an archive; empty in a clone, where git has put nothing in its place."""
    path = root / ARCHIVED
    text = path.read_text(encoding="utf-8").strip() if path.is_file() else ""
    return text if text.isdecimal() else ""


@cache  # once, however often a build asks
def _say_unknown(reason: str) -> None:
    print(
        f"The day of the last update is unknown, since {reason}; "
        "build in a clone of the project, or set SOURCE_DATE_EPOCH.",
        file=sys.stderr,
    )
