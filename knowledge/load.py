"""YAML to model: reads `data/`, and finds every problem in it, each with its place and remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from knowledge.fields import Part, ValidationContext
from knowledge.graph import Knowledge
from knowledge.kinds import ENTRIES, KINDS
from knowledge.kinds.source import Source
from knowledge.problems import DATA, NOTHING, DataError, Problem, suggest
from knowledge.promise import ledger
from knowledge.record import Entry, Heading, Record
from knowledge.rules import violations

# libyaml is ten times as fast as the loader in Python, and the two differ in what they refuse.
YAML_LOADER = yaml.CSafeLoader

MAX_DEPTH = 12


def load(root: Path) -> Knowledge:
    """Return the records under `root`/data.

    Raises DataError with every problem found when anything is wrong, so that what is returned is
    complete and valid.
    """
    return _load(root.resolve(), _fingerprint(root / DATA))


def _fingerprint(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what changes when a data file does, so that a preview never shows an old state."""
    if not folder.is_dir():
        return ()
    stats = [(path.name, path.stat()) for path in sorted(folder.iterdir())]
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)


@lru_cache(maxsize=1)
def _load(root: Path, _fingerprint: tuple[tuple[str, int, int], ...]) -> Knowledge:
    files = [_read(root, kind.file, kind) for kind in ENTRIES]
    problems = [problem for file in files for problem in file.problems]
    problems += _strangers(root)
    problems += _repeated_ids(files)
    surroundings = ValidationContext(
        kinds={id_: file.kind.kind for file in files if file.kind in KINDS for id_ in file.ids()},
        unread=frozenset(file.kind.kind for file in files if not file.items),
        retired=_retired(files),
        headings=_headings(files),
    )
    entries: list[Entry] = []
    places: dict[str, tuple[_File, _Item]] = {}
    for file in files:
        for item in file.items:
            entry, found = _entry(file, item, surroundings)
            problems += found
            if entry is not None:
                entries.append(entry)
                places[entry.id] = file, item
    records = [entry for entry in entries if isinstance(entry, Record)]
    for violation in violations(records):
        file, item = places[violation.id]
        problems.append(file.problem(item.line((violation.field,)), violation.message, violation.id, violation.field))
    if problems:
        raise DataError(problems)
    return Knowledge(entries, published={line.id: line.published for line in ledger.read(root)})


# ------------------------------------------------------------------------------------------------
# A file, its records and their lines
# ------------------------------------------------------------------------------------------------


@dataclass
class _Item:
    """One record as it stands in its file: the values, and the YAML node that knows their lines."""

    value: Any
    node: yaml.Node

    @property
    def id(self) -> str:
        id_ = self.value.get("id") if isinstance(self.value, dict) else None
        return id_ if isinstance(id_, str) and id_.strip() else NOTHING

    def find(self, path: Sequence[str | int]) -> yaml.Node:
        """Return the node at this path, or the suggest one above it that exists."""
        node = self.node
        for step in path:
            below = None
            if isinstance(node, yaml.MappingNode):
                below = next((value for key, value in node.value if key.value == step), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                below = node.value[step]
            if below is None:
                break
            node = below
        return node

    def line(self, path: Sequence[str | int]) -> int:
        """Return the line, counted from 1, of the node at this path, or of its key where it has one."""
        if path and isinstance(holder := self.find(path[:-1]), yaml.MappingNode):
            for key, value in holder.value:
                if key.value == path[-1] and not isinstance(value, yaml.ScalarNode | yaml.MappingNode):
                    return _line(key.start_mark)
                if key.value == path[-1] and value.start_mark.line != key.start_mark.line:
                    return _line(key.start_mark)
        return _line(self.find(path).start_mark)


class _File:
    """A data file: its records as far as they can be read, and what is wrong with its YAML."""

    def __init__(self, name: str, kind: type[Entry], text: str) -> None:
        self.name = name
        self.kind = kind
        self.text = text
        self.items: list[_Item] = []
        self.problems: list[Problem] = []

    def problem(self, line: int, message: str, id_: str = NOTHING, field: str = NOTHING) -> Problem:
        return Problem(self.name, line, id_, field, message)

    def id_at(self, line: int) -> str:
        """Return the id of the record that this line is in, as far as the plain text tells."""
        id_ = NOTHING
        for text in self.text.splitlines()[:line]:
            if text.startswith("- "):
                id_ = NOTHING
            if found := re.match(r"(?:- |  )id: *[\"']?([\w-]+)", text):
                id_ = found[1]
        return id_

    def ids(self) -> list[str]:
        """Return the ids in the file, from its plain text where its YAML cannot be read."""
        if self.items:
            return [item.id for item in self.items if item.id != NOTHING]
        return re.findall(r"^(?:- |  )id: *[\"']?([\w-]+)", self.text, flags=re.MULTILINE)


def _read(root: Path, name: str, kind: type[Entry]) -> _File:
    """Return the file with its records; what cannot be read stands in its `problems`."""
    path = root / DATA / name
    file = _File((DATA / name).as_posix(), kind, "")
    try:
        raw = path.read_bytes()
    except OSError as error:
        if kind.is_optional and isinstance(error, FileNotFoundError):
            return file
        message = f"cannot be read ({error.strerror}); restore the file, one list of {kind.plural}"
        file.problems.append(file.problem(1, message))
        return file
    try:
        file.text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        file.text = raw[: error.start].decode("utf-8", errors="replace")
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"is not UTF-8 (byte 0x{raw[error.start]:02x}); save the file in the encoding UTF-8"
        file.problems.append(file.problem(line, message, file.id_at(line)))
        return file
    file.problems += _unreadable(file)
    if file.problems:
        return file
    try:
        node = yaml.compose(file.text, Loader=YAML_LOADER)
    except yaml.MarkedYAMLError as error:
        file.problems.append(_syntax_problem(file, error))
        return file
    if node is None:
        file.problems.append(file.problem(1, f"is empty; write a list of {kind.plural}, each beginning with '- id: …'"))
    elif not isinstance(node, yaml.SequenceNode):
        line = _line(node.start_mark)
        message = f"holds {_what(node)} where the list of {kind.plural} should be; begin each record with '- id: …'"
        file.problems.append(file.problem(line, message))
    elif not node.value:
        file.problems.append(file.problem(1, f"is an empty list; write at least one of the {kind.plural}"))
    else:
        for entry in node.value:
            found = list(_oddities(entry, ()))
            item = _Item(_value(entry), entry)
            file.items.append(item)
            file.problems += [file.problem(line, message, item.id, field) for line, field, message in found]
    return file


def _unreadable(file: _File) -> Iterator[Problem]:
    """Yield what keeps the text from being composed: its characters, or else its syntax, aliases, depth."""
    refused = list(re.finditer(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]", file.text))
    for found in refused:
        line = file.text.count("\n", 0, found.start()) + 1
        message = f"holds the control character U+{ord(found[0]):04X}; remove it"
        if found[0] == "\t":
            message = "holds a tab; put spaces in its place: YAML indents by spaces only"
        yield file.problem(line, message, file.id_at(line))
    if refused:
        return
    depth = 0
    try:
        for event in yaml.parse(file.text, Loader=YAML_LOADER):
            line = _line(event.start_mark)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                yield file.problem(line, f"is nested more than {MAX_DEPTH} deep; close the brackets", file.id_at(line))
                return
            if isinstance(event, yaml.AliasEvent):
                message = f"'*{event.anchor}' is an alias; write the value out, or put a text in quotes"
                yield file.problem(line, message, file.id_at(line))
    except yaml.MarkedYAMLError as error:
        yield _syntax_problem(file, error)
    except yaml.reader.ReaderError as error:
        line = file.text.encode()[: error.position].count(b"\n") + 1
        yield file.problem(line, f"holds a character that YAML refuses ({error.reason}); remove it", file.id_at(line))


def _line(mark: Any) -> int:
    """Return the line, counted from 1, of a place in a YAML text; the first where there is none."""
    return 1 if mark is None else int(mark.line) + 1


def _syntax_problem(file: _File, error: yaml.MarkedYAMLError) -> Problem:
    line = _line(error.problem_mark)
    said = error.problem or error.context or "unknown cause"
    if "single document" in f"{error.context}{said}":
        message = "begins a second document; remove the line '---'"
    elif "mapping values are not allowed" in said:
        message = f"is not YAML ({said}); put a text that holds ': ' in quotes, and check the indentation"
    elif "found unexpected end of stream" in said or "quoted scalar" in f"{error.context}":
        message = f"is not YAML ({said}); close the quotation mark"
        line = _line(error.context_mark or error.problem_mark)
    else:
        context = f" {error.context}" if error.context and error.problem else ""
        message = f"is not YAML ({said}{context}); check indentation, quotes, brackets and colons here and just above"
    return file.problem(line, message, file.id_at(line))


def _what(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        return "a text"
    return "a list" if isinstance(node, yaml.SequenceNode) else "a mapping of fields"


def _value(node: yaml.Node) -> Any:
    """Return the plain value of a node. What YAML reads as a date or a base-60 number stays text."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _value(value) for key, value in node.value if _is_name(key)}
    if isinstance(node, yaml.SequenceNode):
        return [_value(value) for value in node.value]
    tag = node.tag.removeprefix("tag:yaml.org,2002:")
    if tag == "null":
        return None
    if tag == "bool":
        return node.value.lower() in ("yes", "true", "on")
    if tag == "int" and re.fullmatch(r"0|-?[1-9][0-9]{0,8}", node.value):
        return int(node.value)
    if tag == "float":
        try:
            return float(node.value)
        except ValueError:
            return node.value
    return node.value


def _oddities(node: yaml.Node, path: tuple[str | int, ...]) -> Iterator[tuple[int, str, str]]:
    """Yield (line, field, message) for what YAML allows and these files do not."""
    line = _line(node.start_mark)
    field = _field(path)
    if _is_empty(node):
        yield line, field, "is empty; write a value, or remove the field if it is optional"
    if node.tag.startswith("!") or "python" in node.tag:
        yield line, field, f"has the tag '{node.tag}'; remove it and write a plain value"
    if isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _oddities(value, (*path, index))
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            at = _line(key.start_mark)
            if not _is_name(key):
                yield at, field, f"has {_shown(key)} as the name of a field; a name is a plain word"
                continue
            if key.value in seen:
                where = _field((*path, key.value))
                yield at, where, f"the field stands twice, first in line {seen[key.value]}; remove one of them"
            seen.setdefault(key.value, at)
            yield from _oddities(value, (*path, key.value))


def _is_name(node: yaml.Node) -> bool:
    """Say whether a node can name a field: a plain text, which `on`, `yes`, `5` and `<<` are not to YAML."""
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:str"


def _is_empty(node: yaml.Node) -> bool:
    """Say whether nothing at all stands where a value should; a written `null` is a value."""
    return isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null") and not node.value


def _shown(node: yaml.Node) -> str:
    return f"'{node.value}'" if isinstance(node, yaml.ScalarNode) else _what(node)


def _strangers(root: Path) -> Iterator[Problem]:
    """Yield a problem for each YAML file in the folder that no kind of record has."""
    names = [kind.file for kind in ENTRIES]
    folder = root / DATA
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if path.name not in names and path.suffix in (".yml", ".yaml"):
            hint = suggest(path.name, names) or "; remove it, or add its kind to knowledge/kinds/"
            yield Problem((DATA / path.name).as_posix(), 1, NOTHING, NOTHING, f"belongs to no kind of record{hint}")


def _repeated_ids(files: Sequence[_File]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for file in files:
        for item in file.items:
            line = item.line(("id",))
            where = first.setdefault(item.id, f"{file.name}:{line}")
            if item.id != NOTHING and where != f"{file.name}:{line}":
                yield file.problem(
                    line, f"stands in {where} already; an id is never used twice: choose another", item.id, "id"
                )


def _retired(files: Sequence[_File]) -> dict[str, str | None]:
    """Return the retired records with their successors, as far as both can be read."""
    retired = {}
    for file in files:
        for item in file.items:
            value = item.value.get("retired") if isinstance(item.value, dict) else None
            if isinstance(value, dict):
                successor = value.get("successor")
                retired[item.id] = successor if isinstance(successor, str) else None
    return retired


def _headings(files: Sequence[_File]) -> dict[str, list[Heading]]:
    """Return the headings of each source, so that citations can be checked; none where one of them is wrong."""
    headings: dict[str, list[Heading]] = {}
    for file in files:
        for item in file.items if file.kind is Source else []:
            raw = item.value.get("headings", []) if isinstance(item.value, dict) else []
            try:
                headings[item.id] = [Heading.model_validate(heading) for heading in raw]
            except (ValidationError, TypeError):
                headings[item.id] = []  # reported where the source itself is checked
    return headings


# ------------------------------------------------------------------------------------------------
# A record, and the words for what is wrong with it
# ------------------------------------------------------------------------------------------------


def _entry(file: _File, item: _Item, surroundings: ValidationContext) -> tuple[Entry | None, list[Problem]]:
    """Return the record or other entry, or None with its problems."""
    try:
        return file.kind.model_validate(item.value, context=surroundings), []
    except ValidationError as error:
        problems = []
        for details in error.errors(include_url=False):
            path = tuple(details["loc"])
            if not (details["type"].endswith("_type") and _is_empty(item.find(path))):
                message = _message(details, path, item, file.kind)
                problems.append(file.problem(item.line(path), message, item.id, _field(path)))
        return None, problems


def _field(path: Sequence[str | int]) -> str:
    """Return a path as a reader of YAML would name it: `sources[2].heading`, counted from 1."""
    names = path[:-1] if path and isinstance(path[-1], int) else path
    return "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in names).lstrip(".") or NOTHING


def _message(details: ErrorDetails, path: Sequence[str | int], item: _Item, kind: type[Entry]) -> str:
    """Return what is wrong and the remedy, in words for one who edits YAML."""
    node = item.find(path)
    value = details["input"]
    context = details.get("ctx", {})
    model = _model_at(kind, path[:-1])
    name = str(path[-1]) if path else ""
    match details["type"]:
        case "missing":
            info = model.model_fields[name] if model else None
            example = f" {info.examples[0]}" if info and info.examples else ""
            return f"is missing; add '{name}:{example}'" + (f" ({info.description})" if info else "")
        case "extra_forbidden":
            fields = list(model.model_fields) if model else []
            hint = suggest(name, fields) or f"; the fields here: {', '.join(fields)}"
            return f"unknown field '{name}'{hint}"
        case "string_type" if isinstance(node, yaml.ScalarNode) and value is not None and not isinstance(value, str):
            return f"YAML reads {node.value} as {_as_read(value)}, not as text; put it in quotes: '{node.value}'"
        case "string_type" | "int_type" | "list_type" | "model_type" | "dict_type" | "bool_type":
            wanted = {
                "string_type": "a text",
                "int_type": "a whole number",
                "list_type": "a list",
                "bool_type": "true or false",
            }.get(details["type"], "a mapping of fields")
            found = f"the text '{value}'" if isinstance(value, str) else _what(node)
            if value is None or isinstance(value, bool | int | float):
                found = _as_read(value)
            remedy = {
                "string_type": "write one text",
                "int_type": "write digits without quotes",
                "list_type": "begin each item with '- '",
                "bool_type": "write one of them without quotes",
            }.get(details["type"], "write each field as 'name: value'")
            return f"is {found} where {wanted} should be; {remedy}"
        case "literal_error":
            allowed = context["expected"]
            options = [option.strip("' ") for option in re.split(r", | or ", allowed)]
            return f"'{_plainly(value, node)}' is not one of {allowed}{suggest(str(value), options)}"
        case "string_pattern_mismatch":
            examples = model.model_fields[name].examples if model and name in model.model_fields else None
            like = " or ".join(f"'{example}'" for example in examples or [])
            return (
                f"malformed: '{value}'; write it like {like or context['pattern']}, in lower case with single hyphens"
            )
        case "too_short":
            return "is an empty list; give at least one item, or remove the field if it is optional"
        case "string_too_long":
            return f"is {len(value)} characters long; shorten it to {context['max_length']} at most"
        case "greater_than_equal" | "less_than_equal":
            bound = {"ge": "at least", "le": "at most"}
            limit = " and ".join(f"{bound[key]} {context[key]}" for key in bound if key in context)
            return f"is {value}; write a whole number of {limit}"
        case _:
            return details["msg"]


def _as_read(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"the number {value}"


def _plainly(value: object, node: yaml.Node) -> str:
    return node.value if isinstance(node, yaml.ScalarNode) else str(value)


def _model_at(kind: type[Part], path: Sequence[str | int]) -> type[Part] | None:
    """Return the model of the mapping at this path of a record, to name its fields."""
    model: type[Part] | None = kind
    for step in path:
        if isinstance(step, int) or model is None:
            continue
        info = model.model_fields.get(step)
        model = next((part for part in _parts(info.annotation) if info), None) if info else None
    return model


def _parts(annotation: Any) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _parts(argument)
