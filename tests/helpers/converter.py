"""What the Markdown converter of the site makes of a text, with the extensions that mkdocs.yml names."""

from __future__ import annotations

from functools import cache
from typing import Any

import lxml.html
import markdown
from mkdocs.utils.yaml import yaml_load

from tests.helpers.project import ROOT


@cache
def extensions() -> tuple[list[str], dict[str, Any]]:
    """Return the names of the extensions, and their settings by name."""
    with (ROOT / "mkdocs.yml").open("rb") as file:
        listed = yaml_load(file)["markdown_extensions"]
    settings = {name: options or {} for item in listed if isinstance(item, dict) for name, options in item.items()}
    return [item if isinstance(item, str) else next(iter(item)) for item in listed], settings


def shown(text: str) -> lxml.html.HtmlElement:
    """Return what readers get of a text in Markdown, in one element, without the permanent links behind headings."""
    names, settings = extensions()
    html = markdown.markdown(text, extensions=names, extension_configs=settings)
    made = lxml.html.fromstring(f"<div>{html}</div>")
    for link in made.find_class("headerlink"):
        link.drop_tree()
    return made
