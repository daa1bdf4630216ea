"""Pages that had another address once."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from knowledge.record import SLUG, Entry, id_field


class Moved(Entry):
    """A page whose text is somewhere else now; its old address leads there."""

    kind: ClassVar[str] = "moved"
    plural: ClassVar[str] = "moved pages"
    file: ClassVar[str] = "moved.yml"
    prefix: ClassVar[str] = "moved-"

    id: Annotated[str, id_field(rf"^moved-{SLUG}$", "moved-glossary-a-b")]
    was: Annotated[str, Field(pattern=rf"^({SLUG}/)+$", examples=["glossary/a-b/"])] = Field(
        description="Old address of the page, relative to the root of the site"
    )
    page: Annotated[str, Field(pattern=rf"^({SLUG}/)*{SLUG}\.md$", examples=["glossary/index.md"])] = Field(
        description="File in docs/ of the page that now contains the text"
    )
