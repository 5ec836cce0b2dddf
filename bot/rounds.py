"""Rounds: the parts that a round or a deal is paid in, and what was said of it before it closed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.fitness import PLANS
from bot.library import Library
from bot.measures import RELATIONS
from bot.named_rounds import rounds_in
from bot.question import Question
from bot.selection import Fit, fits
from bot.times import dated_period, period_rank
from index.amounts import agree, find_amounts
from index.figure import Figure
from index.pattern import lazy_pattern
from index.period import PeriodKind
from index.records import DocumentMeta
from index.sentences import sentence_spans

__all__ = ["before_closing", "parts_told"]

_CLOSED = frozenset({"funding_raised", "investment", "acquisition_price"})
_CLOSING_DAYS = 92
"""How long before a round closed what was said of it may be about it."""
_FOLLOWING = 3
"""Sentences after a figure's own that may tell of its parts."""
_PARTS = lazy_pattern(
    r"\b(?:only|of (?:which|that|this|it|the (?:round|sum|total|amount|money))|first (?:tranche|close|closing|instal+ment)|tranches?|instal+ments?|up ?front|at once|at first|immediately|initially|"
    r"the (?:rest|remainder|other|balance|remaining)|(?:had been|was|were) (?:first |originally |initially |earlier )?(?:announced|reported|put|given|valued|described)|conditional|depends?|contingent|milestones?|up to)\b",
    re.IGNORECASE,
)
"""How a sentence speaks of the parts of a sum said before, or of what it was announced as."""


def before_closing(question: Question, found: Sequence[Fit], lead: Fit, library: Library, as_of: date | None) -> list[Fit]:
    """What another source said shortly before of the same round or deal, or of its first close."""
    if lead.figure.metric not in _CLOSED:
        return []
    if question.periods:
        found = fits(replace(question, periods=(), latest=False), library, as_of=as_of)
    day = period_rank(dated_period(lead.figure, library), lead.document)
    named = rounds_in(library.quote(lead.figure))
    for fit in found:
        own, other = fit.figure, lead.figure
        since = day - _told_for(own, fit.document, library)
        alike = (own.metric, own.entity, own.dimension, own.amount.unit) == (other.metric, other.entity, other.dimension, other.amount.unit)
        if not alike or (own.basis in PLANS) != (other.basis in PLANS) or own.document_id == other.document_id or own.period is None:
            continue
        another = rounds_in(library.quote(own))
        if timedelta(0) < since <= timedelta(days=_CLOSING_DAYS) and not (named and another and named.isdisjoint(another)) and not agree(own.amount, other.amount):
            return [fit]
    return []


def _told_for(figure: Figure, document: DocumentMeta, library: Library) -> date:
    """The day that a figure of a deal is for; one that only says the year is for the day it was told."""
    period = dated_period(figure, library)
    rough = period is not None and period.kind not in {PeriodKind.INSTANT, PeriodKind.MONTH, PeriodKind.QUARTER}
    return document.published if rough and document.published is not None else period_rank(period, document)


def parts_told(lead: Fit, library: Library) -> Iterator[tuple[int, int]]:
    """Where the sentences after a sum paid or raised tell of its parts, or of another sum that it was announced as."""
    figure = lead.figure
    if figure.metric not in RELATIONS or figure.table is not None:
        return
    text = library.text(figure.document_id)
    end = text.find("\n\n", figure.end)
    for start, stop in list(sentence_spans(text, figure.end, len(text) if end < 0 else end))[:_FOLLOWING]:
        sentence = text[start:stop]
        others = [a for a in find_amounts(sentence) if a.unit == figure.amount.unit and not agree(a, figure.amount)]
        if others and _PARTS.search(sentence):
            yield start, stop
