"""Documents that matter to the subject and that we have not read."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from knowledge.fields import Address, AnyRef, Date, Label, OneOf, Text
from knowledge.markdown import day, facts, join, plain
from knowledge.record import SLUG, CitedRecord, View, id_field


class Unread(CitedRecord):
    """A document that matters to forces but that we have not read. Its sources show how we know that it exists."""

    kind: ClassVar[str] = "unread"
    plural: ClassVar[str] = "unread"
    file: ClassVar[str] = "unread.yml"
    is_optional: ClassVar[bool] = False
    name: ClassVar[str] = "Documents we have not read"
    card: ClassVar[str] = "Not read"
    prefix: ClassVar[str] = "unread-"
    words: ClassVar[tuple[str, str]] = ("document we have not read", "documents we have not read")

    id: Annotated[str, id_field(rf"^unread-{SLUG}$", "unread-southport-inquiry-phase-1")]
    other_names: list[Label] = Field(default=[], description="Other names that people may use to look up the document")
    summary: Text = Field(
        description="Reason why the document matters to forces, and which parts of it we have not read"
    )
    publisher: Label = Field(description="Publisher of the document")
    published: Date | None = Field(
        description="Date of publication, as precisely as we know it; null if we do not know it"
    )
    address: Address = Field(description="Web address where you can open the document or look for it")
    related: Annotated[list[AnyRef], Field(min_length=1)] = Field(description="Entries that the document could affect")
    status: Annotated[str, OneOf(["not read"])] = Field(
        default="not read", description="Status: we have not read the document, or not all of it"
    )

    @property
    def badge(self) -> str:
        """No one should take it for a source."""
        return "Not read by us"

    @property
    def search_names(self) -> list[str]:
        """Its other names."""
        return self.other_names

    def _published(self) -> str:
        return day(self.published) if self.published else "We do not know the date"

    def body(self, view: View) -> str:
        """Return why it matters, who published it and where to open it."""
        return join(
            view.text(self.summary),
            facts(
                ("Publisher", plain(self.publisher)),
                ("Published", self._published()),
                ("Link", f"[{plain(self.address)}]({self.address})"),
            ),
        )

    def quoted(self, view: View) -> list[tuple[str, str]]:
        """Return who published it, and when."""
        return [("Publisher", plain(self.publisher)), ("Published", self._published())]
