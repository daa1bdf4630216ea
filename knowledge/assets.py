"""What pages fetch beside their text: only what a page uses, and as small as it can be."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from knowledge.search import MODULES, NODE

FOLDER = "assets"
REFERENCE = re.compile(rf"{FOLDER}/[\w./-]+")
BUILT = "search.js"
"""Is made small by its own builder, with the notice of the licence that it must hold."""

SMALL = (".css", ".js")
"""The types of file that are made smaller, and that may themselves name others."""


class AssetError(Exception):
    """A style or script could not be made smaller; the message says why and what to do."""


def lighten(site: Path) -> None:
    """Make styles and scripts smaller, each with what it imports, and remove every file of `assets/` that no page uses.

    Raises AssetError where a style or script is wrong. Files that are small already stay as they are.
    """
    wanted = used(site)
    _shrink(site / FOLDER, sorted(path for path in wanted if path.suffix in SMALL and path.name != BUILT))
    for path in sorted((site / FOLDER).rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in wanted:
            path.unlink()


def used(site: Path) -> set[Path]:
    """Return the files of `assets/` that a page names, or a style or script that a page uses."""
    found: set[Path] = set()
    texts = [path.read_text(encoding="utf-8") for path in site.rglob("*.html")]
    while texts:
        named = {site / name for text in texts for name in REFERENCE.findall(text)}
        new = {path for path in named - found if path.is_file()}
        found |= new
        texts = [path.read_text(encoding="utf-8") for path in new if path.suffix in SMALL]
    return found


def _shrink(folder: Path, paths: list[Path]) -> None:
    if not paths:
        return
    esbuild = [
        str(NODE),
        str(MODULES / "esbuild" / "bin" / "esbuild"),
        "--bundle",
        "--minify",
        "--charset=utf8",
        "--log-level=error",
    ]
    places = ["--allow-overwrite", f"--outbase={folder}", f"--outdir={folder}"]
    done = subprocess.run([*esbuild, *places, *map(str, paths)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssetError(f"assets: could not be made smaller; mend what esbuild says:\n{done.stderr.strip()}")
