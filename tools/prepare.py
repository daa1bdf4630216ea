"""Sets up what a command needs: `prepare.py site` to build, `prepare.py test` to test as well.

With the number of a port, `prepare.py site 8000`, it also sees that the port is free.

Uses the standard library alone, since it runs before anything is installed. What is in place already
is left alone. Where a step cannot be done, it says in one line what to do, and exits with 1.
"""

import hashlib
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
OLDEST_PYTHON = (3, 11)
REQUIREMENTS = {"site": "requirements.txt", "test": "requirements-test.txt"}
# Without the windows that nobody looks at, the first takes a quarter less of the processor for the same pages.
BROWSERS = ("chromium-headless-shell", "google-chrome", "google-chrome-stable", "chromium", "chromium-browser")
JAVA = "java"


class CannotPrepareError(Exception):
    """A step cannot be done; the message says what to do."""


def main(arguments):
    """Prepare what the first argument names, and check the port that the second names; return the exit code."""
    if not arguments or arguments[0] not in REQUIREMENTS or not all(port.isdigit() for port in arguments[1:2]):
        print("usage: prepare.py site | test [PORT]", file=sys.stderr)
        return 2
    try:
        check_python()
        make_venv()
        install(REQUIREMENTS[arguments[0]])
        install_npm(arguments[0])
        if arguments[0] == "test":
            provide_browser()
            provide_java()
        for port in arguments[1:2]:
            check_port(int(port))
    except CannotPrepareError as problem:
        print("cannot set up: {}".format(problem), file=sys.stderr)
        return 1
    return 0


def check_python():
    """Refuse a Python that is too old for the project."""
    if sys.version_info < OLDEST_PYTHON:
        raise CannotPrepareError(
            "Python {}.{} or later is needed and this is {}.{}; install a later one and name it: "
            "make PYTHON=python3.12 …".format(*OLDEST_PYTHON, *sys.version_info[:2])
        )


def make_venv():
    """Make the virtual environment, or make it anew where its Python is gone or another."""
    version = "{}.{}".format(*sys.version_info)
    ask = [str(VENV_PYTHON), "-c", "import pip, sys; print('{}.{}'.format(*sys.version_info))"]
    if VENV_PYTHON.exists() and run(ask)[1].strip() == version:
        return
    say("making the virtual environment .venv")
    make = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    code, output = run(make)
    if code and apt_install("python3-venv"):
        code, output = run(make)
    if code:
        raise CannotPrepareError(
            "python3 -m venv failed ({}); on Debian or Ubuntu call: sudo apt-get install python3-venv".format(
                last(output)
            )
        )


def install(name):
    """Install the pinned packages of a requirements file, unless they are there."""
    wanted = (ROOT / name).read_bytes()
    fingerprint = hashlib.sha256(wanted).hexdigest()
    stamp = VENV / (name + ".installed")
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    say("installing the packages of {} (once)".format(name))
    pip = [str(VENV_PYTHON), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    code, output = run([*pip, "--require-hashes", "-r", str(ROOT / name)])
    if code:
        raise CannotPrepareError(
            "the packages of {} could not be installed ({}); check the network and pip's settings, "
            "then call the command again".format(name, last(output))
        )
    stamp.write_text(fingerprint)
    if name == REQUIREMENTS["test"]:
        # The packages of the tests are a superset, pinned to the same versions.
        site = REQUIREMENTS["site"]
        (VENV / (site + ".installed")).write_text(hashlib.sha256((ROOT / site).read_bytes()).hexdigest())


def install_npm(purpose):
    """Install the pinned packages of package-lock.json into the virtual environment, unless they are there."""
    names = ("package.json", "package-lock.json")
    wanted = hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in names)).hexdigest()
    folder = VENV / "npm"
    stamp = VENV / "npm.installed"
    there = stamp.read_text() if stamp.exists() else ""
    if there in (wanted + " test", wanted + " " + purpose):
        return
    say("installing the packages of package-lock.json (once)")
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        shutil.copy(str(ROOT / name), str(folder / name))
    npm = [
        str(VENV_PYTHON.with_name("npm")),
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--prefix",
        str(folder),
    ]
    path = os.pathsep.join([str(VENV_PYTHON.parent), os.environ.get("PATH", "")])
    code, output = run(npm, dict(os.environ, PATH=path))
    if code:
        raise CannotPrepareError(
            "the packages of package-lock.json could not be installed ({}); check the network and npm's settings, "
            "then call the command again".format(last(output))
        )
    stamp.write_text(wanted + " " + purpose)


def provide_browser():
    """Install Chromium where no browser is found and the right to install one is there."""
    if find_browser() is None:
        say("installing Chromium for the browser tests (once)")
        apt_install("chromium-headless-shell") or apt_install("chromium")
    if find_browser() is None:
        raise CannotPrepareError(
            "no browser for the tests; install Chromium or Google Chrome (on Debian: sudo apt-get install chromium), "
            "or name one: make test CHROME=/path/to/chrome"
        )


def provide_java():
    """Install Java, which the checker of HTML needs, where there is none and the right to install it is there."""
    if find_java() is None:
        say("installing Java for the checks of HTML (once)")
        apt_install("default-jre-headless")
    if find_java() is None:
        raise CannotPrepareError(
            "no Java for the checks of HTML; install it (on Debian: sudo apt-get install default-jre-headless)"
        )


def check_port(port):
    """Refuse a port of this machine on which another program listens."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise CannotPrepareError(
                "another program listens on port {}; end it, or choose another port: make serve PORT=8001".format(port)
            )


def find_browser():
    """Return the path of the browser for the tests: the one that CHROME names, or one that is installed."""
    named = os.environ.get("CHROME")
    if named:
        if shutil.which(named) is None:
            raise CannotPrepareError("CHROME names '{}', which cannot be run; give the path of a browser".format(named))
        return shutil.which(named)
    return next((path for path in map(shutil.which, BROWSERS) if path), None)


def find_java():
    """Return the path of Java, or None where it is not installed."""
    return shutil.which(JAVA)


def apt_install(package):
    """Install a Debian package where that is possible without asking; return whether it was done."""
    if os.name != "posix" or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for step in (["update"], ["install", "--yes", "--no-install-recommends", package]):
        code, output = run(["apt-get", "--quiet", *step], environment)
        if code:
            say("apt-get {} failed: {}".format(step[0], last(output)))
            return False
    return True


def run(command, environment=None):
    """Return the exit code and the output of a command; 127 where it cannot be started."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            universal_newlines=True,
        )
    except OSError as error:
        return 127, str(error)
    return done.returncode, done.stdout


def last(output):
    """Return the last line that says something."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return lines[-1] if lines else "no output"


def say(what):
    """Tell what takes time, at once."""
    print("setting up: {}".format(what), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
