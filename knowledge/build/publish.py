"""What follows the engine: it writes the other files of the site, and checks the whole as readers will get it."""

from __future__ import annotations

import sys
from pathlib import Path

from knowledge import fingerprints, kit, outputs
from knowledge.build import assets, preview, served, site_check
from knowledge.graph import Knowledge
from knowledge.kit.format import Material
from knowledge.layout import Site
from knowledge.outputs import search
from knowledge.outputs.file import Surroundings
from knowledge.pages.source import titles
from knowledge.pages.stubs import DOCS
from knowledge.problems import DataError


def complete(root: Path, knowledge: Knowledge, folder: Path, site: Site) -> None:
    """Write all other files into the folder of built pages, and check the site.

    Raises DataError when the pages are wrong, AssetError when a script or style is, KitError when a file of the kit is.
    """
    pages = site_check.read(folder)
    offered = site_check.sections(pages, knowledge)
    surroundings = Surroundings(site, offered, fingerprints.read(root), site_check.pictures(pages))
    if site.is_preview:
        preview.put_back(folder)
    for file in outputs.files(knowledge, surroundings):
        if not (site.is_preview and preview.is_there(folder, file)):
            _write(folder, file.path, file.content)
    searched = search.data(knowledge, site_check.passages(pages, knowledge))
    assets.write(folder, searched, [(kind.kind, kind.prefix) for kind in knowledge.kinds])
    if site.has_kit:
        kit.write(root, Material(knowledge, site, folder), titles(root / DOCS))
    assets.prune(folder)
    found = list(site_check.problems(root, knowledge, pages, folder))
    looked = served.look(root, pages, folder, site)
    if looked.near and not site.is_preview:
        print(looked.near, file=sys.stderr)
    if found := [*found, *looked.problems]:
        raise DataError(found)


def _write(folder: Path, name: str, content: bytes) -> None:
    """Write a file below the folder; an id could name a path that leads out of it, so that is refused."""
    path = folder / name
    if name.startswith("/") or ".." in path.parts:
        raise ValueError(f"'{name}' leads out of the site; correct the id in data/ledger.csv")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
