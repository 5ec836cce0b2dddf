"""Patterns that are compiled when they are first used: a question needs a quarter of the hundreds that there are."""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["lazy_pattern", "spanning"]

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


def lazy_pattern(words: str, flags: int | re.RegexFlag = 0) -> re.Pattern[str]:
    """What `re.compile` gives, but compiled when it is first used; it is no argument for the functions of `re`."""
    return cast("re.Pattern[str]", _Pattern(words, flags))


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
