"""What authors write that this site would not show as they mean it, with what to write instead.

Material's manual teaches more than works here: some of it needs scripts or other hosts that the policy of the site
refuses, some needs Material's own frame. An engine passes over all of it in silence and publishes the signs. So the
sources are read here, code left out, and each such form is named with its file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import yaml
from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound

from knowledge.kept import Kept
from knowledge.pages import icons, refused
from knowledge.problems import NOTHING, Problem, suggest

DOCS, INCLUDES, SETTINGS = "docs", "includes", "mkdocs.yml"


def problems(root: Path, kept: Kept) -> list[Problem]:
    """Return each form in the pages, in what they share, and in the settings that would not work, sorted."""
    found = list(_settings(root))
    shared = repr(sorted(path.relative_to(root) for path in (root / INCLUDES).rglob("*")))
    for folder in (DOCS, INCLUDES):
        for path in sorted((root / folder).rglob("*.md")):
            name = path.relative_to(root).as_posix()
            text = path.read_text(encoding="utf-8")
            find = partial(_problems_of, name, text, root / INCLUDES, folder == INCLUDES)
            found += kept.problems(f"forms {name}", (text, shared), find)
    return sorted(set(found))


def _problems_of(name: str, text: str, includes: Path, shared: bool) -> Iterator[Problem]:
    for line, message in _faults(Source.read(text), includes, shared=shared):
        yield Problem(name, line, NOTHING, NOTHING, message)


# ------------------------------------------------------------------------------------------------
# The source of a page, with what is no text of it blanked out
# ------------------------------------------------------------------------------------------------

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<meta>.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
FENCE = re.compile(r"(?P<before>[> \t]*)(?P<fence>`{3,}|~{3,})(?P<header>[^\n]*)")
CALLS_AND_COMMENTS = re.compile(r"{%-? *raw *-?%}.*?{%-? *endraw *-?%}|{{.*?}}|{%.*?%}|{#.*?#}|<!--.*?-->", re.DOTALL)
INLINE_CODE = re.compile(r"(?<![`\\])(?P<ticks>`+)(?!`)(?P<code>(?:(?!\n[ \t]*\n).)+?)(?<!`)(?P=ticks)(?!`)", re.DOTALL)


@dataclass(frozen=True)
class Fence:
    """The first line of a block of code: its number, what stands behind the signs, and whether the block is closed."""

    line: int
    header: str
    closed: bool


@dataclass(frozen=True)
class Source:
    """A page as it is written.

    `raw` is all of it, `meta` its front matter. In `text`, front matter, code, calls and comments are blanked out, so
    that each place keeps its line.
    """

    raw: str
    meta: str
    text: str
    fences: tuple[Fence, ...]

    @classmethod
    def read(cls, raw: str) -> Source:
        """Divide the source of a page."""
        front = FRONT_MATTER.match(raw)
        text = _blank(front[0]) + raw[front.end() :] if front else raw
        text, fences = _without_fences(text)
        for pattern in (INLINE_CODE, CALLS_AND_COMMENTS):
            text = pattern.sub(lambda found: _blank(found[0]), text)
        return cls(raw, (front["meta"] or "") if front else "", text, tuple(fences))


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _without_fences(text: str) -> tuple[str, list[Fence]]:
    lines = text.split("\n")
    fences = []
    number = 0
    while number < len(lines):
        found = FENCE.fullmatch(lines[number])
        if found is None or (found["fence"][0] == "`" and "`" in found["header"]):
            number += 1
            continue
        end = re.compile(rf"[> \t]*{re.escape(found['fence'])}[ \t]*")
        last = next((at for at in range(number + 1, len(lines)) if end.fullmatch(lines[at])), None)
        fences.append(Fence(number + 1, found["header"].strip(), last is not None))
        after = len(lines) if last is None else last + 1
        lines[number:after] = [_blank(line) for line in lines[number:after]]
        number = after
    return "\n".join(lines), fences


# ------------------------------------------------------------------------------------------------
# What is wrong with it
# ------------------------------------------------------------------------------------------------

BLOCK = re.compile(r"^(?P<indent>[ \t]*)(?P<sign>!!!|\?\?\?\+?|===[+!]*)(?P<rest>[^=\n][^\n]*|)$", re.MULTILINE)
HEADERS = {
    "!": re.compile(r' ?(?P<type>[\w-]+)(?P<more>(?: +[\w-]+)*)(?: +".*")? *'),
    "?": re.compile(r' ?(?:(?P<type>[\w-]+)(?P<more>(?: +[\w-]+)*))?(?: *".*")? *'),
    "=": re.compile(r' +".+" *'),
}
SAID = {
    "!": ("a notice", '!!! note "Title"'),
    "?": ("a fold", '??? note "Title"'),
    "=": ("a tab", '=== "Title"'),
}
SIGN = re.compile(r"(?<![\w:/]):(?P<name>[a-z][a-z0-9_+-]*):(?![\w:/])")
SNIPPET = re.compile(r"^[ \t]*-+8<-+(?:[ \t]+[\"'](?P<file>[^\"'\n]+)[\"'])?[ \t]*$", re.MULTILINE)
PARTS = re.compile(r"""[\w-]+=(?:"[^"]*"|'[^']*')|\S+""")
HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)


def _faults(source: Source, includes: Path, *, shared: bool) -> Iterator[tuple[int, str]]:
    """Yield the line and the message of each fault; `shared` text stands on other pages, which sets it limits."""
    yield from _metadata(source)
    yield from _code(source)
    for pattern, message in refused.FORMS:
        for found in pattern.finditer(source.text):
            yield _line(source, found.start()), f"{_quoted(found[0])}: {message}"
    yield from _blocks(source)
    for found in SIGN.finditer(source.text):
        if found[0] not in icons.names():
            like = [name for name in icons.names() if name[:5] == found[0][:5]]
            hint = suggest(found[0], like) or "; write the symbol itself, or a name from Material's list"
            yield _line(source, found.start()), f"there is no icon or emoji {found[0]}{hint}"
    yield from _snippets(source, includes)
    if shared:
        for found in HEADING.finditer(source.text):
            yield (
                _line(source, found.start()),
                "shared text cannot contain headings, because each heading has one address; use bold instead",
            )
        for found in re.finditer(r"{{|{%", source.raw):
            yield _line(source, found.start()), "a call has no effect in shared text; write it on the page"


def _line(source: Source, at: int) -> int:
    return source.raw.count("\n", 0, at) + 1


def _quoted(text: str) -> str:
    """Return a form as a message shows it: in one line, and short."""
    words = " ".join(text.split())
    return f"'{words if len(words) <= 30 else words[:29] + '…'}'"


def _metadata(source: Source) -> Iterator[tuple[int, str]]:
    try:
        tree = yaml.compose(source.meta)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        yield line, f"the front matter is not YAML ({error.problem}); correct it"
        return
    if tree is None:
        return
    if not isinstance(tree, yaml.MappingNode):
        yield 2, "the front matter is not a list of names and values; write 'title: …'"
        return
    for key, value in tree.value:
        line = key.start_mark.line + 2
        if key.value not in refused.METADATA:
            hint = suggest(key.value, refused.METADATA) or f"; there are: {', '.join(refused.METADATA)}"
            yield line, f"'{key.value}' has no effect in front matter{hint}"
        elif key.value == "hide":
            names = value.value if isinstance(value, yaml.SequenceNode) else [value]
            for name in names:
                if name.value != "toc":
                    yield name.start_mark.line + 2, f"'{name.value}' cannot be hidden, only 'toc'; remove it"


def _code(source: Source) -> Iterator[tuple[int, str]]:
    for fence in source.fences:
        if not fence.closed:
            yield fence.line, "this block of code is not closed; write the same characters below it"
        if ".annotate" in fence.header.strip("{} ").split():
            yield (
                fence.line,
                "'.annotate': annotations need a script that this site does not send; write a comment in the code",
            )
        language, options = _header(fence.header)
        if language in refused.NEEDS_SCRIPT:
            yield (
                fence.line,
                f"'{language}' needs a script that this site does not send; put an SVG drawing in docs/assets/",
            )
        elif language and not _known(language):
            yield fence.line, f"no highlighting knows the language '{language}'; write one it knows, or 'text'"
        for option in options:
            name, _, value = option.partition("=")
            if name not in refused.OPTIONS or value[:1] not in ("'", '"'):
                hint = suggest(name, refused.OPTIONS) or f'; there are: {", ".join(refused.OPTIONS)}, each with ="…"'
                yield fence.line, f"{_quoted(option)} is not understood after a language{hint}"
            elif not refused.OPTIONS[name].fullmatch(value[1:-1]):
                yield fence.line, f'{option} is not understood; write numbers such as "1" or "2-3 5"'


def _header(header: str) -> tuple[str, list[str]]:
    """Return the language that the first line of a block names, and its options; it has two forms."""
    braces = header.startswith("{") and header.endswith("}")
    parts = PARTS.findall(header[1:-1] if braces else header)
    if braces:
        language = next((part[1:] for part in parts if part.startswith(".")), "")
        return language, [part for part in parts if part[0] not in ".#"]
    language = parts.pop(0).removeprefix(".") if parts and "=" not in parts[0] else ""
    return language, parts


def _known(language: str) -> bool:
    try:
        find_lexer_class_by_name(language)  # type: ignore[no-untyped-call]
    except ClassNotFound:
        return False
    return True


def _blocks(source: Source) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with notices, folds and tabs: first line, type, and how the text is indented."""
    lines = source.text.split("\n")
    raw = source.raw.split("\n")
    for found in BLOCK.finditer(source.text):
        number = _line(source, found.start())
        kind = found["sign"][0]
        what, example = SAID[kind]
        indent = len(found["indent"].expandtabs(4))
        if kind == "=" and not found["rest"].strip():
            continue  # a line below a heading
        header = HEADERS[kind].fullmatch(found["rest"])
        if header is None or not found["rest"].strip():
            yield number, f"{_quoted(found[0])} does not begin {what}; write {example}"
            continue
        if kind != "=" and header["type"]:
            if header["type"] not in refused.TYPES:
                hint = suggest(header["type"], refused.TYPES) or f"; there are: {', '.join(refused.TYPES)}"
                yield number, f"there is no type '{header['type']}' of {what[2:]}s{hint}"
            for more in header["more"].split():
                if more not in refused.PLACES:
                    yield number, f"'{more}' has no effect after the type; put a title in quotation marks"
        if indent % 4:
            yield number, f"{what} must be indented by a multiple of four spaces; this one is indented by {indent}"
        below = next((at for at in range(number, len(lines)) if raw[at].strip()), None)
        deep = -1 if below is None else len(raw[below]) - len(raw[below].lstrip())
        near = below == number or indent < deep < indent + 4
        if deep < indent + 4 and (kind != "!" or near):
            yield number, f"{what} has no text: indent the text below it by four spaces"


def _snippets(source: Source, includes: Path) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with calls of shared text, which work within code too."""
    for found in SNIPPET.finditer(source.raw):
        line = _line(source, found.start() + len(found[0]) - len(found[0].lstrip()))
        if not found["file"]:
            yield line, 'this form of shared text does not work here; write --8<-- "name.md", one on each line'
        elif not (includes / found["file"]).is_file():
            valid = [path.name for path in includes.glob("*.md")]
            hint = suggest(found["file"], valid) or "; write the name of a file in that folder"
            yield line, f"there is no file '{found['file']}' in {INCLUDES}/{hint}"


# ------------------------------------------------------------------------------------------------
# Settings
# ------------------------------------------------------------------------------------------------


def _settings(root: Path) -> Iterator[Problem]:
    try:
        tree = yaml.compose((root / SETTINGS).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except OSError as error:
        yield Problem(SETTINGS, 1, NOTHING, NOTHING, f"cannot be read ({error.strerror}); restore it")
        return
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        yield Problem(SETTINGS, line, NOTHING, NOTHING, f"is not YAML ({error.problem}); correct it")
        return
    for above, names in refused.SETTINGS.items():
        for node in entries(tree, above):
            name = node.value.rpartition("/")[2] if above == "plugins" else node.value
            if name in names:
                field = f"{above}.{node.value}" if above else node.value
                yield Problem(SETTINGS, node.start_mark.line + 1, NOTHING, field, names[name])


def entries(tree: yaml.Node | None, above: str) -> Iterator[yaml.ScalarNode]:
    """Yield the names below a key of the settings, in a mapping or in a list."""
    if above:
        values = {key.value: value for key, value in tree.value} if isinstance(tree, yaml.MappingNode) else {}
        tree = values.get(above)
    if isinstance(tree, yaml.MappingNode):
        yield from (key for key, _ in tree.value)
    elif isinstance(tree, yaml.SequenceNode):
        for item in tree.value:
            node = item.value[0][0] if isinstance(item, yaml.MappingNode) and item.value else item
            if isinstance(node, yaml.ScalarNode):
                yield node
