"""Questions with which readers check what they know."""

from __future__ import annotations

import hashlib
import string
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, ClassVar, Self

from pydantic import Field

from knowledge.fields import AnyRef, Number, OneOf, Part, Text
from knowledge.kinds.module import Module, ModuleRef, in_order
from knowledge.layout import ROOT
from knowledge.markdown import bullets, join, numbered, plain
from knowledge.record import SLUG, CitedRecord, Record, View, Violation, id_field

SORTS = {
    "single": "Choose one answer",
    "several": "Choose all that are right",
    "true or false": "True or false?",
    "order": "Put these in order",
    "situation": "Choose one answer",
}
"""The sorts of question, with what a reader is asked to do."""

LEVELS = ("recall", "understanding", "application")

USES = {"module": "", "before": "Before the course", "after": "After the course"}
"""Where a question is asked: on its module's check, or in the check before or after the course."""


class Option(Part):
    """One option of a question, or one step of an order, with feedback of its own."""

    text: Text = Field(description="What it says")
    is_right: bool = Field(default=False, description="Whether to choose it; of no meaning in an order")
    feedback: Text = Field(description="Why it is right or wrong, or why it comes where it does")
    records: Annotated[list[AnyRef], Field(min_length=1)] = Field(description="Entries the feedback is based on")


class Question(CitedRecord):
    """A question with which a reader checks an outcome of a module."""

    kind: ClassVar[str] = "question"
    plural: ClassVar[str] = "questions"
    file: ClassVar[str] = "questions/"
    name: ClassVar[str] = "Knowledge checks"
    card: ClassVar[str] = "Check what you know"
    prefix: ClassVar[str] = "question-"
    folder: ClassVar[str | None] = "checks"
    is_in_a_to_z: ClassVar[bool] = False
    worth: ClassVar[float] = 0.6
    more: ClassVar[str] = "Show the answer"
    rest_is_printed: ClassVar[bool] = False
    words: ClassVar[tuple[str, str]] = ("knowledge check question", "knowledge check questions")

    id: Annotated[str, id_field(rf"^question-{SLUG}-[1-9]\d*$", "question-channel-1")]
    module: ModuleRef = Field(description="Module")
    use: Annotated[str, OneOf(USES)] = Field(
        default="module", description="Where it is asked: on its module's check, before or after the course"
    )
    outcome: Number = Field(description="The outcome of the module it tests, counted from 1")
    sort: Annotated[str, OneOf(SORTS)] = Field(description="Sort of question")
    level: Annotated[str, OneOf(LEVELS)] = Field(description="Level")
    summary: Text = Field(description="The question")
    options: Annotated[list[Option], Field(min_length=2, max_length=6)] = Field(
        description="Options; of an order, the steps in the right order"
    )
    status: Annotated[str, OneOf(["active"])] = Field(default="active", description="Whether the entry is current")

    @classmethod
    def violations(cls, records: Sequence[Self], find: Mapping[str, Record]) -> Iterator[Violation]:
        """Yield what makes a question unfair, and the outcomes that fewer than two questions of a module test."""
        for question in records:
            if message := question._fault():
                yield Violation(question.id, "options", message)
            module = find.get(question.module)
            if isinstance(module, Module) and question.outcome > len(module.outcomes):
                message = f"is {question.outcome}, but {module.id} has {len(module.outcomes)} outcomes"
                yield Violation(question.id, "outcome", message)
        yield from _untested(records, find)

    def _fault(self) -> str:
        """Return what is wrong with the options; empty where nothing is."""
        right = sum(option.is_right for option in self.options)
        count = len(self.options)
        if self.sort == "order":
            return "mark an option as right; an order has steps in the right order and none marked" if right else ""
        if self.sort == "several":
            return "" if 2 <= right < count else "need at least two right answers and one wrong one"
        if self.sort == "true or false":
            texts = [option.text for option in self.options]
            return "" if right == 1 and texts == ["True", "False"] else "are 'True' and 'False', one of them right"
        return "" if right == 1 and count >= 3 else "need one right answer and at least two wrong ones"

    @property
    def search_text(self) -> list[str]:
        """Nothing: its title is its subject, and what it asks and offers is partly wrong."""
        return []

    @property
    def topic(self) -> str:
        """Its module."""
        return self.module

    @classmethod
    def pages(cls, records: Sequence[Self]) -> dict[str, list[Self]]:
        """Those of a module share a page; so do those before and those after the course."""
        found: dict[str, list[Self]] = {}
        for question in records:
            name = question.module.removeprefix(Module.prefix) if question.use == "module" else question.use
            found.setdefault(f"{cls.folder}/{name}.md", []).append(question)
        return found

    def body(self, view: View) -> str:
        """Return the question and its options."""
        texts = [plain(option.text) for option in self.as_shown()]
        right = " ".join(self._right())
        return join(
            f"{plain(self.summary)} *{SORTS[self.sort]}.*".replace("?.*", "?*"),
            f'<div class="options" data-sort="{self.sort}" data-right="{right}" markdown>',
            numbered(texts),
            "</div>",
        )

    def details(self, view: View) -> str:
        """Return feedback on each option."""
        lines = []
        for letter, option in zip(string.ascii_uppercase, self.as_shown(), strict=False):
            word = f"Step {self.options.index(option) + 1}" if self.sort == "order" else verdict(option.is_right)
            lines.append(f"**{letter}. {word}.** {view.text(option.feedback)} ({view.links(option.records)})")
        return bullets(lines)

    def _right(self) -> list[str]:
        """Return the numbers of the right options as shown; of an order, the place of each option."""
        if self.sort == "order":
            return [str(self.options.index(option) + 1) for option in self.as_shown()]
        return [str(number) for number, option in enumerate(self.as_shown(), 1) if option.is_right]

    def _is_right(self, option: Option) -> bool:
        return self.sort == "order" or option.is_right

    def as_shown(self) -> list[Option]:
        """Return the options as they are shown: those of an order in another order than the right one."""
        if self.sort != "order":
            return self.options
        mixed = sorted(self.options, key=lambda option: hashlib.sha256(option.text.encode()).digest())
        return mixed[::-1] if mixed == self.options else mixed

    def shown(self) -> set[str]:
        """Its module, and the entries that the feedback names, are in its body."""
        return {self.module, *(id_ for option in self.options for id_ in option.records)}

    def answer(self) -> str:
        """Return the right letters, for paper."""
        letters = dict(zip([id(option) for option in self.as_shown()], string.ascii_uppercase, strict=False))
        return ", ".join(letters[id(option)] for option in self.options if self._is_right(option))

    @classmethod
    def group(cls, view: View, page: str) -> str:
        """Return a check: its questions, each with an answer that opens, and all answers at the end for paper."""
        questions = [record for record in view.knowledge.pages[page] if isinstance(record, cls)]
        current = [record for record in questions if record.retired is None]
        name = page.removeprefix(f"{cls.folder}/").removesuffix(".md")
        first = current[0]
        if first.use == "module":
            title = f"Check what you know: {plain(view.knowledge[first.module].title)}"
            back = f"They test what you can do after {view.link(first.module)}."
        else:
            title = f"Check what you know: {USES[first.use].lower()}"
            back = "They cover the whole course."
        return join(
            f"# {title} {{ #checks-{name} }}",
            f"{cls.counted(len(current)).capitalize()}. {back} Open an answer to see why each option is right or wrong."
            " Nothing you choose leaves your browser.",
            '<div class="check" markdown>',
            view.sections(current),
            "</div>",
            f'<script src="{ROOT}assets/check.js" defer></script>',
            f"## Answers {{ #checks-{name}-answers }}",
            "<details markdown><summary>Show all answers</summary>",
            numbered(f"{plain(question.title)}: {question.answer()}" for question in current),
            "</details>",
        )

    @classmethod
    def overview(cls, view: View) -> str:
        """Return links to all checks, with how many questions each has."""
        pages = {page: list(records) for page, records in view.knowledge.pages.items() if _is_check(page)}
        lines = [
            f"[{plain(module.title)}]({view.path_to(page)}) ({len(pages[page])} questions)"
            for module in in_order(view.knowledge)
            if (page := f"{cls.folder}/{module.slug}.md") in pages
        ]
        around = [
            f"[{name}]({view.path_to(page)}) ({len(pages[page])} questions)"
            for use, name in USES.items()
            if (page := f"{cls.folder}/{use}.md") in pages
        ]
        return join(
            "## Before and after the course { #checks-around }" if around else "",
            bullets(around),
            "## Module by module { #checks-modules }",
            numbered(lines),
        )


def verdict(is_right: bool) -> str:
    """Return the word for an option to choose, or for one not to choose."""
    return "Right" if is_right else "Not right"


def _is_check(page: str) -> bool:
    return page.startswith(f"{Question.folder}/")


def _untested(records: Sequence[Question], find: Mapping[str, Record]) -> Iterator[Violation]:
    """Yield the outcomes that fewer than two questions of their module's check test."""
    tested = Counter((asked.module, asked.outcome) for asked in records if asked.use == "module")
    for module in find.values():
        for number in range(1, len(module.outcomes) + 1) if isinstance(module, Module) else ():
            if tested[module.id, number] < 2:
                own = [asked.id for asked in records if asked.module == module.id]
                if own:
                    message = f"outcome {number} of {module.id} is tested by fewer than two questions; write another"
                    yield Violation(own[0], "outcome", message)
