"""Columns: tables that plain text sets with spaces, as old exhibits and announcements do.

A row is a label with numbers far behind it, each under the others of its column; what stands over the first such row, in the columns and
not at the margin, heads them. White space alone holds such a table together, so it is read before that is collapsed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.assembly import Draft, DraftCell, clean
from corpus.document import BlockKind

__all__ = ["column_table"]

_FIELD = re.compile(r"\S+(?: \S+)*")
"""Words with no more than one space between them; two part columns."""
_NUMBER = re.compile(r"[-−–(]?\s?(?:[A-Z]{0,3}[$€£¥])?\s?[-−–(△▲]?(?:\d[\d,.]*|\.\d+)\s?(?:%|x|pts?|bps|million|bn|m)?\)?[*†‡]?|[—–-]{1,3}|n/?[am]\.?|nil", re.IGNORECASE)
_LEAST_ROWS = 2
_LEAST_COLUMNS = 2
_NEAR = 4
"""How far the right edges of one column may lie apart, in characters."""


@dataclass(frozen=True, slots=True)
class _Field:
    text: str
    start: int
    end: int

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


def column_table(lines: Sequence[str], number: int) -> tuple[int, int, list[Draft]] | None:
    """The table that some lines set with spaces: its first and last line (past the end), and its rows; None where there is none.

    `number` is that of the table in its document.
    """
    fields = [[_Field(m.group(), m.start(), m.end()) for m in _FIELD.finditer(line.expandtabs())] for line in lines]
    rows = [place for place, found in enumerate(fields) if _is_row(found)]
    count = max((len(fields[place]) - 1 for place in rows), default=0)
    if len(rows) < _LEAST_ROWS or count < _LEAST_COLUMNS:
        return None
    edges = _edges([fields[place][1:] for place in rows if len(fields[place]) - 1 == count])
    first = rows[0]
    margin = min(fields[place][1].start for place in rows)
    while first and fields[first - 1] and all(field.start >= margin - _NEAR for field in fields[first - 1]) and len(fields[first - 1]) <= count:
        first -= 1
    out: list[Draft] = []
    for place in range(first, rows[-1] + 1):
        cells = _header(fields[place], edges) if place < rows[0] else _cells(fields[place], edges)
        out.append(Draft(BlockKind.ROW, table=number, cells=cells))
    return first, rows[-1] + 1, out


def _is_row(fields: Sequence[_Field]) -> bool:
    """Whether a line is a label with numbers in columns behind it."""
    return len(fields) > 1 and any(letter.isalpha() for letter in fields[0].text) and not _NUMBER.fullmatch(fields[0].text) and all(_NUMBER.fullmatch(field.text) for field in fields[1:])


def _edges(rows: Sequence[Sequence[_Field]]) -> list[int]:
    """The right edge of each column, as most of its numbers have it."""
    return [sorted(row[column].end for row in rows)[len(rows) // 2] for column in range(len(rows[0]))]


def _cells(fields: Sequence[_Field], edges: Sequence[int]) -> tuple[DraftCell, ...]:
    cells = [DraftCell(clean(fields[0].text), 0)]
    for field in fields[1:]:
        column = min(range(len(edges)), key=lambda at: abs(edges[at] - field.end))
        cells.append(DraftCell(clean(field.text), column + 1))
    return tuple(cells)


def _header(fields: Sequence[_Field], edges: Sequence[int]) -> tuple[DraftCell, ...]:
    """What stands over columns: one each where there are as many, else over those that it lies above."""
    if len(fields) == len(edges):
        return tuple(DraftCell(clean(field.text), column + 1, header=True) for column, field in enumerate(fields))
    cells = []
    for at, field in enumerate(fields):
        until = (field.end + fields[at + 1].start) / 2 if at + 1 < len(fields) else float("inf")
        since = (fields[at - 1].end + field.start) / 2 if at else 0.0
        over = [column for column, edge in enumerate(edges) if since < edge <= until + _NEAR]
        if over:
            cells.append(DraftCell(clean(field.text), over[0] + 1, span=len(over), header=True))
    return tuple(cells)
