"""The files that GitHub and maintainers read: what they name exists, and what they promise is so."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.helpers.project import ROOT
from tools import prepare

BOT: dict[str, Any] = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text())
FORM: dict[str, Any] = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/error.yml").read_text())
GUIDES = ("README.md", "CONTRIBUTING.md", "MAINTAINING.md", "SECURITY.md", "SETUP.md", "ENGINES.md")

EXAMPLE = re.compile(r"/(my-|lessons?\.|calendar\.py$|flashcards\.py$)")
"""What CONTRIBUTING.md tells people to write, and is not there."""


def test_bot_looks_at_all_that_is_pinned_in_groups_and_with_a_cooldown() -> None:
    updates = {update["package-ecosystem"]: update for update in BOT["updates"]}
    assert set(updates) == {"github-actions", "npm", "pip"}
    for update in updates.values():
        assert (update["directory"], update["schedule"]) == ("/", {"interval": "monthly"})
        assert update["cooldown"]["default-days"] >= 7
        assert [group["patterns"] for group in update["groups"].values()] == [["*"]]


def test_form_for_errors_asks_for_the_id_and_nothing_else() -> None:
    asked = [part for part in FORM["body"] if part["type"] != "markdown"]
    assert [(part["type"], part["id"], part["validations"]) for part in asked] == [
        ("input", "entry", {"required": True})
    ]
    link = re.search(r"issues/new\?([^`]*)`", (ROOT / "web/cite.js").read_text())
    assert link
    assert link[1] == "template=error.yml&title=${id}&entry=${id}"


def test_every_owned_path_exists() -> None:
    lines = [
        line.split() for line in (ROOT / ".github/CODEOWNERS").read_text().splitlines() if line[:1] not in ("", "#")
    ]
    assert lines[0][0] == "*"
    assert [path for path, *_ in lines[1:] if not (ROOT / path.lstrip("/")).exists()] == []
    assert all(re.fullmatch(r"@[\w-]+(/[\w-]+)?", owner) for _, *owners in lines for owner in owners)


@pytest.mark.parametrize("name", GUIDES)
def test_guide_names_commands_and_files_that_exist(name: str) -> None:
    text = (ROOT / name).read_text()
    commands = set(re.findall(r"^([a-z-]+): .*## ", (ROOT / "Makefile").read_text(), re.M))
    assert set(re.findall(r"(?:`|^    )make ([a-z-]+)", text, re.M)) <= commands
    paths = re.findall(r"`((?:\.github|knowledge|data|docs|tests|tools|web|theme)/[\w./-]*)`", text)
    missing = {path for path in paths if not (ROOT / path).exists()}
    assert [path for path in sorted(missing) if not EXAMPLE.search(path)] == []


@pytest.mark.parametrize("name", GUIDES)
def test_guide_links_to_files_that_exist(name: str) -> None:
    targets = re.findall(r"\]\(([^)#:]+)[^):]*\)", (ROOT / name).read_text())
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_guide_to_set_up_names_the_purposes_and_settings_that_there_are() -> None:
    text = (ROOT / "SETUP.md").read_text()
    assert "[SETUP.md](SETUP.md)" in (ROOT / "README.md").read_text()
    (purposes,) = re.findall(r"prepare\.py site +# or (.*)", text)
    assert {"site", *purposes.split(", ")} == set(prepare.REQUIREMENTS)
    told = " ".join(remedy for _, remedy in prepare.CAUSES)
    named = set(re.findall(r"export (\w+)=", told))
    assert named
    assert named - set(re.findall(r"(\w+)=", text)) == set()


def test_packages_that_are_no_longer_maintained_are_still_used() -> None:
    """The list is for acting on: what has gone from the pins goes from it too."""
    _, _, after = (ROOT / "MAINTAINING.md").read_text().partition("## What is no longer maintained")
    rows = re.findall(r"^\| (`.*?) \|", after.partition("\n## ")[0], re.M)
    named = {name for row in rows for name in re.findall(r"`([\w.-]+)`", row)}
    pinned = set(re.findall(r"^([\w.-]+)==", (ROOT / prepare.REQUIREMENTS["test"]).read_text(), re.M))
    assert named
    assert named - pinned == set()


def test_required_check_is_a_job_of_the_workflow() -> None:
    (named,) = re.findall(r"the check “(.*?)”", (ROOT / "MAINTAINING.md").read_text())
    jobs = yaml.safe_load((ROOT / ".github/workflows/site.yml").read_text())["jobs"]
    assert named in {job["name"] for job in jobs.values()}


def test_lock_file_of_npm_names_no_registry() -> None:
    assert "omit-lockfile-registry-resolved=true" in (ROOT / ".npmrc").read_text().splitlines()


def ignored(root: Path) -> list[str]:
    """Return the files that the repository at `root` both ignores and holds."""
    command = ["git", "ls-files", "--cached", "--ignored", "--exclude-standard"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_repository_holds_nothing_that_a_check_keeps(tmp_path: Path) -> None:
    """A request that brought such files could have them read as our own."""
    if (ROOT / ".git").exists():
        assert ignored(ROOT) == []
    path = tmp_path / ".cache/check/good"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")
    (tmp_path / ".gitignore").write_text((ROOT / ".gitignore").read_text(encoding="utf-8"), encoding="utf-8")
    for command in (["git", "init", "-q"], ["git", "add", "--force", "."]):
        subprocess.run(command, cwd=tmp_path, check=True)
    assert ignored(tmp_path) == [".cache/check/good"]
