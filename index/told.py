"""What is told: the words, measures, names and numbers of every sentence, row and heading, read once when a generation is built.

A question is held against some hundred of them; reading each anew would take longer than embedding the question.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from corpus.archives import is_sheet
from corpus.document import Block, BlockKind, Revision
from index.amount import Amount
from index.amounts import find_amounts
from index.basis import gives_orders
from index.entity_table import EntityTable
from index.sentences import sentence_spans
from index.stemming import stems
from index.taxonomy import Taxonomy

__all__ = ["Told", "pack", "read_block", "told_of", "unpack"]


class Told(NamedTuple):
    """A sentence, row or heading at `start` to `end` of a text: its stems as one line, the measures and names in it.

    `orders` is whether it gives orders to machines, which is no evidence of anything. `numbers` are the amounts of a
    sentence, packed, as few of them are looked at; None where they are not kept.
    """

    start: int
    end: int
    line: str
    metrics: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    orders: bool = False
    numbers: str | None = None

    @property
    def stems(self) -> list[str]:
        """Its stems, in order."""
        return self.line.split()

    def amounts(self, words: str) -> list[Amount]:
        """Its amounts, with offsets in its own words, which are `words`."""
        return find_amounts(words) if self.numbers is None else [_amount(*row) for row in json.loads(self.numbers)]


def told_of(revision: Revision, taxonomy: Taxonomy, names: EntityTable) -> Iterator[str]:
    """Yield what each block of a revision tells, packed, in their order."""
    # A fact sheet is no passage, so that nothing in it is ever held against a question by its words.
    for block in () if is_sheet(revision) else revision.blocks:
        yield pack(read_block(revision.text, block, taxonomy, names))


def read_block(text: str, block: Block, taxonomy: Taxonomy, names: EntityTable) -> Iterator[Told]:
    """Yield what is told by each unit of a block: headings and rows are one, all else goes by sentences."""
    whole = block.kind in {BlockKind.HEADING, BlockKind.ROW}
    for start, end in ((block.start, block.end),) if whole else sentence_spans(text, block.start, block.end):
        words = text[start:end]
        yield Told(
            start,
            end,
            " ".join(stems(words)),
            frozenset(mention.metric for mention in taxonomy.find_metrics(words)),
            frozenset(match.name for match in names.find(words)),
            gives_orders(words),
            # Of a row the cells matter, which figures are read from.
            None if block.kind is BlockKind.ROW else _numbers(words),
        )


def _numbers(words: str) -> str:
    rows = [
        [a.start, a.end, str(a.value), a.unit, None if a.high is None else str(a.high), a.per, a.qualifier, a.digits, a.scale]
        for a in find_amounts(words)
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _amount(start: int, end: int, value: str, unit: str, high: str | None, *rest: Any) -> Amount:
    return Amount(start, end, Decimal(value), unit, None if high is None else Decimal(high), *rest)


def pack(units: Iterable[Told]) -> str:
    """What `unpack` makes the same units of."""
    rows = [
        [one.start, one.end, one.line, sorted(one.metrics), sorted(one.names), int(one.orders), *(() if one.numbers is None else (one.numbers,))]
        for one in units
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def unpack(packed: str) -> tuple[Told, ...]:
    """The units that `pack` was given."""
    return tuple(
        [
            Told(start, end, line, frozenset(metrics), frozenset(names), bool(orders), *numbers)
            for start, end, line, metrics, names, orders, *numbers in json.loads(packed)
        ]
    )
