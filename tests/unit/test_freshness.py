"""What was last checked too long ago is listed, and says so at the foot of its entry."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from knowledge.graph import Knowledge
from knowledge.kinds.development import Development
from knowledge.kinds.source import Source
from knowledge.kinds.unread import Unread
from knowledge.layout import Site
from knowledge.pages.page import Page
from knowledge.problems import CommandError
from knowledge.promise import freshness
from knowledge.record import Record
from tests.helpers.project import ROOT, package

MARK = f"more than {freshness.LIMIT} days ago"


def later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days)).isoformat()


def a_source(knowledge: Knowledge) -> Source:
    return next(source for source in knowledge.of(Source) if source.checked.count("-") == 2)


@pytest.mark.parametrize(("days", "is_stale"), [(180, False), (181, True)])
def test_limit(days: int, is_stale: bool, knowledge: Knowledge) -> None:
    source = a_source(knowledge)
    assert bool(freshness.overdue(source, knowledge, later(source.checked, days))) is is_stale


@pytest.mark.parametrize(
    ("checked", "last"), [("2026-05-02", "2026-05-02"), ("2026-05", "2026-05-31"), ("2026-12", "2026-12-31")]
)
def test_date_that_is_no_day_counts_to_its_end(checked: str, last: str) -> None:
    assert freshness.age(checked, last) == 0
    assert freshness.age("2026", "2027-01-01") == 1


def test_development_is_as_fresh_as_its_oldest_document(knowledge: Knowledge) -> None:
    for development in knowledge.of(Development):
        checked = development.last_checked(knowledge)
        assert all(checked <= knowledge.get(Source, citation.document).checked for citation in development.sources)


def test_only_what_says_when_we_looked_is_listed(knowledge: Knowledge) -> None:
    found = freshness.stale(knowledge, "2999-01-01")
    kept_up = [record for record in knowledge.records.values() if record.retired is None]
    saying = {record.id for record in kept_up if type(record).last_checked is not Record.last_checked}
    assert {"rec-3", a_source(knowledge).id} < {entry.record.id for entry in found} == saying < {*knowledge.records}
    assert [entry.checked for entry in found] == sorted(entry.checked for entry in found)


def test_list_names_entries_and_documents(knowledge: Knowledge) -> None:
    source = a_source(knowledge)
    lines = freshness.listed(knowledge, later(source.checked, 190))
    assert f"- {source.id}: checked {source.checked}, 190 days ago" in lines
    unread = [f"- {record.id}: {record.title}" for record in knowledge.of(Unread)]
    assert lines[-len(unread) - 1 :] == [f"Documents we have not read: {len(unread)}", *unread]
    assert freshness.listed(knowledge, "2000-01-01")[0].endswith("on 2000-01-01: no entries")
    with pytest.raises(CommandError, match="'soon' is not a day; write YYYY-MM-DD"):
        freshness.listed(knowledge, "soon")


def test_command_lists(knowledge: Knowledge) -> None:
    done = package(ROOT, "stale", "--day", "2999-01-01")
    assert (done.returncode, done.stdout.splitlines()) == (0, freshness.listed(knowledge, "2999-01-01"))
    assert package(ROOT, "stale").stdout.startswith(f"Not checked for {freshness.LIMIT} days on 20")


def test_mark_is_at_the_foot_of_a_stale_entry_alone(knowledge: Knowledge) -> None:
    source = a_source(knowledge)

    def foot(day: str) -> str:
        return Page(knowledge, "sources.md", Site("/", "Guide", "2026-11-22", updated=day)).foot(source)

    assert MARK in foot(later(source.checked, 181))
    assert MARK not in foot(later(source.checked, 180))
    assert MARK not in foot("unknown")
    assert MARK not in foot("")
