"""The source of pages: the macro calls in it. It is read and not run, so that a check needs no engine."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import jinja2
from jinja2 import meta, nodes


class Call(NamedTuple):
    """A macro call in a page: its line, its name, and its arguments as far as they are written out."""

    line: int
    macro: str
    arguments: tuple[object, ...]
    names: dict[str, object]
    is_computed: bool
    """Whether further arguments are unpacked from what only the engine knows."""

    @property
    def argument(self) -> object:
        """The first argument; None where it is computed, or not given."""
        return self.arguments[0] if self.arguments else next(iter(self.names.values()), None)

    @property
    def text(self) -> str:
        """The call as the page files of records write it."""
        values = ", ".join(f'"{value}"' for value in (*self.arguments, *self.names.values()))
        return f"{self.macro}({values})"


class BrokenPageError(Exception):
    """The macro calls of a page cannot be read; `line` and the message say where and why."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def calls(path: Path) -> list[Call]:
    """Return the calls of named macros in a page, in order; none in a page that cannot be read."""
    try:
        return list(parsed(path)[1])
    except BrokenPageError:
        return []


TITLE = re.compile(r"^# (.+?) \{ #", re.MULTILINE)


def titles(docs: Path) -> dict[str, str]:
    """Return the titles of the pages whose authors wrote one, by page file; that of the home page is left out."""
    texts = {path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8") for path in sorted(docs.rglob("*.md"))}
    found = {file: TITLE.search(text) for file, text in texts.items() if file != "index.md"}
    return {file: match[1] for file, match in found.items() if match}


UNREADABLE = "\0"


def text_of(path: Path) -> str:
    """Return the text of a page; of one that cannot be read, a text that no page has."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return UNREADABLE


def parsed(path: Path) -> tuple[nodes.Template, list[Call]]:
    """Return the template of a page and the calls in it; raises BrokenPageError where its calls are broken."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BrokenPageError(1, f"cannot be read ({error.strerror}); restore it") from None
    except UnicodeDecodeError:
        raise BrokenPageError(1, "is not UTF-8; save the file as UTF-8") from None
    return _parsed(text)


@lru_cache(maxsize=10_000)  # a check asks for each page several times
def _parsed(text: str) -> tuple[nodes.Template, list[Call]]:
    try:
        tree = _environment().parse(text)
    except jinja2.TemplateSyntaxError as error:
        raise BrokenPageError(
            error.lineno, f"a macro call is broken ({error.message}); close it with }}}}, or correct it"
        ) from None
    found = [_call(node) for node in tree.find_all(nodes.Call) if isinstance(node.node, nodes.Name)]
    return tree, sorted(found, key=lambda call: call.line)


@lru_cache(maxsize=10_000)
def undeclared(tree: nodes.Template) -> frozenset[str]:
    """Return the names that a page uses and does not set itself."""
    return frozenset(meta.find_undeclared_variables(tree))


class _AnyName(dict[str, object]):
    """Holds a filter or test of any name: which there are, only the engine knows."""

    def get(self, _name: str, _default: object = None) -> object:
        return str

    def __contains__(self, _name: object) -> bool:
        return True


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(autoescape=True)
    environment.filters = environment.tests = _AnyName()  # type: ignore[assignment]
    return environment


def _call(node: nodes.Call) -> Call:
    assert isinstance(node.node, nodes.Name)
    return Call(
        node.lineno,
        node.node.name,
        tuple(_value(argument) for argument in node.args),
        {argument.key: _value(argument.value) for argument in node.kwargs},
        bool(node.dyn_args or node.dyn_kwargs),
    )


def _value(node: nodes.Node) -> object:
    return node.value if isinstance(node, nodes.Const) else None
