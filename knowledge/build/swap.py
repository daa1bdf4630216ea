"""A folder in which a build is made, and the one step that puts it in the place of the last good site."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
from pathlib import Path

AT_CURRENT_FOLDER, EXCHANGE = -100, 2
"""What Linux calls AT_FDCWD and RENAME_EXCHANGE."""


def stage(site: Path) -> Path:
    """Return the folder, next to `site`, in which this process makes its build; it may not be there yet.

    Each process has its own, so that two builds at once do not disturb each other. Those of processes that were killed
    are removed.
    """
    for left in site.parent.glob(f".{site.name}.*.new"):
        owner = re.search(r"\.(\d+)\.new$", left.name)
        if owner and not _is_running(int(owner[1])):
            shutil.rmtree(left, ignore_errors=True)
    return site.with_name(f".{site.name}.{os.getpid()}.new")


def swap(staged: Path, site: Path) -> None:
    """Put a staged site in the place of the last one, and remove that.

    Where the system can exchange two folders it is one step; elsewhere a process that is killed between two steps
    leaves the last site next to where it was, with `.old` in its name.
    """
    if not site.exists():
        staged.rename(site)
    elif _exchange(staged, site):
        shutil.rmtree(staged, ignore_errors=True)
    else:
        old = staged.with_suffix(".old")
        site.rename(old)
        staged.rename(site)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; return whether the system could."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None) if os.name == "posix" else None
    if rename is None:
        return False
    done = rename(AT_CURRENT_FOLDER, os.fsencode(one), AT_CURRENT_FOLDER, os.fsencode(other), EXCHANGE)
    return bool(done == 0)


def _is_running(process: int) -> bool:
    if os.name != "posix":
        return True  # there, asking would end it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # another user's
        return True
    return True
