"""What the builder of kits knows: every part with its size and checksum, and how long it takes to teach."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from knowledge import kit
from knowledge.graph import Knowledge
from knowledge.kinds.module import Module
from knowledge.kit import builder, timings
from knowledge.kit.format import FOLDER, Format, Material, modules, sessions
from knowledge.layout import Site, page_url
from knowledge.pages.source import titles
from tests.helpers.project import ROOT

TITLES = titles(ROOT / "docs")


@pytest.fixture
def material(knowledge: Knowledge, site: Path, address: str) -> Material:
    """What files are made from, with the pages of the built site."""
    return Material(knowledge, Site(address, "A guide", "2026-01-02", True), site)


@pytest.fixture
def parts(site: Path) -> dict[str, Any]:
    """The list of the parts that the built page loads."""
    text = (site / builder.PARTS).read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text.removeprefix("self.kitParts="))
    return found


def test_every_part_is_listed_with_its_size(parts: dict[str, Any], site: Path, knowledge: Knowledge) -> None:
    sizes = {path: size for *_, path, size in parts["files"]}
    assert sizes == {path: (site / FOLDER / path).stat().st_size for path in sizes}
    listed = [format_.path(subject).removeprefix(f"{FOLDER}/") for subject, format_ in kit.listing(knowledge, TITLES)]
    assert list(sizes) == listed


def test_parts_are_of_the_subject_and_format_that_they_name(parts: dict[str, Any]) -> None:
    for subject, _, level, path, _ in parts["files"]:
        id_ = parts["subjects"][subject][0]
        assert re.fullmatch(rf"{id_}/{id_}-{f'{level}-' if level else ''}[a-z0-9.-]+", path), path


def test_checksums_are_those_of_an_independent_program(site: Path, parts: dict[str, Any]) -> None:
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"],
        cwd=site / FOLDER,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    named = [line.split("  ")[1] for line in (site / builder.SUMS).read_text(encoding="utf-8").splitlines()]
    assert named == [path for *_, path, _ in parts["files"]]


def test_list_says_what_the_records_say(parts: dict[str, Any], knowledge: Knowledge, address: str) -> None:
    for id_, group, title, permanent, minutes, *_ in parts["subjects"]:
        if group == "module":
            module = knowledge.get(Module, id_)
            assert (title, minutes) == (module.display_title, module.minutes)
            assert permanent == f"{address}id/{id_}/"


def test_timings_of_each_session_leave_no_gap(knowledge: Knowledge, material: Material) -> None:
    found = sessions(knowledge, TITLES)
    assert found
    for session in found:
        steps = timings.steps(session, material)
        assert steps[0].start == 0, session.id
        assert [step.end for step in steps[:-1]] == [step.start for step in steps[1:]], session.id
        assert all(step.what and step.start < step.end for step in steps), session.id


def test_sessions_take_as_long_as_the_page_that_lists_them_says(
    knowledge: Knowledge, material: Material, site: Path
) -> None:
    listed = {}
    for row in lxml.html.parse(site / "teach/index.html").xpath("//article//tr[td]"):
        if (link := row.find(".//a")) is not None and row.xpath("td[3]")[0].text_content().strip().isdigit():
            listed[link.get("href").strip("./")] = int(row.xpath("td[3]")[0].text_content())
    assert listed == {session.id: timings.minutes(session, material) for session in sessions(knowledge, TITLES)}


def test_sessions_draw_on_modules_to_which_their_pages_lead(knowledge: Knowledge, material: Material) -> None:
    known = {subject.id for subject in modules(knowledge, TITLES)}
    for session in sessions(knowledge, TITLES):
        near = timings.modules_near(session, material)
        assert set(near) <= known
        text = (ROOT / "docs" / session.page).read_text(encoding="utf-8")
        for id_ in near:
            assert f"../learn/{id_.removeprefix(Module.prefix)}.md" in text


def test_only_modules_and_sessions_take_time(knowledge: Knowledge, material: Material) -> None:
    for subject, _ in kit.listing(knowledge, TITLES):
        assert not timings.minutes(subject, material) or subject.group in ("module", "session"), subject


def test_form_offers_each_subject_and_format_once(site: Path, knowledge: Knowledge) -> None:
    form = lxml.html.parse(site / page_url(kit.PAGE) / "index.html").getroot().get_element_by_id("kit-form")
    files = list(kit.listing(knowledge, TITLES))
    for name, wanted in (
        ("subject", {subject.id for subject, _ in files}),
        ("format", {format_.key for _, format_ in files}),
        ("level", {subject.level for subject, _ in files} - {""}),
    ):
        offered = form.xpath(f".//input[@name='{name}']/@value")
        assert len(offered) == len(set(offered))
        assert set(offered) == wanted


def test_keys_and_ids_can_be_kept(knowledge: Knowledge, site: Path) -> None:
    """As the schema of a saved choice wants them."""
    schema = json.loads((site / "tools/schema/prevent-kit-1.json").read_text(encoding="utf-8"))
    for name, values in (
        ("subjects", {subject.id for subject, _ in kit.listing(knowledge, TITLES)}),
        ("formats", {format_.key for format_ in kit.FORMATS}),
    ):
        pattern = schema["properties"][name]["items"]["pattern"]
        assert [value for value in values if not re.search(pattern, value)] == []


HOSTILE = '</script><b>x</b> & \u2028 “quoted” "double" `code` {{ x }}'


def test_hostile_texts_stay_texts(knowledge: Knowledge, material: Material) -> None:
    subject = modules(knowledge, TITLES)[0]._replace(title=HOSTILE)
    format_ = Format("x", HOSTILE, HOSTILE, "-x.txt", lambda *_: [subject], lambda *_: "", lambda _: b"")
    page = lxml.html.fragment_fromstring(builder.form([(subject, format_)], kit.GROUPS), create_parent=True)
    assert page.xpath("//b") == []
    told = page.text_content()
    assert told.count(HOSTILE) == 3
    script = builder.parts_script([(subject, format_)], {format_.path(subject): 1}, material).decode()
    assert "\u2028" not in script
    assert json.loads(script.removeprefix("self.kitParts="))["subjects"][0][2] == HOSTILE


def test_preview_names_no_file_that_is_not_there(knowledge: Knowledge) -> None:
    assert "<script" not in kit.builder_form(knowledge, TITLES, is_made=False)
    assert "href" not in kit.table(knowledge, TITLES, is_made=False)


def test_list_of_files_has_a_size_for_each_and_for_each_subject(site: Path, knowledge: Knowledge) -> None:
    article = lxml.html.parse(site / page_url(kit.PAGE) / "index.html").getroot().get_element_by_id("article")
    links = article.xpath(f".//li[a[contains(@href, '{FOLDER}/')]]")
    shown = {item.find("a").get("href").split(f"{FOLDER}/", 1)[1]: item.text_content() for item in links}
    for subject, format_ in kit.listing(knowledge, TITLES):
        path = format_.path(subject)
        if subject.level:
            assert path.removeprefix(f"{FOLDER}/") not in shown
        else:
            words = shown.pop(path.removeprefix(f"{FOLDER}/"))
            assert words.startswith(f"{format_.name} ({subject.title})")
            assert words.endswith(f"({kit.in_words((site / path).stat().st_size)})")
    assert shown == {}
