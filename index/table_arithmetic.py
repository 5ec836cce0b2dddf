"""What rows of a statement are by what they make with others: a cost is what revenue loses to gross profit, a tax what income loses to what is left."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from index.figure import STATED, Figure
from index.grid import TableText
from index.period import Period, PeriodKind

__all__ = ["balanced", "costs_taken_off", "left_after_taxes", "taxes_taken_off", "unlabelled_sums"]

_NAMED = 0.95
_PAID = frozenset({"stock_compensation", "restructuring_charge", "impairment"})
"""Expenses that notes state before and after the taxes that they save."""


def costs_taken_off(lines: list[list[Figure]], table: TableText) -> None:
    """Make a row the cost of revenue that a statement names nothing but "Total cost", where revenue less it is the gross profit, and those it sums its parts."""
    if any(f.metric == "cost_of_revenue" and not f.dimension for line in lines for f in line):
        return
    revenue, left = (_by_time(lines, {metric: 1}) for metric in ("revenue", "gross_profit"))
    for i, line in enumerate(lines if left else ()):
        money = [f for f in line if f.amount.per is None and f.amount.unit != "percent"]
        if not money or any(f.metric in {"revenue", "gross_profit"} and not f.dimension and not table.rows[i].sections for f in money):
            continue
        if all(f.amount.value > 0 and any(abs(r - f.amount.value - kept) <= _rounded(f) for r in revenue.get(f.period, ()) for kept in left.get(f.period, ())) for f in money):
            lines[i] = [replace(f, metric="cost_of_revenue", dimension="", confidence=STATED) for f in line]
            _parts_above(lines, table, i)
            return


def _rounded(figure: Figure) -> Decimal:
    """How much a sum may be off because each number in it was rounded."""
    return Decimal(2).scaleb(figure.amount.scale)


def _parts_above(lines: list[list[Figure]], table: TableText, total: int) -> None:
    """Make the rows of a total's section parts of it by their names, where they come to it."""
    sections = table.rows[total].sections
    rows = [i for i in range(total) if sections and table.rows[i].sections == sections and lines[i] and len(lines[i]) == len(lines[total])]
    if len(rows) < 2 or any(abs(sum(lines[i][k].amount.value for i in rows) - f.amount.value) > _rounded(f) for k, f in enumerate(lines[total])):
        return
    for i in rows:
        lines[i] = [replace(f, metric="cost_of_revenue", dimension=table.rows[i].label, confidence=_NAMED) for f in lines[i]]


def taxes_taken_off(lines: list[list[Figure]]) -> None:
    """Turn the sign of taxes that a statement adds as it subtracts them: where income before them and "(4,892)" make what is left."""
    before, left = (_by_time(lines, signs) for signs in ({"pretax_income": 1, "pretax_loss": -1}, {"net_income": 1, "net_loss": -1}))
    for i, line in enumerate(lines):
        if not line or line[0].metric != "income_tax" or line[0].dimension:
            continue
        told = [(b + f.amount.value in left[f.period], b - f.amount.value in left[f.period]) for f in line if f.amount.value and f.period in left for b in before.get(f.period, ())]
        if told and all(added and not taken for added, taken in told):
            lines[i] = [replace(f, amount=replace(f.amount, value=-f.amount.value)) if f.amount.unit != "percent" else f for f in line]


def left_after_taxes(lines: list[list[Figure]], labels: Sequence[str]) -> None:
    """Make what is left of an expense after the taxes it saves another number than the expense, where a note has both."""
    for metric in _PAID:
        wholes = [i for i, line in enumerate(lines) if line and line[0].metric == metric and not line[0].dimension]
        for i in wholes[1:]:
            first = max(k for k in wholes if k < i)
            if any(_TAX.search(label) for label in labels[first + 1 : i]) and _smaller(lines[i], lines[first]):
                lines[i] = [replace(f, dimension="after taxes", confidence=min(f.confidence, _NAMED)) for f in lines[i]]


_TAX = re.compile(r"\btax(?:es)?\b", re.IGNORECASE)


def _smaller(one: Iterable[Figure], other: Sequence[Figure]) -> bool:
    return any(a.period == b.period and abs(a.amount.value) < abs(b.amount.value) for a in one for b in other)


def unlabelled_sums(lines: Sequence[list[Figure]], table: TableText) -> list[Figure]:
    """The figures of rows without a label in a balance sheet: some close what a company has, and what it owes, by a line and a sum alone."""
    return [f for line, row in zip(lines, table.rows, strict=True) if not row.label and not any(f.metric for f in line) for f in line if f.period is not None and f.period.kind is PeriodKind.INSTANT]


def balanced(found: list[Figure], unnamed: Sequence[Figure]) -> list[Figure]:
    """The figures with the sums without a label that two sides of a balance sheet come to as total assets, where no row calls anything so."""
    if not unnamed:
        return found
    sums: dict[object, list[Figure]] = defaultdict(list)
    for figure in unnamed:
        sums[figure.period, figure.amount.value].append(figure)
    most = {f.period: max(abs(o.amount.value) for o in found if o.period == f.period and o.metric == "current_assets" and not o.dimension) for f in found if f.metric == "current_assets" and not f.dimension and f.confidence >= STATED}
    stated = {f.period for f in found if f.metric == "total_assets" and not f.dimension and f.confidence >= STATED}
    whole = {same[0].amount.start for same in sums.values() if len(same) == _SIDES and same[0].period not in stated and same[0].amount.value > most.get(same[0].period, same[0].amount.value)}
    return [replace(f, metric="total_assets", dimension="", confidence=STATED) if f.amount.start in whole else f for f in found] if whole else found


_SIDES = 2


def _by_time(lines: Sequence[list[Figure]], signs: dict[str, int]) -> dict[Period | None, set[Decimal]]:
    """What a table says of measures by its time, each with the sign it counts with: a loss below nothing."""
    found: dict[Period | None, set[Decimal]] = {}
    for figure in (f for line in lines for f in line if f.metric in signs and f.amount.per is None and f.amount.unit != "percent"):
        found.setdefault(figure.period, set()).add(figure.amount.value * signs[figure.metric])
    return found
