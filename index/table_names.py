"""Names of parts that a document shortens in its tables and says in full in its text: "Acme Foods North America (AFNA)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.figure import Figure

__all__ = ["in_full"]

_SHORT = re.compile(r"^[A-Z][A-Z&]{1,6}$")
_LONGEST = 120
_GLUE = frozenset({"and", "of", "the", "for", "in", "&"})


def in_full(found: Sequence[Figure], text: str) -> Iterator[Figure]:
    """The figures, those of a part by its initials alone with its whole name beside them, where the text has it."""
    names = {short: name for short in {f.dimension for f in found if f.metric and _SHORT.match(f.dimension)} if (name := _spelt_out(short, text))}
    for figure in found:
        yield replace(figure, dimension=f"{names[figure.dimension]} ({figure.dimension})") if figure.dimension in names else figure


def _spelt_out(short: str, text: str) -> str:
    """What stands before initials in brackets, from the word on that begins with the first of them; "" where nothing fits."""
    for found in re.finditer(rf"\([\"“]?(?:the )?{re.escape(short)}[\"”]?\)", text):
        before = text[max(0, found.start() - _LONGEST) : found.start()].rpartition("\n")[2]
        words = [(m.start(), m[0]) for m in re.finditer(r"[^\W\d_][\w’'&.]*|&", before)]
        for at in range(len(words) - 2, -1, -1):
            begin, word = words[at]
            if word[0] == short[0] and _has_initials([w for _, w in words[at:]], short):
                return re.sub(r"\s+", " ", before[begin:]).strip(' ,;:“"')
    return ""


def _has_initials(words: Sequence[str], short: str) -> bool:
    """Whether the initials of words, all but small ones, are those of a short name in this order, more or fewer allowed for regions."""
    initials = [word[0].upper() for word in words if word.casefold() not in _GLUE]
    letters = [letter for letter in short if letter.isalpha()]
    if not all(word[0].isupper() or word.casefold() in _GLUE for word in words):
        return False
    at = 0
    for initial in initials:
        at += at < len(letters) and initial == letters[at]
    return at == len(letters) and len(initials) <= len(letters) + 3
