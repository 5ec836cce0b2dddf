"""What a whole document says of its tables' money: the currency it counts in and the scale of its statements."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from corpus.document import BlockKind, Revision
from index._cell import Caption, currency_signs, parse_cell, scale_of_caption
from index.amount import is_money
from index.grid import TableText
from index.pattern import lazy_pattern

__all__ = ["Declared", "declared", "money_of", "states_amounts", "written_out"]

_SHORT = 300
_MOST_OF = 0.9
_LARGE = 10_000
_GENERAL = lazy_pattern(r"\b(?:otherwise|unless|except (?:as|where)) (?:specified|noted|indicated|stated)\b|\btabular\b|\b(?:dollars?|amounts)(?: amounts)? in (?:the )?tables\b", re.IGNORECASE, signs=("specified", "noted", "indicated", "stated", "tab"))
_ALL = re.compile(r"\b(?:tables?|amounts|figures|dollars|sums)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[a-z)][.;])\s+(?=[A-Z])")
_DECLARES = re.compile(r"\b(?:thousand|million|billion|000s?|bn|mn|mln)|[$€£¥₹]\s?[mk]\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Declared:
    """A document's currency (ISO code) and the one caption that all of its scaled tables share; None where unclear.

    `scaled` is whether any of its captions has a scale.
    """

    currency: str | None
    caption: Caption | None
    scaled: bool = False


@lru_cache(maxsize=1)
def declared(revision: Revision) -> Declared:
    """Read a document's own statements about its money. What two statements contradict is not clear.

    Prose and tables ask for those of one document in turn.
    """
    captions: set[tuple[str | None, Decimal]] = set()
    general: set[tuple[str | None, Decimal]] = set()
    for block in revision.blocks:
        words = revision.text[block.start : block.end]
        if block.kind is BlockKind.ROW and any(c.isdigit() for c in words):
            continue  # a row's scale is its own
        for said in (words,) if len(words) <= _SHORT else _of_tables(words):
            found = scale_of_caption(said) if _DECLARES.search(said) and not states_amounts(said) else None
            if found is not None and found.factor != 1 and (found.unit is None or is_money(found.unit)):
                captions.add((found.unit, found.factor))
                if block.kind is not BlockKind.ROW and _GENERAL.search(said):
                    general.add((found.unit, found.factor))
    signs = Counter(currency_signs(revision.text))
    total = sum(signs.values())
    currency = next((code for code, count in signs.most_common(1) if count >= _MOST_OF * total), None)
    units = {unit for unit, _ in captions if unit}
    factors = {factor for _, factor in captions}
    if len(general) == 1 and len(units) < 2:
        # "Amounts in millions unless otherwise noted" holds for each table that does not say.
        return Declared(currency, Caption(next(iter(units), currency), general.pop()[1]), scaled=True)
    if len(units) > 1 or len(factors) != 1:
        return Declared(currency, None, scaled=bool(captions))
    return Declared(currency, Caption(next(iter(units), currency), factors.pop()), scaled=True)


def _of_tables(paragraph: str) -> list[str]:
    """The sentences of a paragraph that say of all tables in what they are: "Unless otherwise noted, tables are presented in millions"."""
    if not _GENERAL.search(paragraph) or not _DECLARES.search(paragraph):
        return []
    return [sentence for sentence in _SENTENCE.split(paragraph) if len(sentence) <= _SHORT and _GENERAL.search(sentence) and _ALL.search(sentence)]


def states_amounts(words: str) -> bool:
    """Whether a line states numbers itself, so that its scale words are theirs and not a table's."""
    return bool(re.search(r"\d[\d.,]*\s?(?:thousand|million|billion|bn|mn|mln|m\b|k\b)", words, re.IGNORECASE))


def written_out(table: TableText) -> bool:
    """Whether the sums of a table are all round, as they seldom are where a scale leaves their last digits out."""
    large = [parsed.value for row in table.rows for cell in row.cells if (parsed := parse_cell(cell.text)) is not None and abs(parsed.value) >= _LARGE]
    return len(large) > 1 and all(value % 100 == 0 for value in large)


def money_of(table: TableText, caption: Caption | None, document: Declared) -> Caption:
    """The caption to read a table's money by: its own, completed by its cells' signs and by the document.

    A table's own currency is never replaced. Where nothing tells the currency the unit is None, and what
    the numbers are is not known.
    """
    signs = {
        parsed.unit
        for row in table.rows
        for cell in row.cells
        if (parsed := parse_cell(cell.text)) is not None and is_money(parsed.unit)
    }
    in_cells = next(iter(signs)) if len(signs) == 1 else None
    if caption is None:
        shared = document.caption
        if shared is not None and not written_out(table) and (in_cells is None or shared.unit in {None, in_cells}):
            return replace(shared, unit=in_cells or shared.unit, of_document=True, by_document=in_cells is None)
        return Caption(in_cells or document.currency, Decimal(1), by_document=in_cells is None)
    if caption.unit is None:
        return replace(caption, unit=in_cells if signs else document.currency, by_document=not signs)
    return caption
