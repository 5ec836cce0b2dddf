"""Tables of what officers are paid: the total of each is the pay, the salary a part of it, and a row that says only a year is the officer's above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.amount import is_money
from index.figure import Figure
from index.grid import GridRow, TableText
from index.table_parts import NAMED

__all__ = ["pay_told"]

_SALARY = re.compile(r"\W*(?:base |annual )?salar(?:y|ies)\b", re.IGNORECASE)
_TOTAL = re.compile(r"\W*total\b(?! (?:direct|target|cash|equity)\b)", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MARKS = re.compile(r"[\s,|]*(?:\(\w{1,2}\)|[⁽⁾¹²³⁴⁵⁶⁷⁸⁹⁰*†‡])*[\s,|]*$")
_PAY = "executive_pay"


def pay_told(lines: Sequence[list[Figure]], table: TableText) -> list[list[Figure]]:
    """The figures of a table's rows, line by line; those of a table with salaries and their totals said to be whose pay they are."""
    headers = [cell.headers[-1] if cell.headers else "" for row in table.rows[:1] for cell in row.cells]
    if not any(map(_SALARY.match, headers)) or not any(map(_TOTAL.match, headers)):
        return list(lines)
    out: list[list[Figure]] = []
    officer = ""
    for line, row in zip(lines, table.rows, strict=True):
        officer = _MARKS.sub("", _YEAR.sub("", row.label)).strip() or officer
        out.append([_paid(figure, row, officer) for figure in line] if officer else list(line))
    return out


def _paid(figure: Figure, row: GridRow, officer: str) -> Figure:
    header = next((cell.headers[-1] for cell in row.cells if cell.headers and cell.cell.start <= figure.amount.start < cell.cell.end), "")
    if figure.amount.unit and not is_money(figure.amount.unit):
        return figure
    unit = figure.amount.unit or ("USD" if "$" in header else "")
    if _TOTAL.match(header) and unit:
        return replace(figure, metric=_PAY, dimension=officer, amount=replace(figure.amount, unit=unit), confidence=NAMED)
    part = f"{officer} {re.sub(r'[^A-Za-z -]', '', header).strip().lower()}".strip()
    # What else is in it is known by its own words alone.
    return replace(figure, metric=_PAY if _SALARY.match(header) and unit else "", dimension=part if _SALARY.match(header) else "", confidence=min(figure.confidence, NAMED))
