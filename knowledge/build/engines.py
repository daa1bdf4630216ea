"""The engines that can build the site from the same tree, and how each is run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import yaml

from knowledge.build import publish, site_check, swap
from knowledge.build.edition import updated
from knowledge.graph import Knowledge
from knowledge.markdown import day
from knowledge.problems import CommandError
from knowledge.promise.history import latest

KEPT_UP = ("mkdocs", "properdocs")
"""Those that call macros.py before and after a build; the first is the one that the site is published with."""

ENGINES = (*KEPT_UP, "zensical")

SETTINGS = "mkdocs.yml"


def build(root: Path, knowledge: Knowledge, engine: str, site: Path) -> None:
    """Build the site into the folder `site` with one of the ENGINES; a build that fails leaves that folder as it was.

    Raises CommandError where there is no such engine, where it is not installed and where it fails; DataError and
    AssetError as publish.complete does.
    """
    if engine not in ENGINES:
        raise CommandError(f"there is no engine '{engine}'; choose one of {', '.join(ENGINES)}")
    if find_spec(engine) is None:
        raise CommandError(f"{engine} is not installed; run 'make build ENGINE={engine}', which installs it")
    if engine in KEPT_UP:
        _run(root, engine, "build", "--quiet", "--site-dir", str(site.resolve()))
    else:
        _build_around(root, knowledge, engine, site)


def _build_around(root: Path, knowledge: Knowledge, engine: str, site: Path) -> None:
    """Build with an engine that calls nothing after a build, and shows the settings as they are in their file."""
    staged = swap.stage(site.resolve())
    settings = {
        "INHERIT": SETTINGS,
        "site_dir": os.path.relpath(staged, root),
        "extra": {"edition": latest(knowledge), "updated": day(updated(root))},
    }
    own = root / f".{engine}.{os.getpid()}.yml"
    try:
        own.write_text(yaml.safe_dump(settings), encoding="utf-8")
        _run(root, engine, "build", "--strict", "--config-file", own.name)
        if not (staged / "index.html").is_file():
            raise CommandError(f"{engine} ended without a site; the last good one is where it was")
        has_kit = os.environ.get("KIT", "") == "true"
        publish.complete(root, knowledge, staged, site_check.site_of(staged)._replace(has_kit=has_kit))
        swap.swap(staged, site.resolve())
    finally:
        own.unlink(missing_ok=True)
        shutil.rmtree(staged, ignore_errors=True)  # once it is swapped, nothing is there


def _run(root: Path, engine: str, *arguments: str) -> None:
    done = subprocess.run([sys.executable, "-m", engine, *arguments], cwd=root, check=False)
    if done.returncode:
        raise CommandError(f"{engine} could not build the site (see above); the last good one is where it was")
