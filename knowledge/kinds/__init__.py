"""The kinds of record, in the order in which the site lists them: each has a file beside this one, and a name here."""

from __future__ import annotations

from knowledge.kinds.assessment import Assessment
from knowledge.kinds.development import Development
from knowledge.kinds.discipline import Discipline
from knowledge.kinds.duty import Duty
from knowledge.kinds.earlier import Earlier
from knowledge.kinds.edition import Edition
from knowledge.kinds.event import Event
from knowledge.kinds.expectation import Expectation
from knowledge.kinds.finding import Finding
from knowledge.kinds.module import Module
from knowledge.kinds.moved import Moved
from knowledge.kinds.phrases import Phrases
from knowledge.kinds.priority import Priority
from knowledge.kinds.process import Process
from knowledge.kinds.question import Question
from knowledge.kinds.recommendation import Recommendation
from knowledge.kinds.referral_year import ReferralYear
from knowledge.kinds.role import Role
from knowledge.kinds.source import Source
from knowledge.kinds.synonyms import Synonyms
from knowledge.kinds.term import Term
from knowledge.kinds.unread import Unread
from knowledge.kinds.wording import Wording
from knowledge.record import Entry, Record

KINDS: tuple[type[Record], ...] = (
    Source,
    Recommendation,
    Expectation,
    Finding,
    Duty,
    Discipline,
    Role,
    Term,
    Event,
    Earlier,
    Development,
    Unread,
    Module,
    Question,
)

AUXILIARY: tuple[type[Entry], ...] = (
    Process,
    Priority,
    Assessment,
    ReferralYear,
    Edition,
    Synonyms,
    Phrases,
    Moved,
    Wording,
)
"""What stands in data files beside the records."""

ENTRIES: tuple[type[Entry], ...] = (*KINDS, *AUXILIARY)
