"""Hostile text in every text field of every kind of record, from YAML to the browser: shown as text, or refused."""

from __future__ import annotations

import copy
import itertools
import json
import re
import types
import typing
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lxml.etree
import lxml.html
import pytest
import yaml
from playwright.async_api import Page as AsyncPage
from playwright.sync_api import Page
from pydantic import AfterValidator
from pytest_playwright import CreateContextCallback

from knowledge.citation import Citation, Heading
from knowledge.fields import Part, _plain, no_markup
from knowledge.kinds import AUXILIARY, KINDS
from knowledge.kinds.synonyms import Synonyms
from knowledge.record import Entry
from tests.helpers.crawler import PAINTED, REFUSED, listening, visit_each
from tests.helpers.pages_server import Host, pages_server
from tests.helpers.project import build, copied, stubs, unweighed

HARM = "window.harmed=1"

IN_TEXT = (
    f"<script>{HARM}</script>",
    f"</script><script>{HARM}</script>",
    f'"><script>{HARM}</script>',
    f'<img src=x onerror="{HARM}">',
    f"<svg onload={HARM}></svg>",
    f"<svg><script>{HARM}</script></svg>",
    f"<body onload={HARM}>",
    f"<iframe srcdoc='<script>parent.{HARM}</script>'></iframe>",
    f"<a href='javascript:{HARM}'>x</a>",
    f"<javascript:{HARM}>",
    f"</title></textarea></style><script>{HARM}</script>",
    f"--><script>{HARM}</script><!--",
    f"<!-- x ]]><script>{HARM}</script>",
    f"<![CDATA[ <script>{HARM}</script> ]]>",
    f"<details open ontoggle={HARM}>x</details>",
    f"<style>@import 'javascript:{HARM}'</style>",
    "<meta http-equiv=refresh content='0;url=https://elsewhere.example'>",
    "<base href='https://elsewhere.example/'>",
    f"<div markdown=1>**x** <b onmouseover={HARM}>y</b></div>",
    f"<%= {HARM} %> <?php {HARM} ?>",
    f"]]> ]]]]>< <![CDATA[><script>{HARM}</script>",
    "--8<-- 'a.md' ??? n === t /// caption <a href=\"site:x\">",
)
"""Payloads that only a text may hold."""

IN_ALL = (
    f"[x](javascript:{HARM})",
    f"![x](javascript:{HARM})",
    f"[x][y] [y]: javascript:{HARM}",
    f"x {{: onclick='{HARM}' .y }} {{ onclick='{HARM}' }}",
    "]]&gt; &lt;b&gt; &#60;b&#62; &nbsp; &amp;",
    "\"'`´‘’“” \" onmouseover='x' '",
    "a\\ \\n \\u003cb\\u003e \\x3cb \\0 $& $1 $` ${7*7} #[7*7]",
    f'=HYPERLINK("javascript:{HARM}") +1 -1 @x',
    "a | b || c |- # d *e* _f_ ~~g~~ ^h^ ==i== `j` ++k++",
    "!!! note --8-- [TOC] *[x]: y [^1] :smile: ::: @@",
    "- [ ] x - [x] y ==m== ^^i^^ H~2~O ++ctrl+k++ :material-school: a:b: (1)! $x$",
    "__proto__ constructor toString hasOwnProperty",
    "שלום مرحبا \u0430dmin ﷽ 𝕏 e\u0301\u0301",
)
"""Payloads that a name or title may hold too."""


SHOWN_ONLY_BY_THE_SEARCH = {"source.headings[].words[]", "phrases.phrases[]"}
"""Fields that no page shows, or that it shows in part; what they hold reaches the search alone."""

HELD = tuple(kind for kind in (*KINDS, *AUXILIARY) if kind is not Synonyms)
"""The kinds whose texts may hold a sign of markup; synonyms may not, which is tested with the loader."""

UNSHOWN = {"source.headings[].not_cited", "wording.named[]", "wording.note"}
"""Fields for those who keep the data, and what is shown only with a quotation that is found."""

NAMED = {(Citation, "heading"), (Citation, "under"), (Heading, "text")}
"""Fields whose words name another place in the data, so that a check refuses others."""


@dataclass
class Spot:
    """A text in the data, as it is held by `holder[key]`."""

    path: str
    holder: Any
    key: Any
    label: bool


def sort_of(annotation: Any, metadata: typing.Iterable[Any] = ()) -> Any:
    """Return `text`, `label`, the class of a mapping, or None for what is no free text; looks into lists."""
    checks = [item.func for item in metadata if isinstance(item, AfterValidator)]
    if _plain in checks:
        return "label" if no_markup in checks else "text"
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return sort_of(inner[0], inner[1:])
    if origin in (list, typing.Union, types.UnionType):
        return next((sort for part in inner if (sort := sort_of(part))), None)
    return None


def spots(holder: dict[str, Any], model: type[Part], path: str) -> Iterator[Spot]:
    """Yield every free text in a mapping of the data, by its model."""
    for name, field in model.model_fields.items():
        sort = sort_of(field.annotation, field.metadata)
        if sort is None or name not in holder or (model, name) in NAMED:
            continue
        value = holder[name]
        values = list(enumerate(value)) if isinstance(value, list) else [(name, value)]
        where = f"{path}.{name}" + ("[]" if isinstance(value, list) else "")
        for key, item in values:
            if isinstance(item, dict):
                yield from spots(item, sort, where)
            elif isinstance(item, str):
                yield Spot(where, value if isinstance(value, list) else holder, key, sort == "label")


def paths(model: type[Part], path: str) -> Iterator[str]:
    """Yield the path of every field of a model that holds free text."""
    for name, field in model.model_fields.items():
        sort = sort_of(field.annotation, field.metadata)
        many = "list" in str(field.annotation)
        if isinstance(sort, str) and (model, name) not in NAMED:
            yield f"{path}.{name}" + "[]" * many
        elif isinstance(sort, type):
            yield from paths(sort, f"{path}.{name}" + "[]" * many)


def shared(payloads: tuple[str, ...], holders: int) -> list[list[str]]:
    """Deal the payloads out to the texts of a field, so that each text gets one and all are in one."""
    if holders < len(payloads):
        return [list(payloads[number::holders]) for number in range(holders)]
    return [[payloads[number % len(payloads)]] for number in range(holders)]


@dataclass
class Attack:
    """The site of a project whose every text is hostile, and the texts by the path of their field."""

    host: Host
    texts: dict[str, list[str]]


def files_of(kind: type[Entry], root: Path) -> list[Path]:
    """Return the file with all records of a kind, or the files of its folder."""
    place = root / "data" / kind.file
    return sorted(place.glob("*.yml")) if place.is_dir() else [place]


def is_free(spot: Spot, item: dict[str, Any]) -> bool:
    """Say whether a text of a record may say anything, and is shown."""
    if item.get("sort") == "true or false" and spot.path == "question.options[].text":
        return False  # it is one of two words
    return "retired" not in item or spot.path in ("term.title", "term.retired.reason")  # the rest is hidden


def plant_payloads(root: Path) -> dict[str, list[str]]:
    """Put the payloads into every text of the data, and return the texts as they should be shown."""
    texts: dict[str, list[str]] = defaultdict(list)
    for kind in HELD:
        held = {file: yaml.safe_load(file.read_text(encoding="utf-8")) for file in files_of(kind, root)}
        add_what_is_rare(next(iter(held.values())), kind)
        of_path: dict[str, list[Spot]] = defaultdict(list)
        for item in itertools.chain(*held.values()):
            for spot in spots(item, kind, kind.kind):
                if is_free(spot, item):
                    of_path[spot.path].append(spot)
        for path, found in of_path.items():
            payloads = IN_ALL if found[0].label else (*IN_TEXT, *IN_ALL)
            for number, (spot, parts) in enumerate(zip(found, shared(payloads, len(found)), strict=True)):
                old = spot.holder[spot.key]
                kept = (
                    old.split()[0][:16].capitalize() if spot.label else old
                )  # a letter of the A–Z must not lose all its names
                end = ["?"] if old.endswith("?") else []  # a question stays one
                spot.holder[spot.key] = " ".join([kept, f"q{number}z", *parts, *end])
                texts[path].append(spot.holder[spot.key])
        for file, items in held.items():
            file.write_text(yaml.safe_dump(items, allow_unicode=True, sort_keys=False, width=10**6), encoding="utf-8")
    return texts


def add_what_is_rare(items: list[dict[str, Any]], kind: type[Entry]) -> None:
    """Add to the first records what the real ones may lack: changes of each kind, and a retired record."""
    if kind in KINDS:
        for item in items[:4]:
            item["changes"] = [{"day": f"2026-12-0{number + 1}", "reason": f"Changed {number}."} for number in range(4)]
    if kind.kind == "recommendation":
        told = {"says": "It was done.", "by": "Somebody", "day": "2026-11-21", "source": "source-hmicfrs-2020"}
        for item in items[:6]:
            item |= {"status": "reported done", "outcome": dict(told)}
    if kind.kind == "process":  # of each field enough, that no name holds too many payloads
        items += [{**copy.deepcopy(item), "id": f"{item['id']}-{number}"} for number in range(6) for item in items[:2]]
    if kind.kind == "term":
        for number in range(4):
            retired = {"since": "2026-11-22", "reason": "Gone."}
            items.append(
                {**copy.deepcopy(items[0]), "id": f"term-gone-{number}", "title": f"Gone {number}", "retired": retired}
            )


@pytest.fixture(scope="module")
def attack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attack]:
    """A copy of the project with payloads in all its texts, built and served."""
    root = unweighed(copied(tmp_path_factory.mktemp("attack") / "project"))
    texts = plant_payloads(root)
    page = root / "docs/referral.md"
    drawn = "".join(
        f'\n{{{{ picture("{name}-{number}") }}}}\n' for name in ("referral", "governance") for number in range(6)
    )
    page.write_text(page.read_text(encoding="utf-8") + drawn, encoding="utf-8")
    made = stubs(root, "2026-11-22")
    assert made.returncode == 0, made.stderr[:3000]
    done = build(root)
    assert done.returncode == 0, done.stderr[:3000]
    with pages_server(root / "site") as host:
        yield Attack(host, texts)


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def test_payloads_stand_in_every_text_field_of_every_kind(attack: Attack) -> None:
    assert len(IN_TEXT) + len(IN_ALL) >= 30
    for kind in HELD:
        for path in paths(kind, kind.kind):
            if "retired" not in path or kind.kind == "term":  # a tombstone is shown alike for every kind
                held = " ".join(attack.texts[path])
                assert [payload for payload in IN_ALL if payload not in held] == [], path


async def open_hostile(page: AsyncPage, url: str) -> list[Any]:
    """Open a page and return what it did, and its text."""
    said: list[str] = []
    handlers = {
        "dialog": lambda dialog: said.append(dialog.message),
        "pageerror": lambda error: said.append(str(error)),
    }
    with listening(page, handlers):
        await page.goto(url)
        await page.evaluate(PAINTED)
        harmed = await page.evaluate("window.harmed ?? null")
        refused = await page.evaluate("window.refused")
        text = await page.evaluate("document.querySelector('article')?.textContent ?? ''")
    return [harmed, [*said, *refused], page.url, flat(text)]


def test_no_page_runs_anything_and_every_text_is_shown_as_it_is(attack: Attack) -> None:
    found = visit_each(attack.host.pages(), open_hostile, script=REFUSED)
    for url, (harmed, said, now, _) in found.items():
        assert harmed is None, f"{url}: a text of the data was run: escape it with markdown.plain"
        assert said == [], f"{url}: {said}"
        assert now == url, f"{url}: a text of the data led away"
    whole = "\n".join(text for *_, text in found.values())
    unseen = defaultdict(list)
    for path, texts in attack.texts.items():
        for text in texts:
            # Within a sentence it begins with a small letter.
            within = text[:1].lower() + text[1:] if path == "referral-year.not_comparable" else text
            if flat(within) not in whole and path not in SHOWN_ONLY_BY_THE_SEARCH | UNSHOWN:
                unseen[path].append(text[-80:])
    assert unseen == {}, "a text is not shown as it is"


def test_payloads_are_real(tmp_path: Path) -> None:
    """A page that shows texts unescaped is harmed by at least a third of the payloads."""
    running = [payload for payload in IN_TEXT if HARM in payload]
    for number, payload in enumerate(running):
        (tmp_path / f"{number}.html").write_text(f"<!doctype html><meta charset=utf-8><article>{payload}</article>")

    async def harmed(page: AsyncPage, url: str) -> bool:
        await page.goto(url)
        return bool(await page.evaluate("window.harmed ?? 0"))

    with pages_server(tmp_path) as host:
        found = visit_each([f"{host.address}{number}.html" for number in range(len(running))], harmed)
    assert sum(found.values()) >= len(running) / 3, found


@pytest.fixture
def victim(new_context: CreateContextCallback) -> Iterator[Page]:
    page = new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.add_init_script(REFUSED)
    yield page
    assert page.evaluate("window.harmed ?? null") is None
    assert page.evaluate("window.refused ?? []") == []


@pytest.mark.parametrize("words", ["harmed", "script", "proto constructor", "javascript q1z"])
def test_results_of_the_search_show_payloads_as_text(words: str, attack: Attack, victim: Page) -> None:
    victim.goto(f"{attack.host.address}search/")
    victim.get_by_role("searchbox").fill(words)
    results = victim.locator(".search-results li")
    results.locator(".search-sentence:not(:empty)").first.wait_for()
    text = results.evaluate_all("all => all.map(at => at.textContent).join(' ')")
    assert any(part in text for part in ("<script>", "javascript:", "__proto__", "onerror"))
    assert (
        victim.locator(".search-results :is(script, img, svg, iframe, [onclick], a[href^='javascript'])").count() == 0
    )


def test_copied_citations_and_snippets_carry_no_markup(attack: Attack, victim: Page) -> None:
    victim.goto(f"{attack.host.address}glossary/")
    foot = victim.locator(".record-foot").first
    foot.get_by_role("button", name=re.compile("^Cite this")).click()
    for form in ("HTML", "HTML to embed"):
        foot.get_by_role("button", name=f"Copy {form}", exact=True).click()
        victim.wait_for_function("document.querySelector('.cite-status').textContent === 'Copied'")
        snippet = victim.evaluate("navigator.clipboard.readText()")
        parsed = lxml.html.fragment_fromstring(snippet, create_parent="div")
        assert parsed.xpath("//script | //img | //svg | //@*[starts-with(name(), 'on')]") == []
        assert {at.tag for at in parsed.iter()} <= {"div", "a", "cite", "blockquote", "p", "strong"}


def test_open_data_feed_and_structured_data_hold_the_texts_unharmed(attack: Attack) -> None:
    site = attack.host.site
    summaries = {r["summary"] for r in json.loads((site / "api/v1/index.json").read_text(encoding="utf-8"))["records"]}
    for path in ("role.summary", "term.summary", "finding.summary"):
        assert summaries & set(attack.texts[path])
    lxml.etree.parse(site / "feed.xml")
    for path in sorted(site.rglob("*.html")):
        for script in lxml.html.parse(path).getroot().xpath("//script[@type='application/ld+json']/text()"):
            json.loads(script)


# ------------------------------------------------------------------------------------------------
# What is refused
# ------------------------------------------------------------------------------------------------
