"""Spelling: words of a question that no page has and that are one slip from an everyday one, read as that."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from bot.library import Library
from bot.paraphrases import known_stems
from bot.question import Question
from bot.words import stem, stems
from index._ordinary import ORDINARY
from index._typo import TypoIndex

__all__ = ["respelled"]

_SHORTEST = 7
"""Letters of a stem from which on one slip still tells which word is meant."""


def respelled(question: Question, library: Library) -> Question:
    """A question with the words that it mistypes read as they are meant ("sharholder vote"); names are left as they are."""
    unknown = {root for name in question.unknown for root in stems(name)}
    meant = {}
    for term in (*question.terms, *question.background):
        if len(term) >= _SHORTEST and term.isalpha() and term not in unknown and term not in _everyday().words and library.weights.absent(term):
            near = _everyday().nearest(term)
            if near is not None and not library.weights.absent(near):
                meant[term] = near
    if not meant:
        return question
    return replace(
        question,
        terms=tuple(dict.fromkeys(meant.get(term, term) for term in question.terms)),
        background=tuple(dict.fromkeys(meant.get(term, term) for term in question.background)),
        firm=frozenset(meant.get(term, term) for term in question.firm),
    )


@lru_cache(maxsize=1)
def _everyday() -> TypoIndex:
    words = {stem(word) for word in ORDINARY} | known_stems()
    return TypoIndex(word for word in words if len(word) >= _SHORTEST - 1)
