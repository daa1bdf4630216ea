"""Words that readers use for one another, for the search."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, Field

from knowledge.fields import Label, fold, validation_error
from knowledge.record import SLUG, Entry, Record, Violation, id_field


def _can_be_typed(value: str) -> str:
    """Return the word or phrase; refuse one with signs that the search never reads."""
    if sign := re.search(r"[^\w '’&/.-]|_", value):
        raise validation_error("word", f"contains '{sign[0]}', which no one searches for; use only words")
    return value


class Synonyms(Entry):
    """Words that readers use for one another: slang, older and newer terms, spellings; the search tries them all."""

    kind: ClassVar[str] = "synonyms"
    plural: ClassVar[str] = "synonyms"
    file: ClassVar[str] = "language.yml"
    is_optional: ClassVar[bool] = False
    prefix: ClassVar[str] = "words-"

    id: Annotated[str, id_field(rf"^words-{SLUG}$", "words-laptop")]
    words: Annotated[list[Annotated[Label, AfterValidator(_can_be_typed)]], Field(min_length=2)] = Field(
        description="Words and short phrases with the same meaning"
    )

    @classmethod
    def violations(cls, records: Sequence[Self], find: Mapping[str, Record]) -> Iterator[Violation]:
        """Yield where a word is in two groups, of which the search would try but one."""
        first: dict[str, str] = {}
        for group in records:
            for word in group.words:
                owner = first.setdefault(fold(word), group.id)
                if owner != group.id:
                    message = f"'{word}' is in {owner} as well; keep it in one group, or join the groups"
                    yield Violation(group.id, "words", message)
