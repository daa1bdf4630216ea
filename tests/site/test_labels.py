"""The words between data and reader: each test fails when a word is exchanged, dropped or stands at another value.

The pages are those of the made-up records in tests/small, in which every value occurs. The expected words are written
out here and in tests/helpers/labels.py, and are never taken from the package.
"""

from __future__ import annotations

import json
import shutil
import struct
import subprocess
import sys
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import feedparser
import pytest

from tests.helpers.labels import SPEAKERS, VERBS, VERDICTS
from tests.helpers.project import ADDRESS
from tests.helpers.reading import Notice, Site, words
from tests.helpers.small import built, small


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project, and the site that was built of it."""
    root = small(tmp_path_factory.mktemp("small") / "project")
    built(root)
    return root


@pytest.fixture(scope="module")
def read(root: Path) -> Site:
    """The site of the small project, to read in."""
    return Site(root / "site")


# ------------------------------------------------------------------------------------------------
# Above a heading: the word and the shape
# ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id_", "badge", "classes"),
    [
        ("source-report", "Source", "source"),
        ("rec-1", "Recommendation", "recommendation"),
        ("expectation-recommended", "Expectation", "expectation"),
        ("expectation-expected", "Expectation", "expectation"),
        ("expectation-implied", "Expectation · implied by a finding", "expectation"),
        ("finding-strength-1", "Finding · strength", "finding strength"),
        ("finding-good-1", "Finding · good practice", "finding good-practice"),
        ("finding-mixed-1", "Finding · mixed", "finding mixed"),
        ("finding-gap-1", "Finding · gap", "finding gap"),
        ("duty-141", "Duty (replaced)", "duty"),
        ("duty-141-1", "Duty (replaced)", "duty"),
        ("discipline-abuse", "Discipline", "discipline"),
        ("discipline-radicalisation", "Discipline (proposed)", "discipline"),
        ("role-college", "Role", "role"),
        ("role-retired", "Role · retired", "role"),
        ("term-profile", "Term", "term"),
        ("term-retired", "Term · retired", "term"),
        ("event-report", "Event", "event"),
        ("earlier-2009-rec-5", "Earlier work", "earlier"),
        ("development-new", "Since 2020", "development"),
    ],
)
def test_word_and_shape_above_a_heading(id_: str, badge: str, classes: str, read: Site) -> None:
    record = read.kept(id_)
    assert (record.badge, " ".join(record.classes)) == (badge, classes)


@pytest.mark.parametrize(
    ("id_", "title"),
    [
        ("rec-1", "Recommendation 1: Training"),
        ("duty-141", "Paragraph 141: Six verbs"),
        ("duty-141-1", "Paragraph 141, bullet 1: A bullet"),
        ("discipline-abuse", "Discipline 1: Abuse"),
        ("discipline-radicalisation", "Proposed 2th discipline: Radicalisation"),
        ("term-profile", "LP: Local profile"),
        ("role-college", "College"),
    ],
)
def test_heading_names_its_number(id_: str, title: str, read: Site) -> None:
    assert read.kept(id_).title == title


# ------------------------------------------------------------------------------------------------
# What stands at a record: names and values
# ------------------------------------------------------------------------------------------------

FOOT = {
    "Source": "The report: “Training”",
    "Last changed in substance": "22 November 2026",
}


@pytest.mark.parametrize(
    ("id_", "facts"),
    [
        (
            "rec-1",
            {
                "Joint owners": "College; Lead",
                "Deadline": "By June 2020",
                "Chapter of the report": "Capability",
                "Area": "Training",
                "Outcome": "Not publicly known: no published closure was found (checked 19 November 2026)",
                "In the Summary": "This.",
                "In the chapter Capability": "That.",
                "This site’s view": "No matter.",
                **FOOT,
            },
        ),
        (
            "rec-2",
            {
                "Owner": "College",
                "Deadline": "With immediate effect (March 2020)",
                "Chapter of the report": "Communication",
                "Area": "Counter-terrorism local profile",
                "Outcome": "Not publicly known: no published closure was found (checked 19 November 2026)",
                "Source": "The report: “Profiles”",
                "Last changed in substance": "3 February 2027",
            },
        ),
        (
            "expectation-recommended",
            {"Strength": "Inspectors’ recommendation: “we recommend”", "On": "Partners", "How many": "all", **FOOT},
        ),
        ("expectation-expected", {"Strength": "Inspectors’ expectation: “should”", "On": "College", **FOOT}),
        (
            "expectation-implied",
            {
                "Strength": "Implied by a finding: “there was none”",
                "On": "Region; College",
                "How many": "some",
                "Faces the force’s Prevent lead": "Yes (this site’s view)",
                "Findings behind it": "Gap number 1",
                **FOOT,
            },
        ),
        (
            "source-report",
            {
                "Publisher": "An inspectorate",
                "Published": "March 2020",
                "Address": "https://example.org/report",
                "In force": "2015 to 31 December 2023",
                "Replaced by": "The new text",
                "What was read": "The whole (21 November 2026)",
                "Cited here by": (
                    "2 recommendations, 3 expectations, 10 findings, 2 duties, 2 disciplines, 6 roles, 2 terms, "
                    "2 events, 3 earlier"
                ),
                "See also": "The new text; Paragraph 141: Six verbs; Paragraph 141, bullet 1: A bullet",
                "Last changed in substance": "22 November 2026",
            },
        ),
        (
            "source-new",
            {
                "Publisher": "A ministry",
                "Published": "The date is not given",
                "Address": "https://example.org/new",
                "What was read": "The beginning (20 November 2026)",
                "Cited here by": "1 development",
                "See also": "The report",
                "Last changed in substance": "22 November 2026",
            },
        ),
        (
            "discipline-abuse",
            {"Standing": "Number 1 of the 13 core disciplines that the report lists (March 2020)", **FOOT},
        ),
        (
            "discipline-radicalisation",
            {
                "Standing": "Proposed by the report in March 2020. Whether it was added is not publicly known",
                **FOOT,
            },
        ),
        ("role-college", {"Acts at": "National level", "Also called": "School", **FOOT}),
        ("role-region", {"Acts at": "Regional level", **FOOT}),
        ("role-force-prevent-lead", {"Acts at": "Force level", **FOOT}),
        ("role-partners", {"Acts at": "Local partnership level", **FOOT}),
        (
            "earlier-2009-rec-5",
            {
                "Stands in": "The 2009 report",
                "On": "College",
                "By": "March 2010",
                "In 2020: this site’s reading": "It came back.",
                "Taken up again by": "Recommendation 1: Training",
                "Source": "The report: “Annex”",
                "Last changed in substance": "22 November 2026",
            },
        ),
        (
            "development-new",
            {
                "To open": "The new text, checked 20 November 2026",
                "Bears on": "Paragraph 141: Six verbs; Recommendation 1: Training; LP: Local profile",
                "Source": "The new text: “The new text”",
                "Last changed in substance": "22 November 2026",
            },
        ),
        ("term-retired", {"Source": "The report: “Profiles”", "Last changed in substance": "February 2027"}),
    ],
)
def test_facts_of_a_record(id_: str, facts: dict[str, str], read: Site) -> None:
    assert read.kept(id_).facts == {**facts, "Permanent address": f"id/{id_}/"}


@pytest.mark.parametrize(
    ("id_", "work"),
    [
        ("earlier-2008-174-1", "The 2008 exercise"),
        ("earlier-2009-rec-5", "The 2009 report"),
        ("earlier-2009-release-1", "The 2009 release"),
    ],
)
def test_work_in_which_it_stands(id_: str, work: str, read: Site) -> None:
    assert read.kept(id_).facts["Stands in"] == work


@pytest.mark.parametrize(
    ("id_", "lines"),
    [
        ("event-fieldwork", ["October 2018 to February 2019", "They went out."]),
        ("event-report", ["9 March 2020", "It was published."]),
        ("development-new", ["31 December 2023", "It came."]),
        (
            "term-profile",
            [
                "A document.",
                "Also known as: Portrait.",
                "The sources use the short form without spelling it out.",
                "The name has changed since 2020.",
            ],
        ),
    ],
)
def test_lines_under_a_heading(id_: str, lines: list[str], read: Site) -> None:
    assert read.kept(id_).lines[: len(lines)] == lines


@pytest.mark.parametrize(
    ("id_", "told"),
    [
        (
            "rec-1",
            [
                ("What it should consist of", "A package."),
                ("Why: what inspectors found", "There was none."),
                (
                    "Two wordings in the report",
                    "In the Summary This. In the chapter Capability That. This site’s view No matter.",
                ),
                ("This answers", "Who trains whom"),
                ("The duty: text of 2015, since replaced", "Paragraph 141: Six verbs"),
                ("Earlier work, 2008 and 2009", "A demand"),
            ],
        ),
        (
            "discipline-abuse",
            [
                ("What the report says", "It is listed."),
                ("What it covers: this site’s explanation", "Protecting people."),
                ("How vulnerability to radicalisation can meet it: this site’s explanation", "It can meet it."),
            ],
        ),
        (
            "expectation-implied",
            [
                ("What good looks like, in the report", "A zyzzyva is good."),
                ("What poor looks like, in the report", "A quagga is poor."),
                ("Evidence to look for: this site’s suggestion, not the report’s", "A plan."),
                ("A plan.", "This answers: “What follows from it”."),
            ],
        ),
        (
            "role-college",
            [
                ("Recommendations it was asked to carry out", "Recommendation 1: Training"),
                ("Expectations on it, in the report", "Implied"),
                ("The duty: text of 2015, replaced on 31 December 2023", "Paragraph 141: Six verbs"),
                ("Events", "Visits"),
            ],
        ),
        ("role-force-prevent-lead", [("Expectations on forces that face this post (this site’s view)", "Implied")]),
    ],
)
def test_heading_stands_above_what_it_announces(id_: str, told: list[tuple[str, str]], read: Site) -> None:
    lines = read.kept(id_).lines
    assert [pair for pair in told if pair not in list(pairwise(lines))] == []


def test_what_a_role_is_asked(read: Site) -> None:
    """Recommendations to their owners, expectations and statements to those on whom they are, and to nobody else."""
    asked = {
        id_: {
            heading: read.kept(id_).below(heading)
            for heading in (
                "Recommendations it was asked to carry out",
                "Expectations on it, in the report",
                "Expectations on forces that face this post (this site’s view)",
                "The duty: text of 2015, replaced on 31 December 2023",
            )
        }
        for id_ in ("role-college", "role-region", "role-force-prevent-lead", "role-partners")
    }
    assert {id_: list(told.values()) for id_, told in asked.items()} == {
        "role-college": [["rec-1", "rec-2"], ["expectation-implied", "expectation-expected"], [], ["duty-141"]],
        "role-region": [[], ["expectation-implied"], [], ["duty-141"]],
        "role-force-prevent-lead": [["rec-1"], [], ["expectation-implied"], []],
        "role-partners": [[], ["expectation-recommended"], [], ["duty-141-1"]],
    }


# ------------------------------------------------------------------------------------------------
# The duty
# ------------------------------------------------------------------------------------------------


def test_each_verb_of_the_duty_and_whom_it_addresses(read: Site) -> None:
    assert [line for line in read.kept("duty-141").lines if "Strength:" in line] == [
        f"One. Strength: {VERBS['must']}. On: College; Region.",
        f"Two. Strength: {VERBS['will']}. On: College.",
        f"Three. Strength: {VERBS['should']}. On: College.",
        f"Four. Strength: {VERBS['expect']}. On: College.",
        f"Five. Strength: {VERBS['may include']}. On: College.",
        f"Six. Strength: {VERBS['states']}. On: College.",
    ]


def test_verbs_in_the_overview_of_the_duty(read: Site) -> None:
    listed = {id_: words(at) for id_, at in read.listed("duties/", "p", "li").items() if id_.startswith("duty-")}
    assert listed == {
        "duty-141": "Paragraph 141: Six verbs (“must”, “will”, “should”, “is expected to”, “may include”, “describes”)",
        "duty-141-1": "A bullet (“must”)",
    }


@pytest.mark.parametrize(("page", "up"), [("duties/", ".."), ("duties/duty-141/", "../..")])
def test_notice_on_what_was_replaced(page: str, up: str, read: Site) -> None:
    notice = read.begin(page).notices[0]
    assert notice == Notice(
        "admonition warning",
        "Replaced on 31 December 2023: not current guidance",
        "The text restated here was in force from 2015 to 31 December 2023. Follow what replaced it: The new text. "
        "What its police section says was not seen for this site, so nothing here says what was kept or dropped. "
        "Sources: the text of 2015 and its replacement.",
        ["https://example.org/new", f"{up}/sources/#source-report", f"{up}/sources/#source-new"],
    )


# ------------------------------------------------------------------------------------------------
# Other notices
# ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("id_", ["rec-1", "term-profile"])
def test_notice_on_what_happened_since(id_: str, read: Site) -> None:
    (notice,) = read.kept(id_).notices
    assert notice == Notice(
        "admonition info",
        "Since then",
        "Since then there is a new text. Source and day.",
        ["../../developments/#development-new"],
    )


def test_notice_on_a_record_that_is_retired(read: Site) -> None:
    assert read.kept("role-retired").notices == [
        Notice(
            "admonition warning",
            "Retired on 2026: no longer kept up",
            "It was closed. Its place was taken by College.",
            ["../role-college/#role-college"],
        )
    ]
    assert read.kept("term-retired").notices == [
        Notice(
            "admonition warning",
            "Retired on February 2027: no longer kept up",
            "It is not used any more. Nothing has taken its place.",
            [],
        )
    ]


def test_a_retired_record_is_not_listed_among_those_that_are_kept_up(read: Site) -> None:
    assert "role-retired" not in read.listed("roles/", "tr")
    assert "term-retired" not in read.listed("glossary/", "li")
    data = (read.folder / "search/data.js").read_text(encoding="utf-8")
    assert "Old college" not in data
    assert "Old name" not in data


# ------------------------------------------------------------------------------------------------
# Findings and their chart
# ------------------------------------------------------------------------------------------------

FOUND = [
    ("finding-strength-1", "strength", "inspectors"),
    ("finding-good-1", "good practice", "interviewees in forces"),
    ("finding-good-2", "good practice", "partners"),
    ("finding-mixed-1", "mixed", "interviewees in forces and partners"),
    ("finding-mixed-2", "mixed", "not named"),
    ("finding-gap-1", "gap", "interviewees in forces"),
]


@pytest.mark.parametrize(("id_", "verdict", "speaker"), FOUND)
def test_verdict_speaker_and_quantity_of_a_finding(id_: str, verdict: str, speaker: str, read: Site) -> None:
    assert read.kept(id_).lines[1] == (
        f"Verdict: {verdict}. Said by: {SPEAKERS[speaker]}. How many: “some of them”. "
        "Chapter of the report: Capability."
    )


def test_quantity_that_is_not_stated(read: Site) -> None:
    assert "How many: not stated. " in read.kept("finding-mixed-3").lines[1]


@pytest.mark.parametrize("page", ["findings/", "expectations/training/"])
def test_verdict_beside_the_link_to_a_finding(page: str, read: Site) -> None:
    items = {id_: words(item) for id_, item in read.listed(page, "li").items()}
    assert {id_: items[id_].rpartition(" (")[2] for id_, _, _ in FOUND} == {
        id_: f"{verdict})" for id_, verdict, _ in FOUND
    }


FILLS = ["currentColor", "url(#dots)", "url(#stripes)", "none"]
COUNTS = [1, 2, 3, 4]
"""How many findings of the small project are of each verdict, in the order of the chart."""


def test_legend_of_the_chart_names_each_pattern(read: Site) -> None:
    (svg,) = read.article("findings/").xpath(".//figure/*[name()='svg']")
    texts = svg.xpath(".//*[name()='text']")
    legend = {text.text_content(): text.getprevious().get("fill") for text in texts[1:]}
    assert list(legend.items()) == list(zip(VERDICTS.values(), FILLS, strict=True))
    assert texts[0].text_content() == "Capability: 10"


def test_bar_of_the_chart_is_divided_by_verdict(read: Site) -> None:
    (svg,) = read.article("findings/").xpath(".//figure/*[name()='svg']")
    bar = [part for part in svg.xpath(".//*[name()='rect']") if part.get("height") == "16"]
    assert [part.get("fill") for part in bar] == FILLS
    widths = [float(part.get("width")) for part in bar]
    assert [round(width / widths[0], 1) for width in widths] == COUNTS


def test_table_beside_the_chart(read: Site) -> None:
    (table,) = read.article("findings/").xpath(".//table")
    head, row = ([words(cell) for cell in line] for line in table.iter("tr"))
    assert head == ["Chapter", *VERDICTS.values(), "All"]
    assert row == ["Capability", *map(str, COUNTS), "10"]
    (cells,) = ([cell.get("data-name") for cell in line] for line in table.xpath(".//tbody/tr"))
    assert cells == head


# ------------------------------------------------------------------------------------------------
# Overviews, register, filter, chart of the years
# ------------------------------------------------------------------------------------------------


def test_register_says_how_firmly_and_on_whom_the_firmest_first(read: Site) -> None:
    items = read.listed("expectations/", "li")
    assert {id_: words(item.find_class("marks")[0]) for id_, item in items.items()} == {
        "rec-1": "Inspectors’ recommendation. On: College; Lead. Faces the force’s Prevent lead.",
        "expectation-recommended": "Inspectors’ recommendation. On: Partners.",
        "expectation-expected": "Inspectors’ expectation. On: College.",
        "expectation-implied": "Implied by a finding. On: Region; College. Faces the force’s Prevent lead.",
        "rec-2": "Inspectors’ recommendation. On: College.",
    }
    assert list(items)[:4] == ["rec-1", "expectation-recommended", "expectation-expected", "expectation-implied"]
    order = [h.get("id") for h in read.article("expectations/training/").xpath(".//h2[@data-kind]")]
    assert order == ["expectation-recommended", "expectation-expected", "expectation-implied"]


def test_register_can_be_filtered_by_what_it_says(read: Site) -> None:
    items = {id_: dict(item.attrib) for id_, item in read.listed("expectations/", "li").items()}
    assert items["rec-1"] == {
        "class": "entry recommendation",
        "data-area": "training",
        "data-lead": "yes",
        "data-roles": "role-college role-force-prevent-lead",
        "data-strength": "recommendation",
    }
    assert {id_: item["data-strength"] for id_, item in items.items()} == {
        "rec-1": "recommendation",
        "expectation-recommended": "recommendation",
        "expectation-expected": "expectation",
        "expectation-implied": "implied",
        "rec-2": "recommendation",
    }
    assert [id_ for id_, item in items.items() if item["data-lead"] == "yes"] == ["rec-1", "expectation-implied"]


def test_choices_of_the_filter(read: Site) -> None:
    form = read.article("expectations/").get_element_by_id("register-filter")
    choices = {
        label.text.strip(): {option.get("value"): option.text for option in label.iter("option")}
        for label in form.iter("label")
    }
    assert choices == {
        "Faces the force’s Prevent lead": {"": "Any", "yes": "Yes", "no": "No"},
        "Area": {
            "": "Any",
            "governance": "Governance",
            "people": "People",
            "training": "Training",
            "partnership": "Partnership",
            "safeguarding": "Safeguarding",
            "referral": "Referrals",
            "staff": "Staff of the force",
            "prosecute-disrupt-deter": "Prosecute, disrupt and deter",
            "channel": "Channel",
            "performance-and-learning": "Performance and learning",
            "ctlp": "Counter-terrorism local profile",
            "communication": "Communication",
        },
        "Strength": {
            "": "Any",
            "recommendation": "Inspectors’ recommendation",
            "expectation": "Inspectors’ expectation",
            "implied": "Implied by a finding",
        },
        "On": {
            "": "Any",
            "role-college": "College",
            "role-region": "Region",
            "role-force-prevent-lead": "Lead",
            "role-partners": "Partners",
        },
    }


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        (
            "recommendations/",
            [
                ["No.", "What it is about", "Owners", "Due", "Chapter"],
                ["1", "Training", "College; Lead", "By June 2020", "Capability"],
                ["2", "Profiles", "College", "With immediate effect (March 2020)", "Communication"],
            ],
        ),
        (
            "disciplines/",
            [
                ["No.", "Discipline", "Standing", "What it covers (this site’s explanation)"],
                ["1", "Abuse", "Core (2020)", "Protecting people."],
                ["2", "Radicalisation", "Proposed (2020)", "Helping people."],
            ],
        ),
    ],
)
def test_table_of_an_overview(page: str, lines: list[list[str]], read: Site) -> None:
    (table,) = read.article(page).xpath(".//table")
    assert [[words(cell) for cell in line] for line in table.iter("tr")] == lines
    assert all([cell.get("data-name") for cell in line] == lines[0] for line in table.xpath(".//tbody/tr"))


def test_roles_stand_under_the_level_at_which_they_act(read: Site) -> None:
    levels = {
        words(heading): [words(row[0]) for row in heading.getnext().xpath(".//tbody/tr")]
        for heading in read.article("roles/").iter("h2")
    }
    assert levels == {
        "National": ["College"],
        "Regional": ["Region"],
        "Force": ["Lead"],
        "Local partnership": ["Partners"],
    }


def test_kinds_are_named_and_counted(read: Site) -> None:
    items = {item[0].get("class"): words(item) for item in read.article("").iter("li")}
    assert items == {
        "recommendation": "2 Recommendations of March 2020",
        "expectation": "3 Expectations",
        "finding": "10 Findings",
        "duty": "2 The duty: text of 2015, since replaced",
        "discipline": "2 Disciplines of public protection",
        "role": "4 Roles",
        "term": "1 Terms",
        "event": "2 Events",
        "earlier": "3 Earlier work, 2008 and 2009",
        "development": "1 Since 2020",
        "source": "2 Sources",
    }


def test_timeline_gives_beginning_and_end(read: Site) -> None:
    (svg,) = read.article("timeline/").xpath(".//figure/*[name()='svg']")
    assert [text.text_content() for text in svg.xpath(".//*[name()='text']")] == [
        "October 2018 to February 2019",
        "Visits",
        "9 March 2020",
        "The report comes out",
    ]


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


def resource(id_: str, url: str, name: str, description: str, kind: str, *teaches: str) -> dict[str, Any]:
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
        **({"teaches": list(teaches)} if teaches else {}),
        "datePublished": "2026-11-22",
    }


RESOURCES = [
    resource(
        "rec-1",
        "recommendations/rec-1/",
        "Recommendation 1: Training",
        "Somebody should train somebody.",
        "Recommendations of March 2020",
        "Who trains whom",
    ),
    resource(
        "expectation-implied",
        "expectations/training/",
        "Implied",
        "It follows from a weakness.",
        "Expectations",
        "What follows from it",
    ),
    resource("finding-gap-1", "findings/training/", "Gap number 1", "It was so.", "Findings"),
    resource(
        "duty-141",
        "duties/duty-141/",
        "Paragraph 141: Six verbs",
        "One. Two. Three. Four. Five. Six.",
        "The duty: text of 2015, since replaced",
    ),
    resource(
        "discipline-abuse",
        "disciplines/discipline-abuse/",
        "Discipline 1: Abuse",
        "Protecting people.",
        "Disciplines of public protection",
    ),
    resource("role-college", "roles/role-college/", "College", "Teaches.", "Roles"),
    resource("earlier-2009-rec-5", "earlier/", "A demand", "They were to learn.", "Earlier work, 2008 and 2009"),
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
                "url": f"{ADDRESS}glossary/h-l/#term-profile",
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
        ("glossary/", "DefinedTermSet", "Terms", "terms"),
        ("glossary/h-l/", "CollectionPage", "Terms", "terms"),
        ("findings/training/", "CollectionPage", "Findings", "findings"),
        ("timeline/", "CollectionPage", "Events", "events"),
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
        "@id": f"{ADDRESS}api/v1/",
        "name": "The police Prevent duty: open data",
        "description": "Every record of the site, kind by kind, with the place in the source on which it rests.",
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
        ("glossary/h-l/", "term"),
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
        ("Edition of 1 March 2027", "2027-03-01T00:00:00Z", f"{ADDRESS}changes/#edition-2027-03-01"),
        ("role-over: retired", "2027-01-01T00:00:00Z", f"{ADDRESS}id/role-over/"),
        ("term-retired: retired", "2027-02-01T00:00:00Z", f"{ADDRESS}id/term-retired/"),
        ("rec-2: changed", "2027-02-03T00:00:00Z", f"{ADDRESS}id/rec-2/"),
        ("Edition of 22 November 2026", "2026-11-22T00:00:00Z", f"{ADDRESS}changes/#edition-2026-11-22"),
    ]
    assert feed.feed.updated == "2027-02-03T00:00:00Z"
    assert feed.feed.title == "The police Prevent duty: what changed"


def test_changes_are_named_by_what_happened(read: Site) -> None:
    article = read.article("changes/")
    assert [words(heading) for heading in article.iter("h2")] == [
        "Edition of 1 March 2027",
        "Edition of 22 November 2026",
    ]
    folds = [(words(fold[0]), [words(item) for item in fold.iter("li")]) for fold in article.iter("details")]
    assert folds == [
        ("Changed in substance: 1 recommendation", ["Recommendation 2: Profiles: It was read anew."]),
        ("Retired: 1 role", ["Old region: It was divided."]),
        ("Retired: 1 term", ["Old name: It is not used any more."]),
        ("Retired: 1 role", ["Old college: It was closed."]),
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
    assert kinds == [
        ["source", "Sources", "source-", "Source"],
        ["recommendation", "Recommendations", "rec-", "Recommendation"],
        ["expectation", "Expectations", "expectation-", "Expectation"],
        ["finding", "Findings", "finding-", "Finding"],
        ["duty", "Duties", "duty-", "Duty (replaced)"],
        ["discipline", "Disciplines", "discipline-", "Discipline"],
        ["role", "Roles", "role-", "Role"],
        ["term", "Terms", "term-", "Term"],
        ["event", "Events", "event-", "Event"],
        ["earlier", "Earlier", "earlier-", "Earlier"],
        ["development", "Developments", "development-", "Development"],
    ]


def test_edition_is_the_day_of_the_tag(root: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(root, project, ignore=shutil.ignore_patterns("site"))
    git = ["git", "-C", str(project), "-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=no"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "All"], ["tag", "edition-2027-03-01"]):
        subprocess.run([*git, *command], check=True, capture_output=True)
    page = Site(built(project)).page("roles/role-college/")
    assert page.xpath("//meta[@name='edition']/@content") == ["2027-03-01"]
    assert "Edition of 2027-03-01" in words(page)


def test_without_a_server_each_link_names_its_file(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "knowledge", "offline", str(root / "site"), str(tmp_path)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    (packed,) = (path for path in tmp_path.glob("*.zip") if "data" not in path.name)
    with zipfile.ZipFile(packed) as archive:
        inside = set(archive.namelist())
        page = archive.read(f"{packed.stem}/recommendations/rec-1/index.html").decode()
    assert 'href="../../roles/role-college/index.html#role-college"' in page
    assert 'href="../../id/rec-1/index.html"' in page
    assert f"{packed.stem}/roles/role-college/index.html" in inside
