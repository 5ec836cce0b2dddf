"""Answers to who has the most: the companies that a measure is held for, side by side for one time."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date

from bot import measures
from bot.answer import Answer, Status
from bot.drafting import Draft
from bot.figure_answers import aside_words, count_words
from bot.library import Library
from bot.lining_up import lined_up
from bot.quantity import Quantity, adds_up, defined_of, held, is_moment, measured
from bot.question import Computation, Question
from bot.wording import in_short, period_words
from index.pattern import lazy_pattern
from index.period import Period, PeriodKind

__all__ = ["ranking"]

_BOUGHT = lazy_pattern(r"\b(?:acqui\w+|takeover|merger|option|buy|bought|purchase)\b", re.IGNORECASE)
_TRIES = 3
_FEWEST = 2
"""Companies of which a ranking can be made."""
_MOST_TOLD = 10
_BESIDE = 3
"""How many more are told where only the first is asked for, so that a reader sees by how much."""
_OLD_DAYS = 550
"""How old a balance may be to stand beside those of today."""


def ranking(asked: Computation, question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The companies with the most of a measure, for one time; None where it is held for fewer than two."""
    base = asked.base
    if base.entities or base.unknown or not base.metrics or len(base.periods) > 1 or any(m.metric in measures.RELATIONS for m in base.metrics):
        return None
    if any(p.kind is PeriodKind.SPAN or p.year is None for p in base.periods):
        return None
    best: tuple[str, Period | None, dict[str, tuple[Quantity, str]]] | None = None
    for metric in _metrics(base, library):
        period = base.periods[0] if base.periods else _last_year(question) if adds_up(metric, library) else None
        found = _held_by(replace(measured(base, metric), terms=(), firm=frozenset(), phrases=(), points=False), metric, period, library, as_of)
        if len(found) >= _FEWEST and (best is None or len(found) > len(best[2])):
            best = metric, period, found
        if best is not None and metric == base.metrics[0].metric:
            break
    if best is None:
        return None
    metric, period, found = best
    units = Counter(q.amount.unit for q, _ in found.values())
    if units.most_common(1)[0][1] < _FEWEST:
        return None
    unit = units.most_common(1)[0][0]
    ranked = sorted((q for q, _ in found.values() if q.amount.unit == unit), key=lambda q: q.amount.value, reverse=not asked.least)
    told = ranked[: min(asked.most or _MOST_TOLD, _MOST_TOLD) if asked.most != 1 else 1 + _BESIDE]
    return _answer(asked, question, metric, period, told, ranked, found, library)


def _answer(
    asked: Computation, question: Question, metric: str, period: Period | None, told: list[Quantity], ranked: list[Quantity], found: dict[str, tuple[Quantity, str]], library: Library
) -> Answer:
    draft = Draft(library, question.text)
    name = measures.name(library.taxonomy, metric)
    when = f" {period_words(period, None)}" if period is not None else ""
    first = told[0]
    head = "least" if asked.least else "most"
    draft.say(f"{first.lead.figure.entity} has the {head} of the {count_words(len(ranked))} companies for which I hold {name}{when}; others may have {'less' if asked.least else 'more'}.")
    if asked.most > len(ranked):
        draft.say(f"I hold it for {count_words(len(ranked))} only.")
    for place, each in enumerate(told, 1):
        numbers = tuple(draft.cite_fit(fit) for fit in each.fits)
        draft.state(each.fit(), numbers, each.how)
        marks = "".join(f"[{n}]" for n in dict.fromkeys(numbers))
        made = f" (computed as {each.how})" if each.how else ""
        draft.say(f"{place}. {each.lead.figure.entity}: {in_short(each.amount)} {each.when}{made}{aside_words(each.lead)} {marks}")
    for note in dict.fromkeys(found[q.lead.figure.entity][1] for q in told if q.lead.figure.entity in found):
        draft.say(note)
    other = sorted(name for name, (q, _) in found.items() if q.amount.unit != ranked[0].amount.unit)
    if other:
        draft.say(f"Not ranked, being in another currency or unit: {', '.join(other)}.")
    asked_for = asked.base.metrics[0].metric
    if metric != asked_for:
        draft.say(f"By {name}, which is held for more of them than {measures.name(library.taxonomy, asked_for)}: {measures.difference(library.taxonomy, asked_for, metric)}.")
    draft.say(measures.caveat(library.taxonomy, metric))
    return draft.answer(Status.ANSWERED)


def _last_year(question: Question) -> Period:
    year = question.asked_on.year - 1
    return Period(PeriodKind.YEAR, str(year), year, start=date(year, 1, 1), end=date(year, 12, 31))


def _metrics(base: Question, library: Library) -> list[str]:
    """The measures to rank by: the one asked for, and those that a vague word may mean."""
    asked = base.metrics[0].metric
    kin = [k.metric for k in library.taxonomy.kin(asked)] if measures.is_vague(asked) else []
    return [asked, *(metric for metric in kin if metric not in {"capital_expenditures", asked})]


def _held_by(asked: Question, metric: str, period: Period | None, library: Library, as_of: date | None) -> dict[str, tuple[Quantity, str]]:
    """What each company has of a measure for a time, with how the times were lined up."""
    found: dict[str, tuple[Quantity, str]] = {}
    for name in _companies(metric, library):
        one, note = _of(replace(asked, entities=(name,)), period, library, as_of)
        if one is not None and not one.lead.figure.dimension and one.amount.value > 0 and one.metric == metric:
            found[name] = (one, note)
    # What a part has is in what the whole has.
    return {name: q for name, q in found.items() if not any(owner in found for owner in library.names.lineage(name)[1:])}


def _companies(metric: str, library: Library) -> list[str]:
    opposite = measures.opposite(library.taxonomy, metric)
    held = {f.entity for f in library.snapshot.figures(metric=[m for m in (metric, opposite, *defined_of(metric)) if m]) if f.entity and not f.dimension}
    return sorted(name for name in held if (entry := library.names.entry(name)) is not None and entry.kind == "company")


def _of(asked: Question, period: Period | None, library: Library, as_of: date | None) -> tuple[Quantity | None, str]:
    """A company's figure for the time, or the newest of how things stand now."""
    if period is not None:
        return lined_up(asked, library, as_of, period)
    for fit in held(replace(asked, latest=True), library, as_of)[:_TRIES]:
        day = fit.figure.period.end if fit.figure.period is not None else None
        if _BOUGHT.search(library.quote(fit.figure)):
            continue  # what is paid for another company is not its own worth
        if day is not None and is_moment(fit.figure.metric, library) and (asked.asked_on - day).days <= _OLD_DAYS:
            return Quantity(fit.figure.amount, fit.figure.metric, (fit,), fit.figure.period), ""
    return None, ""
