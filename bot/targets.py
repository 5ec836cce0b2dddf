"""Targets: whether a result came in above, within or below what had been guided, forecast or budgeted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

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
from bot.wording import in_short, plain
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
    r"\b(?:by )?how (?:much|many|far)\b.*\b(?:beat|miss|exceed|top|surpass|over|under|above|below|short|off|ahead|overshoot|undershoot)\w*\b|\b(?:gap|difference|delta)\b|\bby how (?:much|many|far)\b",
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
    unnamed = not question.metrics
    if unnamed and (terms or not _OUTLOOK.search(question.text)):
        return None
    # "Did it beat guidance" is of its sales before anything else.
    metrics = measures.UNNAMED if unnamed else question.metrics
    bare = replace(question, metrics=metrics, bases=frozenset(), intent=Intent.FIGURE, terms=terms, firm=question.firm & set(terms))
    results = [
        f
        for f in fits(bare, library, as_of=as_of)
        if not f.kin and f.match is not Match.WEAK and _is_result(f, library)
    ]
    found = next((pair for result in _in_turn(results, question) if (pair := _last_goal(bare, result, library, as_of)) is not None), None)
    if found is None:
        return None
    result, goal = found
    if _of_more(question, result, goal, library):
        return _told_apart(question, result, goal, library)
    either_way, room = _room(goal, library)
    value, low, high = result.figure.amount.value, goal.amount.value - room, (goal.amount.high or goal.amount.value) + room
    where = "above" if value > high else "below" if value < low else "within" if high > low else "equal to"
    draft = Draft(library, question.text)
    if unnamed:
        draft.say(measures.BY_REVENUE)
    first, second = draft.cite_fit(result), draft.cite_fit(goal.fit)
    draft.state(result, (first,))
    # From a range it is as far as from its nearer end.
    end = goal.amount if goal.amount.high is None else replace(goal.amount, value=goal.amount.high if where == "above" else goal.amount.value, high=None)
    apart = difference(end, result.figure.amount) if _BY_HOW_MUCH.search(question.text) and where != "within" else None
    if apart is not None:
        size = replace(apart, value=abs(apart.value))
        how = f"{in_short(result.figure.amount)} against {in_short(end)}"
        draft.state(replace(result, figure=replace(result.figure, amount=size)), (first, second), how)
        draft.say(f"By {'about ' if size.qualifier == 'about' else ''}{in_short(size)}: {how} (computed).")
    verdict = _verdict(question, where)
    said = f"{verdict + ': it' if verdict else 'It'} came in {where} the goal of {format_amount(goal.amount)}{either_way} [{second}]."
    came_to = figure_sentence(result, library, first)
    for sentence in (came_to, said) if _HOW_COMPARED.search(question.text) else (said, came_to):
        draft.say(sentence)
    return draft.answer(Status.ANSWERED)


_WIDER = lazy_pattern(r"\bsegment\b|\bthat includes\b|\bincluding\b|\bmade up of\b|\btogether with\b|\bcombined\b|\bpro forma\b", re.IGNORECASE)
"""What a sentence says of a number that is of more than the company it is given for."""


def _of_more(question: Question, result: Fit, goal: _Goal, library: Library) -> bool:
    """Whether a result is, by its sentence, of a segment or of more than the company ("revenue of the AI segment (Acme and Bolt)"), where the goal is of the company."""
    if result.figure.table is not None or result.figure.dimension or question.parts or _WIDER.search(question.text):
        return False
    quote = library.quote(result.figure)
    return result.figure.document_id != goal.fit.figure.document_id and _WIDER.search(quote) is not None and not _WIDER.search(library.quote(goal.fit.figure))


def _told_apart(question: Question, result: Fit, goal: _Goal, library: Library) -> Answer:
    """A result and a goal that are not of the same, each in its own words."""
    draft = Draft(library, question.text)
    draft.say("These cannot be set against each other: by their sources' words they are not of the same thing.")
    for fit, what in ((result, "The result"), (goal.fit, "The goal")):
        number = draft.cite_fit(fit)
        draft.state(fit, (number,))
        draft.say(f"{what}: {figure_sentence(fit, library, number)}")
        if fit.figure.table is None:
            draft.say(f"“{plain(library.quote(fit.figure))}” [{number}]")
    return draft.answer(Status.ANSWERED)


def _in_turn(results: Sequence[Fit], question: Question) -> list[Fit]:
    """The results to hold against a goal: the foremost, and where no time is asked then the newest of each time."""
    if not results or question.periods:
        return list(results[:1])
    newest: dict[date, Fit] = {}
    for fit in results:
        if fit.figure.period is not None and fit.figure.period.end is not None:
            newest.setdefault(fit.figure.period.end, fit)
    ends = sorted(newest, reverse=True)[:_LOOKED_BACK]
    return [*(results[:1] if question.metrics else ()), *(newest[end] for end in ends)]


_LOOKED_BACK = 3
"""How many ends of periods are tried, the newest first: a goal of long ago is no answer to "did it beat guidance"."""


def _last_goal(question: Question, result: Fit, library: Library, as_of: date | None) -> tuple[Fit, _Goal] | None:
    """A result with the last goal given for it; None where there is none, or the result is a range or of no time."""
    if result.figure.period is None or result.figure.amount.high is not None:
        return None
    goals = sorted(_goals(question, result, result.figure.period, library, as_of), key=lambda goal: goal.said_on)
    return (result, goals[-1]) if goals else None


def _verdict(question: Question, where: str) -> str:
    """Yes or no to what is asked of a result that came in somewhere; empty where a question only sets the two side by side."""
    if _HOW_COMPARED.search(question.text):
        return ""
    if _FELL_SHORT.search(question.text):
        return "Yes" if where == "below" else "No"
    if _WENT_OVER.search(question.text):
        return "Yes" if where == "above" else "No"
    return ("No" if where == "below" else "Yes") if _REACHED.search(question.text) else ""


_HOW_COMPARED = lazy_pattern(r"\bhow (?:did|does|do|has|have|was|were|is|are)\b.*\b(?:compare|stack up|measure up|line up)\w*", re.IGNORECASE, signs=("compare", " up"))
"""What asks for a result beside its goal, and for no yes or no."""
_FELL_SHORT = lazy_pattern(r"\b(?:miss(?:ed|es)?|undershoot|short|below|under)\b", re.IGNORECASE)
_WENT_OVER = lazy_pattern(r"\b(?:beats?|exceed(?:s|ed)?|topped|tops?(?= (?:its|their|the|guid|outlook|forecast))|surpass(?:es|ed)?|overshoot|outperform(?:s|ed)?|above|over)\b", re.IGNORECASE)
_REACHED = lazy_pattern(r"\b(?:did|does|do|has|have|had|was|were|is|are|hit|meet|met|reach(?:ed)?|make|made|keep|kept|achieved?)\b", re.IGNORECASE)


def _room(goal: _Goal, library: Library) -> tuple[str, Decimal]:
    """What a goal leaves open to either side ("plus or minus 2%"), in its own words and as a part of its unit."""
    if goal.amount.high is not None:
        return "", Decimal(0)
    told = _EITHER_WAY.match(library.text(goal.fit.document.document_id)[goal.amount.end : goal.amount.end + 60]) if goal.amount is goal.fit.figure.amount else None
    if told is None:
        return "", Decimal(0)
    return f", plus or minus {told['size']}%", abs(goal.amount.value) * Decimal(told["size"]) / 100


_EITHER_WAY = lazy_pattern(r",?\s*(?:plus or minus|plus/minus|give or take|\+/[-−]|±)\s?(?P<size>\d{1,2}(?:\.\d+)?) ?(?:%|percent\b|per cent\b)", re.IGNORECASE)
_OUTLOOK = lazy_pattern(r"\b(?:outlook|guid(?:ance|ed?|ing)|forecasts?)\b", re.IGNORECASE)
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
                near[0], document.published or date.min, Fit.held(figure, document, 0.0)
            )
