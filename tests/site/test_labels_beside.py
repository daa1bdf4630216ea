"""The words and figures beside the pages: the frame, structured data, changes and feed, addresses, search, open data.

As in test_labels.py, the records are those of tests/small, and nothing expected is taken from the package.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import struct
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import feedparser
import lxml.html
import pytest

from tests.helpers.project import ADDRESS
from tests.helpers.reading import Site, words
from tests.helpers.small import built


@pytest.fixture(scope="module")
def read(small_project: Path) -> Site:
    """The site of the small project, to read in."""
    return Site(small_project / "site")


# ------------------------------------------------------------------------------------------------
# What machines read: structured data, the picture of a shared link, the feed
# ------------------------------------------------------------------------------------------------


def described(read: Site, page: str) -> dict[str, Any]:
    """Return the one thing that a page describes; it must be of schema.org."""
    (text,) = read.page(page).xpath("//script[@type='application/ld+json']/text()")
    graph = json.loads(text)
    assert graph["@context"] == "https://schema.org"
    (thing,) = graph["@graph"]
    return thing


def resource(id_: str, url: str, name: str, description: str, kind: str) -> dict[str, Any]:
    """Return how schema.org describes a record that is neither a term nor a source nor an event."""
    return {
        "@type": "LearningResource",
        "@id": f"{ADDRESS}id/{id_}/",
        "identifier": id_,
        "name": name,
        "description": description,
        "url": f"{ADDRESS}{url}#{id_}",
        "learningResourceType": kind,
        "isPartOf": {"@id": f"{ADDRESS}#site"},
        "isBasedOn": [{"@id": f"{ADDRESS}id/source-report/"}],
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "isAccessibleForFree": True,
        "inLanguage": "en-GB",
        "datePublished": "2026-11-22",
    }


RESOURCES = [
    resource(
        "rec-1",
        "recommendations/rec-1/",
        "Recommendation 1: Training",
        "Somebody should train somebody.",
        "Recommendations (March 2020)",
    ),
    resource(
        "expectation-implied",
        "expectations/training/",
        "Implied",
        "It follows from a weakness.",
        "Expectations",
    ),
    resource("finding-gap-1", "findings/training/", "Gap number 1", "It was so.", "Findings"),
    resource(
        "duty-141",
        "duties/duty-141/",
        "2015 guidance, paragraph 141: Seven verbs",
        "One. Again. Two. Three. Four. Five. Six.",
        "2015 guidance (no longer in force)",
    ),
    resource(
        "discipline-abuse",
        "disciplines/discipline-abuse/",
        "Public protection discipline 1: Abuse",
        "Protecting people.",
        "Public protection disciplines",
    ),
    resource("role-college", "roles/role-college/", "College", "Teaches.", "Roles and organisations"),
    resource("earlier-2009-rec-5", "earlier/", "A demand", "They were to learn.", "Earlier inspections: 2008 and 2009"),
]


@pytest.mark.parametrize("wanted", RESOURCES, ids=lambda thing: thing["identifier"])
def test_structured_data_of_a_record(wanted: dict[str, Any], read: Site) -> None:
    assert described(read, f"id/{wanted['identifier']}/") == wanted


@pytest.mark.parametrize(
    ("id_", "wanted"),
    [
        (
            "term-profile",
            {
                "@type": "DefinedTerm",
                "name": "LP: Local profile",
                "description": "A document.",
                "url": f"{ADDRESS}glossary/#term-profile",
                "termCode": "LP",
                "alternateName": ["LP", "Portrait"],
                "inDefinedTermSet": f"{ADDRESS}glossary/",
            },
        ),
        (
            "source-report",
            {
                "@type": "CreativeWork",
                "name": "The report",
                "description": "A report.",
                "url": f"{ADDRESS}sources/#source-report",
                "publisher": {"@type": "Organization", "name": "An inspectorate"},
                "datePublished": "2020-03",
                "sameAs": "https://example.org/report",
            },
        ),
        (
            "event-fieldwork",
            {
                "@type": "Event",
                "name": "Visits",
                "description": "They went out.",
                "url": f"{ADDRESS}timeline/#event-fieldwork",
                "startDate": "2018-10",
                "endDate": "2019-02",
            },
        ),
        (
            "event-report",
            {
                "@type": "Event",
                "name": "The report comes out",
                "description": "It was published.",
                "url": f"{ADDRESS}timeline/#event-report",
                "startDate": "2020-03-09",
            },
        ),
    ],
)
def test_structured_data_of_terms_sources_and_events(id_: str, wanted: dict[str, Any], read: Site) -> None:
    own = {"@id": f"{ADDRESS}id/{id_}/", "identifier": id_}
    assert described(read, f"id/{id_}/") == own | wanted


@pytest.mark.parametrize(
    ("page", "kind", "name", "file"),
    [
        ("glossary/", "DefinedTermSet", "Glossary", "terms"),
        ("findings/training/", "CollectionPage", "Findings", "findings"),
        ("timeline/", "CollectionPage", "Timeline", "events"),
    ],
)
def test_structured_data_of_a_page_that_records_share(page: str, kind: str, name: str, file: str, read: Site) -> None:
    assert described(read, page) == {
        "@type": kind,
        "@id": f"{ADDRESS}{page}",
        "url": f"{ADDRESS}{page}",
        "name": name,
        "isPartOf": {"@id": f"{ADDRESS}#site"},
        "encoding": {
            "@type": "DataDownload",
            "contentUrl": f"{ADDRESS}api/v1/{file}.json",
            "encodingFormat": "application/json",
        },
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "inLanguage": "en-GB",
    }


def test_structured_data_of_the_site_and_of_its_data(read: Site) -> None:
    assert described(read, "") == {
        "@type": "WebSite",
        "@id": f"{ADDRESS}#site",
        "url": ADDRESS,
        "name": "The police Prevent duty",
        "inLanguage": "en-GB",
    }
    dataset = described(read, "about/open-data/")
    files = {item["contentUrl"].rpartition(".")[2]: item for item in dataset.pop("distribution")}
    assert dataset == {
        "@type": "Dataset",
        "@id": f"{ADDRESS}about/open-data/#about-open-data",
        "name": "The police Prevent duty: open data",
        "description": "Every entry on the site, by kind, with the passages in the sources that it is based on.",
        "url": f"{ADDRESS}about/open-data/",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "version": read.page("").xpath("//meta[@name='edition']/@content")[0],
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": "The police Prevent duty", "url": ADDRESS},
    }
    assert {
        kind: (item["@type"], item["encodingFormat"]) for kind, item in files.items() if kind in ("json", "csv")
    } == {
        "json": ("DataDownload", "application/json"),
        "csv": ("DataDownload", "text/csv"),
    }


@pytest.mark.parametrize(
    ("page", "picture"),
    [
        ("", "site"),
        ("recommendations/rec-1/", "recommendation"),
        ("expectations/training/", "expectation"),
        ("findings/training/", "finding"),
        ("duties/duty-141/", "duty"),
        ("disciplines/discipline-abuse/", "discipline"),
        ("roles/role-college/", "role"),
        ("glossary/", "term"),
        ("timeline/", "event"),
        ("earlier/", "earlier"),
        ("developments/", "development"),
        ("sources/", "source"),
    ],
)
def test_picture_of_a_shared_link_and_its_size(page: str, picture: str, read: Site) -> None:
    meta = {at.get("property") or at.get("name"): at.get("content") for at in read.page(page).xpath("//meta")}
    assert meta["og:image"] == f"{ADDRESS}assets/social/{picture}.png"
    assert (meta["og:image:width"], meta["og:image:height"]) == ("1200", "630")
    assert meta["twitter:card"] == "summary_large_image"
    head = (read.folder / f"assets/social/{picture}.png").read_bytes()[:24]
    assert struct.unpack(">8x4x4sII", head) == (b"IHDR", 1200, 630)


def test_what_a_shared_link_says(read: Site) -> None:
    meta = {
        at.get("property"): at.get("content") for at in read.page("recommendations/rec-1/").xpath("//meta[@property]")
    }
    meta = {name: text for name, text in meta.items() if not name.startswith("og:image")}
    assert meta == {
        "og:description": "Somebody should train somebody.",
        "og:url": f"{ADDRESS}recommendations/rec-1/",
        "og:type": "article",
        "og:site_name": "The police Prevent duty",
        "og:title": "Recommendation 1: Training",
        "og:locale": "en_GB",
    }


def test_feed_gives_day_month_and_year_as_times(read: Site) -> None:
    """An edition has a day; a retirement may have a month or a year alone, and counts from the beginning of it."""
    feed = feedparser.parse((read.folder / "feed.xml").read_bytes())
    assert [(entry.title, entry.updated, entry.link) for entry in feed.entries] == [
        ("finding-gap-4: added", "2027-04-02T00:00:00Z", f"{ADDRESS}id/finding-gap-4/"),
        ("earlier-2008-174-1: changed", "2027-04-03T00:00:00Z", f"{ADDRESS}id/earlier-2008-174-1/"),
        ("Edition of 1 March 2027", "2027-03-01T00:00:00Z", f"{ADDRESS}changes/#edition-2027-03-01"),
        ("role-over: retired", "2027-01-01T00:00:00Z", f"{ADDRESS}id/role-over/"),
        ("term-retired: retired", "2027-02-01T00:00:00Z", f"{ADDRESS}id/term-retired/"),
        ("rec-2: changed", "2027-02-03T00:00:00Z", f"{ADDRESS}id/rec-2/"),
        ("term-plan: changed", "2027-02-04T00:00:00Z", f"{ADDRESS}id/term-plan/"),
        ("Edition of 22 November 2026", "2026-11-22T00:00:00Z", f"{ADDRESS}changes/#edition-2026-11-22"),
    ]
    assert feed.feed.updated == "2027-04-03T00:00:00Z"
    assert feed.feed.title == "The police Prevent duty: what changed"


def test_content_of_an_entry_says_what_happened_and_why(read: Site) -> None:
    feed = feedparser.parse((read.folder / "feed.xml").read_bytes())
    content = {entry.title: entry.content[0].value for entry in feed.entries}
    assert content["rec-2: changed"] == "Profiles. It was read anew."
    assert content["Edition of 1 March 2027"].splitlines() == [
        "Names are over.",
        "",
        "retired: role-over",
        "retired: term-retired",
        "changed: rec-2",
        "changed: term-plan",
    ]


def test_changes_are_named_by_what_happened(read: Site) -> None:
    """Those after the last edition come first, then the editions, the newest first."""
    article = read.article("changes/")
    told: dict[str, list[tuple[str, list[str]]]] = {}
    for part in article:
        if part.tag == "h2":
            told[words(part)] = []
        elif part.tag == "details":
            told[list(told)[-1]].append((words(part[0]), [words(item) for item in part.iter("li")]))
    assert list(told) == ["Since the last release", "Updates on 1 March 2027", "Updates on 22 November 2026"]
    assert told == {
        "Since the last release": [
            ("Added: 1 finding", ["Gap number 4"]),
            ("Changed: 1 earlier recommendation or finding", ["A measure: It was measured anew."]),
        ],
        "Updates on 1 March 2027": [
            ("Changed: 1 recommendation", ["Recommendation 2: Profiles: It was read anew."]),
            ("Changed: 1 glossary entry", ["Plan: It was put more clearly."]),
            ("Removed: 1 role or organisation", ["Old region: It was divided."]),
            ("Removed: 1 glossary entry", ["Old name: It is not used any more."]),
        ],
        "Updates on 22 November 2026": [("Removed: 1 role or organisation", ["Old college: It was closed."])],
    }


def test_first_edition_is_counted(read: Site) -> None:
    (listed,) = read.article("changes/").xpath("./ul")
    assert [words(item) for item in listed][:5] == [
        "2 sources",
        "5 recommendations",
        "16 expectations",
        "10 findings",
        "3 paragraphs of the 2015 guidance",
    ]


# ------------------------------------------------------------------------------------------------
# Beside the pages: search, edition, the site without a server
# ------------------------------------------------------------------------------------------------


def test_search_knows_what_good_and_poor_look_like(read: Site) -> None:
    """Words that stand nowhere but in `good` and `poor` of one expectation."""
    data = (read.folder / "search/data.js").read_text(encoding="utf-8")
    assert "zyzzyva" in data
    assert "quagga" in data


def test_search_names_the_kinds(read: Site) -> None:
    data = (read.folder / "search/data.js").read_text(encoding="utf-8")
    kinds = json.JSONDecoder().raw_decode(data, data.index('"kinds":') + len('"kinds":'))[0]
    assert [words for *words, _ in kinds] == [
        ["source", "Sources", "source-", "Source"],
        ["recommendation", "Recommendations", "rec-", "Recommendation"],
        ["expectation", "Expectations", "expectation-", "Expectation"],
        ["finding", "Findings", "finding-", "Finding"],
        ["duty", "Paragraphs of the 2015 guidance", "duty-", "Paragraph of the 2015 guidance"],
        ["discipline", "Public protection disciplines", "discipline-", "Public protection discipline"],
        ["role", "Roles and organisations", "role-", "Role or organisation"],
        ["term", "Glossary entries", "term-", "Glossary entry"],
        ["event", "Dates in the timeline", "event-", "Date in the timeline"],
        ["earlier", "Earlier recommendations and findings", "earlier-", "Earlier recommendation or finding"],
        ["development", "Changes since 2020", "development-", "Change since 2020"],
        ["unread", "Documents we have not read", "unread-", "Document we have not read"],
        ["page", "Pages", "", "Page"],
    ]


def test_edition_is_that_of_the_data_and_a_tag_changes_nothing(small_project: Path, tmp_path: Path) -> None:
    """A tag can be set before a build of its commit or after, and the pages are the same."""
    project = tmp_path / "project"
    shutil.copytree(small_project, project, ignore=shutil.ignore_patterns("site"))
    git = ["git", "-C", str(project), "-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=no"]
    pages = []
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "All"], ["tag", "edition-2027-05-05"]):
        subprocess.run([*git, *command], check=True, capture_output=True)
        if command[0] in ("commit", "tag"):
            pages.append(Site(built(project)).page("roles/role-college/"))
    assert lxml.html.tostring(pages[0]) == lxml.html.tostring(pages[1])
    assert pages[1].xpath("//meta[@name='edition']/@content") == ["2027-03-01"]
    assert "2027-05-05" not in words(pages[1].find_class("colophon")[0])


def test_without_a_server_each_link_names_its_file(small_project: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "knowledge", "offline", str(small_project / "site"), str(tmp_path)]
    subprocess.run(command, cwd=small_project, check=True, capture_output=True)
    (packed,) = (path for path in tmp_path.glob("*.zip") if "data" not in path.name)
    with zipfile.ZipFile(packed) as archive:
        inside = set(archive.namelist())
        page = archive.read(f"{packed.stem}/recommendations/rec-1/index.html").decode()
    assert 'href="../../roles/role-college/index.html#role-college"' in page
    assert 'href="../../id/rec-1/index.html"' in page
    assert f"{packed.stem}/roles/role-college/index.html" in inside


# ------------------------------------------------------------------------------------------------
# The frame
# ------------------------------------------------------------------------------------------------


def test_policy_stands_on_every_page_and_allows_one_script_of_our_own(read: Site) -> None:
    for page in ("", "recommendations/rec-1/", "about/licence/"):
        (policy,) = read.page(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        rules = dict(rule.strip().partition(" ")[::2] for rule in policy.split(";"))
        assert re.fullmatch(r"'self' 'sha256-[\w+/]{43}='", rules.pop("script-src"))
        assert rules == {
            "default-src": "'self'",
            "style-src": "'self'",
            "img-src": "'self' data:",
            "object-src": "'none'",
            "base-uri": "'none'",
            "form-action": "'none'",
        }


def test_frame_names_page_site_and_edition(read: Site) -> None:
    page = read.page("recommendations/rec-1/")
    assert page.findtext(".//title") == "Recommendation 1: Training - The police Prevent duty"
    assert read.page("").findtext(".//title") == "The police Prevent duty"
    named = {at.get("name"): at.get("content") for at in page.xpath("//meta[@name]")}
    assert (named["edition"], named["site-name"]) == ("2027-03-01", "The police Prevent duty")
    assert (named["description"], named["referrer"]) == ("Somebody should train somebody.", "no-referrer")
    (described,) = read.page("duties/duty-141/").xpath("//meta[@name='description']/@content")
    assert described == "One. Again. Two. Three. Four. Five. Six.", "not the notice, which is its first paragraph"
    assert words(page.find_class("print-header")[0]) == (
        "The police Prevent duty (unofficial) · edition of 2027-03-01 · "
        f"{ADDRESS}recommendations/rec-1/Web addresses on this page start with {ADDRESS}"
    )
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{ADDRESS}recommendations/rec-1/"]
    assert page.xpath("//link[@type='application/atom+xml']/@href") == ["../../feed.xml"]
    assert "Last updated 22 November 2026" in words(page.find_class("colophon")[0])


def test_every_page_says_what_the_site_is_not(read: Site) -> None:
    for page in ("", "recommendations/rec-1/"):
        notice = read.page(page).find_class("notice")[0]
        assert re.match("Independent and unofficial[.:;,]", words(notice))
        assert "not statutory guidance" in words(read.page(page).find_class("colophon")[0])


# ------------------------------------------------------------------------------------------------
# Addresses that stay
# ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "target", "name"),
    [
        ("id/rec-1/", "../../recommendations/rec-1/#rec-1", "Recommendation 1: Training"),
        ("id/term-profile/", "../../glossary/#term-profile", "LP: Local profile"),
        ("id/matrix/", "../../matrix/#matrix", "2015 Prevent duty guidance mapped to the 2020 report"),
        ("old/words/", "../../glossary/", "old/words/"),
    ],
)
def test_permanent_and_old_addresses_lead_to_where_it_stands(address: str, target: str, name: str, read: Site) -> None:
    page = read.page(address)
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={target}"]
    assert [(words(link), link.get("href")) for link in page.iter("a")] == [(name, target)]
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{ADDRESS}{target.removeprefix('../../').split('#')[0]}"]


# ------------------------------------------------------------------------------------------------
# Open data
# ------------------------------------------------------------------------------------------------


def data(read: Site, name: str) -> dict[str, dict[str, Any]]:
    """Return the records of a file of the open data, by their ids."""
    content = json.loads((read.folder / f"api/v1/{name}.json").read_text(encoding="utf-8"))
    return {record["id"]: record for record in content["records"]}


def test_index_says_what_stands_where_and_since_when(read: Site) -> None:
    index = data(read, "index")
    assert {name: index["rec-2"][name] for name in ("title", "status", "first_published", "last_changed")} == {
        "title": "Recommendation 2: Profiles",
        "status": "unknown",
        "first_published": "2026-11-22",
        "last_changed": "2027-02-03",
    }
    assert index["duty-141-1"]["sources"] == [
        {"document": "source-report", "heading": "Annex", "paragraph": 141, "bullet": 1}
    ]
    assert (index["role-retired"]["status"], index["role-college"]["status"]) == ("retired", "active")


def test_duty_says_when_its_guidance_applied(read: Site) -> None:
    duty = data(read, "duties")["duty-141"]
    assert {name: duty[name] for name in ("in_force_from", "in_force_until", "replaced_by")} == {
        "in_force_from": "2015",
        "in_force_until": "2023-12-31",
        "replaced_by": "source-new",
    }


def test_changes_name_the_edition_in_which_they_are_seen(read: Site) -> None:
    changes = json.loads((read.folder / "api/v1/changes.json").read_text(encoding="utf-8"))["changes"]
    seen = {(change["id"], change["sort"]): (change["edition"], change["reason"]) for change in changes}
    assert seen["finding-gap-4", "added"] == (None, "First published.")
    assert seen["rec-2", "added"] == ("2026-11-22", "First published.")
    assert seen["rec-2", "changed"] == ("2027-03-01", "It was read anew.")
    assert seen["role-over", "retired"] == ("2027-03-01", "It was divided.")


def test_table_says_yes_and_no_and_divides_lists(read: Site) -> None:
    text = (read.folder / "api/v1/expectations.csv").read_text(encoding="utf-8-sig")
    rows = {row["id"]: row for row in csv.DictReader(text.splitlines())}
    assert {id_: row["faces_force_lead"] for id_, row in rows.items()} == {
        "expectation-implied": "yes",
        "expectation-expected": "no",
        "expectation-policy": "no",
        "expectation-contest": "no",
        "expectation-guidance": "yes",
        "expectation-act": "yes",
        "expectation-recommended": "no",
        **{f"expectation-step-{number}": "yes" for number in range(1, 10)},
    }
    assert [id_ for id_, row in rows.items() if row["applies_to_is_ours"] == "yes"] == ["expectation-policy"]
    assert rows["expectation-implied"]["applies_to"] == "role-region | role-college"
