"""Statements of changes in equity: balances of a day, what happened between two of them, and columns of what equity is made up of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from index._calendar import ended
from index.figure import Figure
from index.fiscal import FiscalCalendar
from index.grid import GridCell, GridRow, TableText
from index.period import Period, PeriodKind
from index.table_kind import HELD, is_balance

__all__ = ["COMPONENT", "happened_between", "is_of_components"]

COMPONENT = re.compile(r"\btreasury\b|\bpaid[- ]in\b|\b(?:common|preferred|preference|capital) (?:stock|shares?)\b|\bcomprehensive\b", re.IGNORECASE)
"""Columns of what equity is made up of, under the name of all of it."""
_KEPT = re.compile(r"\bretained earnings\b|\baccumulated deficit\b|\breinvested\b|\baoci\b", re.IGNORECASE)
_OF_ALL = re.compile(r"\btotal\b|\bequity\b|\bdeficit\b|\binvestment\b", re.IGNORECASE)
_TOTAL = re.compile(r"\btotal\b", re.IGNORECASE)
_OTHERS = re.compile(r"\bnon-?\s?controlling\b|\bminority\b|\bredeemable\b", re.IGNORECASE)
_NOTE = re.compile(r"\s*\(\w{1,2}\)")
_UNNAMED = 0.6
_LENGTHS = ((80, 100, PeriodKind.QUARTER), (170, 192, PeriodKind.HALF), (260, 283, PeriodKind.NINE_MONTHS), (355, 378, PeriodKind.YEAR))


def is_of_components(row: GridRow) -> bool:
    """Whether the columns over a row are of what equity is made up of, as common stock and retained earnings."""
    return sum(1 for cell in row.cells if _is_component(cell)) > 1


def _is_component(cell: GridCell) -> bool:
    """Whether a column is of a part of equity; its name may be set over several rows: "Additional | Paid-in | Capital"."""
    over = " ".join(cell.headers)
    return COMPONENT.search(over) is not None or _KEPT.search(over) is not None


def _is_whole(cell: GridCell) -> bool:
    """Whether a column is of all equity, or all that the company's owners have of it."""
    over = " ".join(cell.headers)
    return bool(cell.headers) and not _is_component(cell) and not _OTHERS.search(over) and (_OF_ALL.search(cell.headers[-1]) is not None or _TOTAL.search(over) is not None)


def happened_between(lines: Sequence[list[Figure]], table: TableText, calendar: FiscalCalendar | None) -> list[list[Figure]]:
    """The figures of a table's rows; in a statement of equity a row between two balances is of the time between their days, and only what its totals say is the company's.

    "Net loss" between the balances of December 31 and March 31 is the quarter's, whatever stands over the whole table, and what stands
    there in the column of common stock counts shares as often as money.
    """
    balances = [i for i, row in enumerate(table.rows) if is_balance(_NOTE.sub("", row.label))]
    if len(balances) < 2:
        return list(lines)
    if not is_of_components(table.rows[balances[0]]):
        return _carried(lines, table, balances)
    out = list(lines)
    for i, line in enumerate(lines):
        if i in balances or not any(f.metric for f in line):
            continue
        before, after = ([b for b in balances if b < i][-1:], [b for b in balances if b > i][:1])
        days = [day for b in (*before, *after) if (day := _day_of(lines[b])) is not None]
        time = _between(days[0], days[1], calendar) if len(days) == len(before) + len(after) == 2 else None
        whole = {cell.cell.start for cell in table.rows[i].cells if _is_whole(cell)}
        sections = table.rows[i].sections
        out[i] = [_of_time(f, time, sections) if f.amount.start in whole else replace(f, metric="", dimension="") for f in line]
    return out


def _carried(lines: Sequence[list[Figure]], table: TableText, balances: Sequence[int]) -> list[list[Figure]]:
    """The figures of a table that carries a balance forward: what it was before write-downs and what was added are no balance of the day it ends on."""
    held = {f.metric for i in balances for f in lines[i] if f.metric in HELD}
    return [
        [replace(f, metric="", dimension="", confidence=min(f.confidence, _UNNAMED)) if f.metric in held and not _IN_ALL.match(table.rows[i].label) else f for f in line] if i not in balances else line
        for i, line in enumerate(lines)
    ]  # fmt: skip


_IN_ALL = re.compile(r"\W*(?:total|net)\b", re.IGNORECASE)


def _of_time(figure: Figure, time: Period | None, sections: Sequence[str]) -> Figure:
    if not figure.metric:
        return figure
    if figure.metric == "equity":
        # What was added to equity between two balances is no equity: "Issuance of common stock under stock plans".
        return replace(figure, metric="", dimension="", confidence=min(figure.confidence, _UNNAMED))
    if figure.metric == "stock_compensation":
        # What is left of it in equity, after shares that were kept back for taxes.
        return replace(figure, period=figure.period if time is None else time, dimension="added to equity")
    # What stands above a row of such a statement without a number is no part of the company.
    return replace(figure, period=figure.period if time is None else time, dimension="" if figure.dimension in sections else figure.dimension)


def _day_of(line: Sequence[Figure]) -> date | None:
    days = {f.period.end for f in line if f.period is not None and f.period.kind is PeriodKind.INSTANT}
    return days.pop() if len(days) == 1 else None


def _between(first: date, last: date, calendar: FiscalCalendar | None) -> Period | None:
    """The time from one balance to the next, by its name; None where it is no quarter, half, nine months or year."""
    length = (last - first).days
    kind = next((kind for least, most, kind in _LENGTHS if least <= length <= most), None)
    if kind is None:
        return None
    return (calendar.label(kind, last) if calendar is not None else None) or ended(kind, last)
