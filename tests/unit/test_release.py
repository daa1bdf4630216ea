"""A release holds what it should, says how to check it, and is made of a named edition alone."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from knowledge.build import inventory, release, sbom
from knowledge.graph import Knowledge
from knowledge.kinds.edition import Edition
from knowledge.problems import CommandError
from tests.helpers.project import ROOT

ADDRESS = "https://x.github.io/guide/"
CODE = "https://github.com/x/guide"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A site of two pages and a kit."""
    for name in ("index.html", "api/v1/index.json", "kit/slides.pptx"):
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'<link rel="canonical" href="{ADDRESS}"><p>{name}')
    return tmp_path / "site"


@pytest.fixture
def tag(knowledge: Knowledge) -> str:
    return knowledge.of(Edition)[-1].id


def write(knowledge: Knowledge, tag: str, built: Path, folder: str = "dist") -> list[Path]:
    return release.write(ROOT, knowledge, tag, built, built.parent / folder, CODE)


def test_files(knowledge: Knowledge, tag: str, built: Path) -> None:
    files = {path.name: path for path in write(knowledge, tag, built)}
    stem = f"prevent-duty-{tag.removeprefix('edition-')}"
    kit, data = f"{stem}-kit.zip", f"{stem}-data.zip"
    assert {kit, data, release.BILL, release.SUMS, release.NOTES} < set(files)
    assert any(name.startswith(stem) and name not in (kit, data) for name in files)
    assert {*files} == {path.name for path in (built.parent / "dist").iterdir()}
    assert zipfile.ZipFile(files[kit]).namelist() == [f"{stem}-kit/slides.pptx"]


def test_checksums_are_those_of_all_files(knowledge: Knowledge, tag: str, built: Path) -> None:
    files = [path for path in write(knowledge, tag, built) if path.name not in (release.SUMS, release.NOTES)]
    lines = (built.parent / "dist" / release.SUMS).read_text().splitlines()
    assert lines == [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}" for path in files]


def test_text_says_what_is_there_and_how_to_check_it(knowledge: Knowledge, tag: str, built: Path) -> None:
    *files, notes = write(knowledge, tag, built)
    text = notes.read_text()
    assert text.startswith(knowledge.of(Edition)[-1].reason)
    for path in files:
        assert re.search(rf"^- `{re.escape(path.name)}`: \w", text, re.M)
    assert "gh attestation verify FILE --repo x/guide" in text
    assert f"SITE_URL={ADDRESS} REPOSITORY_URL={CODE} make build" in text
    assert f"make release TAG={tag}" in text
    commands = (ROOT / "Makefile").read_text()
    assert all(re.search(rf"^{name}:", commands, re.M) for name in re.findall(r"make ([a-z]+)", text))


def test_site_without_a_kit(knowledge: Knowledge, tag: str, built: Path) -> None:
    (built / "kit/slides.pptx").unlink()
    (built / "kit").rmdir()
    assert not any("-kit" in path.name for path in write(knowledge, tag, built))


def test_same_site_gives_the_same_files(knowledge: Knowledge, tag: str, built: Path) -> None:
    first, second = (write(knowledge, tag, built, name) for name in ("one", "two"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


@pytest.mark.parametrize("unknown", ["edition-2027-05-05", "edition-2026-13-99", "main"])
def test_tag_that_names_no_edition_is_refused(unknown: str, knowledge: Knowledge, built: Path) -> None:
    with pytest.raises(CommandError, match=f"the tag '{unknown}' is not an edition in data/editions.yml; add"):
        write(knowledge, unknown, built)
    assert not (built.parent / "dist").exists()


def test_nothing_is_released_without_a_site(knowledge: Knowledge, tag: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="is not a built site; run 'make build' first"):
        write(knowledge, tag, tmp_path / "none")


def test_bill_of_materials() -> None:
    packages = inventory.packages(ROOT)
    text = sbom.bill(packages, "2026-11-22")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    bill = json.loads(text)
    used = [each for each in packages if each.purpose in inventory.PUBLISHED]
    assert {(part["name"], part["version"]) for part in bill["components"]} == {
        (each.name.rpartition("/")[2], each.version) for each in used
    }
    (search,) = (part for part in bill["components"] if part["name"] == "minisearch")
    assert (search["licenses"], len(search["hashes"][0]["content"])) == ([{"license": {"id": "MIT"}}], 128)
    assert bill["metadata"]["component"]["version"] == "2026-11-22"
    assert sbom.bill(packages, "2026-11-22") == text
    assert sbom.bill(used[1:], "2026-11-22") != text
