"""The site without a server: each link names its file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from knowledge.build.offline import linked_to_files, pack, sizes


@pytest.mark.parametrize(
    ("link", "wanted"),
    [
        ("../roles/", "../roles/index.html"),
        ("../roles/#role-mash", "../roles/index.html#role-mash"),
        ("../search/?q=ctlp", "../search/index.html?q=ctlp"),
        (".", "./index.html"),
        ("..", "../index.html"),
        ("../..", "../../index.html"),
        ("../../", "../../index.html"),
        ("assets/site.css", "assets/site.css"),
        ("#top", "#top"),
        ("https://www.gov.uk/", "https://www.gov.uk/"),
    ],
)
def test_link_names_its_file(link: str, wanted: str) -> None:
    assert linked_to_files(f'<a href="{link}">x</a>') == f'<a href="{wanted}">x</a>'


def test_sizes_of_the_parts_add_up_to_the_whole(tmp_path: Path) -> None:
    for name in (
        "index.html",
        "roles/index.html",
        "id/rec-1/index.html",
        "kit/handout.csv",
        "assets/a.css",
        "feed.xml",
    ):
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text("".join(map(chr, range(9000))))
    pack(tmp_path / "site", tmp_path / "a.zip", "a", {"README.txt": b"x"})
    rows = [re.fullmatch(r" *([\d,]+) kB +(\d+) files  (.*)", line) for line in sizes(tmp_path / "a.zip")]
    told = {row[3]: (int(row[1].replace(",", "")), int(row[2])) for row in rows if row}
    assert len(told) == len(rows)
    assert {part: files for part, (_, files) in told.items()} == {
        "pages": 2,
        "permanent links": 1,
        "trainer’s kit": 1,
        "scripts, styles and pictures": 1,
        "other files": 2,
        "list of files": 7,
        "whole ZIP file": 7,
    }
    size, _ = told.pop("whole ZIP file")
    assert size == round((tmp_path / "a.zip").stat().st_size / 1000)
    assert abs(sum(part for part, _ in told.values()) - size) <= len(told) / 2
