"""The site as one ZIP that is read without a server: each link names its file, since nothing looks up index.html."""

from __future__ import annotations

import re
from pathlib import Path

from knowledge.archive import zipped
from knowledge.layout import API

LINK = re.compile(r'(?P<before>(?:\bhref|\bsrc)="|content="0; url=)(?P<path>[^"#?:]*)(?P<rest>[#?][^"]*)?"')


def linked_to_files(page: str) -> str:
    """Return the page with its links to folders leading to the `index.html` in them."""

    def named(found: re.Match[str]) -> str:
        path, rest = found["path"], found["rest"] or ""
        if path.endswith("/"):
            path += "index.html"
        elif path.rpartition("/")[2] in (".", ".."):
            path += "/index.html"
        return f'{found["before"]}{path}{rest}"'

    return LINK.sub(named, page)


def write(site: Path, target: Path, edition: str) -> list[Path]:
    """Write two ZIPs of the built site into the folder `target`, and return them: the site, and its open data alone."""
    target.mkdir(parents=True, exist_ok=True)
    whole, data = target / f"prevent-duty-{edition}.zip", target / f"prevent-duty-{edition}-data.zip"
    pack(site, whole, whole.stem)
    pack(site / API, data, data.stem)
    return [whole, data]


def pack(folder: Path, target: Path, name: str) -> None:
    """Write a folder into a ZIP, in which it has this name."""
    files = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            if path.suffix == ".html":
                content = linked_to_files(content.decode()).encode()
            files[f"{name}/{path.relative_to(folder).as_posix()}"] = content
    target.write_bytes(zipped(files))
