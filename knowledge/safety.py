"""What must not be published: protective markings, telephone numbers, addresses of persons, references of cases.

Data and pages are read as text, their comments too, since the repository is public. The patterns are simple: they are
there for what is pasted in by mistake, and what they find a person has to look at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from knowledge.kept import Kept
from knowledge.pages.stubs import DOCS
from knowledge.problems import DATA, NOTHING, Problem

BLANK = "\0"

# A web address, or the target of a link in Markdown, may hold any digits.
ADDRESS = re.compile(r"https?://[^\s<>\"'`]+|\]\((?!mailto:|tel:)[^)\s]*\)")

RECORD = re.compile(r"^- id: *['\"]?([\w-]+)", re.MULTILINE)

YEARS = re.compile(r"(?:19|20)\d\d(?:[-/–](?:\d\d|(?:19|20)\d\d))*")
"""A year, a span of years or a date, which may stand where the number of a case would."""

NEAR = 60
"""How many characters in front of a find, and behind it, can tell whether it is one."""

GAP = r"[\s().–-]{0,9}"
"""What may stand between two digits of a telephone number; a line that is folded, too."""

OPEN_NUMBERS = ("999", "101")
"""The telephone numbers of the police that everybody is to know."""

OFFICES = re.compile(
    r"(?:accessibility|admin|communications|complaints?|contact(?:us)?|correspondence|data|dpo|enquir(?:y|ies)|feedback"
    r"|foi|help(?:desk)?|info|mail(?:box)?|media|news|office|prevent|press(?:office)?|privacy|publications|security"
    r"|support|team|webmaster)(?![a-z])",
    re.IGNORECASE,
)
"""How the e-mail address of an office, which is nobody's own, begins."""

EXAMPLE_HOST = re.compile(r"@(?:[\w-]+\.)*example(?:\.(?:com|org|net))?$", re.IGNORECASE)
"""The end of an address that is nobody's by RFC 2606."""

TOKEN = r"(?:[A-Z]{1,4}[-/]?)?\d[\dA-Z]*(?:[-/]\w+)*"
"""What may be the reference of a case, behind a word that says so."""


class Sort(NamedTuple):
    """Something that must not stand here: what it is, what to do, how it looks, and which finds are none after all.

    A pattern begins with what is rare in a text, since all the data is searched at each check; what stands in front of
    it is looked at once something is found.
    """

    name: str
    remedy: str
    pattern: re.Pattern[str]
    before: re.Pattern[str]
    """How the text in front of it ends; what this matches is part of what was found."""

    is_one: Callable[[Find], bool]


class Find(NamedTuple):
    """What a pattern found, the text around it, and whether it stands in a data file."""

    text: str
    before: str
    after: str
    is_data: bool


def problems(root: Path, kept: Kept) -> Iterator[Problem]:
    """Yield what must not be published and stands in a data file or a page."""
    for folder, suffix in ((DATA, ".yml"), (DOCS, ".md")):
        for path in sorted((root / folder).rglob(f"*{suffix}")):
            if path.is_file() and not path.name.startswith("."):
                text = path.read_text(encoding="utf-8", errors="replace")
                name = path.relative_to(root).as_posix()
                yield from kept.problems(f"safety {name}", (text,), partial(_problems_of, name, text, folder == DATA))


def _problems_of(name: str, text: str, is_data: bool) -> Iterator[Problem]:
    for line, id_, message in found(text, is_data=is_data):
        yield Problem(name, line, id_, NOTHING, message)


def found(text: str, *, is_data: bool = False) -> Iterator[tuple[int, str, str]]:
    """Yield (line, id of the record, message) for what must not stand in the text of a page, or of a data file."""
    readable = ADDRESS.sub(lambda address: re.sub(r"[^\n]", BLANK, address[0]), text)
    for sort in SORTS:
        for match in sort.pattern.finditer(readable):
            start, end = match.span()
            find = Find(match[0], readable[max(0, start - NEAR) : start], readable[end : end + NEAR], is_data)
            if sort.is_one(find) and (opening := sort.before.search(find.before)):
                line = text.count("\n", 0, start) + 1
                ids = RECORD.findall(text, 0, start) if is_data else []
                shown = " ".join(f"{opening[0]}{match[0]}".split())
                yield line, ids[-1] if ids else NOTHING, f"contains {sort.name} ('{shown}'); {sort.remedy}"


def _is_used(find: Find) -> bool:
    """Say whether a marking is used and not only named: in quotation marks, in code, as a whole item of a list."""
    if find.before[-1:] in tuple("“‘\"'`") and find.after[:1] in tuple("”’\"'`"):
        return False
    is_item = re.search(r"(?:^|\n) +- $", find.before) and re.match(r" *(?:\n|$)", find.after)
    return not (find.is_data and is_item)


def _is_number(find: Find) -> bool:
    return find.text not in OPEN_NUMBERS and not YEARS.fullmatch(find.text)


def _is_of_a_person(find: Find) -> bool:
    name = re.split(r"[^\w.+'-]", find.before)[-1]
    return not OFFICES.match(name) and not EXAMPLE_HOST.search(find.text)


def _is_reference(find: Find) -> bool:
    return sum(map(str.isdigit, find.text)) >= 3 and not YEARS.fullmatch(find.text)


def _sort(name: str, remedy: str, is_one: Callable[[Find], bool], *looks: tuple[str, str]) -> Iterator[Sort]:
    """Yield what must not stand here in each of its looks: what ends the text in front of it, and its pattern."""
    for before, pattern in looks:
        yield Sort(name, remedy, re.compile(pattern, re.ASCII), re.compile(f"(?:{before})$", re.ASCII), is_one)


NO_WORD = r"(?<!\w)"
NO_PART = r"(?<![\w/.-])"
"""In front of a number: no character that would make it the end of a longer one."""

SORTS = (
    *_sort(
        "a protective marking",
        "remove the marked material; if the text only mentions the marking, put the marking in quotation marks",
        _is_used,
        # Those of today, and those that were used until 2014.
        (NO_WORD, r"(?:OFFICIAL(?:[\s:–_-]{1,5}SENSITIVE)?|Official[-–]Sensitive|TOP[\s_-]+SECRET|SECRET)(?!\w)"),
        (NO_WORD, r"(?:NOT\s+PROTECTIVELY\s+MARKED|RESTRICTED|CONFIDENTIAL)(?!\w)"),
    ),
    *_sort(
        "what looks like a telephone number",
        "remove it; only 999 and 101 may be published",
        _is_number,
        (NO_PART, rf"0[1-35789]\d(?:{GAP}\d){{7,8}}(?!\w)"),
        (NO_PART, rf"00[1-9]\d(?:{GAP}\d){{6,12}}(?!\w)"),
        (NO_WORD, rf"\+[1-9](?:{GAP}\d){{7,14}}(?!\w)"),
        (
            r"\b(?i:tel|telephone|phone|mobile|fax|ext|extension|dial|ring|call)\b[.:]?\s+(?i:no\.?|number|on)?[:\s]*",
            r"\d{3,6}(?![\w/.,-]*\d)",
        ),
    ),
    *_sort(
        "what looks like a person's email address",
        "remove it, or give the address of an office, such as enquiries@…",
        _is_of_a_person,
        (r"[\w.+'-]+", r"@[\w-]+(?:\.[\w-]+)+"),
    ),
    *_sort(
        "what looks like a case reference",
        "remove it, because nothing here may lead to a case; if the number does not, put it another way",
        _is_reference,
        (
            r"\b(?:PCMT|PNC|CRO|CAD|URN|CRIS)(?:[\s-]+(?i:case|ref|reference|no|number|id))*[.:#\s-]*"
            r"|\b(?i:crime|incident|custody|case|intelligence|referral|channel)\s+(?i:(?:case|log)\s+)?"
            r"(?i:ref|reference|no|number|id)\b(?i:\s+(?:no|number))?[.:#\s]*"
            r"|\b(?:Channel|Prevent)\s+(?i:case|referral)[:#\s]+",
            TOKEN,
        ),
        (NO_WORD, r"(?:PCMT|PNC|CRO|CAD|URN|CRIS)[-/]?(?!(?:19|20)\d\d(?![\w/-]))\d[\dA-Z/-]{2,}"),
        # Of the Police National Computer: 2019/0123456X, 19/123456X.
        (NO_PART, r"\d\d(?:\d\d)?/\d{3,7}[A-HJ-NP-RT-Z](?!\w)"),
        # Of the criminal records office: 12345/99A.
        (NO_PART, r"\d{3,6}/\d\d[A-Z](?!\w)"),
        # Of crimes, as forces write them: 42/12345/20, 06NM/1234K/19, 3201234/22, NYP-20190412-0123.
        (NO_PART, r"\d\d[A-Z]{0,3}/\d{3,6}[A-Z]?/\d\d(?:\d\d)?(?![\w/])"),
        (NO_PART, r"\d{5,7}/\d\d(?![\w/-])"),
        (NO_PART, r"[A-Z]{2,5}[-/]\d{6,}(?:[-/]\d+)*(?!\w)"),
    ),
)
