"""The built pages against tests/golden.yml: what was confirmed in the sources is what readers see.

A difference is one line: which record, what the page says, what was confirmed, what to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.helpers.labels import DEADLINES, NOT_IN_FORCE, SPEAKERS, STANDINGS, STATED_BY, VERBS, VERDICTS
from tests.helpers.reading import Shown, Site, words

GOLDEN = yaml.safe_load((Path(__file__).parent.parent / "golden.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def read(site: Path) -> Site:
    """The built site, to read in."""
    return Site(site)


def differing(id_: str, *facts: tuple[str, object, object]) -> Iterator[str]:
    """Yield a line for each fact (what it is, what the page says, what was confirmed) whose two sides differ."""
    for what, says, confirmed in facts:
        if says != confirmed:
            yield (
                f"{id_}: {what}: the page says {says!r}, confirmed was {confirmed!r}; "
                "undo the change, or read the source and confirm it in tests/golden.yml"
            )


def agree(lines: Iterable[str]) -> None:
    """Fail with these lines, if there are any."""
    if found := list(lines):
        pytest.fail("\n".join(found), pytrace=False)


def confirmed_records(read: Site, group: str) -> list[tuple[str, Shown, Any]]:
    """Return the records of a group of golden facts: id, what is shown, what was confirmed.

    A record that is gone or retired fails: it was confirmed, so its end has to be confirmed too.
    """
    shown = {id_: read.record(id_) for id_ in GOLDEN[group]}
    over = {id_: record.badge if record else "no such record" for id_, record in shown.items()}
    agree(
        line
        for id_, badge in over.items()
        if badge == "no such record" or badge.endswith("removed")
        for line in differing(id_, ("the record itself", badge, "a record that is kept up"))
    )
    return [(id_, record, GOLDEN[group][id_]) for id_, record in shown.items() if record]


def test_owners_and_deadline_of_each_recommendation(read: Site) -> None:
    overview, register = read.listed("recommendations/", "tr"), read.listed("expectations/", "li")

    def found() -> Iterator[str]:
        for id_, record, confirmed in confirmed_records(read, "recommendations"):
            number = id_.removeprefix("rec-")
            titles = [read.kept(owner).title for owner in confirmed["owners"]]
            label = "Owner" if len(titles) == 1 else "Joint owners"
            named, deadline = "; ".join(titles), DEADLINES[confirmed["deadline"]]
            facing = " For force Prevent leads." if "role-force-prevent-lead" in confirmed["owners"] else ""
            cells = [words(cell) for cell in overview[id_]]
            yield from differing(
                id_,
                ("number", record.title.partition(":")[0], f"Recommendation {number}"),
                ("owners", record.named(label), confirmed["owners"]),
                ("names of the owners", record.facts.get(label), named),
                ("deadline", record.facts.get("Deadline"), deadline),
                ("line of the overview", [cells[0], *cells[2:4]], [number, named, deadline]),
                (
                    "line of the list of expectations",
                    words(register[id_].find_class("marks")[0]),
                    f"Numbered recommendation. Applies to: {named}.{facing}",
                ),
            )

    agree(found())


def test_each_owner_is_told_on_its_own_page(read: Site) -> None:
    def found() -> Iterator[str]:
        owners = {owner for confirmed in GOLDEN["recommendations"].values() for owner in confirmed["owners"]}
        for owner in sorted(owners):
            asked = [id_ for id_, confirmed in GOLDEN["recommendations"].items() if owner in confirmed["owners"]]
            told = read.kept(owner).below("Recommendations for this role")
            known = [id_ for id_ in told if id_ in GOLDEN["recommendations"]]
            yield from differing(owner, ("recommendations it owns", known, asked))

    agree(found())


def test_standing_of_each_discipline(read: Site) -> None:
    overview = read.listed("disciplines/", "tr")

    def found() -> Iterator[str]:
        for id_, record, confirmed in confirmed_records(read, "disciplines"):
            number, title, status = confirmed["number"], confirmed["title"], confirmed["status"]
            heading = {
                "core": f"Public protection discipline {number}",
                "proposed": f"Proposed {number}th public protection discipline",
            }[status]
            badge = f"Public protection discipline{' (proposed)' if status == 'proposed' else ''}"
            listed = {"core": "Core (2020)", "proposed": "Proposed (2020)"}[status]
            yield from differing(
                id_,
                ("heading", record.title, f"{heading}: {title}"),
                ("word above the heading", record.badge, badge),
                ("standing", record.facts.get("Status"), STANDINGS[status].format(number=number)),
                (
                    "line of the overview",
                    [words(cell) for cell in overview[id_]][:3],
                    [str(number), title, listed],
                ),
            )

    agree(found())


def test_verb_of_each_statement_of_the_duty(read: Site) -> None:
    overview = read.listed("duties/", "p", "li")

    def found() -> Iterator[str]:
        for id_, record, confirmed in confirmed_records(read, "duties"):
            verbs = [VERBS[verb] for verb in confirmed]
            told = [line.partition(" Wording: ")[2] for line in record.lines if " Wording: " in line]
            listed = words(overview[id_]).rpartition(" (")[2].removesuffix(")")
            yield from differing(
                id_,
                ("verbs", [line.partition(". Applied to: ")[0] for line in told], verbs),
                ("verbs in the overview", listed, ", ".join(dict.fromkeys(verbs))),
                ("word above the heading", record.badge, NOT_IN_FORCE),
            )

    agree(found())


def test_quantity_verdict_and_speaker_of_findings(read: Site) -> None:
    def found() -> Iterator[str]:
        for id_, record, confirmed in confirmed_records(read, "findings"):
            verdict, speaker, heading = confirmed["verdict"], SPEAKERS[confirmed["said_by"]], confirmed["heading"]
            extent = "" if confirmed["quantity"] == "not stated" else f" Extent: “{confirmed['quantity']}”."
            cited = record.facts.get("Source") or record.facts.get("Sources", "")
            yield from differing(
                id_,
                (
                    "verdict, speaker, quantity",
                    record.marks.partition(" Report chapter:")[0],
                    f"Assessment: {VERDICTS[verdict]}. Reported by: {speaker}.{extent}",
                ),
                ("word above the heading", record.badge, f"Finding · {VERDICTS[verdict]}"),
                ("shape", record.classes, ["finding", verdict.replace(" ", "-")]),
                ("heading in the report", heading if f"“{heading}”" in cited else cited, heading),
            )

    agree(found())


def test_words_in_quotation_marks(read: Site) -> None:
    def found() -> Iterator[str]:
        for id_, record, confirmed in confirmed_records(read, "expectations"):
            stated_by = confirmed["stated_by"]
            badge = "Expectation · inferred by us" if stated_by == "inferred" else "Expectation"
            stated = record.marks.partition(" How firmly it is stated: ")[2].partition(" Extent: ")[0]
            yield from differing(
                id_,
                ("who states it, in which words", stated, f"{STATED_BY[stated_by]}: “{confirmed['words']}”."),
                ("word above the heading", record.badge, badge),
            )
            if "whom" in confirmed:
                yield from differing(id_, ("to whom it applies", record.marked("Applies to"), confirmed["whom"]))

    agree(found())


def test_when_the_guidance_of_annex_a_applied(read: Site) -> None:
    guidance = GOLDEN["guidance"]
    since, until = guidance["in_force_from"], guidance["in_force_until"]
    address = guidance["address_of_what_replaced_it"]
    source = read.kept(guidance["id"])
    pages = {"duties/": read.begin("duties/")}
    pages |= {id_: record for id_, record, _ in confirmed_records(read, "duties") if id_.count("-") == 1}

    def found() -> Iterator[str]:
        yield from differing(
            guidance["id"],
            ("in force", source.facts.get("In force"), f"{since} to {until}"),
            ("replaced by", source.named("Replaced by"), [guidance["replaced_by"]]),
        )
        for name, page in pages.items():
            notice = page.notices[0]
            applied = f"The text restated here was in force from {since} to {until}."
            outside = [link[: len(address)] for link in notice.links if link.startswith("http")]
            yield from differing(
                name,
                ("heading of the notice", notice.title, f"Not in force since {until}. Do not rely on this text."),
                ("dates of force", notice.text[: len(applied)], applied),
                ("link to what replaced it", outside, [address]),
            )

    agree(found())


def test_nothing_confirmed_has_been_dropped() -> None:
    """A line that is taken out of golden.yml is no confirmation: whoever takes one out says so here too."""
    counts = {group: len(facts) for group, facts in GOLDEN.items() if group != "guidance"}
    assert counts == {"recommendations": 8, "disciplines": 14, "duties": 32, "findings": 62, "expectations": 51}
    assert sum(len(verbs) for verbs in GOLDEN["duties"].values()) == 44
