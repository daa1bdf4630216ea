"""Quotations for other sites, read by a client of oEmbed and cleaned by a sanitiser that no one here wrote."""

from __future__ import annotations

import json
import re
from pathlib import Path

import lxml.etree
import lxml.html
import nh3
from oembedpy.consumer import RequestParameters, fetch_content

from knowledge.graph import Knowledge
from knowledge.layout import permalink
from knowledge.outputs import embed
from knowledge.pages.page import pictures
from knowledge.record import LICENCE
from tests.helpers.pages_server import Host

MOST = 2_000
"""How many bytes a quotation of a record may have on average: there are more than a thousand."""


def described(site: Path) -> dict[str, dict[str, object]]:
    """Return what each file describes, by its name."""
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((site / embed.FOLDER).glob("*.json"))}


def test_each_record_and_picture_is_described_once(site: Path, knowledge: Knowledge) -> None:
    records = {name for name in described(site) if not name.startswith("picture-")}
    shown = {path.stem for path in (site / embed.FOLDER).glob("picture-*.svg")}
    assert records == set(knowledge.records)
    assert shown == {path.stem for path in (site / embed.FOLDER).glob("picture-*.txt")}
    assert shown == described(site).keys() - records
    assert shown <= {f"picture-{name}" for name in pictures(knowledge)}
    assert shown


def test_a_quotation_says_what_the_record_says(site: Path, knowledge: Knowledge, address: str) -> None:
    for id_, record in knowledge.records.items():
        quote = lxml.html.fromstring(str(described_as(site, id_)["html"]))
        title, summary, marks, foot = (part.text_content() for part in quote.iterfind("p"))
        assert title == record.display_title
        if record.retired is None:
            assert summary == record.summary
        assert marks.startswith(record.badge)
        dates = {knowledge[cited.document].dated for cited in record.sources} - {""}
        assert record.id in {cited.document for cited in record.sources} or all(day in marks for day in dates)
        assert "unofficial" in foot
        assert [link.get("href") for link in quote.iter("a")] == [f"{address}{permalink(id_)}", LICENCE]


def described_as(site: Path, id_: str) -> dict[str, object]:
    return json.loads((site / embed.FOLDER / f"{id_}.json").read_text("utf-8"))


def test_a_client_of_oembed_finds_it_at_the_permanent_link(hosted: Host, site: Path, knowledge: Knowledge) -> None:
    """The pages name the address for which they were built; the client asks this host instead of that."""
    for id_ in (next(iter(of_kind)).id for kind in knowledge.kinds if (of_kind := knowledge.of(kind))):
        page = (site / permalink(id_) / "index.html").read_text("utf-8")
        [link] = lxml.html.fromstring(page).xpath("//link[@type='application/json+oembed']/@href")
        question = link.partition(embed.FOLDER)[2]
        found = fetch_content(f"{hosted.address}{embed.FOLDER}{question}", RequestParameters(url=hosted.address))
        wanted = described_as(site, id_)
        assert (found.type, found.version, found.title) == ("rich", "1.0", wanted["title"])
        assert (found.html, found.width, found.height) == (wanted["html"], wanted["width"], wanted["height"])


def test_a_strict_sanitiser_takes_nothing_away(site: Path) -> None:
    """Moodle's, HTML Purifier, was tried by hand: this one allows less."""
    for name, told in described(site).items():
        html = str(told["html"])
        cleaned = nh3.clean(html, link_rel=None)
        assert lxml.html.tostring(lxml.html.fromstring(cleaned)) == lxml.html.tostring(lxml.html.fromstring(html)), name


def test_html_of_a_picture_leads_to_a_file_and_to_the_same_in_words(site: Path, address: str) -> None:
    for path in (site / embed.FOLDER).glob("picture-*.txt"):
        quote = lxml.html.fromstring(path.read_text("utf-8"))
        [image] = quote.iter("img")
        assert (site / image.get("src").removeprefix(address)).is_file()
        assert image.get("alt")
        target = next(quote.iter("a")).get("href").removeprefix(address)
        lead = lxml.html.parse(site / target / "index.html").getroot()
        page, _, anchor = lead.xpath("string(//p/a/@href)").removeprefix("../../").partition("#")
        below = lxml.html.parse(site / page / "index.html").getroot().get_element_by_id(anchor)
        title = image.get("alt").partition(". The page that")[0]
        assert [each for each in below.xpath("following::figure/*/@aria-label") if each == title]


def test_picture_is_a_file_that_shows_all_by_itself(site: Path) -> None:
    for path in (site / embed.FOLDER).glob("picture-*.svg"):
        picture = lxml.etree.fromstring(path.read_bytes())
        assert lxml.etree.QName(picture).localname == "svg"
        names = {lxml.etree.QName(each).localname for each in picture.iter()}
        assert names <= {"svg", "title", "desc", "g", "rect", "path", "circle", "text"}
        assert not re.search(rb"href|class=|style=|<script", path.read_bytes())
        assert LICENCE in picture.findtext("{*}desc")


def test_quotations_stay_small(site: Path, knowledge: Knowledge) -> None:
    sizes = [path.stat().st_size for path in (site / embed.FOLDER).iterdir()]
    assert sum(sizes) / len(knowledge.records) < MOST
