"""A kind of record is one data file, one file in kinds/, one name in the list and its look in one style file.

Two made-up kinds are added to a copy in that way: lessons, which share a page, and stories, each with a page that its
author writes around it. Everything that a kind is found in is looked for, on the built site of the copy.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import lxml.html
import openpyxl
import pytest

from knowledge.build.node import MODULES, NODE
from tests.helpers.new_kinds import (
    KINDS,
    NAMES,
    PAGES,
    PLURALS,
    PROSE,
    RECORDS,
    RETIRED,
    SHAPES,
    add_kinds,
    add_prose,
    done,
    files_of,
)
from tests.helpers.project import ADDRESS, ROOT, build, copied, package
from tests.helpers.reading import words


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy with the two kinds, as 'make stubs' leaves it."""
    root = copied(tmp_path_factory.mktemp("kinds") / "project")
    add_kinds(root)
    return root


@pytest.fixture(scope="module")
def root(bare: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, with an author's prose and quotations."""
    root = tmp_path_factory.mktemp("prose") / "project"
    shutil.copytree(bare, root)
    add_prose(root)
    return root


@pytest.fixture(scope="module")
def site(root: Path) -> Path:
    """The built site of the copy."""
    done(build(root))
    return root / "site"


@cache
def page(site: Path, url: str) -> lxml.html.HtmlElement:
    """Return a page of the built site."""
    return lxml.html.parse(site / url / "index.html").getroot()


def published(site: Path, name: str) -> Any:
    """Return a file of the open data."""
    return json.loads((site / "api/v1" / name).read_text(encoding="utf-8"))


each_kind = pytest.mark.parametrize("kind", KINDS)


# ------------------------------------------------------------------------------------------------
# What 'make stubs' writes, and leaves
# ------------------------------------------------------------------------------------------------


def test_stubs_write_pages_navigation_and_ledger(bare: Path) -> None:
    pages = {
        "lessons.md": '# Lessons { #lessons }\n\n{{ overview("lesson") }}\n',
        "stories/index.md": '# Stories { #stories }\n\n{{ overview("story") }}\n',
        "stories/story-zebra-crossing.md": '{{ record("story-zebra-crossing") }}\n',
        "stories/story-retired.md": '{{ record("story-retired") }}\n',
    }
    assert {name: (bare / "docs" / name).read_text(encoding="utf-8") for name in pages} == pages
    navigation = (bare / "mkdocs.yml").read_text(encoding="utf-8")
    assert (
        "  - Lessons:\n      - lessons.md\n"
        "  - Stories:\n      - stories/index.md\n      - stories/story-zebra-crossing.md\n"
        "      - stories/story-retired.md\n"
        "  - About this site:\n"
    ) in navigation
    ledger = (bare / "data/ledger.csv").read_text(encoding="utf-8").splitlines()
    for kind in KINDS:
        assert [line.split(",")[:2] for line in ledger if line.startswith((RECORDS[kind], RETIRED[kind]))] == [
            [RECORDS[kind], kind],
            [RETIRED[kind], kind],
        ]


def test_stubs_change_nothing_where_an_author_wrote_prose(root: Path) -> None:
    before = files_of(root)
    assert done(package(root, "stubs")) == "nothing to write\n"
    assert files_of(root) == before
    assert "records are valid" in done(package(root, "check"))


def test_page_that_loses_its_call_is_named(root: Path, tmp_path: Path) -> None:
    copy = tmp_path / "project"
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns("site"))
    file = copy / "docs/stories/story-zebra-crossing.md"
    file.write_text(PROSE.replace("{{ record(", "{{ quote("), encoding="utf-8")
    checked = package(copy, "check")
    assert checked.returncode == 1
    assert 'does not call {{ record("story-zebra-crossing") }}' in checked.stderr


# ------------------------------------------------------------------------------------------------
# Pages
# ------------------------------------------------------------------------------------------------


@each_kind
def test_record_stands_on_its_page_with_badge_sources_and_address(site: Path, kind: str) -> None:
    heading = page(site, PAGES[kind]).get_element_by_id(RECORDS[kind])
    assert heading.tag == {"lesson": "h2", "story": "h1"}[kind]
    assert kind in heading.get("class").split()
    assert heading.get("data-kind") == {"lesson": "Lesson", "story": "Case (made up)"}[kind]
    foot = page(site, PAGES[kind]).xpath(f"//*[@data-id='{RECORDS[kind]}']")[0]
    assert "“Summary”" in words(foot)
    assert foot.xpath(f".//a[@data-permanent and text()='id/{RECORDS[kind]}/']")


def test_body_explains_acronyms_and_names_what_it_teaches(site: Path) -> None:
    whole = page(site, PAGES["lesson"])
    assert whole.xpath("//button[@popovertarget='explain-term-fimu']")
    assert whole.xpath("//dd//a[contains(@href, 'role-force-prevent-lead')]")
    assert "Draft, not tried yet" in words(whole)


@each_kind
def test_retired_record_keeps_its_place_and_says_why(site: Path, kind: str) -> None:
    url = {"lesson": "lessons/", "story": "stories/story-retired/"}[kind]
    heading = page(site, url).get_element_by_id(RETIRED[kind])
    assert heading.get("data-kind").endswith(" · removed")
    notice = heading.getnext()
    reason = {
        "lesson": "It was taught by heart. Replaced by From a first concern to a referral.",
        "story": "The crossing was closed. Not replaced.",
    }
    assert words(notice) == f"Removed on 24 November 2026: no longer updated {reason[kind]}"


@each_kind
def test_navigation_leads_to_the_kind(site: Path, kind: str) -> None:
    sections = page(site, "").xpath("//nav[@aria-label='Sections']//a")
    assert [link.get("href") for link in sections if words(link) == NAMES[kind]] == [f"{PLURALS[kind]}/"]
    assert f"<loc>{ADDRESS}{PAGES[kind]}</loc>" in (site / "sitemap.xml").read_text(encoding="utf-8")
    crumbs = page(site, PAGES["story"]).xpath("//nav[@class='breadcrumbs']//a")
    assert [words(link) for link in crumbs] == ["Home", "Stories"]


@each_kind
def test_home_counts_the_kind_with_its_shape(site: Path, kind: str) -> None:
    link = page(site, "").xpath(f"//div[contains(@class, 'kinds')]//a[contains(@class, '{kind}')]")[0]
    assert words(link) == {"lesson": "1 lesson", "story": "1 made-up case"}[kind]
    assert link.get("href") == f"{PLURALS[kind]}/"
    styles = (site / "assets/site.css").read_text(encoding="utf-8")
    assert f".{kind}{{--shape:{SHAPES[kind]}}}" in re.sub(r"([:,]) ", r"\1", styles)


@each_kind
def test_a_to_z_names_the_kind(site: Path, kind: str) -> None:
    entries = [words(entry) for entry in page(site, "a-z/").xpath("//article//li")]
    assert {"lesson": "From a first concern to a referral lesson", "story": "The zebra crossing made-up case"}[
        kind
    ] in entries
    assert "Quagga crossing made-up case" in entries


def related(whole: lxml.html.HtmlElement) -> list[str]:
    """Return what a page lists as related: each entry in sight with the reason, and those that are folded away."""
    (heading,) = whole.xpath("//h2[@id and substring(@id, string-length(@id) - 7) = '-related']")
    listed = heading.getnext()
    rest = listed.getnext()
    return [words(item) for part in (listed, rest) if part.tag in ("ul", "details") for item in part.iter("li")]


def test_what_is_named_leads_back(site: Path) -> None:
    assert "From a first concern to a referral" in related(page(site, "recommendations/rec-1/"))
    assert related(page(site, PAGES["story"])) == [
        "Force Prevent lead (role concerned)",
        "From a first concern to a referral (lesson)",
    ]
    role = page(site, "roles/role-force-prevent-lead/")
    heading = role.get_element_by_id("role-force-prevent-lead-stories-about-it")
    assert [words(entry) for entry in heading.getnext()] == ["The zebra crossing"]
    assert words(heading) == "Stories about this role"
    assert not any("zebra" in line for line in related(role))
    assert "2 lessons" in [words(link) for link in page(site, "sources/").xpath("//dd/a")]


@each_kind
def test_fields_and_downloads_are_listed(site: Path, kind: str) -> None:
    heading = page(site, "about/fields/").get_element_by_id(f"fields-{PLURALS[kind]}")
    assert words(heading).startswith(NAMES[kind])
    assert {"lesson": "How long it lasts", "story": "What is talked over"}[kind] in words(page(site, "about/fields/"))
    links = {link.get("href") for link in page(site, "about/open-data/").xpath("//article//table//a")}
    assert {f"../../api/v1/{PLURALS[kind]}.{ending}" for ending in ("json", "csv", "schema.json")} <= links
    assert f"{NAMES[kind]}: 2" in words(page(site, "about/open-data/"))


@each_kind
def test_what_changed_lists_the_new_records(site: Path, kind: str) -> None:
    text = words(page(site, "changes/"))
    assert {"lesson": "Added: 2 lessons ", "story": "Added: 2 made-up cases "}[kind] in text
    assert {"lesson": "Removed: 1 lesson ", "story": "Removed: 1 made-up case "}[kind] in text
    assert f"id/{RECORDS[kind]}/" in (site / "feed.xml").read_text(encoding="utf-8")


# ------------------------------------------------------------------------------------------------
# Quotations
# ------------------------------------------------------------------------------------------------


def test_quotation_says_what_the_record_says(site: Path) -> None:
    quotes = page(site, "about/method/").xpath("//div[contains(@class, 'quotation')]")
    assert [quote.get("class") for quote in quotes] == ["quotation lesson", "quotation lesson", "quotation story"]
    assert words(quotes[0]) == words(quotes[1])
    for part in ("From a first concern to a referral", "To say whom to tell of a concern", "For", "“Summary”"):
        assert part in words(quotes[0])
    assert quotes[0].xpath(".//a[@data-permanent and text()='id/lesson-first-concern/']")


def test_prose_and_quotations_stand_around_the_record(site: Path) -> None:
    text = words(page(site, PAGES["story"]).xpath("//article")[0])
    parts = ("Allow a quarter of an hour", "A warden notices", "Would an okapi", "Notes for trainers", "below a list")
    places = [text.find(part) for part in parts]
    assert places == sorted(places)
    assert -1 not in places
    quotes = page(site, PAGES["story"]).xpath("//div[contains(@class, 'quotation')]")
    assert [quote.get("class").split()[1] for quote in quotes] == [
        "recommendation",
        "recommendation",
        "story",
        "recommendation",
    ]
    assert len({words(quote) for quote in quotes}) == 2
    assert "{{" not in text
    assert "**" not in text
    assert not page(site, PAGES["story"]).xpath("//*[@markdown]")


def test_no_id_stands_twice(site: Path) -> None:
    for path in site.rglob("index.html"):
        ids = lxml.html.parse(path).getroot().xpath("//@id")
        assert [id_ for id_, count in Counter(ids).items() if count > 1] == [], path


def test_author_names_the_page(site: Path) -> None:
    story = page(site, PAGES["story"])
    assert story.findtext(".//title").startswith("The crossing, with notes for trainers - ")
    assert story.xpath("string(//meta[@name='description']/@content)") == (
        "A warden notices that somebody no longer says good morning."
    )


# ------------------------------------------------------------------------------------------------
# Open data
# ------------------------------------------------------------------------------------------------


@each_kind
def test_json_follows_its_schema(site: Path, kind: str) -> None:
    content = published(site, f"{PLURALS[kind]}.json")
    jsonschema.Draft202012Validator(published(site, f"{PLURALS[kind]}.schema.json")).validate(content)
    assert [record["id"] for record in content["records"]] == [RECORDS[kind], RETIRED[kind]]
    assert content["records"][0]["url"] == f"{PAGES[kind]}#{RECORDS[kind]}"
    assert "role-force-prevent-lead" in content["records"][0]["related"]
    assert content["records"][1]["retired"]["since"] == "2026-11-24"


def test_schema_refuses_what_is_no_lesson(site: Path) -> None:
    content = published(site, "lessons.json")
    content["records"][0]["minutes"] = 0
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(published(site, "lessons.schema.json")).validate(content)


@each_kind
def test_index_holds_the_records(site: Path, kind: str) -> None:
    index = published(site, "index.json")
    jsonschema.Draft202012Validator(published(site, "index.schema.json")).validate(index)
    own = {record["id"]: record for record in index["records"] if record["kind"] == kind}
    assert list(own) == [RECORDS[kind], RETIRED[kind]]
    assert own[RECORDS[kind]]["status"] == {"lesson": "draft", "story": "made up"}[kind]
    assert own[RETIRED[kind]]["status"] == "retired"
    rec = next(record for record in index["records"] if record["id"] == "rec-1")
    assert "lesson-first-concern" in rec["related"]
    assert RECORDS[kind] in [change["id"] for change in published(site, "changes.json")["changes"]]


@each_kind
def test_csv_and_workbook_hold_the_records(site: Path, kind: str) -> None:
    text = (site / f"api/v1/{PLURALS[kind]}.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["id"] for row in rows] == [RECORDS[kind], RETIRED[kind]]
    sheet = openpyxl.load_workbook(site / "api/v1/prevent-duty.xlsx")[PLURALS[kind]]
    names, *values = ([cell or "" for cell in row] for row in sheet.iter_rows(values_only=True))
    assert names == list(rows[0])
    assert [dict(zip(names, row, strict=True)) for row in values] == rows


@each_kind
def test_permanent_address_leads_to_the_record(site: Path, kind: str) -> None:
    lead = page(site, f"id/{RECORDS[kind]}/")
    assert lead.xpath("//a/@href") == [f"../../{PAGES[kind]}#{RECORDS[kind]}"]
    described = json.loads(lead.xpath("string(//script)"))["@graph"][0]
    assert described["identifier"] == RECORDS[kind]
    assert described["learningResourceType"] == {"lesson": "Lessons", "story": "Case"}[kind]
    assert described["isBasedOn"] == [{"@id": f"{ADDRESS}id/source-hmicfrs-2020/"}]
    assert page(site, f"id/{RETIRED[kind]}/").xpath("//a/@href")


def test_structured_data_and_card_are_the_kinds_own(site: Path) -> None:
    for kind in KINDS:
        head = page(site, PAGES[kind])
        assert head.xpath("string(//meta[@property='og:image']/@content)") == f"{ADDRESS}assets/social/{kind}.png"
        assert (site / f"assets/social/{kind}.png").read_bytes() != (site / "assets/social/site.png").read_bytes()
    script = "string(//script[@type='application/ld+json'])"
    [shared] = json.loads(page(site, "lessons/").xpath(script))["@graph"]
    assert (shared["@type"], shared["name"]) == ("CollectionPage", "Lessons")
    assert shared["encoding"]["contentUrl"] == f"{ADDRESS}api/v1/lessons.json"
    [own] = json.loads(page(site, PAGES["story"]).xpath(script))["@graph"]
    assert (own["@id"], own["name"]) == (f"{ADDRESS}id/{RECORDS['story']}/", "The zebra crossing")
    [data_set] = json.loads(page(site, "about/open-data/").xpath(script))["@graph"]
    offered = {download["contentUrl"] for download in data_set["distribution"]}
    assert {f"{ADDRESS}api/v1/{plural}.json" for plural in PLURALS.values()} <= offered


# ------------------------------------------------------------------------------------------------
# Browsers
# ------------------------------------------------------------------------------------------------

QUERIES = {
    "from a first concern to a referral": "lesson-first-concern",
    "teach the way of a concern": "lesson-first-concern",
    "zebra crossing": "story-zebra-crossing",
    "quagga": "story-zebra-crossing",
    "okapi": "story-zebra-crossing",
    "lesson-first-concern": "lesson-first-concern",
}
"""What is asked of the search, by title, question, other name, text and id, and what comes first."""

MISSING = {
    "id/lesson-second-concern/": "Search for “second concern”",
    "id/story-zebra/": "Search for “zebra”",
}
"""Addresses that lead nowhere, and what the page for them offers: the beginning of an id is no word of its title."""


@pytest.fixture(scope="module")
def scripts(root: Path, site: Path) -> dict[str, dict[str, Any]]:
    """What the scripts of the built site answer."""
    command = [str(NODE), str(ROOT / "tests/helpers/built_scripts.mjs"), str(site), str(root / "web"), str(MODULES)]
    asked = json.dumps({"queries": list(QUERIES), "missing": list(MISSING)})
    return dict(json.loads(done(subprocess.run(command, input=asked, capture_output=True, text=True, check=False))))


def test_search_finds_it(site: Path, scripts: dict[str, dict[str, Any]]) -> None:
    assert {query: found[0] for query, found in scripts["found"].items() if found} == QUERIES
    assert not any(id_ in RETIRED.values() for found in scripts["found"].values() for id_ in found)
    assert (site / "search/records/lesson-first-concern.js").is_file()
    data = (site / "search/data.js").read_text(encoding="utf-8")
    assert '["lesson","Lessons","lesson-","Lesson",1]' in data
    assert '["story","Made-up cases","story-","Made-up case",1]' in data


def test_page_for_missing_addresses_knows_its_ids(scripts: dict[str, dict[str, Any]]) -> None:
    assert scripts["offered"] == MISSING


def test_spelling_passes_over_its_ids(root: Path) -> None:
    script = "from tests.unit.test_spelling import ids; print(ids())"
    variables = {"PYTHONPATH": str(ROOT)}  # behind the copy, which `-c` looks into first
    command = [sys.executable, "-c", script]
    pattern = done(subprocess.run(command, cwd=root, env=variables, capture_output=True, text=True, check=False))
    assert "|lesson-|story-|" in pattern


def test_addresses_on_paper_know_its_ids(site: Path) -> None:
    lists = re.findall(r'\[(?:"[a-z-]+-",?)+\]', (site / "assets/site.js").read_text(encoding="utf-8"))
    assert len(lists) == 1
    assert {"lesson-", "story-", "rec-"} <= set(json.loads(lists[0]))
