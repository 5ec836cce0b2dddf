"""Typing slips: which known word a word is one slip away from."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["TypoIndex", "one_slip"]


def one_slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter put in, left out or changed, or by two neighbours swapped."""
    if one == other:
        return True
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    place = 0
    while place < len(one) and one[place] == other[place]:
        place += 1
    if len(one) != len(other):
        return one[place:] == other[place + 1 :]
    if one[place + 1 :] == other[place + 1 :]:
        return True
    swapped = one[place : place + 2] == other[place : place + 2][::-1]
    return swapped and one[place + 2 :] == other[place + 2 :]


class TypoIndex:
    """Known words, found by any spelling one slip away.

    Each word is stored under itself and under itself without each letter; two words that share such a form are at
    most two slips apart, and are then compared.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        self._forms: dict[str, set[str]] = {}
        for word in self.words:
            for form in _shortened(word):
                self._forms.setdefault(form, set()).add(word)

    def near(self, word: str) -> set[str]:
        """The known words at most one slip away that start with the same letter or differ only there."""
        found: set[str] = set()
        for form in _shortened(word):
            found |= self._forms.get(form, set())
        return {known for known in found if one_slip(word, known)}

    def nearest(self, word: str) -> str | None:
        """The one known word one slip away; None where there is none, or more than one.

        "deliver" is no slip of "delivery": an ending more or less makes another word.
        """
        found = {known for known in self.near(word) if known[:1] == word[:1] and not _other_ending(known, word)}
        return found.pop() if len(found) == 1 else None


def _shortened(word: str) -> set[str]:
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def _other_ending(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(long) > len(short) and long.startswith(short) and long[-1] in "ysdrl"
