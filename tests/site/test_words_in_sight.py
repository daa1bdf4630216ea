"""What all pages together keep: the mark of Annex A, few related entries with reasons, and no phrase of the search."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from lxml.html import HtmlElement, fromstring

from knowledge.graph import Knowledge
from knowledge.kinds.duty import Duty
from tests.helpers.built_site import page, pages
from tests.helpers.labels import KINDS, NOT_IN_FORCE, REASONS
from tests.helpers.project import ROOT
from tests.helpers.reading import Site, words

IN_SIGHT = 5
"""How many related entries are in sight."""


@pytest.fixture(scope="module")
def read(site: Path) -> Site:
    """The built site, to read in."""
    return Site(site)


# ------------------------------------------------------------------------------------------------
# Annex A
# ------------------------------------------------------------------------------------------------


def leading_to(element: HtmlElement, anchor: str) -> list[str]:
    """Return the words of the links within an element that lead to a record."""
    return [
        words(link) for link in element.xpath(".//a[contains(@href, '#')]") if link.get("href").endswith(f"#{anchor}")
    ]


def marked(id_: str) -> str:
    """Return how the title of a record of Annex A begins, wherever it is listed."""
    _, paragraph, *bullet = id_.split("-")
    return f"2015 guidance, paragraph {paragraph}{f', bullet {bullet[0]}' if bullet else ''}: "


def test_every_record_of_annex_a_bears_its_mark_wherever_it_is_listed(read: Site, knowledge: Knowledge) -> None:
    """In A to Z a reader may look it up by its bare title; there the words for its kind bear the mark."""
    duties = [duty.id for duty in knowledge.every(Duty)]
    assert len(duties) == 32
    a_to_z, matrix = read.article("a-z/"), read.article("matrix/")
    for id_ in duties:
        assert read.kept(id_).badge == NOT_IN_FORCE, id_
        assert read.kept(id_).title.startswith(marked(id_)), id_
        entries = [item for item in a_to_z.iter("li") if leading_to(item, id_)]
        assert len(entries) == 2, id_
        assert all(words(item).endswith(" paragraph of the 2015 guidance") for item in entries), id_
        assert any(words(item).startswith(marked(id_)) for item in entries), id_
        (row,) = [line for line in matrix.iter("tr") if leading_to(line, id_)]
        assert words(row[0]).startswith(marked(id_)), id_


def lists_of_related(article: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Yield each list of related entries of a page, and before it the id of the record that lists them."""
    for heading in article.xpath(".//h2[starts-with(., 'Related')] | .//p[strong = 'See also']"):
        if words(heading) in ("Related", "See also"):
            above = heading.xpath("preceding::*[@data-kind][1]/@id")[0]
            yield above, heading.getnext()


def test_every_record_of_annex_a_bears_its_mark_among_related_entries(site: Path, knowledge: Knowledge) -> None:
    duties = {duty.id for duty in knowledge.every(Duty)}
    listed = set()
    for path in pages(site):
        for _, entries in lists_of_related(page(path)):
            rest = entries.getnext()
            parts = [entries] if rest is None or rest.tag != "details" else [entries, rest]
            for link in (link for part in parts for link in part.iter("a")):
                id_ = link.get("href").partition("#")[2]
                if id_ in duties:
                    assert words(link).startswith(marked(id_)), (path, id_)
                    listed.add(id_)
    assert len(listed) > 20


# ------------------------------------------------------------------------------------------------
# Related entries
# ------------------------------------------------------------------------------------------------


def crowded(article: HtmlElement) -> Iterator[str]:
    """Yield what is wrong with the lists of related entries of a page."""
    for id_, entries in lists_of_related(article):
        if not 0 < len(entries) <= IN_SIGHT:
            yield f"{id_}: {len(entries)} related entries are in sight"
        shown = [link.get("href") for link in entries.iter("a")]
        if len(shown) != len(set(shown)):
            yield f"{id_}: lists an entry twice"
        for item in entries:
            reason = words(item)[len(words(item.find("a"))) :]
            if not re.fullmatch(r" \(.+\)", reason) or reason[2:-1] not in REASONS | KINDS:
                yield f"{id_}: “{words(item)}” gives no reason for the link"


def test_at_most_five_related_entries_are_in_sight_and_each_has_a_reason(site: Path) -> None:
    assert [line for path in pages(site) for line in crowded(page(path))] == []
    assert sum(1 for path in pages(site) for _ in lists_of_related(page(path))) > 400


# ------------------------------------------------------------------------------------------------
# Phrases of the search
# ------------------------------------------------------------------------------------------------


def phrases() -> dict[str, list[str]]:
    """Return what people type when they look for a record or a page, by its id."""
    entries = yaml.safe_load((ROOT / "data/phrases.yml").read_text(encoding="utf-8"))
    return {entry["id"].removeprefix("phrases-"): entry["phrases"] for entry in entries}


WORDS = 4
"""From how many words on a phrase is one: fewer are words of the language, such as “refresher training”."""


SAID_ANYWAY = {
    "counter extremism strategy 2015 date",  # a title in A to Z, and the word for its kind behind it
    "something here is wrong or out of date",
    "list of specified authorities in schedule 6",
    "version 2 1 of june 2018",
    "2008 and 2009 reports",
}
"""Phrases that the texts use of their own accord."""


def folded(text: str) -> str:
    """Return the words of a text in small letters, without its signs."""
    return " ".join(re.findall(r"\w+", text.replace("’", "'").casefold()))


def runs(text: str) -> set[str]:
    """Return each run of so many words of a folded text."""
    found = text.split()
    return {" ".join(found[start : start + WORDS]) for start in range(len(found) - WORDS + 1)}


def texts_in_sight(site: Path) -> Iterator[tuple[str, str]]:
    """Yield all that a reader may see, with the file: pages, open data, the texts of search results, the feed."""
    for path in pages(site):
        described = page(path).xpath("//meta[@name='description']/@content")
        yield path.relative_to(site).as_posix(), " ".join([*page(path).xpath("//body//text()"), *described])
    for path in sorted([*site.glob("api/**/*.json"), *site.glob("search/records/*.js"), site / "feed.xml"]):
        yield path.relative_to(site).as_posix(), path.read_text(encoding="utf-8")


def shown(texts: Iterator[tuple[str, str]], asked: dict[str, str]) -> Iterator[str]:
    """Yield a line for each phrase that a text shows; the phrases are folded, each with the id it leads to."""
    begin: dict[str, list[str]] = {}
    for phrase in asked:
        begin.setdefault(" ".join(phrase.split()[:WORDS]), []).append(phrase)
    for name, text in texts:
        whole = folded(text)
        for run in runs(whole) & begin.keys():
            for phrase in begin[run]:
                if f" {phrase} " in f" {whole} ":
                    yield f"{name}: shows “{phrase}”, which leads to {asked[phrase]}"


def test_no_phrase_of_the_search_is_shown(site: Path, knowledge: Knowledge) -> None:
    """They are no facts: they help to find a record, and nobody may take them for what it says."""
    records = knowledge.records.values()
    names = [folded(name) for r in records for name in (r.title, r.display_title, *r.names, *r.search_names)]
    names += [folded(words(page(path).find(".//h1"))) for path in pages(site)]
    asked = {folded(phrase): id_ for id_, listed in phrases().items() for phrase in listed}
    named = {phrase for phrase in asked if any(f" {phrase} " in f" {name} " for name in names)}
    hidden = {phrase: id_ for phrase, id_ in asked.items() if len(phrase.split()) >= WORDS}
    hidden = {phrase: id_ for phrase, id_ in hidden.items() if phrase not in named | SAID_ANYWAY}
    assert len(hidden) > 5000
    assert list(shown(texts_in_sight(site), hidden)) == []


@pytest.mark.parametrize(("text", "is_seen"), [("Who, then, trains whom?", True), ("Who then trains whomever?", False)])
def test_phrase_that_is_shown_is_seen(text: str, is_seen: bool) -> None:
    seen = list(shown(iter([("page", text)]), {"who then trains whom": "rec-1"}))
    assert bool(seen) is is_seen


@pytest.mark.parametrize(
    ("entries", "faults"),
    [
        ("<li><a href='a#b'>A</a> (role concerned)</li>", 0),
        ("<li><a href='a#b'>A</a></li>", 1),
        ("<li><a href='a#b'>A</a> (because)</li>", 1),
        ("<li><a href='a#b'>A</a> (role concerned)</li><li><a href='a#b'>A</a> (role concerned)</li>", 1),
        ("".join(f"<li><a href='a#{at}'>A</a> (role concerned)</li>" for at in range(6)), 1),
    ],
)
def test_list_of_related_entries_at_fault_is_seen(entries: str, faults: int) -> None:
    text = f"<article><h1 id='x' data-kind='Role'>X</h1><h2>Related</h2><ul>{entries}</ul></article>"
    assert len(list(crowded(fromstring(text)))) == faults
