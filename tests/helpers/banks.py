"""Questions for the tests of question banks: those of the course, and some whose texts are hard to write."""

from __future__ import annotations

from dataclasses import replace

from knowledge.kit.bank import Bank, Item

HOSTILE = (
    "<script>alert(1)</script> & <b>bold</b> &amp; &lt;",
    "]]> <!-- --> <![CDATA[ x ]]>",
    "a = b ~ c # d ## e #### f {g} } { :: h : i %50% j",
    r"back\slash \n \\ \= \~ \{ end\\",
    "“quotes” \"double\" 'single' `tick` ’",
    "first line\nsecond line\n\nafter an empty line // and -> arrows => <- [html] $CATEGORY: x",
    "=1+1",
    "@SUM(A1)",
    "-1 or +1, 50 %, £5, 5 × 3 ≠ 14, naïve, 🙂",
    "// not a comment",
    "TRUE",
    "$$x^2$$ {{ braces }} {% tag %}",
)
"""Texts that mean something in one format or another."""


def hostile(bank: Bank) -> Bank:
    """Return the bank with hard texts in place of its own, each sort of question with each of them."""
    kept = {item.sort: item for item in bank.items}
    return replace(
        bank,
        title=f"{HOSTILE[0]} {HOSTILE[2]}",
        items=tuple(
            _hostile(item, f"{item.sort.replace(' ', '-')}-{turn}", turn)
            for item in kept.values()
            for turn in range(len(HOSTILE))
        ),
    )


def _hostile(item: Item, id_: str, turn: int) -> Item:
    texts = [*HOSTILE[turn:], *HOSTILE[:turn]]
    answers = [
        replace(
            answer,
            text=answer.text if item.sort == "true or false" else f"{text} {number}",
            feedback=text,
            links=tuple(
                link._replace(title=text, address=f"{link.address}?a=1&b='\"<>{number}") for link in answer.links
            ),
        )
        for number, (answer, text) in enumerate(zip(item.answers, texts[1:], strict=False))
    ]
    return replace(item, id=id_, title=texts[0], text=texts[-1], outcome=texts[-2], answers=tuple(answers))
