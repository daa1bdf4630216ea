"""The workflow that publishes: what it may do, when it deploys, and that its actions cannot move."""

from __future__ import annotations

import re
from typing import Any

import yaml

from tests.helpers.project import ROOT

TEXT = (ROOT / ".github/workflows/site.yml").read_text()
JOBS: dict[str, Any] = yaml.safe_load(TEXT)["jobs"]


def test_actions_are_pinned_by_commit_with_their_version_beside() -> None:
    used = re.findall(r"uses: (.*)", TEXT)
    assert len(used) == 6
    for action in used:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)


def test_deploys_only_from_main_after_every_test() -> None:
    deploy = JOBS["deploy"]
    assert (deploy["needs"], deploy["if"]) == ("test", "github.ref == 'refs/heads/main'")
    steps = [step.get("run") for step in JOBS["test"]["steps"]]
    assert steps.index("make test") < steps.index("make build")
    assert not any("continue-on-error" in step for step in JOBS["test"]["steps"])


def test_all_of_the_history_is_there_for_the_ledger() -> None:
    assert JOBS["test"]["steps"][0]["with"]["fetch-depth"] == 0


def test_each_job_may_do_only_what_it_needs() -> None:
    assert yaml.safe_load(TEXT)["permissions"] == {}
    assert JOBS["test"]["permissions"] == {"contents": "read", "pages": "read"}
    assert JOBS["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert JOBS["release"]["permissions"] == {"contents": "write", "pages": "read"}


def test_a_tag_of_an_edition_keeps_its_site_and_its_data() -> None:
    release = JOBS["release"]
    assert (release["needs"], release["if"]) == ("test", "startsWith(github.ref, 'refs/tags/edition-')")
    steps = [step.get("run", "") for step in release["steps"]]
    assert "make offline" in steps
    assert any(run.startswith("gh release create") and run.endswith("dist/*") for run in steps)
