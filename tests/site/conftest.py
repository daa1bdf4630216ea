"""The site of a few made-up records, which several tests read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.shared_folder import made_once
from tests.helpers.small import built, small


@pytest.fixture(scope="session")
def small_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the records in tests/small, and in its folder `site` what was built of it."""

    def make(folder: Path) -> None:
        built(small(folder / "project"))

    return made_once(tmp_path_factory, "small", make) / "project"
