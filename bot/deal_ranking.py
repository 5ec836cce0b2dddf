"""Rankings of deals: the largest rounds, purchases and contracts that are held, each by itself."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from bot import measures
from bot.answer import Answer, Status
from bot.claims import unsettled
from bot.drafting import Draft
from bot.figure_answers import aside_words, count_words
from bot.fitness import undone
from bot.library import Library
from bot.question import Computation, Intent, Question
from bot.selection import Fit
from bot.wording import in_short, period_words, plain
from corpus.dates import known_by
from index.amount import is_money
from index.amounts import agree
from index.figure import Basis
from index.pattern import lazy_pattern
from index.period import Period

__all__ = ["DEALS", "each_once", "listed_deals", "ranked_deals", "rounds_of"]

DEALS = frozenset({"funding_raised", "acquisition_price", "investment", "contract_value", "licensing_deal", "settlement", "purchase_commitments"})
"""The measures of which each number is a deal of its own, so that not companies are ranked but deals."""
_MOST_TOLD = 10
_BESIDE = 3
"""How many more are told where only the first is asked for."""
_SAME_DEAL = timedelta(days=100)
"""How far apart two tellings of one deal may be dated."""
_STANDS = frozenset({Basis.ACTUAL, Basis.REPORTED, Basis.COMMITMENT})
_FEWEST = 2
_OF_ITSELF = frozenset({"funding_raised"})
"""What is told by whose it is, without the other party."""


def ranked_deals(asked: Computation, question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The largest deals of a kind that came about, in the time asked about where one is; None where fewer than two are held."""
    base = asked.base
    metric = base.metrics[0].metric
    period = base.periods[0] if base.periods else None
    found = each_once(rounds_of(metric, period, library, as_of, parts=False))
    if len(found) < _FEWEST:
        return None
    unit = Counter(fit.figure.amount.unit for fit in found).most_common(1)[0][0]
    ranked = sorted((fit for fit in found if fit.figure.amount.unit == unit), key=lambda fit: fit.figure.amount.value, reverse=not asked.least)
    if len(ranked) < _FEWEST:
        return None
    told = ranked[: 1 + _BESIDE if asked.most == 1 else min(asked.most or _MOST_TOLD, _MOST_TOLD)]
    draft = Draft(library, question.text)
    when = f" {period_words(period, None)}" if period is not None else ""
    end, other = ("smallest", "smaller") if asked.least else ("largest", "larger")
    of = "those" if count_words(len(ranked)) == "many" else f"the {count_words(len(ranked))}"
    draft.say(f"The {end} of {of} of which I hold {measures.name(library.taxonomy, metric)}{when}; there may be {other} ones that I hold nothing of.")
    for place, fit in enumerate(told, 1):
        number = draft.cite_fit(fit)
        draft.state(fit, (number,))
        draft.say(f"{place}. {fit.figure.entity}: {in_short(fit.figure.amount)} {period_words(fit.figure.period, fit.document.published)}{aside_words(fit)} [{number}]")
        if metric not in _OF_ITSELF and fit.figure.table is None:
            draft.say(f"“{plain(library.quote(fit.figure))}” [{number}]")  # with whom the deal is, the quote tells
    if len(ranked) < len(found):
        draft.say("Not ranked, being in another currency: " + ", ".join(sorted({fit.figure.entity for fit in found if fit not in ranked})) + ".")
    draft.say(measures.caveat(library.taxonomy, metric))
    return draft.answer(Status.ANSWERED)


def rounds_of(metric: str, period: Period | None, library: Library, as_of: date | None, *, parts: bool = True) -> list[Fit]:
    """The deals of a kind that came about in a time, however often each is told; with those that are named ("Series C") where `parts` is."""
    out = []
    for figure in library.snapshot.figures(metric=[metric]):
        if not figure.entity or (figure.dimension and not parts) or figure.amount.per or not is_money(figure.amount.unit) or figure.basis not in _STANDS:
            continue
        document = library.document(figure.document_id)
        if (as_of is not None and not known_by(document.published, as_of)) or not _within(figure.period, period):
            continue
        if not parts and figure.table is None and _FIRST_OF_IT.search(library.quote(figure)):
            continue  # what a round came to in the end is told elsewhere
        if figure.table is None and (undone(library.quote(figure)) or unsettled(library.quote(figure)[: figure.amount.end - figure.start])):
            continue
        out.append(Fit.held(figure, document))
    return out


_FIRST_OF_IT = lazy_pattern(r"\bfirst (?:close|closing|tranche|instal+ment)\b|\bat (?:its|the) first\b", re.IGNORECASE, signs=("first",))
"""What a sentence says that gives a round, or a deal, before all of it was in."""


def _within(own: Period | None, asked: Period | None) -> bool:
    if asked is None:
        return True
    if own is None or own.end is None or asked.end is None:
        return own is not None and own.year is not None and own.year == asked.year
    return (asked.start or asked.end) <= own.end <= asked.end


def each_once(found: list[Fit]) -> list[Fit]:
    """The deals, each by its best telling: one source's number for it may be rounded, and another's be dated by the day it was written."""
    out: list[Fit] = []
    for fit in sorted(found, key=lambda fit: (-fit.document.source_type.authority, -fit.score, -(fit.document.published or date.min).toordinal())):
        if not any(_same(fit, other) for other in out):
            out.append(fit)
    return out


def _same(one: Fit, other: Fit) -> bool:
    if one.figure.entity != other.figure.entity or not agree(one.figure.amount, replace(other.figure.amount, unit=one.figure.amount.unit)):
        return False
    ends = [period.end for fit in (one, other) if (period := fit.figure.period) is not None and period.end is not None]
    return len(ends) < _FEWEST or abs(ends[0] - ends[1]) <= _SAME_DEAL or ends[0].year == ends[1].year


_SEVERAL = lazy_pattern(
    r"\b(?:acquisitions|takeovers|purchases|deals|contracts|investments|commitments|rounds|raises|settlements|licen[cs]es|agreements|partnerships|bets|buys)\b", re.IGNORECASE,
    signs=("acquisitions", "takeovers", "purchases", "deals", "contracts", "investments", "commitments", "rounds", "raises", "settlements", "licenses", "licences", "agreements", "partnerships", "bets", "buys"),
)
_FOR_A_SUM = lazy_pattern(r"\b(?:how (?:much|many|big|large)|total|sum|combined|altogether|average|why|when|who|growth|over time|biggest|largest|smallest|latest|last|first|due|remaining|by year)\b", re.IGNORECASE)


def listed_deals(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The deals of one company that are held, each with its sentence, the newest first; None where fewer than two are, or a question is for a sum of them."""
    asked = {m.metric for m in question.metrics}
    if question.intent not in _PLAIN or not asked or not asked & DEALS or len(question.entities) != 1 or question.periods or question.amounts or not _SEVERAL.search(question.text) or _FOR_A_SUM.search(question.text):
        return None
    own = library.names.same(question.entities)
    held = [fit for metric in sorted(asked & DEALS) for fit in _of_one(metric, own, library, as_of)]
    found = sorted(each_once(held), key=lambda fit: fit.day or date.min, reverse=True)
    if len(found) < _FEWEST:
        return None
    draft = Draft(library, question.text)
    draft.say(f"Of {question.entities[0]} I hold these; there may be others:")
    for fit in found[:_LISTED]:
        number, off = draft.cite_fit(fit), undone(library.quote(fit.figure))
        if not off:
            draft.state(fit, (number,))
        draft.say(f"{'It did not come to that: ' if off else ''}“{plain(library.quote(fit.figure))}” [{number}]")
    return draft.answer(Status.ANSWERED)


_PLAIN = frozenset({Intent.FIGURE, Intent.FACT, Intent.LIST})
_LISTED = 6


def _of_one(metric: str, own: set[str], library: Library, as_of: date | None) -> list[Fit]:
    out = []
    for figure in library.snapshot.figures(metric=[metric]):
        if figure.table is not None or figure.amount.per or not is_money(figure.amount.unit) or figure.dimension:
            continue
        document = library.document(figure.document_id)
        if (as_of is None or known_by(document.published, as_of)) and (figure.entity in own or own & library.names_in(library.quote(figure))):
            out.append(Fit.held(figure, document))
    return out
