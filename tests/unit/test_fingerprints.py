"""Fingerprints of made-up sources: how they are made, what they keep, and that a quotation is found by them."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from knowledge import fingerprints
from knowledge.__main__ import main
from knowledge.build import node
from knowledge.citation import Heading
from knowledge.outputs import quotation
from tests.helpers.project import ROOT
from tests.unit.test_load import BASE, write

LIGHTHOUSES = """\
The lighthouse book

Contents

Summary\t1
Keepers\t2

Summary

Most keepers polish the great lamp each morning. Only two of the fourteen islands have a spare lens in the store.

We saw that the boat calls at every island:

- with oil for the winter months; and
- with letters from the harbour office.

Keepers

A keeper’s day

Each keeper writes the weather into a log.¹ The log isn’t read by anyone on the mainland, and “nobody asks for it”.

¹ The log is a blue book with 1,200 lines.

Lamps and lenses

Old lamps burn whale-oil
over two lines of text. They organise the spare parts by size.

Annex: Rules of 1850

141. The keeper must light the lamp at dusk. This may include:

- trimming the wick twice a night;
- sounding the horn whenever fog hides the reef;

142 The harbour office pays each keeper in coal.
"""

FERRIES = """\
Ferries

The ferry leaves the northern quay at noon whatever the tide may do.
"""

HEADINGS = [
    Heading(text="Summary", level=1),
    Heading(text="Keepers", level=1),
    Heading(text="A keeper's day", level=2),
    Heading(text="Lamps and lenses", level=2),
    Heading(text="Annex: Rules of 1850", level=1),
]
SOURCES = {
    "source-lighthouses": ("lighthouses.txt", HEADINGS),
    "source-ferries": ("ferries.txt", [Heading(text="Ferries", level=1)]),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lighthouses.txt").write_text(LIGHTHOUSES, encoding="utf-8")
    (tmp_path / "ferries.txt").write_text(FERRIES, encoding="utf-8")
    return tmp_path


def checked(made: dict[str, Any], texts: list[str]) -> list[dict[str, Any]]:
    """Return what the script of the page says of each text."""
    match = (ROOT / "web/tools/match.js").as_uri()
    program = Path(made["folder"]) / "check.mjs"
    program.write_text(
        f"import {{ readFileSync }} from 'node:fs'; import {{ check, opened }} from {json.dumps(match)};\n"
        "const { made, texts } = JSON.parse(readFileSync(0, 'utf8')); const index = opened(made);\n"
        "const place = ({ heading, units }) => [heading, units.map((unit) => unit.place).join(' ')];\n"
        "console.log(JSON.stringify(texts.map((text) => {\n"
        "  const { places, alike, ...answer } = check(text, index);\n"
        "  return { ...answer, places: places.map(place), alike: alike.map(place) };\n"
        "})));"
    )
    answers: list[dict[str, Any]] = json.loads(node.run(program, json.dumps({"made": made, "texts": texts})))
    return answers


@pytest.fixture
def made(folder: Path) -> dict[str, Any]:
    return {**fingerprints.make(SOURCES, folder), "folder": str(folder)}


PLACES = [
    (0, "h"),
    (0, "p1"),
    (0, "p2"),
    (0, "p2b1"),
    (0, "p2b2"),
    (1, "h"),
    (2, "h"),
    (2, "p1"),
    (2, "f1"),
    (3, "h"),
    (3, "p1"),
    (4, "h"),
    (4, "n141"),
    (4, "n141b1"),
    (4, "n141b2"),
    (4, "n142"),
]


def test_source_is_divided_at_its_headings_and_paragraphs() -> None:
    found = fingerprints.units(LIGHTHOUSES, HEADINGS)
    assert [(unit.heading, unit.place) for unit in found] == PLACES
    assert found[10].text == "Old lamps burn whale-oil over two lines of text. They organise the spare parts by size."
    assert found[12].text == "The keeper must light the lamp at dusk. This may include:"


def test_footnote_is_below_the_heading_where_its_marker_is() -> None:
    note = "¹ The log is a blue book with 1,200 lines.\n\n"
    text = LIGHTHOUSES.replace(note, "").replace("Annex: Rules", f"{note}Annex: Rules")
    assert text.index(note) > text.index("Old lamps")
    assert [unit.heading for unit in fingerprints.units(text, HEADINGS) if unit.place == "f1"] == [2]


def test_bullet_with_the_words_of_a_heading_is_no_heading() -> None:
    text = LIGHTHOUSES.replace("- with oil for the winter months; and", "- keepers;")
    assert (0, "p2b2") in [(unit.heading, unit.place) for unit in fingerprints.units(text, HEADINGS)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Don’t “stop” NOW", "dont stop now"),
        ("counter-terrorism – café", "Counter terrorism: cafe"),
        ("1,200 lines", "1200 lines"),
        ("two lamps", "2 lamps"),
        ("radicalization, organized", "radicalisation organised"),
        ("oil & coal", "oil and coal"),
        ("a log.¹ The", "a log. The"),
    ],
)
def test_what_does_not_matter_is_the_same(one: str, other: str) -> None:
    assert fingerprints.words(one) == fingerprints.words(other)


def test_words_and_hashes_are_those_of_the_script(tmp_path: Path) -> None:
    texts = [
        *(LIGHTHOUSES, "Don’t “stop” NOW: 12,345,678.90 ½ naïve ﬁne", "prized sizes & recognized twelve 12 Ⅻ ß Å ŉ"),
        "".join(chr(random.Random(3).randrange(32, 0x2FFF)) for _ in range(400)),
    ]
    random.seed(5)
    texts += ["".join(chr(random.randrange(32, 0x2400)) for _ in range(300)) for _ in range(20)]
    program = tmp_path / "words.mjs"
    program.write_text(
        "import { readFileSync } from 'node:fs';\n"
        f"import {{ words, hashed, cut, unpacked }} from {json.dumps((ROOT / 'web/tools/match.js').as_uri())};\n"
        "const { texts, packed } = JSON.parse(readFileSync(0, 'utf8'));\n"
        "const hash = (list) => [hashed(list), cut(hashed(list), 7, 9999)];\n"
        "console.log(JSON.stringify({ words: texts.map(words), hashes: texts.map((text) => hash(words(text))),\n"
        "  numbers: Array.from(unpacked(packed)) }));"
    )
    numbers = {0, 1, 127, 128, 129, 300, 20_000, 5_000_000, 5_000_001}
    said = json.loads(node.run(program, json.dumps({"texts": texts, "packed": fingerprints.packed(numbers)})))
    lists = [fingerprints.words(text) for text in texts]
    assert said["words"] == lists
    hashes = [fingerprints.hashed(words) for words in lists]
    assert said["hashes"] == [[value, fingerprints.cut(value, 7, 9999)] for value in hashes]
    assert said["numbers"] == sorted(numbers)


def test_file_is_the_same_each_time_and_says_what_it_was_made_of(folder: Path) -> None:
    first = fingerprints.text_of(fingerprints.make(SOURCES, folder))
    assert fingerprints.text_of(fingerprints.make(SOURCES, folder)) == first
    read = json.loads(first)
    assert [(entry["document"], entry["file"], len(entry["sha256"])) for entry in read["inputs"]] == [
        ("source-lighthouses", "lighthouses.txt", 64),
        ("source-ferries", "ferries.txt", 64),
    ]
    assert (read["version"], read["words"], read["odds"]) == (1, 3, 32)
    assert read["headings"][2] == ["source-lighthouses", "Keepers", "A keeper's day"]


def test_file_keeps_no_word_of_a_source_but_its_headings(folder: Path) -> None:
    made = fingerprints.make(SOURCES, folder)
    text = fingerprints.text_of({**made, "headings": []})
    assert not [word for word in ("polish", "island", "weather", "whale", "quay") if word in text]
    for _, _, size, packed in made["units"]:
        assert size % fingerprints.ODDS == 0
        assert packed


VERBATIM = {
    "Most keepers polish the great lamp each morning.": [0, "p1"],
    "MOST KEEPERS POLISH THE GREAT LAMP EACH MORNING": [0, "p1"],
    "“only 2 of the fourteen islands have a spare lens”": [0, "p1"],
    "The log isn't read by anyone on the mainland, and 'nobody asks for it'": [2, "p1"],
    "Old lamps burn whale oil over two lines": [3, "p1"],
    "They organize the spare–parts by size": [3, "p1"],
    "The log is a blue book with 1200 lines": [2, "f1"],
    "sounding the horn whenever fog hides the reef": [4, "n141b2"],
    "141. The keeper must light the lamp at dusk": [4, "n141"],
    "the boat calls at every island: with oil for the winter months; and with letters from the harbour": [
        0,
        "p2 p2b1 p2b2",
    ],
    "Most keepers polish … each morning. Only two of the fourteen islands": [0, "p1"],
    "[M]ost keepers polish the great lamp [each] morning. Only two of": [0, "p1"],
    "The ferry leaves the northern quay at noon whatever the tide may do.": [5, "p1"],
}


def test_quotation_is_found_in_its_place_however_it_is_typed(made: dict[str, Any]) -> None:
    for text, answer in zip(VERBATIM, checked(made, list(VERBATIM)), strict=True):
        assert (answer["outcome"], answer["share"]) == ("exact", 1), text
        assert VERBATIM[text] in answer["places"], text


def test_end_inside_a_sentence_is_seen(made: dict[str, Any]) -> None:
    whole, cut, late = checked(
        made,
        [
            "Most keepers polish the great lamp each morning.",
            "Most keepers polish the great lamp",
            "keepers polish the great lamp each morning",
        ],
    )
    assert whole["edges"] == {"begins": True, "ends": True}
    assert cut["edges"] == {"begins": True, "ends": False}
    assert late["edges"] == {"begins": False, "ends": True}


CHANGED = {
    "Most keepers polish the small lamp each morning. Only two of the fourteen islands": ["small"],
    "Some keepers polish the great lamp each morning": ["Some"],
    "Only two of the fourteen islands have a spare wick": ["wick"],
    "The log is not read by anyone on the mainland, and nobody asks for it": ["is", "not"],
}


def test_change_is_seen_and_the_words_are_named(made: dict[str, Any]) -> None:
    for text, answer in zip(CHANGED, checked(made, list(CHANGED)), strict=True):
        assert answer["outcome"] == "nearly", text
        missing = [word["text"] for part in answer["parts"] for word in part if not word["found"]]
        assert set(CHANGED[text]) <= set(missing), text
        assert len(missing) <= len(CHANGED[text]) + 3, text


def test_word_left_out_shows_as_a_gap(made: dict[str, Any]) -> None:
    (answer,) = checked(made, ["Only two of the fourteen islands have a lens in the store"])
    assert answer["outcome"] == "nearly"
    words = [word for part in answer["parts"] for word in part]
    assert [word["text"] for word in words if word["gap"] or not word["found"]] != []


def test_pieces_of_two_places_are_found_in_parts(made: dict[str, Any]) -> None:
    text = (
        "Most keepers polish the great lamp each morning. The ferry leaves the northern quay at noon whatever the tide"
    )
    (answer,) = checked(made, [text])
    assert answer["outcome"] == "parts"
    assert answer["places"] == [[5, "p1"], [0, "p1"]]


@pytest.mark.parametrize(
    "text",
    [
        "The inspectors praised every baker in the valley for the quality of the bread",
        "Keepers should be trained in the use of the new radio by the end of the year",
        "lamp great the polish keepers morning each most islands two only fourteen",
    ],
)
def test_what_is_invented_is_not_found(text: str, made: dict[str, Any]) -> None:
    (answer,) = checked(made, [text])
    assert (answer["outcome"], answer["places"]) == ("none", [])


@pytest.mark.parametrize("text", ["", "…", "Most keepers polish the lamp", "a … b … c … d … e … f … g"])
def test_few_words_are_too_short_to_tell(text: str, made: dict[str, Any]) -> None:
    (answer,) = checked(made, [text])
    assert answer["outcome"] == "short"


SYLLABLES = ("ba", "ko", "ri", "te", "lu", "mo", "sa", "ne", "vi", "po")


def invented(chance: random.Random, count: int) -> list[str]:
    """Return sentences of made-up words, 8 to 25 to a sentence."""
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 3))) for _ in range(400)]
    return [f"{' '.join(chance.choices(words, k=chance.randint(8, 25))).capitalize()}." for _ in range(count)]


def test_every_sentence_of_a_made_up_source_is_found_in_its_place_and_no_other_is(tmp_path: Path) -> None:
    chance = random.Random(11)
    sentences = invented(chance, 400)
    paragraphs = [" ".join(sentences[at : at + 4]) for at in range(0, 400, 4)]
    (tmp_path / "book.txt").write_text("Book\n\n" + "\n\n".join(paragraphs), encoding="utf-8")
    book = {"source-book": ("book.txt", [Heading(text="Book", level=1)])}
    made = {**fingerprints.make(book, tmp_path), "folder": str(tmp_path)}
    for at, answer in enumerate(checked(made, sentences)):
        assert answer["outcome"] == "exact", sentences[at]
        assert [0, f"p{at // 4 + 1}"] in answer["places"]
        assert answer["edges"] == {"begins": True, "ends": True}
    swapped = [sentence.split() for sentence in sentences]
    for words in swapped:
        words[len(words) // 2] = "zyx"
    outcomes = [answer["outcome"] for answer in checked(made, [" ".join(words) for words in swapped])]
    assert "exact" not in outcomes
    long = [outcome for outcome, words in zip(outcomes, swapped, strict=True) if len(words) >= 12]
    assert set(long) == {"nearly"}
    others = [answer["outcome"] for answer in checked(made, invented(random.Random(12), 400))]
    assert "exact" not in others
    assert others.count("none") >= 398


# ------------------------------------------------------------------------------------------------
# The command, and what is wrong with its file
# ------------------------------------------------------------------------------------------------

REPORT = """\
Summary

The whole matter in short words for all who read it.

Capability

Training

Somebody should train somebody before the winter begins.

Recommendation 1

Train them.

Communication

Profiles

A profile says what there is to be known of a place.

Recommendation 1

Write one.

Recommendation 2

Read one.

Annex

141. Do this as soon as it can be done by you.

- one;
- two.

142. Do that.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of a few records, of which one source is kept, and a folder with its text."""
    seed = BASE["sources.yml"].replace("  seen: The whole\n", "  seen: The whole\n  seed: report.txt\n", 1)
    root = write(tmp_path, {**BASE, "sources.yml": seed})
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/report.txt").write_text(REPORT, encoding="utf-8")
    return root


def problems(root: Path, headings: list[Heading]) -> list[str]:
    return [str(problem) for problem in fingerprints.problems(root, {"source-report": headings})]


def test_command_writes_the_file_and_a_page_can_load_it(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from knowledge.kinds.source import Source
    from knowledge.load import load

    monkeypatch.chdir(project)
    assert main(["fingerprints", "texts"]) == 0
    assert "wrote data/fingerprints.json: " in capsys.readouterr().out
    knowledge = load(project)
    headings = knowledge.get(Source, "source-report").headings
    assert problems(project, list(headings)) == []
    script = quotation.script(knowledge, fingerprints.read(project), "2026-11-22").decode()
    assert script.startswith("self.quotationData={")
    data = json.loads(script.removeprefix("self.quotationData="))
    assert data["sources"][0][:2] == ["The report", "2020"]
    annex = [heading[1] for heading in data["headings"]].index(["Annex"])
    assert data["headings"][annex][2] == "2015"
    cited = {title: places for title, _, _, places in data["records"]}
    assert [annex, 141, 1, 0] in [place for places in cited.values() for place in places]
    (answer,) = checked({**data, "folder": str(project)}, ["Somebody should train somebody before the winter begins"])
    assert answer["outcome"] == "exact"


def test_site_without_fingerprints_has_an_empty_script(project: Path) -> None:
    from knowledge.load import load

    assert fingerprints.read(project) is None
    assert problems(project, []) == []
    assert quotation.script(load(project), None, "2026-11-22") == b"self.quotationData=null\n"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda text: text.replace("\nTraining\n", "\nSchooling\n"), "the heading 'Training' is not in the file below"),
        (lambda _: None, "No such file or directory; name the folder of the sources' texts"),
        (lambda text: text.encode("utf-16"), "is not UTF-8; save it as UTF-8"),
    ],
)
def test_command_says_what_is_wrong_with_a_text(
    spoil: Any, said: str, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / "texts/report.txt"
    spoilt = spoil(REPORT)
    path.unlink()
    if spoilt is not None:
        path.write_bytes(spoilt if isinstance(spoilt, bytes) else spoilt.encode())
    monkeypatch.chdir(project)
    assert main(["fingerprints", "texts"]) == 1
    error = capsys.readouterr().err
    assert error.startswith("texts/report.txt: ")
    assert said in error
    assert len(error.splitlines()) == 1
    assert not (project / fingerprints.FILE).exists()


def test_real_fingerprints_fit_the_real_headings(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    shutil.copy(ROOT / fingerprints.FILE, tmp_path / fingerprints.FILE)
    made = fingerprints.read(tmp_path)
    assert made
    headings = made["headings"]
    as_listed = [Heading(text=heading[-1], level=len(heading) - 1) for heading in headings if "hmicfrs" in heading[0]]
    listed = {entry["document"]: [] for entry in made["inputs"]} | {"source-hmicfrs-2020": as_listed}
    found = [problem.id for problem in fingerprints.problems(tmp_path, listed)]
    assert "source-hmicfrs-2020" not in found
    assert "source-ct-inspections" in found, "a heading that is gone is not seen"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 1}', "\\"])
def test_file_that_cannot_be_read_is_named(text: str, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / fingerprints.FILE).write_text(text, encoding="utf-8")
    (found,) = problems(tmp_path, [])
    assert found.startswith("data/fingerprints.json:1: -: -: cannot be read; run `python -m knowledge fingerprints")


@pytest.mark.parametrize("field", ["version", "words", "odds"])
def test_fingerprints_of_another_version_are_named(field: str, folder: Path) -> None:
    (folder / "data").mkdir()
    made = fingerprints.make(SOURCES, folder)
    (folder / fingerprints.FILE).write_text(fingerprints.text_of({**made, field: 99}), encoding="utf-8")
    (found,) = problems(folder, [])
    assert f": {field}: is of another version" in found
