"""Series: amounts of one sentence that belong together, by a scale, a list of years, or "respectively"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.amount import Amount, is_money
from index.pattern import lazy_pattern
from index.periods import FoundPeriod
from index.taxonomy import MetricMention

__all__ = ["OF_OTHER", "in_order", "leaders", "respectively", "scaled", "series_of"]

_BIG = lazy_pattern(r"\b(?:million|billion|trillion|bn|mn|m|b)\b", re.IGNORECASE)
_IN_SCALE = lazy_pattern(r"\bin (?:each case in )?(?:\w+ )?(thousands|millions|billions)\b", re.IGNORECASE)
_FACTORS = {"thousands": 1_000, "millions": 1_000_000, "billions": 1_000_000_000}


def scaled(sentence: str, amounts: Sequence[Amount]) -> list[Amount]:
    """Amounts of a sentence that says they are "in thousands", scaled out; those with a scale of their own stay."""
    money = {a.unit for a in amounts if is_money(a.unit)}
    if len(money) == 1:
        # "liquidity of $1.9 billion, counting a revolver of 1.25 billion"
        unit = money.pop()
        amounts = [
            replace(a, unit=unit) if not a.unit and _BIG.search(sentence[a.start : a.end]) else a for a in amounts
        ]
    said = _IN_SCALE.search(sentence)
    if said is None:
        return list(amounts)
    factor = _FACTORS[said.group(1).lower()]
    return [
        replace(a, value=a.value * factor, scale=a.scale + len(str(factor)) - 1)
        if is_money(a.unit) and not re.search(r"[a-z]{2}", sentence[a.start : a.end])
        else a
        for a in amounts
    ]


def respectively(
    sentence: str, amounts: Sequence[Amount], periods: Sequence[FoundPeriod]
) -> dict[int, list[FoundPeriod]]:
    """Pairs of "$1, $2 and $3 in 2023, 2024 and 2025": as many amounts as periods, each list unbroken, in order."""
    pairs: dict[int, list[FoundPeriod]] = {}
    for amount_run in _runs([(a.start, a.end) for a in amounts], sentence):
        for period_run in _runs([(p.start, p.end) for p in periods], sentence):
            first, last = amounts[amount_run[0]], amounts[amount_run[-1]]
            near = periods[period_run[0]].start - last.end
            before = first.start - periods[period_run[-1]].end
            if len(amount_run) == len(period_run) >= 2 and (0 <= near < 40 or 0 <= before < 60):
                for i, j in zip(amount_run, period_run, strict=True):
                    pairs[amounts[i].start] = [periods[j]]
    return pairs


_IN_TIME = lazy_pattern(r",?\s*(?:(?:in|for|at|during|as of|on|by|at the end of|over)\s)?(?:the\s)?")
_OF_THINGS_IN_TIME = lazy_pattern(r"(?:\s[a-z-]+){0,3}?" + _IN_TIME.pattern)
_NEXT_OF_LIST = lazy_pattern(r"\s*(?:[,;]|,?\s*(?:and|then|followed by))\s*(?:to\s|by\s)?(?:(?:about|around|some|nearly|almost|over|roughly|just|under)\s)*")


def series_of(sentence: str, amounts: Sequence[Amount], periods: Sequence[FoundPeriod]) -> dict[int, tuple[Amount, FoundPeriod]]:
    """The amounts of "$1 in 2023, $2 in 2024 and $3 in 2025", each with the first of them and its own period."""
    told = []
    for amount in amounts:
        after = next((p for p in periods if p.start >= amount.end), None)
        counted = bool(amount.unit) and not is_money(amount.unit) and amount.unit != "percent"
        told.append(after if after is not None and (_OF_THINGS_IN_TIME if counted else _IN_TIME).fullmatch(sentence[amount.end : after.start]) else None)
    found: dict[int, tuple[Amount, FoundPeriod]] = {}
    for place in range(1, len(amounts)):
        before, own = told[place - 1], told[place]
        one, other = amounts[place - 1], amounts[place]
        # "8.9 million subscribers at the end of 2025 and 10.3 million at the end of March": what is counted is said once.
        same = one.unit == other.unit or (not other.unit and not is_money(one.unit) and one.unit != "percent")
        if before is None or own is None or not same or one.per != other.per:
            continue
        if other.start >= before.end and _NEXT_OF_LIST.fullmatch(sentence[before.end : other.start]):
            first, _ = found.setdefault(one.start, (one, before))
            found[other.start] = (first, own)
    return found


def _runs(spans: Sequence[tuple[int, int]], sentence: str) -> list[list[int]]:
    """Places of `spans` that only commas and "and" keep apart."""
    runs: list[list[int]] = []
    for place, (start, _) in enumerate(spans):
        if runs and re.fullmatch(r"\s*(?:,|,?\s*(?:and|or|&))\s*(?:in|at|for)?\s*", sentence[spans[place - 1][1] : start]):
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def leaders(sentence: str, amounts: Sequence[Amount], metrics: Sequence[MetricMention]) -> dict[int, Amount]:
    """The first amount of each list such as "$1, $2 and $3", by where the others start: they measure the same.

    Not where as many measures are listed as amounts: "revenue and net income of $5 and $2, respectively".
    """
    found: dict[int, Amount] = {}
    places = sorted({(m.start, m.end) for m in metrics})
    listed = {len(run) for run in _runs(places, sentence)}
    for run in _runs([(a.start, a.end) for a in amounts], sentence):
        first = amounts[run[0]]
        if len(run) >= 2 and len(run) not in listed and len({(amounts[i].unit, amounts[i].per) for i in run}) == 1:
            found.update((amounts[i].start, first) for i in run[1:] if not (is_money(first.unit) and OF_OTHER.match(sentence[amounts[i].end :])))
    return found


OF_OTHER = lazy_pattern(r"\s(?:undrawn|unused|available)\s(?:on|under)\b|\s(?:of|in)\s(?:(?:the|its|our|their|undrawn|unused|net|total|gross|bank|senior|secured|long-term)\s)*(?:debts?|borrowings?|loans?|notes|bonds|commitments?|obligations?|liabilities|leases|facilit(?:y|ies)|credit|revenues?|sales|costs?|losses|equity|stock|shares)\b", re.IGNORECASE)
"""What says that the second sum is of another thing: "cash of $131 million and $75 million of debt"."""
_NEAR = 60


def in_order(sentence: str, amounts: Sequence[Amount], metrics: Sequence[MetricMention]) -> dict[int, MetricMention]:
    """The measure of each amount of "revenue and net income of $5 million and $2 million": as many as amounts, in order."""
    first_of = {m.start: m for m in reversed(metrics)}
    places = sorted({(m.start, m.end) for m in metrics})
    found: dict[int, MetricMention] = {}
    for run in _runs([(a.start, a.end) for a in amounts], sentence):
        for named in _runs(places, sentence):
            between = amounts[run[0]].start - places[named[-1]][1]
            if len(run) == len(named) >= 2 and 0 <= between < _NEAR:
                found.update((amounts[i].start, first_of[places[j][0]]) for i, j in zip(run, named, strict=True))
    return found
