"""Links of a built page as links that work from anywhere."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urldefrag, urljoin

from knowledge.kit.format import Link, Material
from knowledge.layout import page_url


def resolver(page: str, material: Material) -> Callable[[str], Link]:
    """Return what turns an address on a page, by its page file, into a link.

    What has a permanent address gets that one. The link has the title of a record, and no title if it leads elsewhere.
    """
    base = f"{material.site.address}{page_url(page)}"
    knowledge = material.knowledge

    def resolve(href: str) -> Link:
        address = urljoin(base, href)
        _, anchor = urldefrag(address)
        if anchor in knowledge.records:
            return material.link(anchor)
        if anchor in knowledge.published and address.startswith(material.site.address):
            return Link("", material.address(anchor))
        return Link("", address)

    return resolve
