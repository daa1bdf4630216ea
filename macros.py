"""The only bridge between the pages and the package: what pages may call, and what follows a build."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from knowledge import docs
from knowledge.assets import AssetError
from knowledge.check import checked
from knowledge.edition import edition
from knowledge.problems import DataError
from knowledge.publish import publish
from knowledge.search import SearchError

ROOT = Path(__file__).resolve().parent


class Env(Protocol):
    """What this module uses of the engine's environment."""

    conf: Any
    page: Any
    macro: Callable[[Callable[..., str], str], object]


class BadData(SystemExit, Exception):  # noqa: N818
    """Ends a build without a traceback, like any SystemExit; being an Exception too, it leaves a preview running."""


def define_env(env: Env) -> None:
    """Check the data, then register the macros; ends the build with one line a problem."""
    try:
        knowledge = checked(ROOT)
    except DataError as error:
        raise BadData(f"{error}\nThe data is wrong (see above); nothing was built.") from None

    day = env.conf["extra"]["edition"] = edition(ROOT)

    def registered(name: str) -> Callable[..., str]:
        def call(*arguments: str) -> str:
            # Zensical's page has a path, MkDocs's a file.
            page = env.page.file.src_uri if hasattr(env.page, "file") else env.page.path
            if name == "record":  # the record's first sentence describes its page
                env.page.meta.setdefault("description", knowledge[arguments[0]].summary)
            return docs.macros(knowledge, page, day)[name](*arguments)

        return call

    for name in docs.macros(knowledge, "index.md", day):
        env.macro(registered(name), name)


def on_post_build(env: Env) -> None:
    """Write what stands beside the pages into the built site, and finish its pages."""
    knowledge = checked(ROOT)
    preview = "serve" in sys.argv  # its own inline script, which reloads a page, would be refused
    try:
        publish(knowledge, docs.sections(ROOT, knowledge), Path(env.conf["site_dir"]), edition(ROOT), bound=not preview)
    except (SearchError, AssetError) as error:
        raise BadData(str(error)) from None
