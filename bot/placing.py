"""Placing: a site that a question names by itself, whose numbers stand in a list of sites as its operator's."""

from __future__ import annotations

from dataclasses import replace

from bot.library import Library
from bot.question import Intent, Question

__all__ = ["placed"]


def placed(question: Question, library: Library) -> Question:
    """A question about a site as one about that part of who runs it, where only such figures are held of what is asked.

    "How many megawatts is Gable Ridge": a list has them in the row of "Gable Ridge, Colorado", as its own or as its operator's.
    """
    if len(question.entities) != 1 or question.parts or not question.metrics or question.intent is Intent.COMPARISON:
        return question
    (name,) = question.entities
    asked = {mention.metric for mention in question.metrics}
    if library.names.is_company(name) or library.names.is_product(name) or library.glances({name}, asked):
        return question
    held = [(owner, part) for owner, part, metric in library.owners_of(name) if metric in asked]
    owners = {owner for owner, _ in held}
    return replace(question, entities=tuple(owners), parts=tuple(part for _, part in held if part)) if len(owners) == 1 else question
