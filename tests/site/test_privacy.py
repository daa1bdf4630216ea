"""What every page links to: its statements, and other sites."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from tests.helpers.built_site import page, pages


def test_privacy_and_accessibility_are_one_step_from_every_page(site: Path) -> None:
    for path in pages(site):
        assert {"Privacy", "Accessibility"} <= set(page(path).xpath("//footer//a/text()")), path


def test_no_page_tells_other_sites_where_the_reader_was(site: Path) -> None:
    for path in pages(site):
        assert page(path).xpath("//meta[@name='referrer']/@content") == ["no-referrer"], path


def test_every_link_to_elsewhere_is_plain_and_encrypted_where_it_can_be(site: Path) -> None:
    outside = 0
    for path in sorted(site.rglob("*.html")):
        for link in page(path).xpath("//a[@href]"):
            address = urlsplit(link.get("href"))
            assert address.scheme in ("", "http", "https"), (path, link.get("href"))
            assert link.get("target") is None, f"{path}: {link.get('href')}: let the reader choose the window"
            outside += bool(address.netloc)
    assert outside > 20


def test_words_for_the_search_stand_where_no_server_sees_them(site: Path) -> None:
    """A browser sends what stands behind a ?, and keeps to itself what stands behind a #."""
    for path in sorted(site.rglob("*.html")):
        for link in page(path).xpath("//a[@href]"):
            address = urlsplit(link.get("href"))
            if not address.netloc and not address.path.endswith("expectations/"):  # its filter takes no words
                assert not address.query, f"{path}: {link.get('href')}: put it behind a #"
        assert not page(path).xpath("//form[@action or @method]"), f"{path}: has a form that is sent"
