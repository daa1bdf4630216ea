"""What a change makes of the published site is said: each fault that is planted in a small site is named."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from knowledge.build import compare
from knowledge.problems import CommandError
from tests.helpers.project import ROOT, package

PAGE = """<!doctype html><html><head><title>Not read</title></head><body><nav>Menu <a href="/">Home</a></nav>
<article><h1>Leads</h1><p>Every force has
a lead. <em>Some</em> have two.</p><ul><li>One<ul><li>Below</li></ul></li></ul><script>not.read()</script></article>
<footer>Last updated 22 November 2026</footer></body></html>"""
LEAD = '<!doctype html><meta http-equiv="refresh" content="0; url=../../{}">'


@pytest.fixture
def sites(tmp_path: Path) -> tuple[Path, Path]:
    """Two copies of a small site."""
    old = tmp_path / "old"
    for name, text in {
        "index.html": PAGE,
        "about/index.html": PAGE.replace("Leads", "About"),
        "id/rec-1/index.html": LEAD.format("leads/#rec-1"),
        "id/about/index.html": LEAD.format("about/#about"),
        "api/v1/index.json": json.dumps({"records": [{"id": "rec-1", "summary": "Of the index."}]}),
        "api/v1/leads.json": json.dumps({"records": [{"id": "rec-1", "summary": "Act.", "url": "leads/#rec-1"}]}),
        "api/v1/leads.schema.json": json.dumps({"type": "object"}),
    }.items():
        path = old / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    shutil.copytree(old, tmp_path / "new")
    return old, tmp_path / "new"


def change(site: Path, name: str, old: str, new: str) -> None:
    text = (site / name).read_text()
    assert old in text
    (site / name).write_text(text.replace(old, new))


def said(sites: tuple[Path, Path]) -> str:
    return compare.report(*map(compare.read, sites))


def test_same_site(sites: tuple[Path, Path]) -> None:
    lines = said(sites).splitlines()
    assert "| Pages | 2 | 2 | +0 |" in lines
    assert {"No id was added, changed or removed.", "No sentence changed."} < set(lines)
    assert lines[-1] == "Every file is the same, byte for byte."


def test_sentences_are_those_that_readers_see(sites: tuple[Path, Path]) -> None:
    built = compare.read(sites[0])
    read = ["Leads", "Every force has a lead.", "Some have two.", "One", "Below"]
    assert list(built.pages["index.html"]) == read
    assert set(built.pages[compare.FRAME]) == {"Menu Home", "Last updated 22 November 2026"}


def test_changed_sentence_is_listed_once(sites: tuple[Path, Path]) -> None:
    for name in ("index.html", "about/index.html"):
        change(sites[1], name, "have two", "have none ```")
    report = said(sites)
    assert "2 sentences on 2 pages changed." in report
    where = "@@ about/index.html and 1 page more @@"
    assert f"```diff\n{where}\n- Some have two.\n+ Some have none ```.\n```" in report
    assert "2 files changed, of which 0 added, 0 removed." in report


def test_frame_is_no_page(sites: tuple[Path, Path]) -> None:
    for name in ("index.html", "about/index.html"):
        change(sites[1], name, "22 November", "23 November")
    report = said(sites)
    assert "2 sentences on 0 pages changed." in report
    assert f"@@ {compare.FRAME} @@\n- Last updated 22 November 2026\n+ Last updated 23 November 2026\n" in report


@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        ("api/v1/leads.json", "Act.", "Act now.", "- 1 changed: `rec-1`"),
        ("id/about/index.html", "about/#about", "leads/#about", "- 1 changed: `about`"),
        ("api/v1/leads.json", "leads/#rec-1", "leaders/#rec-1", "No id was added, changed or removed."),
        ("api/v1/index.json", "Of the index.", "Of it.", "No id was added, changed or removed."),
    ],
)
def test_changed_id(name: str, old: str, new: str, line: str, sites: tuple[Path, Path]) -> None:
    """A record changes by what it says, a section by where it is; a record that only moves does not."""
    change(sites[1], name, old, new)
    assert line in said(sites).splitlines()


def test_id_that_came_or_went(sites: tuple[Path, Path]) -> None:
    (sites[1] / "id/rec-1").rename(sites[1] / "id/rec-2")
    lines = said(sites).splitlines()
    assert {"- 1 added: `rec-2`", "- 1 gone: `rec-1`"} < set(lines)
    assert any("breaks links" in line for line in lines)
    assert not any("breaks links" in line for line in said((sites[0], sites[0])).splitlines())


def test_bytes_and_pages(sites: tuple[Path, Path]) -> None:
    more = sites[1] / "more/index.html"
    more.parent.mkdir()
    more.write_text(PAGE)
    lines = said(sites).splitlines()
    assert "| Pages | 2 | 3 | +1 |" in lines
    assert f"| `more/index.html` | +{len(PAGE)} |" in lines
    assert any(line.startswith("| Bytes |") and line.endswith(f"| +{len(PAGE)} |") for line in lines)


def test_long_report_is_cut(sites: tuple[Path, Path]) -> None:
    many = "".join(f"<p>Sentence {number}.</p>" for number in range(compare.SHOWN + 5))
    change(sites[1], "index.html", "<h1>", f"{many}<h1>")
    for number in range(compare.SHOWN + 3):
        (sites[1] / f"id/rec-{number + 10}").mkdir()
        (sites[1] / f"id/rec-{number + 10}/index.html").write_text("x")
    report = said(sites)
    assert "5 more are not listed." in report
    assert "and 3 more" in report
    assert report.count("Sentence ") == compare.SHOWN


def test_folder_without_a_site(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="is not a built site; name a folder that 'make build' has written"):
        compare.read(tmp_path)


def test_command(sites: tuple[Path, Path]) -> None:
    done = package(ROOT, "compare", *map(str, sites))
    assert (done.returncode, done.stdout) == (0, f"{said(sites)}\n")
    assert package(ROOT, "compare", "no-such", "no-such").returncode == 1
