"""Otherwise: figures that another source gives of what an answer tells: of near the same day, of the same deal, or by the same name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.directions import moved
from bot.fitness import PLANS
from bot.library import Library
from bot.measures import RELATIONS
from bot.named_rounds import rounds_in
from bot.quantity import is_moment
from bot.question import Question
from bot.selection import Cluster, Fit, fits
from bot.times import dated_period, period_rank
from bot.words import STOP_WORDS, stems
from index.amounts import agree
from index.figure import Basis
from index.fiscal import same_period
from index.taxonomy import Span

__all__ = ["measured_otherwise", "of_the_deal", "soon_before_or_after", "stood_earlier", "time_between"]

_NEAR = timedelta(days=62)
"""How far apart two figures of how something stands may be told, to be set against each other."""
_OF_A_DEAL = ("acquisition_price", "contract_value", "licensing_deal", "investment", "purchase_commitments")
"""What the size of one deal is told by in turn."""
_DEAL = timedelta(days=124)


def soon_before_or_after(found: Sequence[Fit], groups: Sequence[Cluster], lead: Fit, library: Library) -> list[Fit]:
    """What other publications give for how something stood about the day that `lead` is for, the nearest of each value first."""
    taxonomy, own = library.taxonomy, lead.figure
    if own.metric not in taxonomy or taxonomy.metric(own.metric).span is not Span.INSTANT or own.metric in RELATIONS or own.table is not None:
        return []
    told = [group.best.figure.amount for group in groups]
    near: list[tuple[timedelta, Fit]] = []
    for fit in found:
        other = fit.figure
        alike = (other.entity, other.metric, other.dimension, other.amount.unit, other.amount.per) == (own.entity, own.metric, own.dimension, own.amount.unit, own.amount.per)
        if not alike or other.basis is not own.basis or other.table is not None or _one_voice(fit, lead):
            continue
        apart = abs(_day(fit, library) - _day(lead, library))
        if apart <= _NEAR and not any(agree(other.amount, amount) for amount in told):
            near.append((apart, fit))
            told.append(other.amount)
    return [fit for _, fit in sorted(near, key=lambda pair: pair[0])][:1]


def _one_voice(one: Fit, other: Fit) -> bool:
    return one.document.document_id == other.document.document_id or (bool(one.document.voice) and one.document.voice == other.document.voice)


def time_between(fit: Fit, lead: Fit, library: Library) -> str:
    """Whether what another source has is of about the time of `lead`, or of one before or after it that is named."""
    own, other = (dated_period(one.figure, library) for one in (fit, lead))
    if own is None or other is None or own.end is None or other.end is None or abs(own.end - other.end) < _ANOTHER_TIME:
        return "At about the same time"
    return "Earlier" if own.end < other.end else "Later"


_ANOTHER_TIME = timedelta(days=21)


def stood_earlier(lead: Fit, other: Fit, library: Library) -> str:
    """What to say of a figure that `lead` has replaced, and that is no other account of it; "" where it is one.

    That is an older plan for the same time, and how something stood, told long before and of no time that is named.
    """
    told, before = lead.document.published, other.document.published
    if told is None or before is None or before >= told:
        return ""
    if lead.figure.basis in PLANS and other.figure.basis in PLANS:
        of_the_company = lead.figure.basis is other.figure.basis is Basis.GUIDANCE
        return {1: "Raised from", -1: "Lowered from"}.get(moved(other.figure.amount, lead.figure.amount) if of_the_company else 0, "Before that")
    undated = lead.figure.period is None and other.figure.period is None and is_moment(lead.figure.metric, library)
    return "Before that" if undated and told - before >= _LONG_BEFORE else ""


_LONG_BEFORE = timedelta(days=45)


def of_the_deal(question: Question, groups: Sequence[Cluster], lead: Fit, library: Library, as_of: date | None) -> Fit | None:
    """What another publication gives, at about the same time, for the deal that a figure is of; None where all agree.

    Where both parties are asked about it may go by whatever measure. Other parties or another round make another deal.
    """
    own = lead.figure
    if own.metric not in RELATIONS or not question.metrics:
        return None
    mention = question.metrics[0]
    between = len(question.entities) > 1 and own.metric in _OF_A_DEAL
    metrics = dict.fromkeys((own.metric, *(_OF_A_DEAL if between else ())))
    asked = replace(question, metrics=tuple(mention._replace(metric=metric) for metric in metrics), periods=(), latest=False)
    told = [group.best.figure.amount for group in groups]
    for fit in fits(asked, library, as_of=as_of):
        other = fit.figure
        if _one_voice(fit, lead) or other.metric not in metrics or (other.amount.unit, other.amount.per) != (own.amount.unit, own.amount.per) or (other.basis in PLANS) != (own.basis in PLANS):
            continue
        if not between and (other.entity, other.dimension) != (own.entity, own.dimension):
            continue
        if abs(_day(fit, library) - _day(lead, library)) <= (_DEAL if between else _NEAR) and not any(agree(other.amount, amount) for amount in told):
            if _of_one_deal(set(question.entities) if between else set(), library.quote(other), library.quote(own), library):
                return fit
    return None


def _of_one_deal(parties: set[str], one: str, other: str, library: Library) -> bool:
    named, beside = library.names_in(one), library.names_in(other)
    if not parties <= named:
        return False
    rounds, others = rounds_in(one), rounds_in(other)
    return not ((rounds and others and rounds.isdisjoint(others)) or (named and beside and named.isdisjoint(beside)))


def _day(fit: Fit, library: Library) -> date:
    return period_rank(dated_period(fit.figure, library), fit.document)


def measured_otherwise(question: Question, lead: Fit, library: Library, as_of: date | None) -> Fit | None:
    """The best figure of another measure that goes by the name asked for, of the same time: of a "valuation" the one before the money.

    Of a deal it may be any measure akin to it, told at about the same time elsewhere.
    """
    deal = lead.figure.metric in RELATIONS
    for mention in question.metrics[:1]:
        words = [s for s in stems(mention.words) if s not in STOP_WORDS]
        for kin in library.taxonomy.kin(lead.figure.metric) if words else ():
            name = [s for s in stems(library.taxonomy.metric(kin.metric).name) if s not in STOP_WORDS]
            if (name[-len(words) :] != words and not deal) or kin.metric in {m.metric for m in question.metrics}:
                continue
            if not library.glances({lead.figure.entity}, {kin.metric}):
                continue
            asked = replace(question, metrics=(mention._replace(metric=kin.metric),), periods=() if deal else question.periods, latest=False)
            for fit in fits(asked, library, as_of=as_of):
                if fit.figure.metric == kin.metric and _beside(fit, lead, library, deal=deal):
                    return fit
    return None


def _beside(fit: Fit, lead: Fit, library: Library, *, deal: bool) -> bool:
    own, other = fit.figure, lead.figure
    if own.entity != other.entity or own.dimension or (own.amount.unit, own.amount.per) != (other.amount.unit, other.amount.per) or own.basis not in {Basis.ACTUAL, Basis.REPORTED}:
        return False
    if agree(own.amount, other.amount) or (own.document_id, own.start) == (other.document_id, other.start):
        return False
    if deal:
        return abs(_day(fit, library) - _day(lead, library)) <= _NEAR
    return own.period is not None and other.period is not None and bool(same_period(own.period, other.period, year_end=library.names.year_end(other.entity)))
