"""What search engines, feed readers and those who share a link see, and what a wrong address leads to."""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from copy import copy
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import lxml.etree
import lxml.html
from PIL import Image

from knowledge.graph import Knowledge
from knowledge.kinds import KINDS
from knowledge.layout import Site
from knowledge.outputs import cards, sitemap
from knowledge.outputs.file import Section, Surroundings
from tests.helpers.built_site import page, pages
from tests.helpers.project import ROOT

MISSING = "404.html"


def url_of(site: Path, path: Path) -> str:
    return path.relative_to(site).as_posix().removesuffix("index.html")


def meta(path: Path, name: str) -> list[str]:
    return page(path).xpath(f"//meta[@name='{name}' or @property='{name}']/@content")


def test_every_page_has_a_description_of_its_own(site: Path) -> None:
    found = Counter(text for path in pages(site) for text in meta(path, "description"))
    assert found.total() == len(pages(site))
    assert [text for text, count in found.items() if count > 1 or len(text) < 40 or "<" in text] == []
    for path in pages(site):
        assert meta(path, "og:description") == meta(path, "description")
        assert len(meta(path, "og:title")) == 1


def test_every_page_names_its_address(site: Path, address: str) -> None:
    for path in pages(site):
        canonical = page(path).xpath("//link[@rel='canonical']/@href")
        wanted = [] if path.name == MISSING else [address + url_of(site, path)]
        assert canonical == meta(path, "og:url") == wanted, path


def test_every_page_has_the_picture_of_its_kind(site: Path, address: str, knowledge: Knowledge) -> None:
    kinds = {knowledge.place(record.id).url.split("#")[0]: record.kind for record in knowledge.records.values()}
    assert set(kinds.values()) == {kind.kind for kind in KINDS}
    for path in pages(site):
        (picture,) = meta(path, "og:image")
        assert (site / picture.removeprefix(address)).is_file()
        if kind := kinds.get(url_of(site, path)):
            assert picture == f"{address}{cards.path(kind)}"


def drawn() -> dict[str, bytes]:
    """Return the pictures by path, drawn anew."""
    cards._picture.cache_clear()
    return {file.path: file.content for file in cards.files(Knowledge([]), Surroundings(Site("", "A title", ""), {}))}


def test_pictures_are_small_differ_and_are_drawn_the_same_every_time() -> None:
    once, again = drawn(), drawn()
    assert once == again
    assert set(once) == {cards.path(name) for name in [*(kind.kind for kind in KINDS), cards.SITE]}
    assert len(set(once.values())) == len(once)
    for content in once.values():
        with Image.open(BytesIO(content)) as picture:
            assert picture.size == (1200, 630)
        assert len(content) < 20_000


def test_colours_of_the_pictures_are_those_of_the_style() -> None:
    style = (ROOT / "web/styles/base.css").read_text()
    for colour in (cards.MAST, cards.PAPER, cards.ACCENT, cards.QUIET):
        assert colour in style


def test_sitemap_lists_every_page_and_nothing_else(site: Path, address: str) -> None:
    root = lxml.etree.parse(site / "sitemap.xml").getroot()
    listed = [element.text for element in root.iter("{*}loc")]
    assert sorted(listed) == sorted(address + url_of(site, path) for path in pages(site) if path.name != MISSING)
    assert f"Sitemap: {address}sitemap.xml" in (site / "robots.txt").read_text().splitlines()


def test_sitemap_gives_each_page_its_own_day(site: Path, address: str) -> None:
    """The day on which a record of the page last changed; no build and no commit moves it."""
    content = (site / "sitemap.xml").read_bytes()
    assert gzip.decompress((site / "sitemap.xml.gz").read_bytes()) == content
    entries = lxml.etree.fromstring(content)
    told = {entry.findtext("{*}loc"): entry.findtext("{*}lastmod") for entry in entries}
    edition = page(site / "index.html").xpath("string(//meta[@name='edition']/@content)")
    assert told[f"{address}about/"] == told[address] == edition
    on_page: dict[str, set[str]] = defaultdict(set)
    for entry in json.loads((site / "api/v1/index.json").read_text())["records"]:
        on_page[address + entry["url"].partition("#")[0]].add(entry["last_changed"])
    assert len(on_page) > 50
    assert {url: told[url] for url in on_page} == {url: max(days) for url, days in on_page.items()}


def test_day_in_the_sitemap_moves_with_a_record_of_the_page_alone(knowledge: Knowledge) -> None:
    site = Site("https://guide.example/", "A guide", "2030-01-01")
    section = Section("about", "about/#about", "About")
    around = Surroundings(site, {section.anchor: section})
    before = sitemap.days(knowledge, around)
    assert before["about/"] == "2030-01-01"
    later = copy(knowledge)
    later.published = {**knowledge.published, "rec-3": "2030-02-03"}
    after = sitemap.days(later, around)
    assert {url: day for url, day in after.items() if before[url] != day} == {"recommendations/rec-3/": "2030-02-03"}


def test_every_page_leads_to_the_feed_and_to_its_icons(site: Path, address: str) -> None:
    for path in pages(site):
        (feed,) = page(path).xpath("//link[@rel='alternate' and @type='application/atom+xml']/@href")
        icons = page(path).xpath("//link[@rel='icon' or @rel='apple-touch-icon']/@href")
        assert len(icons) == 3
        for link in (feed, *icons):
            target = site / link.removeprefix(urlsplit(address).path) if path.name == MISSING else path.parent / link
            assert target.resolve().is_file(), (path, link)
