"""A YAML file of records: its values, the line of each, and what YAML allows and these files do not."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from knowledge.kept import Kept, digest
from knowledge.load.text_file import UnreadableError, conflicts, read_text, refused_characters
from knowledge.problems import NOTHING, Problem, first_few, shown
from knowledge.record import Entry

# libyaml is ten times as fast as the loader in Python, and the two differ in what they refuse.
YAML_LOADER = yaml.CSafeLoader
# What a plain scalar may be, by its first character: the tags of YAML 1.1 and the forms of their values.
RESOLVERS: dict[str, list[tuple[str, re.Pattern[str]]]] = yaml.SafeLoader.yaml_implicit_resolvers
TAG = "tag:yaml.org,2002:"

MAX_DEPTH = 12

ID = re.compile(r"^(- |  )id: *[\"']?([^\s\"'#]+)|^- ", re.MULTILINE)
"""The id of a record, or else the beginning of a record, as far as the plain text tells."""


# ------------------------------------------------------------------------------------------------
# Nodes: values with their lines, counted from 1
# ------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class ScalarNode:
    """One value. `sort` is what YAML takes it for: str, int, float, bool, null, timestamp, merge or value."""

    line: int
    text: str
    sort: str
    tag: str | None = None
    """The tag that is written in front of it."""


@dataclass(slots=True)
class ListNode:
    """A list."""

    line: int
    items: list[Node]
    tag: str | None = None


@dataclass(slots=True)
class MappingNode:
    """A mapping of fields, each with the node of its name."""

    line: int
    fields: list[tuple[Node, Node]]
    tag: str | None = None


Node = ScalarNode | ListNode | MappingNode


def describe(node: Node) -> str:
    """Return the word for what a node is."""
    if isinstance(node, ScalarNode):
        return "text"
    return "a list" if isinstance(node, ListNode) else "a mapping of fields"


def is_empty(node: Node) -> bool:
    """Say whether nothing at all stands where a value should; a written `null` is a value."""
    return isinstance(node, ScalarNode) and node.sort == "null" and not node.text


def _is_name(node: Node) -> bool:
    """Say whether a node can name a field: a plain text, which `on`, `yes`, `5` and `<<` are not to YAML."""
    return isinstance(node, ScalarNode) and node.sort == "str" and node.tag is None


def _value(node: Node) -> Any:
    """Return the plain value of a node. What YAML reads as a date or a base-60 number stays text."""
    if isinstance(node, MappingNode):
        return {key.text: _value(value) for key, value in node.fields if isinstance(key, ScalarNode) and _is_name(key)}
    if isinstance(node, ListNode):
        return [_value(item) for item in node.items]
    if node.sort == "str":
        return node.text
    if node.sort == "null":
        return None
    if node.sort == "bool":
        return node.text.lower() in ("yes", "true", "on")
    if node.sort == "int" and re.fullmatch(r"0|-?[1-9][0-9]{0,8}", node.text):
        return int(node.text)
    if node.sort == "float":
        try:
            return float(node.text)
        except ValueError:
            return node.text
    return node.text


# ------------------------------------------------------------------------------------------------
# A file and its records
# ------------------------------------------------------------------------------------------------


@dataclass
class Item:
    """One record of a file: its values, and the nodes that know on which lines they are."""

    value: Any
    number: int
    nodes: Callable[[], list[Node]]
    """Returns those of all records of the file, this one's at its number; they are made when first asked for."""

    @property
    def node(self) -> Node:
        """Its own node."""
        return self.nodes()[self.number]

    @property
    def id(self) -> str:
        """The id as it is written, or `-`."""
        id_ = self.value.get("id") if isinstance(self.value, dict) else None
        return id_ if isinstance(id_, str) and id_.strip() else NOTHING

    def find(self, path: Sequence[str | int]) -> Node:
        """Return the node at this path, or the last one above it that exists."""
        node = self.node
        for step in path:
            below = _below(node, step)
            if below is None:
                break
            node = below[1]
        return node

    def line(self, path: Sequence[str | int]) -> int:
        """Return the line of the field or item at this path, or of the last one above it that exists."""
        found = _below(self.find(path[:-1]), path[-1]) if path else None
        return found[0] if found else self.find(path).line


def _below(node: Node, step: str | int) -> tuple[int, Node] | None:
    """Return the node one step below, and the line on which its name stands, or else it itself."""
    if isinstance(node, MappingNode):
        fields = ((key, value) for key, value in node.fields if isinstance(key, ScalarNode) and key.text == step)
        return next(((key.line, value) for key, value in fields), None)
    if isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
        return node.items[step].line, node.items[step]
    return None


@dataclass
class YamlFile:
    """A file of records of one kind: the records as far as they can be read, and what is wrong with its YAML."""

    name: str
    kind: type[Entry]
    text: str = ""
    problems: list[Problem] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    @cached_property
    def digest(self) -> str:
        """The digest of its text."""
        return digest(self.text)

    @cached_property
    def items(self) -> list[Item]:
        """The records as far as they can be read."""
        return [Item(value, number, lambda: self.nodes) for number, value in enumerate(self.values)]

    @cached_property
    def nodes(self) -> list[Node]:
        """The nodes of the records; none where the text is no list of them."""
        node = _Composer(self).compose()
        return node.items if isinstance(node, ListNode) else []

    def problem(self, line: int, message: str, id_: str = NOTHING, field_: str = NOTHING) -> Problem:
        """Return a problem of this file."""
        return Problem(self.name, line, shown(id_), shown(field_), message)

    def problem_at(self, line: int, message: str) -> Problem:
        """Return a problem of the record that this line is in, as far as the plain text tells."""
        begun = bisect_right(self._ids, (line, "\uffff"))
        return self.problem(line, message, self._ids[begun - 1][1] if begun else NOTHING)

    @cached_property
    def _ids(self) -> list[tuple[int, str]]:
        """The lines on which a record begins or names its id, each with the id from there on."""
        found = []
        line, counted = 1, 0
        for match in ID.finditer(self.text):
            line, counted = line + self.text.count("\n", counted, match.start()), match.start()
            found.append((line, match[2] or NOTHING))
        return found

    def ids(self) -> list[str]:
        """Return the ids in the file, from its plain text where its YAML cannot be read."""
        return [id_ for id_ in ([item.id for item in self.items] or [id_ for _, id_ in self._ids]) if id_ != NOTHING]


def read_yaml(root: Path, name: Path, kind: type[Entry], kept: Kept) -> YamlFile:
    """Return the file with its records; what cannot be read stands in its `problems`."""
    file = YamlFile(name.as_posix(), kind)
    try:
        file.text = read_text(root / name)
    except UnreadableError as error:
        file.text = error.text
        remedy = "" if "; " in str(error) else f"; restore the file, one list of {kind.plural}"
        file.problems.append(file.problem_at(error.line, f"{error}{remedy}"))
        return file
    file.values, file.problems = kept.value(f"values {file.name}", (kind.plural, file.digest), lambda: _read(file))
    return file


def _read(file: YamlFile) -> tuple[list[Any], list[Problem]]:
    """Return the values of the records of a file, and what is wrong with its YAML."""
    for faults in (conflicts(file.text), refused_characters(file.text)):
        file.problems = first_few([file.problem_at(line, message) for line, message in faults])
        if file.problems:
            return [], file.problems
    kind = file.kind
    composer = _Composer(file)
    node = composer.compose()
    if file.problems:
        return [], file.problems
    if node is None:
        file.problems.append(file.problem(1, f"is empty; write a list of {kind.plural}, each beginning with '- id: …'"))
    elif not isinstance(node, ListNode):
        message = (
            f"contains {describe(node)} where the list of {kind.plural} should be; begin each record with '- id: …'"
        )
        file.problems.append(file.problem(node.line, message))
    elif not node.items:
        file.problems.append(file.problem(1, f"is an empty list; write at least one of the {kind.plural}"))
    else:
        file.nodes = node.items
        values = [_value(below) for below in node.items]
        for number, below in enumerate(node.items if composer.has_unsupported else []):
            id_ = Item(values[number], number, lambda: file.nodes).id
            found = unsupported_yaml(below, ())
            file.problems += [file.problem(line, message, id_, field) for line, field, message in found]
        return values, file.problems
    return [], file.problems


# ------------------------------------------------------------------------------------------------
# From the text to nodes, in one pass
# ------------------------------------------------------------------------------------------------


class _Composer:
    """Makes nodes of a file's text; what cannot be read is added to the file's problems.

    PyYAML's own composer knows neither the line of an alias nor how deep it is, and recurses into what is nested.
    """

    def __init__(self, file: YamlFile) -> None:
        self.file = file
        self.has_unsupported = False
        """Whether `unsupported_yaml` will find anything."""
        self._last: yaml.ScalarEvent | None = None

    def compose(self) -> Node | None:
        """Return the node of the whole text, or None when there is none or when it cannot be read."""
        levels: list[list[Node]] = [[]]  # the nodes of each collection that is still open
        starts: list[yaml.CollectionStartEvent] = []
        documents = 0
        try:
            for event in yaml.parse(self.file.text, Loader=YAML_LOADER):
                if isinstance(event, yaml.ScalarEvent):
                    levels[-1].append(self._scalar(event))
                elif isinstance(event, yaml.CollectionStartEvent):
                    starts.append(event)
                    levels.append([])
                    if len(starts) > MAX_DEPTH:
                        remedy = "close the brackets" if event.flow_style else "indent it less"
                        self._refuse(event, f"is nested more than {MAX_DEPTH} deep; {remedy}")
                        return None
                elif isinstance(event, yaml.CollectionEndEvent):
                    node = self._collection(starts.pop(), levels.pop())
                    levels[-1].append(node)
                elif isinstance(event, yaml.AliasEvent):
                    message = (
                        f"'*{shown(str(event.anchor))}' is an alias; write out the value, or put the text in quotes"
                    )
                    self._refuse(event, message)
                    levels[-1].append(ScalarNode(_line(event.start_mark), "", "str"))
                elif isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self._refuse(event, "begins a second document; remove the line '---'")
                        return None
        except yaml.MarkedYAMLError as error:
            self._explain(error)
        except yaml.YAMLError as error:
            said = " ".join(str(error).split())
            self.file.problems.append(
                self.file.problem(1, f"is not YAML ({said}); remove what does not belong in text")
            )
        return levels[0][0] if levels[0] and not self.file.problems else None

    def _scalar(self, event: yaml.ScalarEvent) -> ScalarNode:
        text = event.value
        sort = "str"
        if event.implicit[0]:  # without quotes
            found = (name for name, form in RESOLVERS.get(text[:1], ()) if form.match(text))
            sort = next(found, sort).removeprefix(TAG)
        self._last = event
        tag = _written(event.tag)
        if tag or (sort == "null" and not text):
            self.has_unsupported = True
        return ScalarNode(_line(event.start_mark), text, sort, tag)

    def _collection(self, start: yaml.CollectionStartEvent, nodes: list[Node]) -> Node:
        line, tag = _line(start.start_mark), _written(start.tag)
        if tag:
            self.has_unsupported = True
        if isinstance(start, yaml.SequenceStartEvent):
            return ListNode(line, nodes, tag)
        names = nodes[::2]
        if len({name.text for name in names if isinstance(name, ScalarNode) and _is_name(name)}) < len(names):
            self.has_unsupported = True
        return MappingNode(line, list(zip(names, nodes[1::2], strict=True)), tag)

    def _refuse(self, event: yaml.Event, message: str) -> None:
        self.file.problems.append(self.file.problem_at(_line(event.start_mark), message))

    def _explain(self, error: yaml.MarkedYAMLError) -> None:
        """Add what keeps the text from being YAML, in words for one who edits it."""
        said = error.problem or error.context or "unknown cause"
        mark = error.problem_mark or error.context_mark
        context = str(error.context)
        if "escape" in said or "hexdecimal" in said:
            message = f"is not YAML ({said}); write '\\\\' for a backslash, or put the text in single quotes"
        elif "mapping values are not allowed" in said:
            message = f"is not YAML ({said}); put text that contains ': ' in quotes, and check the indentation"
        elif "found unexpected end of stream" in said or "quoted scalar" in context:
            message = f"is not YAML ({said}); close the quotation mark"
            mark = error.context_mark or mark
        elif (opened := self._closed_too_late()) is not None:
            message = f"is not YAML ({said}); close the quotation mark, which seems to include the lines below it"
            mark = opened
        elif "directive" in f"{said} {context}":
            message = f"is not YAML ({said}); remove the line that begins with '%', or put it in quotes"
        elif "document start" in said:
            message = "ends above, at a line '...'; remove that line"
        else:
            while_ = f" {context}" if error.context and error.problem else ""
            message = (
                f"is not YAML ({said}{while_}); check indentation, quotes, brackets and colons here and just above"
            )
        self.file.problems.append(self.file.problem_at(_line(mark), message))

    def _closed_too_late(self) -> Any | None:
        """Return where the last text begins, if it is quoted and seems to hold fields, as one left open does."""
        if self._last is None or self._last.style not in ("'", '"'):
            return None
        lines = self.file.text.split("\n")[_line(self._last.start_mark) : _line(self._last.end_mark)]
        return self._last.start_mark if any(re.match(r" *(- )?[a-z_]+: ", line) for line in lines) else None


def _line(mark: Any) -> int:
    """Return the line, counted from 1, of a place in a YAML text; the first where there is none."""
    return 1 if mark is None else int(mark.line) + 1


def _written(tag: str | None) -> str | None:
    """Return a tag as it is written."""
    return tag and (f"!!{tag.removeprefix(TAG)}" if tag.startswith(TAG) else tag)


def unsupported_yaml(node: Node, path: tuple[str | int, ...]) -> Iterator[tuple[int, str, str]]:
    """Yield (line, field, message) for what YAML allows and these files do not."""
    if is_empty(node):
        yield node.line, field_name(path), "is empty; write a value, or remove the field if it is optional"
    if node.tag:
        yield node.line, field_name(path), f"has the tag '{shown(node.tag)}'; remove it and write a plain value"
    if isinstance(node, ListNode):
        for index, item in enumerate(node.items):
            yield from unsupported_yaml(item, (*path, index))
    if isinstance(node, MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.fields:
            if not isinstance(key, ScalarNode) or not _is_name(key):
                name = f"'{shown(key.text)}'" if isinstance(key, ScalarNode) else describe(key)
                yield (
                    key.line,
                    field_name(path),
                    f"has {name} as the name of a field; a field name must be a plain word",
                )
                continue
            here = (*path, key.text)
            if key.text in seen:
                message = f"the field appears twice, first on line {seen[key.text]}; remove one of them"
                yield key.line, field_name(here), message
            seen.setdefault(key.text, key.line)
            yield from unsupported_yaml(value, here)


def field_name(path: Sequence[str | int]) -> str:
    """Return a path as a reader of YAML would name it: `sources[2].heading`, counted from 1."""
    names = path[:-1] if path and isinstance(path[-1], int) else path
    return "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in names).lstrip(".") or NOTHING
