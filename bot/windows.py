"""Windows: the pieces of documents that may be quoted, one sentence or row, or two or three sentences in a row.

What answers a question is often said next to the sentence that names the thing asked about: "The agreement was signed
in May. It ends in 2031." A window never leaves a section, and what of it stands in different paragraphs is quoted apart:
between two of them the page may have held something that is not kept.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.document import BlockKind
from index.outline import Outline
from index.sentences import sentence_spans

__all__ = ["Unit", "Window", "units", "windows"]

_LONGEST = 480
"""Characters of a quote of several sentences; one sentence may be longer."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, list item, table row or heading at `start` to `end` of block number `block`, with what stands beside it."""

    start: int
    end: int
    beside: tuple[str, ...]
    heading: str
    page: int | None
    block: int = 0
    row: bool = False
    title: bool = False

    @property
    def near(self) -> tuple[str, ...]:
        """What stands around it: its headings, and the sentences beside it or the header and lead of its table."""
        return (self.heading, *self.beside)


@dataclass(frozen=True, slots=True)
class Window:
    """Units that follow one another, to be quoted together."""

    units: tuple[Unit, ...]

    @property
    def start(self) -> int:
        """Where it starts in the text."""
        return self.units[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.units[-1].end

    @property
    def parts(self) -> tuple[tuple[int, int], ...]:
        """The start and end of what is quoted in one, paragraph by paragraph."""
        blocks = [list(some) for _, some in groupby(self.units, key=lambda unit: unit.block)]
        return tuple((some[0].start, some[-1].end) for some in blocks)


def units(text: str, blocks: Outline, start: int, end: int) -> Iterator[Unit]:
    """The sentences, rows and headings of `text[start:end]`, each with the words around it."""
    first = max(0, bisect_right(blocks.starts, start) - 1)
    headings = [(level, text[s:e]) for level, s, e in blocks.headings(first)]
    header_row = ""
    previous = ""
    lead = ""
    for position in range(first, len(blocks)):
        block = blocks[position]
        if block.start >= end:
            break
        words = text[block.start : block.end]
        if block.kind is BlockKind.HEADING:
            headings = [h for h in headings if h[0] < block.level] + [(block.level, words)]
            previous = ""
            yield Unit(block.start, block.end, (), " › ".join(h for _, h in headings[:-1]), block.page, position, title=True)
            continue
        path = " › ".join(h for _, h in headings)
        if block.kind is BlockKind.ROW:
            if block.table is not None:
                table_first = blocks[blocks.table_start(position, 60)]
                header_row = text[table_first.start : table_first.end]
            yield Unit(block.start, block.end, (header_row, lead), path, block.page, position, row=True)
            continue
        spans = list(sentence_spans(text, block.start, block.end))
        lead = text[spans[0][0] : spans[0][1]] if spans else lead
        for place, (s, e) in enumerate(spans):
            before = text[spans[place - 1][0] : spans[place - 1][1]] if place else previous
            after = text[spans[place + 1][0] : spans[place + 1][1]] if place + 1 < len(spans) else ""
            yield Unit(s, e, (before, after), path, block.page, position)
        previous = text[spans[-1][0] : spans[-1][1]] if spans else ""


def windows(passage: Sequence[Unit], place: int, *, alone: bool = False) -> Iterator[Window]:
    """The windows around unit `place` of a passage: itself and, unless `alone`, with one or two of its neighbours."""
    yield Window((passage[place],))
    if alone:
        return
    for before, after in ((0, 1), (0, 2), (-1, 0), (-1, 1)):
        first, last = place + before, place + after
        if first < 0 or last >= len(passage):
            continue
        some = passage[first : last + 1]
        if any(unit.row or unit.title or unit.heading != some[0].heading for unit in some):
            continue
        if some[-1].end - some[0].start <= _LONGEST:
            yield Window(tuple(some))
