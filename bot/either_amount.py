"""Answers to which of two numbers is right, where a question names no measure and sources give both for one.

Neither is called wrong: each is told with what its source says of it ("before the new money was counted").
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bot import measures
from bot.answer import Answer, Status
from bot.drafting import Draft
from bot.figure_answers import aside_words, figure_sentence
from bot.library import Library
from bot.question import Question
from bot.selection import Fit, fits
from bot.wording import plain
from index.amount import Amount
from index.amounts import agree
from index.pattern import lazy_pattern
from index.taxonomy import MetricMention

__all__ = ["either_amount"]

_WHICH = lazy_pattern(
    r"\bwho(?:['’]?s| is| was|m)? (?:right|wrong|correct|lying|mistaken)\b|\bwhich (?:(?:one|number|figure|of (?:the two|them|these))\s)?(?:is|was|['’]?s) (?:right|wrong|correct|true|it)\b",
    re.IGNORECASE,
)
_OR = lazy_pattern(r"\s?(?:or|vs\.?|versus|/)\s?", re.IGNORECASE)
_SMALLEST = 1_000_000


def either_amount(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """Both of two numbers that a question sets against each other, as sources give them for one measure; None where one is not held."""
    if question.metrics or len(question.entities) != 1 or len(question.amounts) != 2:
        return None
    one, other = question.amounts
    alone = not question.terms and _OR.fullmatch(question.text[one.end : other.start]) is not None
    if not alone and not _WHICH.search(question.text):
        return None
    if agree(one, other) or min(one.value, other.value) < _SMALLEST:
        return None
    known = library.snapshot.figures(entity=library.names.same(question.entities))
    for metric in sorted({f.metric for f in known if f.metric and f.table is None and _is(f.amount, one)}):
        found = fits(replace(question, metrics=(MetricMention(metric, 0, 0, ""),), amounts=(), terms=(), firm=frozenset()), library, as_of=as_of)
        both = [next((f for f in found if not f.kin and f.figure.table is None and _is(f.figure.amount, said)), None) for said in (one, other)]
        if both[0] is not None and both[1] is not None:
            return _told(question, both[0], both[1], library)
    return None


def _is(amount: Amount, said: Amount) -> bool:
    return agree(replace(amount, unit=said.unit, per=said.per), said)


def _told(question: Question, one: Fit, other: Fit, library: Library) -> Answer:
    draft = Draft(library, question.text)
    draft.say("Sources give both, and say of each what it is:")
    for fit in (one, other):
        number = draft.cite_fit(fit)
        draft.state(fit, (number,))
        draft.say(f"{figure_sentence(fit, library, number)}{aside_words(fit)}")
        draft.say(f"“{plain(library.quote(fit.figure))}” [{number}]")
    draft.say(measures.caveat(library.taxonomy, one.figure.metric))
    return draft.answer(Status.ANSWERED)
