"""Sections: where in a filing a quote stands, in the words of its own headings."""

from __future__ import annotations

import re
from collections import Counter

from index.outline import Outline
from index.pattern import lazy_pattern

__all__ = ["section_at"]

_ITEM = lazy_pattern(r"items?\s+(\d{1,2}(?:\.\d\d)?[a-k]?)", re.IGNORECASE)
_PART = lazy_pattern(r"part\s+\w+", re.IGNORECASE)
_DIVISION = 3  # the lowest level of parts and items, of which corpus/filings tells


def section_at(outline: Outline, text: str, start: int) -> str | None:
    """The path of headings over an offset: "Item 7. Management's Discussion and Analysis > Results of Operations".

    It begins with the item. The part is named only where the filing counts its items anew in each part, as quarterly
    reports do: "Part I, Item 2. ...". None where no heading stands above the offset.
    """
    place = outline.at(start)
    if place is None:
        return None
    above = outline.headings(place)
    words = [" ".join(text[begin:end].split()) for _, begin, end in above]
    divided = [number for number, (level, _, _) in enumerate(above) if level <= _DIVISION and _named(words[number])]
    if divided:
        words = words[divided[-1] :] if len(divided) == 1 else _within_part(outline, text, words, divided)
    return " > ".join(words) or None


def _named(words: str) -> bool:
    return (_PART.match(words) or _ITEM.match(words)) is not None


def _within_part(outline: Outline, text: str, words: list[str], divided: list[int]) -> list[str]:
    """The path from its item on, led by the part where another part has an item of that number."""
    item = _ITEM.match(words[divided[-1]])
    part = _PART.match(words[divided[-2]])
    path = words[divided[-1] :]
    if item is None or part is None or _items(outline, text)[item[1].casefold()] < 2:
        return path
    return [f"{part[0]}, {path[0]}", *path[1:]]


def _items(outline: Outline, text: str) -> Counter[str]:
    """How many items have each number."""
    spans = outline.divisions(_DIVISION)
    return Counter(item[1].casefold() for start, end in spans if (item := _ITEM.match(text[start:end])) is not None)
