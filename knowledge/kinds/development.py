"""What has changed since March 2020."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, ClassVar, Self

from pydantic import Field

from knowledge.fields import AnyRef, OneOf, PastDate, Text, is_before
from knowledge.kinds.source import Source
from knowledge.markdown import bullets, day, facts, join, number_of, plain
from knowledge.record import SLUG, CitedRecord, Record, Records, View, Violation, id_field

REPORT = "2020-03"
"""When the report came out, after which a development happens."""

SUBJECTS = {
    "law": "Law and guidance",
    "cases": "Case management and assessment",
    "reviews": "Reviews and oversight",
    "structures": "Strategy and structures",
    "reform": "Police reform",
    "figures": "Referral figures",
}
"""What a development is about, in the order of the page, as the page shows it."""

MOST_IN_A_LIST = 60
"""How many developments a list on another page names, starting with the newest."""

FEW = 12
"""Up to how many affected records stand open under a development; the rest are counted."""


class Development(CitedRecord):
    """A change since March 2020, with its source and the day we checked it."""

    kind: ClassVar[str] = "development"
    plural: ClassVar[str] = "developments"
    file: ClassVar[str] = "developments.yml"
    is_optional: ClassVar[bool] = False
    name: ClassVar[str] = "Changes since 2020"
    card: ClassVar[str] = "Changes since 2020"
    most_on_a_page: ClassVar[int] = 52
    prefix: ClassVar[str] = "development-"
    words: ClassVar[tuple[str, str]] = ("change since 2020", "changes since 2020")
    more: ClassVar[str] = "What this change affects, and its source"
    is_note: ClassVar[bool] = True

    id: Annotated[str, id_field(rf"^development-{SLUG}$", "development-guidance-replaced")]
    subject: Annotated[str, OneOf(SUBJECTS)] = Field(description="Subject heading that the page lists the change under")
    date: PastDate | None = Field(
        description="Date the change happened or was stated, as precisely as we know it; null if we do not know it",
    )
    summary: Text = Field(description="Summary of what we know about the change, and nothing more")
    note: Text = Field(description="Short note for the entries that the change affects; it makes sense on its own")
    touches: Annotated[list[AnyRef], Field(min_length=1)] = Field(description="Entries that the change affects")
    status: Annotated[str, OneOf(["checked"])] = Field(
        default="checked", description="Status: we checked the change on the date given for its source"
    )

    @classmethod
    def violations(cls, records: Sequence[Self], find: Mapping[str, Record]) -> Iterator[Violation]:
        """Yield a development that happened before the report."""
        for development in records:
            if development.date and is_before(development.date, REPORT):
                message = f"is before the report of {REPORT}; make it an event instead, which can have any date"
                yield Violation(development.id, "date", message)

    @property
    def badge(self) -> str:
        """The word says that it is later than the report."""
        return "Since 2020"

    def last_checked(self, knowledge: Records) -> str:
        """Return when we last opened that one of its documents which we have not opened for longest."""
        return min(knowledge.get(Source, citation.document).checked for citation in self.sources)

    def note_on(self, id_: str) -> str:
        """Return the note that the records it affects show."""
        return self.note if id_ in self.touches else ""

    def shown(self) -> set[str]:
        """What it affects is in its details."""
        return set(self.touches)

    @property
    def when(self) -> str:
        """When it happened or was stated, in words."""
        return day(self.date) if self.date else "Not dated"

    def body(self, view: View) -> str:
        """Return what has changed, and where that can be read."""
        sources = [view.knowledge.get(Source, citation.document) for citation in self.sources]
        opened = dict.fromkeys(f"[{plain(s.title)}]({s.address}), checked {day(s.checked)}" for s in sources)
        return join(
            f"**{self.when}**",
            view.text(self.summary),
            facts(("Read the source", "<br>".join(opened))),
        )

    def details(self, view: View) -> str:
        """Return what it affects: links to a few entries, and how many more there are."""
        links = view.links(self.touches[:FEW])
        more = self.touches[FEW:]
        also = f"; and {number_of(len(more), 'other entry', 'other entries')}" if more else ""
        return f"**What this change affects:** {links}{also}."

    def quoted(self, view: View) -> list[tuple[str, str]]:
        """Return when it happened or was stated."""
        return [("When", self.when)]

    @classmethod
    def in_order(cls, records: Sequence[Self]) -> list[Self]:
        """By subject, the newest first; those without a date come last."""
        newest_first = sorted(records, key=lambda development: development.date or "", reverse=True)
        return sorted(newest_first, key=lambda development: list(SUBJECTS).index(development.subject))

    @classmethod
    def part(cls, view: View, page: str) -> str:
        """Return the developments of a page by subject; where a subject goes on, its heading has another anchor."""
        parts = []
        pages = list(view.knowledge.pages_of(cls))
        for subject, name in SUBJECTS.items():
            if own := [development for development in cls.kept_up_on(view, page) if development.subject == subject]:
                first = next(at for at in pages if any(d.subject == subject for d in cls.kept_up_on(view, at)))
                again = "" if first == page else f"-{pages.index(page) + 1}"
                parts += [f"## {name} {{ #developments-{subject}{again} }}", view.sections(own, level=3)]
        return join(*parts)

    @classmethod
    def pictures(cls, knowledge: Records) -> dict[str, Callable[[View], str]]:
        """Return the list of dated developments for the timeline, and that of law and guidance for a briefing."""
        return {"since-2020": _in_order, "law-since-2020": _in_law}


def _in_order(view: View) -> str:
    """Return the newest developments that have a date, the oldest first, each with its date and a link."""
    dated = sorted((d for d in view.knowledge.of(Development) if d.date), key=lambda d: d.date or "")
    return bullets(f"**{d.when}**: {view.link(d.id)}" for d in dated[-MOST_IN_A_LIST:])


def _in_law(view: View) -> str:
    """Return the developments in law and guidance that have a date, the newest first, each with its date and a link."""
    dated = [d for d in view.knowledge.of(Development) if d.date and d.subject == "law"]
    newest_first = sorted(dated, key=lambda d: d.date or "", reverse=True)
    return bullets(f"**{d.when}**: {view.link(d.id)}" for d in newest_first[:MOST_IN_A_LIST])
