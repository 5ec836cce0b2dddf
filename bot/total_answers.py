"""Answers that add up: sums over times or companies, averages, and measures that no source states but their parts make up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot import measures
from bot.answer import Answer, Status
from bot.deals_added import deals_added
from bot.drafting import Draft
from bot.fitness import FUTURE
from bot.library import Library
from bot.lining_up import lined_up, newest_periods, span_years, years_of
from bot.parts import name_of, tell
from bot.quantity import Quantity, adds_up, best_by_stretch, defined_of, held, measured, quantity
from bot.question import Computation, Intent, Question
from bot.reckoned import quotient, total, total_of_ranges
from bot.selection import fits
from bot.stretches import Stretch, path, stretch_of
from bot.times import dated_period
from bot.wording import in_short, period_words, shown_value
from index.amount import Amount
from index.amounts import format_amount
from index.fiscal import Match
from index.pattern import lazy_pattern
from index.period import Period, PeriodKind

__all__ = ["added_up", "average", "made_up"]

_QUARTER, _YEAR = 3, 12
_TRAILING = lazy_pattern(r"\b(?:ttm|ltm|trailing|(?:last|past|previous|latest) (?:12|twelve) months|(?:last|past|latest) (?:4|four) (?:quarters|qtrs))\b", re.IGNORECASE)
_PLAIN = frozenset({Intent.FIGURE, Intent.FACT, Intent.CHECK})


def added_up(asked: Computation, question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The sum of a measure over several times, or over several companies for one, or of one with several others; None where one of them is not held."""
    base = asked.base
    if not base.metrics:
        return None
    together = deals_added(asked, question, library, as_of)
    if together is not None:
        return together
    planned = base.bases & FUTURE and len(base.entities) > 1 and len(base.periods) == 1
    parts, notes, absent = _plans(base, library, as_of) if planned else _parts(base, library, as_of)
    if absent and parts:
        return _some(question, parts, absent, library)
    if len(parts) < 2 or len({(p.metric, p.amount.unit, p.amount.per) for p in parts}) > 1:
        return None
    read = [(fit.figure.document_id, fit.figure.amount.start) for part in parts for fit in part.fits]
    made = total_of_ranges([p.amount for p in parts]) if planned else total([(p.amount, 1) for p in parts])
    if made is None or len(set(read)) < len(read):
        return None  # what two have with each other is one sum, and none to be counted for each
    draft = Draft(library, question.text)
    numbers = tuple(draft.cite_fit(fit) for part in parts for fit in part.fits)
    said = _adding_up([p.amount for p in parts], made)
    how = " plus ".join(f"{one} {p.when}" if len(base.entities) == 1 else f"{one} ({p.lead.figure.entity})" for one, p in zip(said, parts, strict=True))
    whose = name_of(parts[0], library) if len(base.entities) == 1 else f"Together, {measures.name(library.taxonomy, parts[0].metric)}"
    lead = parts[0].fit()
    joint = replace(lead.figure, amount=made, period=_joint(parts, base), entity=" + ".join(dict.fromkeys(p.lead.figure.entity for p in parts)))
    draft.state(replace(lead, figure=joint), numbers, how)
    draft.say(f"{whose}: {_said(made)} in all, {how} (computed).")
    return _finished(draft, parts, notes, library)


def _said(amount: Amount) -> str:
    return f"about {in_short(amount)}" if amount.qualifier == "about" else in_short(amount)


def _adding_up(parts: Sequence[Amount], made: Amount) -> list[str]:
    """The amounts of a sum for people, in full where rounded as they are otherwise they would not come to it."""
    plain = made.high is None and shown_value(replace(made, value=sum(map(shown_value, parts), Decimal(0)))) != shown_value(made)
    return [format_amount(p) if plain else _said(p) for p in parts]


def _some(question: Question, parts: Sequence[Quantity], absent: Sequence[str], library: Library) -> Answer:
    """That something cannot be added up, with what of it is held."""
    draft = Draft(library, question.text)
    draft.say(f"I cannot add that up: I could not find it for {' and '.join(absent)}. I do hold this:")
    for part in parts:
        tell(part, draft, library)
    return draft.answer(Status.NOT_FOUND)


def _finished(draft: Draft, parts: Sequence[Quantity], notes: Sequence[str], library: Library) -> Answer:
    for note in dict.fromkeys(n for n in notes if n):
        draft.say(note)
    for part in parts:
        tell(part, draft, library)
    caveat = measures.caveat(library.taxonomy, parts[0].metric)
    if caveat and len({p.lead.figure.entity for p in parts}) > 1:
        draft.say(caveat)
    return draft.answer(Status.ANSWERED)


def _joint(parts: Sequence[Quantity], base: Question) -> Period | None:
    if len(base.entities) > 1:
        return parts[0].period
    labels = [p.period.label for p in parts if p.period is not None]
    return Period(PeriodKind.SPAN, f"{labels[0]} to {labels[-1]}") if len(labels) > 1 else parts[0].period


def _parts(base: Question, library: Library, as_of: date | None) -> tuple[list[Quantity], list[str], list[str]]:
    """What is to be added up, what to say of how times were lined up, and what is not held.

    That is a measure for each time that is asked about, or of each company for the one.
    """
    if len(base.entities) > 1:
        if len(base.periods) > 1 or base.parts:
            return [], [], []
        found = {e: _of_company(replace(base, entities=(e,)), library, as_of) for e in base.entities}
        kept = [(q, note) for q, note in found.values() if q is not None]
        absent = [e for e, (q, _) in found.items() if q is None]
        if not absent and len({(q.period.kind if q.period else None) for q, _ in kept}) > 1:
            return [], [], []
        return [q for q, _ in kept], [note for _, note in kept], absent
    due = all(m.metric in _DUE_YEAR_BY_YEAR for m in base.metrics) and all(period.kind is PeriodKind.YEAR for period in base.periods)
    if not adds_up(base.metrics[0].metric, library) and not due and not any(measures.is_vague(m.metric) for m in base.metrics):
        return [], [], []
    times = base.periods
    if len(times) == 1 and (span := span_years(times[0])) is not None:
        times = tuple(years_of(base, *span, library))
    quantities: list[Quantity] = []
    lacking: list[str] = []
    for period in times:
        one, _ = lined_up(base, library, as_of, period) if not quantities else (quantity(base, library, as_of, period, like=quantities[0].lead), "")
        if one is None:
            lacking.append(period.label)
        else:
            quantities.append(one)
    if due and not all(_falls_due(q) for q in quantities):
        return [], [], []
    stretches = [stretch_of(_dated(q, library)) for q in quantities]
    known = [s for s in stretches if s is not None]
    if len(known) < len(stretches) or any(a.first < b.until and b.first < a.until for i, a in enumerate(known) for b in known[i + 1 :]):
        return [], [], []  # what overlaps would count twice
    return quantities, [], lacking


def _plans(base: Question, library: Library, as_of: date | None) -> tuple[list[Quantity], list[str], list[str]]:
    """What each of several companies plans or expects of a measure for one time, ranges among them, by its newest word."""
    found = {e: next((f for f in fits(replace(base, entities=(e,)), library, as_of=as_of) if not f.kin and f.figure.basis in FUTURE and not f.figure.dimension), None) for e in base.entities}
    kept = [fit for fit in found.values() if fit is not None]
    parts = [Quantity(fit.figure.amount, fit.figure.metric, (fit,), fit.figure.period) for fit in kept]
    of_fiscal = {fit.figure.entity for fit in kept if fit.figure.period is not None and fit.figure.period.fiscal}
    notes = ["These are plans and expectations, not results."]
    if of_fiscal and len(of_fiscal) < len(kept):
        notes.append(f"The year of {' and '.join(sorted(of_fiscal))} is its fiscal one.")
    return parts, notes, [e for e, fit in found.items() if fit is None]


_DUE_YEAR_BY_YEAR = frozenset({"purchase_commitments", "leases_not_commenced"})
"""Balances that a company breaks down by the years in which they fall due, each a sum of its own."""


def _falls_due(found: Quantity) -> bool:
    """Whether what is held of a year was still to come when it was published: what falls due in it, and not what there was at its end."""
    published, period = found.lead.document.published, found.period
    return published is not None and period is not None and period.year is not None and period.year >= published.year


def _dated(found: Quantity, library: Library) -> Period | None:
    return found.period if found.how else dated_period(found.lead.figure, library)


def _of_company(asked: Question, library: Library, as_of: date | None) -> tuple[Quantity | None, str]:
    if asked.periods and (asked.periods[0].year is not None or asked.periods[0].end is not None):
        return lined_up(asked, library, as_of, asked.periods[0])
    for fit in newest_periods(asked, library, as_of):
        return Quantity(fit.figure.amount, fit.figure.metric, (fit,), fit.figure.period), ""
    return None, ""


def average(asked: Computation, question: Question, library: Library, as_of: date | None) -> Answer | None:
    """What a measure came to in a quarter or year on average over the time asked about."""
    base = asked.base
    if len(base.entities) != 1 or not base.metrics or not adds_up(base.metrics[0].metric, library) or not base.periods:
        return None
    size = _YEAR if asked.unit == "year" else _QUARTER
    if not asked.unit and len(base.periods) < 2 and base.periods[0].kind is not PeriodKind.SPAN:
        return None
    parts, notes, absent = _parts(base, library, as_of) if len(base.periods) > 1 or base.periods[0].kind is PeriodKind.SPAN else ([], [], [])
    if absent:
        return _some(question, parts, absent, library) if parts else None
    if not parts and len(base.periods) == 1 and base.periods[0].kind is not PeriodKind.SPAN:
        one, note = lined_up(base, library, as_of, base.periods[0])
        parts, notes = ([one], [note]) if one is not None else (_quarters_within(base, library, as_of), [])
    made = total([(p.amount, 1) for p in parts]) if parts else None
    if made is None:
        return None
    months = [s.months for p in parts if (s := stretch_of(_dated(p, library))) is not None]
    if len(months) < len(parts) or (not asked.unit and len(set(months)) > 1):
        return None
    count = Decimal(len(parts)) if not asked.unit else Decimal(sum(months)) / size
    if count < 2 or count != count.to_integral_value():
        return None
    unit = asked.unit or {_QUARTER: "quarter", _YEAR: "year"}.get(months[0], "period")
    each = quotient(made, count, Decimal(0), made.unit, unit)
    if each is None:
        return None
    draft = Draft(library, question.text)
    numbers = tuple(draft.cite_fit(fit) for part in parts for fit in part.fits)
    of = " plus ".join(in_short(p.amount) for p in parts)
    how = f"{of}, divided by {int(count)} {unit}s"
    lead = parts[0].fit()
    draft.state(replace(lead, figure=replace(lead.figure, amount=each, period=_joint(parts, base))), numbers, how)
    held_only = "" if parts[0].period is None or len(parts) == 1 or len(base.periods) > 1 or base.periods[0].kind is PeriodKind.SPAN else f" over the {int(count)} {unit}s held of it"
    when = period_words(base.periods[0], None) if len(base.periods) == 1 and len(parts) > 1 else parts[0].when if len(parts) == 1 else f"from {parts[0].period.label if parts[0].period else ''} to {parts[-1].period.label if parts[-1].period else ''}"
    draft.say(f"{name_of(parts[0], library)} came to {in_short(each)} on average {when}{held_only}: {how} (computed).")
    return _finished(draft, parts, notes, library)


def _quarters_within(base: Question, library: Library, as_of: date | None) -> list[Quantity]:
    """The quarters held of a year that is not over."""
    target = stretch_of(base.periods[0])
    if target is None:
        return []
    best = best_by_stretch(held(replace(base, periods=()), library, as_of), library)
    inside = sorted(s for s in best if s.months == _QUARTER and target.first <= s.first and s.until <= target.until)
    return [Quantity(best[s].figure.amount, best[s].figure.metric, (best[s],), best[s].figure.period) for s in inside]


def made_up(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """A measure that no source states for the time, from those that make it up: a fourth quarter, a margin, free cash flow.

    None where a source states it, or has only a plan of it.
    """
    if question.intent not in _PLAIN or len(question.entities) != 1 or len(question.metrics) != 1 or question.bases or question.amounts or question.earlier:
        return None
    if question.parts and not adds_up(question.metrics[0].metric, library):
        return None
    if _TRAILING.search(question.text):
        return _trailing(question, library, as_of)
    metric = question.metrics[0].metric
    if len(question.periods) > 1 or (not adds_up(metric, library) and not defined_of(metric)):
        return None
    if any(not f.kin and f.figure.basis not in FUTURE and f.match is not Match.WEAK for f in fits(question, library, as_of=as_of)):
        return None
    if question.periods:
        # What is stated for a time near the one asked about is not made up, unless by a definition.
        found, note = lined_up(question, library, as_of, question.periods[0]) if defined_of(metric) else (quantity(question, library, as_of, question.periods[0]), "")
    elif defined_of(metric):
        found, note = _newest_defined(question, library, as_of), ""
    else:
        return None
    if found is None or not found.how:
        return None
    draft = Draft(library, question.text)
    draft.say("No source that I hold states this; it is computed.")
    if note:
        draft.say(note)
    tell(found, draft, library)
    caveat = measures.caveat(library.taxonomy, found.metric)
    draft.say(caveat)
    return draft.answer(Status.ANSWERED)


def _newest_defined(question: Question, library: Library, as_of: date | None) -> Quantity | None:
    """A measure by its definition, for the newest time that both of its parts are held for."""
    for metric in defined_of(question.metrics[0].metric):
        for fit in newest_periods(measured(question, metric), library, as_of)[:4]:
            found = quantity(question, library, as_of, fit.figure.period) if fit.figure.period is not None else None
            if found is not None and found.how:
                return found
    return None


def _trailing(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """A measure over the newest twelve months that can be put together."""
    asked = replace(question, periods=(), latest=False, over_time=False)
    every = held(asked, library, as_of)
    if not every or not adds_up(every[0].figure.metric, library):
        return None
    best = best_by_stretch(every, library)
    for until in sorted({s.until for s in best}, reverse=True):
        target = Stretch(until - _YEAR, until)
        if target in best:
            fit = best[target]
            found = Quantity(fit.figure.amount, fit.figure.metric, (fit,), fit.figure.period)
        elif path(target, best) is not None:
            last = max((s for s in best if s.until == until), key=lambda s: s.months)
            end = dated_period(best[last].figure, library)
            if end is None or end.end is None:
                continue
            first = date((until - _YEAR) // 12, (until - _YEAR) % 12 + 1, 1)
            period = Period(PeriodKind.TRAILING_YEAR, f"twelve months to {end.end:%B} {end.end.day}, {end.end.year}", end.end.year, start=first, end=end.end)
            made = quantity(asked, library, as_of, period)
            if made is None or not made.how:
                continue
            found = made
        else:
            continue
        draft = Draft(library, question.text)
        draft.say(f"The newest twelve months that I can put together: {name_of(found, library)} of {in_short(found.amount)} {found.when}{' (computed)' if found.how else ''}.")
        tell(found, draft, library)
        return draft.answer(Status.ANSWERED)
    return None


