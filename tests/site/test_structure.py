"""The structure of every page: language, title, landmarks, headings, tables and pictures; and the two schemes."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import pytest

from tests.helpers.built_site import page, pages


def test_schemes_differ_in_colours_alone(site: Path) -> None:
    style = (site / "assets/site.css").read_text(encoding="utf-8")
    assert sorted(re.findall(r'\[data-scheme="?(\w+)"?\] *\{ *([^}]*?);? *\}', style)) == [
        ("dark", "color-scheme:dark"),
        ("light", "color-scheme:light"),
    ]
    assert "prefers-color-scheme" not in style


def structure_faults(page: lxml.html.HtmlElement, where: str) -> list[str]:
    """Return what is wrong with language, title, landmarks, headings, tables and pictures of a page."""
    found = []

    def must(kept: object, rule: str, element: str, remedy: str) -> None:
        if not kept:
            found.append(f"{where}: {rule}: {element}: {remedy}")

    must(page.get("lang", "").startswith("en"), "language", "html", "say the language of the page")
    must(page.findtext(".//title"), "title", "head", "give the page a title")
    for landmark in ("main", "header", "footer"):
        count = len(page.xpath(f"//{landmark}"))
        must(count == 1, "landmark", f"{count} of {landmark}", "let there be one")
    names = [nav.get("aria-label") for nav in page.iter("nav")]
    must(None not in names and len(set(names)) == len(names), "landmark", f"nav {names}", "name each, and differently")
    last = 0
    for heading in page.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6"):
        level = int(heading.tag[1])
        must(level <= last + 1, "headings", f"{heading.tag} “{heading.text_content()}”", "leave out no level")
        last = level
    for table in page.iter("table"):
        text = table.text_content().strip()[:30]
        must(table.xpath(".//th[@scope or parent::tr/parent::thead]"), "table", f"“{text}”", "give it headers")
        must("".join(table.xpath("./caption//text()")).strip(), "table", f"“{text}”", "give it a caption")
    for picture in page.xpath("//img | //svg[not(ancestor::svg)]"):
        words = picture.get("alt") or picture.get("aria-label") or picture.get("aria-labelledby")
        hidden = picture.get("aria-hidden") == "true"
        must(words or hidden or picture.xpath("./title"), "picture", picture.tag, "say in words what it shows")
    return found


def test_every_page_is_in_order(site: Path) -> None:
    found = []
    for path in pages(site):
        found += structure_faults(page(path), path.relative_to(site).as_posix())
    assert found == [], "\n".join(found)


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        ("language", ' lang="en"', ""),
        ("title", "<title>t</title>", "<title></title>"),
        ("landmark", "<main>", "<main></main><main>"),
        ("landmark", "<nav aria-label=a>", "<nav>"),
        ("landmark", "<nav aria-label=a>", "<nav aria-label=b>"),
        ("headings", "h2", "h3"),
        ("table", "<caption>c</caption>", ""),
        ("table", "<thead><tr><th>h</th></tr></thead>", ""),
        ("picture", 'alt="p"', ""),
    ],
)
def test_planted_fault_of_structure_is_seen(rule: str, old: str, new: str) -> None:
    good = (
        '<html lang="en"><head><title>t</title></head><body><header><nav aria-label=a></nav><nav aria-label=b></nav>'
        '</header><main><h1>1</h1><h2>2</h2><img alt="p"><table><caption>c</caption><thead><tr><th>h</th></tr></thead>'
        "<tr><td>d</td></tr></table></main><footer></footer></body></html>"
    )
    assert structure_faults(lxml.html.fromstring(good), "x") == []
    found = structure_faults(lxml.html.fromstring(good.replace(old, new)), "x")
    assert [fault.split(": ")[:2] for fault in found] == [["x", rule]], found
