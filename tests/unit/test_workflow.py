"""The workflow that publishes: two linters look at it, and what it publishes is what it has tested."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.helpers.project import ROOT

TEXT = (ROOT / ".github/workflows/site.yml").read_text()
JOBS: dict[str, Any] = yaml.safe_load(TEXT)["jobs"]

ON_NODE_24 = {
    "actions/checkout": 5,
    "actions/configure-pages": 6,
    "actions/deploy-pages": 5,
    "actions/upload-pages-artifact": 5,
}
"""The first version of each action that runs on Node 24, itself or by the action that it calls. GitHub's runners have
no older Node since September 2026."""


def lint(path: Path) -> list[str]:
    """Return what zizmor, without asking the network, and actionlint say against a workflow."""
    programs = Path(sys.executable).parent
    said = []
    for command in (
        [
            programs / "zizmor",
            "--offline",
            "--no-config",
            "--no-progress",
            "--quiet",
            "--pedantic",
            "--strict-collection",
        ],
        [programs / "actionlint", "-shellcheck=", "-pyflakes="],
    ):
        done = subprocess.run([*command, path], capture_output=True, text=True, check=False)
        if done.returncode:
            said.append(done.stdout + done.stderr)
    return said


def test_linters_find_nothing() -> None:
    assert lint(ROOT / ".github/workflows/site.yml") == []


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (r"@[0-9a-f]{40} # v7.0.1", "@v7", "unpinned-uses"),
        (r"permissions: \{\}", "permissions: write-all", "excessive-permissions"),
        ('"\\$GITHUB_REF_NAME"', "${{ github.ref_name }}", "template-injection"),
        ("steps.pages.outputs.base_url", "steps.page.outputs.base_url", r"\[expression\]"),
        ("needs: test", "needs: tests", r"\[job-needs\]"),
        ("timeout-minutes: 20", "timeout: 20", r"\[syntax-check\]"),
    ],
)
def test_linters_find_faults(old: str, new: str, rule: str, tmp_path: Path) -> None:
    planted, times = re.subn(old, new, TEXT, count=1)
    assert times == 1
    workflow = tmp_path / ".github/workflows/site.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text(planted)
    assert any(re.search(rule, said) for said in lint(workflow))


def test_actions_run_on_a_node_that_runners_have() -> None:
    used = re.findall(r"uses: (\S+)@[0-9a-f]{40} # v(\d+)\.\d+\.\d+$", TEXT, re.M)
    assert {name for name, _ in used} == set(ON_NODE_24)
    assert len(used) == TEXT.count("uses:")
    assert [name for name, major in used if int(major) < ON_NODE_24[name]] == []


def test_what_is_published_is_what_was_tested() -> None:
    """One build, then the tests of that folder, then its upload, with no failure passed over on the way."""
    steps = JOBS["test"]["steps"]
    commands = [step.get("run") or step["uses"].split("@")[0] for step in steps]
    assert commands[-3:] == ["make build", "make test", "actions/upload-pages-artifact"]
    assert steps[-2]["env"]["BUILT_SITE"] == steps[-1]["with"]["path"] == "site"
    assert "continue-on-error" not in TEXT
    assert JOBS["deploy"]["needs"] == "test"
    assert [step["uses"].split("@")[0] for step in JOBS["deploy"]["steps"]] == ["actions/deploy-pages"]


def test_only_main_is_published() -> None:
    """Of what the triggers let through: a request to merge, another branch that is started by hand, a tag."""
    assert JOBS["deploy"]["if"] == JOBS["test"]["steps"][-1]["if"] == "github.ref == 'refs/heads/main'"
