"""The site as one ZIP that is read without a server: each link names its file, since nothing looks up index.html."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Container, Mapping
from pathlib import Path

from knowledge.archive import zipped
from knowledge.build import assets, site_check
from knowledge.layout import API
from knowledge.markdown import day

LINK = re.compile(r'(?P<before>(?:\bhref|\bsrc)="|content="0; url=)(?P<path>[^"#?:]*)(?P<rest>[#?][^"]*)?"')


LEFT_OUT = ("404.html", "robots.txt", "sitemap.xml", "sitemap.xml.gz")
"""What only a public web server or a search engine asks for."""

README = """{title}
Edition of {edition}. Independent and unofficial. Text: CC BY 4.0.
All licences, of the scripts too, are in licences.txt.

To read the site, unpack the whole ZIP file and open index.html in your browser.

To put it on an intranet, or to check that this copy is complete, open
{guide}
"""
LICENCE = "LICENCE.txt"
"""What the open data alone is published under; the whole site has its licences.txt."""

GUIDE = "about/offline/index.html"
"""The page that says how a copy is read, hosted and checked."""

PARTS = {
    "id": "permanent links",
    "api": "open data",
    "assets": "scripts, styles and pictures",
    "search": "search",
    "kit": "trainer’s kit",
    "embed": "entries to show on other sites",
}
"""What the folders hold that are counted as one part each in the table of sizes."""


def sizes(archive: Path) -> list[str]:
    """Return the lines of a table: the kilobytes that each part of a packed site takes, and its number of files."""
    packed: Counter[str] = Counter()
    files: Counter[str] = Counter()
    with zipfile.ZipFile(archive) as opened:
        for entry in opened.infolist():
            packed[_part(entry.filename)] += entry.compress_size
            files[_part(entry.filename)] += 1
    packed["list of files"] = archive.stat().st_size - packed.total()
    rows = [*packed.most_common(), ("whole ZIP file", packed.total())]
    files["list of files"] = files["whole ZIP file"] = files.total()
    return [f"{size / 1000:9,.0f} kB {files[part]:6,} files  {part}" for part, size in rows]


def _part(path: str) -> str:
    """Return the part of the site that a file in the ZIP belongs to."""
    folder = path.split("/")[1]
    return PARTS.get(folder) or ("pages" if path.endswith(".html") else "other files")


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
    told = site_check.site_of(site)
    readme = README.format(title=told.title, edition=day(told.edition), guide=GUIDE)
    pack(site, whole, whole.stem, {"README.txt": readme.replace("\n", "\r\n").encode()}, LEFT_OUT)
    pack(site / API, data, data.stem, {LICENCE: assets.LICENCES[assets.TEXT].read_bytes()})
    return [whole, data]


def pack(
    folder: Path, target: Path, name: str, more: Mapping[str, bytes] | None = None, left_out: Container[str] = ()
) -> None:
    """Write a folder into a ZIP, in which it has this name, with more files in it and without those left out."""
    files = {f"{name}/{path}": content for path, content in (more or {}).items()}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.relative_to(folder).as_posix() not in left_out:
            content = path.read_bytes()
            if path.suffix == ".html":
                content = linked_to_files(content.decode()).encode()
            files[f"{name}/{path.relative_to(folder).as_posix()}"] = content
    target.write_bytes(zipped(files))
