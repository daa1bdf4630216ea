"""Words that readers use for one another, for the search."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from knowledge.fields import Label
from knowledge.record import SLUG, Entry, id_field


class Synonyms(Entry):
    """Words that readers use for one another: slang, older and newer terms, spellings; the search tries them all."""

    kind: ClassVar[str] = "synonyms"
    plural: ClassVar[str] = "synonyms"
    file: ClassVar[str] = "language.yml"

    id: Annotated[str, id_field(rf"^words-{SLUG}$", "words-laptop")]
    words: Annotated[list[Label], Field(min_length=2)] = Field(description="Words and short phrases that mean the same")
