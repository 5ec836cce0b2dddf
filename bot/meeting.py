"""Meeting: how far pieces of text meet the words of a question, each piece compared with all of them at once.

A question is held against some hundred sentences with their neighbours, headings and titles, and most of these have
nothing in common with it. `Meeting` tells those by two look-ups and compares each piece only once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.coverage import LOOSE, LOOSE_FROM, SYNONYM, Weights, loosely
from bot.paraphrases import paraphrases_of
from bot.words import STOP_WORDS

__all__ = ["Meeting", "Met", "Share"]

Met = tuple[float, ...]
"""How far each word of a question is met, 0 to 1, in the order of `Meeting.terms`."""

_HEAD = 5
"""Letters that two words have in common at least where one shortens the other."""
_CARRYING = 2
_JOINING = frozenset("on of and for in to the off up at by".split())


class Meeting:
    """The words of a question (stems), and how far texts have them: the same, what means the same, or one shortened."""

    def __init__(self, terms: Iterable[str], initials: Iterable[str] = ()) -> None:
        """`initials` are those of the terms that may be made of the first letters of what a source writes out: "sso" of "single sign-on"."""
        self.terms = tuple(dict.fromkeys(terms))
        self._initials = tuple(initials)
        self.none: Met = (0.0,) * len(self.terms)
        self._place = {term: place for place, term in enumerate(self.terms)}
        self._worth: dict[str, list[tuple[int, float]]] = {}
        self._heads: dict[str, list[int]] = {}
        for place, term in enumerate(self.terms):
            for word in paraphrases_of(term):
                self._worth.setdefault(word, []).append((place, SYNONYM))
            self._worth.setdefault(term, []).append((place, 1.0))
            if len(term) >= LOOSE_FROM:
                self._heads.setdefault(term[:_HEAD], []).append(place)
        self._words = frozenset(word for word in self._worth if " " not in word)
        self._pairs = [word for word in self._worth if " " in word]
        self._known: dict[str, Met] = {}

    def of(self, line: str) -> Met:
        """How far a text meets each term, by its stems with spaces between them."""
        found = self._known.get(line)
        if found is None:
            found = self._known[line] = self._compared(line)
        return found

    def by_term(self, line: str) -> dict[str, float]:
        """How far a text meets each term, under the term."""
        return dict(zip(self.terms, self.of(line), strict=True))

    def _compared(self, line: str) -> Met:
        words = line.split()
        here = [*self._words.intersection(words), *(pair for pair in self._pairs if pair in line)]
        alike = [head for head in self._heads if head in line]
        spelled = [term for term in self._initials if _spelled(term, line)] if self._initials else []
        if not here and not alike and not spelled:
            return self.none
        met = list(self.none)
        for word in here:
            if " " not in word or f" {word} " in f" {line} ":
                for place, worth in self._worth[word]:
                    met[place] = max(met[place], worth)
        for term in spelled:
            met[self._place[term]] = max(met[self._place[term]], SYNONYM)
        for head in alike:
            for place in self._heads[head]:
                if not met[place] and loosely(self.terms[place], words):
                    met[place] = LOOSE
        return tuple(met) if any(met) else self.none

    def share(self, terms: Sequence[str], weights: Weights) -> Share:
        """What tells the share of some of the terms that is met."""
        return Share(tuple((self._place[term], weights.of(term)) for term in terms), sum(map(weights.of, terms)))


def _spelled(initials: str, line: str) -> bool:
    """Whether words that follow one another begin with some letters, two of them words that carry meaning and the others such as names have."""
    words = line.replace("-", " ").split()
    size = len(initials)
    heads = "".join(word[0] for word in words)
    place = heads.find(initials)
    while place >= 0:
        small = [word for word in words[place : place + size] if word in STOP_WORDS]
        if size - len(small) >= _CARRYING and _JOINING.issuperset(small):
            return True
        place = heads.find(initials, place + 1)
    return False


@dataclass(frozen=True, slots=True)
class Share:
    """Some terms by their places in a `Meeting`, with their weights and what these come to."""

    places: tuple[tuple[int, float], ...]
    total: float

    def of(self, own: Met, outside: Met) -> tuple[float, float]:
        """The share of their weight met by words or what is around them, and by the words themselves; 1 of none."""
        if not self.places:
            return 1.0, 1.0
        got = first = 0.0
        for place, weight in self.places:
            value, other = own[place], outside[place]
            first += weight * value
            got += weight * (max(other, value))
        return got / self.total, first / self.total
