"""Growth compared: whose measure grew faster, by what each grew by in times of one length, stated or computed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from bot import measures
from bot.ahead import Standing, ahead
from bot.answer import Answer, Status
from bot.computing import asks_whether
from bot.drafting import Draft
from bot.figure_answers import figure_sentence
from bot.fitness import FUTURE
from bot.growth_answers import pair_of
from bot.library import Library
from bot.parts import tell
from bot.quantity import Quantity, held, is_moment, measured
from bot.question import Computation, Intent, Question, Reckoning
from bot.reckoned import change
from bot.selection import Fit, fits
from bot.sides import sides_of
from bot.times import dated_period, period_rank
from bot.wording import in_short, period_words
from index.amount import Amount
from index.pattern import lazy_pattern
from index.period import Period, PeriodKind

__all__ = ["grew_faster"]

_FASTER = lazy_pattern(
    r"\b(?:gr[eo]w(?:n|s|ing|th)?|r[io]se[ns]?|rising|increas(?:e|ed|es|ing)|expand(?:s|ed|ing)?)\b(?: \w+){0,3}? (?P<how>faster|fastest|quicker|quickest|slower|slowest|more (?:quickly|rapidly|slowly)|(?:by )?(?:more|most|less|least))\b|\b(?P<what>faster|fastest|quicker|slower|slowest|higher|highest|stronger|strongest) (?:\w+ )?(?:growth|growing|grower)\b",
    re.IGNORECASE,
    signs=("faste", "quick", "slow", "rapid", "more", "most", "less", "least", "higher", "highest", "strong"),
)
_SLOWER = lazy_pattern(r"slow|less|least", re.IGNORECASE)
_NEAR_DAYS = 50
"""How far apart two times may end, and be those of one comparison: companies end their years in other months."""


@dataclass(frozen=True, slots=True)
class _Growth:
    """By how many percent a measure of one side grew over a time, with the figures of it; two where it is computed."""

    name: str
    rate: Amount
    period: Period
    end: date
    stated: Fit | None = None
    pair: tuple[Quantity, ...] = ()

    @property
    def said(self) -> str:
        """The rate for people, "about" where it is known no closer."""
        return f"{'about ' if self.rate.qualifier == 'about' else ''}{in_short(replace(self.rate, qualifier=None))}"


def grew_faster(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """Which of several companies' measures grew faster; not found where the growth of one of them is not held. None where that is not asked."""
    asked = _FASTER.search(question.text)
    if asked is None or len(question.entities) < _TWO or len(question.periods) > 1 or not question.metrics:
        return None
    metric = "revenue" if question.metrics[0].metric == "revenue_growth" else question.metrics[0].metric
    sides = sides_of(replace(question, terms=(), firm=frozenset(), metrics=question.metrics[:1]), library)
    found = {side.name: _growths(side.name, replace(side.question, intent=Intent.FIGURE), metric, library, as_of) for side in sides}
    if not any(found.values()):
        return None
    draft = Draft(library, question.text)
    lacking = [name for name, growths in found.items() if not growths]
    if lacking:
        name = measures.name(library.taxonomy, metric)
        draft.say(f"I cannot compare that: I could not find by how much {name} grew for {' and '.join(lacking)}. I do hold this:")
        for growths in found.values():
            for growth in growths[:1]:
                _tell(growth, draft, library)
        for level in (fit for side in sides if side.name in lacking for fit in held(measured(replace(side.question, periods=(), latest=True), metric), library, as_of)[:1]):
            number = draft.cite_fit(level)
            draft.state(level, (number,))
            draft.say(figure_sentence(level, library, number))
        return draft.answer(Status.NOT_FOUND)
    slower = _SLOWER.search(asked["how"] or asked["what"]) is not None
    compared = sorted(_of_one_time(list(found.values())), key=lambda growth: growth.rate.value, reverse=not slower)
    standing = [Standing(growth.name, growth.said, replace(growth.rate, value=abs(growth.rate.value)), turned=growth.rate.value < 0) for growth in compared]
    told = ahead(standing, less=slower, ends=("fast", "slow"))
    plain = told.startswith(("The fast", "The slow")) and _one_time(compared)
    verdict = ("Yes. " if compared[0].name == sides[0].name else "No. ") if plain and asks_whether(question.text) and question.text.count(" or ") == 0 else ""
    draft.say(f"{verdict}{told}")
    for growth in compared:
        _tell(growth, draft, library)
    if not _one_time(compared):
        draft.say("The periods are not the same; compare with care.")
    return draft.answer(Status.ANSWERED)


_TWO = 2


def _growths(name: str, question: Question, metric: str, library: Library, as_of: date | None) -> list[_Growth]:
    """By how much a side's measure grew: as sources state it and as it can be computed, the newest first."""
    out: list[_Growth] = []
    if metric == "revenue":
        for fit in fits(measured(question, "revenue_growth"), library, as_of=as_of):
            figure, period = fit.figure, dated_period(fit.figure, library)
            if not fit.kin and not figure.dimension and figure.basis not in FUTURE and figure.amount.unit == "percent" and figure.amount.high is None and period is not None:
                out.append(_Growth(name, figure.amount, period, period_rank(period, fit.document), stated=fit))
    base = measured(question, metric)
    steps = ("",) if question.periods or is_moment(metric, library) else ("", "year")
    for step in steps:
        pair, _, _ = pair_of(Computation(Reckoning.GROWTH, base, step=step), base, library, as_of)
        rate = change(pair[0].amount, pair[1].amount) if len(pair) == _TWO and pair[0].amount.unit == pair[1].amount.unit and pair[0].metric == pair[1].metric else None
        period = dated_period(pair[1].fit().figure, library) if rate is not None else None
        if rate is not None and period is not None:
            out.append(_Growth(name, rate, period, period_rank(period, pair[1].lead.document), pair=tuple(pair)))
    return sorted(out, key=lambda growth: (growth.end, growth.stated is not None), reverse=True)


def _of_one_time(found: Sequence[Sequence[_Growth]]) -> list[_Growth]:
    """One growth of each side: of the newest time that all have, and where they have none in common the newest of each."""
    together = [list(some) for some in product(*(growths[:_TRIED] for growths in found)) if _one_time(some)]
    return max(together, key=_worth) if together else [growths[0] for growths in found]


def _worth(some: Sequence[_Growth]) -> tuple[bool, date]:
    """What a time that all have is worth: a year says more of who grows than a part of one, and the newer more than the older."""
    return some[0].period.kind is PeriodKind.YEAR, max(growth.end for growth in some)


_TRIED = 12


def _one_time(some: Sequence[_Growth]) -> bool:
    ends = [growth.end for growth in some]
    return len({growth.period.kind for growth in some}) == 1 and (max(ends) - min(ends)).days <= _NEAR_DAYS


def _tell(growth: _Growth, draft: Draft, library: Library) -> None:
    if growth.stated is not None:
        number = draft.cite_fit(growth.stated)
        draft.state(growth.stated, (number,))
        draft.say(figure_sentence(growth.stated, library, number))
        return
    old, new = growth.pair
    numbers = tuple(draft.cite_fit(fit) for fit in (*old.fits, *new.fits))
    between = f"from {in_short(old.amount)} {old.when} to {in_short(new.amount)} {new.when}"
    draft.state(replace(new.fit(), figure=replace(new.fit().figure, amount=growth.rate)), numbers, f"growth {between}")
    draft.say(f"{growth.name}: {growth.said} {period_words(growth.period, new.lead.document.published)}, {between} (computed).")
    for each in growth.pair:
        tell(each, draft, library)
