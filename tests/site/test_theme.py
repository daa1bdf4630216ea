"""The frame of every page: its policy, what it says about a page, and that it needs no theme of an engine."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import lxml.html
import pytest
import yaml

from knowledge.outputs import cards
from tests.helpers.project import ROOT, build, copied

POLICY = (
    "default-src 'self'; script-src 'self' '{}'; style-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'none'"
)

SETTINGS = """
site_name: A & B
site_url: https://x.example/below/
theme: {name: null, custom_dir: theme}
markdown_extensions: [attr_list, toc: {permalink: true}, knowledge.pages.extension]
copyright: ""
extra: {edition: "2026-11-22", notice_short: "", preview: false}
"""


def policies(page: Path) -> list[str]:
    return lxml.html.parse(page).getroot().xpath("//meta[@http-equiv='Content-Security-Policy']/@content")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project of one page, in our frame."""
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    (tmp_path / "mkdocs.yml").write_text(SETTINGS)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Home { #home }\n\nWords of the home page.\n")
    return tmp_path


def built(project: Path, name: str, text: str) -> lxml.html.HtmlElement:
    """Return a page of the small project, as it is built."""
    page = project / "docs" / f"{name}.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(text)
    done = build(project, PYTHONPATH=str(ROOT))
    assert done.returncode == 0, done.stderr
    return lxml.html.parse(project / "site" / name / "index.html").getroot()


def description(page: lxml.html.HtmlElement) -> list[str]:
    return page.xpath("//meta[@name='description' or @property='og:description']/@content")


def test_policy_names_the_one_inline_script_that_is_ours(site: Path) -> None:
    frame = (ROOT / "theme/main.html").read_text(encoding="utf-8")
    (script,) = re.findall(r"<script>(.*?)</script>", frame, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    for path in sorted(site.rglob("*.html")):
        leads_on = lxml.html.parse(path).getroot().xpath("//meta[@http-equiv='refresh']")
        wanted = "default-src 'none'" if leads_on else POLICY.format(f"sha256-{digest}")
        assert policies(path) == [wanted], path


def test_policy_comes_first_so_that_it_binds_all_that_follows(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        head = lxml.html.parse(path).getroot().find("head")
        assert [element.tag for element in head[:2]] == ["meta", "meta"]
        assert (head[0].get("charset"), head[1].get("http-equiv")) == ("utf-8", "Content-Security-Policy"), path


def test_script_in_a_page_gets_no_leave_from_the_policy(small: Path) -> None:
    page = built(small, "page", "# P { #p }\n\nWords.\n\n<script>harm()</script>\n")
    assert page.xpath("//article//script/text()") == ["harm()"]
    digest = base64.b64encode(hashlib.sha256(b"harm()").digest()).decode()
    (policy,) = policies(small / "site/page/index.html")
    assert digest not in policy
    assert "unsafe" not in policy


def test_preview_has_no_policy_which_its_own_script_would_break(small: Path) -> None:
    settings = small / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("preview: false", "preview: true"))
    built(small, "page", "# P { #p }\n")
    assert policies(small / "site/page/index.html") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# T { #t }\n\nThe first & only.\n\nA second.", "The first & only."),
        ("# T { #t }\n\nOver two\nlines, <b>“bold”</b> [link](https://x.example/) `<code>`.", None),
        ("# T { #t }\n\nThe lead.\n{ .lead }\n\nA second.", "The lead."),
        ("# T { #t }\n\nA note.\n{ .note }\n\nThe first.", "The first."),
        ("# T { #t }\n\n- a list\n\nBelow it.", "Below it."),
        ("---\ndescription: Its “own”.\n---\n# T { #t }\n\nThe first.", "Its “own”."),
    ],
)
def test_first_paragraph_describes_a_page_that_does_not_describe_itself(
    text: str, said: str | None, small: Path
) -> None:
    said = said or "Over two lines, “bold” link <code>."
    assert description(built(small, "page", text)) == [said, said]


def test_links_to_what_is_beside_the_pages_lead_there_from_any_depth(small: Path) -> None:
    text = '# T { #t }\n\n<a href="site:api/x.json">x</a> [y](site:feed.xml) `"site:x"`\n'
    for name, up in (("page", "../"), ("deep/page", "../../"), ("very/deep/page", "../../../")):
        page = built(small, name, text)
        assert page.xpath("//article//a/@href") == [f"{up}id/t/", f"{up}api/x.json", f"{up}feed.xml"]


def test_no_page_of_the_site_holds_an_unresolved_link(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        links = [link for _, _, link, _ in lxml.html.parse(path).getroot().iterlinks()]
        assert [link for link in links if link.startswith("site:")] == [], path


def listed(project: Path, url: str) -> list[str]:
    """Return the titles of the pages that the list of the section names, the open page in brackets."""
    links = lxml.html.parse(project / "site" / url / "index.html").xpath("//nav[@class='pages']//a")
    return [f"[{link.text}]" if link.get("aria-current") else link.text for link in links]


def numbered(project: Path, name: str, count: int) -> list[str]:
    """Write an overview and so many pages, and return their files."""
    (project / "docs" / name).mkdir()
    files = [f"{name}/{page}.md" for page in ("index", *range(1, count + 1))]
    for file in files:
        (project / "docs" / file).write_text(f"# {file.removesuffix('.md')} {{ #{file[:-3].replace('/', '-')} }}\n")
    return files


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_long_list_of_a_section_is_cut_to_the_neighbours(engine: str, small: Path) -> None:
    """A list of up to a hundred is whole; of a longer one, pages would grow with the number of records."""
    few, many, flat = (numbered(small, name, count) for name, count in (("few", 99), ("many", 100), ("flat", 100)))
    menu = [{"Kinds": ["index.md", {"Few": few}, {"Many": many}]}, {"Flat": flat}]
    settings = yaml.safe_load((small / "mkdocs.yml").read_text())
    (small / "mkdocs.yml").write_text(yaml.safe_dump({**settings, "nav": menu}, sort_keys=False))
    done = subprocess.run(
        [sys.executable, "-m", engine, "build"],
        cwd=small,
        env=os.environ | {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert listed(small, "few/50") == [
        "Kinds",
        "Few",
        *(f"[few/{page}]" if page == 50 else f"few/{page}" for page in range(1, 100)),
        "Many",
    ]
    for page, wanted in (
        ("many", ["Kinds", "Few", "[Many]", "many/1"]),
        ("many/1", ["Kinds", "Few", "Many", "[many/1]", "many/2"]),
        ("many/50", ["Kinds", "Few", "Many", "many/49", "[many/50]", "many/51"]),
        ("many/100", ["Kinds", "Few", "Many", "many/99", "[many/100]"]),
        ("flat", ["[Flat]", "flat/1"]),
        ("flat/50", ["Flat", "flat/49", "[flat/50]", "flat/51"]),
        ("flat/100", ["Flat", "flat/99", "[flat/100]"]),
    ):
        assert listed(small, page) == wanted


def test_size_of_the_shared_picture_is_stated_as_it_is(site: Path) -> None:
    page = lxml.html.parse(site / "index.html").getroot()
    stated = [page.xpath(f"//meta[@property='og:image:{side}']/@content") for side in ("width", "height")]
    assert stated == [[str(size)] for size in cards.SIZE]


def test_site_is_the_same_without_the_theme_of_material(site: Path, tmp_path: Path) -> None:
    home = lxml.html.parse(site / "index.html").getroot()
    (updated,) = home.xpath("//footer//li[starts-with(., 'Last updated ')]/text()")
    (address,) = home.xpath("//link[@rel='canonical']/@href")
    project = copied(tmp_path / "project")
    settings = project / "mkdocs.yml"
    text = settings.read_text()
    assert text.count("\n  name: material\n") == 1
    settings.write_text(text.replace("\n  name: material\n", "\n  name: null\n"))
    day = datetime.strptime(updated, "Last updated %d %B %Y").replace(tzinfo=UTC)
    moment = int(day.timestamp())
    done = build(project, SITE_URL=address, SOURCE_DATE_EPOCH=str(moment), KIT="true")
    assert done.returncode == 0, done.stderr
    made = {path.relative_to(project / "site"): path for path in (project / "site").rglob("*") if path.is_file()}
    wanted = {path.relative_to(site): path for path in site.rglob("*") if path.is_file()}
    assert set(made) == set(wanted)
    differ = [name.as_posix() for name, path in made.items() if path.read_bytes() != wanted[name].read_bytes()]
    assert differ == []


def test_nothing_of_material_is_sent(site: Path) -> None:
    for path in (site / "index.html", site / "recommendations/rec-7/index.html", site / "404.html"):
        assert "md-" not in re.sub(r"<article.*</article>", "", path.read_text(), flags=re.DOTALL), path
    assert not (site / "assets/stylesheets").exists()
    assert not (site / "assets/javascripts").exists()
