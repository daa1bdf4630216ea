"""The words that readers see for the values of the data, written out.

On purpose nothing is imported from the package: a word that is exchanged or dropped there differs from the one here.
"""

from __future__ import annotations

VERBS = {
    "must": "“must”",
    "will": "“will”",
    "should": "“should”",
    "expect": "“is expected to”",
    "may include": "“may include”",
    "states": "“describes”",
}
"""The verb of a statement of the guidance."""

STRENGTHS = {
    "recommendation": "Inspectors’ recommendation",
    "expectation": "Inspectors’ expectation",
    "implied": "Implied by a finding",
}
"""How firmly the report puts an expectation, the firmest first."""

SPEAKERS = {
    "inspectors": "the inspectors",
    "interviewees in forces": "interviewees in forces",
    "partners": "partners of the police",
    "interviewees in forces and partners": "interviewees in forces and partners of the police",
    "not named": "somebody whom the report does not name",
}
"""Who says what a finding tells."""

VERDICTS = {"strength": "Strength", "good practice": "Good practice", "mixed": "Mixed", "gap": "Gap"}
"""How the report judges what was found, in the order of the chart."""

DEADLINES = {"By June 2020": "By June 2020", "With immediate effect": "With immediate effect (March 2020)"}
"""When a recommendation falls due: the words of the report, and those of the page."""

STANDINGS = {
    "core": "Number {number} of the 13 core disciplines that the report lists (March 2020)",
    "proposed": "Proposed by the report in March 2020. Whether it was added is not publicly known",
}
"""Where a discipline stands."""

OUTCOMES = {
    "unknown": "Not publicly known: no published closure was found",
    "reported done": "Reported as done",
    "reported done in part": "Reported as done in part",
    "superseded": "Superseded",
}
"""What is publicly known of the outcome of a recommendation."""
