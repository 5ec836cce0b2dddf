"""Numbers of one table that would be one and the same by what they are called, told apart by what else the table says of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from index.amounts import scale_of_caption
from index.figure import Figure
from index.grid import TableText
from index.table_parts import NAMED
from index.table_times import ONLY_TIME
from index.taxonomy import PER_SHARE, Taxonomy

__all__ = ["told_apart"]

_WHOLE = re.compile(r"^(?:total|consolidated)\b", re.IGNORECASE)
_TOTAL_ALONE = re.compile(r"^total\W*$", re.IGNORECASE)
_IN_ALL = re.compile(r"^(?:total|consolidated|total consolidated|consolidated total|total company|company total|(?:grand|overall) total|total reported)\W*$", re.IGNORECASE)
_SUMMED = frozenset({"revenue", "cost_of_revenue", "operating_expenses", "total_expenses"})
_MARKS = re.compile(r"\s*\((?:\w{1,2}|unaudited|audited)\)|[*†‡§]")
_OTHER = re.compile(r"^(?:all )?others?\b", re.IGNORECASE)
"""What is left of a section has no name: "Other" of the Acme Cloud is not the Acme Cloud."""
_BETWEEN = re.compile(r"\binter-?(?:segment|company|divisional)\b|\bbetween segments\b", re.IGNORECASE)
_OUTSIDE = re.compile(r"\b(?:external|outside|unaffiliated|third[- ]part(?:y|ies))\b", re.IGNORECASE)
_Line = list[Figure]


def told_apart(lines: Sequence[_Line], table: TableText, taxonomy: Taxonomy) -> list[_Line]:
    """The figures of a table's rows, those that have one name and different values named by the sections in which they stand."""
    out = list(lines)
    sold = _sold_outside(table)
    if sold:
        _of_customers(out, table, sold)
    _by_column(out, table)
    if sold:
        _with_each_other(out, table, sold)
    _by_section(out, table, taxonomy)
    _below_total(out, table)
    return out


def _below_total(lines: list[_Line], table: TableText) -> None:
    """Name rows of a part's measure by their labels too where a row below them is the part's total of it and more: contracts beside all revenue."""
    held: dict[tuple[object, ...], list[tuple[int, Figure]]] = defaultdict(list)
    for i, line in enumerate(lines):
        for figure in line:
            if figure.metric in _SUMMED and figure.dimension and figure.period is not None and figure.amount.per is None:
                held[_key(figure)].append((i, figure))
    less: set[tuple[int, int]] = set()
    for same in held.values():
        total = next((one for one in same if _WHOLE.match(table.rows[one[0]].label)), None)
        if total is not None:
            less |= {(i, f.amount.start) for i, f in same if i < total[0] and not _WHOLE.match(table.rows[i].label) and 0 < f.amount.value < total[1].amount.value}
    for i in {i for i, _ in less}:
        label = _MARKS.sub("", table.rows[i].label)
        lines[i] = [replace(f, dimension=f"{f.dimension} {label}", confidence=min(f.confidence, NAMED)) if (i, f.amount.start) in less else f for f in lines[i]]


def _by_column(lines: list[_Line], table: TableText) -> None:
    """Name the numbers beside a total by their columns: what stands under "Corporate Other" is not all, whatever its row is called.

    Of several columns of totals the last one is of all.
    """
    names = {cell.cell.start: (_own_name(cell.headers), cell.cell.column) for row in table.rows for cell in row.cells}
    totals: dict[object, int] = {}
    for figure in (f for line in lines for f in line if f.metric):
        name, column = names.get(figure.amount.start, ("", 0))
        if name and _IN_ALL.match(name):
            totals[figure.period] = max(column, totals.get(figure.period, 0))
    for i, line in enumerate(lines if totals else ()):
        lines[i] = [_named_by(f, *names.get(f.amount.start, ("", 0)), totals) for f in line]


def _named_by(figure: Figure, name: str, column: int, totals: Mapping[object, int]) -> Figure:
    last = totals.get(figure.period)
    if not figure.metric or not name or last is None or figure.amount.unit == "percent" or figure.amount.per:
        return figure
    if column == last or figure.metric == "equity" or name.casefold() in figure.dimension.casefold():
        return figure
    if _IN_ALL.match(name) or column > last:
        return figure
    return replace(figure, dimension=f"{figure.dimension} {name}".strip(), confidence=min(figure.confidence, NAMED))


def _own_name(headers: Sequence[str]) -> str:
    """What a column is called: the innermost of its headers that says more than a time, a scale or how the numbers were reviewed."""
    for header in reversed(headers):
        words = _MARKS.sub("", header).strip(" :")
        if _IN_ALL.match(words) or (any(c.isalpha() for c in words) and not ONLY_TIME.match(words) and scale_of_caption(words) is None):
            return words
    return ""


def _by_section(lines: list[_Line], table: TableText, taxonomy: Taxonomy) -> None:
    """Name parts of a section by it too where another section has the same part: "U.S." under "Franchised revenues" is not all of its revenue.

    What stands under no section, or under that of the total, keeps its name.
    """
    held: dict[tuple[object, ...], set[tuple[tuple[str, ...], object]]] = defaultdict(set)
    for line, row in zip(lines, table.rows, strict=True):
        for figure in line:
            if _may_be_told(figure, row.label):
                held[_key(figure)].add((row.sections, figure.amount.value))
    for i, (line, row) in enumerate(zip(lines, table.rows, strict=True)):
        section = row.sections[-1] if row.sections else ""
        if not section or _is_of_all(section, taxonomy):
            continue
        lines[i] = [
            replace(f, dimension=f"{f.dimension} {section}".strip(), confidence=min(f.confidence, NAMED))
            if _may_be_told(f, row.label) and not _OTHER.match(f.dimension) and section.casefold() not in f.dimension.casefold() and _differ(held[_key(f)]) else f
            for f in line
        ]  # fmt: skip


def _is_of_all(section: str, taxonomy: Taxonomy) -> bool:
    """Whether a section has the sums of those before it: "Total revenues", not "Total franchised and company-operated sales"."""
    reading = taxonomy.row_reading(section)
    return _TOTAL_ALONE.match(section) is not None or (_WHOLE.match(section) is not None and reading is not None and not reading.part)


def _may_be_told(figure: Figure, label: str) -> bool:
    return bool(figure.metric) and figure.metric not in PER_SHARE and figure.amount.unit != "percent" and (bool(figure.dimension) or _TOTAL_ALONE.match(label) is not None)


def _differ(found: set[tuple[tuple[str, ...], object]]) -> bool:
    """Whether several sections have different values for what is called alike."""
    return len({sections for sections, _ in found}) > 1 and len({value for _, value in found}) > 1


def _key(figure: Figure) -> tuple[object, ...]:
    return figure.metric, figure.dimension.casefold(), figure.period, figure.amount.unit, figure.amount.per


def _sold_outside(table: TableText) -> list[int]:
    """The rows of what segments sold outside, where a table parts it from what they sold each other."""
    outside = [i for i, row in enumerate(table.rows) if _OUTSIDE.search(row.label)]
    return outside if any(_BETWEEN.search(row.label) for row in table.rows) else []


def _of_customers(lines: list[_Line], table: TableText, outside: Sequence[int]) -> None:
    """Make what segments sold outside theirs."""
    for i in outside:
        own = table.rows[i].label.casefold()
        lines[i] = [replace(f, dimension=_without(f.dimension, own)) if f.metric == "revenue" else f for f in lines[i]]


def _with_each_other(lines: list[_Line], table: TableText, outside: Sequence[int]) -> None:
    """Make what segments sold in all, each other too, another number than what they sold."""
    for i, row in enumerate(table.rows):
        if i not in outside and _WHOLE.match(row.label):
            lines[i] = [replace(f, dimension=f"{f.dimension} with other segments") if f.metric == "revenue" and f.dimension else f for f in lines[i]]


def _without(dimension: str, label: str) -> str:
    """A part's name without the words of the row that only say that it is of what was sold outside."""
    words = [word for word in dimension.split() if not _OUTSIDE.fullmatch(word)] if _OUTSIDE.search(dimension) else dimension.split()
    return "" if dimension.casefold() == label else " ".join(words)
