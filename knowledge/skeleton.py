"""A new record to begin with, made from the model of its kind: every field that it needs, and what to write there."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

import yaml
from pydantic.fields import FieldInfo

from knowledge.fields import UNWRITTEN, UNWRITTEN_ID, Address, Date, OneOf, Part, Reference
from knowledge.kinds import ENTRIES, KINDS
from knowledge.load import ledger_file
from knowledge.problems import DATA, CommandError, suggest
from knowledge.record import Entry, Record

WIDTH = 120
DAY = "YYYY-MM-DD"


class Example(NamedTuple):
    """What stands in a field until it is written, as YAML, and the comment beside it."""

    value: str
    comment: str = ""


# ------------------------------------------------------------------------------------------------
# Its place
# ------------------------------------------------------------------------------------------------


def add(root: Path, name: str) -> list[str]:
    """Append a skeleton of this kind to its data file, and return what was done and what is to be done next.

    For a kind whose records stand in a folder, it is a file there. Raises CommandError, and writes nothing, where there
    is no such kind, or the file cannot be added to; DataError where the ledger cannot be read.
    """
    kind = next((kind for kind in ENTRIES if kind.kind == name), None)
    if kind is None:
        names = [kind.kind for kind in ENTRIES]
        if not name:
            raise CommandError(f"name a kind: make new KIND=finding; there are: {', '.join(names)}")
        raise CommandError(f"there is no kind '{name}'{suggest(name, names) or '; there are: ' + ', '.join(names)}")
    id_ = fresh_id(kind, taken(root))
    file = DATA / kind.file / f"{id_}.yml" if kind.file.endswith("/") else DATA / kind.file
    line = _append(root / file, file.as_posix(), skeleton(kind, id_))
    return [f"wrote {file.as_posix()}:{line}: {id_}", *next_steps(kind)]


def taken(root: Path) -> set[str]:
    """Return the ids that are in use under `root`, or were once."""
    found = {line.id for line in ledger_file.read(root)}
    for path in (root / DATA).rglob("*.yml"):
        if path.is_file():
            found.update(re.findall(r"\bid: *['\"]?([\w-]+)", path.read_text(encoding="utf-8", errors="replace")))
    return found


def _append(path: Path, name: str, text: str) -> int:
    """Append a record to a file whole or not at all, and return the line at which it begins."""
    try:
        old = path.read_bytes().decode("utf-8") if path.exists() else ""
        before = _length(old) if old.strip() else 0
        end = "\r\n" if "\r\n" in old else "\n"
        kept = f"{old.rstrip()}\n\n".replace("\r\n", "\n") if old.strip() else ""
        new = f"{kept}{text}".replace("\n", end)
        if _length(new) != before + 1:
            raise ValueError("it is not a list of records that each begin with '- id: …' in the first column")
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = path.with_name(f".{path.name}.new")
        whole.write_bytes(new.encode())
        whole.replace(path)
    except (OSError, ValueError, yaml.YAMLError) as error:
        said = " ".join(str(error).split())
        raise CommandError(f"{name} cannot be added to ({said}); correct it first: 'make check' says where") from None
    return kept.count("\n") + 1


def _length(text: str) -> int:
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    if node is not None and not isinstance(node, yaml.SequenceNode):
        raise ValueError("it is not a list")
    return len(node.value) if node else 0


def next_steps(kind: type[Entry]) -> Iterator[str]:
    """Yield what is to be done with the skeleton of a record."""
    module = kind.__module__.replace(".", "/")
    optional = [name for name, field in kind.model_fields.items() if not field.is_required()]
    yield "Next:"
    yield f"- write what belongs in the place of each '{UNWRITTEN.strip()} …', '…{UNWRITTEN_ID}' and {DAY}"
    yield "- choose from the values that a comment lists, and remove the comments"
    if optional:
        yield f"- add anything else you know about it: {', '.join(optional)} ({module}.py explains each field)"
    if issubclass(kind, Record) and kind.must_be_named:
        yield "- name or cite it in a record that it concerns"
    yield "- make check: it says what is still missing"
    if issubclass(kind, Record):
        yield "- make stubs: writes its page and its line in the ledger; once it is in an edition, its id is permanent"
    yield "- make serve: look at it"


# ------------------------------------------------------------------------------------------------
# Its id
# ------------------------------------------------------------------------------------------------


def fresh_id(kind: type[Entry], known: Iterable[str]) -> str:
    """Return an id of this kind that is free: its next number, or else one that still has to be written."""
    info = kind.model_fields["id"]
    pattern = re.compile(next(m.pattern for m in info.metadata if getattr(m, "pattern", None)), re.ASCII)
    known = set(known)
    example = str((info.examples or [f"{kind.kind}-1"])[0])
    parts = example.split("-")
    for length in range(1, len(parts)):
        stem = "-".join([*parts[:length], UNWRITTEN_ID])
        if pattern.fullmatch(stem):
            return next(id_ for id_ in (stem, *(f"{stem}-{n}" for n in range(2, len(known) + 3))) if id_ not in known)
    if (undated := re.sub(r"\d{4}-\d\d-\d\d$", DAY, example)) != example:
        return undated
    stem = re.sub(r"\d+$", "", example)
    numbers = [int(id_.removeprefix(stem)) for id_ in known if re.fullmatch(rf"{re.escape(stem)}\d+", id_)]
    return next(id_ for n in count(max(numbers, default=0) + 1) if pattern.fullmatch(id_ := f"{stem}{n}"))


# ------------------------------------------------------------------------------------------------
# Its fields
# ------------------------------------------------------------------------------------------------


def skeleton(kind: type[Entry], id_: str) -> str:
    """Return, as an item of a YAML list, a record of this kind with every field that it needs."""
    return "\n".join(_item(_fields(kind, "  ", id_), "")) + "\n"


def _fields(model: type[Part], indent: str, id_: str = "") -> list[str]:
    """Return the lines of the fields that a mapping needs: its name first, then its own, then what all of them have."""
    own = [name for name in model.model_fields if name in model.__annotations__]
    order = dict.fromkeys(
        [*(name for name in ("id", "title") if name in model.model_fields), *own, *model.model_fields]
    )
    lines = []
    for name in order:
        info = model.model_fields[name]
        if name == "id":
            such_as = f"; such as {info.examples[0]}" if info.examples else ""
            lines += _line(indent, name, Example(id_, f"{info.description}{such_as}"))
        elif info.is_required():
            lines += _field(name, info, indent)
    return lines


def _item(lines: Sequence[str], indent: str) -> list[str]:
    """Return the lines of a mapping as an item of a list at this indent."""
    first = next(number for number, line in enumerate(lines) if not line.lstrip().startswith("#"))
    rest = lines[first].removeprefix(f"{indent}  ")
    return [*lines[:first], f"{indent}- {rest}", *lines[first + 1 :]]


def _field(name: str, info: FieldInfo, indent: str) -> list[str]:
    about = info.description or name
    sort, marks = _sort(info.annotation, info.metadata)
    if isinstance(sort, type) and issubclass(sort, Part):
        return [*_line(indent, name, Example("", about)), *_fields(sort, f"{indent}  ")]
    if get_origin(sort) is not list:
        return _line(indent, name, _example(sort, marks, about))
    inner, inner_marks = _sort(get_args(sort)[0], ())
    if isinstance(inner, type) and issubclass(inner, Part):
        below = f"{indent}  "
        return [*_line(indent, name, Example("", about)), *_item(_fields(inner, f"{below}  "), below)]
    number = next((mark.min_length for mark in marks if getattr(mark, "min_length", None)), 1)
    examples = [_example(inner, inner_marks, f"{about} ({n})" if number > 1 else about) for n in range(1, number + 1)]
    if any(isinstance(mark, Reference) for mark in inner_marks):
        return _line(indent, name, Example(f"[{', '.join(e.value for e in examples)}]", examples[0].comment))
    return [f"{indent}{name}:", *(f"{indent}  - {example.value}" for example in examples)]


def _line(indent: str, name: str, example: Example) -> list[str]:
    """Return a field with its comment behind it or, where that is too long, above it; a long text is folded."""
    line = f"{indent}{name}: {example.value}".rstrip()
    commented = f"{line}  # {example.comment}"
    if not example.comment and len(line) > WIDTH:
        text = yaml.safe_load(example.value)
        return [
            f"{indent}{name}: >-",
            *textwrap.wrap(text, WIDTH, initial_indent=f"{indent}  ", subsequent_indent=f"{indent}  "),
        ]
    if not example.comment or len(commented) <= WIDTH:
        return [commented if example.comment else line]
    return [*textwrap.wrap(example.comment, WIDTH, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}# "), line]


def _example(sort: Any, marks: Sequence[Any], about: str) -> Example:
    """Return what stands for a value: one that the check refuses, but for a choice, where the first is taken."""
    for mark in marks:
        if isinstance(mark, OneOf):
            first, *others = mark.values
            return Example(_scalar(first), f"{about}; or: {', '.join(others)}" if others else about)
        if isinstance(mark, Reference):
            prefix = next((kind.prefix for kind in KINDS if kind.kind == mark.kind), "")
            return Example(f"{prefix}{UNWRITTEN_ID}", about)
        if mark in get_args(Date)[1:]:
            return Example(DAY, about)
        if mark in get_args(Address)[1:]:
            return Example(_scalar("https://"), about)
    if sort is bool:
        return Example("false", f"{about}; or: true")
    if sort is int:
        least = next((mark.ge for mark in marks if getattr(mark, "ge", None) is not None), 1)
        return Example(str(least - 1), f"{about}; a number of at least {least}")
    return Example(_scalar(f"{UNWRITTEN}{about}"))


def _sort(annotation: Any, marks: Sequence[Any]) -> tuple[Any, list[Any]]:
    """Return the type of a field without what stands around it, and all that was marked on it."""
    found = list(marks)
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *more = get_args(annotation)
            found = [*more, *found]
        elif get_origin(annotation) in (Union, UnionType):
            annotation = next(arm for arm in get_args(annotation) if arm is not NoneType)
        else:
            return annotation, [m for mark in found for m in (mark.metadata if isinstance(mark, FieldInfo) else [mark])]


def _scalar(text: str) -> str:
    """Return a text as a YAML scalar in one line."""
    return yaml.safe_dump(text, width=10_000, allow_unicode=True).removesuffix("\n").removesuffix("\n...")
