"""What each page of the site does when it is opened, and what axe-core has against it: every page is visited once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.crawler import Visit, crawl
from tests.helpers.pages_server import Host, pages_server


@pytest.fixture(scope="module", name="visits")
def of_every_page(hosted: Host) -> dict[str, Visit]:
    """What every page does when it is opened on a wide screen in light colours, by its address."""
    options = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}
    return crawl(hosted.pages(), **options)


def test_every_page_keeps_the_rules(visits: dict[str, Visit]) -> None:
    assert len(visits) > 120
    found = [fault for seen in visits.values() for fault in seen.faults]
    assert found == [], "\n".join(found)


def test_no_page_loses_anything_when_it_or_its_text_is_enlarged(visits: dict[str, Visit]) -> None:
    found = [fault for seen in visits.values() for fault in seen.lost]
    assert found == [], "\n".join(found[:40])


def test_visit_sees_a_fault_and_a_loss(tmp_path: Path) -> None:
    wide = '<p style="width: 3000px">This is wider than any screen here.</p>'
    (tmp_path / "index.html").write_text(
        f'<!doctype html><html lang="en"><title>t</title><main>{wide}<img src="data:,">'
    )
    with pages_server(tmp_path) as host:
        (seen,) = crawl([host.address]).values()
    assert any(fault.startswith(f"{host.address}: image-alt: ") for fault in seen.faults)
    stuck = [fault for fault in seen.lost if ": sticks out: p " in fault]
    assert [fault.removeprefix(f"{host.address} ").split(": ")[0] for fault in stuck] == [
        "at 400 % zoom",
        "with spaced text",
        "with text at 200 %, 768 px",
        "with text at 200 %, 1280 px",
    ]


def test_no_page_asks_anybody_else_for_anything(visits: dict[str, Visit], hosted: Host) -> None:
    found = {url: seen.asked_of_others(hosted.address) for url, seen in visits.items()}
    assert all(seen.requests for seen in visits.values())
    assert {url: asked for url, asked in found.items() if asked} == {}, "take out what asks another server"


def test_no_page_stores_anything(visits: dict[str, Visit]) -> None:
    assert {url: seen.stored for url, seen in visits.items() if seen.stored} == {}, "store nothing unasked"


def test_no_page_breaks_its_policy_or_has_an_error(visits: dict[str, Visit]) -> None:
    assert {url: seen.said for url, seen in visits.items() if seen.said} == {}, "move it into a file of the site"
