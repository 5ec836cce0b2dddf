"""Among told: how far the last two of the figures just told are apart, for a message that names nothing: "difference?", "in percent", "how many times"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from bot.question import Computation, Intent, Question, Reckoning
from index.pattern import lazy_pattern
from index.period import Period

__all__ = ["Told", "apart_of_told", "asks_apart_of_told"]

_PAIR = 2
_OPENING = r"\W*(?:(?:and|so|ok|okay|then|now|but|what['’]?s|what|whats|is|was|the|give me|show me|tell me|calc\w*|compute|as|a|an|that|it|please)\W+)*"
_BOTH = r"(?:\W+(?:between|of) (?:them|the two|those|these|both)(?: two)?)?"
_IN = r"(?:\W+(?:in|as a)?\W*(?:per ?cent(?:age)?|pct|%|percentage terms|dollars|absolute terms))?"
_CLOSING = r"(?:\W+(?:then|please|now|is that|was that|is it|was it|that is|higher|more))*\W*"
_DID = r"(?: (?:did|has|is|was) (?:it|that|they|this)(?: (?:grow|grown|grew|rise|risen|fall|fallen|drop|dropped|increase|increased|go up|gone up|go down|change|changed|up|down|more|less|bigger|ahead|growing))?)?"
_APART = lazy_pattern(
    rf"{_OPENING}(?:(?:difference|gap|delta|increase|decrease|change|rise|drop){_BOTH}"
    rf"|how (?:much|many) (?:more|less|fewer|bigger|larger|higher|lower|smaller)|by how (?:much|many)(?: more| less)?{_DID}|(?:up|down) (?:by )?how much"
    rf"|how many times(?: (?:more|bigger|larger|as much|higher))?|what multiple|(?:the )?ratio){_IN}{_CLOSING}",
    re.IGNORECASE,
    signs=("difference", "gap", "delta", "increase", "decrease", "change", "rise", "drop", "how much", "how many", "multiple", "ratio"),
)
_PERCENT = lazy_pattern(
    rf"{_OPENING}(?:how much (?:is|was) (?:it|that|this) )?(?:in |as a )?(?:per ?cent(?:age)?(?: (?:growth|change|difference|increase))?|pct|%(?: (?:growth|change|difference|increase))?|percentage(?: terms)?){_BOTH}{_CLOSING}",
    re.IGNORECASE,
    signs=("percent", "per cent", "pct", "%"),
)
_TIMES = lazy_pattern(r"\btimes\b|\bmultiple\b|\bratio\b", re.IGNORECASE)
_AS_NUMBER = lazy_pattern(r"%|\bper ?cent|\bpct\b|\bby how\b", re.IGNORECASE)


class Told(NamedTuple):
    """One figure that was asked for: the question as it was meant, and the time that the answer gave it for where it gave one."""

    question: Question
    period: Period | None

    @property
    def time(self) -> Period | None:
        """The one time that the figure is for."""
        asked = self.question.periods
        return self.period or (asked[0] if len(asked) == 1 and (asked[0].year is not None or asked[0].end is not None) else None)


def asks_apart_of_told(text: str) -> bool:
    """Whether a message names nothing and asks how far what was told is apart."""
    return any(pattern.fullmatch(text.strip()) for pattern in (_APART, _PERCENT))


def apart_of_told(text: str, told: Sequence[Told]) -> Question | None:
    """The question that such a message asks of the figures told last, which are of two companies or of two times; None where they are of neither."""
    if not told or not told[-1].question.metrics:
        return None
    last = told[-1].question
    base = replace(last, text=text, intent=Intent.FIGURE, over_time=False, inherited=frozenset({"entities", "metrics", "periods"}), instead=(), earlier=False, narrowed=None, computation=None)
    # What was asked before something else is none of what is pointed at.
    alike = _run(told, lambda one: [m.metric for m in one.question.metrics] == [m.metric for m in last.metrics])
    unlike = len({one.question.bases for one in alike[-_PAIR:]}) > 1
    if unlike:
        base = replace(base, bases=frozenset())  # what was spent against what is planned
    sides = last.entities if len(last.entities) > 1 else _each(_run(alike, lambda one: one.question.periods == last.periods))[-_PAIR:]
    if len(sides) > 1:
        return replace(base, entities=sides, intent=Intent.COMPARISON)
    own = _run(alike, lambda one: one.question.entities == last.entities)
    times = last.periods if len(last.periods) > 1 else tuple(dict.fromkeys(one.time for one in own if one.time is not None))[-_PAIR:]
    if len(times) < _PAIR or len({period.kind for period in times}) > 1 or len(last.entities) != 1:
        return None
    of_times = replace(base, periods=times, latest=False, intent=Intent.COMPARISON)
    if unlike or _TIMES.search(text):
        return of_times
    return replace(of_times, computation=Computation(Reckoning.GROWTH, of_times, unit="" if _AS_NUMBER.search(text) else "difference"))


def _run(told: Sequence[Told], same: Callable[[Told], bool]) -> list[Told]:
    """The last of what was told, one after another, that is the same in some way."""
    return list(reversed(list(takewhile(same, reversed(told)))))


def _each(told: Sequence[Told]) -> tuple[str, ...]:
    """The companies that one question each was about, the one asked about last at the end."""
    singles = [one.question.entities[0] for one in told if len(one.question.entities) == 1]
    return tuple(reversed(tuple(dict.fromkeys(reversed(singles)))))
