"""What the records leave out: headings that none cites, records that nothing leads to."""

from __future__ import annotations

from knowledge.graph import Knowledge
from knowledge.kinds.role import Role
from knowledge.kinds.source import Source
from knowledge.kinds.term import Term
from knowledge.record import find_headings, heading_paths


def heading_gaps(knowledge: Knowledge) -> list[str]:
    """Return, one line each, the headings that no record cites, and the exceptions that are not needed."""
    cited = {
        (citation.document, *(heading.text for heading in path))
        for record in knowledge.records.values()
        if not isinstance(record, Source)
        for citation in record.sources
        for path in find_headings(knowledge.one(Source, citation.document).headings, citation.heading, citation.under)
    }
    gaps = []
    for source in knowledge.of(Source):
        for path in heading_paths(source.headings):
            heading = path[-1]
            is_cited = (source.id, *(above.text for above in path)) in cited
            if not is_cited and heading.not_cited is None:
                gaps.append(f"{source.id}: no record cites '{heading.text}'; cite it, or say why in its not_cited")
            if is_cited and heading.not_cited is not None:
                gaps.append(f"{source.id}: '{heading.text}' is cited after all; remove its not_cited")
    return gaps


def unused(knowledge: Knowledge) -> list[str]:
    """Return the ids of the terms, roles and sources that no other record names or cites."""
    return [
        record.id
        for kind in (Term, Role, Source)
        for record in knowledge.of(kind)
        if not knowledge.naming(record.id) and not knowledge.citing(record.id)
    ]


def lonely(knowledge: Knowledge) -> list[str]:
    """Return the ids of the records that no other record names and that name none; of sources, that none cites."""
    return [
        record.id
        for record in knowledge.records.values()
        if not knowledge.related(record.id) and not knowledge.citing(record.id) and not record.retired
    ]
