"""What a change makes of the published site: ids, sentences, pages and bytes of two built sites, compared."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import lxml.html

from knowledge.layout import API, PERMANENT
from knowledge.markdown import number_of
from knowledge.problems import CommandError

SHOWN = 200
"""How many sentences, and how many ids of a sort, a report lists before the rest are only counted: a summary of a
workflow holds a mebibyte."""

LARGEST = 10
"""How many files a report names whose size changed most."""

FRAME = "the frame of the pages"
"""Stands for the page of sentences outside the articles, which every page repeats."""

INLINE = frozenset(
    {"a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "s", "small", "span", "strong", "sub"}
    | {"sup", "u", "wbr"}
)
"""The elements within a sentence; at the ends of any other, a sentence ends, whether it has a full stop or not."""

UNREAD = ("script", "style", "svg", "template")

BREAK = "\0"
"""Stands in a text where a block ends; no page may have this character."""

SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z“])")


@dataclass(frozen=True)
class Built:
    """What a built site publishes: its ids with what is said under each, the sentences of its pages, its files."""

    ids: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, Counter[str]] = field(default_factory=dict)
    files: Mapping[str, tuple[int, str]] = field(default_factory=dict)


def read(site: Path) -> Built:
    """Return what a built site publishes; raise CommandError where the folder holds none."""
    if not (site / "index.html").is_file():
        raise CommandError(f"{site} is not a built site; name a folder that 'make build' has written")
    files = {}
    pages: dict[str, Counter[str]] = {FRAME: Counter()}
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        name, content = path.relative_to(site).as_posix(), path.read_bytes()
        files[name] = len(content), hashlib.sha256(content).hexdigest()
        if path.suffix == ".html" and not name.startswith(f"{PERMANENT}/"):
            pages[name], frame = _sentences(content)
            pages[FRAME] |= frame
    return Built(_ids(site), pages, files)


def report(old: Built, new: Built) -> str:
    """Return, as Markdown, how two built sites differ in what they say, have and weigh."""
    parts = [_totals(old, new), _ids_changed(old.ids, new.ids), _sentences_changed(old.pages, new.pages)]
    return "\n\n".join(filter(None, [*parts, _sizes(old, new)]))


def _ids(site: Path) -> dict[str, str]:
    """Return each id with a permanent address, and what it stands for: the data of a record, the place of a section."""
    found = {path.parent.name: _target(path) for path in (site / "id").glob("*/index.html")}
    for path in sorted((site / API).glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        records = content.get("records", []) if isinstance(content, dict) and path.name != "index.json" else []
        found |= {record["id"]: _stated(record) for record in records if record.get("id") in found}
    return found


def _target(path: Path) -> str:
    leads = re.search(r'http-equiv="refresh" content="0; ?url=([^"]*)"', path.read_text(encoding="utf-8"))
    return leads[1] if leads else ""


def _stated(record: Mapping[str, Any]) -> str:
    """Return what a record says, without where it is: an entry that only moves is none that changed."""
    return json.dumps({name: value for name, value in record.items() if name != "url"}, sort_keys=True)


def _sentences(content: bytes) -> tuple[Counter[str], Counter[str]]:
    """Return the sentences of a page: those of its article, and each of those outside it once."""
    tree = lxml.html.document_fromstring(content, parser=lxml.html.HTMLParser(encoding="utf-8"))
    articles = tree.xpath("//article")
    own = Counter(sentence for article in articles for sentence in _split(article))
    for article in articles:
        article.drop_tree()
    return own, Counter(set(_split(tree.body if tree.body is not None else tree)))


def _split(root: lxml.html.HtmlElement) -> list[str]:
    """Return the sentences in an element; where a block ends, a sentence ends."""
    pieces: list[str] = []

    def walk(element: lxml.html.HtmlElement) -> None:
        ends = "" if element.tag in INLINE else BREAK
        pieces.extend([ends, element.text or ""])
        for child in element:
            if isinstance(child.tag, str) and child.tag not in UNREAD:
                walk(child)
            pieces.append(child.tail or "")
        pieces.append(ends)

    walk(root)
    blocks = (" ".join(block.split()) for block in "".join(pieces).split(BREAK))
    return [sentence for block in blocks if block for sentence in SENTENCE.split(block)]


def _totals(old: Built, new: Built) -> str:
    rows = [
        ("Ids", len(old.ids), len(new.ids)),
        ("Pages", len(old.pages) - 1, len(new.pages) - 1),
        ("Files", len(old.files), len(new.files)),
        ("Bytes", _weight(old), _weight(new)),
    ]
    lines = [f"| {name} | {before:,} | {after:,} | {after - before:+,} |" for name, before, after in rows]
    return "\n".join(["| | Before | After | Difference |", "| --- | ---: | ---: | ---: |", *lines])


def _weight(built: Built) -> int:
    return sum(size for size, _ in built.files.values())


def _ids_changed(old: Mapping[str, str], new: Mapping[str, str]) -> str:
    sorts = {
        "added": new.keys() - old.keys(),
        "changed": {id_ for id_ in old.keys() & new.keys() if old[id_] != new[id_]},
        "gone": old.keys() - new.keys(),
    }
    lines = [f"- {len(ids)} {sort}: {_few(f'`{id_}`' for id_ in sorted(ids))}" for sort, ids in sorts.items() if ids]
    warning = ["", "**An id that is gone breaks links that readers rely on.**"] if sorts["gone"] else []
    return "\n".join(["### Ids", "", *(lines or ["No id was added, changed or removed."]), *warning])


def _few(items: Iterable[str]) -> str:
    every = list(items)
    more = [f"and {len(every) - SHOWN} more"] if len(every) > SHOWN else []
    return ", ".join([*every[:SHOWN], *more])


def _sentences_changed(old: Mapping[str, Counter[str]], new: Mapping[str, Counter[str]]) -> str:
    """Return each sentence that went or came once, with the pages that changed by it."""
    where: dict[tuple[str, str], list[str]] = {}
    for page in sorted(old.keys() | new.keys(), key=lambda name: (name != FRAME, name)):
        before, after = old.get(page, Counter()), new.get(page, Counter())
        for sign, sentences in (("-", before - after), ("+", after - before)):
            for sentence in sentences:
                where.setdefault((sign, sentence), []).append(page)
    pages = {page for changed in where.values() for page in changed} - {FRAME}
    if not where:
        return "### Sentences\n\nNo sentence changed."
    lines: list[str] = []
    last = ""
    for (sign, sentence), changed in list(where.items())[:SHOWN]:
        place = (
            changed[0] if len(changed) == 1 else f"{changed[0]} and {number_of(len(changed) - 1, 'page', 'pages')} more"
        )
        lines += [f"@@ {place} @@"] if place != last else []
        lines.append(f"{sign} {sentence}")
        last = place
    counted = f"{number_of(len(where), 'sentence', 'sentences')} on {number_of(len(pages), 'page', 'pages')} changed."
    rest = [f"\n{len(where) - SHOWN} more are not listed."] if len(where) > SHOWN else []
    return "\n".join(["### Sentences", "", counted, "", "```diff", *lines, "```", *rest])


def _sizes(old: Built, new: Built) -> str:
    """Return the files that came, went or changed, and those whose size changed most."""
    nothing = (0, "")
    changed = {
        name: new.files.get(name, nothing)[0] - old.files.get(name, nothing)[0]
        for name in old.files.keys() | new.files.keys()
        if old.files.get(name) != new.files.get(name)
    }
    if not changed:
        return "### Files\n\nEvery file is the same, byte for byte."
    most = sorted(changed, key=lambda name: (-abs(changed[name]), name))[:LARGEST]
    counts = f"{len(new.files.keys() - old.files.keys())} added, {len(old.files.keys() - new.files.keys())} removed"
    rows = [f"| `{name}` | {changed[name]:+,} |" for name in most]
    head = ["### Files", "", f"{number_of(len(changed), 'file', 'files')} changed, of which {counts}.", ""]
    return "\n".join([*head, "| Changed most | Bytes |", "| --- | ---: |", *rows])
