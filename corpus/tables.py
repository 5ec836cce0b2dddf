"""Tables as rows of cells on a grid: split cells joined, empty columns dropped, header rows recognised."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.assembly import DraftCell

__all__ = ["WIDEST", "Slot", "join_cells", "mark_headers", "place"]

WIDEST = 600
"""Columns; a page that asks for more is broken or hostile."""

_LONGEST = 120  # characters; what is longer is neither a sign nor an amount

_CURRENCY = r"(?:US|U\.S\.|C|CA|A|AU|NZ|HK|NT|S|R|MX)?\s?[$€£¥₩₹₽₪₫₺฿]|CHF|EUR|USD|GBP|RMB|R\$|kr"
# A lone dash is no sign: it says that there is nothing in its own cell.
_BEFORE = re.compile(rf"(?:{_CURRENCY})\s*\(?|\(|[+~≈<>]", re.IGNORECASE)
_AFTER = re.compile(r"\)?\s*(?:%|pts?\.?|bps?|p\.?p\.?|x)?\s*\)?", re.IGNORECASE)
_NUMBER = re.compile(r"[(\-–−+]?\s*(?:[^\d\s]{0,3}\s*)?\(?\s*[\d.,]*\d[\d.,]*|[—–-]+|\(?\s*nm\)?", re.IGNORECASE)
_AMOUNT = re.compile(
    rf"[(\-–−+]?\s*(?:{_CURRENCY})?\s*\(?[-–−]?\s*\d[\d,. ]*\s*\)?\s*(?:%|x|pts?|bps|p\.p\.)?\s*\)?|[—–-]+",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"(?:FY|CY|fiscal\s+)?\s*(?:19|20)\d\d\s*[A-Z]{0,2}|[1-4]?[QH]\s?[1-4]?\s?[-'’]?\s?\d\d(?:\d\d)?", re.IGNORECASE
)
_PERIOD = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|"
    r"aug|sept?|oct|nov|dec)\b|\b(?:months?|weeks?|quarters?|years?|half|fiscal)\b|(?:19|20)\d\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell as the page has it: its text, the columns and rows it covers, whether it is a header cell, and its tags."""

    text: str
    columns: int = 1
    rows: int = 1
    header: bool = False
    mark: str = ""
    tags: tuple[int, ...] = ()


def place(rows: Iterable[Sequence[Slot]]) -> list[tuple[DraftCell, ...]]:
    """Put the cells of a table on its grid, spreading column and row spans as HTML does.

    A cell that covers several rows stands in the first of them only, unless it is a row's first cell (the label of a
    group), which every row that it covers repeats nothing of either: a quote must show what the page shows.
    """
    taken: dict[int, int] = {}  # column -> rows that it is still covered for
    placed = []
    for row in rows:
        cells: list[DraftCell] = []
        covered = {column for column, left in taken.items() if left > 0}
        taken = {column: left - 1 for column, left in taken.items() if left > 1}
        column = 0
        for slot in row:
            while column in covered:
                column += 1
            if column >= WIDEST:
                break
            span = max(1, min(slot.columns, WIDEST - column))
            if slot.rows > 1:
                for covering in range(column, column + span):
                    taken[covering] = max(taken.get(covering, 0), slot.rows - 1)
            if slot.text or slot.mark:
                text, mark = (slot.text, slot.mark) if slot.text else (slot.mark, "")
                cells.append(DraftCell(text, column, span, slot.header, mark, slot.tags))
            column += span
        placed.append(tuple(cells))
    return placed


def join_cells(rows: Sequence[tuple[DraftCell, ...]]) -> list[tuple[DraftCell, ...]]:
    """Join cells that only hold a sign ("$", "(", ")", "%") with their number, and close up the grid.

    Filings split "$ (95.9)%" into up to four cells. The columns that such cells stand in become one, in all rows,
    and columns in which no row has anything vanish, so that a heading and the numbers below it share a column.
    """
    bonds: set[int] = set()  # column c is bonded to c + 1
    joined = [_join_row(row, bonds) for row in rows]
    used = sorted({c for row in joined for cell in row for c in range(cell.column, cell.column + cell.span)})
    if not used:
        return joined
    starts = {cell.column for row in joined for cell in row}
    logical: dict[int, int] = {}
    number = -1
    for column in range(used[-1] + 1):
        # A column in which no cell begins only widens the one before it.
        if number < 0 or (column in starts and column - 1 not in bonds):
            number += 1
        logical[column] = number
    regrid = []
    for row in joined:
        cells = []
        for cell in row:
            first, last = logical[cell.column], logical[cell.column + cell.span - 1]
            cells.append(replace(cell, column=first, span=last - first + 1))
        regrid.append(tuple(cells))
    return regrid


def _join_row(row: tuple[DraftCell, ...], bonds: set[int]) -> tuple[DraftCell, ...]:
    cells: list[DraftCell] = []
    sign: DraftCell | None = None
    for cell in row:
        current = cell
        if sign is not None:
            if current.column - (sign.column + sign.span) <= 1 and _NUMBER.match(current.text[:_LONGEST]):
                gap = "" if sign.text.endswith("(") else " "
                current = _merged(sign, current, gap, bonds)
            else:
                cells.append(sign)
            sign = None
        elif cells and _is(_AFTER, current.text) and _takes(cells[-1], current):
            cells[-1] = _merged(cells[-1], current, "", bonds)
            continue
        if _is(_BEFORE, current.text):
            sign = current
        else:
            cells.append(current)
    if sign is not None:
        cells.append(sign)
    return tuple(cells)


def _is(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a cell is all sign or amount; long ones are not tried, for patterns take long to fail on them."""
    return len(text) <= _LONGEST and pattern.fullmatch(text) is not None


def _takes(before: DraftCell, after: DraftCell) -> bool:
    near = after.column - (before.column + before.span) <= 1
    return near and not before.mark and _NUMBER.match(before.text[:_LONGEST]) is not None


def _merged(left: DraftCell, right: DraftCell, gap: str, bonds: set[int]) -> DraftCell:
    end = right.column + right.span
    bonds.update(range(left.column, end - 1))
    return DraftCell(
        f"{left.text}{gap}{right.text}", left.column, end - left.column, left.header or right.header, right.mark,
        (*left.tags, *right.tags),
    )  # fmt: skip


def mark_headers(rows: Sequence[tuple[DraftCell, ...]]) -> list[tuple[DraftCell, ...]]:
    """Mark the cells of header rows that the page did not mark.

    At the top of a table, the rows before the first amount whose cells right of the label column name periods, or
    which leave the label column empty, or the very first row of a table with several columns; further down, a row
    without a label whose cells all name periods.
    """
    marked = []
    width = max((cell.column + cell.span for row in rows for cell in row), default=0)
    at_top = True
    seen = False
    for number, row in enumerate(rows):
        values = [cell for cell in row if cell.column > 0]
        labelled = any(cell.column == 0 and cell.span < width for cell in row)
        amounts = any(_is(_AMOUNT, cell.text) and not _YEAR.fullmatch(cell.text) for cell in values)
        if all(cell.header for cell in row):
            marked.append(row)
            seen = seen or bool(row)
            continue
        periods = bool(values) and all(_PERIOD.search(c.text[:500]) or _YEAR.fullmatch(c.text) for c in values)
        if amounts or not values:
            header = False
        elif at_top:
            first = not seen and not any(marked) and len(values) + labelled >= 2 and _has_body(rows[number + 1 : number + 60], row)
            header = periods or not labelled or first
        else:
            header = periods and not labelled
        if values and not header:
            at_top = False
        seen = seen or header
        marked.append(tuple(replace(cell, header=True) for cell in row) if header else row)
    return marked


def _has_body(rest: Sequence[tuple[DraftCell, ...]], row: tuple[DraftCell, ...]) -> bool:
    """Whether rows follow that look unlike this one: with amounts, or simply more than one."""
    body = [other for other in rest if len(other) > 1]
    if any(_is(_AMOUNT, cell.text) for other in body for cell in other if cell.column > 0):
        return True
    return len(body) >= 2 and max(len(cell.text) for cell in row) <= 60
