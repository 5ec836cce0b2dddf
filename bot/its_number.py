"""Claims without a measure: "so Acme's at 29.3 billion?" says what it means by the number alone.

The measure is the one of which a source gives the company that number, and what stands of it now is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.answer import Answer
from bot.claims import meant, unsettled
from bot.coverage import stem_set
from bot.figure_answers import single
from bot.library import Library
from bot.measures import RELATIONS
from bot.question import Intent, Question
from bot.that_number import held_up
from corpus.dates import known_by
from index.amount import is_money
from index.figure import Figure
from index.pattern import lazy_pattern
from index.taxonomy import MetricMention

__all__ = ["by_its_number"]

_MOST = 2
_IS = lazy_pattern(r"(?:['’]s|\b(?:is|are|was|were|at|it|has|have|had|got|be|still|now|really|to))\s(?:(?:about|around|roughly|nearly|some|over|like|still|now|really|only|just)\s)*$", re.IGNORECASE)
"""What stands before a number that is said to be so."""
_DIGITS = 3
"""Digits that a bare number has to have in common with a figure: of "15" every company has several."""


def by_its_number(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """What is held of the measure that a claimed number is of; None where no source gives the company that number, or of several measures."""
    if question.intent is not Intent.CHECK or not 0 < len(question.amounts) <= _MOST or not 0 < len(question.entities) <= 2 or question.over_time:
        return None
    held = _held(question, library, as_of)
    measures = {figure.metric for figure in held}
    if len(measures) != 1:
        return None
    # Of a deal that has not come about it is told that it has not, whatever is asked of its sum.
    open_deal = measures <= RELATIONS and all(unsettled(library.quote(figure)) for figure in held)
    if not open_deal and any(held_up(question.text, said) for said in question.amounts):
        return None  # "is the deal part of that 364 billion" asks for something else of the number
    said = frozenset().union(*(stem_set(library.quote(figure)) for figure in held))
    terms = tuple(term for term in question.terms if term in said)
    if terms != question.terms and not open_deal and not _IS.search(question.text[: question.amounts[0].start]):
        return None  # of what else is asked, the number says nothing: "is Acme's 29bn round oversubscribed"
    meaning = replace(question, metrics=(MetricMention(measures.pop(), 0, 0, ""),), terms=terms, firm=question.firm & frozenset(terms), parts=())
    return single(meaning, library, as_of)


def _held(question: Question, library: Library, as_of: date | None) -> Sequence[Figure]:
    """The company's own figures that are every number of the question, each told beside the others; of two names the quote has the other one."""
    for name in question.entities:
        found = []
        for figure in library.snapshot.figures(entity=library.names.same((name,))):
            if not figure.metric or figure.table is not None or not any(_is(said.value, figure) and meant(said, figure.amount) for said in question.amounts):
                continue
            if as_of is not None and not known_by(library.document(figure.document_id).published, as_of):
                continue
            if question.parts and not stem_set(" ".join(question.parts)) <= stem_set(library.quote(figure)):
                continue
            if all(library.names.same((other,)) & library.names_in(library.quote(figure)) for other in question.entities if other != name):
                found.append(figure)
        if found and all(any(meant(said, figure.amount) for figure in found) for said in question.amounts):
            return found
    return ()


def _is(said: object, figure: Figure) -> bool:
    return is_money(figure.amount.unit) or len(str(said).strip("0.")) >= _DIGITS
