"""Runs a command of MkDocs or of the package in this process, and prints as JSON what each part of it cost.

`python -m tests.scale.timed mkdocs build --site-dir x` and `python -m tests.scale.timed knowledge check`: seconds of
processor time by part, a part within another not counted twice, and the peak of the memory in MiB.
"""

from __future__ import annotations

import importlib
import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

PAGE_CALLS, TEMPLATES = "page calls", "templates"
PARTS = {
    "check: load": "knowledge.check:load",
    "check: pages and the rest": "knowledge.check:checked",
    PAGE_CALLS: "mkdocs_macros.plugin:MacrosPlugin.on_page_markdown",
    "Markdown": "markdown.core:Markdown.convert",
    TEMPLATES: "jinja2:Template.render",
    "open data and other files": "knowledge.outputs:_open_data",
    "other files": "knowledge.build.publish:_write",
    "reading built pages": "knowledge.build.site_check:read",
    "search, scripts and styles": "knowledge.build.assets:write",
    "unused files": "knowledge.build.assets:prune",
    "checks of built pages": "knowledge.build.site_check:_links",
    "Material's search": "material.plugins.search.plugin:SearchPlugin.on_post_build",
}
"""What is timed, by the name of its part: a module and a function in it."""


def main(arguments: list[str]) -> int:
    """Run the command, and print what it cost."""
    spent: Counter[str] = Counter()
    open_parts: list[list[float]] = []
    names: list[str] = []

    def timed(part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            if part == TEMPLATES and PAGE_CALLS in names:  # the macros of a page are run by a template of its own
                return function(*given, **named)
            began = time.process_time()
            open_parts.append([0.0])
            names.append(part)
            try:
                return function(*given, **named)
            finally:
                names.pop()
                (within,) = open_parts.pop()
                took = time.process_time() - began
                spent[part] += took - within
                if open_parts:
                    open_parts[-1][0] += took

        return call

    command, *rest = arguments
    main_of = importlib.import_module(f"{command}.__main__")
    for part, name in PARTS.items():
        module_name, _, path = name.partition(":")
        holder: Any = importlib.import_module(module_name)
        *outer, last = path.split(".")
        for step in outer:
            holder = getattr(holder, step)
        setattr(holder, last, timed(part, getattr(holder, last)))
    done = 0
    try:
        done = (main_of.cli if command == "mkdocs" else main_of.main)(rest) or 0
    except SystemExit as end:
        done = int(bool(end.code))
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    total = time.process_time()
    spent["node"] = children.ru_utime + children.ru_stime
    spent["the rest"] = total - sum(spent.values()) + spent["node"]
    report = {"parts": spent, "seconds": total + spent["node"], "memory": own.ru_maxrss / 1024}
    print(json.dumps(report), file=sys.stderr)
    return done


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
