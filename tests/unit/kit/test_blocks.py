"""Blocks keep all that an article says, and Word and PDF files say it as it was written."""

from __future__ import annotations

import lxml.html
import pytest

from knowledge.kit import paper, word
from knowledge.kit.blocks import (
    Block,
    Document,
    Heading,
    Items,
    Notice,
    Paragraph,
    Quote,
    Run,
    Table,
    blocks,
    numbered,
    text,
    widths,
)
from knowledge.kit.format import Imprint, Link
from tests.helpers.printed import letters, pdf_pages, word_text

IMPRINT = Imprint("A guide", "https://guide.example/id/lesson/", "2026-01-02")
HOSTILE = (
    "#let x = 1",
    "*bold* _and_ $x$",
    "a \\ b",
    '"quoted" <tag> &amp; @ref',
    "{{ 7 * 7 }}",
    "= Heading",
    "- item",
)


def walked(html: str) -> tuple[Block, ...]:
    return blocks(lxml.html.fromstring(f"<article>{html}</article>"), lambda address: Link(address, address))


def plain(words: str) -> tuple[Run, ...]:
    return (Run(words),)


def test_each_block_is_known() -> None:
    assert walked(
        '<h2 id="a">One<a class="headerlink" href="#a">¶</a></h2><p>Two\n <b>three</b></p>'
        "<blockquote><p>Four</p></blockquote>"
        '<div class="admonition warning"><p class="admonition-title">Five</p><p>Six</p></div><ul><li>Seven</li></ul>'
    ) == (
        Heading(2, "One", "a"),
        Paragraph((Run("Two "), Run("three", bold=True))),
        Quote((Paragraph(plain("Four")),)),
        Notice("Five", (Paragraph(plain("Six")),)),
        Items(False, ((Paragraph(plain("Seven")),),)),
    )


def test_table_without_caption_is_named_after_its_heading_and_its_rows_are_as_long_as_its_header() -> None:
    [_, table] = walked("<h2>Log</h2><table><tr><th>A</th><th>B</th></tr><tr><td>1<br><br></td></tr></table>")
    assert table == Table("Log", (plain("A"), plain("B")), ((plain("1"), ()),))


def test_lists_in_lists_and_words_beside_blocks_are_kept() -> None:
    [listed] = walked("<ol><li>One<ul><li>Two</li></ul>Three</li></ol>")
    assert listed == Items(
        True,
        ((Paragraph(plain("One")), Items(False, ((Paragraph(plain("Two")),),)), Paragraph(plain("Three"))),),
    )


def test_what_means_nothing_on_paper_is_left_out() -> None:
    shown = "<p class='print-header'>x</p><form><p>x</p></form><script>x</script><p>Kept<!-- x --> too</p>"
    assert walked(shown) == (Paragraph(plain("Kept too")),)


def test_a_link_has_its_number_once_where_it_ends() -> None:
    [paragraph] = walked('<p><a href="u">one <b>two</b></a>, <a href="v">three</a>, <a href="u">four</a></p>')
    assert isinstance(paragraph, Paragraph)
    document = Document((Heading(1, "T"), paragraph), IMPRINT)
    shown = [(run.text, number) for run, number in numbered(paragraph.runs, document)]
    assert shown == [("one ", 0), ("two", 1), (", ", 0), ("three", 2), (", ", 0), ("four", 1)]


def test_columns_share_the_width_by_what_is_in_them() -> None:
    narrow, wide = widths(
        Table("", (plain("No"), plain("Why")), ((plain("1"), plain("Because of this and that. " * 9)),))
    )
    assert narrow < wide / 3
    assert narrow + wide == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("make", [word.make, paper.make], ids=["word", "pdf"])
def test_no_text_is_taken_for_markup(make) -> None:
    everywhere = [
        block
        for words in HOSTILE
        for block in (
            Heading(2, words),
            Paragraph((Run(words, bold=True, link=Link(words, "https://guide.example/?a=1&b=\"'<>")),)),
            Items(True, ((Paragraph(plain(words)),),)),
            Table(words, (plain(words),), ((plain(words),),)),
            Notice(words, (Quote((Paragraph(plain(words)),)),)),
        )
    ]
    content = make(Document((Heading(1, HOSTILE[0]), *everywhere), IMPRINT, part_of=HOSTILE[3]))
    told = word_text(content) if make is word.make else "\n".join(pdf_pages(content))
    for words in HOSTILE:
        assert "".join(words.split()) in "".join(told.split()), words


@pytest.mark.parametrize("make", [word.make, paper.make], ids=["word", "pdf"])
def test_the_same_document_gives_the_same_bytes(make, monkeypatch) -> None:
    document = Document((Heading(1, "T"), Paragraph(plain("Words"))), IMPRINT)
    first = make(document)
    make.cache_clear()
    monkeypatch.setattr("time.time", lambda: 2e9)
    assert make(document) == first


def test_every_feature_of_a_page_is_kept_in_words(site) -> None:
    """The page for authors shows every feature that a page may have."""
    article = lxml.html.parse(site / "about/authoring/index.html").getroot().find(".//article")
    told = letters("".join(_texts(blocks(article, lambda address: Link(address, address)))))
    for element in article.xpath(".//p[not(@class='print-header')] | .//li[not(p)] | .//td | .//dd"):
        for part in element.xpath("./text()"):
            assert letters(part) in told, part


def _texts(of: tuple[Block, ...]) -> list[str]:
    found = []
    for block in of:
        match block:
            case Heading():
                found.append(block.text)
            case Paragraph():
                found.append(text(block.runs))
            case Items():
                found += [each for item in block.items for each in _texts(item)]
            case Table():
                found += [text(cell) for row in (block.header, *block.rows) for cell in row]
            case Quote():
                found += _texts(block.blocks)
            case Notice():
                found += [block.title, *_texts(block.blocks)]
            case _:
                raise AssertionError(block)
    return found
