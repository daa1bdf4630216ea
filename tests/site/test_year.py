"""A year of maintenance, by the real commands and the real engine: nothing turns red that is no mistake.

Each step is one that a maintainer takes, in a copy of the project as it is now. What has to be refused is refused, and
after each step the check passes.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import feedparser
import lxml.html
import pytest

from knowledge.kinds.development import Development
from knowledge.kinds.finding import Finding
from knowledge.kinds.recommendation import Recommendation
from knowledge.kinds.source import Source
from knowledge.kinds.term import Term
from knowledge.layout import page_url
from knowledge.load import DIGESTS
from knowledge.pages import stubs
from tests.helpers.maintainer import Maintainer
from tests.helpers.project import copied

REPORT = "source-hmicfrs-2020"
OF_THE_RECORDS = (
    "coverage",
    "data",
    "digests",
    "history",
    "ledger",
    "outcome",
    "pages",
    "pictures",
    "render",
    "tables",
)
"""The unit tests that look at the records and pages of the project."""

LETTER, NEWS = "source-letter-of-the-year", "development-letter-of-the-year"
FOUND, WORD = "finding-of-the-year", "term-of-the-year"
DONE, MENDED = "rec-1", "rec-3"


class Year(NamedTuple):
    """What was there at first, what was done, and the site at the end."""

    maintainer: Maintainer
    site: Path
    ledger: str
    pages: list[str]
    retired: str
    old_anchor: str
    editions: list[str]


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    root = copied(tmp_path_factory.mktemp("year") / "project")
    maintainer = Maintainer(root)
    maintainer.commit()
    ledger = (root / "data/ledger.csv").read_text(encoding="utf-8")
    pages = [page_url(path.relative_to(root / "docs").as_posix()) for path in sorted((root / "docs").rglob("*.md"))]

    check_a_source_again(maintainer)
    add_records(maintainer)
    report_a_recommendation_done(maintainer)
    editions = [publish(maintainer, 100)]
    change_what_a_record_says(maintainer)
    mend_the_spelling_of_a_record(maintainer)
    retired = retire_a_term(maintainer)
    old_anchor = move_a_heading(maintainer)
    move_a_page(maintainer)
    editions.append(publish(maintainer, 200))
    check_a_source_again(maintainer)
    site = maintainer.build()
    maintainer.do("sections", "site")
    maintainer.check()
    maintainer.commit()
    return Year(maintainer, site, ledger, pages, retired, old_anchor, editions)


# ------------------------------------------------------------------------------------------------
# The steps
# ------------------------------------------------------------------------------------------------


def check_a_source_again(maintainer: Maintainer) -> None:
    """No edition and no reason is needed for that: what the record says is the same."""
    maintainer.set(REPORT, Source, checked=maintainer.day(250 if (maintainer.root / DIGESTS).exists() else 1))
    maintainer.check()


def add_records(maintainer: Maintainer) -> None:
    """Each is begun by the command; the development rests on the source, and the finding names the term."""
    day = maintainer.day(0)
    maintainer.begin("source", Source.file)
    assert "title: is still the text from 'make new'" in maintainer.refused("check")
    assert "nothing was written" in maintainer.refused("stubs")
    maintainer.write(
        Source.file,
        id=LETTER,
        title="Letter on the first recommendation",
        summary="A letter that was made up for a test.",
        publisher="The office of the test",
        published=day,
        address="https://www.gov.uk/letter-of-the-year",
        checked=day,
        seen="The whole",
        text="Letter of the year",
        level="1",
    )
    maintainer.add(
        "development",
        Development.file,
        id=NEWS,
        title="The first recommendation was reported as done",
        date=day,
        summary="A letter says that it was done.",
        note="A letter says that it was done.",
        touches=f"[{DONE}]",
        document=LETTER,
        heading="Letter of the year",
    )
    maintainer.add(
        "term",
        Term.file,
        id=WORD,
        title="Word of the year",
        summary="A word that was made up for a test.",
        document=REPORT,
        heading="Summary",
    )
    assert f"{WORD}: -: no record names it" in maintainer.refused("check")
    maintainer.add(
        "finding",
        Finding.file,
        id=FOUND,
        title="What was found in the year",
        summary="Some forces used a word that was made up for a test.",
        quantity="some",
        quantity_words="some",
        verdict="mixed",
        document=REPORT,
        heading="Summary",
    )
    maintainer.edit_record(FOUND, Finding, lambda block: f"{block.rstrip()}\n  terms: [{WORD}]\n")
    assert "is not in the ledger; run 'make stubs'" in maintainer.refused("check")
    maintainer.do("stubs")
    maintainer.check()


def report_a_recommendation_done(maintainer: Maintainer) -> None:
    """Its status says so, and the outcome says who reports it; one without the other is refused."""
    maintainer.set(DONE, Recommendation, status="reported done", status_checked=maintainer.day(2))
    maintainer.add_change(DONE, Recommendation, maintainer.day(2), "It is reported as done.")
    assert "outcome: is missing" in maintainer.refused("check")
    outcome = f"{{says: The package is there., by: The office, day: {maintainer.day(0)}, source: {LETTER}}}"
    maintainer.edit_record(
        DONE, Recommendation, lambda block: re.sub(r"^(  status: .*)$", rf"\1\n  outcome: {outcome}", block, flags=re.M)
    )
    maintainer.check()


def publish(maintainer: Maintainer, number: int) -> str:
    """Add an edition and note what each record says in it; return its day."""
    day = maintainer.day(number)
    has_digests = (maintainer.root / DIGESTS).exists()
    maintainer.edit(
        "data/editions.yml", lambda text: f"{text.rstrip()}\n\n- id: edition-{day}\n  reason: It is time.\n"
    )
    if has_digests:
        assert "has no digests yet; run 'make edition'" in maintainer.refused("check")
    maintainer.do("edition")
    maintainer.check()
    maintainer.commit()
    assert "already has its digests" in maintainer.refused("edition")
    return day


def change_what_a_record_says(maintainer: Maintainer) -> None:
    """It is refused without a reason that is later than the last edition."""
    maintainer.set(FOUND, Finding, summary="Most forces used a word that was made up for a test.", quantity="most")
    line = (
        r"^data/findings\.yml:\d+: finding-of-the-year: -: does not say the same as in the edition of .*; add changes:"
    )
    assert re.match(line, maintainer.refused("check"))
    maintainer.add_change(FOUND, Finding, maintainer.day(99), "It was read wrongly.")
    assert re.match(line, maintainer.refused("check")), "the edition has this reason already"
    maintainer.add_change(FOUND, Finding, maintainer.day(110), "It was read wrongly once more.")
    maintainer.check()


def mend_the_spelling_of_a_record(maintainer: Maintainer) -> None:
    """Case and punctuation are nothing to note; of other words somebody says that no more than spelling was mended."""
    title = maintainer.knowledge()[MENDED].title
    maintainer.set(MENDED, Recommendation, title=f"{title.upper()}.")
    maintainer.check()
    maintainer.set(MENDED, Recommendation, title=f"{title}, once more")
    assert f"run 'make confirm ID={MENDED}'" in maintainer.refused("check")
    assert maintainer.do("confirm", MENDED) == f"confirmed {MENDED}\n"
    maintainer.check()


def retire_a_term(maintainer: Maintainer) -> str:
    """The term of the year takes the place of one that other records name; return the id of that one."""
    knowledge = maintainer.knowledge()
    cited_by_kind = {"related", "terms"}  # what a reader may look at besides, and no record says
    old = next(
        term.id
        for term in knowledge.of(Term)
        if term.id != WORD
        and all(term.id not in str(record.model_dump(exclude=cited_by_kind)) for record in knowledge.naming(term.id))
        and not any(WORD in str(record.model_dump()) for record in knowledge.naming(term.id))
    )
    retired = f"{{since: {maintainer.day(120)}, reason: It is out of use., successor: {WORD}}}"
    maintainer.edit_record(old, Term, lambda block: block.replace("\n", f"\n  retired: {retired}\n", 1))
    assert f"'{old}' is retired; name its successor '{WORD}'" in maintainer.refused("check")
    for path in (*(maintainer.root / "data").rglob("*.yml"), *(maintainer.root / "docs").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(rf"(?<![\w-])(?<!- id: ){old}(?![\w-])", WORD, text), encoding="utf-8")
    maintainer.check()
    return old


def move_a_heading(maintainer: Maintainer) -> str:
    """A heading gets another anchor, and the old one is kept; return the old one."""
    published = set(maintainer.knowledge().published)
    everything = "".join(path.read_text(encoding="utf-8") for path in (maintainer.root / "docs").rglob("*.md"))
    name, anchor = next(
        (path.relative_to(maintainer.root).as_posix(), found)
        for path in sorted((maintainer.root / "docs/about").glob("*.md"))
        for found in re.findall(r"^## .* \{ #([\w-]+) \}$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        if found in published and len(re.findall(rf"#{found}\b", everything)) == 1
    )
    kept = f'{{{{ moved_anchor("{anchor}", "This stands under another name now.") }}}}'
    maintainer.edit(name, lambda text: text.replace(f"{{ #{anchor} }}\n", f"{{ #{anchor}-of-the-year }}\n\n{kept}\n"))
    maintainer.check()
    return anchor


def move_a_page(maintainer: Maintainer) -> None:
    """A page gets another name; what links to it follows, and the old address is kept."""
    old, new = "matrix.md", "matrix-of-the-year.md"
    assert old not in stubs.wanted(maintainer.knowledge())
    (maintainer.root / "docs" / old).rename(maintainer.root / "docs" / new)
    for path in (maintainer.root / "mkdocs.yml", *(maintainer.root / "docs").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(rf"(?<![\w-]){old}", new, text), encoding="utf-8")
    maintainer.add("moved", "moved.yml", id="moved-matrix", was="matrix/", page=new)
    maintainer.check()


# ------------------------------------------------------------------------------------------------
# What there is at the end
# ------------------------------------------------------------------------------------------------


def test_ledger_only_grew(year: Year) -> None:
    ledger = (year.maintainer.root / "data/ledger.csv").read_text(encoding="utf-8")
    assert ledger.startswith(year.ledger)
    added = {line.split(",")[0] for line in ledger.removeprefix(year.ledger).splitlines()}
    assert {LETTER, NEWS, FOUND, WORD, f"{year.old_anchor}-of-the-year"} <= added


def test_every_old_address_answers(year: Year) -> None:
    ids = [line.split(",")[0] for line in year.ledger.splitlines()[1:]]
    assert [id_ for id_ in ids if not (year.site / "id" / id_ / "index.html").is_file()] == []
    assert [url for url in year.pages if not (year.site / url / "index.html").is_file()] == []
    assert leads_to(year.site, "matrix/") == "../matrix-of-the-year/"


def test_what_is_retired_leads_on(year: Year) -> None:
    target = leads_to(year.site, f"id/{year.retired}/").removeprefix("../../")
    page, _, anchor = target.partition("#")
    notice = lxml.html.parse(year.site / page / "index.html").getroot().get_element_by_id(anchor).getnext()
    assert "It is out of use." in notice.text_content()
    assert notice.xpath(f".//a[contains(@href, '#{WORD}')]")


def test_page_of_changes_tells_all_of_it(year: Year) -> None:
    article = lxml.html.parse(year.site / "changes/index.html").getroot().xpath("//article")[0]
    text = article.text_content()
    for told in ("Since the last release", "It is reported as done.", "It was read wrongly once more.", "out of use"):
        assert told in text
    for day in year.editions:
        assert article.xpath(f".//h2[@id='edition-{day}']")
    links = {link.rstrip("/").rpartition("/")[2] for link in article.xpath(".//a/@href")}
    assert {LETTER, NEWS, FOUND, WORD, DONE, year.retired} <= links
    assert MENDED not in links


def test_feed_tells_all_of_it(year: Year) -> None:
    feed = feedparser.parse((year.site / "feed.xml").read_bytes())
    assert not feed.bozo
    titles = [entry.title for entry in feed.entries]
    assert {f"{id_}: added" for id_ in (LETTER, NEWS, FOUND, WORD)} <= set(titles)
    assert {f"{DONE}: changed", f"{FOUND}: changed", f"{year.retired}: retired"} <= set(titles)
    assert f"{MENDED}: changed" not in titles
    assert sum(title.startswith("Edition of ") for title in titles) >= 3
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)


def test_page_of_the_recommendation_says_who_reports_it_done(year: Year) -> None:
    page = lxml.html.parse(year.site / f"recommendations/{DONE}/index.html").getroot().xpath("//article")[0]
    assert "Reported as done. The office, " in " ".join(page.text_content().split())
    assert page.xpath(f".//dd//a[contains(@href, '#{LETTER}')]")


def test_unit_tests_of_the_project_stay_green(year: Year) -> None:
    """Nothing that was done in the year is a mistake, so that none of them has to be changed for it."""
    said = year.maintainer.unit_tests(*(f"test_{name}.py" for name in OF_THE_RECORDS))
    assert " passed" in said
    assert "skipped" not in said


def leads_to(site: Path, url: str) -> str:
    """Return where the page at an old address leads."""
    (link,) = lxml.html.parse(site / url / "index.html").getroot().xpath("//a/@href")
    return str(link)
