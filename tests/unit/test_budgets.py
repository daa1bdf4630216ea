"""What readers are told of the weight of pages is what the tests hold the pages to."""

from __future__ import annotations

from tests.helpers import budgets
from tests.helpers.project import ROOT


def test_page_on_weight_names_every_budget() -> None:
    told = " ".join((ROOT / "docs/about/weight.md").read_text(encoding="utf-8").split())
    for words in (
        f"at most {budgets.REQUESTS} requests and {budgets.FIRST_VISIT // 1000} kB",
        f"at most {budgets.ASSETS // 1000} kB of these",
        f"for its text, of at most {budgets.PAGE // 1000} kB",
        f"the search takes at most {budgets.SEARCH // 1000} kB",
        f"the box on any other page {budgets.FIRST_SEARCH // 1000} kB",
    ):
        assert words in told
