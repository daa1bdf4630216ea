"""What only built pages can show of how they are served: their weight, what their policy refuses, and their notices."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple

from knowledge.build.budgets import NEAR, PAGE, kilobytes, packed
from knowledge.build.site_check import BuiltPage
from knowledge.layout import Site
from knowledge.problems import FEW, Problem

WORDS = ("Independent and unofficial", "You cannot make a referral here", "call 999")
"""What the notice above a page and the foot of it have to say."""

NOTICES = {
    "notice": (re.compile(r'<aside class="notice".*?</aside>', re.DOTALL), "notice_short"),
    "footer": (re.compile(r'<footer class="colophon".*?</footer>', re.DOTALL), "notice"),
}
"""Where they have to say it, and the setting in mkdocs.yml that holds the words."""

LEADS_ON = '<meta http-equiv="refresh"'
"""Marks a page that only redirects to another. Readers do not see it, so it needs no notice."""

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
BEGINNINGS = ("default-src 'self'; ", "default-src 'none'")
LAX = re.compile(r"'unsafe-|\*|\bhttps?:")
"""What would make a policy allow more than the site's own files."""

TAG = re.compile(r"""<[a-zA-Z][^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*>""")
NAME = re.compile(r"<([\w-]+)")
ATTRIBUTE = re.compile(r"""([^\s"'=<>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
DATA_TYPE = "application/ld+json"
"""The type of a script that holds data and does not run."""

REFUSED_TAGS = ("base", "embed", "object")
FETCHED = ("src", "srcset", "poster", "data", "background", "action", "formaction")
"""The attributes whose address a browser asks for without a click, or sends a form to."""

FETCHED_BY_HREF = ("link", "image", "use", "feimage")
"""The elements of which that is true of `href` as well."""

ONLY_NAMED = ("alternate", "canonical", "license", "author", "next", "prev")
"""What a `link` that only names an address says it is."""

ELSEWHERE = re.compile(r"(?:^|,\s*)(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
SCRIPTED = re.compile(r"\s*javascript:", re.IGNORECASE)

SUSPECT = re.compile(
    rf"<(?:style|form|{'|'.join((*REFUSED_TAGS, *FETCHED_BY_HREF))})\b"
    rf"|\b(?:style|on[a-z]+|{'|'.join(FETCHED)})\s*=|javascript:|&#",
    re.IGNORECASE,
)
"""What a tag has to hold to be looked at more closely."""


class Fault(NamedTuple):
    """Something wrong with a page: the message, and the text that it is about."""

    message: str
    text: str = ""


class Served(NamedTuple):
    """What a look at the built pages found: problems, for which a build is refused, and the pages that near a limit."""

    problems: list[Problem]
    near: str
    """One line that names those pages, or nothing."""


def look(root: Path, pages: Iterable[BuiltPage], folder: Path, site: Site) -> Served:
    """Read the file of each page once, and that of the page for addresses that do not exist."""
    found: dict[Fault, list[BuiltPage]] = defaultdict(list)
    near: list[str] = []
    good: set[str] = set()
    missing = [BuiltPage(path.name) for path in sorted(folder.glob("*.html")) if path.name != "index.html"]
    for page in (*pages, *missing):
        path = folder / page.url
        content = (path / "index.html" if path.is_dir() else path).read_bytes()
        size = _size(content)
        if size > PAGE * NEAR:
            near.append(f"/{page.url} ({size / PAGE:.0%})")
        for fault in _faults(content.decode(), size, site, good):
            found[fault].append(page)
    line = (
        f"Pages near the limit of {PAGE // 1000} kB: {', '.join(near)}; show less on them, or divide them by subject."
    )
    told = [problem for fault, those in found.items() for problem in _told(root, fault, those)]
    return Served(told, line if near else "")


def _size(content: bytes) -> int:
    """Return what a page weighs as it is sent, or 0 where a quick look shows that it is far from its limit."""
    limit = PAGE * NEAR
    if len(content) <= limit or len(packed(content, 1)) <= limit:
        return 0
    return len(packed(content))


def _told(root: Path, fault: Fault, pages: list[BuiltPage]) -> Iterator[Problem]:
    """Yield a fault for each page that has it; what many pages have is told once, since it comes from their frame."""
    if len(pages) <= FEW:
        for page in pages:
            yield _problem(root, page, fault.text, fault.message)
    else:
        message = f"{fault.message} (so do {len(pages) - 1} more pages: look in theme/ and knowledge/ first)"
        yield _problem(root, pages[0], fault.text, message)


def _problem(root: Path, page: BuiltPage, text: str, message: str) -> Problem:
    """Return what is wrong with a page, at its page file; a page that has none is named as it is built."""
    found = page.problem(root, text, message)
    return found if (root / found.file).is_file() else found._replace(file=f"/{page.url}")


def _faults(text: str, size: int, site: Site, good: set[str]) -> Iterator[Fault]:
    if size > PAGE:
        yield Fault(
            f"its text takes {kilobytes(size)} (gzip), and {kilobytes(PAGE)} are allowed; "
            "show less on the page, or divide it by subject"
        )
    yield from _refused_by_policy(text, site, good)
    if LEADS_ON not in text:
        yield from _lost_markings(text, site.edition)


# ------------------------------------------------------------------------------------------------
# The policy
# ------------------------------------------------------------------------------------------------


def _refused_by_policy(text: str, site: Site, good: set[str]) -> Iterator[Fault]:
    policy = POLICY.search(text)
    if policy is None and not site.is_preview:
        yield Fault("names no content security policy; restore the one in theme/main.html")
    if policy and any(begin in text[: policy.start()] for begin in ("<script", "<style", "<link")):
        yield Fault("has a script or style in front of its policy; put the policy first in theme/main.html")
    if policy and (LAX.search(policy[1]) or not policy[1].startswith(BEGINNINGS)):
        yield Fault(f"has a policy that allows more than the site’s own files: {policy[1]}; allow 'self' alone")
    for attributes, script in SCRIPT.findall(text):
        said = _attributes(attributes)
        is_inline = "src" not in said and said.get("type") != DATA_TYPE
        if is_inline and policy and _digest(script) not in policy[1]:
            yield Fault("has a script in the page, which the policy refuses; move it to web/", "<script")
    for tag in dict.fromkeys(TAG.findall(text)):
        if tag not in good:  # most stand on many pages
            faults = list(_refused_tag(tag, site.address)) if SUSPECT.search(tag) else []
            yield from faults
            good.update([] if faults else [tag])


def _digest(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _refused_tag(tag: str, address: str) -> Iterator[Fault]:
    beginning = NAME.match(tag)
    name = beginning[1].lower() if beginning else ""
    refused = "which the policy refuses"
    attributes = _attributes(tag[len(name) + 1 : -1])
    if name == "style":
        yield Fault(f"has a style element, {refused}; move its rules to web/styles/", "<style")
    if name in REFUSED_TAGS:
        yield Fault(f"has an element '{name}', {refused}; link to the file", f"<{name}")
    if name == "form" and "action" in attributes:
        yield Fault(f"has a form with an action, {refused}; leave the attribute out", "<form")
    for attribute, value in attributes.items():
        if attribute == "style":
            yield Fault(f"has the attribute style='{value}', {refused}; use a class of web/styles/", value)
        elif attribute.startswith("on"):
            yield Fault(f"has the attribute '{attribute}', {refused}; listen in a script of web/", attribute)
        elif SCRIPTED.match(value):
            yield Fault(f"has the address '{value}', {refused}; write a script in web/", value)
        elif _is_fetched(name, attribute, attributes) and _is_elsewhere(value, address):
            yield Fault(f"loads '{value}' from another host; keep the file in the project, or link to it", value)


def _is_fetched(name: str, attribute: str, attributes: dict[str, str]) -> bool:
    if attribute.rpartition(":")[2] == "href":
        return name in FETCHED_BY_HREF and attributes.get("rel", "").lower() not in ONLY_NAMED
    return attribute in FETCHED


def _is_elsewhere(value: str, address: str) -> bool:
    return bool(ELSEWHERE.search(value)) and not value.startswith(address)


def _attributes(text: str) -> dict[str, str]:
    """Return the attributes of a tag, their values as a browser reads them."""
    return {
        name.lower(): unescape(double or single or bare).strip()
        for name, double, single, bare in ATTRIBUTE.findall(text)
    }


# ------------------------------------------------------------------------------------------------
# The markings
# ------------------------------------------------------------------------------------------------


def _lost_markings(text: str, edition: str) -> Iterator[Fault]:
    for name, (pattern, setting) in NOTICES.items():
        part = pattern.search(text)
        lost = [words for words in WORDS if part is None or words not in " ".join(part[0].split())]
        if lost:
            listed = ", ".join(f"'{words}'" for words in lost)
            yield Fault(f"has no {listed} in its {name}; restore it in extra.{setting} of mkdocs.yml, or in theme/")
    for what in _places_of_edition(edition):
        if what not in text:
            yield Fault(f"does not name the edition of {edition} with '{what}'; restore that in theme/main.html")


def _places_of_edition(edition: str) -> Iterable[str]:
    return f'<meta name="edition" content="{edition}">', f"(unofficial) · edition of {edition} ·"
