"""What is told: the words, measures and names of every sentence, row and heading, read once when a generation is built.

A question is held against some hundred of them; reading each anew would take longer than embedding the question.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.document import Block, BlockKind, Revision
from index.basis import gives_orders
from index.entity_table import EntityTable
from index.sentences import sentence_spans
from index.stemming import stems
from index.taxonomy import Taxonomy

__all__ = ["Told", "pack", "read_block", "told_of", "unpack"]


@dataclass(frozen=True)
class Told:
    """A sentence, row or heading at `start` to `end` of a text: its stems as one line, the measures and names in it.

    `orders` is whether it gives orders to machines, which is no evidence of anything.
    """

    start: int
    end: int
    line: str
    metrics: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    orders: bool = False

    @property
    def stems(self) -> list[str]:
        """Its stems, in order."""
        return self.line.split()


def told_of(revision: Revision, taxonomy: Taxonomy, names: EntityTable) -> Iterator[str]:
    """Yield what each block of a revision tells, packed, in their order."""
    for block in revision.blocks:
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
        )


def pack(units: Iterable[Told]) -> str:
    """What `unpack` makes the same units of."""
    rows = [
        [one.start, one.end, one.line, sorted(one.metrics), sorted(one.names), int(one.orders)] for one in units
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def unpack(packed: str) -> tuple[Told, ...]:
    """The units that `pack` was given."""
    return tuple(
        Told(start, end, line, frozenset(metrics), frozenset(names), bool(orders))
        for start, end, line, metrics, names, orders in json.loads(packed)
    )
