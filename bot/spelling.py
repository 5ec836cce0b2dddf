"""Spelling: words of a question that no page has and that are one slip from an everyday one, read as that."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from bot.library import Library
from bot.paraphrases import known_stems
from bot.question import Question
from bot.words import stem, stems
from index._ordinary import ORDINARY
from index._typo import TypoIndex
from index.pattern import lazy_pattern

__all__ = ["respelled", "written_right"]

_SHORTEST = 7
"""Letters of a stem from which on one slip still tells which word is meant."""


def respelled(question: Question, library: Library) -> Question:
    """A question with the words that it mistypes read as they are meant ("sharholder vote"); names are left as they are."""
    unknown = {root for name in question.unknown for root in stems(name)}
    meant = {}
    for term in (*question.terms, *question.background):
        if len(term) >= _SHORTEST and term.isalpha() and term not in unknown and term not in _everyday().words and library.weights.absent(term):
            near = _everyday().nearest(term)
            if near is not None and not library.weights.absent(near):
                meant[term] = near
    if not meant:
        return question
    return replace(
        question,
        terms=tuple(dict.fromkeys(meant.get(term, term) for term in question.terms)),
        background=tuple(dict.fromkeys(meant.get(term, term) for term in question.background)),
        firm=frozenset(meant.get(term, term) for term in question.firm),
    )


def written_right(text: str, library: Library) -> str:
    """A message with the words of everyday that it mistypes put right ("quartely"): what no page has, and no name, in small letters."""
    text = _apart(text, library)
    strange = [m for m in _LOWER.finditer(text) if m.group() not in ORDINARY and library.weights.absent(stem(m.group()))]
    if not strange:
        return text
    taken = [(n.start, n.end) for n in library.names.match(text)]
    for found in reversed(strange):
        near = _ordinary().nearest(found.group())
        if near is not None and near.startswith(found.group()[:_SURE]) and not any(start < found.end() and found.start() < end for start, end in taken):
            text = f"{text[: found.start()]}{near}{text[found.end() :]}"
    return text


_RUN_TOGETHER = lazy_pattern(r"(?<![\w.$€£-])(?!(?:fy|cy|ww)\d)(?P<name>[a-z]{2,})(?P<number>\d{1,2}(?:\.\d)?)(?![\w.-])", re.IGNORECASE)


def _apart(text: str, library: Library) -> str:
    """A message with the number of a name that is run together with it set apart, where only that makes it a name: "gpt5"."""

    def named(found: re.Match[str]) -> str:
        written = f"{found['name']} {found['number']}"
        if library.names.match(found.group()) or not any((m.start, m.end) == (0, len(written)) for m in library.names.match(written)):
            return found.group()
        return written

    return _RUN_TOGETHER.sub(named, text)


_SURE = 3
"""Letters at the start of a word in which a slip makes another word as soon as not: "shelling out" is no selling."""
_LOWER = lazy_pattern(rf"(?<![\w.@/#$'’-])[a-z]{{{_SHORTEST + 1},20}}(?![\w@/'’-]|\.\w)")


@lru_cache(maxsize=1)
def _ordinary() -> TypoIndex:
    return TypoIndex(word for word in ORDINARY if len(word) >= _SHORTEST - 1)


@lru_cache(maxsize=1)
def _everyday() -> TypoIndex:
    words = {stem(word) for word in ORDINARY} | known_stems()
    return TypoIndex(word for word in words if len(word) >= _SHORTEST - 1)
