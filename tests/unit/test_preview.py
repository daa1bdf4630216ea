"""A preview converts a page again when anything that its text depends on has changed, and else gives what it gave."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from knowledge.build import preview
from knowledge.outputs.file import File


class Page:
    """A page of an engine, as far as a preview looks at it."""

    content = ""


@pytest.fixture(autouse=True)
def nothing_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "_before", {})
    monkeypatch.setattr(preview, "_written", {})


def converted(inputs: str, content: str, *, is_good: bool = True) -> str:
    """Convert a page to this content, unless it was converted from these inputs before; return its content."""
    page = Page()

    def make() -> bool:
        page.content = content
        return is_good

    preview.convert(page, "a.md", inputs, make)
    return page.content


def test_page_is_converted_again_only_for_other_inputs() -> None:
    assert converted("a", "1") == "1"
    assert converted("a", "2") == "1"
    assert converted("b", "3") == "3"
    assert converted("a", "4") == "4", "only the last one is kept"


def test_page_of_which_the_engine_warned_is_converted_again() -> None:
    assert converted("a", "1", is_good=False) == "1"
    assert converted("a", "2") == "2"


def test_surroundings_are_all_that_any_page_depends_on(tmp_path: Path) -> None:
    for folder in ("docs", "includes"):
        (tmp_path / folder).mkdir()
    (tmp_path / "mkdocs.yml").write_text("a: b\n")
    (tmp_path / "includes/shared.md").write_text("Shared\n")
    (tmp_path / "docs/a.md").write_text("A\n")
    seen = {preview.surroundings(tmp_path)}
    (tmp_path / "docs/a.md").write_text("B\n")
    assert preview.surroundings(tmp_path) in seen, "what is on a page is no concern of the others"
    for path, text in (("docs/b.md", ""), ("includes/shared.md", "Other\n"), ("mkdocs.yml", "a: c\n")):
        (tmp_path / path).write_text(text)
        assert preview.surroundings(tmp_path) not in seen, path
        seen.add(preview.surroundings(tmp_path))


def there(site: Path, path: str, content: bytes) -> bool:
    """Say whether a preview need not write a file, and write it if it must."""
    is_there = preview.is_there(site, File(path, content))
    if not is_there:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)
    return is_there


def test_files_that_seldom_change_outlast_an_emptied_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    names = {"id/rec-1/index.html": True, "embed/rec-1.json": True, "feed.xml": False, "identity.txt": False}
    for build in range(2):
        preview.set_aside(site)
        shutil.rmtree(site, ignore_errors=True)
        site.mkdir()
        preview.put_back(site)
        for name, is_kept in names.items():
            assert there(site, name, b"1") is (is_kept and build > 0), name
    assert not there(site, "id/rec-1/index.html", b"2"), "what has changed is written"
    assert (site / "id/rec-1/index.html").read_bytes() == b"2"
    (site / "id/rec-1/index.html").unlink()
    assert not there(site, "id/rec-1/index.html", b"2"), "what is gone is written"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
