"""The sections of the report with the records that restate each, for a reader who looks up a place by hand."""

from __future__ import annotations

from knowledge.citation import heading_paths
from knowledge.kinds.development import Development
from knowledge.kinds.duty import Duty
from knowledge.kinds.earlier import Earlier
from knowledge.kinds.expectation import Expectation
from knowledge.kinds.finding import Finding
from knowledge.kinds.recommendation import Recommendation
from knowledge.kinds.source import Source
from knowledge.markdown import inline, plain
from knowledge.pages.page import Page
from knowledge.record import Record

RESTATING: tuple[type[Record], ...] = (Recommendation, Duty, Expectation, Finding, Earlier, Development)
"""The kinds of record that restate a place, the closest first; the others are about what it names."""

FEW = 2
"""How many records of a section are named."""


def report_sections(page: Page) -> str:
    """Return, as Markdown, the headings of the first source that we read in full, each with a few of its records."""
    source = next((source for source in page.knowledge.of(Source) if source.seed), None)
    if source is None:
        return "No source is kept in full."
    citing: dict[int, list[Record]] = {}
    for kind in RESTATING:
        for record in page.knowledge.of(kind):
            for citation in record.sources:
                if citation.document == source.id:
                    for path in source.index.find(citation.heading, citation.under):
                        listed = citing.setdefault(id(path[-1]), [])
                        if record not in listed:
                            listed.append(record)
    lines = []
    for path in heading_paths(source.headings):
        named = citing.get(id(path[-1]), [])[:FEW]
        links = f": {inline(page.link(record.id) for record in named)}" if named else ""
        lines.append(f"{'    ' * (len(path) - 1)}- **{plain(path[-1].text)}**{links}")
    return "\n".join(lines)
