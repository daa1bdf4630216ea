"""A hook of MkDocs that keeps the Markdown of each page as it is after the macros, in the folder that KEPT names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from mkdocs.plugins import event_priority


@event_priority(-100)
def on_page_markdown(markdown: str, page: Any, **_others: Any) -> None:
    """Write the Markdown of a page."""
    path = Path(os.environ["KEPT"]) / page.file.src_uri
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(markdown, encoding="utf-8")
