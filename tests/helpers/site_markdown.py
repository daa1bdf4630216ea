"""The Markdown converter as `mkdocs.yml` sets it up, without an engine around it."""

from __future__ import annotations

import functools
from typing import Any

import lxml.html
import markdown
from mkdocs.config import load_config

from tests.helpers.project import ROOT


@functools.cache
def _settings() -> dict[str, Any]:
    config = load_config(str(ROOT / "mkdocs.yml"))
    return {"extensions": config.markdown_extensions, "extension_configs": config.mdx_configs}


def converted(text: str) -> lxml.html.HtmlElement:
    """Return what the converter of the site makes of a text, in a `div`."""
    return lxml.html.fragment_fromstring(markdown.markdown(text, **_settings()), create_parent="div")


def shown(text: str) -> lxml.html.HtmlElement:
    """Return the same without the signs behind the headings, which are no part of their words."""
    page = converted(text)
    for sign in page.xpath("//a[@class='headerlink']"):
        sign.drop_tree()
    return page
