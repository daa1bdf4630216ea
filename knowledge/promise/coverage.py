"""What the records leave out: headings that none cites, records that nothing leads to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from knowledge.citation import heading_paths
from knowledge.graph import Knowledge
from knowledge.kinds.source import Source
from knowledge.problems import DATA, NOTHING, Problem


def problems(root: Path, knowledge: Knowledge) -> Iterator[Problem]:
    """Yield the headings that no record cites, the exceptions that are not needed, and the records that stand alone."""
    for problem in (*_uncited_headings(knowledge), *_orphans(knowledge)):
        yield problem._replace(line=_line_of(root, problem))


def _line_of(root: Path, problem: Problem) -> int:
    """Return the line of the record that a problem names, in its file; 1 where the file is a folder."""
    path = root / problem.file
    lines = path.read_text(encoding="utf-8-sig").splitlines() if path.is_file() else []
    return next(
        (number for number, line in enumerate(lines, 1) if line.split("#")[0].strip() == f"- id: {problem.id}"), 1
    )


def _uncited_headings(knowledge: Knowledge) -> Iterator[Problem]:
    cited = {
        (citation.document, *(heading.text for heading in path))
        for record in knowledge.records.values()
        for citation in record.sources
        if citation.document != record.id
        for path in knowledge.get(Source, citation.document).index.find(citation.heading, citation.under)
    }
    name = (DATA / Source.file).as_posix()
    for source in knowledge.of(Source):
        for path in heading_paths(source.headings):
            heading = path[-1]
            is_cited = (source.id, *(above.text for above in path)) in cited
            if not is_cited and heading.not_cited is None:
                message = f"no record cites '{heading.text}'; cite it, or say why not in its not_cited"
                yield Problem(name, 1, source.id, "headings", message)
            if is_cited and heading.not_cited is not None:
                message = f"'{heading.text}' is cited after all; remove its not_cited"
                yield Problem(name, 1, source.id, "headings", message)


def _orphans(knowledge: Knowledge) -> Iterator[Problem]:
    for record in knowledge.records.values():
        alone = not knowledge.is_related(record.id) and not knowledge.citing(record.id)
        unused = record.must_be_named and not knowledge.naming(record.id) and not knowledge.citing(record.id)
        if record.retired is None and (alone or unused):
            also = "" if record.must_be_named else ", or name a record in it"
            message = f"no record names it; name it in a record that it concerns{also}, or remove it"
            yield Problem((DATA / record.file).as_posix(), 1, record.id, NOTHING, message)
