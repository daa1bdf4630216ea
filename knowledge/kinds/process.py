"""Processes and structures that the site draws: their steps, and what the records say of each."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import Annotated, ClassVar

from pydantic import Field

from knowledge.charts import flow
from knowledge.fields import AnyRef, Label, OneOf, Part, Text
from knowledge.markdown import bullets, join, plain
from knowledge.record import SLUG, Entry, Records, View, id_field


class Note(Part):
    """What records say of a step."""

    text: Text = Field(description="Short summary of what the entries say about the step")
    records: Annotated[list[AnyRef], Field(min_length=1)] = Field(description="Entries that the note sums up")


class Step(Part):
    """A box of the picture."""

    name: Label | None = Field(default=None, description="Name of the step, if it has one")
    text: Text = Field(description="Description of what happens in the step, or of what the tier is")
    notes: list[Note] = Field(default=[], description="Notes that sum up what our entries say about the step")


class Process(Entry):
    """A way with steps, or a structure with tiers, that the page of the same name shows as a picture and in words."""

    kind: ClassVar[str] = "process"
    plural: ClassVar[str] = "processes"
    file: ClassVar[str] = "processes.yml"
    prefix: ClassVar[str] = "process-"

    id: Annotated[str, id_field(rf"^process-{SLUG}$", "process-referral")]
    title: Label = Field(description="Title of the picture, which screen readers read out")
    form: Annotated[str, OneOf(["steps", "tiers"])] = Field(
        description="Form of the picture: numbered `steps`, or `tiers` drawn one above the other"
    )
    steps: Annotated[list[Step], Field(min_length=1)] = Field(
        description="Steps or tiers of the process or structure, in order"
    )
    ends: list[Label] = Field(default=[], description="Possible outcomes of the last step, if there are several")

    @classmethod
    def pictures(cls, knowledge: Records) -> dict[str, Callable[[View], str]]:
        """Return a picture for each process, by its id without the kind."""
        return {process.id.removeprefix("process-"): process.draw for process in knowledge.of(cls)}

    def draw(self, view: View) -> str:
        """Return the picture, and the same in words."""
        boxes = [
            (f"{step.name}: {step.text}" if step.name else step.text, f"#{self._anchor(number)}")
            for number, step in enumerate(self.steps, 1)
        ]
        words = [self._in_words(number, step, view) for number, step in enumerate(self.steps, 1)]
        ends = f"The case then has one of these outcomes: {plain('; '.join(self.ends))}." if self.ends else ""
        return join(flow(self.title, boxes, self.ends, self.form == "steps"), *words, ends)

    def _anchor(self, number: int) -> str:
        return f"{self.id}-step-{number}"

    def _in_words(self, number: int, step: Step, view: View) -> str:
        notes = bullets(f"{plain(note.text)} ({view.links(note.records)})" for note in step.notes)
        name = f"**{plain(step.name)}**: " if step.name else ""
        sign = f"{number}." if self.form == "steps" else "-"
        text = f"{sign} {name}{plain(step.text)}.\n    {{ #{self._anchor(number)} }}"
        return f"{text}\n\n{textwrap.indent(notes, '    ')}" if notes else text
