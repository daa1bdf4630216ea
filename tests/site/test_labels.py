"""The words between data and reader: each test fails when a word is exchanged, dropped or stands at another value.

The pages are those of the made-up records in tests/small, in which every value occurs. The expected words are written
out here and in tests/helpers/labels.py, and are never taken from the package.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.helpers.labels import OUTCOMES, SPEAKERS, STANDINGS, STRENGTHS, VERBS, VERDICTS
from tests.helpers.reading import Notice, Site, words


@pytest.fixture(scope="module")
def read(small_project: Path) -> Site:
    """The site of the small project, to read in."""
    return Site(small_project / "site")


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
                    "5 recommendations, 3 expectations, 10 findings, 2 duties, 2 disciplines, 6 roles, 3 terms, "
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
                "See also": (
                    "The report; Recommendation 3: Reports; Recommendation 4: Visits; Recommendation 5: Leaflets"
                ),
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
                "See also": "A measure; A point",
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
        ("term-profile", {"See also": "3 records", "Source": "The report: “Profiles”"}),
        (
            "term-plan",
            {
                "See also": "Partners",
                "Source": "The report: “Profiles”, under “Communication”, footnote 7",
                "Last changed in substance": "4 February 2027",
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
    ("id_", "outcome"),
    [
        ("rec-3", f"{OUTCOMES['reported done']}. A ministry, May 2026: It is done. The new text"),
        ("rec-4", f"{OUTCOMES['reported done in part']}. A ministry, 4 May 2026: Half of it is done. The new text"),
        ("rec-5", f"{OUTCOMES['superseded']}. A body, 2026: Another way was taken. The new text"),
    ],
)
def test_outcome_is_told_by_whom_when_and_where(id_: str, outcome: str, read: Site) -> None:
    record = read.kept(id_)
    assert record.facts["Outcome"] == f"{outcome} (checked 19 November 2026)"
    assert record.named("Outcome") == ["source-new"]


def test_foot_of_a_record_in_a_long_list_leads_to_a_search_for_many_others(read: Site) -> None:
    """It says nothing of what a reader of the list does not need: no day unless something changed."""
    record = read.kept("term-profile")
    (link,) = record.foot.xpath(".//a[starts-with(., '3 records')]/@href")
    assert link == "../search/?q=Local%20profile"
    assert read.kept("term-plan").named("See also") == ["role-partners"]


def test_many_related_records_are_folded_away_kind_by_kind(read: Site) -> None:
    (fold,) = read.kept("event-report").foot.iter("details")
    assert words(fold[0]) == "See also: 10 records"
    assert words(fold[1]) == "Findings"
    assert [words(item) for item in fold.iter("li")][:2] == ["Strength number 1", "Good practice number 1"]
    assert "See also" not in read.kept("event-report").facts


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
        "role-college": [
            ["rec-1", "rec-2", "rec-3", "rec-4", "rec-5"],
            ["expectation-implied", "expectation-expected"],
            [],
            ["duty-141"],
        ],
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


@pytest.mark.parametrize(("id_", "up"), [("rec-1", "../.."), ("term-profile", "..")])
def test_notice_on_what_happened_since(id_: str, up: str, read: Site) -> None:
    (notice,) = read.kept(id_).notices
    assert notice == Notice(
        "admonition info",
        "Since then",
        "Since then there is a new text. Source and day.",
        [f"{up}/developments/#development-new"],
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
        **{f"rec-{number}": "Inspectors’ recommendation. On: College." for number in (2, 3, 4, 5)},
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
        **{f"rec-{number}": "recommendation" for number in (2, 3, 4, 5)},
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
                ["3", "Reports", "College", "With immediate effect (March 2020)", "Communication"],
                ["4", "Visits", "College", "With immediate effect (March 2020)", "Communication"],
                ["5", "Leaflets", "College", "With immediate effect (March 2020)", "Communication"],
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
        "recommendation": "5 Recommendations of March 2020",
        "expectation": "3 Expectations",
        "finding": "10 Findings",
        "duty": "2 The duty: text of 2015, since replaced",
        "discipline": "2 Disciplines of public protection",
        "role": "4 Roles",
        "term": "2 Terms",
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


def test_glossary_has_a_heading_for_each_letter_with_its_terms_below(read: Site) -> None:
    letters: dict[str, list[str]] = {}
    for heading in read.article("glossary/").iter("h2", "h3"):
        if heading.tag == "h2" and not heading.get("data-kind"):
            letters[words(heading)] = []
        elif heading.tag == "h3":
            letters[list(letters)[-1]].append(words(heading))
    assert list(letters) == ["0–9", *"ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    assert {letter: terms for letter, terms in letters.items() if terms} == {"L": ["LP: Local profile"], "P": ["Plan"]}


def test_a_to_z_names_the_kind_of_each_and_no_finding(read: Site) -> None:
    """A record stands there by its title and by each other name; the title of a finding is a sentence."""
    listed = [words(item) for item in read.article("a-z/").iter("li")]
    assert {"Local profile term", "LP: Local profile term", "Portrait term", "School role"} <= {*listed}
    assert {"Abuse discipline", "Discipline 1: Abuse discipline", "A measure earlier"} <= {*listed}
    assert [line for line in listed if "number" in line or line.endswith(" finding")] == []


def test_table_of_what_touches_each_duty(read: Site) -> None:
    (table,) = read.article("matrix/").xpath(".//table")
    assert [[words(cell) for cell in line] for line in table.iter("tr")] == [
        ["Paragraph or bullet", "Recommendations", "Expectations", "Findings"],
        ["Paragraph 141: Six verbs", "Recommendation 1: Training", "none", "none"],
        ["Paragraph 141, bullet 1: A bullet", "none", "none", "none"],
    ]


# ------------------------------------------------------------------------------------------------
# Pictures of processes
# ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "name", "texts"),
    [
        (
            "referral/",
            "From concern to exit",
            ["Somebody notices it", "1", "It is passed on", "Panel: It is discussed", "3", "Help", "No help"],
        ),
        ("governance/", "Two tiers", ["Top: It decides", "Bottom: It acts"]),
    ],
)
def test_picture_of_a_process_shows_its_steps_in_order(page: str, name: str, texts: list[str], read: Site) -> None:
    """A step of which records say something bears its number, which stands in the words below too; a tier has none."""
    (svg,) = read.article(page).xpath(".//figure/*[name()='svg']")
    assert svg.get("aria-label") == name
    assert [text.text_content() for text in svg.xpath(".//*[name()='text']")] == texts


@pytest.mark.parametrize(
    ("page", "tag", "steps"),
    [
        (
            "referral/",
            "ol",
            [
                "Somebody notices it. some do not (Gap number 1) "
                "some do (Good practice number 1; Good practice number 2)",
                "It is passed on.",
                "Panel: It is discussed. it is attended (Mixed number 1)",
            ],
        ),
        ("governance/", "ul", ["Top: It decides. it meets (Strength number 1)", "Bottom: It acts."]),
    ],
)
def test_process_stands_in_words_with_what_records_say(page: str, tag: str, steps: list[str], read: Site) -> None:
    (listed,) = read.article(page).xpath(f"./{tag}")
    assert [words(step) for step in listed] == steps


def test_ends_of_a_process(read: Site) -> None:
    assert words(read.article("referral/").xpath("./p")[-1]) == "The outcomes: Help; No help."


# ------------------------------------------------------------------------------------------------
# Quotations of records in prose
# ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id_", "kind", "title", "gist", "facts"),
    [
        (
            "rec-1",
            "recommendation",
            "Recommendation 1: Training",
            "Somebody should train somebody.",
            {
                "How firmly": "Inspectors’ recommendation",
                "Joint owners": "College; Lead",
                "Deadline": "By June 2020",
                "Source": "The report: “Training”",
            },
        ),
        (
            "rec-2",
            "recommendation",
            "Recommendation 2: Profiles",
            "Somebody should review profiles.",
            {
                "How firmly": "Inspectors’ recommendation",
                "Owner": "College",
                "Deadline": "With immediate effect (March 2020)",
                "Source": "The report: “Profiles”",
            },
        ),
        (
            "expectation-implied",
            "expectation",
            "Implied",
            "It follows from a weakness.",
            {
                "How firmly": f"{STRENGTHS['implied']}: “there was none”",
                "On": "Region; College",
                "Source": "The report: “Training”",
            },
        ),
        (
            "finding-good-1",
            "finding",
            "Good practice number 1",
            "It was so.",
            {
                "Verdict": "good practice",
                "Said by": SPEAKERS["interviewees in forces"],
                "How many": "“some of them”",
                "Source": "The report: “Training”",
            },
        ),
        (
            "duty-141",
            "duty",
            "Paragraph 141: Six verbs",
            "One. Two. Three. Four. Five. Six.",
            {
                "How firmly": ", ".join(VERBS.values()),
                "On": "College; Region",
                "Replaced": "On 31 December 2023, by The new text: not current guidance",
                "Source": "The report: “Annex”, paragraph 141",
            },
        ),
        (
            "discipline-radicalisation",
            "discipline",
            "Proposed 2th discipline: Radicalisation",
            "Helping people.",
            {"Standing": STANDINGS["proposed"], "Source": "The report: “Training”"},
        ),
        (
            "role-region",
            "role",
            "Region",
            "Joins forces.",
            {"Acts at": "Regional level", "Source": "The report: “Training”"},
        ),
        (
            "role-retired",
            "role",
            "Old college",
            "Taught.",
            {
                "Standing": "Retired on 2026: no longer kept up",
                "Acts at": "National level",
                "Source": "The report: “Training”",
            },
        ),
        ("term-profile", "term", "LP: Local profile", "A document.", {"Source": "The report: “Profiles”"}),
        (
            "event-fieldwork",
            "event",
            "Visits",
            "They went out.",
            {"When": "October 2018 to February 2019", "Source": "The report: “Capability”"},
        ),
        (
            "earlier-2009-rec-5",
            "earlier",
            "A demand",
            "They were to learn.",
            {"Stands in": "The 2009 report", "On": "College", "Source": "The report: “Annex”"},
        ),
        (
            "development-new",
            "development",
            "A new text",
            "It came.",
            {"When": "31 December 2023", "Source": "The new text: “The new text”"},
        ),
        (
            "source-report",
            "source",
            "The report",
            "A report.",
            {"Publisher": "An inspectorate", "Published": "March 2020"},
        ),
        (
            "source-new",
            "source",
            "The new text",
            "What came after.",
            {"Publisher": "A ministry", "Published": "The date is not given"},
        ),
    ],
)
def test_quotation_of_a_record(id_: str, kind: str, title: str, gist: str, facts: dict[str, str], read: Site) -> None:
    """How firmly, on whom, whether it still applies, and where it says so: in prose nobody looks further."""
    (quoted,) = read.article("press/").xpath(f".//div[contains(@class, 'quotation')][.//a[@href='../id/{id_}/']]")
    assert quoted.get("class") == f"quotation {kind}"
    assert [words(line) for line in quoted.xpath("./p")] == [title, gist]
    (link,) = quoted.xpath("./p//a/@href")
    assert link.partition("#")[2] == id_
    shown = {words(name): words(name.getnext()) for name in quoted.iter("dt")}
    assert shown == {**facts, "Permanent address": f"id/{id_}/"}
