"""Dead links out of the site are found, and the hosts are asked with patience."""

from __future__ import annotations

import http.server
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from knowledge.build import links
from knowledge.build.links import PAUSE, Answer, Finding
from knowledge.graph import Knowledge
from knowledge.kinds.source import Source
from tests.helpers.project import ROOT

Asked = list[tuple[str, str]]


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy does not know this machine."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture
def host() -> Iterator[str]:
    """A host on this machine that answers as its paths say."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            code = int(self.path.strip("/").split("-")[0])
            self.send_response(code)
            if code == 302:
                self.send_header("Location", "/200")
            if code == 503:
                self.send_header("Retry-After", "7")
            self.end_headers()

        def do_GET(self) -> None:
            self.do_HEAD()

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def answering(answers: dict[str, list[Answer]], asked: Asked) -> Callable[[str, str], Answer]:
    """Return what stands in for the network: the answers to an address in turn, the last one again and again."""

    def ask(address: str, method: str) -> Answer:
        asked.append((address, method))
        waiting = answers[address]
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    return ask


def found(answers: dict[str, list[Answer]]) -> tuple[list[Finding], Asked, list[float]]:
    asked: Asked = []
    waited: list[float] = []
    places = {address: ["rec-3"] for address in answers}
    return list(links.check(places, answering(answers, asked), waited.append)), asked, waited


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("200", Answer(200)),
        ("302", Answer(200)),
        ("403", Answer(403)),
        ("404", Answer(404)),
        ("503", Answer(503, wait=7)),
    ],
)
@pytest.mark.parametrize("method", ["HEAD", "GET"])
def test_request(path: str, answer: Answer, method: str, host: str) -> None:
    assert links.request(f"{host}/{path}", method) == answer


def test_request_without_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert links.request(f"http://127.0.0.1:{port}/", "HEAD").failure.startswith("no answer (")
    monkeypatch.setattr(links, "PATIENCE", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        failure = links.request(f"http://127.0.0.1:{silent.getsockname()[1]}/", "HEAD").failure
    assert failure == "no answer (timed out)"


@pytest.mark.parametrize("code", [404, 410])
def test_dead(code: int) -> None:
    ((finding,), asked, _) = found({"https://a.uk/": [Answer(code)]})
    assert finding.is_dead
    assert str(finding) == f"https://a.uk/: {links.DEAD[code]}: rec-3"
    assert [method for _, method in asked] == ["HEAD", "GET"]


def test_host_that_is_not_there_is_dead_and_one_that_is_silent_may_not_be() -> None:
    gone, silent = Answer(failure=links.UNKNOWN_HOST), Answer(failure="no answer (timed out)")
    findings, _, _ = found({"https://a.uk/": [gone], "https://b.uk/": [silent], "https://c.uk/": [Answer(403)]})
    assert [finding.is_dead for finding in findings] == [True, False, False]


def test_host_that_knows_no_request_for_the_head_is_asked_for_the_page() -> None:
    findings, asked, _ = found({"https://a.uk/": [Answer(405), Answer(200)]})
    assert (findings, [method for _, method in asked]) == ([], ["HEAD", "GET"])


def test_busy_host_is_asked_again_when_it_says_so() -> None:
    findings, asked, waited = found({"https://a.uk/": [Answer(503, wait=30), Answer(429, wait=999), Answer(200)]})
    assert (findings, len(asked)) == ([], 3)
    assert waited == [30, links.LONGEST_PAUSE, PAUSE]


def test_host_that_stays_busy_is_left_alone_after_some_tries() -> None:
    ((finding,), asked, waited) = found({"https://a.uk/": [Answer(503)]})
    assert (finding.is_dead, finding.reason) == (False, "answered 503")
    assert [method for _, method in asked] == ["HEAD"] * links.TRIES
    assert waited == [2 * PAUSE, 4 * PAUSE, PAUSE]


def test_hosts_are_asked_in_turns() -> None:
    addresses = ["https://a.uk/1", "https://a.uk/2", "https://b.uk/1"]
    _, asked, waited = found({address: [Answer(200)] for address in addresses})
    assert [address for address, _ in asked] == ["https://a.uk/1", "https://b.uk/1", "https://a.uk/2"]
    assert waited == [PAUSE, PAUSE]


def test_every_address_is_found_with_its_places(knowledge: Knowledge, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    text = "[a](https://a.uk/b#c), <https://a.uk/b>. `https://your.example/` http://127.0.0.1:8000 https://host/"
    (tmp_path / "docs/page.md").write_text(text)
    every = links.addresses(tmp_path, knowledge)
    assert every["https://a.uk/b"] == ["docs/page.md"]
    assert [places for places in every.values() if "docs/page.md" in places] == [["docs/page.md"]]
    for source in knowledge.of(Source):
        assert source.id in every[source.address.partition("#")[0]]


def test_pages_of_the_project_are_read(knowledge: Knowledge) -> None:
    assert any(place.startswith("docs/") for places in links.addresses(ROOT, knowledge).values() for place in places)


def test_report_lists_the_dead_first() -> None:
    dead, other = (
        Finding("https://b.uk/", True, "gone", ("rec-3",)),
        Finding("https://a.uk/", False, "answered 403", ()),
    )
    assert links.report([other, dead], 9) == [
        "Links out of the site: 9",
        "Dead: 1",
        f"- {dead}",
        "Could not be checked: 1",
        f"- {other}",
    ]
    assert links.report([], 9) == ["Links out of the site: 9", "Dead: none", "Could not be checked: none"]
