"""Names of a question that are everyday words as well: "what did Nvidia pay for Figure AI".

A question's own words ("figure", "total", "now") are looked for nowhere, and the name of a measure ("runway") is taken for it, so
that a company called so would be asked for by nothing. It is told by how it is written: with a capital where the rest of its
sentence has none, with "AI" or the like behind it, or as what was bought.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from bot.words import STOP_WORDS, fold, stem
from index._ordinary import ALWAYS_TRIMMED, COMPANY_NOUNS, MEASURES
from index.pattern import lazy_pattern

__all__ = ["word_names"]

_Spans = Sequence[tuple[int, int]]

_WORD = lazy_pattern(r"[^\W\d_][\w-]*")
_OPENERS = frozenset(".:;!?|\n\r([{\"'“‘–—-*>•/")
"""What a sentence, a title or a quote opens behind, where a capital tells nothing."""
_BOUGHT = lazy_pattern(r"\b(?:pa(?:y|ys|id|ying) for|buy(?:s|ing)?|bought|acquir(?:e|es|ed|ing)|tak(?:e|es|ing) over|took over|(?:acquisition|takeover|purchase) of)\s+\Z", re.IGNORECASE)
_OF_WHOM = lazy_pattern(r"\b(?:for|buy(?:s|ing)?|bought|acquir(?:e|es|ed|ing)|of|at|by|from|did|does|has|is|in|with|over)\s+\Z", re.IGNORECASE)
_REACH = 24
"""How far before a word it is looked for what it may be the object of, in characters."""
_NO_NAMES = ALWAYS_TRIMMED | frozenset("ok okay yes yep yeah yet hi hello hey please pls plz thanks thx btw fyi dont didnt cant not no id im ill ive".split())
_BEFORE_AI = frozenset("what which how who why when where whose whom all each every any some most more other both such actual latest recent current total".split())
"""What stands before "AI" in a question that speaks of AI: "how much of all AI spending"."""
_NOUNS = frozenset("figure amount number value source detail name list show".split())
"""Nouns among what is dropped: what is bought is none of these, and one before a measure ("Figure revenue") describes nothing."""
_MOST = 2
"""More everyday words with a capital than so many are a headline's, where a capital tells nothing."""


def word_names(text: str, names: _Spans, measures: _Spans, asking: Collection[str]) -> list[tuple[int, int]]:
    """The spans of what is named by a word that a question otherwise drops or takes for a measure.

    `names` and `measures` are the spans of the names and measures known in `text`; `asking` are stems of words that
    questions drop besides those without meaning.
    """
    words = [(m[0], *m.span()) for m in _WORD.finditer(text)]
    capitals = [_has_capital(text, word, start) for word, start, _ in words]
    plain = [(word, up) for (word, _, _), up in zip(words, capitals, strict=True) if fold(word) in STOP_WORDS]
    written = sum(up for _, up in plain) <= _MOST and any(word.islower() for word, _, _ in words)
    found: list[tuple[int, int]] = []
    for place, (word, start, end) in enumerate(words):
        low = fold(word)
        dropped = (low in STOP_WORDS or stem(low) in asking) and low not in _NO_NAMES
        measure = any(s <= start and end == e for s, e in measures)
        if not (dropped or measure) or len(word) < 3 or _within(start, end, names):
            continue
        follows = words[place + 1] if place + 1 < len(words) and text[end : words[place + 1][1]] == " " else None
        called = follows is not None and fold(follows[0]) in COMPANY_NOUNS - MEASURES and not _within(follows[1], follows[2], (*names, *measures))
        ends = follows is None or called or follows[0].islower()
        describes = low not in _NOUNS and follows is not None and _within(follows[1], follows[2], (*names, *measures))
        before = text[max(0, start - _REACH) : start]
        bought = _BOUGHT.search(before) is not None
        as_name = written and capitals[place] and ends and not describes and (dropped or bought)
        of_ai = dropped and called and low not in _BEFORE_AI and _OF_WHOM.search(before)
        if as_name or of_ai or (low in _NOUNS and bought and not text[end:].strip(" ?!.")):
            found.append((start, follows[2] if called and follows is not None else end))
    return found


def _has_capital(text: str, word: str, start: int) -> bool:
    """Whether a word has a capital that no sentence gives it, and that is no abbreviation's."""
    before = text[:start].rstrip(" \t")
    return word[0].isupper() and word[1:].islower() and bool(before) and before[-1] not in _OPENERS


def _within(start: int, end: int, spans: _Spans) -> bool:
    return any(s < end and start < e for s, e in spans)
