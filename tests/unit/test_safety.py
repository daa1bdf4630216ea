"""What must not be published is refused, in data and in pages; what only looks a little like it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import safety
from knowledge.kept import Kept
from tests.helpers.project import ROOT, package

MARKINGS = [
    "OFFICIAL",
    "OFFICIAL-SENSITIVE",
    "OFFICIAL: SENSITIVE",
    "OFFICIAL – SENSITIVE",
    "Official-Sensitive",
    "UK SECRET",
    "[TOP SECRET]",
    "TOP\n  SECRET",
    "NOT PROTECTIVELY MARKED",
    "RESTRICTED",
    "CONFIDENTIAL",
    "**OFFICIAL**",
]

TELEPHONES = [
    "0121 496 0000",
    "(0121) 496 0000",
    "01632 960 001",
    "020 7946 0000",
    "0800 789 321",
    "07700 900123",
    "07700900123",
    "+44 (0)20 7946 0000",
    "+44 7700 900 123",
    "0044 20 7946 0000",
    "0121 496\n    0000",
    "0121 496 0000 2020",
    "[ring](tel:+441214960000)",
    "Telephone: 60066",
    "call 111",
    "101 extension 4321",
]

E_MAIL = [
    "jane.doe@force.police.uk",
    "mailto:jane.doe@force.police.uk",
    "123JDoe@met.police.uk",
    "[write](mailto:j.doe@force.police.uk)",
    "informant@force.police.uk",
]

CASES = [
    "crime reference number 12345678",
    "Crime ref: 42/12345/20",
    "crime number 06NM/1234K/19",
    "3201234/22",
    "NYP-20190412-0123",
    "case number 4711",
    "PCMT 004711",
    "PCMT case id 4711",
    "PCMT-2020-4711",
    "PNC2019/0123456X",
    "Channel case 4711",
    "Channel referral number C4711",
    "Prevent referral 4711",
    "PNC id 2019/0123456X",
    "PNC 19/123456X",
    "2019/0123456X",
    "CRO 12345/99A",
    "12345/99A",
    "CAD 1234/24NOV26",
    "custody number 0123456",
    "incident log no. 1234",
]

HARMLESS = [
    "The official text is no secret; the Official Journal, the Secret Intelligence Service, OFFICIALLY.",
    'It is marked “OFFICIAL-SENSITIVE”, or `SECRET`, or "TOP SECRET".',
    "In an emergency call 999; otherwise call 101.",
    "Ring 101 or 999.",
    "Paragraphs 137 to 146, 174(1) and 2.10.3; page 0; 0121 alone.",
    "On 22/11/2026, in 2018/19, 2018-19 and 2018–2019, on 2026-11-22 at 09:30, 09.30 or 0930.",
    "SI 2023/1268, SI 2024/704, #002/2009, Cmnd 9161, Q2 2018/19, 8,000 households, 43 forces, 0.123456789.",
    "https://www.gov.uk/call-0121-496-0000/jane.doe@force.police.uk/2019/0123456X",
    "[the form](../forms/0121-496-0000.md#OFFICIAL)",
    "enquiries@hmicfrs.gov.uk, press.office@force.police.uk, contact@force.police.uk",
    "jane.doe@example.org",
    "The PCMT 2019 review, PCMT-2019; the Channel 2018-19 figures; 6,817 referrals to Channel; Prevent referral 2020.",
    "In 143 cases; case studies; a reference number; call 43 people; telephone 2008.",
    "SVG: M10 20 0 0 640 480; hash 3723ac76922ad81c; file 002_2ba6faa64ea92b9a.txt",
]


def sorts(text: str, *, is_data: bool = False) -> list[str]:
    return [message.partition(" (")[0] for _, _, message in safety.found(text, is_data=is_data)]


@pytest.mark.parametrize("text", MARKINGS)
def test_protective_marking_is_refused(text: str) -> None:
    assert sorts(f"The plan. {text} More.") == ["contains a protective marking"]


@pytest.mark.parametrize("text", TELEPHONES)
def test_telephone_number_is_refused(text: str) -> None:
    assert set(sorts(f"Reach them: {text}.")) == {"contains what looks like a telephone number"}


@pytest.mark.parametrize("text", E_MAIL)
def test_address_of_a_person_is_refused(text: str) -> None:
    assert sorts(f"Write: {text}.") == ["contains what looks like a person's email address"]


@pytest.mark.parametrize("text", CASES)
def test_reference_of_a_case_is_refused(text: str) -> None:
    assert set(sorts(f"It is {text}, closed.")) == {"contains what looks like a case reference"}


@pytest.mark.parametrize("text", HARMLESS)
@pytest.mark.parametrize("is_data", [True, False])
def test_what_only_looks_like_it_passes(text: str, is_data: bool) -> None:
    assert sorts(text, is_data=is_data) == []


def test_marking_as_the_name_of_a_term_is_named_and_not_used() -> None:
    assert sorts("  other_names:\n    - OFFICIAL-SENSITIVE\n    - O-S\n", is_data=True) == []
    assert sorts("  other_names:\n    - OFFICIAL-SENSITIVE plan\n", is_data=True) == ["contains a protective marking"]
    assert sorts("- OFFICIAL-SENSITIVE\n") == ["contains a protective marking"], "on a page a list names nothing"


def test_data_and_pages_of_today_hold_nothing_of_it(tmp_path: Path) -> None:
    assert list(safety.problems(ROOT, Kept(tmp_path))) == []


def test_find_is_told_with_its_place_and_remedy(project: Path) -> None:
    data, page = project / "data/glossary.yml", project / "docs/press.md"
    number = data.read_text(encoding="utf-8").count("\n")
    data.write_text(data.read_text(encoding="utf-8") + "    # ask jane.doe@force.police.uk\n", encoding="utf-8")
    page.write_text(page.read_text(encoding="utf-8") + "\nOFFICIAL\n", encoding="utf-8")
    done = package(project, "check")
    assert done.returncode == 1
    last = data.read_text(encoding="utf-8").rpartition("\n- id: ")[2].partition("\n")[0]
    first, second, _ = done.stderr.splitlines()
    assert first == (
        f"data/glossary.yml:{number + 1}: {last}: -: contains what looks like a person's email address "
        "('jane.doe@force.police.uk'); remove it, or give the address of an office, such as enquiries@…"
    )
    assert second.startswith("docs/press.md:")
    assert second.endswith(
        ": -: -: contains a protective marking ('OFFICIAL'); remove the marked material; "
        "if the text only mentions the marking, put the marking in quotation marks"
    )


def test_copy_that_an_editor_hides_is_passed_over(tmp_path: Path) -> None:
    for folder in ("data", "docs"):
        (tmp_path / folder).mkdir()
    (tmp_path / "data/.#duties.yml").symlink_to("nobody@host.1234")
    (tmp_path / "docs/.notes.md").write_text("OFFICIAL", encoding="utf-8")
    assert list(safety.problems(tmp_path, Kept(tmp_path))) == []
