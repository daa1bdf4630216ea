"""What is done to styles and scripts: unused ones go, the others become small."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import assets


def test_unused_files_go_and_what_is_used_becomes_small(tmp_path: Path) -> None:
    folder = tmp_path / "assets"
    (folder / "theme").mkdir(parents=True)
    (tmp_path / "index.html").write_text('<link href="assets/a.css"><script src="assets/b.js"></script>')
    (folder / "a.css").write_text("p   { color : red }\n")
    (folder / "b.js").write_text('/* why */ import { how } from "./d.js"; fetch("assets/c.js", how);\n')
    (folder / "c.js").write_text("window.c  =  1;\n")
    (folder / "d.js").write_text('export const how = { cache: "reload" };\n')
    (folder / "theme" / "bundle.js").write_text("all of it")
    assets.lighten(tmp_path)
    assert sorted(path.name for path in folder.rglob("*")) == ["a.css", "b.js", "c.js"]
    assert [(folder / name).read_text() for name in ("a.css", "b.js", "c.js")] == [
        "p{color:red}\n",
        '(()=>{var o={cache:"reload"};fetch("assets/c.js",o);})();\n',
        "(()=>{window.c=1;})();\n",
    ]


def test_wrong_script_is_named(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text('<script src="assets/b.js"></script>')
    (tmp_path / "assets" / "b.js").write_text("let = ;")
    with pytest.raises(assets.AssetError, match=r"b\.js:1:"):
        assets.lighten(tmp_path)
