"""The last look at built pages: their weight, what their policy refuses, and their notices."""

from __future__ import annotations

import base64
import hashlib
import random
from pathlib import Path

import pytest

from knowledge.build import served
from knowledge.build.budgets import NEAR, PAGE, packed
from knowledge.build.served import Served
from knowledge.build.site_check import BuiltPage
from knowledge.layout import Site
from knowledge.problems import FEW

SITE = Site("https://guide.example/below/", "A guide", "2026-11-22")
SCRIPT = "document.title"
HASH = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
POLICY = (
    f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'; script-src 'self' 'sha256-{HASH}'\">"
)
SAID = "Independent and unofficial. You cannot make a referral here. In an emergency, call 999."
PAGE_OF_THE_SITE = f"""<!doctype html><html><head>{POLICY}
<link rel="canonical" href="https://guide.example/below/a/"><link rel="stylesheet" href="../assets/site.css">
<meta name="edition" content="2026-11-22"><script>{SCRIPT}</script>
<script type="application/ld+json">{{"@id": "https://guide.example/below/"}}</script></head><body>
<aside class="notice" aria-label="About">{SAID}</aside>
<p class="print-header">A guide (unofficial) · edition of 2026-11-22 · https://guide.example/below/a/</p>
<p title="style=x onload=y > z">Write style="x", and <a href="https://www.gov.uk/">go there</a>.</p>
<img src="data:image/png;base64,AAAA" alt=""><img src="https://guide.example/below/a.png" alt="">
HERE
<footer class="colophon"><p>{SAID}</p></footer></body></html>"""


def looked(folder: Path, *texts: str, site: Site = SITE) -> Served:
    """Look at pages of these texts, called p0, p1 and so on."""
    pages = [BuiltPage(f"p{number}/") for number in range(len(texts))]
    for page, text in zip(pages, texts, strict=True):
        (folder / page.url).mkdir()
        (folder / page.url / "index.html").write_text(text, encoding="utf-8")
    return served.look(folder, pages, folder, site)


def messages(folder: Path, *texts: str, site: Site = SITE) -> list[str]:
    return [str(problem) for problem in looked(folder, *texts, site=site).problems]


def test_good_page_is_passed(tmp_path: Path) -> None:
    assert looked(tmp_path, PAGE_OF_THE_SITE, PAGE_OF_THE_SITE) == Served([], "")


@pytest.mark.parametrize(
    ("planted", "said"),
    [
        ('<p style="color: red">', "the attribute style='color: red', which the policy refuses; use a class"),
        ("<p class=x STYLE=color:red>", "the attribute style='color:red'"),
        ('<p title="a > b" style="x">', "the attribute style='x'"),
        ('<button onclick="go()">', "the attribute 'onclick', which the policy refuses; listen in a script of web/"),
        ('<svg/onload="go()">', "the attribute 'onload'"),
        ("<style>p { color: red }</style>", "a style element, which the policy refuses; move its rules to web/styles/"),
        ("<script>go()</script>", "a script in the page, which the policy refuses; move it to web/"),
        ('<SCRIPT type="module">go()</SCRIPT>', "a script in the page"),
        (f"<script>{SCRIPT} </script>", "a script in the page"),
        ('<script src="https://x.example/a.js"></script>', "loads 'https://x.example/a.js' from another host"),
        ('<script src="//x.example/a.js"></script>', "loads '//x.example/a.js' from another host"),
        ('<link rel="stylesheet" href="https://x.example/a.css">', "loads 'https://x.example/a.css' from another host"),
        ('<link rel="preload" href="https://x.example/a">', "loads 'https://x.example/a' from another host"),
        ('<img alt="" src="http://x.example/a.png">', "loads 'http://x.example/a.png' from another host"),
        ('<img alt="" src="a.png" srcset="a.png 1x, https://x.example/b 2x">', "from another host; keep the file in"),
        ('<iframe src="https://x.example/"></iframe>', "loads 'https://x.example/' from another host"),
        ('<object data="a.svg"></object>', "an element 'object', which the policy refuses; link to the file"),
        ('<base href="/">', "an element 'base'"),
        ('<form action="a"></form>', "a form with an action, which the policy refuses; leave the attribute out"),
        ('<a href="java&#115;cript:go()">x</a>', "the address 'javascript:go()', which the policy refuses"),
    ],
)
def test_what_the_policy_refuses_is_refused(planted: str, said: str, tmp_path: Path) -> None:
    (message,) = messages(tmp_path, PAGE_OF_THE_SITE, PAGE_OF_THE_SITE.replace("HERE", planted))
    assert message.startswith("/p1/:1: -: -: ")
    assert said in message


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (POLICY, "", "names no content security policy; restore the one in theme/main.html"),
        (POLICY, f"<script src='a.js'></script>{POLICY}", "has a script or style in front of its policy"),
        ("default-src 'self'; ", "default-src *; ", "has a policy that allows more than the site’s own files"),
        ("script-src 'self'", "script-src 'self' 'unsafe-eval'", "has a policy that allows more"),
        ("script-src 'self'", "script-src 'self' https://x.example", "has a policy that allows more"),
    ],
)
def test_policy_itself_is_looked_at(old: str, new: str, said: str, tmp_path: Path) -> None:
    (message,) = messages(tmp_path, PAGE_OF_THE_SITE.replace(old, new))
    assert said in message


def test_preview_needs_no_policy(tmp_path: Path) -> None:
    assert messages(tmp_path, PAGE_OF_THE_SITE.replace(POLICY, ""), site=SITE._replace(is_preview=True)) == []


@pytest.mark.parametrize("words", served.WORDS)
@pytest.mark.parametrize(("part", "setting"), [("notice", "notice_short"), ("footer", "notice")])
def test_notice_that_is_lost_is_named(part: str, setting: str, words: str, tmp_path: Path) -> None:
    before, between, after = PAGE_OF_THE_SITE.split(SAID)
    short = SAID.replace(words, "")
    text = before + (short if part == "notice" else SAID) + between + (short if part == "footer" else SAID) + after
    (message,) = messages(tmp_path, text)
    assert f"has no '{words}' in its {part}; restore it in extra.{setting} of mkdocs.yml, or in theme/" in message


def test_notice_that_is_gone_is_named(tmp_path: Path) -> None:
    (message,) = messages(tmp_path, PAGE_OF_THE_SITE.replace('<aside class="notice"', '<aside class="note"'))
    assert f"has no {', '.join(map(repr, served.WORDS))} in its notice" in message


@pytest.mark.parametrize("place", ['<meta name="edition" content="2026-11-22">', "edition of 2026-11-22 ·"])
def test_edition_that_is_wrong_is_named(place: str, tmp_path: Path) -> None:
    (message,) = messages(tmp_path, PAGE_OF_THE_SITE.replace(place, place.replace("2026-11-22", "unknown")))
    assert "does not name the edition of 2026-11-22" in message


def test_page_that_only_leads_on_needs_no_notice(tmp_path: Path) -> None:
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    text = f'<meta charset="utf-8">{policy}<meta http-equiv="refresh" content="0; url=../"><p>Moved.</p>'
    assert messages(tmp_path, text) == []


def noise(size: int) -> str:
    """Return a page that weighs this much as it is sent: what is added to it cannot be made much smaller."""
    source = random.Random(1)
    text = ""
    while (rest := size - len(packed(PAGE_OF_THE_SITE.replace("HERE", text).encode()))) > 0:
        text += "".join(source.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=max(1, rest)))
    return PAGE_OF_THE_SITE.replace("HERE", text)


def test_page_that_is_too_heavy_is_refused(tmp_path: Path) -> None:
    found = looked(tmp_path, PAGE_OF_THE_SITE, noise(PAGE + 1), "a" * 10 * PAGE)
    heavy = [problem for problem in found.problems if "its text takes" in problem.message]
    assert [problem.file for problem in heavy] == ["/p1/"]
    assert "are allowed; show less on the page, or divide it by subject" in heavy[0].message


@pytest.mark.parametrize(("size", "is_near"), [(PAGE * NEAR - 50, False), (PAGE * NEAR + 50, True), (PAGE - 50, True)])
def test_page_near_its_limit_is_named(size: float, is_near: bool, tmp_path: Path) -> None:
    found = looked(tmp_path, PAGE_OF_THE_SITE, noise(int(size)))
    assert found.problems == []
    assert found.near.startswith(f"Pages near the limit of {PAGE // 1000} kB: /p1/ (") is is_near


def test_fault_of_the_frame_is_told_once(tmp_path: Path) -> None:
    spoilt = PAGE_OF_THE_SITE.replace("HERE", '<p style="x">')
    (message,) = messages(tmp_path, *[spoilt] * (FEW + 1))
    assert f"(so do {FEW} more pages: look in theme/ and knowledge/ first)" in message


def test_page_for_what_is_missing_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "404.html").write_text(PAGE_OF_THE_SITE.replace("HERE", "<style></style>"), encoding="utf-8")
    (message,) = messages(tmp_path, PAGE_OF_THE_SITE)
    assert message.startswith("/404.html:1: -: -: has a style element")


def test_fault_is_told_at_the_line_of_its_page_file(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/p0.md").write_text('# A page\n\n<p style="color: red">x</p>\n', encoding="utf-8")
    (message,) = messages(tmp_path, PAGE_OF_THE_SITE.replace("HERE", '<p style="color: red">x</p>'))
    assert message.startswith("docs/p0.md:3: ")
