"""Modules of the course for those who lead Prevent in a force."""

from __future__ import annotations

import html
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, ClassVar, Self

from pydantic import Field

from knowledge.fields import AnyRef, Label, Number, OneOf, Part, Reference, Text
from knowledge.markdown import bullets, facts, inline, join, numbered, plain
from knowledge.record import SLUG, CitedRecord, Record, Records, View, Violation, id_field
from knowledge.rules import unique

ModuleRef = Annotated[str, Reference("module")]

WORDS_A_MINUTE = 200
"""How many words a reader takes in a minute, for the time to read."""

Lines = Annotated[list[Text], Field(min_length=1)]


class Choice(Part):
    """One thing that could be decided in a case, and what the sources suggest about it."""

    text: Text = Field(description="What could be done")
    feedback: Text = Field(description="What the sources suggest about it")
    records: Annotated[list[AnyRef], Field(min_length=1)] = Field(description="Entries the feedback is based on")


class Decision(Part):
    """A point in a case at which something has to be decided."""

    question: Text = Field(description="What has to be decided")
    choices: Annotated[list[Choice], Field(min_length=2, max_length=4)] = Field(description="What could be done")


class Case(Part):
    """A made-up case about how Prevent is run in a force, never about a person of concern."""

    title: Label = Field(description="Name of the case")
    situation: Lines = Field(description="Situation, a paragraph each")
    decisions: Annotated[list[Decision], Field(min_length=2, max_length=3)] = Field(description="Decision points")


class Ask(Part):
    """Questions to ask those a lead works with."""

    team: Lines = Field(description="Questions for your team")
    region: Lines = Field(description="Questions for your region")
    partners: Lines = Field(description="Questions for your partners")
    chief: Lines = Field(description="Questions for your chief officers")


class Reflection(Part):
    """Prompts to reflect on, in the cycle that the service uses."""

    what: Lines = Field(description="What happened")
    so_what: Lines = Field(description="So what")
    now_what: Lines = Field(description="Now what")


class Actions(Part):
    """What to do after the module."""

    week: Text = Field(description="One thing to do this week")
    month: Text = Field(description="One thing to do this month")
    quarter: Text = Field(description="One thing to do this quarter")


class Module(CitedRecord):
    """A module of the course: outcomes and activities here, its prose on the page in docs/learn/."""

    kind: ClassVar[str] = "module"
    plural: ClassVar[str] = "modules"
    file: ClassVar[str] = "modules/"
    name: ClassVar[str] = "Modules"
    card: ClassVar[str] = "Learn"
    prefix: ClassVar[str] = "module-"
    folder: ClassVar[str | None] = "learn"
    has_own_pages: ClassVar[bool] = True
    has_prose: ClassVar[bool] = True
    words: ClassVar[tuple[str, str]] = ("module", "modules")

    id: Annotated[str, id_field(rf"^module-{SLUG}$", "module-channel")]
    number: Number = Field(description="Place in the course")
    summary: Text = Field(description="What the module is about")
    audience: Text = Field(description="Who it is for")
    before: Text = Field(description="What to know or read first")
    outcomes: Annotated[list[Text], Field(min_length=3, max_length=5)] = Field(
        description="What you can do afterwards; each begins with a verb that can be observed"
    )
    minutes: Number = Field(description="Minutes for the activities")
    situation: Lines = Field(description="Opening situation, a paragraph each")
    question: Text = Field(description="The question it raises")
    good: Lines = Field(description="What good looks like, in our view, based on the entries")
    poor: Lines = Field(description="What poor looks like, in our view, based on the entries")
    ask: Ask = Field(description="Questions to ask")
    evidence: Annotated[list[Text], Field(min_length=3)] = Field(description="Evidence to look at, in our view")
    case: Case = Field(description="Made-up case")
    reflection: Reflection = Field(description="Prompts to reflect on")
    actions: Actions = Field(description="What to do next")
    records: Annotated[list[AnyRef], Field(min_length=1)] = Field(description="Entries it is based on")
    status: Annotated[str, OneOf(["active"])] = Field(default="active", description="Whether the entry is current")

    @classmethod
    def violations(cls, records: Sequence[Self], find: Mapping[str, Record]) -> Iterator[Violation]:
        """Yield where the numbers repeat."""
        yield from unique(records, "number")

    @property
    def slug(self) -> str:
        """Its name in addresses."""
        return self.id.removeprefix(self.prefix)

    @property
    def display_title(self) -> str:
        """Its number and its title."""
        return f"Module {self.number}: {self.title}"

    @property
    def search_text(self) -> list[str]:
        """What it is about."""
        return [self.summary]

    @classmethod
    def pages(cls, records: Sequence[Self]) -> dict[str, list[Self]]:
        """Each has a page, in the order of the course."""
        return {
            f"{cls.folder}/{module.slug}.md": [module] for module in sorted(records, key=lambda module: module.number)
        }

    def shown(self) -> set[str]:
        """The entries it is based on are in its body."""
        return set(self.records)

    def body(self, view: View) -> str:
        """Return what comes before the prose: what you can do afterwards, how long it takes, a situation."""
        return join(
            view.lead(self.summary),
            facts(
                ("Who it is for", plain(self.audience)),
                ("Before you start", plain(self.before)),
                ("Time", self._time(view)),
                ("Where you are", self._progress(view.knowledge)),
            ),
            f"## What you can do afterwards {{ #{self.id}-outcomes }}",
            bullets(view.text(outcome) for outcome in self.outcomes),
            f"## A situation you may meet {{ #{self.id}-situation }}",
            *(plain(paragraph) for paragraph in self.situation),
            f"**{plain(self.question)}**",
        )

    def related_on_page(self, view: View) -> list[Record]:
        """The questions on it are on its check."""
        return [other for other in view.elsewhere(self) if other.topic != self.id]

    def _time(self, view: View) -> str:
        return f"About {self.minutes_to_read(view.words)} minutes to read and {self.minutes} minutes for the activities"

    def minutes_to_read(self, prose: int) -> int:
        """Return the minutes it takes to read the module, whose page has so many words of prose."""
        texts = [text for _, text in self.texts() if " " in text]  # an id holds no space
        return math.ceil((prose + sum(len(text.split()) for text in texts)) / WORDS_A_MINUTE)

    def _progress(self, knowledge: Records) -> str:
        course = in_order(knowledge)
        left = sum(other.minutes for other in course if other.number >= self.number)
        return f"Module {self.number} of {len(course)}. The activities from here to the end take about {left} minutes"

    def details(self, view: View) -> str:
        """Return what comes after the prose: what to look at, to ask, to try and to do."""
        return join(
            f"## What good and poor look like (our view) {{ #{self.id}-good-and-poor }}",
            "**Good**",
            bullets(view.text(text) for text in self.good),
            "**Poor**",
            bullets(view.text(text) for text in self.poor),
            f"## Questions to ask (our view) {{ #{self.id}-ask }}",
            *self._questions(view),
            f"## Evidence to look at (our view) {{ #{self.id}-evidence }}",
            '<div class="checklist" markdown>',
            bullets(view.text(text) for text in self.evidence),
            "</div>",
            f"## Case: {plain(self.case.title)} {{ #{self.id}-case }}",
            "*This case is made up. It is about how Prevent is run, not about a person of concern.*",
            *(plain(paragraph) for paragraph in self.case.situation),
            *(self._decision(number, decision, view) for number, decision in enumerate(self.case.decisions, 1)),
            f"## Check what you know {{ #{self.id}-check }}",
            f"[Answer the questions on this module]({view.path_to(f'checks/{self.slug}.md')}). You see at once why each"
            " answer is right or wrong. Nothing you choose leaves your browser.",
            f"## Think it over {{ #{self.id}-reflection }}",
            *self._prompts(),
            f"## What to do next {{ #{self.id}-actions }}",
            facts(
                ("This week", view.text(self.actions.week)),
                ("This month", view.text(self.actions.month)),
                ("This quarter", view.text(self.actions.quarter)),
            ),
            facts(("Based on", view.links(self.records))),
            self._onward(view),
        )

    def _questions(self, view: View) -> Iterator[str]:
        for name, texts in (
            ("Your team", self.ask.team),
            ("Your region", self.ask.region),
            ("Your partners", self.ask.partners),
            ("Your chief officers", self.ask.chief),
        ):
            yield join(f"**{name}**", bullets(view.text(text) for text in texts))

    def _decision(self, number: int, decision: Decision, view: View) -> str:
        choices = "\n\n".join(
            f"<details data-more markdown><summary>{plain(choice.text)}</summary>\n\n{view.text(choice.feedback)}"
            f" ({view.links(choice.records)})\n\n</details>"
            for choice in decision.choices
        )
        return join(f"**Decision {number}.** {plain(decision.question)} Open each choice.", choices)

    def _prompts(self) -> Iterator[str]:
        for name, texts in (
            ("What happened?", self.reflection.what),
            ("So what?", self.reflection.so_what),
            ("Now what?", self.reflection.now_what),
        ):
            yield join(f"**{name}**", bullets(plain(text) for text in texts))

    def _onward(self, view: View) -> str:
        following = [other for other in in_order(view.knowledge) if other.number == self.number + 1]
        return f"Next: {inline(view.link(other.id) for other in following)}." if following else ""

    def quoted(self, view: View) -> list[tuple[str, str]]:
        """Return who it is for."""
        return [("Who it is for", plain(self.audience))]

    @classmethod
    def overview(cls, view: View) -> str:
        """Return the course: each module with what it is about."""
        return numbered(f"**{view.link(m.id, m.title)}.** {view.text(m.summary)}" for m in in_order(view.knowledge))


def in_order(knowledge: Records) -> list[Module]:
    """Return the modules in the order of the course."""
    return sorted(knowledge.of(Module), key=lambda module: module.number)


def choices(knowledge: Records) -> str:
    """Return the modules as the options of a field in which a reader chooses one."""
    return "\n".join(
        f'<option value="{module.id}">{html.escape(module.display_title)}</option>' for module in in_order(knowledge)
    )
