"""Focus: which words of a question narrow what is asked, and which only carry the sentence.

"Automotive" in "nvidia automotive revenue" must be met by an answer; "plow" in "how much did nvidia plow into
research" need not be. Without a parser the places of the words tell: what stands right before the measure, between
company and measure, or after a preposition narrows; the verb after "did <company>" and words elsewhere do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.words import STOP_WORDS, stem, tokens
from index.pattern import lazy_pattern

__all__ = ["asked_for", "narrowing"]

_PREPOSITIONS = frozenset("in of from for on by per with at under excluding including without outside inside across to into".split())
_HELPERS = frozenset(
    "did does do has have had is was are were will would can could should might didnt doesnt dont hasnt havent wont".split()
)
_DOING = frozenset("did does do didnt doesnt dont".split())
_MEANING_TO = frozenset("going plan plans planning planned expect expects expected want wants aim aims aiming hope hopes hoping intend intends set due trying about likely able".split())
"""What stands before "to" and a verb, whatever follows: "going to spend on equipment"."""
# What a part of a company is called in general narrows nothing by itself.
_GENERIC = frozenset(
    stem(w)
    for w in "people folk folks person persons guys men women business unit division arm segment segments operations operation side line part stuff thing things work team "
    "side group portfolio activity activities offering offerings platform product products service services story picture "
    # How a number stands narrows its time, not what it is of.
    "closed priced confirmed official disclosed stated published real true actual correct right proper".split()
)
_ASKERS = frozenset({"our", "my"})
_BREAK = lazy_pattern(r"[,;:?!()]|\s[-–—]\s|\.(?:\s|$)|\.\.")


_SHARE_OF_IT = lazy_pattern(r"\b(?P<whose>[\w-]+)['’]s? (?:own )?(?:cheque|check|ticket|contribution|commitment|portion|slice|part)\b", re.IGNORECASE)
"""Whose part of something is asked for: "Bolt's cheque in the Acme round"."""

_OTHER_SIDE = lazy_pattern(
    r"\b(?:than|vs\.?|versus)\s(?P<whose>(?!(?:expect|guid|forecast|budget|consensus|target|plan|estimat|outlook|promis|hop|fear|predict|project|usual|normal|average|ever|peer|rival|competitor|compan|other|anyone|every|most|what|we|you|they|it|its|their|last|prior|previous|before|year|half|twice|two|three)\w*\b)[a-zà-þ][\w-]*)(?:['’]s?(?!\w)|(?=\W*$))",
    re.IGNORECASE, signs=("than", "vs", "versus"),
)  # fmt: skip
"""Whose number another is held against, where no list names it: "is Acme's loss bigger than Bolt's"."""


def narrowing(
    text: str, names: Sequence[tuple[int, int]], measures: Sequence[tuple[int, int]], times: frozenset[str]
) -> frozenset[str]:
    """The stems of a question's words that an answer has to meet.

    `names` and `measures` are the spans of companies and metrics in `text`; `times` the stems of words of time.
    """
    words = list(tokens(text))
    whose = (*_SHARE_OF_IT.finditer(text), *_OTHER_SIDE.finditer(text))
    out = {stem(found["whose"].lower()) for found in whose if not _inside(found.start("whose"), found.end("whose"), (*names, *measures))} - times - _GENERIC
    for place, (word, start, end) in enumerate(words):
        if word in STOP_WORDS or _inside(start, end, names) or _inside(start, end, measures):
            continue
        root = stem(word)
        if root in _GENERIC or root in times or word[0].isdigit():
            continue
        if _is_verb(words, place, text, names):
            continue
        if _asked_for(words, place, measures) or _does(words, place, text) or _counted(words, place, text) or _before_measure(words, place, text, measures) or _after_preposition(words, place, text, measures):
            out.add(root)
    return frozenset(out)


def _inside(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(s < end and start < e for s, e in spans)


def _is_verb(words: Sequence[tuple[str, int, int]], place: int, text: str, names: Sequence[tuple[int, int]]) -> bool:
    """Whether a word is the verb of "did nvidia plow": it follows a helping verb and the subject."""
    back = place - 1
    seen_name = False
    while back >= 0 and _inside(words[back][1], words[back][2], names):
        seen_name = True
        back -= 1
    if back < 0 or _BREAK.search(text[words[back][2] : words[place][1]]):
        return False
    word = words[back][0]
    if word == "how":
        return True  # "how deep", "how big"
    if word in _DOING and not seen_name:
        return False  # "did jensen put": who did it stands there
    if word == "to":
        return not seen_name and ((back > 0 and words[back - 1][0] in _MEANING_TO) or _goes_on(words, place, text))
    return (word in _HELPERS and (seen_name or place - back == 1)) or word in {"it", "they", "he", "she", "we", "i"}


def _goes_on(words: Sequence[tuple[str, int, int]], place: int, text: str) -> bool:
    """Whether an object follows: "to license chips" has a verb, "shipped to germany in 2025" has none."""
    if place + 1 >= len(words) or _BREAK.search(text[words[place][2] : words[place + 1][1]]):
        return False
    after = words[place + 1][0]
    return after not in _PREPOSITIONS and after not in {"and", "or", "last", "this", "next"} and not after[0].isdigit()


def asked_for(text: str, measures: Sequence[tuple[int, int]]) -> bool:
    """Whether a question opens by asking for something else than a measure that it also names: "what severance do staff get"."""
    words = list(tokens(text))
    return len(words) > 2 and words[1][0] not in STOP_WORDS and not _inside(words[1][1], words[1][2], measures) and _asked_for(words, 1, measures)


def _asked_for(words: Sequence[tuple[str, int, int]], place: int, measures: Sequence[tuple[int, int]]) -> bool:
    """Whether a word is what a question opens by asking for, before its measure: "what severance do staff get"."""
    if place != 1 or words[0][0] not in _WHAT or len(words) < 3:
        return False
    _, start, end = words[2]
    return words[2][0] in _HELPERS and not _inside(start, end, measures)


_WHAT = frozenset({"what", "which", "whats"})


def _does(words: Sequence[tuple[str, int, int]], place: int, text: str) -> bool:
    """Whether a word is who "did" it: "did jensen put 5bn in"."""
    if not place or words[place - 1][0] not in _DOING:
        return False
    return not _BREAK.search(text[words[place - 1][2] : words[place][1]]) and place + 1 < len(words)


def _counted(words: Sequence[tuple[str, int, int]], place: int, text: str) -> bool:
    """Whether a word is what "how many" counts, or stands with it: "how many data center staff"."""
    for back in range(place - 1, max(place - 4, -1), -1):
        word, _, end = words[back]
        if _BREAK.search(text[end : words[back + 1][1]]):
            return False
        if word == "many" or (word == "of" and back and words[back - 1][0] in {"number", "count", "share", "percent", "percentage"}):
            return True
        if word in STOP_WORDS:
            return False
    return False


def _before_measure(
    words: Sequence[tuple[str, int, int]], place: int, text: str, measures: Sequence[tuple[int, int]]
) -> bool:
    """Whether nothing but other content words stands between a word and the measure after it."""
    for ahead in range(place + 1, min(place + 5, len(words))):
        _, start, end = words[ahead]
        if _BREAK.search(text[words[ahead - 1][2] : start]):
            return False
        if _inside(start, end, measures):
            return True
        if words[ahead][0] in STOP_WORDS - {"and", "s"}:
            return False
    return False


def _after_preposition(
    words: Sequence[tuple[str, int, int]],
    place: int,
    text: str,
    measures: Sequence[tuple[int, int]],
) -> bool:
    """Whether a word is what a preposition governs: "revenue from licensing", "per customer", "in the middle east"."""
    for back in range(place - 1, max(place - 5, -1), -1):
        word, start, end = words[back]
        if _BREAK.search(text[end : words[back + 1][1]]):
            return False
        if word in _ASKERS:
            return False  # "for our CFO" says who wants to know
        if word in _PREPOSITIONS:
            return True
        if _inside(start, end, measures):
            return False
        if word in STOP_WORDS - {"the", "a", "an", "its", "their", "his", "her", "this", "that", "all", "s", "and"}:
            return False
    return False
