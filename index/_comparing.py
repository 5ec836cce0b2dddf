"""Comparing: which amounts of a sentence are only what others are held against ("from $389m in 2024")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.amount import Amount, is_money
from index.period import Period, PeriodKind
from index.periods import FoundPeriod

__all__ = ["Against", "comparisons", "following"]

_VERSUS = re.compile(
    r"\b(?:from(?=\s(?:[^\s,]+\s){0,5}$)|compared\s(?:with|to)|in\scomparison\s(?:with|to)|versus|vs\.?|against|(?:rather\s|other\s|more\s|less\s|higher\s|lower\s|fewer\s)?than|instead\sof|(?:previously|formerly)(?=\s(?:[^\s,]+\s){0,5}$)|twice|double|triple|(?:above|below|beyond|within)\s(?:the\stop\sof\s)?(?:an?|the|its|their)\s(?:[\w-]+\s){0,2}range\sof"
    r"|after\s(?:[^;,.]{0,40}\s)?(?:agree\w*|offer\w*|sign\w*|announc\w*|set\w*|propos\w*))(?=\W)",
    re.IGNORECASE,
)
_APART = re.compile(r";|,?\s(?:and|but|while|whereas|though)\s", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s(?:(?:about|around|roughly|some|just|only|nearly|almost|approximately)\s)?$", re.IGNORECASE)
_TO = re.compile(r"^[^;,()]{0,40}?\bto\s(?:(?:about|around|roughly|some|just|nearly|almost|approximately)\s)?$", re.IGNORECASE)
_BRACKET = re.compile(r"^[^()]{0,40}\([^()]{0,50}$")
_SUPERSEDED = re.compile(r"\b(?:previously|formerly|initially|originally|(?:previous|prior|earlier|former|initial|original)\s(?:\w+\s){0,3}?(?:forecast|guidance|range|outlook|estimate|target|plan)\w*)\b", re.IGNORECASE)
# What was said or agreed before, and is not so any more.
_REPLACED = re.compile(r"\b(?:rather\sthan|instead\sof|after\s(?:[^;,.]{0,40}\s)?(?:agree\w*|offer\w*|sign\w*|announc\w*|propos\w*))\b", re.IGNORECASE)
_SAID_AT = re.compile(
    r"^\s*(?:a\s|per\s)?(?:that\s|which\s|as\s)?(?:it|they|he|she|we|the\s\w+|[A-Z]\w+)?\s*(?:had\s|has\s|was\s|were\s)?(?:first\s|earlier\s|previously\s|originally\s)?"
    r"(?:said|announced|forecast|given|guided|gave|published|promised|planned|expected|agreed|reported|budgeted|named|put)\b[^;,.]{0,20}$",
    re.IGNORECASE,
)
_OTHER_SIDE = re.compile(r"\b(?:against|versus)\s(?:\w+\s){0,3}(?:costs?|expenses|outlays?|outgoings|spending)\sof\s(?:\w+\s)*$", re.IGNORECASE)
_OF_TIME = re.compile(r"\b(?:19|20)\d\d\b|\byear\b|\bquarter\b|\bperiod\b|\bmonth|\bhalf\b|\d:\s", re.IGNORECASE)
_MOST_BETWEEN = 90


@dataclass(frozen=True, slots=True)
class Against:
    """That an amount stands against `lead`, at `period` where the words beside it say so.

    `superseded` is true for what was said before of the same period ("up from a previous forecast of"), `replaced`
    where the sentence is the news of it ("rather than the $5 million agreed in May").
    """

    lead: Amount
    period: FoundPeriod | None = None
    superseded: bool = False
    replaced: bool = False


def comparisons(sentence: str, amounts: Sequence[Amount], periods: Sequence[FoundPeriod]) -> dict[int, Against]:
    """The amounts of a sentence, by where they start, that another is compared with; of "from A to B" it is A."""
    found: dict[int, Against] = {}
    for place, amount in enumerate(amounts):
        later = amounts[place + 1] if place + 1 < len(amounts) else None
        if (
            later is not None
            and _FROM.search(sentence[: amount.start])
            and _TO.match(sentence[amount.end : later.start])
            and _alike(amount, later)
        ):
            found[amount.start] = Against(later, _beside(sentence, amount, periods, later.start))
            continue
        former = [a for a in reversed(amounts[:place]) if _alike(a, amount) and a.start not in found]
        # "$212 million, or $2.06 a share, against $131 million": the whole is held against the whole.
        lead = next((a for a in former if a.per == amount.per and is_money(a.unit) and len(sentence[a.end : amount.start]) <= _MOST_BETWEEN), next(iter(former), None))
        if lead is None:
            continue
        between = sentence[lead.end : amount.start]
        nearest = sentence[amounts[place - 1].end : amount.start]
        bracketed = bool(_BRACKET.match(between)) and (
            bool(_OF_TIME.search(between[between.index("(") :])) or bool(_SUPERSEDED.search(between))
        )
        if _OTHER_SIDE.search(nearest):
            continue  # "revenue of $9 million against costs of $171 million"
        if len(between) > _MOST_BETWEEN or not (bracketed or _VERSUS.search(nearest)) or _APART.search(nearest):
            continue
        stop = amounts[place + 1].start if place + 1 < len(amounts) else len(sentence)
        earliest = sentence.index("(", lead.end) if bracketed else lead.end + _place_of_versus(between)
        own = _beside(sentence, amount, periods, stop, earliest)
        replaced = bool(_REPLACED.search(nearest))
        if own is not None and own.start >= amount.end and _SAID_AT.match(sentence[amount.end : own.start]):
            # "Rather than the $4.4 billion it had said in July": July is when it was said.
            own, replaced = None, True
        found[amount.start] = Against(lead, own, replaced or bool(_SUPERSEDED.search(between)), replaced)
    return found


def following(period: Period | None, published: date | None) -> Period | None:
    """The year or quarter after a comparison's: what is "up from $2 million in 2024" is for 2025, once that is over."""
    if period is None or period.start is None or period.end is None or period.year is None or published is None:
        return None
    if period.kind not in {PeriodKind.YEAR, PeriodKind.QUARTER, PeriodKind.HALF}:
        return None
    try:
        start, end = (day.replace(year=day.year + 1) for day in (period.start, period.end))
    except ValueError:  # 29 February
        return None
    if end > published or (published - end).days > 400:
        return None
    return replace(
        period, year=period.year + 1, start=start, end=end, label=period.label.replace(str(period.year), str(period.year + 1))
    )


def _alike(a: Amount, b: Amount) -> bool:
    return (a.unit == b.unit or not a.unit or not b.unit) and (a.per == b.per or not a.per or not b.per)


def _place_of_versus(between: str) -> int:
    found = _VERSUS.search(between)
    return found.start() if found else 0


def _beside(
    sentence: str, amount: Amount, periods: Sequence[FoundPeriod], stop: int, earliest: int | None = None
) -> FoundPeriod | None:
    """The period said with an amount itself: right after it, else between `earliest` and it."""
    for period in periods:
        between = sentence[amount.end : period.start]
        if period.start >= amount.end and period.end <= stop and len(between) < 40 and not re.search(r"[;()]|, (?!in |for |a )", between):
            return period
    before = [p for p in periods if earliest is not None and earliest <= p.start and p.end <= amount.start]
    return before[-1] if before else None
