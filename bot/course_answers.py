"""Answers over time: a measure period after period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice

from bot import measures
from bot.answer import Answer, Status
from bot.asides import asides_of
from bot.chat_writing import written_out
from bot.drafting import Draft
from bot.figure_answers import figure_sentence
from bot.fitness import aims
from bot.library import Library
from bot.question import Intent, Question
from bot.selection import SETTLED, Fit, distinct, fits
from bot.sides import same_unit
from bot.splits import since_split
from bot.steps import every_step, whole_way
from bot.times import dated_period, period_rank
from bot.words import stem
from index.amounts import agree
from index.figure import Basis
from index.pattern import lazy_pattern
from index.period import Period, PeriodKind
from index.periods import question_period
from index.taxonomy import Span

__all__ = ["course", "ends_asked"]

_MOST = 12
"""How many points of a course are told, the newest ones."""
_FROM_TO = lazy_pattern(
    r"\b(?:from|since|between|starting (?:with|in|at))\b(?P<first>.{2,60}?)(?:\b(?:to|through|thru|until|till|and|up to|into)\b|[-–—]{1,2}>?)(?P<last>.{2,60})",
    re.IGNORECASE,
)
_QUARTERLY = lazy_pattern(r"\bquarter(?:s|ly)?\b|\bqtrs?\b|\bq[1-4]\b", re.IGNORECASE)
_STEP_BY_STEP = lazy_pattern(r"\b(?:month|quarter|year) (?:by|to|after) (?:month|quarter|year)\b|\b(?:each|every|all (?:the |four |three )?)\s?(?:months?|quarters?)\b|\b(?:monthly|quarterly)\b", re.IGNORECASE)
_EACH_OF = lazy_pattern(
    r"(?=.*(?:\bby (?:quarter|year|month)\b|\b(?:each|every|per) (?:quarter|year|month)\b|\b(?:quarterly|quarters|yearly|annual|trend|course|over time|step by step)\b|\b(?:through|thru|until|till)\b))"
    r".*(?:q[1-4]|[hq][12]|fy|20\d\d)\b[^,;]{0,12}?(?:\b(?:to|through|thru|until|till)\b|[-–—]{1,2}>?)", re.IGNORECASE
)
"""Two times that are the ends of a course, each step of which is asked for: "by quarter, q3 2025 thru q3 2026"."""
_ROUND_NAMED = lazy_pattern(r"\bseries[ -]([a-n])\b", re.IGNORECASE)
_OF_ENDS = frozenset(stem(w) for w in "round rounds series seed raise funding all three four five six points every".split())
_SPAN_OF_YEARS = lazy_pattern(r"\b(?:last|past|previous) \w+ (?:fiscal )?years\b|\b\d{4} to \d{4}$", re.IGNORECASE)


def course(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The same measure period after period, oldest first; None where fewer than two periods are held."""
    asked = question if len(question.periods) != 1 or not question.over_time else replace(question, periods=())
    between = ends_asked(question)
    if between:
        # What names the ends ("from the seed round to the series B") narrows nothing that lies between them.
        terms = tuple(t for t in question.terms if t not in _OF_ENDS and len(t) > 1)
        asked = replace(question, periods=(), terms=terms, phrases=(), firm=question.firm & set(terms))
    found = fits(asked, library, periods=() if len(asked.periods) < 2 else asked.periods, as_of=as_of)
    found = [
        f
        for f in found
        if (f.figure.period is not None or _told_then(f, found, library)) and (not f.kin or f.figure.metric == found[0].figure.metric)
    ]
    if len(found) < 2:
        return None
    # Where the newest is in another unit than all the others (equivalents of a chip), the others make a course.
    lead = next((f for f in found if sum(islice((1 for other in found if same_unit((f, other))), 2)) > 1), found[0])
    measures_too = {lead.figure.metric, measures.opposite(library.taxonomy, lead.figure.metric)}
    same = [
        f
        for f in found
        if f.figure.metric in measures_too
        and f.figure.dimension == lead.figure.dimension
        and same_unit((f, lead))
    ]
    if lead.figure.amount.per == "share":
        same = since_split(same)
    since = next((p.start for p in question.periods if p.kind is PeriodKind.SPAN and p.label.startswith("since")), None)
    if since is not None:
        same = [f for f in same if period_rank(dated_period(f.figure, library), f.document) >= since]
    if between:
        same = _within_ends(same, between, library)
        if len(same) < 2:
            return None
    elif len(question.periods) == 1 and _STEP_BY_STEP.search(question.text):
        inside = _within_ends(same, (question.periods[0], question.periods[0]), library)
        same = inside if len(inside) >= 2 else same
    points = distinct(same, library.names)
    kind = _common_kind(points, quarterly=bool(_QUARTERLY.search(question.text)))
    points = [p for p in points if _has_come_about(p, library)]
    moment = lead.figure.metric in library.taxonomy and library.taxonomy.metric(lead.figure.metric).span is Span.INSTANT
    ranks = [period_rank(dated_period(q.figure, library), q.document) for q in points if q.figure.period and q.figure.period.kind is kind]
    newest = max(ranks, default=date.min)
    chosen = [
        p
        for p in points
        if moment
        or (
            p.figure.period is not None
            and (p.figure.period.kind is kind or period_rank(dated_period(p.figure, library), p.document) > newest)
        )
    ]
    if kind is PeriodKind.YEAR and since is None and any(p.kind is PeriodKind.SPAN for p in question.periods):
        # "The last three years" are years, and end with the last one.
        chosen = [c for c in chosen if c.figure.period and c.figure.period.kind is kind]
    chosen.sort(key=lambda f: _day_told(f, library))
    chosen = _said_once(chosen, library)
    if moment:
        chosen = [c for c in chosen if c.figure.period is not None or not _told_beside(c, chosen, library)]
    chosen = chosen[-_MOST:]
    if len(chosen) < 2:
        return None
    draft = Draft(library, question.text)
    # What is only talked about is no step from what was agreed.
    alike = [c for c in chosen if (moment or (c.figure.period and c.figure.period.kind is kind)) and not (c.figure.metric in SETTLED and c.figure.basis is Basis.REPORTED)]
    if len(alike) >= 2:
        decided = every_step(question.text, alike)
        for sentence in [decided] if decided else whole_way(alike, library.taxonomy):
            draft.say(sentence)
    short = _years_missing(question, chosen)
    if short:
        draft.say(short)
    aside, of_all = asides_of(chosen)
    for fit in chosen:
        number = draft.cite_fit(fit)
        draft.state(fit, (number,))
        draft.say(f"{figure_sentence(fit, library, number)}{aside(fit)}")
    draft.say(of_all)
    return draft.answer(Status.NOT_FOUND if short else Status.ANSWERED)


def _said_once(chosen: Sequence[Fit], library: Library) -> list[Fit]:
    """The points of a course without those that say the same number of the same day again, "at December 31" and "in Q4"."""
    held: dict[tuple[date, Decimal], Fit] = {}
    for fit in chosen:
        key = period_rank(dated_period(fit.figure, library), fit.document), fit.figure.amount.value
        if key not in held or (held[key].figure.basis is Basis.COMMITMENT and fit.figure.basis is not Basis.COMMITMENT):
            held[key] = fit
    return [fit for fit in chosen if any(fit is one for one in held.values())]


def _has_come_about(fit: Fit, library: Library) -> bool:
    """Whether a figure says what was, and not what is only planned."""
    if fit.figure.basis is Basis.COMMITMENT and fit.figure.metric in measures.SIGNED_FOR:
        return True
    return fit.figure.basis in {Basis.ACTUAL, Basis.REPORTED, Basis.RUN_RATE, Basis.ESTIMATE} and not _aimed(fit, library)


def _aimed(fit: Fit, library: Library) -> bool:
    """Whether a run rate is one that is aimed at, which its sentence alone says."""
    return fit.figure.basis is Basis.RUN_RATE and aims(library.quote(fit.figure))


_EARLY = lazy_pattern(r"\b(?:early|at the (?:start|beginning) of|(?:start|beginning) of)(?: in)? (20\d\d)\b", re.IGNORECASE)


def _day_told(fit: Fit, library: Library) -> date:
    """The day by which a point was so: what a page of October says of the year was so by October, and what was so early in it by March."""
    period = fit.figure.period
    if period is not None and period.kind is PeriodKind.YEAR and period.year is not None and fit.figure.table is None:
        early = _EARLY.search(library.quote(fit.figure))
        if early is not None and int(early[1]) == period.year:
            return date(period.year, 3, 31)
    return min(period_rank(dated_period(fit.figure, library), fit.document), fit.document.published or date.max)


def _told_beside(fit: Fit, chosen: Sequence[Fit], library: Library) -> bool:
    """Whether what is told without a time is another account of a time that a source gives a number for, and no step from it."""
    day = _day_told(fit, library)
    return any(abs(_day_told(c, library) - day) <= _NEAR for c in chosen if c.figure.period is not None)


_NEAR = timedelta(days=45)


def _told_then(fit: Fit, found: Sequence[Fit], library: Library) -> bool:
    """Whether an undated balance may stand for the day it was published: no dated one says the same."""
    figure = fit.figure
    measure = library.taxonomy.metric(figure.metric) if figure.metric in library.taxonomy else None
    if measure is None or measure.span is not Span.INSTANT or figure.table is not None or fit.document.published is None:
        return False
    if figure.confidence < _IN_PASSING:
        return False  # it is told to have been so at some time before
    dated = [f.figure.amount for f in found if f.figure.period is not None and f.figure.metric == figure.metric]
    return not any(agree(amount, figure.amount) for amount in dated)


_IN_PASSING = 0.5
"""How sure a figure is that a sentence is about, and not only mentions."""


def ends_asked(question: Question) -> tuple[Period | str, Period | str] | None:
    """The two ends of a course: times, or rounds by their letters ("from september 2025 through the series H")."""
    text = written_out(question.text, question.asked_on)
    said = _FROM_TO.search(text)
    if said is None and question.over_time and len(question.periods) == 2 and _EACH_OF.search(text):
        return question.periods[0], question.periods[1]
    if said is None or question.intent is Intent.COMPARISON:
        return None
    ends: list[Period | str] = []
    for words in (said["first"], said["last"]):
        when = question_period(words, asked_on=question.asked_on).periods
        named = _ROUND_NAMED.search(words)
        if when:
            ends.append(when[0])
        elif named:
            ends.append(named[1].lower())
    if len(ends) == 1 and re.match(r"\s*(?:now|today|present|date|the latest)", said["last"], re.IGNORECASE):
        ends.append(Period(PeriodKind.INSTANT, "now", start=question.asked_on, end=question.asked_on))
    return (ends[0], ends[1]) if len(ends) == 2 else None


def _within_ends(found: Sequence[Fit], ends: tuple[Period | str, Period | str], library: Library) -> list[Fit]:
    """The figures whose times lie between two ends, both of which belong to it."""

    def day(fit: Fit) -> date:
        return period_rank(dated_period(fit.figure, library), fit.document)

    limits: list[date] = []
    for place, end in enumerate(ends):
        if isinstance(end, str):
            named = [day(f) for f in found if any(m[1].lower() == end for m in _ROUND_NAMED.finditer(library.quote(f.figure)))]
            limits.append(min(named, default=date.max if place == 0 else date.min))
        else:
            first, last = _days_of(end)
            limits.append(first if place == 0 else last)
    # A fiscal quarter or year may end some weeks after the calendar's.
    return [f for f in found if limits[0] <= day(f) <= limits[1] + timedelta(days=_LATE if _runs(f) else 0)]


_LATE = 31


def _runs(fit: Fit) -> bool:
    return fit.figure.period is not None and fit.figure.period.fiscal


def _days_of(period: Period) -> tuple[date, date]:
    year = period.year or 0
    first = period.start or period.end or date(max(year, 1), 1, 1)
    return first, period.end or date(max(year, 1), 12, 31)


def _years_missing(question: Question, chosen: Sequence[Fit]) -> str:
    """What of the years asked for ("the last three years", "2022 to 2025") is not held; "" where all are."""
    wanted: list[int] = []
    for period in question.periods:
        if period.kind is PeriodKind.SPAN and period.start and period.end and _SPAN_OF_YEARS.search(period.label):
            wanted += range(period.start.year, period.end.year + 1)
        elif period.kind is PeriodKind.YEAR and period.year is not None:
            wanted.append(period.year)
    held = {fit.figure.period.year for fit in chosen if fit.figure.period and fit.figure.period.kind is PeriodKind.YEAR}
    missing = [str(year) for year in wanted if year not in held]
    if not missing or not held or len(wanted) < 2 or len(held) >= len(wanted):
        return ""
    return f"I could not find it for {' and '.join(missing)}. I do hold this:"


def _common_kind(points: Sequence[Fit], *, quarterly: bool) -> PeriodKind:
    kinds = [p.figure.period.kind for p in points if p.figure.period is not None] or [PeriodKind.INSTANT]
    if quarterly and kinds.count(PeriodKind.QUARTER) >= 2:
        return PeriodKind.QUARTER
    if kinds.count(PeriodKind.YEAR) >= 2:
        return PeriodKind.YEAR
    return max(dict.fromkeys(kinds), key=kinds.count)  # the first of those that are as many
