"""The types of field that records are made of: texts, dates, addresses, references. Each refuses what it cannot be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, GetCoreSchemaHandler, ValidationInfo, field_validator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from knowledge.problems import character_name, shown, suggest


@dataclass(frozen=True)
class ValidationContext:
    """What the check of one record needs to know of all the others.

    `kinds` maps every id to its kind. `unread` maps each kind some of whose ids could not be read to the pattern of
    its ids: a reference of that form may be right. `retired` maps each retired record to its successor. `headings` maps
    a source's id to the index of its headings, which knows how to find one. `latest` is the last day that a date may
    name, YYYY-MM-DD. The loader passes it to pydantic as the validation context. Without it
    (`Model.model_validate(data)`), references, headings and days are taken as they stand.
    """

    kinds: Mapping[str, str] = field(default_factory=dict)
    unread: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    retired: Mapping[str, str | None] = field(default_factory=dict)
    headings: Mapping[str, Any] = field(default_factory=dict)
    latest: str = ""

    def lacks(self, id_: str, kind: str | None = None) -> bool:
        """Say whether there is certainly no such record, of this kind where one is given."""
        patterns = [pattern for name, pattern in self.unread.items() if kind in (None, name)]
        return id_ not in self.kinds and not any(pattern.fullmatch(id_) for pattern in patterns)


def validation_error(code: str, message: str) -> PydanticCustomError:
    """Return an error whose text pydantic leaves as it is, whatever characters it holds."""
    return PydanticCustomError(code, "{message}", {"message": message})


# Spaces are fine; every other character of these Unicode classes is invisible, turns the direction
# of the text around it, or has no meaning of its own outside one machine.
UNSEEN = {"Cc": "control", "Cf": "invisible", "Co": "private-use", "Cn": "unassigned", "Cs": "surrogate"}
LINE_BREAKS = {"\n", "\r", "\x85", "\u2028", "\u2029"}
TEMPLATE_MARKS = ("{{", "}}", "{%", "%}", "{#", "#}")

# Characters that show nothing though their class says that they are letters, marks or signs: joiners, fillers,
# selectors of a variant, the empty Braille pattern.
SHOWS_NOTHING = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
STACKED_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3}")

LONGEST_TEXT = 3000
LONGEST_WORD = 100
LONGEST_LIST = 500


def _plain(value: str) -> str:
    """Return the text without outer white space, in Unicode's composed form; refuse what no page could show as text."""
    value = value.strip()
    if not value:
        raise validation_error("empty", "is empty; write the text, or remove the field if it is optional")
    if not value.isascii():
        value = unicodedata.normalize("NFC", value)  # so that texts that look the same are the same
        if found := SHOWS_NOTHING.search(value):
            raise validation_error("character", f"contains {character_name(found[0])}, which is invisible; remove it")
        if STACKED_MARKS.search(value):
            raise validation_error("character", "contains a letter with three or more accents; write the plain letter")
    if not value.isprintable():
        for character in value:
            _check_character(character)
    for mark in TEMPLATE_MARKS:
        if mark in value:
            raise validation_error("template", f"contains '{mark}', which a page would run as a macro; remove it")
    if not any(character.isalnum() for character in value):
        raise validation_error("empty", f"has neither a letter nor a digit ('{value}'); write the text")
    if len(value) > LONGEST_WORD:
        if len(value) > LONGEST_TEXT:
            raise validation_error("long", f"is {len(value)} characters long; shorten it to {LONGEST_TEXT} at most")
        if (longest := max(map(len, value.split()))) > LONGEST_WORD:
            raise validation_error("long", f"contains a word of {longest} characters; write {LONGEST_WORD} at most")
    return value


def _check_character(character: str) -> None:
    name = f"U+{ord(character):04X}"
    if character in LINE_BREAKS:
        raise validation_error("line_break", f"contains a line break ({name}); fold the text with '>-' into one line")
    if sort := UNSEEN.get(unicodedata.category(character)):
        raise validation_error("character", f"contains the {sort} character {name}; remove it")


def no_markup(value: str) -> str:
    """Return the text; refuse one that holds a sign of markup."""
    for character in "<>":
        if character in value:
            raise validation_error(
                "markup", f"contains '{character}'; a name or title cannot contain markup, so remove it"
            )
    return value


def _one_sort_of_space(value: str) -> str:
    if not value.isprintable():  # of what a text may hold, only such spaces are not
        space = next(character for character in value if not character.isprintable())
        raise validation_error("space", f"contains {character_name(space)}; use an ordinary space")
    return value


def fold(value: str) -> str:
    """Return what two texts share that differ in case, in the sort of space or in the form of a letter alone."""
    if not value.isascii():
        value = unicodedata.normalize("NFKC", value)
    return " ".join(value.casefold().split())


def check_date(value: str) -> str:
    """Return the date; refuse one that is not YYYY, YYYY-MM or YYYY-MM-DD or not in the calendar."""
    shape = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", value)
    try:
        if shape is None:
            raise ValueError
        date(int(shape[1]), int(shape[2] or 1), int(shape[3] or 1))
    except ValueError:
        message = f"'{shown(value)}' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD"
        raise validation_error("date", message) from None
    return value


def is_before(one: str, other: str) -> bool:
    """Say whether a date is before another for certain, as 2008 is not before 2008-04: it may be a later month."""
    known = min(len(one), len(other))
    return one[:known] < other[:known]


def check_past(value: str, info: ValidationInfo) -> str:
    """Return the date; refuse one that is too far ahead to be meant."""
    if isinstance(info.context, ValidationContext) and info.context.latest and is_before(info.context.latest, value):
        raise validation_error("date", f"'{value}' is more than a year ahead; write the day on which it was done")
    return value


# What would end a link in Markdown, or an attribute in HTML, and how an address says it.
ENCODED = {"(": "%28", ")": "%29", "[": "%5B", "]": "%5D", "'": "%27", '"': "%22", "<": "%3C", ">": "%3E"}


def _address(value: str) -> str:
    """Return the address; refuse one that is not a plain web address of a host, or that could leave its place."""
    try:
        parts = urlsplit(value)
        good = parts.scheme in ("https", "http") and bool(re.fullmatch(r"[a-z0-9.-]+\.[a-z]{2,}", parts.netloc))
    except ValueError:
        good = False
    if not good or not re.fullmatch(r"""[!-;=?-\[\]_a-z~<>]+""", value):
        raise validation_error("address", f"'{shown(value)}' is not a web address; write https://host/path in full")
    for character, encoded in ENCODED.items():
        if character in value:
            raise validation_error("address", f"contains '{character}'; write '{encoded}' instead")
    return value


Text = Annotated[str, AfterValidator(_plain)]
"""One paragraph of plain text, of at most 3,000 characters. Markup in it is shown as text."""

Label = Annotated[
    str, Field(max_length=200), AfterValidator(_plain), AfterValidator(no_markup), AfterValidator(_one_sort_of_space)
]
"""A name, title or question: one line, at most 200 characters, no markup."""

Date = Annotated[str, AfterValidator(check_date)]
"""A day, a month or a year of the calendar, as far as it is known."""

PastDate = Annotated[Date, AfterValidator(check_past)]
"""The date of something that was done, as far as it is known."""


def _day(value: str) -> str:
    if len(value) != len("YYYY-MM-DD"):
        raise validation_error("date", f"'{value}' is not a day; write YYYY-MM-DD")
    return value


Day = Annotated[Date, AfterValidator(_day)]
"""A day of the calendar."""

PastDay = Annotated[Day, AfterValidator(check_past)]
"""The day on which something was done."""

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
            if not info.context.lacks(value, self.kind):
                return value
            message = f"unknown {self.kind or 'record'} '{shown(value)}'{suggest(value, self._candidates(kinds))}"
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
                raise validation_error("unwritten", "is still the text from 'make new'; replace it")
        return value

    @field_validator("*")
    @classmethod
    def _no_repeats(cls, value: Any, info: ValidationInfo) -> Any:
        items = value if isinstance(value, list) else [value]
        if len(items) > LONGEST_LIST:
            raise validation_error("long", f"has {len(items)} items; keep it to {LONGEST_LIST} at most")
        first: dict[str, str] = {}
        for text in items:
            if not isinstance(text, str):
                continue
            if info.field_name != "id" and text == info.data.get("id"):
                raise validation_error("itself", "refers to the record itself; remove it")
            if len(items) > 1:
                same = first.get(fold(text))
                if same is not None:
                    as_well = "" if same == text else f" (also as '{shown(same)}')"
                    raise validation_error("repeat", f"names '{shown(text)}' twice{as_well}; remove one")
                first[fold(text)] = text
        return value
