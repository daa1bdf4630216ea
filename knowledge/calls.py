"""What pages may call, and what is wrong with their calls."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from pathlib import Path

import yaml
from jinja2 import nodes
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.filters import FILTERS

from knowledge import kit, outputs
from knowledge.graph import Knowledge
from knowledge.kept import Kept, digest
from knowledge.kinds import KINDS
from knowledge.kinds.assessment import form
from knowledge.kinds.module import choices
from knowledge.layout import Site
from knowledge.markdown import day, join, plain, table
from knowledge.outputs import embed
from knowledge.pages import changes, sections
from knowledge.pages.authoring import entries
from knowledge.pages.page import Page, pictures
from knowledge.pages.refused import METADATA
from knowledge.pages.source import BrokenPageError, Call, parsed, text_of, undeclared
from knowledge.pages.structured import graph
from knowledge.pages.stubs import DOCS, NAVIGATION
from knowledge.problems import NOTHING, Problem, suggest

Macro = Callable[..., str]

INLINE = ("link", "permalink", "edition_day")
"""What pages may call within a line; all else shows blocks, which Markdown sees only where a line begins."""

ENGINE_NAMES = {
    *DEFAULT_NAMESPACE,
    *("page", "config", "files", "navigation", "environment", "plugin", "git", "extra", "context", "macros_info"),
    *("now", "fix_url", "loop", "caller", "varargs", "kwargs", "self", "super", "macros", "filters", "filters_builtin"),
}
"""What the engine gives to every page beside the macros of this site."""

ENGINE_FILTERS = {*FILTERS, "pretty", "relative_url"}


def macros(page: Page) -> dict[str, Macro]:
    """Return what a page may call, by name."""

    def downloads() -> str:
        page.meta["structured"] = graph([outputs.data_set(page.knowledge, page.site)])
        return outputs.downloads(page.knowledge, page.site)

    return {
        "link": page.link,
        "quote": page.quote,
        "record": page.record,
        "ending": page.ending,
        "overview": page.overview,
        "group_page": page.group_page,
        "counts": page.counts,
        "picture": page.picture,
        "permalink": page.permalink,
        "moved_anchor": page.formerly,
        "a_to_z": page.a_to_z,
        "assessment": lambda: form(page),
        "module_choices": lambda: choices(page.knowledge),
        "downloads": downloads,
        "kit_files": lambda: kit.table(page.knowledge, page.titles, page.site.has_kit),
        "kit_previews": lambda: kit.previews_of(page.knowledge, page.titles, page.site.has_kit),
        "kit_uses": lambda: kit.uses(page.knowledge, page.titles),
        "kit_builder": lambda: kit.builder_form(page.knowledge, page.titles, page.site.has_kit),
        "embeddable_pictures": lambda: embed.table(page.knowledge, page.site),
        "fields": fields,
        "edition_day": lambda: day(page.site.edition),
        "changes": lambda: changes.changes(page),
        "report_sections": lambda: sections.report_sections(page),
    }


def fields() -> str:
    """Return, as Markdown, the fields of the records of each kind."""
    parts = []
    for kind in KINDS:
        rows = [
            (f"`{name}`", _described(field.description or ""), "yes" if field.is_required() else "no")
            for name, field in kind.model_fields.items()
        ]
        parts += [
            f"## {kind.name} {{ #fields-{kind.plural} }}",
            plain(str(kind.__doc__)),
            table(("Field", "What it is", "Required"), rows),
        ]
    return join(*parts)


def _described(text: str) -> str:
    """Return the description of a field, in which backticks mark values."""
    parts = text.split("`")
    return "".join(f"`{part}`" if index % 2 else plain(part) for index, part in enumerate(parts))


# ------------------------------------------------------------------------------------------------
# What is wrong with the calls
# ------------------------------------------------------------------------------------------------


def problems(root: Path, knowledge: Knowledge, kept: Kept) -> Iterator[Problem]:
    """Yield what is wrong with the macro calls of the pages, as far as it can be seen without running them."""
    known = {
        name: inspect.signature(macro) for name, macro in macros(Page(knowledge, "index.md", Site("", "", ""))).items()
    }
    names = _names(root) | ENGINE_NAMES | {*METADATA}
    valid = {
        "id_": dict.fromkeys(knowledge.records),
        "kind": dict.fromkeys(kind.kind for kind in KINDS),
        "picture": dict.fromkeys(pictures(knowledge)),
    }
    inputs = digest(repr((sorted(names), {what: list(found) for what, found in valid.items()})))
    for path in sorted((root / DOCS).rglob("*.md")):
        if path.is_file():
            name = path.relative_to(root).as_posix()
            find = partial(_problems_of, path, name, known, names, valid)
            yield from kept.problems(f"calls {name}", (text_of(path), inputs), find)


def _problems_of(
    path: Path,
    name: str,
    known: Mapping[str, inspect.Signature],
    names: set[str],
    valid: Mapping[str, Collection[str]],
) -> Iterator[Problem]:
    try:
        tree, calls = parsed(path)
    except BrokenPageError as error:
        yield Problem(name, error.line, NOTHING, NOTHING, str(error))
        return
    for unknown in sorted(undeclared(tree) - set(known) - names):
        hint = suggest(unknown, names | set(known)) or f"; pages may call: {', '.join(known)}"
        yield Problem(name, _line_of(unknown, tree), NOTHING, NOTHING, f"unknown name '{unknown}'{hint}")
    for used in tree.find_all(nodes.Filter):
        if used.name not in ENGINE_FILTERS:
            hint = suggest(used.name, ENGINE_FILTERS) or "; remove it"
            yield Problem(name, used.lineno, NOTHING, NOTHING, f"unknown filter '{used.name}'{hint}")
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    for call in calls:
        if call.macro in known and call.macro not in INLINE and not _is_alone(call, lines[call.line - 1]):
            message = "shows a block, so it must be alone: write the call on a line of its own, without indentation"
            yield Problem(name, call.line, NOTHING, call.macro, message)
        if call.macro in known and not call.is_computed:
            for message in _wrong_arguments(call, known[call.macro], valid):
                yield Problem(name, call.line, NOTHING, call.macro, message)


def _is_alone(call: Call, line: str) -> bool:
    """Say whether a call is all that its line shows, template tags and comments aside."""
    shown = re.compile(rf"\{{\{{[-+]?\s*{call.macro}\b")
    if not shown.search(line):
        return True  # what the page does with it later is left to the build
    bare = re.sub(r"\{%.*?%\}|\{#.*?#\}", "", line)
    return bool(re.fullmatch(rf"{shown.pattern}(?:(?!\}}\}}).)*(?:\}}\}}\s*)?", bare))


def _wrong_arguments(call: Call, parameters: inspect.Signature, valid: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Yield what is wrong with the arguments of a call; those that the page computes are left to the build."""
    try:
        bound = parameters.bind(*call.arguments, **call.names)
    except TypeError as error:
        yield f"{error}; write {call.macro}({', '.join(parameters.parameters)})"
        return
    for parameter, argument in bound.arguments.items():
        what = "picture" if call.macro == "picture" else parameter
        if argument is not None and what in valid and argument not in valid[what]:
            hint = suggest(str(argument), valid[what]) or "; use one that exists"
            yield f"unknown {'record' if what == 'id_' else what} '{argument}'{hint}"


def _line_of(name: str, tree: nodes.Template) -> int:
    return next((node.lineno for node in tree.find_all(nodes.Name) if node.name == name), 1)


def _names(root: Path) -> set[str]:
    """Return the names under `extra` of the engine's settings, which every page can use."""
    try:
        tree = yaml.compose((root / NAVIGATION).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, yaml.YAMLError, UnicodeDecodeError):
        return set()  # `authoring` says what is wrong with the settings
    return {node.value for node in entries(tree, "extra")}
