"""What every record has, and what the rest of the package may ask of it. No kind of record is named here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Protocol, Self, TypeVar

from pydantic import Field, field_validator

from knowledge.citation import Citation
from knowledge.fields import (
    AnyRef,
    Label,
    Part,
    PastDate,
    PastDay,
    Text,
    validation_error,
)
from knowledge.layout import Place, permalink
from knowledge.markdown import join, number_of
from knowledge.problems import character_name, shown

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""The licence of the site's text."""

E = TypeVar("E", bound="Entry")
R = TypeVar("R", bound="Record")

SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
ID = re.compile(rf"[a-z]+-{SLUG}", re.ASCII)
"""The form that the ids of all kinds share."""


def id_field(pattern: str, *examples: str) -> Any:
    """Return the description of the field `id`: its pattern and what an id looks like."""
    return Field(pattern=pattern, examples=list(examples), description="Permanent id, never renamed or reused")


@dataclass(frozen=True)
class Violation:
    """A rule that a record breaks together with another: which record, which field, what to do."""

    id: str
    field: str
    message: str


class Retirement(Part):
    """Details of why an entry was removed. Its page and its permanent link still work."""

    since: PastDate = Field(description="Date the entry was removed")
    reason: Text = Field(description="Reason why the entry was removed")
    successor: AnyRef | None = Field(default=None, description="Entry that replaces the removed one, if there is one")


class Change(Part):
    """A change in the meaning of an entry, not just in its wording."""

    day: PastDay = Field(description="Date of the change")
    reason: Text = Field(description="Reason for the change, and a summary of what is different")


class Entry(Part):
    """What every item of a data file has. `kind`, `plural` and `file` say what it is called and where it stands."""

    kind: ClassVar[str]
    plural: ClassVar[str]
    file: ClassVar[str]
    """A file in the folder of the data, or, with a slash at its end, a folder of files there."""

    prefix: ClassVar[str]
    """How the ids of the kind begin, with the hyphen."""

    is_optional: ClassVar[bool] = True
    """Whether the site can do without any entry of the kind, so that its file may be missing."""

    id: str

    @field_validator("id", mode="before")
    @classmethod
    def _id_is_ascii(cls, value: object) -> object:
        """Refuse what only looks like an id, and say where: the pattern could not."""
        if isinstance(value, str) and not value.isascii():
            name = character_name(next(character for character in value if not character.isascii()))
            message = (
                f"malformed: '{shown(value)}' contains {name}; an id can contain only a to z, 0 to 9 and single hyphens"
            )
            raise validation_error("id", message)
        return value

    @classmethod
    def pictures(cls, knowledge: Records) -> dict[str, Callable[[View], str]]:
        """Return the pictures that are drawn from entries of the kind, by name; each with what it shows in words."""
        return {}

    # -- rules ---------------------------------------------------------------------------------------

    @classmethod
    def violations(cls, records: Sequence[Self], find: Mapping[str, Record]) -> Iterator[Violation]:
        """Yield what is wrong between entries of the kind; `find` holds the valid records of all kinds by id."""
        return iter(())


class Record(Entry):
    """What every record has, and what the rest of the package may ask of it.

    A kind says only where it differs from what stands here. What it must say is without a default: its words, the
    fields `id`, `summary`, `status` and `sources`, and its body. `View` is the page on which a text will stand.
    """

    name: ClassVar[str]
    """What stands above several of the kind."""

    card: ClassVar[str]
    """What the picture beside a shared link says."""

    folder: ClassVar[str | None] = None
    """The folder of their pages; without one they share the page that is named as their file."""

    has_own_pages: ClassVar[bool] = False
    """Whether each record has a page to itself."""

    words: ClassVar[tuple[str, str]] = ("", "")
    """What readers call one and several of the kind, where `kind` and `plural` would not do."""

    has_prose: ClassVar[bool] = False
    """Whether prose follows the body on its page; the rest comes where the page calls `ending`."""

    rest_is_printed: ClassVar[bool] = True
    """Whether what opens in place is printed there."""

    more: ClassVar[str] = "Related entries and source"
    """What opens the rest of an entry that shares its page."""

    asks: ClassVar[Mapping[str, str]] = {}
    """The headings under which the page of a role lists what is asked of it, in order, by the end of their anchor."""

    most_on_a_page: ClassVar[int] = 60
    """How many records share a page, at most, so that no page is too heavy; the rest stand on further pages."""

    is_brief: ClassVar[bool] = False
    """Whether each stands in a long list, where its foot says only what a reader of the list needs."""

    worth: ClassVar[float] = 1.0
    """How much what a reader types counts in the search when it fits one of these, against one of another kind."""

    is_in_a_to_z: ClassVar[bool] = True
    """Whether a reader may look one up in the A–Z, which a title that is a sentence does not help."""

    is_note: ClassVar[bool] = False
    """Whether records on which one of the kind bears show a note of it in place of a link."""

    must_be_named: ClassVar[bool] = False
    """Whether each must be named or cited by another record, since it stands here only for others."""

    is_counted_last: ClassVar[bool] = False
    """Whether a list of all kinds ends with this one."""

    set_type: ClassVar[str] = "CollectionPage"
    """What schema.org calls all records of the kind together."""

    unsaid: ClassVar[tuple[str, ...]] = ("related", "changes", "retired")
    """Fields that are no part of what a record says, so that a change of them is none of it in substance."""

    published_fields: ClassVar[dict[str, tuple[Any, Any]]] = {}
    """Fields that the open data has beside those of the record: for each its type and its description."""

    title: Label = Field(description="Title, which can change even though the id cannot")
    related: list[AnyRef] = Field(default=[], description="Other entries worth reading alongside this one")
    changes: list[Change] = Field(default=[], description="Changes in meaning since the entry was first published")
    retired: Retirement | None = Field(
        default=None, description="Date and reason of removal, if the entry has been removed"
    )

    if TYPE_CHECKING:  # every kind has these as a field, or computes them
        status: str

        @property
        def summary(self) -> str:
            """Its gist."""

        @property
        def sources(self) -> list[Citation]:
            """The places on which it rests."""

    # -- words ---------------------------------------------------------------------------------------

    @property
    def display_title(self) -> str:
        """The heading of the record, with its number where it has one."""
        return self.title

    @property
    def dated(self) -> str:
        """In words, when it was published, if it is a document whose date is known."""
        return ""

    @property
    def badge(self) -> str:
        """The word above the title that says what kind of record it is."""
        return self.kind.capitalize()

    @property
    def badge_classes(self) -> tuple[str, ...]:
        """What the shape of the badge depends on beside the kind."""
        return ()

    @property
    def names(self) -> tuple[str, ...]:
        """What a reader may look it up under as well as its title: its heading, short forms, other names."""
        return (self.display_title, *self.search_names)

    @property
    def search_names(self) -> list[str]:
        """Its other names for the search, short ones too."""
        return []

    @property
    def search_text(self) -> list[str]:
        """What the search knows of it beside its title and names, its summary first."""
        return [self.summary]

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield every text in it but its id and its citations, each with the name of the innermost field around it."""
        yield from _texts(self.model_dump(exclude={"id", "sources"}))

    @cached_property
    def named(self) -> Mapping[str, Sequence[str]]:
        """The texts in it that may be ids of other records, each with the fields that hold it, in order.

        Its citations are left out, since they are no relation.
        """
        found: dict[str, list[str]] = {}
        for field, text in self.texts():
            if ID.fullmatch(text):
                found.setdefault(text, []).append(field)
        return found

    @classmethod
    def counted(cls, count: int) -> str:
        """Return how many of the kind these are, in words for readers: `1 finding`, `27 findings`."""
        return number_of(count, *cls.called())

    @classmethod
    def called(cls) -> tuple[str, str]:
        """Return what readers call one and several of the kind."""
        return cls.words[0] or cls.kind, cls.words[1] or cls.plural

    @property
    def topic(self) -> str:
        """The topic under which a long list counts it; empty where it has none."""
        return ""

    # -- place ---------------------------------------------------------------------------------------

    @classmethod
    def overview_page(cls) -> str:
        """Return the page file that shows all records of the kind."""
        return f"{cls.folder}/index.md" if cls.folder else f"{cls.file.partition('.')[0].rstrip('/')}.md"

    @classmethod
    def pages(cls, records: Sequence[Self]) -> dict[str, list[Self]]:
        """Return the page files on which these records of the kind stand, and the records on each, in order."""
        if cls.folder and cls.has_own_pages:
            return {f"{cls.folder}/{record.id}.md": [record] for record in records}
        return in_parts(cls.overview_page(), cls.in_order(records), cls.most_on_a_page)

    @classmethod
    def in_order(cls, records: Sequence[Self]) -> list[Self]:
        """Return records of the kind in the order in which a page that they share lists them."""
        return list(records)

    # -- view ----------------------------------------------------------------------------------------

    def body(self, view: View) -> str:
        """Return as Markdown what the record says, without heading and foot."""
        raise NotImplementedError

    def details(self, view: View) -> str:
        """Return as Markdown what the record says beyond its body; where it shares its page, this opens in place."""
        return ""

    @classmethod
    def overview(cls, view: View) -> str:
        """Return as Markdown the overview of the kind: its first page, where its records share pages."""
        return join(cls.part(view, cls.overview_page()), cls._parts(view, cls.overview_page()))

    @classmethod
    def part(cls, view: View, page: str) -> str:
        """Return as Markdown the records of the kind that stand on one of the pages that they share."""
        return view.sections(cls.kept_up_on(view, page))

    @classmethod
    def kept_up_on(cls, view: View, page: str) -> list[Self]:
        """Return the records of the kind on a page, without the retired ones."""
        return [record for record in view.knowledge.pages_of(cls)[page] if record.retired is None]

    @classmethod
    def _parts(cls, view: View, here: str) -> str:
        """Return links to the other pages that records of the kind share, where there are several."""
        pages = enumerate(view.knowledge.pages_of(cls), 1)
        links = [f"[Page {number}]({view.path_to(page)})" for number, page in pages if page != here]
        return f"More {cls.called()[1]}: {', '.join(links)}." if links else ""

    @classmethod
    def stub(cls, page: str, records: Sequence[Self]) -> str:
        """Return the call by which a page file shows the records that stand on it."""
        if cls.has_own_pages:
            return f'record("{records[0].id}")'
        return f'group_page("{cls.kind}", "{page.rpartition("/")[2].removesuffix(".md")}")'

    @classmethod
    def group(cls, view: View, page: str) -> str:
        """Return as Markdown a page on which several records of the kind stand, named by its file."""
        pages = list(view.knowledge.pages_of(cls))
        number = pages.index(page) + 1
        return join(
            f"# {cls.name}, page {number} {{ #{page.removesuffix('.md').replace('/', '-')} }}",
            f"This page continues the list of {cls.called()[1]}. It is page {number} of {len(pages)}.",
            cls.part(view, page),
            cls._parts(view, page),
        )

    def shown(self) -> set[str]:
        """Return the ids of the records that its body links to, so that its foot need not."""
        return set()

    def explains(self) -> str | None:
        """Return the short form that texts open an explanation of, which is its summary."""
        return None

    def last_checked(self, knowledge: Records) -> str | None:
        """Return the date of our last look at whether it still holds; None for what no later look would change."""
        return None

    def note_on(self, id_: str) -> str:
        """Return the note of this that a record on which it bears shows; empty where it bears on none."""
        return ""

    def related_on_page(self, view: View) -> list[Record]:
        """Return what the page of the record lists as related."""
        return view.elsewhere(self)

    def quoted(self, view: View) -> list[tuple[str, str]]:
        """Return what a quotation of the record says of it beside its gist: how firmly, of whom."""
        return []

    def asked_of(self, role: str) -> tuple[str, ...]:
        """Return the keys of `asks` under which this is asked of a role; none where it is not asked of it."""
        return ()

    # -- open data -----------------------------------------------------------------------------------

    def published_values(self, knowledge: Records) -> dict[str, Any]:
        """Return the values of `published_fields`."""
        return {}

    def thing(self, knowledge: Records, address: str) -> dict[str, Any]:
        """Return what schema.org calls it beside identifier, name, description and address; `address` is the site's."""
        return {
            "@type": "LearningResource",
            "learningResourceType": self.name,
            "isPartOf": {"@id": f"{address}#site"},
            "isBasedOn": [
                {"@id": f"{address}{permalink(id_)}"} for id_ in dict.fromkeys(c.document for c in self.sources)
            ],
            "license": LICENCE,
            "isAccessibleForFree": True,
            "inLanguage": "en-GB",
            "datePublished": knowledge.published.get(self.id),
        }


def unsaid_by(kind: type[Record]) -> list[str]:
    """Return what a kind has to say of itself and does not: words, fields, a body."""
    words = [name for name in ("kind", "plural", "file", "prefix", "name", "card") if not hasattr(kind, name)]
    fields = [
        name
        for name in ("id", "summary", "status", "sources")
        if name not in kind.model_fields and not isinstance(getattr(kind, name, None), property)
    ]
    return [*words, *fields, *(["body"] if kind.body is Record.body else [])]


class CitedRecord(Record):
    """A record that rests on one or more places in the sources."""

    sources: Annotated[list[Citation], Field(min_length=1)] = Field(
        description="Passages in the sources that the entry is based on"
    )

    @field_validator("sources")
    @classmethod
    def _cites_each_place_once(cls, sources: list[Citation]) -> list[Citation]:
        for index, citation in enumerate(sources):
            if (first := sources.index(citation)) != index:
                raise validation_error("repeat", f"cites the same place as {first + 1} and {index + 1}; remove one")
        return sources


def in_parts(page: str, records: Sequence[R], most: int) -> dict[str, list[R]]:
    """Return the page files on which records stand, at most so many on each: `a.md`, then `a-2.md` and so on."""
    stem = page.removesuffix("/index.md").removesuffix(".md")
    parts = range(0, max(1, len(records)), most)
    return {
        f"{stem}-{number}.md" if number > 1 else page: list(records[start : start + most])
        for number, start in enumerate(parts, 1)
    }


def grouped(
    folder: str, records: Sequence[R], group_of: Callable[[R], str], names: Iterable[str]
) -> dict[str, list[R]]:
    """Return the page files of a folder on which records stand by group: `a.md`, and `a-2.md` where there are many."""
    pages: dict[str, list[R]] = {}
    for name in names:
        if own := [record for record in records if group_of(record) == name]:
            pages |= in_parts(f"{folder}/{name}.md", own, own[0].most_on_a_page)
    return pages


class Records(Protocol):
    """What a kind may ask of all records together."""

    published: Mapping[str, str]

    def __getitem__(self, id_: str) -> Record:
        """Return the record with this id; raise KeyError when there is none."""

    def get(self, kind: type[E], id_: str) -> E:
        """Return the entry of a kind with this id; raise KeyError when there is none."""

    def naming(self, id_: str) -> list[Record]:
        """Return the records that name this one, in the order of the files."""

    def of(self, kind: type[E]) -> list[E]:
        """Return the entries of one kind that are kept up, in the order of its file."""

    def every(self, kind: type[E]) -> list[E]:
        """Return the entries of one kind, the retired ones too, in the order of its file."""

    def related(self, id_: str) -> list[Record]:
        """Return the records that this one names or that name it."""

    def citing(self, source: str) -> list[Record]:
        """Return the records that rest on this source."""

    def place(self, id_: str) -> Place:
        """Return where the record with this id stands; raise KeyError when there is none."""

    @property
    def kinds(self) -> list[type[Record]]:
        """The kinds of which there are records, in order."""

    @property
    def pages(self) -> dict[str, list[Record]]:
        """The page files of records, relative to `docs/`, and the records on each."""

    def pages_of(self, kind: type[R]) -> dict[str, list[R]]:
        """Return the page files on which the records of a kind stand, the retired ones too, and those on each."""


class View(Protocol):
    """What a kind may ask of the page on which its text will stand.

    Links are relative to that page, and each acronym is explained on it once.
    """

    @property
    def knowledge(self) -> Records:
        """All records."""

    @property
    def words(self) -> int:
        """How many words its page file has."""

    def link(self, id_: str, text: str | None = None) -> str:
        """Return a link to the record with this id; raises KeyError when there is none."""

    def links(self, ids: Iterable[str]) -> str:
        """Return links to these records in one line."""

    def path_to(self, page: str) -> str:
        """Return how a link on this page names another page file, which is relative to `docs/`."""

    def text(self, text: str) -> str:
        """Return a text of the data as Markdown, in which the first mention of an acronym opens its explanation."""

    def lead(self, text: str) -> str:
        """Return the first paragraph of a page."""

    def heading(self, record: Record, level: int = 1) -> str:
        """Return the heading of a record, with its anchor and its badge."""

    def folded(self, record: Record) -> str:
        """Return the rest of an entry that shares its page: details, related entries, source, permanent link."""

    def elsewhere(self, record: Record) -> list[Record]:
        """Return what is related to a record and stands neither in its body nor on the same page."""

    def beside(self, record: Record) -> list[Record]:
        """Return what is related to a record and does not stand in its body."""

    def sections(self, records: Iterable[Record], level: int = 2) -> str:
        """Return records one below the other, each with its heading of this level, its body and its foot."""

    def formerly(self, anchors: str, reason: str) -> str:
        """Return what stands where sections went that are gone: their anchors, divided by spaces, and why."""


def _texts(value: Any, field: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, field)
