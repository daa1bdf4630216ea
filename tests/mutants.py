"""Faults in words and meaning, each with the test that should see it. `make mutants` plants them, one at a time.

It is no part of `make test`. The beginning of a name chooses: `make mutants FAULTS=verb`.
"""

from __future__ import annotations

import sys

from tests.helpers.planting import LABELS, PACKAGE, Fault, run

BESIDE, GOLDEN, SCRIPTS = "tests/site/test_labels_beside.py", "tests/site/test_golden.py", "tests/unit/test_web.py"
EARLIER, EXPECTATION, FINDING = (f"knowledge/kinds/{kind}.py" for kind in ("earlier", "expectation", "finding"))
ENTRIES, FILTER = "tests/browser/test_entry.py", "tests/browser/test_register.py"
CHECKS, CALENDAR = "tests/browser/test_checks.py", "tests/browser/test_calendar.py"
CUSTODY, TOOLS = "tests/browser/test_custody.py", "web/tools/*.js"
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
    Fault("verb states", '"states": "statement of fact",', '"states": "must",'),
    Fault("verb required", '"required": "are required to",', '"required": "may",'),
    Fault("verb dropped", "**Wording:** {_verb(s)}. ", ""),
    Fault("verbs of a paragraph", "_verb(s) for s in", "VERBS[s.strength] for s in"),
    Fault("verbs of a bullet", "b.title)} ({b._verbs()})", "b.title)}"),
    Fault("addressees of a statement", "to:** {view.links(s.applies_to)}", "to:** {view.links(s.applies_to[:1])}"),
    # -- strength, speaker, verdict
    Fault("stated by a recommendation", '"Recommended in the text (not numbered)",', '"Numbered recommendation",'),
    Fault("stated by inspectors", '"inspectors": "Stated by inspectors"', '"inspectors": "Demanded by inspectors"'),
    Fault("stated by the Act", '"act": "The 2015 Act"', '"act": "Stated by inspectors"'),
    Fault("stated by old guidance", '"guidance": "2015 guidance (no longer in force)"', '"guidance": "Guidance"'),
    Fault("stated by CONTEST", '"contest": "CONTEST 2018 (since replaced)"', '"contest": "CONTEST"'),
    Fault("stated by the policy", '"policy": "National Prevent policy, June 2018"', '"policy": "Stated by inspectors"'),
    Fault("stated by nobody but us", '"inferred": "Inferred by us"', '"inferred": "Stated by inspectors"'),
    Fault(
        "stated: order",
        "ordered = sorted(records, key=lambda record: firmest",
        "ordered = sorted(records, key=lambda record: -firmest",
    ),
    Fault("stated: words", "{STATED_BY[self.stated_by]}: “{plain(self.wording)}”", "{STATED_BY[self.stated_by]}"),
    Fault("speaker inspectors", '"inspectors": "inspectors"', '"inspectors": "partner organisations"'),
    Fault("speaker forces", '"interviewees in forces": "interviewees in forces"', '"interviewees in forces": "forces"'),
    Fault("speaker partners", '"partners": "partner organisations"', '"partners": "inspectors"'),
    Fault("speaker both", "police and partner interviewees", "interviewees in forces"),
    Fault("speaker not named", "not stated in the report", "inspectors"),
    Fault("speaker dropped", " Reported by: {SPEAKERS[self.said_by]}.", ""),
    exchanged(
        "verdict strength and gap",
        '"Positive"',
        '"Gap"',
        '"Positive",\n    "good practice": "Good practice",\n    "mixed": "Mixed",\n'
        '    "neutral": "Neutral",\n    "gap": "Gap"',
    ),
    Fault("verdict of a finding", "Assessment: {VERDICTS[self.verdict].lower()}.", "Assessment: mixed."),
    Fault("verdict in the overview", "{view.link(f.id)} ({f.badge_words})", "{view.link(f.id)}", FINDING),
    Fault("verdict in the area", "{view.link(f.id)} ({f.badge_words})", "{view.link(f.id)}", EXPECTATION),
    Fault("quantity dropped", "{f' Extent: {self._quantity()}.' if self._quantity() else ''}", ""),
    Fault("quantity not stated", 'return "" if self.quantity_words == "not stated" else f', "return f"),
    Fault("quantity of an expectation", " **Extent:** {plain(self.quantity)}.", ""),
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
    Fault("level dropped", '("Level", LEVELS[self.level]),\n                ("Also', '("Also'),
    Fault("level of a list", "if role.level == level]", "if role.level]"),
    # -- owners and those on whom it is
    Fault("owner of several", 'return "Joint owners" if len(self.owners) > 1 else "Owner"', 'return "Owner"'),
    Fault("owners in the overview", "view.links(r.owners), DEADLINES", "view.links(r.owners[:1]), DEADLINES"),
    Fault("applies to", "**Applies to:** {view.links(self.applies_to)}{ours}.", ""),
    Fault("applies to, in our view", '" (our view)" if self.applies_to_is_ours', '"" if self.applies_to_is_ours'),
    Fault("applies to, of earlier work", '("Applies to", view.links(self.applies_to)),', "", EARLIER),
    Fault("for leads dropped", '("For force Prevent leads", "Yes (our view)" if', '("For force Prevent leads", "" if'),
    Fault("for leads unmarked", '"Yes (our view)"', '"Yes"'),
    Fault("for leads on every page", "if role == FORCE_LEAD and self.faces_force_lead", "if self.faces_force_lead"),
    exchanged(
        "asked of forces and of the role",
        "expectations-on-it",
        "expectations-on-forces-that-face-this-post",
        '"expectations-on-it": "Expectations that name this role",\n'
        '        "expectations-on-forces-that-face-this-post"',
    ),
    Fault("asked by the duty", '"the-duty": "2015 guidance (no longer in force)"', '"the-duty": "The duty"'),
    Fault(
        "role without its duties",
        "if any(role in statement.applies_to for statement in self.statements)",
        "if self.retired",
    ),
    Fault("role without its expectations", "if role in self.applies_to else", "if self.retired else"),
    Fault(
        "role with every recommendation",
        "return tuple(self.asks) if role in self.owners else ()",
        "return tuple(self.asks)",
    ),
    # -- register
    Fault("list without who states it", "{stated}. Applies to: {to}{ours}.", "Applies to: {to}{ours}."),
    Fault("list without who it applies to", " Applies to: {to}{ours}.{lead}", "{lead}"),
    Fault("list without our view", "{to}{ours}.{lead}", "{to}.{lead}"),
    Fault("list without leads", '" For force Prevent leads." if', '"" if'),
    Fault("register without a recommendation", "in recommended if r.area", "in recommended[:-1] if r.area"),
    Fault("register without its marks", '<span class="marks">', "<span>", EXPECTATION),
    Fault("list filter of who states it", '"Stated by", {key: name', '"Stated by", {key: key'),
    Fault(
        "list filter of who it applies to", '"applies": ("Applies to", APPLIES_TO)', '"applies": ("Applies to", AREAS)'
    ),
    Fault("list filter of a region", '"regional": "region"', '"regional": "national"'),
    Fault("order for forces first", "key=lambda e: not _is_for_forces", "key=lambda e: _is_for_forces"),
    Fault("list filter of leads", '(key == "lead" and for_lead)', 'key == "lead"'),
    Fault("register filter of recommendations", "return FORCE_LEAD in self.owners", "return False"),
    # -- word and shape above a heading
    Fault("badge of a retired record", 'f"{record.badge} · removed" if', "record.badge if"),
    Fault("badge of a duty", 'return "2015 guidance (no longer in force)"', 'return "Duty"'),
    Fault("badge of an inferred expectation", '"Expectation · inferred by us"', '"Expectation"'),
    Fault("badge of a finding", 'return f"Finding · {self.badge_words}"', 'return "Finding"'),
    Fault("badge of a proposed discipline", "{' (proposed)' if self.status == 'proposed' else ''}", ""),
    Fault("badge of earlier work", 'return f"Earlier inspection · {self.work[:4]}"', 'return "Earlier"'),
    Fault("badge of a development", 'return "Since 2020"', 'return "Development"'),
    Fault("shape of a finding", 'return (self.verdict.replace(" ", "-"),)', "return ()"),
    Fault("heading of a recommendation", 'f"Recommendation {self.number}: {self.title}"', "self.title"),
    Fault("heading of a bullet", 'bullet = f", bullet {self.bullet}" if self.bullet else ""', 'bullet = ""'),
    Fault(
        "heading of a proposal", 'f"Proposed {self.number}th public protection discipline: {self.title}"', "self.title"
    ),
    Fault("heading without the year of the guidance", 'f"2015 guidance, paragraph', 'f"Paragraph'),
    Fault("heading of an acronym", 'return f"{self.acronym}: {self.title}" if', "return self.title if"),
    # -- notices and dates of force
    Fault("notice of a duty", "Not in force since {until}. Do not rely on this text.", "2015 guidance"),
    Fault("notice of a duty as information", '!!! warning "Not in force', '!!! info "Not in force'),
    Fault("notice dropped from a bullet", "                duty._no_longer_in_force(view),\n", ""),
    Fault(
        "notice of a bullet without the guidance",
        " Use the current guidance: [{plain(now.title)}]({now.address}).\\n",
        "\\n",
    ),
    Fault("notice dates reversed", "in force from {since} to {until}", "in force from {until} to {since}"),
    Fault("notice dropped from the page of a duty", "            self._replaced(view),\n", ""),
    Fault("notice dropped from the overview", "parts = [paragraphs[0]._replaced(view)]", "parts = []"),
    Fault("notice since then", '!!! info "What has changed since 2020"', '!!! info "Before"'),
    Fault("notice since then dropped", 'return self.note if id_ in self.touches else ""', 'return ""'),
    Fault("notice of a retired record", 'title = f"Removed {on_day(record.retired.since)}', 'title = f"Removed'),
    Fault("notice of a retired record: in a month", "'on' if value.count('-') == 2 else 'in'", "'on'"),
    Fault("notice without successor", '" Not replaced."', '""'),
    Fault("notice with successor", " Replaced by {self.link(successor)}.", ""),
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
    Fault("outcome claimed", "Not known. We found no published evidence that it was completed", "Completed"),
    exchanged(
        "outcome in part",
        '"Reported as done"',
        '"Reported as done in part"',
        '"reported done": "Reported as done",\n    "reported done in part": "Reported as done in part"',
    ),
    Fault("outcome superseded", '"superseded": "Superseded"', '"superseded": "Reported as done"'),
    Fault("outcome without who says so", "{words}. {told.by}, {day", "{words}. {day"),
    Fault("outcome without its source", 'f" {view.link(self.outcome.source)}" if', '"" if'),
    Fault("outcome without the day of the check", "{source} (checked {day(self.status_checked)})", "{source}"),
    exchanged("standing", '"core"', '"proposed"', '"core": "Core (2020)", "proposed": "**Proposed (2020)**"'),
    Fault("standing of a proposed discipline", "We do not know whether it was added", "It was added"),
    # -- what the report says, and what this site says
    Fault("wordings of a recommendation", "plain(self.difference.summary_says)", "plain(self.difference.body_says)"),
    Fault("explanation as the report’s", "plain(self.report_says),", "plain(self.summary),"),
    exchanged(
        "good and poor",
        "self.good",
        "self.poor",
        'self.good, view),\n            _points("Problems in the report", self.poor, view)',
    ),
    Fault("evidence as the report’s", "Evidence you could look for (our suggestion)", "Evidence", EXPECTATION),
    Fault("reading as a fact", '"What happened by 2020 (our reading)"', '"What happened by 2020"'),
    Fault("end of an event", '{day(self.date)} to {day(self.until)}"', '{day(self.until)} to {day(self.date)}"'),
    Fault("name of a term", "The name has changed since 2020.", ""),
    Fault("short form of a term", "The report does not spell this acronym out.", ""),
    Fault("place in a source", '*(f"{name} {number}" for name, number in numbers.items() if number)', "*()"),
    Fault("place in a source without what is above", 'parts.append(f"under “{self.under}”")', "pass"),
    # -- foot of a record
    Fault("foot with its first day", "changed != UNKNOWN and not is_new", "changed != UNKNOWN"),
    Fault("foot without the last change", 'day(changed) if changed != UNKNOWN and not is_new else ""', '""'),
    Fault("foot with the first day alone", "days = [change.day for change in record.changes]", "days = []"),
    Fault("foot of a brief record with many others", "not 0 < len(related) <= IN_SIGHT_OF_A_BRIEF_ONE", "not related"),
    Fault("related: more than five in sight", "ranked[:IN_SIGHT], [", "ranked, ["),
    Fault("related: without the reason", "{self.link(other.id)} ({reason})", "{self.link(other.id)}"),
    Fault("related: reasons exchanged", "REASONS[field][side]", "REASONS[field][1 - side]"),
    Fault("related: twice", "return list(found.values())", "return [*found.values(), *found.values()]"),
    Fault("related: with the owners", "return set(self.owners)", "return set()"),
    Fault("rest of an entry under words that do not fit", '"Source and permanent link"', "record.more"),
    Fault("rest of an entry not folded", "<details data-more markdown>", "<div markdown>"),
    # -- charts and pictures of processes
    Fault("matrix", "view.knowledge.related(duty.id)", "view.knowledge.citing(duty.id)"),
    Fault("process without a note", "for note in step.notes)", "for note in step.notes[1:])"),
    Fault("process without records", " ({view.links(note.records)})", ""),
    Fault(
        "process order in the picture",
        "for number, step in enumerate(self.steps, 1)\n        ]\n        words",
        "for number, step in enumerate(reversed(self.steps), 1)\n        ]\n        words",
    ),
    Fault("process order in words", "enumerate(self.steps, 1)]", "enumerate(reversed(self.steps), 1)]"),
    Fault("process marks on tiers", 'self.ends, self.form == "steps")', "self.ends, True)"),
    Fault("process without marks", 'self.ends, self.form == "steps")', "self.ends, False)"),
    Fault("process marks that lead nowhere", 'f"#{self._anchor(number)}"', 'f"#{self._anchor(1)}"'),
    Fault(
        "process marks out of step",
        "for number, (text, address) in enumerate(boxes, 1)",
        "for number, (text, address) in enumerate(boxes)",
    ),
    Fault("process without numbers", 'sign = f"{number}." if self.form == "steps" else "-"', 'sign = "-"'),
    Fault("process without names", 'name = f"**{plain(step.name)}**: " if step.name else ""', 'name = ""'),
    Fault(
        "process without texts in the picture",
        '(f"{step.name}: {step.text}" if step.name else step.text, f',
        "(step.text, f",
    ),
    Fault("process without ends in the picture", "boxes, self.ends, self.form", "boxes, (), self.form"),
    Fault("process without ends in words", "*words, ends)", "*words)"),
    # -- quotations
    Fault("quotation without a gist", '(id_)}**",\n            plain(record.summary),', '(id_)}**",'),
    Fault(
        "quotation without its source",
        '*record.quoted(self),\n                ("Source"',
        '*record.quoted(self),\n                ("Seen in"',
    ),
    Fault("quotation of a retired record", '("Status", retired),', ""),
    Fault("quotation of a duty: how firmly", '("Wording", self._verbs()),', ""),
    Fault("quotation of a duty: on whom", '("Applied to", view.links(roles)),', ""),
    Fault(
        "quotation of a duty: not on all",
        "fromkeys(role for statement in self.statements for",
        "fromkeys(role for statement in self.statements[1:] for",
    ),
    Fault(
        "quotation of a duty: still current",
        '("Not in force", f"Since {until}. Replaced',
        '("In force", f"Until {until}. Replaced',
    ),
    Fault("quotation of an expectation: how firmly", '("How firmly it is stated", self._stated()), ', ""),
    Fault("quotation of an expectation: on whom", ', ("Applies to", view.links(self.applies_to))]', "]", EXPECTATION),
    Fault("quotation of a recommendation: how firmly", 'it is stated", "Numbered', 'it is stated", "Somebody’s'),
    Fault(
        "quotation of a recommendation: of whom", 'view.links(self.owners)),\n            ("D', '""),\n            ("D'
    ),
    Fault("quotation of a recommendation: by when", "DEADLINES[self.deadline]),\n        ]", '""),\n        ]'),
    Fault("quotation of a finding: verdict", '("Assessment", VERDICTS[self.verdict]),', ""),
    Fault("quotation of a finding: who says so", '("Reported by", SPEAKERS[self.said_by]),', ""),
    Fault("quotation of a discipline", 'return [("Status", self._standing())]', "return []"),
    Fault("quotation of a role", 'return [("Level", LEVELS[self.level])]', "return []"),
    Fault("quotation of an event", 'return [("When", self._when())]', "return []"),
    Fault("quotation of earlier work", 'return [("From", self.work), ', "return ["),
    # -- lists of all
    Fault(
        "list of kinds with the retired",
        "counted(len(self.knowledge.of(kind)))",
        "counted(len(self.knowledge.every(kind)))",
    ),
    Fault("list by letters with findings", "if record.is_in_a_to_z", "if record.title"),
    Fault("list by letters without other names", "{record.title, *record.names}", "{record.title}"),
    Fault("list by letters without kinds", "(record.id, name)} {record.called()[0]}", "(record.id, name)}"),
    Fault("priorities dropped", "if priority.role == self.id", "if priority.role != self.id"),
    Fault("priority without its first step", " First step: {view.text(priority.first_step)}", ""),
    Fault("long list in full", "return len(records) >= LONG and", "return len(records) < LONG and"),
    Fault(
        "list of terms without letters",
        'view.sections(own, 3) or "No entries."',
        'view.sections(own) or "No entries."',
    ),
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
    beside("frame day in the footer", "<li>Last updated {{ config.extra.updated }}</li>", "", PARTIALS),
    beside("frame description", "meta.description or (config", "(config", FRAME),
    beside("frame title", "{% if not is_home %} - {{ config.site_name }}{% endif %}", "", FRAME),
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
        '("changed", "Changed"), ("retired", "Removed")',
        seen_by=BESIDE,
    ),
    beside("changes after the last edition", "_changed(page, newer, is_first=not editions) or ", ""),
    beside("changes after the last edition by name", "## Since the last release", "## The last release"),
    beside("changes of the day of an edition", "if change.day <= e.day", "if change.day < e.day"),
    beside("changes without reason", 'return f"{named}: {plain(change.reason)}" if', "return named if"),
    beside("changes without the first edition", "parts.append(_counted(page, found))", "pass"),
    beside("changes without edition in the data", "edition=chapter.day", "edition=None"),
    # -- addresses, search, edition, ZIP, open data
    beside("moved page", "_lead(page_url(moved.page), moved.was", "_lead(moved.was, moved.was"),
    beside("moved page below another", '"../" * moved.was.count("/")', '"../"'),
    beside("permanent address", 'content="0; url={target}"', 'content="0; url={up}"'),
    beside("permanent address of a section", "_lead(section.url, section.title", "_lead(section.url, section.anchor"),
    beside("search without good and poor", "return [self.summary, *self.good, *self.poor]", "return [self.summary]"),
    beside(
        "search kind of a duty", "kind.called()[0].capitalize(), kind.worth]", "kind.kind.capitalize(), kind.worth]"
    ),
    Fault(
        "search with the retired",
        "knowledge.records.values() if record.retired is None]",
        "knowledge.records.values()]",
    ),
    beside("offline link", 'path += "index.html"', 'path += "index.htm"'),
    beside("index without the retired", 'status="retired" if record.retired else', "status="),
    beside("index without the last change", "last_changed=knowledge.last_changed(record)", 'last_changed=""'),
    beside("index without the place", "paragraph=c.paragraph, bullet=c.bullet", ""),
    beside("duty in the data without its dates", "include=set(IN_FORCE)", "include=set(IN_FORCE[2:])"),
    exchanged("table of yes and no", '"yes"', '"no"', 'return "yes" if value else "no"', seen_by=BESIDE),
    beside("table of lists", '" | ".join(', '", ".join('),
    # -- scripts
    in_script(
        "script citation edition", "(${id}).${based} ${site}, edition of ${edition}.", "(${id}).${based} ${site}."
    ),
    in_script("script citation without its source", "basis && ` Based on ${basis}.`", '""'),
    in_script("script citation day", 'day.replaceAll("-", "/")', "day"),
    in_script("script citation address", "`UR  - ${address}`", "`UR  - ${site}`"),
    in_script("script citation braces", '"{": "\\\\textbraceleft{}"', '"{": "\\\\{"'),
    in_script("script citation in a page", "<cite>${inHtml(site)}</cite>", "<cite>${site}</cite>"),
    in_script("script filter of all", "!value || entry[name]", "value && entry[name]"),
    in_script("script filter by part of a word", '[name].split(" ").includes', "[name].includes"),
    Fault("script entry: of a heading above entries", '[data-kind]")) return', 'h2")) return', "web/*.js", ENTRIES),
    Fault("script entry: never open", "next.open = true", "next.open = false", "web/*.js", ENTRIES),
    Fault("script entry: printed with all", 'part.dataset.printed = ""', "part.hidden = false", "web/*.js", ENTRIES),
    Fault(
        "script report: with the title",
        "&title=${id}&entry=${id}`",
        "&title=${id}&entry=${id}&body=x`",
        "web/*.js",
        ENTRIES,
    ),
    Fault(
        "script filter: empty result unexplained",
        ': " No entry matches',
        ': "" && " No entry matches',
        "web/*.js",
        FILTER,
    ),
    Fault("script filter: contents left alone", "link.parentElement.hidden = heading.hidden", "", "web/*.js", FILTER),
    Fault(
        "script filter: former address", '"lead=yes": "applies=lead"', '"lead=no": "applies=lead"', "web/*.js", FILTER
    ),
    in_script("script address on paper", "isRecord ? `id/${anchor}/`", "isRecord ? `${anchor}/`"),
    Fault("script check: wrong as right", "isRight(answer, box", "!isRight(answer, box", "web/*.js", CHECKS),
    Fault("script check: reasons folded", "rest.open = true", "rest.open = false", "web/*.js", CHECKS),
    Fault("script check: second try counted", "if (!results.has(box)) results", "results", "web/*.js", CHECKS),
    Fault("script check: fields of no question", '"aria-labelledby", asked.id', '"data-x", ""', "web/*.js", CHECKS),
    Fault("script calendar: a day late", "7 * (week - 1)", "7 * (week - 1) + 1", "web/*.js", CALENDAR),
    Fault("script calendar: without links", '" ").trim(), ...links]', '" ").trim()]', "web/*.js", CALENDAR),
    Fault("script calendar: comma not escaped", "[\\\\;,]/g", "[\\\\;]/g", "web/*.js", CALENDAR),
    # -- checks
    exchanged(
        "check: right and wrong", '"Right"', '"Not right"', '"Right" if is_right else "Not right"', seen_by=CHECKS
    ),
    Fault("check: answers of an order on paper", "self._is_right(option)", "option.is_right", seen_by=CHECKS),
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
    in_data("fact: who states an expectation", "expectation-no-pre-screening", ": inferred", ": inspectors"),
    in_data("fact whom of an expectation", "expectation-pdd-with-partners", "[role-police-force]", "[role-ctu]"),
    in_data("fact quantity of a finding", "finding-one-force-safeguards-staff", ": only one force", ": some forces"),
    in_data("fact speaker of a finding", "finding-panels-well-attended", "said_by: partners", "said_by: inspectors"),
    in_data("fact verdict of a finding", "finding-no-performance-framework", "verdict: gap", "verdict: mixed"),
    in_data("fact standing of a discipline", "discipline-vulnerability-to-radicalisation", "proposed", "core"),
    in_data("fact end of force", "source-prevent-duty-guidance-2015", "in_force_until: 2023", "in_force_until: 2024"),
    # -- what a reader types into a tool
    Fault(
        "tool: private note in the summary",
        '["Private note", isPrivate ? entry.privateNote : ""]',
        '["Private note", entry.privateNote]',
        TOOLS,
        SCRIPTS,
    ),
    Fault(
        "tool: files unchecked",
        "if (success) return { document: output };",
        "return { document: value };",
        TOOLS,
        SCRIPTS,
    ),
    Fault("tool: kept unasked", "if (seen !== null && !isContested) store();", "store();", TOOLS, CUSTODY),
    Fault("tool: other version replaced", " || keptText(work) !== seen) {", ") {", TOOLS, CUSTODY),
]
"""The faults. A word at the beginning of each name says what it is about."""

if __name__ == "__main__":
    sys.exit(run(FAULTS, sys.argv[1:]))
