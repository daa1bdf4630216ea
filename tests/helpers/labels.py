"""The words that readers see for the values of the data, written out.

On purpose nothing is imported from the package: a word that is exchanged or dropped there differs from the one here.
"""

from __future__ import annotations

VERBS = {
    "must": "“must”",
    "required": "“are required to”",
    "will": "“will”",
    "should": "“should”",
    "expect": "“is expected to”",
    "may include": "“may include”",
    "states": "statement of fact",
}
"""The verb of a statement of the guidance."""

STATED_BY = {
    "recommendation": "Recommended in the text (not numbered)",
    "inspectors": "Stated by inspectors",
    "act": "The 2015 Act",
    "guidance": "2015 guidance (no longer in force)",
    "contest": "CONTEST 2018 (since replaced)",
    "policy": "National Prevent policy, June 2018",
    "inferred": "Inferred by us",
}
"""Who states an expectation, the firmest first."""

SPEAKERS = {
    "inspectors": "inspectors",
    "interviewees in forces": "interviewees in forces",
    "partners": "partner organisations",
    "interviewees in forces and partners": "police and partner interviewees",
    "not named": "not stated in the report",
}
"""Who reported a finding."""

VERDICTS = {
    "strength": "positive",
    "good practice": "good practice",
    "mixed": "mixed",
    "neutral": "neutral",
    "gap": "gap",
}
"""What the report makes of a finding."""

DEADLINES = {"By June 2020": "By June 2020", "With immediate effect": "With immediate effect (March 2020)"}
"""When a recommendation falls due: the words of the report, and those of the page."""

STANDINGS = {
    "core": "One of 13 core disciplines listed in the 2020 report (number {number})",
    "proposed": "Proposed in the 2020 report. We do not know whether it was added",
}
"""Where a discipline stands."""

OUTCOMES = {
    "unknown": "Not known. We found no published evidence that it was completed",
    "reported done": "Reported as done",
    "reported done in part": "Reported as done in part",
    "superseded": "Superseded",
}
"""What is publicly known of the outcome of a recommendation."""

NOT_IN_FORCE = "2015 guidance (no longer in force)"
"""The word above each record of Annex A."""

REASONS = {
    "recommendation on this",
    "relates to this recommendation",
    "finding behind this",
    "is based on this finding",
    "was asked to act",
    "recommendation for this role",
    "applies to this role",
    "same concern in 2020",
    "same concern in 2008 or 2009",
    "replaced this",
    "was replaced by this",
    "read alongside",
    "affected by this",
    "has changed this since 2020",
    "2015 guidance on this",
    "relates to this paragraph",
    "discipline concerned",
    "relates to this discipline",
    "role concerned",
    "concerns this role",
    "term used here",
    "uses this term",
    "is used here",
    "uses this entry",
    "tested after this",
    "tests this",
}
"""Why an entry is listed as related; where none of these fits, the words for its kind stand in their place."""

KINDS = {
    "source",
    "recommendation",
    "expectation",
    "finding",
    "paragraph of the 2015 guidance",
    "public protection discipline",
    "role or organisation",
    "glossary entry",
    "date in the timeline",
    "earlier recommendation or finding",
    "development",
}
"""What readers call one record of each kind."""
