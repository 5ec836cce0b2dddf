"""Premises: what a question takes for granted, where the figures say otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot import measures
from bot.answer import Answer, Status
from bot.claims import meant
from bot.directions import asks_way, direction, moved
from bot.drafting import Draft
from bot.figure_answers import figure_sentence
from bot.fitness import PLANS
from bot.library import Library
from bot.question import Intent, Question
from bot.selection import Fit, fits, glances, same_measure
from bot.times import dated_period
from bot.wording import period_words, plain
from bot.words import stem
from index.figure import Basis
from index.fiscal import Match
from index.pattern import lazy_pattern
from index.period import Period, PeriodKind
from index.periods import shifted
from index.taxonomy import Span

__all__ = ["denial", "went"]

_TURNED = lazy_pattern(r"\b(?:negative|loss(?:es)?|losing|red|sw[iu]ng|swung|turn(?:ed|s)?|wiped?|vanish\w*|no|not|\w+n['’]t|lack|without)\b", re.IGNORECASE)
_GAINED = lazy_pattern(r"\b(?:profits?|profitable|earnings|income|black|turn(?:ed|s)?|positive|break|broke|not|no|\w+n['’]t)\b", re.IGNORECASE)
_ASKING = frozenset(stem(w) for w in "caused causing drove driving behind reason explain led book booked posted recorded reported".split())
_LOSSES = frozenset({"loss", "net_loss"})
_DONE = frozenset("spending capital_expenditures investment acquisition_price funding_raised revenue cash_burn".split())
_PROMISED = frozenset(
    "announced_investment purchase_commitments backlog remaining_performance_obligations valuation bookings run_rate_revenue arr "
    "capital_expenditures total_expenses debt credit_facility".split()
)


def denial(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The answer that sets a premise right; None where no figure contradicts the question.

    "What drove the profit" where a loss is on record, "why did it cut its outlook" where it was raised, "what did it
    buy with the 5bn it spent" where that was only announced.
    """
    if question.intent is Intent.WHY and not question.metrics and question.bases & PLANS:
        # Which way "its forecast" went is told by what is sold, as whether it was met is.
        question = replace(question, metrics=measures.UNNAMED, periods=())
    if not question.metrics or not question.entities:
        return None
    if question.intent is Intent.WHY and any(not direction(root) and root not in _ASKING for root in question.firm):
        # Of a part of the measure ("robot sales") the whole says nothing.
        return None
    if question.intent is Intent.WHY:
        return _wrong_sign(question, library, as_of) or _wrong_way(question, library, as_of)
    return _wrong_sum(question, library, as_of)


def _wrong_sign(question: Question, library: Library, as_of: date | None) -> Answer | None:
    asked = question.metrics[0].metric
    presumed_loss = asked in _LOSSES
    if (_GAINED if presumed_loss else _TURNED).search(question.text):
        return None
    gain = "net_income" if presumed_loss else asked
    if measures.opposite(library.taxonomy, gain) is None:
        return None
    bare = replace(question, terms=(), firm=frozenset(), intent=Intent.FIGURE)
    gained = replace(bare, metrics=(question.metrics[0]._replace(metric=gain),))
    if presumed_loss and not any(one.metric == gain for one in glances(gained, library)):
        return None
    found = [f for f in fits(gained if presumed_loss else bare, library, as_of=as_of) if _plain(f, question)]
    found = [f for f in found if f.figure.basis is Basis.ACTUAL]
    if not found or (question.periods and found[0].match is not Match.EXACT):
        return None
    lead = found[0]
    if lead.figure.metric != (gain if presumed_loss else measures.opposite(library.taxonomy, gain)):
        return None
    if any(f.figure.metric == asked for f in found):
        return None
    # Looked for last: who makes a loss has many figures of it, and mostly no gain that leads.
    if presumed_loss and any(f.figure.metric != gain for f in fits(bare, library, as_of=as_of) if _plain(f, question)):
        return None
    wanted = measures.name(library.taxonomy, "net_loss" if presumed_loss else asked)
    period = period_words(lead.figure.period, lead.document.published)
    return _told(question, library, f"There was no {wanted} at {lead.figure.entity} {period}.", [lead])


def _wrong_way(question: Question, library: Library, as_of: date | None) -> Answer | None:
    way = direction(question.text)
    lead, pairs = _pairs(question, library, as_of) if way else (None, [])
    if lead is None or not pairs or any(old is None or moved(old.figure.amount, lead.figure.amount) != -way for old in pairs):
        return None
    held = [old for old in pairs if old is not None]
    verb = "go up" if way > 0 else "go down"
    return _told(question, library, f"It did not {verb}; it went {'down' if way > 0 else 'up'}.", [lead, *held])


def _pairs(question: Question, library: Library, as_of: date | None) -> tuple[Fit | None, list[Fit | None]]:
    """The figure that a direction is said of, and those that it is measured against; none where that is unclear."""
    if len({m.start for m in question.metrics}) != 1 or len(question.periods) > 1 or question.parts:
        return None, []
    if any(not direction(root) and root not in _ASKING for root in question.firm):
        return None, []
    bare = replace(question, terms=(), firm=frozenset(), intent=Intent.FIGURE)
    found = [f for f in fits(bare, library, as_of=as_of) if not f.kin and _plain(f, question) and f.match is not Match.WEAK]
    if not found:
        return None, []
    lead = found[0]
    if lead.figure.basis in PLANS:
        return lead, [_replaced(lead, found, library)]
    if question.bases or lead.figure.period is None:
        return None, []
    # A report that is translated into another currency may have no earlier time in it.
    leads = {fit.figure.amount.unit: fit for fit in reversed(found) if fit.figure.metric == lead.figure.metric and fit.match is lead.match}
    tried = [(each, [_before(each, period, bare, library, as_of) for period in _periods_before(each.figure.period)]) for each in (lead, *leads.values()) if each.figure.period is not None]
    return next(((each, pairs) for each, pairs in tried if pairs and None not in pairs), tried[0])


def went(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """For "did it raise its outlook" and "did sales fall": yes or no with both figures; None where one is not held."""
    way = asks_way(question)
    if not way:
        return None
    if {m.metric for m in question.metrics} == {"revenue_growth"}:
        question = replace(question, metrics=measures.UNNAMED, terms=())  # "is it growing" is of what it sells
    lead, pairs = _pairs(question, library, as_of)
    held = [old for old in pairs if old is not None]
    if lead is None or not held or len(held) < len(pairs):
        lead, held = _stood(question, library, as_of)
    if lead is None or not held:
        return None
    moves = {moved(replace(old.figure.amount, per=lead.figure.amount.per), lead.figure.amount) for old in held}
    if len(moves) > 1 or 0 in moves:
        return None
    said = "Yes" if moves == {way} else "No"
    return _told(question, library, f"{said}, it went {'up' if moves == {1} else 'down'}.", [lead, *held])


def _stood(question: Question, library: Library, as_of: date | None) -> tuple[Fit | None, list[Fit]]:
    """The newest figure of what is said to have gone up or down with an earlier one: of the same quarter, half or year before it, or of how it stood.

    What a sentence sets beside it goes first ("$66 a month, down from $85 a year before"); of how things stood, each day of the
    year before has to tell the same.
    """
    asked = {m.metric for m in question.metrics}
    if not asked or len({m.start for m in question.metrics}) != 1 or len(question.periods) > 1 or question.parts or question.bases - {Basis.RUN_RATE}:
        return None, []
    if any(not direction(root) and root not in _ASKING for root in question.firm):
        return None, []
    bare = replace(question, terms=(), firm=frozenset(), intent=Intent.FIGURE, over_time=False)
    vague = any(measures.is_vague(metric) for metric in asked)

    def end(fit: Fit) -> date:
        return _end(fit, library) or date.min

    found = [f for f in fits(bare, library, as_of=as_of) if (not f.kin or vague) and _plain(f, question) and f.figure.basis in _HELD and _end(f, library) is not None]
    if question.periods:
        found = [f for f in found if _in_time(f, question.periods[0], library)]
    elif found:
        # Of no time it is of the newest that is held, whichever leads; of about one day the one that leads.
        lead = found[0]
        found = sorted((f for f in found if f.figure.metric == lead.figure.metric), key=end, reverse=True)
        found = [lead, *found] if (end(found[0]) - end(lead)).days < _NEAR and lead.figure.period is not None and lead.figure.period.kind is not PeriodKind.YEAR else found
    for lead in found[:_TRIED]:
        points = [f for f in fits(replace(bare, periods=()), library, as_of=as_of) if _like(lead, f) and date.min < end(f) < end(lead)]
        beside = [f for f in points if (f.figure.document_id, f.figure.start) == (lead.figure.document_id, lead.figure.start)]
        moment = library.taxonomy.metric(lead.figure.metric).span is Span.INSTANT
        earlier = beside[:1] or (_year_of(lead, points, library) if moment else [f for f in points if _a_year_before(f, lead, library)][:1])
        if earlier:
            return lead, earlier
    return None, []


_HELD = frozenset({Basis.ACTUAL, Basis.RUN_RATE})
_TRIED = 6
_NEAR, _YEAR, _FAR = 45, 365, 430
"""Days between two figures of how something stood from which on they are of two times, and up to which the earlier says where it came from."""


def _end(fit: Fit, library: Library) -> date | None:
    """The last day that a figure is for; that of publication where how something stands is told without a time."""
    period = dated_period(fit.figure, library)
    if period is not None:
        return period.end
    return fit.document.published if library.taxonomy.metric(fit.figure.metric).span is Span.INSTANT else None


def _in_time(fit: Fit, period: Period, library: Library) -> bool:
    """Whether a figure is of a day in the time asked about."""
    end = _end(fit, library)
    if fit.match is Match.WEAK:
        return fit.figure.period is not None and fit.figure.period.year == period.year
    return fit.match is Match.EXACT or (end is not None and period.start is not None and period.end is not None and period.start <= end <= period.end)


def _like(lead: Fit, other: Fit) -> bool:
    """Whether two figures are of one measure, part, footing and unit; that one is for a month goes without saying where both stand in one sentence."""
    one, two = lead.figure, other.figure
    same = (one.metric, one.dimension, one.basis, one.amount.unit) == (two.metric, two.dimension, two.basis, two.amount.unit)
    return same and (one.amount.per == two.amount.per or (one.document_id, one.start) == (two.document_id, two.start))


def _a_year_before(earlier: Fit, lead: Fit, library: Library) -> bool:
    """Whether a figure is for the time of the same length a year before."""
    one, two = dated_period(earlier.figure, library), dated_period(lead.figure, library)
    if one is None or two is None or one.end is None or two.end is None or one.kind is not two.kind or one.number != two.number:
        return False
    return one.kind is not PeriodKind.INSTANT and abs((two.end - one.end).days - _YEAR) <= _LEAP


_LEAP = 7


def _year_of(lead: Fit, points: Sequence[Fit], library: Library) -> list[Fit]:
    """How something stood nearest to a year before, where all that is held of the year tells the same way."""
    now = _end(lead, library) or date.max
    ago = [((now - (_end(f, library) or now)).days, f) for f in points]
    near = [(days, f) for days, f in ago if _NEAR <= days <= _FAR]
    if len({moved(f.figure.amount, lead.figure.amount) for _, f in near}) != 1:
        return []
    return [min(near, key=lambda one: abs(one[0] - _YEAR))[1]]


def _plain(fit: Fit, question: Question) -> bool:
    return bool(question.parts) or not fit.figure.dimension


def _replaced(lead: Fit, found: list[Fit], library: Library) -> Fit | None:
    """The guidance for the same period that the lead's replaced, the newest."""

    def said(fit: Fit) -> tuple[date, float]:
        return fit.document.published or date.min, fit.figure.confidence

    older = [f for f in found if same_measure(f, lead, library.names) and said(f) < said(lead) and f.figure.period is not None]
    older = [f for f in older if moved(f.figure.amount, lead.figure.amount)]
    return max(older, key=said, default=None)


def _periods_before(period: Period) -> list[Period]:
    """What a change is measured against: the year before, for a quarter the quarter before too; [] where unclear."""
    if period.kind is PeriodKind.YEAR and period.year is not None:
        return [_undated(period, shifted(period, -1))]
    if period.kind is PeriodKind.QUARTER and period.year is not None and period.number is not None:
        index = period.year * 4 + period.number - 2
        label = f"Q{index % 4 + 1} {'fiscal ' if period.fiscal else ''}{index // 4}"
        before = Period(PeriodKind.QUARTER, label, index // 4, index % 4 + 1, fiscal=period.fiscal)
        return [_undated(period, shifted(period, -1)), before]
    return []


def _undated(period: Period, other: Period) -> Period:
    return replace(other, start=None, end=None) if period.fiscal else other


def _before(lead: Fit, period: Period, question: Question, library: Library, as_of: date | None) -> Fit | None:
    found = fits(question, library, periods=(period,), as_of=as_of)
    return next(
        (
            f
            for f in found
            if (f.figure.metric, f.figure.dimension, f.figure.basis, f.figure.amount.unit) == (lead.figure.metric, lead.figure.dimension, lead.figure.basis, lead.figure.amount.unit)
        ),
        None,
    )


_GIVEN = lazy_pattern(r"\b(?:the|its|their|that|those|his|her)\s+(?:\w+\s+)?$", re.IGNORECASE)


def _wrong_sum(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """For "the 5bn it spent": what that sum is, where it is held as something promised and not as something done."""
    asked = {m.metric for m in question.metrics}
    if len(question.amounts) != 1 or not asked <= _DONE or question.intent is Intent.CHECK:
        return None
    said = question.amounts[0]
    if not _GIVEN.search(question.text[: said.start]) or question.metrics[0].start < said.end:
        return None
    bare = replace(question, terms=(), firm=frozenset(), amounts=())
    if any(meant(said, f.figure.amount) for f in fits(bare, library, as_of=as_of)):
        return None
    promised = tuple(question.metrics[0]._replace(metric=m, words="") for m in sorted(_PROMISED - asked))
    found = [f for f in fits(replace(bare, metrics=promised), library, as_of=as_of) if meant(said, f.figure.amount)]
    if not found or (found[0].figure.metric in _DONE and found[0].figure.basis is Basis.ACTUAL):
        return None
    wanted = measures.name(library.taxonomy, question.metrics[0].metric)
    return _told(question, library, f"That sum is not {wanted}.", [found[0]])


def _told(question: Question, library: Library, denied: str, held: list[Fit]) -> Answer:
    draft = Draft(library, question.text)
    draft.say(denied)
    quoted: set[tuple[str, int]] = set()
    for fit in held:
        number = draft.cite_fit(fit)
        draft.state(fit, (number,))
        draft.say(figure_sentence(fit, library, number))
        sentence = fit.figure.document_id, fit.figure.start
        if fit.figure.table is None and sentence not in quoted:
            quoted.add(sentence)
            draft.say(f"“{plain(library.quote(fit.figure))}” [{number}]")
    return draft.answer(Status.ANSWERED)
