"""How the store writes down blocks, days and hashes."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from corpus.dates import Month
from corpus.document import Block, BlockKind, Cell, Tag

__all__ = ["digest_of", "from_iso", "iso_day", "pack", "pack_tags", "unpack", "unpack_tags"]


def pack(blocks: tuple[Block, ...]) -> str:
    """Blocks as compact JSON: a list each, with a cell a list of its fields."""
    rows = []
    for block in blocks:
        cells = [[c.start, c.end, c.column, c.span, int(c.header)] for c in block.cells]
        rows.append([block.kind.value, block.start, block.end, block.level, block.table, cells, block.page])
    return json.dumps(rows, separators=(",", ":"))


def unpack(packed: str) -> tuple[Block, ...]:
    """The blocks from `pack`. Raises `ValueError`, `TypeError` or `IndexError` for anything else."""
    return tuple(
        Block(BlockKind(kind), start, end, level, table,
              tuple(Cell(c[0], c[1], c[2], c[3], bool(c[4])) for c in cells), page)
        for kind, start, end, level, table, cells, page in json.loads(packed)
    )  # fmt: skip


def pack_tags(tags: tuple[Tag, ...]) -> str:
    """Tags as compact JSON: a list each."""
    rows = [
        [t.start, t.end, t.concept, str(t.value), t.unit, t.begins and t.begins.isoformat(), t.ends.isoformat(), t.members]
        for t in tags
    ]  # fmt: skip
    return json.dumps(rows, separators=(",", ":"))


def unpack_tags(packed: str) -> tuple[Tag, ...]:
    """The tags from `pack_tags`. Raises `ValueError`, `TypeError` or `ArithmeticError` for anything else."""
    return tuple(
        Tag(start, end, concept, Decimal(value), unit, None if begins is None else date.fromisoformat(begins),
            date.fromisoformat(ends), tuple((axis, member) for axis, member in members))
        for start, end, concept, value, unit, begins, ends, members in json.loads(packed)
    )  # fmt: skip


def digest_of(*parts: str) -> str:
    """The SHA-256 of the texts, in hexadecimal."""
    import hashlib  # it takes memory that answering needs nothing of

    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def iso_day(day: date | None) -> str | None:
    """The day as YYYY-MM-DD, a month as YYYY-MM."""
    return None if day is None else day.isoformat()


def from_iso(text: str | None) -> date | None:
    """The day from YYYY-MM-DD, the month from YYYY-MM. Raises `ValueError` for anything else."""
    if text is None:
        return None
    return Month(int(text[:4]), int(text[5:]), 1) if len(text) == 7 else date.fromisoformat(text)
