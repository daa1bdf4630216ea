"""Everything that is published beside the pages: one file a format, and one list of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from knowledge.graph import Knowledge
from knowledge.layout import API, Site, beside
from knowledge.markdown import table
from knowledge.outputs import api, cards, checks, embed, feed, quotation, redirects, sitemap, tables
from knowledge.outputs.file import File, Surroundings
from knowledge.pages.structured import download
from knowledge.record import LICENCE

Format = Callable[[Knowledge, Surroundings], Iterator[File]]

DATA: tuple[Format, ...] = (api.files, tables.files)
"""The formats of the open data: what a reader can download, and what its ZIP holds."""

FORMATS: tuple[Format, ...] = (
    *DATA,
    redirects.files,
    cards.files,
    feed.files,
    quotation.files,
    checks.files,
    embed.files,
    sitemap.files,
)

COLUMNS = ("File", "For spreadsheets", "Schema")
"""The columns of the list of downloads."""


def files(knowledge: Knowledge, surroundings: Surroundings) -> Iterator[File]:
    """Yield every file beside the pages."""
    yield from open_data(knowledge, surroundings.site)
    for make in FORMATS:
        if make not in DATA:
            yield from make(knowledge, surroundings)
    robots = f"User-agent: *\nAllow: /\nSitemap: {surroundings.site.address}{sitemap.SITEMAP}\n"
    yield File("robots.txt", robots.encode())


def open_data(knowledge: Knowledge, site: Site) -> tuple[File, ...]:
    """Return the files of the open data; a preview, which shows none of them, makes them once."""
    if not site.is_preview:
        return _open_data(knowledge, site)
    if site not in _previewed:
        _previewed[site] = _open_data(knowledge, site)
    return _previewed[site]


_previewed: dict[Site, tuple[File, ...]] = {}


@lru_cache(maxsize=1)  # the page that lists them and what is written after the pages are of one build
def _open_data(knowledge: Knowledge, site: Site) -> tuple[File, ...]:
    return tuple(file for make in DATA for file in make(knowledge, Surroundings(site, {})))


def downloads(knowledge: Knowledge, site: Site) -> str:
    """Return, as Markdown, the table of the open data with the size of each file."""
    rows: dict[str, dict[str, str]] = {}
    for file in open_data(knowledge, site):
        shown = file.name or file.path.removeprefix(f"{API}/")
        size = "" if file.name else f" ({len(file.content) / 1000:.0f} kB)"
        rows.setdefault(file.row, {})[file.column] = f"{beside(file.path, shown)}{size}"
    return table(("What", *COLUMNS), ((row, *(cells.get(name, "") for name in COLUMNS)) for row, cells in rows.items()))


def data_set(knowledge: Knowledge, site: Site) -> dict[str, object]:
    """Return the open data as schema.org describes it."""
    page = f"{site.address}about/open-data/"
    return {
        "@type": "Dataset",
        "@id": f"{page}#about-open-data",  # an address that opens, unlike that of the folder
        "name": f"{site.title}: open data",
        "description": "Every entry on the site, by kind, with the passages in the sources that it is based on.",
        "url": page,
        "license": LICENCE,
        "version": site.edition,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": site.title, "url": site.address},
        "distribution": [
            download(f"{site.address}{file.path}", file.media) for file in open_data(knowledge, site) if file.media
        ],
    }
