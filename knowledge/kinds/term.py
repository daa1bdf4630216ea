"""Acronyms and specialist terms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field

from knowledge.fields import Label, OneOf, Reference, Text
from knowledge.layout import page_url
from knowledge.markdown import ALPHABET, join, letter_of, letters, plain, sort_key
from knowledge.record import SLUG, CitedRecord, Records, View, id_field

MOST_ON_A_PAGE = 125
"""How many terms stand on one page, at most; as long as they can, all of a letter stand together."""

TermRef = Annotated[str, Reference("term")]


class Term(CitedRecord):
    """An acronym or a specialist term."""

    kind: ClassVar[str] = "term"
    plural: ClassVar[str] = "terms"
    file: ClassVar[str] = "glossary.yml"
    is_optional: ClassVar[bool] = False
    name: ClassVar[str] = "Glossary"
    words: ClassVar[tuple[str, str]] = ("glossary entry", "glossary entries")
    card: ClassVar[str] = "What words mean"
    prefix: ClassVar[str] = "term-"
    must_be_named: ClassVar[bool] = True
    folder: ClassVar[str | None] = "glossary"
    is_brief: ClassVar[bool] = True
    set_type: ClassVar[str] = "DefinedTermSet"

    id: Annotated[str, id_field(rf"^term-{SLUG}$", "term-ctlp")]
    acronym: Label | None = Field(default=None, description="Acronym for the term, if there is one")
    summary: Text = Field(description="Meaning of the term, in plain English")
    other_names: list[Label] = Field(default=[], description="Other names for the term, older or newer")
    spelt_out: bool = Field(default=True, description="True if a source spells the acronym out")
    name_since: Annotated[str, OneOf(["changed", "not established"])] = Field(
        default="not established",
        description="Change of name since 2020: `changed`, or `not established` if we do not know of a change",
    )
    status: Annotated[str, OneOf(["active"])] = Field(default="active", description="Status of the entry: active")

    @property
    def display_title(self) -> str:
        """Its short form, where it has one, and its title."""
        return f"{self.acronym}: {self.title}" if self.acronym else self.title

    @property
    def search_names(self) -> list[str]:
        """The acronym and the other names."""
        return [*([self.acronym] if self.acronym else []), *self.other_names]

    @property
    def names(self) -> tuple[str, ...]:
        """It is looked up by its short form and its other names too."""
        return (self.display_title, *self.other_names)

    def explains(self) -> str | None:
        """Its short form opens what it means."""
        return self.acronym

    def body(self, view: View) -> str:
        """Return what it means, and its other names."""
        names = "; ".join(plain(name) for name in self.other_names)
        return join(
            plain(self.summary),
            f"Also known as: {names}." if names else "",
            "The report does not spell this acronym out." if not self.spelt_out else "",
            "The name has changed since 2020." if self.name_since == "changed" else "",
        )

    @classmethod
    def pages(cls, records: Sequence[Self]) -> dict[str, list[Self]]:
        """They stand on one page; of very many, whole letters go on to further pages."""
        page = cls.overview_page()
        found: dict[str, list[Self]] = {page: []}
        by_letter: dict[str, list[Self]] = {letter: [] for letter in ALPHABET}
        for record in records:
            by_letter[letter_of(record.display_title)].append(record)
        for letter, own in by_letter.items():
            own.sort(key=lambda record: sort_key(record.display_title))
            if found[page] and len(found[page]) + len(own) > MOST_ON_A_PAGE:
                page = f"{cls.folder}/{_slug(letter)}.md"
                found[page] = []
            found[page] += own[:MOST_ON_A_PAGE]
            for start in range(MOST_ON_A_PAGE, len(own), MOST_ON_A_PAGE):
                page = f"{cls.folder}/{_slug(letter)}-{start // MOST_ON_A_PAGE + 1}.md"
                found[page] = own[start : start + MOST_ON_A_PAGE]
        return found

    @classmethod
    def overview(cls, view: View) -> str:
        """Return the terms in the order of the alphabet, letter by letter."""
        return _letters(view, cls.overview_page())

    @classmethod
    def group(cls, view: View, page: str) -> str:
        """Return a further page of the glossary."""
        slug = page.removeprefix(f"{cls.folder}/").removesuffix(".md")
        letter, _, again = slug.partition("-")
        title = f"Glossary from {letter.upper()}{f', page {again}' if again else ''}"
        return join(f"# {title} {{ #glossary-from-{slug} }}", _letters(view, page))

    def thing(self, knowledge: Records, address: str) -> dict[str, Any]:
        """Return it as a term of the glossary."""
        return {
            "@type": "DefinedTerm",
            "termCode": self.acronym,
            "alternateName": self.search_names,
            "inDefinedTermSet": f"{address}{page_url(self.overview_page())}",
        }


def _letters(view: View, page: str) -> str:
    """Return links to all letters of the glossary, and the terms that stand on this page."""
    pages = _letter_pages(view.knowledge)
    links = (f"[{letter}]({view.path_to(at)}#{_anchor(letter)})" for letter, at in pages.items())
    parts = [letters(links)]
    terms = Term.kept_up_on(view, page)
    for letter, at in pages.items():
        own = [term for term in terms if letter_of(term.display_title) == letter]
        if at == page:
            parts += [f"## {letter} {{ #{_anchor(letter)} }}", view.sections(own, 3) or "No entries."]
        elif own:  # the letter begins on an earlier page
            again = page.rpartition("-")[2].removesuffix(".md")
            parts += [f"## {letter}, page {again} {{ #{_anchor(letter)}-{again} }}", view.sections(own, 3)]
    return join(*parts)


def _letter_pages(knowledge: Records) -> dict[str, str]:
    """Return the page on which each letter begins; one with which no term begins stands with the letter before it."""
    at: dict[str, str] = {}
    for page, terms in knowledge.pages_of(Term).items():
        for term in terms:
            at.setdefault(letter_of(term.display_title), page)
    page = Term.overview_page()
    found = {}
    for letter in ALPHABET:
        page = at.get(letter, page)
        found[letter] = page
    return found


def _slug(letter: str) -> str:
    return letter.lower() if letter.isalpha() else "digits"


def _anchor(letter: str) -> str:
    """Return the anchor of a letter of the glossary."""
    return f"glossary-letter-{_slug(letter)}"
