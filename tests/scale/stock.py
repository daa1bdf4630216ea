"""A stock Material site with the same pages: the yardstick for what a build costs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import yaml

OURS = ("knowledge.pages.extension",)
"""Extensions that a stock site does not have."""

NEEDS_OURS = {"pymdownx.emoji": None}
"""Extensions whose options name our own code, and what a stock site gives them."""


class _Settings(yaml.SafeLoader):
    """Reads mkdocs.yml as far as a stock site needs it: a name in Python, or of a variable, is nothing here."""


_Settings.add_multi_constructor("!", lambda *_: None)
_Settings.add_multi_constructor("tag:yaml.org,2002:python/name:", lambda *_: None)


def write(root: Path, folder: Path) -> None:
    """Write into a new folder a stock Material site with the pages that `root` builds, their Markdown and their menu.

    Raises CalledProcessError where `root` cannot be built.
    """
    docs = folder / "docs"
    docs.mkdir(parents=True)
    with_hook = root / "mkdocs-kept.yml"
    hook = Path(__file__).with_name("kept_markdown.py")
    with_hook.write_text(f"INHERIT: mkdocs.yml\nhooks: [{hook}]\n", encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", with_hook.name, "--site-dir", str(folder / "kept")]
    try:
        subprocess.run(command, cwd=root, env=os.environ | {"KEPT": str(docs)}, check=True, capture_output=True)
    finally:
        with_hook.unlink()
    ours = yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), Loader=_Settings)
    extensions = [one if isinstance(one, str) else next(iter(one)) for one in ours["markdown_extensions"]]
    settings = {
        "site_name": ours["site_name"],
        "site_url": "http://127.0.0.1:8000/",
        "nav": ours["nav"],
        "theme": {"name": "material"},
        "plugins": ["search"],
        "markdown_extensions": [
            {name: NEEDS_OURS[name]} if name in NEEDS_OURS else name for name in extensions if name not in OURS
        ],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False), encoding="utf-8")
