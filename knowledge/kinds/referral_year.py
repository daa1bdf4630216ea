"""Yearly figures of referrals to Prevent, for a table and a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, ClassVar, Self

from pydantic import Field

from knowledge.charts import years
from knowledge.citation import SourceRef
from knowledge.fields import Number, Part, PastDay, Text
from knowledge.markdown import day, join, plain, table
from knowledge.record import Entry, Record, Records, View, Violation, id_field


class Count(Part):
    """How many, and which share of the year's referrals; either may be missing where we have not read it."""

    number: Number | None = Field(default=None, description="Number of referrals")
    percent: Number | None = Field(default=None, description="Share of the year’s referrals, as a percentage")

    def words(self) -> str:
        """Return both, as far as they are known."""
        share = f"{self.percent}%" if self.percent else ""
        return f"{self.number:,} ({share})" if self.number and share else f"{self.number:,}" if self.number else share


class ReferralYear(Entry):
    """The figures of a year to 31 March, as the Home Office published them; only those we have read."""

    kind: ClassVar[str] = "referral-year"
    plural: ClassVar[str] = "referral-years"
    file: ClassVar[str] = "referrals.yml"
    prefix: ClassVar[str] = "referrals-"

    id: Annotated[str, id_field(r"^referrals-20[0-9]{2}$", "referrals-2024")]
    published: PastDay | None = Field(default=None, description="Date the statistics were published, if we know it")
    referrals: Number | None = Field(
        default=None, description="Number of referrals, left out if we have not read the figure"
    )
    from_police: Count | None = Field(default=None, description="Referrals that came from the police")
    discussed: Count | None = Field(default=None, description="Referrals discussed at a Channel panel")
    adopted: Count | None = Field(default=None, description="Referrals adopted as Channel cases")
    not_comparable: Text | None = Field(
        default=None,
        description="Reason why the figures cannot be compared with those for the year before, if they cannot",
    )
    note: Text | None = Field(default=None, description="Note to help readers understand the figures")
    source: SourceRef = Field(description="Statistical release that the figures come from")

    @property
    def year(self) -> str:
        """The year in which it ended."""
        return self.id.removeprefix(self.prefix)

    @classmethod
    def violations(cls, records: Sequence[Self], find: Mapping[str, Record]) -> Iterator[Violation]:
        """Yield a year without a figure that does not say why."""
        for record in records:
            if record.referrals is None and record.note is None:
                yield Violation(record.id, "note", "is missing; say why there is no number of referrals")

    @classmethod
    def pictures(cls, knowledge: Records) -> dict[str, Callable[[View], str]]:
        """Return the picture of the yearly referrals, with the figures in a table."""
        return {"referral-years": _yearly} if any(year.referrals for year in knowledge.of(cls)) else {}


def _yearly(view: View) -> str:
    found = sorted(view.knowledge.of(ReferralYear), key=lambda record: record.year)
    rows = [
        (f"Year to March {record.year}" + ("" if record.referrals else ": not read"), record.referrals)
        for record in found
    ]
    parts = {
        name: record.from_police.number
        for (name, _), record in zip(rows, found, strict=True)
        if record.from_police and record.from_police.number
    }
    breaks = {
        name: record.not_comparable for (name, _), record in zip(rows, found, strict=True) if record.not_comparable
    }
    return join(
        years("Referrals to Prevent in England and Wales, years to 31 March", rows, parts, breaks),
        "The filled part of each bar shows the referrals that came from the police, if we have read the figure."
        + "".join(f" Year to March {r.year}: {_lowered(r.not_comparable)}." for r in found if r.not_comparable),
        table(
            ("Year to March", "Referrals", "From the police", "Discussed at a panel", "Adopted by Channel", "Source"),
            (
                (
                    record.year,
                    f"{record.referrals:,}" if record.referrals else "Not read",
                    _words(record.from_police),
                    _words(record.discussed),
                    _words(record.adopted),
                    view.link(record.source, _release(record)),
                )
                for record in found
            ),
        ),
        *(f"Year to March {record.year}: {plain(record.note)}" for record in found if record.note),
    )


def _lowered(text: str) -> str:
    return plain(text[:1].lower() + text[1:])


def _words(count: Count | None) -> str:
    return count.words() if count else "Not read"


def _release(record: ReferralYear) -> str:
    return f"Release of {day(record.published)}" if record.published else "Release"
