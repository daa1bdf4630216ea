"""What is publicly known of the outcome of a recommendation: what the model takes, and what a page shows."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from knowledge.graph import Knowledge
from knowledge.kinds.recommendation import OUTCOMES, Recommendation
from knowledge.layout import Site
from knowledge.pages.page import Page
from knowledge.record import Record
from tests.helpers.site_markdown import shown

SOURCE = "source-hmicfrs-2020"
OUTCOME = {"says": "The package is there.", "by": "The Home Office", "day": "2030-05", "source": SOURCE}
TOLD = [status for status in OUTCOMES if status != "unknown"]


def recommendation(knowledge: Knowledge, **values: Any) -> Recommendation:
    """Return the third recommendation with other values; raise ValidationError where the model refuses them."""
    own = knowledge["rec-3"].model_dump(exclude={"number", "status", "outcome", "status_checked"})
    return Recommendation.model_validate(own | {"status_checked": "2030-06-07"} | values)


def refused(knowledge: Knowledge, **values: Any) -> list[tuple[str, str]]:
    with pytest.raises(ValidationError) as caught:
        recommendation(knowledge, **values)
    return [(".".join(map(str, error["loc"])), error["msg"]) for error in caught.value.errors()]


def outcome_shown(knowledge: Knowledge, record: Recommendation) -> tuple[str, list[str]]:
    """Return the text and the links of the outcome on the page of the recommendation."""
    records: list[Record] = [record if old.id == record.id else old for old in knowledge.records.values()]
    page = Page(Knowledge(records), f"recommendations/{record.id}.md", Site("/", "Guide", "2030-01-01"))
    (term,) = shown(page.record(record.id)).xpath(".//dt[text()='Outcome']")
    told = term.getnext()
    return " ".join(told.text_content().split()), [str(link).partition("#")[2] for link in told.xpath(".//a/@href")]


def test_statuses() -> None:
    assert list(OUTCOMES) == ["unknown", "reported done", "reported done in part", "superseded"]


def test_unknown_outcome_is_shown_with_the_day_on_which_it_was_looked_for(knowledge: Knowledge) -> None:
    told = outcome_shown(knowledge, recommendation(knowledge, status="unknown"))
    assert told == ("Not known. We found no published evidence that it was completed (checked 7 June 2030)", [])


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("reported done", "Reported as done"),
        ("reported done in part", "Reported as done in part"),
        ("superseded", "Superseded"),
    ],
)
def test_outcome_is_shown_with_who_reports_it_when_and_where(knowledge: Knowledge, status: str, words: str) -> None:
    text, links = outcome_shown(knowledge, recommendation(knowledge, status=status, outcome=OUTCOME))
    assert text.startswith(f"{words}. The Home Office, May 2030: The package is there. ")
    assert text.endswith(" (checked 7 June 2030)")
    assert links == [SOURCE]


def test_outcome_without_a_status_that_tells_one_is_refused(knowledge: Knowledge) -> None:
    assert refused(knowledge, status="unknown", outcome=OUTCOME) == [
        ("outcome", "gives an outcome, but status is unknown; change one of the two")
    ]


@pytest.mark.parametrize("status", TOLD)
def test_status_that_tells_an_outcome_needs_its_report(knowledge: Knowledge, status: str) -> None:
    assert refused(knowledge, status=status) == [
        ("outcome", f"is missing; status is '{status}': say who reports it, where and when")
    ]


@pytest.mark.parametrize("name", OUTCOME)
def test_report_of_an_outcome_is_whole(knowledge: Knowledge, name: str) -> None:
    part = {key: value for key, value in OUTCOME.items() if key != name}
    (found,) = refused(knowledge, status="superseded", outcome=part)
    assert found[0] == f"outcome.{name}"


@pytest.mark.parametrize("status", ["done", "Unknown", "in part"])
def test_other_status_is_refused(knowledge: Knowledge, status: str) -> None:
    assert refused(knowledge, status=status)[0][0] == "status"
