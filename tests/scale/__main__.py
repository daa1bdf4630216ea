"""Measures bases of several sizes next to a stock Material site: `make scale`, or `make scale SIZES="1 10"`.

All figures of a size come from one run, its builds in turns. Seconds are of processor time: they differ from machine to
machine, and on a busy one from run to run, so that only ratios can be compared. `CHECK` in front of a size, as in
`CHECK100`, leaves out its builds, which take hours.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from tests.helpers.budgets import FIRST_SEARCH, PAGE
from tests.helpers.built_site import pages
from tests.helpers.pages_server import packed, pages_server
from tests.helpers.project import ROOT, copied
from tests.helpers.search_report import browser, bytes_of_first_search
from tests.scale import stock
from tests.scale.multiplied import multiply

EDITED = "data/recommendations.yml"
OLD, NEW = "does not set a syllabus", "sets no syllabus"
"""A line that is edited before a second check, and before a second build of a preview."""

ROUNDS = 3
"""How often each site is built, the median being given; a large one, which takes minutes, is built once."""

LARGE = 5


def main(sizes: list[str]) -> int:
    """Measure each size, and print what it cost."""
    rows = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            row = dict(measured(Path(folder), int(size.removeprefix("CHECK")), with_builds=size.isdigit()))
            rows.append(row)
            print("\n".join([f"{size} times", *(f"  {name:42} {value}" for name, value in row.items())]), flush=True)
    return 0


def measured(folder: Path, times: int, *, with_builds: bool) -> Iterator[tuple[str, Any]]:
    """Yield what a base of this size costs, by the name of each figure."""
    root = copied(folder / "ours")
    yield "records", multiply(root, times)
    yield "make stubs (without its build), seconds", seconds(run(root, "knowledge", "stubs"))
    first = run(root, "knowledge", "check")
    yield "first check, seconds", seconds(first)
    yield "first check, memory in MiB", round(first["memory"])
    yield "check again, seconds", seconds(run(root, "knowledge", "check"))
    edit(root, OLD, NEW)
    yield "check after one edited line, seconds", seconds(run(root, "knowledge", "check"))
    edit(root, NEW, OLD)
    if not with_builds:
        return
    stock.write(root, folder / "stock")
    site = folder / "site"
    ours, theirs = [], []
    for _ in range(ROUNDS if times < LARGE else 1):
        ours.append(run(root, "mkdocs", "build", "-q", "--site-dir", str(site)))
        theirs.append(run(folder / "stock", "mkdocs", "build", "-q", "--site-dir", str(folder / "stock-site")))
    ratio = median(one["seconds"] / other["seconds"] for one, other in zip(ours, theirs, strict=True))
    yield "build, seconds", seconds(*ours)
    yield "stock Material, seconds", seconds(*theirs)
    yield "build / stock Material", f"{ratio:.2f}"
    for part in sorted(ours[0]["parts"], key=lambda part: -ours[0]["parts"][part]):
        yield f"  of the build: {part}", f"{median(one['parts'][part] / one['seconds'] for one in ours):.0%}"
    yield "build, memory in MiB", round(max(one["memory"] for one in ours))
    yield "stock Material, memory in MiB", round(max(one["memory"] for one in theirs))
    again = json.loads(python(root, "-m", "tests.scale.rebuilt", str(folder / "preview"), EDITED, OLD, NEW))
    yield "build of a preview after one edited line", f"{again['again'] / again['first']:.2f} of its first build"
    yield "files", sum(1 for path in site.rglob("*") if path.is_file())
    yield "output in MB", round(size_of(site) / 1e6)
    yield "output of stock Material in MB", round(size_of(folder / "stock-site") / 1e6)
    yield from weights(site)


def weights(site: Path) -> Iterator[tuple[str, Any]]:
    """Yield what the largest page of a site weighs, and what its first search fetches, next to their budgets."""
    sizes = {path.relative_to(site).as_posix(): len(packed(path.read_bytes())) for path in pages(site)}
    yield "pages", len(sizes)
    heavy = {name: size for name, size in sizes.items() if size > PAGE}
    largest = max(sizes, key=lambda name: sizes[name])
    yield "largest page", f"{sizes[largest] / 1000:.1f} kB of {PAGE / 1000:.0f} kB (gzip): {largest}"
    yield "pages over their budget", ", ".join(sorted(heavy)) or "none"
    with pages_server(site, "/") as host, browser() as started:
        fetched = sum(bytes_of_first_search(started.new_page(), host.address, "refresher training").values())
    yield "first search", f"{fetched / 1000:.0f} kB of {FIRST_SEARCH / 1000:.0f} kB (gzip)"


def run(root: Path, *command: str) -> dict[str, Any]:
    """Run a command of MkDocs or of the package in a folder, and return what it cost."""
    report: dict[str, Any] = json.loads(python(root, "-m", "tests.scale.timed", *command))
    return report


def python(root: Path, *arguments: str) -> str:
    """Run Python in a folder with the package that is there, and return the last line of what it said on stderr."""
    environment = os.environ | {"PYTHONPATH": f"{root}{os.pathsep}{ROOT}", "NO_MKDOCS_2_WARNING": "1"}
    environment |= {"SOURCE_DATE_EPOCH": "1795305600", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed in {root}:\n{done.stderr}")
    return done.stderr.splitlines()[-1]


def seconds(*reports: dict[str, Any]) -> str:
    """Return the middle of what some runs took."""
    return f"{median(report['seconds'] for report in reports):.1f}"


def edit(root: Path, old: str, new: str) -> None:
    """Change one line of the data."""
    path = root / EDITED
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def size_of(site: Path) -> int:
    """Return the bytes of all files of a site."""
    return sum(path.stat().st_size for path in site.rglob("*") if path.is_file())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["1", "10", "CHECK100"]))
