"""Typing slips: which known word a word is one slip away from."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache

__all__ = ["TypoIndex"]


class TypoIndex:
    """Known words, found by any spelling one slip away: a letter put in, left out or changed, or two swapped.

    Nothing is prepared: the spellings one slip from a word are a few hundred, and looking each up is quick, while an
    index of tens of thousands of words would take longer to make than most processes live.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        # People ask in the same words again and again.
        self._near = lru_cache(maxsize=1024)(self._looked_up)

    @cached_property
    def _letters(self) -> frozenset[str]:
        return frozenset().union(*self.words)

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self.words), default=0)

    def near(self, word: str, after: int = 0) -> frozenset[str]:
        """The known words at most one slip away, `after` so many letters."""
        if len(word) > self._longest + 1:
            return frozenset()  # nothing known is that long, and each of its letters would be tried
        return self._near(word, after)

    def _looked_up(self, word: str, after: int) -> frozenset[str]:
        known, letters = self.words, self._letters
        found = {word} & known
        for place in range(after, len(word) + 1):
            head, tail = word[:place], word[place:]
            rest = tail[1:]
            found.update(known.intersection([head + letter + tail for letter in letters]))
            found.update(known.intersection([head + letter + rest for letter in letters]))
            found.update(known.intersection((head + rest, head + tail[1::-1] + tail[2:])))
        return frozenset(found)

    def nearest(self, word: str) -> str | None:
        """The one known word one slip away; None where there is none, or more than one.

        "deliver" is no slip of "delivery": an ending more or less makes another word. Of several forms of one word it is
        the one that ends as the slip does: "employes" is "employees" and no "employee".
        """
        found = {known for known in self.near(word, 1) if known[:1] == word[:1] and not _other_ending(known, word)}
        root = min(found, key=len, default="")[:-1]
        if len(found) > 1 and all(known.startswith(root) for known in found):
            found = {known for known in found if known[-1] == word[-1]}
        return found.pop() if len(found) == 1 else None


def _other_ending(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(long) > len(short) and long.startswith(short) and long[-1] in "ysdrl"
