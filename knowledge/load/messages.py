"""The words for what is wrong with a record: for each error of pydantic, what it is and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from knowledge.fields import Part
from knowledge.load.yaml_file import Item, Node, ScalarNode, describe
from knowledge.problems import shown, suggest
from knowledge.record import Entry

WANTED = {
    "string_type": ("text", "write plain text"),
    "int_type": ("a whole number", "write digits without quotes"),
    "list_type": ("a list", "begin each item with '- '"),
    "bool_type": ("true or false", "write one of them without quotes"),
    "model_type": ("a mapping of fields", "write each field as 'name: value'"),
    "dict_type": ("a mapping of fields", "write each field as 'name: value'"),
}
"""What should stand there instead of a value of another type, and how it is written."""


def explain(details: ErrorDetails, path: Sequence[str | int], item: Item, kind: type[Entry]) -> str:
    """Return what is wrong and the remedy, in words for one who edits YAML."""
    node = item.find(path)
    value = details["input"]
    context = details.get("ctx", {})
    model = _model_at(kind, path[:-1])
    name = str(path[-1]) if path else ""
    info = model.model_fields.get(name) if model else None
    match details["type"]:
        case "missing":
            example = f" {info.examples[0]}" if info and info.examples else ""
            return f"is missing; add '{name}:{example}'" + (f" ({info.description})" if info else "")
        case "extra_forbidden":
            fields = list(model.model_fields) if model else []
            hint = suggest(name, fields) or f"; the fields here: {', '.join(fields)}"
            return f"unknown field '{shown(name)}'{hint}"
        case "string_type" if isinstance(node, ScalarNode) and value is not None and not isinstance(value, str):
            text = shown(node.text)
            return f"YAML reads {text} as {_as_read(value)}, not as text; put it in quotes: '{text}'"
        case type_ if type_ in WANTED:
            return _of_another_type(type_, value, node)
        case "literal_error":
            allowed = context["expected"]
            options = [option.strip("' ") for option in re.split(r", | or ", allowed)]
            written = node.text if isinstance(node, ScalarNode) else describe(node)
            return f"'{shown(written)}' is not one of {allowed}{suggest(str(value), options)}"
        case "string_pattern_mismatch":
            return _malformed(value, name, info, str(context["pattern"]))
        case "too_short":
            if context["actual_length"]:
                return f"has {context['actual_length']} of at least {context['min_length']} items; add another"
            return "is an empty list; give at least one item, or remove the field if it is optional"
        case "string_too_long":
            return f"is {len(value)} characters long; shorten it to {context['max_length']} at most"
        case "greater_than_equal" | "less_than_equal":
            bound = {"ge": "at least", "le": "at most"}
            limit = " and ".join(f"{bound[key]} {context[key]}" for key in bound if key in context)
            return f"is {value}; write a whole number of {limit}"
        case _:
            return details["msg"]


def _of_another_type(type_: str, value: object, node: Node) -> str:
    wanted, remedy = WANTED[type_]
    found = f"the text '{shown(value)}'" if isinstance(value, str) else describe(node)
    if value is None or isinstance(value, bool | int | float):
        found = _as_read(value)
    if type_ == "int_type" and isinstance(node, ScalarNode) and node.sort in ("int", "float"):
        found = f"the number {shown(node.text)}"  # as it is written: hexadecimal, octal, too large, a fraction
        remedy = "write at most nine plain digits, without a decimal point, letters or leading zeros"
    return f"is {found} where {wanted} should be; {remedy}"


def _as_read(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"the number {value}"


def _malformed(value: str, name: str, info: FieldInfo | None, pattern: str) -> str:
    """Return what to write instead of a text that is not of its pattern."""
    form = ", in lower case with single hyphens" if name == "id" else ""
    if form and re.fullmatch(pattern, value.lower(), re.ASCII):
        return f"malformed: '{shown(value)}'; write '{value.lower()}', in lower case"
    like = " or ".join(f"'{example}'" for example in _examples(info))
    return f"malformed: '{shown(value)}'; write it like {like or pattern}{form}"


def _examples(info: FieldInfo | None) -> list[Any]:
    """Return the examples of a field, which stand in its type where it is optional."""
    if info is None or info.examples:
        return list(info.examples or []) if info else []
    nested = (extra for part in getattr(info.annotation, "__args__", ()) for extra in getattr(part, "__metadata__", ()))
    return next((list(extra.examples) for extra in nested if isinstance(extra, FieldInfo) and extra.examples), [])


def _model_at(kind: type[Part], path: Sequence[str | int]) -> type[Part] | None:
    """Return the model of the mapping at this path of a record, to name its fields."""
    model: type[Part] | None = kind
    for step in path:
        if isinstance(step, int) or model is None:
            continue
        info = model.model_fields.get(step)
        model = next(_parts(info.annotation), None) if info else None
    return model


def _parts(annotation: Any) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _parts(argument)
