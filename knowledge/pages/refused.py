"""The forms of Material's manual that this site refuses, and what is said of each: tables, read by `authoring`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

TYPES = (
    "note", "abstract", "info", "tip", "success", "question", "warning", "failure", "danger", "bug", "example", "quote",
)  # fmt: skip
"""The types of notices and folds that have a look."""

PLACES = ("inline", "end")
"""What may stand behind the type of a notice."""

METADATA = ("title", "description", "hide")
"""What the front matter of a page may set."""

OPTIONS = {
    "title": re.compile(r".+"),
    "linenums": re.compile(r"\d+"),
    "hl_lines": re.compile(r"\d+(-\d+)?( \d+(-\d+)?)*"),
}
"""What may stand behind the language of a block of code, and the values that it takes."""

NEEDS_SCRIPT = ("mermaid", "math")
"""Languages that are drawn by a script from another host."""

_DRAWING = "put an SVG drawing in docs/assets/"
_FOOTNOTE = "write a footnote: [^1]"
_SHOWN = "use a form from about/authoring.md"


def _forms(*refused: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern, re.MULTILINE | re.IGNORECASE), message) for pattern, message in refused)


FORMS = _forms(
    (r"\(\d+\)!", f"marks of annotations need a script that this site does not send; {_FOOTNOTE}"),
    (r"\{[^{}\n]*\.annotate\b", f"annotations need a script that this site does not send; {_FOOTNOTE}"),
    (r"class=\"[^\"\n]*\bannotate\b", f"annotations need a script that this site does not send; {_FOOTNOTE}"),
    (r"class=\"[^\"\n]*\bmermaid\b", f"diagrams need a script from another host; {_DRAWING}"),
    (
        r"\$\$|(?<![\\$\w])\$(?![\s$])[^$\n]*[^\s$\\]\$(?!\w)|\\\(.+?\\\)|\\\[.+?\\\]",
        "formulas need a script that this site does not send; write words and symbols, such as H~2~O and x^2^",
    ),
    (r"\{(?:\+\+|--|~~|==|>>)", "suggested changes are not shown; write ^^put in^^, ~~taken out~~ or ==marked=="),
    (r"^[ \t]*>[ \t]*\[!\w+\]", "this form of notice does not work here; write !!! note"),
    (r"^[ \t]*:::", f"this form of block does not work here; {_SHOWN}"),
    (
        r"^(?![ \t]*[|])[^\n]*\S[^\n]*\n[ \t]*[|][^\n]*\n[ \t]*[|][ :|-]+$",
        "a table needs an empty line before it; add one",
    ),
    (r"^[ \t]*\[TOC\][ \t]*$", "every page already lists its headings; remove it"),
    (
        r"<script(?![^>]*\ssrc=(?![\"']?(?:\w+:)?//))",
        "the content policy blocks scripts inside a page or from another host; put the script in a file of this site",
    ),
    (r"<(?:style|iframe|object|embed)\b", f"the content policy blocks this tag; {_SHOWN}"),
    (r"<[a-z][^<>]*\sstyle\s*=|\{[^{}\n]*\bstyle\s*=", f"the content policy blocks styles inside a page; {_SHOWN}"),
    (
        r"<[a-z][^<>]*\son[a-z]+\s*=|\{[^{}\n]*\bon[a-z]+\s*=",
        "the content policy blocks scripts in attributes; remove the script",
    ),
    (
        r"!\[[^\]]*\]\(\s*<?(?:\w+:)?//|<img\b[^>]*\ssrc=[\"']?(?:\w+:)?//",
        "the content policy blocks pictures from another host; put the picture in docs/assets/",
    ),
    (r"#only-(?:light|dark)\b", "pictures are shown in both light and dark mode; use one that works in both"),
    (
        r"^[ \t]*/{3,}[ \t]*(?!(?:figure-)?caption\b)\w[\w-]*",
        "'caption' is the only block with '///' that works here; write !!!, ??? or ===",
    ),
)
"""What is refused wherever it stands outside code, and what is said of it."""

_NOWHERE = "has no effect here; remove it"
_FRAME = "is part of Material's theme, which this site does not send; remove it"
_NO_COUNT = "this site does not count visits; remove it"
_DONE = "needs Material's theme, or does what this site already does; remove it"


def _all(names: str, message: str) -> Iterable[tuple[str, str]]:
    return ((name, message) for name in names.split())


SETTINGS: Mapping[str, Mapping[str, str]] = {
    "": {
        **dict(_all("repo_name repo_icon edit_uri edit_uri_template remote_branch", _NOWHERE)),
        "repo_url": "is part of Material's theme, which would contact another host; link to the code on a page",
        "google_analytics": _NO_COUNT,
    },
    "theme": {
        **dict(_all("features icon direction variant", _FRAME)),
        "palette": "is part of Material's theme; the colours are set in the styles of this site",
        "font": "is part of Material's theme; the site uses the reader's own fonts",
        "logo": "is part of Material's theme; the site's logo is in theme/partials/header.html",
        "favicon": "is part of Material's theme; the icons of the site are docs/assets/icon.*",
        "language": "is part of Material's theme; the language is set in theme/main.html",
    },
    "extra": {
        **dict(_all("social version alternate homepage status tags generator annotate feedback", _NOWHERE)),
        "analytics": _NO_COUNT,
        "consent": "this site asks for and keeps nothing that needs consent; remove it",
    },
    "plugins": {
        **dict(_all("tags blog social offline optimize group info meta privacy projects typeset", _DONE)),
        "search": "writes an index that nothing reads, because this site has its own search; remove it",
    },
    "markdown_extensions": {
        "pymdownx.tasklist": "makes boxes without names; '- [ ] text' works without it",
        "pymdownx.arithmatex": "needs a script that this site does not send; remove it",
        "pymdownx.critic": "is not shown by the styles of this site; remove it",
        "fenced_code": "conflicts with pymdownx.superfences; remove it",
        "codehilite": "conflicts with pymdownx.highlight; remove it",
    },
}
"""What must not stand in mkdocs.yml, by the key above it, and what is said of it."""
