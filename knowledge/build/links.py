"""Links that lead out of the site: which there are, and which of them are dead."""

from __future__ import annotations

import http.client
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from knowledge.graph import Knowledge
from knowledge.pages.stubs import DOCS

ADDRESS = re.compile(r"https?://[^\s<>\"'`)\]]+")
DEAD = {404: "not found", 410: "gone"}
"""What a host answers where a page is no longer there. Others, such as 403, are said of pages that readers can open."""

BUSY = (429, 500, 502, 503, 504)
"""What a host answers that may be better in a while."""

TRIES = 3
PATIENCE = 20.0
"""After how many seconds without an answer a try is given up."""

PAUSE = 2.0
"""How many seconds lie between two requests to one host; after a failure, more each time."""

LONGEST_PAUSE = 60.0
"""The longest pause that a host can ask for."""

AGENT = "prevent-knowledge link check (a few requests a month)"
"""What the command calls itself, so that a host can see who asks."""

UNKNOWN_HOST = "no such host"

EXAMPLE = re.compile(r"(^|\.)example(\.|$)|^127\.")
"""What is in the host of an address that is only shown, and leads nowhere."""


class Answer(NamedTuple):
    """What a host said to a request: the code of its answer, how long it asks to wait, or else why there was none."""

    code: int = 0
    wait: float = 0
    failure: str = ""


class Finding(NamedTuple):
    """A link that cannot be opened: why, whether it is surely dead, and where it is."""

    address: str
    is_dead: bool
    reason: str
    places: tuple[str, ...]

    def __str__(self) -> str:
        """Return it in a line."""
        return f"{self.address}: {self.reason}: {', '.join(self.places)}"


def addresses(root: Path, knowledge: Knowledge) -> dict[str, list[str]]:
    """Return every address outside the site, each with the ids of the records and the page files that name it."""
    found: dict[str, dict[str, None]] = {}
    for place, text in _texts(root, knowledge):
        for named in ADDRESS.findall(text):
            address = named.rstrip(".,;:").partition("#")[0]
            if _is_real(address):
                found.setdefault(address, {})[place] = None
    return {address: list(places) for address, places in found.items()}


def check(
    found: Mapping[str, Iterable[str]],
    ask: Callable[[str, str], Answer] | None = None,
    wait: Callable[[float], None] = time.sleep,
) -> Iterator[Finding]:
    """Yield the addresses that cannot be opened, one host after the other and each host at its ease.

    `ask` requests an address by a method, and `wait` pauses for some seconds; both can be replaced in tests.
    """
    hosts: dict[str, list[str]] = {}
    for address in found:
        hosts.setdefault(urlsplit(address).netloc, []).append(address)
    # In turns, so that the pause of one host is filled with requests to others.
    for turn in range(max(map(len, hosts.values()), default=0)):
        for each in hosts.values():
            if turn < len(each):
                answer = _asked(each[turn], ask or request, wait)
                if answer.failure or answer.code >= 400:
                    reason = answer.failure or DEAD.get(answer.code, f"answered {answer.code}")
                    is_dead = answer.code in DEAD or answer.failure == UNKNOWN_HOST
                    yield Finding(each[turn], is_dead, reason, tuple(found[each[turn]]))
        wait(PAUSE)


def report(findings: Iterable[Finding], count: int) -> list[str]:
    """Return, line by line, the links that are dead and those that could not be checked, of so many."""
    every = sorted(findings)
    dead = [f"- {finding}" for finding in every if finding.is_dead]
    others = [f"- {finding}" for finding in every if not finding.is_dead]
    return [
        f"Links out of the site: {count}",
        f"Dead: {len(dead) or 'none'}",
        *dead,
        f"Could not be checked: {len(others) or 'none'}",
        *others,
    ]


def request(address: str, method: str) -> Answer:
    """Ask for an address once, following where it leads."""
    asked = urllib.request.Request(address, method=method, headers={"User-Agent": AGENT, "Accept": "*/*"})
    try:
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
            return Answer(answer.status)
    except urllib.error.HTTPError as error:
        asked_for = error.headers.get("Retry-After", "")
        return Answer(error.code, float(asked_for) if asked_for.isdecimal() else 0)
    except urllib.error.URLError as error:
        unknown = re.search(r"Name or service not known|nodename nor servname|No address associated", str(error.reason))
        return Answer(failure=UNKNOWN_HOST if unknown else f"no answer ({error.reason})")
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Answer(failure=f"no answer ({error or type(error).__name__})")


def _asked(address: str, ask: Callable[[str, str], Answer], wait: Callable[[float], None]) -> Answer:
    """Ask for an address: only for its head first, and again where the host was busy or did not answer."""
    answer = Answer()
    for number in range(1, TRIES + 1):
        answer = ask(address, "HEAD")
        if answer.code >= 400 and answer.code not in BUSY:  # some hosts know no such request
            answer = ask(address, "GET")
        if not answer.failure and answer.code not in BUSY:
            break
        if number < TRIES:
            wait(min(max(answer.wait, PAUSE * 2**number), LONGEST_PAUSE))
    return answer


def _texts(root: Path, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Yield every text that may name an address, with what it is part of."""
    for record in knowledge.records.values():
        for _, text in record.texts():
            yield record.id, text
    for path in sorted((root / DOCS).rglob("*.md")):
        yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")


def _is_real(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    return "." in host and not EXAMPLE.search(host)
