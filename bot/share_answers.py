"""Answers to what share of a whole a part is, and how much there is for each head; computed from both."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from bot.answer import Answer, Status
from bot.coverage import stem_set
from bot.drafting import Draft
from bot.fitness import OF_PARTS
from bot.library import Library
from bot.lining_up import lined_up, newest_periods
from bot.parsing import parse, word_stems
from bot.parts import measure_of, name_of, tell
from bot.quantity import Quantity, adds_up, held, is_moment, measured, quantity
from bot.question import Computation, Question
from bot.reckoned import known_to, percent, quotient
from bot.times import dated_period
from bot.wording import in_short
from index.period import PeriodKind

__all__ = ["per_head", "share"]

_TRIES = 6
_COUNTED_DAYS = 46
"""How far from the end of a period heads may have been counted."""
_LOSSES = frozenset({"loss", "operating_loss", "net_loss"})
_GAINS = ("operating_income", "net_income")
_HEADS = {
    "employee": ("headcount",), "user": ("monthly_active_users", "weekly_active_users", "daily_active_users", "users"), "subscriber": ("subscribers",),
    "customer": ("customers",), "share": ("shares_outstanding",), "gpu": ("gpus",), "developer": ("developers",),
}  # fmt: skip


def share(asked: Computation, question: Question, library: Library, as_of: date | None) -> Answer | None:
    """What percentage of a whole a part is; None where one of them is not held for one time."""
    sides = _sides(asked, library)
    if sides is None:
        return None
    parts, whole_asked = sides
    pair = next((found for part_asked in parts for found in _pairs(part_asked, whole_asked, library, as_of)), None)
    if pair is None:
        return None
    part, whole, note = pair
    draft = Draft(library, question.text)
    numbers = tuple(draft.cite_fit(fit) for fit in (*part.fits, *whole.fits))
    if whole.amount.value * part.amount.value <= 0:
        turned = replace(whole, amount=replace(whole.amount, value=abs(whole.amount.value)), metric=whole.lead.figure.metric)
        draft.say(f"{whole.lead.figure.entity} as a whole had no {measure_of(part, library)} {whole.when}, so there is no share of it: it had {measure_of(turned, library)} of {in_short(turned.amount)}.")
    else:
        found = percent(part.amount, whole.amount)
        if found is None:
            return None
        about = "about " if found.qualifier == "about" else ""
        of = f"{name_of(whole, library)} {whole.when}"
        how = f"{in_short(part.amount)} as a share of {in_short(whole.amount)}"
        draft.state(replace(part.fit(), figure=replace(part.fit().figure, amount=found)), numbers, how)
        draft.say(f"{name_of(part, library)} {'comes' if adds_up(part.metric, library) else 'come'} to {about}{in_short(found)} of {of}: {how} (computed).")
        if found.value > 100:
            draft.say("That is more than all of it: other parts went the other way.")
    if note:
        draft.say(note)
    for each in (part, whole):
        tell(each, draft, library)
    return draft.answer(Status.ANSWERED)


def _sides(asked: Computation, library: Library) -> tuple[list[Question], Question] | None:
    """The questions that may ask for the part and the one for the whole; None where one is not said."""
    base = asked.base

    def read(text: str) -> Question:
        return parse(text, base.asked_on, library.names, library.taxonomy)

    whole, part = read(asked.whole), read(asked.part)
    named = tuple(e for e in base.entities if e not in {*part.entities, *part.parts, *whole.entities})
    company = whole.entities or named or tuple(dict.fromkeys(library.names.lineage(e)[-1] for e in part.entities)) or base.entities
    if not whole.metrics and base.metrics:
        whole = read(f"{asked.whole} {base.metrics[0].words}")
    if len(company) != 1 or not whole.metrics:
        return None
    when: dict[str, Any] = {"periods": base.periods, "latest": base.latest, "over_time": False}
    whole = replace(whole, entities=company, parts=(), unknown=(), metrics=whole.metrics[:1], **when)
    own = [m for m in part.metrics if m.metric != whole.metrics[0].metric and _in_one_unit(m.metric, whole.metrics[0].metric, library)]
    if own:
        # "Marketing and sales expense" is one measure, whatever its words name besides.
        best = max(own, key=lambda m: len(m.words))
        return [replace(part, entities=part.entities or company, metrics=(best,), **when)], whole
    return [replace(each, **when) for each in _parts_of(asked.part, part, whole, company[0], library, read)], whole


def _parts_of(text: str, part: Question, whole: Question, company: str, library: Library, read: Callable[[str], Question]) -> list[Question]:
    """The questions for the measure of a whole of what is only named: a part of the company, or one that has figures of its own."""
    metric = whole.metrics[0]
    place = next(iter(library.names.match(whole.text)), None)
    written = whole.text[place.start : place.end] if place is not None else company
    named_so = tuple(dict.fromkeys((*(s for m in part.metrics for s in word_stems(m.words)), *part.terms)))
    out = []
    for tried in ((f"{text} {metric.words}",) if part.entities else ()) + (f"{written} {text} {metric.words}",):
        found = read(tried)
        if not found.metrics or found.metrics[0].metric != metric.metric or (named_so and not part.entities):
            # "Data center" of a revenue is a part of it, not a number of halls.
            found = replace(found, metrics=(metric,), terms=named_so, firm=frozenset(named_so))
        out.append(replace(found, entities=found.entities or (company,), metrics=found.metrics[:1]))
    return out


def _in_one_unit(one: str, other: str, library: Library) -> bool:
    return bool(set(library.taxonomy.metric(one).units) & set(library.taxonomy.metric(other).units))


def _pairs(part_asked: Question, whole_asked: Question, library: Library, as_of: date | None) -> list[tuple[Quantity, Quantity, str]]:
    """A part with its whole for one time, the first time for which both are held."""
    alike = part_asked.metrics[0].metric == whole_asked.metrics[0].metric
    if len(part_asked.periods) > 1:
        return []
    tried: list[tuple[Quantity, str]] = []
    if part_asked.periods and part_asked.periods[0].year is not None:
        part, note = lined_up(part_asked, library, as_of, part_asked.periods[0])
        tried = [(part, note)] if part is not None else []
    else:
        kind = part_asked.periods[0].kind if part_asked.periods else None
        for fit in newest_periods(part_asked, library, as_of, kind=kind)[:_TRIES]:
            if fit.figure.period is not None:
                part = quantity(part_asked, library, as_of, fit.figure.period)
                tried += [(part, "")] if part is not None else []
    for part, note in tried:
        if part.period is None or not _plainly_meant(part_asked, part):
            continue
        whole_of = measured(whole_asked, part.metric) if alike else whole_asked
        whole = _whole(whole_of, part, library, as_of)
        if whole is not None and whole.amount.unit == part.amount.unit and _is_part(part, whole, alike=alike):
            return [(part, whole, note)]
    return []


def _plainly_meant(asked: Question, part: Quantity) -> bool:
    """Whether the part found is called as it was asked for: "services" are not the Global Services of a company."""
    figure = part.lead.figure
    if not figure.dimension:
        return True
    said = stem_set(asked.text) | set(asked.terms)

    def called_so(dimension: str) -> bool:
        names = re.split(r"[()]", dimension)
        return any(own <= said for name in (*names, dimension) if (own := stem_set(name) - OF_PARTS))

    return called_so(figure.dimension)


def _whole(question: Question, part: Quantity, library: Library, as_of: date | None) -> Quantity | None:
    if part.period is None:
        return None
    found = held(replace(question, terms=(), firm=frozenset()), library, as_of, period=part.period)
    found = [f for f in found if not f.figure.dimension]
    # Where one document has both, it has them on one footing.
    found.sort(key=lambda f: f.figure.document_id != part.lead.figure.document_id)
    if found:
        metric = question.metrics[0].metric
        amount = found[0].figure.amount
        sign = 1 if found[0].figure.metric == metric else -1
        return Quantity(replace(amount, value=sign * amount.value), metric, (found[0],), found[0].figure.period)
    found_so = quantity(replace(question, terms=(), firm=frozenset()), library, as_of, part.period)
    if found_so is None and part.metric in _LOSSES:
        # A profit of the whole, of whatever kind, says that it had no loss to have a share of.
        for gain in _GAINS:
            gained = quantity(replace(measured(question, gain), terms=(), firm=frozenset()), library, as_of, part.period)
            if gained is not None and gained.metric == gain and gained.amount.value > 0 and not gained.lead.figure.dimension:
                return replace(gained, amount=replace(gained.amount, value=-gained.amount.value))
    return found_so


def _is_part(part: Quantity, whole: Quantity, *, alike: bool) -> bool:
    a, b = part.lead.figure, whole.lead.figure
    same = part.metric == whole.metric and part.amount.value == whole.amount.value
    return not same and (not alike or (a.entity, a.dimension) != (b.entity, b.dimension))


def per_head(asked: Computation, question: Question, library: Library, as_of: date | None) -> Answer | None:
    """How much there is of a measure for each employee, user or share, counted about the end of the time."""
    base = asked.base
    if len(base.entities) != 1 or not base.metrics or not adds_up(base.metrics[0].metric, library) or len(base.periods) > 1:
        return None
    for above, note in _above(base, library, as_of):
        for metric in _HEADS[asked.unit]:
            below = _counted(measured(base, metric), above, library, as_of)
            if below is None:
                continue
            found = quotient(above.amount, below.amount.value, known_to(below.amount), above.amount.unit, asked.unit)
            if found is None:
                continue
            draft = Draft(library, question.text)
            numbers = tuple(draft.cite_fit(fit) for fit in (*above.fits, *below.fits))
            how = f"{in_short(above.amount)} divided by {in_short(below.amount)}"
            draft.state(replace(above.fit(), figure=replace(above.fit().figure, amount=found)), numbers, how)
            draft.say(f"{name_of(above, library)} {above.when} comes to about {in_short(found)}: {how}, counted {below.when} (computed).")
            if note:
                draft.say(note)
            for each in (above, below):
                tell(each, draft, library)
            return draft.answer(Status.ANSWERED)
    return None


def _above(base: Question, library: Library, as_of: date | None) -> list[tuple[Quantity, str]]:
    if base.periods and base.periods[0].year is not None:
        found, note = lined_up(base, library, as_of, base.periods[0])
        return [(found, note)] if found is not None else []
    out = []
    for fit in newest_periods(replace(base, periods=()), library, as_of, kind=PeriodKind.YEAR)[:_TRIES]:
        if fit.figure.period is not None:
            found = quantity(base, library, as_of, fit.figure.period)
            out += [(found, "")] if found is not None else []
    return out


def _counted(question: Question, above: Quantity, library: Library, as_of: date | None) -> Quantity | None:
    """How many there were about the end of the time that a quantity is of."""
    period = dated_period(above.lead.figure, library) if not above.how else above.period
    if period is None or period.end is None:
        return None
    bare = replace(question, terms=(), firm=frozenset(), periods=())
    for fit in held(bare, library, as_of):
        counted = dated_period(fit.figure, library)
        day = counted.end if counted is not None else None
        if day is not None and not fit.figure.dimension and is_moment(fit.figure.metric, library) and abs((day - period.end).days) <= _COUNTED_DAYS:
            return Quantity(fit.figure.amount, fit.figure.metric, (fit,), fit.figure.period)
    return None
