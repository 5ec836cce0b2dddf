"""Parts below their whole: rows that no measure names and that add up to the named row right above them, as in "Revenue", "Model services", "Licences"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from index.amount import Amount
from index.amounts import parse_cell
from index.figure import Figure
from index.grid import GridRow, TableText
from index.table_parts import NAMED
from index.table_times import ONLY_TIME

__all__ = ["parts_below"]

_DIVIDED = frozenset({"revenue", "cost_of_revenue", "operating_expenses", "total_expenses", "capital_expenditures", "headcount", "gpus", "power_capacity", "gross_profit", "operating_income", "backlog"})
"""Measures whose parts stand below them in a statement."""
_FEWEST, _MOST = 2, 12
_TELLING = 100
"""Sums below this are made up by chance."""


def parts_below(lines: Sequence[list[Figure]], table: TableText, labels: Sequence[str]) -> list[list[Figure]]:
    """The figures of a table's rows, line by line; rows that sum up, in each column, to the whole above them are its parts by their labels.

    `labels` are the rows' names without footnote marks. A part is in the unit and the scale of its column's whole.
    """
    out = list(lines)
    for place, line in enumerate(lines):
        if not line or line[0].metric not in _DIVIDED or line[0].dimension or line[0].amount.unit == "percent":
            continue
        for i in _parts(lines, table, labels, place):
            out[i] = _as_parts(lines[i], table.rows[i], line, table.rows[place], labels[i])
    return out


def _parts(lines: Sequence[list[Figure]], table: TableText, labels: Sequence[str], place: int) -> range:
    """The rows right below a whole that make it up; none where there are none."""
    whole = _written(table.rows[place])
    first = next(iter(whole.values()), Decimal(0))
    if abs(first) < _TELLING:
        return range(0)
    sums = dict.fromkeys(whole, Decimal(0))
    for i in range(place + 1, min(len(lines), place + 1 + _MOST)):
        own = _written(table.rows[i])
        if not lines[i] or lines[i][0].metric or not whole.keys() <= own.keys() or ONLY_TIME.match(labels[i]):
            return range(0)
        sums = {column: value + own[column] for column, value in sums.items()}
        if i - place >= _FEWEST and sums == whole:
            return range(place + 1, i + 1)
    return range(0)


def _written(row: GridRow) -> dict[int, Decimal]:
    """The numbers of a row by their columns as they are written, their scale aside; what is told in percent is told beside them."""
    found = {cell.cell.column: parse_cell(cell.text) for cell in row.cells}
    return {column: abs(amount.value) for column, amount in found.items() if amount is not None and amount.unit != "percent"}


def _as_parts(part: Sequence[Figure], row: GridRow, whole: Sequence[Figure], over: GridRow, label: str) -> list[Figure]:
    out = []
    above = {cell.cell.column: cell for cell in over.cells}
    for cell in row.cells:
        head = above.get(cell.cell.column)
        own = next((f for f in part if cell.cell.start <= f.amount.start < cell.cell.end), None)
        total = next((f for f in whole if head is not None and head.cell.start <= f.amount.start < head.cell.end), None)
        if own is not None and head is not None and total is not None:
            out.append(replace(own, amount=_scaled(own.amount, cell.text, total.amount, head.text), metric=total.metric, dimension=label, period=total.period, basis=total.basis, confidence=min(total.confidence, NAMED)))
    return out or list(part)


def _scaled(amount: Amount, text: str, total: Amount, over: str) -> Amount:
    """A part's number in the unit and the scale of the whole above it."""
    own, whole = parse_cell(text), parse_cell(over)
    if own is None or whole is None or not whole.value:
        return amount
    factor = abs(total.value / whole.value)
    return replace(amount, unit=total.unit, value=abs(own.value) * factor, scale=own.scale + (factor.adjusted() if factor != 1 else 0))
