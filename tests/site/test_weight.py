"""What the text of every page weighs, and that nothing is sent which no page names."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.budgets import PAGE, kilobytes
from tests.helpers.built_site import pages
from tests.helpers.pages_server import packed


def heavy(paths: list[Path]) -> Iterator[str]:
    """Yield a line for each page whose text weighs more than it may."""
    for path in paths:
        size = len(packed(path.read_bytes()))
        if size > PAGE:
            allowed = f"{kilobytes(PAGE)} are allowed; show less on the page, or divide it by subject"
            yield f"{path}: its text has {kilobytes(size)} (gzip), {allowed}"


def test_text_of_every_page_is_within_its_budget(site: Path) -> None:
    assert list(heavy(pages(site))) == []


@pytest.mark.parametrize("bytes_more", [0, 1])
def test_budget_is_held_to_the_byte(bytes_more: int, tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    noise = random.Random(1).randbytes(2 * PAGE)  # what cannot be made smaller
    frame = len(packed(noise[:PAGE])) - PAGE
    path.write_bytes(noise[: PAGE - frame + bytes_more])
    assert len(packed(path.read_bytes())) == PAGE + bytes_more
    assert [line.split(": ")[0] for line in heavy([path])] == [str(path)] * bytes_more


def unnamed(site: Path) -> list[str]:
    """Return the files of `assets/` that no page, style or script of the site names."""
    texts = [path for kind in ("*.html", "assets/**/*.css", "assets/**/*.js") for path in site.glob(kind)]
    texts += [path for path in site.rglob("*.html") if path.relative_to(site).parts[0] != "id"]
    whole = {path: path.read_text(encoding="utf-8") for path in texts}
    found = []
    for file in sorted(path for path in (site / "assets").rglob("*") if path.is_file()):
        name = re.compile(rf"(?<![\w-]){re.escape(file.name)}")
        if not any(name.search(text) for path, text in whole.items() if path != file):
            found.append(file.relative_to(site).as_posix())
    return found


def test_nothing_is_sent_that_no_page_names(site: Path) -> None:
    assert unnamed(site) == []
    assert len(list((site / "assets").rglob("*"))) < 40


def test_file_that_no_page_names_is_seen(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text('<script src="assets/used.js"></script>')
    for name in ("used.js", "loaded.js", "unused.js"):
        (tmp_path / "assets" / name).write_text('load("assets/loaded.js")' if name == "used.js" else f"/* {name} */")
    assert unnamed(tmp_path) == ["assets/unused.js"]
