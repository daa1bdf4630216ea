"""What several tests share: the real records, a built site, a copy of the project to break."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from knowledge.graph import Knowledge
from knowledge.kit.bank import Bank, inputs
from knowledge.kit.format import Material, course
from knowledge.layout import Site
from knowledge.load import load
from tests.helpers.banks import hostile
from tests.helpers.pages_server import Host, pages_server
from tests.helpers.project import ROOT, build, copied, own_address, with_history
from tests.helpers.shared_folder import made_once


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The real records."""
    return load(ROOT)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real records: the folder that BUILT_SITE names, or else one that is built once for the run."""
    if named := os.environ.get("BUILT_SITE"):
        if not (Path(named) / "index.html").is_file():
            pytest.exit(f"BUILT_SITE names '{named}', which holds no built site; name a folder with an index.html", 1)
        return Path(named).resolve()

    def make(folder: Path) -> None:
        done = build(with_history(copied(folder / "project")), folder / "site", KIT="true")
        assert done.returncode == 0, done.stderr

    return made_once(tmp_path_factory, "built", make) / "site"


@pytest.fixture(scope="session")
def material(knowledge: Knowledge, site: Path) -> Material:
    """What the files of the trainer's kit are made from, for a site of another name."""
    return Material(knowledge, Site("https://guide.example/", "A guide: to/from", "2026-01-02", True), site)


@pytest.fixture(scope="session", params=["course", "hostile"])
def bank(request: pytest.FixtureRequest, material: Material) -> Bank:
    """All questions of the course; and questions whose texts mean something in one format or another."""
    found = inputs(course(material.knowledge, {})[0], material)
    return hostile(found) if request.param == "hostile" else found


@pytest.fixture(scope="session")
def address(site: Path) -> str:
    """The address that the built site takes for its own."""
    return own_address(site)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, to break or to add to."""
    return copied(tmp_path / "a project")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with a copy of the data alone, to break and to load."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path


@pytest.fixture(scope="session")
def hosted(site: Path, address: str) -> Iterator[Host]:
    """The built site, served as GitHub Pages serves it, at the path of its own address."""
    with pages_server(site, urlsplit(address).path) as host:
        yield host
