"""What a filing repeats on its pages: their numbers, their running heads, the way back to the table of contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.divisions import division_of
from corpus.document import BlockKind
from corpus.walking import Found

__all__ = ["running_heads"]

_PAGE_NUMBER = re.compile(r"(?:page\s+)?(?:\d{1,4}|[ivxlc]{1,6}|[A-Z]-\d{1,3})\.?(?:\s+of\s+\d+)?", re.IGNORECASE)
_LINES = frozenset([BlockKind.PARAGRAPH, BlockKind.HEADING])


def running_heads(found: Sequence[Found]) -> set[int]:
    """The numbers of the blocks that belong to the pages, not to what they say.

    Lines that are all links (viewers' bars, "Table of Contents" on every page), page numbers, and the lines that stand
    beside most page numbers; but not parts and items, of which the first is where they open.
    """
    bars = {number for number, one in enumerate(found) if _is_bar(one)}
    rest = [number for number in range(len(found)) if number not in bars]
    numbers = {place for place, number in enumerate(rest) if _is_page_number(found[number])}
    total = Counter(found[number].draft.text for number in rest if len(found[number].draft.text) <= 80)
    beside: Counter[str] = Counter()
    for place in numbers:
        near = {found[rest[n]].draft.text for n in (place - 1, place + 1, place + 2) if 0 <= n < len(rest)}
        beside.update(text for text in near if text)
    running = {text for text, count in beside.items() if count >= 5 and 3 * count >= total[text] and division_of(text) is None}
    heads = {
        number
        for place, number in enumerate(rest)
        if place in numbers or (found[number].draft.kind in _LINES and found[number].draft.text in running)
    }
    return bars | heads


def _is_bar(one: Found) -> bool:
    return one.draft.kind in _LINES and one.linked >= 0.7 * one.size and one.size <= 200


def _is_page_number(one: Found) -> bool:
    return one.draft.kind is BlockKind.PARAGRAPH and _PAGE_NUMBER.fullmatch(one.draft.text) is not None
