"""What each record said in the last edition: what changes its digest, and what is said of it then."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from knowledge.graph import Knowledge
from knowledge.kinds.edition import Edition
from knowledge.load import DIGESTS
from knowledge.problems import CommandError
from knowledge.promise import digests
from knowledge.record import Change, Record, Retirement
from tests.helpers.project import ROOT

DAY = "2030-05-01"

With = Callable[..., Knowledge]


@pytest.fixture
def altered(knowledge: Knowledge) -> With:
    """The real records, of which the one with this id has other values, and a newest edition of `day`."""

    def make(id_: str = "rec-3", day: str = DAY, **values: Any) -> Knowledge:
        records = [record.model_copy(update=values) if record.id == id_ else record for record in every(knowledge)]
        return Knowledge([*records, Edition(id=f"edition-{day}", reason="News.")], knowledge.published)

    return make


def every(knowledge: Knowledge) -> list[Record]:
    return list(knowledge.records.values())


@pytest.fixture
def root(tmp_path: Path, altered: With) -> Path:
    """A project whose last edition has its digests."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / DIGESTS).unlink(missing_ok=True)
    digests.publish(tmp_path, altered())
    return tmp_path


def said(root: Path, knowledge: Knowledge) -> list[str]:
    return [str(problem) for problem in digests.problems(root, knowledge)]


def test_nothing_is_compared_before_the_first_edition_is_published(tmp_path: Path, altered: With) -> None:
    changed = altered(deadline="2020-06")
    assert (said(tmp_path, changed), list(digests.unpublished(tmp_path, changed))) == ([], [])


def test_every_record_has_a_line(root: Path, knowledge: Knowledge) -> None:
    assert (root / DIGESTS).read_text().splitlines()[0] == "id,edition,sha256"
    lines = digests.read(root)
    assert [line.id for line in lines] == list(knowledge.records)
    assert {line.edition for line in lines} == {DAY}
    assert len({line.sha256 for line in lines}) == len(lines)


@pytest.mark.parametrize(
    ("id_", "field", "edit"),
    [
        ("rec-3", "deadline", lambda _: "2020-06"),
        ("rec-3", "owners", lambda owners: [*owners, "role-college-of-policing"]),
        ("rec-3", "summary", lambda text: text.replace("should", "must")),
        ("rec-3", "title", lambda text: f"No {text}"),
        ("rec-3", "status", lambda _: "superseded"),
        ("rec-3", "reasons", lambda texts: texts[:-1]),
        ("rec-3", "sources", lambda sources: [sources[0].model_copy(update={"heading": "Recommendation 4"})]),
        ("source-hmicfrs-2020", "published", lambda _: "2021-03"),
        ("finding-summary-largely-encouraging", "said_by", lambda _: "partners"),
    ],
)
def test_change_of_what_a_record_says_is_refused(
    root: Path, altered: With, knowledge: Knowledge, id_: str, field: str, edit: Callable[[Any], Any]
) -> None:
    value = getattr(knowledge[id_], field)
    assert edit(value) != value
    (found,) = said(root, altered(id_, **{field: edit(value)}))
    file = f"data/{knowledge[id_].file}"
    number = (root / file).read_text().splitlines().index(f"- id: {id_}") + 1
    assert found == (
        f"{file}:{number}: {id_}: -: does not say the same as in the edition of 1 May 2030; "
        "add changes: [{day: …, reason: …}] with a later day or, if you only corrected its spelling, "
        f"run 'make confirm ID={id_}'"
    )


@pytest.mark.parametrize(
    ("id_", "field", "edit"),
    [
        ("rec-3", "title", lambda text: text.upper().replace(" ", "-") + "."),
        ("rec-3", "related", lambda _: []),
        ("rec-3", "status_checked", lambda _: "2030-04-01"),
        ("rec-1", "owners", lambda owners: owners[::-1]),
        ("term-npcc", "sources", lambda sources: sources[::-1]),
        ("source-hmicfrs-2020", "checked", lambda _: "2030-04-01"),
        ("source-hmicfrs-2020", "headings", lambda headings: headings[:-1]),
        ("term-npcc", "retired", lambda _: Retirement(since="2030-04-01", reason="It is over.")),
    ],
)
def test_what_is_no_change_in_substance_passes(
    root: Path, altered: With, knowledge: Knowledge, id_: str, field: str, edit: Callable[[Any], Any]
) -> None:
    value = getattr(knowledge[id_], field)
    assert edit(value) != value
    assert said(root, altered(id_, **{field: edit(value)})) == []


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Forces’ leads: co-ordinate!", "forces' leads, coordinate", True),
        ("Some  forces", "Some forces.", True),
        ("1.5 forces", "15 forces", False),
        ("5% of forces", "5 of forces", False),
        ("must not", "must", False),
        ("Élan", "Elan", False),
    ],
)
def test_spelling_is_no_change_and_words_and_numbers_are(altered: With, one: str, other: str, is_same: bool) -> None:
    first, second = (digests.digest(altered(summary=text)["rec-3"]) for text in (one, other))
    assert (first == second) is is_same


@pytest.mark.parametrize(("day", "count"), [("2030-05-02", 0), (DAY, 1), ("2030-04-30", 1)])
def test_only_a_later_reason_explains_a_change(root: Path, altered: With, day: str, count: int) -> None:
    """What is dated on the day of the edition is listed in it, and so is no reason for what came after it."""
    reason = [Change(day=day, reason="It was read wrongly.")]
    assert len(said(root, altered(deadline="2020-06", changes=reason))) == count


def test_confirmed_record_is_compared_with_what_it_says_now(root: Path, altered: With) -> None:
    changed = altered(title="Access of the units to the tracker")
    before = digests.read(root)
    assert digests.confirm(root, changed, ["rec-3"]) == ["rec-3"]
    assert said(root, changed) == []
    assert digests.confirm(root, changed, ["rec-3", "rec-4"]) == []
    after = digests.read(root)
    assert [line.id for line, old in zip(after, before, strict=True) if line != old] == ["rec-3"]
    assert {line.edition for line in after} == {DAY}
    assert len(said(root, altered(deadline="2020-06"))) == 1


def test_record_that_was_in_no_edition_cannot_be_confirmed(root: Path, altered: With) -> None:
    with pytest.raises(CommandError, match=r"'rec-33' is not a record of the last edition; did you mean 'rec-3'\?"):
        digests.confirm(root, altered(), ["rec-4", "rec-33"])


def test_edition_is_published_once(root: Path, altered: With) -> None:
    before = (root / DIGESTS).read_bytes()
    with pytest.raises(CommandError, match=r"the edition of 1 May 2030 already has its digests; add the next one"):
        digests.publish(root, altered(deadline="2020-06"))
    assert (root / DIGESTS).read_bytes() == before


def test_next_edition_is_compared_from_then_on(root: Path, altered: With) -> None:
    later = altered(day="2031-05-01", deadline="2020-06")
    (found,) = map(str, digests.unpublished(root, later))
    assert found == (
        "data/digests.csv:1: edition-2031-05-01: -: the edition of 1 May 2031 has no digests yet; run 'make edition'"
    )
    assert digests.publish(root, later) == "2031-05-01"
    assert (list(digests.unpublished(root, later)), said(root, later)) == ([], [])
    assert "the edition of 1 May 2031" in said(root, altered())[0], "it says again what it said before"


def test_record_that_is_new_since_the_edition_is_not_compared(root: Path, knowledge: Knowledge) -> None:
    new = knowledge["rec-3"].model_copy(update={"id": "rec-9"})
    assert said(root, Knowledge([*every(knowledge), new])) == []


@pytest.mark.parametrize("line", ["rec-3,2030-05-01,abc", "rec-3", "", "rec-3,1 May 2030," + 64 * "0"])
def test_broken_line_is_named(root: Path, altered: With, line: str) -> None:
    path = root / DIGESTS
    heading, first, *rest = path.read_text().splitlines()
    path.write_text("\n".join([heading, line, *rest, first]))
    assert said(root, altered()) == [
        f"data/digests.csv:2: {line.split(',')[0] or '-'}: -: is not a digest; "
        "restore the file: git checkout data/digests.csv"
    ]


def test_pages_that_name_a_changed_record_are_to_be_read_again(root: Path, altered: With) -> None:
    pages = root / "docs"
    pages.mkdir()
    (pages / "press.md").write_text('All.\n\n{{ link("rec-3") }} and [it](recommendations/rec-3.md) fell due.\n')
    (pages / "rec-3.md").write_text('{{ record("rec-3") }}\n')
    (pages / "other.md").write_text('{{ link("rec-33") }}, {{ link("rec-4") }}, rec-3-why\n')
    changed = altered(deadline="2020-06", changes=[Change(day="2030-06-01", reason="Read wrongly.")])
    assert list(digests.to_read_again(root, changed, Path("docs"))) == [
        "docs/press.md:3: rec-3: has changed since the edition of 1 May 2030; read this line again"
    ]
    assert list(digests.to_read_again(root, altered(), Path("docs"))) == []
