"""Coverage: how much of what a question asks about a piece of text speaks of.

Terms weigh by how rare they are in the corpus (the usual log of documents over documents with the term), so that a
word no source has is never made up for by common ones.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from bot.words import stems, synonyms_of

__all__ = ["LOOSE", "LOOSE_FROM", "SYNONYM", "Weights", "cover", "loosely", "stem_line", "stem_set"]

SYNONYM, LOOSE = 0.8, 0.75
"""What a term counts that is met by what means the same, or by a word that shortens it or that it shortens."""
LOOSE_FROM = 6
"""Letters of a term that may be met by a shorter or longer word."""


@lru_cache(maxsize=32768)
def stem_set(text: str) -> frozenset[str]:
    """The stems of a text and its adjacent pairs, to look phrases up in."""
    found = stems(text)
    return frozenset((*found, *map(" ".join, itertools.pairwise(found))))


@lru_cache(maxsize=8192)
def stem_line(text: str) -> str:
    """The stems of a text with spaces between them."""
    return " ".join(stems(text))


class Weights:
    """How much each term of the questions weighs, from the corpus's own document frequencies."""

    def __init__(self, frequency: Callable[[str], int], total: int) -> None:
        """`frequency` gives the number of passages that hold a stem, `total` the number of passages."""
        self._frequency = frequency
        self._total = max(total, 1)
        self._known: dict[str, float] = {}
        self._absent: dict[str, bool] = {}

    def of(self, term: str) -> float:
        """The weight of a stem: about 0.3 for one in every passage, up to log(total) for one in none."""
        weight = self._known.get(term)
        if weight is None:
            count = self._frequency(term)
            weight = self._known[term] = (
                0.3 + math.log((self._total + 1) / (count + 0.5)) if count else self.most
            )
        return weight

    @property
    def most(self) -> float:
        """The weight of a stem in no passage, the most there is."""
        return 0.3 + math.log(self._total + 1) * 1.1

    def absent(self, term: str) -> bool:
        """Whether no passage has the stem or a synonym of it."""
        absent = self._absent.get(term)
        if absent is None:
            absent = not self._frequency(term) and not any(self._frequency(s) for s in synonyms_of(term) if " " not in s)
            self._absent[term] = absent
        return absent


def cover(
    terms: Sequence[str], layers: Iterable[tuple[float, frozenset[str]]], weights: Weights
) -> tuple[float, float]:
    """The share of the terms' weight found in the layers, and the share found in the first layer alone.

    Each layer is what a term counts for when found there, and the stems that are there. A term counts once, where it
    counts most.
    """
    if not terms:
        return 1.0, 1.0
    stack = list(layers)
    total = got = first = 0.0
    for term in terms:
        weight = weights.of(term)
        total += weight
        best = 0.0
        for place, (worth, words) in enumerate(stack):
            if place and worth <= best:
                continue
            value = worth * _match(term, words)
            best = max(best, value)
            if place == 0:
                first += weight * value
        got += weight * best
    return got / total, first / total


@lru_cache(maxsize=32768)
def _match(term: str, words: frozenset[str]) -> float:
    if term in words:
        return 1.0
    if not synonyms_of(term).isdisjoint(words):
        return SYNONYM
    return LOOSE if len(term) >= LOOSE_FROM and loosely(term, words) else 0.0


def loosely(term: str, words: Iterable[str]) -> bool:
    """Whether some words have one that a term is the beginning of, or the other way round."""
    start = term[:3]
    near = [w for w in words if w.startswith(start)]
    return any(w.startswith(term) or (len(w) >= 5 and term.startswith(w)) for w in near)
