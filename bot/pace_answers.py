"""Answers to how much a measure comes to each day or second, and how long a sum would last at that pace."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot import measures
from bot.answer import Answer, Status
from bot.drafting import Draft
from bot.library import Library
from bot.lining_up import lined_up
from bot.parts import come_to, measure_of, name_of, tell
from bot.quantity import Quantity, adds_up, held, is_moment, measured, precise, quantity
from bot.question import Computation, Question
from bot.reckoned import quotient
from bot.selection import fits
from bot.stretches import stretch_of
from bot.times import dated_period
from bot.wording import in_short
from index.amount import Amount
from index.period import Period, PeriodKind

__all__ = ["pace", "runway"]

_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
_DAY = 86_400
_SPENT = frozenset(
    "cash_burn loss operating_loss net_loss capital_expenditures spending total_expenses operating_expenses research_and_development operating_cash_used".split()
)
"""What uses a sum up."""
_MONTH_DAYS = Decimal("30.4375")
_YEARS_FROM, _MONTHS_FROM = 730, 60


def pace(asked: Computation, question: Question, library: Library, as_of: date | None) -> Answer | None:
    """What a measure comes to each day, hour or second of the time it is for; None where a source states it itself."""
    base = asked.base
    if len(base.entities) != 1 or not base.metrics or len(base.periods) > 1 or base.amounts:
        return None
    if question.metrics and {m.metric for m in question.metrics}.isdisjoint(m.metric for m in base.metrics):
        return None  # "what does it cost a month" asks for a price, and "what does it cost" for what was spent
    if any(f.figure.amount.per == asked.unit and not f.kin for whole in (base, question) for f in fits(whole, library, as_of=as_of)):
        return None
    found, note = _over(base, library, as_of)
    if found is None or not adds_up(found.metric, library):
        return None
    if found.metric not in {m.metric for m in base.metrics} and any("cash" in m.words.lower() for m in base.metrics):
        return None  # what a loss comes to by the month is no cash that was used
    days, over = _length(found, library)
    if not days:
        return None
    if asked.unit == "month":
        stretch = stretch_of(_dated(found, library))
        if stretch is None:
            return None
        below, over = Decimal(stretch.months), f"{stretch.months} months"
    else:
        below = Decimal(days * _DAY) / _SECONDS[asked.unit]
    each = quotient(found.amount, below, Decimal(0), found.amount.unit, asked.unit)
    if each is None:
        return None
    draft = Draft(library, question.text)
    numbers = tuple(draft.cite_fit(fit) for fit in found.fits)
    how = f"{in_short(found.amount)} over {over}"
    draft.state(replace(found.fit(), figure=replace(found.fit().figure, amount=each)), numbers, how)
    draft.say(f"{name_of(found, library)} {found.when} {come_to(found, library)} about {in_short(each)}: {how} (computed).")
    draft.say(_kind_words(base, found, library))
    if note:
        draft.say(note)
    tell(found, draft, library)
    return draft.answer(Status.ANSWERED)


def _over(base: Question, library: Library, as_of: date | None) -> tuple[Quantity | None, str]:
    """The measure for the time asked about, or for the one that a plain question for it would be answered with."""
    if base.periods and (base.periods[0].year is not None or base.periods[0].end is not None):
        return lined_up(base, library, as_of, base.periods[0])
    for fit in precise(held(base, library, as_of), library):
        if _length_of(dated_period(fit.figure, library)):
            return Quantity(fit.figure.amount, fit.figure.metric, (fit,), fit.figure.period), ""
    return None, ""


def _kind_words(base: Question, found: Quantity, library: Library) -> str:
    """What a stand-in for a vague word is: an operating loss, not cash burn."""
    asked = base.metrics[0].metric
    if found.metric == asked:
        return ""
    given, wanted = measure_of(found, library), measures.name(library.taxonomy, asked)
    article = "an" if given[0] in "aeiou" else "a"
    contrast = "" if measures.is_kind_of(library.taxonomy, found.metric, asked) else f", not {wanted}"
    return f"This is {article} {given}{contrast}: {measures.difference(library.taxonomy, asked, found.metric)}."


def _dated(found: Quantity, library: Library) -> Period | None:
    return found.period if found.how else dated_period(found.lead.figure, library)


def _length(found: Quantity, library: Library) -> tuple[int, str]:
    days = _length_of(_dated(found, library))
    return days, f"{days} days"


def _length_of(period: Period | None) -> int:
    """The days of a period, 0 where they are not known; a moment has none."""
    if period is None or period.kind is PeriodKind.INSTANT or period.start is None or period.end is None:
        return 0
    return (period.end - period.start).days + 1


def runway(asked: Computation, question: Question, library: Library, as_of: date | None) -> Answer | None:
    """How long a sum would last at the pace of what was burned or lost before, which is said as the assumption it is."""
    base = asked.base
    if len(base.entities) != 1 or len(base.periods) > 1:
        return None
    named = tuple(m for m in base.metrics if m.metric in _SPENT)
    burned = library.taxonomy.find_metrics("cash burn", asked=True)[:1]
    spent = replace(base, metrics=named or tuple(burned), terms=(), firm=frozenset())
    found, note = _over(spent, library, as_of)
    if found is not None and found.metric != spent.metrics[0].metric and _gains(spent, found, library, as_of):
        return None  # a part's loss is none of a company that earns
    if found is None or found.amount.value <= 0 or found.metric not in _SPENT:
        return None
    days = _length_of(_dated(found, library))
    if any(a.per for a in question.amounts):
        return None  # what is burned, not what is to last
    sum_of, cash = _sum_said(question, found), None
    if sum_of is None:
        cash = _cash(base, library, as_of)
        sum_of = cash.amount if cash is not None and cash.amount.unit == found.amount.unit else None
    if sum_of is None and days:
        draft = Draft(library, question.text)
        draft.say(f"I cannot say how long it would last: I could not find what cash {found.lead.figure.entity} has. I do hold this:")
        tell(found, draft, library)
        return draft.answer(Status.NOT_FOUND)
    if not days or sum_of is None:
        return None
    lasting = sum_of.value / found.amount.value * days
    amount = _lasting(sum_of, found.amount, lasting)
    if amount is None:
        return None
    draft = Draft(library, question.text)
    fits_cited = (*found.fits, *(cash.fits if cash is not None else ()))
    numbers = tuple(draft.cite_fit(fit) for fit in fits_cited)
    how = f"{in_short(sum_of)} at {in_short(found.amount)} in {days} days"
    draft.state(replace(found.fit(), figure=replace(found.fit().figure, amount=amount, metric="runway")), numbers, how)
    entity = found.lead.figure.entity
    draft.say(f"{in_short(sum_of)} would last {entity} about {in_short(amount)}: {how} (computed).")
    draft.say(f"That assumes that its {measure_of(found, library)} goes on as {found.when}, and that nothing else comes in; no source says so.")
    draft.say(_kind_words(spent, found, library))
    if note:
        draft.say(note)
    for each in (found, cash):
        if each is not None:
            tell(each, draft, library)
    return draft.answer(Status.ANSWERED)


def _gains(spent: Question, found: Quantity, library: Library, as_of: date | None) -> bool:
    """Whether the company as a whole made a profit in the time that a loss is said to be of."""
    if found.period is None:
        return False
    for metric in ("operating_income", "net_income"):
        made = quantity(measured(spent, metric), library, as_of, found.period)
        if made is not None and made.amount.value > 0 and made.metric == metric and not made.lead.figure.dimension:
            return True
    return False


def _sum_said(question: Question, found: Quantity) -> Amount | None:
    money = [a for a in question.amounts if a.unit in {found.amount.unit, ""} and a.high is None and a.value > 0]
    return replace(money[0], unit=found.amount.unit, per=None) if len(money) == 1 else None


def _cash(base: Question, library: Library, as_of: date | None) -> Quantity | None:
    mention = library.taxonomy.find_metrics("cash", asked=True)[:1]
    if not mention:
        return None
    asked = measured(replace(base, metrics=tuple(mention), terms=(), firm=frozenset(), periods=(), latest=True), "cash")
    for fit in held(asked, library, as_of):
        if fit.figure.period is not None and fit.figure.period.kind is PeriodKind.INSTANT and not fit.figure.dimension and is_moment(fit.figure.metric, library):
            return Quantity(fit.figure.amount, fit.figure.metric, (fit,), fit.figure.period)
    return None


def _lasting(sum_of: Amount, spent: Amount, days: Decimal) -> Amount | None:
    """A length of time in the unit that people would say it in."""
    unit, size = ("year", Decimal("365.25")) if days >= _YEARS_FROM else ("month", _MONTH_DAYS) if days >= _MONTHS_FROM else ("day", Decimal(1))
    like = replace(spent, value=days / size)
    value = like.value.quantize(Decimal("0.1") if unit != "day" and like.value < 100 else Decimal(1))
    scale = -1 if value != value.to_integral_value() or (unit != "day" and like.value < 100) else 0
    return replace(sum_of, start=0, end=0, value=value, unit=unit, per=None, high=None, qualifier="about", scale=scale, digits=max(1, value.adjusted() - scale + 1))
