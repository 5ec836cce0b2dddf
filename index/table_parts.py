"""Rows that are parts of others: what a row is of, by the rows that it stands among."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from index.figure import Figure
from index.grid import TableText

__all__ = ["NAMED", "OF_WHICH", "WIDER", "part_of", "parts_told"]

NAMED = 0.95
"""How sure a figure is whose row or column names its measure."""
WIDER = re.compile(r"\b(?:restricted|marketable|investments?)\b", re.IGNORECASE)
"""What a row has beside the measure that it is counted as: cash with securities."""
OF_WHICH = re.compile(r"^\W*(?:of which|thereof|o/w|including)\b", re.IGNORECASE)
_WEAR = re.compile(r"\baccumulated (?:depreciation|amortization)\b", re.IGNORECASE)
_NET = re.compile(r"\bnet\b", re.IGNORECASE)
_WITH = re.compile(r"^total |,? (?:at )?(?:end|beginning) of .*$", re.IGNORECASE)


def parts_told(lines: Sequence[list[Figure]], table: TableText, labels: Sequence[str]) -> list[list[Figure]]:
    """The figures of a table's rows, line by line; those that the rows among which they stand show to be parts are named as such."""
    out = list(lines)
    _widened(out)
    _before_depreciation(out, table)
    return _parts_of_totals(out, labels)


def part_of(figure: Figure, whole: Figure, label: str) -> Figure:
    """A figure of a row "of which ..." as part of the row above."""
    amount = figure.amount if figure.amount.unit else replace(figure.amount, unit=whole.amount.unit)
    if amount.unit != whole.amount.unit:
        return figure
    part = OF_WHICH.sub("", label).strip(" :,")
    return replace(figure, amount=amount, metric=whole.metric, dimension=part, confidence=whole.confidence)


def _widened(lines: list[list[Figure]]) -> None:
    """Make rows of cash with more than cash a part of their own where the table has a row of cash alone."""
    of_cash = [i for i, line in enumerate(lines) if line and line[0].metric == "cash" and not line[0].dimension]
    wider = [i for i in of_cash if WIDER.search(lines[i][0].label)]
    if len(wider) < len(of_cash):
        for i in wider:
            row = lines[i][0].label.rpartition(" › ")[2]
            lines[i] = [replace(f, dimension=f.dimension or _WITH.sub("", row), confidence=min(f.confidence, NAMED)) for f in lines[i]]


def _before_depreciation(lines: list[list[Figure]], table: TableText) -> None:
    """Make what equipment cost a part of its own where the table says what is left of it: gross is not net."""
    worn = [i for i, row in enumerate(table.rows) if _WEAR.search(row.label)]
    for i, line in enumerate(lines[: worn[-1]] if worn else []):
        if line and line[0].metric == "property_and_equipment" and not _NET.search(table.rows[i].label):
            lines[i] = [replace(f, dimension=f.dimension or "before depreciation", confidence=min(f.confidence, NAMED)) for f in line]


def _parts_of_totals(lines: Sequence[list[Figure]], labels: Sequence[str]) -> list[list[Figure]]:
    """Rows that no metric names but that add up to the named row right below them are its parts."""
    out = list(lines)
    first = 0
    for place, line in enumerate(lines):
        if not line or not line[0].metric:
            continue
        rows = [i for i in range(first, place) if lines[i] and not lines[i][0].metric]
        first = place + 1
        if len(rows) < 2 or rows[-1] != place - 1 or not _adds_up([lines[i] for i in rows], line):
            continue
        for i in rows:
            out[i] = [replace(f, metric=line[0].metric, dimension=labels[i], confidence=line[0].confidence) for f in lines[i]]
    return out


def _adds_up(parts: Sequence[list[Figure]], total: list[Figure]) -> bool:
    """Whether the parts' first column sums to the total's, as far as rounding allows."""
    whole = total[0].amount.value
    same = [p[0].amount for p in parts if p[0].period == total[0].period and p[0].amount.unit == total[0].amount.unit]
    if len(same) != len(parts) or not whole:
        return False
    return abs(sum((a.value for a in same), Decimal(0)) - whole) <= abs(whole) / 500
