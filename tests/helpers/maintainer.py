"""One who maintains a copy of the project: by the commands of the package, and by edits of its files."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from knowledge.graph import Knowledge
from knowledge.kinds.edition import Edition
from knowledge.load import load
from knowledge.record import Record
from tests.helpers.project import ROOT, build, package

LAST = 300
"""How many days the work may last."""


class Maintainer:
    """The days on which something happens are counted from today, or from the last day in the data if that is later."""

    def __init__(self, root: Path) -> None:
        self.root = root
        knowledge = load(root)
        days = [edition.day for edition in knowledge.of(Edition)]
        days += [*knowledge.published.values(), *map(knowledge.last_changed, knowledge.records.values())]
        self.start = max(datetime.now(UTC).date(), *(date.fromisoformat(f"{day}-01-01"[:10]) for day in days))
        end = datetime.combine(self.start + timedelta(LAST), datetime.min.time(), UTC)
        self.variables = {"SOURCE_DATE_EPOCH": str(int(end.timestamp()))}

    def day(self, number: int) -> str:
        """Return the day that is so many days after the start."""
        return (self.start + timedelta(number)).isoformat()

    def knowledge(self) -> Knowledge:
        """Return the records as they are now."""
        return load(self.root)

    # -- commands ------------------------------------------------------------------------------------

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the package, with the time of the end of the work, so that no day is too far ahead."""
        before = {name: os.environ.get(name) for name in self.variables}
        os.environ.update(self.variables)
        try:
            return package(self.root, *arguments)
        finally:
            for name, value in before.items():
                os.environ.pop(name) if value is None else os.environ.update({name: value})

    def do(self, *arguments: str) -> str:
        """Run a command that must succeed, and return what it said."""
        done = self.run(*arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def refused(self, *arguments: str) -> str:
        """Run a command that must not succeed, and return what was said of it."""
        done = self.run(*arguments)
        assert done.returncode == 1, done.stdout
        assert "Traceback" not in done.stderr
        return done.stderr

    def check(self) -> None:
        """See that nothing is wrong."""
        self.do("check")

    def build(self) -> Path:
        """Build the site, and return its folder."""
        done = build(self.root, **self.variables)
        assert done.returncode == 0, done.stderr
        return self.root / "site"

    def commit(self) -> None:
        """Commit what is there, as the first commit or a later one."""
        as_somebody = ("-c", "user.name=Maintainer", "-c", "user.email=maintainer@example.org")
        for command in (["init", "-q"], ["add", "data", "docs", "mkdocs.yml"], [*as_somebody, "commit", "-qm", "Work"]):
            subprocess.run(["git", *command], cwd=self.root, check=True)

    def unit_tests(self, *names: str) -> str:
        """Run unit tests of the project on its state now, and return what they said; fail where one fails."""
        shutil.copytree(ROOT / "tests", self.root / "tests", ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("pyproject.toml", "CONTRIBUTING.md"):
            shutil.copy(ROOT / name, self.root)
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *(f"tests/unit/{name}" for name in names)],
            cwd=self.root,
            env=os.environ | self.variables | {"PYTHONPATH": str(self.root), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout

    # -- edits ---------------------------------------------------------------------------------------

    def edit(self, name: str, change: Callable[[str], str]) -> None:
        """Change a file."""
        path = self.root / name
        old = path.read_text(encoding="utf-8")
        new = change(old)
        assert new != old, f"nothing changed in {name}"
        path.write_text(new, encoding="utf-8")

    def edit_record(self, id_: str, kind: type[Record], change: Callable[[str], str]) -> None:
        """Change the lines of one record."""
        block = re.compile(rf"^- id: {id_}\b.*?(?=^(?:- id: |#)|\Z)", re.MULTILINE | re.DOTALL)
        self.edit(f"data/{kind.file}", lambda text: block.sub(lambda found: change(found[0]), text, count=1))

    def set(self, id_: str, kind: type[Record], **values: str) -> None:
        """Write other values, as YAML, into fields of a record that stand in one line."""
        self.edit_record(id_, kind, lambda block: with_values(block, values))

    def add_change(self, id_: str, kind: type[Record], day: str, reason: str) -> None:
        """Note in a record that it has changed in substance."""

        def noted(block: str) -> str:
            entry = f"    - {{day: {day}, reason: {reason}}}\n"
            if "\n  changes:\n" in block:
                return block.replace("\n  changes:\n", f"\n  changes:\n{entry}", 1)
            heading, rest = block.split("\n", 1)
            return f"{heading}\n  changes:\n{entry}{rest}"

        self.edit_record(id_, kind, noted)

    def begin(self, kind: str, file: str) -> None:
        """Begin a record by the command."""
        said = self.do("new", kind)
        assert said.startswith(f"wrote data/{file}:"), said

    def write(self, file: str, **values: str) -> None:
        """Write what the last record of a file asks for; `values` are YAML, by the name of the field."""

        def written(text: str) -> str:
            start = text.rindex("\n- id: ") + 1
            return text[:start] + with_values(text[start:], values)

        self.edit(f"data/{file}", written)

    def add(self, kind: str, file: str, **values: str) -> None:
        """Begin a record by the command, and write what it asks for."""
        self.begin(kind, file)
        self.write(file, **values)


def with_values(block: str, values: dict[str, str]) -> str:
    """Return a record with other values in fields that stand in one line."""
    for name, value in values.items():
        block, count = re.subn(
            rf"^((?:  )*(?:- )?{name}:) .*$", lambda found, v=value: f"{found[1]} {v}", block, flags=re.MULTILINE
        )
        assert count == 1, f"{name} stands {count} times in one line of\n{block}"
    return block
