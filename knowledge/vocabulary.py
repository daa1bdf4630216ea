"""Words that several kinds of record share, each value once, with how pages show it."""

from __future__ import annotations

AREAS = {
    "governance": "Governance",
    "people": "People",
    "training": "Training",
    "partnership": "Partnership",
    "safeguarding": "Safeguarding",
    "referral": "Referrals",
    "staff": "Staff of the force",
    "prosecute-disrupt-deter": "Prosecute, disrupt and deter",
    "channel": "Channel",
    "performance-and-learning": "Performance and learning",
    "ctlp": "Counter-terrorism local profile",
    "communication": "Communication",
}
"""The parts of a force's Prevent work into which the register is divided; the division is this site's."""

CHAPTERS = ("Summary", "Introduction", "Capability", "Consistency", "Communication", "Conclusion")
"""The chapters of the report that hold findings."""

REGISTER = "expectations"
"""The folder of the register, in which each area has a page."""

FORCE_LEAD = "role-force-prevent-lead"
"""The role for which this site is made first: the register asks of each entry whether it faces that post."""
