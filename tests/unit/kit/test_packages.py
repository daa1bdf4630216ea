"""The packages that make the kit are needed only where it is made: a preview does without them."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from knowledge import kit
from knowledge.graph import Knowledge
from knowledge.kit.format import KitError, Material
from knowledge.layout import Site
from knowledge.pages.source import titles
from tests.helpers.project import ROOT

BLOCKED = """
import sys
sys.modules.update(dict.fromkeys(sys.argv[1:]))
import knowledge.__main__, macros
"""


def modules_of_the_kit() -> list[str]:
    """Return the modules of the packages that only a build of the kit installs."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    wanted = {name.replace("_", "-").lower() for name in extras["build"]}
    return [module for module, of in packages_distributions().items() if wanted & {n.lower() for n in of}]


def test_a_preview_does_without_them() -> None:
    names = modules_of_the_kit()
    assert names
    done = subprocess.run(
        [sys.executable, "-c", BLOCKED, *names], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_missing_package_is_told_in_one_line(
    knowledge: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make(_inputs: object) -> bytes:
        raise ModuleNotFoundError("No module named 'typst'", name="typst")

    format_ = kit.FORMATS[0]._replace(inputs=lambda subject, _material: subject.id, make=make)
    monkeypatch.setattr(kit, "FORMATS", (format_,))
    material = Material(knowledge, Site("https://guide.example/", "A guide", "2026-01-02"), tmp_path)
    with pytest.raises(KitError, match=r"^kit/\S+: the package 'typst' is not installed; run 'make build'$"):
        kit.write(tmp_path, material, titles(ROOT / "docs"))
