"""Acronyms and terms of art."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from knowledge.fields import Label, Reference, Text
from knowledge.record import SLUG, CitedRecord, id_field

TermRef = Annotated[str, Reference("term")]


class Term(CitedRecord):
    """An acronym or term of art."""

    kind: ClassVar[str] = "term"
    plural: ClassVar[str] = "terms"
    file: ClassVar[str] = "glossary.yml"

    id: Annotated[str, id_field(rf"^term-{SLUG}$", "term-ctlp")]
    acronym: Label | None = Field(default=None, description="Its short form")
    summary: Text = Field(description="What it means, in plain words")
    other_names: list[Label] = Field(default=[], description="Other names that people use for it, older or newer")
    spelt_out: bool = Field(default=True, description="Whether the sources that use the short form ever spell it out")
    name_since: Literal["changed", "not established"] = Field(
        default="not established", description="Whether the name is known to have changed since 2020"
    )
    status: Literal["active"] = Field(default="active", description="Whether the record is kept up")
