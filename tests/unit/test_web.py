"""The scripts and styles of web/: their own tests, run by Node, and what is said of the files themselves."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import markdown
import pytest

from knowledge import kinds
from knowledge.__main__ import main
from knowledge.build import assets, node
from knowledge.graph import Knowledge

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "web"
KEEPING = re.compile(r"\b(?:localStorage|sessionStorage|indexedDB|caches|cookie|cookieStore|serviceWorker)\b")
"""What a browser offers to keep something in."""

EXCEPTIONS = {"theme/main.html": 2}
"""Other files that name one of these, and how often: the chosen colours are read before the first paint."""


def sources(root: Path = ROOT) -> Iterator[Path]:
    """Yield the files that may hold a script."""
    for folder in ("web", "theme", "docs"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in {".js", ".mjs", ".html", ".svg"}:
                yield path


def keeping(root: Path = ROOT) -> dict[str, int]:
    """Return the files that name something to keep in, and how often."""
    found = {path.relative_to(root).as_posix(): len(KEEPING.findall(path.read_text())) for path in sources(root)}
    return {name: count for name, count in found.items() if count}


def test_scripts_pass_their_own_tests() -> None:
    files = sorted((ROOT / "tests/unit/web").glob("*.test.mjs"))
    assert files
    packages = ROOT / "tests/helpers/npm_packages.mjs"
    done = subprocess.run(
        [node.NODE, "--import", packages, "--test", *files],
        cwd=ROOT,
        env={**os.environ, "MODULES": str(node.MODULES)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^(?:#|ℹ) pass [1-9]\d+$", done.stdout, re.MULTILINE), "hardly any test was run"


def test_only_the_store_keeps_anything_in_the_browser() -> None:
    found = keeping()
    assert found.pop("web/store.js")
    assert found == EXCEPTIONS, "keep it through web/store.js"


def test_other_file_that_keeps_something_is_seen(tmp_path: Path) -> None:
    (tmp_path / "web/tools").mkdir(parents=True)
    (tmp_path / "web/tools/planner.js").write_text('self["localStorage"].plan = "x"; document.cookie = "y";')
    assert keeping(tmp_path) == {"web/tools/planner.js": 2}


def test_no_line_is_longer_than_a_screen() -> None:
    paths = [path for path in WEB.rglob("*") if path.is_file()]
    assert len(paths) > 20
    long = [f"{path}:{number}" for path in paths for number, line in enumerate(lines(path), 1) if len(line) > 120]
    assert long == []


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


TITLES = (
    "Fixed & flexible #5",
    "[x](javascript:alert(1))",
    "![x](javascript:alert(1))",
    "[x][y] [y]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "<b onclick=alert(1)>x</b>",
    "<script>alert(1)</script>",
    "x](javascript:alert(1)) [y",
    "x {: onclick='alert(1)' } y",
    "a * b * c _d_ `e` **f** \\ g \\* h",
    "&lt;b&gt; &#60;b&#62; &amp;",
    "“Élan” – 100 % of it!",
)


@pytest.mark.parametrize("title", TITLES)
def test_markdown_citation_shows_any_title_as_it_is(title: str, tmp_path: Path) -> None:
    record = {"id": "rec-3", "title": title, "summary": "s", "address": "https://example.org/id/rec-3/"}
    site = {"site": title, "edition": "2026-11-22", "day": "2026-11-24"}
    script = tmp_path / "cite.mjs"
    script.write_text(
        f"import {{ citationForms }} from {json.dumps((WEB / 'citation.js').as_uri())};\n"
        f"console.log(citationForms({json.dumps(record)}, {json.dumps(site)}).Markdown);"
    )
    text = node.run(script, "")
    for extensions in ([], ["attr_list", "extra"]):
        page = lxml.html.fromstring(markdown.markdown(text, extensions=extensions))
        assert [link.get("href") for link in page.iter("a")] == ["https://example.org/id/rec-3/"]
        assert {element.tag for element in page.iter()} == {"p", "a", "em"}
        assert page.find(".//a").text_content() == title
        assert page.find(".//em").text_content() == title
        assert not page.xpath("//@*[name() != 'href']")


DATA = {
    "kinds": [["gadget", "Gadgets", "gadget-", "Gadget"]],
    "pages": ["gadgets/"],
    "sources": ["2001"],
    "headings": [[0, "A part", []]],
    "synonyms": [["a", "b"]],
    "records": [
        {
            "id": "gadget-x",
            "kind": 0,
            "page": 0,
            "title": "X",
            "summary": "Ends a line:\u2028 and </script>.",
            "text": "X",
            "phrases": [],
            "names": [],
            "headings": [0],
        }
    ],
}
KINDS = [("gadget", "gadget-")]


def test_build_writes_what_pages_fetch_as_small_as_it_can_be(tmp_path: Path) -> None:
    assets.build(tmp_path, DATA, KINDS, "minisearch")
    written = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    small = [name for name in written if name.startswith(("assets/", "kit/"))]
    assert {"assets/search.js", "assets/site.css", "assets/site.js"} < set(small)
    beside = [name for name in written if name not in small and not name.startswith("tools/schema/prevent-")]
    assert beside == ["licences.txt", "search/data.js", "search/records/gadget-x.js"]
    assert "tools/schema/prevent-cpd-1.json" in written
    for name in small:
        text = (tmp_path / name).read_text()
        assert "/* " not in text, f"{name} has not been made small"
    assert "MIT licence" in (tmp_path / "assets/search.js").read_text()
    assert "@import" not in (tmp_path / "assets/site.css").read_text()
    assert (tmp_path / "search/records/gadget-x.js").read_text() == (
        'knowledge.texts["gadget-x"]={"summary":"Ends a line:\\u2028 and </script>."}'
    )


def test_licences_of_all_that_scripts_contain_are_sent_with_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assets.build(tmp_path, DATA, KINDS, "minisearch")
    text = (tmp_path / "licences.txt").read_text()
    titles = re.findall(r"^(.+)\n=+$", text, re.M)
    assert titles[:2] == list(assets.LICENCES)
    packages = [title.rpartition(" ")[0] for title in titles[2:]]
    assert {"minisearch", "valibot", "docx"} <= set(packages)
    for name in packages:
        (licence,) = (path for path in (node.MODULES / name).iterdir() if re.match("licen[cs]e", path.name, re.I))
        assert licence.read_text().replace("\r\n", "\n").strip() in text

    modules = tmp_path / "node_modules"
    modules.mkdir()
    for path in node.MODULES.iterdir():
        (modules / path.name).symlink_to(path)
    (modules / "minisearch").unlink()
    shutil.copytree(node.MODULES / "minisearch", modules / "minisearch", ignore=shutil.ignore_patterns("LICENSE*"))
    monkeypatch.setattr(node, "MODULES", modules)
    with pytest.raises(assets.AssetError, match="minisearch: the package has no copy of its licence; scripts cannot"):
        assets.build(tmp_path, DATA, KINDS, "minisearch")


def test_scripts_know_the_kinds_from_the_list_alone(tmp_path: Path) -> None:
    assets.build(tmp_path, DATA, KINDS, "minisearch")
    for name in ("site.js", "missing.js"):
        text = (tmp_path / "assets" / name).read_text()
        assert "gadget-" in text
        assert "role-" not in text
    for path in [*WEB.glob("*.js"), *WEB.glob("search/*.js")]:
        code = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text(), flags=re.DOTALL)
        assert not re.search(r"""["'`|(](?:rec|role|term|duty|finding|expectation)-""", code), path


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("site.js", "let = ;", "web/site.js:1: "),
        ("dom.js", "export const x = 1;", 'No matching export in "web/dom.js"'),
        ("search/find.js", "\n\nexport class {", "web/search/find.js:3: "),
        ("styles/site.css", '\n@import "./none.css";', 'web/styles/site.css:2: Could not resolve "./none.css"'),
        ("search/pack.js", "let = ;", "web/search/pack.js:1: "),
        ("search/numbers.js", "export const encode = 1, decode = 1;", "is not a function"),
        ("build.mjs", "\nlet = ;", "build.mjs:2: SyntaxError: "),
    ],
)
def test_wrong_script_or_style_is_named_in_one_line(
    file: str, text: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(WEB, tmp_path / "web")
    (tmp_path / "web" / file).write_text(text)
    monkeypatch.setattr(assets, "WEB", tmp_path / "web")
    with pytest.raises(assets.AssetError) as raised:
        assets.build(tmp_path / "site", DATA, KINDS, "minisearch")
    message = str(raised.value)
    assert "\n" not in message
    assert said in message, message


def test_what_is_missing_is_named_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(node, "MODULES", tmp_path)
    with pytest.raises(assets.AssetError, match="esbuild"):
        assets.build(tmp_path, DATA, KINDS, "minisearch")
    monkeypatch.setattr(node, "NODE", tmp_path / "node")
    with pytest.raises(assets.AssetError, match=r"node is missing in .venv; remove the folder .venv and call"):
        assets.build(tmp_path, DATA, KINDS, "minisearch")
    (tmp_path / "node").write_text("no program")
    with pytest.raises(assets.AssetError, match="cannot be started"):
        assets.build(tmp_path, DATA, KINDS, "minisearch")


def test_settings_of_node_around_the_build_do_not_disturb_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NODE_OPTIONS", "--require /none")
    assets.build(tmp_path, DATA, KINDS, "minisearch")
    assert (tmp_path / "assets/site.js").is_file()


def test_every_kind_has_one_shape_of_its_own_and_a_new_one_a_shape_too() -> None:
    style = (WEB / "styles/record.css").read_text()
    shapes = dict(re.findall(r"^(:root|\.[\w.-]+) \{\n  --shape: ([^;]+);\n\}$", style, re.MULTILINE))
    missing = {f".{kind.kind}" for kind in kinds.KINDS} - set(shapes)
    assert missing == set(), "give each kind a shape beside the others"
    assert ":root" in shapes
    assert len(set(shapes.values())) == len(shapes), "two look the same"
    assert not re.search(r"var\(--shape[^)]", "".join(path.read_text() for path in WEB.glob("styles/*.css")))


def test_other_engine_is_due_from_some_number_of_records_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    setting = tmp_path / "web/search/setting.json"
    setting.parent.mkdir(parents=True)
    monkeypatch.setattr(assets, "SETTING", setting)
    monkeypatch.setattr(assets, "WEB", tmp_path / "web")
    setting.write_text('{ "engine": "minisearch" }')
    assert list(assets.notes(2_499)) == []
    assert list(assets.notes(2_500)) == [
        "web/search/setting.json: 2,500 records make the first search slow; "
        'write { "engine": "pagefind" } once you have read "How far it goes" in tests/SEARCH.md'
    ]
    setting.write_text('{ "engine": "pagefind" }')
    assert list(assets.notes(2_500)) == []


def test_check_says_that_another_engine_is_due(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], knowledge: Knowledge
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(assets, "MANY", len(knowledge.records))
    monkeypatch.setattr(assets, "_engine", lambda: assets.WHOLE)
    assert main(["check"]) == 0
    said = capsys.readouterr()
    assert f"web/search/setting.json: {len(knowledge.records):,} records make the first search slow" in said.err
    assert said.out == f"{len(knowledge.records)} records are valid\n"
