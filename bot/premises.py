"""Premises: what a question takes for granted, where the figures say otherwise."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bot import measures
from bot.answer import Answer, Status
from bot.claims import meant
from bot.directions import direction, moved
from bot.drafting import Draft
from bot.figure_answers import figure_sentence
from bot.fitness import PLANS
from bot.library import Library
from bot.question import Intent, Question
from bot.selection import Fit, fits, glances, same_measure
from bot.wording import period_words, plain
from bot.words import stem
from index.figure import Basis
from index.fiscal import Match
from index.pattern import lazy_pattern
from index.period import Period, PeriodKind
from index.periods import shifted

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


_BY_HOW_MUCH = lazy_pattern(r"\b(?:doubl|tripl|quadrupl|halv)\w*", re.IGNORECASE)


def went(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """For "did it raise its outlook" and "did sales fall": yes or no with both figures; None where one is not held."""
    way = direction(question.text)
    if question.intent is not Intent.CHECK or question.amounts or not question.entities or not way or _BY_HOW_MUCH.search(question.text):
        return None
    lead, pairs = _pairs(question, library, as_of)
    held = [old for old in pairs if old is not None]
    if lead is None or not held or len(held) < len(pairs):
        return None
    moves = {moved(old.figure.amount, lead.figure.amount) for old in held}
    if len(moves) > 1 or 0 in moves:
        return None
    said = "Yes" if moves == {way} else "No"
    return _told(question, library, f"{said}, it went {'up' if moves == {1} else 'down'}.", [lead, *held])


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
    for fit in held:
        number = draft.cite_fit(fit)
        draft.state(fit, (number,))
        draft.say(figure_sentence(fit, library, number))
        if fit.figure.table is None:
            draft.say(f"“{plain(library.quote(fit.figure))}” [{number}]")
    return draft.answer(Status.ANSWERED)
