"""What is refused in the sources of pages and in the settings, with its line and what to write instead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from knowledge.kept import Kept
from knowledge.pages import refused
from knowledge.pages.authoring import problems
from tests.helpers.project import ROOT
from tests.helpers.site_markdown import converted

SETTINGS = "site_name: x\ntheme:\n  name: material\nplugins:\n  - macros\nextra:\n  edition: x\n"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A project of one page, without a fault."""
    for folder in ("docs", "includes"):
        (tmp_path / folder).mkdir()
    (tmp_path / "mkdocs.yml").write_text(SETTINGS)
    (tmp_path / "docs/page.md").write_text("# Page { #page }\n\nWords.\n")
    (tmp_path / "includes/shared.md").write_text("Shared.\n")
    return tmp_path


def said(root: Path, text: str, name: str = "docs/page.md") -> list[tuple[int, str]]:
    """Return the line and the message of each problem of a page with this text."""
    (root / name).write_text(text)
    found = problems(root, Kept(root))
    assert {problem.file for problem in found} <= {name}
    return [(problem.line, problem.message) for problem in found]


REFUSED = [
    ("Words (1)!\n\n1. Note\n{ .annotate }", 1, "'(1)!': marks of annotations"),
    ("Words (1)\n{ .annotate }\n\n1.  Note", 2, "annotations need a script"),
    ('<div class="annotate" markdown>', 1, "annotations need a script"),
    ("```mermaid\ngraph LR\n```", 1, "'mermaid' needs a script"),
    ('<div class="mermaid">', 1, "diagrams need a script"),
    ("So $x^2$ it is", 1, "'$x^2$': formulas need a script"),
    ("$$\nx\n$$", 1, "'$$': formulas"),
    (r"So \(x\) it is", 1, "formulas need a script"),
    (r"\[x = y\]", 1, "formulas need a script"),
    ("{++new++}", 1, "suggested changes are not shown; write ^^put in^^"),
    ("a {~~b~>c~~}", 1, "suggested changes"),
    ("[TOC]", 1, "every page already lists its headings"),
    ("<script>x()</script>", 1, "blocks scripts inside a page"),
    ('<SCRIPT type="module">', 1, "blocks scripts inside a page"),
    ('<script src="https://x.example/x.js"></script>', 1, "or from another host"),
    ('<script src="//x.example/x.js"></script>', 1, "or from another host"),
    ("<style>p { color: red }</style>", 1, "blocks this tag"),
    ('<iframe src="x">', 1, "blocks this tag"),
    ('<p style="color: red">', 1, "blocks styles inside a page"),
    ('<p\n   style="color: red">', 1, "blocks styles inside a page"),
    ("Words\n{ style='color: red' }", 2, "blocks styles inside a page"),
    ('<b onclick="x()">', 1, "blocks scripts in attributes"),
    ("[x](y.md){ onclick='z()' }", 1, "blocks scripts in attributes"),
    ("![x](https://x.example/a.png)", 1, "pictures from another host"),
    ("![x](//x.example/a.png)", 1, "pictures from another host"),
    ('<img alt="" src="http://x.example/a.png">', 1, "pictures from another host"),
    ("![x](a.png#only-dark)", 1, "shown in both light and dark mode"),
    ("/// details | x\n///", 1, "'caption' is the only block"),
    ("/// admonition | x\n///", 1, "'caption' is the only block"),
    ("!!! warnign\n    x", 1, "there is no type 'warnign' of notices; did you mean 'warning'?"),
    ("!!! hint\n    x", 1, "there is no type 'hint' of notices"),
    ("??? hint\n    x", 1, "there is no type 'hint' of folds"),
    ("!!! note a title\n    x", 1, "'a' has no effect after the type"),
    ("!!!\n    x", 1, "does not begin a notice; write !!! note"),
    ("!!! note 'x'\n    x", 1, "does not begin a notice"),
    ("!!! note\nx", 1, "a notice has no text: indent"),
    ("!!! note\n\n  x", 1, "a notice has no text: indent"),
    ("??? note\n\nx", 1, "a fold has no text: indent"),
    ('=== "A"\n\nx', 1, "a tab has no text: indent"),
    ('=== "A"\n  x', 1, "a tab has no text: indent"),
    ('=== "A"', 1, "a tab has no text: indent"),
    ('  === "A"\n\n      x', 1, "must be indented by a multiple of four spaces; this one is indented by 2"),
    ("=== A\n\n    x", 1, "does not begin a tab; write ==="),
    ('==="A"\n\n    x', 1, "does not begin a tab; write ==="),
    ("```pyhton\nx\n```", 1, "no highlighting knows the language 'pyhton'"),
    ('```python titel="a"\nx\n```', 1, "is not understood after a language; did you mean 'title'?"),
    ("```python title=a\nx\n```", 1, "is not understood after a language"),
    ("``` python a b\nx\n```", 1, "is not understood after a language"),
    ('```python linenums="x"\nx\n```', 1, 'linenums="x" is not understood'),
    ('```{ .python hl_lines="two" }\nx\n```', 1, 'hl_lines="two" is not understood'),
    ("```{ .yaml .annotate }\nx # (1)!\n```", 1, "'.annotate': annotations need a script"),
    ("Words\n\n```python\nx", 3, "is not closed"),
    (":material-schol:", 1, "there is no icon or emoji :material-schol:; did you mean"),
    (":logo:", 1, "there is no icon or emoji :logo:"),
    ('--8<-- "absent.md"', 1, "there is no file 'absent.md' in includes/"),
    ('Words\n\n--8<-- "shard.md"', 3, "did you mean 'shared.md'?"),
    ("--8<--\nshared.md\n--8<--", 1, "this form of shared text does not work here"),
    ('```text\n--8<-- "absent.md"\n```', 2, "there is no file 'absent.md'"),
    ("---\ntags: [x]\n---\n", 2, "'tags' has no effect in front matter"),
    ("---\ntitle: x\nstatus: new\n---\n", 3, "'status' has no effect in front matter"),
    ("---\nicon: x\n---\n", 2, "'icon' has no effect"),
    ("---\ntemplate: x.html\n---\n", 2, "'template' has no effect"),
    ("---\nsearch:\n  exclude: true\n---\n", 2, "'search' has no effect"),
    ("---\ntitel: x\n---\n", 2, "did you mean 'title'?"),
    ("---\nhide:\n  - toc\n  - navigation\n---\n", 4, "'navigation' cannot be hidden"),
    ("---\nhide: footer\n---\n", 2, "'footer' cannot be hidden"),
    ("---\ntitle: [x\n---\n", 3, "the front matter is not YAML"),
    ("---\nx\n---\n", 2, "the front matter is not a list of names"),
]


@pytest.mark.parametrize(("text", "line", "message"), REFUSED)
def test_what_does_not_work_is_refused(text: str, line: int, message: str, pages: Path) -> None:
    found = said(pages, text)
    assert [at for at in found if at[0] == line and message in at[1]], found


def test_line_is_that_of_the_file(pages: Path) -> None:
    before = "---\ntitle: x\n---\n# P { #p }\n\n```text\na\n```\n\n{{ call(\n) }}\n<!--\n-->\n"
    assert said(pages, f"{before}<b onclick=x>\n")[0][0] == before.count("\n") + 1


RIGHT = [
    "`(1)!` and ``{++x++}`` and `<script>` and `:nothing-here:` and `$x$`",
    "```text\n(1)! $x$ <script> [TOC] !!! hint\n:nothing-here: {++x++} <p style=x>\n```",
    "````markdown\n```pyhton nonsense\n```\n````",
    "> ```text\n> $x$\n> ```",
    '- point\n\n    ```yaml title="a b" linenums="1" hl_lines="1-2 4"\n    x\n    ```',
    '```{ .yaml .no-copy title="a" linenums="1" }\nx\n```',
    "~~~text\n$x$\n~~~",
    "```\n$x$\n```",
    "<!-- (1)! <script> -->",
    "{{ link('rec-1', '(1)! <script>') }}",
    "{% raw %}{{ (1)! }}{% endraw %}",
    "It costs $5, then $6; at 10:30:15 it ended. Note: a: b:c",
    "See https://x.example/a:b:c and [x](https://x.example/:y:)",
    "![x](../assets/a.png){ width=30 }",
    '<script src="../assets/x.js" defer></script>',
    '<figure markdown="span">\n![x](a.png)\n<figcaption>x</figcaption>\n</figure>',
    "![x](a.png)\n/// caption\nWords\n///",
    "![x](a.png)\n/// figure-caption\nWords\n///",
    '!!! note "Only a title"\n\nWords.',
    '!!! note ""\n    No title.',
    '!!! note "x"\n    x\n\n    !!! tip\n        y',
    '<div class="grid" markdown>\n\n=== "A"\n\n    x\n\n```text\nx\n```\n\n</div>',
    "[Send :fontawesome-solid-paper-plane:](#x){ .md-button }",
    "a[^1]\n\n[^1]:\n    Long.\n\n    Longer.",
    '[x](https://x.example "a title") :material-information-outline:{ title="y" }',
    '!!! info inline end "x"\n    x',
    '- point\n\n    !!! note\n        x\n\n    === "A"\n\n        x',
    '??? "No type"\n    x',
    '???+ tip "x"\n\n    x',
    '=== "A"\n\n    ```text\n    x\n    ```\n\n=== "B"\n    x',
    '===! "A"\n\n    x',
    "Heading\n===\n\nHeading\n=======",
    ":material-school: :fontawesome-solid-user: :octicons-mark-github-16: :smile: :+1:",
    '--8<-- "shared.md"',
    ';--8<-- "absent.md"',
    "---\ntitle: x\ndescription: y\nhide: [toc]\n---\nWords",
    "---\n---\nWords",
    "- [ ] x\n- [x] y",
    "one-third, <b>on</b> x=y, <a href='on.html?style=x'>style = x</a>",
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_works_and_what_stands_in_code_is_not_refused(text: str, pages: Path) -> None:
    assert said(pages, text) == []


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("## A heading { #a }", 1, "shared text cannot contain headings"),
        ("Words\n{{ link('rec-1') }}", 2, "a call has no effect in shared text"),
        ("<b onclick=x>", 1, "blocks scripts in attributes"),
    ],
)
def test_shared_text_has_limits(text: str, line: int, message: str, pages: Path) -> None:
    ((at, words),) = said(pages, text, "includes/shared.md")
    assert at == line
    assert message in words


@pytest.mark.parametrize(
    ("old", "new", "line", "field"),
    [
        ("  name: material", "  name: material\n  features: [content.code.copy]", 4, "theme.features"),
        ("  name: material", "  palette:\n    scheme: slate\n  name: material", 3, "theme.palette"),
        ("  name: material", "  name: material\n  logo: x.png", 4, "theme.logo"),
        ("  name: material", "  name: material\n  language: en", 4, "theme.language"),
        ("site_name: x", "site_name: x\nrepo_url: https://x.example/", 2, "repo_url"),
        ("site_name: x", "edit_uri: x\nsite_name: x", 1, "edit_uri"),
        ("  - macros", "  - macros\n  - search", 6, "plugins.search"),
        ("  - macros", "  - material/tags:\n      x: y\n  - macros", 5, "plugins.material/tags"),
        ("  edition: x", "  edition: x\n  analytics:\n    provider: google", 8, "extra.analytics"),
        (
            "extra:",
            "markdown_extensions:\n  - pymdownx.arithmatex\nextra:",
            7,
            "markdown_extensions.pymdownx.arithmatex",
        ),
    ],
)
def test_settings_that_do_nothing_are_refused(old: str, new: str, line: int, field: str, pages: Path) -> None:
    settings = pages / "mkdocs.yml"
    settings.write_text(settings.read_text().replace(old, new, 1))
    (problem,) = problems(pages, Kept(pages))
    assert (problem.file, problem.line, problem.field) == ("mkdocs.yml", line, field)


def test_settings_that_cannot_be_read_are_one_problem(pages: Path) -> None:
    (pages / "mkdocs.yml").write_text("a: [\n")
    assert ["is not YAML" in problem.message for problem in problems(pages, Kept(pages))] == [True]
    (pages / "mkdocs.yml").unlink()
    assert ["cannot be read" in problem.message for problem in problems(pages, Kept(pages))] == [True]


def test_real_pages_and_settings_are_right(tmp_path: Path) -> None:
    assert problems(ROOT, Kept(tmp_path)) == []


def test_every_message_says_what_to_do() -> None:
    said = [message for _, message in refused.FORMS]
    said += [message for names in refused.SETTINGS.values() for message in names.values()]
    for message in said:
        assert re.search(r"; (write|put|use|add|remove|link|the)\b|works without it|use one|write", message), message


def test_every_form_of_the_page_for_authors_is_shown_as_it_is_written() -> None:
    """Below each block of source stands what it makes: the page cannot tell of a form that does not work."""
    text = (ROOT / "docs/about/authoring.md").read_text(encoding="utf-8")
    shared = (ROOT / "includes/abbreviations.md").read_text(encoding="utf-8")
    block = re.compile(r"^(`{3,})markdown\n(.*?)\n\1\n\n(.*?)(?=\n#|\n`{3,}markdown|\Z)", re.DOTALL | re.MULTILINE)
    forms = block.findall(text)
    assert len(forms) > 20
    for _, source, below in forms:
        wanted = {element.tag for element in converted(source.replace(";--8<--", "--8<--")).iter()} - {"div", "p"}
        assert wanted <= {element.tag for element in converted(f"{below}\n\n{shared}").iter()}, source
