"""Splits: amounts per share of before a split of the shares are not set beside those of after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.answer import Answer
from corpus.document import SourceType
from index.figure import Figure, says_tag
from index.taxonomy import PER_SHARE

if TYPE_CHECKING:
    from bot.library import Library
    from bot.selection import Fit

__all__ = ["of_same_shares", "since_split", "split_words"]

_CLOSE = 0.06
"""How far a restated value may be from one to so many, for the digits that it lost."""
_MOST = 50
_FEWEST = 2
"""Digits of a value, and periods stated anew: one alone may be a correction."""


def since_split(found: Sequence[Fit]) -> list[Fit]:
    """Figures without those filed before the last split of the shares that shows in them."""
    day = _split_day((fit.figure, fit.document.published) for fit in found if fit.document.source_type is SourceType.FILING)
    return [fit for fit in found if day is None or fit.document.published is None or fit.document.published >= day]


def of_same_shares(answer: Answer, library: Library) -> bool:
    """Whether all amounts per share that an answer states of a company count the same shares, as far as filings show."""
    stated: dict[str, list[date]] = defaultdict(list)
    filed = {citation.n: citation.published for citation in answer.citations}
    for figure in answer.figures:
        if figure.amount.per == "share" and not figure.computed and figure.metric in PER_SHARE:
            stated[figure.entity] += [day for n in figure.citations if (day := filed.get(n)) is not None]
    for entity, days in stated.items():
        if len(set(days)) > 1:
            split = library.kept(_last_split, entity)
            if split is not None and min(days) < split <= max(days):
                return False
    return True


def split_words(fit: Fit, library: Library, as_of: date | None) -> str:
    """What is said of an amount per share that was filed before a split that was known; "" for any other."""
    figure, filed = fit.figure, fit.document.published
    if figure.amount.per != "share" or figure.metric not in PER_SHARE or filed is None:
        return ""
    split = library.kept(_last_split, figure.entity)
    known = split is not None and (as_of is None or split <= as_of)
    return "This counts the shares as they were before a later split." if known and split is not None and filed < split else ""


def _last_split(library: Library, entity: str) -> date | None:
    figures = library.figures_of({entity}, PER_SHARE)
    documents = library.document.all(figure.document_id for figure in figures)
    filed = [(figure, documents[figure.document_id]) for figure in figures]
    return _split_day((figure, document.published) for figure, document in filed if document.source_type is SourceType.FILING)


def _split_day(filed: Iterable[tuple[Figure, date | None]]) -> date | None:
    """The day of the first filing after the last split, None where none shows.

    One shows where filings state the numbers of two periods or more anew, each the same whole number of times smaller or
    larger.
    """
    stated: dict[Hashable, list[tuple[date, Figure]]] = defaultdict(list)
    for figure, day in filed:
        if figure.amount.per == "share" and says_tag(figure) and figure.period is not None and day is not None:
            stated[figure.metric, figure.dimension, figure.amount.unit, figure.period.start, figure.period.end].append((day, figure))
    splits: dict[int, dict[Hashable, date]] = defaultdict(dict)
    for number, same in stated.items():
        same.sort(key=lambda pair: pair[0])
        for (_, before), (day, after) in pairwise(same):
            if times := _times(before, after):
                splits[times][number] = day
    days = [min(anew.values()) for anew in splits.values() if len(anew) >= _FEWEST]
    return max(days, default=None)


def _times(before: Figure, after: Figure) -> int:
    """How many times smaller, or below zero larger, a number was stated anew; 0 where that is no whole number."""
    one, other = abs(before.amount.value), abs(after.amount.value)
    if not one or not other or min(before.amount.digits, after.amount.digits) < _FEWEST:
        return 0
    ratio = float(max(one, other) / min(one, other))
    whole = round(ratio)
    if not 1 < whole <= _MOST or abs(ratio - whole) > _CLOSE * whole:
        return 0
    return whole if one > other else -whole
