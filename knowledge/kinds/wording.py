"""Places of the sources that word the same thing differently, for the check of a quotation."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from knowledge.citation import Citation
from knowledge.fields import Label, Text
from knowledge.record import SLUG, Entry, id_field


class Wording(Entry):
    """Places of the sources that word the same thing differently, or that quote each other.

    The quotation check shows the note with a quotation that is found in one of them.
    """

    kind: ClassVar[str] = "wording"
    plural: ClassVar[str] = "wordings"
    file: ClassVar[str] = "wordings.yml"
    prefix: ClassVar[str] = "wording-"

    id: Annotated[str, id_field(rf"^wording-{SLUG}$", "wording-rec-8-its")]
    note: Text = Field(description="What differs between the places, in our own words")
    named: list[Label] = Field(
        default=[], description="Words of which the quotation must have one for the note to be shown; none for always"
    )
    sources: Annotated[list[Citation], Field(min_length=1)] = Field(description="The places")
