"""The limits that BUDGETS.md gives for pages are the limits that the tests hold them to."""

from __future__ import annotations

from knowledge.build.budgets import NEAR
from tests.helpers import budgets
from tests.helpers.project import ROOT


def test_budgets_file_names_every_budget() -> None:
    told = " ".join((ROOT / "tests/BUDGETS.md").read_text(encoding="utf-8").split())
    for words in (
        f"at most {budgets.REQUESTS} requests and {budgets.FIRST_VISIT // 1000} kB",
        f"the styles, scripts and icon take at most {budgets.ASSETS // 1000} kB",
        f"its styles, scripts and icon may take {budgets.TOOL_ASSETS // 1000} kB",
        f"Each may take another {budgets.LIST // 1000} kB",
        f"may take another {budgets.OFFICE // 1000} kB",
        f"for the text of the page, of at most {budgets.PAGE // 1000} kB",
        f"The search page takes at most {budgets.SEARCH // 1000} kB",
        f"The quotation check takes at most {budgets.QUOTATION // 1000} kB",
        f"At most {budgets.QUOTATION_DATA // 1000} kB of this is its data",
        f"whose text goes over {budgets.PAGE // 1000} kB, and names each page that has reached {NEAR:.0%} of that",
        f"the search box on any other page takes at most {budgets.FIRST_SEARCH // 1000} kB",
    ):
        assert words in told
