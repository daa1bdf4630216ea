"""Records to Markdown, without an engine."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from knowledge.graph import Knowledge
from knowledge.kinds import KINDS
from knowledge.kinds.development import Development
from knowledge.kinds.discipline import Discipline
from knowledge.kinds.duty import Duty
from knowledge.kinds.event import Event
from knowledge.kinds.expectation import Expectation
from knowledge.kinds.finding import Finding
from knowledge.kinds.recommendation import Recommendation
from knowledge.kinds.term import Term
from knowledge.layout import Site
from knowledge.markdown import day, letter_of, plain, sort_key
from knowledge.pages.page import Page
from knowledge.pages.source import titles
from knowledge.record import Record
from tests.helpers.site_markdown import shown

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "a < b & c > d &amp; &#60;",
    "**bold** *italic* _under_ __under__ `code` ~~gone~~",
    "[text](javascript:alert(1)) ![picture](x.png) <https://example.org>",
    "[text][reference] [^note] [[wiki]]",
    "| a | b |",
    "# heading",
    "137. a paragraph number",
    "1) one",
    "- item",
    "+ item",
    ": definition",
    "!!! note",
    "=== tab",
    "> quote",
    "text { #id .class onclick=alert(1) }",
    "back\\slash \\* \\<",
    "]]> --> <!-- comment --> <?php ?>",
    "\"double\" 'single' ’curly’",
    "*[HTML]: abbreviation",
    "---",
    "~~~",
    "http://example.org",
    ":smile: :material-school: a:b:c: 10:30:15 :+1: ::x::",
    ":material-school:",
    "++ctrl+alt+del++ +++ C++",
    "++k++",
    "==marked== ~~gone~~ ^^new^^ H~2~O 2^nd^ {++a++} {>>b<<}",
    "a footnote[^1]",
    "[^1]: a note",
    "[ ] to do",
    "[x] done",
    "- [ ] a task",
    '--8<-- "abbreviations.md"',
    '-8<- "abbreviations.md"',
    ";--8<--",
    "??? note",
    '???+ tip "Open"',
    '=== "Tab"',
    '!!! danger "Title"',
    "/// caption",
    "/// details | Title",
    "annotated (1)! { .annotate }",
    "$x$ \\(y\\) $$z$$",
    "`#!python x`",
    "```mermaid",
    "[TOC]",
    "*[CPD]: abbreviation",
    "![x](y.png#only-dark){ align=left }",
    'site:id/rec-7/ "site:x"',
]


def page_of(knowledge: Knowledge, file: str) -> Page:
    """Return a page under way."""
    return Page(knowledge, file, Site("http://127.0.0.1/", "A site", "2026-11-22"))


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize(
    ("frame", "path"),
    [
        ("{}", "./p"),
        ("- {}", "./ul/li"),
        ("name\n:   {}", "./dl/dd"),
        ("| n |\n| --- |\n| {} |", ".//td"),
        ("# {}", "./h1"),
    ],
)
def test_text_is_shown_as_text(payload: str, frame: str, path: str) -> None:
    place = shown(frame.format(plain(payload))).find(path)
    assert place is not None
    assert place.text_content() == payload
    assert len(place) == 0


@pytest.mark.parametrize(
    ("value", "words"), [("2015", "2015"), ("2020-03", "March 2020"), ("2023-12-31", "31 December 2023")]
)
def test_day(value: str, words: str) -> None:
    assert day(value) == words


@pytest.mark.parametrize(
    ("id_", "before"),
    [
        ("rec-7", "Recommendation 7: "),
        ("discipline-child-abuse", "Public protection discipline 2: "),
        ("discipline-vulnerability-to-radicalisation", "Proposed 14th public protection discipline: "),
        ("duty-141", "2015 guidance, paragraph 141: "),
        ("duty-143-1", "2015 guidance, paragraph 143, bullet 1: "),
        ("term-ctlp", "CTLP: "),
        ("term-channel", ""),
        ("role-college-of-policing", ""),
    ],
)
def test_heading(id_: str, before: str, knowledge: Knowledge) -> None:
    assert knowledge[id_].display_title == f"{before}{knowledge[id_].title}"


def test_link_is_relative_to_the_page(knowledge: Knowledge) -> None:
    assert page_of(knowledge, "index.md").link("rec-7", "seven") == "[seven](recommendations/rec-7.md#rec-7)"
    assert page_of(knowledge, "roles/index.md").link("rec-7", "seven") == "[seven](../recommendations/rec-7.md#rec-7)"
    assert page_of(knowledge, "timeline.md").link("duty-143-1", "b") == "[b](duties/duty-143.md#duty-143-1)"


def test_link_to_nothing_names_the_nearest(knowledge: Knowledge) -> None:
    with pytest.raises(KeyError, match="did you mean 'rec-7'"):
        page_of(knowledge, "index.md").link("rec-77")


def test_recommendation_shows_what_a_lead_needs(knowledge: Knowledge) -> None:
    page = page_of(knowledge, "recommendations/rec-8.md").record("rec-8")
    text = shown(page).text_content()
    record = knowledge.get(Recommendation, "rec-8")
    assert record.difference is not None
    wanted = [
        record.summary,
        *record.contents,
        *record.reasons,
        record.difference.body_says,
        "Joint owners",
        "By June 2020",
        "Not known",
        "“Recommendation 8”",
        "id/rec-8/",
    ]
    assert [words for words in wanted if words not in text] == []


def test_one_owner_is_not_called_joint(knowledge: Knowledge) -> None:
    assert "Joint owners" not in page_of(knowledge, "recommendations/rec-3.md").record("rec-3")


def test_every_duty_page_begins_with_the_notice(knowledge: Knowledge) -> None:
    paragraphs = [duty for duty in knowledge.of(Duty) if duty.bullet is None]
    for duty in paragraphs:
        page = shown(page_of(knowledge, f"duties/{duty.id}.md").record(duty.id))
        notice = page.find("./h1").getnext()
        assert "admonition" in notice.get("class")
        assert "Not in force since 31 December 2023" in notice.text_content()
        assert notice.xpath(
            ".//a[starts-with(@href, 'https://www.gov.uk/government/publications/prevent-duty-guidance/')]"
        )
    assert len(paragraphs) == 10
    overview = shown(page_of(knowledge, "duties/index.md").overview("duty"))
    assert "31 December 2023" in overview[0].text_content()


def test_bullets_stand_on_the_page_of_their_paragraph(knowledge: Knowledge) -> None:
    page = shown(page_of(knowledge, "duties/duty-144.md").record("duty-144"))
    assert [h.get("id") for h in page.iter("h3")] == [f"duty-144-{number}" for number in (1, 2, 3, 4)]


def test_explanation_is_told_from_the_report(knowledge: Knowledge) -> None:
    for record in knowledge.of(Discipline):
        page = shown(page_of(knowledge, f"disciplines/{record.id}.md").record(record.id))
        told = {h.text_content(): h.getnext().text_content() for h in page.iter("h2")}
        assert told["What the report says"] == record.report_says
        assert told["What it covers (our explanation)"] == record.summary
        assert told["Links with radicalisation (our explanation)"] == record.meets


def test_overview_of_the_eight(knowledge: Knowledge) -> None:
    table = shown(page_of(knowledge, "recommendations/index.md").overview("recommendation")).find(".//tbody")
    rows = [[cell.text_content() for cell in row] for row in table]
    assert len(rows) == 8
    assert rows[1][2:4] == [
        "College of Policing; NPCC national lead for public protection and safeguarding",
        "By June 2020",
    ]
    assert rows[6][3] == "With immediate effect (March 2020)"


def test_overview_of_the_fourteen(knowledge: Knowledge) -> None:
    table = shown(page_of(knowledge, "disciplines/index.md").overview("discipline")).find(".//tbody")
    assert [row[2].text_content() for row in table] == ["Core (2020)"] * 13 + ["Proposed (2020)"]


def test_glossary_is_in_the_order_of_the_alphabet(knowledge: Knowledge) -> None:
    page = shown(page_of(knowledge, "glossary/index.md").overview("term"))
    letters = [h.text_content() for h in page.xpath(".//h2[starts-with(@id, 'glossary-letter-')]")]
    assert letters == ["0–9", *string.ascii_uppercase]
    terms = [h.text_content() for h in page.iter("h3")]
    assert terms == sorted(terms, key=sort_key)
    assert len(terms) == len(knowledge.of(Term))
    for heading in page.iter("h3"):
        letter = heading.xpath("preceding::h2[1]")[0].text_content()
        assert letter_of(heading.text_content()) == letter


def test_a_to_z_holds_every_name_once_in_order(knowledge: Knowledge) -> None:
    page = shown(page_of(knowledge, "a-z/index.md").a_to_z())
    assert [h.text_content() for h in page.iter("h2")] == ["0–9", *string.ascii_uppercase]
    entries = [(a.text_content(), a.get("href").partition("#")[2]) for a in page.xpath(".//li/a")]
    assert len(entries) == len(set(entries))
    names = [name for name, _ in entries]
    assert names == sorted(names, key=sort_key)
    for record in knowledge.records.values():
        wanted = {(name, record.id) for name in (record.title, *getattr(record, "other_names", []))}
        assert wanted <= set(entries) if record.is_in_a_to_z else not wanted & set(entries)


def test_a_to_z_names_the_pages_too(knowledge: Knowledge, tmp_path: Path) -> None:
    """Those that their authors gave a title, and not the home page or the list itself."""
    for file, text in (
        ("index.md", "# Home { #home }"),
        ("a-z/index.md", "# A to Z { #a-z }"),
        ("routes/board.md", "---\ntitle: Board\n---\n\n# Prepare for your board { #routes-board }\n\n## Papers { #p }"),
        ("glossary/index.md", '{{ overview("term") }}'),
    ):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    page = Page(knowledge, "a-z/index.md", Site("http://127.0.0.1/", "A site", ""), titles=titles(tmp_path))
    entries = [
        entry.text_content() for entry in shown(page.a_to_z()).iter("li") if entry.text_content()[-5:] == " page"
    ]
    assert entries == ["Prepare for your board page"]


@pytest.mark.parametrize(
    ("name", "letter"), [("Élan", "E"), ("137", "0–9"), ("“Prevent”", "P"), ("Яма", "0–9"), ("²", "0–9")]
)
def test_letter_of_a_name(name: str, letter: str) -> None:
    assert letter_of(name) == letter


def test_quotation_stands_any_number_of_times_without_an_anchor(knowledge: Knowledge) -> None:
    page = page_of(knowledge, "about/index.md")
    twice = shown(page.quote("duty-143-1") + "\n\n" + page.quote("duty-143-1") + "\n\n" + page.quote("rec-7"))
    assert twice.xpath("//@id") == []
    text = twice.text_content()
    assert text.count(knowledge["duty-143-1"].summary) == 2
    assert "31 December 2023" in text
    assert "Not in force" in text
    assert knowledge["role-force-prevent-lead"].title in text


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_quoted(kind: type[Record], knowledge: Knowledge) -> None:
    record = knowledge.of(kind)[0]
    page = shown(page_of(knowledge, "index.md").quote(record.id))
    text = page.text_content()
    assert record.summary in text
    assert f"id/{record.id}/" in text
    link = page.find(".//p/strong/a")
    assert link.get("href").endswith(f"#{record.id}")


def test_explanations_of_a_page_stand_once_however_many_calls_it_has(knowledge: Knowledge) -> None:
    page = page_of(knowledge, "x.md")
    both = shown(page.record("rec-3") + "\n\n" + page.overview("role"))
    ids = both.xpath("//@id")
    assert [id_ for id_ in ids if id_.startswith("explain-")]
    assert len(ids) == len(set(ids))


def test_expectation_tells_the_report_from_this_site(knowledge: Knowledge) -> None:
    record = knowledge.get(Expectation, "expectation-feedback-on-referrals")
    page = shown(page_of(knowledge, "expectations/referral.md").group_page("expectation", "referral"))
    text = page.text_content()
    assert record.evidence[0] in text
    assert "Evidence you could look for (our suggestion)" in text
    assert f"Stated by inspectors: “{record.wording}”" in text
    assert {h.get("id") for h in page.iter("h3")} >= {e.id for e in knowledge.of(Expectation) if e.area == "referral"}


def test_finding_says_how_many_and_who_says_so(knowledge: Knowledge) -> None:
    record = knowledge.get(Finding, "finding-one-force-safeguards-staff")
    text = shown(page_of(knowledge, "findings/staff.md").group_page("finding", "staff")).text_content()
    assert (record.quantity, record.verdict, record.said_by) == ("one", "gap", "inspectors")
    assert f"“{record.quantity_words}”" in text


def test_force_lead_sees_what_applies(knowledge: Knowledge) -> None:
    """What is asked by name comes first, then ten priorities, then how much there is on each topic."""
    page = shown(page_of(knowledge, "roles/role-force-prevent-lead.md").record("role-force-prevent-lead"))
    told = {h.text_content(): h.getnext() for h in page.iter("h2")}
    assert list(told)[:4] == [
        "Recommendations for this role",
        "Expectations that name this role",
        "What to do first (our view)",
        "What you can act on, by topic (our view)",
    ]
    assert told["Recommendations for this role"].text_content().strip().startswith("Recommendation 7")
    assert len(told["What to do first (our view)"]) == 10
    counts = [int(item.text_content().rpartition("(")[2].strip(") ")) for item in told[list(told)[3]]]
    named = {e.id for e in knowledge.of(Expectation) if "role-force-prevent-lead" in e.applies_to}
    assert sum(counts) == sum(e.faces_force_lead and e.id not in named for e in knowledge.of(Expectation))


def test_recommendations_say_what_is_known_since(knowledge: Knowledge) -> None:
    note = knowledge.get(Development, "development-recommendations-outcome").note
    for record in knowledge.of(Recommendation):
        assert note in shown(page_of(knowledge, "recommendations/x.md").record(record.id)).text_content()


def test_timeline_is_in_order(knowledge: Knowledge) -> None:
    page = shown(page_of(knowledge, "timeline.md").overview("event"))
    dates = [knowledge.get(Event, h.get("id")).date for h in page.iter("h2")]
    assert dates == sorted(dates)
    assert len(dates) == len(knowledge.of(Event))


def test_acronym_is_explained_once_on_a_page(knowledge: Knowledge) -> None:
    page = shown(page_of(knowledge, "recommendations/rec-3.md").record("rec-3"))
    opened = [button.get("popovertarget") for button in page.find_class("term")]
    assert "explain-term-fimu" in opened
    assert len(opened) == len(set(opened))
    assert {div.get("id") for div in page.iter("div") if div.get("popover") == "auto"} == set(opened)
