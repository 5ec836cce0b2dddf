"""Telling whether a text names a topic that is followed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

__all__ = ["topic_test"]

_ACRONYM = 5


def topic_test(topics: Iterable[str]) -> Callable[[str], bool]:
    """A test whether a text names one of the topics; without any, every text passes.

    A topic counts as whole words, in the singular or plural, its words joined by spaces or hyphens, in upper or lower
    case. One in capitals of at most five letters ("AI", "TPU") is an acronym and counts in capitals only.
    """
    exact: list[str] = []
    loose: list[str] = []
    for topic in topics:
        words = topic.replace("-", " ").split()
        pattern = r"[\s-]+".join(map(re.escape, words))
        acronym = topic.isupper() and len(topic) <= _ACRONYM
        (exact if acronym else loose).append(pattern)
    tests = [
        re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?:e?s|['’]s)?(?!\w)", flags)
        for patterns, flags in ((exact, 0), (loose, re.IGNORECASE))
        if patterns
    ]
    if not tests:
        return lambda _: True
    return lambda text: any(test.search(text) is not None for test in tests)
