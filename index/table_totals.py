"""Totals that are of a part: rows that add up to "Total cable revenue" are what each segment had of that, not all that it had."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from index.figure import Figure
from index.table_parts import NAMED

__all__ = ["of_partial_totals"]

_TOTAL = re.compile(r"(?:^|› )total (?P<what>[^›]+?) (?:net )?(?:revenues?|sales)\W*$", re.IGNORECASE)
_FEWEST = 2
_Key = tuple[object, ...]


def of_partial_totals(found: Sequence[Figure]) -> list[Figure]:
    """The figures, parts that add up to the total of another part named by it too, where another table has more for one of them.

    A segment's "Consumer" above "Total cable revenue" is not all that the segment brought in.
    """
    held: dict[_Key, set[tuple[int | None, Decimal]]] = defaultdict(set)
    tables: dict[tuple[int | None, object, str], list[Figure]] = defaultdict(list)
    for figure in found:
        if figure.metric == "revenue" and figure.dimension and figure.amount.per is None and figure.table is not None:
            held[figure.dimension.casefold(), figure.period, figure.amount.unit].add((figure.table, figure.amount.value))
            tables[figure.table, figure.period, figure.amount.unit].append(figure)
    of: dict[int, str] = {}
    for figures in tables.values():
        total = next((f for f in reversed(figures) if _is_total(f)), None)
        parts = [f for f in figures if total is not None and f is not total and f.amount.start < total.amount.start]
        if total is None or len(parts) < _FEWEST or sum(f.amount.value for f in parts) != total.amount.value:
            continue
        if any(table != f.table and value > f.amount.value for f in parts for table, value in held[f.dimension.casefold(), f.period, f.amount.unit]):
            of.update((f.amount.start, total.dimension) for f in parts if total.dimension.casefold() not in f.dimension.casefold())
    return [replace(f, dimension=f"{f.dimension} {of[f.amount.start]}", confidence=min(f.confidence, NAMED)) if f.table is not None and f.metric == "revenue" and f.amount.start in of else f for f in found]


def _is_total(figure: Figure) -> bool:
    named = _TOTAL.search(figure.label)
    return named is not None and named["what"].casefold() == figure.dimension.casefold()
