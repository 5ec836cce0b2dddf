"""Paging: a long answer in messages of a size that every platform takes, with nothing left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.chat.card import Card, Field, Quoted, SourceLine

__all__ = ["pages"]

_ROOM = 2600
"""Characters of a page. Discord takes 4,000 in all texts of a message, which markup and buttons count towards."""
_PIECES = 18
"""Paragraphs, fields and quotes of a page: Slack takes 50 blocks, Discord 40 components."""
_QUOTES, _SOURCES = 5, 10
"""Quotes and sources of a page, and characters of a quote: as many as the platforms' renderers show whole."""
_QUOTE = 480
_MARK = re.compile(r"\[(\d+)\]")
_LEAST = 200  # no piece is cut to less than this

_Piece = str | Field | Quoted


@dataclass(slots=True)
class _Page:
    pieces: list[_Piece]
    sources: dict[int, SourceLine]
    used: int


def pages(first: Card, sources: Sequence[SourceLine]) -> tuple[Card, ...]:
    """`first` with its lines, fields and quotes on as many pages as they need, each with the sources it refers to.

    The headline and the lead stand on the first page; the footer stands on all of them.
    """
    by_number = {source.n: source for source in sources}
    fixed = _size(first.headline, first.lead, first.footer)
    opening = _Page([], {n: by_number[n] for n in _named(first.lead) if n in by_number}, 0)
    opening.used = fixed + sum(map(_weight, opening.sources.values()))
    made = [opening]
    queue: list[_Piece] = [*first.lines, *first.fields, *first.quotes]
    while queue:
        piece, page = queue.pop(0), made[-1]
        new = {n: by_number[n] for n in _refers(piece) if n in by_number and n not in page.sources}
        extra = sum(map(_weight, new.values()))
        room = _ROOM - page.used - extra
        if _fits(piece, page, len(new)) and _length(piece) <= room:
            page.pieces.append(piece)
            page.sources |= new
            page.used += _length(piece) + extra
        elif isinstance(piece, Quoted) and len(piece.text) > _QUOTE:
            queue[:0] = _cut(piece, _QUOTE)
        elif page.pieces or page.used > len(first.footer):
            made.append(_Page([], {}, len(first.footer)))
            queue.insert(0, piece)
        else:
            queue[:0] = _cut(piece, max(room, _LEAST))
    return tuple(_card(first, page, number) for number, page in enumerate(made))


def _fits(piece: _Piece, page: _Page, sources: int) -> bool:
    """Whether a page takes one more of what a piece is, with some sources that it does not have yet."""
    if len(page.pieces) >= _PIECES or len(page.sources) + sources > _SOURCES:
        return False
    if not isinstance(piece, Quoted):
        return True
    return len(piece.text) <= _QUOTE and sum(isinstance(one, Quoted) for one in page.pieces) < _QUOTES


def _card(first: Card, page: _Page, number: int) -> Card:
    out = replace(
        first,
        lines=tuple(piece for piece in page.pieces if isinstance(piece, str)),
        fields=tuple(piece for piece in page.pieces if isinstance(piece, Field)),
        quotes=tuple(piece for piece in page.pieces if isinstance(piece, Quoted)),
        sources=tuple(page.sources[n] for n in sorted(page.sources)),
    )
    return out if number == 0 else replace(out, headline="", lead="", items=(), picture=None)


def _named(text: str) -> list[int]:
    return [int(match[1]) for match in _MARK.finditer(text)]


def _refers(piece: _Piece) -> Iterable[int]:
    if isinstance(piece, Quoted):
        return (piece.n,)
    return _named(piece if isinstance(piece, str) else piece.value)


def _size(*texts: str) -> int:
    return sum(map(len, texts))


def _weight(source: SourceLine) -> int:
    return _size(source.title, source.url, source.about, source.where) + 16


def _length(piece: _Piece) -> int:
    if isinstance(piece, Field):
        return _size(piece.name, piece.value) + 8
    return len(piece if isinstance(piece, str) else piece.text) + 8


def _cut(piece: _Piece, room: int) -> tuple[_Piece, _Piece]:
    """A piece that no page has room for, in two, between words where there are any."""
    text = piece if isinstance(piece, str) else piece.text if isinstance(piece, Quoted) else piece.value
    place = text.rfind(" ", room // 2, room - 12)
    place = place if place > 0 else room - 12
    head, tail = f"{text[:place].rstrip()} …", f"… {text[place:].lstrip()}"
    if isinstance(piece, Quoted):
        return replace(piece, text=head), replace(piece, text=tail)
    if isinstance(piece, Field):
        return replace(piece, value=head), replace(piece, value=tail)
    return head, tail
