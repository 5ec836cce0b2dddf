"""Sums of one document's tables held against its statements: a scale that cannot be, parts larger than their whole, and parts that are borne out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from index.amount import is_money
from index.amounts import agree
from index.figure import STATED, Figure
from index.table_parts import NAMED
from index.taxonomy import Taxonomy

__all__ = ["held_against", "of_segments"]

_ADJUSTED = re.compile(r"(?:^|› )(?:adjusted|non-gaap|core|underlying|comparable)\b|\b(?:as adjusted|non-gaap)\b", re.IGNORECASE)
_TELLING = 4
"""How many digits a number needs that no other has by chance."""
_SHIFTS = (3, -3, 6, -6)
_LARGER = Decimal("1.03")
_MOST_OF_PART = 0.96
"""How sure a part is whose table has the company's own sum: surer than one in a table that has another."""
_UNNAMED = 0.6
_NO_LARGER = frozenset({"revenue"})
"""Measures of which no part is larger than the whole: what is sold by others under a company's name is none of its revenue."""
_Key = tuple[object, ...]


def held_against(found: Sequence[Figure], taxonomy: Taxonomy) -> list[Figure]:
    """The figures of a document's tables, those corrected or left unnamed that its own statements show to be amiss."""
    found = _adjusted_apart(found, taxonomy)
    stated: dict[_Key, list[Figure]] = defaultdict(list)
    tables: dict[int | None, list[int]] = defaultdict(list)
    for i, figure in enumerate(found):
        tables[figure.table].append(i)
        if figure.metric and not figure.dimension and figure.confidence >= STATED:
            stated[_key(figure)].append(figure)
    smaller = _of_smaller(stated)
    out = list(found)
    for table in smaller:
        for i in tables.pop(table, []):
            out[i] = replace(found[i], confidence=min(found[i].confidence, _OF_SMALLER))
    for places in tables.values():
        for i, figure in zip(places, _of_table([found[i] for i in places], stated), strict=True):
            out[i] = figure
    return out


def _of_smaller(stated: Mapping[_Key, Sequence[Figure]]) -> set[int | None]:
    """The tables that look like a statement of the company and are of a part of it, as of those that owe its notes: others have far more for the same time."""
    out: set[int | None] = set()
    for key, figures in stated.items():
        if key[0] in _SIZES:
            most = max(abs(f.amount.value) for f in figures)
            out |= {f.table for f in figures if abs(f.amount.value) < most * _FAR_LESS}
    return out - {f.table for key, figures in stated.items() if key[0] in _SIZES for f in figures if all(abs(f.amount.value) >= abs(o.amount.value) for o in figures)}


_SIZES = ("total_assets", "revenue", "goodwill")
_FAR_LESS = Decimal("0.8")
_OF_SMALLER = 0.7


def _adjusted_apart(found: Sequence[Figure], taxonomy: Taxonomy) -> Sequence[Figure]:
    """The figures, those that a row calls adjusted named so where the document has the same by the rules: an adjusted loss is not the loss."""

    def place(figure: Figure) -> _Key:
        return min(figure.metric, taxonomy.opposite(figure.metric) or figure.metric), *_key(figure)[1:]

    wholes = [f for f in found if f.metric and not f.dimension]
    by_rules = {place(f) for f in wholes if not _ADJUSTED.search(f.label) and f.confidence > _UNNAMED}
    return [replace(f, dimension="adjusted", confidence=min(f.confidence, NAMED)) if f.metric and not f.dimension and _ADJUSTED.search(f.label) and place(f) in by_rules else f for f in found]


def of_segments(found: Iterable[Figure]) -> list[Figure]:
    """The figures, what a row says of the segments alone named so, where it is not what the company as a whole states: its head office costs too.

    Where a company states no operating income but that of its segments, this is what it calls so.
    """
    held = list(found)
    own: dict[_Key, set[Decimal]] = defaultdict(set)
    for figure in held:
        if figure.metric in _OF_SEGMENTS and not figure.dimension and not _SEGMENTS.search(figure.label) and figure.confidence > _OF_SMALLER:
            own[_key(figure)].add(figure.amount.value)
    return [replace(f, dimension="all segments", confidence=min(f.confidence, NAMED)) if f.metric in _OF_SEGMENTS and _only_of_segments(f, own.get(_key(f))) else f for f in held]


def _only_of_segments(figure: Figure, own: Collection[Decimal] | None) -> bool:
    if figure.dimension or not _SEGMENTS.search(figure.label):
        return False
    return figure.amount.value not in own if own else "operating" not in figure.label.casefold()


_OF_SEGMENTS = frozenset({"operating_income", "operating_loss"})
_SEGMENTS = re.compile(r"(?:^|› )(?:total )?(?:reportable |operating |business )*segments?\b", re.IGNORECASE)


def _of_table(figures: Sequence[Figure], stated: Mapping[_Key, Sequence[Figure]]) -> Sequence[Figure]:
    if any(f.metric and f.confidence >= STATED for f in figures):
        return figures
    wholes = [f for f in figures if f.metric and not f.dimension and f.amount.per is None and is_money(f.amount.unit)]
    agreed = {f.metric for f in wholes if any(agree(f.amount, own.amount) for own in stated.get(_key(f), ()))}
    shifts = {shift for f in wholes if f.amount.digits >= _TELLING for own in stated.get(_key(f), ()) for shift in _SHIFTS if own.amount.value.scaleb(shift) == f.amount.value}
    if not agreed and len(shifts) == 1:
        return _shifted(figures, -next(iter(shifts)), {f.period for f in wholes if _key(f) in stated}, {f.amount.scale for f in wholes if _key(f) in stated})
    figures = [_whole_of_section(f, stated) for f in figures]
    beyond = {f.metric for f in figures if f.metric in _NO_LARGER - agreed and any(abs(f.amount.value) > abs(own.amount.value) * _LARGER for own in stated.get(_key(f), ()))}
    return [
        replace(f, metric="", dimension="", confidence=min(f.confidence, _UNNAMED)) if f.metric in beyond
        else replace(f, confidence=_MOST_OF_PART) if f.metric in agreed and f.dimension and _SURE < f.confidence < _MOST_OF_PART else f
        for f in figures
    ]  # fmt: skip


def _whole_of_section(figure: Figure, stated: Mapping[_Key, Sequence[Figure]]) -> Figure:
    """A number that is the company's own sum as that, where only a section above it, which ended unsaid, made it a part."""
    if not figure.metric or not figure.dimension or figure.amount.digits < _TELLING or figure.dimension not in figure.label.split(" › ")[:-1]:
        return figure
    return replace(figure, dimension="") if any(own.amount.value == figure.amount.value for own in stated.get(_key(figure), ())) else figure


_SURE = 0.79
"""How sure a part has to be to be borne out by its table's sum: what was told it has been by rows, not guessed."""


def _shifted(figures: Sequence[Figure], shift: int, times: set[object], scales: set[int]) -> list[Figure]:
    """The figures with the scale of those of some times put right; those of the same scale and other times are left unnamed."""
    out = []
    for figure in figures:
        amount = figure.amount
        if not is_money(amount.unit) or amount.per or amount.scale not in scales:
            out.append(figure)
        elif figure.period in times:
            high = None if amount.high is None else amount.high.scaleb(shift)
            out.append(replace(figure, amount=replace(amount, value=amount.value.scaleb(shift), high=high, scale=amount.scale + shift)))
        else:
            out.append(replace(figure, metric="", dimension="", confidence=min(figure.confidence, _UNNAMED)))
    return out


def _key(figure: Figure) -> _Key:
    period = figure.period
    return figure.metric, None if period is None else (period.kind, period.end or period.label), figure.amount.unit, figure.amount.per
