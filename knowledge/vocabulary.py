"""Words that several kinds of record share, each value once, with how pages show it."""

from __future__ import annotations

AREAS = {
    "governance": "Governance",
    "people": "Prevent staff and SPOCs",
    "training": "Training",
    "partnership": "Partnership working",
    "safeguarding": "Safeguarding",
    "referral": "Referrals",
    "staff": "Staff vulnerable to radicalisation",
    "prosecute-disrupt-deter": "Prosecute, disrupt and deter (PDD)",
    "channel": "Channel",
    "performance-and-learning": "Performance and learning",
    "ctlp": "Counter-terrorism local profile (CTLP)",
    "communication": "Communication",
}
"""The topics of Prevent work into which expectations and findings are divided; the division is ours."""

CHAPTERS = ("Summary", "Introduction", "Capability", "Consistency", "Communication", "Conclusion")
"""The chapters of the report that hold findings."""

REGISTER = "expectations"
"""The folder of the expectations, in which each topic has a page."""

FORCE_LEAD = "role-force-prevent-lead"
"""The role this site is for first: the list of expectations can be narrowed to it."""
