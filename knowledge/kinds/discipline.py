"""The core disciplines of public protection, and the one that the report proposed to add."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, ClassVar, Self

from pydantic import Field

from knowledge.fields import Number, OneOf, Reference, Text
from knowledge.kinds.role import RoleRef
from knowledge.markdown import facts, join, plain, table
from knowledge.record import SLUG, CitedRecord, Record, View, Violation, id_field
from knowledge.rules import unique

DisciplineRef = Annotated[str, Reference("discipline")]


STANDINGS = {
    "core": "One of 13 core disciplines listed in the 2020 report (number {number})",
    "proposed": "Proposed in the 2020 report. We do not know whether it was added",
}
"""The status of a discipline in the report, as its page shows it."""

SHORT_STANDINGS = {"core": "Core (2020)", "proposed": "**Proposed (2020)**"}
"""The same, as the table of all shows it."""


class Discipline(CitedRecord):
    """A core public protection discipline, or the one that the 2020 report proposed to add."""

    kind: ClassVar[str] = "discipline"
    plural: ClassVar[str] = "disciplines"
    file: ClassVar[str] = "disciplines.yml"
    is_optional: ClassVar[bool] = False
    name: ClassVar[str] = "Public protection disciplines"
    card: ClassVar[str] = "Public protection discipline"
    prefix: ClassVar[str] = "discipline-"
    folder: ClassVar[str | None] = "disciplines"
    has_own_pages: ClassVar[bool] = True
    words: ClassVar[tuple[str, str]] = ("public protection discipline", "public protection disciplines")

    id: Annotated[str, id_field(rf"^discipline-{SLUG}$", "discipline-child-abuse")]
    number: Number = Field(
        description="Number of the discipline in the report’s list, or 14 for the proposed discipline"
    )
    status: Annotated[str, OneOf(STANDINGS)] = Field(
        description="Status of the discipline in the 2020 report: core or proposed"
    )
    report_says: Text = Field(description="Summary of what the report says about the discipline")
    summary: Text = Field(description="Our explanation of what the discipline covers")
    meets: Text = Field(description="Our explanation of how a case can involve both the discipline and radicalisation")
    roles: list[RoleRef] = Field(default=[], description="Roles that deal with the discipline")

    @classmethod
    def violations(cls, records: Sequence[Self], find: Mapping[str, Record]) -> Iterator[Violation]:
        """Yield where the numbers repeat or leave a gap."""
        yield from unique(records, "number")
        for discipline in records:
            if discipline.number > len(records):
                message = f"is {discipline.number}, but there are {len(records)} disciplines; number them without a gap"
                yield Violation(discipline.id, "number", message)

    @property
    def display_title(self) -> str:
        """Its number, whether it is only proposed, and its title."""
        if self.status == "proposed":
            return f"Proposed {self.number}th public protection discipline: {self.title}"
        return f"Public protection discipline {self.number}: {self.title}"

    @property
    def badge(self) -> str:
        """The word says whether it is only proposed."""
        return f"Public protection discipline{' (proposed)' if self.status == 'proposed' else ''}"

    def _standing(self) -> str:
        return STANDINGS[self.status].format(number=self.number)

    def body(self, view: View) -> str:
        """Return what the report says of it and, apart from that, what this site explains."""
        return join(
            facts(("Status", self._standing())),
            f"## What the report says {{ #{self.id}-report }}",
            plain(self.report_says),
            f"## What it covers (our explanation) {{ #{self.id}-covers }}",
            plain(self.summary),
            f"## Links with radicalisation (our explanation) {{ #{self.id}-meets }}",
            plain(self.meets),
        )

    @classmethod
    def overview(cls, view: View) -> str:
        """Return a table of all disciplines."""
        rows = [
            (str(d.number), view.link(d.id, d.title), SHORT_STANDINGS[d.status], plain(d.summary))
            for d in view.knowledge.of(cls)
        ]
        return table(("No.", "Discipline", "Status", "What it covers (our explanation)"), rows)

    def quoted(self, view: View) -> list[tuple[str, str]]:
        """Return its standing in the report."""
        return [("Status", self._standing())]
