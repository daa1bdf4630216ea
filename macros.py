"""The only bridge between the pages and the package: what pages may call, and what follows a build."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))  # an engine that is started by its own script does not know this folder

from knowledge import publish  # noqa: E402
from knowledge.check import checked  # noqa: E402
from knowledge.edition import edition  # noqa: E402
from knowledge.load import DataError  # noqa: E402
from knowledge.render import Renderer  # noqa: E402


class Env(Protocol):
    """What this module uses of the engine's environment."""

    conf: Any
    page: Any
    macro: Callable[[Callable[..., str]], object]


class BadData(SystemExit, Exception):  # noqa: N818
    """Ends a build without a traceback, like any SystemExit; being an Exception too, it leaves a preview running."""


def define_env(env: Env) -> None:
    """Check the data, then register the macros; ends the build with one line a problem."""
    try:
        knowledge = checked(ROOT)
    except DataError as error:
        raise BadData(f"{error}\nThe data is wrong (see above); nothing was built.") from None

    day = env.conf["extra"]["edition"] = edition(ROOT)

    def here() -> Renderer:
        # Zensical's page has a path, MkDocs's a file.
        page = env.page.file.src_uri if hasattr(env.page, "file") else env.page.path
        return Renderer(knowledge, page)

    @env.macro
    def link(record_id: str, text: str | None = None) -> str:
        """Return a link to a record."""
        return here().link(record_id, text)

    @env.macro
    def record(record_id: str) -> str:
        """Return the page of a record, and give the page the record's first sentence as its description."""
        env.page.meta.setdefault("description", knowledge[record_id].summary)
        return here().record(record_id)

    @env.macro
    def overview(kind: str) -> str:
        """Return the overview of a kind of record."""
        return here().overview(kind)

    @env.macro
    def group(kind: str, name: str) -> str:
        """Return the page of a group of records."""
        return here().group(kind, name)

    @env.macro
    def kinds() -> str:
        """Return the kinds of record, and how many there are of each."""
        return here().kinds()

    @env.macro
    def picture(name: str) -> str:
        """Return a picture with its content in words."""
        return here().picture(name)

    @env.macro
    def permanent(record_id: str) -> str:
        """Return a link to the permanent address of a record."""
        return here().permanent(record_id)

    @env.macro
    def downloads() -> str:
        """Return the table of the open data."""
        return publish.downloads(knowledge, here().page)

    @env.macro
    def edition_day() -> str:
        """Return the edition of the site."""
        return day

    @env.macro
    def fields() -> str:
        """Return the fields of the records of each kind."""
        return publish.fields()


def on_post_build(env: Env) -> None:
    """Write what stands beside the pages into the built site."""
    publish.publish(checked(ROOT), Path(env.conf["site_dir"]))
