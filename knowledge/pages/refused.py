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

_DRAWING = "put a drawing (SVG) into docs/assets/"
_FOOTNOTE = "write a footnote: [^1]"
_SHOWN = "use a form of about/authoring.md"


def _forms(*refused: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern, re.MULTILINE | re.IGNORECASE), message) for pattern, message in refused)


FORMS = _forms(
    (r"\(\d+\)!", f"marks of annotations need a script that is not sent; {_FOOTNOTE}"),
    (r"\{[^{}\n]*\.annotate\b", f"annotations need a script that is not sent; {_FOOTNOTE}"),
    (r"class=\"[^\"\n]*\bannotate\b", f"annotations need a script that is not sent; {_FOOTNOTE}"),
    (r"class=\"[^\"\n]*\bmermaid\b", f"diagrams need a script from another host; {_DRAWING}"),
    (
        r"\$\$|(?<![\\$\w])\$(?![\s$])[^$\n]*[^\s$\\]\$(?!\w)|\\\(.+?\\\)|\\\[.+?\\\]",
        "formulas need a script that is not sent; write words and signs, such as H~2~O and x^2^",
    ),
    (r"\{(?:\+\+|--|~~|==|>>)", "suggested changes are not shown; write ^^put in^^, ~~taken out~~ or ==marked=="),
    (r"^[ \t]*>[ \t]*\[!\w+\]", "notices of another manual are not shown; write !!! note"),
    (r"^[ \t]*:::", f"blocks of another manual are not shown; {_SHOWN}"),
    (
        r"^(?![ \t]*[|])[^\n]*\S[^\n]*\n[ \t]*[|][^\n]*\n[ \t]*[|][ :|-]+$",
        "a table begins after an empty line; put one in front of it",
    ),
    (r"^[ \t]*\[TOC\][ \t]*$", "each page has the list of its headings already; take it out"),
    (
        r"<script(?![^>]*\ssrc=(?![\"']?(?:\w+:)?//))",
        "the content policy refuses a script within a page, or of another host; put it into a file of the site",
    ),
    (r"<(?:style|iframe|object|embed)\b", f"the content policy refuses this tag; {_SHOWN}"),
    (r"<[a-z][^<>]*\sstyle\s*=|\{[^{}\n]*\bstyle\s*=", f"the content policy refuses styles within a page; {_SHOWN}"),
    (
        r"<[a-z][^<>]*\son[a-z]+\s*=|\{[^{}\n]*\bon[a-z]+\s*=",
        "the content policy refuses scripts in attributes; take it out",
    ),
    (
        r"!\[[^\]]*\]\(\s*<?(?:\w+:)?//|<img\b[^>]*\ssrc=[\"']?(?:\w+:)?//",
        "the content policy refuses a picture on another host; put it into docs/assets/",
    ),
    (r"#only-(?:light|dark)\b", "a picture is shown in both sets of colours; use one that can be seen in both"),
    (
        r"^[ \t]*/{3,}[ \t]*(?!(?:figure-)?caption\b)\w[\w-]*",
        "of the blocks with '///' only 'caption' works; write !!!, ??? or ===",
    ),
)
"""What is refused wherever it stands outside code, and what is said of it."""

_NOWHERE = "has no effect here; take it out"
_FRAME = "is of Material's frame, which is not sent; take it out"
_NO_COUNT = "visits are not counted here; take it out"
_DONE = "needs Material's frame, or does what this site does itself; take it out"


def _all(names: str, message: str) -> Iterable[tuple[str, str]]:
    return ((name, message) for name in names.split())


SETTINGS: Mapping[str, Mapping[str, str]] = {
    "": {
        **dict(_all("repo_name repo_icon edit_uri edit_uri_template remote_branch", _NOWHERE)),
        "repo_url": "is of Material's frame, which would ask another host; link to the code on a page",
        "google_analytics": _NO_COUNT,
    },
    "theme": {
        **dict(_all("features icon direction variant", _FRAME)),
        "palette": "is of Material's frame; the colours are set in the styles of this site",
        "font": "is of Material's frame; the site uses the reader's own fonts",
        "logo": "is of Material's frame; the sign of the site stands in theme/partials/header.html",
        "favicon": "is of Material's frame; the icons of the site are docs/assets/icon.*",
        "language": "is of Material's frame; the language stands in theme/main.html",
    },
    "extra": {
        **dict(_all("social version alternate homepage status tags generator annotate feedback", _NOWHERE)),
        "analytics": _NO_COUNT,
        "consent": "nothing is asked or kept that needs consent; take it out",
    },
    "plugins": {
        **dict(_all("tags blog social offline optimize group info meta privacy projects typeset", _DONE)),
        "search": "writes an index that nothing reads, since the search is the site's own; take it out",
    },
    "markdown_extensions": {
        "pymdownx.tasklist": "makes boxes without names; '- [ ] text' works without it",
        "pymdownx.arithmatex": "needs a script that is not sent; take it out",
        "pymdownx.critic": "is not shown by the styles of this site; take it out",
        "fenced_code": "stands in the way of pymdownx.superfences; take it out",
        "codehilite": "stands in the way of pymdownx.highlight; take it out",
    },
}
"""What must not stand in mkdocs.yml, by the key above it, and what is said of it."""
