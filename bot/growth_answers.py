"""Answers to how much something grew or fell: from one time to another of the same length, computed from both."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot import measures
from bot.answer import Answer, Status
from bot.computing import asks_whether
from bot.drafting import Draft
from bot.library import Library
from bot.lining_up import before, ends_of, lined_up, newest_periods
from bot.parts import tell, unequal
from bot.quantity import Quantity, held, is_moment, measured, quantity
from bot.question import Computation, Question
from bot.reckoned import change, difference, yearly
from bot.selection import Fit
from bot.times import dated_period
from bot.wording import in_short, metric_words
from index.amount import Amount
from index.amounts import agree
from index.pattern import lazy_pattern
from index.period import Period, PeriodKind

__all__ = ["growth", "pair_of"]

_TRIES = 8
_NEAR_DAYS = 62
"""How far from the day asked about a balance may be struck."""
_COMPOUND_FROM = 2
"""Years from which a yearly rate says more than the growth itself."""
_POINT = Decimal(100)


def growth(asked: Computation, question: Question, library: Library, as_of: date | None) -> Answer | None:
    """By how much a measure changed; not found, with what is held, where only one of the two times is."""
    base, draft = asked.base, Draft(library, question.text)
    if len(base.entities) != 1 or not base.metrics:
        return None
    pair, notes, missing = pair_of(asked, base, library, as_of)
    if len(pair) < 2:
        return _one_only(draft, pair[0], missing, library) if pair else None
    old, new = pair
    if old.amount.unit != new.amount.unit or old.metric != new.metric:
        return None
    mismatch = unequal(old, new, library)
    if mismatch is not None:
        return mismatch(draft)
    numbers = {**tell_numbers(old, draft), **tell_numbers(new, draft)}
    cited = tuple(numbers.values())
    said = _points(asked, old, new) if new.amount.unit == "percent" else _apart(old, new) if asked.unit == "difference" else _percent(asked, question, old, new)
    if said is None:
        return None
    amounts, words = said
    for amount, how in amounts:
        draft.state(replace(new.fit(), figure=replace(new.fit().figure, amount=amount)), cited, how)
    draft.say(f"{_yes_or_no(question.text, old, new)}{new.lead.figure.entity}'s {metric_words(new.fit().figure, library.taxonomy)} {words}{' (computed)' if amounts else ''}.")
    for note in notes:
        draft.say(note)
    for each in (old, new):
        tell(each, draft, library)
    caveat = measures.caveat(library.taxonomy, new.metric)
    if caveat and len({f.document.publisher for f in (*old.fits, *new.fits)}) > 1:
        draft.say(caveat)
    return draft.answer(Status.ANSWERED)


_FACTORS = (("doubl", Decimal(2)), ("tripl", Decimal(3)), ("trebl", Decimal(3)), ("quadrupl", Decimal(4)), ("halv", Decimal("0.5")))
_NEARLY = lazy_pattern(r"\b(?:nearly|almost|close to|roughly|about|around|more or less)\b", re.IGNORECASE)
_ABOUT_A_YEAR = 300
_BARELY = Decimal("0.03")
"""How near to the double something may have come, with neither yes nor no said to whether it doubled."""


def _yes_or_no(text: str, old: Quantity, new: Quantity) -> str:
    """What to begin with where it is asked whether something doubled, by how many times over it grew; "" where that is not asked."""
    factor = next((times for root, times in _FACTORS if re.search(rf"\b{root}", text, re.IGNORECASE)), None)
    if factor is None or not asks_whether(text) or old.amount.value * new.amount.value <= 0:
        return ""
    came_to = abs(new.amount.value / old.amount.value)
    if abs(came_to / factor - 1) < _BARELY or _NEARLY.search(text):
        return ""
    if came_to < factor if factor < 1 else came_to > factor:
        return "Yes: "
    ends = [each.period.end if each.period is not None else None for each in (old, new)]
    # That something did not double since a few months ago does not say that it did not within a year.
    short = ends[0] is not None and ends[1] is not None and (ends[1] - ends[0]).days < _ABOUT_A_YEAR
    return "" if short and old.period is not None and old.period.kind is not PeriodKind.QUARTER else "No: "


def tell_numbers(each: Quantity, draft: Draft) -> dict[str, int]:
    """The citations of a quantity's figures."""
    return {f"{fit.figure.document_id}:{fit.figure.amount.start}": draft.cite_fit(fit) for fit in each.fits}


def pair_of(asked: Computation, base: Question, library: Library, as_of: date | None) -> tuple[list[Quantity], list[str], Period | None]:
    """The measure at the earlier and the later time, what to say of how the times were lined up, and the time that is not held."""
    moment = bool(base.metrics) and is_moment(base.metrics[0].metric, library)
    since = _since(base)
    if since is not None and not moment:
        return _up_to_now(base, since, library, as_of)
    if moment and len(base.periods) == 1 and base.periods[0].kind is PeriodKind.SPAN and not _YEAR_TO_YEAR.search(base.periods[0].label):
        return _between_days(base, library, as_of), [], None
    ends = ends_of(base, library)
    if ends:
        first, note = lined_up(base, library, as_of, ends[0])
        last, other = lined_up(base, library, as_of, ends[1])
        both = [each for each in (first, last) if each is not None]
        if first is not None and last is not None and first.lead.figure.dimension != last.lead.figure.dimension:
            return [], [], None
        return both, [n for n in (note, other) if n], None if len(both) == 2 else ends[0] if first is None else ends[1]
    by_quarter = asked.step == "quarter"
    if len(base.periods) == 1 and (base.periods[0].year is not None or base.periods[0].end is not None):
        new, note = lined_up(base, library, as_of, base.periods[0])
        if new is None:
            return [], [], None
        next_to = moment and asked.step != "year"
        of = new.period if note and new.period is not None else base.periods[0]
        earlier = before(of, by_quarter=by_quarter, next_to=next_to)
        if earlier is None:
            return [], [], None
        old = quantity(base, library, as_of, earlier, like=_like(new))
        if old is None and moment and not asked.step:
            old = _set_beside(base, new, library, as_of)
        return ([old, new], [note] if note else [], None) if old is not None else ([new], [], earlier)
    if base.periods and base.periods[0].kind is PeriodKind.SPAN:
        return [], [], None
    kind = base.periods[0].kind if base.periods else None
    found, missing = _newest(asked, base, library, as_of, kind)
    return found, [], missing


_YEAR_TO_YEAR = lazy_pattern(r"^(?:fiscal )?\d{4} to \d{4}$")
_SINCE = lazy_pattern(r"\bsince\b(?!.*\b(?:to|until|till|through)\b)", re.IGNORECASE)


def _since(base: Question) -> Period | None:
    """The year, half or quarter from which on growth is asked for; None where it is not asked so."""
    if len(base.periods) != 1 or not _SINCE.search(base.text):
        return None
    period = base.periods[0]
    if period.kind is not PeriodKind.SPAN:
        return period if period.year is not None and period.kind in {PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.QUARTER} else None
    year = re.fullmatch(r"since (\d{4})", period.label)
    return Period(PeriodKind.YEAR, year[1], int(year[1]), start=date(int(year[1]), 1, 1), end=date(int(year[1]), 12, 31)) if year else None


def _up_to_now(base: Question, since: Period, library: Library, as_of: date | None) -> tuple[list[Quantity], list[str], Period | None]:
    """A measure at a time and at the newest one of the same length; with that time where only the newest is held."""
    old, note = lined_up(replace(base, periods=(since,)), library, as_of, since)
    newest = newest_periods(replace(base, periods=()), library, as_of, kind=since.kind)
    new = quantity(replace(base, periods=()), library, as_of, newest[0].figure.period, like=_like(old) if old is not None else None) if newest and newest[0].figure.period else None
    if new is None or (old is not None and (old.period == new.period or old.lead.figure.dimension != new.lead.figure.dimension)):
        return ([old] if old is not None else []), [], None
    return ([old, new], [note] if note else [], None) if old is not None else ([new], [], since)


def _set_beside(base: Question, new: Quantity, library: Library, as_of: date | None) -> Quantity | None:
    """How things stood at the one earlier time that the sentence of the newer number sets beside it: "down from $24 million at the end of 2025"."""
    lead, end = new.lead.figure, new.lead.figure.period.end if new.lead.figure.period is not None else None
    stood = [
        f
        for f in held(replace(base, periods=()), library, as_of, like=_like(new))
        if (f.figure.document_id, f.figure.start, f.figure.metric) == (lead.document_id, lead.start, lead.metric)
        and f.figure.period is not None and f.figure.period.end is not None and end is not None and f.figure.period.end < end
    ]  # fmt: skip
    return Quantity(stood[0].figure.amount, stood[0].figure.metric, (stood[0],), stood[0].figure.period) if len(stood) == 1 else None


_ABOUT_AS_NEAR = 15
"""Days from the one asked about within which what fits best stands for it."""


def _between_days(base: Question, library: Library, as_of: date | None) -> list[Quantity]:
    """How things stood about the first and the last day of a stretch of time; nothing where one of them is not held."""
    span = base.periods[0]
    found = [f for f in newest_periods(replace(base, periods=()), library, as_of, step="year") if f.figure.period is not None and f.figure.period.end is not None]
    points = [Quantity(f.figure.amount, f.figure.metric, (f,), f.figure.period) for f in found]
    if not points or span.start is None:
        return []
    first_day, last_day = span.start, span.end if span.end is not None and span.end < base.asked_on else None
    now = held(replace(base, periods=(), latest=True), library, as_of)[:1] if last_day is None else []  # what a plain question for it is answered with

    def off(point: Quantity, day: date) -> int:
        own = point.period
        if own is None or own.end is None:
            return 10_000
        # A month or quarter that the day lies in is as near as can be.
        return 0 if own.start is not None and own.start <= day <= own.end else abs((own.end - day).days)

    def far(point: Quantity, day: date) -> tuple[int, bool, float]:
        # Of what is about as near a month says more of a day in it than its year, and what fits better goes before a number without the new money.
        away = off(point, day)
        return 0 if away <= _ABOUT_AS_NEAR else away, point.period is not None and point.period.kind is PeriodKind.YEAR, -point.lead.score

    first = min(points, key=lambda p: far(p, first_day))
    last = Quantity(now[0].figure.amount, now[0].figure.metric, (now[0],), now[0].figure.period) if now else points[0] if last_day is None else min(points, key=lambda p: far(p, last_day))
    near = off(first, first_day) <= _NEAR_DAYS and (last_day is None or off(last, last_day) <= _NEAR_DAYS)
    return [first, last] if near and first is not last and first.metric == last.metric else []


def _newest(asked: Computation, base: Question, library: Library, as_of: date | None, kind: PeriodKind | None) -> tuple[list[Quantity], Period | None]:
    """The newest time for which the one before it is held too, with that; else the newest alone, and what is not held."""
    found = newest_periods(base, library, as_of, step=asked.step, kind=kind)
    if not found and not is_moment(base.metrics[0].metric, library):
        found = newest_periods(measured(base, "revenue"), library, as_of, step=asked.step, kind=kind)  # a margin is of the times that sales are
    if found and is_moment(found[0].figure.metric, library):
        lead = held(replace(base, latest=True), library, as_of)[0]  # what a plain question for it is answered with
        points = [Quantity(f.figure.amount, f.figure.metric, (f,), f.figure.period) for f in found if f.figure.metric == lead.figure.metric]
        newest = Quantity(lead.figure.amount, lead.figure.metric, (lead,), lead.figure.period)
        since = newest.period.end if newest.period is not None else None
        stood = [p for p in points if since is not None and p.period is not None and p.period.end is not None and p.period.end < since]
        return ([_year_back(stood, newest), newest], None) if stood else ([newest], None)
    alone: tuple[list[Quantity], Period | None] = ([], None)
    for fit in found[:_TRIES]:
        period = dated_period(fit.figure, library)
        earlier = before(fit.figure.period or period, by_quarter=asked.step == "quarter") if period is not None else None
        new = quantity(base, library, as_of, fit.figure.period or period) if period is not None else None
        old = quantity(base, library, as_of, earlier, like=_like(new)) if earlier is not None and new is not None else None
        if new is not None and old is not None and old.lead.figure.dimension == new.lead.figure.dimension:
            return [old, new], None
        if new is not None and earlier is not None and not alone[0]:
            alone = [new], earlier
    return alone


def _like(new: Quantity) -> Fit | None:
    """What the earlier figure has to go with; a margin by its definition goes with none of its own measure."""
    return new.lead if new.lead.figure.metric == new.metric else None


def _year_back(points: list[Quantity], newest: Quantity) -> Quantity:
    """Of how things stood before the newest, what is nearest to a year earlier."""

    def distance(point: Quantity) -> int:
        if newest.period is None or newest.period.end is None or point.period is None or point.period.end is None:
            return 10_000
        return abs((newest.period.end - point.period.end).days - 365)

    return min(points, key=distance)


_IN_ANY = lazy_pattern(r"\bby how much\b(?! (?:in )?(?:%|percent|pct))", re.IGNORECASE)
"""What asks by how much something moved, in whatever unit."""


def _percent(asked: Computation, question: Question, old: Quantity, new: Quantity) -> tuple[list[tuple[Amount, str]], str] | None:
    between = f"from {in_short(old.amount)} {old.when} to {in_short(new.amount)} {new.when}"
    if agree(old.amount, new.amount):
        return [], f"stayed the same as far as it is rounded: {between}"
    if old.amount.value * new.amount.value <= 0:
        return [], f"changed its sign, of which a percentage says nothing: it went {between}"
    grown = change(old.amount, new.amount)
    if grown is None:
        return [], f"{'rose' if abs(new.amount.value) > abs(old.amount.value) else 'fell'} {between}; rounded as these are, no percentage can be told"
    word = "rose" if grown.value > 0 else "fell"
    about = "about " if grown.qualifier == "about" else ""
    size = replace(grown, value=abs(grown.value))
    out: list[tuple[Amount, str]] = [(grown, f"growth {between}")]
    words = f"{word} by {about}{in_short(size)}, {between}"
    moved = difference(old.amount, new.amount) if _IN_ANY.search(question.text) else None
    if moved is not None:
        out.append((moved, f"change {between}"))
        words = f"{word} by {about}{in_short(size)}, or {'about ' if moved.qualifier == 'about' else ''}{in_short(replace(moved, value=abs(moved.value)))}, {between}"
    years = _years_between(old, new)
    if years >= _COMPOUND_FROM or (asked.step == "compound" and years != 1):
        rate = yearly(old.amount, new.amount, years) if years else None
        if rate is not None:
            rate = replace(rate, per="year")
            out.insert(0, (rate, f"compound yearly rate {between}, over {years} years"))
            words += f", which is {in_short(rate)} compounded over {years} years"
        elif asked.step == "compound":
            return None
    return out, words


def _apart(old: Quantity, new: Quantity) -> tuple[list[tuple[Amount, str]], str] | None:
    between = f"from {in_short(old.amount)} {old.when} to {in_short(new.amount)} {new.when}"
    if agree(old.amount, new.amount):
        return [], f"stayed the same as far as it is rounded: {between}"
    moved = difference(old.amount, new.amount)
    if moved is None:
        return None
    word = "rose" if moved.value > 0 else "fell"
    return [(moved, f"change {between}")], f"{word} by {in_short(replace(moved, value=abs(moved.value)))}, {between}"


def _years_between(old: Quantity, new: Quantity) -> int:
    a, b = old.period, new.period
    if a is None or b is None or a.kind is not PeriodKind.YEAR or b.kind is not PeriodKind.YEAR or a.year is None or b.year is None:
        return 0
    return b.year - a.year


def _points(asked: Computation, old: Quantity, new: Quantity) -> tuple[list[tuple[Amount, str]], str] | None:
    moved = new.amount.value - old.amount.value
    scale = max(old.amount.scale, new.amount.scale)
    between = f"from {in_short(old.amount)} {old.when} to {in_short(new.amount)} {new.when}"
    if not moved:
        return [], f"stayed the same as far as it is rounded: {between}"
    amount = replace(new.amount, value=moved, unit="percentage_points", scale=scale, digits=max(1, moved.adjusted() - scale + 1), qualifier=None)
    word = "rose" if moved > 0 else "fell"
    size = replace(amount, value=abs(moved))
    points = f"{in_short(size)}"
    if asked.unit == "point" and scale <= -1:
        bps = abs(moved) * _POINT
        points = f"{int(bps):,} basis points ({points})"
        basis = replace(size, value=Decimal(int(bps)), unit="basis_point", scale=0, digits=len(str(int(bps))))
        return [(amount, f"change {between}"), (basis, f"change {between}, in basis points")], f"{word} by {points}, {between}"
    return [(amount, f"change {between}")], f"{word} by {points}, {between}"


def _one_only(draft: Draft, found: Quantity, missing: Period | None, library: Library) -> Answer:
    """That growth cannot be computed, with the one figure that is held."""
    lacking = f"I could not find it for {missing.label}" if missing is not None else "I hold it for one time only"
    draft.say(f"I cannot compute that: {lacking}. I do hold this:")
    tell(found, draft, library)
    return draft.answer(Status.NOT_FOUND)
