"""What the holder of a role should do first, in our view."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from knowledge.fields import AnyRef, Label, Reference, Text
from knowledge.record import SLUG, Entry, id_field


class Priority(Entry):
    """One thing to do first in a role, in our view: why it matters and a first step."""

    kind: ClassVar[str] = "priority"
    plural: ClassVar[str] = "priorities"
    file: ClassVar[str] = "priorities.yml"
    prefix: ClassVar[str] = "priority-"

    id: Annotated[str, id_field(rf"^priority-{SLUG}$", "priority-channel")]
    role: Annotated[str, Reference("role")] = Field(description="Role that the task is for")
    title: Label = Field(description="Task to do first")
    why: Text = Field(description="Reason why the task matters, in one sentence")
    first_step: Text = Field(description="First step in doing the task, in one sentence")
    records: Annotated[list[AnyRef], Field(min_length=1)] = Field(description="Entries that the task is based on")
