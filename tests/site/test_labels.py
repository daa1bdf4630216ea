"""The words between data and reader: each test fails when a word is exchanged, dropped or stands at another value.

The pages are those of the made-up records in tests/small, in which every value occurs. The expected words are written
out here and in tests/helpers/labels.py, and are never taken from the package.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.helpers.labels import NOT_IN_FORCE, OUTCOMES, SPEAKERS, STANDINGS, STATED_BY, VERBS, VERDICTS
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
        ("expectation-act", "Expectation", "expectation"),
        ("expectation-guidance", "Expectation", "expectation"),
        ("expectation-contest", "Expectation", "expectation"),
        ("expectation-policy", "Expectation", "expectation"),
        ("expectation-implied", "Expectation · inferred by us", "expectation"),
        ("finding-strength-1", "Finding · positive", "finding strength"),
        ("finding-good-1", "Finding · good practice", "finding good-practice"),
        ("finding-mixed-1", "Finding · mixed", "finding mixed"),
        ("finding-neutral-1", "Finding · neutral", "finding neutral"),
        ("finding-gap-1", "Finding · gap", "finding gap"),
        ("duty-141", NOT_IN_FORCE, "duty"),
        ("duty-141-1", NOT_IN_FORCE, "duty"),
        ("discipline-abuse", "Public protection discipline", "discipline"),
        ("discipline-radicalisation", "Public protection discipline (proposed)", "discipline"),
        ("role-college", "Role", "role"),
        ("role-retired", "Role · removed", "role"),
        ("term-profile", "Term", "term"),
        ("term-retired", "Term · removed", "term"),
        ("event-report", "Event", "event"),
        ("earlier-2008-174-1", "Earlier inspection · 2008", "earlier"),
        ("earlier-2009-rec-5", "Earlier inspection · 2009", "earlier"),
        ("development-new", "Since 2020", "development"),
        ("unread-letter", "Not read by us", "unread"),
    ],
)
def test_word_and_shape_above_a_heading(id_: str, badge: str, classes: str, read: Site) -> None:
    record = read.kept(id_)
    assert (record.badge, " ".join(record.classes)) == (badge, classes)


@pytest.mark.parametrize(
    ("id_", "title"),
    [
        ("rec-1", "Recommendation 1: Training"),
        ("duty-141", "2015 guidance, paragraph 141: Seven verbs"),
        ("duty-141-1", "2015 guidance, paragraph 141, bullet 1: A bullet"),
        ("discipline-abuse", "Public protection discipline 1: Abuse"),
        ("discipline-radicalisation", "Proposed 2th public protection discipline: Radicalisation"),
        ("term-profile", "LP: Local profile"),
        ("role-college", "College"),
    ],
)
def test_heading_names_its_number(id_: str, title: str, read: Site) -> None:
    assert read.kept(id_).title == title


# ------------------------------------------------------------------------------------------------
# What stands at a record: names and values
# ------------------------------------------------------------------------------------------------

SOURCE = {"Source": "The report: “Training”"}


@pytest.mark.parametrize(
    ("id_", "facts"),
    [
        (
            "rec-1",
            {
                "Joint owners": "College; Lead",
                "Deadline": "By June 2020",
                "Report chapter": "Capability",
                "Topic": "Training",
                "Outcome": f"{OUTCOMES['unknown']} (checked 19 November 2026)",
                "In the Summary": "This.",
                "In the Capability chapter": "That.",
                "Our view": "No matter.",
                **SOURCE,
            },
        ),
        (
            "rec-2",
            {
                "Owner": "College",
                "Deadline": "With immediate effect (March 2020)",
                "Report chapter": "Communication",
                "Topic": "Counter-terrorism local profile (CTLP)",
                "Outcome": f"{OUTCOMES['unknown']} (checked 19 November 2026)",
                "Source": "The report: “Profiles”",
                "Last updated": "3 February 2027",
            },
        ),
        ("expectation-recommended", SOURCE),
        ("expectation-expected", SOURCE),
        ("expectation-act", {"For force Prevent leads": "Yes (our view)", **SOURCE}),
        (
            "expectation-implied",
            {
                "For force Prevent leads": "Yes (our view)",
                "Based on these findings": "Gap number 1",
                **SOURCE,
            },
        ),
        (
            "source-report",
            {
                "Publisher": "An inspectorate",
                "Published": "March 2020",
                "Link": "https://example.org/report",
                "In force": "2015 to 31 December 2023",
                "Replaced by": "The new text",
                "What we read": "The whole. Checked 21 November 2026.",
                "Cited in": (
                    "5 recommendations, 16 expectations, 11 findings, 3 paragraphs of the 2015 guidance, "
                    "2 public protection disciplines, 7 roles and organisations, 3 glossary entries, "
                    "2 dates in the timeline, 3 earlier recommendations and findings"
                ),
            },
        ),
        (
            "source-new",
            {
                "Publisher": "A ministry",
                "Published": "Not dated",
                "Link": "https://example.org/new",
                "What we read": "The beginning. Checked 20 November 2026.",
                "Cited in": "7 changes since 2020, 2 documents we have not read",
            },
        ),
        ("discipline-abuse", {"Status": "One of 13 core disciplines listed in the 2020 report (number 1)", **SOURCE}),
        (
            "discipline-radicalisation",
            {"Status": "Proposed in the 2020 report. We do not know whether it was added", **SOURCE},
        ),
        ("role-college", {"Level": "National", "Also known as": "School", **SOURCE}),
        ("role-region", {"Level": "Regional", **SOURCE}),
        ("role-force-prevent-lead", {"Level": "Force", **SOURCE}),
        ("role-partners", {"Level": "Local partnership", **SOURCE}),
        (
            "earlier-2009-rec-5",
            {
                "From": "2009 report",
                "Applies to": "College",
                "Deadline": "March 2010",
                "What happened by 2020 (our reading)": "It came back.",
                "Came up again in": "Recommendation 1: Training",
                "Source": "The report: “Annex”",
            },
        ),
        (
            "development-new",
            {
                "Read the source": "The new text, checked 20 November 2026",
                "Source": "The new text: “The new text”",
            },
        ),
        (
            "unread-letter",
            {
                "Publisher": "A ministry",
                "Published": "We do not know the date",
                "Link": "https://example.org/letter",
                "Source": "The new text: “The new text”",
            },
        ),
        (
            "unread-memo",
            {
                "Publisher": "A body",
                "Published": "April 2026",
                "Link": "https://example.org/memo",
                "Source": "The new text: “The new text”",
            },
        ),
        ("term-profile", {"Source": "The report: “Profiles”"}),
        (
            "term-plan",
            {
                "Source": "The report: “Profiles”, under “Communication”, footnote 7",
                "Last updated": "4 February 2027",
            },
        ),
        ("term-retired", {"Source": "The report: “Profiles”", "Last updated": "February 2027"}),
    ],
)
def test_facts_of_a_record(id_: str, facts: dict[str, str], read: Site) -> None:
    assert read.kept(id_).facts == {**facts, "Permanent link": f"id/{id_}/"}


@pytest.mark.parametrize(
    ("id_", "marks"),
    [
        (
            "expectation-recommended",
            "Applies to: Partners. How firmly it is stated: Recommended in the text (not numbered): “we recommend”. "
            "Extent: all.",
        ),
        ("expectation-expected", "Applies to: College. How firmly it is stated: Stated by inspectors: “should”."),
        ("expectation-act", "Applies to: Force. How firmly it is stated: The 2015 Act: “the Act says”."),
        (
            "expectation-guidance",
            "Applies to: Force. How firmly it is stated: 2015 guidance (no longer in force): “guidance says”.",
        ),
        (
            "expectation-contest",
            "Applies to: College. How firmly it is stated: CONTEST 2018 (since replaced): “strategy says”.",
        ),
        (
            "expectation-policy",
            "Applies to: Region (our view). "
            "How firmly it is stated: National Prevent policy, June 2018: “policy says”.",
        ),
        (
            "expectation-implied",
            "Applies to: Region; College. How firmly it is stated: Inferred by us: “there was none”. Extent: some.",
        ),
    ],
)
def test_to_whom_an_expectation_applies_and_how_firmly_it_is_stated(id_: str, marks: str, read: Site) -> None:
    assert read.kept(id_).marks == marks


def test_roles_to_which_an_expectation_applies_are_links(read: Site) -> None:
    assert read.kept("expectation-implied").marked("Applies to") == ["role-region", "role-college"]


@pytest.mark.parametrize(
    ("id_", "opener"),
    [
        ("expectation-implied", "Examples, evidence and source"),
        ("finding-gap-1", "Related entries and source"),
        ("event-report", "Related entries and source"),
        ("duty-141-1", "Related entries and source"),
        ("duty-141-2", "Source and permanent link"),
        ("development-new", "What this change affects, and its source"),
        ("unread-letter", "Related entries and source"),
    ],
)
def test_rest_of_an_entry_that_shares_its_page_is_folded_under_words_that_fit(
    id_: str, opener: str, read: Site
) -> None:
    """What it says, to whom it applies and how firmly stay in sight; a record on a page of its own folds nothing."""
    record = read.kept(id_)
    assert record.fold is not None
    assert words(record.fold[0]) == opener
    assert record.foot.getparent() is record.fold
    assert record.parts[0].getparent().tag != "details"
    assert read.kept("rec-1").fold is None


@pytest.mark.parametrize(
    ("id_", "work"),
    [
        ("earlier-2008-174-1", "2008 exercise"),
        ("earlier-2009-rec-5", "2009 report"),
        ("earlier-2009-release-1", "2009 release"),
    ],
)
def test_work_it_is_from(id_: str, work: str, read: Site) -> None:
    assert read.kept(id_).facts["From"] == work


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


def test_entry_of_the_glossary_names_few_others_and_leaves_many_to_the_search(read: Site) -> None:
    assert not any("See also" in line for line in read.kept("term-profile").lines)
    assert read.kept("term-plan").marks == "See also: Partners."


def test_five_related_records_are_in_sight_and_the_others_are_folded_away_kind_by_kind(read: Site) -> None:
    record = read.kept("event-report")
    assert record.related == [
        "Strength number 1 (read alongside)",
        "Good practice number 1 (read alongside)",
        "Good practice number 2 (read alongside)",
        "Mixed number 1 (read alongside)",
        "Mixed number 2 (read alongside)",
    ]
    fold = record.related_fold
    assert fold is not None
    assert [words(part) for part in fold[:2]] == ["5 more", "Findings"]
    assert record.related_more == ["Mixed number 3", *(f"Gap number {number}" for number in (1, 2, 3, 4))]


@pytest.mark.parametrize(
    ("id_", "related"),
    [
        (
            "rec-1",
            [
                "A demand (same concern in 2008 or 2009)",
                "A memo (read alongside)",
                "2015 guidance, paragraph 141: Seven verbs (2015 guidance on this)",
                "2015 guidance, paragraph 141, bullet 1: A bullet (2015 guidance on this)",
                "Public protection discipline 1: Abuse (discipline concerned)",
                "Proposed 2th public protection discipline: Radicalisation (discipline concerned)",
            ],
        ),
        (
            "finding-gap-1",
            [
                "Implied (is based on this finding)",
                "The report comes out (read alongside)",
                "LP: Local profile (term used here)",
            ],
        ),
        ("finding-neutral-1", ["Force (role concerned)"]),
        ("duty-141-1", ["Recommendation 1: Training (relates to this paragraph)"]),
        ("discipline-abuse", ["Recommendation 1: Training (relates to this discipline)"]),
        (
            "role-college",
            [
                "A demand (applies to this role)",
                "Old college (was replaced by this)",
                "Visits (concerns this role)",
            ],
        ),
        ("event-fieldwork", ["College (role concerned)"]),
        ("earlier-2009-rec-5", ["A measure (read alongside)", "A point (read alongside)"]),
        (
            "source-report",
            [
                "The new text (replaced this)",
                "2015 guidance, paragraph 141: Seven verbs (paragraph of the 2015 guidance)",
                "2015 guidance, paragraph 141, bullet 1: A bullet (paragraph of the 2015 guidance)",
                "2015 guidance, paragraph 141, bullet 2: Another bullet (paragraph of the 2015 guidance)",
            ],
        ),
        (
            "source-new",
            [
                "The report (was replaced by this)",
                *(f"Recommendation {each} (recommendation)" for each in ("3: Reports", "4: Visits", "5: Leaflets")),
            ],
        ),
    ],
)
def test_related_record_is_listed_once_with_the_reason_the_closest_first(
    id_: str, related: list[str], read: Site
) -> None:
    """What stands in the body of a record, such as its owners, is not listed again."""
    record = read.kept(id_)
    assert (record.related, record.related_more) == (related[:5], [line.partition(" (")[0] for line in related[5:]])


def test_page_of_a_paragraph_lists_once_what_is_related_to_it_and_to_its_bullets(read: Site) -> None:
    (heading,) = read.article("duties/duty-141/").xpath(".//h2[@id = 'duty-141-related']")
    assert [words(item) for item in heading.getnext()] == ["Recommendation 1: Training (relates to this paragraph)"]


@pytest.mark.parametrize(
    ("id_", "lines"),
    [
        ("event-fieldwork", ["October 2018 to February 2019", "They went out."]),
        ("event-report", ["9 March 2020", "It was published."]),
        ("development-new", ["31 December 2023", "It came."]),
        ("development-reviews", ["Not dated", "It was made."]),
        (
            "term-profile",
            [
                "A document.",
                "Also known as: Portrait.",
                "The report does not spell this acronym out.",
                "The name has changed since 2020.",
            ],
        ),
    ],
)
def test_lines_under_a_heading(id_: str, lines: list[str], read: Site) -> None:
    assert read.kept(id_).lines[: len(lines)] == lines


def test_changes_since_2020_stand_by_subject_the_newest_first(read: Site) -> None:
    """One without a date comes last under its subject."""
    subjects: dict[str, list[str]] = {}
    for heading in read.article("developments/").iter("h2", "h3"):
        if heading.tag == "h2":
            subjects[words(heading)] = []
        else:
            subjects[list(subjects)[-1]].append(words(heading))
    assert subjects == {
        "Law and guidance": ["A new text"],
        "Case management and assessment": ["A new system"],
        "Reviews and oversight": ["A later review", "A review"],
        "Strategy and structures": ["A new unit"],
        "Police reform": ["A reform"],
        "Referral figures": ["New figures"],
    }


@pytest.mark.parametrize(
    ("id_", "affected"),
    [
        (
            "development-new",
            "2015 guidance, paragraph 141: Seven verbs; Recommendation 1: Training; LP: Local profile.",
        ),
        (
            "development-figures",
            f"{'; '.join(f'Step number {number}' for number in range(1, 10))}; "
            "Gap number 1; Gap number 2; Gap number 3; and 1 other entry.",
        ),
    ],
)
def test_change_names_up_to_twelve_entries_that_it_affects(id_: str, affected: str, read: Site) -> None:
    assert f"What this change affects: {affected}" in read.kept(id_).lines


def test_referrals_year_by_year_stand_in_a_table_and_say_what_was_not_read(read: Site) -> None:
    article = read.article("developments/")
    (table,) = article.xpath(".//table")
    assert [[words(cell) for cell in line] for line in table.iter("tr")] == [
        ["Year to March", "Referrals", "From the police", "Discussed at a panel", "Adopted by Channel", "Source"],
        ["2023", "30", "40%", "Not read", "Not read", "Release"],
        ["2024", "40", "10 (25%)", "5", "Not read", "Release of 5 December 2024"],
        ["2025", "Not read", "Not read", "Not read", "Not read", "Release"],
    ]
    assert [words(line) for line in article.xpath("./figure/following-sibling::p")] == [
        "The filled part of each bar shows the referrals that came from the police, if we have read the figure. "
        "Year to March 2025: another way to count.",
        "Year to March 2025: We have not read its figures.",
    ]
    (svg,) = article.xpath(".//figure/*[name()='svg']")
    assert [text.text_content() for text in svg.xpath(".//*[name()='text']")] == [
        "Year to March 2023: 30",
        "Year to March 2024: 40",
        "Another way to count",
        "Year to March 2025: not read",
    ]


@pytest.mark.parametrize(
    ("id_", "told"),
    [
        (
            "rec-1",
            [
                ("What was asked for", "A package."),
                ("Why inspectors recommended this", "There was none."),
                (
                    "The report words this recommendation in two ways",
                    "In the Summary This. In the Capability chapter That. Our view No matter.",
                ),
                ("Related", "A demand (same concern in 2008 or 2009)"),
            ],
        ),
        (
            "discipline-abuse",
            [
                ("What the report says", "It is listed."),
                ("What it covers (our explanation)", "Protecting people."),
                ("Links with radicalisation (our explanation)", "It can meet it."),
            ],
        ),
        (
            "expectation-implied",
            [
                ("Good examples in the report", "A zyzzyva is good."),
                ("Problems in the report", "A quagga is poor."),
                ("Evidence you could look for (our suggestion)", "A plan."),
            ],
        ),
        (
            "role-college",
            [
                ("Recommendations for this role", "Recommendation 1: Training"),
                ("Expectations that name this role", "Implied"),
                (NOT_IN_FORCE, "2015 guidance, paragraph 141: Seven verbs"),
                ("Related", "A demand (applies to this role)"),
            ],
        ),
        (
            "role-force-prevent-lead",
            [
                ("Recommendations for this role", "Recommendation 1: Training"),
                (
                    "What to do first (our view)",
                    "Train them. They lack it. First step: Ask them. (Recommendation 1: Training; Gap number 1)",
                ),
                ("What you can act on, by topic (our view)", "Governance (9)"),
                ("Governance (9)", "Training (3)"),
            ],
        ),
    ],
)
def test_heading_stands_above_what_it_announces(id_: str, told: list[tuple[str, str]], read: Site) -> None:
    lines = read.kept(id_).lines
    assert [pair for pair in told if pair not in list(pairwise(lines))] == []


def test_what_a_role_is_asked(read: Site) -> None:
    """Recommendations to their owners, expectations and statements to those they apply to, and to nobody else."""
    headings = (
        "Recommendations for this role",
        "Expectations that name this role",
        "What you can act on, by topic (our view)",
        NOT_IN_FORCE,
    )
    roles = ("role-college", "role-region", "role-force-prevent-lead", "role-police-force")
    asked = {id_: [read.kept(id_).below(heading) for heading in headings] for id_ in roles}
    assert asked == {
        "role-college": [
            ["rec-1", "rec-2", "rec-3", "rec-4", "rec-5"],
            ["expectation-implied", "expectation-expected", "expectation-contest"],
            [],
            ["duty-141"],
        ],
        "role-region": [[], ["expectation-implied", "expectation-policy"], [], ["duty-141"]],
        "role-force-prevent-lead": [["rec-1"], [], ["", ""], []],
        "role-police-force": [[], ["expectation-guidance", "expectation-act"], [], []],
    }
    assert read.kept("role-partners").below(NOT_IN_FORCE) == ["duty-141-1", "duty-141-2"]


def test_what_many_entries_ask_of_a_role_is_counted_topic_by_topic(read: Site) -> None:
    """The list is long from twelve entries on; each topic leads to its page."""
    links = read.article("roles/role-force-prevent-lead/").xpath(
        ".//h2[starts-with(., 'What you can act on')]/following-sibling::ul[1]//a/@href"
    )
    assert links == ["../../expectations/governance/", "../../expectations/training/"]


def test_what_to_do_first_is_told_on_the_page_of_the_role_alone(read: Site) -> None:
    told = {
        id_: [words(item) for item in read.article(f"roles/{id_}/").xpath("./ol/li")]
        for id_ in ("role-force-prevent-lead", "role-region", "role-college")
    }
    assert told == {
        "role-force-prevent-lead": [
            "Train them. They lack it. First step: Ask them. (Recommendation 1: Training; Gap number 1)"
        ],
        "role-region": ["Join them. They are apart. First step: Call them. (Gap number 2)"],
        "role-college": [],
    }


# ------------------------------------------------------------------------------------------------
# The duty
# ------------------------------------------------------------------------------------------------


def test_each_verb_of_the_duty_and_whom_it_addresses(read: Site) -> None:
    assert [line for line in read.kept("duty-141").lines if "Wording:" in line] == [
        f"One. Wording: {VERBS['must']}. Applied to: College; Region.",
        f"Again. Wording: {VERBS['required']}. Applied to: College.",
        f"Two. Wording: {VERBS['will']}. Applied to: College.",
        f"Three. Wording: {VERBS['should']}. Applied to: College.",
        f"Four. Wording: {VERBS['expect']}. Applied to: College.",
        f"Five. Wording: {VERBS['may include']}. Applied to: College.",
        f"Six. Wording: {VERBS['states']}. Applied to: College.",
    ]


def test_verbs_in_the_overview_of_the_duty(read: Site) -> None:
    listed = {id_: words(at) for id_, at in read.listed("duties/", "p", "li").items() if id_.startswith("duty-")}
    assert listed == {
        "duty-141": (
            "2015 guidance, paragraph 141: Seven verbs (“must”, “are required to”, “will”, “should”, “is expected to”, "
            "“may include”, statement of fact)"
        ),
        "duty-141-1": "A bullet (“must”)",
        "duty-141-2": "Another bullet (“will”)",
    }


@pytest.mark.parametrize(("page", "up"), [("duties/", ".."), ("duties/duty-141/", "../..")])
def test_notice_on_what_was_replaced(page: str, up: str, read: Site) -> None:
    notice = read.begin(page).notices[0]
    assert notice == Notice(
        "admonition warning",
        "Not in force since 31 December 2023. Do not rely on this text.",
        "The text restated here was in force from 2015 to 31 December 2023. Use the current guidance: The new text. "
        "We have not read its police section, so we cannot say what was kept or dropped from the 2015 text. "
        "See our source for the 2015 text and what we have read of the current guidance.",
        ["https://example.org/new", f"{up}/sources/#source-report", f"{up}/sources/#source-new"],
    )


def test_bullet_says_too_that_it_was_replaced(read: Site) -> None:
    """A reader who comes straight to it does not see the notice above."""
    line = read.kept("duty-141-1").parts[0]
    assert line.get("class") == "replaced"
    assert words(line) == "Not in force since 31 December 2023. Use the current guidance: The new text."
    assert line.xpath(".//a/@href") == ["https://example.org/new"]


# ------------------------------------------------------------------------------------------------
# Other notices
# ------------------------------------------------------------------------------------------------


def test_notice_on_what_happened_since(read: Site) -> None:
    (notice,) = read.kept("rec-1").notices
    assert notice == Notice(
        "admonition info",
        "What has changed since 2020",
        "Since then there is a new text. See A new text.",
        ["../../developments/#development-new"],
    )


def test_line_in_the_glossary_on_what_happened_since(read: Site) -> None:
    record = read.kept("term-profile")
    assert record.notices == []
    (line,) = [part for part in record.parts if part.get("class") == "since"]
    assert words(line) == "Since 2020: Since then there is a new text. See A new text."
    assert line.xpath(".//a/@href") == ["../developments/#development-new"]


def test_notice_on_a_record_that_is_retired(read: Site) -> None:
    assert read.kept("role-retired").notices == [
        Notice(
            "admonition warning",
            "Removed in 2026: no longer updated",
            "It was closed. Replaced by College.",
            ["../role-college/#role-college"],
        )
    ]
    assert read.kept("term-retired").notices == [
        Notice(
            "admonition warning",
            "Removed in February 2027: no longer updated",
            "It is not used any more. Not replaced.",
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
# Findings
# ------------------------------------------------------------------------------------------------

FOUND = [
    ("finding-strength-1", "strength", "inspectors"),
    ("finding-good-1", "good practice", "interviewees in forces"),
    ("finding-good-2", "good practice", "partners"),
    ("finding-mixed-1", "mixed", "interviewees in forces and partners"),
    ("finding-mixed-2", "mixed", "not named"),
    ("finding-neutral-1", "neutral", "inspectors"),
    ("finding-gap-1", "gap", "interviewees in forces"),
]


@pytest.mark.parametrize(("id_", "verdict", "speaker"), FOUND)
def test_verdict_speaker_and_quantity_of_a_finding(id_: str, verdict: str, speaker: str, read: Site) -> None:
    assert read.kept(id_).marks == (
        f"Assessment: {VERDICTS[verdict]}. Reported by: {SPEAKERS[speaker]}. Extent: “some of them”. "
        "Report chapter: Capability."
    )


def test_quantity_that_is_not_stated(read: Site) -> None:
    assert read.kept("finding-mixed-3").marks == (
        "Assessment: mixed. Reported by: inspectors. Report chapter: Capability."
    )


@pytest.mark.parametrize("page", ["findings/", "expectations/training/"])
def test_verdict_beside_the_link_to_a_finding(page: str, read: Site) -> None:
    items = {id_: words(item) for id_, item in read.listed(page, "li").items()}
    assert {id_: items[id_].rpartition(" (")[2] for id_, _, _ in FOUND} == {
        id_: f"{VERDICTS[verdict]})" for id_, verdict, _ in FOUND
    }


def test_findings_are_counted_by_topic_and_by_chapter(read: Site) -> None:
    counted = {words(heading): words(heading.getnext()) for heading in read.article("findings/").iter("h2")}
    others = ("Summary", "Introduction", "Consistency", "Communication", "Conclusion")
    assert counted == {
        "Findings by topic": "Training (11)",
        "Capability": "11 findings in this chapter of the report.",
        **dict.fromkeys(others, "0 findings in this chapter of the report."),
    }


# ------------------------------------------------------------------------------------------------
# Overviews, the list of expectations and its filter, chart of the years
# ------------------------------------------------------------------------------------------------


TRAINING = {
    "rec-1": "Numbered recommendation. Applies to: College; Lead. For force Prevent leads.",
    "expectation-act": "The 2015 Act. Applies to: Force. For force Prevent leads.",
    "expectation-guidance": "2015 guidance (no longer in force). Applies to: Force. For force Prevent leads.",
    "expectation-recommended": "Recommended in the text (not numbered). Applies to: Partners.",
    "expectation-expected": "Stated by inspectors. Applies to: College.",
    "expectation-contest": "CONTEST 2018 (since replaced). Applies to: College.",
    "expectation-policy": "National Prevent policy, June 2018. Applies to: Region (our view).",
    "expectation-implied": "Inferred by us. Applies to: Region; College. For force Prevent leads.",
}
"""What the list of expectations says of those on training: forces first, and in each half the firmest first."""


def test_list_says_who_states_it_and_to_whom_it_applies(read: Site) -> None:
    items = read.listed("expectations/", "li")
    assert {id_: words(item.find_class("marks")[0]) for id_, item in items.items()} == {
        **{
            f"expectation-step-{number}": "Inferred by us. Applies to: Partners. For force Prevent leads."
            for number in range(1, 10)
        },
        **TRAINING,
        **{f"rec-{number}": "Numbered recommendation. Applies to: College." for number in (2, 3, 4, 5)},
    }
    assert list(items)[9:17] == list(TRAINING)


def test_page_of_a_topic_has_what_forces_should_do_first_and_in_each_part_the_firmest_first(read: Site) -> None:
    order: dict[str, list[str]] = {}
    for heading in read.article("expectations/training/").iter("h2", "h3"):
        if heading.tag == "h2":
            order[words(heading)] = []
        else:
            order[list(order)[-1]].append(heading.get("id"))
    assert order == {
        "For forces": ["expectation-act", "expectation-guidance"],
        "For regions, national bodies and partners": [
            "expectation-recommended",
            "expectation-expected",
            "expectation-contest",
            "expectation-policy",
            "expectation-implied",
        ],
        "Findings on this topic": [],
    }
    begin = [words(line) for line in read.article("expectations/training/").xpath("./h2[1]/preceding-sibling::p")]
    assert begin[1:] == [
        "This page lists 7 expectations on this topic, drawn from the 2020 report. Open an entry for examples, "
        "problems and evidence you could look for.",
        "Recommendations on this topic: Recommendation 1: Training.",
    ]


def test_list_can_be_filtered_by_what_it_says(read: Site) -> None:
    items = {id_: dict(item.attrib) for id_, item in read.listed("expectations/", "li").items()}
    assert items["rec-1"] == {
        "class": "entry recommendation",
        "data-area": "training",
        "data-stated": "recommendation",
        "data-applies": "lead role national",
    }
    assert {id_: (items[id_]["data-stated"], items[id_]["data-applies"]) for id_ in TRAINING} == {
        "rec-1": ("recommendation", "lead role national"),
        "expectation-act": ("law", "lead force"),
        "expectation-guidance": ("law", "lead force"),
        "expectation-recommended": ("recommendation", "partners"),
        "expectation-expected": ("inspectors", "national"),
        "expectation-contest": ("law", "national"),
        "expectation-policy": ("law", "region"),
        "expectation-implied": ("inferred", "lead region national"),
    }


def test_choices_of_the_filter(read: Site) -> None:
    form = read.article("expectations/").get_element_by_id("register-filter")
    choices = {
        label.text.strip(): {option.get("value"): option.text for option in label.iter("option")}
        for label in form.iter("label")
    }
    assert choices == {
        "Applies to": {
            "": "All",
            "lead": "Force Prevent leads (our view)",
            "force": "Police forces",
            "role": "A named role in a force",
            "region": "Regional units",
            "national": "National bodies",
            "partners": "Partners",
        },
        "Stated by": {
            "": "All",
            "recommendation": "A recommendation",
            "inspectors": "Inspectors",
            "law": "Law, guidance or policy",
            "inferred": "Inferred by us",
        },
        "Topic": {
            "": "All",
            "governance": "Governance",
            "people": "Prevent staff and SPOCs",
            "training": "Training",
            "partnership": "Partnership working",
            "safeguarding": "Safeguarding",
            "referral": "Referrals",
            "staff": "Staff vulnerable to radicalisation",
            "prosecute-disrupt-deter": "Prosecute, disrupt and deter (PDD)",
            "channel": "Channel",
            "performance-and-learning": "Performance and learning",
            "ctlp": "Counter-terrorism local profile (CTLP)",
            "communication": "Communication",
        },
    }
    assert [words(each) for each in form.iter("button")] == ["Clear filters"]


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        (
            "recommendations/",
            [
                ["No.", "Recommendation", "Owners", "Deadline", "Chapter"],
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
                ["No.", "Discipline", "Status", "What it covers (our explanation)"],
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
        "Force": ["Lead", "Force"],
        "Local partnership": ["Partners"],
    }


def test_kinds_are_named_and_counted(read: Site) -> None:
    items = {item[0].get("class"): words(item) for item in read.article("").iter("li")}
    assert items == {
        "recommendation": "5 recommendations",
        "expectation": "16 expectations",
        "finding": "11 findings",
        "duty": "3 paragraphs of the 2015 guidance",
        "discipline": "2 public protection disciplines",
        "role": "5 roles and organisations",
        "term": "2 glossary entries",
        "event": "2 dates in the timeline",
        "earlier": "3 earlier recommendations and findings",
        "development": "7 changes since 2020",
        "unread": "2 documents we have not read",
        "source": "2 sources",
    }


def test_timeline_gives_beginning_and_end(read: Site) -> None:
    (svg,) = read.article("timeline/").xpath(".//figure/*[name()='svg']")
    assert [text.text_content() for text in svg.xpath(".//*[name()='text']")] == [
        "October 2018 to February 2019",
        "Visits",
        "9 March 2020",
        "The report comes out",
    ]
    assert [link.get("href") for link in svg.iter("{*}a", "a")] == ["#event-fieldwork", "#event-report"]


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
    assert {"Local profile glossary entry", "LP: Local profile glossary entry"} <= {*listed}
    assert {"Portrait glossary entry", "School role or organisation"} <= {*listed}
    assert {"Abuse public protection discipline", "A measure earlier recommendation or finding"} <= {*listed}
    assert "Public protection discipline 1: Abuse public protection discipline" in listed
    assert "2015 guidance, paragraph 141: Seven verbs paragraph of the 2015 guidance" in listed
    assert "Seven verbs paragraph of the 2015 guidance" in listed
    assert [line for line in listed if line.endswith(" finding") and "earlier" not in line] == []


def test_table_of_what_touches_each_duty(read: Site) -> None:
    (table,) = read.article("matrix/").xpath(".//table")
    assert [[words(cell) for cell in line] for line in table.iter("tr")] == [
        ["Paragraph or bullet of the 2015 guidance", "Recommendations", "Expectations", "Findings"],
        ["2015 guidance, paragraph 141: Seven verbs", "1Recommendation 1: Training", "None", "None"],
        ["2015 guidance, paragraph 141, bullet 1: A bullet", "1Recommendation 1: Training", "None", "None"],
        ["2015 guidance, paragraph 141, bullet 2: Another bullet", "None", "None", "None"],
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
            ["Somebody notices it", "1", "It is passed on", "2", "Panel: It is discussed", "3", "Help", "No help"],
        ),
        ("governance/", "Two tiers", ["Top: It decides", "Bottom: It acts"]),
    ],
)
def test_picture_of_a_process_shows_its_steps_in_order(page: str, name: str, texts: list[str], read: Site) -> None:
    """A step bears its number, which stands in the words below too; a tier has none. Each box leads to its words."""
    (svg,) = read.article(page).xpath(".//figure/*[name()='svg']")
    assert svg.get("aria-label") == name
    assert [text.text_content() for text in svg.xpath(".//*[name()='text']")] == texts
    boxes = [(link.get("href"), link.xpath("string(.//*[name()='text'])")) for link in svg.iter("{*}a", "a")]
    listed = read.article(page).xpath(".//li/p[starts-with(@id, 'process-')]")
    assert boxes == [(f"#{step.get('id')}", words(step).removesuffix(".")) for step in listed]


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
    assert (
        words(read.article("referral/").xpath("./p")[-1]) == "The case then has one of these outcomes: Help; No help."
    )


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
                "How firmly it is stated": "Numbered recommendation",
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
                "How firmly it is stated": "Numbered recommendation",
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
                "How firmly it is stated": f"{STATED_BY['inferred']}: “there was none”",
                "Applies to": "Region; College",
                "Source": "The report: “Training”",
            },
        ),
        (
            "finding-good-1",
            "finding",
            "Good practice number 1",
            "It was so.",
            {
                "Assessment": "Good practice",
                "Reported by": SPEAKERS["interviewees in forces"],
                "Extent": "“some of them”",
                "Source": "The report: “Training”",
            },
        ),
        (
            "duty-141",
            "duty",
            "2015 guidance, paragraph 141: Seven verbs",
            "One. Again. Two. Three. Four. Five. Six.",
            {
                "Wording": ", ".join(VERBS.values()),
                "Applied to": "College; Region",
                "Not in force": "Since 31 December 2023. Replaced by The new text",
                "Source": "The report: “Annex”, paragraph 141",
            },
        ),
        (
            "discipline-radicalisation",
            "discipline",
            "Proposed 2th public protection discipline: Radicalisation",
            "Helping people.",
            {"Status": STANDINGS["proposed"], "Source": "The report: “Training”"},
        ),
        (
            "role-region",
            "role",
            "Region",
            "Joins forces.",
            {"Level": "Regional", "Source": "The report: “Training”"},
        ),
        (
            "role-retired",
            "role",
            "Old college",
            "Taught.",
            {
                "Status": "Removed in 2026: no longer updated",
                "Level": "National",
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
            {"From": "2009 report", "Applies to": "College", "Source": "The report: “Annex”"},
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
            {"Publisher": "A ministry", "Published": "Not dated"},
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
    assert shown == {**facts, "Permanent link": f"id/{id_}/"}
