"""Set apart: how far two figures lie from each other, as a question asks for it: a difference, a percentage, how many times the one is the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.comparing import ASKS_TIMES, wants_less
from bot.library import Library
from bot.quantity import softened
from bot.question import Question
from bot.reckoned import change, difference, known_to, quotient, total, vague
from bot.selection import Fit
from bot.sides import same_unit
from bot.wording import in_short, period_words
from index.amount import Amount
from index.amounts import agree
from index.pattern import lazy_pattern

__all__ = ["Apart", "set_apart"]

_ASKS_DIFFERENCE = lazy_pattern(
    r"\bhow (?:much|many) (?:more|less|fewer|bigger|higher|lower|larger|smaller|further|cheaper|dearer)\b|\b(?:difference|gap|delta)\b|\bby how (?:much|many)\b|\bminus\b|\bhow (?:much|many)\b.{0,40}\b(?:added|gained|lost)\b",
    re.IGNORECASE,
)
_IN_SHARES = lazy_pattern(r"%|\bper ?cent\b|\bpercentage\b|\bpct\b", re.IGNORECASE)


class Apart(NamedTuple):
    """What is computed of two figures: the sentence that says it, the amount, and how that was made."""

    sentence: str
    amount: Amount
    how: str


def set_apart(question: Question, sides: Sequence[tuple[str, Fit]], library: Library) -> Apart | None:
    """How far the two sides lie apart, each with its name; None where a question asks for nothing of the kind or it cannot be told."""
    if len(sides) != _TWO or not same_unit([fit for _, fit in sides]):
        return None
    if len({fit.figure.metric for _, fit in sides}) > 1:
        return None
    small, large = sorted(((name, softened(fit, library)) for name, fit in sides), key=lambda side: abs(side[1].figure.amount.value))
    if ASKS_TIMES.search(question.text):
        return _times(small, large)
    if _IN_SHARES.search(question.text) and small[1].figure.amount.unit != "percent":
        return _in_percent(question, small, large)
    return _difference(small, large) if _ASKS_DIFFERENCE.search(question.text) else None


_TWO = 2
_Side = tuple[str, Fit]


def _difference(small: _Side, large: _Side) -> Apart | None:
    one, other = small[1].figure.amount, large[1].figure.amount
    if one.high is not None or other.high is not None or agree(one, other) or one.value * other.value < 0:
        return None
    apart = total([(_size(other), 1), (_size(one), -1)]) or difference(_size(one), _size(other))
    if apart is None:
        return None
    about = "about " if apart.qualifier == "about" else ""
    return Apart(f"The difference is {about}{in_short(apart)} (computed).", apart, f"the difference between {in_short(other)} and {in_short(one)}")


def _times(small: _Side, large: _Side) -> Apart | None:
    one, other = small[1].figure.amount, large[1].figure.amount
    if one.value * other.value <= 0 or vague(one) or vague(other):
        return None
    ratio = quotient(other, one.value, known_to(one), "ratio")
    if ratio is None:
        return None
    ratio = replace(ratio, qualifier=None)
    figure, before = large[1].figure, small[1].figure
    if figure.entity == before.entity and figure.period != before.period:
        now, then = (period_words(fit.figure.period, fit.document.published) for fit in (large[1], small[1]))
        said = f"{figure.entity} had {in_short(ratio)} as much {now} as {then}"
    else:
        said = f"{large[0]} {'costs' if figure.metric in _PRICES else 'has'} {in_short(ratio)} as much as {small[0]}"
    return Apart(f"{said} (computed).", ratio, f"{in_short(other)} divided by {in_short(one)}")


_PRICES = frozenset({"api_price", "subscription_price", "unit_price"})


def _in_percent(question: Question, small: _Side, large: _Side) -> Apart | None:
    first, second = (small, large) if wants_less(question.text) else (large, small)
    apart = change(second[1].figure.amount, first[1].figure.amount)
    if apart is None or not apart.value:
        return None
    size = replace(apart, value=abs(apart.value))
    about = "about " if size.qualifier == "about" else ""
    word = "more" if apart.value > 0 else "less"
    how = f"{in_short(first[1].figure.amount)} against {in_short(second[1].figure.amount)}"
    return Apart(f"{first[0]}: {about}{in_short(replace(size, qualifier=None))} {word} than {second[0]} (computed).", size, how)


def _size(amount: Amount) -> Amount:
    return replace(amount, value=abs(amount.value))
