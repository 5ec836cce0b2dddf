"""Chunking: cutting a revision's text into passages that a question can be matched with."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Block, BlockKind, Revision
from index.sentences import sentence_spans

__all__ = ["CHUNKING_VERSION", "Chunk", "Sizes", "chunks"]

CHUNKING_VERSION = 2
"""Goes up whenever the same text would be cut differently."""

TokenSpans = Callable[[Sequence[str]], list[list[tuple[int, int]]]]
"""Gives the (start, end) offsets of the tokens of each of some texts."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How long passages get, in the model's tokens.

    `target` is where a passage of prose is closed, `table` one of table rows. `limit` is what the model reads
    of a passage and its context together (special tokens not counted), `context` the most of it that the
    context may take. A section shorter than `least` is joined with the next one.
    """

    target: int = 160
    table: int = 160
    limit: int = 254
    context: int = 64
    least: int = 0

    @classmethod
    def for_model(cls, max_tokens: int) -> Sizes:
        """Sizes for a model that reads `max_tokens`, special tokens counted."""
        usual, limit = cls(), max(16, max_tokens - 2)
        most = limit - min(usual.context, limit // 4)
        return cls(target=min(usual.target, most), table=min(usual.table, most), limit=limit, context=limit - most)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage to be: `text[start:end]` of a revision, made of whole blocks, sentences or rows.

    `heading` is the path of headings above it, joined with ` > `. `context` is what a reader of the passage
    alone would miss (title, headings, a table's caption and header rows); it goes before the passage where the
    passage is indexed, and is not part of its span. `table` is the table the rows of the passage are from.
    """

    start: int
    end: int
    heading: str
    context: str
    table: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is never cut again: a sentence, a row, a heading."""

    start: int
    end: int
    tokens: int


def chunks(revision: Revision, token_spans: TokenSpans, sizes: Sizes | None = None) -> Iterator[Chunk]:
    """The passages of `revision` in reading order; every block is covered, and none overlap.

    `token_spans` is the model's tokenizer: each block goes through it once, all in one call.
    """
    sizes = sizes or Sizes()
    blocks = [block for block in revision.blocks if revision.text[block.start : block.end].strip()]
    if not blocks:
        return
    spans = token_spans([revision.text[block.start : block.end] for block in blocks])
    title = " ".join(revision.title.split())
    yield from _Cutter(revision.text, title, token_spans, sizes).cut(blocks, spans)


class _Cutter:
    """Walks the blocks of one revision, gathering pieces until a passage is full."""

    def __init__(self, text: str, title: str, token_spans: TokenSpans, sizes: Sizes) -> None:
        self._text = text
        self._title = title
        self._token_spans = token_spans
        self._sizes = sizes
        self._path: list[tuple[int, str]] = []
        self._pieces: list[_Piece] = []
        self._above = ""
        self._page: int | None = None
        self._open_heading = False
        # Passages in a row mostly share a context; it is not worth remembering more than one.
        self._contexts: dict[str, str] = {}

    def cut(self, blocks: Sequence[Block], spans: Sequence[Sequence[tuple[int, int]]]) -> Iterator[Chunk]:
        """All passages."""
        number = 0
        while number < len(blocks):
            block = blocks[number]
            if block.kind is BlockKind.ROW:
                last = number
                while last < len(blocks) and blocks[last].kind is BlockKind.ROW and blocks[last].table == block.table:
                    last += 1
                caption = self._caption(blocks[number - 1], spans[number - 1]) if number else ""
                yield from self._close()
                yield from self._table(blocks[number:last], spans[number:last], caption)
                number = last
                continue
            if block.kind is BlockKind.HEADING:
                yield from self._heading(block, spans[number])
            else:
                for piece in _pieces(self._text, block, spans[number], self._sizes.target):
                    yield from self._add(piece, block.page, self._heading_path())
            number += 1
        yield from self._close()

    def _heading(self, block: Block, spans: Sequence[tuple[int, int]]) -> Iterator[Chunk]:
        if not self._open_heading and sum(piece.tokens for piece in self._pieces) >= self._sizes.least:
            yield from self._close()
        # Headings in a row open one passage together; the path above it is the first one's.
        starts_here = not self._pieces
        while self._path and self._path[-1][0] >= block.level:
            self._path.pop()
        if starts_here:
            self._above = self._heading_path()
        self._path.append((block.level, " ".join(self._text[block.start : block.end].split())))
        for piece in _pieces(self._text, block, spans, self._sizes.target):
            yield from self._add(piece, block.page, self._above if starts_here else self._heading_path())
        self._open_heading = True

    def _add(self, piece: _Piece, page: int | None, above: str) -> Iterator[Chunk]:
        # A heading would rather be too much for a passage than be cut off from what stands under it.
        most = self._sizes.limit - self._sizes.context if self._open_heading else self._sizes.target
        full = sum(held.tokens for held in self._pieces) + piece.tokens > most
        if self._pieces and (full or page != self._page):
            yield from self._close()
        if not self._pieces:
            self._above = above
            self._page = page
        self._pieces.append(piece)
        self._open_heading = False

    def _close(self) -> Iterator[Chunk]:
        if self._pieces:
            yield Chunk(
                start=self._pieces[0].start,
                end=self._pieces[-1].end,
                heading=self._heading_path(),
                context=self._context(self._above, ""),
                page=self._page,
            )
        self._pieces = []
        self._open_heading = False

    def _table(
        self, rows: Sequence[Block], spans: Sequence[Sequence[tuple[int, int]]], caption: str
    ) -> Iterator[Chunk]:
        header = _header_rows(self._text, rows)
        top = "\n".join(self._text[row.start : row.end] for row in rows[:header])
        heading = self._heading_path()
        first = 0
        while first < len(rows):
            held, last = 0, first
            while last < len(rows) and (last == first or held + len(spans[last]) <= self._sizes.table):
                held += len(spans[last])
                last += 1
            # The first passage of a table has the header rows within it.
            above = "\n".join(filter(None, [caption, top if first >= header else ""]))
            context = self._context(heading, above)
            if held > self._sizes.limit - self._sizes.context:
                for piece in _pieces(self._text, rows[first], spans[first], self._sizes.table):
                    yield Chunk(piece.start, piece.end, heading, context, rows[first].table, rows[first].page)
            else:
                yield Chunk(
                    rows[first].start, rows[last - 1].end, heading, context, rows[first].table, rows[first].page
                )
            first = last

    def _caption(self, before: Block, spans: Sequence[tuple[int, int]]) -> str:
        """The words that introduce a table: the last sentence before it, if it is short enough to be that."""
        if before.kind is BlockKind.ROW or before.kind is BlockKind.HEADING:
            return ""
        pieces = list(_pieces(self._text, before, spans, self._sizes.target))
        if not pieces or pieces[-1].tokens > self._sizes.context // 2:
            return ""
        return " ".join(self._text[pieces[-1].start : pieces[-1].end].split())

    def _heading_path(self) -> str:
        return " > ".join(text for _, text in self._path)

    def _context(self, path: str, above: str) -> str:
        parts = [self._title] if self._title else []
        # A page's first heading usually repeats its title.
        names = [name for name in path.split(" > ") if name and name.casefold() != self._title.casefold()]
        parts.extend(names[-2:])
        context = " > ".join(parts)
        whole = "\n".join(filter(None, [context, above]))
        if not whole:
            return ""
        if whole not in self._contexts:
            spans = self._token_spans([whole])[0]
            fits = len(spans) <= self._sizes.context
            self._contexts = {whole: whole if fits else whole[: spans[self._sizes.context - 1][1]].rstrip()}
        return self._contexts[whole]


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
# Digits that name a column: years, quarters and halves, days of a month, footnote marks.
_NAMING = re.compile(
    rf"\b(?:fy|cy|fiscal )?(?:19|20)\d\d[ea]?\b|\b[qh][1-4]\b|\b[1-4][qh]\b|\b(?:fy|[qh][1-4])\W?\d\d\b"
    rf"|\b{_MONTH} \d{{1,2}}\b|\b\d{{1,2}} {_MONTH}|\(\d\)",
    re.IGNORECASE,
)


def _header_rows(text: str, rows: Sequence[Block]) -> int:
    """How many rows at the top of a table name its columns."""
    count = 0
    for row in rows[:4]:
        marked = bool(row.cells) and all(cell.header for cell in row.cells)
        naming = not any(character.isdigit() for character in _NAMING.sub("", text[row.start : row.end]))
        # A lone cell under the names of the columns opens a group of rows.
        if not (marked or (naming and (not count or len(row.cells) > 1))):
            break
        count += 1
    return count if count < len(rows) else 0


def _pieces(text: str, block: Block, spans: Sequence[tuple[int, int]], most: int) -> Iterator[_Piece]:
    """The sentences of a block (the whole block where it is short), none longer than `most` tokens."""
    if len(spans) <= most // 2:
        yield _Piece(block.start, block.end, len(spans))
        return
    starts = [start for start, _ in spans]
    ends = [end for _, end in spans]
    for begin, finish in sentence_spans(text[block.start : block.end]):
        low, high = bisect_left(starts, begin), bisect_right(ends, finish)
        if high - low <= most:
            yield _Piece(block.start + begin, block.start + finish, high - low)
            continue
        for first in range(low, high, most):
            last = min(first + most, high)
            start = begin if first == low else starts[first]
            end = finish if last == high else ends[last - 1]
            yield _Piece(block.start + start, block.start + end, last - first)
