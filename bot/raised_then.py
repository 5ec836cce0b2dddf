"""Raised then: what a company raised in a month, where a question asks what it took in and no sales of that month are held."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bot.answer import Answer, Status
from bot.figure_answers import single
from bot.library import Library
from bot.question import Question
from bot.selection import fits
from bot.words import stem
from index.pattern import lazy_pattern
from index.period import PeriodKind

__all__ = ["raised_then"]

_TOOK_IN = lazy_pattern(r"\b(?:br(?:ing|ings|ought)|pull\w*|t(?:ake|akes|aking|ook)|rak\w*|haul\w*|land\w*)\b(?:\s\w+)?\s?(?:in\b)?", re.IGNORECASE)
_MONEY = frozenset(map(stem, ("cash", "money", "funds")))


def raised_then(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The round of the month in which a question asks what was "brought in"; None where sales of the month, or no round in it, are held."""
    if len(question.periods) != 1 or question.periods[0].kind is not PeriodKind.MONTH or len(question.entities) != 1:
        return None
    if {m.metric for m in question.metrics} != {"revenue"} or not _TOOK_IN.search(question.metrics[0].words) or fits(question, library, as_of=as_of):
        return None
    terms = tuple(term for term in question.terms if term not in _MONEY)
    raised = replace(question, metrics=(question.metrics[0]._replace(metric="funding_raised"),), terms=terms, firm=question.firm & frozenset(terms))
    answer = single(raised, library, as_of)
    if answer is None or answer.status is not Status.ANSWERED:
        return None
    return replace(answer, text=f"{answer.text}\nThis is what it raised; no source I hold gives its sales of that month.")
