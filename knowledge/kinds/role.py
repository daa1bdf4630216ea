"""Offices, bodies and posts that the sources name."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar

from pydantic import Field

from knowledge.fields import Label, OneOf, Reference, Text
from knowledge.markdown import bullets, facts, join, plain, table
from knowledge.record import SLUG, CitedRecord, Record, View, id_field

RoleRef = Annotated[str, Reference("role")]


LEVELS = {"national": "National", "regional": "Regional", "force": "Force", "local": "Local partnership"}
"""Where a role acts, as pages show it."""


class Role(CitedRecord):
    """An office, body or post that the sources name."""

    kind: ClassVar[str] = "role"
    plural: ClassVar[str] = "roles"
    file: ClassVar[str] = "roles.yml"
    is_optional: ClassVar[bool] = False
    name: ClassVar[str] = "Roles"
    card: ClassVar[str] = "Who does what"
    prefix: ClassVar[str] = "role-"
    must_be_named: ClassVar[bool] = True
    folder: ClassVar[str | None] = "roles"
    has_own_pages: ClassVar[bool] = True

    id: Annotated[str, id_field(rf"^role-{SLUG}$", "role-force-prevent-lead")]
    summary: Text = Field(description="Who it is and what the sources say it does")
    level: Annotated[str, OneOf(LEVELS)] = Field(description="Where it acts")
    other_names: list[Label] = Field(default=[], description="Other names that the sources or readers give it")
    status: Annotated[str, OneOf(["active"])] = Field(default="active", description="Whether the record is kept up")

    @property
    def names(self) -> tuple[str, ...]:
        """It is looked up by its other names too."""
        return tuple(self.other_names)

    @property
    def search_names(self) -> list[str]:
        """Its other names."""
        return self.other_names

    def body(self, view: View) -> str:
        """Return who it is and what is asked of it; what else names it stands below."""
        asked: dict[str, list[Record]] = {}
        for kind in view.knowledge.kinds:
            asked |= {heading: [] for heading in kind.asks}
            for record in view.knowledge.of(kind):
                for heading in record.asked_of(self.id):
                    asked[heading].append(record)
        return join(
            view.lead(self.summary),
            facts(
                ("Acts at", f"{LEVELS[self.level]} level"),
                ("Also called", "; ".join(plain(name) for name in self.other_names)),
            ),
            *(self._asked(heading, records, view) for heading, records in asked.items() if records),
        )

    def _asked(self, heading: str, records: list[Record], view: View) -> str:
        words = re.split(r"[,:(]", heading.lower())[0]
        anchor = f"{self.id}-{re.sub('[^a-z]+', '-', words).strip('-')}"
        return join(f"## {heading} {{ #{anchor} }}", bullets(view.link(record.id) for record in records))

    def related_on_page(self, view: View) -> list[Record]:
        """What is asked of it stands above."""
        return [other for other in view.elsewhere(self) if not other.asked_of(self.id)]

    @classmethod
    def overview(cls, view: View) -> str:
        """Return a table of the roles of each level."""
        parts = []
        for level, name in LEVELS.items():
            rows = [(view.link(r.id), view.text(r.summary)) for r in view.knowledge.of(cls) if r.level == level]
            if rows:
                parts += [f"## {name} {{ #roles-{level} }}", table(("Role", "Who it is"), rows)]
        return join(*parts)

    def quoted(self, view: View) -> list[tuple[str, str]]:
        """Return at which level it acts."""
        return [("Acts at", f"{LEVELS[self.level]} level")]
