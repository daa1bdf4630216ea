"""Slides to teach with, of each module and of each lesson plan and tabletop."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.graph import Knowledge
from knowledge.kit.deck import Deck
from knowledge.kit.format import Format, Material, Subject, modules, sessions
from knowledge.kit.module_slides import module_deck
from knowledge.kit.session_slides import session_deck


def inputs(subject: Subject, material: Material) -> Deck:
    """Return the slides on a subject as plain data."""
    return module_deck(subject, material) if subject.group == "module" else session_deck(subject, material)


def make(deck: Deck) -> bytes:
    """Return slides as PPTX."""
    from knowledge.kit.presentation import pptx  # a preview does without its packages

    return pptx(deck)


def _subjects(knowledge: Knowledge, titles: Mapping[str, str]) -> list[Subject]:
    return [*modules(knowledge, titles), *sessions(knowledge, titles)]


SLIDES = Format(
    key="slides",
    name="Slides (PPTX)",
    about="Slides that you can change, with timings, what to say and sources in the notes.",
    suffix="-slides.pptx",
    subjects=_subjects,
    inputs=inputs,
    make=make,
)
