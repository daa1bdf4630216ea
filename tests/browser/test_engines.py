"""Other engines build the same site from the same tree, so that the site can move to one of them on any day."""

from __future__ import annotations

import json
import os
from pathlib import Path
from urllib.parse import urljoin

import lxml.html
import pytest
from playwright.sync_api import Page

from knowledge.build.engines import ENGINES
from tests.helpers.pages_server import pages_server
from tests.helpers.project import ADDRESS, DAY, copied, package
from tests.helpers.search_report import ask, open_box
from tests.helpers.small import small

MORE = {"search.json"}
"""What Zensical alone writes: an index for its own search."""


def built(root: Path, engine: str, **variables: str) -> Path:
    """Build a project with an engine, and return the folder of the site."""
    said = {
        "SITE_URL": ADDRESS,
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", DAY),
        "PYTHONPATH": str(root),
        "NO_MKDOCS_2_WARNING": "1",
    }
    done = package(root, "build", engine, "--site", f"site-{engine}", **(said | variables))
    assert done.returncode == 0, done.stderr
    return root / f"site-{engine}"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The site of the few made-up records, as each engine builds it."""
    root = small(tmp_path_factory.mktemp("engines") / "project")
    return {engine: built(root, engine) for engine in ENGINES}


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def told(site: Path, name: str) -> dict[str, object]:
    """Return what a page tells readers and other sites, links as the addresses that they lead to."""
    tree = lxml.html.document_fromstring((site / name).read_bytes())
    here = urljoin(ADDRESS, name.removesuffix("index.html"))
    return {
        "title": tree.findtext(".//title"),
        "meta": [dict(meta.attrib) for meta in tree.iter("meta")],
        "ids": tree.xpath("//@id"),
        "text": " ".join(tree.body.text_content().split()),
        "structured": [json.loads(text) for text in tree.xpath("//script[@type='application/ld+json']/text()")],
        "links": [urljoin(here, link) for link in tree.xpath("//a/@href | //link/@href | //script/@src | //img/@src")],
    }


def test_properdocs_builds_the_same_bytes(sites: dict[str, Path]) -> None:
    assert files(sites["properdocs"]) == files(sites["mkdocs"])


def test_zensical_builds_the_same_files_beside_the_pages(sites: dict[str, Path]) -> None:
    one, other = (
        {name: content for name, content in files(sites[engine]).items() if name not in MORE}
        for engine in ("mkdocs", "zensical")
    )
    assert one.keys() == other.keys()
    assert [name for name in one if not name.endswith(".html") and one[name] != other[name]] == []


def test_zensical_builds_the_same_pages(sites: dict[str, Path]) -> None:
    names = [name for name in files(sites["mkdocs"]) if name.endswith("index.html")]
    assert len(names) > 50
    for name in names:
        one, other = told(sites["mkdocs"], name), told(sites["zensical"], name)
        assert {key for key in one if one[key] != other[key]} == set(), name


def test_comparison_sees_a_fault(sites: dict[str, Path], tmp_path: Path) -> None:
    page = (sites["zensical"] / "about/index.html").read_text(encoding="utf-8")
    (tmp_path / "about").mkdir()
    for old, new, what in (
        ('<a href="./method/">', '<a href="../method/">', "links"),
        ('<meta name="edition" content="', '<meta name="edition" content="un', "meta"),
        ("Independent", "Dependent", "text"),
        ('id="about"', 'id="above"', "ids"),
    ):
        assert old in page
        (tmp_path / "about/index.html").write_text(page.replace(old, new), encoding="utf-8")
        spoilt, good = told(tmp_path, "about/index.html"), told(sites["mkdocs"], "about/index.html")
        assert what in {key for key in good if spoilt[key] != good[key]}


def test_search_finds_the_same(sites: dict[str, Path], page: Page) -> None:
    found = {}
    for engine, folder in sites.items():
        with pages_server(folder, "/guide/") as host:
            open_box(page, f"{host.address}about/")
            found[engine] = ask(page, "gap")
    assert found["mkdocs"]
    assert all(each == found["mkdocs"] for each in found.values())


def test_real_pages_are_the_same_with_zensical(site: Path, address: str, tmp_path: Path) -> None:
    """The made-up records use few of the pages’ features; here is every page that authors wrote."""
    other = built(copied(tmp_path / "project"), "zensical", SITE_URL=address)
    compared = 0
    for name in sorted(name for name in files(other) if name.endswith("index.html") and not name.startswith("id/")):
        if name == "teach/kit/index.html":  # the site of the tests has the kit, this one has none
            continue
        one, two = (lxml.html.document_fromstring((folder / name).read_bytes()) for folder in (site, other))
        texts = [" ".join(tree.body.text_content().split()) for tree in (one, two)]
        assert texts[0] == texts[1], name
        assert one.xpath("//@id") == two.xpath("//@id"), name
        compared += 1
    assert compared > 100


def test_unknown_engine_is_refused(tmp_path: Path) -> None:
    root = small(tmp_path / "project")
    done = package(root, "build", "hugo")
    assert done.returncode == 1
    assert done.stderr == "there is no engine 'hugo'; choose one of mkdocs, properdocs, zensical\n"


def test_zensical_leaves_the_last_good_site_where_the_pages_are_wrong(tmp_path: Path) -> None:
    root = small(tmp_path / "project")
    (root / "site-zensical").mkdir()
    with (root / "docs/about/index.md").open("a") as page:
        page.write("\n## No anchor\n")
    done = package(root, "build", "zensical", "--site", "site-zensical", PYTHONPATH=str(root))
    assert done.returncode == 1
    assert "the heading 'No anchor' has no anchor" in done.stderr
    assert not list((root / "site-zensical").iterdir())
    assert not list(root.glob(".*.yml"))
    assert not list(root.glob(".site-*"))
