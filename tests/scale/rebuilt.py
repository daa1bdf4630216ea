"""Builds the site in this folder as a preview does, edits one line of the data, and builds it again.

Prints as JSON the seconds of processor time of both: `python -m tests.scale.rebuilt FOLDER FILE OLD NEW`.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config.base import load_config


def spent() -> float:
    """Return the processor time of this process and of what it has started, in seconds."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def preview(site: str) -> None:
    """Build once, as a preview does."""
    build(load_config("mkdocs.yml", site_dir=site), serve_url="http://127.0.0.1:8000/")


if __name__ == "__main__":
    folder, name, old, new = sys.argv[1:]
    sys.argv = ["mkdocs", "serve"]  # by which macros.py knows a preview
    preview(folder)
    first = spent()
    path = Path(name)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    preview(folder)
    print(json.dumps({"first": first, "again": spent() - first}), file=sys.stderr)
    path.write_text(text, encoding="utf-8")
