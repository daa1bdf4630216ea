"""The only place that knows the engine: what pages may call, where a build is made, and what follows it."""

from __future__ import annotations

import atexit
import logging
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import Any, Protocol

from jinja2 import TemplateError

from knowledge.build import preview, publish, swap
from knowledge.build.assets import AssetError
from knowledge.build.edition import updated
from knowledge.calls import macros
from knowledge.check import checked_again
from knowledge.kit.format import KitError
from knowledge.layout import Site
from knowledge.markdown import day
from knowledge.pages.page import Page
from knowledge.pages.source import titles
from knowledge.problems import DataError, refused
from knowledge.promise.history import latest

ROOT = Path(__file__).resolve().parent
THEME = ROOT / "theme"


class Env(Protocol):
    """What this module uses of the engine's environment."""

    conf: Any
    page: Any
    markdown: str
    macro: Callable[[Callable[..., str], str], object]


class BadData(SystemExit, Exception):  # noqa: N818
    """Ends a build without a traceback, like any SystemExit; being an Exception too, it leaves a preview running."""


def _say_refusal(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say in one line what the system refused, or what is wrong in a template: the engine shows where in its own code
    that came to light."""
    if isinstance(error, OSError):
        print(f"{refused(error)}\nThe last good site is where it was.", file=sys.stderr)
    elif isinstance(error, TemplateError):
        reason = str(error).splitlines()[0].rstrip(".")
        print(f"{_place(trace)}: {reason}; correct the template\nThe last good site is where it was.", file=sys.stderr)
    else:
        sys.__excepthook__(kind, error, trace)


def _place(trace: TracebackType | None) -> str:
    """Return the file and line of our frame that were read last."""
    inside = [frame for frame in extract_tb(trace) if Path(frame.filename).is_relative_to(THEME)]
    return f"{Path(inside[-1].filename).relative_to(ROOT).as_posix()}:{inside[-1].lineno}" if inside else THEME.name


class Warnings(logging.Handler):
    """Counts the warnings of the engine, which ends a strict build by them only once all is written."""

    count = 0

    def emit(self, _record: logging.LogRecord) -> None:
        """Count a warning."""
        self.count += 1


WARNINGS = Warnings(logging.WARNING)


def define_env(env: Env) -> None:
    """Check the data, then register the macros; ends the build with one line a problem."""
    try:
        knowledge = checked_again(ROOT)
    except DataError as error:
        raise BadData(f"{error}\nThe data is wrong (see above); nothing was built.") from None

    for engine in ("mkdocs", "properdocs"):
        logging.getLogger(engine).addHandler(WARNINGS)
    WARNINGS.count = 0
    is_preview = "serve" in sys.argv
    env.conf["extra"]["preview"] = is_preview  # its own inline script, which reloads a page, would be refused
    env.conf["extra"]["edition"] = latest(knowledge)
    env.conf["extra"]["commit_day"] = updated(ROOT)
    env.conf["extra"]["updated"] = day(env.conf["extra"]["commit_day"])
    if is_preview:
        env.conf["extra"]["around"] = preview.surroundings(ROOT)
        preview.set_aside(Path(env.conf["site_dir"]))
    else:
        env.conf["extra"]["site"] = env.conf["site_dir"]
        staged = swap.stage(Path(env.conf["site_dir"]))
        env.conf["site_dir"] = str(staged)
        atexit.register(shutil.rmtree, staged, ignore_errors=True)  # once it is swapped, nothing is there
        sys.excepthook = _say_refusal
    pages: dict[str, Page] = {}
    own = titles(ROOT / "docs")

    def registered(name: str) -> Callable[..., str]:
        def call(*arguments: Any, **named: Any) -> str:
            # Zensical's page has a path, MkDocs's a file.
            file = env.page.file.src_uri if hasattr(env.page, "file") else env.page.path
            words = len((ROOT / "docs" / file).read_text(encoding="utf-8").split())
            page = pages.setdefault(file, Page(knowledge, file, _site(env), words, own))
            shown = macros(page)[name](*arguments, **named)
            for key, value in page.meta.items():
                env.page.meta.setdefault(key, value)
            return shown

        return call

    for name in macros(Page(knowledge, "index.md", _site(env))):
        env.macro(registered(name), name)


def on_post_page_macros(env: Env) -> None:
    """Let a preview convert only what has changed: most of a build is the conversion of Markdown."""
    if not env.conf["extra"]["preview"]:
        return
    page, render = env.page, env.page.render

    def converted(config: Any, files: Any) -> bool:
        warnings = WARNINGS.count
        render(config, files)
        return warnings == WARNINGS.count

    inputs = f"{env.conf['extra']['around']}\0{env.markdown}"
    page.render = lambda config, files: preview.convert(
        page, page.file.src_uri, inputs, lambda: converted(config, files)
    )


def on_post_build(env: Env) -> None:
    """Complete and check the built site; put it in the place of the last one if the engine warned of nothing."""
    folder = Path(env.conf["site_dir"])
    try:
        publish.complete(ROOT, checked_again(ROOT), folder, _site(env))
    except (DataError, AssetError, KitError) as error:
        raise BadData(f"{error}\nThe site is wrong (see above); the last good one is where it was.") from None
    is_good = not (WARNINGS.count and env.conf["strict"])
    if is_good and not env.conf["extra"]["preview"]:
        swap.swap(folder, Path(env.conf["extra"]["site"]))


def _site(env: Env) -> Site:
    extra = env.conf["extra"]
    has_kit = extra["kit"] and not extra["preview"]
    return Site(
        env.conf["site_url"], env.conf["site_name"], extra["edition"], has_kit, extra["commit_day"], extra["preview"]
    )
