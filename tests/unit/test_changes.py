"""The page of changes lists all of them, and of very many the first of each kind and how many more there are."""

from __future__ import annotations

import re

import pytest

from knowledge.graph import Knowledge
from knowledge.layout import Site
from knowledge.pages import changes
from knowledge.pages.page import Page
from knowledge.promise import history


def listed(knowledge: Knowledge, found: list[history.Change]) -> tuple[int, int]:
    """Return how many changes the page lists, and how many more it counts."""
    text = changes._listed(Page(knowledge, "changes.md", Site("", "", "")), "Added", found)
    more = re.findall(r"^- and (\d+) more, which the data lists$", text, re.MULTILINE)
    return len(re.findall(r"^- <a ", text, re.MULTILINE)), sum(map(int, more))


def test_very_many_changes_are_counted(knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [change for chapter in history.chapters(knowledge) for change in chapter.changes][:500]
    assert listed(knowledge, found) == (500, 0)
    monkeypatch.setattr(changes, "LONG", 499)
    monkeypatch.setattr(changes, "MOST_LISTED", 3)
    shown, more = listed(knowledge, found)
    assert 0 < shown < 500
    assert shown + more == 500
