"""Every id of the ledger in the built site: its address names a place that exists; and the ZIPs of the site."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from knowledge.build import offline
from knowledge.load import load
from tests.helpers.built_site import page, pages
from tests.helpers.project import ROOT


def test_every_anchor_that_pages_offer_has_a_permanent_address(site: Path) -> None:
    listed = set(load(ROOT).published)
    offered = set()
    for path in pages(site):
        up = "../" * (len(path.relative_to(site).parts) - 1)
        for link in page(path).xpath("//a[@class='headerlink']"):
            id_ = link.getparent().get("id")
            assert link.get("href") == f"{up}id/{id_}/", (path, id_)
            offered.add(id_)
    assert offered <= listed
    assert len(offered) > 1000


def test_foot_of_every_record_links_to_its_permanent_address(site: Path) -> None:
    found = set()
    for path in pages(site):
        up = "../" * (len(path.relative_to(site).parts) - 1)
        for foot in page(path).xpath("//*[@data-id]"):
            assert foot.xpath(".//a[@data-permanent]/@href") == [f"{up}id/{foot.get('data-id')}/"], path
            found.add(foot.get("data-id"))
    records = json.loads((site / "api/v1/index.json").read_text(encoding="utf-8"))["records"]
    assert {record["id"] for record in records} <= found


def test_every_permanent_address_names_a_place_that_exists(site: Path) -> None:
    records = json.loads((site / "api/v1/index.json").read_text(encoding="utf-8"))["records"]
    urls = {record["id"]: record["url"] for record in records}
    places: dict[Path, set[str]] = {}
    for id_ in load(ROOT).published:
        leads = page(site / "id" / id_ / "index.html")
        (target,) = leads.xpath("//a/@href")
        url = target.removeprefix("../../")
        assert url == urls.get(id_, url), id_
        path, anchor = url.split("#")
        file = site / path / "index.html"
        if file not in places:
            places[file] = set(page(file).xpath("//@id"))
        assert anchor in places[file], id_
        assert leads.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={target}"]
        assert leads.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert leads.xpath("//link[@rel='canonical']/@href")[0].endswith(path)


def test_zips_hold_the_site_and_its_data_and_are_the_same_every_time(site: Path, tmp_path: Path) -> None:
    one, two = (offline.write(site, tmp_path / name, "day") for name in ("one", "two"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
    with zipfile.ZipFile(one[0]) as whole:
        names = {name.removeprefix("prevent-duty-day/") for name in whole.namelist()}
        built = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
        assert names == (built - {*offline.LEFT_OUT}) | {"README.txt"}
        assert offline.GUIDE in names
        assert "\nminisearch " in whole.read("prevent-duty-day/licences.txt").decode()
        assert offline.GUIDE in whole.read("prevent-duty-day/README.txt").decode()
    with zipfile.ZipFile(one[1]) as data:
        name = "prevent-duty-day-data/index.json"
        assert data.read(name) == (site / "api/v1/index.json").read_bytes()
        assert "CC BY 4.0" in data.read(f"prevent-duty-day-data/{offline.LICENCE}").decode()
