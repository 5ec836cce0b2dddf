"""Among parts: which parts of one company a comparison is of, where the company is named only as theirs.

"Which Acme business sold more, Bolt or robots" compares two parts of Acme, and Acme with neither. A part goes by its own
name, or by a word that a sentence about its figure has: "the Handling segment of Acme, its robots business".
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.coverage import stem_set
from bot.library import Library
from bot.question import Question
from index.pattern import lazy_pattern

__all__ = ["among_parts"]

_PART_OF = lazy_pattern(r"\b(?:business(?:es)?|segments?|units?|parts?|arms?|divisions?|sides?)\b", re.IGNORECASE)


def among_parts(question: Question, library: Library) -> Question | None:
    """The question between the parts alone, as it is where it is of no parts; None where another part than one cannot be told."""
    names = library.names
    parts = tuple(e for e in question.entities if set(names.lineage(e)[1:]) & set(question.entities))
    owners = {owner for part in parts for owner in names.lineage(part)[1:]} & set(question.entities)
    if not parts or len(owners) != 1 or not _PART_OF.search(question.text):
        return question
    if len(parts) > 1:
        return replace(question, entities=parts)
    owner = next(iter(owners))
    measured = {mention.metric for mention in question.metrics}
    others = [part for part in names.parts(owner) if part not in parts]
    for term in question.terms:
        told = [other for other in others if any(term in stem_set(library.quote(figure)) for figure in library.figures(library.glances({other}, measured)))]
        if len(told) == 1:
            return replace(question, entities=(*parts, told[0]), terms=(), firm=frozenset())
    return None
