"""What tests with a browser share: pytest-playwright's fixtures, with the browser of this system."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.helpers.chromium import launch_options

expect.set_options(timeout=20_000)  # two processes share the cores: a page may take a while to answer


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """How pytest-playwright starts the browser."""
    return {**browser_type_launch_args, **launch_options()}


@pytest.fixture(scope="session")
def base_url() -> None:
    """Say that the tests name addresses in full; the plugin's own fixture is one that pytest 10 will refuse."""
