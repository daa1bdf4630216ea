"""The built site, page by page: links, fragments, titles, macros, and what the navigation reaches."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from knowledge.graph import Knowledge
from tests.helpers.built_site import page, pages
from tests.helpers.project import ROOT, own_address


def address_of(site: Path, path: Path) -> str:
    """Return the address at which a server offers a page."""
    return urljoin(own_address(site), path.relative_to(site).as_posix().removesuffix("index.html"))


def broken(site: Path, path: Path) -> list[str]:
    """Return the internal links of a page, its sources of style, script and picture too, that do not resolve."""
    found = []
    home = urlsplit(own_address(site))
    for element, _, link, _ in page(path).iterlinks():
        target = urlsplit(urljoin(address_of(site, path), link))
        if target.netloc != home.netloc or target.scheme not in ("http", "https"):
            continue
        file = site / unquote(target.path).removeprefix(home.path).lstrip("/")
        file = file / "index.html" if target.path.endswith("/") else file
        if not file.is_file():
            found.append(f"{link} ({element.tag}): no such page")
        elif target.fragment.startswith("q=") and file == site / "search/index.html":
            continue  # what the search is to look for, which no server is told
        elif target.fragment and file.suffix == ".html":
            ids = page(file).xpath("//@id")
            if unquote(target.fragment) not in ids:
                found.append(f"{link} ({element.tag}): no such place on the page")
    return found


def test_internal_links_resolve(site: Path) -> None:
    found = {path.relative_to(site).as_posix(): broken(site, path) for path in sorted(site.rglob("*.html"))}
    assert {name: links for name, links in found.items() if links} == {}


@pytest.mark.parametrize(
    "link", ["missing/", "../missing.json", "#missing", "glossary/#term-missing", "glossary/#q=x", "missing.css"]
)
def test_broken_link_is_seen(link: str, tmp_path: Path) -> None:
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "index.html").write_text("<p id=term-ctlp>CTLP</p>")
    home = '<link rel="canonical" href="https://site.example/below/">'
    (tmp_path / "search").mkdir()
    (tmp_path / "search" / "index.html").write_text("<p id=search>Search</p>")
    good = '<a href="glossary/#term-ctlp">y</a><a href="search/#q=x">z</a>'
    (tmp_path / "index.html").write_text(f'{home}<a href="{link}">x</a>{good}')
    assert [found.split(" ")[0] for found in broken(tmp_path, tmp_path / "index.html")] == [link]


def test_no_macro_is_left(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\{\{|\}\}|\{%|%\}|\{#|Macro (Syntax |Rendering )?Error", text), path


def test_titles_are_unique(site: Path) -> None:
    titles: dict[str, Path] = {}
    for path in pages(site):
        title = page(path).findtext(".//title")
        assert title
        assert title not in titles, (path, titles[title])
        titles[title] = path


def test_each_page_has_one_first_heading_and_unique_ids(site: Path) -> None:
    for path in pages(site):
        assert len(page(path).xpath("//h1")) == 1, path
        ids = page(path).xpath("//article//@id")
        assert len(ids) == len(set(ids)), path


def navigated(site: Path, path: Path, where: str = "//nav[@class='sections' or @class='pages']") -> set[str]:
    """Return the pages to which the header and the list of the section, or other parts, lead from a page."""
    links = [str(link) for part in page(path).xpath(where) for link in part.xpath(".//a/@href")]
    below = urlsplit(own_address(site)).path
    return {"/" + urlsplit(urljoin(address_of(site, path), link)).path.removeprefix(below) for link in links}


def test_navigation_reaches_every_record_in_three_steps(site: Path, knowledge: Knowledge) -> None:
    """The header leads to a section, its list to an overview, and that, or its list, to the record."""
    sections = navigated(site, site / "index.html")
    reached = {page for section in sections for page in navigated(site, site / section.lstrip("/") / "index.html")}
    on_page = "//nav[@class='pages'] | //article"  # a list that would be long names the neighbours alone
    reached |= {
        page for overview in reached for page in navigated(site, site / overview.lstrip("/") / "index.html", on_page)
    }
    lost = [
        id_
        for id_, record in knowledge.records.items()
        if f"/{knowledge.place(record.id).url.split('#')[0]}" not in reached
    ]
    assert lost == []


def test_no_page_holds_an_inline_script_or_style_but_the_one_of_the_colours(site: Path) -> None:
    frame = (ROOT / "theme/main.html").read_text(encoding="utf-8")
    (colours,) = re.findall(r"<script>(.*?)</script>", frame)
    for path in pages(site):
        runs = "//script[not(@src) and not(@type='application/ld+json')]/text()"
        inline = page(path).xpath(f"{runs} | //style | //@style | //@*[starts-with(name(), 'on')]")
        assert inline == [colours], path


def test_heading_of_every_record_names_its_kind(site: Path, knowledge: Knowledge) -> None:
    for record in knowledge.records.values():
        where = knowledge.place(record.id)
        found = page(site / where.url.split("#")[0] / "index.html").xpath(f"//*[@id='{where.anchor}']")[0]
        assert found.get("data-kind"), record.id
        assert record.kind in found.get("class").split(), record.id


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("notice", ("HMICFRS’s March 2020 report", "out of date")),
        ("colophon", ("not statutory guidance", "redacted March 2020 report")),
    ],
)
def test_notice_stands_on_every_page(place: str, told: tuple[str, str], site: Path) -> None:
    always = ("Independent and unofficial", "You cannot make a referral here", "call 999")
    for path in pages(site):
        (notice,) = page(path).find_class(place)
        for words in (*always, *told):
            assert words in notice.text_content(), (path, words)
