"""The workflows: two linters look at them, each step is run, and what is published is what was tested and is newest."""

from __future__ import annotations

import fnmatch
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.build import offline
from tests.helpers.project import ROOT
from tools import prepare

FOLDER = ROOT / ".github/workflows"
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.yml"))}
WORKFLOWS: dict[str, Any] = {name: yaml.safe_load(text) for name, text in TEXTS.items()}
JOBS: dict[str, Any] = WORKFLOWS["site.yml"]["jobs"]
STEPS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    (workflow, step) for workflow in WORKFLOWS.values() for job in workflow["jobs"].values() for step in job["steps"]
]
RUN = {step.get("name", step["run"]): (workflow, step) for workflow, step in STEPS if "run" in step}

ON_NODE_24 = {
    "actions/attest": 4,
    "actions/cache/restore": 5,
    "actions/cache/save": 5,
    "actions/checkout": 5,
    "actions/configure-pages": 6,
    "actions/deploy-pages": 5,
    "actions/download-artifact": 7,
    "actions/upload-artifact": 6,
    "actions/upload-pages-artifact": 5,
}
"""The first version of each action that runs on Node 24, itself or by the action that it calls. GitHub's runners have
no older Node since September 2026."""


# ------------------------------------------------------------------------------------------------
# What linters say
# ------------------------------------------------------------------------------------------------


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


@pytest.mark.parametrize("name", TEXTS)
def test_linters_find_nothing(name: str) -> None:
    assert lint(FOLDER / name) == []


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (r"@[0-9a-f]{40} # v7.0.1", "@v7", "unpinned-uses"),
        (r"permissions: \{\}", "permissions: write-all", "excessive-permissions"),
        ('"\\$GITHUB_REF_NAME"', "${{ github.ref_name }}", "template-injection"),
        ("steps.pages.outputs.base_url", "steps.page.outputs.base_url", r"\[expression\]"),
        ("needs: test", "needs: tests", r"\[job-needs\]"),
        ("timeout-minutes: 10", "timeout: 10", r"\[syntax-check\]"),
        ("pull_request:", "pull_request_target:", "dangerous-triggers"),
    ],
)
def test_linters_find_faults(old: str, new: str, rule: str, tmp_path: Path) -> None:
    planted, times = re.subn(old, new, TEXTS["site.yml"], count=1)
    assert times == 1
    workflow = tmp_path / ".github/workflows/site.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text(planted)
    assert any(re.search(rule, said) for said in lint(workflow))


def test_actions_run_on_a_node_that_runners_have() -> None:
    used = [
        found for text in TEXTS.values() for found in re.findall(r"uses: (\S+)@([0-9a-f]{40}) # v(\d+)\S+$", text, re.M)
    ]
    assert {name for name, *_ in used} == set(ON_NODE_24)
    assert len(used) == sum(text.count("uses:") for text in TEXTS.values())
    assert [name for name, _, major in used if int(major) < ON_NODE_24[name]] == []
    # A repository has several actions, and one version of each of them is used everywhere.
    commits = {("/".join(name.split("/")[:2]), commit) for name, commit, _ in used}
    assert len(commits) == len({name for name, _ in commits})


# ------------------------------------------------------------------------------------------------
# What is published, and by whom
# ------------------------------------------------------------------------------------------------


def commands(job: str) -> list[str]:
    """Return what a job does, step by step: its commands, and the names of the actions."""
    return [step.get("run") or step["uses"].split("@")[0] for step in JOBS[job]["steps"]]


def test_each_job_needs_the_one_before() -> None:
    needs = {name: job.get("needs") for name, job in JOBS.items()}
    assert needs == {
        "lint": None,
        "check": "lint",
        "test": "check",
        "build": "test",
        "preview": "build",
        "newest": "build",
        "deploy": ["build", "newest"],
        "release": "build",
    }
    assert "continue-on-error" not in TEXTS["site.yml"]
    assert "always()" not in TEXTS["site.yml"]


def test_what_is_published_is_what_was_tested() -> None:
    """One build, then the tests of that folder, then its upload; nothing builds it again."""
    done = commands("build")
    order = [done.index(each) for each in ("make build", "make site-test", "actions/upload-pages-artifact")]
    assert order == sorted(order)
    assert order[2] == order[1] + 1 == order[0] + 2
    assert JOBS["build"]["steps"][order[2]]["with"]["path"] == "site"
    assert "BUILT_SITE=site" in (ROOT / "Makefile").read_text()
    assert [each for each in commands("deploy") if each.startswith("actions/")] == ["actions/deploy-pages"]
    assert [each for each in commands("release") if "make" in each.split()] == []


def test_only_main_is_published() -> None:
    """Of what the triggers let through: a request to merge, another branch that is started by hand, a tag."""
    (upload,) = (step for step in JOBS["build"]["steps"] if "upload-pages-artifact" in step.get("uses", ""))
    assert upload["if"] == JOBS["newest"]["if"] == "github.ref == 'refs/heads/main'"
    assert JOBS["deploy"]["if"] == f"{upload['if']} && needs.newest.outputs.publish == 'true'"
    assert JOBS["deploy"]["steps"][-1]["if"] == "steps.still.outputs.publish == 'true'"
    assert JOBS["release"]["if"] == "startsWith(github.ref, 'refs/tags/edition-')"


def test_runs_of_main_do_not_wait_for_each_other() -> None:
    """A run that waits is cancelled by any later one, even by one of an older commit; only publishing is in turns."""
    concurrency = WORKFLOWS["site.yml"]["concurrency"]
    assert concurrency["group"].endswith("${{ github.event_name == 'pull_request' && github.ref || github.run_id }}")
    assert [name for name, job in JOBS.items() if "concurrency" in job] == ["deploy"]


def test_only_jobs_without_our_code_may_write() -> None:
    """What a package or a request could put into a job has no right to change anything."""
    allowed = {
        "deploy": {"contents": "read", "pages": "write", "id-token": "write"},
        "release": {"contents": "write", "id-token": "write", "attestations": "write"},
        "tell": {"issues": "write"},
    }
    for workflow in WORKFLOWS.values():
        assert workflow["permissions"] == {}
        for name, job in workflow["jobs"].items():
            writes = "write" in job["permissions"].values()
            assert writes == (name in allowed)
            if writes:
                assert job["permissions"] == allowed[name]
                assert not any("checkout" in step.get("uses", "") for step in job["steps"])


def test_no_job_keeps_the_token_with_which_it_was_checked_out() -> None:
    kept = [step["with"].get("persist-credentials") for _, step in STEPS if "checkout" in step.get("uses", "")]
    assert set(kept) == {False}


def test_cache_is_written_by_main_alone() -> None:
    saved = [step for _, step in STEPS if "cache/save" in step.get("uses", "")]
    assert [step["if"].split(" && ")[0] for step in saved] == ["github.ref == 'refs/heads/main'"]
    restored = [step["with"] for _, step in STEPS if "cache/restore" in step.get("uses", "")]
    kept = saved[0]["with"]["path"]
    assert {each["path"] for each in restored} == {kept} == {"~/.cache/pip\n~/.npm/_cacache\n"}
    install = (ROOT / "tools/prepare.py").read_text()
    assert "--require-hashes" in install  # what comes from the cache is compared with the pins too
    assert '"ci", *options' in install


def test_preview_and_release_take_the_files_that_are_packed() -> None:
    """The pattern of the workflow fits the ZIP of the site and not that of the data."""
    (pattern,) = re.findall(r"unzip -q dist/(\S+) ", RUN["Pack the preview"][1]["run"])
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "site").mkdir()
        (Path(folder) / "site/index.html").write_text("<title>A guide</title>")
        names = [path.name for path in offline.write(Path(folder) / "site", Path(folder) / "dist", "2026-11-22")]
    assert len(fnmatch.filter(names, pattern)) == 1
    assert fnmatch.filter(names, "prevent-duty-*") == names


# ------------------------------------------------------------------------------------------------
# Each step, run by an ordinary user in a clean folder
# ------------------------------------------------------------------------------------------------

STOOD_IN = {
    "gh": "asks GitHub, which a test must not",
    "sudo": "installs programs",
    "python": "would run this very test, or takes minutes; the commands have tests of their own",
    "node": "checks the scripts, as `make lint` does before these tests",
}
"""The programs that only note how they are called, and why. All others are the real ones: bash, make, git, unzip."""

EXPRESSIONS = {
    "${{ steps.pages.outputs.base_url || 'http://127.0.0.1:8000/guide' }}": "https://x.github.io/guide",
    "${{ github.server_url }}/${{ github.repository }}": "https://github.com/x/guide",
    "${{ github.repository }}": "x/guide",
    "${{ github.token }}": "a-token",
}
"""What GitHub puts in the place of the expressions in the variables of steps."""

NOBODY = 65534
"""The user of the steps where these tests are run by root."""


class Runner:
    """A clean folder with the Makefile, in which steps are run as GitHub does."""

    def __init__(self, root: Path) -> None:
        self.root, self.work, self.log = root, root / "work", root / "log"
        self.variables = {
            "PATH": f"{root / 'bin'}:/usr/bin:/bin",
            "HOME": str(root),
            "GITHUB_OUTPUT": str(root / "output"),
            "GITHUB_STEP_SUMMARY": str(root / "summary"),
            "GITHUB_REPOSITORY": "x/guide",
            "GITHUB_REF_NAME": "edition-2026-11-22",
            "GITHUB_SHA": "a" * 40,
        }
        for folder in ("bin", "work/.venv/bin"):
            (root / folder).mkdir(parents=True)
        shutil.copy(ROOT / "Makefile", self.work)
        for path in ("bin/python3", "bin/gh", "bin/sudo", "work/.venv/bin/python", "work/.venv/bin/node"):
            name = "python" if "python" in path else Path(path).name
            self.program(root / path, f'echo "{name} $*" >> "{self.log}"')

    def program(self, path: Path, text: str) -> None:
        """Put a program in a place."""
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)

    def run(self, name: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a step, as a user without rights, and return what it said."""
        workflow, step = RUN[name]
        environment = {**workflow.get("env", {}), **step.get("env", {})}
        for key, value in environment.items():
            for expression, stands_for in EXPRESSIONS.items():
                value = value.replace(expression, stands_for)
            assert "${{" not in value, f"{name}: say in EXPRESSIONS what stands for {value}"
            environment[key] = value
        for path in (self.root, *self.root.rglob("*")):
            if os.geteuid() == 0:
                os.lchown(path, NOBODY, NOBODY)
        return subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=self.work,
            env=self.variables | environment | variables,
            capture_output=True,
            text=True,
            check=False,
            **({"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}),
        )

    def noted(self) -> str:
        """Return how the programs that only note were called."""
        return self.log.read_text() if self.log.exists() else ""

    def git(self, *arguments: str) -> str:
        """Let git do something in the folder."""
        named = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "safe.directory=*"]
        done = subprocess.run(["git", *named, *arguments], cwd=self.work, check=True, capture_output=True, text=True)
        return done.stdout.strip()


@pytest.fixture
def runner() -> Iterator[Runner]:
    """Not below the folder of pytest, into which an ordinary user cannot look."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Runner(Path(folder))


MADE = {
    "Check the style and the types of the code": [
        "prepare.py tools",
        "ruff check",
        "ruff format --check",
        "mypy",
        "biome ci",
    ],
    "Check the data and the pages": ["prepare.py site", "knowledge check"],
    "Run the tests that need no built site": ["prepare.py tools", "pytest tests/unit"],
    "Build the site": ["prepare.py build", "knowledge build mkdocs"],
    "Test the built site": ["prepare.py test", "pytest tests/site tests/browser"],
    "Pack the release": ["prepare.py tools", "knowledge release edition-2026-11-22 site dist"],
    "Write what there is to do": ["prepare.py tools", "tools/upkeep.py upkeep.md"],
}
"""The steps that only call make, each with what its rule starts, in this order."""


@pytest.mark.parametrize("name", MADE)
def test_step_that_calls_make(name: str, runner: Runner) -> None:
    done = runner.run(name)
    assert (done.returncode, done.stderr) == (0, "")
    places = [runner.noted().find(each) for each in MADE[name]]
    assert -1 not in places
    assert places == sorted(places)


def office(runner: Runner) -> None:
    """The packages are those that the set-up asks for."""
    assert runner.run("Install what opens slides and documents").returncode == 0
    first, second = runner.noted().splitlines()
    assert first == "sudo apt-get update"
    assert second.split()[-2:] == list(prepare.OFFICE_PARTS.values())


def release_of_what_is_not_on_main(runner: Runner) -> None:
    """A tag on a commit of main passes; one on another commit does not."""
    runner.git("init", "--quiet")
    runner.git("commit", "--quiet", "--allow-empty", "--message=main")
    runner.git("update-ref", "refs/remotes/origin/main", "HEAD")
    on_main = runner.git("rev-parse", "HEAD")
    runner.git("commit", "--quiet", "--allow-empty", "--message=other")
    other = runner.git("rev-parse", "HEAD")
    assert runner.run("Refuse to release what is not on main", GITHUB_SHA=on_main).returncode == 0
    done = runner.run("Refuse to release what is not on main", GITHUB_SHA=other)
    assert done.returncode == 1
    assert done.stdout.startswith("::error::The tag edition-2026-11-22 is not on main.")


def preview(runner: Runner) -> None:
    """The ZIP of the site is unpacked, and that of the data is not."""
    (runner.work / "dist").mkdir()
    for name in ("", "-data"):
        with zipfile.ZipFile(runner.work / f"dist/prevent-duty-2026-11-22{name}.zip", "w") as archive:
            archive.writestr(f"prevent-duty-2026-11-22{name}/index.html", "x")
    assert runner.run("Pack the preview").returncode == 0
    assert "python -m knowledge offline site dist" in runner.noted()
    found = [path.relative_to(runner.work).as_posix() for path in (runner.work / "preview").rglob("index.html")]
    assert found == ["preview/prevent-duty-2026-11-22/index.html"]


def build_of_today(runner: Runner) -> None:
    """Beside the request, what it would be merged into is built with its own Makefile."""
    runner.git("init", "--quiet")
    (runner.work / ".gitignore").write_text(".venv\n")
    runner.git("add", "--all")
    runner.git("commit", "--quiet", "--message=today")
    (runner.work / "Makefile").write_text("build: ; exit 1\n")
    runner.git("commit", "--quiet", "--all", "--message=request")
    (runner.root / "today").mkdir()
    (runner.root / "today").rmdir()
    real = runner.root / "bin/python3"
    runner.program(real, f'echo "python $*" >> "{runner.log}"; mkdir -p .venv/bin; cp "{real}" .venv/bin/python')
    done = runner.run("Build what is there today")
    assert done.returncode == 0, done.stderr
    assert "knowledge build mkdocs" in runner.noted()
    assert (runner.root / "today/Makefile").read_text() == (ROOT / "Makefile").read_text()


def comparison(runner: Runner) -> None:
    """What the command says, and nothing else, is shown with the run."""
    runner.program(
        runner.work / ".venv/bin/python",
        f'echo "python $*" >> "{runner.log}"; case "$*" in *compare*) echo "| Ids |";; esac',
    )
    assert runner.run("Compare").returncode == 0
    assert "knowledge compare ../today/site site" in runner.noted()
    first, *rest = (runner.root / "summary").read_text().splitlines()
    assert (first, len(rest)) == ("| Ids |", 1)
    assert "artefact “preview”" in rest[0]


def newest(runner: Runner, name: str = "Compare with the newest commit of main") -> None:
    """Only the newest commit of main is published; of another, the run says so and does not fail."""
    for sha, publish in (("a" * 40, "true"), ("b" * 40, "false")):
        runner.program(runner.root / "bin/gh", f'echo "gh $*" >> "{runner.log}"; echo {sha}')
        (runner.root / "output").unlink(missing_ok=True)
        done = runner.run(name)
        assert (done.returncode, (runner.root / "output").read_text()) == (0, f"publish={publish}\n")
        assert ("::notice::Not published: main has a newer commit" in done.stdout) == (publish == "false")
    assert "gh api repos/x/guide/commits/main --jq .sha" in runner.noted()
    # Where GitHub does not answer, nothing is published.
    runner.program(runner.root / "bin/gh", "exit 1")
    assert runner.run(name).returncode == 1


def newest_again(runner: Runner) -> None:
    """The same, in front of the deployment."""
    newest(runner, "Compare with the newest commit of main again")


def release(runner: Runner) -> None:
    """All files are attached but the text, which stands above them."""
    (runner.work / "dist").mkdir()
    names = [
        "prevent-duty-2026-11-22.zip",
        "prevent-duty-2026-11-22-kit.zip",
        "sbom.cdx.json",
        "SHA256SUMS",
        "NOTES.md",
    ]
    for name in names:
        (runner.work / "dist" / name).write_text("x")
    assert runner.run("Make the release").returncode == 0
    (line,) = runner.noted().splitlines()
    assert line.startswith(
        "gh release create edition-2026-11-22 --repo x/guide --verify-tag --title edition-2026-11-22 "
    )
    told, _, attached = line.partition("--notes-file dist/NOTES.md ")
    assert told
    assert sorted(attached.split()) == sorted(f"dist/{name}" for name in names if name != "NOTES.md")


def issue(runner: Runner) -> None:
    """One issue is opened where there is something to do; where one is open, it is written again."""
    name = "Open the issue, or write it again"
    page, gh = runner.work / "upkeep.md", runner.root / "bin/gh"

    def called(text: str, number: str) -> list[str]:
        runner.log.unlink(missing_ok=True)
        page.write_text(text)
        runner.program(gh, f'echo "$1 $2" >> "{runner.log}"; test "$2" = list && echo "{number}" || true')
        assert runner.run(name).returncode == 0
        return runner.noted().splitlines()

    assert called("To do:\n", "") == ["issue list", "label create", "issue create"]
    assert called("To do:\n", "7") == ["issue list", "issue edit"]
    assert called("Nothing to do.\n", "7") == ["issue list", "issue edit"]
    assert called("Nothing to do.\n", "") == ["issue list"]


SCRIPTS: dict[str, Callable[[Runner], None]] = {
    "Install what opens slides and documents": office,
    "Refuse to release what is not on main": release_of_what_is_not_on_main,
    "Pack the preview": preview,
    "Build what is there today": build_of_today,
    "Compare": comparison,
    "Compare with the newest commit of main": newest,
    "Compare with the newest commit of main again": newest_again,
    "Make the release": release,
    "Open the issue, or write it again": issue,
}
"""The other steps, each with what is tried of it."""


@pytest.mark.parametrize("name", SCRIPTS)
def test_step(name: str, runner: Runner) -> None:
    SCRIPTS[name](runner)


def test_every_step_is_run() -> None:
    """By name, since a step without one could not be found; and with no expression within the script itself."""
    assert len(RUN) == len([step for _, step in STEPS if "run" in step])
    assert set(RUN) == set(MADE) | set(SCRIPTS)
    assert [name for name, (_, step) in RUN.items() if "${{" in step["run"]] == []


def test_programs_that_are_stood_in_for_are_used() -> None:
    """And no others are, so that the list stays true."""
    with tempfile.TemporaryDirectory() as folder:
        Runner(Path(folder))
        names = {path.name.removesuffix("3") for path in Path(folder).rglob("bin/*")}
    assert names == set(STOOD_IN)
