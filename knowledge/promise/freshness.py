"""What has not been checked for a while: entries that say when we last looked, and documents we have not read."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from knowledge.graph import Knowledge
from knowledge.kinds.unread import Unread
from knowledge.problems import CommandError
from knowledge.record import Record

LIMIT = 180
"""After how many days without a check an entry counts as stale."""


class Stale(NamedTuple):
    """An entry that is due to be checked again: the day of its last check, and how many days ago that is."""

    record: Record
    checked: str
    age: int


def age(checked: str, today: str) -> int:
    """Return how many days lie between a last check and another day.

    Of a check that is known by its month or year alone, the last day it can have been counts: what may be fresh is
    not called stale. Raises ValueError when `today` is no day.
    """
    return (date.fromisoformat(today) - _latest(checked)).days


def stale(knowledge: Knowledge, today: str) -> list[Stale]:
    """Return the entries that were last checked more than LIMIT days before a day, the oldest check first.

    Only entries that say when we last looked can be stale: what restates the 2020 report stays as true as it was.
    Raises ValueError when `today` is no day.
    """
    found = [entry for record in knowledge.records.values() if (entry := overdue(record, knowledge, today))]
    return sorted(found, key=lambda entry: -entry.age)


def overdue(record: Record, knowledge: Knowledge, today: str) -> Stale | None:
    """Return what is stale in an entry on a day, or None; raise ValueError when `today` is no day."""
    checked = record.last_checked(knowledge)
    if checked is None or record.retired:
        return None
    days = age(checked, today)
    return Stale(record, checked, days) if days > LIMIT else None


def listed(knowledge: Knowledge, today: str) -> list[str]:
    """Return, line by line, what is due to be checked on a day, and the documents that we have not read.

    Raises CommandError when `today` is no day.
    """
    try:
        found = stale(knowledge, today)
    except ValueError:
        raise CommandError(f"'{today}' is not a day; write YYYY-MM-DD") from None
    unread = knowledge.of(Unread)
    return [
        f"Not checked for {LIMIT} days on {today}: {len(found) or 'no'} {'entry' if len(found) == 1 else 'entries'}",
        *(f"- {entry.record.id}: checked {entry.checked}, {entry.age} days ago" for entry in found),
        f"Documents we have not read: {len(unread)}",
        *(f"- {record.id}: {record.title}" for record in unread),
    ]


def _latest(checked: str) -> date:
    """Return the last day that a date of the data can mean."""
    year, month, day = [*(int(part) for part in checked.split("-")), None, None][:3]
    if day:
        return date(year or 0, month or 0, day)
    following = date((year or 0) + 1, 1, 1) if month in (None, 12) else date(year or 0, (month or 0) + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
