"""Whether what is built follows its standards: HTML, CSS and SVG by the Nu checker, JSON-LD by schema.org, Atom."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import feedparser
import lxml.html
import pytest
import schema_org

from knowledge.build.node import MODULES
from knowledge.graph import Knowledge
from knowledge.kinds import KINDS
from tests.helpers.built_site import pages
from tools.prepare import find_java

CHECKER = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"

ALLOWED = (
    r".* violates Content Security Policy \(meta tag\).*",
    r"CSS: “container-type”: Property “container-type” doesn't exist\.",
    r"CSS: Unrecognized at-rule “@container”",
)
"""Messages that tell no fault. The checker does not know the standard of container queries (CSS Containment, level 3).
It reads files, so that to it no address is the page's own, and takes the data in a page for a script; whether a policy
lets a page work and refuses all else is tested in a browser (test_finish)."""


def faults(paths: list[Path]) -> list[str]:
    """Return what the checker says against these files, a line for each, without what is allowed."""
    command = [str(find_java()), "-jar", str(CHECKER), "--format", "json", "--stdout", "--also-check-css"]
    done = subprocess.run([*command, "--also-check-svg", *map(str, paths)], capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    return [
        f"{message['url'].removeprefix('file:')}:{message.get('lastLine', 1)}: {message['message']}"
        for message in json.loads(done.stdout)["messages"]
        if not any(re.fullmatch(allowed, message["message"]) for allowed in ALLOWED)
    ]


def test_every_page_style_and_drawing_is_valid(site: Path, knowledge: Knowledge) -> None:
    """Of the permanent addresses, all made by one function, one for each kind of record."""
    leads = [site / "id" / knowledge.of(kind)[0].id / "index.html" for kind in KINDS]
    checked = [*pages(site), *leads, *site.rglob("*.css"), *site.rglob("*.svg")]
    assert len({path.suffix for path in checked}) == 3
    assert faults(checked) == []


def test_faults_are_found(tmp_path: Path, site: Path) -> None:
    page = (site / "about/index.html").read_text()
    planted = {
        "page.html": page.replace(
            "</article>", "<p><input type=checkbox autocomplete=off tabindex=''></p></article>", 1
        ),
        "style.css": "p { colr: red }\n",
        "drawing.svg": '<svg xmlns="http://www.w3.org/2000/svg"><box/></svg>\n',
    }
    for name, text in planted.items():
        (tmp_path / name).write_text(text)
    found = faults([tmp_path / name for name in planted])
    for name, words in (("page.html", "autocomplete"), ("style.css", "colr"), ("drawing.svg", "box")):
        assert any(f"/{name}:" in line and words in line for line in found), found


def unknown(thing: Any) -> list[str]:
    """Return what in a thing schema.org does not know: its type, or a property that things of its type do not have."""
    if isinstance(thing, list):
        return [line for part in thing for line in unknown(part)]
    if not isinstance(thing, dict) or thing.keys() == {"@id"}:
        return []
    kind = thing.get("@type", "no type")
    model = getattr(schema_org, kind, None)
    if model is None:
        return [f"{kind} is not a type"]
    known = {property_.schema_name for property_ in model.SCHEMA_PROPERTIES}
    found = [f"{kind} has no {name}" for name in thing if name not in known and not name.startswith("@")]
    return found + [line for value in thing.values() for line in unknown(value)]


def described(path: Path) -> list[str]:
    """Return what is wrong with the structured data of a page."""
    found = []
    for text in lxml.html.parse(path).getroot().xpath("//script[@type='application/ld+json']/text()"):
        data = json.loads(text)
        if data["@context"] != "https://schema.org":
            found.append(f"{path}: another vocabulary")
        for thing in data["@graph"]:
            if not thing.get("@id", "").startswith("http"):
                found.append(f"{path}: a thing has no address")
            found += [f"{path}: {line}" for line in unknown(thing)]
    return found


def test_structured_data_of_every_page_is_understood(site: Path) -> None:
    assert [line for path in sorted(site.rglob("*.html")) for line in described(path)] == []


@pytest.mark.parametrize(
    ("thing", "fault"),
    [
        ({"@type": "Thing"}, "a thing has no address"),
        ({"@id": "http://x/", "name": "x"}, "no type is not a type"),
        ({"@id": "http://x/", "@type": "LearningResources"}, "LearningResources is not a type"),
        ({"@id": "http://x/", "@type": "LearningResource", "teachez": "x"}, "LearningResource has no teachez"),
        ({"@id": "http://x/", "@type": "Event", "teaches": "x"}, "Event has no teaches"),
        (
            {"@id": "http://x/", "@type": "Dataset", "creator": [{"@type": "Organization", "nam": "x"}]},
            "Organization has no nam",
        ),
    ],
)
def test_faults_of_structured_data_are_found(thing: dict[str, Any], fault: str, tmp_path: Path) -> None:
    data = json.dumps({"@context": "https://schema.org", "@graph": [thing]})
    page = tmp_path / "index.html"
    page.write_text(f'<!doctype html><title>x</title><script type="application/ld+json">{data}</script>')
    assert described(page) == [f"{page}: {fault}"]


def is_time(text: str) -> bool:
    """Say whether a text is a day and a time with its zone; the feed reader would take much more for one."""
    try:
        return "T" in text and datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def feed_faults(content: bytes) -> list[str]:
    """Return where a feed is not what RFC 4287 asks of it: its form, and the parts that it and each entry need."""
    feed = feedparser.parse(content, response_headers={"content-type": "application/atom+xml"})
    found = [f"is not well formed: {feed.bozo_exception}"] if feed.bozo else []
    if feed.version != "atom10":
        found.append(f"is '{feed.version}', no Atom")
    own = [link for link in feed.feed.get("links", []) if link.rel == "self"]
    if len(own) != 1 or not feed.feed.get("author_detail", {}).get("name"):
        found.append("names no author, or not its own address")
    for part in (feed.feed, *feed.entries):
        name = part.get("id", "a part without an id")
        found += [f"{name}: has no {wanted}" for wanted in ("id", "title") if not part.get(wanted)]
        if not is_time(part.get("updated", "")):
            found.append(f"{name}: '{part.get('updated')}' is no time")
        if not name.startswith(("tag:", "http:", "https:")):
            found.append(f"{name}: is no id of the web")
        links = part.get("links", [])
        found += [f"{name}: {link.href} is relative" for link in links if not link.href.startswith("http")]
    names = Counter(part.get("id") for part in (feed.feed, *feed.entries))
    return found + [f"{name}: is the id of {count} parts" for name, count in names.items() if count > 1]


def test_feed_is_valid(site: Path) -> None:
    assert feed_faults((site / "feed.xml").read_bytes()) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("T00:00:00Z", "", "is no time"),
        ("T00:00:00Z", "T25:00:00Z", "is no time"),
        (' href="[^"]*', ' href="x', "is relative"),
        ("<id>[^<]*</id>", "<id>1</id>", "is no id of the web"),
        ("<id>[^<]*</id>", "<id>tag:a,2026:b</id>", "is the id of"),
        ("<id>[^<]*</id>", "", "has no id"),
        ("<title>[^<]*</title>", "", "has no title"),
        ('rel="self"', 'rel="alternate"', "not its own address"),
        ("<author>.*?</author>", "", "names no author"),
        ("</feed>", "", "is not well formed"),
        ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#", "no Atom"),
    ],
)
def test_faults_of_a_feed_are_found(old: str, new: str, fault: str, site: Path) -> None:
    text, count = re.subn(old, new, (site / "feed.xml").read_text(), flags=re.DOTALL)
    assert count
    assert any(fault in line for line in feed_faults(text.encode()))
