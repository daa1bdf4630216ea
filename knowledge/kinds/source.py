"""The documents our entries are based on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field

from knowledge.citation import Citation, Heading, HeadingIndex, SourceRef
from knowledge.fields import Address, Date, Label, OneOf, PastDate, Text, is_before
from knowledge.markdown import day, facts, join, plain
from knowledge.record import SLUG, Record, Records, View, Violation, id_field


class Source(Record):
    """A document our entries are based on."""

    kind: ClassVar[str] = "source"
    plural: ClassVar[str] = "sources"
    file: ClassVar[str] = "sources.yml"
    is_optional: ClassVar[bool] = False
    name: ClassVar[str] = "Sources"
    card: ClassVar[str] = "Source"
    most_on_a_page: ClassVar[int] = 90
    prefix: ClassVar[str] = "source-"
    must_be_named: ClassVar[bool] = True
    is_counted_last: ClassVar[bool] = True
    unsaid: ClassVar[tuple[str, ...]] = (*Record.unsaid, "checked", "seed", "headings")

    id: Annotated[str, id_field(rf"^source-{SLUG}$", "source-hmicfrs-2020")]
    summary: Text = Field(description="Summary of what the document is and what we use it for")
    publisher: Label = Field(description="Publisher of the document")
    published: Date | None = Field(
        description="Date of publication, as precisely as we know it; null if we do not know it"
    )
    address: Address = Field(description="Web address where you can open the document")
    checked: PastDate = Field(description="Date we last checked the document")
    seen: Text = Field(description="Description of what we read: the whole document, part of it or a reprint")
    in_force_from: Date | None = Field(
        default=None, description="First day the document was in force, if it is guidance"
    )
    in_force_until: Date | None = Field(
        default=None, description="Last day the document was in force, if it is guidance"
    )
    replaced_by: SourceRef | None = Field(default=None, description="Document that replaced this one, if there is one")
    seed: Annotated[str, Field(pattern=r"^[0-9a-z_]+\.txt$", examples=["000_3723ac76922ad81c.txt"])] | None = Field(
        default=None, description="File name of the stored text that our entries are based on"
    )
    headings: Annotated[list[Heading], Field(min_length=1)] = Field(description="Headings of the document, in order")
    status: Annotated[str, OneOf(["active"])] = Field(default="active", description="Status of the entry: active")

    @property
    def sources(self) -> list[Citation]:
        """A source rests on itself: on its own first heading."""
        return [Citation(document=self.id, heading=self.headings[0].text)]

    @cached_property
    def index(self) -> HeadingIndex:
        """Its headings, to be found by their text."""
        return HeadingIndex(self.headings)

    @classmethod
    def violations(cls, records: Sequence[Self], find: Mapping[str, Record]) -> Iterator[Violation]:
        """Yield a source that was replaced before it came into force, or published after it was checked."""
        for source in records:
            if source.published and is_before(source.checked, source.published):
                yield Violation(source.id, "checked", "is earlier than published; correct the dates")
            if (
                source.in_force_from
                and source.in_force_until
                and is_before(source.in_force_until, source.in_force_from)
            ):
                yield Violation(source.id, "in_force_until", "is earlier than in_force_from; swap or correct the dates")

    def body(self, view: View) -> str:
        """Return what the source is, where it can be opened, and what rests on it."""
        force = ""
        if self.in_force_from and self.in_force_until:
            force = f"{day(self.in_force_from)} to {day(self.in_force_until)}"
        return join(
            plain(self.summary),
            facts(
                ("Publisher", plain(self.publisher)),
                ("Published", self._published()),
                ("Link", f"[{plain(self.address)}]({self.address})"),
                ("In force", force),
                ("Replaced by", view.link(self.replaced_by) if self.replaced_by else ""),
                ("What we read", f"{plain(self.seen)} Checked {day(self.checked)}."),
                ("Cited in", ", ".join(self._cited(view))),
            ),
        )

    def last_checked(self, knowledge: Records) -> str:
        """Return when we last opened the document."""
        return self.checked

    @property
    def dated(self) -> str:
        """In words, when it was published."""
        return day(self.published) if self.published else ""

    def _published(self) -> str:
        return self.dated or "Not dated"

    def _cited(self, view: View) -> Iterator[str]:
        """Yield how many records of each kind rest on the source, with a link to all of that kind."""
        for kind in view.knowledge.kinds:
            if citing := [record for record in view.knowledge.citing(self.id) if isinstance(record, kind)]:
                yield f"[{kind.counted(len(citing))}]({view.path_to(kind.overview_page())})"

    def quoted(self, view: View) -> list[tuple[str, str]]:
        """Return who published it, and when."""
        return [("Publisher", plain(self.publisher)), ("Published", self._published())]

    def thing(self, knowledge: Records, address: str) -> dict[str, Any]:
        """Return it as a work of its publisher."""
        return {
            "@type": "CreativeWork",
            "publisher": {"@type": "Organization", "name": self.publisher},
            "datePublished": self.published,
            "sameAs": self.address,
        }
