"""Words that several kinds of record share: the areas of Prevent work and the chapters of the report."""

from __future__ import annotations

from typing import Literal, get_args

Area = Literal[
    "governance",
    "people",
    "training",
    "partnership",
    "safeguarding",
    "referral",
    "staff",
    "prosecute-disrupt-deter",
    "channel",
    "performance-and-learning",
    "ctlp",
    "communication",
]
"""The parts of a force's Prevent work into which the register is divided; the division is this site's."""

Chapter = Literal["Summary", "Introduction", "Capability", "Consistency", "Communication", "Conclusion"]
"""The chapters of the report that hold findings."""

AREAS: tuple[Area, ...] = get_args(Area)
CHAPTERS: tuple[Chapter, ...] = get_args(Chapter)
