"""Targets: whether a result came in above, within or below what had been guided, forecast or budgeted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot import measures
from bot.answer import Answer, Status
from bot.coverage import stem_set
from bot.drafting import Draft
from bot.figure_answers import figure_sentence
from bot.fitness import FUTURE, PLANS
from bot.library import Library
from bot.question import Intent, Question
from bot.reckoned import difference
from bot.selection import Fit, fits
from bot.times import period_match
from bot.wording import in_short
from bot.words import stems
from corpus.dates import known_by
from index.amount import Amount
from index.amounts import find_amounts, format_amount
from index.figure import Basis
from index.fiscal import Match
from index.pattern import lazy_pattern
from index.period import Period

__all__ = ["against_target"]

_CUE = lazy_pattern(
    r"\b(?:hit|hits|meet|meets|met|beat|beats|miss|missed|misses|exceed|exceeded|reach|reached|top|topped|surpass|surpassed|overshoot|"
    r"undershoot|outperform|deliver(?:ed)? on|(?:fall|fell|come|came) (?:short|in)|live[sd]? up to|stuck? to|kept?|make|made|achieve|achieved|"
    r"(?:above|below|within|over|under|versus|vs\.?|against|compare[sd]? (?:to|with)))\b",
    re.IGNORECASE,
)
_TOLD = lazy_pattern(
    r"\b(?:outlook|guidance|forecast|target|budget|plan|projection)s? (?:was |of |for |had been )", re.IGNORECASE
)


_BY_HOW_MUCH = lazy_pattern(
    r"\b(?:by )?how (?:much|many|far)\b.*\b(?:beat|miss|exceed|top|surpass|over|under|above|below|short|off|ahead|overshoot|undershoot)\w*\b|\b(?:gap|difference|delta)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Goal:
    """An amount that was aimed at, with where that is said."""

    amount: Amount
    said_on: date
    fit: Fit


def against_target(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """How a result compares with the last goal given for it; None where one of the two is not held."""
    if not question.bases & FUTURE or len(question.entities) != 1 or len(question.periods) > 1 or not _CUE.search(question.text):
        return None
    cue = {root for found in _CUE.finditer(question.text) for root in stems(found.group())}
    terms = tuple(t for t in question.terms if t not in cue)
    bare = replace(question, bases=frozenset(), intent=Intent.FIGURE, terms=terms, firm=question.firm & set(terms))
    results = [
        f
        for f in fits(bare, library, as_of=as_of)
        if not f.kin and f.match is not Match.WEAK and _is_result(f, library)
    ]
    if not results or results[0].figure.period is None or results[0].figure.amount.high is not None:
        return None
    result = results[0]
    goals = sorted(_goals(bare, result, results[0].figure.period, library, as_of), key=lambda goal: goal.said_on)
    if not goals:
        return None
    goal = goals[-1]
    value, low, high = result.figure.amount.value, goal.amount.value, goal.amount.high or goal.amount.value
    where = "above" if value > high else "below" if value < low else "within" if goal.amount.high else "equal to"
    draft = Draft(library, question.text)
    first, second = draft.cite_fit(result), draft.cite_fit(goal.fit)
    draft.state(result, (first,))
    apart = difference(goal.amount, result.figure.amount) if _BY_HOW_MUCH.search(question.text) else None
    if apart is not None:
        size = replace(apart, value=abs(apart.value))
        how = f"{in_short(result.figure.amount)} against {in_short(goal.amount)}"
        draft.state(replace(result, figure=replace(result.figure, amount=size)), (first, second), how)
        draft.say(f"By {'about ' if size.qualifier == 'about' else ''}{in_short(size)}: {how} (computed).")
    draft.say(
        f"{'No' if where == 'below' else 'Yes'}: it came in {where} the goal of {format_amount(goal.amount)} [{second}]."
    )
    draft.say(figure_sentence(result, library, first))
    return draft.answer(Status.ANSWERED)


_SET_AGAINST = lazy_pattern(
    r"\b(?:against|versus|vs\.?|compared (?:with|to)|above|ahead of|below|short of|beating|topping|exceeding|missing|better than|worse than)\b"
    r"[^.;]{0,40}\b(?:outlook|guidance|forecast|target|budget|plan|projection|range)s?\b",
    re.IGNORECASE,
)


def _is_result(fit: Fit, library: Library) -> bool:
    """Whether a figure is of what happened: also where its sentence goes on to the goal ("$5m, against guidance of 4m")."""
    if fit.figure.basis is Basis.ACTUAL:
        return True
    after = library.text(fit.document.document_id)[fit.figure.amount.end : fit.figure.end]
    return fit.figure.table is None and bool(_SET_AGAINST.search(after[:90]))


def _goals(question: Question, result: Fit, period: Period, library: Library, as_of: date | None) -> Iterator[_Goal]:
    """What was aimed at for the result's period: earlier guidance, and what a report of the result compares it with."""
    told = result.document.published or date.max
    for fit in fits(replace(question, bases=FUTURE), library, periods=(period,), as_of=as_of):
        said_on = fit.document.published or date.min
        like = (fit.figure.metric, fit.figure.dimension, fit.figure.amount.unit)
        own = (result.figure.metric, result.figure.dimension, result.figure.amount.unit)
        if (
            fit.figure.basis in {Basis.GUIDANCE, Basis.PROJECTION}
            and fit.match is Match.EXACT
            and like == own
            and said_on < told
        ):
            yield _Goal(fit.figure.amount, said_on, fit)
    for fit in fits(replace(question, text="", bases=FUTURE), library, periods=(), as_of=as_of):
        # "$20 million, above a target of $15 million"
        beside = (fit.figure.document_id, fit.figure.start, fit.figure.metric) == (result.figure.document_id, result.figure.start, result.figure.metric)
        if beside and fit.figure.basis in PLANS and fit.figure.amount.unit == result.figure.amount.unit:
            yield _Goal(fit.figure.amount, told, fit)
    name = stem_set(measures.name(library.taxonomy, result.figure.metric))
    for figure in library.snapshot.figures(entity=[result.figure.entity]):
        if figure.table is not None or period_match(figure, (period,), library) is not Match.EXACT:
            continue
        quote, document = library.quote(figure), library.document(figure.document_id)
        mark = _TOLD.search(quote)
        if (
            mark is None
            or not name <= stem_set(quote)
            or (as_of is not None and not known_by(document.published, as_of))
        ):
            continue
        near = [
            a for a in find_amounts(quote) if 0 <= a.start - mark.end() <= 12 and a.unit == result.figure.amount.unit
        ]
        if near:
            yield _Goal(
                near[0], document.published or date.min, Fit(figure, document, 0.0, kin=False, match=None, coverage=1.0)
            )
