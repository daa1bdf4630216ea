"""Stories to talk over, each with a page that its author writes around it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import Field

from knowledge.fields import Label, OneOf, Text
from knowledge.graph import Knowledge
from knowledge.kinds.role import RoleRef
from knowledge.markdown import bullets, join, plain
from knowledge.record import SLUG, CitedRecord, View, id_field


class Story(CitedRecord):
    """A case to talk over, made up."""

    kind: ClassVar[str] = "story"
    plural: ClassVar[str] = "stories"
    file: ClassVar[str] = "stories.yml"
    name: ClassVar[str] = "Stories"
    card: ClassVar[str] = "A case to talk over"
    prefix: ClassVar[str] = "story-"
    folder: ClassVar[str | None] = "stories"
    has_own_pages: ClassVar[bool] = True
    words: ClassVar[tuple[str, str]] = ("made-up case", "made-up cases")
    asks: ClassVar[Mapping[str, str]] = {"stories-about-it": "Stories about this role"}

    id: Annotated[str, id_field(rf"^story-{SLUG}$", "story-quiet-pupil")]
    summary: Text = Field(description="What happens in it")
    other_names: list[Label] = Field(default=[], description="Other names that trainers give it")
    questions: Annotated[list[Text], Field(min_length=1)] = Field(description="What is talked over")
    roles: list[RoleRef] = Field(default=[], description="Those who work on it")
    status: Annotated[str, OneOf(["made up"])] = Field(default="made up", description="No case is a real one")

    @property
    def badge(self) -> str:
        """No one should take it for a real case."""
        return "Case (made up)"

    @property
    def search_names(self) -> list[str]:
        """Its other names."""
        return self.other_names

    @property
    def search_text(self) -> list[str]:
        """The questions."""
        return self.questions

    def body(self, view: View) -> str:
        """Return the case, and the questions on it."""
        return join(
            view.lead(self.summary),
            f"## To talk over {{ #{self.id}-questions }}",
            bullets(plain(question) for question in self.questions),
        )

    @classmethod
    def overview(cls, view: View) -> str:
        """Return a list of all stories."""
        return bullets(view.link(story.id) for story in view.knowledge.of(cls))

    def asked_of(self, role: str) -> tuple[str, ...]:
        """It stands on the page of each role that works on it."""
        return tuple(self.asks) if role in self.roles else ()

    def thing(self, knowledge: Knowledge, address: str) -> dict[str, Any]:
        """Return it as a case, which schema.org has no type for."""
        return {**super().thing(knowledge, address), "learningResourceType": "Case"}
