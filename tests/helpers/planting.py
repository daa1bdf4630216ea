"""Plants a fault in a copy of the project, runs the test that should see it, and says what came of it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = {".git", ".venv", "site", "dist"}
"""What stands at the root of the project and is no part of it."""

DIGESTS = "digests.csv"
"""It refuses any change of the data; it is left out, since the tests have to see one for themselves."""

CORES = 2
PACKAGE = "knowledge/**/*.py"
LABELS = "tests/site/test_labels.py"


class StaleError(Exception):
    """A fault cannot be planted any more; the message says which and what to do."""


@dataclass(frozen=True)
class Fault:
    """A text of the project, what is put in its place, and the test that should see it.

    The text stands once in the files of the pattern; in a `record` of the data it is the first such text that counts.
    """

    name: str
    old: str
    new: str
    files: str = PACKAGE
    seen_by: str = LABELS
    record: str = ""

    def planted(self, root: Path) -> tuple[Path, str]:
        """Return the file that holds the text, and its content with the fault in it.

        Raises StaleError where the text stands nowhere, or more than once.
        """
        texts = {path: path.read_text(encoding="utf-8") for path in sorted(root.glob(self.files))}
        found = [(path, at) for path, text in texts.items() for at in self._places(text)]
        if len(found) != 1:
            where = ", ".join(dict.fromkeys(path.relative_to(root).as_posix() for path, _ in found)) or self.files
            state = f"stands {len(found)} times in {where}" if found else f"does not stand in {where}"
            raise StaleError(f"{self.name}: {self.old!r} {state}; write into tests/mutants.py a text that stands there")
        path, at = found[0]
        return path, texts[path][:at] + self.new + texts[path][at + len(self.old) :]

    def plant(self, root: Path) -> None:
        """Put the fault into a copy of the project; raise StaleError where that cannot be done."""
        path, text = self.planted(root)
        path.write_text(text, encoding="utf-8")

    def _places(self, text: str) -> list[int]:
        if not self.record:
            return [found.start() for found in re.finditer(re.escape(self.old), text)]
        begin = text.find(f"- id: {self.record}\n")
        end = text.find("\n- id: ", begin)
        at = text.find(self.old, begin, end if end > 0 else len(text))
        return [at] if begin >= 0 and at >= 0 else []


def copy(folder: Path) -> Path:
    """Copy into a folder what the tests need, and return it."""

    def left_out(of: str, names: list[str]) -> set[str]:
        caches = {name for name in names if name in ("__pycache__", DIGESTS) or name.endswith("_cache")}
        return caches | (LEFT_OUT & {*names} if Path(of) == ROOT else set())

    return Path(shutil.copytree(ROOT, folder, ignore=left_out))


def outcome(root: Path, tests: Sequence[str]) -> tuple[int, str]:
    """Run tests in a copy; return pytest's exit code and what it said."""
    options = ["-q", "-x", "--tb=line", "-p", "no:cacheprovider", "-p", "no:xdist"]
    command = [sys.executable, "-m", "pytest", *options, *tests]
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("BUILT_SITE", None)  # it would be read in place of the copy's own
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def tried(fault: Fault) -> tuple[str, bool]:
    """Plant a fault in a copy and run its test; return a line on what came of it, and whether a test saw it."""
    with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
        root = copy(Path(folder) / "project")
        fault.plant(root)
        code, said = outcome(root, [fault.seen_by])
    if failed := re.search(r"^FAILED \S+::(\S+)", said, flags=re.MULTILINE):
        return f"seen      {fault.name} ({failed[1]})", True
    if code == 0:
        return f"SURVIVED  {fault.name}: no test sees {fault.new!r} in the place of {fault.old!r}", False
    reasons = [line for line in said.splitlines() if line.startswith("E ") and "INFO " not in line]
    reason = " ".join(reasons[-1:]) or said.strip()[-200:]
    return (
        f"BROKEN    {fault.name}: stops the build instead of changing what it shows; plant it otherwise ({reason})",
        False,
    )


def run(faults: Sequence[Fault], chosen: Sequence[str]) -> int:
    """Plant the faults whose name begins with a chosen word, or all; return 0 when a test saw each of them."""
    faults = [fault for fault in faults if not chosen or fault.name.startswith(tuple(chosen))]
    stale = []
    for fault in faults:
        try:
            fault.planted(ROOT)
        except StaleError as error:
            stale.append(str(error))
    if stale or not faults:
        print("\n".join(stale) or f"no fault begins with {' or '.join(chosen)}")
        return 1
    with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
        code, said = outcome(copy(Path(folder) / "project"), sorted({fault.seen_by for fault in faults}))
    if code:
        print(f"{said}\nthe tests fail without any fault; mend that first")
        return 1
    seen = 0
    with ThreadPoolExecutor(CORES) as pool:
        for line, is_seen in pool.map(tried, faults):
            print(line, flush=True)
            seen += is_seen
    print(f"{seen} of {len(faults)} faults were seen")
    return 0 if seen == len(faults) else 1
