"""The record types: the only schema of the knowledge base.

Pages, checks, API and JSON Schema are all derived from the classes below. To add a kind, write a
class, list it in `AnyRecord`, create its file in `data/` and give it a renderer in `render.py`.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, TypeVar, get_args
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    ValidationInfo,
    computed_field,
    field_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

# ------------------------------------------------------------------------------------------------
# What a check knows about the other records
# ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Surroundings:
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


def nearest(name: str, valid: Iterable[str]) -> str:
    """Return `; did you mean 'x'?` for the valid name most like `name`, or an empty string."""
    score, best = max(((_likeness(name, other), other) for other in sorted(set(valid))), default=(0.0, ""))
    return f"; did you mean '{best}'?" if score > 0.65 else ""


def _likeness(name: str, other: str) -> float:
    """Return how alike two names are, from 0 to 1; a name with words left out is still like the whole."""
    words, other_words = re.split(r"[\W_]+", name.lower()), re.split(r"[\W_]+", other.lower())
    found = [max(_ratio(word, candidate) for candidate in other_words) for word in words]
    return (2 * sum(found) / len(found) + _ratio(name.lower(), other.lower())) / 3


def _ratio(a: str, b: str) -> float:
    return difflib.SequenceMatcher(None, a, b).ratio()


def wrong(code: str, message: str) -> PydanticCustomError:
    """Return an error whose text pydantic leaves as it is, whatever characters it holds."""
    return PydanticCustomError(code, "{message}", {"message": message})


# ------------------------------------------------------------------------------------------------
# Types of field
# ------------------------------------------------------------------------------------------------

# Spaces are fine; every other character of these Unicode classes is invisible, turns the direction
# of the text around it, or has no meaning of its own outside one machine.
UNSEEN = {"Cc": "control", "Cf": "invisible", "Co": "private-use", "Cn": "unassigned", "Cs": "surrogate"}
LINE_BREAKS = {"\n", "\r", "\x85", "\u2028", "\u2029"}
TEMPLATE_MARKS = ("{{", "}}", "{%", "%}", "{#", "#}")


def _plain(value: str) -> str:
    """Return the text without outer white space; refuse what could not stand in a page as text."""
    value = value.strip()
    if not value:
        raise wrong("empty", "is empty; write the text, or remove the field if it is optional")
    for character in dict.fromkeys(value):  # each once, in order
        name = f"U+{ord(character):04X}"
        if character in LINE_BREAKS:
            raise wrong("line_break", f"holds a line break ({name}); fold the text with '>-' into one line")
        if sort := UNSEEN.get(unicodedata.category(character)):
            raise wrong("character", f"holds the {sort} character {name}; remove it")
    for mark in TEMPLATE_MARKS:
        if mark in value:
            raise wrong("template", f"holds '{mark}', which a page would run as a macro; take it out")
    if not any(character.isalnum() for character in value):
        raise wrong("empty", f"has neither a letter nor a digit ('{value}'); write the text")
    return value


def _label(value: str) -> str:
    for character in "<>":
        if character in value:
            raise wrong("markup", f"holds '{character}'; a name or title takes no markup: take it out")
    return value


def _date(value: str) -> str:
    """Return the date; refuse one that is not YYYY, YYYY-MM or YYYY-MM-DD or not in the calendar."""
    shape = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value)
    try:
        if shape is None:
            raise ValueError
        date(int(shape[1]), int(shape[2] or 1), int(shape[3] or 1))
    except ValueError:
        message = f"'{value}' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD"
        raise wrong("date", message) from None
    return value


def _address(value: str) -> str:
    """Return the address; refuse one that is not a plain web address of a host."""
    try:
        parts = urlsplit(value)
        good = parts.scheme in ("https", "http") and bool(re.fullmatch(r"[a-z0-9.-]+\.[a-z]{2,}", parts.netloc))
    except ValueError:
        good = False
    if not good or not re.fullmatch(r"[!#-;=?-\[\]_a-z~]+", value):
        raise wrong("address", f"'{value}' is not a web address; write https://host/path in full")
    return value


Text = Annotated[str, AfterValidator(_plain)]
"""One paragraph of plain text. Markup in it is shown as text."""

Label = Annotated[str, Field(max_length=200), AfterValidator(_plain), AfterValidator(_label)]
"""A name, title or question: one line, at most 200 characters, no markup."""

Date = Annotated[str, AfterValidator(_date)]
"""A day, a month or a year of the calendar, as far as it is known."""


def _day(value: str) -> str:
    if len(value) != len("YYYY-MM-DD"):
        raise wrong("date", f"'{value}' is not a day; write YYYY-MM-DD")
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
        if not isinstance(info.context, Surroundings):
            return value
        kinds = info.context.kinds
        if value not in kinds:
            if info.context.unread and (self.kind is None or self.kind in info.context.unread):
                return value
            message = f"unknown {self.kind or 'record'} '{value}'{nearest(value, self._candidates(kinds))}"
            raise wrong("reference", message if "?" in message else f"{message}; use an id that exists, or add it")
        if value in info.context.retired:
            successor = info.context.retired[value]
            remedy = f"name its successor '{successor}'" if successor else "it has no successor: remove the reference"
            raise wrong("reference", f"'{value}' is retired; {remedy}")
        if self.kind not in (None, kinds[value]):
            hint = nearest(value, self._candidates(kinds)) or f"; use the id of a {self.kind}"
            raise wrong("reference", f"'{value}' is a {kinds[value]}, but a {self.kind} belongs here{hint}")
        return value

    def _candidates(self, kinds: Mapping[str, str]) -> list[str]:
        return [id_ for id_, kind in kinds.items() if self.kind in (None, kind)]


AnyRef = Annotated[str, Reference()]
SourceRef = Annotated[str, Reference("source")]
DisciplineRef = Annotated[str, Reference("discipline")]
DutyRef = Annotated[str, Reference("duty")]
RoleRef = Annotated[str, Reference("role")]
RecommendationRef = Annotated[str, Reference("recommendation")]
FindingRef = Annotated[str, Reference("finding")]
TermRef = Annotated[str, Reference("term")]

Number = Annotated[int, Field(ge=1)]


class Part(BaseModel):
    """A mapping in the data: unknown fields are refused, nothing is converted, nothing changes."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    @field_validator("*")
    @classmethod
    def _no_repeats(cls, value: Any, info: ValidationInfo) -> Any:
        items = value if isinstance(value, list) else [value]
        texts = [item for item in items if isinstance(item, str)]
        for text in texts:
            if texts.count(text) > 1:
                raise wrong("repeat", f"names '{text}' twice; remove one")
            if info.field_name != "id" and text == info.data.get("id"):
                raise wrong("itself", "refers to the record itself; remove it")
        return value


# ------------------------------------------------------------------------------------------------
# Headings of a source, and citations of them
# ------------------------------------------------------------------------------------------------


class Paragraph(Part):
    """A numbered paragraph of a source."""

    number: Number = Field(description="Its number in the source")
    bullets: Annotated[int, Field(ge=0)] = Field(default=0, description="How many bullets it has")


class Heading(Part):
    """A heading of a source, as it stands there."""

    text: Label = Field(description="The heading, word for word")
    level: Annotated[int, Field(ge=1, le=6)] = Field(description="1 for a chapter, 2 for a section of it …")
    paragraphs: list[Paragraph] = Field(default=[], description="The numbered paragraphs under it")
    not_cited: Text | None = Field(default=None, description="Why no record cites it, where none does")
    words: list[Label] = Field(default=[], description="Words of that section under which a reader may look for it")


def heading_paths(headings: Sequence[Heading]) -> Iterator[list[Heading]]:
    """Yield for each heading the path to it, from its chapter down, itself included."""
    path: list[Heading] = []
    for heading in headings:
        path = [*(above for above in path if above.level < heading.level), heading]
        yield path


def find_headings(headings: Sequence[Heading], text: str, under: str | None) -> list[list[Heading]]:
    """Return the paths of the headings with this text; with `under`, of those below a heading of that text."""
    return [
        path
        for path in heading_paths(headings)
        if path[-1].text == text and (under is None or under in [above.text for above in path[:-1]])
    ]


class Citation(Part):
    """The place in a source on which a record rests."""

    document: SourceRef = Field(description="The source")
    heading: Label = Field(description="The heading in that source, word for word")
    under: Label | None = Field(
        default=None, validate_default=True, description="A heading above it, where the same heading stands twice"
    )
    paragraph: Number | None = Field(default=None, description="The number of the paragraph, where it has one")
    bullet: Number | None = Field(default=None, description="Which bullet of that paragraph, counted from 1")
    footnote: Number | None = Field(default=None, description="The footnote whose marker stands under the heading")

    @field_validator("heading")
    @classmethod
    def _heading_exists(cls, text: str, info: ValidationInfo) -> str:
        headings = cls._headings(info)
        if headings and not find_headings(headings, text, None):
            hint = nearest(text, [heading.text for heading in headings])
            hint = hint or "; copy the heading from data/sources.yml"
            raise wrong("heading", f"'{text}' is not a heading of {info.data['document']}{hint}")
        return text

    @field_validator("under")
    @classmethod
    def _one_heading(cls, under: str | None, info: ValidationInfo) -> str | None:
        headings = cls._headings(info)
        text = info.data.get("heading")
        if not headings or text is None:
            return under
        found = find_headings(headings, text, under)
        if not found:
            raise wrong(
                "under", f"'{text}' does not stand under '{under}'; name a heading above it, or remove the field"
            )
        if len(found) > 1:
            raise wrong(
                "under", f"'{text}' stands {len(found)} times in {info.data['document']}; name the heading above it"
            )
        return under

    @field_validator("paragraph")
    @classmethod
    def _paragraph_exists(cls, number: int | None, info: ValidationInfo) -> int | None:
        heading = cls._heading(info)
        if number is not None and heading is not None and number not in [p.number for p in heading.paragraphs]:
            valid = ", ".join(str(p.number) for p in heading.paragraphs) or "none"
            raise wrong("paragraph", f"no paragraph {number} under '{heading.text}'; its numbered paragraphs: {valid}")
        return number

    @field_validator("bullet")
    @classmethod
    def _bullet_exists(cls, number: int | None, info: ValidationInfo) -> int | None:
        heading = cls._heading(info)
        if number is None or heading is None:
            return number
        if info.data.get("paragraph") is None:
            raise wrong("bullet", "a bullet is counted within a paragraph; add the field 'paragraph'")
        bullets = next(p.bullets for p in heading.paragraphs if p.number == info.data["paragraph"])
        if number > bullets:
            raise wrong("bullet", f"paragraph {info.data['paragraph']} has {bullets} bullets, so no bullet {number}")
        return number

    @staticmethod
    def _headings(info: ValidationInfo) -> Sequence[Heading]:
        if not isinstance(info.context, Surroundings):
            return []
        return info.context.headings.get(info.data.get("document", ""), [])

    @classmethod
    def _heading(cls, info: ValidationInfo) -> Heading | None:
        if {"heading", "under"} - set(info.data) or ("paragraph" not in info.data and info.field_name == "bullet"):
            return None
        found = find_headings(cls._headings(info), info.data["heading"], info.data["under"])
        return found[0][-1] if found else None


# ------------------------------------------------------------------------------------------------
# The kinds of record
# ------------------------------------------------------------------------------------------------

SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"


def _id(pattern: str, *examples: str) -> Any:
    return Field(pattern=pattern, examples=list(examples), description="Permanent: never reused, never renamed")


class Retirement(Part):
    """Why a record is no longer kept up; the record stays, and its address answers."""

    since: Date = Field(description="Since when")
    reason: Text = Field(description="Why")
    successor: AnyRef | None = Field(default=None, description="The record that takes its place, if there is one")


class Change(Part):
    """A change of a record in substance: of what it says, not of how it is spelt."""

    day: Day = Field(description="The day of the change")
    reason: Text = Field(description="What changed, and why")


class Entry(Part):
    """What every item of a data file has. `kind`, `plural` and `file` say what it is called and where it stands."""

    kind: ClassVar[str]
    plural: ClassVar[str]
    file: ClassVar[str]

    id: str


class Record(Entry):
    """What every record has."""

    title: Label = Field(description="What it is called; may change, unlike the id")
    related: list[AnyRef] = Field(default=[], description="Other records worth reading beside it")
    answers: list[Label] = Field(default=[], description="Questions of readers that it answers, in their words")
    changes: list[Change] = Field(
        default=[], description="What changed in it in substance since it was first published"
    )
    retired: Retirement | None = Field(default=None, description="Set when the record is no longer kept up")


class CitedRecord(Record):
    """A record that rests on one or more places in the sources."""

    sources: Annotated[list[Citation], Field(min_length=1)] = Field(description="The places on which it rests")


class Source(Record):
    """A document on which records rest."""

    kind: ClassVar[str] = "source"
    plural: ClassVar[str] = "sources"
    file: ClassVar[str] = "sources.yml"

    id: Annotated[str, _id(rf"^source-{SLUG}$", "source-hmicfrs-2020")]
    summary: Text = Field(description="What it is and what it is used for here")
    publisher: Label = Field(description="Who published it")
    published: Date | None = Field(description="When it was published, as far as known; null when it is not")
    address: Address = Field(description="Where a reader can open it")
    checked: Date = Field(description="The day on which what is stated of it was last checked")
    seen: Text = Field(description="What of it was read: the whole, a part, a reprint")
    in_force_from: Date | None = Field(default=None, description="For guidance: since when it applied")
    in_force_until: Date | None = Field(default=None, description="For guidance: the last day on which it applied")
    replaced_by: SourceRef | None = Field(default=None, description="The source that replaced it")
    seed: Annotated[str, Field(pattern=r"^[0-9a-z_]+\.txt$", examples=["000_3723ac76922ad81c.txt"])] | None = Field(
        default=None, description="The file name of the stored text from which its records were made"
    )
    headings: Annotated[list[Heading], Field(min_length=1)] = Field(description="Its headings, in order")
    status: Literal["active"] = Field(default="active", description="Whether the record is kept up")

    @property
    def sources(self) -> list[Citation]:
        """A source rests on itself: on its own first heading."""
        return [Citation(document=self.id, heading=self.headings[0].text)]


Area = Literal[
    "governance",
    "people",
    "training",
    "partnership",
    "safeguarding",
    "referral",
    "staff",
    "prosecute-disrupt-deter",
    "channel",
    "performance-and-learning",
    "ctlp",
    "communication",
]
"""The parts of a force's Prevent work into which the register is divided; the division is this site's."""

Chapter = Literal["Summary", "Introduction", "Capability", "Consistency", "Communication", "Conclusion"]
"""The chapters of the report that hold findings."""

AREAS: tuple[Area, ...] = get_args(Area)
CHAPTERS: tuple[Chapter, ...] = get_args(Chapter)


def _cited_chapter(chapter: str, info: ValidationInfo) -> str:
    """Refuse a chapter of which the record cites no heading."""
    if isinstance(info.context, Surroundings) and "sources" in info.data:
        chapters = [
            path[0].text
            for citation in info.data["sources"]
            for path in find_headings(
                info.context.headings.get(citation.document, []), citation.heading, citation.under
            )
        ]
        if chapters and chapter not in chapters:
            cited = "' or '".join(dict.fromkeys(chapters))
            raise wrong("chapter", f"'{chapter}' is not the chapter of a heading it cites; that is '{cited}'")
    return chapter


class Difference(Part):
    """Where the report words one recommendation in two ways."""

    summary_says: Text = Field(description="How the Summary has it")
    body_says: Text = Field(description="How the chapter has it")
    meaning: Text = Field(description="This site's view of whether the difference matters, and which it follows")


class Recommendation(CitedRecord):
    """One of the eight recommendations of the report of March 2020."""

    kind: ClassVar[str] = "recommendation"
    plural: ClassVar[str] = "recommendations"
    file: ClassVar[str] = "recommendations.yml"

    id: Annotated[str, _id(r"^rec-[1-9]\d*$", "rec-3")]
    summary: Text = Field(description="What is asked, of whom and by when, in one sentence")
    owners: Annotated[list[RoleRef], Field(min_length=1)] = Field(
        description="Those asked to do it; all are joint owners"
    )
    deadline: Literal["immediate", "2020-06"] = Field(
        description="When it falls due: `immediate` (with immediate effect) or `2020-06` (by June 2020)"
    )
    chapter: Literal["Capability", "Consistency", "Communication"] = Field(description="The chapter that makes it")
    area: Area = Field(description="The part of Prevent work that it concerns")
    contents: Annotated[list[Text], Field(min_length=1)] = Field(description="Of what the result should consist")
    reasons: Annotated[list[Text], Field(min_length=1)] = Field(description="The findings that led to it")
    difference: Difference | None = Field(default=None, description="Where summary and body word it differently")
    disciplines: list[DisciplineRef] = Field(default=[], description="Disciplines of public protection that it touches")
    duties: list[DutyRef] = Field(default=[], description="Paragraphs and bullets of Annex A that it touches")
    roles: list[RoleRef] = Field(default=[], description="Roles beside the owners whom it concerns")
    status: Literal["unknown"] = Field(description="What is publicly known of its outcome")
    status_checked: Date = Field(description="The day on which its outcome was last looked for")

    _chapter = field_validator("chapter")(_cited_chapter)

    @computed_field(description="Its number in the report, from the id")  # type: ignore[prop-decorator]
    @property
    def number(self) -> int:
        return int(self.id.removeprefix("rec-"))


class Discipline(CitedRecord):
    """A core discipline of public protection, or the one that the report proposed to add."""

    kind: ClassVar[str] = "discipline"
    plural: ClassVar[str] = "disciplines"
    file: ClassVar[str] = "disciplines.yml"

    id: Annotated[str, _id(rf"^discipline-{SLUG}$", "discipline-child-abuse")]
    number: Number = Field(description="Its place in the report's list; 14 for the proposed one")
    status: Literal["core", "proposed"] = Field(description="Its standing in the report, in March 2020")
    report_says: Text = Field(description="What the report states about it: nothing but the report's facts")
    summary: Text = Field(description="This site's explanation: what the discipline covers")
    meets: Text = Field(
        description="This site's explanation: how vulnerability to radicalisation can meet it in a case"
    )
    roles: list[RoleRef] = Field(default=[], description="Roles that it concerns")


class Statement(Part):
    """One thing that a paragraph or bullet of the guidance says, with its force and its addressees."""

    text: Text = Field(description="What it says, restated")
    strength: Literal["must", "will", "should", "expect", "may include", "states"] = Field(
        description="The verb that carries it in the guidance; `states` where it only describes"
    )
    applies_to: Annotated[list[RoleRef], Field(min_length=1)] = Field(
        description="Those whom it addresses or describes"
    )


class Duty(CitedRecord):
    """A paragraph of Annex A, or a bullet of one: the police part of the statutory guidance of 2015."""

    kind: ClassVar[str] = "duty"
    plural: ClassVar[str] = "duties"
    file: ClassVar[str] = "duties.yml"

    id: Annotated[str, _id(r"^duty-[1-9]\d\d(-[1-9]\d*)?$", "duty-137", "duty-141-1")]
    guidance: SourceRef = Field(
        description="The guidance that it belongs to; says when it applied and what replaced it"
    )
    statements: Annotated[list[Statement], Field(min_length=1)] = Field(
        description="What it says, sentence by sentence"
    )
    roles: list[RoleRef] = Field(default=[], description="Roles named in it beside those it is on")
    status: Literal["replaced"] = Field(description="Whether the text still applies")

    @computed_field(description="The number of the paragraph, from the id")  # type: ignore[prop-decorator]
    @property
    def paragraph(self) -> int:
        return int(self.id.split("-")[1])

    @computed_field(description="Which bullet of the paragraph it is, from the id; null for the paragraph itself")  # type: ignore[prop-decorator]
    @property
    def bullet(self) -> int | None:
        parts = self.id.split("-")
        return int(parts[2]) if len(parts) == 3 else None

    @computed_field(description="Its statements in one text")  # type: ignore[prop-decorator]
    @property
    def summary(self) -> str:
        return " ".join(statement.text for statement in self.statements)

    @field_validator("sources")
    @classmethod
    def _cites_its_own_place(cls, sources: list[Citation], info: ValidationInfo) -> list[Citation]:
        if "id" in info.data and isinstance(info.context, Surroundings):
            numbers = [int(part) for part in info.data["id"].split("-")[1:]]
            cited = [[n for n in (source.paragraph, source.bullet) if n is not None] for source in sources]
            if numbers not in cited:
                place = f"paragraph {numbers[0]}" + (f", bullet {numbers[1]}" if len(numbers) > 1 else "")
                raise wrong("own_place", f"cites another place than its id names; cite {place}")
            paragraph = f"duty-{numbers[0]}"
            if paragraph not in info.context.kinds:
                raise wrong("own_place", f"its paragraph '{paragraph}' has no record; add one to data/{cls.file}")
        return sources


class Role(CitedRecord):
    """An office, body or post that the sources name."""

    kind: ClassVar[str] = "role"
    plural: ClassVar[str] = "roles"
    file: ClassVar[str] = "roles.yml"

    id: Annotated[str, _id(rf"^role-{SLUG}$", "role-force-prevent-lead")]
    summary: Text = Field(description="Who it is and what the sources say it does")
    level: Literal["national", "regional", "force", "local"] = Field(description="Where it acts")
    other_names: list[Label] = Field(default=[], description="Other names that the sources or readers give it")
    status: Literal["active"] = Field(default="active", description="Whether the record is kept up")


class Term(CitedRecord):
    """An acronym or term of art."""

    kind: ClassVar[str] = "term"
    plural: ClassVar[str] = "terms"
    file: ClassVar[str] = "glossary.yml"

    id: Annotated[str, _id(rf"^term-{SLUG}$", "term-ctlp")]
    acronym: Label | None = Field(default=None, description="Its short form")
    summary: Text = Field(description="What it means, in plain words")
    other_names: list[Label] = Field(default=[], description="Other names that people use for it, older or newer")
    spelt_out: bool = Field(default=True, description="Whether the sources that use the short form ever spell it out")
    name_since: Literal["changed", "not established"] = Field(
        default="not established", description="Whether the name is known to have changed since 2020"
    )
    status: Literal["active"] = Field(default="active", description="Whether the record is kept up")


class Expectation(CitedRecord):
    """What the report says that forces, leads or partners should do, or implies by a weakness it names."""

    kind: ClassVar[str] = "expectation"
    plural: ClassVar[str] = "expectations"
    file: ClassVar[str] = "expectations.yml"

    id: Annotated[str, _id(rf"^expectation-{SLUG}$", "expectation-feedback-on-referrals")]
    summary: Text = Field(description="What is expected, of whom, as strongly as the report puts it")
    area: Area = Field(description="The part of Prevent work that it concerns")
    strength: Literal["recommendation", "expectation", "implied"] = Field(
        description="`recommendation`: the inspectors recommend it; `expectation`: they say that it should be, or that "
        "they believe it; `implied`: they name a weakness and leave the remedy to the reader"
    )
    wording: Label = Field(description="The words of the report that carry the strength, at most a few")
    quantity: Label = Field(
        description="The words of quantity around it in the report; `not stated` where there are none"
    )
    applies_to: Annotated[list[RoleRef], Field(min_length=1)] = Field(description="Those on whom it is")
    faces_force_lead: bool = Field(
        description="This site's view: whether the force's Prevent lead is the one to act on it"
    )
    good: list[Text] = Field(default=[], description="What good looks like, according to the report")
    poor: list[Text] = Field(default=[], description="What poor looks like, according to the report")
    evidence: Annotated[list[Text], Field(min_length=1)] = Field(
        description="This site's suggestion, not the report's: evidence to look for in one's own force"
    )
    findings: list[FindingRef] = Field(default=[], description="Findings behind it")
    recommendations: list[RecommendationRef] = Field(default=[], description="Recommendations that it touches")
    duties: list[DutyRef] = Field(default=[], description="Paragraphs and bullets of Annex A that it touches")
    terms: list[TermRef] = Field(default=[], description="Terms that help to read it")
    roles: list[RoleRef] = Field(default=[], description="Roles that it concerns beside those on whom it is")
    status: Literal["active"] = Field(default="active", description="Whether the record is kept up")


class Finding(CitedRecord):
    """One thing that the inspectors found, or were told."""

    kind: ClassVar[str] = "finding"
    plural: ClassVar[str] = "findings"
    file: ClassVar[str] = "findings.yml"

    id: Annotated[str, _id(rf"^finding-{SLUG}$", "finding-fimu-without-tracker")]
    summary: Text = Field(description="What was found, with its words of quantity and praise or criticism")
    chapter: Chapter = Field(description="The chapter of the report that gives it")
    area: Area = Field(description="The part of Prevent work that it concerns")
    quantity: Literal["all", "most", "many", "some", "few", "two", "one", "none", "not stated"] = Field(
        description="How many forces or people it is about"
    )
    quantity_words: Label = Field(description="The report's own words of quantity; `not stated` where there are none")
    verdict: Literal["strength", "good practice", "mixed", "gap"] = Field(description="How the report judges it")
    said_by: Literal[
        "inspectors", "interviewees in forces", "partners", "interviewees in forces and partners", "not named"
    ] = Field(description="Who says so in the report")
    recommendations: list[RecommendationRef] = Field(default=[], description="Recommendations that follow from it")
    duties: list[DutyRef] = Field(default=[], description="Paragraphs and bullets of Annex A that it touches")
    terms: list[TermRef] = Field(default=[], description="Terms that help to read it")
    roles: list[RoleRef] = Field(default=[], description="Roles that it concerns")
    status: Literal["dated"] = Field(default="dated", description="A finding is of its time: 2018 to 2020")

    _chapter = field_validator("chapter")(_cited_chapter)


class Event(CitedRecord):
    """A dated milestone."""

    kind: ClassVar[str] = "event"
    plural: ClassVar[str] = "events"
    file: ClassVar[str] = "timeline.yml"

    id: Annotated[str, _id(rf"^event-{SLUG}$", "event-report-published-2020")]
    date: Date = Field(description="When it was, as far as known; the beginning where it lasted")
    until: Date | None = Field(default=None, description="When it ended, where it lasted")
    summary: Text = Field(description="What happened")
    roles: list[RoleRef] = Field(default=[], description="Roles that had a part in it")
    status: Literal["dated"] = Field(default="dated", description="An event is of its time")


class Earlier(CitedRecord):
    """A measure or recommendation of 2008 or 2009, from before the report of 2020."""

    kind: ClassVar[str] = "earlier"
    plural: ClassVar[str] = "earlier"
    file: ClassVar[str] = "earlier.yml"

    id: Annotated[str, _id(rf"^earlier-(2008|2009)-{SLUG}$", "earlier-2008-174-1")]
    work: Literal["2008 exercise", "2009 report", "2009 release"] = Field(description="The work in which it stands")
    summary: Text = Field(description="What it proposes, suggests or recommends, of whom and by when")
    applies_to: list[RoleRef] = Field(default=[], description="Those whom it names")
    due: Date | None = Field(default=None, description="By when, where it says so")
    came_back: list[AnyRef] = Field(
        default=[], description="This site's reading: records of 2020 that take up the same concern"
    )
    reading: Text | None = Field(default=None, description="This site's reading: in what way it came back, or did not")
    status: Literal["historical"] = Field(default="historical", description="It is of 2008 or 2009")


class Development(CitedRecord):
    """Something that has changed since March 2020, with its source and the day it was checked."""

    kind: ClassVar[str] = "development"
    plural: ClassVar[str] = "developments"
    file: ClassVar[str] = "developments.yml"

    id: Annotated[str, _id(rf"^development-{SLUG}$", "development-guidance-replaced")]
    date: Date = Field(description="When it happened or was stated, as far as known")
    summary: Text = Field(description="What is known, and no more")
    note: Text = Field(description="The short note that the records it touches show")
    touches: Annotated[list[AnyRef], Field(min_length=1)] = Field(description="The records on which it bears")
    status: Literal["checked"] = Field(default="checked", description="It was checked on the day that its source gives")


AnyRecord = (
    Source | Recommendation | Expectation | Finding | Duty | Discipline | Role | Term | Event | Earlier | Development
)
KINDS: tuple[type[AnyRecord], ...] = get_args(AnyRecord)


class Edition(Entry):
    """A state of the site that was published under a day; its files are attached to the release of that day."""

    kind: ClassVar[str] = "edition"
    plural: ClassVar[str] = "editions"
    file: ClassVar[str] = "editions.yml"

    id: Annotated[str, _id(r"^edition-\d{4}-\d\d-\d\d$", "edition-2026-11-22")]
    reason: Text = Field(description="What is new in it, and why; the reason for each record first published in it")

    @field_validator("id")
    @classmethod
    def _day_exists(cls, id_: str) -> str:
        _date(id_.removeprefix(f"{cls.kind}-"))
        return id_

    @property
    def day(self) -> str:
        """The day of the edition, from its id."""
        return self.id.removeprefix(f"{self.kind}-")


class Synonyms(Entry):
    """Words that readers use for one another: slang, older and newer terms, spellings; the search tries them all."""

    kind: ClassVar[str] = "synonyms"
    plural: ClassVar[str] = "synonyms"
    file: ClassVar[str] = "language.yml"

    id: Annotated[str, _id(rf"^words-{SLUG}$", "words-laptop")]
    words: Annotated[list[Label], Field(min_length=2)] = Field(description="Words and short phrases that mean the same")


BESIDE: tuple[type[Entry], ...] = (Edition, Synonyms)
"""What stands in data files beside the records."""

R = TypeVar("R", bound=Record)


# ------------------------------------------------------------------------------------------------
# Rules across records
# ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Breach:
    """A rule that a record breaks together with another: which record, which field, what to do."""

    id: str
    field: str
    message: str


def breaches(records: Sequence[AnyRecord]) -> Iterator[Breach]:
    """Yield what is wrong between records that are each valid on their own."""
    yield from _unique(records, "title")
    disciplines = [record for record in records if isinstance(record, Discipline)]
    yield from _unique(disciplines, "number")
    for discipline in disciplines:
        if discipline.number > len(disciplines):
            message = f"is {discipline.number}, but there are {len(disciplines)} disciplines; number them without a gap"
            yield Breach(discipline.id, "number", message)
    sources = {record.id: record for record in records if isinstance(record, Source)}
    for source in sources.values():
        if source.in_force_from and source.in_force_until and source.in_force_from > source.in_force_until:
            yield Breach(source.id, "in_force_until", "is earlier than in_force_from; exchange or mend the dates")
    for event in records:
        if isinstance(event, Event) and event.until and event.until < event.date:
            yield Breach(event.id, "until", "is earlier than date; exchange or mend the dates")
    for duty in records:
        if isinstance(duty, Duty) and (guidance := sources.get(duty.guidance)):
            for name in ("in_force_from", "in_force_until", "replaced_by"):
                if getattr(guidance, name) is None:
                    message = f"'{guidance.id}' has no {name}, which a replaced duty shows; add it to data/sources.yml"
                    yield Breach(duty.id, "guidance", message)


def _unique(records: Iterable[AnyRecord], name: str) -> Iterator[Breach]:
    first: dict[tuple[str, Any], str] = {}
    for record in records:
        value = getattr(record, name)
        owner = first.setdefault((record.kind, value), record.id)
        if owner != record.id:
            yield Breach(record.id, name, f"'{value}' is the {name} of {owner} too; give each its own")


# ------------------------------------------------------------------------------------------------
# All records together
# ------------------------------------------------------------------------------------------------


class Knowledge:
    """All records, and how they refer to each other in both directions."""

    def __init__(
        self,
        records: Iterable[AnyRecord],
        editions: Iterable[Edition] = (),
        published: Mapping[str, str] | None = None,
        synonyms: Iterable[Synonyms] = (),
    ) -> None:
        """Take valid records, whose references all resolve, in the order of their files.

        `published` maps ids to the day on which they were first published, YYYY-MM-DD.
        """
        self.editions = sorted(editions, key=lambda edition: edition.day)
        self.published: Mapping[str, str] = published or {}
        self.synonyms = list(synonyms)
        self.records: Mapping[str, AnyRecord] = {record.id: record for record in records}
        self._every: dict[type[Any], list[Any]] = {}
        for record in self.records.values():
            self._every.setdefault(type(record), []).append(record)
        self._order = {id_: number for number, id_ in enumerate(self.records)}
        self._naming: dict[str, set[str]] = {id_: set() for id_ in self.records}
        self._citing: dict[str, list[AnyRecord]] = {id_: [] for id_ in self.records}
        named = {record.id: self._references(record) for record in self.records.values()}
        for id_, others in named.items():
            for other in others:
                self._naming[other].add(id_)
        self._related = {id_: named[id_] | self._naming[id_] for id_ in self.records}
        for record in self.records.values():
            for document in dict.fromkeys(citation.document for citation in record.sources):
                if document != record.id:
                    self._citing[document].append(record)

    def _references(self, record: AnyRecord) -> set[str]:
        """Return the ids in the record's fields, its citations left out: those are no relation."""
        fields = record.model_dump(exclude={"id", "sources"})
        return {text for text in _strings(fields) if text in self.records} - {record.id}

    def __getitem__(self, id_: str) -> AnyRecord:
        """Return the record with this id; raise KeyError, with the nearest id, when there is none."""
        if id_ not in self.records:
            raise KeyError(f"unknown record '{id_}'{nearest(id_, self.records)}")
        return self.records[id_]

    def one(self, kind: type[R], id_: str) -> R:
        """Return the record with this id, which the loader has found to be of this kind."""
        record = self[id_]
        if not isinstance(record, kind):
            raise TypeError(f"'{id_}' is a {record.kind}, not a {kind.kind}")
        return record

    def of(self, kind: type[R]) -> list[R]:
        """Return the records of one kind that are kept up, in the order of its file."""
        return [record for record in self._every.get(kind, []) if record.retired is None]

    def every(self, kind: type[R]) -> list[R]:
        """Return the records of one kind, the retired ones too, in the order of its file."""
        return list(self._every.get(kind, []))

    def related(self, id_: str) -> list[AnyRecord]:
        """Return the records that this one names or that name it, in the order of the files."""
        return self._in_order(self._related[id_])

    def naming(self, id_: str) -> list[AnyRecord]:
        """Return the records that name this one, in the order of the files."""
        return self._in_order(self._naming[id_])

    def _in_order(self, ids: set[str]) -> list[AnyRecord]:
        return [self.records[id_] for id_ in sorted(ids, key=self._order.__getitem__)]

    def citing(self, source: str) -> list[AnyRecord]:
        """Return the records that rest on this source, in the order of the files."""
        return self._citing[source]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
