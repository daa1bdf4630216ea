"""The layers of the package, as pyproject.toml lists them: each imports only those below it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.project import ROOT

LINT = "from importlinter.cli import lint_imports_command as main; main(['--no-cache', '--no-logo'])"


def lint(root: Path) -> tuple[int, str]:
    """Return the exit code of import-linter in a folder, and what it said."""
    done = subprocess.run([sys.executable, "-c", LINT], cwd=root, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_each_layer_imports_only_those_below() -> None:
    code, said = lint(ROOT)
    assert code == 0, said


PLANTED = {
    "graph.py": ("from knowledge.kinds import KINDS", "knowledge.graph -> knowledge.kinds"),
    "record.py": (
        "def late() -> None:\n    from knowledge.pages.page import Page",
        "knowledge.record -> knowledge.pages.page",
    ),
    "markdown.py": ("from knowledge.layout import Place", "knowledge.markdown -> knowledge.layout"),
    "kinds/source.py": ("from knowledge.kinds.development import Development", ".source -> .development"),
    "pages/page.py": ("import mkdocs.plugins", "knowledge.pages.page -> mkdocs"),
    "calls.py": ("from mkdocs_macros import plugin", "knowledge.calls -> mkdocs_macros"),
    "stray.py": ("", "stray"),
}
"""What is written into a module, and how the report names it: imports of a layer above, of the same layer, of a kind in
a circle, of the engine; and a module that stands in no layer."""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What import-linter says of a copy of the package with all that is planted."""
    root = tmp_path_factory.mktemp("layers")
    shutil.copytree(ROOT / "knowledge", root / "knowledge", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", root)
    for name, (text, _) in PLANTED.items():
        with (root / "knowledge" / name).open("a", encoding="utf-8") as file:
            file.write(f"\n\n{text}\n")
    code, said = lint(root)
    assert code == 1, said
    return said


@pytest.mark.parametrize("module", PLANTED)
def test_import_of_what_is_not_below_is_named(report: str, module: str) -> None:
    assert PLANTED[module][1] in report, report
