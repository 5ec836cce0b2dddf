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
_OWNERS = re.compile(r"\battributable to\b|\bshare of equity\b|\b(?:share|stock)(?:holders|owners)\b", re.IGNORECASE)
_TOTALS = re.compile(r"total\b", re.IGNORECASE)
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
    _owners_first(out, table)
    _total_first(out, table)
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


def _wholes(lines: Sequence[list[Figure]], metric: str) -> list[int]:
    return [i for i, line in enumerate(lines) if line and line[0].metric == metric and not line[0].dimension]


def _differ(one: Sequence[Figure], other: Sequence[Figure]) -> bool:
    """Whether two rows have different values in the column of the first."""
    return any(a.period == b.period and a.amount.unit == b.amount.unit and a.amount.value != b.amount.value for a in one[:1] for b in other)


def _owners_first(lines: list[list[Figure]], table: TableText) -> None:
    """Make what others own too a part of its own, where a table has a row of what the company's owners have."""
    for metric in ("equity", "net_income", "net_loss"):
        wholes = _wholes(lines, metric)
        owners = [i for i in wholes if _OWNERS.search(table.rows[i].label)]
        for i in wholes if owners else ():
            if i not in owners and any(_differ(lines[i], lines[own]) for own in owners):
                lines[i] = [replace(f, dimension="with noncontrolling interests", confidence=min(f.confidence, NAMED)) for f in lines[i]]


def _total_first(lines: list[list[Figure]], table: TableText) -> None:
    """Make rows of a measure parts by their own names, where a row below them is its total and more."""
    for metric in {line[0].metric for line in lines if line and line[0].metric}:
        wholes = _wholes(lines, metric)
        total = next((i for i in wholes if _TOTALS.match(table.rows[i].label)), None)
        for i in wholes if total is not None else ():
            if total is not None and i < total and not _TOTALS.match(table.rows[i].label) and _less(lines[i], lines[total]):
                lines[i] = [replace(f, dimension=table.rows[i].label, confidence=min(f.confidence, NAMED)) for f in lines[i]]


def _less(part: Sequence[Figure], total: Sequence[Figure]) -> bool:
    return any(a.period == b.period and a.amount.unit == b.amount.unit and 0 < a.amount.value < b.amount.value for a in part[:1] for b in total)


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
