"""Outlines: the blocks of a document without their cells, as columns, so that a long one is read in no time."""

from __future__ import annotations

import sys
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import overload

from corpus.document import Block, BlockKind

__all__ = ["Outline"]

_KINDS = tuple(BlockKind)
_NONE = -1
_COLUMNS = 6


class Outline(Sequence[Block]):
    """The blocks of a document in order; each is made when it is asked for, and has no cells.

    `starts` are their offsets.
    """

    def __init__(self, columns: Sequence[array[int]]) -> None:
        self._columns = columns
        self._kinds, self.starts, self._ends, self._levels, self._tables, self._pages = columns

    @classmethod
    def of(cls, blocks: Iterable[Block]) -> Outline:
        """The outline of some blocks."""
        columns = tuple(array("i") for _ in range(_COLUMNS))
        for block in blocks:
            page = _NONE if block.page is None else block.page
            table = _NONE if block.table is None else block.table
            row = (_KINDS.index(block.kind), block.start, block.end, block.level, table, page)
            for column, value in zip(columns, row, strict=True):
                column.append(value)
        return cls(columns)

    @classmethod
    def unpacked(cls, packed: bytes) -> Outline:
        """The outline that `packed` wrote."""
        values = array("i")
        values.frombytes(zlib.decompress(packed))
        if sys.byteorder == "big":
            values.byteswap()
        count = len(values) // _COLUMNS
        return cls([values[count * column : count * (column + 1)] for column in range(_COLUMNS)])

    def packed(self) -> bytes:
        """The outline as it is stored, the same on every machine."""
        values = array("i")
        for column in self._columns:
            values.extend(column)
        if sys.byteorder == "big":
            values.byteswap()
        return zlib.compress(values.tobytes(), 1)

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, place: int) -> Block: ...

    @overload
    def __getitem__(self, place: slice) -> list[Block]: ...

    def __getitem__(self, place: int | slice) -> Block | list[Block]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        table, page = self._tables[place], self._pages[place]
        return Block(
            kind=_KINDS[self._kinds[place]],
            start=self.starts[place],
            end=self._ends[place],
            level=self._levels[place],
            table=None if table == _NONE else table,
            page=None if page == _NONE else page,
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Outline) and list(self._columns) == list(other._columns)

    __hash__ = None  # type: ignore[assignment]  # as a list: it may be large

    def at(self, offset: int) -> int | None:
        """The number of the block that an offset of the text lies in, None between blocks."""
        place = bisect_right(self.starts, offset) - 1
        return place if place >= 0 and offset < self._ends[place] else None

    def headings(self, place: int) -> list[tuple[int, int, int]]:
        """The headings that block `place` stands under, outermost first: level, start and end of each."""
        return [(self._levels[number], self.starts[number], self._ends[number]) for number in self.over(place)]

    def over(self, place: int) -> list[int]:
        """The numbers of the headings that block `place` stands under, outermost first."""
        found: list[int] = []
        lowest = sys.maxsize
        # Going back, a heading counts if it is above all those already met.
        for number in reversed(self._headings[: bisect_right(self._headings, place - 1)]):
            if self._levels[number] < lowest:
                lowest = self._levels[number]
                found.append(number)
        return found[::-1]

    def divisions(self, level: int) -> list[tuple[int, int]]:
        """The start and end of each heading at a level, in order."""
        return [(self.starts[n], self._ends[n]) for n in self._headings if self._levels[n] == level]

    @cached_property
    def _headings(self) -> list[int]:
        heading = _KINDS.index(BlockKind.HEADING)
        return [number for number, kind in enumerate(self._kinds) if kind == heading]

    def table_of(self, place: int) -> int | None:
        """The number of the table that block `place` is a row of, None where it is of none."""
        table = self._tables[place]
        return None if table == _NONE else table

    def table_start(self, place: int, within: int) -> int:
        """The first block of the table that block `place` is a row of, not looking further back than `within`."""
        table, earliest = self._tables[place], max(0, place - within)
        first = self._first_rows[table]
        if first >= earliest:
            return first
        return earliest if self._tables[earliest] == table else self._tables.index(table, earliest)

    @cached_property
    def _first_rows(self) -> dict[int, int]:
        """The first block of each table."""
        return {table: number for number, table in zip(range(len(self) - 1, -1, -1), reversed(self._tables), strict=True)}
