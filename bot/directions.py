"""Directions: whether words say that something went up or down, and whether two figures bear it out."""

from __future__ import annotations

import re

from bot.computing import asks_whether
from bot.question import Intent, Question
from bot.words import stem, tokens
from index.amount import Amount
from index.amounts import agree
from index.pattern import lazy_pattern

__all__ = ["asks_way", "direction", "moved"]

_DOWN = frozenset(
    stem(w)
    for w in "cut cuts cutting lower lowered reduce reduced slash slashed trim trimmed drop dropped fall fell fallen decline declined "
    "shrink shrank shrunk slide slid slump slumped slip slipped plunge plunged tumble tumbled decrease decreased halve halved dip dipped sink sank sunk "
    "shave shaved pare pared downgrade downgraded down downward downwards collapse collapsed weaken weakened narrow narrowed narrowing narrower".split()
)
_UP = frozenset(
    stem(w)
    for w in "raise raised increase increased hike hiked lift lifted boost boosted grow grew grown rise rose risen jump jumped climb climbed leap leapt leaped "
    "surge surged soar soared double doubled triple tripled bump bumped expand expanded upgrade upgraded up upward upwards balloon ballooned swell swelled widen widened widening wider deepen deepened deeper".split()
)
_IDIOMS = lazy_pattern(
    r"\b(?:raised? (?:money|cash|funds|capital|a round|funding|\$)|end(?:ed|s)? up|up to|down payment|job cuts?|cut (?:jobs|staff|ties)|"
    r"set up|start(?:ed)? up|make up|made up|up and running|write-?downs?|written down|shut down|laid down|sign(?:ed)? up|give up|gave up|hold up)\b",
    re.IGNORECASE,
)


def direction(text: str) -> int:
    """1 where a text says that something rose or was raised, -1 where it fell or was cut, 0 where neither or both."""
    roots = {stem(word) for word, _, _ in tokens(_IDIOMS.sub(" ", text))}
    up, down = bool(roots & _UP), bool(roots & _DOWN)
    return int(up) - int(down)


def moved(old: Amount, new: Amount) -> int:
    """1 where the second amount is larger in size than the first, -1 where smaller, 0 where rounding hides it.

    A range counts as larger only where both its ends are.
    """
    if agree(old, new) or old.unit != new.unit or old.per != new.per:
        return 0
    low = abs(new.value) - abs(old.value)
    high = abs(new.high if new.high is not None else new.value) - abs(old.high if old.high is not None else old.value)
    if low >= 0 and high >= 0 and (low or high):
        return 1
    if low <= 0 and high <= 0 and (low or high):
        return -1
    return 0


_PUT_UP = lazy_pattern(r"\b(?:right|correct|true|no|yes)\W*$", re.IGNORECASE)
_EACH_TIME = lazy_pattern(r"\b(?:ever|every|each|always|steadily|consistently|continuously|since|over time|in a row|running|straight|consecutive)\b", re.IGNORECASE)
"""What asks for a course, each step of which counts."""
_BY_HOW_MUCH = lazy_pattern(r"\b(?:doubl|tripl|quadrupl|halv)\w*", re.IGNORECASE)


def asks_way(question: Question) -> int:
    """Which way a question puts up that something went, for yes or no ("did sales fall", "is its loss widening"): 1 or -1; 0 where it asks for no such thing."""
    if question.amounts or len(question.entities) != 1 or _BY_HOW_MUCH.search(question.text) or _EACH_TIME.search(question.text):
        return 0
    whether = question.intent is Intent.CHECK or (question.intent is Intent.TREND and (asks_whether(question.text) or _PUT_UP.search(question.text) is not None))
    return direction(question.text) if whether else 0
