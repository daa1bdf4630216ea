"""The server of the tests answers as GitHub Pages does."""

from __future__ import annotations

import gzip
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.pages_server import Host, pages_server


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    """A small site below a path, and beside its folder a file that is none of its own."""
    for name, text in (
        ("site/index.html", "home"),
        ("site/404.html", "There is no such page"),
        ("site/glossary/index.html", "terms"),
        ("beside.txt", "not for readers"),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    with pages_server(tmp_path / "site", "/guide/") as served:
        yield served


def ask(address: str, **headers: str) -> tuple[int, str, dict[str, str], bytes]:
    """Return status, address, headers and content of what a server answers."""
    request = urllib.request.Request(address, headers=headers)
    try:
        answer = urllib.request.urlopen(request)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status, answer.url, dict(answer.headers), answer.read()


def test_answers_are_compressed(host: Host) -> None:
    status, _, headers, content = ask(host.address, **{"Accept-Encoding": "gzip"})
    assert (status, headers["Content-Encoding"]) == (200, "gzip")
    assert gzip.decompress(content) == b"home"
    assert "Content-Encoding" not in ask(host.address)[2]


def test_folder_without_a_slash_is_redirected(host: Host) -> None:
    assert ask(f"{host.address}glossary")[:2] == (200, f"{host.address}glossary/")


@pytest.mark.parametrize("path", ["nowhere/", "glossary/nowhere", "glossary/../nowhere.js", "id/term-nowhere/"])
def test_what_is_missing_gets_the_page_of_the_site(path: str, host: Host) -> None:
    status, _, _, content = ask(host.address + path)
    assert (status, content) == (404, b"There is no such page")


@pytest.mark.parametrize("path", ["../beside.txt", "%2e%2e/beside.txt", "glossary/../../beside.txt"])
def test_nothing_beside_the_site_is_served(path: str, host: Host) -> None:
    assert ask(host.address + path)[0] == 404


def test_host_has_no_pages_but_those_of_the_site(host: Host) -> None:
    assert ask(host.address.removesuffix("guide/"))[3] == b"Not Found"
