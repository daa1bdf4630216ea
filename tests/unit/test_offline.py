"""The site without a server: each link names its file."""

from __future__ import annotations

import pytest

from knowledge.build.offline import linked_to_files


@pytest.mark.parametrize(
    ("link", "wanted"),
    [
        ("../roles/", "../roles/index.html"),
        ("../roles/#role-mash", "../roles/index.html#role-mash"),
        ("../search/?q=ctlp", "../search/index.html?q=ctlp"),
        (".", "./index.html"),
        ("..", "../index.html"),
        ("../..", "../../index.html"),
        ("../../", "../../index.html"),
        ("assets/site.css", "assets/site.css"),
        ("#top", "#top"),
        ("https://www.gov.uk/", "https://www.gov.uk/"),
    ],
)
def test_link_names_its_file(link: str, wanted: str) -> None:
    assert linked_to_files(f'<a href="{link}">x</a>') == f'<a href="{wanted}">x</a>'
