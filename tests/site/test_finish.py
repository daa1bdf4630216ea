"""What is done to finished pages: policy, structured data, captions."""

from __future__ import annotations

import json
from pathlib import Path

import lxml.html

from knowledge import finish

PAGE = '<!doctype html><html><head><meta charset="utf-8"><title>x</title></head><body>{}</body></html>'


def test_text_cannot_end_the_structured_data() -> None:
    done = finish.with_structured_data(PAGE.format(""), [{"name": "</script><script>harm()</script>"}])
    page = lxml.html.fromstring(done)
    (script,) = page.xpath("//script")
    assert json.loads(script.text)["@graph"][0]["name"] == "</script><script>harm()</script>"


def test_every_page_has_a_policy_that_allows_no_other_script(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        (policy,) = lxml.html.parse(path).getroot().xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'self'; ") or policy == "default-src 'none'"
        assert "unsafe" not in policy


def test_table_is_named_by_the_heading_above_it() -> None:
    heading = '<h2 id="x">A &amp; <code>b</code><a class="headerlink" href="#x">&para;</a></h2>'
    table = "<table><thead></thead></table>"
    done = finish.with_captions(f"{table}{heading}{table}<p></p>{table}")
    named = "<table><caption>A &amp; b</caption><thead></thead></table>"
    assert done == f"{table}{heading}{named}<p></p>{named}"
    assert finish.with_captions(done) == done


def test_finishing_twice_changes_nothing() -> None:
    once = finish.with_structured_data(finish.with_policy(PAGE.format("")), [{"name": "x"}])
    assert finish.with_structured_data(finish.with_policy(once), [{"name": "x"}]) == once
