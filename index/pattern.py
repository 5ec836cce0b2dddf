"""Patterns that are compiled when they are first used: a question needs a quarter of the hundreds that there are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any, cast

from index.caseless import caseless, has_any, in_lower_case

__all__ = ["lazy_pattern", "spanning"]

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


def lazy_pattern(
    words: str, flags: int | re.RegexFlag = 0, *, signs: Sequence[str] = (), begins: Sequence[str] = ()
) -> re.Pattern[str]:
    """What `re.compile` gives, but compiled when it is first used; it is no argument for the functions of `re`.

    `signs` are strings in lower case of which all that it can match has one: a text without any is not searched, and
    the pattern not compiled for it. `begins` are strings in lower case with one of which all that it can match begins: a
    text is tried with it only where they stand, which finds what is rare in a long one in a tenth of the time.
    """
    if begins:
        return cast("re.Pattern[str]", _Begun(words, flags, begins))
    return cast("re.Pattern[str]", _Signed(words, flags, signs) if signs else _Pattern(words, flags))


_caseless = lru_cache(maxsize=64)(caseless)
"""A question is held against some fifty patterns with signs, one after the other."""
_NO_STOP = re.compile(r"\[\^\.;([^\]]*)\]")


def spanning(words: str) -> str:
    """A pattern whose `[^.;]`, which stop where a sentence does, pass the point in a number."""
    return _NO_STOP.sub(lambda found: rf"(?:[^.;{found[1]}]|\.(?=\d))", words)


class _Pattern:
    """Stands for a pattern. Safe to share between threads: one that comes too late compiles it again."""

    def __init__(self, words: str, flags: int | re.RegexFlag) -> None:
        self._given = words, flags
        self.pattern = words

    def __getattr__(self, name: str) -> Any:
        # Only asked for what is not there: the first use puts the pattern's own methods in place.
        compiled = re.compile(*self._given)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


class _Signed:
    """Stands for a pattern that a whole text is searched with only where it has one of some signs."""

    def __init__(self, words: str, flags: int | re.RegexFlag, signs: Sequence[str]) -> None:
        self._given = words, flags
        self.pattern = words
        self.signs = signs

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(*self._given)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._compiled, name)

    def _may_match(self, text: str) -> bool:
        return has_any(_caseless(text), self.signs)

    def search(self, text: str, *span: int) -> re.Match[str] | None:
        return self._compiled.search(text, *span) if self._may_match(text) else None

    def finditer(self, text: str, *span: int) -> Iterator[re.Match[str]]:
        return self._compiled.finditer(text, *span) if self._may_match(text) else iter(())

    def sub(self, change: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        return self._compiled.sub(change, text, count) if self._may_match(text) else text


class _Begun:
    """Stands for a pattern that a whole text is tried with only where one of the strings stands that its matches begin with."""

    def __init__(self, words: str, flags: int | re.RegexFlag, begins: Sequence[str]) -> None:
        self._given = words, flags
        self.pattern = words
        self.begins = begins

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(*self._given)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._compiled, name)

    def search(self, text: str) -> re.Match[str] | None:
        return next(self.finditer(text), None)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        free = 0
        for place in _places(_low(text), self.begins):
            found = self._compiled.match(text, place) if place >= free else None
            if found is not None:
                yield found
                free = found.end()


_low = lru_cache(maxsize=2)(in_lower_case)  # several patterns in turn look through one long text


def _places(text: str, parts: Sequence[str]) -> list[int]:
    """Where some strings stand in a text, in order."""
    places = set()
    for part in parts:
        place = text.find(part)
        while place >= 0:
            places.add(place)
            place = text.find(part, place + 1)
    return sorted(places)
