"""Plants faults in words and meaning, one at a time in a copy of the project, and lists those that no test sees.

`make mutants` calls it; it is no part of `make test`. The beginning of a name chooses: `make mutants FAULTS=verb`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = {".git", ".venv", "site", "dist"}
"""What stands at the root of the project and is no part of it."""

LABELS, GOLDEN = "tests/site/test_labels.py", "tests/site/test_golden.py"
CORES = 2
PACKAGE = "knowledge/**/*.py"


class StaleError(Exception):
    """A fault cannot be planted any more; the message says which and what to do."""


@dataclass(frozen=True)
class Fault:
    """A text of the project, what is put in its place, and the test that should see it.

    The text stands once in the files of the pattern; in a `record` of the data it is the first such text that counts.
    """

    name: str
    old: str
    new: str
    files: str = PACKAGE
    seen_by: str = LABELS
    record: str = ""

    def planted(self, root: Path) -> tuple[Path, str]:
        """Return the file that holds the text, and its content with the fault in it.

        Raises StaleError where the text stands nowhere, or more than once.
        """
        texts = {path: path.read_text(encoding="utf-8") for path in sorted(root.glob(self.files))}
        found = [(path, at) for path, text in texts.items() for at in self._places(text)]
        if len(found) != 1:
            where = ", ".join(dict.fromkeys(path.relative_to(root).as_posix() for path, _ in found)) or self.files
            state = f"stands {len(found)} times in {where}" if found else f"does not stand in {where}"
            raise StaleError(f"{self.name}: {self.old!r} {state}; write into tests/mutants.py a text that stands there")
        path, at = found[0]
        return path, texts[path][:at] + self.new + texts[path][at + len(self.old) :]

    def plant(self, root: Path) -> None:
        """Put the fault into a copy of the project; raise StaleError where that cannot be done."""
        path, text = self.planted(root)
        path.write_text(text, encoding="utf-8")

    def _places(self, text: str) -> list[int]:
        if not self.record:
            return [found.start() for found in re.finditer(re.escape(self.old), text)]
        begin = text.find(f"- id: {self.record}\n")
        end = text.find("\n- id: ", begin)
        at = text.find(self.old, begin, end if end > 0 else len(text))
        return [at] if begin >= 0 and at >= 0 else []


def exchanged(name: str, one: str, other: str, old: str, files: str = PACKAGE) -> Fault:
    """Return the fault that exchanges two words within a text."""
    new = old.replace(one, "\0").replace(other, one).replace("\0", other)
    return Fault(name, old, new, files)


def in_data(name: str, id_: str, old: str, new: str) -> Fault:
    """Return a fault in the data of a record, which the golden facts should see."""
    return Fault(name, old, new, "data/**/*.yml", GOLDEN, id_)


FAULTS = [
    # -- verbs of the duty
    Fault("verb must", '"must": "must",', '"must": "should",'),
    Fault("verb will", '"will": "will",', '"will": "should",'),
    Fault("verb should", '"should": "should",', '"should": "may",'),
    Fault("verb expect", '"expect": "is expected to",', '"expect": "must",'),
    Fault("verb may include", '"may include": "may include",', '"may include": "includes",'),
    Fault("verb states", '"states": "describes",', '"states": "must",'),
    Fault("verb dropped", "**Strength:** “{VERBS[s.strength]}”. ", ""),
    Fault(
        "verbs of the overview", '", ".join(dict.fromkeys(f"“{VERBS[s.strength]}”"', '", ".join(dict.fromkeys(f"“must”"'
    ),
    Fault(
        "addressees of a statement", "**On:** {self._links(s.applies_to)}", "**On:** {self._links(s.applies_to[:1])}"
    ),
    # -- strength, speaker, verdict, deadline, level
    Fault("strength recommendation", "Inspectors’ recommendation", "Inspectors’ expectation"),
    Fault("strength expectation", '"expectation": "Inspectors’ expectation",', '"expectation": "Inspectors’ demand",'),
    Fault("strength implied", '"implied": "Implied by a finding",', '"implied": "Inspectors’ expectation (strong)",'),
    Fault(
        "strength order", "key=lambda e: strengths.index(e.strength))", "key=lambda e: -strengths.index(e.strength))"
    ),
    Fault("strength words", "{STRENGTHS[record.strength]}: “{plain(record.wording)}”", "{STRENGTHS[record.strength]}"),
    Fault("strength in the register", "{STRENGTHS[strength]}. On: {on}.", "On: {on}."),
    Fault("strength in the filter", '"strength": ("Strength", STRENGTHS)', '"strength": ("Strength", LEVELS)'),
    Fault("speaker inspectors", '"inspectors": "the inspectors",', '"inspectors": "partners of the police",'),
    Fault(
        "speaker forces", '"interviewees in forces": "interviewees in forces",', '"interviewees in forces": "forces",'
    ),
    Fault("speaker partners", '"partners": "partners of the police",', '"partners": "the inspectors",'),
    Fault("speaker both", "interviewees in forces and partners of the police", "interviewees in forces"),
    Fault("speaker not named", "somebody whom the report does not name", "the inspectors"),
    exchanged(
        "verdict strength and gap",
        '"Strength"',
        '"Gap"',
        '{"strength": "Strength", "good practice": "Good practice", "mixed": "Mixed", "gap": "Gap"}',
    ),
    Fault("verdict of a finding", "Verdict: {record.verdict}.", "Verdict: mixed."),
    Fault("quantity dropped", " How many: {quantity}.", ""),
    Fault("quantity not stated", 'quantity = "not stated" if words == "not stated" else', "quantity ="),
    Fault("quantity of an expectation", '("How many", plain(record.quantity)', '("Who", plain(record.quantity)'),
    exchanged(
        "deadlines",
        "With immediate effect (March 2020)",
        "By June 2020",
        '{"immediate": "With immediate effect (March 2020)", "2020-06": "By June 2020"}',
    ),
    exchanged("level force", "National", "Force", '"national": "National", "regional": "Regional", "force": "Force"'),
    Fault("level local", '"local": "Local partnership"', '"local": "Force"'),
    Fault("level dropped", '("Acts at", f"{LEVELS[record.level]} level")', '("Acts at", "")'),
    # -- owners and those on whom it is
    Fault("owner of several", '"Joint owners" if len(record.owners) > 1 else "Owner"', '"Owner"'),
    Fault("owners in the overview", "self._links(r.owners), DEADLINES", "self._links(r.owners[:1]), DEADLINES"),
    Fault(
        "on whom",
        '("On", self._links(record.applies_to)),\n                ("How many"',
        '("By", self._links(record.applies_to)),\n                ("How many"',
    ),
    Fault("facing dropped", '"Yes (this site’s view)"', '""'),
    Fault("facing unmarked", '"Yes (this site’s view)"', '"Yes"'),
    Fault("facing in the register", '" Faces the force’s Prevent lead." if', '"" if'),
    Fault("facing in the filter", '"yes" if faces_force_lead else "no"', '"no" if faces_force_lead else "yes"'),
    Fault("role without its duties", "if any(record.id in s.applies_to for s in d.statements)]", "if d.retired]"),
    Fault("role without its expectations", "if record.id in e.applies_to]", "if e.retired]"),
    Fault("role with every recommendation", "if record.id in r.owners]", "if r.owners]"),
    # -- word and shape above a heading
    Fault("badge of a retired record", 'word += " · retired"', 'word += ""'),
    Fault("badge of a duty", 'word = "Duty (replaced)"', 'word = "Duty"'),
    Fault("badge of an implied expectation", '"Expectation · implied by a finding"', '"Expectation"'),
    Fault("badge of a finding", 'word = f"Finding · {record.verdict}"', 'word = "Finding"'),
    Fault("badge of a proposed discipline", 'word = "Discipline (proposed)"', 'word = "Discipline"'),
    Fault("badge of earlier work", 'word = "Earlier work"', 'word = "Earlier"'),
    Fault("badge of a development", 'word = "Since 2020"', 'word = "Development"'),
    Fault("shape of a finding", 'classes.append(record.verdict.replace(" ", "-"))', "pass"),
    Fault(
        "heading of a proposed discipline",
        'f"Proposed {record.number}th discipline: {record.title}"',
        'f"Discipline {record.number}: {record.title}"',
    ),
    # -- notices and dates of force
    Fault("notice of a duty", "Replaced on {until}: not current guidance", "Guidance of 2015"),
    Fault("notice of a duty as information", '!!! warning "Replaced on', '!!! info "Replaced on'),
    Fault(
        "notice dates reversed",
        "from {day(guidance.in_force_from)} to {until}",
        "from {until} to {day(guidance.in_force_from)}",
    ),
    Fault("notice dropped from the overview", "parts = [self._replaced(paragraphs[0])]", "parts = []"),
    Fault("notice since then", '!!! info "Since then"', '!!! info "Before"'),
    Fault("notice since then dropped", "if record.id in d.touches]", "if d.retired]"),
    Fault("notice of a retired record", 'title = f"Retired on {day(record.retired.since)}"', 'title = "Retired"'),
    Fault("notice without successor", '" Nothing has taken its place."', '""'),
    Fault("notice with successor", " Its place was taken by {self.link(successor)}.", ""),
    Fault(
        "force of a source reversed",
        "{day(record.in_force_from)} to {day(record.in_force_until)}",
        "{day(record.in_force_until)} to {day(record.in_force_from)}",
    ),
    Fault("force of a source dropped", '("In force", force)', '("In force", "")'),
    Fault("outcome claimed", "Not publicly known: no published closure was found", "Closed"),
    exchanged("standing", '"core"', '"proposed"', '{"core": "Core (2020)", "proposed": "**Proposed (2020)**"}'),
    Fault("standing of a proposed discipline", "Whether it was added is not publicly known", "It was added"),
    Fault(
        "wordings of a recommendation", "plain(record.difference.summary_says)", "plain(record.difference.body_says)"
    ),
    Fault("explanation as the report’s", "plain(record.report_says),", "plain(record.summary),"),
    exchanged(
        "good and poor",
        "record.good",
        "record.poor",
        'in the report", record.good),\n            self._points("What poor looks like, in the report", record.poor)',
    ),
    Fault(
        "evidence as the report’s",
        "Evidence to look for: this site’s suggestion, not the report’s",
        "Evidence to look for",
    ),
    Fault("reading as a fact", '"In 2020: this site’s reading"', '"In 2020"'),
    Fault(
        "end of an event", '{day(record.date)} to {day(record.until)}"', '{day(record.until)} to {day(record.date)}"'
    ),
    Fault("name of a term", "The name has changed since 2020.", ""),
    # -- chart
    Fault("chart patterns", '_FILLS = ("currentColor", "url(#dots)",', '_FILLS = ("url(#dots)", "currentColor",'),
    Fault("chart legend", "parts.append(_words(32, y, name))", "parts.append(_words(32, y, names[-1 - index]))"),
    Fault("chart counts", "f.chapter == chapter and f.verdict == v for f", "f.chapter == chapter for f"),
    # -- structured data, picture, feed
    Fault("data teaches", '"teaches": record.answers', '"teachez": record.answers'),
    exchanged("data of an event", "record.date", "record.until", '"startDate": record.date, "endDate": record.until'),
    Fault("data type of a term", '"@type": "DefinedTerm",', '"@type": "Term",'),
    Fault("data set of terms", '"DefinedTermSet" if', '"CollectionPage" if'),
    Fault("data of a publisher", '"publisher": {"@type"', '"author": {"@type"'),
    Fault("data of an address", '"sameAs": record.address', '"same": record.address'),
    Fault("data without its sources", '"isBasedOn": [', '"basedOn": ['),
    Fault(
        "data licence", "https://creativecommons.org/licenses/by/4.0/", "https://creativecommons.org/licenses/by/3.0/"
    ),
    Fault("data day", '"datePublished": knowledge.published', '"dateModified": knowledge.published'),
    Fault("picture size", "width, height = social.SIZE", "height, width = social.SIZE"),
    Fault("picture property", '<meta property="og:image" content=', '<meta property="og:img" content='),
    Fault("picture of a kind", "kinds.get(url, social.SITE)", "social.SITE"),
    Fault("feed month and year", '-01-01"[:10]', '-02-02"[:10]'),
    Fault("feed day", 'else f"{day_}T00:00:00Z"', 'else f"{day_[:8]}01T00:00:00Z"'),
    Fault("feed title", '"title", f"{change.id}: {change.sort}"', '"title", f"{change.id}: changed"'),
    exchanged("changes", '"changed"', '"retired"', '("changed", "Changed in substance"), ("retired", "Retired")'),
    # -- beside the pages
    Fault("search without good and poor", "return [*record.good, *record.poor]", "return []"),
    Fault("search kind of a duty", 'return "Duty (replaced)" if', 'return "Duty" if'),
    Fault("edition with its prefix", 'tag.removeprefix("edition-")', "tag"),
    Fault("offline link", 'path += "index.html"', 'path += "index.htm"'),
    # -- the data themselves
    in_data("fact owner of 7", "rec-7", ", role-force-prevent-lead]", "]"),
    in_data(
        "fact order of the owners of 2",
        "rec-2",
        "[role-college-of-policing, role-npcc-national-public-protection-lead]",
        "[role-npcc-national-public-protection-lead, role-college-of-policing]",
    ),
    in_data("fact deadline of 4", "rec-4", "deadline: immediate", "deadline: 2020-06"),
    in_data("fact verb of 138", "duty-138", "strength: must", "strength: should"),
    in_data("fact verb of a bullet", "duty-142-2", "strength: will", "strength: may include"),
    in_data("fact words of an expectation", "expectation-channel-panel-integrity", "wording: must", "wording: should"),
    in_data("fact strength of an expectation", "expectation-no-pre-screening", ": implied", ": expectation"),
    in_data("fact whom of an expectation", "expectation-pdd-with-partners", "[role-police-force]", "[role-ctu]"),
    in_data("fact quantity of a finding", "finding-one-force-safeguards-staff", ": only one force", ": some forces"),
    in_data("fact speaker of a finding", "finding-panels-well-attended", "said_by: partners", "said_by: inspectors"),
    in_data("fact verdict of a finding", "finding-no-performance-framework", "verdict: gap", "verdict: mixed"),
    in_data("fact standing of a discipline", "discipline-vulnerability-to-radicalisation", "proposed", "core"),
    in_data("fact end of force", "source-prevent-duty-guidance-2015", "in_force_until: 2023", "in_force_until: 2024"),
]
"""The faults. A word at the beginning of each name says what it is about."""


def copy(folder: Path) -> Path:
    """Copy into a folder what the tests need, and return it."""

    def left_out(of: str, names: list[str]) -> set[str]:
        caches = {name for name in names if name == "__pycache__" or name.endswith("_cache")}
        return caches | (LEFT_OUT & {*names} if Path(of) == ROOT else set())

    return Path(shutil.copytree(ROOT, folder, ignore=left_out))


def outcome(root: Path, tests: Sequence[str]) -> tuple[int, str]:
    """Run tests in a copy; return pytest's exit code and what it said."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-x",
        "--tb=line",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        *tests,
    ]
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def tried(fault: Fault) -> tuple[str, bool]:
    """Plant a fault in a copy and run its test; return a line on what came of it, and whether a test saw it."""
    with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
        root = copy(Path(folder) / "project")
        fault.plant(root)
        code, said = outcome(root, [fault.seen_by])
    if failed := re.search(r"^FAILED \S+::(\S+)", said, flags=re.MULTILINE):
        return f"seen      {fault.name} ({failed[1]})", True
    if code == 0:
        return f"SURVIVED  {fault.name}: no test sees {fault.new!r} in the place of {fault.old!r}", False
    reason = next((line for line in said.splitlines() if line.startswith(("E ", "ERROR"))), said.strip()[-200:])
    return (
        f"BROKEN    {fault.name}: stops the build instead of changing what it shows; plant it otherwise ({reason})",
        False,
    )


def main(chosen: Sequence[str]) -> int:
    """Plant the faults whose name begins with a chosen word, or all; return 0 when a test saw each of them."""
    faults = [fault for fault in FAULTS if not chosen or fault.name.startswith(tuple(chosen))]
    stale = []
    for fault in faults:
        try:
            fault.planted(ROOT)
        except StaleError as error:
            stale.append(str(error))
    if stale or not faults:
        print("\n".join(stale) or f"no fault begins with {' or '.join(chosen)}")
        return 1
    with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
        code, said = outcome(copy(Path(folder) / "project"), sorted({fault.seen_by for fault in faults}))
    if code:
        print(f"{said}\nthe tests fail without any fault; mend that first")
        return 1
    seen = 0
    with ThreadPoolExecutor(CORES) as pool:
        for line, is_seen in pool.map(tried, faults):
            print(line, flush=True)
            seen += is_seen
    print(f"{seen} of {len(faults)} faults were seen")
    return 0 if seen == len(faults) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
