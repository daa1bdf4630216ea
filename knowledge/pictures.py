"""Pictures as inline SVG, drawn in the colour of the text around them, so that both colour schemes and print show them.

No chart library: a picture here takes the colour of the text and holds no style attribute, which a strict content
policy would refuse, and boxes, bars and a line need little code. Each is narrow enough for 320 pixels and stands
beside its content in words.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.markdown import bullets, join, plain

Link = Callable[[str], str]
"""Takes an id and returns a link to the record."""

WIDTH = 340
LINE = 18
GAP = 22
CHARACTERS = 40


@dataclass(frozen=True)
class Step:
    """A box of a flow: its text, and where the report found trouble there, as words and the findings behind them."""

    text: str
    troubles: tuple[tuple[str, tuple[str, ...]], ...] = ()


REFERRAL = (
    Step(
        "First concern: somebody in the police, or in another organisation, notices it",
        (
            (
                "some interviewees told of cases screened before they are submitted",
                ("finding-pre-screening-by-partners",),
            ),
            (
                "forces were inconsistent in recording advice given to others, for example by telephone",
                ("finding-advice-recorded-inconsistently",),
            ),
        ),
    ),
    Step(
        "Referral: an internal form or intelligence report, or from outside by telephone, email or local form",
        (
            (
                "in some forces the internal form had no field for this vulnerability",
                ("finding-form-without-radicalisation-field",),
            ),
            (
                "partners saw several routes, and many thought one form would help; still it worked well",
                ("finding-partners-want-standard-form",),
            ),
            ("some interviewees said that they hear nothing back", ("finding-no-feedback-on-referrals",)),
        ),
    ),
    Step(
        "It reaches the Prevent staff, the intelligence bureau, special branch or the MASH",
        (
            (
                "in some forces safeguarding might start before the FIMU’s assessment; inspectors think it right",
                ("finding-safeguarding-before-fimu",),
            ),
        ),
    ),
    Step(
        "FIMU: the information that the police hold is assessed",
        (
            ("in some FIMUs nobody could open the case system", ("finding-fimu-without-tracker",)),
            ("a few inconsistencies between similar cases", ("finding-similar-cases-decided-differently",)),
            ("examples of cases not reassessed when they should have been", ("finding-fimu-reassessments-missed",)),
        ),
    ),
    Step(
        "Gateway assessment (PGA): how is the case to be managed?",
        (
            (
                "examples of forms not completed as they should be for each referral",
                ("finding-gateway-forms-incomplete",),
            ),
            (
                "some evidence that cases were passed to Channel incorrectly",
                ("finding-cases-wrongly-passed-to-channel",),
            ),
        ),
    ),
    Step(
        "Channel, a case led by the police, or an exit",
        (
            (
                "a few interviewees suggested that meetings before the panel filter cases out",
                ("finding-pre-meets-may-filter",),
            ),
            ("some panel members called police attendance inconsistent", ("finding-police-attendance-inconsistent",)),
            ("inspectors heard that some panels were not held to the timetable", ("finding-panels-off-timetable",)),
        ),
    ),
)
"""The way of a referral as the report describes it under The referral processes and Channel."""

OUTCOMES = ("Channel panel: support plan", "Police-led case", "Exit: not suitable")


@dataclass(frozen=True)
class Tier:
    """A tier of governance: its name, what it is, and who sits there, as words and the records behind them."""

    name: str
    what: str
    seats: tuple[tuple[str, tuple[str, ...]], ...]


TIERS = (
    Tier(
        "Strategic oversight",
        "a designated NPCC lead who governs Prevent for the force and, sometimes, regional resources working locally",
        (
            ("the designated lead", ("role-npcc-force-or-regional-lead",)),
            (
                "in most forces a board under a chief officer: usually the CONTEST, Prevent or a vulnerability board",
                ("role-chief-officer-prevent", "finding-board-under-chief-officer"),
            ),
            (
                "the regional CONTEST board, on which some forces were not represented by their own lead",
                ("term-contest-board", "finding-regional-board-lead-not-the-member"),
            ),
        ),
    ),
    Tier(
        "Management",
        "a senior manager in each force, responsible for its Prevent work",
        (
            ("the senior manager", ("role-senior-manager-prevent",)),
            (
                "the force’s Prevent lead, in this site’s reading; the report does not name a tier for the post",
                ("role-force-prevent-lead",),
            ),
        ),
    ),
    Tier(
        "Supervision",
        "of Prevent activity from day to day",
        (
            (
                "supervisors; those of regional units manage most of the dedicated staff interviewed",
                ("role-prevent-supervisor",),
            ),
            (
                "regional co-ordinators, in this site’s reading: elsewhere they are said to manage such staff",
                ("role-regional-prevent-co-ordinator",),
            ),
            ("the dedicated Prevent staff, who are supervised", ("role-dedicated-prevent-staff",)),
        ),
    ),
)
"""The three tiers that inspectors believe governance should include (Governance structures)."""


def referral(link: Link, steps: Sequence[Step] = REFERRAL) -> str:
    """Return the way of a referral, with a mark at each step where there was trouble, and the same in words."""
    svg = _flow("The way of a referral, from first concern to Channel panel or exit", steps, OUTCOMES)
    items: list[str] = []
    for number, step in enumerate(steps, 1):
        troubles = [f"{plain(words)} ({'; '.join(link(id_) for id_ in ids)})" for words, ids in step.troubles]
        text = f"{number}. {plain(step.text)}."
        items.append(f"{text}\n\n" + textwrap.indent(bullets(troubles), "    ") if troubles else text)
    return join(svg, *items, f"The outcomes: {plain('; '.join(OUTCOMES))}.")


def governance(link: Link, tiers: Sequence[Tier] = TIERS) -> str:
    """Return the three tiers of governance, one above the other, and in words who sits where."""
    svg = _flow(
        "The three tiers of governance for Prevent in a force", [Step(f"{t.name}: {t.what}") for t in tiers], ()
    )
    words = []
    for tier in tiers:
        seats = bullets(f"{plain(words)} ({'; '.join(link(id_) for id_ in ids)})" for words, ids in tier.seats)
        words.append(f"- **{tier.name}**: {plain(tier.what)}.\n\n{textwrap.indent(seats, '    ')}")
    return join(svg, *words)


def timeline(events: Iterable[tuple[str, str]]) -> str:
    """Return a line down the years with a dot for each event, given as its date in words and its title."""
    parts = []
    y = 16
    for date, title in events:
        lines = textwrap.wrap(title, CHARACTERS - 2)
        parts.append(f'<circle cx="8" cy="{y - 5:g}" r="4" fill="currentColor"/>')
        parts.append(_words(24, y, date, bold=True))
        parts += [_words(24, y + LINE * index, line) for index, line in enumerate(lines, 1)]
        y += LINE * (len(lines) + 1) + 10
    line = f'<path d="M8 4V{y - 16:g}" stroke="currentColor"/>'
    return _figure("Timeline of Prevent in the sources", line + "".join(parts), y)


def bars(counts: Mapping[str, Mapping[str, int]]) -> str:
    """Return a bar for each row of counts, divided by the inner names; the caller shows the figures in words."""
    most = max(sum(inner.values()) for inner in counts.values())
    names = list(next(iter(counts.values())))
    parts = [_PATTERNS]
    y = 16
    for row, inner in counts.items():
        parts.append(_words(0, y, f"{row}: {sum(inner.values())}"))
        x = 0.0
        for index, count in enumerate(inner.values()):
            width = count * WIDTH / most
            if count:
                parts.append(_rectangle(x, y + 6, width, 16, _FILLS[index]))
            x += width
        y += 48
    for index, name in enumerate(names):
        parts.append(_rectangle(0, y - 10, 24, 12, _FILLS[index]))
        parts.append(_words(32, y, name))
        y += LINE
    return _figure("Findings by chapter and verdict", "".join(parts), y)


_FILLS = ("currentColor", "url(#dots)", "url(#stripes)", "none")
_PATTERNS = (
    '<defs><pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<circle cx="3" cy="3" r="1.6" fill="currentColor"/></pattern>'
    '<pattern id="stripes" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path d="M0 0V5" stroke="currentColor" stroke-width="2"/></pattern></defs>'
)


def _flow(title: str, steps: Sequence[Step], ends: Sequence[str]) -> str:
    """Return boxes one below the other, joined by arrows; the ends stand side by side under the last."""
    parts = []
    y = 2
    for number, step in enumerate(steps, 1):
        lines = textwrap.wrap(step.text, CHARACTERS)
        height = LINE * len(lines) + 12
        parts.append(_box(2, y, WIDTH - 4, height, lines))
        if step.troubles:
            parts.append(_mark(WIDTH - 16, y, str(number)))
        y += height
        if number < len(steps) or ends:
            parts.append(_arrow(WIDTH / 2, y))
            y += GAP
    if ends:
        width = WIDTH / len(ends)
        wrapped = [textwrap.wrap(end, int(CHARACTERS / len(ends))) for end in ends]
        height = LINE * max(len(lines) for lines in wrapped) + 12
        parts += [_box(index * width + 2, y, width - 4, height, lines) for index, lines in enumerate(wrapped)]
        y += height
    return _figure(title, "".join(parts), y + 2)


def _figure(title: str, content: str, height: float) -> str:
    name = html.escape(title)
    return (
        f'<figure class="picture"><svg viewBox="0 0 {WIDTH} {height:g}" role="img" aria-label="{name}">{content}</svg>'
        f"<figcaption>{name}. The same stands below in words.</figcaption></figure>"
    )


def _box(x: float, y: float, width: float, height: float, lines: Iterable[str]) -> str:
    texts = (_words(x + 8, y + 20 + LINE * index, line) for index, line in enumerate(lines))
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="4" fill="none" stroke="currentColor"/>'
        + "".join(texts)
    )


def _rectangle(x: float, y: float, width: float, height: float, fill: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:g}" width="{width:.1f}" height="{height:g}" fill="{fill}" stroke="currentColor"/>'


def _words(x: float, y: float, text: str, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}" font-size="14"{weight} fill="currentColor">{html.escape(text)}</text>'


def _mark(x: float, y: float, text: str) -> str:
    return (
        f'<circle cx="{x:g}" cy="{y + 14:g}" r="10" fill="currentColor"/>'
        f'<text x="{x:g}" y="{y + 19:g}" font-size="13" text-anchor="middle" class="on-mark">{html.escape(text)}</text>'
    )


def _arrow(x: float, y: float) -> str:
    end = y + GAP
    return (
        f'<path d="M{x:g} {y:g}V{end - 6:g}" stroke="currentColor"/>'
        f'<path d="M{x - 4:g} {end - 7:g}L{x:g} {end - 1:g}L{x + 4:g} {end - 7:g}Z" fill="currentColor"/>'
    )
