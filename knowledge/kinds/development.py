"""What has changed since March 2020."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, ClassVar, Self

from pydantic import Field

from knowledge.fields import AnyRef, OneOf, PastDate, Text, is_before
from knowledge.kinds.source import Source
from knowledge.markdown import day, facts, join, plain
from knowledge.record import SLUG, CitedRecord, Record, View, Violation, id_field

REPORT = "2020-03"
"""When the report came out, after which a development happens."""


class Development(CitedRecord):
    """Something that has changed since March 2020, with its source and the day it was checked."""

    kind: ClassVar[str] = "development"
    plural: ClassVar[str] = "developments"
    file: ClassVar[str] = "developments.yml"
    is_optional: ClassVar[bool] = False
    name: ClassVar[str] = "Since 2020"
    card: ClassVar[str] = "Since 2020"
    prefix: ClassVar[str] = "development-"
    is_note: ClassVar[bool] = True

    id: Annotated[str, id_field(rf"^development-{SLUG}$", "development-guidance-replaced")]
    date: PastDate = Field(description="When it happened or was stated, as far as known")
    summary: Text = Field(description="What is known, and no more")
    note: Text = Field(description="The short note that the records it touches show")
    touches: Annotated[list[AnyRef], Field(min_length=1)] = Field(description="The records on which it bears")
    status: Annotated[str, OneOf(["checked"])] = Field(
        default="checked", description="It was checked on the day that its source gives"
    )

    @classmethod
    def violations(cls, records: Sequence[Self], find: Mapping[str, Record]) -> Iterator[Violation]:
        """Yield a development that happened before the report."""
        for development in records:
            if is_before(development.date, REPORT):
                message = f"is before the report of {REPORT}; make it an event, which may be of any time"
                yield Violation(development.id, "date", message)

    @property
    def badge(self) -> str:
        """The word says that it is later than the report."""
        return "Since 2020"

    def note_on(self, id_: str) -> str:
        """Return the note that the records show on which it bears."""
        return self.note if id_ in self.touches else ""

    def shown(self) -> set[str]:
        """The records on which it bears stand in its body."""
        return set(self.touches)

    def body(self, view: View) -> str:
        """Return what has changed, where that can be read, and on what it bears."""
        sources = [view.knowledge.get(Source, citation.document) for citation in self.sources]
        opened = dict.fromkeys(f"[{plain(s.title)}]({s.address}), checked {day(s.checked)}" for s in sources)
        return join(
            f"**{day(self.date)}**",
            view.text(self.summary),
            facts(("To open", "<br>".join(opened)), ("Bears on", view.links(self.touches))),
        )

    def quoted(self, view: View) -> list[tuple[str, str]]:
        """Return when it happened or was stated."""
        return [("When", day(self.date))]

    @classmethod
    def overview(cls, view: View) -> str:
        """Return all developments, the newest first."""
        newest_first = sorted(view.knowledge.of(Development), key=lambda development: development.date, reverse=True)
        return view.sections(newest_first)
