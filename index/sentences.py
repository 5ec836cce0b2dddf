"""Sentences: where one ends and the next begins, in running text with money, initials and abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus.document import Block, BlockKind
from index.pattern import lazy_pattern

__all__ = ["sentence_spans", "unit_spans"]

# Words whose full stop does not end a sentence when more text follows.
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sr jr st inc corp co ltd plc llc lp no nos vs etc al approx est dept fig gen gov sen rep rev "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun u.s u.k u.n e.g i.e a.m p.m "
    "ind calif mass tex fla pa cf ca vol pp art sec ex".split()
)
# These often do end one; the next word's case decides.
_MAY_END = frozenset({"inc", "corp", "co", "ltd", "plc", "llc", "lp", "etc", "u.s", "u.k", "u.n", "a.m", "p.m"})
_END = lazy_pattern(r"[.!?…]+[\"'”’)\]]*(?=\s)|\n{2,}")
_WORD_BEFORE = lazy_pattern(r"([A-Za-z.]+)$")
_CAMEL = lazy_pattern(r"[a-z]{1,2}[A-Z][A-Za-z]")
_STARTERS = frozenset(
    "the a an it its we our they their he she his her this that these those in on at for as but and however while "
    "when after before since by with from under no not if there here last next both each all some many most "
    "revenue shares net total".split()
)


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield `(start, end)` of each sentence of `text[start:end]`, white space at the edges left out."""
    end = len(text) if end is None else end
    begin = start
    for match in _END.finditer(text, start, end):
        if match.group().startswith("\n"):
            stop = match.start()
        elif _ends_here(text, begin, match, end):
            stop = match.end()
        else:
            continue
        yield from _trimmed(text, begin, stop)
        begin = match.end()
    yield from _trimmed(text, begin, end)


def unit_spans(text: str, blocks: Iterable[Block]) -> Iterator[tuple[int, int]]:
    """Yield `(start, end)` of each unit that is quoted of `text`: headings and rows whole, all else by sentences."""
    for block in blocks:
        if block.kind in {BlockKind.HEADING, BlockKind.ROW}:
            yield block.start, block.end
        else:
            yield from sentence_spans(text, block.start, block.end)


def _ends_here(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    if not match.group().startswith(".") or len(match.group().rstrip("\"'”’)]")) > 1:
        return True
    following = text[match.end() : min(end, match.end() + 40)].lstrip()
    if not following:
        return True
    found = _WORD_BEFORE.search(text, max(begin, match.start() - 20), match.start())
    word = found.group(1).lower() if found else ""
    next_word = re.split(r"[\s,.;]", following, maxsplit=1)[0]
    if word in _ABBREVIATIONS:
        return word in _MAY_END and next_word.lower() in _STARTERS and next_word[:1].isupper()
    if len(word) == 1 and word.isalpha() and text[match.start() - 1].isupper():
        return next_word.lower() in _STARTERS and next_word[:1].isupper()
    # "In 2026. xAI brought": some names begin with a small letter.
    return not following[0].islower() or _CAMEL.match(following) is not None


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
