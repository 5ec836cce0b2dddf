"""Answers to who has the most: the companies that a measure is held for, side by side for one time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot import measures
from bot.answer import Answer, Status
from bot.asides import RUN_RATES, asides_of
from bot.deal_ranking import DEALS, ranked_deals
from bot.drafting import Draft
from bot.figure_answers import aside_words, count_words
from bot.fitness import FUTURE, only_talked
from bot.library import Library
from bot.lining_up import lined_up
from bot.quantity import Quantity, adds_up, defined_of, held, is_moment, measured
from bot.question import Computation, Question
from bot.selection import SETTLED, Fit, fits
from bot.times import dated_period, period_rank
from bot.wording import in_short, period_words
from index.fiscal import Match
from index.pattern import lazy_pattern
from index.period import Period, PeriodKind
from index.periods import calendar_year

__all__ = ["ranking"]

_BOUGHT = lazy_pattern(r"\b(?:acqui\w+|takeover|merger|option|buy|bought|purchase)\b", re.IGNORECASE)
_TRIES = 3
_OF_PRODUCTS = frozenset("users weekly_active_users monthly_active_users daily_active_users subscribers developers gpus api_price subscription_price".split())
"""What a product or a site has as well as a company."""
_IN_TOKENS = "api_price"
_OUTPUT = lazy_pattern(r"\boutput\b", re.IGNORECASE)
_OF_ALL = lazy_pattern(
    r"(?:(?:the|all|of|rank|list|ai|us|american|chinese|european|big|biggest|top|leading|major|known|private|public|listed|unlisted|frontier|tech|model|labs?|startups?|start-ups?|companies|company|firms?|players?|hyperscalers?|clouds?|vendors?|makers?|names?)\W*)+",
    re.IGNORECASE,
)
"""What is said of those who are ranked, and names none of them."""
_FEWEST = 2
"""Companies of which a ranking can be made."""
_MOST_TOLD = 10
_BESIDE = 3
"""How many more are told where only the first is asked for, so that a reader sees by how much."""
_FAR_DAYS = 190
"""How far apart balances may be struck, and be set against each other without a word of it."""
_OF_ROUNDS = lazy_pattern(r"\brounds?\b|\braises\b", re.IGNORECASE)


def ranking(asked: Computation, question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The companies with the most of a measure, for one time; None where it is held for fewer than two."""
    base = asked.base
    if base.unknown and all(_OF_ALL.fullmatch(name) for name in base.unknown):
        base = replace(base, unknown=())  # "the private labs" are all of them, and no name
        asked = replace(asked, base=base)
    if base.entities or base.unknown or not base.metrics or len(base.periods) > 1 or any(p.kind is PeriodKind.SPAN or p.year is None for p in base.periods):
        return None
    if base.metrics[0].metric == "total_funding" and _OF_ROUNDS.search(base.text):
        # "Biggest funding rounds ever" are rounds, and not what each company has raised in all.
        base = measured(base, "funding_raised")
    if base.metrics[0].metric in DEALS:
        return ranked_deals(replace(asked, base=base), question, library, as_of)
    if any(m.metric in measures.RELATIONS for m in base.metrics):
        return None
    best: tuple[str, Period | None, dict[str, tuple[Quantity, str]]] | None = None
    alone: Quantity | None = None
    for metric in _metrics(base, library):
        period = base.periods[0] if base.periods else _last_year(question) if adds_up(metric, library) else None
        found = _held_by(_bare(base, metric), metric, period, library, as_of)
        for other in measures.interchanged(metric):
            found = {**_held_by(_bare(base, other), other, period, library, as_of), **found}
        alone = alone or next((q for q, _ in found.values()), None)
        if len(found) >= _FEWEST and (best is None or len(found) > len(best[2])):
            best = metric, period, found
        if best is not None and metric == base.metrics[0].metric:
            break
    if best is None:
        return _of_one_alone(question, alone, library)
    metric, period, found = best
    units = Counter(q.amount.unit for q, _ in found.values() if q.amount.unit)
    # "117 million" of so many users says of what no more than the measure does.
    alike = {units.most_common(1)[0][0], ""} if units else {""}
    if sum(q.amount.unit in alike for q, _ in found.values()) < _FEWEST:
        return None
    ranked = sorted((q for q, _ in found.values() if q.amount.unit in alike), key=lambda q: q.amount.value, reverse=not asked.least)
    told = ranked[: min(asked.most or _MOST_TOLD, _MOST_TOLD) if asked.most != 1 else 1 + _BESIDE]
    return _answer(asked, question, metric, period, told, ranked, found, library)


def _bare(base: Question, metric: str) -> Question:
    """The question for a measure alone, whatever other words it has."""
    return replace(measured(base, metric), terms=(), firm=frozenset(), phrases=(), points=False)


def _of_one_alone(question: Question, held_of_one: Quantity | None, library: Library) -> Answer | None:
    """That nothing can be ranked, with the one company that the measure is held for."""
    if held_of_one is None:
        return None
    draft = Draft(library, question.text)
    name = measures.name(library.taxonomy, held_of_one.metric)
    draft.say(f"I cannot say who is ahead: I hold {name} of one company alone.")
    numbers = tuple(draft.cite_fit(fit) for fit in held_of_one.fits)
    draft.state(held_of_one.fit(), numbers, held_of_one.how)
    marks = "".join(f"[{n}]" for n in dict.fromkeys(numbers))
    draft.say(f"{held_of_one.lead.figure.entity}: {name} of {in_short(held_of_one.amount)} {held_of_one.when}{aside_words(held_of_one.lead)} {marks}")
    return draft.answer(Status.NOT_FOUND)


def _answer(
    asked: Computation, question: Question, metric: str, period: Period | None, told: list[Quantity], ranked: list[Quantity], found: dict[str, tuple[Quantity, str]], library: Library
) -> Answer:
    draft = Draft(library, question.text)
    name = measures.name(library.taxonomy, metric)
    when = f" {period_words(period, None)}" if period is not None else ""
    first = told[0]
    price = metric.endswith("_price")
    head = ("lowest" if price else "least") if asked.least else "highest" if price else "most"
    of_parts = metric in _OF_PRODUCTS or not all(library.names.is_company(q.lead.figure.entity) and not library.names.is_product(q.lead.figure.entity) for q in ranked)
    number_of = count_words(len(ranked))
    of = "those" if number_of == "many" else f"the {number_of} {'names' if of_parts else 'companies'}"
    draft.say(f"{first.lead.figure.entity} has the {head} of {of} for which I hold {name}{f' ({first.lead.figure.dimension})' if first.lead.figure.dimension else ''}{when}; others may have {('lower ones' if price else 'less') if asked.least else 'higher ones' if price else 'more'}.")
    if asked.most > len(ranked):
        draft.say(f"I hold it for {count_words(len(ranked))} only.")
    aside, of_all = asides_of([each.lead for each in told])
    for place, each in enumerate(told, 1):
        numbers = tuple(draft.cite_fit(fit) for fit in each.fits)
        draft.state(each.fit(), numbers, each.how)
        marks = "".join(f"[{n}]" for n in dict.fromkeys(numbers))
        made = f" (computed as {each.how})" if each.how else f" ({measures.name(library.taxonomy, each.metric)})" if each.metric in measures.interchanged(metric) else ""
        draft.say(f"{place}. {each.lead.figure.entity}: {in_short(each.amount)} {each.when}{made}{aside(each.lead)} {marks}")
    for note in dict.fromkeys(found[q.lead.figure.entity][1] for q in told if q.lead.figure.entity in found):
        draft.say(note)
    other = sorted(name for name, (q, _) in found.items() if q not in ranked)
    if other:
        draft.say(f"Not ranked, being in another currency or unit: {', '.join(other)}.")
    if period is None:
        draft.say(_of_other_days(told, library))
        unranked = [name for name in _companies(metric, library) if _left_out(name, found, replace(measured(asked.base, metric), terms=(), firm=frozenset()), library)]
        if unranked:
            draft.say(f"Not ranked, since what I hold is a range, a bound or only planned or talked about: {', '.join(unranked[:_MOST_TOLD])}.")
    asked_for = asked.base.metrics[0].metric
    if metric != asked_for:
        draft.say(f"By {name}, which is held for more of them than {measures.name(library.taxonomy, asked_for)}: {measures.difference(library.taxonomy, asked_for, metric)}.")
    draft.say(measures.caveat(library.taxonomy, metric) if metric in RUN_RATES else of_all)
    draft.say("" if metric in RUN_RATES else measures.caveat(library.taxonomy, metric))
    return draft.answer(Status.ANSWERED)


def _day(fit: Fit, library: Library) -> date:
    """The day that a figure is for; of one that says none the day it was told."""
    return period_rank(dated_period(fit.figure, library), fit.document)


def _of_other_days(told: list[Quantity], library: Library) -> str:
    """That the figures ranked are of days that lie far apart, with the first and the last; "" where they do not."""
    dated = sorted(((_day(each.lead, library), each) for each in told), key=lambda pair: pair[0])
    (first, oldest), (last, newest) = dated[0], dated[-1]
    if (last - first).days <= _FAR_DAYS:
        return ""
    return f"The newest that I hold of each is of different times, {_told(oldest)} to {_told(newest)}: compare with care."


def _told(each: Quantity) -> str:
    return each.when.removeprefix("in ").removeprefix("at ")


def _left_out(name: str, found: Mapping[str, object], asked: Question, library: Library) -> bool:
    """Whether a measure is held of a company, itself no part of one that is ranked, and not as a number that can be."""
    if name in found or any(map(str.isdigit, name)) or any(owner in found for owner in library.names.lineage(name)[1:]) or not is_moment(asked.metrics[0].metric, library):
        return False
    own = fits(replace(asked, entities=(name,), latest=True), library)[:_TRIES]
    return any(not fit.kin and fit.figure.entity == name and not fit.figure.dimension and not _BOUGHT.search(library.quote(fit.figure)) for fit in own)


def _last_year(question: Question) -> Period:
    return calendar_year(question.asked_on.year - 1)


def _metrics(base: Question, library: Library) -> list[str]:
    """The measures to rank by: the one asked for, and those that a vague word may mean."""
    asked = base.metrics[0].metric
    kin = [k.metric for k in library.taxonomy.kin(asked)] if measures.is_vague(asked) or asked == "users" else []
    return [asked, *(metric for metric in kin if metric not in {"capital_expenditures", asked})]


def _held_by(asked: Question, metric: str, period: Period | None, library: Library, as_of: date | None) -> dict[str, tuple[Quantity, str]]:
    """What each company has of a measure for a time, with how the times were lined up."""
    found: dict[str, tuple[Quantity, str]] = {}
    for name in _companies(metric, library):
        one, note = _of(replace(asked, entities=(name,)), period, library, as_of)
        if one is not None and (not one.lead.figure.dimension or metric == _IN_TOKENS) and one.amount.value > 0 and one.metric == metric and one.lead.figure.entity == name:
            found[name] = (one, note)
    if metric in _OF_PRODUCTS - {"gpus"}:
        # Who uses a product uses what its maker has to offer: the two are one number told twice.
        makers = {owner: q for name, (q, _) in found.items() for owner in library.names.lineage(name)[1:]}
        return {name: one for name, one in found.items() if name not in makers or one[0].amount.value > makers[name].amount.value}
    # What a part has is in what the whole has.
    return {name: q for name, q in found.items() if not any(owner in found for owner in library.names.lineage(name)[1:])}


def _expected(asked: Question, period: Period, library: Library, as_of: date | None) -> Quantity | None:
    """What a company is to have of a measure in a time that is not over, by its newest guidance or projection."""
    for fit in fits(replace(asked, periods=(period,), bases=FUTURE), library, as_of=as_of)[:_TRIES]:
        if fit.match is Match.EXACT and fit.figure.basis in FUTURE and not fit.kin:
            return Quantity(fit.figure.amount, fit.figure.metric, (fit,), fit.figure.period)
    return None


def _companies(metric: str, library: Library) -> list[str]:
    opposite = measures.opposite(library.taxonomy, metric)
    held = {f.entity for f in library.snapshot.figures(metric=[m for m in (metric, opposite, *defined_of(metric)) if m]) if f.entity and (not f.dimension or metric == _IN_TOKENS)}
    # A part that files no reports may be all that is held of its company: the backlog of a cloud. What a vague word means is told of companies.
    vague = any(measures.is_vague(kin.metric) for kin in library.taxonomy.kin(metric)) or measures.is_vague(metric)
    return sorted(name for name in held if library.names.entry(name) is not None and not (vague and library.names.is_product(name)))


def _of(asked: Question, period: Period | None, library: Library, as_of: date | None) -> tuple[Quantity | None, str]:
    """A company's figure for the time, or the newest of how things stand now."""
    if period is not None:
        found, note = lined_up(asked, library, as_of, period)
        if found is None and period.end is not None and period.end >= asked.asked_on:
            return _expected(asked, period, library, as_of), ""
        return found, note
    now = replace(asked, latest=True)
    tokens = "output" if _OUTPUT.search(asked.text) else "input"
    priced = asked.metrics[0].metric == _IN_TOKENS
    some = [fit for fit in fits(now, library, as_of=as_of) if fit.figure.dimension.startswith(tokens)] if priced else held(now, library, as_of)
    for fit in some[:_TRIES]:
        if _BOUGHT.search(library.quote(fit.figure)) or (fit.figure.metric in SETTLED and only_talked(fit.figure, library)):
            continue  # what is paid for another company is not its own worth, and what is talked about is none yet
        if is_moment(fit.figure.metric, library) and _day(fit, library) != date.min:
            return Quantity(fit.figure.amount, fit.figure.metric, (fit,), fit.figure.period), ""
    return None, ""
