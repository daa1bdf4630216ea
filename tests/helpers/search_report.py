"""The measure of the search: queries with their right places, through the real box in a real browser.

`python -m tests.helpers.search_report` builds the site, asks every query and prints how often the right place comes
first, in the first three, and how soon; it exits with 1 where a floor is not reached. With `scale` it measures
a made-up base of 10,000 records with either engine, with `parts` what each part of the mechanism brings, and
with `learn` it seeks better weights.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Response, sync_playwright

from knowledge.build import assets, node, site_check
from knowledge.load import load
from knowledge.outputs import search
from tests.helpers.chromium import launch_options
from tests.helpers.pages_server import packed, pages_server
from tests.helpers.project import ROOT, build

QUERIES = ROOT / "tests/helpers/queries"
LEARNT = ("development", "own", "pages")
"""The sets from which weights are learnt."""

HELD_OUT = "held_out"
"""The set from which nothing is learnt: it says how the search fares with what nobody has seen."""

SETS = (*LEARNT, HELD_OUT)

Floors = dict[str, float]
FLOORS: dict[str, Floors] = {
    "development": {"first": 0.9, "first three": 0.96, "mean reciprocal rank": 0.93},
    "own": {"first": 0.915, "first three": 0.965, "mean reciprocal rank": 0.94},
    "pages": {"first": 0.93, "first three": 0.96, "mean reciprocal rank": 0.95},
    "held_out": {"first": 0.83, "first three": 0.925, "mean reciprocal rank": 0.885},
}
"""What the queries of each set must reach: a little below what was reached."""

SLOWED = 4
"""By how much the processor is slowed down while the time of an answer is taken."""


PAUSE = 100
"""Milliseconds between two keys while the time of an answer is taken."""


@dataclass(frozen=True)
class Query:
    """What a reader types, of which kind it is, and the places that answer it."""

    text: str
    kind: str
    gold: list[dict[str, Any]]


@dataclass(frozen=True)
class Scores:
    """How a set of queries fared; `none` is the share that found nothing at all."""

    count: int
    first: float
    first_three: float
    reciprocal: float
    none: float


def queries(name: str) -> list[Query]:
    """Return the queries of a set."""
    lines = (QUERIES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [Query(entry["q"], entry["kind"], entry["gold"]) for entry in map(json.loads, lines) if "q" in entry]


class Judge:
    """Says whether a result is right: when its record has a right id, or rests on a right heading."""

    def __init__(self, site: Path) -> None:
        """Take what the open data of the built site says of every record."""
        sources = json.loads((site / "api/v1/sources.json").read_text(encoding="utf-8"))["records"]
        files = {source["id"]: source["seed"] for source in sources}
        index = json.loads((site / "api/v1/index.json").read_text(encoding="utf-8"))["records"]
        self.places = {
            record["id"]: {(files[cited["document"]], cited["heading"]) for cited in record["sources"]}
            for record in index
        }

    def is_right(self, id_: str, query: Query) -> bool:
        """Say whether the record with this id answers the query."""
        for gold in query.gold:
            headings = [gold["heading"], *gold.get("heading_alts", [])] if "heading" in gold else []
            places = self.places.get(id_, set())  # a page of the site rests on none
            if id_ in gold.get("ids", []) or any((gold["doc"], text) in places for text in headings):
                return True
        return False

    def rank(self, found: Sequence[str], query: Query) -> int:
        """Return the place of the first right one among the ids that were found, from 1; 0 where there is none."""
        return next((rank for rank, id_ in enumerate(found, 1) if self.is_right(id_, query)), 0)


def scores(ranks: Sequence[int], counts: Sequence[int]) -> Scores:
    """Return the scores of these ranks, of which 0 means that none was right, and of these numbers of results."""
    count = len(ranks)
    return Scores(
        count,
        sum(rank == 1 for rank in ranks) / count,
        sum(1 <= rank <= 3 for rank in ranks) / count,
        sum(1 / rank for rank in ranks if rank) / count,
        sum(found == 0 for found in counts) / count,
    )


def open_box(page: Page, address: str) -> None:
    """Open the search box of a page with a key, and wait until it is ready."""
    page.goto(address)
    page.keyboard.press("/")
    page.wait_for_selector("dialog[open] .search-kinds button")


ASK = """
async (texts) => {
  const input = document.querySelector("#search-query");
  const list = document.querySelector(".search-results");
  const found = [];
  for (const text of texts) {
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    while (list.ariaBusy === "true") await new Promise((resolve) => setTimeout(resolve));
    found.push(Array.from(list.querySelectorAll("a"), (a) => a.hash.slice(1)).slice(0, 10));
  }
  return found;
}
"""


def ask_each(page: Page, texts: Sequence[str]) -> list[list[str]]:
    """Put queries into the open box, one after another, and return the ids of the results of each, in the order shown.

    All go into the browser in one call: a call for each takes longer than its answer.
    """
    found: list[list[str]] = page.evaluate(ASK, texts)
    return found


def ask(page: Page, text: str) -> list[str]:
    """Put a query into the open box and return the ids of the results, in the order shown."""
    return ask_each(page, [text])[0]


def ask_all(page: Page, asked: Iterable[Query], judge: Judge) -> tuple[list[int], list[int]]:
    """Return, for each query, the rank of the first right result and the number of results."""
    asked = list(asked)
    ranks, counts = [], []
    for query, found in zip(asked, ask_each(page, [query.text for query in asked]), strict=True):
        ranks.append(judge.rank(found, query))
        counts.append(len(found))
    return ranks, counts


def bytes_of_first_search(page: Page, address: str, query: str) -> dict[str, int]:
    """Return what a first search fetches: the path of each file, and its size when compressed."""
    page.goto(address)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.keyboard.press("/")
    page.wait_for_selector("dialog[open] .search-kinds button")
    ask(page, query)
    # What the records say comes last, and in all rows at once.
    page.locator(".search-sentence:not(:empty)").first.wait_for()
    return {answer.url.removeprefix(address): len(packed(answer.body())) for answer in answers}


CLOCK = """
  addEventListener("keydown", (event) => { self.typed = event.timeStamp; }, true);
  const list = document.querySelector(".search-results");
  new MutationObserver(() => {
    if (list.ariaBusy !== "false") return;
    const there = performance.now() - self.typed;
    requestAnimationFrame(() => setTimeout(() => self.resolve?.([there, performance.now() - self.typed])));
  }).observe(list, { attributeFilter: ["aria-busy"] });
"""

ECHO = """
  const input = document.querySelector("#search-query");
  input.addEventListener("input", (event) => {
    event.stopImmediatePropagation();
    list.ariaBusy = "true";
    list.textContent = input.value;
    list.ariaBusy = "false";
  }, true);
"""
"""Behind CLOCK: lets the box repeat what is typed, and search nothing, which is what a browser takes at least."""


def times_of_answers(page: Page, asked: Iterable[Query], script: str = "") -> tuple[list[float], list[float]]:
    """Return how long the results took from the last key into the document, and to the screen.

    The times are in milliseconds, the processor slowed down. The script runs in the page beforehand.
    """
    page.evaluate(CLOCK + script)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    times: list[tuple[float, float]] = []
    for query in asked:
        page.locator("#search-query").fill(query.text[:-3])
        page.locator(".search-results[aria-busy=false]").wait_for(state="attached")
        page.keyboard.type(query.text[-3:-1], delay=PAUSE)
        page.evaluate("self.answer = new Promise((resolve) => { self.resolve = resolve; }), 0")
        page.keyboard.type(query.text[-1])
        times.append(tuple(page.evaluate("self.answer")))
    there, seen = zip(*times, strict=True)
    return list(there), list(seen)


def percentile_95(times: Sequence[float]) -> float:
    """Return the time that 95 of 100 answers did not exceed."""
    return statistics.quantiles(times, n=20)[-1]


def table(rows: Iterable[tuple[str, Scores]]) -> str:
    """Return the scores as a table."""
    lines = [f"{'':24}{'n':>5}{'first':>9}{'in three':>10}{'MRR':>8}{'none':>8}"]
    for name, row in rows:
        lines.append(
            f"{name:24}{row.count:>5}{row.first:>9.3f}{row.first_three:>10.3f}{row.reciprocal:>8.3f}{row.none:>8.3f}"
        )
    return "\n".join(lines)


def below_floors(name: str, found: Scores, floors: Floors) -> list[str]:
    """Return, one line each, the floors that the scores of a set do not reach."""
    reached = {
        "first": found.first,
        "first three": found.first_three,
        "mean reciprocal rank": found.reciprocal,
    }
    return [
        f"search, {name}: {measure} is {reached[measure]:.3f} and should be {floor} or more; "
        "ask what the failing queries have in common"
        for measure, floor in floors.items()
        if reached[measure] < floor
    ]


@contextmanager
def browser() -> Iterator[Browser]:
    """A real browser, without a window."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(**launch_options())
        yield started
        started.close()


def report() -> int:
    """Print the scores of the sets by kind, the bytes and the times; return 1 where a floor is not reached."""
    with tempfile.TemporaryDirectory() as folder, browser() as started:
        site = Path(folder) / "site"
        done = build(ROOT, site)
        if done.returncode:
            print(done.stderr, file=sys.stderr)
            return 1
        judge = Judge(site)
        with pages_server(site, "/") as host:
            page = started.new_page()
            open_box(page, host.address)
            failed: list[str] = []
            for name in SETS:
                asked = queries(name)
                ranks, counts = ask_all(page, asked, judge)
                failed += below_floors(name, scores(ranks, counts), FLOORS[name])
                rows = [(f"{name}: all", scores(ranks, counts))]
                for kind in sorted({query.kind for query in asked}):
                    chosen = [at for at, query in enumerate(asked) if query.kind == kind]
                    rows.append((f"  {kind}", scores([ranks[at] for at in chosen], [counts[at] for at in chosen])))
                print(table(rows), end="\n\n")
            fetched = bytes_of_first_search(started.new_page(), host.address, "refresher training")
            print(f"bytes of the first search (gzip): {sum(fetched.values())} in {len(fetched)} files")
            print(f"from the last key, processor slowed {SLOWED} times:")
            for name, script in (("a box that only repeats what is typed", ECHO), ("the search", "")):
                page = started.new_page()
                open_box(page, host.address)
                there, seen = times_of_answers(page, queries("development"), script)
                page.close()  # it is slowed down, and would be so once more with the next
                for place, times in (("in the document", there), ("on the screen", seen)):
                    print(
                        f"  {name}, {place}: median {statistics.median(times):.0f} ms, "
                        f"95 of 100 within {percentile_95(times):.0f} ms"
                    )
    print("\n".join(failed), file=sys.stderr)
    return 1 if failed else 0


def parts(*wanted: str) -> int:
    """Print what each part of the mechanism brings, by leaving it out; with "learn", seek better weights instead."""
    knowledge = load(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        done = build(ROOT, site)
        if done.returncode:
            print(done.stderr, file=sys.stderr)
            return 1
        passages = site_check.passages(site_check.read(site), knowledge)
    seeds = {record.id: getattr(record, "seed", None) for record in knowledge.records.values()}
    asked = [
        {"q": query.text, "kind": query.kind, "gold": query.gold, "set": name}
        for name in SETS
        for query in queries(name)
    ]
    places = {
        record.id: [[seeds[cited.document], cited.heading] for cited in record.sources]
        for record in knowledge.records.values()
    }
    given = json.dumps({"data": search.data(knowledge, passages), "places": places, "queries": asked})
    command = [str(node.NODE), str(ROOT / "tests/helpers/search_parts.mjs"), str(node.MODULES), *wanted]
    return subprocess.run(command, input=given, text=True, check=False).returncode


def made_up(count: int) -> dict[str, Any]:
    """Return the data of a made-up base: real sentences put together anew, so that no word is rarer than it is."""
    chance = random.Random(1)
    real = search.data(load(ROOT))
    known = real["records"]
    sentences = [sentence for record in known for sentence in record["text"].split(". ")]
    phrases = [phrase for record in known for phrase in record["phrases"]]
    records = []
    for number in range(count):
        model = chance.choice(known)
        summary = ". ".join(chance.sample(sentences, 2))
        records.append(
            {
                **model,
                "id": f"{model['id']}-{number}",
                "title": " ".join(chance.sample(phrases, 2))[:90],
                "summary": summary,
                "text": summary,
                "phrases": chance.sample(phrases, 6),
                "names": [],
            }
        )
    return {**real, "records": records}


def write_small_page(site: Path) -> None:
    """Write a page with nothing but the search, which opens by the key / as on every page."""
    page = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title><p>x</p><script src="open.js"></script>'
    )
    (site / "index.html").write_text(page, encoding="utf-8")
    script = """addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.target.closest("input")) return;
      event.preventDefault();
      if (self.openSearch) openSearch();
      else document.head.append(Object.assign(document.createElement("script"), { src: "assets/search.js" }));
    });"""
    (site / "open.js").write_text(script, encoding="utf-8")


def scale(count: int = 10_000) -> int:
    """Print, for either engine, what a base of many records costs to build and to search."""
    data = made_up(count)
    print(f"{count} records")
    for engine in ("minisearch", "pagefind"):
        with tempfile.TemporaryDirectory() as folder, browser() as started:
            site = Path(folder)
            began = time.perf_counter()
            assets.build(site, data, [(kind, prefix) for kind, _, prefix, *_ in data["kinds"]], engine)
            took = time.perf_counter() - began
            write_small_page(site)
            with pages_server(site, "/") as host:
                fetched = bytes_of_first_search(started.new_page(), host.address, "refresher training")
                page = started.new_page()
                open_box(page, host.address)
                heap = page.context.new_cdp_session(page).send("Runtime.getHeapUsage")["usedSize"]
                _, times = times_of_answers(page, queries("development"))
            print(
                f"{engine:12} built in {took:.1f} s; first search {sum(fetched.values()) / 1000:.0f} kB (gzip); "
                f"heap {heap / 1e6:.0f} MB; 95 of 100 answers within {percentile_95(times):.0f} ms, "
                f"slowed {SLOWED} times"
            )
    return 0


if __name__ == "__main__":
    commands = {"": report, "parts": parts, "learn": lambda: parts("learn"), "scale": scale}
    sys.exit(commands["".join(sys.argv[1:])]())
