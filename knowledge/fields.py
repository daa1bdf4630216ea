"""The types of field that records are made of: texts, dates, addresses, references. Each refuses what it cannot be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, GetCoreSchemaHandler, ValidationInfo, field_validator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from knowledge.problems import suggest

if TYPE_CHECKING:
    from knowledge.record import Heading  # a heading is made of these types


@dataclass(frozen=True)
class ValidationContext:
    """What the check of one record needs to know of all the others.

    `kinds` maps every id to its kind; `unread` names the kinds whose files could not be read, so that
    a reference to them may be right; `retired` maps each retired record to its successor; `headings`
    maps a source's id to its headings. The loader passes it to pydantic as the validation context.
    Without it (`Model.model_validate(data)`), references and headings are taken as they stand.
    """

    kinds: Mapping[str, str] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    retired: Mapping[str, str | None] = field(default_factory=dict)
    headings: Mapping[str, Sequence[Heading]] = field(default_factory=dict)


def validation_error(code: str, message: str) -> PydanticCustomError:
    """Return an error whose text pydantic leaves as it is, whatever characters it holds."""
    return PydanticCustomError(code, "{message}", {"message": message})


# Spaces are fine; every other character of these Unicode classes is invisible, turns the direction
# of the text around it, or has no meaning of its own outside one machine.
UNSEEN = {"Cc": "control", "Cf": "invisible", "Co": "private-use", "Cn": "unassigned", "Cs": "surrogate"}
LINE_BREAKS = {"\n", "\r", "\x85", "\u2028", "\u2029"}
TEMPLATE_MARKS = ("{{", "}}", "{%", "%}", "{#", "#}")


def _plain(value: str) -> str:
    """Return the text without outer white space; refuse what could not stand in a page as text."""
    value = value.strip()
    if not value:
        raise validation_error("empty", "is empty; write the text, or remove the field if it is optional")
    for character in dict.fromkeys(value):  # each once, in order
        name = f"U+{ord(character):04X}"
        if character in LINE_BREAKS:
            raise validation_error("line_break", f"holds a line break ({name}); fold the text with '>-' into one line")
        if sort := UNSEEN.get(unicodedata.category(character)):
            raise validation_error("character", f"holds the {sort} character {name}; remove it")
    for mark in TEMPLATE_MARKS:
        if mark in value:
            raise validation_error("template", f"holds '{mark}', which a page would run as a macro; take it out")
    if not any(character.isalnum() for character in value):
        raise validation_error("empty", f"has neither a letter nor a digit ('{value}'); write the text")
    return value


def _label(value: str) -> str:
    for character in "<>":
        if character in value:
            raise validation_error("markup", f"holds '{character}'; a name or title takes no markup: take it out")
    return value


def check_date(value: str) -> str:
    """Return the date; refuse one that is not YYYY, YYYY-MM or YYYY-MM-DD or not in the calendar."""
    shape = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value)
    try:
        if shape is None:
            raise ValueError
        date(int(shape[1]), int(shape[2] or 1), int(shape[3] or 1))
    except ValueError:
        message = f"'{value}' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD"
        raise validation_error("date", message) from None
    return value


def _address(value: str) -> str:
    """Return the address; refuse one that is not a plain web address of a host."""
    try:
        parts = urlsplit(value)
        good = parts.scheme in ("https", "http") and bool(re.fullmatch(r"[a-z0-9.-]+\.[a-z]{2,}", parts.netloc))
    except ValueError:
        good = False
    if not good or not re.fullmatch(r"[!#-;=?-\[\]_a-z~]+", value):
        raise validation_error("address", f"'{value}' is not a web address; write https://host/path in full")
    return value


Text = Annotated[str, AfterValidator(_plain)]
"""One paragraph of plain text. Markup in it is shown as text."""

Label = Annotated[str, Field(max_length=200), AfterValidator(_plain), AfterValidator(_label)]
"""A name, title or question: one line, at most 200 characters, no markup."""

Date = Annotated[str, AfterValidator(check_date)]
"""A day, a month or a year of the calendar, as far as it is known."""


def _day(value: str) -> str:
    if len(value) != len("YYYY-MM-DD"):
        raise validation_error("date", f"'{value}' is not a day; write YYYY-MM-DD")
    return value


Day = Annotated[Date, AfterValidator(_day)]
"""A day of the calendar."""

Address = Annotated[str, AfterValidator(_address)]
"""The address of a page that a reader can open."""


@dataclass(frozen=True)
class Reference:
    """Marks a field that holds the id of a record: of one kind, or of any when `kind` is None."""

    kind: str | None = None

    def __get_pydantic_core_schema__(self, source: type[str], handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_after_validator_function(self._check, handler(source))

    def _check(self, value: str, info: ValidationInfo) -> str:
        if not isinstance(info.context, ValidationContext):
            return value
        kinds = info.context.kinds
        if value not in kinds:
            if info.context.unread and (self.kind is None or self.kind in info.context.unread):
                return value
            message = f"unknown {self.kind or 'record'} '{value}'{suggest(value, self._candidates(kinds))}"
            raise validation_error(
                "reference", message if "?" in message else f"{message}; use an id that exists, or add it"
            )
        if value in info.context.retired:
            successor = info.context.retired[value]
            remedy = f"name its successor '{successor}'" if successor else "it has no successor: remove the reference"
            raise validation_error("reference", f"'{value}' is retired; {remedy}")
        if self.kind not in (None, kinds[value]):
            hint = suggest(value, self._candidates(kinds)) or f"; use the id of a {self.kind}"
            raise validation_error("reference", f"'{value}' is a {kinds[value]}, but a {self.kind} belongs here{hint}")
        return value

    def _candidates(self, kinds: Mapping[str, str]) -> list[str]:
        return [id_ for id_, kind in kinds.items() if self.kind in (None, kind)]


AnyRef = Annotated[str, Reference()]

Number = Annotated[int, Field(ge=1)]

UNWRITTEN = "WRITE: "
"""Begins a text that `make new` wrote, and that says what belongs in its place."""

UNWRITTEN_ID = "write-an-id"
"""Ends an id that `make new` wrote."""


@dataclass(frozen=True)
class OneOf:
    """Marks a field that holds one of some values: those of a table of words, or of a list."""

    values: Iterable[str]

    def __get_pydantic_core_schema__(self, _source: type[str], _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.literal_schema(list(self.values))


class Part(BaseModel):
    """A mapping in the data: unknown fields are refused, nothing is converted, nothing changes."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    @field_validator("*")
    @classmethod
    def _is_written(cls, value: Any) -> Any:
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and (text.startswith(UNWRITTEN) or UNWRITTEN_ID in text):
                raise validation_error(
                    "unwritten", "is still what 'make new' put there; write what belongs in its place"
                )
        return value

    @field_validator("*")
    @classmethod
    def _no_repeats(cls, value: Any, info: ValidationInfo) -> Any:
        items = value if isinstance(value, list) else [value]
        texts = [item for item in items if isinstance(item, str)]
        for text in texts:
            if texts.count(text) > 1:
                raise validation_error("repeat", f"names '{text}' twice; remove one")
            if info.field_name != "id" and text == info.data.get("id"):
                raise validation_error("itself", "refers to the record itself; remove it")
        return value


# ------------------------------------------------------------------------------------------------
