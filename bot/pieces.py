"""Pieces: the questions that one message asks, where it asks more than one.

"Who runs Acme and since when?" asks twice, and so does "Acme's CEO, and how big is it?". What only sets a scene is no
question ("Acme's round, how big?"), nor is a choice between two ("Acme or Bolt, which is bigger?").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.pattern import lazy_pattern

__all__ = ["Piece", "pieces"]

_AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should)(?:n['’]?t)?"
_WH = r"(?:who(?:m|se)?|what|when|where|why|how|which)(?:['’]?s|['’]?re|d)?"
_BEFORE_WH = r"(?:for|by|at|to|in|on|from|with|over|of|since|until|till|against|into|under) "
_ASK = rf"(?:(?:{_BEFORE_WH})?{_WH}|where from|{_AUXILIARY} (?:it|they|he|she|that|this|these|those|the|its|their|there))\b"

_JOINT = lazy_pattern(
    rf"\s*(?:[,;]?\s*\b(?:and|then|plus|as well as)\b|[,;]?\s*[&+]|;|\s/|,)\s*(?:(?:also|then|if so),?\s+)*(?={_ASK})",
    re.IGNORECASE,
)
_SENTENCE = lazy_pattern(r"\?+\s+(?=\w)")
_ASKS = lazy_pattern(rf"\b(?:{_WH})\b|^\W*{_AUXILIARY}\b", re.IGNORECASE)
_SCENE = lazy_pattern(r"^\W*(?:if|once|when|after|since|now that|given|assuming|although|though|while|because|as)\b", re.IGNORECASE)
_OF_ALL = lazy_pattern(r"\b(?:each|respectively|apart|difference|compared?|bigger|larger|higher|more|most|better|which (?:one|is))\b", re.IGNORECASE)
"""What is asked of both sides of a comparison, and so no question by itself."""
_TAIL = lazy_pattern(
    rf"(?P<before>{_BEFORE_WH})?(?P<wh>who(?:m)?|what|when|where|why|how (?:much|many(?: \w+)?|long|big|large|far|old|fast)|how|which \w+|where from)(?: (?:do|for|from|to|exactly))?\W*",
    re.IGNORECASE,
)
"""A question of a word or two, whose verb is that of the question before it: "and for how much", "by when"."""
_PAIR = lazy_pattern(
    r"^(?P<head>\W*(?:(?:what|who)(?: (?:is|are|was|were)|['’]?s)?\s+)?(?:the\s+)?)(?P<one>[\w'’-]+(?: [\w'’-]+)?) (?:and|&|\+) (?:the )?(?P<other>[\w'’-]+(?: [\w'’-]+)?)(?P<rest> (?:of|for|at) .+)$",
    re.IGNORECASE,
)
_SIGNS = ("vs", "versus", "against", "compared", ",", ";", "/", "&", "+", "? ", "and ", "then ", "plus ", "as well as")
"""What stands between two questions."""
_TIMES = lazy_pattern(
    r"^(?P<head>.{6,}?)[:,]?\s(?P<one>(?:(?:at |as of |in )?(?:the )?(?:end|start|beginning) of )?(?:(?:last|this) (?:fiscal )?(?:year|yr|quarter|qtr|month)|(?:(?:[qh][1-4]|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?) )?(?:fy ?)?['’]?\d\d(?:\d\d)?|(?:a|one) (?:year|yr) ago))"
    r"(?:\s(?:vs\.?|versus|against|compared (?:to|with))|,?\sand(?= (?:now|today|currently|at present|nowadays|these days)\b))\s(?:the )?(?P<other>latest|newest|most recent|current|now|today|currently|at present|nowadays|these days)(?: (?:one|count|number|figure))?\W*$",
    re.IGNORECASE,
)
"""A measure at one time set against the newest there is: "headcount: end of last year vs latest"."""
_HANGING = lazy_pattern(r"\s(?:in|at|for|during|of|as of|by)$", re.IGNORECASE)
_WHY = lazy_pattern(r"\W*(?:why|how come)\b", re.IGNORECASE)
_SHORTEST = 8
_MOST = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """One question of a message.

    `text` is the question. `tail` is what it asks besides in a word or two ("for how much"), which the same source has to
    say; "" where it asks nothing so. `alone` is whether it is understood without the piece before it, `sure` whether it is
    a question for certain: "interest and other income" may be one thing. `about` is what its answer has to say that it is about, where
    the answer may be a bare yes or no.
    """

    text: str
    tail: str = ""
    alone: bool = False
    sure: bool = True
    about: str = ""


def pieces(text: str) -> list[Piece]:
    """The questions that a message asks, in its order; none where it asks only one."""
    if not any(sign in text.lower() for sign in _SIGNS):
        return []
    found: list[Piece] = []
    for sentence in (part.strip() for part in _SENTENCE.split(text)):
        if not sentence:
            continue
        some = _of_sentence(sentence)
        if found and not _ASKS.search(sentence):
            return []  # what follows a question and asks nothing says what it means
        found += some
    if len(found) == 1 and (times := _TIMES.match(text)) is not None:
        newest = f"{_HANGING.sub('', times['head'])} {times['other']}"
        return [Piece(f"{times['head']} {times['one']}", alone=True), Piece(newest, alone=True)]
    asked = sum(1 + bool(piece.tail) for piece in found)
    if 1 < asked <= _MOST and len(found[0].text) >= _SHORTEST:
        return found
    return _pair(text) if asked == 1 else []


def _of_sentence(sentence: str) -> list[Piece]:
    """The questions of a sentence; one where it cannot be told apart."""
    for joint in _JOINT.finditer(sentence):
        first, rest = sentence[: joint.start()].strip(), sentence[joint.end() :].strip()
        if not _asks_by_itself(first, bare=joint.group().strip() == "," and not _WHY.match(rest)) or (_OF_ALL.search(rest) and not _WHY.match(rest)):
            continue
        if _TAIL.fullmatch(rest):
            return [Piece(first, tail=rest.rstrip("?!. "))]
        return [Piece(first), *_of_sentence(rest)]
    return [Piece(sentence)]


def _asks_by_itself(first: str, *, bare: bool) -> bool:
    """Whether what comes before a joint is a question: behind a comma only what has a question word, as a scene has none."""
    if len(first) < _SHORTEST or _SCENE.search(first):
        return False
    return _ASKS.search(first) is not None or not bare


def _pair(text: str) -> list[Piece]:
    """The two questions of "the size and length of Acme's deal"."""
    found = _PAIR.match(text)
    if found is None:
        return []
    return [Piece(f"{found['head']}{found[name]}{found['rest']}", alone=True, sure=False) for name in ("one", "other")]
