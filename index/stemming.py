"""Stemming: words as they are compared, whatever their ending, case or spelling."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from threading import local

import Stemmer

from index.pattern import lazy_pattern

__all__ = ["WORD", "fold", "stem", "stems"]


class _Folding(dict[int, str]):
    """What each character is folded to, by its code, filled as they are met."""

    def __missing__(self, code: int) -> str:
        char = "'" if chr(code) in "‘’" else chr(code)
        bare = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
        self[code] = found = bare.casefold()
        return found


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Lower case without accents and with straight quotes: how words are compared."""
    return text.lower() if text.isascii() else text.translate(_FOLDING)


WORD = lazy_pattern(r"[a-z0-9]+(?:[.&][a-z0-9]+)*")
_thread = local()


# British and American spellings of one word meet in the American one; each pattern with what a word must have for it.
_SPELLING = (
    ("re", lazy_pattern(r"^(.*(?:cent|met|lit|theat|fib|calib|lust))re(s)?$"), r"\1er\2"),
    ("our", lazy_pattern(r"^(.*(?:lab|col|fav|behavi|hon|neighb|endeav|harb|rum|hum|vap|arm|vig))our(.*)$"), r"\1or\2"),
    ("is", lazy_pattern(r"^(.{3,}(?:al|an|ar|at|el|er|et|id|il|im|in|iv|on|or|ot|tic|um))is(e|es|ed|er|ers|ing|ation|ations)$"), r"\1iz\2"),
    ("ce", lazy_pattern(r"^(licen|defen|offen|preten)ce(s|d)?$"), r"\1se\2"),
    ("mme", lazy_pattern(r"^(program)mes?$"), r"\1"),
)
_NO_VARIANT = frozenset("promise promises promised premise premises otherwise likewise supervise franchise".split())
_FROM_VERB = {"production": "produce", "productions": "produce", "found": "find"}
"""Words whose stem by the rules is that of another: how much oil is produced is no oil product, what was found was not founded."""


def _american(word: str) -> str:
    if word in _NO_VARIANT:
        return word
    for needed, pattern, better in _SPELLING:
        if needed not in word:
            continue
        changed, count = pattern.subn(better, word)
        if count:
            return changed
    return word


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a folded English word (Snowball), whichever side of the Atlantic spelt it."""
    word = _FROM_VERB.get(word, _american(word))
    stemmer = getattr(_thread, "stemmer", None)
    if stemmer is None:
        stemmer = _thread.stemmer = Stemmer.Stemmer("english")
    return str(stemmer.stemWord(word))


@lru_cache(maxsize=8192)
def stems(text: str) -> tuple[str, ...]:
    """The stems of all words of a text, in order."""
    return tuple(map(stem, WORD.findall(fold(text).replace("'s ", " "))))
