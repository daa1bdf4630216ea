"""What is done to each page after the engine has written it: policy, permanent addresses, description, structured data.

Works on the HTML of any engine, and changes a finished page no further.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from knowledge import social
from knowledge.graph import Knowledge
from knowledge.kinds import KINDS, AnyRecord
from knowledge.kinds.duty import Duty
from knowledge.kinds.event import Event
from knowledge.kinds.source import Source
from knowledge.kinds.term import Term
from knowledge.pages import API, overview_page, page_url, permalink, place
from knowledge.render import VIEWS, heading

CHARSET = re.compile(r"<meta charset=[\"']?utf-8[\"']? */?>", re.IGNORECASE)
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)([^>]*)>(.*?)</script>", re.DOTALL)
HEADERLINK = re.compile(r'<a class="headerlink" href="#([\w-]+)"')
HEADERLINK_WHOLE = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')
HEADING_OR_TABLE = re.compile(r"<h[1-6]\b[^>]*>(?P<heading>.*?)</h[1-6]>|<table>(?!<caption>)", re.DOTALL)
SITE_NAME = re.compile(r'<meta name="site-name" content="([^"]+)"')
PARAGRAPH = re.compile(r"<p(?: class=\"lead\")?>(.*?)</p>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""The licence of the text."""

HEAD_END = re.compile(r"</head>|^<p>", re.MULTILINE)
"""Where the head of a page ends; that of a permanent address has no tag for it."""

POLICY = 'http-equiv="Content-Security-Policy"'
DATA_TYPES = ("application/json", "application/ld+json")
"""Types of script that a browser never runs, and so no policy needs to know."""


def policy(page: str) -> str:
    """Return the Content-Security-Policy of a page: nothing but its own site, and its own inline scripts by hash."""
    hashes = []
    for attributes, script in INLINE_SCRIPT.findall(page):
        if not any(kind in attributes for kind in DATA_TYPES):
            digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
            hashes.append(f"'sha256-{digest}'")
    scripts = " ".join(["'self'", *dict.fromkeys(hashes)])
    return (
        f"default-src 'self'; script-src {scripts}; style-src 'self'; img-src 'self' data:; object-src 'none'; "
        "base-uri 'none'; form-action 'none'"
    )


def with_policy(page: str) -> str:
    """Return the page with its policy in front of everything that it could bind; unchanged where it has one."""
    if POLICY in page:
        return page
    return CHARSET.sub(lambda found: f'{found[0]}<meta {POLICY} content="{policy(page)}">', page, count=1)


def with_permanent_links(page: str, url: str, offered: Iterable[str]) -> str:
    """Return the page with each heading's link leading to the permanent address of its anchor."""
    up = "../" * url.count("/")
    known = frozenset(offered)

    def lead(found: re.Match[str]) -> str:
        return f'<a class="headerlink" href="{up}{permalink(found[1])}"' if found[1] in known else found[0]

    return HEADERLINK.sub(lead, page)


def with_structured_data(page: str, graph: Sequence[Mapping[str, Any]]) -> str:
    """Return the page with these things described in JSON-LD, by the vocabulary of schema.org."""
    if not graph or "application/ld+json" in page:
        return page
    text = json.dumps({"@context": "https://schema.org", "@graph": list(graph)}, ensure_ascii=False)
    text = text.replace("<", "\\u003c")  # no text of a record can end the script
    return HEAD_END.sub(lambda end: f'<script type="application/ld+json">{text}</script>\n{end[0]}', page, count=1)


def with_description(page: str) -> str:
    """Return the page with its first paragraph as its description, where it has no other."""
    article = page.partition("<article")[2].partition("</h1>")[2].partition("</article>")[0]
    found = PARAGRAPH.search(article)
    if '<meta name="description"' in page or not found:
        return page
    text = html.escape(" ".join(html.unescape(TAG.sub("", found[1])).split()))
    described = f'<meta name="description" content="{text}">\n<meta property="og:description" content="{text}">\n'
    return page.replace("<title>", f"{described}<title>", 1)


def with_picture(page: str, address: str) -> str:
    """Return the page with the picture, at this absolute address, that stands beside a shared link to it."""
    if 'property="og:image"' in page:
        return page
    width, height = social.SIZE
    described = (
        f'<meta property="og:image" content="{html.escape(address)}">\n'
        f'<meta property="og:image:width" content="{width}">\n<meta property="og:image:height" content="{height}">\n'
        '<meta name="twitter:card" content="summary_large_image">\n'
    )
    return page.replace("<title>", f"{described}<title>", 1)


def with_captions(page: str) -> str:
    """Return the page with a caption for each table: the words of the heading above it, for Markdown has none."""
    above = ""

    def name(found: re.Match[str]) -> str:
        nonlocal above
        if found["heading"] is None:
            return f"{found[0]}<caption>{above}</caption>" if above else found[0]
        above = TAG.sub("", HEADERLINK_WHOLE.sub("", found["heading"])).strip()
        return found[0]

    return HEADING_OR_TABLE.sub(name, page)


def address_of(home: str) -> str:
    """Return the absolute address of the site's root, which its home page names as canonical; "/" where it does not."""
    found = CANONICAL.search(home)
    return found[1] if found else "/"


def title_of(home: str) -> str:
    """Return the name of the site, which its pages state."""
    found = SITE_NAME.search(home)
    return html.unescape(found[1]) if found else ""


# ------------------------------------------------------------------------------------------------
# Structured data
# ------------------------------------------------------------------------------------------------


def graphs(knowledge: Knowledge, address: str, title: str, edition: str) -> dict[str, list[dict[str, Any]]]:
    """Return what each page describes, by the page's address relative to the root.

    Every record is described at its permanent address, and on its page where it has one to itself. A page that records
    share would repeat all its text, so it describes itself and names the file in which they stand.
    """
    site = {"@type": "WebSite", "@id": f"{address}#site", "url": address, "name": title, "inLanguage": "en-GB"}
    found: dict[str, list[dict[str, Any]]] = {"": [site], "about/open-data/": [_dataset(address, title, edition)]}
    for record in knowledge.records.values():
        thing = _thing(record, address, knowledge)
        found[permalink(record.id)] = [thing]
        url = page_url(place(record).page)
        if PurePosixPath(url).name == record.id:
            found[url] = [thing]
        elif not isinstance(record, Duty):  # a bullet stands on the page of its paragraph
            found[url] = [_collection(type(record), url, address)]
    for kind in KINDS:
        url = page_url(overview_page(kind))
        found[url] = [_collection(kind, url, address)]
    return found


def _collection(kind: type[AnyRecord], url: str, address: str) -> dict[str, Any]:
    return {
        "@type": "DefinedTermSet" if kind is Term and url == page_url(overview_page(Term)) else "CollectionPage",
        "@id": f"{address}{url}",
        "url": f"{address}{url}",
        "name": VIEWS[kind].name,
        "isPartOf": {"@id": f"{address}#site"},
        "encoding": _download(f"{address}{API}/{kind.plural}.json", "application/json"),
        "license": LICENCE,
        "inLanguage": "en-GB",
    }


def _thing(record: AnyRecord, address: str, knowledge: Knowledge) -> dict[str, Any]:
    thing: dict[str, Any] = {
        "@type": "LearningResource",
        "@id": f"{address}{permalink(record.id)}",
        "identifier": record.id,
        "name": heading(record),
        "description": record.summary,
        "url": f"{address}{place(record).url}",
    }
    match record:
        case Term():
            others = [*([record.acronym] if record.acronym else []), *record.other_names]
            thing |= {"@type": "DefinedTerm", "termCode": record.acronym, "alternateName": others}
            thing["inDefinedTermSet"] = f"{address}{page_url(overview_page(Term))}"
        case Source():
            thing |= {"@type": "CreativeWork", "publisher": {"@type": "Organization", "name": record.publisher}}
            thing |= {"datePublished": record.published, "sameAs": record.address}
        case Event():
            thing |= {"@type": "Event", "startDate": record.date, "endDate": record.until}
        case _:
            thing |= {
                "learningResourceType": VIEWS[type(record)].name,
                "isPartOf": {"@id": f"{address}#site"},
                "isBasedOn": [
                    {"@id": f"{address}{permalink(id_)}"} for id_ in dict.fromkeys(c.document for c in record.sources)
                ],
                "license": LICENCE,
                "isAccessibleForFree": True,
                "inLanguage": "en-GB",
                "teaches": record.answers,
                "datePublished": knowledge.published.get(record.id),
            }
    return {name: value for name, value in thing.items() if value not in (None, [], "")}


def _download(address: str, media: str) -> dict[str, str]:
    return {"@type": "DataDownload", "contentUrl": address, "encodingFormat": media}


def _dataset(address: str, title: str, edition: str) -> dict[str, Any]:
    def download(name: str, media: str) -> dict[str, str]:
        return _download(f"{address}{API}/{name}", media)

    files = [download("index.json", "application/json")]
    for kind in KINDS:
        files += [download(f"{kind.plural}.json", "application/json"), download(f"{kind.plural}.csv", "text/csv")]
    return {
        "@type": "Dataset",
        "@id": f"{address}{API}/",
        "name": f"{title}: open data",
        "description": "Every record of the site, kind by kind, with the place in the source on which it rests.",
        "url": f"{address}about/open-data/",
        "license": LICENCE,
        "version": edition,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": title, "url": address},
        "distribution": files,
    }
