"""Faults in words and meaning, each with the test that should see it. `make mutants` plants them, one at a time.

It is no part of `make test`. The beginning of a name chooses: `make mutants FAULTS=verb`.
"""

from __future__ import annotations

import sys

from tests.helpers.planting import LABELS, PACKAGE, Fault, run

BESIDE, GOLDEN, SCRIPTS = "tests/site/test_labels_beside.py", "tests/site/test_golden.py", "tests/unit/test_web.py"
EARLIER, EXPECTATION, FINDING = (f"knowledge/kinds/{kind}.py" for kind in ("earlier", "expectation", "finding"))
FRAME, PARTIALS = "theme/main.html", "theme/partials/*.html"


def exchanged(name: str, one: str, other: str, old: str, files: str = PACKAGE, seen_by: str = LABELS) -> Fault:
    """Return the fault that exchanges two words within a text."""
    new = old.replace(one, "\0").replace(other, one).replace("\0", other)
    return Fault(name, old, new, files, seen_by)


def beside(name: str, old: str, new: str, files: str = PACKAGE) -> Fault:
    """Return a fault in what is published beside the pages, or in their frame."""
    return Fault(name, old, new, files, BESIDE)


def in_script(name: str, old: str, new: str) -> Fault:
    """Return a fault in what runs in the browser, which the tests of its parts should see."""
    return Fault(name, old, new, "web/*.js", SCRIPTS)


def in_data(name: str, id_: str, old: str, new: str) -> Fault:
    """Return a fault in the data of a record, which the golden facts should see."""
    return Fault(name, old, new, "data/**/*.yml", GOLDEN, id_)


FAULTS = [
    # -- verbs of the duty
    Fault("verb must", '"must": "must",', '"must": "should",'),
    Fault("verb will", '"will": "will",', '"will": "should",'),
    Fault("verb should", '"should": "should",', '"should": "may",'),
    Fault("verb expect", '"expect": "is expected to",', '"expect": "must",'),
    Fault("verb may include", '"may include": "may include",', '"may include": "includes",'),
    Fault("verb states", '"states": "describes",', '"states": "must",'),
    Fault("verb dropped", "**Strength:** “{VERBS[s.strength]}”. ", ""),
    Fault("verbs of a paragraph", '“{VERBS[s.strength]}”" for s in', '“must”" for s in'),
    Fault("verbs of a bullet", "b.title)} ({b._verbs()})", "b.title)}"),
    Fault("addressees of a statement", "**On:** {view.links(s.applies_to)}", "**On:** {view.links(s.applies_to[:1])}"),
    # -- strength, speaker, verdict
    Fault("strength recommendation", '"Inspectors’ recommendation",', '"Inspectors’ hint",'),
    Fault("strength expectation", '"expectation": "Inspectors’ expectation"', '"expectation": "Inspectors’ demand"'),
    Fault("strength implied", '"implied": "Implied by a finding"', '"implied": "Inspectors’ expectation (strong)"'),
    Fault("strength order", "key=lambda record: strengths", "key=lambda record: -strengths"),
    Fault("strength words", "{STRENGTHS[self.strength]}: “{plain(self.wording)}”", "{STRENGTHS[self.strength]}"),
    Fault("speaker inspectors", '"inspectors": "the inspectors"', '"inspectors": "partners of the police"'),
    Fault("speaker forces", '"interviewees in forces": "interviewees in forces"', '"interviewees in forces": "forces"'),
    Fault("speaker partners", '"partners": "partners of the police"', '"partners": "the inspectors"'),
    Fault("speaker both", "interviewees in forces and partners of the police", "interviewees in forces"),
    Fault("speaker not named", "somebody whom the report does not name", "the inspectors"),
    Fault("speaker dropped", " Said by: {SPEAKERS[self.said_by]}.", ""),
    exchanged(
        "verdict strength and gap",
        '"Strength"',
        '"Gap"',
        '"strength": "Strength", "good practice": "Good practice", "mixed": "Mixed", "gap": "Gap"',
    ),
    Fault("verdict of a finding", "Verdict: {self.verdict}.", "Verdict: mixed."),
    Fault("verdict in the overview", "{view.link(f.id)} ({f.verdict})", "{view.link(f.id)}", FINDING),
    Fault("verdict in the area", "{view.link(f.id)} ({f.verdict})", "{view.link(f.id)}", EXPECTATION),
    Fault("quantity dropped", " How many: {self._quantity()}.", ""),
    Fault("quantity not stated", 'return "not stated" if self.quantity_words == "not stated" else f', "return f"),
    Fault("quantity of an expectation", '("How many", plain(self.quantity)', '("Who", plain(self.quantity)'),
    # -- deadline and level
    exchanged(
        "deadlines",
        "With immediate effect (March 2020)",
        "By June 2020",
        '"immediate": "With immediate effect (March 2020)", "2020-06": "By June 2020"',
    ),
    exchanged(
        "levels of nation and force",
        "National",
        "Force",
        '"national": "National", "regional": "Regional", "force": "Force"',
    ),
    exchanged(
        "levels of region and partnership",
        "Regional",
        "Local partnership",
        '"Regional", "force": "Force", "local": "Local partnership"',
    ),
    Fault("level local", '"local": "Local partnership"', '"local": "Force"'),
    Fault("level dropped", '("Acts at", f"{LEVELS[self.level]} level"),', ""),
    Fault("level of a list", "if r.level == level]", "if r.level]"),
    # -- owners and those on whom it is
    Fault("owner of several", 'return "Joint owners" if len(self.owners) > 1 else "Owner"', 'return "Owner"'),
    Fault("owners in the overview", "view.links(r.owners), DEADLINES", "view.links(r.owners[:1]), DEADLINES"),
    Fault("on whom", '("On", view.links(self.applies_to)),', '("By", view.links(self.applies_to)),', EXPECTATION),
    Fault("on whom of earlier work", '("On", view.links(self.applies_to)),', "", EARLIER),
    Fault("facing dropped", '"Yes (this site’s view)"', '""'),
    Fault("facing unmarked", '"Yes (this site’s view)"', '"Yes"'),
    Fault("facing on every page", "if role == FORCE_LEAD and self.faces_force_lead", "if self.faces_force_lead"),
    exchanged(
        "asked of forces and of the role",
        "on it, in the report",
        "on forces that face this post (this site’s view)",
        '"Expectations on it, in the report",\n        "Expectations on forces that face this post (this site’s view)"',
    ),
    Fault("asked by the duty", "The duty: text of 2015, replaced on 31 December 2023", "The duty"),
    Fault(
        "role without its duties",
        "if any(role in statement.applies_to for statement in self.statements)",
        "if self.retired",
    ),
    Fault("role without its expectations", "if role in self.applies_to else", "if self.retired else"),
    Fault("role with every recommendation", "return self.asks if role in self.owners else ()", "return self.asks"),
    # -- register
    Fault("register without strength", "{STRENGTHS[strength]}. On: {on}.", "On: {on}."),
    Fault("register without those on whom", " On: {on}.{facing}", "{facing}"),
    Fault("register without facing", '" Faces the force’s Prevent lead." if', '"" if'),
    Fault("register without a recommendation", "in recommended if r.area", "in recommended[:-1] if r.area"),
    Fault("register without its marks", '<span class="marks">', "<span>"),
    Fault("register filter of strength", '"strength": ("Strength", STRENGTHS)', '"strength": ("Strength", AREAS)'),
    exchanged("register filter of facing", '"yes"', '"no"', '"yes" if record.faces_force_lead else "no"'),
    Fault("register filter of recommendations", "return FORCE_LEAD in self.owners", "return False"),
    # -- word and shape above a heading
    Fault("badge of a retired record", 'f"{record.badge} · retired" if', "record.badge if"),
    Fault("badge of a duty", "return self.one", 'return "Duty"'),
    Fault("badge of an implied expectation", '"Expectation · implied by a finding"', '"Expectation"'),
    Fault("badge of a finding", 'return f"Finding · {self.verdict}"', 'return "Finding"'),
    Fault("badge of a proposed discipline", 'return "Discipline (proposed)" if', 'return "Discipline" if'),
    Fault("badge of earlier work", 'return "Earlier work"', 'return "Earlier"'),
    Fault("badge of a development", 'return "Since 2020"', 'return "Development"'),
    Fault("shape of a finding", 'return (self.verdict.replace(" ", "-"),)', "return ()"),
    Fault("heading of a recommendation", 'f"Recommendation {self.number}: {self.title}"', "self.title"),
    Fault("heading of a bullet", 'bullet = f", bullet {self.bullet}" if self.bullet else ""', 'bullet = ""'),
    Fault("heading of a proposal", 'f"Proposed {self.number}th discipline: {self.title}"', "self.title"),
    Fault("heading of an acronym", 'return f"{self.acronym}: {self.title}" if', "return self.title if"),
    # -- notices and dates of force
    Fault("notice of a duty", "Replaced on {until}: not current guidance", "Guidance of 2015"),
    Fault("notice of a duty as information", '!!! warning "Replaced on', '!!! info "Replaced on'),
    Fault("notice dates reversed", "in force from {since} to {until}", "in force from {until} to {since}"),
    Fault("notice dropped from the page of a duty", "            self._replaced(view),\n", ""),
    Fault("notice dropped from the overview", "parts = [paragraphs[0]._replaced(view)]", "parts = []"),
    Fault("notice since then", '!!! info "Since then"', '!!! info "Before"'),
    Fault("notice since then dropped", 'return self.note if id_ in self.touches else ""', 'return ""'),
    Fault("notice of a retired record", 'title = f"Retired on {day(record.retired.since)}"', 'title = "Retired"'),
    Fault("notice without successor", '" Nothing has taken its place."', '""'),
    Fault("notice with successor", " Its place was taken by {self.link(successor)}.", ""),
    exchanged(
        "force reversed", "in_force_from", "in_force_until", "day(guidance.in_force_from), day(guidance.in_force_until)"
    ),
    exchanged(
        "force of a source reversed",
        "in_force_from",
        "in_force_until",
        "{day(self.in_force_from)} to {day(self.in_force_until)}",
    ),
    Fault("force of a source dropped", '("In force", force)', '("In force", "")'),
    Fault("force of a source without what replaced it", "view.link(self.replaced_by) if", '"" if'),
    # -- outcome and standing
    Fault("outcome claimed", "Not publicly known: no published closure was found", "Closed"),
    exchanged(
        "outcome in part",
        '"Reported as done"',
        '"Reported as done in part"',
        '"reported done": "Reported as done",\n    "reported done in part": "Reported as done in part"',
    ),
    Fault("outcome superseded", '"superseded": "Superseded"', '"superseded": "Reported as done"'),
    Fault("outcome without who says so", "{words}. {plain(self.outcome.by)}, {day", "{words}. {day"),
    Fault("outcome without its source", " {view.link(self.outcome.source)} ({checked})", " ({checked})"),
    Fault("outcome without the day of the check", 'return f"{words} ({checked})"', "return words"),
    exchanged("standing", '"core"', '"proposed"', '"core": "Core (2020)", "proposed": "**Proposed (2020)**"'),
    Fault("standing of a proposed discipline", "Whether it was added is not publicly known", "It was added"),
    # -- what the report says, and what this site says
    Fault("wordings of a recommendation", "plain(self.difference.summary_says)", "plain(self.difference.body_says)"),
    Fault("explanation as the report’s", "plain(self.report_says),", "plain(self.summary),"),
    exchanged(
        "good and poor",
        "self.good",
        "self.poor",
        'self.good, view),\n            _points("What poor looks like, in the report", self.poor, view)',
    ),
    Fault("evidence as the report’s", "Evidence to look for: this site’s suggestion, not the report’s", "Evidence"),
    Fault("reading as a fact", '"In 2020: this site’s reading"', '"In 2020"'),
    Fault("end of an event", '{day(self.date)} to {day(self.until)}"', '{day(self.until)} to {day(self.date)}"'),
    Fault("name of a term", "The name has changed since 2020.", ""),
    Fault("short form of a term", "The sources use the short form without spelling it out.", ""),
    Fault("place in a source", 'parts.append(f"{name} {number}")', "pass"),
    Fault("place in a source without what is above", 'parts.append(f"under “{plain(citation.under)}”")', "pass"),
    # -- foot of a record
    Fault("foot of a brief record with its day", "changed != UNKNOWN and not is_new", "changed != UNKNOWN"),
    Fault("foot without the last change", 'day(changed) if changed != UNKNOWN and not is_new else ""', '""'),
    Fault("foot with the first day alone", "days = [change.day for change in record.changes]", "days = []"),
    Fault("foot of a brief record without the number", "[{len(related)} records]", "[Records]"),
    Fault("foot of a brief record with another search", "quote(record.title)", "quote(record.id)"),
    Fault("foot with a long line", "few = len(listed) <= FEW or record.is_brief", "few = True"),
    # -- charts and pictures of processes
    Fault("chart patterns", '_FILLS = ("currentColor", "url(#dots)",', '_FILLS = ("url(#dots)", "currentColor",'),
    Fault("chart legend", "parts.append(_words(32, y, name))", "parts.append(_words(32, y, names[-1 - index]))"),
    Fault("chart counts", "f.chapter == chapter and f.verdict == v for f", "f.chapter == chapter for f"),
    Fault("chart columns", '*VERDICTS.values(), "All"', '*reversed(VERDICTS.values()), "All"'),
    Fault("matrix", "view.knowledge.related(duty.id)", "view.knowledge.citing(duty.id)"),
    Fault("process without a note", "for note in step.notes)", "for note in step.notes[1:])"),
    Fault("process without records", " ({view.links(note.records)})", ""),
    Fault("process order in the picture", "for step in self.steps\n", "for step in reversed(self.steps)\n"),
    Fault("process order in words", "enumerate(self.steps, 1)]", "enumerate(reversed(self.steps), 1)]"),
    Fault("process marks on tiers", "numbered and bool(step.notes)", "bool(step.notes)"),
    Fault("process marks on every step", "numbered and bool(step.notes)", "numbered"),
    Fault(
        "process marks out of step", "(text, is_marked) in enumerate(boxes, 1)", "(text, is_marked) in enumerate(boxes)"
    ),
    Fault("process without numbers", 'sign = f"{number}." if self.form == "steps" else "-"', 'sign = "-"'),
    Fault("process without names", 'name = f"**{plain(step.name)}**: " if step.name else ""', 'name = ""'),
    Fault("process without names in the picture", 'f"{step.name}: {step.text}" if', "step.text if"),
    Fault("process without ends in the picture", "boxes, self.ends)", "boxes)"),
    Fault("process without ends in words", "*words, ends)", "*words)"),
    # -- quotations
    Fault("quotation without a gist", '(id_)}**",\n            plain(record.summary),', '(id_)}**",'),
    Fault(
        "quotation without its source",
        '*record.quoted(self),\n                ("Source"',
        '*record.quoted(self),\n                ("Seen in"',
    ),
    Fault("quotation of a retired record", '("Standing", retired),', ""),
    Fault("quotation of a duty: how firmly", '("How firmly", self._verbs()),', ""),
    Fault("quotation of a duty: on whom", '("On", view.links(roles)),', ""),
    Fault("quotation of a duty: not on all", "in self.statements for role", "in self.statements[1:] for role"),
    Fault("quotation of a duty: still current", "{view.link(now.id)}: not current guidance", "{view.link(now.id)}"),
    Fault("quotation of an expectation: how firmly", '("How firmly", self._strength()), ', ""),
    Fault("quotation of an expectation: on whom", ', ("On", view.links(self.applies_to))]', "]", EXPECTATION),
    Fault("quotation of a recommendation: how firmly", '"How firmly", "Inspectors’', '"How firmly", "Somebody’s'),
    Fault(
        "quotation of a recommendation: of whom", 'view.links(self.owners)),\n            ("D', '""),\n            ("D'
    ),
    Fault("quotation of a recommendation: by when", "DEADLINES[self.deadline]),\n        ]", '""),\n        ]'),
    Fault("quotation of a finding: verdict", '("Verdict", self.verdict), ', ""),
    Fault("quotation of a finding: who says so", '("Said by", SPEAKERS[self.said_by]), ', ""),
    Fault("quotation of a discipline", 'return [("Standing", self._standing())]', "return []"),
    Fault("quotation of a role", '[("Acts at", f"{LEVELS[self.level]} level")]', "[]"),
    Fault("quotation of an event", 'return [("When", self._when())]', "return []"),
    Fault("quotation of earlier work", 'return [("Stands in", f"The {self.work}"), ', "return ["),
    # -- lists of all
    Fault("list of kinds with the retired", "{len(self.knowledge.of(kind))}", "{len(self.knowledge.every(kind))}"),
    Fault("list by letters with findings", "if record.is_in_a_to_z", "if record.title"),
    Fault("list by letters without other names", "{record.title, *record.names}", "{record.title}"),
    Fault("list by letters without kinds", "(record.id, name)} {record.kind}", "(record.id, name)}"),
    Fault("list of terms without letters", "view.sections(kept_up, 3)", "view.sections(kept_up)"),
    # -- structured data
    exchanged(
        "data of an event", "self.date", "self.until", '"startDate": self.date, "endDate": self.until', seen_by=BESIDE
    ),
    beside("data type of a term", '"@type": "DefinedTerm",', '"@type": "Term",'),
    beside("data set of terms", '"DefinedTermSet"', '"CollectionPage"'),
    beside("data of a publisher", '"publisher": {"@type"', '"author": {"@type"'),
    beside("data of an address", '"sameAs": self.address', '"same": self.address'),
    beside("data without its sources", '"isBasedOn": [', '"basedOn": ['),
    beside("data licence", "creativecommons.org/licenses/by/4.0/", "creativecommons.org/licenses/by/3.0/"),
    beside("data day", '"datePublished": knowledge.published', '"dateModified": knowledge.published'),
    beside("data of a page that records share", '"encoding": download(', '"download": download('),
    beside("data set without its edition", '"version": site.edition', '"version": site.title'),
    beside("data set without its licence", '"license": LICENCE,\n        "version"', '"version"'),
    beside("data set with schemas for data", "if file.media\n", "if file.row\n"),
    # -- the frame, and the picture of a shared link
    beside("frame without policy", "{%- if not config.extra.preview %}", "{%- if config.extra.preview %}", FRAME),
    beside("frame with a loose policy", "script-src 'self' 'sha256-", "script-src * 'sha256-", FRAME),
    beside("frame picture property", '<meta property="og:image" content=', '<meta property="og:img" content=', FRAME),
    beside("frame picture width", 'og:image:width" content="1200"', 'og:image:width" content="630"', FRAME),
    beside("frame picture height", 'og:image:height" content="630"', 'og:image:height" content="1200"', FRAME),
    beside("frame picture of a kind", "{{ meta.picture or 'site' }}", "site", FRAME),
    beside("frame size of the card", "summary_large_image", "summary", FRAME),
    beside("frame edition", '"edition" content="{{ config.extra.edition }}"', '"edition" content="?"', FRAME),
    beside("frame edition on paper", "· edition of {{ config.extra.edition }} ·", "·", FRAME),
    beside("frame edition in the footer", "<li>Edition of {{ config.extra.edition }}</li>", "", PARTIALS),
    beside("frame description", "meta.description or (config", "(config", FRAME),
    beside("frame title", "{% if not (page and page.is_homepage) %} - {{ config.site_name }}{% endif %}", "", FRAME),
    beside("frame address", '"canonical" href="{{ address }}"', '"canonical" href="{{ config.site_url }}"', FRAME),
    beside("frame referrer", 'content="no-referrer"', 'content="origin"', FRAME),
    beside("frame of the home page", '{"@type": "WebSite",', '{"@type": "Thing",', FRAME),
    beside("frame without notice", "{{ config.extra.notice_short }}", "", PARTIALS),
    beside("frame without disclaimer", "<p>{{ config.copyright }}</p>", "", PARTIALS),
    beside("card size", "SIZE = (1200, 630)", "SIZE = (630, 1200)"),
    beside("card of a group", 'self.meta["picture"] = kind.kind', 'self.meta["picture"] = "site"'),
    beside("card of a record", 'self.meta["picture"] = record.kind', 'self.meta["picture"] = "site"'),
    # -- changes and feed
    beside("feed month and year", '-01-01"[:10]', '-02-02"[:10]'),
    beside("feed day", 'else f"{day_}T00:00:00Z"', 'else f"{day_[:8]}01T00:00:00Z"'),
    beside("feed title", '"title", f"{change.id}: {change.sort}"', '"title", f"{change.id}: changed"'),
    beside("feed reason", '"content", f"{title}{change.reason}"', '"content", title'),
    beside("feed of an edition", "{change.sort}: {change.id}", "{change.id}"),
    beside("feed last change", "updated = max(", "updated = min("),
    beside("feed without what is newer", "if number < len(parts) - 1:", "if 0 < number < len(parts) - 1:"),
    exchanged(
        "changes",
        '"changed"',
        '"retired"',
        '("changed", "Changed in substance"), ("retired", "Retired")',
        seen_by=BESIDE,
    ),
    beside("changes after the last edition", "_changed(page, newer, is_first=not editions) or ", ""),
    beside("changes after the last edition by name", "## After the last edition", "## The last edition"),
    beside("changes of the day of an edition", "if change.day <= e.day", "if change.day < e.day"),
    beside("changes without reason", 'return f"{named}: {plain(change.reason)}" if', "return named if"),
    beside("changes without the first edition", "parts.append(_counted(page, found))", "pass"),
    beside("changes without edition in the data", "edition=chapter.day", "edition=None"),
    # -- addresses, search, edition, ZIP, open data
    beside("moved page", "_lead(page_url(moved.page), moved.was", "_lead(moved.was, moved.was"),
    beside("moved page below another", '"../" * moved.was.count("/")', '"../"'),
    beside("permanent address", 'content="0; url={target}"', 'content="0; url={up}"'),
    beside("permanent address of a section", "_lead(section.url, section.title", "_lead(section.url, section.anchor"),
    beside("search without good and poor", "return [*self.good, *self.poor]", "return []"),
    beside("search kind of a duty", "kind.one or kind.kind.capitalize()", "kind.kind.capitalize()"),
    Fault(
        "search with the retired",
        "knowledge.records.values() if record.retired is None]",
        "knowledge.records.values()]",
    ),
    beside("edition with its prefix", 'return max(tags).removeprefix("edition-")', "return max(tags)"),
    beside("offline link", 'path += "index.html"', 'path += "index.htm"'),
    beside("index without the retired", 'status="retired" if record.retired else', "status="),
    beside("index without the last change", "last_changed=knowledge.last_changed(record)", 'last_changed=""'),
    beside("index without the place", "paragraph=c.paragraph, bullet=c.bullet", ""),
    beside("duty in the data without its dates", "include=set(IN_FORCE)", "include=set(IN_FORCE[2:])"),
    exchanged("table of yes and no", '"yes"', '"no"', 'return "yes" if value else "no"', seen_by=BESIDE),
    beside("table of lists", '" | ".join(', '", ".join('),
    # -- scripts
    in_script("script citation edition", "(${id}). ${site}, edition of ${edition}.", "(${id}). ${site}."),
    in_script("script citation day", 'day.replaceAll("-", "/")', "day"),
    in_script("script citation address", "`UR  - ${address}`", "`UR  - ${site}`"),
    in_script("script citation braces", '"{": "\\\\textbraceleft{}"', '"{": "\\\\{"'),
    in_script("script citation in a page", "<cite>${inHtml(site)}</cite>", "<cite>${site}</cite>"),
    in_script("script filter of all", "!value || entry[name]", "value && entry[name]"),
    in_script("script filter by part of a word", '[name].split(" ").includes', "[name].includes"),
    in_script("script address on paper", "isRecord ? `id/${anchor}/`", "isRecord ? `${anchor}/`"),
    # -- the data themselves
    in_data("fact owner of 7", "rec-7", ", role-force-prevent-lead]", "]"),
    in_data(
        "fact order of the owners of 2",
        "rec-2",
        "[role-college-of-policing, role-npcc-national-public-protection-lead]",
        "[role-npcc-national-public-protection-lead, role-college-of-policing]",
    ),
    in_data("fact deadline of 4", "rec-4", "deadline: immediate", "deadline: 2020-06"),
    in_data("fact verb of 138", "duty-138", "strength: must", "strength: should"),
    in_data("fact verb of a bullet", "duty-142-2", "strength: will", "strength: may include"),
    in_data("fact words of an expectation", "expectation-channel-panel-integrity", "wording: must", "wording: should"),
    in_data("fact strength of an expectation", "expectation-no-pre-screening", ": implied", ": expectation"),
    in_data("fact whom of an expectation", "expectation-pdd-with-partners", "[role-police-force]", "[role-ctu]"),
    in_data("fact quantity of a finding", "finding-one-force-safeguards-staff", ": only one force", ": some forces"),
    in_data("fact speaker of a finding", "finding-panels-well-attended", "said_by: partners", "said_by: inspectors"),
    in_data("fact verdict of a finding", "finding-no-performance-framework", "verdict: gap", "verdict: mixed"),
    in_data("fact standing of a discipline", "discipline-vulnerability-to-radicalisation", "proposed", "core"),
    in_data("fact end of force", "source-prevent-duty-guidance-2015", "in_force_until: 2023", "in_force_until: 2024"),
]
"""The faults. A word at the beginning of each name says what it is about."""

if __name__ == "__main__":
    sys.exit(run(FAULTS, sys.argv[1:]))
