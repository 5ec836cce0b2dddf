"""Listing: the symbols by which the shares of a filer are traded, from the table on its filing's cover."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import Block, BlockKind, Revision
from index._ordinary import ORDINARY

__all__ = ["symbols_on_cover"]

_COLUMN = re.compile(r"(?:trading|ticker)\s+symbols?\s*(?:\(s\))?", re.IGNORECASE)
_SYMBOL = re.compile(r"[A-Z]{1,5}(?:\.[A-Z])?")
"""A symbol of shares; those of notes and of preferred stock have spaces, digits or small letters."""
_BEHIND_SHARES = re.compile(r"\b(?:[Cc]ommon|[Oo]rdinary|[Cc]apital) (?:[Ss]tock|[Ss]hares?)\b[^.;()\n]{0,60}\((?P<symbol>[A-Z]{3,5})\)")
"""A symbol in brackets behind the shares that it is of: "Class A Common Stock (ACME)"."""
_AT_EXCHANGE = re.compile(r"\b(?:NYSE(?: American)?|N[Aa][Ss][Dd][Aa][Qq](?:[- ]GS)?|LSE|TSX|ASX|[Ee]xchange|Euronext(?: [A-Z]\w+)?|Xetra|B[öo]rse(?: [A-Z]\w+)?|Børs)\s?:\s?(?P<symbol>[A-Z]{2,5})\b")
"""A symbol behind the exchange, with no brackets around it: "Acme Stock Exchange: ACME"."""
_TOP = 3_000
_COVER = 15_000
_SHORTEST = 3
"""Letters below which a symbol is as likely to be something else in a text."""


def symbols_on_cover(revision: Revision) -> frozenset[str]:
    """The symbols below "Trading Symbol(s)", in brackets behind the shares or behind the exchange, near the start of a document that are no words."""
    found = [*_below(revision, [block for block in revision.blocks if block.start < _COVER]), *(said["symbol"] for said in _BEHIND_SHARES.finditer(revision.text[:_COVER])), *_traded_as(revision.text[:_TOP])]
    return frozenset(symbol for symbol in found if len(symbol) >= _SHORTEST and symbol.lower() not in ORDINARY)


def _traded_as(top: str) -> list[str]:
    """The one symbol that stands behind an exchange at the top of a document; none where several do."""
    found = {said["symbol"] for said in _AT_EXCHANGE.finditer(top)}
    return list(found) if len(found) == 1 else []


def _below(revision: Revision, blocks: list[Block]) -> Iterator[str]:
    place: tuple[int, int] | None = None
    for block in blocks:
        if block.kind is not BlockKind.ROW:
            place = None
            continue
        words = [revision.text[cell.start : cell.end].strip() for cell in block.cells]
        found = next((n for n, said in enumerate(words) if _COLUMN.fullmatch(said)), None)
        if found is not None:
            place = block.cells[found].column, found
        elif place is not None:
            in_column = [said for cell, said in zip(block.cells, words, strict=True) if cell.column == place[0]]
            yield from (said for said in in_column or words[place[1] : place[1] + 1] if _SYMBOL.fullmatch(said))
