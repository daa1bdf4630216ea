"""Each rule of the loader: an input that it accepts, one that it rejects, and the exact line it prints."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from knowledge.kinds import KINDS
from knowledge.load import latest_day, load
from knowledge.problems import DataError

BASE = {
    "moved.yml": """\
- id: moved-old
  was: old/
  page: index.md
""",
    "processes.yml": """\
- id: process-referral
  title: What happens
  form: steps
  steps:
    - {text: Somebody refers.}
    - {text: Somebody decides.}
""",
    "ledger.csv": """\
id,kind,published
source-report,source,2026-11-22
""",
    "language.yml": """\
- id: words-plan
  words: [plan, scheme]
""",
    "editions.yml": """\
- id: edition-2026-11-22
  reason: The first.
""",
    "sources.yml": """\
- id: source-report
  title: The report
  summary: A report.
  publisher: An inspectorate
  published: 2020-03
  address: https://example.org/report
  checked: 2026-11-22
  seen: The whole
  in_force_from: '2015'
  in_force_until: 2023-12-31
  replaced_by: source-new
  headings:
    - {text: Summary, level: 1}
    - {text: Capability, level: 1}
    - {text: Training, level: 2}
    - {text: Recommendation 1, level: 3}
    - {text: Communication, level: 1}
    - {text: Profiles, level: 2}
    - {text: Recommendation 1, level: 3}
    - {text: Recommendation 2, level: 3}
    - {text: Annex, level: 1, paragraphs: [{number: 141, bullets: 2}, {number: 142}]}
- id: source-new
  title: The new text
  summary: What came after.
  publisher: A ministry
  published: null
  address: https://example.org/new
  checked: 2026-11-22
  seen: The beginning
  headings:
    - {text: The new text, level: 1}
""",
    "recommendations.yml": """\
- id: rec-1
  title: Training
  summary: Somebody should train somebody.
  owners: [role-national-lead, role-college]
  deadline: 2020-06
  chapter: Capability
  area: training
  contents: [A package.]
  reasons: [There was none.]
  status: unknown
  status_checked: 2026-11-22
  sources:
    - {document: source-report, heading: Recommendation 1, under: Training}
- id: rec-2
  title: Profiles
  summary: Somebody should review profiles.
  owners: [role-national-lead]
  deadline: immediate
  chapter: Communication
  area: ctlp
  contents: [A review.]
  reasons: [They differed.]
  duties: [duty-141-1]
  related: [term-profile]
  status: unknown
  status_checked: 2026-11-22
  sources:
    - {document: source-report, heading: Recommendation 2}
""",
    "expectations.yml": """\
- id: expectation-train
  title: Train
  summary: They should train.
  area: training
  stated_by: inspectors
  wording: should
  quantity: some
  applies_to: [role-college]
  faces_force_lead: true
  evidence: [A plan.]
  findings: [finding-untrained]
  sources:
    - {document: source-report, heading: Training}
""",
    "findings.yml": """\
- id: finding-untrained
  title: Untrained
  summary: Some were untrained.
  chapter: Capability
  area: training
  quantity: some
  quantity_words: some of them
  verdict: gap
  said_by: partners
  sources:
    - {document: source-report, heading: Training}
""",
    "timeline.yml": """\
- id: event-report
  title: The report comes out
  date: 2020-03
  summary: It was published.
  roles: [role-college]
  sources:
    - {document: source-report, heading: Summary}
""",
    "earlier.yml": """\
- id: earlier-2009-rec-5
  title: An older demand
  work: 2009 report
  summary: They were to learn.
  came_back: [rec-1]
  reading: It came back.
  sources:
    - {document: source-report, heading: Summary}
""",
    "developments.yml": """\
- id: development-new
  title: A new text
  subject: law
  date: 2023-12-31
  summary: It came.
  note: Since then there is a new text.
  touches: [duty-141]
  sources:
    - {document: source-new, heading: The new text}
""",
    "unread.yml": """\
- id: unread-letter
  title: A letter
  summary: It matters. We have not read it.
  publisher: A ministry
  published: null
  address: https://example.org/letter
  related: [term-profile]
  sources: [{document: source-new, heading: The new text}]
""",
    "referrals.yml": """\
- id: referrals-2024
  referrals: 12
  from_police: {number: 3, percent: 25}
  source: source-new
- id: referrals-2025
  note: We have not read its figures.
  source: source-new
""",
    "disciplines.yml": """\
- id: discipline-abuse
  title: Abuse
  number: 1
  status: core
  report_says: It is listed.
  summary: Protecting people.
  meets: It can meet it.
  sources:
    - {document: source-report, heading: Training}
- id: discipline-radicalisation
  title: Radicalisation
  number: 2
  status: proposed
  report_says: It is proposed.
  summary: Helping people.
  meets: It is the subject.
  sources:
    - {document: source-report, heading: Training}
""",
    "duties.yml": """\
- id: duty-141
  title: Disrupt
  guidance: source-report
  status: replaced
  statements:
    - {text: They should act., strength: should, applies_to: [role-college]}
  sources:
    - {document: source-report, heading: Annex, paragraph: 141}
- id: duty-141-1
  title: Advise
  guidance: source-report
  status: replaced
  statements:
    - {text: Giving advice., strength: may include, applies_to: [role-college]}
  sources:
    - {document: source-report, heading: Annex, paragraph: 141, bullet: 1}
""",
    "roles.yml": """\
- id: role-national-lead
  title: National lead
  summary: Leads.
  level: national
  sources:
    - {document: source-report, heading: Training}
- id: role-college
  title: College
  summary: Teaches.
  level: national
  sources:
    - {document: source-report, heading: Training}
- id: role-retired
  title: Old college
  summary: Taught.
  level: national
  retired: {since: '2019', reason: It was closed., successor: role-college}
  sources:
    - {document: source-report, heading: Training}
""",
    "glossary.yml": """\
- id: term-profile
  title: Profile
  summary: A document.
  sources:
    - {document: source-report, heading: Profiles}
""",
}


@dataclass(frozen=True)
class Rule:
    """A rule, tried by putting an accepted and then a rejected text in the place of one of the base."""

    name: str
    file: str
    old: str
    accepted: str
    rejected: str
    problem: str
    """What stands behind `file:line: `, where the line is that of the place."""
    below: int = 0
    """How many lines below the beginning of the place the problem is."""


REC, SRC, DIS, DUT, ROL, GLO = (
    "recommendations.yml",
    "sources.yml",
    "disciplines.yml",
    "duties.yml",
    "roles.yml",
    "glossary.yml",
)

RULES = [
    # -- the fields
    Rule(
        "unknown field",
        REC,
        "  related: [term-profile]",
        "  disciplines: [discipline-abuse]",
        "  relatd: [term-profile]",
        "rec-2: relatd: unknown field 'relatd'; did you mean 'related'?",
    ),
    Rule(
        "unknown field like none",
        GLO,
        "  summary: A document.",
        "  summary: A paper.",
        "  summary: A paper.\n  xyzzy: 1",
        "term-profile: xyzzy: unknown field 'xyzzy'; the fields here: id, title, related, changes, retired, "
        "sources, acronym, summary, other_names, spelt_out, name_since, status",
        below=1,
    ),
    Rule(
        "missing field",
        GLO,
        "- id: term-profile\n  title: Profile\n",
        "- id: term-profile\n  title: Profiles\n",
        "- id: term-profile\n",
        "term-profile: title: is missing; add 'title:' (Title, which can change even though the id cannot)",
    ),
    Rule(
        "missing id",
        ROL,
        "- id: role-national-lead\n  title: National lead\n  summary: Leads.\n",
        "- id: role-national-lead\n  title: The lead\n  summary: Leads.\n",
        "- title: National lead\n  summary: Leads.\n  related: []\n",
        "-: id: is missing; add 'id: role-force-prevent-lead' (Permanent id, never renamed or reused)",
    ),
    Rule(
        "repeated field",
        REC,
        "  deadline: immediate",
        "  deadline: 2020-06",
        "  deadline: immediate\n  deadline: 2020-06",
        "rec-2: deadline: the field appears twice, first on line 18; remove one of them",
        below=1,
    ),
    Rule(
        "name of a field that is no text",
        DIS,
        "  number: 1\n",
        "  'number': 1\n",
        "  number: 1\n  on: 1\n",
        "discipline-abuse: -: has 'on' as the name of a field; a field name must be a plain word",
        below=1,
    ),
    Rule(
        "one of a set",
        REC,
        "  deadline: immediate",
        "  deadline: 2020-06",
        "  deadline: imediate",
        "rec-2: deadline: 'imediate' is not one of 'immediate' or '2020-06'; did you mean 'immediate'?",
    ),
    Rule(
        "one of a set, far off",
        REC,
        "  deadline: immediate",
        "  deadline: 2020-06",
        "  deadline: soon",
        "rec-2: deadline: 'soon' is not one of 'immediate' or '2020-06'",
    ),
    Rule(
        "list",
        REC,
        "  contents: [A review.]",
        "  contents: [A review., A report.]",
        "  contents: A review.",
        "rec-2: contents: is the text 'A review.' where a list should be; begin each item with '- '",
    ),
    Rule(
        "mapping where a list should be",
        REC,
        "  contents: [A review.]",
        "  contents: ['a: review']",
        "  contents: {a: review}",
        "rec-2: contents: is a mapping of fields where a list should be; begin each item with '- '",
    ),
    Rule(
        "mapping",
        GLO,
        "    - {document: source-report, heading: Profiles}",
        "    - document: source-report\n      heading: Profiles",
        "    - [source-report, Profiles]",
        "term-profile: sources: is a list where a mapping of fields should be; write each field as 'name: value'",
    ),
    Rule(
        "text where a list stands",
        GLO,
        "  summary: A document.",
        "  summary: '[A document]'",
        "  summary: [A document]",
        "term-profile: summary: is a list where text should be; write plain text",
    ),
    Rule(
        "empty list",
        REC,
        "  owners: [role-national-lead]",
        "  owners: [role-college]",
        "  owners: []",
        "rec-2: owners: is an empty list; give at least one item, or remove the field if it is optional",
    ),
    Rule(
        "whole number",
        DIS,
        "  number: 1\n",
        "  number:  1\n",
        "  number: one\n",
        "discipline-abuse: number: is the text 'one' where a whole number should be; write digits without quotes",
    ),
    Rule(
        "true or false",
        "expectations.yml",
        "  faces_force_lead: true",
        "  faces_force_lead: false",
        "  faces_force_lead: 'yes'",
        "expectation-train: faces_force_lead: is the text 'yes' where true or false should be; "
        "write one of them without quotes",
    ),
    Rule(
        "heading of a source",
        SRC,
        "    - {text: Profiles, level: 2}",
        "    - {text: Profiles, level: 2, not_cited: Empty}",
        "    - {text: Profiles, levl: 2}",
        "source-report: headings[6].levl: unknown field 'levl'; did you mean 'level'?",
    ),
    Rule(
        "number too small",
        DIS,
        "  number: 1\n",
        "  number: 1\n",
        "  number: 0\n",
        "discipline-abuse: number: is 0; write a whole number of at least 1",
    ),
    Rule(
        "repeated item",
        REC,
        "  owners: [role-national-lead]",
        "  owners: [role-national-lead, role-college]",
        "  owners: [role-national-lead, role-national-lead]",
        "rec-2: owners: names 'role-national-lead' twice; remove one",
    ),
    # -- what YAML makes of a value
    Rule(
        "no is read as false",
        GLO,
        "  title: Profile",
        "  title: 'no'",
        "  title: no",
        "term-profile: title: YAML reads no as false, not as text; put it in quotes: 'no'",
    ),
    Rule(
        "1.10 is read as 1.1",
        GLO,
        "  title: Profile",
        "  title: '1.10'",
        "  title: 1.10",
        "term-profile: title: YAML reads 1.10 as the number 1.1, not as text; put it in quotes: '1.10'",
    ),
    Rule(
        "year is read as number",
        SRC,
        "  in_force_from: '2015'",
        "  in_force_from: '2014'",
        "  in_force_from: 2015",
        "source-report: in_force_from: YAML reads 2015 as the number 2015, not as text; put it in quotes: '2015'",
    ),
    Rule(
        "nothing where a value should be",
        GLO,
        "  title: Profile",
        "  title: A profile",
        "  title:",
        "term-profile: title: is empty; write a value, or remove the field if it is optional",
    ),
    Rule(
        "null in a required field",
        GLO,
        "  title: Profile\n",
        "  title: Profile\n  acronym: null\n",
        "  title: null\n",
        "term-profile: title: is null where text should be; write plain text",
    ),
    Rule(
        "tag",
        GLO,
        "  title: Profile",
        "  title: '!!str Profile'",
        "  title: !!python/name:os.system Profile",
        "term-profile: title: has the tag '!!python/name:os.system'; remove it and write a plain value",
    ),
    Rule(
        "alias",
        GLO,
        "  title: Profile",
        "  title: '*profile'",
        "  title: *profile",
        "term-profile: -: '*profile' is an alias; write out the value, or put the text in quotes",
    ),
    Rule(
        "depth",
        GLO,
        "  title: Profile",
        "  title: '[[[[[[[[[[[[[ P'",
        "  title: [[[[[[[[[[[[[]]]]]]]]]]]]]",
        "term-profile: -: is nested more than 12 deep; close the brackets",
    ),
    # -- text
    Rule(
        "empty text",
        GLO,
        "  title: Profile",
        "  title: 'P'",
        "  title: ''",
        "term-profile: title: is empty; write the text, or remove the field if it is optional",
    ),
    Rule(
        "blank text",
        GLO,
        "  title: Profile",
        "  title: ' P '",
        "  title: '  '",
        "term-profile: title: is empty; write the text, or remove the field if it is optional",
    ),
    Rule(
        "text without a word",
        GLO,
        "  title: Profile",
        "  title: P.",
        "  title: '...'",
        "term-profile: title: has neither a letter nor a digit ('...'); write the text",
    ),
    Rule(
        "line break",
        GLO,
        "  summary: A document.",
        "  summary: >-\n    A\n    document.",
        "  summary: |-\n    A\n    document.",
        "term-profile: summary: contains a line break (U+000A); fold the text with '>-' into one line",
    ),
    Rule(
        "long label",
        GLO,
        "  title: Profile",
        f"  title: {'word ' * 39}words",
        f"  title: {'word ' * 39}words…",
        "term-profile: title: is 201 characters long; shorten it to 200 at most",
    ),
    Rule(
        "control character",
        GLO,
        "  summary: A document.",
        "  summary: A\u00a0document.",
        '  summary: "A\\x07 document."',
        "term-profile: summary: contains the control character U+0007; remove it",
    ),
    Rule(
        "control character in the file",
        GLO,
        "  summary: A document.",
        "  summary: A “document”.",
        "  summary: A\x07 document.",
        "term-profile: -: contains the control character U+0007; remove it",
    ),
    Rule(
        "direction of text",
        GLO,
        "  summary: A document.",
        "  summary: A dócument.",
        "  summary: A \u202edocument.",
        "term-profile: summary: contains the invisible character U+202E; remove it",
    ),
    Rule(
        "macro in a text",
        GLO,
        "  summary: A document.",
        "  summary: A {document}.",
        "  summary: A {{ document }}.",
        "term-profile: summary: contains '{{', which a page would run as a macro; remove it",
    ),
    Rule(
        "markup in a label",
        GLO,
        "  title: Profile",
        "  title: Profile & *more*",
        "  title: Profile <b>",
        "term-profile: title: contains '<'; a name or title cannot contain markup, so remove it",
    ),
    # -- ids and references
    Rule(
        "malformed id",
        GLO,
        "- id: term-profile",
        "- id: term-profile\n  related: []",
        "- id: term-Profile\n  related: [term-profile]",
        "term-Profile: id: malformed: 'term-Profile'; write 'term-profile', in lower case",
    ),
    Rule(
        "repeated id",
        ROL,
        "- id: role-college",
        "- id: role-college\n  related: [role-national-lead]",
        "- id: role-national-lead",
        "role-national-lead: id: is already used in data/roles.yml:1; an id can be used only once, so choose another",
    ),
    Rule(
        "unknown reference",
        REC,
        "  owners: [role-national-lead]",
        "  owners: [role-college]",
        "  owners: [role-national-led]",
        "rec-2: owners: unknown role 'role-national-led'; did you mean 'role-national-lead'?",
    ),
    Rule(
        "reference with a word left out",
        REC,
        "  related: [term-profile]",
        "  related: [discipline-radicalisation]",
        "  related: [discipline-radical]",
        "rec-2: related: unknown record 'discipline-radical'; did you mean 'discipline-radicalisation'?",
    ),
    Rule(
        "reference like none",
        REC,
        "  owners: [role-national-lead]",
        "  owners: [role-college]",
        "  owners: [xyzzy]",
        "rec-2: owners: unknown role 'xyzzy'; use an id that exists, or add it",
    ),
    Rule(
        "reference to another kind",
        REC,
        "  duties: [duty-141-1]",
        "  duties: [duty-141]",
        "  duties: [term-profile]",
        "rec-2: duties: 'term-profile' is a term, but a duty belongs here; use the id of a duty",
    ),
    Rule(
        "reference to itself",
        REC,
        "  related: [term-profile]",
        "  related: [rec-1]",
        "  related: [rec-2]",
        "rec-2: related: refers to the record itself; remove it",
    ),
    Rule(
        "reference to a retired record",
        GLO,
        "  summary: A document.",
        "  summary: A document.\n  related: [role-college]",
        "  summary: A document.\n  related: [role-retired]",
        "term-profile: related: 'role-retired' is retired; name its successor 'role-college'",
        below=1,
    ),
    # -- citations
    Rule(
        "heading",
        GLO,
        "heading: Profiles",
        "heading: Training",
        "heading: Profile",
        "term-profile: sources[1].heading: 'Profile' is not a heading of source-report; did you mean 'Profiles'?",
    ),
    Rule(
        "heading like none",
        GLO,
        "heading: Profiles",
        "heading: Annex",
        "heading: Xyzzy",
        "term-profile: sources[1].heading: 'Xyzzy' is not a heading of source-report; "
        "copy the heading from data/sources.yml",
    ),
    Rule(
        "heading that stands twice",
        GLO,
        "heading: Profiles",
        "heading: Recommendation 1, under: Profiles",
        "heading: Recommendation 1",
        "term-profile: sources[1].under: 'Recommendation 1' appears 2 times in source-report; "
        "name the heading above it",
    ),
    Rule(
        "heading above it",
        GLO,
        "heading: Profiles",
        "heading: Profiles, under: Communication",
        "heading: Profiles, under: Capability",
        "term-profile: sources[1].under: 'Profiles' is not under 'Capability'; "
        "name a heading above it, or remove the field",
    ),
    Rule(
        "paragraph",
        GLO,
        "heading: Profiles",
        "heading: Annex, paragraph: 142",
        "heading: Annex, paragraph: 143",
        "term-profile: sources[1].paragraph: no paragraph 143 under 'Annex'; its numbered paragraphs: 141, 142",
    ),
    Rule(
        "bullet",
        GLO,
        "heading: Profiles",
        "heading: Annex, paragraph: 141, bullet: 2",
        "heading: Annex, paragraph: 141, bullet: 3",
        "term-profile: sources[1].bullet: paragraph 141 has 2 bullets, so no bullet 3",
    ),
    Rule(
        "bullet without paragraph",
        GLO,
        "heading: Profiles",
        "heading: Annex, paragraph: 141, bullet: 1",
        "heading: Annex, bullet: 1",
        "term-profile: sources[1].bullet: a bullet is counted within a paragraph; add the field 'paragraph'",
    ),
    Rule(
        "chapter",
        REC,
        "  chapter: Communication",
        "  chapter: Communication",
        "  chapter: Capability",
        "rec-2: chapter: 'Capability' is not the chapter of a heading it cites; that is 'Communication'",
    ),
    Rule(
        "own place of a duty",
        DUT,
        "  sources:\n    - {document: source-report, heading: Annex, paragraph: 141, bullet: 1}",
        "  sources:\n    - {document: source-report, heading: Annex, paragraph: 141, bullet: 1}\n"
        "    - {document: source-report, heading: Training}",
        "  sources:\n    - {document: source-report, heading: Annex, paragraph: 141, bullet: 2}",
        "duty-141-1: sources: cites a different place from the one in its id; cite paragraph 141, bullet 1",
    ),
    Rule(
        "paragraph of a bullet",
        DUT,
        "- id: duty-141\n  title: Disrupt",
        "- id: duty-141\n  title: Deter",
        "- id: duty-142\n  title: Disrupt",
        "duty-142: sources: cites a different place from the one in its id; cite paragraph 142",
        below=6,
    ),
    # -- dates and addresses
    Rule(
        "date",
        SRC,
        "  in_force_until: 2023-12-31",
        "  in_force_until: 2023-12",
        "  in_force_until: 2023-12-32",
        "source-report: in_force_until: '2023-12-32' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD",
    ),
    Rule(
        "address",
        SRC,
        "  address: https://example.org/new",
        "  address: https://example.org/new?a=b#c",
        "  address: javascript:alert(1)",
        "source-new: address: 'javascript:alert(1)' is not a web address; write https://host/path in full",
    ),
    Rule(
        "address that leaves its place",
        SRC,
        "  address: https://example.org/new",
        "  address: https://example.org/new%281%29",
        "  address: https://example.org/<b>",
        "source-new: address: contains '<'; write '%3C' instead",
    ),
    # -- between records
    Rule(
        "title of its own",
        ROL,
        "  title: College",
        "  title: Profile",
        "  title: National lead",
        "role-college: title: 'National lead' is the title of role-national-lead as well; give each its own",
    ),
    Rule(
        "number of its own",
        DIS,
        "  number: 2",
        "  number: 2",
        "  number: 1",
        "discipline-radicalisation: number: '1' is the number of discipline-abuse as well; give each its own",
    ),
    Rule(
        "gap in the numbers",
        DIS,
        "  number: 2",
        "  number: 2",
        "  number: 14",
        "discipline-radicalisation: number: is 14, but there are 2 disciplines; number them without a gap",
    ),
    Rule(
        "order of dates",
        SRC,
        "  in_force_until: 2023-12-31",
        "  in_force_until: '2015'",
        "  in_force_until: '2014'",
        "source-report: in_force_until: is earlier than in_force_from; swap or correct the dates",
    ),
    Rule(
        "order of the dates of an event",
        "timeline.yml",
        "  date: 2020-03\n",
        "  date: 2020-03\n  until: 2020-04\n",
        "  date: 2020-03\n  until: 2020-02\n",
        "event-report: until: is earlier than date; swap or correct the dates",
        below=1,
    ),
    # -- the file
    Rule(
        "tab",
        GLO,
        "  title: Profile",
        "  title:  Profile",
        "\ttitle: Profile",
        "term-profile: -: contains a tab; replace it with spaces, because YAML is indented with spaces only",
    ),
    Rule(
        "second document",
        ROL,
        "- id: role-college",
        "# more\n- id: role-college",
        "---\n- id: role-college",
        "role-national-lead: -: begins a second document; remove the line '---'",
    ),
    Rule(
        "colon in a text",
        GLO,
        "  title: Profile",
        "  title: 'Profile: one'",
        "  title: Profile: one",
        "term-profile: -: is not YAML (mapping values are not allowed in this context); "
        "put text that contains ': ' in quotes, and check the indentation",
    ),
    Rule(
        "open quotation mark",
        GLO,
        "  title: Profile",
        "  title: 'Profile'",
        "  title: 'Profile",
        "term-profile: -: is not YAML (found unexpected end of stream); close the quotation mark",
    ),
    Rule(
        "indentation",
        GLO,
        "  title: Profile",
        "  title: Profiles",
        " title: Profile",
        "term-profile: -: is not YAML (did not find expected '-' indicator while parsing a block collection); "
        "check indentation, quotes, brackets and colons here and just above",
    ),
    # -- what a value may be, further
    Rule(
        "number in another notation",
        DIS,
        "  number: 1\n",
        "  number: 1\n",
        "  number: 0x01\n",
        "discipline-abuse: number: is the number 0x01 where a whole number should be; "
        "write at most nine plain digits, without a decimal point, letters or leading zeros",
    ),
    Rule(
        "octal number",
        DIS,
        "  number: 1\n",
        "  number: 1\n",
        "  number: 01\n",
        "discipline-abuse: number: is the number 01 where a whole number should be; "
        "write at most nine plain digits, without a decimal point, letters or leading zeros",
    ),
    Rule(
        "no number",
        DIS,
        "  number: 1\n",
        "  number: 1\n",
        "  number: .nan\n",
        "discipline-abuse: number: is the number .nan where a whole number should be; "
        "write at most nine plain digits, without a decimal point, letters or leading zeros",
    ),
    Rule(
        "huge number",
        DIS,
        "  number: 1\n",
        "  number: 1\n",
        f"  number: {'9' * 5000}\n",
        f"discipline-abuse: number: is the number {'9' * 80}… where a whole number should be; "
        "write at most nine plain digits, without a decimal point, letters or leading zeros",
    ),
    Rule(
        "tag of bytes",
        GLO,
        "  title: Profile",
        "  title: UHJvZmlsZQ==",
        "  title: !!binary UHJvZmlsZQ==",
        "term-profile: title: has the tag '!!binary'; remove it and write a plain value",
    ),
    Rule(
        "tag of a number",
        GLO,
        "  title: Profile",
        "  title: '1.5'",
        "  title: !!float 1.5",
        "term-profile: title: has the tag '!!float'; remove it and write a plain value",
    ),
    Rule(
        "tag of a list",
        GLO,
        "  title: Profile",
        "  title: Profile\n  related: [rec-1]",
        "  title: Profile\n  related: !!seq [rec-1]",
        "term-profile: related: has the tag '!!seq'; remove it and write a plain value",
        below=1,
    ),
    Rule(
        "depth of mappings",
        GLO,
        "  title: Profile",
        "  title: Profile",
        "  title:\n" + "\n".join(" " * depth + "a:" for depth in range(4, 16)),
        "term-profile: -: is nested more than 12 deep; indent it less",
        below=11,
    ),
    Rule(
        "pattern of an optional field",
        SRC,
        "  address: https://example.org/new",
        "  address: https://example.org/new\n  seed: 000_a.txt",
        "  address: https://example.org/new\n  seed: ../../etc/passwd",
        "source-new: seed: malformed: '../../etc/passwd'; write it like '000_3723ac76922ad81c.txt'",
        below=1,
    ),
    Rule(
        "too few items",
        "language.yml",
        "  words: [plan, scheme]",
        "  words: [plan, scheme]",
        "  words: [plan]",
        "words-plan: words: has 1 of at least 2 items; add another",
    ),
    Rule(
        "too many items",
        REC,
        "  contents: [A review.]",
        f"  contents: [{', '.join(f'Item {n}' for n in range(500))}]",
        f"  contents: [{', '.join(f'Item {n}' for n in range(501))}]",
        "rec-2: contents: has 501 items; keep it to 500 at most",
    ),
    # -- texts, further
    Rule(
        "long text",
        GLO,
        "  summary: A document.",
        f"  summary: {'word ' * 599}words",
        f"  summary: {'word ' * 599}wordsy",
        "term-profile: summary: is 3001 characters long; shorten it to 3000 at most",
    ),
    Rule(
        "long word",
        GLO,
        "  summary: A document.",
        f"  summary: {'x' * 100} y",
        f"  summary: {'x' * 101} y",
        "term-profile: summary: contains a word of 101 characters; write 100 at most",
    ),
    Rule(
        "character that shows nothing",
        GLO,
        "  title: Profile",
        "  title: Élan",
        "  title: Pro\u034ffile",
        "term-profile: title: contains U+034F (combining grapheme joiner), which is invisible; remove it",
    ),
    Rule(
        "letter that shows nothing",
        GLO,
        "  title: Profile",
        "  title: ㄱ",
        "  title: \u3164",
        "term-profile: title: contains U+3164 (hangul filler), which is invisible; remove it",
    ),
    Rule(
        "accents upon accents",
        GLO,
        "  title: Profile",
        "  title: Profil\u0065\u0301\u0323",
        "  title: Profile\u0301\u0301\u0301\u0301",
        "term-profile: title: contains a letter with three or more accents; write the plain letter",
    ),
    Rule(
        "space that looks like another",
        GLO,
        "heading: Profiles",
        "heading: Recommendation 1, under: Profiles",
        "heading: Recommendation\u00a01, under: Profiles",
        "term-profile: sources[1].heading: contains U+00A0 (no-break space); use an ordinary space",
    ),
    Rule(
        "title of its own but for the form of a letter",
        GLO,
        "  title: Profile",
        "  title: Café",
        "  title: Cafe\u0301\n  summary: A place.\n  sources:\n"
        "    - {document: source-report, heading: Profiles}\n- id: term-cafe\n  title: Café",
        "term-cafe: title: 'Café' is the title of term-profile as well; give each its own",
        below=5,
    ),
    Rule(
        "title of its own but for case",
        ROL,
        "  title: College",
        "  title: Profile",
        "  title: national LEAD",
        "role-college: title: 'national LEAD' is the title of role-national-lead as well; give each its own",
    ),
    Rule(
        "repeated item but for case",
        REC,
        "  contents: [A review.]",
        "  contents: [A review., A report.]",
        "  contents: [A review., a Review.]",
        "rec-2: contents: names 'a Review.' twice (also as 'A review.'); remove one",
    ),
    # -- ids and references, further
    Rule(
        "id with a letter of another alphabet",
        GLO,
        "- id: term-profile",
        "- id: term-profile\n  related: []",
        "- id: term-prоfile\n  related: [rec-1]",
        "term-prоfile: id: malformed: 'term-prоfile' contains U+043E (cyrillic small letter o); "
        "an id can contain only a to z, 0 to 9 and single hyphens",
    ),
    Rule(
        "id with a digit of another script",
        REC,
        "- id: rec-1\n",
        "- id: rec-1\n  related: []\n",
        "- id: rec-1٣\n",
        "rec-1٣: id: malformed: 'rec-1٣' contains U+0663 (arabic-indic digit three); "
        "an id can contain only a to z, 0 to 9 and single hyphens",
    ),
    Rule(
        "reference with a letter of another alphabet",
        REC,
        "  owners: [role-national-lead]",
        "  owners: [role-college]",
        "  owners: [role-сollege]",
        "rec-2: owners: unknown role 'role-сollege'; did you mean 'role-college'? "
        "(what you wrote contains U+0441 (cyrillic small letter es))",
    ),
    Rule(
        "reference in upper case",
        REC,
        "  related: [term-profile]",
        "  related: [rec-1]",
        "  related: [REC-1]",
        "rec-2: related: unknown record 'REC-1'; did you mean 'rec-1'?",
    ),
    Rule(
        "successor that is itself retired",
        ROL,
        "  retired: {since: '2019', reason: It was closed., successor: role-college}",
        "  retired: {since: '2019', reason: It was closed.}",
        "  retired: {since: '2019', reason: It was closed., successor: role-retired}",
        "role-retired: retired.successor: leads back to the record itself; "
        "name the record that replaces it, or remove the field",
    ),
    Rule(
        "successor of another kind",
        ROL,
        "  retired: {since: '2019', reason: It was closed., successor: role-college}",
        "  retired: {since: '2019', reason: It was closed., successor: role-national-lead}",
        "  retired: {since: '2019', reason: It was closed., successor: term-profile}",
        "role-retired: retired.successor: 'term-profile' is a term, but the successor of a role is a role",
    ),
    Rule(
        "demand that came back before the report",
        "earlier.yml",
        "  came_back: [rec-1]",
        "  came_back: [rec-2]",
        "  came_back: [earlier-2009-rec-6]\n  reading: It did.\n  sources:\n"
        "    - {document: source-report, heading: Summary}\n- id: earlier-2009-rec-6\n  title: Another\n"
        "  work: 2009 report\n  summary: They were to.\n  came_back: [rec-1]",
        "earlier-2009-rec-5: came_back: 'earlier-2009-rec-6' is also from 2008 or 2009; "
        "name a later entry, or put it in related",
    ),
    # -- citations, further
    Rule(
        "the same citation twice",
        GLO,
        "    - {document: source-report, heading: Profiles}",
        "    - {document: source-report, heading: Profiles}\n    - {document: source-report, heading: Training}",
        "    - {document: source-report, heading: Profiles}\n    - {document: source-report, heading: Profiles}",
        "term-profile: sources: cites the same place as 1 and 2; remove one",
        below=-1,
    ),
    Rule(
        "level of a heading",
        SRC,
        "{text: Annex, level: 1,",
        "{text: Annex, level: 4,",
        "{text: Annex, level: 5,",
        "source-report: headings[9].level: is 5 below a heading of level 3; write 4 at most",
    ),
    Rule(
        "heading twice in one place",
        SRC,
        "    - {text: Recommendation 2, level: 3}",
        "    - {text: Recommendation 2, level: 3}",
        "    - {text: Recommendation 2, level: 3}\n    - {text: Recommendation 1, level: 3}",
        "source-report: headings[9].text: 'Recommendation 1' appears under 'Profiles' already, as heading 7; "
        "remove one",
        below=1,
    ),
    Rule(
        "paragraph twice under a heading",
        SRC,
        "{number: 142}",
        "{number: 143}",
        "{number: 141}",
        "source-report: headings[9].paragraphs[2].number: paragraph 141 is under 'Annex' already; remove one",
    ),
    # -- dates and addresses, further
    Rule(
        "date in other digits",
        SRC,
        "  in_force_until: 2023-12-31",
        "  in_force_until: 2023-12-30",
        "  in_force_until: ２０２３-12-31",
        "source-report: in_force_until: '２０２３-12-31' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD",
    ),
    Rule(
        "day that has not come",
        SRC,
        "  checked: 2026-11-22\n  seen: The beginning",
        "  checked: 2027-11-23\n  seen: The beginning",
        "  checked: 2027-11-24\n  seen: The beginning",
        "source-new: checked: '2027-11-24' is more than a year ahead; write the day on which it was done",
    ),
    Rule(
        "retirement that has not come",
        ROL,
        "  retired: {since: '2019',",
        "  retired: {since: '2026',",
        "  retired: {since: '2999',",
        "role-retired: retired.since: '2999' is more than a year ahead; write the day on which it was done",
    ),
    Rule(
        "change that has not come",
        GLO,
        "  title: Profile",
        "  title: Profile\n  changes: [{day: 2026-11-22, reason: It was.}]",
        "  title: Profile\n  changes: [{day: 2999-11-22, reason: It was.}]",
        "term-profile: changes[1].day: '2999-11-22' is more than a year ahead; write the day on which it was done",
        below=1,
    ),
    Rule(
        "change before the first publication",
        SRC,
        "  title: The report\n",
        "  title: The report\n  changes: [{day: 2026-11-22, reason: It was.}]\n",
        "  title: The report\n  changes: [{day: 1999-11-22, reason: It was.}]\n",
        "source-report: changes[1].day: is before 2026-11-22, the day the record was first published; correct the day",
        below=1,
    ),
    Rule(
        "retirement before the first publication",
        SRC,
        "  title: The report\n",
        "  title: The report\n  changes: []\n",
        "  title: The report\n  retired: {since: '2019', reason: It was.}\n",
        "source-report: retired.since: is before 2026-11-22, the day the record was first published; correct the day",
        below=1,
    ),
    Rule(
        "source published after it was checked",
        SRC,
        "  published: null",
        "  published: '2026'",
        "  published: '2030'",
        "source-new: checked: is earlier than published; correct the dates",
        below=2,
    ),
    Rule(
        "development before the report",
        "developments.yml",
        "  date: 2023-12-31",
        "  date: '2020'",
        "  date: 2003-12-31",
        "development-new: date: is before the report of 2020-03; make it an event instead, which can have any date",
    ),
    Rule(
        "subject of a development",
        "developments.yml",
        "  subject: law",
        "  subject: figures",
        "  subject: weather",
        "development-new: subject: 'weather' is not one of 'law', 'cases', 'reviews', 'structures', 'reform' or "
        "'figures'",
    ),
    Rule(
        "development without a date",
        "developments.yml",
        "  date: 2023-12-31\n",
        "  date: null\n",
        "  date: soon\n",
        "development-new: date: 'soon' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD",
    ),
    Rule(
        "status of a document that is not read",
        "unread.yml",
        "  related: [term-profile]",
        "  related: [term-profile]\n  status: not read",
        "  related: [term-profile]\n  status: read",
        "unread-letter: status: 'read' is not one of 'not read'; did you mean 'not read'?",
        below=1,
    ),
    Rule(
        "document that is not read and matters to nothing",
        "unread.yml",
        "  related: [term-profile]",
        "  related: [rec-1]",
        "  related: []",
        "unread-letter: related: is an empty list; give at least one item, or remove the field if it is optional",
    ),
    Rule(
        "year of referrals without figures and without a reason",
        "referrals.yml",
        "- id: referrals-2025\n  note: We have not read its figures.\n",
        "- id: referrals-2025\n  referrals: 15\n",
        "- id: referrals-2025\n",
        "referrals-2025: note: is missing; say why there is no number of referrals",
    ),
    Rule(
        "end of an event in a later month of the year",
        "timeline.yml",
        "  date: 2020-03\n",
        "  date: 2020-03\n  until: '2020'\n",
        "  date: 2020-03\n  until: '2019'\n",
        "event-report: until: is earlier than date; swap or correct the dates",
        below=1,
    ),
    Rule(
        "address that ends a link",
        SRC,
        "  address: https://example.org/new",
        "  address: https://example.org/a_b-c~d",
        "  address: https://example.org/)[x](javascript:alert(1))/",
        "source-new: address: contains '('; write '%28' instead",
    ),
    Rule(
        "address that ends an attribute",
        SRC,
        "  address: https://example.org/new",
        "  address: https://example.org/%27",
        "  address: https://example.org/'onmouseover='alert",
        "source-new: address: contains '''; write '%27' instead",
    ),
    # -- editions and words
    Rule(
        "edition of a day that has not come",
        "editions.yml",
        "- id: edition-2026-11-22",
        "- id: edition-2026-11-23",
        "- id: edition-2999-11-22",
        "edition-2999-11-22: id: '2999-11-22' is more than a year ahead; write the day on which it was done",
    ),
    Rule(
        "edition of no day",
        "editions.yml",
        "- id: edition-2026-11-22",
        "- id: edition-2026-02-28",
        "- id: edition-2026-02-30",
        "edition-2026-02-30: id: '2026-02-30' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD",
    ),
    Rule(
        "edition twice",
        "editions.yml",
        "- id: edition-2026-11-22\n  reason: The first.\n",
        "- id: edition-2026-11-21\n  reason: The one before.\n- id: edition-2026-11-22\n  reason: The first.\n",
        "- id: edition-2026-11-22\n  reason: The one before.\n- id: edition-2026-11-22\n  reason: The first.\n",
        "edition-2026-11-22: id: is already used in data/editions.yml:1; "
        "an id can be used only once, so choose another",
        below=2,
    ),
    Rule(
        "markup in the reason of an edition",
        "editions.yml",
        "  reason: The first.",
        "  reason: The *first*.",
        "  reason: The <b>first</b>.",
        "edition-2026-11-22: reason: contains '<'; a name or title cannot contain markup, so remove it",
    ),
    Rule(
        "word in two groups",
        "language.yml",
        "  words: [plan, scheme]\n",
        "  words: [plan, scheme]\n- id: words-more\n  words: [project, programme]\n",
        "  words: [plan, scheme]\n- id: words-more\n  words: [project, Plan]\n",
        "words-more: words: 'Plan' is in words-plan as well; keep it in one group, or join the groups",
        below=2,
    ),
    Rule(
        "word that nobody types",
        "language.yml",
        "  words: [plan, scheme]",
        "  words: [e-learning, R&D, women's aid]",
        "  words: [plan, __proto__]",
        "words-plan: words: contains '_', which no one searches for; use only words",
    ),
    # -- the file, further
    Rule(
        "unknown escape",
        GLO,
        "  title: Profile",
        '  title: "Pro\\\\file"',
        '  title: "\\q"',
        "term-profile: -: is not YAML (found unknown escape character); "
        "write '\\\\' for a backslash, or put the text in single quotes",
    ),
    Rule(
        "escape of no character",
        GLO,
        "  title: Profile",
        '  title: "Pro\\u0066ile"',
        '  title: "\\ud800"',
        "term-profile: -: is not YAML (found invalid Unicode character escape code); "
        "write '\\\\' for a backslash, or put the text in single quotes",
    ),
    Rule(
        "quotation mark that closes lines below",
        GLO,
        "  title: Profile\n  summary: A document.",
        "  title: 'Profile'\n  summary: A force's document.",
        "  title: 'Profile\n  summary: A force's document.",
        "term-profile: -: is not YAML (did not find expected key); "
        "close the quotation mark, which seems to include the lines below it",
    ),
    Rule(
        "end of the document",
        ROL,
        "- id: role-college",
        "# ...\n- id: role-college",
        "...\n- id: role-college",
        "role-college: -: ends above, at a line '...'; remove that line",
        below=1,
    ),
    Rule(
        "directive",
        ROL,
        "- id: role-national-lead",
        "# %A\n- id: role-national-lead",
        "%A 1\n- id: role-national-lead",
        "-: -: is not YAML (found unknown directive name); remove the line that begins with '%', or put it in quotes",
    ),
    Rule(
        "merge conflict",
        GLO,
        "  title: Profile\n",
        "  title: '======='\n".replace("=======", "======= a"),
        "<<<<<<< HEAD\n  title: Profile\n=======\n  title: Profiles\n>>>>>>> branch\n",
        "term-profile: -: is a merge conflict marker ('<<<<<<<'); choose what to keep, and remove the markers",
    ),
    Rule(
        "line break of YAML alone",
        GLO,
        "  title: Profile\n  summary: A document.",
        '  title: Profile\n  summary: "A document."',
        "  title: Profile\n  summary: A\u2028document.",
        "term-profile: -: contains U+2028 (line separator), a line break that editors do not show; "
        "replace it with a space",
        below=1,
    ),
    Rule(
        "byte order mark in the middle",
        GLO,
        "  title: Profile\n",
        "  title: Profile\n",
        "\ufeff  title: Profile\n",
        "term-profile: -: contains a byte order mark (U+FEFF) that is not at the beginning of the file; remove it",
    ),
]


def write(root: Path, files: dict[str, str | bytes]) -> Path:
    """Write data files below a folder and return it."""
    (root / "data").mkdir(exist_ok=True)
    for name, text in files.items():
        (root / "data" / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def problems(root: Path) -> list[str]:
    """Return the lines that the loader prints for the data below a folder."""
    with pytest.raises(DataError) as caught:
        load(root)
    return str(caught.value).splitlines()


FILES = [kind.file for kind in KINDS]


@pytest.fixture(autouse=True)
def _no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.load.latest_day", lambda: "2027-11-23")


def test_base_is_valid(tmp_path: Path) -> None:
    records = load(write(tmp_path, BASE)).records
    assert len(records) == sum(text.count("- id:") for name, text in BASE.items() if name in FILES)
    assert {record.kind for record in records.values()} == {kind.kind for kind in KINDS if not kind.is_optional}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule(rule: Rule, tmp_path: Path) -> None:
    text = BASE[rule.file]
    assert text.count(rule.old) == 1

    load(write(tmp_path, {**BASE, rule.file: text.replace(rule.old, rule.accepted)}))

    line = text[: text.index(rule.old)].count("\n") + 1 + rule.below
    found = problems(write(tmp_path, {**BASE, rule.file: text.replace(rule.old, rule.rejected)}))
    assert f"data/{rule.file}:{line}: {rule.problem}" in found


def test_rule_names_are_unique() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (None, "1: -: -: cannot be read (No such file or directory); restore the file, one list of terms"),
        (b"", "1: -: -: is empty; write a list of terms, each beginning with '- id: …'"),
        (b"# nothing yet\n", "1: -: -: is empty; write a list of terms, each beginning with '- id: …'"),
        (b"[]\n", "1: -: -: is an empty list; write at least one of the terms"),
        (
            b"term-profile:\n  title: Profile\n",
            "1: -: -: contains a mapping of fields where the list of terms should be; begin each record with '- id: …'",
        ),
        (
            b"just words\n",
            "1: -: -: contains text where the list of terms should be; begin each record with '- id: …'",
        ),
        (
            "- id: term-profile\n  title: Café\n".encode("latin-1"),
            "2: term-profile: -: is not UTF-8 (byte 0xe9); save the file as UTF-8",
        ),
        (
            "- id: term-profile\n".encode("utf-16"),
            "1: -: -: is not UTF-8, but UTF-16 or binary; save the file as UTF-8",
        ),
        (b"- just words\n", "1: -: -: is the text 'just words' where a mapping of fields should be; "
         "write each field as 'name: value'"),
        (b"-\n", "1: -: -: is empty; write a value, or remove the field if it is optional"),
    ],
)  # fmt: skip
def test_whole_file(raw: bytes | None, problem: str, tmp_path: Path) -> None:
    write(tmp_path, BASE)
    path = tmp_path / "data" / "glossary.yml"
    if raw is None:
        path.unlink()
    else:
        path.write_bytes(raw)
    assert f"data/glossary.yml:{problem}" in problems(tmp_path)


def test_unread_file_is_one_problem(tmp_path: Path) -> None:
    write(tmp_path, {**BASE, "roles.yml": ""})
    assert problems(tmp_path) == [
        "data/roles.yml:1: -: -: is empty; write a list of roles, each beginning with '- id: …'"
    ]


def test_wrong_heading_is_one_problem(tmp_path: Path) -> None:
    text = BASE["sources.yml"].replace("{text: Profiles, level: 2}", "{text: Profiles, level: 9}")
    assert problems(write(tmp_path, {**BASE, "sources.yml": text})) == [
        "data/sources.yml:18: source-report: headings[6].level: is 9; write a whole number of at most 6"
    ]


def test_file_of_no_kind(tmp_path: Path) -> None:
    write(tmp_path, {**BASE, "rolls.yml": "- id: x\n"})
    assert problems(tmp_path) == [
        "data/rolls.yml:1: -: -: does not belong to any kind of record; did you mean 'roles.yml'?"
    ]


def test_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    assert load(write(tmp_path, {**BASE, "roles.yml": "\ufeff" + BASE["roles.yml"]})).records["role-college"]


def test_guidance_without_dates(tmp_path: Path) -> None:
    text = BASE["sources.yml"].replace("  in_force_from: '2015'\n", "")
    found = problems(write(tmp_path, {**BASE, "sources.yml": text}))
    assert found == [
        f"data/duties.yml:{line}: {id_}: guidance: 'source-report' has no in_force_from, which a duty shows; "
        "add it to data/sources.yml"
        for line, id_ in ((3, "duty-141"), (11, "duty-141-1"))
    ]


def test_last_day_is_a_year_after_the_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "99999999999")
    assert latest_day() == "5139-11-17"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert latest_day() < "5139-11-17"


def test_every_problem_in_one_run(tmp_path: Path) -> None:
    broken = {
        **BASE,
        "glossary.yml": BASE["glossary.yml"].replace("Profiles", "Xyzzy").replace("title: Profile", "title: no"),
        "roles.yml": BASE["roles.yml"].replace("level: national", "level: nation"),
        "duties.yml": "- id: duty-141\n  title: 'open\n",
    }
    found = problems(write(tmp_path, broken))
    assert [line.split(": ")[0] for line in found] == [
        "data/duties.yml:2",
        "data/glossary.yml:2",
        "data/glossary.yml:5",
        "data/roles.yml:4",
        "data/roles.yml:10",
        "data/roles.yml:16",
    ]


def test_change_is_seen_at_once(tmp_path: Path) -> None:
    assert load(write(tmp_path, BASE)).records["role-college"].title == "College"
    changed = BASE["roles.yml"].replace("title: College", "title: The college")
    assert load(write(tmp_path, {"roles.yml": changed})).records["role-college"].title == "The college"
