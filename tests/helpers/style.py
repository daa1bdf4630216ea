"""Finds wording in reader-facing text that docs/about/style.md rules out; `python -m tests.helpers.style` lists it all.

It knows phrases, not good English: a text that it passes still has to be read aloud.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

ROOT = Path(__file__).resolve().parents[2]

# ------------------------------------------------------------------------------------------------
# What is not written here, and what to write instead
# ------------------------------------------------------------------------------------------------

PATTERNS = (
    # Tone and provenance
    (r"criticis(?:e|es|ed|ing)", "“Inspectors found …”, or their own word, such as “were surprised”"),
    (r"without praise or blame", "nothing: the label “Neutral” says it"),
    (r"it follows that", "what should be done: the label “Inferred by us” says the rest"),
    (r"(?:is|are) implied|by implication", "nothing: the label “Inferred by us” says it"),
    (r"says? (?:so|it) outright", "nothing: the label “Inferred by us” says it"),
    (r"in so many words", "explicitly"),
    (r"names? (?:it |this |them )?as a (?:strength|weakness)", "what was strong or weak"),
    (r"this site[’']s (?:own|view|reading|explanation|suggestion|choice|conclusion)", "our"),
    (r"(?:is|are|was|were) not (?:established|seen)", "We do not know, we have not seen"),
    (r"this answers", "nothing: questions that people search with are never shown"),
    (r"said by", "Reported by"),
    (r"verdicts?", "assessment"),
    # Word order
    (
        r"(?:reports?|guidance|acts?|releases?|texts?|polic(?:y|ies)|reviews?|inspections?|strateg(?:y|ies)) of "
        r"(?:(?!the )\w+ )?(?:19|20)\d\d",
        "the year first: the 2020 report",
    ),
    (r"(?-i:See that|, see that)|sees? to it", "make sure"),
    (r"so that\b[^.!?]*\bso that", "two sentences"),
    (r"another (?:officer|person|body|post) than", "someone other than"),
    # Words
    (r"stands?(?! (?:in )?for\b| alone\b| down\b| out\b| by\b)", "is, appears, is listed"),
    (r"stood(?! (?:on|at|in for|down)\b)", "was, appeared"),
    (r"beside", "alongside, next to, as well as, compared with"),
    (r"nobody", "no one"),
    (r"somebody", "someone"),
    (r"one[’']s", "your, their"),
    (r"anew", "again"),
    (r"mend(?:s|ed|ing)?", "fix, correct"),
    (r"a slip", "a mistake, a typing error"),
    (r"(?:(?<!be )(?<!been )(?<!was )(?<!were )told|tells?) of", "described, said, mentioned"),
    (r"(?:takes?|taken|taking|took) up", "adopt"),
    (r"(?:keeps?|kept|keeping) up(?! with\b| to date\b)", "maintain"),
    (r"(?:takes?|took) (?:it|this|them) for(?! granted\b)|(?:is|are|was|were) (?:often )?taken for", "see as"),
    (r"(?<!arrangements )made for", "tailored to"),
    (r"to be had", "available"),
    (r"news (?:of|from)", "information"),
    (r"rests? on|resting on|bears? (?:up)?on", "is based on, affects"),
    (r"as a rule", "usually"),
    (r"seldom", "rarely"),
    (r"for instance", "for example"),
    (r"above all", "especially"),
    (r"where(?:by|in|of)|there(?:by|of|upon)|here(?:by|of)", "a new sentence"),
    (r"is no (?:page|procedure)", "is not a procedure"),
    (r"A–Z", "A to Z"),
)
"""What no reader-facing text has, as the inside of a regular expression of whole words, and what to write instead."""

LONGEST = 25
"""How many words a sentence may have."""

LONG = f"two sentences: it may have {LONGEST} words"
SEMICOLON = "two sentences: a summary has no semicolon"

_PATTERNS = [(re.compile(rf"(?<![\w-])(?:{inside})(?![\w-])", re.IGNORECASE), instead) for inside, instead in PATTERNS]


class Finding(NamedTuple):
    """A phrase, where it is, and what to write instead."""

    file: str
    line: int
    phrase: str
    instead: str

    def __str__(self) -> str:
        """Return the finding in one line."""
        return f"{self.file}:{self.line}: “{self.phrase}”; write {self.instead}"


class Text(NamedTuple):
    """A piece of reader-facing text: one block, the line of each of its characters, and what it is held to."""

    words: str
    lines: Sequence[int]
    is_limited: bool = False
    """Whether its sentences may have 25 words."""

    is_summary: bool = False


def faults(text: Text) -> Iterator[tuple[int, str, str]]:
    """Yield the line, the phrase and what to write instead, for each fault of a text."""
    bare = _without_quotations(text.words)
    for pattern, instead in _PATTERNS:
        for found in pattern.finditer(bare):
            yield text.lines[found.start()], found[0], instead
    if text.is_limited:
        for start, sentence in _sentences(bare):
            count = sum(bool(re.search(r"\w", word)) and set(word) != {"x"} for word in sentence.split())
            if count > LONGEST:
                begun = " ".join(sentence.lstrip("-*#>| ").split()[:6])
                yield text.lines[start], f"{begun} … ({count} words)", LONG
    if text.is_summary and ";" in bare:
        yield text.lines[bare.index(";")], ";", SEMICOLON


def _without_quotations(words: str) -> str:
    """Return a text with an x for each letter and sign of what it quotes, which is not ours."""
    return re.sub(r"“[^“”]*”", lambda found: re.sub(r"\S", "x", found[0]), words)


def _sentences(words: str) -> Iterator[tuple[int, str]]:
    start = 0
    for end in [*(found.end() for found in re.finditer(r"[.!?][”’)*]*\s+(?=[^a-z])", words)), len(words)]:
        sentence = words[start:end]
        if sentence.strip():
            yield start + len(sentence) - len(sentence.lstrip()), sentence
        start = end


def _flat(raw: str, line: int, **held: bool) -> Text:
    """Return a text in one line, each of its characters with the line it was in."""
    words, lines = [], []
    for character in raw:
        is_space = character.isspace()
        if not (is_space and (not words or words[-1] == " ")):
            words.append(" " if is_space else character)
            lines.append(line)
        line += character == "\n"
    return Text("".join(words), [*lines, line], **held)


# ------------------------------------------------------------------------------------------------
# Data
# ------------------------------------------------------------------------------------------------

NOT_DATA = ("phrases.yml", "language.yml")
"""What people type into the search, which no page shows."""

QUOTED = ("id", "wording", "quantity_words", "headings", "other_names", "spelt_out", "sources", "seed", "publisher")
"""Fields that quote, or that name something."""

LIMITED = ("summary", "good", "poor", "evidence")


def in_data(path: Path) -> Iterator[Text]:
    """Yield the texts of a data file, other than what it quotes."""
    whole = path.read_text(encoding="utf-8")
    quoted = (*QUOTED, "title") if path.name == "sources.yml" else QUOTED  # titles of documents

    def texts(node: yaml.Node | None, field: str) -> Iterator[Text]:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value not in quoted:
                    yield from texts(value, key.value)
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                yield from texts(value, field)
        elif isinstance(node, yaml.ScalarNode) and " " in node.value:
            raw = whole[node.start_mark.index : node.end_mark.index]
            raw = re.sub(r"^[>|][-+]?", lambda sign: " " * len(sign[0]), raw)
            limits = {"is_limited": field in LIMITED, "is_summary": field == "summary"}
            yield _flat(raw, node.start_mark.line + 1, **limits)

    yield from texts(yaml.compose(whole, Loader=yaml.CSafeLoader), "")


# ------------------------------------------------------------------------------------------------
# Pages, code and the frame
# ------------------------------------------------------------------------------------------------


def _blank(pattern: str, raw: str, kept: Callable[[re.Match[str]], str] = lambda _: " ") -> str:
    """Return a text without what a pattern finds, on the same lines as before."""
    return re.sub(
        pattern, lambda found: kept(found) + "\n" * (found[0].count("\n") - kept(found).count("\n")), raw, flags=re.S
    )


def in_page(path: Path) -> Iterator[Text]:
    """Yield the blocks of a page in Markdown: headings, paragraphs, items of lists, cells of tables."""
    raw = path.read_text(encoding="utf-8")
    raw = _blank(
        r"\A---\n.*?\n---\n",
        raw,
        lambda found: re.sub(r"(?m)^(?:---|(?:title|description): *(?:>-)?)|^\w+:.*$", "", found[0]),
    )
    raw = _blank(r"(?m)^(`{3,}).*?^\1$|<!--.*?-->|(?m:^ {4}make .*?$)|\{ ?[#.:][^}]*\}|<[^>]+>", raw)
    raw = _blank(r"`+[^`]+`+|\{\{ *(?:permalink|edition_day)[^}]*\}\}", raw, lambda _: " x ")
    raw = _blank(r'\{\{ *\w+\([^,}]*, *"([^"}]*)"\) *\}\}', raw, lambda found: found[1])  # link("rec-7", "words")
    raw = _blank(r"\{\{ *link\([^}]*\}\}", raw, lambda _: " x ")
    raw = _blank(r"\{\{[^}]*\}\}", raw)
    raw = _blank(r"\[([^\[\]]*)\]\([^)]*\)", raw, lambda found: found[1])
    line = 1
    for block in re.split(r"(\n\s*\n|\n(?=\s*(?:[-*] |\d+\. |[#|:!?]|\*\[))|(?<=[^\n]) \| )", raw):
        yield _flat(block, line, is_limited=True)
        line += block.count("\n")


SHOWN = re.compile(
    r"(?:kinds|outputs)/|pages/(?:page|changes|extension|structured)\.py$"
    r"|(?:record|vocabulary|charts|markdown|citation)\.py$"
)
"""The modules with words that readers see; messages about wrong data are for maintainers."""

MESSAGES = ("Violation", "Problem")


def in_python(path: Path) -> Iterator[Text]:
    """Yield the strings of a module that readers may see, and the docstrings of its kinds, which a page shows too."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = set()
    for node in ast.walk(tree):
        is_message = (
            isinstance(node, ast.Raise)
            or (isinstance(node, ast.Call) and getattr(node.func, "id", "") in MESSAGES)
            or (isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple))
        )
        if is_message:
            silent |= {id(inner) for inner in ast.walk(node)}
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            silent.add(id(node.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and "kinds" in path.parts and (docstring := ast.get_docstring(node)):
            yield _flat(docstring, node.body[0].lineno)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield Text(node.value, [node.lineno] * (len(node.value) + 1))


def in_script(path: Path) -> Iterator[Text]:
    """Yield the strings of a script."""
    raw = path.read_text(encoding="utf-8")
    strings = r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|`(?:\\.|[^`\\])*`'
    for found in re.finditer(rf"/\*.*?\*/|(?m://.*?$)|({strings})", raw, flags=re.S):
        if found[1] and " " in found[1]:
            yield _flat(re.sub(r"\$\{[^}]*\}", "x", found[1][1:-1]), raw.count("\n", 0, found.start()) + 1)


def in_frame(path: Path) -> Iterator[Text]:
    """Yield the texts of a template, those of its attributes among them."""
    raw = _blank(r"\{#.*?#\}|<style.*?</style>|<svg.*?</svg>", path.read_text(encoding="utf-8"))
    for found in re.finditer(r'\b(?:aria-label|title|alt|placeholder|content)="([^"]*)"', raw):
        yield _flat(found[1], raw.count("\n", 0, found.start()) + 1)
    raw = _blank(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]+>", raw)
    for number, line in enumerate(raw.splitlines(), 1):
        yield _flat(line, number)


# ------------------------------------------------------------------------------------------------
# All of it
# ------------------------------------------------------------------------------------------------

READERS: tuple[tuple[str, Callable[[Path], Iterable[Text]]], ...] = (
    ("data/**/*.yml", in_data),
    ("docs/**/*.md", in_page),
    ("includes/*.md", in_page),
    ("*.md", in_page),
    ("tests/BUDGETS.md", in_page),
    ("tests/SCALE.md", in_page),
    ("knowledge/**/*.py", in_python),
    ("web/**/*.js", in_script),
    ("theme/**/*.html", in_frame),
)
"""Where reader-facing text is, and what reads it."""


def findings(root: Path = ROOT) -> list[Finding]:
    """Return each fault of wording in a project, file by file."""
    found = []
    for pattern, texts in READERS:
        for path in sorted(root.glob(pattern)):
            name = path.relative_to(root).as_posix()
            if path.name in (*NOT_DATA, "LICENSE-TEXT.md"):
                continue
            if path.suffix == ".py" and not SHOWN.search(name.removeprefix("knowledge/")):
                continue
            found += sorted({Finding(name, *fault) for text in texts(path) for fault in faults(text)})
    return found


if __name__ == "__main__":
    everything = findings()
    for finding in everything:
        print(finding)
    print(f"{len(everything)} to rewrite")
    sys.exit(bool(everything))
