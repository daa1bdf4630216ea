"""The words that readers see follow docs/about/style.md, as far as phrases and the length of sentences can show."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import style
from tests.helpers.style import LONG, SEMICOLON, Text, faults, findings


def test_no_reader_meets_the_wording_that_the_guide_rules_out() -> None:
    found = [str(finding) for finding in findings()]
    assert found == [], "\n".join(["", *found])


# ------------------------------------------------------------------------------------------------
# What is found
# ------------------------------------------------------------------------------------------------

PLANTED = (
    "Inspectors criticised forces.",
    "This is told without praise or blame.",
    "It follows that a board should meet.",
    "The demand is implied by a finding.",
    "The report does not say so outright.",
    "It was linked in so many words.",
    "They name it as a strength.",
    "In this site’s view, it should.",
    "This was said by this site.",
    "The date is not established.",
    "This answers three questions.",
    "Said by: inspectors",
    "Verdict: gap",
    "The report of March 2020 is long.",
    "The Act of 2015 applies.",
    "See that frontline staff know.",
    "Leads should see to it.",
    "They met so that they agreed, so that work could begin.",
    "Another officer than the lead attended.",
    "The text stands below.",
    "The text stood below.",
    "It is read beside the other.",
    "Nobody came.",
    "It was somebody in the force.",
    "Look for evidence in one’s own force.",
    "The board was set up anew.",
    "A mended spelling is no change.",
    "The address may hold a slip.",
    "The report tells of problems.",
    "Take up innovative practice.",
    "Many forces kept up the role.",
    "They take it for secret work.",
    "No training was made for leads.",
    "Advice was readily to be had.",
    "Pass on news of the board.",
    "The site rests on a report.",
    "This bears on the duty.",
    "As a rule it was the cause.",
    "These seldom met.",
    "Leads, for instance, met.",
    "They want training above all.",
    "The rule whereby it is done.",
    "This page is no procedure.",
    "Use the A–Z.",
)
"""One line, at least, for each pattern."""


@pytest.mark.parametrize("line", PLANTED)
def test_planted_phrase_is_found(line: str) -> None:
    found = list(faults(Text(line, [7] * (len(line) + 1))))
    assert {(number, phrase in line) for number, phrase, _ in found} == {(7, True)}
    assert all(instead for _, _, instead in found)


def test_every_pattern_is_planted() -> None:
    found = {instead for line in PLANTED for _, _, instead in faults(Text(line, [1] * (len(line) + 1)))}
    assert found == {instead for _, instead in style.PATTERNS}
    for pattern, (inside, _) in zip(style._PATTERNS, style.PATTERNS, strict=True):
        assert any(pattern[0].search(line) for line in PLANTED), inside


@pytest.mark.parametrize(
    "line",
    [
        "CTLP stands for counter-terrorism local profile, and a tool may stand alone.",
        "Officers understand that this is a long-standing, outstanding arrangement.",
        "Inspectors saw that a lead had been told of the risk.",
        "The 2020 report was published in March 2020. Read the text of the 2015 Act as it stood on 1 May 2025.",
        "They keep up with changes and keep staff up to date.",
        "They recommend, amend and depend on it.",
        "A common criticism was that the form was long.",
        "Besides, the strategic lead is a someone, not a body.",
        "The source says “nobody stands beside the guidance of 2015”.",
        "Give advice so that staff can decide. Meet so that you can agree.",
    ],
)
def test_good_english_is_let_through(line: str) -> None:
    assert list(faults(Text(line, [1] * (len(line) + 1), is_limited=True))) == []


def test_sentence_may_have_25_words() -> None:
    def found(text: str) -> list[tuple[int, str, str]]:
        return list(faults(Text(text, [1] * (len(text) + 1), is_limited=True)))

    words = " ".join(["word"] * 25)
    assert found(f"First {words[5:]}. Second {words[5:]}. Third (v2.1) is short.") == []
    assert found(f"Short. And {words}.") == [(1, "And word word word word word … (26 words)", LONG)]
    assert found(f"It says “{words}”.") == []
    assert list(faults(Text(f"{words} word", [1] * 999))) == []


def test_summary_has_no_semicolon() -> None:
    text = Text("One; “quoted; twice”.", [3] * 30, is_summary=True)
    assert list(faults(text)) == [(3, ";", SEMICOLON)]


# ------------------------------------------------------------------------------------------------
# Where it is looked for
# ------------------------------------------------------------------------------------------------

LONG_SENTENCE = " ".join(["Inspectors", *["found"] * 25])

FILES = {
    "data/findings.yml": f"""\
- id: finding-that-stands
  title: Nobody met
  summary: >-
    Forces met. The text
    stands below; it is long. {LONG_SENTENCE}.
  wording: It stands beside
  quantity_words: nobody
  other_names: [a slip]
  good:
    - "Somebody met: anew."
  sources:
    - {{document: source-one, heading: It stands beside}}
""",
    "data/sources.yml": "- id: source-one\n  title: The Act of 2015\n  seen: We read\n    nobody’s copy.\n",
    "data/phrases.yml": "- id: phrases-one\n  says: [nobody stands beside]\n",
    "docs/about/page.md": f"""\
---
title: Nobody
description: >-
  What stands here.
hide: [beside it]
---

# A verdict {{ #beside-the-anchor }}

Some `nobody` code, an [anew](beside.md) link, {{{{ link("rec-7", "mended words") }}}} and {{{{ link("rec-7") }}}}.

```yaml
nobody: stands beside
```

| One | Two |
| --- | --- |
| somebody | {LONG_SENTENCE} |

- one
- {LONG_SENTENCE}
    that stands
""",
    "README.md": "# Title\n\n    make nobody     # stands beside\n\nIt seldom is.\n",
    "knowledge/kinds/thing.py": '''\
"""Nobody reads this."""
class Thing:
    """A thing that stands."""
    NAME = "Said by"  # beside
    """Nobody reads this either."""

    def shown(self):
        """Nobody reads this."""
        yield Violation("the record stands twice")
        yield ("id",), f"stands {self} twice"
        if self:
            raise ValueError("mend it")
        return f"It {self} stands"
''',
    "knowledge/load/thing.py": 'SAID = "nobody"\n',
    "web/search/thing.js": "/* beside */\nconst one = `It\n${two} stands`; // nobody\nconst three = 'beside us';\n",
    "theme/thing.html": '{# beside #}\n<p title="Where it stands">{{ nobody }}\n<b class="beside">Back anew</b></p>\n',
}

FOUND = [
    ("data/findings.yml", 2, "Nobody"),
    ("data/findings.yml", 5, ";"),
    ("data/findings.yml", 5, "Inspectors found found found found found … (26 words)"),
    ("data/findings.yml", 5, "stands"),
    ("data/findings.yml", 10, "Somebody"),
    ("data/findings.yml", 10, "anew"),
    ("data/sources.yml", 4, "nobody"),
    ("docs/about/page.md", 2, "Nobody"),
    ("docs/about/page.md", 4, "stands"),
    ("docs/about/page.md", 8, "verdict"),
    ("docs/about/page.md", 10, "anew"),
    ("docs/about/page.md", 10, "mended"),
    ("docs/about/page.md", 18, "Inspectors found found found found found … (26 words)"),
    ("docs/about/page.md", 18, "somebody"),
    ("docs/about/page.md", 21, "Inspectors found found found found found … (28 words)"),
    ("docs/about/page.md", 22, "stands"),
    ("README.md", 5, "seldom"),
    ("knowledge/kinds/thing.py", 3, "stands"),
    ("knowledge/kinds/thing.py", 4, "Said by"),
    ("knowledge/kinds/thing.py", 13, "stands"),
    ("web/search/thing.js", 3, "stands"),
    ("web/search/thing.js", 4, "beside"),
    ("theme/thing.html", 2, "stands"),
    ("theme/thing.html", 3, "anew"),
]


def test_faults_are_found_where_readers_meet_them_and_nowhere_else(tmp_path: Path) -> None:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert [(finding.file, finding.line, finding.phrase) for finding in findings(tmp_path)] == FOUND


def test_finding_is_one_line_that_says_what_to_write() -> None:
    (finding,) = (f for f in [style.Finding("data/a.yml", 3, "anew", "again")])
    assert str(finding) == "data/a.yml:3: “anew”; write again"
