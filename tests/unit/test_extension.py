"""What the extension of Python-Markdown does on every page."""

from __future__ import annotations

import pytest

from knowledge.pages.extension import UNNAMED
from tests.helpers.site_markdown import converted

TABLE = "| A | B |\n| --- | --- |\n| 1 | 2 |"


def captions(text: str) -> list[str]:
    return [caption.text_content() for caption in converted(text).iter("caption")]


def test_sign_behind_a_heading_leads_to_its_permanent_address() -> None:
    page = converted("# One { #one }\n\n## Two { #one-two .x }")
    assert page.xpath("//a[@class='headerlink']/@href") == ["site:id/one/", "site:id/one-two/"]


def test_heading_without_an_anchor_says_so_and_has_no_permanent_address() -> None:
    page = converted("# One { #one }\n\n## The words\n\n### More words")
    assert page.xpath("//h2/@id | //h3/@id") == [f"{UNNAMED}1", f"{UNNAMED}2"]
    assert page.xpath("//h2/a/@href | //h3/a/@href") == [f"#{UNNAMED}1", f"#{UNNAMED}2"]


def test_line_in_a_code_block_is_no_heading() -> None:
    assert converted("# One { #one }\n\n    # a comment").xpath("//h1/@id") == ["one"]


def test_table_is_named_by_the_heading_above_it() -> None:
    text = "\n\n".join((TABLE, "## A & `b` { #x }", TABLE, "Words.", TABLE, "# C { #c }", TABLE))
    assert captions(text) == ["A & b", "A & b", "C"]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("“Quoted” &#38; &lt;b&gt; { #x }", "“Quoted” & <b>"),
        ("A <b>bold</b> *word* { #x }", "A bold word"),
        ("[A link](https://x.example/) { #x }", "A link"),
        (r"A \* star { #x }", "A * star"),
        ("Ends in a ¶ { #x }", "Ends in a ¶"),
    ],
)
def test_name_of_a_table_is_the_words_of_the_heading(heading: str, name: str) -> None:
    assert captions(f"## {heading}\n\n{TABLE}") == [name]


def test_name_of_a_table_holds_no_markup() -> None:
    (caption,) = converted(f"## A <b id=y>bold</b> `<i>` {{ #x }}\n\n{TABLE}").iter("caption")
    assert (caption.text, len(caption)) == ("A bold <i>", 0)
