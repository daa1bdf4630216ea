"""Roles and organisations that the sources name."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Annotated, ClassVar

from pydantic import Field

from knowledge.fields import Label, OneOf, Reference, Text
from knowledge.kinds.priority import Priority
from knowledge.markdown import bullets, facts, join, numbered, plain, table
from knowledge.record import SLUG, CitedRecord, Record, View, id_field

RoleRef = Annotated[str, Reference("role")]


MOST_WITH_SUMMARIES = 150
"""Up to how many roles the overview says what each does; of more it lists the names."""

LEVELS = {"national": "National", "regional": "Regional", "force": "Force", "local": "Local partnership"}
"""The level a role works at, as pages show it."""


class Role(CitedRecord):
    """A role or organisation that our sources name."""

    kind: ClassVar[str] = "role"
    plural: ClassVar[str] = "roles"
    file: ClassVar[str] = "roles.yml"
    is_optional: ClassVar[bool] = False
    name: ClassVar[str] = "Roles and organisations"
    card: ClassVar[str] = "Who does what"
    prefix: ClassVar[str] = "role-"
    must_be_named: ClassVar[bool] = True
    folder: ClassVar[str | None] = "roles"
    has_own_pages: ClassVar[bool] = True
    words: ClassVar[tuple[str, str]] = ("role or organisation", "roles and organisations")

    id: Annotated[str, id_field(rf"^role-{SLUG}$", "role-force-prevent-lead")]
    summary: Text = Field(description="Summary of the role or organisation and what our sources say about it")
    level: Annotated[str, OneOf(LEVELS)] = Field(
        description="Level that the role works at: national, regional, force or local partnership"
    )
    other_names: list[Label] = Field(default=[], description="Other names for the role or organisation")
    status: Annotated[str, OneOf(["active"])] = Field(default="active", description="Status of the entry: active")

    @property
    def search_names(self) -> list[str]:
        """Its other names."""
        return self.other_names

    def body(self, view: View) -> str:
        """Return who it is and what is asked of it; what to do first stands before the first long list."""
        asked: dict[str, list[Record]] = {}
        headings: dict[str, str] = {}
        for kind in view.knowledge.kinds:
            headings |= kind.asks
            for record in view.knowledge.of(kind) if kind.asks else []:
                for key in record.asked_of(self.id):
                    asked.setdefault(key, []).append(record)
        keys = [key for key in headings if key in asked]
        brief = list(takewhile(lambda key: not _is_long(asked[key]), keys))
        return join(
            view.lead(self.summary),
            facts(
                ("Level", LEVELS[self.level]),
                ("Also known as", "; ".join(plain(name) for name in self.other_names)),
            ),
            *(self._asked(key, headings[key], asked[key], view) for key in brief),
            self._priorities(view),
            *(self._asked(key, headings[key], asked[key], view) for key in keys[len(brief) :]),
        )

    def _asked(self, key: str, heading: str, records: Sequence[Record], view: View) -> str:
        return join(f"## {heading} {{ #{self.id}-{key} }}", _listed(records, view))

    def _priorities(self, view: View) -> str:
        """Return what to do first in this role, in our view."""
        first = [priority for priority in view.knowledge.of(Priority) if priority.role == self.id]
        if not first:
            return ""
        items = (
            f"**{plain(priority.title)}.** {view.text(priority.why)} First step: {view.text(priority.first_step)}"
            f" ({view.links(priority.records)})"
            for priority in first
        )
        return join(f"## What to do first (our view) {{ #{self.id}-priorities }}", numbered(items))

    def related_on_page(self, view: View) -> list[Record]:
        """What is asked of it stands above."""
        return [other for other in view.elsewhere(self) if not other.asked_of(self.id)]

    @classmethod
    def overview(cls, view: View) -> str:
        """Return a table of the roles of each level."""
        parts = []
        roles = view.knowledge.of(cls)
        for level, name in LEVELS.items():
            if own := [role for role in roles if role.level == level]:
                rows = ((view.link(role.id), view.text(role.summary)) for role in own)
                listed = table(("Role", "What it does"), rows)
                if len(roles) > MOST_WITH_SUMMARIES:
                    listed = bullets(view.link(role.id) for role in own)
                parts += [f"## {name} {{ #roles-{level} }}", listed]
        return join(*parts)

    def quoted(self, view: View) -> list[tuple[str, str]]:
        """Return at which level it acts."""
        return [("Level", LEVELS[self.level])]


LONG = 12
"""From how many entries on a list only says how many there are on each topic."""


def _is_long(records: Sequence[Record]) -> bool:
    """Say whether a list is too long to show each entry of it."""
    return len(records) >= LONG and all(record.topic for record in records)


def _listed(records: Sequence[Record], view: View) -> str:
    """Return links to these records; of a long list with topics, a link to each topic and how many there are."""
    if not _is_long(records):
        return bullets(view.link(record.id) for record in records)
    pages = {view.knowledge.place(record.id).page: record.topic for record in records}
    return bullets(
        f"[{pages[page]}]({view.path_to(page)}) ({sum(record.topic == pages[page] for record in records)})"
        for page in view.knowledge.pages
        if page in pages
    )
