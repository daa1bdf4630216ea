"""The commands of a fresh machine: what they say when a step cannot be done, and what is pinned."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.helpers.project import ROOT
from tools import prepare


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """Return the one line of the last refusal."""
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    return lines[0]


def test_old_python(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4, "final", 0))
    assert prepare.main(["site"]) == 1
    assert said(capsys) == (
        "cannot set up: Python 3.11 or later is needed and this is 3.10; install a later one and name it: "
        "make PYTHON=python3.12 …"
    )


def test_no_venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(prepare, "VENV_PYTHON", tmp_path / "none")
    monkeypatch.setattr(prepare, "run", lambda *_: (1, "ensurepip is not available\n"))
    monkeypatch.setattr(prepare, "apt_install", lambda _: False)
    assert prepare.main(["site"]) == 1
    assert said(capsys) == (
        "cannot set up: python3 -m venv failed (ensurepip is not available); "
        "on Debian or Ubuntu call: sudo apt-get install python3-venv"
    )


def test_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(prepare, "make_venv", lambda: None)
    monkeypatch.setattr(prepare, "VENV", tmp_path)
    monkeypatch.setattr(prepare, "run", lambda *_: (1, "no route to host\n"))
    assert prepare.main(["site"]) == 1
    assert said(capsys) == (
        "cannot set up: the packages of requirements.txt could not be installed (no route to host); "
        "check the network and pip's settings, then call the command again"
    )
    assert list(tmp_path.iterdir()) == []


def test_no_npm_registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for step in ("make_venv", "install"):
        monkeypatch.setattr(prepare, step, lambda *_: None)
    monkeypatch.setattr(prepare, "VENV", tmp_path)
    monkeypatch.setattr(prepare, "run", lambda *_: (1, "no route to host\n"))
    assert prepare.main(["site"]) == 1
    assert said(capsys) == (
        "cannot set up: the packages of package-lock.json could not be installed (no route to host); "
        "check the network and npm's settings, then call the command again"
    )
    assert not (tmp_path / "npm.installed").exists()


def test_no_browser(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for step in ("make_venv", "install", "install_npm"):
        monkeypatch.setattr(prepare, step, lambda *_: None)
    asked: list[str] = []
    monkeypatch.setattr(prepare, "BROWSERS", ("no-such-browser",))
    monkeypatch.setattr(prepare, "apt_install", asked.append)
    monkeypatch.delenv("CHROME", raising=False)
    assert prepare.main(["test"]) == 1
    assert asked == ["chromium-headless-shell", "chromium"]
    assert said(capsys) == (
        "cannot set up: no browser for the tests; install Chromium or Google Chrome "
        "(on Debian: sudo apt-get install chromium), or name one: make test CHROME=/path/to/chrome"
    )


def test_no_java(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for step in ("make_venv", "install", "install_npm", "provide_browser"):
        monkeypatch.setattr(prepare, step, lambda *_: None)
    asked: list[str] = []
    monkeypatch.setattr(prepare, "JAVA", "no-such-java")
    monkeypatch.setattr(prepare, "apt_install", asked.append)
    assert prepare.main(["test"]) == 1
    assert asked == ["default-jre-headless"]
    assert said(capsys) == (
        "cannot set up: no Java for the checks of HTML; install it "
        "(on Debian: sudo apt-get install default-jre-headless)"
    )


def test_port_in_use(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for step in ("make_venv", "install", "install_npm"):
        monkeypatch.setattr(prepare, step, lambda *_: None)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert prepare.main(["site", str(port)]) == 1
    assert said(capsys) == (
        f"cannot set up: another program listens on port {port}; end it, or choose another port: make serve PORT=8001"
    )
    assert prepare.main(["site", str(port)]) == 0


def test_named_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROME", sys.executable)
    assert prepare.find_browser() == sys.executable
    monkeypatch.setenv("CHROME", "/no/such/browser")
    with pytest.raises(prepare.CannotPrepareError, match="CHROME names '/no/such/browser', which cannot be run"):
        prepare.find_browser()


def test_what_is_in_place_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    if not prepare.VENV.exists():
        pytest.skip("a copy of the project has no environment")
    started: list[list[str]] = []
    real = prepare.run
    monkeypatch.setattr(prepare, "run", lambda command, *rest: (started.append(command), real(command, *rest))[1])
    assert prepare.main(["test"]) == 0
    assert [command[1] for command in started] == ["-c"]


def test_everything_is_pinned_with_hashes() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for name, wanted in (
        ("requirements.txt", declared["dependencies"]),
        ("requirements-test.txt", declared["dependencies"] + declared["optional-dependencies"]["test"]),
    ):
        text = (ROOT / name).read_text()
        pins = dict(
            re.findall(r"^([a-z0-9.-]+)==\S+ .*\\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", text, re.M)
        )
        assert len(pins) == len({line.split("==")[0] for line in text.splitlines() if re.match(r"\w", line)})
        names = {re.split(r"[ <>=\[]", need)[0].lower() for need in wanted}
        assert names - set(pins) == set(), f"{name} is stale: run 'make lock'"
        assert "://" not in text


def test_npm_packages_are_pinned_with_hashes() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    declared = json.loads((ROOT / "package.json").read_text())["dependencies"]
    assert lock[""]["dependencies"] == declared
    packages = [package for name, package in lock.items() if name]
    assert len(packages) >= len(declared)
    assert all(package["integrity"].startswith("sha512-") and "resolved" not in package for package in packages)


def test_make_lists_every_command() -> None:
    """A command without its line of help, or one that is not declared, would be missing from the list."""
    done = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0
    listed = re.findall(r"^make ([\w-]+) +\S", done.stdout, re.M)
    text = (ROOT / "Makefile").read_text()
    targets = re.findall(r"^([\w-]+):(?!=)", text, re.M)
    (declared,) = re.findall(r"^\.PHONY: (.*)", text, re.M)
    assert listed == targets
    assert sorted(declared.split()) == sorted(targets)
